/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/license_declared.h"
#include "read/manifest.h"

/* REUSE.toml (REUSE specification 3.3): tables "annotations" with globs of paths, relative to the
 * file's folder, and license expressions of which all hold. */

extern const fh_reader fh_reader_reuse;

/* A text or a list of texts, joined; at most 64 of them. */
static fh_text joined(const fh_site *site, const fh_node *node, const char *between,
                      const char *what)
{
    fh_arena *arena = site->input->scratch;
    fh_text text = {0};
    unsigned count = 0;
    if (node->kind != FH_NODE_LIST) return fh_manifest_text(site, node, what);
    FH_NODE_EACH(child, node)
    {
        const fh_text part = fh_manifest_text(site, child, what);
        if (part.len == 0 || count++ >= 64) continue;
        text = text.len == 0 ? part
                             : fh_arena_printf(arena, "%.*s%s%.*s", FH_TEXT_ARGS(text), between,
                                               FH_TEXT_ARGS(part));
    }
    return text;
}

/* Several expressions are joined by AND, each in brackets, as a choice inside one stays inside. */
static fh_text expressions(const fh_site *site, const fh_node *node)
{
    const fh_text inner = joined(site, node, ") AND (", "a license");
    if (node->kind != FH_NODE_LIST || inner.len == 0) return inner;
    return fh_arena_printf(site->input->scratch, "(%.*s)", FH_TEXT_ARGS(inner));
}

static bool takes_all(fh_text paths)
{
    fh_text rest = paths, path;
    while (fh_text_next_field(&rest, ' ', &path))
        if (fh_text_is(path, "**") || fh_text_is(path, "**/*")) return true;
    return false;
}

static void read_annotation(fh_env *env, const fh_site *site, const fh_node *annotation)
{
    const fh_node *license = fh_node_get(annotation, "SPDX-License-Identifier");
    const fh_node *path = fh_node_get(annotation, "path");
    const fh_text dir = fh_text_dir_name(site->input->path);
    if (!fh_manifest_is(site, annotation, FH_NODE_MAP, "an annotation")) return;
    if (license->kind == FH_NODE_NONE || path->kind == FH_NODE_NONE) return;
    const fh_declaration declaration = {
        .expression = expressions(site, license),
        .targets = joined(site, path, " ", "a path"),
        .holders = joined(site, fh_node_get(annotation, "SPDX-FileCopyrightText"), "; ",
                          "a copyright notice"),
    };
    fh_declaration whole = declaration;
    whole.whole = dir.len == 0 && takes_all(declaration.targets);
    if (dir.len > 0)
        whole.targets = fh_arena_printf(site->input->scratch, "%.*s/%.*s", FH_TEXT_ARGS(dir),
                                        FH_TEXT_ARGS(declaration.targets));
    fh_add_declaration(env, site, license->line, license->column, &whole);
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    const fh_site site = fh_site_make(input, &fh_reader_reuse, facts);
    const fh_node *annotations = fh_node_get(input->doc, "annotations");
    const fh_node *version = fh_node_get(input->doc, "version");
    if (version->kind != FH_NODE_NONE && !fh_text_is(fh_node_text(version), "1"))
        fh_manifest_unread(&site, version->line, version->column,
                           "REUSE.toml of a version other than 1");
    if (annotations->kind == FH_NODE_NONE ||
        !fh_manifest_is(&site, annotations, FH_NODE_LIST, "annotations"))
        return;
    FH_NODE_EACH(annotation, annotations)
    read_annotation(env, &site, annotation);
}

static const char *const globs[] = {"**/REUSE.toml", NULL};

const fh_reader fh_reader_reuse = {
    .name = "reuse",
    .about = "REUSE.toml: licenses declared for paths",
    .globs = globs,
    .syntax = FH_SYNTAX_TOML,
    .manifest = true,
    .read = read,
};
