/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/glob_set.h"

enum { BYTES = 256 };

typedef struct item {
    fh_text pattern; /* without the double star in front when only the base name matters */
    uint32_t id;
    uint32_t next; /* index + 1 in its list */
    bool base_only;
} item;

struct fh_glob_set {
    unsigned flags;
    item *items;
    /* Lists by the first byte of the base name, by the last byte of the path, and of what has
     * neither. Bytes are in lower case. */
    uint32_t first[BYTES], last[BYTES], others;
};

/* The list where a path that `entry` takes will look. */
static uint32_t *list_of(fh_glob_set *self, const item *entry)
{
    const fh_text pattern = entry->pattern;
    if (pattern.len == 0) return &self->others;
    const char first = pattern.ptr[0], last = pattern.ptr[pattern.len - 1];
    if (entry->base_only && !fh_glob_is_special(first))
        return &self->first[(unsigned char)fh_lower(first)];
    /* The slash of a double star may stand for nothing. */
    if (!fh_glob_is_special(last) && last != '/') return &self->last[(unsigned char)fh_lower(last)];
    return &self->others;
}

fh_status fh_glob_set_new(fh_arena *arena, const fh_glob_rule *rules, size_t count, unsigned flags,
                          const fh_glob_set **ret_set)
{
    fh_glob_set *self = FH_NEW(arena, fh_glob_set);
    item *items = FH_NEW_ARRAY(arena, count, item);
    if (self == NULL || items == NULL || count >= UINT32_MAX) return FH_NO_MEMORY;
    self->flags = flags;
    self->items = items;
    for (size_t i = count; i-- > 0;) {
        items[i] = (item){.pattern = rules[i].pattern, .id = rules[i].id};
        items[i].base_only = fh_glob_of_base_name(rules[i].pattern, &items[i].pattern);
        uint32_t *list = list_of(self, &items[i]);
        items[i].next = *list;
        *list = (uint32_t)i + 1;
    }
    *ret_set = self;
    return FH_OK;
}

static void try_list(const fh_glob_set *self, uint32_t list, fh_text path, fh_text base,
                     uint64_t *bits)
{
    for (uint32_t i = list; i != 0; i = self->items[i - 1].next) {
        const item *entry = &self->items[i - 1];
        const uint64_t bit = 1ull << (entry->id % 64);
        if ((bits[entry->id / 64] & bit) != 0) continue;
        if (fh_glob_match(entry->pattern, entry->base_only ? base : path, self->flags))
            bits[entry->id / 64] |= bit;
    }
}

void fh_glob_set_match(const fh_glob_set *set, fh_text path, uint64_t *bits)
{
    const fh_text base = fh_text_base_name(path);
    try_list(set, set->others, path, base, bits);
    if (base.len > 0)
        try_list(set, set->first[(unsigned char)fh_lower(base.ptr[0])], path, base, bits);
    if (path.len > 0)
        try_list(set, set->last[(unsigned char)fh_lower(path.ptr[path.len - 1])], path, base, bits);
}
