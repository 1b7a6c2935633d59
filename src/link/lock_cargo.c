/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/cargo_features.h"
#include "link/requirement.h"

/* Cargo.lock mixes what is for running, building and testing, for every target and feature. For
 * crates whose manifests are in the tree, edges are made anew from these; those of other crates
 * stay: their manifests are elsewhere, and the lock holds only what some feature asked for. */

static fh_fact *fact_of(const fh_lock_graph *graph, uint32_t number)
{
    return &graph->linker->store->facts.items[graph->facts[number]];
}

static bool is_in(fh_text path, fh_text folder)
{
    return folder.len == 0 || (fh_text_starts(path, folder) &&
                               (path.len == folder.len || path.ptr[folder.len] == '/'));
}

static bool is_cargo(const fh_fact *fact)
{
    return fh_text_is(fact->reader, "cargo");
}

/* ---- crates ---- */

static fh_text versioned(const fh_lock_graph *graph, fh_text name, fh_text version)
{
    return fh_arena_printf(graph->arena, "%.*s %.*s", FH_TEXT_ARGS(name), (int)version.len,
                           version.len > 0 ? version.ptr : "");
}

/* "name", and "name version" of copies in the tree -> their manifests; those below the lock file
 * come first. */
static void index_manifests(const fh_lock_graph *graph, fh_table *by_name)
{
    const fh_store *store = graph->linker->store;
    for (int inside = 1; inside >= 0; inside--)
        for (uint32_t i = 0; i < store->facts.count; i++) {
            const fh_fact *fact = &store->facts.items[i];
            if (fact->kind != FH_FACT_PACKAGE || !is_cargo(fact)) continue;
            const fh_file *file = &store->files.items[fact->file];
            if (is_in(file->path, graph->folder) != (inside == 1)) continue;
            if ((file->contexts & FH_CONTEXT_VENDORED) == 0)
                (void)fh_table_intern(by_name, fact->subject, fact->file);
            (void)fh_table_intern(
                by_name, versioned(graph, fact->subject, fh_fact_get(fact, FH_ATTR_VERSION)),
                fact->file);
        }
}

/* Whether a workspace stands beside the lock, and which of its folders are left out. */
static bool is_member(const fh_lock_graph *graph, fh_text folder)
{
    const fh_store *store = graph->linker->store;
    uint32_t root = 0;
    bool workspace = false;
    const fh_text path = fh_arena_path(graph->arena, graph->folder, FH_TEXT("Cargo.toml"));
    if (!is_in(folder, graph->folder)) return false;
    if (path.ptr == NULL || !fh_store_find(store, path, &root)) return true;
    const fh_file *file = &store->files.items[root];
    for (uint32_t i = file->fact_start; i < file->fact_start + file->fact_count; i++) {
        const fh_fact *fact = &store->facts.items[i];
        if (fact->kind != FH_FACT_FIELD) continue;
        workspace |= fh_text_is(fact->subject, "workspace");
        if (!fh_text_is(fact->subject, "workspace.exclude")) continue;
        const fh_text out = fh_arena_path(graph->arena, graph->folder, fact->value);
        if (out.ptr != NULL && is_in(folder, out)) return false;
    }
    return workspace || fh_text_eq(folder, graph->folder);
}

static fh_text number_text(fh_arena *arena, uint32_t number)
{
    char text[16];
    size_t len = 0;
    do text[len++] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    return fh_arena_copy(arena, fh_text_make(text, len));
}

static void list_crates(fh_crates *crates)
{
    fh_lock_graph *graph = crates->graph;
    const fh_store *store = graph->linker->store;
    fh_table by_name;
    fh_table_init(&by_name, graph->arena);
    index_manifests(graph, &by_name);
    for (uint32_t i = 0; i < graph->count; i++) {
        fh_crate crate = {.number = i};
        if (graph->facts[i] == UINT32_MAX) continue;
        const fh_fact *fact = fact_of(graph, i);
        const fh_text name = fh_fact_get(fact, FH_ATTR_NAME);
        const bool path = fh_text_is(fh_fact_get(fact, FH_ATTR_PIN), "path");
        /* A crate from elsewhere may lie in the tree as a copy of just that version. */
        if (!fh_table_find(&by_name, path ? name : versioned(graph, name, fact->value),
                           &crate.file))
            continue;
        const fh_text folder = fh_text_dir_name(store->files.items[crate.file].path);
        crate.member = path && is_member(graph, folder);
        const uint32_t index = (uint32_t)crates->list.count;
        if (!FH_VEC_ADD(graph->arena, &crates->list, crate)) return;
        (void)fh_table_set(&crates->by_number, number_text(graph->arena, i), index);
    }
}

