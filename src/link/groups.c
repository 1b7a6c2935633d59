/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"
#include "link/parts.h"

/* Groups are the cheapest strong sign of freedom: one folder with a child per vendor, one manifest
 * per vendor, one list that names them all, one function that asks for the key of each. Each group
 * gives a fact of its own (size = number of vendors) and one member fact a vendor, so that rules
 * can count reach. */

enum { MOST_MEMBERS = 24 };

typedef struct group {
    fh_text key; /* parent folder, or file and list */
    fh_text axis, kind;
    fh_text vendors[MOST_MEMBERS];
    uint32_t files[MOST_MEMBERS], facts[MOST_MEMBERS]; /* where the member is seen */
    uint32_t count;
} group;
FH_VEC(group_vec, group);

typedef struct grouper {
    fh_linker *linker;
    fh_table by_key;
    group_vec groups;
} grouper;

static void add_member(grouper *self, fh_text key, fh_text axis, const char *kind, fh_text vendor,
                       uint32_t file, uint32_t fact)
{
    uint32_t index = 0;
    if (!fh_table_find(&self->by_key, key, &index)) {
        const group fresh = {.key = key, .axis = axis, .kind = fh_text_of(kind)};
        index = (uint32_t)self->groups.count;
        if (!FH_VEC_ADD(self->linker->arena, &self->groups, fresh) ||
            !fh_table_set(&self->by_key, key, index))
            return;
    }
    group *found = &self->groups.items[index];
    for (uint32_t i = 0; i < found->count; i++)
        if (fh_text_eq(found->vendors[i], vendor)) return;
    if (found->count == MOST_MEMBERS) return;
    found->vendors[found->count] = vendor;
    found->files[found->count] = file;
    found->facts[found->count++] = fact;
}

/* ---- siblings and variants, from paths alone ---- */

static const char *group_kind(const fh_file *file, fh_text name, bool is_folder)
{
    static const struct {
        const char *prefix, *kind;
    } variants[] = {{"requirements", "variant-manifests"}, {"pyproject", "variant-manifests"},
                    {"environment", "variant-manifests"},  {"setup", "variant-manifests"},
                    {"constraints", "variant-manifests"},  {"dockerfile", "variant-images"},
                    {"containerfile", "variant-images"},   {"docker-compose", "variant-images"},
                    {"compose", "variant-images"}};
    if (!is_folder)
        for (size_t i = 0; i < FH_COUNT(variants); i++)
            if (fh_text_starts_nocase(name, fh_text_of(variants[i].prefix)))
                return variants[i].kind;
    return fh_language_is_source((fh_language)file->language) ? "siblings" : NULL;
}

static fh_text drop_extension(fh_text name, const char *kind)
{
    if (kind[0] == 'v') return name; /* "Dockerfile.rocm": what follows the dot counts */
    const size_t dot = fh_text_find_byte(name, '.');
    return dot == SIZE_MAX || dot == 0 ? name : fh_text_slice(name, 0, dot);
}

/* A step that completed a group of siblings makes its files adapters of the vendor. */
static void mark_adapter(grouper *self, uint32_t file_index, fh_text key, fh_text vendor)
{
    fh_file *file = &self->linker->store->files.items[file_index];
    uint32_t index = 0;
    if (!fh_table_find(&self->by_key, key, &index) || self->groups.items[index].count < 2) return;
    file->adapters = fh_text_is_empty(file->adapters)
                         ? vendor
                         : fh_arena_printf(self->linker->arena, "%.*s %.*s",
                                           FH_TEXT_ARGS(file->adapters), FH_TEXT_ARGS(vendor));
}

/* Words of files that stand beside adapters and serve them all. */
static bool serves_all(fh_text name)
{
    static const char *const words[] = {
        "abstract",  "api",       "base",      "client",   "common", "config",  "constants",
        "core",      "default",   "errors",    "factory",  "helper", "helpers", "index",
        "init",      "interface", "llm",       "llms",     "main",   "manager", "model",
        "models",    "provider",  "providers", "registry", "router", "schema",  "selector",
        "settings",  "shared",    "types",     "util",     "utils",  "service", "services",
        "embedding", "chat",      "defaults",  "loader",   "mod"};
    size_t start = 0;
    for (size_t i = 0; i <= name.len; i++) {
        if (i < name.len && fh_is_alnum(name.ptr[i])) continue;
        const fh_text part = fh_text_slice(name, start, i);
        for (size_t w = 0; w < FH_COUNT(words); w++)
            if (fh_text_eq_nocase(part, fh_text_of(words[w]))) return true;
        start = i + 1;
    }
    return false;
}

/* Where five vendors have a file each, a file of another name is the adapter of a vendor that the
 * tables do not know. */
static void mark_unknown_adapter(grouper *self, uint32_t file_index, fh_text parent, fh_text name)
{
    enum { MANY = 5 };
    fh_file *file = &self->linker->store->files.items[file_index];
    uint32_t index = 0;
    if (!fh_text_is_empty(file->adapters) || serves_all(name)) return;
    const fh_text key =
        fh_arena_printf(self->linker->arena, "model|siblings|%.*s|", FH_TEXT_ARGS(parent));
    if (fh_table_find(&self->by_key, key, &index) && self->groups.items[index].count >= MANY)
        file->adapters = FH_TEXT("unknown");
}

