/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/lock_graph.h"

/* Lock files: the packages and edges that their readers state become one graph a file, joined with
 * the manifests that the lock serves. */

static bool is_locked(const fh_fact *fact)
{
    return fact->kind == FH_FACT_DEPENDENCY &&
           fh_text_is(fh_fact_get(fact, FH_ATTR_TABLE), "lock") &&
           fh_fact_get(fact, FH_ATTR_NEEDS).len > 0;
}

static bool is_importer(const fh_fact *fact)
{
    return fact->kind == FH_FACT_FIELD && fh_text_is(fact->subject, "lock.importer");
}

static bool is_extra(const fh_fact *fact)
{
    return fact->kind == FH_FACT_FIELD && fh_text_is(fact->subject, "lock.extra");
}

/* Numbers are below the number of facts that the reader made, or they are not of the lock. */
static bool number_packages(fh_lock_graph *graph, const fh_file *file)
{
    const fh_fact *facts = graph->linker->store->facts.items;
    graph->facts = FH_NEW_ARRAY(graph->arena, file->fact_count, uint32_t);
    graph->extras = FH_NEW_ARRAY(graph->arena, file->fact_count, uint32_t);
    if (graph->facts == NULL || graph->extras == NULL) return false;
    graph->count = file->fact_count;
    for (uint32_t i = 0; i < graph->count; i++) graph->facts[i] = graph->extras[i] = UINT32_MAX;
    for (uint32_t i = file->fact_start; i < file->fact_start + file->fact_count; i++) {
        uint32_t number = 0;
        fh_text edges = fh_fact_get(&facts[i], FH_ATTR_NEEDS);
        if (is_importer(&facts[i]) && !FH_VEC_ADD(graph->arena, &graph->projects, i)) return false;
        const bool extra = is_extra(&facts[i]);
        if (!extra && !is_locked(&facts[i])) continue;
        if (!fh_lock_edges_number(&edges, &number) || number >= graph->count) continue;
        fh_lock_edge owner;
        if (!extra) graph->facts[number] = i;
        else if (fh_lock_edges_next(&edges, &owner)) graph->extras[number] = owner.to;
    }
    return true;
}

static bool add_edges(fh_lock_graph *graph, fh_text edges)
{
    uint32_t number = 0;
    fh_lock_edge edge;
    if (!fh_lock_edges_number(&edges, &number)) return true;
    while (fh_lock_edges_next(&edges, &edge)) {
        const fh_graph_edge added = {.from = number,
                                     .to = edge.to,
                                     .phase = edge.phase,
                                     .necessity = edge.necessity,
                                     .gate = edge.gate};
        if (edge.to < graph->count && !FH_VEC_ADD(graph->arena, &graph->edges, added)) return false;
    }
    return true;
}

/* Versions of packages of the tree that the lock leaves out. */
static void complete_members(const fh_lock_graph *graph, const fh_table *versions)
{
    const fh_store *store = graph->linker->store;
    for (uint32_t i = 0; i < graph->count; i++) {
        uint32_t own = 0;
        if (graph->facts[i] == UINT32_MAX) continue;
        fh_fact *fact = &store->facts.items[graph->facts[i]];
        if (fact->value.len > 0 ||
            !fh_text_is(fh_fact_get(fact, FH_ATTR_DIRECTNESS), "workspace-member"))
            continue;
        if (fh_table_find(versions, fh_fact_get(fact, FH_ATTR_NAME), &own))
            fact->value = fh_fact_get(&store->facts.items[own], FH_ATTR_VERSION);
    }
}

/* Names of the tree's own packages -> their facts. */
static void index_packages(const fh_store *store, fh_table *packages)
{
    for (uint32_t i = 0; i < store->facts.count; i++)
        if (store->facts.items[i].kind == FH_FACT_PACKAGE)
            (void)fh_table_intern(packages, store->facts.items[i].subject, i);
}

static void link_file(fh_linker *linker, fh_arena *arena, uint32_t index, const fh_table *packages)
{
    const fh_file *file = &linker->store->files.items[index];
    fh_lock_graph graph = {
        .linker = linker, .arena = arena, .file = index, .folder = fh_text_dir_name(file->path)};
    if (!number_packages(&graph, file) || graph.projects.count == 0) return;
    for (uint32_t i = file->fact_start; i < file->fact_start + file->fact_count; i++) {
        const fh_fact *fact = &linker->store->facts.items[i];
        if ((is_importer(fact) || is_locked(fact) || is_extra(fact)) &&
            !add_edges(&graph, fh_fact_get(fact, FH_ATTR_NEEDS)))
            return;
    }
    fh_lock_join_npm(&graph);
    fh_lock_join_cargo(&graph);
    fh_lock_join_python(&graph);
    fh_lock_join_named(&graph);
    fh_lock_settle(&graph);
    complete_members(&graph, packages);
}

void fh_link_locks(fh_linker *linker)
{
    fh_table packages;
    fh_table_init(&packages, linker->arena);
    for (uint32_t i = 0; i < linker->store->files.count; i++) {
        const fh_file *file = &linker->store->files.items[i];
        bool serves = false;
        for (uint32_t k = file->fact_start; k < file->fact_start + file->fact_count && !serves; k++)
            serves = is_importer(&linker->store->facts.items[k]);
        if (!serves) continue;
        if (packages.count == 0) index_packages(linker->store, &packages);
        fh_arena arena;
        fh_arena_init(&arena, linker->arena->limit);
        link_file(linker, &arena, i, &packages);
        linker->arena->failed |= arena.failed;
        fh_arena_done(&arena);
    }
}
