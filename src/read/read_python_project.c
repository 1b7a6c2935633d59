/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* pyproject.toml: PEP 517 and 621 with 639, dependency groups (PEP 735), and the tables of the
 * tools that keep dependencies of their own. Poetry has a file for itself. */

#include "read/read_python_project.h"

#include "read/conda.h"

enum { LONGEST_LICENSE = 300 };

extern const fh_reader fh_reader_pyproject;

/* ---- [project] ---- */

static fh_text join_with(fh_arena *arena, fh_text a, const char *between, fh_text b)
{
    return a.len == 0
               ? b
               : fh_arena_printf(arena, "%.*s%s%.*s", FH_TEXT_ARGS(a), between, FH_TEXT_ARGS(b));
}

static fh_text authors_of(const fh_python *self, const fh_node *authors)
{
    fh_text all = FH_TEXT("");
    FH_NODE_EACH(author, authors)
    {
        fh_text name = author->kind == FH_NODE_MAP ? fh_node_text(fh_node_get(author, "name"))
                                                   : fh_node_text(author);
        if (name.len == 0) name = fh_node_text(fh_node_get(author, "email"));
        if (name.len > 0 && all.len < LONGEST_LICENSE)
            all = join_with(self->site.input->scratch, all, ", ", name);
    }
    return all;
}

static void point(const fh_python *self, const fh_node *node, const char *why)
{
    const fh_text target = fh_node_text(node);
    /* A pattern names no file. */
    if (fh_text_find_byte(target, '*') != SIZE_MAX) return;
    fh_manifest_add_pointer(&self->site, node->line, node->column, target, why);
}

/* "license" as text (PEP 639), {text = ...} or {file = ...}; without it what classifiers say. */
static fh_text license_of(const fh_python *self, const fh_node *table, fh_text *ret_origin)
{
    const fh_node *license = fh_node_get(table, "license");
    fh_text text = fh_node_text(license);
    if (license->kind == FH_NODE_MAP) {
        text = fh_text_trim(fh_node_text(fh_node_get(license, "text")));
        point(self, fh_node_get(license, "file"), "license-file");
        /* A whole license text is for those who compare texts. */
        if (text.len > LONGEST_LICENSE || fh_text_find_byte(text, '\n') != SIZE_MAX)
            text = FH_TEXT("");
    }
    FH_NODE_EACH(classifier, fh_node_get(table, "classifiers"))
    {
        if (text.len > 0) break;
        text = fh_python_license_classifier(fh_node_text(classifier));
        if (text.len > 0) *ret_origin = FH_TEXT("classifier");
    }
    return text;
}

/* Addresses by the names that projects give them; what leads elsewhere (chat, funding) is left. */
static void add_homes(const fh_python *self, const fh_node *table)
{
    static const char *const names[] = {"home",          "homepage", "home-page", "home page",
                                        "repository",    "source",   "github",    "source code",
                                        "documentation", "docs",     "website",   "url"};
    FH_NODE_EACH(author, fh_node_get(table, "authors"))
    fh_manifest_add_home(&self->site, fh_node_get(author, "email"));
    fh_manifest_add_home(&self->site, fh_node_get(table, "homepage"));
    fh_manifest_add_home(&self->site, fh_node_get(table, "repository"));
    FH_NODE_EACH(url, fh_node_get(table, "urls"))
    for (size_t i = 0; i < FH_COUNT(names); i++)
        if (fh_text_eq_nocase(url->key, fh_text_of(names[i])))
            fh_manifest_add_home(&self->site, url);
}

void fh_pyproject_add_package(const fh_python *self, const fh_node *table)
{
    const fh_node *name = fh_node_get(table, "name");
    const fh_node *readme = fh_node_get(table, "readme");
    fh_own_package package = {
        .type = "pypi",
        .name = fh_manifest_text(&self->site, name, "name"),
        .description = fh_node_text(fh_node_get(table, "description")),
        .version = fh_node_text(fh_node_get(table, "version")),
        .author = authors_of(self, fh_node_get(table, "authors")),
    };
    package.expression = license_of(self, table, &package.origin);
    fh_manifest_add_package(&self->site, name, &package);
    add_homes(self, table);
    point(self, readme->kind == FH_NODE_MAP ? fh_node_get(readme, "file") : readme, "readme");
    FH_NODE_EACH(file, fh_node_get(table, "license-files"))
    point(self, file, "license-file");
    FH_NODE_EACH(file, fh_node_path(table, "license-files.paths"))
    point(self, file, "license-file");
}

