/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/license_scopes.h"

/* Which license facts speak for what. Attribute "scope" of license facts and license files:
 *   root       the tree's own license file (or that of its only package)
 *   part       a license file at the root for a part: LICENSE-EE, LICENSE-DOCS
 *   folder     a license file below the root
 *   texts      texts kept in LICENSES/ or licenses/: they grant nothing by themselves
 *   readme     the license section of the README at the root
 *   declared   REUSE.toml, DEP-5: said of the paths of attribute target
 *   file       headers and everything else
 *   dependency vendored copies;  inventory  lists of what others hold */

const char *const fh_open_categories[] = {"permissive",       "weak-copyleft", "copyleft",
                                          "network-copyleft", "public-domain", NULL};
static const char *const restricted_categories[] = {"non-commercial", "source-available", "model",
                                                    "proprietary", NULL};

static bool is_one_of(fh_text text, const char *const *list)
{
    for (; *list != NULL; list++)
        if (fh_text_is(text, *list)) return true;
    return false;
}

fh_openness fh_openness_of(fh_text category)
{
    if (is_one_of(category, fh_open_categories)) return FH_OPENNESS_OPEN;
    if (is_one_of(category, restricted_categories)) return FH_OPENNESS_RESTRICTED;
    if (fh_text_is(category, "documentation")) return FH_OPENNESS_DOCUMENTATION;
    return FH_OPENNESS_UNKNOWN;
}

bool fh_license_decides(const fh_fact *fact)
{
    static const char *const weak[] = {"reference", "clue", "unknown", NULL};
    return !is_one_of(fh_fact_get(fact, FH_ATTR_KIND), weak) &&
           (fact->contexts & FH_CONTEXT_LICENSE_INVENTORY) == 0;
}

/* ---- names of files ---- */

static bool is_prose(const fh_file *file)
{
    return file->language == FH_LANGUAGE_NONE || file->language == FH_LANGUAGE_MARKDOWN;
}

bool fh_is_license_file(const fh_file *file)
{
    static const char *const names[] = {"license", "licence", "copying", "unlicense"};
    static const char *const ends[] = {"-license", "-licence",     "_license",
                                       ".license", "-license.txt", "-license.md"};
    const fh_text name = fh_text_base_name(file->path);
    if (!is_prose(file)) return false;
    for (size_t i = 0; i < FH_COUNT(names); i++)
        if (fh_text_starts_nocase(name, fh_text_of(names[i]))) return true;
    for (size_t i = 0; i < FH_COUNT(ends); i++) {
        const fh_text end = fh_text_of(ends[i]);
        if (name.len > end.len &&
            fh_text_eq_nocase(fh_text_slice(name, name.len - end.len, SIZE_MAX), end))
            return true;
    }
    return false;
}

/* LICENSE-EE, LICENSE_ENTERPRISE.md, LICENSE-DOCS: for a part of the tree. */
static bool is_for_a_part(fh_text name)
{
    static const char *const parts[] = {"ee",      "enterprise", "commercial", "pro",     "docs",
                                        "doc",     "content",    "data",       "dataset", "model",
                                        "weights", "models",     "assets",     "fonts",   "third",
                                        "header",  "template",   "notice",     "cloud",   "media"};
    size_t start = 0;
    for (size_t i = 0; i <= name.len; i++) {
        if (i < name.len && fh_is_alnum(name.ptr[i])) continue;
        const fh_text word = fh_text_slice(name, start, i);
        start = i + 1;
        for (size_t k = 0; k < FH_COUNT(parts); k++)
            if (fh_text_eq_nocase(word, fh_text_of(parts[k]))) return true;
    }
    return false;
}

static bool holds_texts(fh_text dir)
{
    const fh_text name = fh_text_base_name(dir);
    return fh_text_eq_nocase(name, FH_TEXT("licenses")) ||
           fh_text_eq_nocase(name, FH_TEXT("licences")) ||
           fh_text_eq_nocase(name, FH_TEXT("license")) ||
           fh_text_find_nocase(name, FH_TEXT("_licenses")) != SIZE_MAX ||
           fh_text_find_nocase(name, FH_TEXT("-licenses")) != SIZE_MAX;
}

