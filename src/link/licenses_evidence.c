/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/licenses.h"

#include "model/license_operand.h"
#include "model/purl.h"

/* Who speaks of the license of a package: the lock file that names it, its own manifest where it is
 * installed or copied into the tree, the license texts in its folder, and lists that people or
 * tools wrote for the purpose (facts of kind package-license). */

enum { MOST_FOLDERS = 32, LONGEST_TYPE = 40, LONGEST_JOINED = 4000 };

typedef struct collector {
    fh_linker *linker;
    fh_arena *arena;
    fh_license_piece_vec *pieces;
    fh_table folders; /* folder of a copied package -> a piece of it */
} collector;

const char *fh_license_source_name(fh_license_source source)
{
    static const char *const names[FH_SOURCE_COUNT] = {"override",  "license-lock", "lock-file",
                                                       "installed", "vendored",     "tree",
                                                       "text",      "online",       "manifest"};
    return names[source];
}

static fh_license_source source_of(fh_text name)
{
    for (int i = 0; i < FH_SOURCE_COUNT; i++)
        if (fh_text_is(name, fh_license_source_name((fh_license_source)i)))
            return (fh_license_source)i;
    return FH_SOURCE_MANIFEST;
}

fh_text fh_license_version_of(const fh_fact *fact)
{
    fh_text version = fact->value;
    if (!fh_text_is(fh_fact_get(fact, FH_ATTR_TABLE), "lock") &&
        !fh_text_is(fh_fact_get(fact, FH_ATTR_PIN), "exact"))
        return (fh_text){0};
    while (version.len > 0 && (version.ptr[0] == '=' || fh_is_blank(version.ptr[0])))
        version = fh_text_slice(version, 1, SIZE_MAX);
    return version;
}

static const fh_file *file_of(const collector *self, const fh_fact *fact)
{
    return &self->linker->store->files.items[fact->file];
}

/* A piece from `fact`; it decides when it is an expression, which the hallway has told. */
static fh_license_piece piece_of(const collector *self, const fh_fact *fact, fh_text purl,
                                 fh_text version, fh_license_source source)
{
    const fh_text kind = fh_fact_get(fact, FH_ATTR_CATEGORY);
    const fh_text expression = fh_fact_get(fact, FH_ATTR_EXPRESSION);
    const bool name = fh_text_is(kind, "name");
    const fh_license_evidence evidence = {
        .expression = expression,
        .written = fact->kind == FH_FACT_PACKAGE_LICENSE ? fact->value : (fh_text){0},
        .source = fh_text_of(fh_license_source_name(source)),
        .kind = kind.len > 0 ? kind : FH_TEXT("declared"),
        .decides = !name && expression.len > 0,
        .place = {.path = file_of(self, fact)->path,
                  .line = fact->line,
                  .column = fact->column,
                  .end_line = fact->end_line,
                  .end_column = fact->end_column}};
    return (fh_license_piece){.purl = purl,
                              .version = version,
                              .source = source,
                              .order = (uint32_t)self->pieces->count,
                              .file = fact->file,
                              .evidence = evidence};
}

static uint32_t add(collector *self, const fh_license_piece *piece)
{
    const uint32_t index = (uint32_t)self->pieces->count;
    return FH_VEC_ADD(self->arena, self->pieces, *piece) ? index : UINT32_MAX;
}

/* ---- declarations ---- */

static bool is_installed(fh_text path)
{
    return fh_text_find(path, FH_TEXT("node_modules/")) != SIZE_MAX ||
           fh_text_find(path, FH_TEXT("site-packages/")) != SIZE_MAX;
}

static void note_folder(collector *self, fh_text folder, uint32_t piece)
{
    if (piece != UINT32_MAX && folder.len > 0) (void)fh_table_intern(&self->folders, folder, piece);
}

static void take_dependency(collector *self, const fh_fact *fact)
{
    const bool locked = fh_text_is(fh_fact_get(fact, FH_ATTR_TABLE), "lock");
    const fh_license_piece piece = piece_of(self, fact, fact->subject, fh_license_version_of(fact),
                                            locked ? FH_SOURCE_LOCK_FILE : FH_SOURCE_MANIFEST);
    if (piece.evidence.expression.len > 0) (void)add(self, &piece);
    if (!fh_text_is(fact->reader, "go-vendor")) return;
    /* Modules lie beneath the list of them, each under its path. */
    fh_license_piece module = piece;
    module.evidence.expression = (fh_text){0};
    module.evidence.decides = false;
    note_folder(self,
                fh_arena_path(self->arena, fh_text_dir_name(file_of(self, fact)->path),
                              fh_fact_get(fact, FH_ATTR_NAME)),
                add(self, &module));
}

