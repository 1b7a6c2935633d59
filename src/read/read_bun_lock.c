/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"
#include "read/lock.h"

/* bun.lock (Bun documentation, "Lockfile"): JSON with trailing commas. `workspaces` has the
 * projects with what each asks for, `packages` what was chosen: "name", or "parent/name" where a
 * package has a copy of its own, for [identifier, registry, fields, integrity]. */

extern const fh_reader fh_reader_bun_lock, fh_reader_bun_lockb;

enum { LONGEST_KEY = 4096, MOST_PROBED = 100 };

typedef struct bun_lock {
    fh_lock lock;
    fh_arena *arena;
    const fh_node **nodes;
    uint32_t count;
    fh_table by_key;
    uint64_t probed; /* bytes of keys that were looked up */
} bun_lock;

/* "a/@s/b" without its last name; empty at the top. */
static fh_text parent_of(fh_text key)
{
    const fh_text parent = fh_text_dir_name(key);
    const fh_text last = fh_text_base_name(parent);
    return fh_text_starts(last, FH_TEXT("@")) ? fh_text_dir_name(parent) : parent;
}

/* What `name` means for the package of `key`: its own copy, that of a parent, or the common one. */
static bool resolve(bun_lock *self, fh_text key, fh_text name, uint32_t *ret_number)
{
    char path[2 * LONGEST_KEY + 2];
    if (name.len == 0 || name.len > LONGEST_KEY || key.len > LONGEST_KEY) return false;
    while (self->probed / MOST_PROBED <= self->lock.site.input->bytes.len) {
        size_t len = 0;
        for (size_t i = 0; i < key.len; i++) path[len++] = key.ptr[i];
        if (len > 0) path[len++] = '/';
        for (size_t i = 0; i < name.len; i++) path[len++] = name.ptr[i];
        self->probed += len;
        if (fh_table_find(&self->by_key, fh_text_make(path, len), ret_number)) return true;
        if (key.len == 0) return false;
        key = parent_of(key);
    }
    return false;
}

typedef struct table {
    const char *key;
    fh_lock_phase phase;
    fh_lock_necessity necessity;
} table;

static const table tables[] = {{"dependencies", FH_LOCK_RUNTIME, FH_LOCK_REQUIRED},
                               {"optionalDependencies", FH_LOCK_RUNTIME, FH_LOCK_DEFAULT_ON},
                               {"peerDependencies", FH_LOCK_RUNTIME, FH_LOCK_PEER},
                               {"devDependencies", FH_LOCK_DEV, FH_LOCK_REQUIRED}};

/* Names in a list, for many questions. */
static fh_table names_of(fh_arena *arena, const fh_node *list)
{
    fh_table names;
    fh_table_init(&names, arena);
    FH_NODE_EACH(item, list)(void) fh_table_set(&names, fh_node_text(item), 1);
    return names;
}

static void add_edges(bun_lock *self, const fh_node *fields, fh_text key, bool project)
{
    const fh_table optional_peers = names_of(self->arena, fh_node_get(fields, "optionalPeers"));
    for (size_t i = 0; i < FH_COUNT(tables); i++) {
        if (tables[i].phase == FH_LOCK_DEV && !project) continue;
        FH_NODE_EACH(need, fh_node_get(fields, tables[i].key))
        {
            uint32_t to = 0, ignored = 0;
            fh_lock_necessity necessity = tables[i].necessity;
            if (need->duplicate || !resolve(self, key, need->key, &to)) continue;
            if (necessity == FH_LOCK_PEER && fh_table_find(&optional_peers, need->key, &ignored))
                necessity = FH_LOCK_PEER_OPTIONAL;
            fh_lock_edge_to(&self->lock, tables[i].phase, necessity, to);
        }
    }
}

/* The first map in an entry holds what the manifest of the package said. */
static const fh_node *fields_of(const fh_node *entry)
{
    FH_NODE_EACH(item, entry)
    if (item->kind == FH_NODE_MAP) return item;
    return &fh_node_empty;
}

