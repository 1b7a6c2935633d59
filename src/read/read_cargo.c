/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/license_name.h"
#include "read/manifest.h"
#include "read/read_cargo_features.h"

/* Format: The Cargo Book, "The Manifest Format" and "Specifying Dependencies". */

enum { LONGEST_MEMBERS = 1024, LONGEST_FEATURE = 16384 };

extern const fh_reader fh_reader_cargo;

typedef struct cargo {
    fh_site site;
    fh_arena *arena;
    const fh_node *root;
    fh_cargo_features features;
} cargo;

/* ---- dependencies ---- */

/* A version alone is a caret range; only "=1.2.3" is exact. */
static const char *pin_of_version(fh_text version)
{
    version = fh_text_trim(version);
    if (version.len == 0 || fh_text_is(version, "*")) return "floating";
    const bool list = fh_text_find_byte(version, ',') != SIZE_MAX;
    return version.ptr[0] == '=' && !list ? "exact" : "range";
}

static void take_place(const cargo *self, const fh_node *entry, fh_need *need)
{
    const fh_text path = fh_node_text(fh_node_get(entry, "path"));
    const fh_text git = fh_node_text(fh_node_get(entry, "git"));
    need->pin = pin_of_version(need->requirement);
    need->source = fh_node_text(fh_node_get(entry, "registry"));
    if (git.len > 0) {
        const bool named = fh_node_get(entry, "tag")->kind == FH_NODE_TEXT ||
                           fh_node_get(entry, "branch")->kind == FH_NODE_TEXT;
        const bool commit = fh_node_get(entry, "rev")->kind == FH_NODE_TEXT;
        need->source = git;
        need->pin = commit ? "git-commit" : named ? "git-ref" : "floating";
    }
    if (path.len > 0) {
        const fh_node *node = fh_node_get(entry, "path");
        need->source = path;
        need->pin = "path";
        need->directness = "workspace-member";
        fh_manifest_add_pointer(&self->site, node->line, node->column, path, "workspace-member");
    }
}

static fh_text prefixed(const cargo *self, const char *prefix, fh_text text)
{
    return fh_arena_join(self->arena, fh_text_of(prefix), text);
}

static bool says_no(const fh_node *entry, const char *key)
{
    const fh_node *node = fh_node_get(entry, key);
    return node->kind == FH_NODE_BOOL && fh_text_is(node->text, "false");
}

static void add_dependency(const cargo *self, const fh_node *entry, const fh_need *like)
{
    fh_need need = *like;
    fh_text feature = FH_TEXT("");
    const bool table = entry->kind == FH_NODE_MAP;
    if (!table && !fh_manifest_is(&self->site, entry, FH_NODE_TEXT, "a dependency")) return;
    need.type = "cargo";
    need.name = entry->key;
    need.requirement = table ? fh_node_text(fh_node_get(entry, "version")) : entry->text;
    need.real_name = fh_node_text(fh_node_get(entry, "package"));
    if (need.real_name.len > 0 && !fh_text_eq(need.real_name, need.name))
        need.origin = FH_TEXT("alias");
    if (fh_node_is_true(fh_node_get(entry, "workspace"))) need.origin = FH_TEXT("workspace");
    need.defaults_off = says_no(entry, "default-features") || says_no(entry, "default_features");
    need.members = fh_manifest_words(&self->site, fh_node_get(entry, "features"), LONGEST_MEMBERS);
    take_place(self, entry, &need);
    if (fh_node_is_true(fh_node_get(entry, "optional")) && need.necessity == NULL) {
        const bool on = fh_cargo_features_enable(&self->features, entry->key, &feature);
        need.necessity = on ? "optional-default-on" : "optional-default-off";
        need.gate = prefixed(self, "feature:", feature);
    }
    /* The key stands on the line that a reader looks for; an inherited one is all there is. */
    fh_manifest_add_need(&self->site, entry->key_line, entry->key_column, &need);
}