/* ---- what they need ---- */

/* Entries that members inherit from, by name as written. */
static void index_workspace(const fh_lock_graph *graph, fh_table *inherited)
{
    const fh_store *store = graph->linker->store;
    uint32_t root = 0;
    const fh_text path = fh_arena_path(graph->arena, graph->folder, FH_TEXT("Cargo.toml"));
    if (path.ptr == NULL || !fh_store_find(store, path, &root)) return;
    const fh_file *file = &store->files.items[root];
    for (uint32_t i = file->fact_start; i < file->fact_start + file->fact_count; i++) {
        const fh_fact *fact = &store->facts.items[i];
        if (fact->kind == FH_FACT_DEPENDENCY &&
            fh_text_is(fh_fact_get(fact, FH_ATTR_TABLE), "workspace.dependencies"))
            (void)fh_table_set(inherited, fh_fact_get(fact, FH_ATTR_NAME), i);
    }
}

/* The locked package that a need of crate `number` means: of those that the lock says the crate
 * has, the one of that name, and of several versions the one that is allowed. */
static uint32_t find_target(const fh_lock_graph *graph, const fh_graph_edge *edges, size_t count,
                            const fh_fact *need)
{
    uint32_t found = UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        const uint32_t to = edges[i].to;
        if (to >= graph->count || graph->facts[to] == UINT32_MAX) continue;
        const fh_fact *fact = fact_of(graph, to);
        if (!fh_text_eq(fact->subject, need->subject)) continue;
        if (found == UINT32_MAX || fh_requirement_allows(need->value, fact->value)) found = to;
    }
    return found;
}

static void add_need(fh_crates *crates, uint32_t index, const fh_fact *fact,
                     const fh_fact *workspace, const fh_graph_edge *edges, size_t count)
{
    const fh_text necessity = fh_fact_get(fact, FH_ATTR_NECESSITY);
    const fh_crate_need need = {.fact = fact,
                                .workspace = workspace,
                                .crate = index,
                                .to = find_target(crates->graph, edges, count, fact),
                                .next = UINT32_MAX,
                                .optional = fh_text_starts(necessity, FH_TEXT("optional"))};
    if (FH_VEC_ADD(crates->graph->arena, &crates->needs, need)) crates->list.items[index].needs++;
}

/* `edges`: those of the crate in the lock, which stand together. */
static void list_needs(fh_crates *crates, uint32_t index, const fh_table *inherited,
                       const fh_graph_edge *edges, size_t count)
{
    const fh_store *store = crates->graph->linker->store;
    fh_crate *crate = &crates->list.items[index];
    const fh_file *file = &store->files.items[crate->file];
    crate->first_need = (uint32_t)crates->needs.count;
    for (uint32_t i = file->fact_start; i < file->fact_start + file->fact_count; i++) {
        const fh_fact *fact = &store->facts.items[i], *workspace = NULL;
        const fh_text table = fh_fact_get(fact, FH_ATTR_TABLE);
        uint32_t entry = 0;
        if (fact->kind != FH_FACT_DEPENDENCY || !is_cargo(fact)) continue;
        if (fh_text_starts(table, FH_TEXT("workspace")) || fh_text_is(table, "patch")) continue;
        if (fh_text_is(fh_fact_get(fact, FH_ATTR_ORIGIN), "workspace") &&
            fh_table_find(inherited, fh_fact_get(fact, FH_ATTR_NAME), &entry))
            workspace = &store->facts.items[entry];
        add_need(crates, index, fact, workspace, edges, count);
    }
}

