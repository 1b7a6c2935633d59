/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/license_parts.h"

/* Parts of the tree that stand under other terms than the whole. They become derived facts of kind
 * "file" with subject "license-part": value the folder, attribute kind how it is known (named: a
 * license text or README names the folder; own-file: it has a license file; root-file: a license
 * file at the root is for a part), and relation to the root's terms (restricted, stricter, other,
 * documentation, unknown). */

enum { MOST_PARTS = 512, ASIDE = FH_CONTEXT_TEST | FH_CONTEXT_EXAMPLE | FH_CONTEXT_BENCHMARK };

/* ---- the tree's own terms ---- */

/* The id without the words that a text alone does not say. */
fh_text fh_license_stem(fh_text id)
{
    static const char *const ends[] = {"-only", "-or-later", "+"};
    for (size_t i = 0; i < FH_COUNT(ends); i++)
        if (fh_text_ends(id, fh_text_of(ends[i])))
            return fh_text_slice(id, 0, id.len - fh_text_of(ends[i]).len);
    return id;
}

bool fh_license_is_same(fh_text a, fh_text b)
{
    static const char with[] = " WITH ";
    const size_t in_a = fh_text_find(a, fh_text_of(with)), in_b = fh_text_find(b, fh_text_of(with));
    if (in_a != SIZE_MAX) a = fh_text_slice(a, 0, in_a);
    if (in_b != SIZE_MAX) b = fh_text_slice(b, 0, in_b);
    return fh_text_eq_nocase(fh_license_stem(a), fh_license_stem(b));
}

bool fh_terms_have(const fh_license_terms *terms, fh_text id)
{
    for (size_t i = 0; i < terms->ids.count; i++)
        if (fh_license_is_same(terms->ids.items[i], id)) return true;
    return false;
}

/* Adds what one fact says to the terms of a license file or of the root. Of licenses to choose from
 * the most open one counts. */
static void add_fact(fh_linker *linker, const fh_fact *fact, fh_license_terms *terms)
{
    const fh_text category = fh_fact_get(fact, FH_ATTR_CATEGORY);
    const fh_openness openness = fh_openness_of(category);
    const bool choice =
        fh_text_find(fh_fact_get(fact, FH_ATTR_EXPRESSION), FH_TEXT(" OR ")) != SIZE_MAX;
    if (!fh_terms_have(terms, fact->subject) && terms->ids.count < 64)
        (void)FH_VEC_ADD(linker->arena, &terms->ids, fact->subject);
    terms->open |= openness == FH_OPENNESS_OPEN;
    terms->documentation |= openness == FH_OPENNESS_DOCUMENTATION;
    terms->restricted |= openness == FH_OPENNESS_RESTRICTED && !choice;
    terms->copyleft |= openness == FH_OPENNESS_OPEN && !fh_text_is(category, "permissive") &&
                       !fh_text_is(category, "public-domain") && !choice;
    if (terms->category.len == 0 || openness == FH_OPENNESS_RESTRICTED) terms->category = category;
    terms->any = true;
}

fh_license_terms fh_terms_of_file(fh_linker *linker, uint32_t index)
{
    const fh_file *file = &linker->store->files.items[index];
    fh_license_terms terms = {0};
    for (uint32_t i = 0; i < file->fact_count; i++) {
        const fh_fact *fact = &linker->store->facts.items[file->fact_start + i];
        if (fact->kind == FH_FACT_LICENSE && fh_license_decides(fact) &&
            !fh_text_is(fh_fact_get(fact, FH_ATTR_SCOPE), "quoted"))
            add_fact(linker, fact, &terms);
        if (fact->kind != FH_FACT_FILE || !fh_text_is(fact->subject, "license-file")) continue;
        const fh_text own = fh_fact_get(fact, FH_ATTR_CATEGORY);
        if (own.len == 0) continue;
        terms.restricted = terms.any = true;
        terms.category = own;
    }
    return terms;
}

fh_license_terms fh_terms_of_root(fh_linker *linker)
{
    fh_license_terms terms = {0};
    for (size_t i = 0; i < linker->store->facts.count; i++) {
        const fh_fact *fact = &linker->store->facts.items[i];
        if (!fh_text_is(fh_fact_get(fact, FH_ATTR_SCOPE), "root")) continue;
        if (fact->kind == FH_FACT_LICENSE && fh_license_decides(fact))
            add_fact(linker, fact, &terms);
        if (fact->kind == FH_FACT_FILE && fh_fact_get(fact, FH_ATTR_CATEGORY).len > 0)
            terms.restricted = terms.any = true;
    }
    return terms;
}

const char *fh_terms_relation(const fh_license_terms *root, const fh_license_terms *part)
{
    if (part->restricted) return "restricted";
    if (!part->open) return part->documentation ? "documentation" : "unknown";
    for (size_t i = 0; i < part->ids.count; i++)
        if (!fh_terms_have(root, part->ids.items[i]))
            return part->copyleft && root->open && !root->copyleft ? "stricter" : "other";
    return "same";
}

/* ---- folders ---- */

