/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"
#include "link/parts.h"

/* Imports of packages that the tree's manifests declare in extras and other optional places only,
 * or nowhere although the line expects their absence: who installs the program without them never
 * runs that line. Packages go by their distribution's name, which is the module's but for '_' and
 * '-' (PyPA, "Names and normalization"), the first two parts of it ("google.genai"), or the
 * module's name and "-python". */

enum need { NEED_OPTIONAL = 1, NEED_OTHER };

typedef struct needs {
    fh_arena *arena;
    fh_table pypi, npm; /* name to enum need */
} needs;

/* The name of a package URL of `type`, or the empty text. */
static fh_text name_of(fh_text purl, const char *type)
{
    const fh_text prefix = fh_text_of(type);
    size_t end = prefix.len;
    if (!fh_text_starts(purl, prefix)) return (fh_text){0};
    while (end < purl.len && purl.ptr[end] != '@' && purl.ptr[end] != '?') end++;
    return fh_text_slice(purl, prefix.len, end);
}

static bool is_optional(fh_text necessity)
{
    return fh_text_starts(necessity, FH_TEXT("optional-")) ||
           fh_text_is(necessity, "peer-optional") || fh_text_is(necessity, "suggested");
}

static void add_need(fh_table *table, fh_text name, enum need need)
{
    uint32_t known;
    if (name.len == 0 || (fh_table_find(table, name, &known) && known >= (uint32_t)need)) return;
    (void)fh_table_set(table, name, need);
}

static void add_dependency(needs *self, const fh_file *file, const fh_fact *fact)
{
    const uint32_t aside = FH_CONTEXT_TEST | FH_CONTEXT_EXAMPLE | FH_CONTEXT_DOC |
                           FH_CONTEXT_BENCHMARK | FH_CONTEXT_VENDORED | FH_CONTEXT_CI;
    const fh_text phase = fh_fact_get(fact, FH_ATTR_PHASE);
    if ((file->contexts & aside) != 0) return;
    if (phase.len > 0 && !fh_text_is(phase, "runtime")) return;
    if (fh_text_is(fh_fact_get(fact, FH_ATTR_DIRECTNESS), "transitive")) return;
    const enum need need =
        is_optional(fh_fact_get(fact, FH_ATTR_NECESSITY)) ? NEED_OPTIONAL : NEED_OTHER;
    add_need(&self->pypi, name_of(fact->subject, "pkg:pypi/"), need);
    add_need(&self->npm, name_of(fact->subject, "pkg:npm/"), need);
}

/* ---- asking ---- */

/* The first `parts` parts of a Python module, as a distribution's name; empty when it has fewer. */
static fh_text distribution(fh_arena *arena, fh_text module, unsigned parts, const char *end)
{
    size_t len = 0;
    for (unsigned part = 0; part < parts; part++) {
        if (part > 0 && len++ >= module.len) return (fh_text){0};
        while (len < module.len && module.ptr[len] != '.') len++;
    }
    const fh_text tail = fh_text_of(end);
    char *bytes = fh_arena_take(arena, len + tail.len);
    if (bytes == NULL || len > module.len) return (fh_text){0};
    for (size_t i = 0; i < len; i++)
        bytes[i] = module.ptr[i] == '_' || module.ptr[i] == '.' ? '-' : fh_lower(module.ptr[i]);
    for (size_t i = 0; i < tail.len; i++) bytes[len + i] = tail.ptr[i];
    return fh_text_make(bytes, len + tail.len);
}

/* "@scope/name/path" and "name/path": the package that a module of JavaScript is in. */
static fh_text npm_name(fh_arena *arena, fh_text module)
{
    const bool scoped = fh_text_starts(module, FH_TEXT("@"));
    size_t end = fh_text_find_byte(module, '/');
    if (!scoped) return fh_text_slice(module, 0, end);
    if (end == SIZE_MAX) return (fh_text){0};
    const size_t behind = fh_text_find_byte(fh_text_slice(module, end + 1, SIZE_MAX), '/');
    const fh_text name = fh_text_slice(module, 1, behind == SIZE_MAX ? SIZE_MAX : end + 1 + behind);
    return fh_arena_printf(arena, "%%40%.*s", FH_TEXT_ARGS(name));
}

static bool is_optional_import(const needs *self, fh_language language, fh_text module)
{
    static const struct {
        unsigned parts;
        const char *end;
    } forms[] = {{2, ""}, {1, ""}, {1, "-python"}};
    uint32_t need;
    if (language == FH_LANGUAGE_JAVASCRIPT)
        return fh_table_find(&self->npm, npm_name(self->arena, module), &need) &&
               need == NEED_OPTIONAL;
    if (language != FH_LANGUAGE_PYTHON) return false;
    for (size_t i = 0; i < FH_COUNT(forms); i++)
        if (fh_table_find(&self->pypi,
                          distribution(self->arena, module, forms[i].parts, forms[i].end), &need))
            return need == NEED_OPTIONAL;
    return false;
}

/* Python modules that no manifest declares, where others are declared, and whose absence is met by
 * a message: whoever wants that part installs it by hand. */
static bool is_undeclared(const needs *self, fh_language language, fh_text module, fh_text guard)
{
    uint32_t need;
    if (language != FH_LANGUAGE_PYTHON || self->pypi.count == 0 ||
        !fh_text_starts(guard, FH_TEXT("try-raise:")))
        return false;
    for (unsigned parts = 1; parts <= 2; parts++)
        if (fh_table_find(&self->pypi, distribution(self->arena, module, parts, ""), &need))
            return false;
    return true;
}

void fh_link_optional_imports(fh_linker *linker)
{
    fh_store *store = linker->store;
    needs self = {.arena = linker->arena};
    fh_table_init(&self.pypi, linker->arena);
    fh_table_init(&self.npm, linker->arena);
    for (size_t i = 0; i < store->facts.count; i++) {
        const fh_fact *fact = &store->facts.items[i];
        if (fact->kind == FH_FACT_DEPENDENCY)
            add_dependency(&self, &store->files.items[fact->file], fact);
    }
    if (self.pypi.count == 0 && self.npm.count == 0) return;
    for (size_t i = 0; i < store->facts.count && !linker->arena->failed; i++) {
        fh_fact *fact = &store->facts.items[i];
        if (fact->kind != FH_FACT_HIT ||
            !fh_text_is(fh_fact_get(fact, FH_ATTR_POSITION), "import") ||
            fh_fact_get(fact, FH_ATTR_ORIGIN).len > 0)
            continue;
        const fh_text module = fh_fact_get(fact, FH_ATTR_MODULE);
        const fh_text name = module.len > 0 ? module : fact->value;
        const fh_language language = store->files.items[fact->file].language;
        if (is_optional_import(&self, language, name) ||
            is_undeclared(&self, language, name, fh_fact_get(fact, FH_ATTR_GUARD)))
            fh_fact_set(fact, FH_ATTR_ORIGIN, FH_TEXT("optional"));
    }
}