/* `name` with every word that stands for `vendor` replaced: "ops_cuda" gives "ops_*". Siblings have
 * one shape; "cpu_binding" and "ascend_config" are no backends of one family. */
static fh_text shape_of(const grouper *self, fh_text axis, fh_text name, fh_text vendor)
{
    fh_arena *arena = self->linker->arena;
    fh_text shape = {0};
    size_t start = 0, kept = 0;
    for (size_t i = 0; i <= name.len; i++) {
        if (i < name.len && fh_is_alnum(name.ptr[i])) continue;
        const fh_text part = fh_text_slice(name, start, i);
        if (part.len > 0 &&
            fh_text_eq(fh_vocab_vendor(self->linker->signals, axis, part), vendor)) {
            shape = fh_arena_printf(arena, "%.*s%.*s*", FH_TEXT_ARGS(shape),
                                    FH_TEXT_ARGS(fh_text_slice(name, kept, start)));
            kept = i;
        }
        start = i + 1;
    }
    return fh_arena_printf(arena, "%.*s%.*s", FH_TEXT_ARGS(shape),
                           FH_TEXT_ARGS(fh_text_slice(name, kept, SIZE_MAX)));
}

/* One step of a path: `name` below `parent`. */
static void group_step(grouper *self, uint32_t file_index, fh_text parent, fh_text name,
                       bool is_folder, bool marking)
{
    static const char *const axes[] = {"hardware", "model"};
    const fh_file *file = &self->linker->store->files.items[file_index];
    const char *kind = group_kind(file, name, is_folder);
    if (kind == NULL) return;
    name = is_folder ? name : drop_extension(name, kind);
    for (size_t a = 0; a < FH_COUNT(axes); a++) {
        const fh_text axis = fh_text_of(axes[a]);
        const fh_text vendor = a == 0 ? fh_vocab_vendor_of_name(self->linker->signals, axis, name)
                                      : fh_vocab_vendor_of_camel(self->linker->signals, axis, name);
        if (fh_text_is_empty(vendor)) {
            if (a == 1 && marking && !is_folder && kind[0] == 's')
                mark_unknown_adapter(self, file_index, parent, name);
            continue;
        }
        /* Adapters of model vendors need no common shape: "anthropic_llm" beside "ollama". */
        const fh_text shape =
            a == 0 && kind[0] == 's' ? shape_of(self, axis, name, vendor) : FH_TEXT("");
        const fh_text key = fh_arena_printf(self->linker->arena, "%s|%s|%.*s|%.*s", axes[a], kind,
                                            FH_TEXT_ARGS(parent), FH_TEXT_ARGS(shape));
        if (marking) mark_adapter(self, file_index, key, vendor);
        else add_member(self, key, axis, kind, vendor, file_index, UINT32_MAX);
    }
}

/* Declarations without code: they say what exists elsewhere. */
static bool is_stub(fh_text path)
{
    return fh_text_ends(path, FH_TEXT(".pyi")) || fh_text_ends(path, FH_TEXT(".d.ts"));
}

static void group_paths(grouper *self, bool marking)
{
    const uint32_t aside = FH_CONTEXT_TEST | FH_CONTEXT_DOC | FH_CONTEXT_EXAMPLE |
                           FH_CONTEXT_BENCHMARK | FH_CONTEXT_CI | FH_CONTEXT_GENERATED |
                           FH_CONTEXT_LEGACY | FH_CONTEXT_DEV_TOOLING;
    for (uint32_t i = 0; i < self->linker->store->files.count; i++) {
        const fh_file *file = &self->linker->store->files.items[i];
        if ((file->contexts & aside) != 0 || file->lines == 0 || is_stub(file->path)) continue;
        size_t start = 0;
        for (size_t k = 0; k <= file->path.len; k++) {
            if (k < file->path.len && file->path.ptr[k] != '/') continue;
            const fh_text parent =
                start == 0 ? FH_TEXT("") : fh_text_slice(file->path, 0, start - 1);
            group_step(self, i, parent, fh_text_slice(file->path, start, k), k < file->path.len,
                       marking);
            start = k + 1;
        }
    }
}

/* ---- lists: hits of one bracket group ---- */

