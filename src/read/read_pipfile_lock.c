/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Pipfile.lock: what was chosen for each category, without edges. What the categories share is
 * told once, by the strongest: a package that runs is not for development only. */

#include "model/python_name.h"
#include "read/python_lock.h"

extern const fh_reader fh_reader_pipfile_lock;

static fh_text field(const fh_node *node, const char *key)
{
    return fh_node_text(fh_node_get(node, key));
}

static void take_source(const fh_node *sources, const fh_node *node, fh_lock_package *package)
{
    const fh_text git = field(node, "git"), file = field(node, "file"), path = field(node, "path");
    const fh_text index = field(node, "index");
    if (git.len > 0) {
        package->pin = "git-commit";
        package->source = git;
    } else if (file.len > 0) {
        package->pin = "url";
        package->source = file;
    } else if (path.len > 0) package->pin = "path";
    else FH_NODE_EACH(source, sources)
    if (index.len > 0 && fh_text_eq(field(source, "name"), index))
        package->source = fh_lock_origin(field(source, "url"));
}

static fh_text gate_of(fh_python_lock *self, const char *group, fh_text name, const fh_node *node)
{
    const fh_text marker = fh_python_lock_gate(self, field(node, "markers"));
    if (group == NULL) return marker;
    return fh_arena_printf(self->arena, "group:%.*s%s%.*s", FH_TEXT_ARGS(name),
                           marker.len > 0 ? " && " : "", FH_TEXT_ARGS(marker));
}

static void add_package(fh_python_lock *self, const fh_node *sources, const fh_node *category,
                        const fh_node *node)
{
    const bool runtime = fh_text_is(category->key, "default");
    const bool develop = fh_text_is(category->key, "develop");
    const fh_text written = field(node, "version");
    uint32_t known = 0;
    if (!fh_manifest_is(&self->lock.site, node, FH_NODE_MAP, "a package")) return;
    const fh_node *hashes = fh_node_get(node, "hashes");
    fh_lock_package package = {
        .name = node->key,
        .version =
            fh_text_starts(written, FH_TEXT("==")) ? fh_text_slice(written, 2, SIZE_MAX) : written,
        .checksum = hashes->count == 1 ? fh_node_text(fh_node_at(hashes, 0)) : FH_TEXT(""),
        .phase = runtime ? "runtime" : "dev",
        .necessity = "required",
        .gate = gate_of(self, runtime ? NULL : "group", develop ? FH_TEXT("dev") : category->key,
                        node)};
    const fh_text key = fh_arena_printf(
        self->arena, "%.*s %.*s", FH_TEXT_ARGS(fh_python_name(self->arena, node->key)),
        (int)package.version.len, package.version.len > 0 ? package.version.ptr : "");
    if (fh_table_find(&self->names, key, &known)) return;
    package.number = self->count++;
    (void)fh_table_set(&self->names, key, package.number);
    /* What has no match where the lock was made stays as it was asked for. */
    if (written.len > 0 && package.version.len == written.len)
        package.pin = fh_pin_of_requirement(written);
    take_source(sources, node, &package);
    fh_lock_begin(&self->lock, package.number);
    package.keys = fh_python_name(self->arena, package.name);
    fh_lock_add_package(&self->lock, node->key_line, node->key_column, &package);
}

static void add_category(fh_python_lock *self, const fh_node *root, const fh_node *category)
{
    const fh_node *sources = fh_node_path(root, "_meta.sources");
    if (!fh_manifest_is(&self->lock.site, category, FH_NODE_MAP, "a category")) return;
    FH_NODE_EACH(node, category)
    {
        if (self->arena->failed) return;
        add_package(self, sources, category, node);
    }
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    fh_python_lock self;
    size_t most = 0;
    FH_NODE_EACH(category, input->doc)
    most += category->count;
    if (!fh_python_lock_init(&self, input, &fh_reader_pipfile_lock, facts, most)) return;
    add_category(&self, input->doc, fh_node_get(input->doc, "default"));
    add_category(&self, input->doc, fh_node_get(input->doc, "develop"));
    FH_NODE_EACH(category, input->doc)
    if (!fh_text_is(category->key, "default") && !fh_text_is(category->key, "develop") &&
        !fh_text_is(category->key, "_meta"))
        add_category(&self, input->doc, category);
    fh_lock_add_manifest(&self.lock, 1, 1, FH_TEXT(""));
    fh_python_lock_done(&self);
}

static const char *const globs[] = {"**/Pipfile.lock", NULL};

const fh_reader fh_reader_pipfile_lock = {
    .name = "pipfile-lock",
    .about = "Pipfile.lock: every package that was chosen, by category",
    .globs = globs,
    .syntax = FH_SYNTAX_JSON,
    .manifest = true,
    .lock = true,
    .read = read,
};
