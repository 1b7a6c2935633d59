/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* pylock.toml and pylock.NAME.toml (PEP 751). What a package is for stands in its marker alone: it
 * may ask for extras and dependency groups. Edges are told for information, and may be missing. */

#include "model/condition.h"
#include "model/python_name.h"
#include "read/python_lock.h"

extern const fh_reader fh_reader_pylock;

enum { MOST_SETTINGS = 256 };

typedef struct pylock {
    fh_python_lock python;
    const fh_node *root;
    fh_setting settings[MOST_SETTINGS];
    bool edges;   /* some package tells what it needs */
    bool *needed; /* by number: whether one does */
} pylock;

static fh_text field(const fh_node *node, const char *key)
{
    return fh_node_text(fh_node_get(node, key));
}

static void add_settings(pylock *self, size_t *count, const char *variable, const fh_node *names)
{
    /* One setting closes the set, also when nothing is chosen. */
    if (names->count == 0)
        self->settings[(*count)++] = (fh_setting){fh_text_of(variable), FH_TEXT("")};
    FH_NODE_EACH(name, names)
    if (*count + 2 < MOST_SETTINGS)
        self->settings[(*count)++] = (fh_setting){fh_text_of(variable), fh_node_text(name)};
}

/* Whether a package may be installed with these extras and groups, on some platform. */
static bool may_hold(pylock *self, const fh_condition *marker, const fh_node *extras,
                     const fh_node *groups)
{
    size_t count = 0;
    add_settings(self, &count, "extra", extras);
    add_settings(self, &count, "group", groups);
    return fh_condition_holds(marker, self->settings, count) != FH_HOLDS_NO;
}

static void take_marker(pylock *self, const fh_node *node, fh_lock_package *package)
{
    const fh_node *extras = fh_node_get(self->root, "extras");
    const fh_node *groups = fh_node_get(self->root, "default-groups");
    package->gate = fh_python_lock_gate(&self->python, field(node, "marker"));
    package->phase = "runtime";
    package->necessity = "required";
    const fh_condition *marker = fh_condition_parse(self->python.arena, package->gate);
    if (may_hold(self, marker, &fh_node_empty, groups)) return;
    if (may_hold(self, marker, extras, groups)) package->necessity = "optional-default-off";
    else package->phase = "dev";
}

static void take_source(const fh_node *node, fh_lock_package *package)
{
    const fh_node *vcs = fh_node_get(node, "vcs"), *archive = fh_node_get(node, "archive");
    if (vcs->kind == FH_NODE_MAP) {
        package->pin = "git-commit";
        package->source = field(vcs, "url");
    } else if (archive->kind == FH_NODE_MAP) {
        package->source = field(archive, "url");
        package->pin = package->source.len > 0 ? "url" : "path";
    } else if (fh_node_get(node, "directory")->kind == FH_NODE_MAP) package->pin = "path";
    else package->source = fh_lock_origin(field(node, "index"));
}

static fh_text checksum_of(pylock *self, const fh_node *node)
{
    const fh_node *wheels = fh_node_get(node, "wheels");
    fh_text hash = fh_node_text(fh_node_path(node, "sdist.hashes.sha256"));
    if (hash.len == 0) hash = fh_node_text(fh_node_path(node, "archive.hashes.sha256"));
    if (hash.len == 0 && wheels->count == 1)
        hash = fh_node_text(fh_node_path(fh_node_at(wheels, 0), "hashes.sha256"));
    return hash.len > 0 ? fh_arena_join(self->python.arena, FH_TEXT("sha256:"), hash) : hash;
}

static void find_needed(pylock *self, const fh_node *packages)
{
    FH_NODE_EACH(node, packages)
    FH_NODE_EACH(need, fh_node_get(node, "dependencies"))
    {
        uint32_t to = 0;
        self->edges = true;
        if (fh_table_find(&self->python.names,
                          fh_python_name(self->python.arena, field(need, "name")), &to))
            self->needed[to] = true;
    }
}

static void add_package(pylock *self, const fh_node *node, uint32_t number)
{
    fh_lock_package package = {.number = number,
                               .name = field(node, "name"),
                               .version = field(node, "version"),
                               .checksum = checksum_of(self, node)};
    take_source(node, &package);
    take_marker(self, node, &package);
    /* Where edges are told, what nobody needs was asked for. */
    if (self->edges && !self->needed[number]) package.directness = "direct";
    fh_lock_begin(&self->python.lock, number);
    FH_NODE_EACH(item, fh_node_get(node, "dependencies"))
    {
        const fh_python_lock_need need = {.name = field(item, "name"),
                                          .version = field(item, "version")};
        (void)fh_python_lock_add_need(&self->python, &need);
    }
    fh_python_lock_add(&self->python, node, &package);
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_node *packages = fh_node_get(input->doc, "packages");
    uint32_t number = 0;
    pylock *self = FH_NEW(input->scratch, pylock);
    if (self == NULL ||
        !fh_python_lock_init(&self->python, input, &fh_reader_pylock, facts, packages->count))
        return;
    self->root = input->doc;
    self->needed = FH_NEW_ARRAY(input->scratch, (size_t)packages->count + 1, bool);
    if (packages->kind != FH_NODE_NONE)
        (void)fh_manifest_is(&self->python.lock.site, packages, FH_NODE_LIST, "packages");
    FH_NODE_EACH(node, packages)
    (void)fh_python_lock_index(&self->python, field(node, "name"), field(node, "version"),
                               FH_TEXT(""));
    if (self->needed != NULL) find_needed(self, packages);
    FH_NODE_EACH(node, packages)
    {
        if (input->scratch->failed) break;
        if (fh_manifest_is(&self->python.lock.site, node, FH_NODE_MAP, "a package"))
            add_package(self, node, number);
        number++;
    }
    fh_python_lock_done(&self->python);
}

static const char *const globs[] = {"**/pylock.toml", "**/pylock.*.toml", NULL};

const fh_reader fh_reader_pylock = {
    .name = "pylock",
    .about = "pylock.toml: every package that was chosen, and the marker that says when",
    .globs = globs,
    .syntax = FH_SYNTAX_TOML,
    .manifest = true,
    .lock = true,
    .read = read,
};
