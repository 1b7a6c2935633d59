/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/license_name.h"
#include "read/lock.h"
#include "read/manifest.h"

/* composer.json and composer.lock of PHP (getcomposer.org: "The composer.json schema",
 * "Versions and constraints"). The lock keeps what only development needs in a list of its own. */

extern const fh_reader fh_reader_composer, fh_reader_composer_lock;

typedef struct table {
    const char *key, *phase, *necessity;
} table;

static const table tables[] = {
    {"require", "runtime", "required"},
    {"require-dev", "dev", "required"},
    {"suggest", "runtime", "suggested"},
};

/* PHP itself, its extensions and libraries, and Composer have no vendor part and no package. */
static bool is_platform(fh_text name)
{
    return fh_text_find_byte(name, '/') == SIZE_MAX;
}

static bool has_any(fh_text text, const char *bytes)
{
    for (; *bytes != '\0'; bytes++)
        if (fh_text_find_byte(text, *bytes) != SIZE_MAX) return true;
    return false;
}

static const char *pin_of(fh_text requirement)
{
    const fh_text text = fh_text_trim(requirement);
    if (text.len == 0 || text.ptr[0] == '@' || fh_text_is(text, "*")) return "floating";
    if (has_any(text, "^~*<>!|, ")) return "range";
    if (fh_text_find_byte(text, '#') != SIZE_MAX) return "git-commit"; /* dev-main#0123456 */
    if (fh_text_starts(text, FH_TEXT("dev-")) || fh_text_ends(text, FH_TEXT("-dev")))
        return "git-ref";
    return fh_text_ends(text, FH_TEXT(".x")) ? "range" : "exact";
}

/* A list of licenses leaves the choice to the user. */
static fh_text license_of(fh_arena *arena, const fh_node *license)
{
    fh_text all = fh_node_text(license);
    FH_NODE_EACH(one, license)
    all = fh_license_or(arena, all, fh_text_trim(fh_node_text(one)));
    return all;
}

static void add_table(const fh_site *site, const fh_node *root, const table *row)
{
    const fh_node *list = fh_node_get(root, row->key);
    if (list->kind == FH_NODE_LIST && list->count == 0) return; /* how PHP writes an empty map */
    if (!fh_manifest_is(site, list, FH_NODE_MAP, row->key)) return;
    FH_NODE_EACH(entry, list)
    {
        const bool suggested = row == &tables[2]; /* its text is a reason */
        fh_need need = {.type = "composer",
                        .name = entry->key,
                        .phase = row->phase,
                        .necessity = row->necessity,
                        .table = fh_text_of(row->key)};
        const fh_text text = fh_manifest_text(site, entry, "a requirement");
        if (entry->duplicate) continue;
        if (is_platform(entry->key)) {
            if (!suggested)
                fh_manifest_add_field(
                    site,
                    fh_arena_printf(site->input->scratch, "engines.%.*s", FH_TEXT_ARGS(entry->key)),
                    entry);
            continue;
        }
        if (!suggested) need.requirement = text;
        need.pin = pin_of(need.requirement);
        fh_manifest_add_need(site, entry->key_line, entry->key_column, &need);
    }
}

static void add_repositories(const fh_site *site, const fh_node *list)
{
    FH_NODE_EACH(one, list)
    {
        const fh_node *url = fh_node_get(one, "url");
        const fh_text type = fh_node_text(fh_node_get(one, "type"));
        if (fh_text_is(type, "path")) continue;
        fh_manifest_add_source(site, url->line, url->column, fh_node_text(url),
                               fh_text_is(type, "composer") ? "registry" : "git");
    }
}

static void read_manifest(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_site site = fh_site_make(input, &fh_reader_composer, facts);
    const fh_node *root = input->doc;
    if (!fh_manifest_is(&site, root, FH_NODE_MAP, "composer.json")) return;
    const fh_node *author = fh_node_at(fh_node_get(root, "authors"), 0);
    const fh_own_package package = {.name = fh_node_text(fh_node_get(root, "name")),
                                    .description = fh_node_text(fh_node_get(root, "description")),
                                    .version = fh_node_text(fh_node_get(root, "version")),
                                    .expression =
                                        license_of(input->scratch, fh_node_get(root, "license")),
                                    .author = fh_node_text(fh_node_get(author, "name")),
                                    .type = "composer"};
    fh_manifest_add_package(&site, fh_node_get(root, "name"), &package);
    fh_manifest_add_home(&site, fh_node_get(root, "homepage"));
    fh_manifest_add_home(&site, fh_node_path(root, "support.source"));
    fh_manifest_add_home(&site, fh_node_get(author, "email"));
    for (size_t i = 0; i < FH_COUNT(tables); i++) add_table(&site, root, &tables[i]);
    add_repositories(&site, fh_node_get(root, "repositories"));
}