void fh_pyproject_add_fields(const fh_python *self, const fh_node *table, const char *prefix)
{
    FH_NODE_EACH(entry, table)
    fh_manifest_add_field(&self->site,
                          fh_arena_printf(self->site.input->scratch, "%s.%.*s", prefix,
                                          FH_TEXT_ARGS(fh_text_slice(entry->key, 0, 200))),
                          entry);
}

static void read_project(const fh_python *self, const fh_node *root)
{
    const fh_node *project = fh_node_get(root, "project");
    const fh_node *extras = fh_node_get(project, "optional-dependencies");
    if (!fh_manifest_is(&self->site, project, FH_NODE_MAP, "project")) return;
    fh_pyproject_add_package(self, project);
    fh_python_add_list(self, fh_node_get(project, "dependencies"),
                       &(fh_need){.table = FH_TEXT("project.dependencies")},
                       "project.dependencies");
    if (fh_manifest_is(&self->site, extras, FH_NODE_MAP, "project.optional-dependencies"))
        FH_NODE_EACH(extra, extras)
        {
            const fh_need like =
                fh_python_extra_need(self, extra->key, FH_TEXT("project.optional-dependencies"));
            fh_python_add_list(self, extra, &like, "an extra of project.optional-dependencies");
            fh_python_add_extra(self, extra);
        }
    fh_manifest_add_field(&self->site, FH_TEXT("project.requires-python"),
                          fh_node_get(project, "requires-python"));
    fh_pyproject_add_fields(self, fh_node_get(project, "scripts"), "project.scripts");
    fh_pyproject_add_fields(self, fh_node_get(project, "gui-scripts"), "project.gui-scripts");
}

static void read_build_system(const fh_python *self, const fh_node *root)
{
    const fh_node *build = fh_node_get(root, "build-system");
    if (!fh_manifest_is(&self->site, build, FH_NODE_MAP, "build-system")) return;
    fh_python_add_list(self, fh_node_get(build, "requires"),
                       &(fh_need){.phase = "build", .table = FH_TEXT("build-system.requires")},
                       "build-system.requires");
    fh_manifest_add_field(&self->site, FH_TEXT("build-system.build-backend"),
                          fh_node_get(build, "build-backend"));
}

/* ---- groups ---- */

/* A table of lists, each a group for the people who work on the project. */
static void read_groups(const fh_python *self, const fh_node *groups, const char *table)
{
    if (!fh_manifest_is(&self->site, groups, FH_NODE_MAP, table)) return;
    FH_NODE_EACH(group, groups)
    {
        const fh_need like = {
            .phase = "dev",
            .table = fh_text_of(table),
            .gate = fh_arena_join(self->site.input->scratch, FH_TEXT("group:"), group->key)};
        fh_python_add_list(self, group, &like, table);
    }
}

/* ---- tools ---- */

static void add_source(const fh_python *self, const fh_node *node, const char *kind)
{
    fh_manifest_add_source(&self->site, node->line, node->column, fh_node_text(node), kind);
}

/* [[tool.x.source]] with name and url; what is not the default comes besides it. */
void fh_pyproject_add_indexes(const fh_python *self, const fh_node *indexes)
{
    FH_NODE_EACH(index, indexes)
    {
        const fh_node *priority = fh_node_get(index, "priority");
        const bool main_one = fh_node_is_true(fh_node_get(index, "default")) ||
                              fh_text_is(fh_node_text(priority), "default") ||
                              fh_text_is(fh_node_text(priority), "primary");
        add_source(self, fh_node_get(index, "url"), main_one ? "index" : "extra-index");
    }
}

