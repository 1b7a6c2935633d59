/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* pixi.lock: environments name what they install by address; the packages stand behind, with their
 * licenses. What the default environment has is required; another one is there to be chosen. */

#include "read/conda.h"
#include "read/lock.h"

extern const fh_reader fh_reader_pixi_lock;

FH_VEC(environment_names, fh_text);

typedef struct pixi_lock {
    fh_lock lock;
    fh_arena *arena;
    fh_table environments; /* address -> 0 for the default one, else 1 + index in `names` */
    environment_names names;
} pixi_lock;

static fh_text field(const fh_node *node, const char *key)
{
    return fh_node_text(fh_node_get(node, key));
}

static fh_text address_of(const fh_node *node)
{
    const fh_text conda = field(node, "conda");
    return conda.len > 0 ? conda : field(node, "pypi");
}

static void index_environment(pixi_lock *self, const fh_node *environment, uint32_t index)
{
    FH_NODE_EACH(platform, fh_node_get(environment, "packages"))
    FH_NODE_EACH(package, platform)
    (void)fh_table_intern(&self->environments, address_of(package), index);
}

static void index_environments(pixi_lock *self, const fh_node *environments)
{
    index_environment(self, fh_node_get(environments, "default"), 0);
    FH_NODE_EACH(environment, environments)
    {
        if (fh_text_is(environment->key, "default")) continue;
        if (!FH_VEC_ADD(self->arena, &self->names, environment->key)) return;
        index_environment(self, environment, (uint32_t)self->names.count);
    }
}

/* ".../linux-64/name-1.2-build.conda": name, version, and the platform as gate. */
static void take_file(pixi_lock *self, fh_text address, fh_lock_package *package)
{
    const fh_text folder = fh_text_base_name(fh_text_dir_name(address));
    fh_text file = fh_text_base_name(address);
    const size_t build = fh_text_rfind_byte(file, '-');
    if (build == SIZE_MAX) return;
    file = fh_text_slice(file, 0, build);
    const size_t version = fh_text_rfind_byte(file, '-');
    if (version == SIZE_MAX) return;
    package->name = fh_text_slice(file, 0, version);
    package->version = fh_text_slice(file, version + 1, SIZE_MAX);
    if (!fh_text_is(folder, "noarch")) package->gate = fh_conda_platform_gate(self->arena, folder);
}

static void take_environment(pixi_lock *self, fh_text address, fh_lock_package *package)
{
    uint32_t index = 0;
    package->phase = "runtime";
    package->necessity = "required";
    if (!fh_table_find(&self->environments, address, &index) || index == 0) return;
    const fh_text name = self->names.items[index - 1];
    package->phase = fh_python_phase_of_name(name);
    package->necessity = "optional-default-off";
    package->gate = fh_arena_printf(self->arena, "group:%.*s%s%.*s", FH_TEXT_ARGS(name),
                                    package->gate.len > 0 ? " && " : "", (int)package->gate.len,
                                    package->gate.len > 0 ? package->gate.ptr : "");
}

static void add_package(pixi_lock *self, const fh_node *node, uint32_t number)
{
    const bool conda = fh_node_get(node, "conda")->kind == FH_NODE_TEXT;
    const fh_text address = address_of(node), sha256 = field(node, "sha256");
    const bool path = fh_text_find(address, FH_TEXT("://")) == SIZE_MAX;
    fh_lock_package package = {.number = number,
                               .license = field(node, "license"),
                               .pin = path ? "path" : NULL,
                               .source = fh_lock_origin(path ? FH_TEXT("") : address)};
    if (conda) take_file(self, address, &package);
    if (field(node, "name").len > 0) package.name = field(node, "name");
    if (field(node, "version").len > 0) package.version = field(node, "version");
    if (sha256.len > 0) package.checksum = fh_arena_join(self->arena, FH_TEXT("sha256:"), sha256);
    take_environment(self, address, &package);
    self->lock.type = conda ? "conda" : "pypi";
    fh_lock_begin(&self->lock, number);
    fh_lock_add_package(&self->lock, node->line, node->column, &package);
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_node *root = fh_node_at(input->doc, 0);
    const fh_node *packages = fh_node_get(root, "packages");
    pixi_lock self = {.arena = input->scratch};
    uint32_t number = 0;
    fh_lock_init(&self.lock, input, &fh_reader_pixi_lock, facts, "conda");
    fh_lock_expect(&self.lock, packages->count);
    fh_table_init(&self.environments, input->scratch);
    index_environments(&self, fh_node_get(root, "environments"));
    (void)fh_manifest_is(&self.lock.site, packages, FH_NODE_LIST, "packages");
    FH_NODE_EACH(node, packages)
    {
        if (input->scratch->failed) break;
        if (fh_manifest_is(&self.lock.site, node, FH_NODE_MAP, "a package"))
            add_package(&self, node, number++);
    }
    fh_lock_done(&self.lock);
}

static const char *const globs[] = {"**/pixi.lock", NULL};

const fh_reader fh_reader_pixi_lock = {
    .name = "pixi-lock",
    .about = "pixi.lock: every package that was chosen, its environment, platform and license",
    .globs = globs,
    .syntax = FH_SYNTAX_YAML,
    .manifest = true,
    .lock = true,
    .read = read,
};
