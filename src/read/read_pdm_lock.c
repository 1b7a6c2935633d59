/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* pdm.lock: what was chosen, with the groups that each package is for. An entry with extras is what
 * comes with them; the package has an entry of its own. */

#include "model/python_name.h"
#include "parse/requirements.h"
#include "read/python_lock.h"

extern const fh_reader fh_reader_pdm_lock;

static fh_text field(const fh_node *node, const char *key)
{
    return fh_node_text(fh_node_get(node, key));
}

static void take_source(const fh_node *node, fh_lock_package *package)
{
    const fh_text git = field(node, "git"), url = field(node, "url");
    if (git.len > 0) {
        package->pin = "git-commit";
        package->source = git;
    } else if (url.len > 0) {
        package->pin = "url";
        package->source = url;
    } else if (fh_node_get(node, "path")->kind == FH_NODE_TEXT) package->pin = "path";
}

static void add_needs(fh_python_lock *self, const fh_node *list)
{
    FH_NODE_EACH(item, list)
    {
        fh_requirement parsed;
        if (!fh_requirement_parse(fh_manifest_text(&self->lock.site, item, "a dependency"),
                                  &parsed))
            continue;
        fh_python_lock_need need = {.name = parsed.name,
                                    .extra_list = parsed.extras,
                                    .gate = fh_python_lock_gate(self, parsed.marker)};
        if (fh_text_starts(parsed.specifier, FH_TEXT("==")))
            need.version = fh_text_trim(fh_text_slice(parsed.specifier, 2, SIZE_MAX));
        (void)fh_python_lock_add_need(self, &need);
    }
}

/* Without the manifest only the group "default" tells what it is for. */
static void take_groups(const fh_node *node, fh_lock_package *package)
{
    const fh_node *groups = fh_node_get(node, "groups");
    bool runtime = false;
    if (groups->kind != FH_NODE_LIST) return;
    FH_NODE_EACH(group, groups)
    runtime |= fh_text_is(fh_node_text(group), "default");
    package->phase = runtime ? "runtime" : "dev";
    package->necessity = "required";
}

static void add_package(fh_python_lock *self, const fh_node *node, uint32_t number)
{
    const fh_node *files = fh_node_get(node, "files");
    const fh_node *place = fh_node_get(node, "name");
    const fh_node *extras = fh_node_get(node, "extras");
    const fh_text name = field(node, "name");
    uint32_t owner = 0;
    fh_lock_package package = {.number = number,
                               .name = name,
                               .version = field(node, "version"),
                               .checksum = files->count == 1 ? field(fh_node_at(files, 0), "hash")
                                                             : FH_TEXT(""),
                               .gate = fh_python_lock_gate(self, field(node, "marker"))};
    fh_lock_begin(&self->lock, number);
    if (extras->count > 0) {
        if (!fh_table_find(&self->names, fh_python_name(self->arena, name), &owner)) return;
        fh_lock_edge_to(&self->lock, FH_LOCK_RUNTIME, FH_LOCK_REQUIRED, owner);
        add_needs(self, fh_node_get(node, "dependencies"));
        fh_lock_add_extra(&self->lock, place->line, place->key_column,
                          fh_python_extra_key(self->arena, name, fh_node_text(extras->first)));
        return;
    }
    take_source(node, &package);
    take_groups(node, &package);
    add_needs(self, fh_node_get(node, "dependencies"));
    fh_python_lock_add(self, node, &package);
}

static void index_package(fh_python_lock *self, const fh_node *node)
{
    const fh_text name = field(node, "name"), version = field(node, "version");
    const fh_node *extras = fh_node_get(node, "extras");
    if (extras->count == 0) {
        (void)fh_python_lock_index(self, name, version, FH_TEXT(""));
        return;
    }
    const uint32_t number = fh_python_lock_index_extra(self, name, fh_node_text(extras->first),
                                                       version, FH_TEXT(""));
    if (number == UINT32_MAX) return;
    FH_NODE_EACH(extra, extras)
    (void)fh_table_intern(&self->names, fh_python_extra_key(self->arena, name, fh_node_text(extra)),
                          number);
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    fh_python_lock self;
    uint32_t number = 0;
    const fh_node *packages = fh_node_get(input->doc, "package");
    if (!fh_python_lock_init(&self, input, &fh_reader_pdm_lock, facts, packages->count)) return;
    if (packages->kind != FH_NODE_NONE)
        (void)fh_manifest_is(&self.lock.site, packages, FH_NODE_LIST, "package");
    FH_NODE_EACH(node, packages)
    index_package(&self, node);
    FH_NODE_EACH(node, packages)
    {
        if (input->scratch->failed) break;
        if (fh_manifest_is(&self.lock.site, node, FH_NODE_MAP, "a package"))
            add_package(&self, node, number);
        number++;
    }
    fh_lock_add_manifest(&self.lock, 1, 1, FH_TEXT(""));
    fh_python_lock_done(&self);
}

static const char *const globs[] = {"**/pdm.lock", "**/pdm.*.lock", NULL};

const fh_reader fh_reader_pdm_lock = {
    .name = "pdm-lock",
    .about = "pdm.lock: every package that was chosen, and the groups that it is for",
    .globs = globs,
    .syntax = FH_SYNTAX_TOML,
    .manifest = true,
    .lock = true,
    .read = read,
};
