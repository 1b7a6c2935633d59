/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* pixi.toml, and the same tables below [tool.pixi] of pyproject.toml: packages of conda and of
 * PyPI, by platform and feature. What the default environment has is required; other features are
 * there to be chosen. */

#include "read/conda.h"

extern const fh_reader fh_reader_pixi;

static const struct {
    const char *key, *phase;
    bool pypi;
} tables[] = {{"dependencies", NULL, false},
              {"host-dependencies", "build", false},
              {"build-dependencies", "build", false},
              {"pypi-dependencies", NULL, true}};

static const char *pin_of(const fh_node *entry, fh_text version, bool pypi)
{
    if (fh_node_get(entry, "path")->kind == FH_NODE_TEXT) return "path";
    if (fh_node_get(entry, "url")->kind == FH_NODE_TEXT) return "url";
    if (fh_node_get(entry, "git")->kind == FH_NODE_TEXT)
        return fh_node_get(entry, "rev")->kind == FH_NODE_TEXT ? "git-commit" : "git-ref";
    return pypi ? fh_pin_of_requirement(version) : fh_conda_pin(version);
}

static void add_need(const fh_python *self, const fh_node *entry, const fh_need *like, bool pypi)
{
    static const char *const sources[] = {"git", "url", "path", "index", "channel"};
    fh_need need = *like;
    if (entry->kind != FH_NODE_TEXT &&
        !fh_manifest_is(&self->site, entry, FH_NODE_MAP, "a dependency of pixi"))
        return;
    need.type = pypi ? "pypi" : "conda";
    need.name = entry->key;
    need.requirement =
        fh_node_text(entry->kind == FH_NODE_MAP ? fh_node_get(entry, "version") : entry);
    need.pin = pin_of(entry, need.requirement, pypi);
    need.members = fh_manifest_words(&self->site, fh_node_get(entry, "extras"), 512);
    for (size_t i = 0; i < FH_COUNT(sources) && need.source.len == 0; i++)
        need.source = fh_node_text(fh_node_get(entry, sources[i]));
    fh_manifest_add_need(&self->site, entry->line, entry->column, &need);
}

static fh_text joined(fh_arena *arena, fh_text a, fh_text b)
{
    if (a.len == 0) return b;
    return fh_arena_printf(arena, "%.*s && %.*s", FH_TEXT_ARGS(a), FH_TEXT_ARGS(b));
}

static void add_tables(const fh_python *self, const fh_node *node, const fh_need *like)
{
    for (size_t i = 0; i < FH_COUNT(tables); i++) {
        const fh_node *table = fh_node_get(node, tables[i].key);
        fh_need need = *like;
        need.table = fh_text_of(tables[i].key);
        if (tables[i].phase != NULL) need.phase = tables[i].phase;
        if (!fh_manifest_is(&self->site, table, FH_NODE_MAP, tables[i].key)) continue;
        FH_NODE_EACH(entry, table)
        add_need(self, entry, &need, tables[i].pypi);
    }
}

/* Virtual packages: what the machine itself must have. */
static void add_system(const fh_python *self, const fh_node *node, const fh_need *like)
{
    fh_arena *arena = self->site.input->scratch;
    FH_NODE_EACH(entry, fh_node_get(node, "system-requirements"))
    {
        fh_need need = *like;
        const fh_text key = fh_text_is(entry->key, "macos")  ? FH_TEXT("osx")
                            : fh_text_is(entry->key, "libc") ? FH_TEXT("glibc")
                                                             : entry->key;
        if (fh_node_text(entry).len == 0) continue;
        need.type = "conda";
        need.name = fh_arena_join(arena, FH_TEXT("__"), key);
        need.requirement = fh_arena_join(arena, FH_TEXT(">="), fh_node_text(entry));
        need.table = FH_TEXT("system-requirements");
        fh_manifest_add_need(&self->site, entry->line, entry->column, &need);
    }
}

/* The tables of the workspace or of one feature, with those of its targets. */
static void read_feature(const fh_python *self, const fh_node *node, const fh_need *like)
{
    fh_arena *arena = self->site.input->scratch;
    add_tables(self, node, like);
    add_system(self, node, like);
    FH_NODE_EACH(target, fh_node_get(node, "target"))
    {
        fh_need need = *like;
        need.gate = joined(arena, like->gate, fh_conda_platform_gate(arena, target->key));
        add_tables(self, target, &need);
    }
}

static bool in_default(const fh_node *root, fh_text feature)
{
    const fh_node *environment = fh_node_path(root, "environments.default");
    if (environment->kind == FH_NODE_MAP) environment = fh_node_get(environment, "features");
    FH_NODE_EACH(name, environment)
    if (fh_text_eq(fh_node_text(name), feature)) return true;
    return false;
}

static void read_workspace(const fh_python *self, const fh_node *root)
{
    const fh_node *table = fh_node_get(root, "workspace");
    if (table->kind == FH_NODE_NONE) table = fh_node_get(root, "project");
    FH_NODE_EACH(channel, fh_node_get(table, "channels"))
    fh_manifest_add_source(&self->site, channel->line, channel->column,
                           channel->kind == FH_NODE_MAP
                               ? fh_node_text(fh_node_get(channel, "channel"))
                               : fh_node_text(channel),
                           "channel");
    if (self->site.reader != &fh_reader_pixi) return; /* [project] tells what the package is */
    const fh_own_package package = {.type = "conda",
                                    .name = fh_node_text(fh_node_get(table, "name")),
                                    .version = fh_node_text(fh_node_get(table, "version")),
                                    .description = fh_node_text(fh_node_get(table, "description")),
                                    .expression = fh_node_text(fh_node_get(table, "license"))};
    fh_manifest_add_package(&self->site, fh_node_get(table, "name"), &package);
    fh_manifest_add_home(&self->site, fh_node_get(table, "homepage"));
    fh_manifest_add_home(&self->site, fh_node_get(table, "repository"));
}

void fh_pixi_read(const fh_python *self, const fh_node *root)
{
    fh_arena *arena = self->site.input->scratch;
    if (root->kind != FH_NODE_MAP) return;
    read_workspace(self, root);
    read_feature(self, root, &(fh_need){0});
    FH_NODE_EACH(feature, fh_node_get(root, "feature"))
    {
        fh_need like = {.phase = fh_python_phase_of_name(feature->key)};
        if (!in_default(root, feature->key)) {
            like.necessity = "optional-default-off";
            like.gate = fh_arena_join(arena, FH_TEXT("feature:"), feature->key);
        }
        read_feature(self, feature, &like);
    }
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_python self = {.site = fh_site_make(input, &fh_reader_pixi, facts),
                            .sources = &fh_node_empty,
                            .indexes = &fh_node_empty};
    fh_pixi_read(&self, input->doc);
}

static const char *const globs[] = {"**/pixi.toml", NULL};

const fh_reader fh_reader_pixi = {
    .name = "pixi",
    .about =
        "pixi.toml: packages of conda and PyPI by platform and feature, what the system must have",
    .globs = globs,
    .syntax = FH_SYNTAX_TOML,
    .manifest = true,
    .read = read,
};
