/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"
#include "link/parts.h"

/* Imports of what the tree itself holds: "nccl.h" in the repository of NCCL is no dependency on it.
 * Python's packages are the folders with an __init__.py, alone or below a folder that is shared by
 * several distributions; headers count by their name where they are included in quotes, and by
 * their folder and name in angle brackets; other languages go by the names of the tree's
 * components. */

enum { MOST_PARTS = 8 /* of a module's name that are looked up */ };

typedef struct own_names {
    fh_table packages; /* "name" and "above/name" of Python's packages */
    fh_table headers;  /* base names, and "folder/name" */
    fh_table units;    /* names of components */
} own_names;

/* Copies of others' code, and what is not shipped, are not the tree's own. */
static bool is_aside(const fh_file *file)
{
    return (file->contexts & (FH_CONTEXT_VENDORED | FH_CONTEXT_TEST | FH_CONTEXT_EXAMPLE |
                              FH_CONTEXT_DOC | FH_CONTEXT_BENCHMARK)) != 0;
}

static bool is_header(fh_text name)
{
    static const char *const endings[] = {".h", ".hpp", ".hh", ".hxx", ".cuh", ".inl"};
    for (size_t i = 0; i < FH_COUNT(endings); i++)
        if (fh_text_ends(name, fh_text_of(endings[i]))) return true;
    return false;
}

/* The folder of an __init__.py whose own parent is no package. */
static void add_package(fh_linker *linker, own_names *own, fh_text folder)
{
    const fh_text parent = fh_text_dir_name(folder);
    uint32_t ignored;
    if (folder.len == 0) return;
    const fh_text above = fh_arena_path(linker->arena, parent, FH_TEXT("__init__.py"));
    if (fh_store_find(linker->store, above, &ignored)) return;
    (void)fh_table_set(&own->packages, fh_text_base_name(folder), 1);
    if (parent.len == 0) return;
    const fh_text shared = fh_text_base_name(parent);
    (void)fh_table_set(&own->packages,
                       fh_text_make(shared.ptr, folder.len - (size_t)(shared.ptr - folder.ptr)), 1);
}

/* The last folder of `path` and its base name `name`, or a part of it, which is the end of a view.
 */
static fh_text with_folder(fh_text path, fh_text name)
{
    const fh_text folder = fh_text_base_name(fh_text_dir_name(path));
    if (folder.len == 0) return fh_text_make(NULL, 0);
    return fh_text_make(folder.ptr, (size_t)(name.ptr - folder.ptr) + name.len);
}

static void add_file(fh_linker *linker, own_names *own, const fh_file *file)
{
    fh_text name = fh_text_base_name(file->path);
    if (is_aside(file)) return;
    if (fh_text_is(name, "__init__.py")) {
        add_package(linker, own, fh_text_dir_name(file->path));
        return;
    }
    if (fh_text_ends(name, FH_TEXT(".in"))) name = fh_text_slice(name, 0, name.len - 3);
    if (!is_header(name)) return;
    (void)fh_table_set(&own->headers, name, 1);
    (void)fh_table_set(&own->headers, with_folder(file->path, name), 1);
}

static void add_units(fh_linker *linker, own_names *own)
{
    const fh_component_vec *components = &linker->linked->components;
    for (size_t i = 0; i < components->count; i++) {
        const fh_text name = components->items[i].name;
        if (name.len < 2) continue;
        (void)fh_table_set(&own->units, name, 1);
        /* A crate's name has a '_' in code where its manifest has a '-'. */
        char *bytes = fh_arena_take(linker->arena, name.len);
        if (bytes == NULL) return;
        for (size_t k = 0; k < name.len; k++) bytes[k] = name.ptr[k] == '-' ? '_' : name.ptr[k];
        (void)fh_table_set(&own->units, fh_text_make(bytes, name.len), 1);
    }
}

/* ---- asking ---- */

static bool holds(const fh_table *table, fh_text name)
{
    uint32_t ignored;
    return name.len > 0 && fh_table_find(table, name, &ignored);
}

/* The end of the part of a module's name that begins at `from`. */
static size_t part_end(fh_text module, size_t from)
{
    while (from < module.len && module.ptr[from] != '.' && module.ptr[from] != '/' &&
           module.ptr[from] != ':')
        from++;
    return from;
}

static bool is_own_package(fh_linker *linker, const own_names *own, fh_text module)
{
    const size_t first = part_end(module, 0);
    if (first == 0) return true; /* a relative import */
    if (holds(&own->packages, fh_text_slice(module, 0, first))) return true;
    if (first >= module.len) return false;
    const fh_text second = fh_text_slice(module, first + 1, part_end(module, first + 1));
    return holds(&own->packages,
                 fh_arena_path(linker->arena, fh_text_slice(module, 0, first), second));
}

static bool is_own_unit(const own_names *own, fh_text module)
{
    size_t end = 0;
    for (unsigned part = 0; part < MOST_PARTS && end <= module.len; part++) {
        end = part_end(module, end);
        if (holds(&own->units, fh_text_slice(module, 0, end))) return true;
        end++;
    }
    return false;
}

static bool is_own_header(const own_names *own, const fh_fact *fact)
{
    if (!fh_text_starts(fact->quote, FH_TEXT("#"))) return false;
    const size_t quoted = fh_text_find_byte(fact->quote, '"');
    const size_t angled = fh_text_find_byte(fact->quote, '<');
    const bool is_angled = angled < quoted;
    const size_t open = is_angled ? angled : quoted;
    if (open == SIZE_MAX) return false;
    const fh_text rest = fh_text_slice(fact->quote, open + 1, SIZE_MAX);
    const fh_text path = fh_text_slice(rest, 0, fh_text_find_byte(rest, is_angled ? '>' : '"'));
    const fh_text name = fh_text_base_name(path);
    return holds(&own->headers, is_angled ? with_folder(path, name) : name);
}

/* "tree" for a module or header; "unit" for a component, which may well wrap a vendor's library
 * under the library's name; NULL for what comes from elsewhere. */
static const char *origin_of(fh_linker *linker, const own_names *own, const fh_file *file,
                             const fh_fact *fact)
{
    fh_text module = fh_fact_get(fact, FH_ATTR_MODULE);
    if (module.len == 0) module = fact->value;
    if (file->language == FH_LANGUAGE_C) return is_own_header(own, fact) ? "tree" : NULL;
    if (file->language == FH_LANGUAGE_PYTHON)
        return is_own_package(linker, own, module) ? "tree" : NULL;
    return is_own_unit(own, module) ? "unit" : NULL;
}

void fh_link_own_modules(fh_linker *linker)
{
    fh_store *store = linker->store;
    own_names own;
    fh_table_init(&own.packages, linker->arena);
    fh_table_init(&own.headers, linker->arena);
    fh_table_init(&own.units, linker->arena);
    for (size_t i = 0; i < store->files.count; i++) add_file(linker, &own, &store->files.items[i]);
    add_units(linker, &own);
    for (size_t i = 0; i < store->facts.count && !linker->arena->failed; i++) {
        fh_fact *fact = &store->facts.items[i];
        if (fact->kind != FH_FACT_HIT || !fh_text_is(fh_fact_get(fact, FH_ATTR_POSITION), "import"))
            continue;
        fh_fact_set(fact, FH_ATTR_ORIGIN,
                    fh_text_of(origin_of(linker, &own, &store->files.items[fact->file], fact)));
    }
}
