/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/glob.h"
#include "link/address.h"
#include "link/parts.h"

/* Who owns the tree, told by its own manifests (organisations, authors, addresses) and the
 * copyright lines of its license files, and which services that code calls are the owner's.
 * Packages of a known vendor get that vendor; an address in code whose domain bears one of the
 * tree's names, or belongs to its vendor, gets the relation "own". The name of a folder or of a
 * remote says nothing. */

enum { MOST_NAMES = 24, LONGEST_AUTHOR = 300 };

typedef struct owner {
    fh_linker *linker;
    fh_text names[MOST_NAMES]; /* normalized */
    uint32_t count;
    fh_text vendor; /* the vendor that most manifests name */
    bool first;     /* the manifests of the root and of the main component are being read */
    bool listens;   /* further packages may be others' plug-ins: their homes are not the tree's */
} owner;

static const uint32_t aside = FH_CONTEXT_TEST | FH_CONTEXT_DOC | FH_CONTEXT_EXAMPLE |
                              FH_CONTEXT_BENCHMARK | FH_CONTEXT_VENDORED | FH_CONTEXT_GENERATED |
                              FH_CONTEXT_SCAFFOLD | FH_CONTEXT_DEV_TOOLING;

static void add_name(owner *self, fh_text name)
{
    const fh_text plain = fh_name_plain(self->linker->arena, name);
    if (!self->listens || self->count == MOST_NAMES || !fh_name_is_telling(plain)) return;
    for (uint32_t i = 0; i < self->count; i++)
        if (fh_text_eq(self->names[i], plain)) return;
    self->names[self->count++] = plain;
}

/* The vendor whose owner patterns take `text`; the empty text when none does. */
static fh_text vendor_of(const owner *self, fh_text text)
{
    const fh_vocab_vec *vocab = &self->linker->signals->vocab;
    for (size_t i = 0; i < vocab->count && text.len > 0; i++)
        if (fh_text_is(vocab->items[i].axis, "owner") &&
            fh_glob_match(vocab->items[i].word, text, FH_GLOB_NOCASE))
            return vocab->items[i].vendor;
    return (fh_text){0};
}

static fh_text vendor_of_host(const owner *self, fh_text host)
{
    const fh_vocab_vec *vocab = &self->linker->signals->vocab;
    for (size_t i = 0; i < vocab->count; i++)
        if (fh_text_is(vocab->items[i].axis, "host") && fh_host_under(host, vocab->items[i].word))
            return vocab->items[i].vendor;
    return (fh_text){0};
}

/* An address of a project or a person: the organisation of a forge, or the domain. */
static fh_text take_address(owner *self, fh_text address)
{
    const fh_address parts = fh_address_of(address);
    if (parts.host.len == 0 || fh_host_is_mail_provider(parts.host)) return (fh_text){0};
    if (parts.organization.len > 0) {
        add_name(self, parts.organization);
        return vendor_of(self, parts.organization);
    }
    if (fh_host_is_shared(parts.host)) return (fh_text){0};
    add_name(self, fh_host_label(parts.host));
    return vendor_of_host(self, parts.host);
}

static fh_text take_author(owner *self, fh_text author)
{
    fh_text rest = fh_text_slice(author, 0, LONGEST_AUTHOR), name, vendor = {0};
    while (rest.ptr != NULL && fh_text_next_field(&rest, ',', &name)) {
        const size_t angle = fh_text_find_byte(name, '<');
        const fh_text who = fh_text_trim(fh_text_slice(name, 0, angle));
        add_name(self, who);
        if (vendor.len == 0) vendor = vendor_of(self, who);
        if (angle == SIZE_MAX) continue;
        const fh_text mail = fh_text_slice(name, angle + 1, fh_text_find_byte(name, '>'));
        const fh_text other = take_address(self, mail);
        if (vendor.len == 0) vendor = other;
    }
    return vendor;
}