static void take_package(collector *self, const fh_fact *fact)
{
    const fh_file *file = file_of(self, fact);
    const fh_text type = fh_fact_get(fact, FH_ATTR_KIND);
    if (type.len == 0 || type.len > LONGEST_TYPE) return;
    const fh_text name = fh_arena_copy(self->arena, type);
    const fh_text purl = fh_purl_of(self->arena, name.ptr != NULL ? name.ptr : "", fact->subject);
    const bool copied = (file->contexts & FH_CONTEXT_VENDORED) != 0;
    const fh_license_source source = !copied                    ? FH_SOURCE_TREE
                                     : is_installed(file->path) ? FH_SOURCE_INSTALLED
                                                                : FH_SOURCE_VENDORED;
    if (purl.len == 0) return;
    fh_license_piece piece = piece_of(self, fact, purl, fh_fact_get(fact, FH_ATTR_VERSION), source);
    if (!copied && piece.evidence.expression.len == 0) {
        piece.evidence.expression = self->linker->linked->components.items[file->component].license;
        piece.evidence.decides = piece.evidence.expression.len > 0;
    }
    const uint32_t index = add(self, &piece);
    if (copied) note_folder(self, fh_text_dir_name(file->path), index);
}

static void take_statement(collector *self, const fh_fact *fact)
{
    const fh_license_source source = source_of(fh_fact_get(fact, FH_ATTR_ORIGIN));
    const fh_license_piece piece =
        piece_of(self, fact, fact->subject, fh_fact_get(fact, FH_ATTR_VERSION), source);
    if (fh_text_is(fh_fact_get(fact, FH_ATTR_RELATION), "void")) return; /* its hash has changed */
    const uint32_t index = add(self, &piece);
    if (source == FH_SOURCE_INSTALLED)
        note_folder(self, fh_text_dir_name(file_of(self, fact)->path), index);
}

/* ---- texts ---- */

static bool is_whole(fh_text kind)
{
    static const char *const kinds[] = {"tag", "exact", "equivalent", "modified", "notice"};
    for (size_t i = 0; i < FH_COUNT(kinds); i++)
        if (fh_text_is(kind, kinds[i])) return true;
    return false;
}

/* The package that a text lies in. At its top, or in a folder for licenses there, a text is about
 * all of it; deeper down about a part. */
static bool find_folder(const collector *self, fh_text path, uint32_t *ret_piece, bool *ret_whole)
{
    fh_text folder = fh_text_dir_name(path);
    *ret_whole = true;
    for (size_t i = 0; i < MOST_FOLDERS && folder.len > 0; i++) {
        if (fh_table_find(&self->folders, folder, ret_piece)) return true;
        if (!fh_text_eq_nocase(fh_text_base_name(folder), FH_TEXT("licenses"))) *ret_whole = false;
        folder = fh_text_dir_name(folder);
    }
    return false;
}

/* What the licenses of one file say together: all of them, each once. */
static void take_text(collector *self, uint32_t index)
{
    const fh_store *store = self->linker->store;
    const fh_file *file = &store->files.items[index];
    uint32_t owner = 0;
    const fh_fact *first = NULL;
    fh_text all = {0};
    bool whole;
    if (!find_folder(self, file->path, &owner, &whole)) return;
    for (uint32_t i = file->fact_start; i < file->fact_start + file->fact_count; i++) {
        const fh_fact *fact = &store->facts.items[i];
        if (fact->kind != FH_FACT_LICENSE || !is_whole(fh_fact_get(fact, FH_ATTR_KIND))) continue;
        if ((fact->contexts & FH_CONTEXT_LICENSE_INVENTORY) != 0) continue;
        fh_text expression = fh_fact_get(fact, FH_ATTR_EXPRESSION);
        if (expression.len == 0) expression = fact->subject;
        if (first == NULL) first = fact;
        all = fh_license_with_operand(self->linker->arena, all, expression, LONGEST_JOINED);
    }
    if (first == NULL) return;
    const fh_license_piece whose = self->pieces->items[owner];
    fh_license_piece piece = piece_of(self, first, whose.purl, whose.version, FH_SOURCE_TEXT);
    piece.evidence.expression = all;
    piece.evidence.kind = fh_fact_get(first, FH_ATTR_KIND);
    piece.evidence.decides = whole;
    (void)add(self, &piece);
}

void fh_license_collect(fh_linker *linker, fh_arena *arena, fh_license_piece_vec *ret_pieces)
{
    const fh_store *store = linker->store;
    collector self = {.linker = linker, .arena = arena, .pieces = ret_pieces};
    fh_table_init(&self.folders, arena);
    for (size_t i = 0; i < store->facts.count && !arena->failed; i++) {
        const fh_fact *fact = &store->facts.items[i];
        if (fact->kind == FH_FACT_DEPENDENCY) take_dependency(&self, fact);
        else if (fact->kind == FH_FACT_PACKAGE) take_package(&self, fact);
        else if (fact->kind == FH_FACT_PACKAGE_LICENSE) take_statement(&self, fact);
    }
    for (uint32_t i = 0; i < store->files.count && self.folders.count > 0 && !arena->failed; i++)
        if (fh_link_is_license_file(store->files.items[i].path)) take_text(&self, i);
}
