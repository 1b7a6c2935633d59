/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/license_parts.h"

/* What headers, README, manifests and declarations say, against the license at the root. Derived
 * facts of kind "file", subjects: license-headers, license-readme, license-manifest,
 * license-declared, license-text-missing, license-missing. Attribute relation as for parts, and
 * "alone" where the root says nothing. */

enum { MOST_TALLIES = 256, MOST_FOLDERS = 5, HEADER_LINES = 60, LONGEST_ID = 64 };

typedef struct tally {
    fh_text id, category;
    uint32_t first; /* fact */
    uint32_t count;
    fh_text folders; /* the first few, space separated */
    uint32_t folder_count;
} tally;
FH_VEC(tally_vec, tally);

typedef struct claims {
    fh_linker *linker;
    fh_license_parts parts;
    fh_license_terms root;
    tally_vec headers;
    fh_text_vec texts; /* ids whose full text the tree has */
    bool said;         /* something names a license at all */
} claims;

static void add_claim(claims *self, const char *subject, const fh_fact *from, fh_text id,
                      fh_text category, const char *relation, const char *kind, uint32_t count)
{
    fh_fact fact = {.kind = FH_FACT_FILE,
                    .certainty = FH_CERTAINTY_DERIVED,
                    .contexts = from->contexts,
                    .line = from->line,
                    .column = from->column,
                    .end_line = from->end_line,
                    .end_column = from->end_column,
                    .subject = fh_text_of(subject),
                    .value = id,
                    .quote = from->quote,
                    .reader = from->reader};
    fh_fact_set(&fact, FH_ATTR_EXPRESSION, id);
    fh_fact_set(&fact, FH_ATTR_CATEGORY, category);
    fh_fact_set(&fact, FH_ATTR_RELATION, fh_text_of(relation));
    fh_fact_set(&fact, FH_ATTR_KIND, fh_text_of(kind));
    fh_fact_set(&fact, FH_ATTR_TARGET, fh_fact_get(from, FH_ATTR_TARGET));
    if (count > 0)
        fh_fact_set(&fact, FH_ATTR_SIZE,
                    fh_arena_printf(self->linker->arena, "%u", (unsigned)count));
    (void)fh_store_add_derived(self->linker->store, from->file, &fact);
}

static const char *relation_of(const claims *self, fh_text id, fh_text category)
{
    const fh_openness openness = fh_openness_of(category);
    if (!self->root.any) return "alone";
    if (fh_terms_have(&self->root, id)) return "same";
    if (openness == FH_OPENNESS_RESTRICTED) return self->root.open ? "restricted" : "other";
    if (openness == FH_OPENNESS_UNKNOWN) return "unknown";
    if (openness == FH_OPENNESS_DOCUMENTATION) return "documentation";
    const bool copyleft =
        !fh_text_is(category, "permissive") && !fh_text_is(category, "public-domain");
    return copyleft && self->root.open && !self->root.copyleft ? "stricter" : "other";
}

/* A reference of the owner's own that says by its name what it is. */
static fh_text category_of(const fh_fact *fact)
{
    static const char *const words[] = {"proprietary", "commercial", "enterprise", "confidential"};
    const fh_text category = fh_fact_get(fact, FH_ATTR_CATEGORY);
    if (fh_openness_of(category) != FH_OPENNESS_UNKNOWN) return category;
    if (!fh_text_starts(fact->subject, FH_TEXT("LicenseRef-"))) return category;
    if (fh_text_find_nocase(fact->subject, FH_TEXT("non-commercial")) != SIZE_MAX ||
        fh_text_find_nocase(fact->subject, FH_TEXT("noncommercial")) != SIZE_MAX)
        return FH_TEXT("non-commercial");
    for (size_t i = 0; i < FH_COUNT(words); i++)
        if (fh_text_find_nocase(fact->subject, fh_text_of(words[i])) != SIZE_MAX)
            return FH_TEXT("proprietary");
    return category;
}

/* ---- headers ---- */

static void add_folder(claims *self, tally *row, fh_text path)
{
    fh_text folder = fh_text_dir_name(path), field, rest = row->folders;
    if (folder.len == 0) folder = FH_TEXT(".");
    if (row->folder_count >= MOST_FOLDERS) return;
    while (fh_text_next_field(&rest, ' ', &field))
        if (fh_text_eq(field, folder)) return;
    row->folders = row->folder_count++ == 0
                       ? folder
                       : fh_arena_printf(self->linker->arena, "%.*s %.*s",
                                         FH_TEXT_ARGS(row->folders), FH_TEXT_ARGS(folder));
}