/* "@scope/name", "host/organization/name", "org.example:name", or a plain name. */
static fh_text take_package(owner *self, const fh_fact *fact)
{
    const fh_text name = fact->subject;
    const size_t slash = fh_text_find_byte(name, '/'), colon = fh_text_find_byte(name, ':');
    fh_text vendor = {0};
    if (name.len > 1 && name.ptr[0] == '@' && slash != SIZE_MAX) {
        const fh_text scope = fh_text_slice(name, 1, slash);
        add_name(self, scope);
        vendor = vendor_of(self, scope);
    } else if (slash != SIZE_MAX) {
        vendor = take_address(self, name);
    } else if (colon != SIZE_MAX) {
        const fh_text domain =
            fh_domain_reversed(self->linker->arena, fh_text_slice(name, 0, colon));
        vendor = take_address(self, domain);
    } else if (self->first) {
        add_name(self, name); /* a further package of the tree may be named after anybody */
    }
    const fh_text other = take_author(self, fh_fact_get(fact, FH_ATTR_AUTHOR));
    return vendor.len > 0 ? vendor : other;
}

static bool is_home(const fh_fact *fact)
{
    return fact->kind == FH_FACT_FIELD && fh_text_is(fact->subject, "project.home");
}

/* One manifest's facts; its package gets the vendor that it names. */
static fh_text take_manifest(owner *self, const fh_file *file)
{
    fh_fact_vec *facts = &self->linker->store->facts;
    fh_fact *package = NULL;
    fh_text vendor = {0};
    for (uint32_t i = 0; i < file->fact_count; i++) {
        fh_fact *fact = &facts->items[file->fact_start + i];
        fh_text found = {0};
        if (is_home(fact)) found = take_address(self, fact->value);
        if (fact->kind == FH_FACT_PACKAGE) {
            found = take_package(self, fact);
            if (package == NULL) package = fact;
        }
        if (vendor.len == 0) vendor = found;
    }
    if (package != NULL && vendor.len > 0) fh_fact_set(package, FH_ATTR_VENDOR, vendor);
    return vendor;
}

static bool has_package(const owner *self, const fh_file *file)
{
    for (uint32_t i = 0; i < file->fact_count; i++)
        if (self->linker->store->facts.items[file->fact_start + i].kind == FH_FACT_PACKAGE)
            return true;
    return false;
}

/* The root's manifests and the main component's come first: their names fill the list. */
static void take_manifests(owner *self)
{
    enum { MOST_VENDORS = 8 };
    fh_text vendors[MOST_VENDORS];
    uint32_t counts[MOST_VENDORS] = {0}, known = 0, best = 0;
    for (int round = 0; round < 2; round++) {
        self->first = round == 0;
        self->listens = round == 0 || self->count == 0;
        for (uint32_t i = 0; i < self->linker->store->files.count; i++) {
            const fh_file *file = &self->linker->store->files.items[i];
            const bool first =
                file->component == 0 || fh_text_find_byte(file->path, '/') == SIZE_MAX;
            if ((file->contexts & aside) != 0 || first != (round == 0) || !has_package(self, file))
                continue;
            const fh_text vendor = take_manifest(self, file);
            if (vendor.len == 0) continue;
            uint32_t at = 0;
            while (at < known && !fh_text_eq(vendors[at], vendor)) at++;
            if (at == MOST_VENDORS) continue;
            if (at == known) vendors[known++] = vendor;
            if (++counts[at] > counts[best]) best = at;
        }
    }
    if (known > 0) self->vendor = vendors[best];
}

/* ---- copyright ---- */

/* The first holder that a license or notice file of the root names; the next ones may be those of
 * other works. */
static fh_text first_holder(const owner *self, const fh_file *file)
{
    for (uint32_t i = 0; i < file->fact_count; i++) {
        const fh_fact *fact = &self->linker->store->facts.items[file->fact_start + i];
        if (fact->kind == FH_FACT_FIELD && fh_text_is(fact->subject, "copyright"))
            return fact->value;
    }
    return (fh_text){0};
}

/* Told by the main component's package; by the license file itself where no manifest has a name. */
static void give_main_package(owner *self, const fh_file *license)
{
    fh_store *store = self->linker->store;
    for (uint32_t i = 0; i < store->facts.count; i++) {
        fh_fact *fact = &store->facts.items[i];
        const fh_file *file = &store->files.items[fact->file];
        if (fact->kind != FH_FACT_PACKAGE || file->component != 0 || (file->contexts & aside) != 0)
            continue;
        fh_fact_set(fact, FH_ATTR_VENDOR, self->vendor);
        return;
    }
    for (uint32_t i = 0; i < license->fact_count; i++) {
        fh_fact *fact = &store->facts.items[license->fact_start + i];
        if (fact->kind != FH_FACT_LICENSE) continue;
        fh_fact_set(fact, FH_ATTR_VENDOR, self->vendor);
        return;
    }
}

