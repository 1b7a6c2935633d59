/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/license.h"
#include "model/license_operand.h"
#include "read/license_name.h"
#include "license/pairs.h"
#include "read/manifest.h"

/* What installers leave behind beside a package: metadata of Python distributions (Core metadata
 * specifications 2.4; PEP 639 for licenses), records of conda, and copyright files of Debian
 * (machine-readable debian/copyright, 1.0). Only what they say of licenses is taken. */

extern const fh_reader fh_reader_dist_info, fh_reader_conda_meta, fh_reader_debian_copyright;

enum { MOST_CLASSIFIERS = 32, LONGEST_JOINED = 4000 };

static void add_statement(const fh_site *site, uint32_t line, fh_text purl, fh_text version,
                          fh_text expression, fh_text written, const char *kind)
{
    if (purl.len == 0 || expression.len == 0) return;
    fh_fact fact = fh_site_fact(site, FH_FACT_PACKAGE_LICENSE, line, 1);
    fact.subject = purl;
    fact.value = fh_text_slice(written, 0, LONGEST_JOINED);
    fh_fact_set(&fact, FH_ATTR_VERSION, version);
    fh_fact_set(&fact, FH_ATTR_EXPRESSION, fh_text_slice(expression, 0, LONGEST_JOINED));
    fh_fact_set(&fact, FH_ATTR_ORIGIN, FH_TEXT("installed"));
    fh_fact_set(&fact, FH_ATTR_CATEGORY, fh_text_of(kind));
    fh_site_add(site, &fact);
}

/* ---- fields of the form of RFC 822 ---- */

typedef struct field {
    fh_text name, value; /* value: with its continuation lines, as they stand */
    uint32_t line;
    bool folded;
} field;

typedef struct fields {
    fh_text rest;
    uint32_t next_line;
} fields;

static bool is_continued(fh_text rest)
{
    return rest.len > 0 && (rest.ptr[0] == ' ' || rest.ptr[0] == '\t');
}

/* False at the end and at an empty line, which ends a header or paragraph. */
static bool next_field(fields *self, field *ret_field)
{
    fh_text line;
    if (self->rest.len == 0 || !fh_text_next_line(&self->rest, &line)) return false;
    *ret_field = (field){.line = self->next_line++};
    const size_t colon = fh_text_find_byte(line, ':');
    if (fh_text_trim(line).len == 0) return false;
    const char *start = line.ptr + (colon == SIZE_MAX ? line.len : colon + 1);
    const char *end = line.ptr + line.len;
    while (is_continued(self->rest)) {
        (void)fh_text_next_line(&self->rest, &line);
        self->next_line++;
        ret_field->folded = true;
        end = line.ptr + line.len;
    }
    if (colon == SIZE_MAX) return true; /* no field: its name stays empty */
    ret_field->name = fh_text_trim(fh_text_make(start - colon - 1, colon));
    ret_field->value = fh_text_trim(fh_text_make(start, (size_t)(end - start)));
    return true;
}

static bool is_named(const field *at, const char *name)
{
    return fh_text_eq_nocase(at->name, fh_text_of(name));
}

/* ---- Python ---- */

/* Classifiers that mean one license (the list of PyPI); every other names a family. */
static const struct {
    const char *leaf, *expression;
} classifiers[] = {
    {"Apache Software License", "Apache-2.0"},
    {"Boost Software License 1.0 (BSL-1.0)", "BSL-1.0"},
    {"CC0 1.0 Universal (CC0 1.0) Public Domain Dedication", "CC0-1.0"},
    {"Eclipse Public License 1.0 (EPL-1.0)", "EPL-1.0"},
    {"Eclipse Public License 2.0 (EPL-2.0)", "EPL-2.0"},
    {"European Union Public Licence 1.1 (EUPL 1.1)", "EUPL-1.1"},
    {"European Union Public Licence 1.2 (EUPL 1.2)", "EUPL-1.2"},
    {"GNU Affero General Public License v3", "AGPL-3.0-only"},
    {"GNU Affero General Public License v3 or later (AGPLv3+)", "AGPL-3.0-or-later"},
    {"GNU General Public License v2 (GPLv2)", "GPL-2.0-only"},
    {"GNU General Public License v2 or later (GPLv2+)", "GPL-2.0-or-later"},
    {"GNU General Public License v3 (GPLv3)", "GPL-3.0-only"},
    {"GNU General Public License v3 or later (GPLv3+)", "GPL-3.0-or-later"},
    {"GNU Lesser General Public License v2 (LGPLv2)", "LGPL-2.0-only"},
    {"GNU Lesser General Public License v2 or later (LGPLv2+)", "LGPL-2.0-or-later"},
    {"GNU Lesser General Public License v3 (LGPLv3)", "LGPL-3.0-only"},
    {"GNU Lesser General Public License v3 or later (LGPLv3+)", "LGPL-3.0-or-later"},
    {"ISC License (ISCL)", "ISC"},
    {"MIT License", "MIT"},
    {"MIT No Attribution License (MIT-0)", "MIT-0"},
    {"Mozilla Public License 1.1 (MPL 1.1)", "MPL-1.1"},
    {"Mozilla Public License 2.0 (MPL 2.0)", "MPL-2.0"},
    {"Mulan Permissive Software License v2 (MulanPSL-2.0)", "MulanPSL-2.0"},
    {"Python Software Foundation License", "PSF-2.0"},
    {"The Unlicense (Unlicense)", "Unlicense"},
    {"Universal Permissive License (UPL)", "UPL-1.0"},
    {"zlib/libpng License", "Zlib"},
};