bool fh_path_is_below(fh_text path, fh_text dir)
{
    return dir.len == 0 ||
           (path.len > dir.len && fh_text_starts(path, dir) && path.ptr[dir.len] == '/');
}

/* First file at or behind `dir` plus a slash in the order of paths. */
static size_t first_below(const fh_store *store, fh_text dir)
{
    size_t low = 0, high = store->files.count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const fh_text path = store->files.items[middle].path;
        const fh_text head = fh_text_slice(path, 0, dir.len);
        const int order = fh_text_compare(head, dir);
        if (order < 0 ||
            (order == 0 && (path.len == dir.len || (unsigned char)path.ptr[dir.len] < '/')))
            low = middle + 1;
        else high = middle;
    }
    return low;
}

/* Does the folder hold anything but license texts and notices? */
static bool holds_content(const fh_store *store, fh_text dir)
{
    enum { LOOK = 4096 };
    size_t i = first_below(store, dir);
    for (size_t seen = 0; i < store->files.count && seen < LOOK; i++, seen++) {
        const fh_file *file = &store->files.items[i];
        if (!fh_path_is_below(file->path, dir)) return false;
        const fh_text name = fh_text_base_name(file->path);
        if (fh_is_license_file(file) || fh_text_starts_nocase(name, FH_TEXT("readme")) ||
            fh_text_starts_nocase(name, FH_TEXT("notice")))
            continue;
        return true;
    }
    return i < store->files.count && fh_path_is_below(store->files.items[i].path, dir);
}

/* The license file in `dir`, or UINT32_MAX. */
static uint32_t license_in(const fh_store *store, fh_text dir)
{
    enum { LOOK = 4096 };
    size_t i = first_below(store, dir);
    for (size_t seen = 0; i < store->files.count && seen < LOOK; i++, seen++) {
        const fh_file *file = &store->files.items[i];
        if (!fh_path_is_below(file->path, dir)) break;
        if (fh_text_eq(fh_text_dir_name(file->path), dir) && fh_is_license_file(file))
            return (uint32_t)i;
    }
    return UINT32_MAX;
}

/* Names by which open-core projects call the part that is not open. */
static bool is_paid_name(fh_text dir)
{
    static const char *const names[] = {"ee",          "enterprise", "commercial", "premium",
                                        "proprietary", "pro",        "closed"};
    for (;;) {
        const fh_text name = fh_text_base_name(dir);
        for (size_t i = 0; i < FH_COUNT(names); i++)
            if (fh_text_eq_nocase(name, fh_text_of(names[i]))) return true;
        if (fh_text_find_byte(dir, '/') == SIZE_MAX) return false;
        dir = fh_text_dir_name(dir);
    }
}

/* ---- parts ---- */

static void add_part(fh_license_parts *self, const fh_fact *from, uint32_t file, fh_text dir,
                     const char *kind, const fh_license_terms *terms, const char *relation)
{
    fh_fact_vec *facts = &self->linker->store->facts;
    if (self->dirs.count >= MOST_PARTS) return;
    (void)FH_VEC_ADD(self->linker->arena, &self->dirs, dir);
    fh_fact *last = self->last != 0 ? &facts->items[self->last] : NULL;
    if (last != NULL && last->file == file && last->line == from->line &&
        fh_text_is(fh_fact_get(last, FH_ATTR_RELATION),
                   relation)) { /* one sentence, many folders */
        last->value = fh_arena_printf(self->linker->arena, "%.*s, %.*s", FH_TEXT_ARGS(last->value),
                                      FH_TEXT_ARGS(dir));
        return;
    }
    fh_fact fact = {.kind = FH_FACT_FILE,
                    .certainty = FH_CERTAINTY_DERIVED,
                    .contexts = self->linker->store->files.items[file].contexts,
                    .line = from->line,
                    .column = from->column,
                    .end_line = from->end_line,
                    .end_column = from->end_column,
                    .subject = FH_TEXT("license-part"),
                    .value = dir.len > 0 ? dir : FH_TEXT("."),
                    .quote = from->quote,
                    .reader = from->reader};
    fh_fact_set(&fact, FH_ATTR_KIND, fh_text_of(kind));
    fh_fact_set(&fact, FH_ATTR_RELATION, fh_text_of(relation));
    fh_fact_set(&fact, FH_ATTR_CATEGORY, terms->category);
    fh_fact_set(&fact, FH_ATTR_NAME, fh_text_of(is_paid_name(dir) ? "paid" : ""));
    if (terms->ids.count > 0) fh_fact_set(&fact, FH_ATTR_EXPRESSION, terms->ids.items[0]);
    if (fh_store_add_derived(self->linker->store, file, &fact) != NULL)
        self->last = facts->count - 1;
}

static bool is_known_part(const fh_license_parts *self, fh_text dir)
{
    for (size_t i = 0; i < self->dirs.count; i++)
        if (fh_text_eq(self->dirs.items[i], dir)) return true;
    return false;
}