static void group_lists(grouper *self)
{
    static const char *const axes[] = {"hardware", "model"};
    for (uint32_t i = 0; i < self->linker->store->facts.count; i++) {
        const fh_fact *fact = &self->linker->store->facts.items[i];
        const fh_text list = fh_fact_get(fact, FH_ATTR_LIST);
        if (fact->kind != FH_FACT_HIT || fh_text_is_empty(list)) continue;
        if ((fact->contexts & (FH_CONTEXT_COMMENT | FH_CONTEXT_TEST | FH_CONTEXT_DOC |
                               FH_CONTEXT_EXAMPLE | FH_CONTEXT_DOCSTRING)) != 0)
            continue;
        for (size_t a = 0; a < FH_COUNT(axes); a++) {
            const fh_text axis = fh_text_of(axes[a]);
            fh_text vendor = fh_vocab_vendor(self->linker->signals, axis, fact->value);
            if (fh_text_is_empty(vendor))
                vendor = fh_vocab_vendor(self->linker->signals, axis, fact->subject);
            if (fh_text_is_empty(vendor)) continue;
            const fh_text key = fh_arena_printf(self->linker->arena, "%s|list|%u|%.*s", axes[a],
                                                fact->file, FH_TEXT_ARGS(list));
            add_member(self, key, axis, "list", vendor, fact->file, i);
        }
    }
}

/* ---- keys: one function that asks for the keys of several vendors ---- */

static void group_keys(grouper *self)
{
    const uint32_t aside = FH_CONTEXT_COMMENT | FH_CONTEXT_TEST | FH_CONTEXT_DOC |
                           FH_CONTEXT_EXAMPLE | FH_CONTEXT_DOCSTRING | FH_CONTEXT_DATA;
    for (uint32_t i = 0; i < self->linker->store->facts.count; i++) {
        const fh_fact *fact = &self->linker->store->facts.items[i];
        const fh_text owner = fh_fact_get(fact, FH_ATTR_OWNER);
        const fh_text guard = fh_fact_get(fact, FH_ATTR_GUARD);
        if (fact->kind != FH_FACT_HIT || owner.len == 0 || (fact->contexts & aside) != 0) continue;
        if (fh_text_is(fh_fact_get(fact, FH_ATTR_POSITION), "definition")) continue;
        /* Where the vendor was chosen before, its key is no reason to choose it. */
        if (fh_text_starts(guard, FH_TEXT("vendor-condition:")) ||
            fh_text_starts(guard, FH_TEXT("else:")))
            continue;
        const fh_text vendor =
            fh_vocab_vendor(self->linker->signals, FH_TEXT("model-keys"), fact->value);
        if (vendor.len == 0) continue;
        const fh_text key =
            fh_arena_printf(self->linker->arena, "keys|%u|%.*s", fact->file, FH_TEXT_ARGS(owner));
        add_member(self, key, FH_TEXT("model"), "keys", vendor, fact->file, i);
    }
}

/* ---- facts ---- */

static fh_fact group_fact(const grouper *self, const group *found, uint32_t member)
{
    fh_fact fact = {.kind = FH_FACT_GROUP,
                    .certainty = FH_CERTAINTY_DERIVED,
                    .contexts = FH_CONTEXT_CODE,
                    .reader = FH_TEXT("link")};
    const fh_store *store = self->linker->store;
    const uint32_t source = found->facts[member];
    if (source != UINT32_MAX) {
        const fh_fact *hit = &store->facts.items[source];
        fact.line = hit->line;
        fact.column = hit->column;
        fact.end_line = hit->end_line;
        fact.end_column = hit->end_column;
        fact.quote = hit->quote;
        fact.contexts = hit->contexts;
        fh_fact_set(&fact, FH_ATTR_OWNER, fh_fact_get(hit, FH_ATTR_OWNER));
    } else {
        fact.quote = store->files.items[found->files[member]].path;
    }
    fh_fact_set(&fact, FH_ATTR_AXIS, found->axis);
    return fact;
}

static void emit_group(grouper *self, const group *found)
{
    fh_arena *arena = self->linker->arena;
    fh_text members = {0};
    for (uint32_t i = 0; i < found->count; i++)
        members = fh_arena_printf(arena, "%.*s%s%.*s", FH_TEXT_ARGS(members), i > 0 ? " " : "",
                                  FH_TEXT_ARGS(found->vendors[i]));
    const fh_text size = fh_arena_printf(arena, "%u", found->count);
    for (uint32_t i = 0; i <= found->count; i++) {
        const bool whole = i == found->count;
        const uint32_t member = whole ? 0 : i;
        fh_fact fact = group_fact(self, found, member);
        fact.subject =
            whole ? found->kind : fh_arena_printf(arena, "%.*s-member", FH_TEXT_ARGS(found->kind));
        fact.value = members;
        fh_fact_set(&fact, FH_ATTR_SIZE, size);
        fh_fact_set(&fact, FH_ATTR_MEMBERS, members);
        fh_fact_set(&fact, FH_ATTR_VENDOR, whole ? FH_TEXT("portable") : found->vendors[member]);
        (void)fh_store_add_derived(self->linker->store, found->files[member], &fact);
    }
}

void fh_link_groups(fh_linker *linker)
{
    grouper self = {.linker = linker};
    fh_table_init(&self.by_key, linker->arena);
    group_paths(&self, false);
    group_paths(&self, true);
    group_lists(&self);
    group_keys(&self);
    for (size_t i = 0; i < self.groups.count; i++)
        if (self.groups.items[i].count >= 2) emit_group(&self, &self.groups.items[i]);
}
