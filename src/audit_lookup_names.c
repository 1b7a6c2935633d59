/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "audit_lookup.h"

#include "base/glob.h"
#include "base/table.h"
#include "model/purl.h"

/* Which names may leave the machine: those of exact versions that are said, or must be assumed, to
 * come from a public registry. Where the tree names another registry for an ecosystem, only what is
 * said to be from a public one. The rule fails towards silence: a name that is not sent costs a
 * license, a name that is sent cannot be called back. */

enum { LONGEST_TYPE = 40, LONGEST_PATTERN = 500, SETTINGS_MAX = 1 << 20 };

/* Addresses, or the origins of addresses, of registries that anybody may read. */
static const struct {
    const char *type, *address;
    bool whole; /* others share the host */
} registries[] = {
    {"npm", "https://registry.npmjs.org", false},
    {"npm", "https://registry.yarnpkg.com", false},
    {"pypi", "https://pypi.org", false},
    {"pypi", "https://pypi.python.org", false},
    {"pypi", "https://files.pythonhosted.org", false},
    {"pypi", "https://download.pytorch.org", false},
    {"pypi", "https://pypi.nvidia.com", false},
    {"cargo", "https://github.com", true}, /* the index of crates.io; see read_cargo_lock.c */
    {"cargo", "https://index.crates.io", false},
    {"cargo", "https://static.crates.io", false},
    {"gem", "https://rubygems.org", false},
    {"golang", "https://proxy.golang.org", false},
    {"maven", "https://repo1.maven.org", false},
    {"maven", "https://repo.maven.apache.org", false},
    {"nuget", "https://api.nuget.org", false},
    {"nuget", "https://www.nuget.org", false},
};

/* The host is the start of a module's path; behind any other one somebody may keep it to himself.
 */
static const char *const module_hosts[] = {
    "bitbucket.org",     "cloud.google.com", "codeberg.org", "filippo.io",
    "git.sr.ht",         "github.com",       "gitlab.com",   "go.etcd.io",
    "go.mongodb.org",    "go.opencensus.io", "go.uber.org",  "go.opentelemetry.io",
    "google.golang.org", "gopkg.in",         "golang.org",   "gonum.org",
    "gorm.io",           "gotest.tools",     "k8s.io",       "modernc.org",
    "nhooyr.io",         "rsc.io",           "sigs.k8s.io",  "honnef.co",
};

/* Files that can name a registry of one's own: when they hold `word`, or whenever they are there.
 */
static const struct {
    const char *name, *type, *word;
} settings[] = {
    {".npmrc", "npm", "registry"},
    {".yarnrc", "npm", "registry"},
    {".yarnrc.yml", "npm", "registry"},
    {"bunfig.toml", "npm", "registry"},
    {"pnpm-workspace.yaml", "npm", "registr"},
    {"pip.conf", "pypi", NULL},
    {"pip.ini", "pypi", NULL},
    {"uv.toml", "pypi", NULL},
    {"nuget.config", "nuget", NULL},
    {"settings.xml", "maven", NULL},
    {"build.gradle", "maven", NULL},
    {"build.gradle.kts", "maven", NULL},
    {"settings.gradle", "maven", NULL},
    {"settings.gradle.kts", "maven", NULL},
    {"gemfile", "gem", NULL},
};

static bool is_at(fh_text source, fh_text address, bool whole)
{
    if (!fh_text_starts_nocase(source, address)) return false;
    return source.len == address.len || (!whole && source.ptr[address.len] == '/');
}

static bool is_public_registry(fh_text type, fh_text source)
{
    for (size_t i = 0; i < FH_COUNT(registries); i++)
        if (fh_text_is(type, registries[i].type) &&
            is_at(source, fh_text_of(registries[i].address), registries[i].whole))
            return true;
    return false;
}

/* ---- what the tree says ---- */

static void note_mixed(fh_sendable *self, const char *type)
{
    (void)fh_table_set(&self->mixed, fh_text_of(type), 0); /* failure is sticky in the arena */
}