static void read_uv(const fh_python *self, const fh_node *uv)
{
    const fh_need dev = {
        .phase = "dev", .table = FH_TEXT("tool.uv.dev-dependencies"), .gate = FH_TEXT("group:dev")};
    if (!fh_manifest_is(&self->site, uv, FH_NODE_MAP, "tool.uv")) return;
    fh_python_add_list(self, fh_node_get(uv, "dev-dependencies"), &dev, "tool.uv.dev-dependencies");
    fh_pyproject_add_indexes(self, fh_node_get(uv, "index"));
    add_source(self, fh_node_get(uv, "index-url"), "index");
    FH_NODE_EACH(url, fh_node_get(uv, "extra-index-url"))
    add_source(self, url, "extra-index");
    FH_NODE_EACH(url, fh_node_get(uv, "find-links"))
    add_source(self, url, "find-links");
    FH_NODE_EACH(source, fh_node_get(uv, "sources"))
    point(self, fh_node_get(source, "path"), "workspace-member");
    FH_NODE_EACH(member, fh_node_path(uv, "workspace.members"))
    fh_manifest_add_pointer(&self->site, member->line, member->column, fh_node_text(member),
                            "workspace-member");
}

/* Groups of a table {name: {dependencies: [...]}}, as hatch keeps its environments. */
static void read_hatch(const fh_python *self, const fh_node *hatch)
{
    FH_NODE_EACH(environment, fh_node_get(hatch, "envs"))
    {
        const fh_need like = {
            .phase = "dev",
            .table = FH_TEXT("tool.hatch.envs"),
            .gate = fh_arena_join(self->site.input->scratch, FH_TEXT("group:"), environment->key)};
        fh_python_add_list(self, fh_node_get(environment, "dependencies"), &like,
                           "dependencies of a hatch environment");
        fh_python_add_list(self, fh_node_get(environment, "extra-dependencies"), &like,
                           "extra-dependencies of a hatch environment");
    }
    FH_NODE_EACH(file, fh_node_path(hatch, "metadata.hooks.requirements_txt.files"))
    point(self, file, "requirements");
}

static void point_to_files(const fh_python *self, const fh_node *entry)
{
    const fh_node *files = fh_node_get(entry, "file");
    point(self, files, "requirements");
    FH_NODE_EACH(file, files)
    point(self, file, "requirements");
}

static void read_tools(const fh_python *self, const fh_node *tools)
{
    const fh_node *pdm = fh_node_get(tools, "pdm");
    const fh_node *dynamic = fh_node_path(tools, "setuptools.dynamic");
    read_uv(self, fh_node_get(tools, "uv"));
    read_hatch(self, fh_node_get(tools, "hatch"));
    read_groups(self, fh_node_get(pdm, "dev-dependencies"), "tool.pdm.dev-dependencies");
    fh_pyproject_add_indexes(self, fh_node_get(pdm, "source"));
    point_to_files(self, fh_node_get(dynamic, "dependencies"));
    FH_NODE_EACH(extra, fh_node_get(dynamic, "optional-dependencies"))
    point_to_files(self, extra);
    fh_pixi_read(self, fh_node_get(tools, "pixi"));
    fh_pyproject_read_poetry(self, fh_node_get(tools, "poetry"));
}

static fh_text own_name(const fh_node *root)
{
    const fh_text name = fh_node_text(fh_node_path(root, "project.name"));
    return name.len > 0 ? name : fh_node_text(fh_node_path(root, "tool.poetry.name"));
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_python self = {.site = fh_site_make(input, &fh_reader_pyproject, facts),
                            .self = own_name(input->doc),
                            .sources = fh_node_path(input->doc, "tool.uv.sources"),
                            .indexes = fh_node_path(input->doc, "tool.uv.index")};
    read_project(&self, input->doc);
    read_build_system(&self, input->doc);
    read_groups(&self, fh_node_get(input->doc, "dependency-groups"), "dependency-groups");
    read_tools(&self, fh_node_get(input->doc, "tool"));
}

static const char *const globs[] = {"**/pyproject.toml", "**/pyproject[_.-]*.toml", NULL};

const fh_reader fh_reader_pyproject = {
    .name = "pyproject",
    .about = "pyproject.toml: packages, extras, groups, build requirements, indexes",
    .globs = globs,
    .syntax = FH_SYNTAX_TOML,
    .manifest = true,
    .read = read,
};
