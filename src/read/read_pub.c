/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/lock.h"
#include "read/manifest.h"

/* pubspec.yaml and pubspec.lock of Dart (dart.dev: "The pubspec file", "Package dependencies"). The
 * lock tells direct packages from others, but not what the others are there for. */

extern const fh_reader fh_reader_pub, fh_reader_pub_lock;

typedef struct table {
    const char *key, *phase;
} table;

static const table tables[] = {
    {"dependencies", "runtime"},
    {"dev_dependencies", "dev"},
    {"dependency_overrides", "runtime"},
};

/* A constraint alone is a version or "any"; two of them stand beside each other. */
static const char *pin_of(fh_text requirement)
{
    if (requirement.len == 0 || fh_text_is(requirement, "any")) return "floating";
    if (fh_text_find_byte(requirement, ' ') != SIZE_MAX) return "range";
    return fh_pin_of_requirement(requirement);
}

static bool is_commit(fh_text ref)
{
    if (ref.len != 40) return false;
    for (size_t i = 0; i < ref.len; i++)
        if (!fh_is_digit(ref.ptr[i]) && !(ref.ptr[i] >= 'a' && ref.ptr[i] <= 'f')) return false;
    return true;
}

/* {git: URL or {url, ref, path}}, {path: ...}, {hosted: URL or {name, url}, version}, {sdk: ...} */
static void take_source(const fh_node *entry, fh_need *need)
{
    const fh_node *git = fh_node_get(entry, "git"), *hosted = fh_node_get(entry, "hosted");
    need->requirement = fh_node_text(fh_node_get(entry, "version"));
    need->pin = pin_of(need->requirement);
    if (git->kind != FH_NODE_NONE) {
        const fh_text ref = fh_node_text(fh_node_get(git, "ref"));
        need->source =
            git->kind == FH_NODE_MAP ? fh_node_text(fh_node_get(git, "url")) : fh_node_text(git);
        need->requirement = ref;
        need->pin = is_commit(ref) ? "git-commit" : "git-ref";
    } else if (fh_node_get(entry, "path")->kind != FH_NODE_NONE) {
        need->requirement = fh_node_text(fh_node_get(entry, "path"));
        need->pin = "path";
    } else if (hosted->kind == FH_NODE_MAP) {
        need->source = fh_node_text(fh_node_get(hosted, "url"));
        need->real_name = fh_node_text(fh_node_get(hosted, "name"));
    } else need->source = fh_node_text(hosted);
}

static void add_table(const fh_site *site, const fh_node *root, const table *row)
{
    const fh_node *list = fh_node_get(root, row->key);
    if (!fh_manifest_is(site, list, FH_NODE_MAP, row->key)) return;
    FH_NODE_EACH(entry, list)
    {
        fh_need need = {.type = "pub",
                        .name = entry->key,
                        .requirement = fh_node_text(entry),
                        .phase = row->phase,
                        .table = fh_text_of(row->key)};
        if (entry->duplicate) continue;
        /* Parts of an SDK have no package of their own: Flutter is one. */
        if (fh_node_get(entry, "sdk")->kind != FH_NODE_NONE) {
            fh_manifest_add_field(
                site, fh_arena_printf(site->input->scratch, "sdk.%.*s", FH_TEXT_ARGS(entry->key)),
                fh_node_get(entry, "sdk"));
            continue;
        }
        need.pin = pin_of(need.requirement);
        if (entry->kind == FH_NODE_MAP) take_source(entry, &need);
        else if (entry->kind == FH_NODE_LIST)
            (void)fh_manifest_is(site, entry, FH_NODE_TEXT, "a requirement");
        fh_manifest_add_need(site, entry->key_line, entry->key_column, &need);
    }
}