static void take_source(fh_sendable *self, const fh_fact *fact)
{
    const fh_text kind = fh_fact_get(fact, FH_ATTR_KIND);
    const bool java = fh_text_find(fact->reader, FH_TEXT("maven")) != SIZE_MAX ||
                      fh_text_find(fact->reader, FH_TEXT("gradle")) != SIZE_MAX;
    const char *type = java ? "maven" : "pypi";
    if (fh_text_is(kind, "data") || is_public_registry(fh_text_of(type), fact->subject)) return;
    note_mixed(self, type);
    if (kind.len == 0) note_mixed(self, "npm"); /* an installer's option, of whichever tool */
}

static void take_own(fh_sendable *self, const fh_fact *fact)
{
    const fh_text type = fh_fact_get(fact, FH_ATTR_KIND);
    if (type.len == 0 || type.len > LONGEST_TYPE) return;
    const fh_text copy = fh_arena_copy(&self->arena, type);
    if (copy.ptr == NULL) return;
    const fh_text purl = fh_purl_of(&self->arena, copy.ptr, fact->subject);
    if (purl.len > 0) (void)fh_table_set(&self->own, purl, 0); /* sticky */
}

/* A package that one file has from elsewhere is not looked up for another file either. */
static void take_dependency(fh_sendable *self, const fh_fact *fact)
{
    static const char *const registry_pins[] = {"exact", "range", "floating"};
    const fh_text source = fh_fact_get(fact, FH_ATTR_SOURCE), pin = fh_fact_get(fact, FH_ATTR_PIN);
    bool elsewhere = true;
    for (size_t i = 0; i < FH_COUNT(registry_pins); i++)
        elsewhere = elsewhere && !fh_text_is(pin, registry_pins[i]);
    const fh_text type = fh_text_slice(fact->subject, 4, fh_text_find_byte(fact->subject, '/'));
    if (!elsewhere && (source.len == 0 || is_public_registry(type, source))) return;
    (void)fh_table_set(&self->own, fact->subject, 0); /* sticky */
    if (!elsewhere) (void)fh_table_set(&self->mixed, type, 0);
}

/* A file that cannot be read may hold anything. */
static bool holds(freehold_audit *audit, const fh_entry *entry, const char *word)
{
    const fh_error before = audit->env.error;
    bool found = true;
    fh_buf bytes;
    fh_buf_init(&bytes, 0);
    if (word != NULL &&
        fh_tree_read(&audit->env, audit->tree, entry, SETTINGS_MAX, &bytes) == FH_OK)
        found = fh_text_find_nocase(fh_buf_text(&bytes), fh_text_of(word)) != SIZE_MAX;
    audit->env.error = before;
    fh_buf_done(&bytes);
    return found;
}

static void take_settings(fh_sendable *self, freehold_audit *audit, const fh_entry *entry)
{
    const fh_text name = fh_text_base_name(entry->path);
    uint32_t ignored = 0;
    for (size_t i = 0; i < FH_COUNT(settings); i++)
        if (fh_text_eq_nocase(name, fh_text_of(settings[i].name)) &&
            !fh_table_find(&self->mixed, fh_text_of(settings[i].type), &ignored) &&
            holds(audit, entry, settings[i].word))
            note_mixed(self, settings[i].type);
    if (fh_text_ends(entry->path, FH_TEXT(".cargo/config.toml")) ||
        fh_text_ends(entry->path, FH_TEXT(".cargo/config")))
        note_mixed(self, "cargo");
}

