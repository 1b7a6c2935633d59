/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <string.h>

#include "base/table.h"
#include "read/lock.h"

/* package-lock.json and npm-shrinkwrap.json (npm documentation, "package-lock.json"), versions 1 to
 * 3. Version 2 and 3 list packages by the folder that they are installed in; version 1 nests them,
 * and becomes the same list here. A package finds what it needs as Node.js does: in its own
 * node_modules, then in that of each folder above. */

extern const fh_reader fh_reader_npm_lock;

/* Real locks look up some ten bytes of folders for each byte of theirs. */
enum { LONGEST_PATH = 4096, MOST_LEVELS = 64, MOST_PROBED = 100 };

typedef struct entry {
    const fh_node *node;
    fh_text path, name;
    uint32_t number; /* UINT32_MAX: a project of the tree */
} entry;
FH_VEC(entry_vec, entry);

typedef struct npm_lock {
    fh_lock lock;
    fh_arena *arena;
    entry_vec entries;
    fh_table by_path; /* folder -> index into entries */
    uint32_t packages;
    uint64_t probed; /* bytes of folders that were looked up */
    bool nested;     /* version 1 */
} npm_lock;

static const fh_text modules = {"node_modules/", 13};

/* ---- entries ---- */

/* What follows the last "node_modules/"; empty when the folder is in none. */
static fh_text name_in(fh_text path)
{
    for (size_t i = path.len; i > 0; i--) {
        const fh_text head = fh_text_slice(path, 0, i);
        if (path.ptr[i - 1] != '/' || !fh_text_ends(head, modules)) continue;
        if (i == modules.len || path.ptr[i - modules.len - 1] == '/')
            return fh_text_slice(path, i, SIZE_MAX);
    }
    return FH_TEXT("");
}

static void add_entry(npm_lock *self, const fh_node *node, fh_text path, fh_text name)
{
    entry row = {.node = node, .path = path, .name = name, .number = UINT32_MAX};
    if (name.len > 0) row.number = self->packages++;
    const uint32_t index = (uint32_t)self->entries.count;
    if (FH_VEC_ADD(self->arena, &self->entries, row))
        (void)fh_table_set(&self->by_path, path, index);
}

static void list_folders(npm_lock *self, const fh_node *packages)
{
    FH_NODE_EACH(node, packages)
    {
        if (node->duplicate || !fh_manifest_is(&self->lock.site, node, FH_NODE_MAP, "a package"))
            continue;
        if (node->key.len > LONGEST_PATH)
            fh_manifest_unread(&self->lock.site, node->key_line, node->key_column,
                               "a folder with a name above %d bytes", LONGEST_PATH);
        else add_entry(self, node, node->key, name_in(node->key));
    }
}

static void list_nested(npm_lock *self, const fh_node *dependencies, fh_text folder, unsigned level)
{
    FH_NODE_EACH(node, dependencies)
    {
        if (node->duplicate || !fh_manifest_is(&self->lock.site, node, FH_NODE_MAP, "a package"))
            continue;
        if (level >= MOST_LEVELS || folder.len + node->key.len > LONGEST_PATH) {
            fh_manifest_unread(&self->lock.site, node->key_line, node->key_column,
                               "packages nested too deep");
            continue;
        }
        const fh_text path = fh_arena_printf(self->arena, "%.*s%s%.*s%.*s", FH_TEXT_ARGS(folder),
                                             folder.len > 0 ? "/" : "", FH_TEXT_ARGS(modules),
                                             FH_TEXT_ARGS(node->key));
        add_entry(self, node, path, node->key);
        list_nested(self, fh_node_get(node, "dependencies"), path, level + 1);
    }
}

/* ---- edges ---- */

/* The package that `name` means below `folder`; NULL when it is not installed. */
static const entry *resolve(npm_lock *self, fh_text folder, fh_text name)
{
    char path[2 * LONGEST_PATH + 32];
    uint32_t index = 0;
    if (name.len == 0 || name.len > LONGEST_PATH) return NULL;
    while (self->probed / MOST_PROBED <= self->lock.site.input->bytes.len) {
        size_t len = 0;
        for (size_t i = 0; i < folder.len; i++) path[len++] = folder.ptr[i];
        if (len > 0) path[len++] = '/';
        for (size_t i = 0; i < modules.len; i++) path[len++] = modules.ptr[i];
        for (size_t i = 0; i < name.len; i++) path[len++] = name.ptr[i];
        self->probed += len;
        if (fh_table_find(&self->by_path, fh_text_make(path, len), &index))
            return &self->entries.items[index];
        if (folder.len == 0) return NULL;
        do folder = fh_text_dir_name(folder);
        while (fh_text_is(fh_text_base_name(folder), "node_modules"));
    }
    return NULL;
}