static void read_manifest(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_site site = fh_site_make(input, &fh_reader_pub, facts);
    const fh_node *root = fh_node_at(input->doc, 0);
    if (!fh_manifest_is(&site, root, FH_NODE_MAP, "pubspec.yaml")) return;
    const fh_own_package package = {.name = fh_node_text(fh_node_get(root, "name")),
                                    .description = fh_node_text(fh_node_get(root, "description")),
                                    .version = fh_node_text(fh_node_get(root, "version")),
                                    .type = "pub"};
    fh_manifest_add_package(&site, fh_node_get(root, "name"), &package);
    fh_manifest_add_home(&site, fh_node_get(root, "homepage"));
    fh_manifest_add_home(&site, fh_node_get(root, "repository"));
    for (size_t i = 0; i < FH_COUNT(tables); i++) add_table(&site, root, &tables[i]);
    FH_NODE_EACH(engine, fh_node_get(root, "environment"))
    fh_manifest_add_field(
        &site, fh_arena_printf(input->scratch, "engines.%.*s", FH_TEXT_ARGS(engine->key)), engine);
}

static const char *const manifest_globs[] = {"**/pubspec.yaml", NULL};

const fh_reader fh_reader_pub = {
    .name = "pub",
    .about = "pubspec.yaml: Dart packages and what they need",
    .globs = manifest_globs,
    .syntax = FH_SYNTAX_YAML,
    .manifest = true,
    .read = read_manifest,
};

/* ---- pubspec.lock ---- */

/* Transitive packages keep an unknown necessity: the lock has no edges, so nothing tells those of
 * development from those that run. */
static void take_kind(fh_text kind, fh_lock_package *package)
{
    if (!fh_text_starts(kind, FH_TEXT("direct"))) return;
    package->directness = "direct";
    package->necessity = "required";
    package->phase = fh_text_is(kind, "direct dev") ? "dev" : "runtime";
}

static void add_locked(fh_lock *lock, const fh_node *entry, uint32_t number)
{
    const fh_node *description = fh_node_get(entry, "description");
    const fh_text source = fh_node_text(fh_node_get(entry, "source"));
    const fh_text checksum = fh_node_text(fh_node_get(description, "sha256"));
    const fh_text real = fh_node_text(fh_node_get(description, "name"));
    if (fh_text_is(source, "sdk")) return;
    if (!fh_manifest_is(&lock->site, entry, FH_NODE_MAP, "a package")) return;
    fh_lock_package package = {.number = number,
                               .name = real.len > 0 ? real : entry->key,
                               .version = fh_node_text(fh_node_get(entry, "version")),
                               .source = fh_node_text(fh_node_get(description, "url"))};
    if (checksum.len > 0)
        package.checksum = fh_arena_join(lock->site.input->scratch, FH_TEXT("sha256:"), checksum);
    if (fh_text_is(source, "git")) package.pin = "git-commit";
    if (fh_text_is(source, "path")) package.pin = "path";
    take_kind(fh_node_text(fh_node_get(entry, "dependency")), &package);
    fh_lock_begin(lock, number);
    fh_lock_add_package(lock, entry->key_line, entry->key_column, &package);
}

static void read_lock(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    fh_lock lock;
    const fh_node *list = fh_node_get(fh_node_at(input->doc, 0), "packages");
    uint32_t number = 0;
    fh_lock_init(&lock, input, &fh_reader_pub_lock, facts, "pub");
    if (fh_manifest_is(&lock.site, list, FH_NODE_MAP, "packages")) {
        fh_lock_expect(&lock, list->count);
        FH_NODE_EACH(entry, list)
        add_locked(&lock, entry, number++);
    }
    fh_lock_done(&lock);
}

static const char *const lock_globs[] = {"**/pubspec.lock", NULL};

const fh_reader fh_reader_pub_lock = {
    .name = "pub-lock",
    .about = "pubspec.lock: every Dart package that was chosen",
    .globs = lock_globs,
    .syntax = FH_SYNTAX_YAML,
    .manifest = true,
    .lock = true,
    .read = read_lock,
};