static void add_table(const cargo *self, const fh_node *table, const fh_need *like,
                      const char *name)
{
    if (!fh_manifest_is(&self->site, table, FH_NODE_MAP, name)) return;
    FH_NODE_EACH(entry, table) add_dependency(self, entry, like);
}

/* The three tables that stand at the root and below each target. */
static void add_tables(const cargo *self, const fh_node *parent, fh_text target)
{
    static const struct {
        const char *name, *old_name, *phase;
    } tables[] = {{"dependencies", "", "runtime"},
                  {"dev-dependencies", "dev_dependencies", "test"},
                  {"build-dependencies", "build_dependencies", "build"}};
    for (size_t i = 0; i < FH_COUNT(tables); i++) {
        fh_need like = {.phase = tables[i].phase, .table = fh_text_of(tables[i].name)};
        if (target.len > 0) {
            like.table = fh_arena_printf(self->arena, "target.%s", tables[i].name);
            like.gate = prefixed(self, "target:", target);
            like.marker = target;
        }
        add_table(self, fh_node_get(parent, tables[i].name), &like, tables[i].name);
        add_table(self, fh_node_get(parent, tables[i].old_name), &like, tables[i].name);
    }
}

static void read_targets(const cargo *self)
{
    const fh_node *targets = fh_node_get(self->root, "target");
    if (!fh_manifest_is(&self->site, targets, FH_NODE_MAP, "target")) return;
    FH_NODE_EACH(target, targets)
    if (fh_manifest_is(&self->site, target, FH_NODE_MAP, "a target"))
        add_tables(self, target, target->key);
}

/* ---- workspace ---- */

static void read_workspace(const cargo *self)
{
    const fh_node *workspace = fh_node_get(self->root, "workspace");
    if (!fh_manifest_is(&self->site, workspace, FH_NODE_MAP, "workspace")) return;
    /* Members pick from these; alone they bring nothing in. */
    add_table(self, fh_node_get(workspace, "dependencies"),
              &(fh_need){.necessity = "suggested", .table = FH_TEXT("workspace.dependencies")},
              "workspace.dependencies");
    fh_fact fact = fh_site_at_key(&self->site, FH_FACT_FIELD, workspace);
    fact.subject = FH_TEXT("workspace");
    fact.value = FH_TEXT("yes");
    fh_site_add(&self->site, &fact);
    FH_NODE_EACH(out, fh_node_get(workspace, "exclude"))
    fh_manifest_add_field(&self->site, FH_TEXT("workspace.exclude"), out);
    FH_NODE_EACH(member, fh_node_get(workspace, "members"))
    fh_manifest_add_pointer(&self->site, member->line, member->column, fh_node_text(member),
                            "workspace-member");
    FH_NODE_EACH(entry, fh_node_get(workspace, "package"))
    fh_manifest_add_field(&self->site,
                          prefixed(self, "workspace.package.", fh_text_slice(entry->key, 0, 100)),
                          entry);
}

static void read_patches(const cargo *self)
{
    FH_NODE_EACH(registry, fh_node_get(self->root, "patch"))
    add_table(self, registry, &(fh_need){.necessity = "suggested", .table = FH_TEXT("patch")},
              "patch");
}

/* ---- package ---- */

static void read_features(const cargo *self)
{
    const fh_node *features = fh_node_get(self->root, "features");
    if (!fh_manifest_is(&self->site, features, FH_NODE_MAP, "features")) return;
    FH_NODE_EACH(feature, features)
    if (fh_manifest_is(&self->site, feature, FH_NODE_LIST, "a feature"))
        fh_manifest_add_feature(&self->site, feature,
                                fh_manifest_words(&self->site, feature, LONGEST_FEATURE),
                                fh_cargo_feature_is_default(&self->features, feature->key));
}

