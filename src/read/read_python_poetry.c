/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/read_python_project.h"

/* Poetry 1 names the package itself; with Poetry 2 that stands in [project]. */

static const char *pin_of(const fh_node *entry, fh_text version)
{
    if (fh_node_get(entry, "path")->kind == FH_NODE_TEXT) return "path";
    if (fh_node_get(entry, "url")->kind == FH_NODE_TEXT) return "url";
    if (fh_node_get(entry, "git")->kind == FH_NODE_TEXT) {
        if (fh_node_get(entry, "rev")->kind == FH_NODE_TEXT) return "git-commit";
        const bool named = fh_node_get(entry, "tag")->kind == FH_NODE_TEXT ||
                           fh_node_get(entry, "branch")->kind == FH_NODE_TEXT;
        return named ? "git-ref" : "floating";
    }
    return fh_pin_of_requirement(version);
}

static fh_text source_of(const fh_node *poetry, const fh_node *entry)
{
    static const char *const keys[] = {"git", "url", "path", "source"};
    fh_text source = FH_TEXT("");
    for (size_t i = 0; i < FH_COUNT(keys) && source.len == 0; i++)
        source = fh_node_text(fh_node_get(entry, keys[i]));
    FH_NODE_EACH(index, fh_node_get(poetry, "source"))
    if (source.len > 0 && fh_text_eq(fh_node_text(fh_node_get(index, "name")), source))
        return fh_node_text(fh_node_get(index, "url"));
    return source;
}

/* The first of [tool.poetry.extras] that names `name`; empty when none does. */
static fh_text extra_with(const fh_node *poetry, fh_text name)
{
    FH_NODE_EACH(extra, fh_node_get(poetry, "extras"))
    FH_NODE_EACH(member, extra)
    if (fh_requirement_same_name(fh_node_text(member), name)) return extra->key;
    return FH_TEXT("");
}

/* One dependency; `entry` is a version, or a table, or one of a list of tables. */
static void add_one(const fh_python *self, const fh_node *poetry, const fh_node *entry,
                    fh_text name, const fh_need *like)
{
    fh_arena *arena = self->site.input->scratch;
    fh_need need = *like;
    if (entry->kind != FH_NODE_TEXT &&
        !fh_manifest_is(&self->site, entry, FH_NODE_MAP, "a dependency of poetry"))
        return;
    const fh_node *version = entry->kind == FH_NODE_MAP ? fh_node_get(entry, "version") : entry;
    need.type = "pypi";
    need.name = name;
    need.requirement = fh_node_text(version);
    need.pin = pin_of(entry, need.requirement);
    need.source = source_of(poetry, entry);
    need.marker = fh_node_text(fh_node_get(entry, "markers"));
    if (need.marker.len == 0) need.marker = fh_node_text(fh_node_get(entry, "platform"));
    need.members = fh_manifest_words(&self->site, fh_node_get(entry, "extras"), 512);
    if (fh_node_is_true(fh_node_get(entry, "optional"))) {
        const fh_text extra = extra_with(poetry, name);
        need.necessity = "optional-default-off";
        if (extra.len > 0) need.gate = fh_arena_join(arena, FH_TEXT("extra:"), extra);
    }
    if (need.gate.len == 0 && need.marker.len > 0)
        need.gate = fh_arena_join(arena, FH_TEXT("marker:"), need.marker);
    fh_manifest_add_need(&self->site, entry->line, entry->column, &need);
}

static void add_table(const fh_python *self, const fh_node *poetry, const fh_node *table,
                      const fh_need *like)
{
    if (!fh_manifest_is(&self->site, table, FH_NODE_MAP, "a table of poetry's dependencies"))
        return;
    FH_NODE_EACH(entry, table)
    {
        if (fh_text_is(entry->key, "python")) continue;
        if (entry->kind != FH_NODE_LIST) {
            add_one(self, poetry, entry, entry->key, like);
            continue;
        }
        FH_NODE_EACH(variant, entry)
        add_one(self, poetry, variant, entry->key, like);
    }
}

static void add_group(const fh_python *self, const fh_node *poetry, const fh_node *group)
{
    fh_need like = {.phase = "dev",
                    .table = FH_TEXT("tool.poetry.group"),
                    .gate =
                        fh_arena_join(self->site.input->scratch, FH_TEXT("group:"), group->key)};
    if (fh_node_is_true(fh_node_get(group, "optional"))) like.necessity = "optional-default-off";
    add_table(self, poetry, fh_node_get(group, "dependencies"), &like);
}

void fh_pyproject_read_poetry(const fh_python *self, const fh_node *poetry)
{
    if (!fh_manifest_is(&self->site, poetry, FH_NODE_MAP, "tool.poetry")) return;
    if (fh_node_path(self->site.input->doc, "project.name")->kind == FH_NODE_NONE)
        fh_pyproject_add_package(self, poetry);
    add_table(self, poetry, fh_node_get(poetry, "dependencies"),
              &(fh_need){.table = FH_TEXT("tool.poetry.dependencies")});
    add_table(self, poetry, fh_node_get(poetry, "dev-dependencies"),
              &(fh_need){.phase = "dev",
                         .table = FH_TEXT("tool.poetry.dev-dependencies"),
                         .gate = FH_TEXT("group:dev")});
    FH_NODE_EACH(group, fh_node_get(poetry, "group"))
    add_group(self, poetry, group);
    FH_NODE_EACH(extra, fh_node_get(poetry, "extras"))
    if (fh_manifest_is(&self->site, extra, FH_NODE_LIST, "an extra of poetry"))
        fh_manifest_add_feature(&self->site, extra, fh_manifest_words(&self->site, extra, 1024),
                                false);
    fh_pyproject_add_indexes(self, fh_node_get(poetry, "source"));
    fh_pyproject_add_fields(self, fh_node_get(poetry, "scripts"), "tool.poetry.scripts");
}