bool fh_parts_cover(const fh_license_parts *self, fh_text path)
{
    for (size_t i = 0; i < self->dirs.count; i++)
        if (self->dirs.items[i].len > 0 && fh_path_is_below(path, self->dirs.items[i])) return true;
    return false;
}

/* A path as a license text writes it, below the text's own folder or below the root. */
static fh_text resolve_folder(const fh_license_parts *self, const fh_file *file, fh_text name)
{
    const fh_store *store = self->linker->store;
    const fh_text dir = fh_text_dir_name(file->path);
    if (dir.len > 0) {
        const fh_text joined = fh_arena_printf(self->linker->arena, "%.*s/%.*s", FH_TEXT_ARGS(dir),
                                               FH_TEXT_ARGS(name));
        if (holds_content(store, joined)) return joined;
    }
    return holds_content(store, name) ? name : (fh_text){0};
}

static bool find_file(const fh_license_parts *self, const fh_file *beside, fh_text name,
                      uint32_t *ret_file)
{
    const fh_text dir = fh_text_dir_name(beside->path);
    if (name.len == 0) return false;
    if (fh_store_find(self->linker->store, name, ret_file)) return true;
    if (dir.len == 0) return false;
    return fh_store_find(
        self->linker->store,
        fh_arena_printf(self->linker->arena, "%.*s/%.*s", FH_TEXT_ARGS(dir), FH_TEXT_ARGS(name)),
        ret_file);
}

/* Terms of a folder that a text names: the file that the text names, the folder's own license file,
 * or what the sentence itself says. */
static fh_license_terms named_terms(const fh_license_parts *self, const fh_fact *pointer,
                                    fh_text dir)
{
    const fh_file *file = &self->linker->store->files.items[pointer->file];
    uint32_t target = license_in(self->linker->store, dir);
    fh_license_terms terms = {0};
    if (find_file(self, file, fh_fact_get(pointer, FH_ATTR_TARGET), &target) ||
        target != UINT32_MAX)
        terms = fh_terms_of_file(self->linker, target);
    if (terms.any) return terms;
    fh_fact said = *pointer;
    said.subject = fh_fact_get(pointer, FH_ATTR_EXPRESSION);
    if (fh_fact_get(pointer, FH_ATTR_CATEGORY).len > 0) add_fact(self->linker, &said, &terms);
    return terms;
}

/* The contexts of what lies in a folder. */
static uint32_t contexts_in(const fh_license_parts *self, fh_text dir)
{
    return fh_path_contexts(fh_arena_printf(self->linker->arena, "%.*s/x.c", FH_TEXT_ARGS(dir)));
}

static void add_named(fh_license_parts *self, const fh_fact *pointer)
{
    const fh_file *file = &self->linker->store->files.items[pointer->file];
    if ((file->contexts & (ASIDE | FH_CONTEXT_VENDORED)) != 0) return;
    const fh_text dir = resolve_folder(self, file, pointer->subject);
    if (dir.len == 0 || is_known_part(self, dir) ||
        (contexts_in(self, dir) & (ASIDE | FH_CONTEXT_VENDORED)) != 0)
        return;
    const fh_license_terms terms = named_terms(self, pointer, dir);
    const char *relation = fh_terms_relation(self->root, &terms);
    if (fh_text_is(fh_text_of(relation), "same")) return;
    add_part(self, pointer, pointer->file, dir, "named", &terms, relation);
}

static void add_own(fh_license_parts *self, const fh_fact *own)
{
    const fh_file *file = &self->linker->store->files.items[own->file];
    const fh_text scope = fh_fact_get(own, FH_ATTR_SCOPE);
    const bool part = fh_text_is(scope, "part");
    const fh_text dir = fh_text_dir_name(file->path);
    if ((!part && !fh_text_is(scope, "folder")) || (file->contexts & ASIDE) != 0) return;
    if (!part && (is_known_part(self, dir) || !holds_content(self->linker->store, dir))) return;
    const fh_license_terms terms = fh_terms_of_file(self->linker, own->file);
    const char *relation = fh_terms_relation(self->root, &terms);
    if (fh_text_is(fh_text_of(relation), "same")) return;
    if (part && !terms.restricted) return;
    /* docs/license.md tells of licenses, and is none. */
    if (!part && !terms.any && (contexts_in(self, dir) & FH_CONTEXT_DOC) != 0) return;
    add_part(self, own, own->file, dir, part ? "root-file" : "own-file", &terms, relation);
}

void fh_parts_find(fh_license_parts *self)
{
    const fh_store *store = self->linker->store;
    const size_t count = store->facts.count; /* derived ones come behind */
    for (size_t i = 0; i < count; i++) {
        const fh_fact fact = store->facts.items[i];
        if (fact.kind == FH_FACT_POINTER && fh_text_is(fact.value, "license-scope"))
            add_named(self, &fact);
    }
    for (size_t i = 0; i < count; i++) {
        const fh_fact fact = store->facts.items[i];
        if (fact.kind == FH_FACT_FILE && fh_text_is(fact.subject, "license-file"))
            add_own(self, &fact);
    }
}