void fh_sendable_init(fh_sendable *self, freehold_audit *audit, const freehold_options *options)
{
    const fh_store *store = &audit->store;
    const fh_entry *entries = NULL;
    size_t count = 0;
    *self = (fh_sendable){.options = options};
    fh_arena_init(&self->arena, (size_t)audit->env.limits.memory_bytes);
    fh_table_init(&self->own, &self->arena);
    fh_table_init(&self->mixed, &self->arena);
    /* Listed files, not read ones: an option that leaves files out lets no name out. */
    if (fh_tree_list(&audit->env, audit->tree, &entries, &count) != FH_OK)
        self->arena.failed = true;
    for (size_t i = 0; i < count; i++) take_settings(self, audit, &entries[i]);
    for (size_t i = 0; i < store->facts.count; i++) {
        const fh_fact *fact = &store->facts.items[i];
        const bool copied = (store->files.items[fact->file].contexts & FH_CONTEXT_VENDORED) != 0;
        if (fact->kind == FH_FACT_SOURCE) take_source(self, fact);
        else if (fact->kind == FH_FACT_DEPENDENCY) take_dependency(self, fact);
        else if (fact->kind == FH_FACT_PACKAGE && !copied) take_own(self, fact);
    }
}

void fh_sendable_done(fh_sendable *self)
{
    fh_arena_done(&self->arena);
}

/* ---- one name ---- */

/* As in GOPRIVATE: patterns of as many parts of a path as they have. */
static bool is_private_module(const fh_sendable *self, fh_text path)
{
    fh_text rest = fh_text_of(self->options->private_modules), pattern;
    while (rest.len > 0 && fh_text_next_field(&rest, ',', &pattern)) {
        size_t slashes = 0, end = 0;
        for (size_t i = 0; i < pattern.len; i++) slashes += pattern.ptr[i] == '/';
        for (; end < path.len && (path.ptr[end] != '/' || slashes > 0); end++)
            slashes -= path.ptr[end] == '/';
        if (pattern.len > 0 && pattern.len < LONGEST_PATTERN &&
            fh_glob_match(pattern, fh_text_slice(path, 0, end), FH_GLOB_NOCASE))
            return true;
    }
    return false;
}

static bool is_public_module(const fh_sendable *self, const fh_purl *purl)
{
    fh_arena scratch;
    fh_arena_init(&scratch, 0);
    const fh_text path = purl->ns.len == 0
                             ? purl->name
                             : fh_arena_printf(&scratch, "%.*s/%.*s", FH_TEXT_ARGS(purl->ns),
                                               FH_TEXT_ARGS(purl->name));
    const fh_text host = fh_text_slice(path, 0, fh_text_find_byte(path, '/'));
    bool known = false;
    for (size_t i = 0; i < FH_COUNT(module_hosts) && !known; i++)
        known = fh_text_is(host, module_hosts[i]);
    known = known && !is_private_module(self, path);
    fh_arena_done(&scratch);
    return known;
}

static bool is_private_name(const fh_sendable *self, fh_text purl)
{
    const char *const *name = self->options->private_names;
    for (; name != NULL && *name != NULL; name++)
        if (fh_glob_match(fh_text_of(*name), purl, FH_GLOB_NOCASE)) return true;
    return false;
}

bool fh_sendable_is(const fh_sendable *self, const fh_fact *fact)
{
    static const char *const inside[] = {"workspace-member", "bundled", "vendored", "submodule"};
    const fh_text source = fh_fact_get(fact, FH_ATTR_SOURCE);
    const fh_text pin = fh_fact_get(fact, FH_ATTR_PIN);
    uint32_t ignored = 0;
    fh_arena scratch;
    fh_purl purl;
    if (self->arena.failed || !fh_text_is(pin, "exact"))
        return false; /* nor what git or a path has */
    for (size_t i = 0; i < FH_COUNT(inside); i++)
        if (fh_text_is(fh_fact_get(fact, FH_ATTR_DIRECTNESS), inside[i])) return false;
    if (fh_table_find(&self->own, fact->subject, &ignored)) return false;
    if (is_private_name(self, fact->subject)) return false;
    fh_arena_init(&scratch, 0);
    bool good = fh_purl_parse(&scratch, fact->subject, &purl) == FH_OK && purl.qualifiers.len == 0;
    if (good)
        good = source.len > 0 ? is_public_registry(purl.type, source)
                              : !fh_table_find(&self->mixed, purl.type, &ignored);
    if (good && fh_text_is(purl.type, "golang")) good = is_public_module(self, &purl);
    fh_arena_done(&scratch);
    return good;
}
