/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"
#include "parse/yaml_lines.h"
#include "read/lock.h"

/* pnpm-lock.yaml, versions 5 to 9 (pnpm/spec, "lockfile"). Packages are named by "/name/version"
 * (5), "/name@version" (6) or "name@version" (9), with the peers that a copy was resolved with
 * behind it. Copies of one version are one package here; what any of them needs, it needs. Since
 * version 9 the edges stand in a list of their own, "snapshots". */

extern const fh_reader fh_reader_pnpm_lock;

typedef struct pnpm_lock {
    fh_lock lock;
    fh_arena *arena;
    unsigned version;
    const fh_node **nodes;  /* entry of `packages` by number */
    const fh_node **copies; /* entries with edges; a list a package */
    uint32_t *next_copy, *first_copy;
    uint32_t count, copy_count;
    fh_table by_key; /* "name@version" -> number */
} pnpm_lock;

/* ---- keys ---- */

/* Without the peers behind it: "(react@18.2.0)", in version 5 "_react@17.0.2", before "/react@17".
 */
static fh_text without_peers(const pnpm_lock *self, fh_text key)
{
    if (self->version >= 6) return fh_text_slice(key, 0, fh_text_find_byte(key, '('));
    size_t names = fh_text_starts(key, FH_TEXT("@")) ? 2 : 1, end = 0;
    if (key.len > 0 && fh_is_digit(key.ptr[0])) names = 0; /* a version alone */
    while (end < key.len && (key.ptr[end] != '/' || names-- > 0)) end++;
    if (fh_text_find_byte(fh_text_slice(key, end, SIZE_MAX), '@') != SIZE_MAX)
        key = fh_text_slice(key, 0, end);
    const size_t slash = fh_text_rfind_byte(key, '/');
    const size_t from = slash == SIZE_MAX ? 0 : slash;
    const size_t line = fh_text_find_byte(fh_text_slice(key, from, SIZE_MAX), '_');
    return line == SIZE_MAX ? key : fh_text_slice(key, 0, from + line);
}

/* Name and version of a key; false for an address ("github.com/a/b/commit", "file:x"). */
static bool split_key(const pnpm_lock *self, fh_text key, fh_text *ret_name, fh_text *ret_version)
{
    const bool slash_first = fh_text_starts(key, FH_TEXT("/"));
    key = without_peers(self, slash_first ? fh_text_slice(key, 1, SIZE_MAX) : key);
    const size_t at =
        self->version >= 6 ? fh_text_rfind_byte(key, '@') : fh_text_rfind_byte(key, '/');
    if (self->version < 9 && !slash_first) return false;
    if (at == SIZE_MAX || at == 0) return false;
    *ret_name = fh_text_slice(key, 0, at);
    *ret_version = fh_text_slice(key, at + 1, SIZE_MAX);
    return true;
}

/* The key of what a dependency was resolved to: a version, or a whole key for aliases and for what
 * is from no registry. */
static fh_text key_of(const pnpm_lock *self, fh_text name, fh_text version)
{
    version = without_peers(self, version);
    if (fh_text_starts(version, FH_TEXT("/"))) return fh_text_slice(version, 1, SIZE_MAX);
    const bool plain = version.len > 0 && fh_is_digit(version.ptr[0]) &&
                       fh_text_find_byte(version, '/') == SIZE_MAX;
    const char *between = self->version >= 6 ? "@" : "/";
    if (!plain) return version;
    return fh_arena_join(self->arena, fh_arena_join(self->arena, name, fh_text_of(between)),
                         version);
}

static fh_text base_key(const pnpm_lock *self, fh_text key)
{
    return without_peers(self,
                         fh_text_starts(key, FH_TEXT("/")) ? fh_text_slice(key, 1, SIZE_MAX) : key);
}

/* ---- edges ---- */

/* Version 5: name: version. Since 6, importers have name: {specifier, version}. */
static bool find(const pnpm_lock *self, const fh_node *need, uint32_t *ret_number)
{
    const fh_text version =
        need->kind == FH_NODE_MAP ? fh_node_text(fh_node_get(need, "version")) : fh_node_text(need);
    if (version.len == 0) return false;
    if (fh_table_find(&self->by_key, key_of(self, need->key, version), ret_number)) return true;
    /* Addresses stand behind the name since version 9. */
    return fh_table_find(
        &self->by_key,
        fh_arena_printf(self->arena, "%.*s@%.*s", FH_TEXT_ARGS(need->key), FH_TEXT_ARGS(version)),
        ret_number);
}

