/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/buf.h"
#include "read/manifest.h"

/* What Gradle keeps beside its scripts: version catalogs (NAME.versions.toml) and lock files. An
 * entry of a catalog is no use: it becomes a field under the accessor that scripts write. */

enum { LONGEST_NAME = 256, LONGEST_LIST = 4096, MOST_BYTES = 32 << 20 };

extern const fh_reader fh_reader_gradle_catalog;
extern const fh_reader fh_reader_gradle_lock;

/* ---- catalogs ---- */

/* Dashes and underscores of an alias are dots in scripts. */
static fh_text accessor_of(fh_arena *arena, const char *prefix, fh_text alias)
{
    char name[LONGEST_NAME];
    alias = fh_text_slice(alias, 0, sizeof name);
    for (size_t i = 0; i < alias.len; i++)
        name[i] = alias.ptr[i] == '-' || alias.ptr[i] == '_' ? '.' : alias.ptr[i];
    return fh_arena_join(arena, fh_text_of(prefix), fh_text_make(name, alias.len));
}

/* "1.0", {strictly = "1.0"}, {ref = "x"} or a reference beside: the version, as text. */
static fh_text rich_version(const fh_node *node)
{
    static const char *const keys[] = {"strictly", "require", "prefer"};
    if (node->kind != FH_NODE_MAP) return fh_node_text(node);
    for (size_t i = 0; i < FH_COUNT(keys); i++) {
        const fh_text text = fh_node_text(fh_node_get(node, keys[i]));
        if (text.len > 0) return text;
    }
    return FH_TEXT("");
}

static fh_text version_of(const fh_node *doc, const fh_node *entry)
{
    const fh_node *version = fh_node_get(entry, "version");
    const fh_text reference = fh_node_text(fh_node_get(version, "ref"));
    if (reference.len > 0)
        return rich_version(fh_node_find(fh_node_get(doc, "versions"), reference));
    return rich_version(version);
}

static void add_entry(const fh_site *site, const fh_node *entry, fh_text accessor, fh_text value)
{
    fh_fact fact = fh_site_at_key(site, FH_FACT_FIELD, entry);
    fact.subject = accessor;
    fact.value = value;
    fh_site_add(site, &fact);
}

static fh_text coordinates(fh_arena *arena, fh_text module, fh_text version)
{
    if (version.len == 0) return module;
    return fh_arena_printf(arena, "%.*s:%.*s", FH_TEXT_ARGS(module), FH_TEXT_ARGS(version));
}

static void take_library(const fh_site *site, const fh_node *entry)
{
    fh_arena *arena = site->input->scratch;
    const fh_text accessor = accessor_of(arena, "gradle.library:", entry->key);
    if (entry->kind == FH_NODE_TEXT) {
        add_entry(site, entry, accessor, entry->text);
        return;
    }
    fh_text module = fh_node_text(fh_node_get(entry, "module"));
    const fh_text group = fh_node_text(fh_node_get(entry, "group"));
    const fh_text name = fh_node_text(fh_node_get(entry, "name"));
    if (module.len == 0 && group.len > 0 && name.len > 0)
        module = fh_arena_printf(arena, "%.*s:%.*s", FH_TEXT_ARGS(group), FH_TEXT_ARGS(name));
    if (module.len == 0) {
        fh_manifest_unread(site, entry->key_line, entry->key_column,
                           "a library without module, or group and name");
        return;
    }
    add_entry(site, entry, accessor,
              coordinates(arena, module, version_of(site->input->doc, entry)));
}

static void take_plugin(const fh_site *site, const fh_node *entry)
{
    fh_arena *arena = site->input->scratch;
    fh_text id = fh_node_text(fh_node_get(entry, "id"));
    fh_text version = version_of(site->input->doc, entry);
    if (entry->kind == FH_NODE_TEXT) {
        const size_t colon = fh_text_find_byte(entry->text, ':');
        id = fh_text_slice(entry->text, 0, colon);
        version = colon == SIZE_MAX ? FH_TEXT("") : fh_text_slice(entry->text, colon + 1, SIZE_MAX);
    }
    if (id.len == 0) return;
    /* The artifact that stands for a plugin in repositories. */
    const fh_text marker =
        fh_arena_printf(arena, "%.*s:%.*s.gradle.plugin", FH_TEXT_ARGS(id), FH_TEXT_ARGS(id));
    add_entry(site, entry, accessor_of(arena, "gradle.library:plugins.", entry->key),
              coordinates(arena, marker, version));
}