typedef struct table {
    const char *key;
    fh_lock_phase phase;
    fh_lock_necessity necessity;
} table;

static const table tables[] = {
    {"dependencies", FH_LOCK_RUNTIME, FH_LOCK_REQUIRED},
    {"requires", FH_LOCK_RUNTIME, FH_LOCK_REQUIRED}, /* version 1 */
    {"optionalDependencies", FH_LOCK_RUNTIME, FH_LOCK_DEFAULT_ON},
    {"peerDependencies", FH_LOCK_RUNTIME, FH_LOCK_PEER},
    {"devDependencies", FH_LOCK_DEV, FH_LOCK_REQUIRED},
};

static bool says(const fh_node *node, const char *flag)
{
    return fh_node_is_true(fh_node_get(node, flag));
}

static void add_edges(npm_lock *self, const entry *from, const table *row)
{
    const fh_node *needs = fh_node_get(from->node, row->key);
    if (needs->count == 0) return;
    const fh_lock_map optional =
        fh_lock_map_make(self->arena, fh_node_get(from->node, "optionalDependencies"));
    const fh_lock_map meta =
        fh_lock_map_make(self->arena, fh_node_get(from->node, "peerDependenciesMeta"));
    FH_NODE_EACH(need, needs)
    {
        fh_lock_phase phase = row->phase;
        fh_lock_necessity necessity = row->necessity;
        const entry *to = need->duplicate ? NULL : resolve(self, from->path, need->key);
        if (to == NULL || to->number == UINT32_MAX) continue;
        if (necessity == FH_LOCK_REQUIRED &&
            fh_lock_map_find(&optional, need->key)->kind != FH_NODE_NONE)
            continue;
        if (necessity == FH_LOCK_PEER &&
            fh_node_is_true(fh_node_get(fh_lock_map_find(&meta, need->key), "optional")))
            necessity = FH_LOCK_PEER_OPTIONAL;
        /* Version 1 says it at the package alone, for all that need it together. */
        if (self->nested) {
            if (says(to->node, "optional") || says(to->node, "devOptional"))
                necessity = FH_LOCK_DEFAULT_ON;
            if (says(to->node, "dev")) phase = FH_LOCK_DEV;
        }
        fh_lock_edge_to(&self->lock, phase, necessity, to->number);
    }
}

static void add_all_edges(npm_lock *self, const entry *from)
{
    const bool project = from->number == UINT32_MAX;
    fh_lock_begin(&self->lock, from->number);
    for (size_t i = 0; i < FH_COUNT(tables); i++) {
        /* Nobody installs what is for the development of a dependency. Version 1 has the packages
         * below this one where the others have requirements. */
        if (tables[i].phase == FH_LOCK_DEV && !project) continue;
        if (self->nested && !fh_text_is(fh_text_of(tables[i].key), "requires")) continue;
        add_edges(self, from, &tables[i]);
    }
}

/* ---- packages ---- */

static fh_text license_of(const fh_node *node)
{
    const fh_node *license = fh_node_get(node, "license");
    return license->kind == FH_NODE_MAP ? fh_node_text(fh_node_get(license, "type"))
                                        : fh_node_text(license);
}

/* What npm itself found over all paths; for locks whose manifests are not there. */
static void take_flags(const fh_node *node, fh_lock_package *package)
{
    const bool both = says(node, "devOptional"), dev = says(node, "dev") && !both;
    package->phase = dev ? "dev" : "runtime";
    package->necessity = says(node, "peer")               ? "peer"
                         : says(node, "optional") || both ? "optional-default-on"
                                                          : "required";
    if (says(node, "extraneous")) package->necessity = "unknown";
}

