/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"
#include "link/link.h"

/* Constants that hold something the rules look for, and whether anybody uses them. */

static bool is_constant(const fh_fact *fact)
{
    return fact->kind == FH_FACT_HIT && (fact->contexts & FH_CONTEXT_CODE) != 0 &&
           fh_text_is(fh_fact_get(fact, FH_ATTR_POSITION), "constant") &&
           fh_fact_get(fact, FH_ATTR_NAME).len >= 3;
}

void fh_link_wanted_names(const fh_store *store, fh_arena *arena, fh_text_vec *ret_names)
{
    const uint32_t aside = FH_CONTEXT_TEST | FH_CONTEXT_EXAMPLE | FH_CONTEXT_VENDORED |
                           FH_CONTEXT_GENERATED | FH_CONTEXT_DATA;
    fh_table seen;
    fh_table_init(&seen, arena);
    for (size_t i = 0; i < store->facts.count; i++) {
        const fh_fact *fact = &store->facts.items[i];
        uint32_t ignored = 0;
        if (!is_constant(fact) || (fact->contexts & aside) != 0) continue;
        const fh_text name = fh_fact_get(fact, FH_ATTR_NAME);
        if (fh_table_find(&seen, name, &ignored)) continue;
        (void)fh_table_set(&seen, name, 1);
        (void)FH_VEC_ADD(arena, ret_names, name);
    }
    for (size_t i = 1; i < ret_names->count; i++) {
        const fh_text moved = ret_names->items[i];
        size_t at = i;
        for (; at > 0 && fh_text_compare(moved, ret_names->items[at - 1]) < 0; at--)
            ret_names->items[at] = ret_names->items[at - 1];
        ret_names->items[at] = moved;
    }
}

void fh_link_set_references(fh_store *store, fh_text name, uint64_t count)
{
    if (count > 1) return;
    for (size_t i = 0; i < store->facts.count; i++) {
        fh_fact *fact = &store->facts.items[i];
        if (is_constant(fact) && fh_text_eq(fh_fact_get(fact, FH_ATTR_NAME), name))
            fact->contexts |= FH_CONTEXT_UNREFERENCED;
    }
}