/* Where no manifest names a vendor, the holder of the copyright may be one. */
static void take_copyright(owner *self)
{
    for (uint32_t i = 0; i < self->linker->store->files.count; i++) {
        const fh_file *file = &self->linker->store->files.items[i];
        if (fh_text_find_byte(file->path, '/') != SIZE_MAX) continue;
        const fh_text holder = first_holder(self, file);
        if (holder.len == 0) continue;
        add_name(self, holder);
        if (self->vendor.len > 0) continue;
        self->vendor = vendor_of(self, holder);
        if (self->vendor.len > 0) give_main_package(self, file);
    }
}

/* ---- services ---- */

static bool bears_own_name(const owner *self, fh_text label)
{
    for (uint32_t i = 0; i < self->count; i++)
        if (fh_name_same(self->names[i], label)) return true;
    return false;
}

static const char *use_of(const fh_fact *fact, fh_text path, const fh_address *address)
{
    static const char *const measures[] = {"telemetry", "analytics", "tracing", "traces", "otel",
                                           "ingest",    "metrics",   "usage",   "stats"};
    static const char *const folders[] = {"/telemetry/", "/analytics/", "/tracing/"};
    static const char *const logins[] = {"auth", "login", "oauth", "signin", "device"};
    const fh_text texts[] = {address->host, address->path, fh_fact_get(fact, FH_ATTR_NAME),
                             fh_text_base_name(path)};
    for (size_t i = 0; i < FH_COUNT(folders); i++)
        if (fh_text_find_nocase(path, fh_text_of(folders[i])) != SIZE_MAX) return "telemetry";
    for (size_t t = 0; t < FH_COUNT(texts); t++) {
        for (size_t i = 0; i < FH_COUNT(measures); i++)
            if (fh_text_find_nocase(texts[t], fh_text_of(measures[i])) != SIZE_MAX)
                return "telemetry";
        for (size_t i = 0; i < FH_COUNT(logins) && t < 3; i++)
            if (fh_text_find_nocase(texts[t], fh_text_of(logins[i])) != SIZE_MAX) return "login";
    }
    return "interface";
}

static void relate(const owner *self, fh_fact *fact, fh_text path)
{
    const fh_address address = fh_address_of(fact->value);
    if (address.host.len == 0 || address.scheme.len == 0) return;
    const fh_text label = fh_host_label(address.host);
    const bool named = bears_own_name(self, fh_name_plain(self->linker->arena, label));
    const fh_text vendor = vendor_of_host(self, address.host);
    const bool of_vendor = vendor.len > 0 && fh_text_eq(vendor, self->vendor);
    if (!named && !of_vendor) return;
    fh_fact_set(fact, FH_ATTR_RELATION, FH_TEXT("own"));
    fh_fact_set(fact, FH_ATTR_VENDOR, vendor.len > 0 ? vendor : label);
    /* In the middle of a sentence an address is shown to people. */
    const bool service = fh_text_starts(fact->value, fact->subject) &&
                         fh_address_is_service(&address, fh_fact_get(fact, FH_ATTR_NAME),
                                               fh_fact_get(fact, FH_ATTR_CALLEE));
    fh_fact_set(fact, FH_ATTR_CATEGORY, service ? FH_TEXT("service") : FH_TEXT("page"));
    fh_fact_set(fact, FH_ATTR_KIND, fh_text_of(use_of(fact, path, &address)));
}

void fh_link_owner(fh_linker *linker)
{
    owner self = {.linker = linker};
    take_manifests(&self);
    self.listens = true;
    take_copyright(&self);
    if (self.count == 0 && self.vendor.len == 0) return;
    for (size_t i = 0; i < linker->store->facts.count; i++) {
        fh_fact *fact = &linker->store->facts.items[i];
        if (fact->kind != FH_FACT_HIT || (fact->contexts & FH_CONTEXT_COMMENT) != 0) continue;
        const fh_file *file = &linker->store->files.items[fact->file];
        if ((file->contexts & aside) == 0 && fh_text_ends(fact->subject, FH_TEXT("://")))
            relate(&self, fact, file->path);
    }
}