static const char *expression_of_classifier(fh_text leaf)
{
    for (size_t i = 0; i < FH_COUNT(classifiers); i++)
        if (fh_text_is(leaf, classifiers[i].leaf)) return classifiers[i].expression;
    return NULL;
}

/* "License :: OSI Approved :: MIT License": what stands last. */
static bool classifier_leaf(fh_text value, fh_text *ret_leaf)
{
    static const char sign[] = " :: ";
    if (!fh_text_starts(value, FH_TEXT("License :: "))) return false;
    size_t at;
    while ((at = fh_text_find(value, fh_text_of(sign))) != SIZE_MAX)
        value = fh_text_slice(value, at + 4, SIZE_MAX);
    *ret_leaf = value;
    return !fh_text_is(value, "OSI Approved");
}

typedef struct metadata {
    fh_text name, version;
    field expression, license, first_classifier;
    fh_text classified; /* all classifiers that mean one license, joined */
    fh_text family;     /* a classifier that does not */
    size_t classifier_count;
} metadata;

static void take_classifier(fh_arena *arena, const field *at, metadata *self)
{
    fh_text leaf;
    if (!classifier_leaf(at->value, &leaf) || self->classifier_count >= MOST_CLASSIFIERS) return;
    if (self->classifier_count++ == 0) self->first_classifier = *at;
    const char *expression = expression_of_classifier(leaf);
    if (expression == NULL) self->family = leaf;
    /* Several stand for no stated relation: all of them hold. */
    else
        self->classified = fh_license_with_operand(arena, self->classified, fh_text_of(expression),
                                                   LONGEST_JOINED);
}

static void take_metadata(fh_arena *arena, const field *at, metadata *self)
{
    if (is_named(at, "Name")) self->name = at->value;
    else if (is_named(at, "Version")) self->version = at->value;
    else if (is_named(at, "License-Expression")) self->expression = *at;
    else if (is_named(at, "License")) self->license = *at;
    else if (is_named(at, "Classifier")) take_classifier(arena, at, self);
}

/* What a text says: its licenses, each with its exception and each once; all of them hold. */
static fh_text expression_of_text(fh_env *env, const fh_site *site, fh_text text)
{
    fh_arena *arena = site->input->scratch;
    fh_license_corpus corpus;
    fh_license_result result;
    fh_license_pairs pairs;
    fh_text all = {0};
    if (fh_license_corpus_builtin(&corpus) != FH_OK ||
        fh_license_scan(env, &corpus, FH_TEXT("LICENSE"), text, arena, &result) != FH_OK ||
        !fh_license_pair(arena, &result, &pairs))
        return all;
    for (size_t i = 0; i < result.matches.count; i++) {
        const fh_license_match *match = &result.matches.items[i];
        const bool plain = fh_text_eq(match->expression, match->license);
        const fh_text name = plain ? fh_license_pair_name(arena, &pairs, i) : match->expression;
        if (name.len > 0 && fh_license_kind_decides(match->kind))
            all = fh_license_with_operand(arena, all, name, LONGEST_JOINED);
    }
    return all;
}

/* The field License holds a name, or now and then a whole text. */
static void add_free_text(fh_env *env, const fh_site *site, fh_text purl, const metadata *self)
{
    const field *license = &self->license;
    if (license->value.len == 0 || fh_text_eq_nocase(license->value, FH_TEXT("UNKNOWN"))) return;
    if (license->folded)
        add_statement(site, license->line, purl, self->version,
                      expression_of_text(env, site, license->value), (fh_text){0}, "text");
    else
        add_statement(site, license->line, purl, self->version, license->value, license->value,
                      "declared");
}

/* PEP 503: runs of dashes, dots and underscores are one dash. */
static fh_text python_name(fh_arena *arena, fh_text name)
{
    char *out = (char *)fh_arena_alloc(arena, name.len);
    size_t len = 0;
    for (size_t i = 0; out != NULL && i < name.len; i++) {
        const bool sign = name.ptr[i] == '-' || name.ptr[i] == '.' || name.ptr[i] == '_';
        if (sign && len > 0 && out[len - 1] == '-') continue;
        out[len++] = sign ? '-' : name.ptr[i];
    }
    return fh_text_make(out, len);
}