static const char *const manifest_globs[] = {"**/composer.json", NULL};

const fh_reader fh_reader_composer = {
    .name = "composer",
    .about = "composer.json: PHP packages, their licenses and purpose",
    .globs = manifest_globs,
    .syntax = FH_SYNTAX_JSON,
    .manifest = true,
    .read = read_manifest,
};

/* ---- composer.lock ---- */

typedef struct composer_lock {
    fh_lock lock;
    fh_table names; /* of locked packages -> number */
    uint32_t count;
} composer_lock;

static void index_names(composer_lock *self, const fh_node *list)
{
    FH_NODE_EACH(one, list)
    (void)fh_table_intern(&self->names, fh_node_text(fh_node_get(one, "name")), self->count++);
}

/* What a package replaces or provides is there with it; a package of that name itself goes first.
 */
static void index_stand_ins(composer_lock *self, const fh_node *list)
{
    FH_NODE_EACH(one, list)
    {
        const uint32_t number = self->count++;
        FH_NODE_EACH(name, fh_node_get(one, "replace"))
        (void)fh_table_intern(&self->names, name->key, number);
        FH_NODE_EACH(name, fh_node_get(one, "provide"))
        (void)fh_table_intern(&self->names, name->key, number);
    }
}

/* What is required but not locked is the platform's. */
static void add_edges(composer_lock *self, const fh_node *package)
{
    FH_NODE_EACH(need, fh_node_get(package, "require"))
    {
        uint32_t to = 0;
        if (fh_table_find(&self->names, need->key, &to))
            fh_lock_edge_to(&self->lock, FH_LOCK_RUNTIME, FH_LOCK_REQUIRED, to);
    }
}

static void add_packages(composer_lock *self, const fh_node *list, const char *phase)
{
    FH_NODE_EACH(one, list)
    {
        const uint32_t number = self->count++;
        const fh_node *name = fh_node_get(one, "name");
        const fh_text checksum = fh_node_text(fh_node_path(one, "dist.shasum"));
        if (!fh_manifest_is(&self->lock.site, one, FH_NODE_MAP, "a package")) continue;
        fh_lock_package package = {
            .number = number,
            .name = fh_node_text(name),
            .version = fh_node_text(fh_node_get(one, "version")),
            .license = license_of(self->lock.site.input->scratch, fh_node_get(one, "license")),
            .phase = phase,
            .necessity = "required"};
        if (checksum.len > 0)
            package.checksum =
                fh_arena_join(self->lock.site.input->scratch, FH_TEXT("sha1:"), checksum);
        if (fh_text_is(fh_node_text(fh_node_path(one, "dist.type")), "path")) package.pin = "path";
        if (fh_text_starts(package.version, FH_TEXT("dev-"))) {
            package.pin = "git-commit";
            package.source = fh_node_text(fh_node_path(one, "source.url"));
        }
        fh_lock_begin(&self->lock, number);
        add_edges(self, one);
        fh_lock_add_package(&self->lock, name->line > 0 ? name->line : one->line,
                            name->key_column > 0 ? name->key_column : 1, &package);
    }
}

static void read_lock(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    composer_lock self = {.count = 0};
    const fh_node *usual = fh_node_get(input->doc, "packages");
    const fh_node *dev = fh_node_get(input->doc, "packages-dev");
    fh_lock_init(&self.lock, input, &fh_reader_composer_lock, facts, "composer");
    fh_table_init(&self.names, input->scratch);
    if (!fh_manifest_is(&self.lock.site, usual, FH_NODE_LIST, "packages")) usual = &fh_node_empty;
    if (!fh_manifest_is(&self.lock.site, dev, FH_NODE_LIST, "packages-dev")) dev = &fh_node_empty;
    fh_lock_expect(&self.lock, (size_t)usual->count + dev->count);
    index_names(&self, usual);
    index_names(&self, dev);
    self.count = 0;
    index_stand_ins(&self, usual);
    index_stand_ins(&self, dev);
    self.count = 0;
    add_packages(&self, usual, "runtime");
    add_packages(&self, dev, "dev");
    fh_lock_add_manifest(&self.lock, 1, 1, FH_TEXT(""));
    fh_lock_done(&self.lock);
}

static const char *const lock_globs[] = {"**/composer.lock", NULL};

const fh_reader fh_reader_composer_lock = {
    .name = "composer-lock",
    .about = "composer.lock: every PHP package that was chosen, with its license",
    .globs = lock_globs,
    .syntax = FH_SYNTAX_JSON,
    .manifest = true,
    .lock = true,
    .read = read_lock,
};
