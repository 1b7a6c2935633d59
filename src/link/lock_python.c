/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/lock_graph.h"
#include "model/python_name.h"

/* Locks of Python. uv's tell all edges of the tree's packages; those of Poetry, PDM and Pipenv tell
 * what was chosen, and the manifest beside them tells what was asked for. */

enum { MOST_FORKS = 16 };

typedef struct joiner {
    fh_lock_graph *graph;
    fh_table keys;  /* name, or name[extra] -> number of the first that has it */
    uint32_t *next; /* the next of the same key; UINT32_MAX ends */
} joiner;

static bool index_facts(joiner *self)
{
    const fh_lock_graph *graph = self->graph;
    const fh_store *store = graph->linker->store;
    const fh_file *file = &store->files.items[graph->file];
    self->next = FH_NEW_ARRAY(graph->arena, graph->count, uint32_t);
    if (self->next == NULL) return false;
    /* From the last, so that chains are in the order of the file. */
    for (uint32_t i = file->fact_count; i-- > 0;) {
        const fh_fact *fact = &store->facts.items[file->fact_start + i];
        fh_text needs = fh_fact_get(fact, FH_ATTR_NEEDS);
        const fh_text key = fh_fact_get(fact, FH_ATTR_KEYS);
        uint32_t number = 0, first = UINT32_MAX;
        if (key.len == 0 || !fh_lock_edges_number(&needs, &number) || number >= graph->count)
            continue;
        (void)fh_table_find(&self->keys, key, &first);
        self->next[number] = first;
        if (!fh_table_set(&self->keys, key, number)) return false;
    }
    return true;
}

static void add_roots(joiner *self, fh_text key, const fh_fact *fact)
{
    uint32_t number = UINT32_MAX;
    fh_graph_edge edge = {.from = FH_LOCK_ROOT,
                          .phase = fh_lock_phase_of(fh_fact_get(fact, FH_ATTR_PHASE)),
                          .necessity = fh_lock_necessity_of(fh_fact_get(fact, FH_ATTR_NECESSITY)),
                          .gate = fh_fact_get(fact, FH_ATTR_GATE)};
    if (!fh_table_find(&self->keys, key, &number)) return;
    for (int i = 0; i < MOST_FORKS && number != UINT32_MAX; i++, number = self->next[number]) {
        edge.to = number;
        (void)FH_VEC_ADD(self->graph->arena, &self->graph->edges, edge);
    }
}

/* What builds the package itself is no part of its lock. */
static bool is_need(const fh_fact *fact)
{
    return fact->kind == FH_FACT_DEPENDENCY &&
           fh_text_starts(fact->subject, FH_TEXT("pkg:pypi/")) &&
           !fh_text_is(fh_fact_get(fact, FH_ATTR_PHASE), "build");
}

static void join_manifest(joiner *self, const fh_file *file)
{
    fh_arena *arena = self->graph->arena;
    const fh_store *store = self->graph->linker->store;
    for (uint32_t i = file->fact_start; i < file->fact_start + file->fact_count; i++) {
        const fh_fact *fact = &store->facts.items[i];
        fh_text extra, extras = fh_fact_get(fact, FH_ATTR_MEMBERS);
        if (!is_need(fact)) continue;
        const fh_text name = fh_text_slice(fact->subject, 9, SIZE_MAX);
        add_roots(self, fh_python_name(arena, name), fact);
        while (extras.len > 0 && fh_text_next_field(&extras, ' ', &extra))
            if (extra.len > 0) add_roots(self, fh_python_extra_key(arena, name, extra), fact);
    }
}

/* Packages of the tree are roots, whoever else needs them. */
static bool add_members(fh_lock_graph *graph)
{
    bool python = false;
    for (uint32_t i = 0; i < graph->count; i++) {
        const fh_graph_edge root = {.from = FH_LOCK_ROOT, .to = i};
        if (graph->facts[i] == UINT32_MAX) continue;
        const fh_fact *fact = &graph->linker->store->facts.items[graph->facts[i]];
        python |= fh_text_starts(fact->subject, FH_TEXT("pkg:pypi/"));
        if (!python) return false;
        if (fh_text_is(fh_fact_get(fact, FH_ATTR_DIRECTNESS), "workspace-member"))
            (void)FH_VEC_ADD(graph->arena, &graph->edges, root);
    }
    return python;
}

void fh_lock_join_python(fh_lock_graph *graph)
{
    static const char *const manifests[] = {"pyproject.toml", "Pipfile"};
    const fh_store *store = graph->linker->store;
    const fh_text lock = fh_text_base_name(store->files.items[graph->file].path);
    const bool pipenv = fh_text_eq_nocase(lock, FH_TEXT("Pipfile.lock"));
    joiner self = {.graph = graph};
    if (!add_members(graph)) return;
    fh_table_init(&self.keys, graph->arena);
    for (size_t i = 0; i < graph->projects.count; i++) {
        const fh_fact *project = &store->facts.items[graph->projects.items[i]];
        uint32_t manifest = 0;
        if (fh_fact_get(project, FH_ATTR_NEEDS).len > 0) continue;
        if (self.next == NULL && !index_facts(&self)) return;
        const fh_text path =
            fh_arena_path(graph->arena, project->value, fh_text_of(manifests[pipenv ? 1 : 0]));
        if (path.ptr == NULL || !fh_store_find(store, path, &manifest)) continue;
        join_manifest(&self, &store->files.items[manifest]);
    }
}
