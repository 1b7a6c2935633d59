/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* uv.lock, and NAME.py.lock of scripts: every package with its edges, their markers and extras.
 * Packages of the workspace are packages of the lock, with their extras and groups. Several entries
 * of one name are forks, chosen by markers on the edges. */

#include "model/python_name.h"
#include "read/python_lock.h"

extern const fh_reader fh_reader_uv_lock;

typedef struct uv_lock {
    fh_python_lock python;
    fh_table members; /* of the workspace; empty: the package of this folder alone */
} uv_lock;

static fh_text field(const fh_node *node, const char *key)
{
    return fh_node_text(fh_node_get(node, key));
}

/* The address or folder that a source names, of whatever kind. */
static fh_text place_of(const fh_node *node)
{
    const fh_node *source = fh_node_get(node, "source");
    return source->first != NULL ? fh_node_text(source->first) : FH_TEXT("");
}

static bool is_member(const uv_lock *self, const fh_node *node, const fh_lock_package *package)
{
    uint32_t unused;
    if (package->pin == NULL || !fh_text_is(fh_text_of(package->pin), "path")) return false;
    if (self->members.count > 0)
        return fh_table_find(&self->members, fh_python_name(self->python.arena, package->name),
                             &unused);
    const fh_node *source = fh_node_get(node, "source");
    return fh_text_is(field(source, "editable"), ".") || fh_text_is(field(source, "virtual"), ".");
}

/* A source has its kind as its first key. */
static void take_source(const fh_node *node, fh_lock_package *package)
{
    static const struct {
        const char *kind, *pin;
    } kinds[] = {{"registry", "exact"}, {"git", "git-commit"}, {"url", "url"},
                 {"editable", "path"},  {"virtual", "path"},   {"directory", "path"},
                 {"path", "path"}};
    const fh_node *place = fh_node_get(node, "source")->first;
    if (place == NULL) return;
    for (size_t i = 0; i < FH_COUNT(kinds); i++) {
        if (!fh_text_is(place->key, kinds[i].kind)) continue;
        package->pin = kinds[i].pin;
        if (i == 0) package->source = fh_lock_origin(fh_node_text(place));
        else if (i < 3) package->source = fh_node_text(place);
        return;
    }
}

/* Of the source archive, or of the only wheel: several wheels are for different machines. */
static fh_text checksum_of(const fh_node *node)
{
    const fh_node *wheels = fh_node_get(node, "wheels");
    const fh_text source = fh_node_text(fh_node_path(node, "sdist.hash"));
    if (source.len > 0 || wheels->count != 1) return source;
    return field(fh_node_at(wheels, 0), "hash");
}

/* "extra:a" and the marker of the edge, joined. */
static fh_text gate_of(uv_lock *self, const char *kind, fh_text name, fh_text marker)
{
    fh_arena *arena = self->python.arena;
    const fh_text gate = fh_python_lock_gate(&self->python, marker);
    if (name.len == 0) return gate;
    return fh_arena_printf(arena, "%s:%.*s%s%.*s", kind, FH_TEXT_ARGS(name),
                           gate.len > 0 ? " && " : "", FH_TEXT_ARGS(gate));
}

/* The members of one need, in one walk: there are many needs. */
static fh_text take_need(const fh_node *item, fh_python_lock_need *need)
{
    fh_text marker = FH_TEXT("");
    FH_NODE_EACH(member, item)
    {
        const fh_text key = member->key;
        if (fh_text_is(key, "name")) need->name = fh_node_text(member);
        else if (fh_text_is(key, "marker")) marker = fh_node_text(member);
        else if (fh_text_is(key, "version")) need->version = fh_node_text(member);
        else if (fh_text_is(key, "extra") || fh_text_is(key, "extras")) need->extras = member;
        else if (fh_text_is(key, "source") && member->first != NULL)
            need->source = fh_node_text(member->first);
    }
    return marker;
}

/* What a list of needs adds to the package at hand; `like` has phase and necessity. */
static void add_needs(uv_lock *self, const fh_node *list, const fh_python_lock_need *like,
                      const char *kind, fh_text set)
{
    const fh_site *site = &self->python.lock.site;
    if (!fh_manifest_is(site, list, FH_NODE_LIST, "a list of dependencies")) return;
    FH_NODE_EACH(item, list)
    {
        if (!fh_manifest_is(site, item, FH_NODE_MAP, "a dependency")) continue;
        fh_python_lock_need need = *like;
        need.gate = gate_of(self, kind, set, take_need(item, &need));
        if (fh_python_lock_add_need(&self->python, &need)) continue;
        const fh_text shown = fh_text_slice(need.name, 0, 80);
        fh_manifest_unread(site, item->line, item->column, "'%.*s' is no package of this lock file",
                           (int)shown.len, shown.ptr != NULL ? shown.ptr : "");
    }
}