static fh_text authors_of(const cargo *self, const fh_node *authors)
{
    fh_text all = FH_TEXT("");
    FH_NODE_EACH(author, authors)
    {
        const fh_text name = fh_node_text(author);
        if (name.len == 0 || all.len > LONGEST_MEMBERS) continue;
        all = all.len == 0 ? name
                           : fh_arena_printf(self->arena, "%.*s, %.*s", FH_TEXT_ARGS(all),
                                             FH_TEXT_ARGS(name));
    }
    return all;
}

static void point(const cargo *self, const fh_node *node, const char *why)
{
    if (node->kind == FH_NODE_TEXT)
        fh_manifest_add_pointer(&self->site, node->line, node->column, node->text, why);
}

/* The workspace's own values serve a package in the same file. */
static const fh_node *inherited(const cargo *self, const fh_node *package, const char *key)
{
    const fh_node *node = fh_node_get(package, key);
    if (!fh_node_is_true(fh_node_get(node, "workspace"))) return node;
    return fh_node_get(fh_node_path(self->root, "workspace.package"), key);
}

/* "MIT/Apache-2.0": the slash of old manifests is an OR (The Cargo Book, "The Manifest Format"). */
static fh_text license_of(const cargo *self, const fh_node *license)
{
    fh_text one, rest = fh_node_text(license), all = FH_TEXT("");
    if (rest.len > LONGEST_MEMBERS || fh_text_find_byte(rest, '/') == SIZE_MAX) return rest;
    while (rest.len > 0 && fh_text_next_field(&rest, '/', &one))
        all = fh_license_or(self->arena, all, fh_text_trim(one));
    return all;
}

static void read_package(const cargo *self)
{
    const fh_node *package = fh_node_get(self->root, "package");
    if (package->kind == FH_NODE_NONE) package = fh_node_get(self->root, "project");
    if (!fh_manifest_is(&self->site, package, FH_NODE_MAP, "package")) return;
    const fh_node *name = fh_node_get(package, "name");
    const bool inherits = fh_node_get(package, "license")->kind == FH_NODE_MAP ||
                          fh_node_get(package, "version")->kind == FH_NODE_MAP;
    fh_manifest_add_package(
        &self->site, name,
        &(fh_own_package){.type = "cargo",
                          .name = fh_manifest_text(&self->site, name, "package.name"),
                          .description = fh_node_text(inherited(self, package, "description")),
                          .version = fh_node_text(inherited(self, package, "version")),
                          .expression = license_of(self, inherited(self, package, "license")),
                          .author = authors_of(self, inherited(self, package, "authors")),
                          .origin = inherits ? FH_TEXT("workspace") : FH_TEXT("")});
    fh_manifest_add_home(&self->site, inherited(self, package, "homepage"));
    fh_manifest_add_home(&self->site, inherited(self, package, "repository"));
    point(self, fh_node_get(package, "readme"), "readme");
    point(self, fh_node_get(package, "license-file"), "license-file");
    point(self, fh_node_get(package, "build"), "build-script");
    /* The native library that the package links to. */
    fh_manifest_add_field(&self->site, FH_TEXT("package.links"), fh_node_get(package, "links"));
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    cargo self = {.site = fh_site_make(input, &fh_reader_cargo, facts),
                  .arena = input->scratch,
                  .root = input->doc};
    if (!fh_cargo_features_init(&self.features, input->scratch,
                                fh_node_get(input->doc, "features"))) {
        fh_facts_add_unread(facts, FH_UNREAD_MEMORY, 0, 0, FH_TEXT("cargo"),
                            FH_TEXT("no memory for the features"));
        return;
    }
    read_package(&self);
    read_features(&self);
    add_tables(&self, input->doc, FH_TEXT(""));
    read_targets(&self);
    read_workspace(&self);
    read_patches(&self);
}

static const char *const globs[] = {"**/Cargo.toml", NULL};

const fh_reader fh_reader_cargo = {
    .name = "cargo",
    .about = "Cargo.toml: packages, features, dependencies by target, workspaces",
    .globs = globs,
    .syntax = FH_SYNTAX_TOML,
    .manifest = true,
    .read = read,
};