/* "name@1.2.3", "name@workspace:folder", "name@github:owner/name#commit" */
static bool take_identifier(const fh_node *entry, fh_lock_package *package)
{
    const fh_text identifier = fh_node_text(fh_node_at(entry, 0));
    const size_t at = fh_text_find_byte(fh_text_slice(identifier, 1, SIZE_MAX), '@');
    if (at == SIZE_MAX) return false;
    package->name = fh_text_slice(identifier, 0, at + 1);
    const fh_text spec = fh_text_slice(identifier, at + 2, SIZE_MAX);
    package->pin = fh_lock_pin(spec);
    if (fh_text_starts(spec, FH_TEXT("workspace:"))) {
        package->directness = "workspace-member";
    } else if (fh_text_find_byte(spec, ':') == SIZE_MAX) {
        package->version = spec;
        package->source = fh_lock_origin(fh_node_text(fh_node_at(entry, 1)));
    } else {
        const size_t hash = fh_text_rfind_byte(spec, '#');
        if (fh_text_starts(spec, FH_TEXT("http"))) package->pin = "url";
        if (hash != SIZE_MAX) package->version = fh_text_slice(spec, hash + 1, SIZE_MAX);
        package->source = fh_text_slice(spec, 0, hash);
    }
    return true;
}

static void add_package(bun_lock *self, uint32_t number)
{
    const fh_node *entry = self->nodes[number], *fields = fields_of(entry);
    fh_lock_package package = {.number = number, .gate = fh_lock_gate(self->arena, fields)};
    if (!take_identifier(entry, &package)) {
        fh_manifest_unread(&self->lock.site, entry->line, entry->column,
                           "a package without name and version");
        return;
    }
    FH_NODE_EACH(item, entry)
    if (item->kind == FH_NODE_TEXT && fh_text_starts(item->text, FH_TEXT("sha")))
        package.checksum = item->text;
    fh_lock_begin(&self->lock, number);
    add_edges(self, fields, entry->key, false);
    fh_lock_add_package(&self->lock, entry->key_line, entry->key_column, &package);
}

static void list_packages(bun_lock *self, const fh_node *packages)
{
    self->nodes = FH_NEW_ARRAY(self->arena, packages->count, const fh_node *);
    if (self->nodes == NULL) return;
    FH_NODE_EACH(entry, packages)
    {
        if (entry->duplicate || entry->key.len > LONGEST_KEY ||
            !fh_manifest_is(&self->lock.site, entry, FH_NODE_LIST, "a package"))
            continue;
        (void)fh_table_set(&self->by_key, entry->key, self->count);
        self->nodes[self->count++] = entry;
    }
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    bun_lock self = {.arena = input->scratch};
    const fh_node *packages = fh_node_get(input->doc, "packages");
    fh_lock_init(&self.lock, input, &fh_reader_bun_lock, facts, "npm");
    fh_table_init(&self.by_key, input->scratch);
    if (fh_manifest_is(&self.lock.site, input->doc, FH_NODE_MAP, "a lock file") &&
        fh_manifest_is(&self.lock.site, packages, FH_NODE_MAP, "packages"))
        list_packages(&self, packages);
    fh_lock_expect(&self.lock, self.count);
    FH_NODE_EACH(project, fh_node_get(input->doc, "workspaces"))
    {
        fh_lock_begin(&self.lock, UINT32_MAX);
        add_edges(&self, project, fh_node_text(fh_node_get(project, "name")), true);
        fh_lock_add_importer(&self.lock, project->key_line, project->key_column, project->key);
    }
    for (uint32_t i = 0; i < self.count && !input->scratch->failed; i++) add_package(&self, i);
    if (self.probed / MOST_PROBED > input->bytes.len)
        fh_manifest_unread(&self.lock.site, 1, 1,
                           "packages nested too deep to find what they need");
    fh_lock_done(&self.lock);
}

static const char *const globs[] = {"**/bun.lock", NULL};

const fh_reader fh_reader_bun_lock = {
    .name = "bun-lock",
    .about = "bun.lock: every installed package and who needs it, by project",
    .globs = globs,
    .syntax = FH_SYNTAX_JSONC,
    .manifest = true,
    .lock = true,
    .read = read,
};

/* ---- the binary form of before ---- */

static void read_binary(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    (void)input;
    fh_facts_add_unread(facts, FH_UNREAD_UNSUPPORTED, 0, 0, FH_TEXT("bun-lockb"),
                        FH_TEXT("the binary lock format of Bun is not documented; "
                                "'bun install --save-text-lockfile' writes bun.lock"));
}

static const char *const binary_globs[] = {"**/bun.lockb", NULL};

const fh_reader fh_reader_bun_lockb = {
    .name = "bun-lockb",
    .about = "bun.lockb: says that the binary lock of Bun is not read",
    .globs = binary_globs,
    .syntax = FH_SYNTAX_NONE,
    .binary = true,
    .lock = true,
    .read = read_binary,
};
