/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/store.h"

void fh_store_init(fh_store *store, size_t memory_limit)
{
    *store = (fh_store){0};
    fh_arena_init(&store->arena, memory_limit);
    fh_table_init(&store->by_path, &store->arena);
}

void fh_store_done(fh_store *store)
{
    fh_arena_done(&store->arena);
    *store = (fh_store){0};
}

static void copy_fact(fh_store *store, uint32_t file, const fh_fact *fact)
{
    fh_arena *arena = &store->arena;
    fh_fact copy = *fact;
    copy.file = file;
    copy.subject = fh_arena_copy(arena, fact->subject);
    copy.value = fh_arena_copy(arena, fact->value);
    copy.quote = fh_arena_copy(arena, fact->quote);
    copy.reader = fh_arena_copy(arena, fact->reader);
    for (uint32_t i = 0; i < copy.attr_count; i++)
        copy.attrs[i].value = fh_arena_copy(arena, fact->attrs[i].value);
    (void)FH_VEC_ADD(arena, &store->facts, copy);
}

void fh_store_add(fh_store *store, const fh_file *file, const fh_facts *facts)
{
    fh_file copy = *file;
    const uint32_t index = (uint32_t)store->files.count;
    copy.path = fh_arena_copy(&store->arena, file->path);
    copy.fact_start = (uint32_t)store->facts.count;
    copy.fact_count = (uint32_t)facts->list.count;
    if (!FH_VEC_ADD(&store->arena, &store->files, copy)) return;
    (void)fh_table_set(&store->by_path, copy.path, index);
    for (size_t i = 0; i < facts->list.count; i++) copy_fact(store, index, &facts->list.items[i]);
}

bool fh_store_find(const fh_store *store, fh_text path, uint32_t *ret_file)
{
    return fh_table_find(&store->by_path, path, ret_file);
}

fh_fact *fh_store_add_derived(fh_store *store, uint32_t file, const fh_fact *fact)
{
    const size_t before = store->facts.count;
    copy_fact(store, file, fact);
    return store->facts.count > before ? &store->facts.items[before] : NULL;
}
