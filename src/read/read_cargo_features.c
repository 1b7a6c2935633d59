/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The rules are those of The Cargo Book, "Features": a member "x" is a feature, or the implicit one
 * of an optional dependency; "dep:x" and "x/f" enable dependency x, "x?/f" does not. */

#include "read/read_cargo_features.h"

#include "base/vec.h"

FH_VEC(name_vec, fh_text);

/* The dependency that a member of a feature's list enables; empty for "x?/f". */
static fh_text dependency_of(fh_text member)
{
    if (fh_text_starts(member, FH_TEXT("dep:"))) return fh_text_slice(member, 4, SIZE_MAX);
    const size_t slash = fh_text_find_byte(member, '/');
    const fh_text name = fh_text_slice(member, 0, slash);
    return fh_text_ends(name, FH_TEXT("?")) ? FH_TEXT("") : name;
}

static bool is_feature_only(const fh_cargo_features *self, fh_text member)
{
    uint32_t ignored = 0;
    return !fh_text_starts(member, FH_TEXT("dep:")) && fh_text_find_byte(member, '/') == SIZE_MAX &&
           fh_table_find(&self->features, member, &ignored);
}

static void list_members(fh_cargo_features *self, uint32_t index)
{
    FH_NODE_EACH(item, self->lists[index])
    if (fh_text_starts(fh_node_text(item), FH_TEXT("dep:")))
        (void)fh_table_intern(&self->listed_by, dependency_of(fh_node_text(item)), index);
}

/* Breadth first over a list of names, so that hostile nesting costs nothing. */
static void close_default(fh_cargo_features *self)
{
    name_vec todo = {0};
    uint32_t index = 0, ignored = 0;
    (void)FH_VEC_ADD(self->arena, &todo, FH_TEXT("default"));
    for (size_t i = 0; i < todo.count; i++) {
        const fh_text name = todo.items[i];
        if (fh_table_find(&self->reached, name, &ignored)) continue;
        if (!fh_table_find(&self->features, name, &index)) continue;
        (void)fh_table_set(&self->reached, name, 1);
        FH_NODE_EACH(item, self->lists[index])
        {
            const fh_text member = fh_node_text(item);
            const fh_text dependency = dependency_of(member);
            if (is_feature_only(self, member)) {
                (void)FH_VEC_ADD(self->arena, &todo, member);
            } else if (dependency.len > 0) {
                (void)fh_table_intern(&self->enabled_by, dependency, index);
                /* "x/f" turns a feature x on as well. */
                if (!fh_text_starts(member, FH_TEXT("dep:")))
                    (void)FH_VEC_ADD(self->arena, &todo, dependency);
            }
        }
        if (self->arena->failed) return;
    }
}

bool fh_cargo_features_init(fh_cargo_features *self, fh_arena *arena, const fh_node *table)
{
    uint32_t count = 0;
    self->arena = arena;
    fh_table_init(&self->features, arena);
    fh_table_init(&self->reached, arena);
    fh_table_init(&self->enabled_by, arena);
    fh_table_init(&self->listed_by, arena);
    self->lists = FH_NEW_ARRAY(arena, table->count, const fh_node *);
    if (self->lists == NULL) return false;
    FH_NODE_EACH(feature, table)
    {
        self->lists[count] = feature;
        (void)fh_table_set(&self->features, feature->key, count++);
    }
    for (uint32_t i = 0; i < count; i++) list_members(self, i);
    close_default(self);
    return !arena->failed;
}

bool fh_cargo_feature_is_default(const fh_cargo_features *self, fh_text feature)
{
    uint32_t ignored = 0;
    return fh_table_find(&self->reached, feature, &ignored);
}

bool fh_cargo_features_enable(const fh_cargo_features *self, fh_text name, fh_text *ret_feature)
{
    uint32_t listed = 0, enabled = 0;
    const bool is_listed = fh_table_find(&self->listed_by, name, &listed);
    const bool on = fh_table_find(&self->enabled_by, name, &enabled);
    *ret_feature = is_listed ? self->lists[on ? enabled : listed]->key : name;
    return on;
}