/* Extras and groups of packages of the tree, with their gates. */
static void add_sets(uv_lock *self, const fh_node *node)
{
    const fh_python_lock_need extra = {.necessity = FH_LOCK_DEFAULT_OFF};
    const fh_python_lock_need group = {.phase = FH_LOCK_DEV};
    FH_NODE_EACH(list, fh_node_get(node, "optional-dependencies"))
    add_needs(self, list, &extra, "extra", list->key);
    FH_NODE_EACH(list, fh_node_get(node, "dev-dependencies"))
    add_needs(self, list, &group, "group", list->key);
}

static void add_package(uv_lock *self, const fh_node *node, uint32_t number)
{
    fh_lock_package package = {.number = number,
                               .name = field(node, "name"),
                               .version = field(node, "version"),
                               .checksum = checksum_of(node)};
    take_source(node, &package);
    fh_lock_begin(&self->python.lock, number);
    add_needs(self, fh_node_get(node, "dependencies"), &(fh_python_lock_need){0}, "", FH_TEXT(""));
    if (is_member(self, node, &package)) {
        package.directness = "workspace-member";
        add_sets(self, node);
    }
    fh_python_lock_add(&self->python, node, &package);
}

static void add_extras(uv_lock *self, const fh_node *node, uint32_t package, uint32_t *number)
{
    FH_NODE_EACH(list, fh_node_get(node, "optional-dependencies"))
    {
        fh_lock_begin(&self->python.lock, *number);
        fh_lock_edge_to(&self->python.lock, FH_LOCK_RUNTIME, FH_LOCK_REQUIRED, package);
        add_needs(self, list, &(fh_python_lock_need){0}, "", FH_TEXT(""));
        fh_lock_add_extra(&self->python.lock, list->key_line, list->key_column,
                          fh_python_extra_key(self->python.arena, field(node, "name"), list->key));
        (*number)++;
    }
}

/* Needs of a script, or of a workspace whose root is no package. */
static void add_project(uv_lock *self, const fh_node *manifest)
{
    const fh_python_lock_need group = {.phase = FH_LOCK_DEV};
    fh_lock_begin(&self->python.lock, UINT32_MAX);
    add_needs(self, fh_node_get(manifest, "requirements"), &(fh_python_lock_need){0}, "",
              FH_TEXT(""));
    FH_NODE_EACH(list, fh_node_get(manifest, "dependency-groups"))
    add_needs(self, list, &group, "group", list->key);
    fh_lock_add_importer(&self->python.lock, 1, 1, FH_TEXT(""));
}

static size_t count_all(const fh_node *packages)
{
    size_t count = packages->count;
    FH_NODE_EACH(node, packages)
    count += fh_node_get(node, "optional-dependencies")->count;
    return count;
}

static void index_all(uv_lock *self, const fh_node *packages)
{
    FH_NODE_EACH(node, packages)
    (void)fh_python_lock_index(&self->python, field(node, "name"), field(node, "version"),
                               place_of(node));
    FH_NODE_EACH(node, packages)
    FH_NODE_EACH(list, fh_node_get(node, "optional-dependencies"))
    (void)fh_python_lock_index_extra(&self->python, field(node, "name"), list->key,
                                     field(node, "version"), place_of(node));
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    uv_lock self;
    uint32_t number = 0, extra = 0;
    const fh_node *packages = fh_node_get(input->doc, "package");
    const fh_node *manifest = fh_node_get(input->doc, "manifest");
    if (!fh_python_lock_init(&self.python, input, &fh_reader_uv_lock, facts, count_all(packages)))
        return;
    fh_table_init(&self.members, input->scratch);
    FH_NODE_EACH(member, fh_node_get(manifest, "members"))
    (void)fh_table_set(&self.members, fh_python_name(input->scratch, fh_node_text(member)), 1);
    index_all(&self, packages);
    if (packages->kind != FH_NODE_NONE)
        (void)fh_manifest_is(&self.python.lock.site, packages, FH_NODE_LIST, "package");
    extra = packages->count;
    FH_NODE_EACH(node, packages)
    {
        if (input->scratch->failed) break;
        if (fh_manifest_is(&self.python.lock.site, node, FH_NODE_MAP, "a package"))
            add_package(&self, node, number);
        add_extras(&self, node, number++, &extra);
    }
    add_project(&self, manifest);
    fh_python_lock_done(&self.python);
}

static const char *const globs[] = {"**/uv.lock", "**/*.py.lock", NULL};

const fh_reader fh_reader_uv_lock = {
    .name = "uv-lock",
    .about = "uv.lock: every package that was chosen, with the markers and extras of its edges",
    .globs = globs,
    .syntax = FH_SYNTAX_TOML,
    .manifest = true,
    .lock = true,
    .read = read,
};