static const char *scope_of(const fh_fact *fact, const fh_file *file)
{
    const fh_text dir = fh_text_dir_name(file->path);
    if ((fact->contexts & FH_CONTEXT_LICENSE_INVENTORY) != 0) return "inventory";
    if (!fh_text_is_empty(fh_fact_get(fact, FH_ATTR_TARGET)) && fact->kind == FH_FACT_LICENSE &&
        !fh_text_ends(file->path, FH_TEXT(".license")))
        return "declared";
    if ((fact->contexts & FH_CONTEXT_VENDORED) != 0) return "dependency";
    if (holds_texts(dir) && is_prose(file)) return "texts";
    if (!fh_is_license_file(file)) {
        const fh_text name = fh_text_base_name(file->path);
        return dir.len == 0 && fh_text_starts_nocase(name, FH_TEXT("readme")) ? "readme" : "file";
    }
    if (fh_text_ends(file->path, FH_TEXT(".license"))) return "file";
    if (dir.len > 0) return "folder";
    return is_for_a_part(file->path) ? "part" : "root";
}

/* ---- giving scopes ---- */

/* Without a license file at the root, that of the main package's folder is the tree's. */
static void promote(fh_linker *linker, const char *from, fh_text dir)
{
    for (size_t i = 0; i < linker->store->facts.count; i++) {
        fh_fact *fact = &linker->store->facts.items[i];
        if (!fh_text_is(fh_fact_get(fact, FH_ATTR_SCOPE), from)) continue;
        const fh_text path = linker->store->files.items[fact->file].path;
        if (fh_text_eq(fh_text_dir_name(path), dir))
            fh_fact_set(fact, FH_ATTR_SCOPE, FH_TEXT("root"));
    }
}

static bool has_scope(const fh_linker *linker, const char *scope)
{
    for (size_t i = 0; i < linker->store->facts.count; i++)
        if (linker->store->facts.items[i].kind == FH_FACT_FILE &&
            fh_text_is(fh_fact_get(&linker->store->facts.items[i], FH_ATTR_SCOPE), scope))
            return true;
    return false;
}

/* The folder of that name at the root, whatever its case; empty when there is none. */
static fh_text texts_folder(const fh_linker *linker)
{
    for (size_t i = 0; i < linker->store->facts.count; i++) {
        const fh_fact *fact = &linker->store->facts.items[i];
        if (!fh_text_is(fh_fact_get(fact, FH_ATTR_SCOPE), "texts")) continue;
        const fh_text dir = fh_text_dir_name(linker->store->files.items[fact->file].path);
        if (fh_text_eq_nocase(dir, FH_TEXT("licenses"))) return dir;
    }
    return (fh_text){0};
}

/* What a license file of its own terms quotes of other licenses is no grant of them. */
static void quiet(fh_linker *linker)
{
    const fh_fact_vec *facts = &linker->store->facts;
    for (size_t i = 0; i < facts->count; i++) {
        const fh_fact *own = &facts->items[i];
        if (own->kind != FH_FACT_FILE || !fh_text_is(own->subject, "license-file") ||
            fh_text_is_empty(fh_fact_get(own, FH_ATTR_CATEGORY)))
            continue;
        const fh_file *file = &linker->store->files.items[own->file];
        for (uint32_t k = 0; k < file->fact_count; k++) {
            fh_fact *fact = &facts->items[file->fact_start + k];
            if (fact->kind == FH_FACT_LICENSE) fh_fact_set(fact, FH_ATTR_SCOPE, FH_TEXT("quoted"));
        }
    }
}

void fh_link_license_scopes(fh_linker *linker)
{
    const fh_component_vec *components = &linker->linked->components;
    for (size_t i = 0; i < linker->store->facts.count; i++) {
        fh_fact *fact = &linker->store->facts.items[i];
        const bool own = fact->kind == FH_FACT_FILE && fh_text_is(fact->subject, "license-file");
        if (fact->kind != FH_FACT_LICENSE && !own) continue;
        fh_fact_set(fact, FH_ATTR_SCOPE,
                    fh_text_of(scope_of(fact, &linker->store->files.items[fact->file])));
    }
    quiet(linker);
    if (!has_scope(linker, "root") && components->count > 0 && components->items[0].path.len > 0)
        promote(linker, "folder", components->items[0].path);
    if (!has_scope(linker, "root")) promote(linker, "texts", texts_folder(linker));
}
