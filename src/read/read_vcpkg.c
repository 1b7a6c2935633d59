/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/manifest.h"

/* vcpkg.json and vcpkg-configuration.json (vcpkg reference: "vcpkg.json",
 * "vcpkg-configuration.json"). Features are off unless "default-features" names them; "host" is
 * what runs on the machine that builds. */

extern const fh_reader fh_reader_vcpkg, fh_reader_vcpkg_registries;

enum { MOST_FEATURES = 1024 };

/* Names of features: texts, or objects with a platform. */
static bool names_feature(const fh_node *list, fh_text name)
{
    FH_NODE_EACH(item, list)
    {
        const fh_text one = item->kind == FH_NODE_MAP ? fh_node_text(fh_node_get(item, "name"))
                                                      : fh_node_text(item);
        if (fh_text_eq(one, name)) return true;
    }
    return false;
}

static void add_need(const fh_site *site, const fh_node *entry, const fh_need *like)
{
    const fh_node *name = entry->kind == FH_NODE_MAP ? fh_node_get(entry, "name") : entry;
    const fh_node *defaults = fh_node_get(entry, "default-features");
    const fh_text platform = fh_node_text(fh_node_get(entry, "platform"));
    fh_need need = *like;
    need.name = fh_manifest_text(site, name, "the name of a dependency");
    need.requirement = fh_node_text(fh_node_get(entry, "version>="));
    need.pin = need.requirement.len > 0 ? "range" : "floating";
    need.members = fh_manifest_words(site, fh_node_get(entry, "features"), MOST_FEATURES);
    need.marker = platform;
    need.defaults_off = fh_text_is(fh_node_text(defaults), "false");
    if (need.requirement.len > 0)
        need.requirement = fh_arena_join(site->input->scratch, FH_TEXT(">="), need.requirement);
    if (fh_node_is_true(fh_node_get(entry, "host"))) need.phase = "build";
    if (platform.len > 0 && need.gate.len == 0)
        need.gate = fh_arena_join(site->input->scratch, FH_TEXT("target:"), platform);
    fh_manifest_add_need(site, name->line > 0 ? name->line : entry->line,
                         name->column > 0 ? name->column : entry->column, &need);
}

static void add_list(const fh_site *site, const fh_node *list, const fh_need *like)
{
    if (!fh_manifest_is(site, list, FH_NODE_LIST, "dependencies")) return;
    FH_NODE_EACH(entry, list)
    add_need(site, entry, like);
}

static void add_features(const fh_site *site, const fh_node *root)
{
    const fh_node *features = fh_node_get(root, "features");
    const fh_node *defaults = fh_node_get(root, "default-features");
    if (!fh_manifest_is(site, features, FH_NODE_MAP, "features")) return;
    FH_NODE_EACH(feature, features)
    {
        const bool on = names_feature(defaults, feature->key);
        const fh_need like = {
            .type = "vcpkg",
            .necessity = on ? "optional-default-on" : "optional-default-off",
            .gate = fh_arena_join(site->input->scratch, FH_TEXT("feature:"), feature->key),
            .table = FH_TEXT("features")};
        fh_manifest_add_feature(site, feature, FH_TEXT(""), on);
        add_list(site, fh_node_get(feature, "dependencies"), &like);
    }
}

/* Overrides choose a version of what something else asks for. */
static void add_overrides(const fh_site *site, const fh_node *list)
{
    FH_NODE_EACH(entry, list)
    {
        const fh_node *name = fh_node_get(entry, "name");
        static const char *const keys[] = {"version", "version-semver", "version-date",
                                           "version-string"};
        for (size_t i = 0; i < FH_COUNT(keys); i++)
            fh_manifest_add_field(
                site, fh_arena_join(site->input->scratch, FH_TEXT("override."), fh_node_text(name)),
                fh_node_get(entry, keys[i]));
    }
}

static fh_text version_of(const fh_node *root)
{
    static const char *const keys[] = {"version", "version-semver", "version-date",
                                       "version-string"};
    for (size_t i = 0; i < FH_COUNT(keys); i++)
        if (fh_node_get(root, keys[i])->kind == FH_NODE_TEXT)
            return fh_node_text(fh_node_get(root, keys[i]));
    return FH_TEXT("");
}

static void add_registry(const fh_site *site, const fh_node *registry)
{
    const fh_node *address = fh_node_get(registry, "repository");
    fh_text kind = fh_node_text(fh_node_get(registry, "kind"));
    if (address->kind != FH_NODE_TEXT) address = fh_node_get(registry, "location");
    if (address->kind != FH_NODE_TEXT || fh_text_is(kind, "filesystem")) return;
    fh_manifest_add_source(site, address->line, address->column, fh_node_text(address),
                           fh_text_is(kind, "git") ? "git" : "registry");
}

static void add_registries(const fh_site *site, const fh_node *configuration)
{
    add_registry(site, fh_node_get(configuration, "default-registry"));
    FH_NODE_EACH(registry, fh_node_get(configuration, "registries"))
    add_registry(site, registry);
}

/* A description may be a list of paragraphs. */
static fh_text description_of(const fh_node *root)
{
    const fh_node *text = fh_node_get(root, "description");
    return fh_node_text(text->kind == FH_NODE_LIST ? fh_node_at(text, 0) : text);
}

static void read_manifest(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_site site = fh_site_make(input, &fh_reader_vcpkg, facts);
    const fh_node *root = input->doc;
    const fh_need plain = {.type = "vcpkg", .table = FH_TEXT("dependencies")};
    if (!fh_manifest_is(&site, root, FH_NODE_MAP, "vcpkg.json")) return;
    const fh_own_package package = {.name = fh_node_text(fh_node_get(root, "name")),
                                    .description = description_of(root),
                                    .version = version_of(root),
                                    .expression = fh_node_text(fh_node_get(root, "license")),
                                    .type = "vcpkg"};
    fh_manifest_add_package(&site, fh_node_get(root, "name"), &package);
    fh_manifest_add_home(&site, fh_node_get(root, "homepage"));
    add_list(&site, fh_node_get(root, "dependencies"), &plain);
    add_features(&site, root);
    add_overrides(&site, fh_node_get(root, "overrides"));
    add_registries(&site, fh_node_get(root, "vcpkg-configuration"));
    add_registries(&site, fh_node_get(root, "configuration"));
    fh_manifest_add_field(&site, FH_TEXT("builtin-baseline"),
                          fh_node_get(root, "builtin-baseline"));
}

static void read_registries(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_site site = fh_site_make(input, &fh_reader_vcpkg_registries, facts);
    if (fh_manifest_is(&site, input->doc, FH_NODE_MAP, "vcpkg-configuration.json"))
        add_registries(&site, input->doc);
}

static const char *const manifest_globs[] = {"**/vcpkg.json", NULL};
static const char *const registry_globs[] = {"**/vcpkg-configuration.json", NULL};

const fh_reader fh_reader_vcpkg = {
    .name = "vcpkg",
    .about = "vcpkg.json: C and C++ packages, their features and platforms",
    .globs = manifest_globs,
    .syntax = FH_SYNTAX_JSONC,
    .manifest = true,
    .read = read_manifest,
};

const fh_reader fh_reader_vcpkg_registries = {
    .name = "vcpkg-registries",
    .about = "vcpkg-configuration.json: where packages come from",
    .globs = registry_globs,
    .syntax = FH_SYNTAX_JSONC,
    .manifest = true,
    .read = read_registries,
};