/* "npm:real@1.2.3" in version 1. */
static void take_alias(fh_lock_package *package)
{
    if (!fh_text_starts(package->version, FH_TEXT("npm:"))) return;
    const fh_text spec = fh_text_slice(package->version, 4, SIZE_MAX);
    const size_t at = fh_text_rfind_byte(spec, '@');
    if (at == SIZE_MAX || at == 0) return;
    package->name = fh_text_slice(spec, 0, at);
    package->version = fh_text_slice(spec, at + 1, SIZE_MAX);
}

static void take_source(const fh_node *node, fh_lock_package *package)
{
    fh_text source = fh_node_text(fh_node_get(node, "resolved"));
    /* Version 1 has an address where there is no version. */
    if (fh_text_find_byte(package->version, ':') != SIZE_MAX) {
        const size_t hash = fh_text_rfind_byte(package->version, '#');
        source = package->version;
        package->version =
            hash == SIZE_MAX ? FH_TEXT("") : fh_text_slice(source, hash + 1, SIZE_MAX);
    }
    if (fh_text_starts(source, FH_TEXT("file:")) && !fh_text_ends(source, FH_TEXT("gz")))
        package->directness = "workspace-member";
    package->pin = fh_lock_pin(source);
    if (strcmp(package->pin, "exact") == 0 && fh_text_find(source, FH_TEXT("/-/")) == SIZE_MAX &&
        fh_text_starts(source, FH_TEXT("http")))
        package->pin = "url";
    package->source = strcmp(package->pin, "exact") == 0 ? fh_lock_origin(source) : source;
    if (package->version.len == 0 && source.len == 0) package->pin = "floating";
}

static void add_package(npm_lock *self, const entry *row)
{
    const fh_node *node = row->node, *name = fh_node_get(node, "name");
    fh_lock_package package = {.number = row->number,
                               .name = name->kind == FH_NODE_TEXT ? name->text : row->name,
                               .version = fh_node_text(fh_node_get(node, "version")),
                               .checksum = fh_node_text(fh_node_get(node, "integrity")),
                               .license = license_of(node),
                               .gate = fh_lock_gate(self->arena, node)};
    take_flags(node, &package);
    take_alias(&package);
    take_source(node, &package);
    if (says(node, "inBundle") || says(node, "bundled")) package.directness = "bundled";
    if (says(node, "link")) {
        package.directness = "workspace-member";
        package.pin = "path";
    }
    /* Manifests ask for what lies at the top; folders answer for version 2 and up. */
    if (self->nested && row->path.len == modules.len + row->name.len) package.keys = row->name;
    fh_lock_add_package(&self->lock, node->key_line, node->key_column, &package);
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    npm_lock self = {.arena = input->scratch};
    fh_lock_init(&self.lock, input, &fh_reader_npm_lock, facts, "npm");
    fh_table_init(&self.by_path, input->scratch);
    const fh_node *root = input->doc, *packages = fh_node_get(root, "packages");
    if (fh_manifest_is(&self.lock.site, root, FH_NODE_MAP, "a lock file")) {
        self.nested = packages->kind == FH_NODE_NONE;
        if (self.nested) {
            list_nested(&self, fh_node_get(root, "dependencies"), FH_TEXT(""), 0);
            fh_lock_add_manifest(&self.lock, root->line, root->column, FH_TEXT(""));
        } else if (fh_manifest_is(&self.lock.site, packages, FH_NODE_MAP, "packages")) {
            list_folders(&self, packages);
        }
    }
    fh_lock_expect(&self.lock, self.entries.count);
    for (size_t i = 0; i < self.entries.count && !input->scratch->failed; i++) {
        const entry *row = &self.entries.items[i];
        add_all_edges(&self, row);
        if (row->number != UINT32_MAX) add_package(&self, row);
        else
            fh_lock_add_importer(&self.lock, row->node->key_line, row->node->key_column, row->path);
    }
    if (self.probed / MOST_PROBED > input->bytes.len)
        fh_manifest_unread(&self.lock.site, 1, 1, "folders nested too deep to find what they need");
    fh_lock_done(&self.lock);
}

static const char *const globs[] = {"**/package-lock.json", "**/npm-shrinkwrap.json", NULL};

const fh_reader fh_reader_npm_lock = {
    .name = "npm-lock",
    .about = "package-lock.json, npm-shrinkwrap.json: every installed package and who needs it",
    .globs = globs,
    .syntax = FH_SYNTAX_JSON,
    .manifest = true,
    .lock = true,
    .read = read,
};
