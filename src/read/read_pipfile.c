/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Pipfile of Pipenv: packages, dev-packages, and categories of the project's own. */

#include "read/read_python_project.h"

extern const fh_reader fh_reader_pipfile;

static const char *pin_of(const fh_node *entry, fh_text version)
{
    if (fh_node_get(entry, "git")->kind == FH_NODE_TEXT)
        return fh_node_get(entry, "ref")->kind == FH_NODE_TEXT ? "git-ref" : "floating";
    if (fh_node_get(entry, "path")->kind == FH_NODE_TEXT) return "path";
    if (fh_node_get(entry, "file")->kind == FH_NODE_TEXT) return "url";
    return fh_pin_of_requirement(version);
}

static fh_text source_of(const fh_python *self, const fh_node *entry)
{
    static const char *const keys[] = {"git", "file", "path"};
    fh_text source = FH_TEXT("");
    for (size_t i = 0; i < FH_COUNT(keys) && source.len == 0; i++)
        source = fh_node_text(fh_node_get(entry, keys[i]));
    const fh_text name = fh_node_text(fh_node_get(entry, "index"));
    if (source.len > 0 || name.len == 0) return source;
    FH_NODE_EACH(index, self->indexes)
    if (fh_text_eq(fh_node_text(fh_node_get(index, "name")), name))
        return fh_node_text(fh_node_get(index, "url"));
    return name;
}

/* "markers", or a key of an environment marker by itself: os_name = "== 'nt'". */
static fh_text marker_of(const fh_python *self, const fh_node *entry)
{
    static const char *const keys[] = {"sys_platform",        "os_name",
                                       "platform_machine",    "platform_system",
                                       "python_version",      "platform_python_implementation",
                                       "implementation_name", "python_full_version"};
    fh_arena *arena = self->site.input->scratch;
    fh_text all = fh_node_text(fh_node_get(entry, "markers"));
    for (size_t i = 0; i < FH_COUNT(keys); i++) {
        const fh_text test = fh_node_text(fh_node_get(entry, keys[i]));
        if (test.len == 0) continue;
        all = all.len == 0 ? fh_arena_printf(arena, "%s %.*s", keys[i], FH_TEXT_ARGS(test))
                           : fh_arena_printf(arena, "%.*s and %s %.*s", FH_TEXT_ARGS(all), keys[i],
                                             FH_TEXT_ARGS(test));
    }
    return all;
}

static void add_one(const fh_python *self, const fh_node *entry, const fh_need *like)
{
    fh_arena *arena = self->site.input->scratch;
    fh_need need = *like;
    if (entry->kind != FH_NODE_TEXT &&
        !fh_manifest_is(&self->site, entry, FH_NODE_MAP, "a package of a Pipfile"))
        return;
    need.type = "pypi";
    const size_t bracket = fh_text_find_byte(entry->key, '['); /* "name[extra]", as some write it */
    need.name = fh_text_trim(fh_text_slice(entry->key, 0, bracket));
    need.requirement =
        fh_node_text(entry->kind == FH_NODE_MAP ? fh_node_get(entry, "version") : entry);
    need.pin = pin_of(entry, need.requirement);
    need.source = source_of(self, entry);
    need.marker = marker_of(self, entry);
    need.members = fh_manifest_words(&self->site, fh_node_get(entry, "extras"), 512);
    if (bracket != SIZE_MAX && need.members.len == 0)
        need.members = fh_text_slice(entry->key, bracket + 1, fh_text_find_byte(entry->key, ']'));

    if (need.gate.len == 0 && need.marker.len > 0)
        need.gate = fh_arena_join(arena, FH_TEXT("marker:"), need.marker);
    const fh_text path = fh_node_text(fh_node_get(entry, "path"));
    if (path.len > 0)
        fh_manifest_add_pointer(&self->site, entry->line, entry->column, path, "workspace-member");
    fh_manifest_add_need(&self->site, entry->line, entry->column, &need);
}

static bool is_setting(fh_text key)
{
    static const char *const keys[] = {"source", "requires", "scripts", "pipenv"};
    for (size_t i = 0; i < FH_COUNT(keys); i++)
        if (fh_text_is(key, keys[i])) return true;
    return false;
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_python self = {.site = fh_site_make(input, &fh_reader_pipfile, facts),
                            .sources = &fh_node_empty,
                            .indexes = fh_node_get(input->doc, "source")};
    bool first = true;
    FH_NODE_EACH(index, self.indexes)
    {
        const fh_node *url = fh_node_get(index, "url");
        fh_manifest_add_source(&self.site, url->line, url->column, fh_node_text(url),
                               first ? "index" : "extra-index");
        first = false;
    }
    FH_NODE_EACH(table, input->doc)
    {
        const bool runtime = fh_text_is(table->key, "packages");
        const fh_text group = fh_text_is(table->key, "dev-packages") ? FH_TEXT("dev") : table->key;
        if (is_setting(table->key)) continue;
        fh_need like = {.table = table->key};
        if (!runtime) {
            like.phase = "dev";
            like.gate = fh_arena_join(input->scratch, FH_TEXT("group:"), group);
        }
        if (!fh_manifest_is(&self.site, table, FH_NODE_MAP, "a category of a Pipfile")) continue;
        FH_NODE_EACH(entry, table)
        add_one(&self, entry, &like);
    }
    fh_manifest_add_field(&self.site, FH_TEXT("project.requires-python"),
                          fh_node_path(input->doc, "requires.python_version"));
}

static const char *const globs[] = {"**/Pipfile", NULL};

const fh_reader fh_reader_pipfile = {
    .name = "pipfile",
    .about = "Pipfile: packages, development packages and other categories, indexes",
    .globs = globs,
    .syntax = FH_SYNTAX_TOML,
    .manifest = true,
    .read = read,
};
