/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* poetry.lock: what was chosen, with edges by name. Since version 2.1 it tells groups and markers
 * of each package; what the project asks for stands in pyproject.toml in any version. Packages that
 * an entry calls optional come with one of its extras. */

#include "model/python_name.h"
#include "read/python_lock.h"

extern const fh_reader fh_reader_poetry_lock;

static fh_text field(const fh_node *node, const char *key)
{
    return fh_node_text(fh_node_get(node, key));
}

static void take_source(const fh_node *node, fh_lock_package *package)
{
    const fh_node *source = fh_node_get(node, "source");
    const fh_text type = field(source, "type"), url = field(source, "url");
    if (source->kind != FH_NODE_MAP) return;
    package->source = url;
    if (fh_text_is(type, "git")) package->pin = "git-commit";
    else if (fh_text_is(type, "url")) package->pin = "url";
    else if (fh_text_is(type, "directory") || fh_text_is(type, "file")) package->pin = "path";
    else package->source = fh_lock_origin(url);
}

/* One entry under a dependency's name: a requirement, or a table with markers and extras. */
static void add_need(fh_python_lock *self, fh_text name, const fh_node *entry)
{
    if (fh_node_is_true(fh_node_get(entry, "optional"))) return; /* comes with an extra */
    const fh_python_lock_need need = {.name = name,
                                      .extras = fh_node_get(entry, "extras"),
                                      .gate = fh_python_lock_gate(self, field(entry, "markers"))};
    /* What was not chosen, for another platform or interpreter, is not there. */
    (void)fh_python_lock_add_need(self, &need);
}

static void add_needs(fh_python_lock *self, const fh_node *table)
{
    if (!fh_manifest_is(&self->lock.site, table, FH_NODE_MAP, "dependencies of a package")) return;
    FH_NODE_EACH(entry, table)
    {
        if (entry->kind != FH_NODE_LIST) {
            add_need(self, entry->key, entry);
            continue;
        }
        FH_NODE_EACH(variant, entry)
        add_need(self, entry->key, variant);
    }
}

/* A marker, or one for each group. Extras of the project are told by what asks for the package. */
static fh_text gate_of(fh_python_lock *self, const fh_node *node)
{
    const fh_node *markers = fh_node_get(node, "markers");
    fh_text marker = fh_node_text(markers);
    if (markers->kind == FH_NODE_MAP) marker = field(markers, "main");
    if (fh_text_find(marker, FH_TEXT("extra ==")) != SIZE_MAX) return FH_TEXT("");
    return fh_python_lock_gate(self, marker);
}

/* What the lock itself says; the manifest knows better where it is there. */
static void take_groups(const fh_node *node, fh_lock_package *package)
{
    const fh_node *groups = fh_node_get(node, "groups");
    const fh_text category = field(node, "category");
    bool runtime = fh_text_is(category, "main");
    if (groups->kind == FH_NODE_NONE && category.len == 0) return;
    FH_NODE_EACH(group, groups)
    runtime |= fh_text_is(fh_node_text(group), "main");
    const bool optional = fh_node_is_true(fh_node_get(node, "optional"));
    package->phase = runtime ? "runtime" : "dev";
    package->necessity = optional && runtime ? "optional-default-off" : "required";
}

static fh_text checksum_of(const fh_node *node)
{
    const fh_node *files = fh_node_get(node, "files");
    return files->count == 1 ? field(fh_node_at(files, 0), "hash") : FH_TEXT("");
}

static void add_package(fh_python_lock *self, const fh_node *node, uint32_t number)
{
    fh_lock_package package = {.number = number,
                               .name = field(node, "name"),
                               .version = field(node, "version"),
                               .checksum = checksum_of(node),
                               .gate = gate_of(self, node)};
    take_source(node, &package);
    take_groups(node, &package);
    fh_lock_begin(&self->lock, number);
    add_needs(self, fh_node_get(node, "dependencies"));
    fh_python_lock_add(self, node, &package);
}

/* The name in "name (>=1)", "name[extra] (>=1) ; marker". */
static fh_text name_in(fh_text text)
{
    size_t len = 0;
    while (len < text.len &&
           (fh_is_word(text.ptr[len]) || text.ptr[len] == '-' || text.ptr[len] == '.'))
        len++;
    return fh_text_slice(text, 0, len);
}

static void add_extras(fh_python_lock *self, const fh_node *node, uint32_t package,
                       uint32_t *number)
{
    FH_NODE_EACH(list, fh_node_get(node, "extras"))
    {
        fh_lock_begin(&self->lock, *number);
        fh_lock_edge_to(&self->lock, FH_LOCK_RUNTIME, FH_LOCK_REQUIRED, package);
        FH_NODE_EACH(item, list)
        {
            const fh_text text = fh_node_text(item), name = name_in(text);
            const size_t close = fh_text_find_byte(text, ']');
            const bool extras = name.len < text.len && text.ptr[name.len] == '[';
            const fh_python_lock_need need = {
                .name = name,
                .extra_list = extras ? fh_text_slice(text, name.len + 1, close) : FH_TEXT("")};
            if (name.len > 0) (void)fh_python_lock_add_need(self, &need);
        }
        fh_lock_add_extra(&self->lock, list->key_line, list->key_column,
                          fh_python_extra_key(self->arena, field(node, "name"), list->key));
        (*number)++;
    }
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    fh_python_lock self;
    const fh_node *packages = fh_node_get(input->doc, "package");
    size_t most = packages->count;
    uint32_t number = 0, extra = packages->count;
    FH_NODE_EACH(node, packages)
    most += fh_node_get(node, "extras")->count;
    if (!fh_python_lock_init(&self, input, &fh_reader_poetry_lock, facts, most)) return;
    (void)fh_manifest_is(&self.lock.site, packages, FH_NODE_LIST, "package");
    FH_NODE_EACH(node, packages)
    (void)fh_python_lock_index(&self, field(node, "name"), field(node, "version"), FH_TEXT(""));
    FH_NODE_EACH(node, packages)
    FH_NODE_EACH(list, fh_node_get(node, "extras"))
    (void)fh_python_lock_index_extra(&self, field(node, "name"), list->key, field(node, "version"),
                                     FH_TEXT(""));
    FH_NODE_EACH(node, packages)
    {
        if (input->scratch->failed) break;
        if (fh_manifest_is(&self.lock.site, node, FH_NODE_MAP, "a package"))
            add_package(&self, node, number);
        add_extras(&self, node, number++, &extra);
    }
    fh_lock_add_manifest(&self.lock, 1, 1, FH_TEXT(""));
    fh_python_lock_done(&self);
}

static const char *const globs[] = {"**/poetry.lock", NULL};

const fh_reader fh_reader_poetry_lock = {
    .name = "poetry-lock",
    .about = "poetry.lock: every package that was chosen, its groups, markers and extras",
    .globs = globs,
    .syntax = FH_SYNTAX_TOML,
    .manifest = true,
    .lock = true,
    .read = read,
};
