/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/glob_set.h"

#include "base/vec.h"

enum { BYTES = 256, MOST_GROUPS = 3 /* that are told apart in a pattern */ };

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

/* ---- building ---- */

FH_VEC(item_vec, item);

/* The first group of `pattern` without a class before it: from '{' to its '}', and false when there
 * is none. */
static bool first_group(fh_text pattern, size_t *ret_open, size_t *ret_close)
{
    size_t depth = 0;
    for (size_t i = 0; i < pattern.len; i++) {
        const char c = pattern.ptr[i];
        if (c == '[') return false;
        if (c == '{' && depth++ == 0) *ret_open = i;
        if (c == '}' && depth > 0 && --depth == 0) {
            *ret_close = i;
            return true;
        }
    }
    return false;
}

/* Alternatives become patterns of their own, as long as there are few. */
static bool add_pattern(fh_arena *arena, item_vec *list, fh_text pattern, uint32_t id,
                        unsigned depth)
{
    size_t open = 0, close = 0, depth_inside = 0;
    if (depth == MOST_GROUPS || !fh_glob_is_valid(pattern) ||
        !first_group(pattern, &open, &close)) {
        item added = {.pattern = pattern, .id = id};
        added.base_only = fh_glob_of_base_name(pattern, &added.pattern);
        return FH_VEC_ADD(arena, list, added);
    }
    const fh_text head = fh_text_slice(pattern, 0, open);
    const fh_text tail = fh_text_slice(pattern, close + 1, SIZE_MAX);
    for (size_t i = open + 1, start = i; i <= close; i++) {
        const char c = pattern.ptr[i];
        if (c == '{') depth_inside++;
        if (c == '}' && i < close) depth_inside--;
        if (i < close && (c != ',' || depth_inside > 0)) continue;
        const fh_text choice = fh_arena_join(
            arena, fh_arena_join(arena, head, fh_text_slice(pattern, start, i)), tail);
        if (!add_pattern(arena, list, choice, id, depth + 1)) return false;
        start = i + 1;
    }
    return true;
}

fh_status fh_glob_set_new(fh_arena *arena, const fh_glob_rule *rules, size_t count, unsigned flags,
                          const fh_glob_set **ret_set)
{
    fh_glob_set *self = FH_NEW(arena, fh_glob_set);
    item_vec list = {0};
    if (self == NULL) return FH_NO_MEMORY;
    for (size_t i = 0; i < count; i++)
        if (!add_pattern(arena, &list, rules[i].pattern, rules[i].id, 0)) return FH_NO_MEMORY;
    if (arena->failed || list.count >= UINT32_MAX) return FH_NO_MEMORY;
    self->flags = flags;
    self->items = list.items;
    for (size_t i = list.count; i-- > 0;) {
        uint32_t *bucket = list_of(self, &list.items[i]);
        list.items[i].next = *bucket;
        *bucket = (uint32_t)i + 1;
    }
    *ret_set = self;
    return FH_OK;
}

/* ---- matching ---- */

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