/* ---- edges ---- */

static fh_lock_necessity necessity_of(const fh_crate_need *need)
{
    if ((need->active & FH_CARGO_NONE) != 0) return FH_LOCK_REQUIRED;
    return (need->active & FH_CARGO_DEFAULT) != 0 ? FH_LOCK_DEFAULT_ON : FH_LOCK_DEFAULT_OFF;
}

/* Features are the user's to choose in packages of the workspace, as far as no other crate turns
 * them on for good; a target is always a condition. */
static fh_text gate_of(const fh_lock_graph *graph, const fh_crate_need *need, bool member)
{
    const fh_text gate = fh_fact_get(need->fact, FH_ATTR_GATE);
    const fh_text target = fh_fact_get(need->fact, FH_ATTR_MARKER);
    const bool feature = fh_text_starts(gate, FH_TEXT("feature:"));
    if (!feature) return gate;
    const bool chosen = !member || necessity_of(need) == FH_LOCK_REQUIRED;
    const fh_text kept = chosen ? FH_TEXT("") : gate;
    if (target.len == 0) return kept;
    return fh_arena_printf(graph->arena, "%.*s%starget:%.*s", (int)kept.len, kept.ptr,
                           kept.len > 0 ? " && " : "", FH_TEXT_ARGS(target));
}

static void add_edge(fh_crates *crates, const fh_crate_need *need)
{
    const fh_crate *crate = &crates->list.items[need->crate];
    fh_graph_edge edge = {.from = crate->number,
                          .to = need->to,
                          .phase = fh_lock_phase_of(fh_fact_get(need->fact, FH_ATTR_PHASE)),
                          .necessity = necessity_of(need),
                          .gate = gate_of(crates->graph, need, crate->member)};
    if (need->to == UINT32_MAX || need->active == 0) return;
    if (edge.phase >= FH_LOCK_TEST) {
        if (!crate->member) return;
        edge.from = FH_LOCK_ROOT;
    }
    (void)FH_VEC_ADD(crates->graph->arena, &crates->graph->edges, edge);
}

/* Take out the edges of crates with manifests; the others stay in their order. */
static void drop_edges(fh_crates *crates)
{
    fh_graph_edge_vec *edges = &crates->graph->edges;
    size_t kept = 0;
    uint32_t at = 0;
    for (size_t i = 0; i < edges->count; i++) {
        const uint32_t from = edges->items[i].from;
        /* Both are in the order of packages. */
        while (at < crates->list.count && crates->list.items[at].number < from) at++;
        if (at < crates->list.count && crates->list.items[at].number == from) continue;
        edges->items[kept++] = edges->items[i];
    }
    edges->count = kept;
}

void fh_lock_join_cargo(fh_lock_graph *graph)
{
    const fh_file *file = &graph->linker->store->files.items[graph->file];
    fh_crates crates = {.graph = graph};
    fh_table inherited;
    size_t at = 0;
    if (!fh_text_eq_nocase(fh_text_base_name(file->path), FH_TEXT("Cargo.lock"))) return;
    fh_table_init(&crates.by_number, graph->arena);
    fh_table_init(&inherited, graph->arena);
    list_crates(&crates);
    index_workspace(graph, &inherited);
    for (uint32_t i = 0; i < crates.list.count; i++) {
        const uint32_t number = crates.list.items[i].number;
        while (at < graph->edges.count && graph->edges.items[at].from < number) at++;
        const size_t start = at;
        while (at < graph->edges.count && graph->edges.items[at].from == number) at++;
        list_needs(&crates, i, &inherited, graph->edges.items + start, at - start);
    }
    if (graph->arena->failed) return;
    fh_cargo_unify(&crates);
    drop_edges(&crates);
    for (size_t i = 0; i < crates.needs.count; i++) add_edge(&crates, &crates.needs.items[i]);
    for (uint32_t i = 0; i < crates.list.count; i++) {
        const fh_graph_edge root = {.from = FH_LOCK_ROOT, .to = crates.list.items[i].number};
        if (crates.list.items[i].member) (void)FH_VEC_ADD(graph->arena, &graph->edges, root);
    }
}