static void read_dist_info(fh_env *env, const fh_input *input, fh_facts *facts)
{
    const fh_site site = fh_site_make(input, &fh_reader_dist_info, facts);
    fields header = {.rest = input->bytes, .next_line = 1};
    metadata self = {.classifier_count = 0};
    field at;
    while (next_field(&header, &at)) take_metadata(input->scratch, &at, &self);
    const fh_text purl =
        fh_manifest_purl(input->scratch, "pypi", python_name(input->scratch, self.name));
    if (self.expression.value.len > 0) { /* with it classifiers must not speak of licenses */
        add_statement(&site, self.expression.line, purl, self.version, self.expression.value,
                      self.expression.value, "declared");
        return;
    }
    add_free_text(env, &site, purl, &self);
    if (self.classified.len > 0 && self.family.len == 0)
        add_statement(&site, self.first_classifier.line, purl, self.version, self.classified,
                      self.first_classifier.value, "classifier");
    else if (self.classifier_count > 0)
        add_statement(&site, self.first_classifier.line, purl, self.version, self.family,
                      self.first_classifier.value, "name");
}

static const char *const dist_info_globs[] = {"**/*.dist-info/METADATA", "**/*.egg-info/PKG-INFO",
                                              "**/PKG-INFO", NULL};

const fh_reader fh_reader_dist_info = {
    .name = "dist-info",
    .about = "METADATA and PKG-INFO: licenses of installed Python distributions",
    .globs = dist_info_globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = false,
    .read = read_dist_info,
};

/* ---- conda ---- */

static void read_conda_meta(fh_env *env, const fh_input *input, fh_facts *facts)
{
    const fh_site site = fh_site_make(input, &fh_reader_conda_meta, facts);
    const fh_node *license = fh_node_get(input->doc, "license");
    const fh_text name = fh_node_text(fh_node_get(input->doc, "name"));
    (void)env;
    add_statement(&site, license->line, fh_manifest_purl(input->scratch, "conda", name),
                  fh_node_text(fh_node_get(input->doc, "version")), fh_node_text(license),
                  fh_node_text(license), "declared");
}

static const char *const conda_meta_globs[] = {"**/conda-meta/*.json", NULL};

const fh_reader fh_reader_conda_meta = {
    .name = "conda-meta",
    .about = "conda-meta: licenses of packages that conda installed",
    .globs = conda_meta_globs,
    .syntax = FH_SYNTAX_JSON,
    .manifest = false,
    .read = read_conda_meta,
};

/* ---- Debian ---- */

/* usr/share/doc/PACKAGE/copyright */
static fh_text debian_package(fh_text path)
{
    const fh_text folder = fh_text_dir_name(path);
    return fh_text_ends(fh_text_dir_name(folder), FH_TEXT("usr/share/doc"))
               ? fh_text_base_name(folder)
               : (fh_text){0};
}

/* The first line of a License field: a short name; its text may follow. */
static fh_text short_name(fh_text value)
{
    fh_text line;
    return fh_text_next_line(&value, &line) ? fh_text_trim(line) : value;
}

/* Paragraphs say which files they are about; all of them together are the package. */
static void read_debian_copyright(fh_env *env, const fh_input *input, fh_facts *facts)
{
    const fh_site site = fh_site_make(input, &fh_reader_debian_copyright, facts);
    const fh_text package = debian_package(input->path);
    const fh_text purl = fh_manifest_purl(
        input->scratch, "deb", fh_arena_join(input->scratch, FH_TEXT("debian/"), package));
    fields paragraphs = {.rest = input->bytes, .next_line = 1};
    fh_text all = {0};
    uint32_t line = 0;
    field at = {.line = 0};
    if (package.len == 0 || !fh_text_starts_nocase(input->bytes, FH_TEXT("Format:"))) return;
    while (paragraphs.rest.len > 0) {
        bool files = false;
        while (next_field(&paragraphs, &at)) {
            files |= is_named(&at, "Files");
            if (!files || !is_named(&at, "License")) continue;
            const fh_text name = fh_license_of_name(env, input->scratch, short_name(at.value));
            if (line == 0) line = at.line;
            all = fh_license_with_operand(input->scratch, all, name, LONGEST_JOINED);
        }
    }
    add_statement(&site, line, purl, (fh_text){0}, all, (fh_text){0}, "declared");
}

static const char *const debian_copyright_globs[] = {"**/usr/share/doc/*/copyright", NULL};

const fh_reader fh_reader_debian_copyright = {
    .name = "debian-copyright",
    .about = "usr/share/doc/PACKAGE/copyright: licenses of installed Debian packages",
    .globs = debian_copyright_globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = false,
    .read = read_debian_copyright,
};
