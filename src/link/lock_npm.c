/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/glob.h"
#include "link/lock_graph.h"

/* Locks that list what was installed but not who asked for it (yarn.lock, version 1 of
 * package-lock.json): the roots are in the package.json of each project. */

typedef struct joiner {
    fh_lock_graph *graph;
    fh_table keys; /* request -> package number */
} joiner;

static bool index_keys(joiner *self)
{
    const fh_lock_graph *graph = self->graph;
    for (uint32_t i = 0; i < graph->count; i++) {
        if (graph->facts[i] == UINT32_MAX) continue;
        const fh_fact *fact = &graph->linker->store->facts.items[graph->facts[i]];
        fh_text key, rest = fh_fact_get(fact, FH_ATTR_KEYS);
        while (rest.len > 0 && fh_text_next_field(&rest, '\n', &key))
            if (!fh_table_set(&self->keys, key, i)) return false;
    }
    return true;
}

/* "pkg:npm/%40scope/name" as npm writes it. */
static fh_text npm_name(fh_arena *arena, fh_text purl)
{
    const fh_text name = fh_text_slice(purl, 8, SIZE_MAX);
    if (!fh_text_starts(name, FH_TEXT("%40"))) return name;
    return fh_arena_join(arena, FH_TEXT("@"), fh_text_slice(name, 3, SIZE_MAX));
}

static bool find_package(const joiner *self, const fh_fact *fact, uint32_t *ret_number)
{
    fh_arena *arena = self->graph->arena;
    const fh_text name = fh_fact_get(fact, FH_ATTR_NAME), value = fact->value;
    const fh_text real = npm_name(arena, fact->subject);
    const fh_text forms[] = {
        fh_arena_printf(arena, "%.*s@%.*s", FH_TEXT_ARGS(name), FH_TEXT_ARGS(value)),
        fh_arena_printf(arena, "%.*s@npm:%.*s", FH_TEXT_ARGS(name), FH_TEXT_ARGS(value)),
        fh_arena_printf(arena, "%.*s@npm:%.*s@%.*s", FH_TEXT_ARGS(name), FH_TEXT_ARGS(real),
                        FH_TEXT_ARGS(value)),
        name};
    for (size_t i = 0; i < FH_COUNT(forms); i++)
        if (fh_table_find(&self->keys, forms[i], ret_number)) return true;
    return false;
}

static void join_manifest(joiner *self, uint32_t file_index)
{
    const fh_store *store = self->graph->linker->store;
    const fh_file *file = &store->files.items[file_index];
    for (uint32_t i = file->fact_start; i < file->fact_start + file->fact_count; i++) {
        const fh_fact *fact = &store->facts.items[i];
        uint32_t number = 0;
        if (fact->kind != FH_FACT_DEPENDENCY || !fh_text_is(fact->reader, "npm")) continue;
        if (!find_package(self, fact, &number)) continue;
        const fh_graph_edge edge = {.from = FH_LOCK_ROOT,
                                    .to = number,
                                    .phase = fh_lock_phase_of(fh_fact_get(fact, FH_ATTR_PHASE)),
                                    .necessity =
                                        fh_lock_necessity_of(fh_fact_get(fact, FH_ATTR_NECESSITY)),
                                    .gate = fh_fact_get(fact, FH_ATTR_GATE)};
        (void)FH_VEC_ADD(self->graph->arena, &self->graph->edges, edge);
    }
}

static fh_text below(fh_arena *arena, fh_text folder, fh_text name)
{
    return fh_arena_path(arena, folder, name);
}

/* Folders that a list of workspaces names; "!" takes out. Later ones win, as in npm. */
static bool is_workspace(const joiner *self, uint32_t root, fh_text folder)
{
    const fh_store *store = self->graph->linker->store;
    const fh_file *file = &store->files.items[root];
    bool member = false;
    for (uint32_t i = file->fact_start; i < file->fact_start + file->fact_count; i++) {
        const fh_fact *fact = &store->facts.items[i];
        if (fact->kind != FH_FACT_FIELD || !fh_text_is(fact->subject, "workspaces")) continue;
        const bool out = fh_text_starts(fact->value, FH_TEXT("!"));
        const fh_text glob = below(self->graph->arena, fh_text_dir_name(file->path),
                                   fh_text_slice(fact->value, out ? 1 : 0, SIZE_MAX));
        if (glob.ptr != NULL && fh_glob_match(glob, folder, 0)) member = !out;
    }
    return member;
}

static void join_workspaces(joiner *self, uint32_t root)
{
    const fh_store *store = self->graph->linker->store;
    for (uint32_t i = 0; i < store->files.count; i++) {
        const fh_file *file = &store->files.items[i];
        if (i == root || !fh_text_is(fh_text_base_name(file->path), "package.json")) continue;
        if (is_workspace(self, root, fh_text_dir_name(file->path))) join_manifest(self, i);
    }
}

/* Projects that are packages of the lock are roots themselves, whoever else needs them. */
static void add_members(fh_lock_graph *graph)
{
    for (uint32_t i = 0; i < graph->count; i++) {
        const fh_graph_edge root = {.from = FH_LOCK_ROOT, .to = i};
        if (graph->facts[i] == UINT32_MAX) continue;
        const fh_fact *fact = &graph->linker->store->facts.items[graph->facts[i]];
        if (!fh_text_starts(fact->subject, FH_TEXT("pkg:npm/"))) return;
        if (fh_text_is(fh_fact_get(fact, FH_ATTR_DIRECTNESS), "workspace-member"))
            (void)FH_VEC_ADD(graph->arena, &graph->edges, root);
    }
}

void fh_lock_join_npm(fh_lock_graph *graph)
{
    joiner self = {.graph = graph};
    const fh_store *store = graph->linker->store;
    fh_table_init(&self.keys, graph->arena);
    add_members(graph);
    for (size_t i = 0; i < graph->projects.count; i++) {
        const fh_fact *project = &store->facts.items[graph->projects.items[i]];
        uint32_t manifest = 0;
        if (fh_fact_get(project, FH_ATTR_NEEDS).len > 0) continue;
        if (self.keys.count == 0 && !index_keys(&self)) return;
        const fh_text path = below(graph->arena, project->value, FH_TEXT("package.json"));
        if (path.ptr == NULL || !fh_store_find(store, path, &manifest)) continue;
        join_manifest(&self, manifest);
        join_workspaces(&self, manifest);
    }
}
