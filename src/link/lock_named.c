/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/lock_graph.h"

/* Locks with one version of every package that do not tell who asked for it: the roots are what the
 * manifest beside the lock names. */

static const struct {
    const char *lock, *manifest;
} pairs[] = {{"composer.lock", "composer.json"}};

static bool find_manifest(const fh_lock_graph *graph, uint32_t *ret_file)
{
    const fh_store *store = graph->linker->store;
    const fh_text name = fh_text_base_name(store->files.items[graph->file].path);
    for (size_t i = 0; i < FH_COUNT(pairs); i++) {
        if (!fh_text_eq_nocase(name, fh_text_of(pairs[i].lock))) continue;
        const fh_text path =
            fh_arena_path(graph->arena, graph->folder, fh_text_of(pairs[i].manifest));
        return path.ptr != NULL && fh_store_find(store, path, ret_file);
    }
    return false;
}

/* Suggestions are asked for by nobody. */
static bool is_asked(const fh_fact *fact)
{
    return fact->kind == FH_FACT_DEPENDENCY &&
           !fh_text_is(fh_fact_get(fact, FH_ATTR_NECESSITY), "suggested");
}

void fh_lock_join_named(fh_lock_graph *graph)
{
    const fh_store *store = graph->linker->store;
    fh_table packages; /* package URL -> number */
    uint32_t manifest = 0;
    if (!find_manifest(graph, &manifest)) return;
    fh_table_init(&packages, graph->arena);
    for (uint32_t i = 0; i < graph->count; i++)
        if (graph->facts[i] != UINT32_MAX)
            (void)fh_table_intern(&packages, store->facts.items[graph->facts[i]].subject, i);
    const fh_file *file = &store->files.items[manifest];
    for (uint32_t i = file->fact_start; i < file->fact_start + file->fact_count; i++) {
        const fh_fact *fact = &store->facts.items[i];
        fh_graph_edge edge = {.from = FH_LOCK_ROOT};
        if (!is_asked(fact) || !fh_table_find(&packages, fact->subject, &edge.to)) continue;
        edge.phase = fh_lock_phase_of(fh_fact_get(fact, FH_ATTR_PHASE));
        edge.necessity = fh_lock_necessity_of(fh_fact_get(fact, FH_ATTR_NECESSITY));
        edge.gate = fh_fact_get(fact, FH_ATTR_GATE);
        if (!FH_VEC_ADD(graph->arena, &graph->edges, edge)) return;
    }
}