/* The accessors of a bundle's members, space separated. */
static void take_bundle(const fh_site *site, const fh_node *entry)
{
    fh_arena *arena = site->input->scratch;
    fh_buf buf;
    if (!fh_manifest_is(site, entry, FH_NODE_LIST, "a bundle")) return;
    fh_buf_init(&buf, 0);
    FH_NODE_EACH(member, entry)
    {
        if (buf.len > LONGEST_LIST) break;
        if (buf.len > 0) fh_buf_add_byte(&buf, ' ');
        fh_buf_add(&buf, accessor_of(arena, "", fh_node_text(member)));
    }
    add_entry(site, entry, accessor_of(arena, "gradle.bundle:bundles.", entry->key),
              fh_arena_copy(arena, fh_buf_text(&buf)));
    fh_buf_done(&buf);
}

static void read_catalog(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_site site = fh_site_make(input, &fh_reader_gradle_catalog, facts);
    FH_NODE_EACH(entry, fh_node_get(input->doc, "libraries")) take_library(&site, entry);
    FH_NODE_EACH(entry, fh_node_get(input->doc, "plugins")) take_plugin(&site, entry);
    FH_NODE_EACH(entry, fh_node_get(input->doc, "bundles")) take_bundle(&site, entry);
}

/* ---- lock files ---- */

/* What is on a class path of the product counts as runtime, whatever else it is in, too. */
static const char *phase_of(fh_text configurations, bool buildscript)
{
    fh_text name;
    bool test = false, build = false;
    if (buildscript) return "build";
    while (configurations.len > 0 && fh_text_next_field(&configurations, ',', &name)) {
        const bool is_test = fh_text_find_nocase(name, FH_TEXT("test")) != SIZE_MAX;
        const bool is_path = fh_text_find_nocase(name, FH_TEXT("classpath")) != SIZE_MAX;
        if (fh_text_is(name, "classpath")) build = true;
        else if (is_path && !is_test) return "runtime";
        else if (is_test) test = true;
        else build = true;
    }
    return test ? "test" : build ? "build" : "runtime";
}

static void take_line(const fh_site *site, fh_text line, uint32_t number, bool buildscript)
{
    const size_t equals = fh_text_find_byte(line, '=');
    const size_t colon = fh_text_rfind_byte(fh_text_slice(line, 0, equals), ':');
    if (equals == SIZE_MAX || line.ptr[0] == '#') return;
    if (fh_text_starts(line, FH_TEXT("empty="))) return;
    if (colon == SIZE_MAX) {
        fh_manifest_unread(site, number, 1, "no group:artifact:version in this line");
        return;
    }
    const fh_text configurations = fh_text_slice(line, equals + 1, SIZE_MAX);
    fh_manifest_add_need(site, number, 1,
                         &(fh_need){.type = "maven",
                                    .name = fh_text_slice(line, 0, colon),
                                    .requirement = fh_text_slice(line, colon + 1, equals),
                                    .phase = phase_of(configurations, buildscript),
                                    .pin = "exact",
                                    .directness = "transitive",
                                    .table = FH_TEXT("lock"),
                                    .members = configurations});
}

static void read_lock(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_site site = fh_site_make(input, &fh_reader_gradle_lock, facts);
    const bool buildscript =
        fh_text_starts(fh_text_base_name(input->path), FH_TEXT("buildscript-"));
    fh_text line, rest = input->bytes;
    if (input->bytes.len > MOST_BYTES) {
        fh_facts_add_unread(facts, FH_UNREAD_TOO_LARGE, 0, 0, fh_text_of(site.reader->name),
                            FH_TEXT("a lock file above 32 MiB"));
        return;
    }
    for (uint32_t number = 1; fh_text_next_line(&rest, &line); number++)
        if (fh_text_trim(line).len > 0) take_line(&site, fh_text_trim(line), number, buildscript);
}

static const char *const catalog_globs[] = {"**/*.versions.toml", NULL};
static const char *const lock_globs[] = {"**/gradle.lockfile", "**/buildscript-gradle.lockfile",
                                         "**/gradle/dependency-locks/*.lockfile", NULL};

const fh_reader fh_reader_gradle_catalog = {
    .name = "gradle-catalog",
    .about = "version catalogs of Gradle: libraries, plugins and bundles by their accessors",
    .globs = catalog_globs,
    .syntax = FH_SYNTAX_TOML,
    .manifest = true,
    .read = read_catalog,
};

const fh_reader fh_reader_gradle_lock = {
    .name = "gradle-lock",
    .about = "gradle.lockfile: resolved modules with the configurations they are in",
    .globs = lock_globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = true,
    .read = read_lock,
};