typedef struct table {
    const char *key;
    fh_lock_phase phase;
    fh_lock_necessity necessity;
} table;

static const table tables[] = {{"dependencies", FH_LOCK_RUNTIME, FH_LOCK_REQUIRED},
                               {"optionalDependencies", FH_LOCK_RUNTIME, FH_LOCK_DEFAULT_ON},
                               {"devDependencies", FH_LOCK_DEV, FH_LOCK_REQUIRED}};

/* `meta`: the entry of the package, which says what of its dependencies are peers. */
static void add_edges(pnpm_lock *self, const fh_node *from, const fh_node *meta, bool project)
{
    const fh_lock_map peers = fh_lock_map_make(self->arena, fh_node_get(meta, "peerDependencies"));
    const fh_lock_map peers_meta =
        fh_lock_map_make(self->arena, fh_node_get(meta, "peerDependenciesMeta"));
    for (size_t i = 0; i < FH_COUNT(tables); i++) {
        if (tables[i].phase == FH_LOCK_DEV && !project) continue;
        FH_NODE_EACH(need, fh_node_get(from, tables[i].key))
        {
            uint32_t to = 0;
            fh_lock_necessity necessity = tables[i].necessity;
            if (need->duplicate || !find(self, need, &to)) continue;
            if (fh_lock_map_find(&peers, need->key)->kind != FH_NODE_NONE) {
                const fh_node *says = fh_lock_map_find(&peers_meta, need->key);
                necessity = fh_node_is_true(fh_node_get(says, "optional")) ? FH_LOCK_PEER_OPTIONAL
                                                                           : FH_LOCK_PEER;
            }
            fh_lock_edge_to(&self->lock, tables[i].phase, necessity, to);
        }
    }
}

/* ---- packages ---- */

static void take_resolution(const fh_node *node, fh_lock_package *package)
{
    const fh_node *resolution = fh_node_get(node, "resolution");
    const fh_text tarball = fh_node_text(fh_node_get(resolution, "tarball"));
    const fh_text repository = fh_node_text(fh_node_get(resolution, "repo"));
    package->checksum = fh_node_text(fh_node_get(resolution, "integrity"));
    if (repository.len > 0) {
        package->source = repository;
        package->pin = "git-commit";
        package->version = fh_node_text(fh_node_get(resolution, "commit"));
    } else if (tarball.len > 0 && package->version.len == 0) {
        package->source = tarball;
        package->pin = fh_text_starts(tarball, FH_TEXT("file:")) ? "path" : "url";
    } else package->source = fh_lock_origin(tarball);
}

static void add_package(pnpm_lock *self, uint32_t number)
{
    const fh_node *node = self->nodes[number], *name = fh_node_get(node, "name");
    fh_lock_package package = {.number = number, .gate = fh_lock_gate(self->arena, node)};
    const bool plain = split_key(self, node->key, &package.name, &package.version) &&
                       fh_text_find_byte(package.version, ':') == SIZE_MAX;
    if (!plain) package.version = FH_TEXT("");
    take_resolution(node, &package);
    if (name->kind == FH_NODE_TEXT) package.name = name->text;
    if (package.name.len == 0) package.name = fh_text_base_name(base_key(self, node->key));
    if (package.version.len == 0) package.version = fh_node_text(fh_node_get(node, "version"));
    if (fh_text_find(node->key, FH_TEXT("@file:")) != SIZE_MAX ||
        fh_text_starts(node->key, FH_TEXT("file:")))
        package.pin = "path";
    if (fh_node_is_true(fh_node_get(node, "optional"))) package.necessity = "optional-default-on";
    if (fh_node_is_true(fh_node_get(node, "dev"))) package.phase = "dev";
    fh_lock_begin(&self->lock, number);
    for (uint32_t c = self->first_copy[number]; c != UINT32_MAX; c = self->next_copy[c])
        add_edges(self, self->copies[c], node, false);
    fh_lock_add_package(&self->lock, node->key_line, node->key_column, &package);
}

static void add_copy(pnpm_lock *self, const fh_node *node, uint32_t number)
{
    const uint32_t copy = self->copy_count++;
    self->copies[copy] = node;
    self->next_copy[copy] = self->first_copy[number];
    self->first_copy[number] = copy;
}

