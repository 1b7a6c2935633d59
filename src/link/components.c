/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"
#include "link/parts.h"

/* A component is a folder with a manifest that names a package; the root is always one. A file
 * belongs to the nearest component above it. */

static uint32_t component_at(fh_linker *linker, fh_table *by_dir, fh_text dir)
{
    uint32_t index = 0;
    if (fh_table_find(by_dir, dir, &index)) return index;
    fh_component component = {.path = dir, .ships = true};
    index = (uint32_t)linker->linked->components.count;
    if (!FH_VEC_ADD(linker->arena, &linker->linked->components, component) ||
        !fh_table_set(by_dir, dir, index))
        return 0;
    return index;
}

static const uint32_t side_contexts = FH_CONTEXT_TEST | FH_CONTEXT_DOC | FH_CONTEXT_EXAMPLE |
                                      FH_CONTEXT_BENCHMARK | FH_CONTEXT_VENDORED |
                                      FH_CONTEXT_SCAFFOLD | FH_CONTEXT_DEV_TOOLING | FH_CONTEXT_CI |
                                      FH_CONTEXT_GENERATED | FH_CONTEXT_LEGACY;

static fh_text first_of(fh_text a, fh_text b)
{
    return fh_text_is_empty(a) ? b : a;
}

/* A package fact names its folder's component; of several manifests in one folder the first counts.
 */
static void take_package(fh_linker *linker, fh_component *component, const fh_fact *fact)
{
    const fh_file *file = &linker->store->files.items[fact->file];
    if (fh_text_is_empty(component->name)) {
        component->manifest = (fh_place){.path = file->path,
                                         .line = fact->line,
                                         .column = fact->column,
                                         .end_line = fact->end_line,
                                         .end_column = fact->end_column};
        component->ships = (file->contexts & side_contexts) == 0;
    }
    component->name = first_of(component->name, fact->subject);
    component->description = first_of(component->description, fact->value);
    component->version = first_of(component->version, fh_fact_get(fact, FH_ATTR_VERSION));
    component->ecosystem = first_of(component->ecosystem, fh_fact_get(fact, FH_ATTR_KIND));
    component->license = first_of(component->license, fh_fact_get(fact, FH_ATTR_EXPRESSION));
}

static void assign_files(fh_linker *linker, const fh_table *by_dir)
{
    for (size_t i = 0; i < linker->store->files.count; i++) {
        fh_file *file = &linker->store->files.items[i];
        fh_text dir = fh_text_dir_name(file->path);
        uint32_t index = 0;
        while (!fh_table_find(by_dir, dir, &index) && !fh_text_is_empty(dir))
            dir = fh_text_dir_name(dir);
        file->component = index;
        fh_component *component = &linker->linked->components.items[index];
        if (!fh_language_is_source((fh_language)file->language)) continue;
        if ((file->contexts & side_contexts) != 0) continue;
        component->files++;
        component->lines += file->lines;
    }
}

void fh_link_components(fh_linker *linker)
{
    fh_table by_dir;
    fh_table_init(&by_dir, linker->arena);
    (void)component_at(linker, &by_dir, FH_TEXT(""));
    if (linker->arena->failed) return; /* not even the root: there is nothing to give files to */
    for (size_t i = 0; i < linker->store->facts.count; i++) {
        const fh_fact *fact = &linker->store->facts.items[i];
        if (fact->kind != FH_FACT_PACKAGE) continue;
        const fh_file *file = &linker->store->files.items[fact->file];
        if ((file->contexts & FH_CONTEXT_VENDORED) != 0) continue;
        const uint32_t index = component_at(linker, &by_dir, fh_text_dir_name(file->path));
        if (linker->arena->failed) return;
        take_package(linker, &linker->linked->components.items[index], fact);
    }
    assign_files(linker, &by_dir);
    for (size_t i = 1; i < linker->linked->components.count; i++) {
        fh_component *component = &linker->linked->components.items[i];
        component->vendor = fh_vocab_vendor_of_name(linker->signals, FH_TEXT("hardware"),
                                                    fh_text_base_name(component->path));
    }
}

/* ---- main component ---- */

static fh_text purl_name(fh_text purl)
{
    const size_t slash = fh_text_rfind_byte(purl, '/');
    return slash == SIZE_MAX ? purl : fh_text_slice(purl, slash + 1, SIZE_MAX);
}

/* The last part of a package's name, as purl writes it: "@scope/core" and "a/b/core" give "core".
 */
static bool names_component(fh_text purl, const fh_component *component)
{
    fh_text name = component->name;
    const size_t slash = fh_text_rfind_byte(name, '/');
    if (slash != SIZE_MAX) name = fh_text_slice(name, slash + 1, SIZE_MAX);
    const fh_text wanted = purl_name(purl);
    if (fh_text_is_empty(name) || name.len != wanted.len) return false;
    for (size_t i = 0; i < name.len; i++) {
        const char a = name.ptr[i] == '_' ? '-' : fh_lower(name.ptr[i]);
        const char b = wanted.ptr[i] == '_' ? '-' : fh_lower(wanted.ptr[i]);
        if (a != b) return false;
    }
    return true;
}