static void count_header(claims *self, uint32_t index)
{
    const fh_fact *fact = &self->linker->store->facts.items[index];
    const fh_file *file = &self->linker->store->files.items[fact->file];
    const uint32_t aside = FH_CONTEXT_TEST | FH_CONTEXT_EXAMPLE | FH_CONTEXT_BENCHMARK |
                           FH_CONTEXT_DOC | FH_CONTEXT_GENERATED | FH_CONTEXT_CI;
    const bool sidecar = fh_text_ends(file->path, FH_TEXT(".license"));
    tally *row = NULL;
    if (!fh_license_decides(fact) || (fact->contexts & aside) != 0 ||
        (fact->line > HEADER_LINES && !fh_text_is(fh_fact_get(fact, FH_ATTR_KIND), "tag")) ||
        (!fh_language_is_source((fh_language)file->language) && !sidecar) ||
        fh_parts_cover(&self->parts, file->path))
        return;
    self->said = true;
    for (size_t i = 0; i < self->headers.count && row == NULL; i++)
        if (fh_text_eq(self->headers.items[i].id, fact->subject)) row = &self->headers.items[i];
    if (row == NULL) {
        const tally fresh = {.id = fact->subject, .category = category_of(fact), .first = index};
        if (self->headers.count >= MOST_TALLIES ||
            !FH_VEC_ADD(self->linker->arena, &self->headers, fresh))
            return;
        row = &self->headers.items[self->headers.count - 1];
    }
    row->count++;
    add_folder(self, row, file->path);
}

static void add_headers(claims *self)
{
    for (size_t i = 0; i < self->headers.count; i++) {
        const tally *row = &self->headers.items[i];
        const fh_fact fact = self->linker->store->facts.items[row->first];
        const char *relation = relation_of(self, row->id, row->category);
        if (fh_text_is(fh_text_of(relation), "same")) continue;
        add_claim(self, "license-headers", &fact, row->id, row->category, relation, "", row->count);
    }
}

/* ---- README ---- */

static bool is_about_weights(fh_text quote)
{
    static const char *const words[] = {"weight", "checkpoint", "model", "dataset"};
    for (size_t i = 0; i < FH_COUNT(words); i++)
        if (fh_text_find_nocase(quote, fh_text_of(words[i])) != SIZE_MAX) return true;
    return false;
}

/* What the README speaks of. A mere reference to restricting terms is more often about a part that
 * is fetched or bundled than about the tree. */
static const char *readme_kind(const fh_fact *fact, fh_text category)
{
    if (is_about_weights(fact->quote)) return "weights";
    return fh_openness_of(category) == FH_OPENNESS_RESTRICTED && !fh_license_decides(fact)
               ? "reference"
               : "code";
}

/* True when the README names a license for the code. */
static bool add_readme(claims *self, const size_t *facts, size_t count)
{
    bool code = false;
    bool agrees = false;
    for (size_t i = 0; i < count; i++)
        agrees |= fh_terms_have(&self->root, self->linker->store->facts.items[facts[i]].subject);
    for (size_t i = 0; i < count; i++) {
        const fh_fact fact = self->linker->store->facts.items[facts[i]];
        const fh_text category = category_of(&fact);
        const char *relation = relation_of(self, fact.subject, category);
        const bool restricted = fh_text_is(fh_text_of(relation), "restricted");
        code |= !is_about_weights(fact.quote);
        if (fh_text_is(fh_text_of(relation), "same")) continue;
        if (agrees && !restricted) continue; /* it names the root's license, and others besides */
        add_claim(self, "license-readme", &fact, fact.subject, category, relation,
                  readme_kind(&fact, category), 0);
    }
    return code;
}

/* ---- manifests ---- */

