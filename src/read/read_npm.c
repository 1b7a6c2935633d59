/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/manifest.h"

/* package.json (npm-package-json): what a package is, and what it needs for which purpose. */

extern const fh_reader fh_reader_npm;

typedef struct table {
    const char *key, *phase, *necessity;
} table;

static const table tables[] = {
    {"dependencies", "runtime", "required"},
    {"devDependencies", "dev", "required"},
    {"optionalDependencies", "runtime", "optional-default-on"},
    {"peerDependencies", "runtime", "peer"},
};

/* "4" and "4.x" are all of 4 (node-semver, "X-Ranges"); "1.2.3" is one version, "1 || 2" several.
 */
static bool is_partial_version(fh_text requirement)
{
    size_t dots = 0;
    if (requirement.len == 0 || !fh_is_digit(requirement.ptr[0])) return false;
    for (size_t i = 0; i < requirement.len; i++) {
        const char c = requirement.ptr[i];
        if (c == '-' || c == '+') break; /* a pre-release, a build */
        if (c == ' ' || c == '|' || c == 'x' || c == 'X') return true;
        dots += c == '.';
    }
    return dots < 2 || fh_text_find_byte(requirement, ' ') != SIZE_MAX;
}

static const char *pin_of(fh_text requirement)
{
    static const struct {
        const char *start, *pin;
    } forms[] = {{"file:", "path"},      {"link:", "path"},    {"portal:", "path"},
                 {"workspace:", "path"}, {"git", "git-ref"},   {"github:", "git-ref"},
                 {"http:", "url"},       {"https:", "url"},    {"./", "path"},
                 {"../", "path"},        {"catalog:", "range"}};
    for (size_t i = 0; i < FH_COUNT(forms); i++)
        if (fh_text_starts(requirement, fh_text_of(forms[i].start))) return forms[i].pin;
    if (fh_text_find_byte(requirement, '/') != SIZE_MAX) return "git-ref"; /* owner/repository */
    if (is_partial_version(fh_text_trim(requirement))) return "range";
    return fh_pin_of_requirement(requirement);
}

/* "npm:@scope/real@^1" names another package than the key does. */
static void resolve_alias(fh_need *need)
{
    if (!fh_text_starts(need->requirement, FH_TEXT("npm:"))) return;
    const fh_text spec = fh_text_slice(need->requirement, 4, SIZE_MAX);
    const size_t at = fh_text_rfind_byte(spec, '@');
    const bool versioned = at != SIZE_MAX && at > 0;
    need->real_name = versioned ? fh_text_slice(spec, 0, at) : spec;
    need->requirement = versioned ? fh_text_slice(spec, at + 1, SIZE_MAX) : FH_TEXT("");
    need->origin = FH_TEXT("alias");
}

/* The same name in optionalDependencies wins over dependencies. */
static bool is_overridden(const fh_node *root, const table *row, fh_text name)
{
    return row == &tables[0] &&
           fh_node_find(fh_node_get(root, "optionalDependencies"), name)->kind != FH_NODE_NONE;
}

static void add_table(const fh_site *site, const fh_node *root, const table *row)
{
    const fh_node *list = fh_node_get(root, row->key);
    const fh_node *meta = fh_node_get(root, "peerDependenciesMeta");
    if (!fh_manifest_is(site, list, FH_NODE_MAP, row->key)) return;
    FH_NODE_EACH(entry, list)
    {
        fh_need need = {.type = "npm",
                        .name = entry->key,
                        .requirement = fh_manifest_text(site, entry, "a requirement"),
                        .phase = row->phase,
                        .necessity = row->necessity,
                        .table = fh_text_of(row->key)};
        if (entry->duplicate || is_overridden(root, row, entry->key)) continue;
        if (fh_node_is_true(fh_node_get(fh_node_find(meta, entry->key), "optional")) &&
            row == &tables[3])
            need.necessity = "peer-optional";
        resolve_alias(&need);
        need.pin = pin_of(need.requirement);
        if (fh_text_starts(need.requirement, FH_TEXT("workspace:")))
            need.directness = "workspace-member";
        fh_manifest_add_need(site, entry->key_line, entry->key_column, &need);
    }
}

/* "license", and the older "licenses" list and object form. */
static fh_text license_of(const fh_node *root)
{
    const fh_node *license = fh_node_get(root, "license");
    if (license->kind == FH_NODE_MAP) return fh_node_text(fh_node_get(license, "type"));
    if (license->kind == FH_NODE_TEXT) return fh_node_text(license);
    const fh_node *first = fh_node_at(fh_node_get(root, "licenses"), 0);
    if (first->kind == FH_NODE_MAP) return fh_node_text(fh_node_get(first, "type"));
    return fh_node_text(first);
}

static fh_text author_of(const fh_node *root)
{
    const fh_node *author = fh_node_get(root, "author");
    return author->kind == FH_NODE_MAP ? fh_node_text(fh_node_get(author, "name"))
                                       : fh_node_text(author);
}

static void add_homes(const fh_site *site, const fh_node *root)
{
    static const char *const paths[] = {"homepage", "repository", "repository.url", "author.url",
                                        "author.email"};
    for (size_t i = 0; i < FH_COUNT(paths); i++)
        fh_manifest_add_home(site, fh_node_path(root, paths[i]));
}

/* Globs of the folders whose packages are developed together. */
static void add_workspaces(const fh_site *site, const fh_node *root)
{
    const fh_node *list = fh_node_get(root, "workspaces");
    if (list->kind == FH_NODE_MAP) list = fh_node_get(list, "packages");
    FH_NODE_EACH(glob, list)
    fh_manifest_add_field(site, FH_TEXT("workspaces"), glob);
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_site site = fh_site_make(input, &fh_reader_npm, facts);
    const fh_node *root = input->doc;
    if (!fh_manifest_is(&site, root, FH_NODE_MAP, "package.json")) return;
    const fh_own_package package = {.name = fh_node_text(fh_node_get(root, "name")),
                                    .description = fh_node_text(fh_node_get(root, "description")),
                                    .version = fh_node_text(fh_node_get(root, "version")),
                                    .expression = license_of(root),
                                    .author = author_of(root),
                                    .type = "npm"};
    fh_manifest_add_package(&site, fh_node_get(root, "name"), &package);
    add_homes(&site, root);
    for (size_t i = 0; i < FH_COUNT(tables); i++) add_table(&site, root, &tables[i]);
    add_workspaces(&site, root);
    fh_manifest_add_field(&site, FH_TEXT("packageManager"), fh_node_get(root, "packageManager"));
    FH_NODE_EACH(engine, fh_node_get(root, "engines"))
    fh_manifest_add_field(
        &site, fh_arena_printf(input->scratch, "engines.%.*s", FH_TEXT_ARGS(engine->key)), engine);
}

static const char *const globs[] = {"**/package.json", NULL};

const fh_reader fh_reader_npm = {
    .name = "npm",
    .about = "package.json: packages, dependencies and their purpose",
    .globs = globs,
    .syntax = FH_SYNTAX_JSON,
    .manifest = true,
    .read = read,
};