static void count_dependents(fh_linker *linker)
{
    fh_component_vec *components = &linker->linked->components;
    fh_table seen;
    fh_table_init(&seen, linker->arena);
    for (size_t i = 0; i < linker->store->facts.count; i++) {
        const fh_fact *fact = &linker->store->facts.items[i];
        if (fact->kind != FH_FACT_DEPENDENCY) continue;
        /* A lock repeats what manifests ask for. */
        if (fh_text_is(fh_fact_get(fact, FH_ATTR_TABLE), "lock")) continue;
        const uint32_t from = linker->store->files.items[fact->file].component;
        for (uint32_t c = 0; c < components->count; c++) {
            if (c == from || !names_component(fact->subject, &components->items[c])) continue;
            const fh_text pair = fh_arena_printf(linker->arena, "%u>%u", from, c);
            uint32_t ignored = 0;
            if (fh_table_find(&seen, pair, &ignored)) continue;
            (void)fh_table_set(&seen, pair, 1);
            components->items[c].dependents += components->items[from].ships;
        }
    }
}

/* Better as the main one: ships; more dependents (a package with under a twentieth of the code is a
 * helper and does not count); the root manifest; more code. */
static bool is_better(const fh_component *a, const fh_component *b, uint64_t all_lines)
{
    if (a->ships != b->ships) return a->ships;
    const uint32_t a_needed = (uint64_t)a->lines * 20 >= all_lines ? a->dependents : 0;
    const uint32_t b_needed = (uint64_t)b->lines * 20 >= all_lines ? b->dependents : 0;
    if (a_needed != b_needed) return a_needed > b_needed;
    const bool a_root = fh_text_is_empty(a->path) && !fh_text_is_empty(a->name) && a->lines > 0;
    const bool b_root = fh_text_is_empty(b->path) && !fh_text_is_empty(b->name) && b->lines > 0;
    if (a_root != b_root) return a_root;
    return a->lines > b->lines;
}

void fh_link_main(fh_linker *linker)
{
    fh_component_vec *components = &linker->linked->components;
    uint64_t all_lines = 0;
    uint32_t best = 0;
    count_dependents(linker);
    for (uint32_t i = 0; i < components->count; i++) all_lines += components->items[i].lines;
    for (uint32_t i = 1; i < components->count; i++)
        if (is_better(&components->items[i], &components->items[best], all_lines)) best = i;
    if (best != 0) {
        const fh_component main_one = components->items[best];
        for (uint32_t i = best; i > 0; i--) components->items[i] = components->items[i - 1];
        components->items[0] = main_one;
    }
    components->items[0].is_main = true;
    for (size_t i = 0; i < linker->store->files.count; i++) {
        uint32_t *component = &linker->store->files.items[i].component;
        if (*component == best) *component = 0;
        else if (*component < best) (*component)++;
    }
}

/* "cargo|folder|name": an entry of the workspace whose root is in `folder`. */
static fh_text workspace_key(fh_linker *linker, const fh_fact *fact, fh_text folder)
{
    const fh_text name = fh_fact_get(fact, FH_ATTR_NAME);
    return fh_arena_printf(linker->arena, "%.*s|%.*s|%.*s", FH_TEXT_ARGS(fact->reader),
                           (int)folder.len, folder.len > 0 ? folder.ptr : "", (int)name.len,
                           name.len > 0 ? name.ptr : "");
}

/* The nearest workspace above a manifest is its own. */
static const fh_fact *workspace_entry(fh_linker *linker, const fh_table *roots, const fh_fact *fact)
{
    fh_text folder = fh_text_dir_name(linker->store->files.items[fact->file].path);
    uint32_t root = 0;
    for (;;) {
        if (fh_table_find(roots, workspace_key(linker, fact, folder), &root))
            return &linker->store->facts.items[root];
        if (folder.len == 0) return NULL;
        folder = fh_text_dir_name(folder);
    }
}

void fh_link_workspaces(fh_linker *linker)
{
    fh_table roots; /* -> fact of a workspace table */
    fh_table_init(&roots, linker->arena);
    for (uint32_t i = 0; i < linker->store->facts.count; i++) {
        const fh_fact *fact = &linker->store->facts.items[i];
        const fh_text folder = fh_text_dir_name(linker->store->files.items[fact->file].path);
        if (fact->kind == FH_FACT_DEPENDENCY &&
            fh_text_starts(fh_fact_get(fact, FH_ATTR_TABLE), FH_TEXT("workspace")))
            (void)fh_table_set(&roots, workspace_key(linker, fact, folder), i);
    }
    for (size_t i = 0; i < linker->store->facts.count; i++) {
        fh_fact *fact = &linker->store->facts.items[i];
        if (fact->kind != FH_FACT_DEPENDENCY || !fh_text_is_empty(fact->value)) continue;
        if (!fh_text_is(fh_fact_get(fact, FH_ATTR_ORIGIN), "workspace")) continue;
        const fh_fact *source = workspace_entry(linker, &roots, fact);
        if (source == NULL || source == fact) continue;
        fact->subject = source->subject; /* an alias of the workspace is one here */
        fact->value = source->value;
        fh_fact_set(fact, FH_ATTR_PIN, fh_fact_get(source, FH_ATTR_PIN));
    }
}
