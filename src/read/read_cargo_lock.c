/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"
#include "read/lock.h"

/* Cargo.lock, versions 1 to 4 (The Cargo Book, "Cargo.toml vs Cargo.lock"; cargo's encoding of
 * lock files). It lists what was chosen for every feature and target at once, without saying what
 * for: kinds, features and targets come from the manifests when facts are linked. */

extern const fh_reader fh_reader_cargo_lock;

enum { LONGEST_KEY = 2048 };

typedef struct cargo_lock {
    fh_lock lock;
    fh_arena *arena;
    const fh_node **nodes;
    uint32_t count;
    fh_table by_name; /* "name", "name version" and "name version (source)" -> number */
} cargo_lock;

static fh_text field(const fh_node *node, const char *key)
{
    return fh_node_text(fh_node_get(node, key));
}

/* "name version (source)" */
static fh_text with_source(const cargo_lock *self, fh_text exact, fh_text source)
{
    const fh_text open = fh_arena_join(self->arena, exact, FH_TEXT(" ("));
    return fh_arena_join(self->arena, fh_arena_join(self->arena, open, source), FH_TEXT(")"));
}

/* A dependency is written as short as it can be without meaning another package; where a short form
 * means several, the first one keeps it, and cargo writes a longer one. */
static void index_package(cargo_lock *self, uint32_t number)
{
    const fh_node *node = self->nodes[number];
    const fh_text name = field(node, "name"), version = field(node, "version");
    const fh_text source = field(node, "source");
    if (name.len + version.len + source.len > LONGEST_KEY) return;
    const fh_text exact =
        fh_arena_join(self->arena, fh_arena_join(self->arena, name, FH_TEXT(" ")), version);
    (void)fh_table_intern(&self->by_name, name, number);
    /* The long form is needed by the second of two alone: without its source it means the first. */
    if (fh_table_intern(&self->by_name, exact, number) != number && source.len > 0)
        (void)fh_table_intern(&self->by_name, with_source(self, exact, source), number);
}

static bool find(const cargo_lock *self, fh_text written, uint32_t *ret_number)
{
    if (fh_table_find(&self->by_name, written, ret_number)) return true;
    /* "name version (source)" of a package whose own entry has a shorter source, as in version 1 */
    const size_t bracket = fh_text_find(written, FH_TEXT(" ("));
    return bracket != SIZE_MAX &&
           fh_table_find(&self->by_name, fh_text_slice(written, 0, bracket), ret_number);
}

static void add_edges(cargo_lock *self, const fh_node *node)
{
    FH_NODE_EACH(need, fh_node_get(node, "dependencies"))
    {
        uint32_t to = 0;
        const fh_text written = fh_manifest_text(&self->lock.site, need, "a dependency");
        if (written.len == 0) continue;
        if (find(self, written, &to))
            fh_lock_edge_to(&self->lock, FH_LOCK_RUNTIME, FH_LOCK_REQUIRED, to);
        else {
            const fh_text shown = fh_text_slice(written, 0, 80);
            fh_manifest_unread(&self->lock.site, need->line, need->column,
                               "'%.*s' is no package of this lock file", FH_TEXT_ARGS(shown));
        }
    }
}

static void take_source(fh_text source, fh_lock_package *package)
{
    const size_t plus = fh_text_find_byte(source, '+');
    const fh_text address = fh_text_slice(source, plus == SIZE_MAX ? 0 : plus + 1, SIZE_MAX);
    if (source.len == 0) {
        package->pin = "path";
        package->directness = "workspace-member";
    } else if (fh_text_starts(source, FH_TEXT("git+"))) {
        package->pin = "git-commit";
        package->source = address;
    } else {
        /* The index of crates.io shares its host with others', which are not to be taken for it. */
        const fh_text origin = fh_lock_origin(address);
        const bool other = fh_text_is(origin, "https://github.com") &&
                           !fh_text_is(address, "https://github.com/rust-lang/crates.io-index");
        package->source = other ? address : origin;
    }
}

static void add_package(cargo_lock *self, uint32_t number)
{
    const fh_node *node = self->nodes[number];
    fh_lock_package package = {
        .number = number, .name = field(node, "name"), .version = field(node, "version")};
    const fh_text checksum = field(node, "checksum");
    if (checksum.len > 0)
        package.checksum = fh_arena_join(self->arena, FH_TEXT("sha256:"), checksum);
    take_source(field(node, "source"), &package);
    fh_lock_begin(&self->lock, number);
    add_edges(self, node);
    const fh_node *place = fh_node_get(node, "name");
    if (place->kind == FH_NODE_NONE) place = node;
    fh_lock_add_package(&self->lock, place->line, place->key_column > 0 ? place->key_column : 1,
                        &package);
}

static void list_packages(cargo_lock *self, const fh_node *list, const fh_node *root)
{
    self->nodes = FH_NEW_ARRAY(self->arena, (size_t)list->count + 1, const fh_node *);
    if (self->nodes == NULL) return;
    FH_NODE_EACH(node, list)
    if (fh_manifest_is(&self->lock.site, node, FH_NODE_MAP, "a package"))
        self->nodes[self->count++] = node;
    /* The first form of the file had the main package in a table of its own. */
    if (root->kind == FH_NODE_MAP) self->nodes[self->count++] = root;
    for (uint32_t i = 0; i < self->count; i++) index_package(self, i);
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    cargo_lock self = {.arena = input->scratch};
    fh_lock_init(&self.lock, input, &fh_reader_cargo_lock, facts, "cargo");
    fh_table_init(&self.by_name, input->scratch);
    const fh_node *list = fh_node_get(input->doc, "package");
    const fh_node *root = fh_node_get(input->doc, "root");
    if (fh_manifest_is(&self.lock.site, list, FH_NODE_LIST, "package") || root->kind == FH_NODE_MAP)
        list_packages(&self, list, root);
    fh_lock_expect(&self.lock, self.count);
    for (uint32_t i = 0; i < self.count && !input->scratch->failed; i++) add_package(&self, i);
    fh_lock_add_manifest(&self.lock, 1, 1, FH_TEXT(""));
    fh_lock_done(&self.lock);
}

static const char *const globs[] = {"**/Cargo.lock", NULL};

const fh_reader fh_reader_cargo_lock = {
    .name = "cargo-lock",
    .about = "Cargo.lock: every crate that was chosen, and which crate needs it",
    .globs = globs,
    .syntax = FH_SYNTAX_TOML,
    .manifest = true,
    .lock = true,
    .read = read,
};