static bool list_packages(pnpm_lock *self, const fh_node *packages, const fh_node *snapshots)
{
    const size_t room = (size_t)packages->count + snapshots->count + 1;
    self->nodes = FH_NEW_ARRAY(self->arena, room, const fh_node *);
    self->copies = FH_NEW_ARRAY(self->arena, room, const fh_node *);
    self->next_copy = FH_NEW_ARRAY(self->arena, room, uint32_t);
    self->first_copy = FH_NEW_ARRAY(self->arena, room, uint32_t);
    if (self->arena->failed) return false;
    for (uint32_t i = 0; i < room; i++) self->first_copy[i] = UINT32_MAX;
    const fh_node *lists[] = {packages, snapshots};
    for (size_t l = 0; l < FH_COUNT(lists); l++) FH_NODE_EACH(node, lists[l])
        {
            const fh_text key = base_key(self, node->key);
            uint32_t number = 0;
            if (node->duplicate) continue;
            if (!fh_table_find(&self->by_key, key, &number)) {
                number = self->count++;
                self->nodes[number] = node;
                (void)fh_table_set(&self->by_key, key, number);
            }
            if (lists[l] == snapshots || snapshots->count == 0) add_copy(self, node, number);
        }
    return !self->arena->failed;
}

/* ---- the file ---- */

static void add_importer(pnpm_lock *self, const fh_node *node, fh_text folder)
{
    fh_lock_begin(&self->lock, UINT32_MAX);
    add_edges(self, node, &fh_node_empty, true);
    fh_lock_add_importer(&self->lock, node->key_line > 0 ? node->key_line : 1,
                         node->key_column > 0 ? node->key_column : 1, folder);
}

static void read_lock(pnpm_lock *self, const fh_node *root)
{
    const fh_node *importers = fh_node_get(root, "importers");
    const fh_node *packages = fh_node_get(root, "packages");
    const fh_text written = fh_node_text(fh_node_get(root, "lockfileVersion"));
    uint64_t version = 0;
    if (!fh_text_to_u64(fh_text_slice(written, 0, fh_text_find_byte(written, '.')), &version) ||
        version < 5 || version > 9) {
        const fh_text shown = fh_text_slice(written, 0, 40);
        fh_facts_add_unread(self->lock.site.facts, FH_UNREAD_UNSUPPORTED, 1, 1,
                            fh_text_of(fh_reader_pnpm_lock.name),
                            fh_arena_printf(self->arena, "lockfileVersion '%.*s' is not known",
                                            (int)shown.len, shown.len > 0 ? shown.ptr : ""));
        return;
    }
    self->version = (unsigned)version;
    if (packages->kind != FH_NODE_NULL && packages->kind != FH_NODE_NONE &&
        !fh_manifest_is(&self->lock.site, packages, FH_NODE_MAP, "packages"))
        return;
    if (!list_packages(self, packages, fh_node_get(root, "snapshots"))) return;
    fh_lock_expect(&self->lock, self->count);
    FH_NODE_EACH(importer, importers) add_importer(self, importer, importer->key);
    if (importers->kind != FH_NODE_MAP) add_importer(self, root, FH_TEXT(""));
    for (uint32_t i = 0; i < self->count && !self->arena->failed; i++) add_package(self, i);
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    pnpm_lock self = {.arena = input->scratch};
    const fh_node *root = &fh_node_empty;
    fh_lock_init(&self.lock, input, &fh_reader_pnpm_lock, facts, "npm");
    fh_table_init(&self.by_key, input->scratch);
    const fh_status status = fh_yaml_lock_parse(env, input->scratch, input->bytes, &root);
    if (status != FH_OK) fh_lock_broken(&self.lock, env, status);
    else if (fh_manifest_is(&self.lock.site, root, FH_NODE_MAP, "a lock file"))
        read_lock(&self, root);
    fh_lock_done(&self.lock);
}

static const char *const globs[] = {"**/pnpm-lock.yaml", NULL};

const fh_reader fh_reader_pnpm_lock = {
    .name = "pnpm-lock",
    .about = "pnpm-lock.yaml: every installed package and who needs it, by project",
    .globs = globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = true,
    .lock = true,
    .read = read,
};