/* Looks like an id of the list, rather than a name or an address in a field for one. */
static bool is_listed_id(fh_text id)
{
    if (fh_text_is(id, "MIT") || fh_text_is(id, "ISC") || fh_text_is(id, "Zlib")) return true;
    if (fh_text_starts(id, FH_TEXT("LicenseRef-")) || id.len > LONGEST_ID) return false;
    for (size_t i = 0; i < id.len; i++)
        if (!fh_is_alnum(id.ptr[i]) && id.ptr[i] != '-' && id.ptr[i] != '.' && id.ptr[i] != '+')
            return false;
    return fh_text_find_byte(id, '-') != SIZE_MAX;
}

/* Does an expression name one of the licenses? `*ret_sound` is false when it holds other words than
 * ids. */
static bool expression_agrees(const fh_license_terms *terms, fh_text expression, bool *ret_sound)
{
    bool agrees = false;
    size_t start = 0;
    *ret_sound = true;
    for (size_t i = 0; i <= expression.len; i++) {
        const char c = i < expression.len ? expression.ptr[i] : ' ';
        if (c != ' ' && c != '(' && c != ')') continue;
        const fh_text id = fh_text_slice(expression, start, i);
        start = i + 1;
        if (id.len == 0 || fh_text_is(id, "AND") || fh_text_is(id, "OR") || fh_text_is(id, "WITH"))
            continue;
        agrees |= fh_terms_have(terms, id);
        for (size_t k = 0; k < terms->ids.count; k++) /* "BSD" for BSD-3-Clause */
            agrees |= fh_text_starts_nocase(terms->ids.items[k], id);
        *ret_sound &= is_listed_id(id);
    }
    return agrees;
}

static void add_manifest(claims *self, const fh_fact *fact)
{
    const fh_file *file = &self->linker->store->files.items[fact->file];
    const fh_text expression = fh_fact_get(fact, FH_ATTR_EXPRESSION);
    bool sound;
    if (expression.len == 0 || (file->contexts & (FH_CONTEXT_TEST | FH_CONTEXT_EXAMPLE |
                                                  FH_CONTEXT_VENDORED | FH_CONTEXT_BENCHMARK)) != 0)
        return;
    self->said = true;
    if (!self->root.any || self->root.ids.count == 0 || fh_parts_cover(&self->parts, file->path) ||
        expression_agrees(&self->root, expression, &sound) || !sound)
        return;
    const fh_text dir = fh_text_dir_name(file->path);
    const bool central =
        dir.len == 0 || (self->linker->linked->components.count > 0 &&
                         fh_text_eq(dir, self->linker->linked->components.items[0].path));
    add_claim(self, "license-manifest", fact, expression, (fh_text){0}, "other",
              central ? "main" : "member", 0);
}

/* ---- texts ---- */

static bool is_text_kind(fh_text kind)
{
    return fh_text_is(kind, "exact") || fh_text_is(kind, "equivalent") ||
           fh_text_is(kind, "modified") || fh_text_is(kind, "partial") ||
           fh_text_is(kind, "embedded");
}

static void note_text(claims *self, const fh_fact *fact)
{
    if (!is_text_kind(fh_fact_get(fact, FH_ATTR_KIND)) || self->texts.count >= 1024) return;
    for (size_t i = 0; i < self->texts.count; i++)
        if (fh_text_eq(self->texts.items[i], fact->subject)) return;
    (void)FH_VEC_ADD(self->linker->arena, &self->texts, fact->subject);
}

static bool has_text(const claims *self, fh_text id)
{
    for (size_t i = 0; i < self->texts.count; i++)
        if (fh_license_is_same(self->texts.items[i], id)) return true;
    return false;
}

/* A text named after the id counts, whatever it says: LICENSES/LicenseRef-X.txt. */
static bool has_text_file(const claims *self, fh_text id)
{
    uint32_t file;
    fh_arena *arena = self->linker->arena;
    return fh_store_find(self->linker->store,
                         fh_arena_printf(arena, "LICENSES/%.*s.txt", FH_TEXT_ARGS(id)), &file) ||
           fh_store_find(self->linker->store,
                         fh_arena_printf(arena, "LICENSES/%.*s", FH_TEXT_ARGS(id)), &file);
}

static void add_missing_text(claims *self, const fh_fact *fact, fh_text id, fh_text category,
                             uint32_t count)
{
    if (has_text(self, id) || has_text_file(self, id) || fh_text_is(category, "public-domain"))
        return;
    add_claim(self, "license-text-missing", fact, id, category,
              fh_text_starts(id, FH_TEXT("LicenseRef-")) ? "own" : "listed", "", count);
}

static void add_missing_texts(claims *self, const size_t *root, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const fh_fact fact = self->linker->store->facts.items[root[i]];
        if (fh_license_decides(&fact))
            add_missing_text(self, &fact, fact.subject, fh_fact_get(&fact, FH_ATTR_CATEGORY), 0);
    }
    for (size_t i = 0; i < self->headers.count; i++) {
        const tally *row = &self->headers.items[i];
        const fh_fact fact = self->linker->store->facts.items[row->first];
        if (!fh_terms_have(&self->root, row->id))
            add_missing_text(self, &fact, row->id, row->category, row->count);
    }
}

/* ---- all ---- */

FH_VEC(index_vec, size_t);

static void sort_out(claims *self, index_vec *root, index_vec *readme, size_t count)
{
    fh_store *store = self->linker->store;
    for (size_t i = 0; i < count; i++) {
        const fh_fact *fact = &store->facts.items[i];
        if (fact->kind == FH_FACT_PACKAGE) {
            const fh_fact copy = *fact;
            add_manifest(self, &copy);
        }
        if (fact->kind != FH_FACT_LICENSE) continue;
        const fh_text scope = fh_fact_get(fact, FH_ATTR_SCOPE);
        self->said |= fh_text_is(scope, "folder") || fh_text_is(scope, "part");
        note_text(self, fact);
        if (fh_text_is(scope, "file")) count_header(self, (uint32_t)i);
        if (fh_text_is(scope, "root")) (void)FH_VEC_ADD(self->linker->arena, root, i);
        if (fh_text_is(scope, "readme") && !fh_text_is(fh_fact_get(fact, FH_ATTR_KIND), "clue") &&
            (fact->contexts & FH_CONTEXT_LICENSE_INVENTORY) == 0)
            (void)FH_VEC_ADD(self->linker->arena, readme, i);
        if (fh_text_is(scope, "declared")) {
            const fh_fact copy = *fact;
            const fh_text category = category_of(&copy);
            self->said = true;
            if ((copy.contexts & FH_CONTEXT_VENDORED) == 0)
                add_claim(
                    self, "license-declared", &copy, copy.subject, category,
                    relation_of(self, copy.subject, category),
                    fh_text_is(fh_fact_get(&copy, FH_ATTR_ORIGIN), "whole") ? "whole" : "part", 0);
        }
    }
}

/* Documents have a license of their own beside that of the code: nothing is wrong with that. */
static void mark_documents(const claims *self, const index_vec *root)
{
    for (size_t i = 0; self->root.open && i < root->count; i++) {
        fh_fact *fact = &self->linker->store->facts.items[root->items[i]];
        if (fh_text_is(fh_fact_get(fact, FH_ATTR_CATEGORY), "documentation"))
            fh_fact_set(fact, FH_ATTR_RELATION, FH_TEXT("beside-code"));
    }
}

/* The file that a reader would open first to learn the terms. */
static uint32_t front_page(const fh_store *store)
{
    for (uint32_t i = 0; i < store->files.count; i++) {
        const fh_text path = store->files.items[i].path;
        if (fh_text_starts_nocase(path, FH_TEXT("readme")) &&
            fh_text_find_byte(path, '/') == SIZE_MAX)
            return i;
    }
    return 0;
}

void fh_link_license_parts(fh_linker *linker)
{
    claims self = {.linker = linker, .root = fh_terms_of_root(linker)};
    index_vec root = {0}, readme = {0};
    const size_t count = linker->store->facts.count;
    self.parts = (fh_license_parts){.linker = linker, .root = &self.root};
    fh_parts_find(&self.parts);
    sort_out(&self, &root, &readme, count);
    mark_documents(&self, &root);
    add_headers(&self);
    self.said |= add_readme(&self, readme.items, readme.count);
    add_missing_texts(&self, root.items, root.count);
    const bool sources = linker->linked->components.count > 0 && linker->store->files.count > 0;
    if (!self.root.any && !self.said && sources) {
        const fh_fact nothing = {.file = front_page(linker->store), .reader = FH_TEXT("license")};
        add_claim(&self, "license-missing", &nothing, (fh_text){0}, (fh_text){0}, "alone", "", 0);
    }
}
