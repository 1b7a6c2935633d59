/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"
#include "link/parts.h"
#include "model/purl.h"

/* Modules of Go: checksums of go.sum belong to the requirements of the go.mod beside it, modules of
 * the tree are no foreign ones, and before Go 1.17 what go.mod leaves out stands in go.sum alone.
 */

typedef struct modules {
    fh_linker *linker;
    fh_table sums; /* "folder|module version" -> fact */
    fh_table own;  /* module -> fact of its package */
    fh_table used; /* folders of modules that a go.work names */
} modules;

static fh_text sum_key(const modules *self, fh_text folder, fh_text module, fh_text version)
{
    return fh_arena_printf(self->linker->arena, "%.*s|%.*s %.*s", (int)folder.len,
                           folder.len > 0 ? folder.ptr : "", (int)module.len,
                           module.len > 0 ? module.ptr : "", (int)version.len,
                           version.len > 0 ? version.ptr : "");
}

static bool is_of(const fh_fact *fact, const char *reader)
{
    return fh_text_is(fact->reader, reader);
}

static fh_text folder_of(const modules *self, const fh_fact *fact)
{
    return fh_text_dir_name(self->linker->store->files.items[fact->file].path);
}

static void index_facts(modules *self)
{
    const fh_fact_vec *facts = &self->linker->store->facts;
    for (uint32_t i = 0; i < facts->count; i++) {
        const fh_fact *fact = &facts->items[i];
        if (fact->kind == FH_FACT_FIELD && fh_text_is(fact->subject, "go.sum"))
            (void)fh_table_set(&self->sums,
                               sum_key(self, folder_of(self, fact), fact->value,
                                       fh_fact_get(fact, FH_ATTR_VERSION)),
                               i);
        if (fact->kind == FH_FACT_POINTER && is_of(fact, "go-work"))
            (void)fh_table_set(&self->used, fact->subject, i);
        if (fact->kind == FH_FACT_PACKAGE && is_of(fact, "go"))
            (void)fh_table_intern(&self->own, fact->subject, i);
    }
}

/* True for "1.16" and before: such a go.mod lists only what is needed directly. */
static bool is_unpruned(fh_text version)
{
    uint64_t minor = 0;
    if (!fh_text_starts(version, FH_TEXT("1."))) return false;
    const fh_text rest = fh_text_slice(version, 2, SIZE_MAX);
    return fh_text_to_u64(fh_text_slice(rest, 0, fh_text_find_byte(rest, '.')), &minor) &&
           minor < 17;
}

static void join_requirement(modules *self, fh_fact *fact)
{
    const fh_text name = fh_fact_get(fact, FH_ATTR_NAME);
    uint32_t found = 0;
    if (fh_table_find(&self->sums, sum_key(self, folder_of(self, fact), name, fact->value),
                      &found)) {
        fh_fact *sum = &self->linker->store->facts.items[found];
        fh_fact_set(fact, FH_ATTR_CHECKSUM, fh_fact_get(sum, FH_ATTR_CHECKSUM));
        sum->value = FH_TEXT(""); /* told */
    }
    if (!fh_table_find(&self->own, name, &found)) return;
    const fh_text folder = folder_of(self, &self->linker->store->facts.items[found]);
    if (!fh_text_is(fh_fact_get(fact, FH_ATTR_PIN), "path") &&
        !fh_table_find(&self->used, folder, &found))
        return;
    fh_fact_set(fact, FH_ATTR_DIRECTNESS, FH_TEXT("workspace-member"));
}

/* What is left in the go.sum of an old module may be needed, or was only looked at. */
static void tell_rest(modules *self, const fh_fact *go)
{
    const fh_text folder = folder_of(self, go);
    for (size_t i = 0; i < self->sums.count; i++) {
        fh_fact *fact = &self->linker->store->facts.items[self->sums.items[i].value];
        if (fact->kind != FH_FACT_FIELD || fact->value.len == 0) continue;
        if (!fh_text_eq(folder_of(self, fact), folder)) continue;
        const fh_text version = fh_fact_get(fact, FH_ATTR_VERSION);
        fact->kind = FH_FACT_DEPENDENCY;
        fact->certainty = FH_CERTAINTY_GUESSED;
        fact->contexts |= FH_CONTEXT_GENERATED;
        fh_fact_set(fact, FH_ATTR_NAME, fact->value);
        fact->subject = fh_purl_of(self->linker->arena, "golang", fact->value);
        fact->value = version;
        fh_fact_set(fact, FH_ATTR_TABLE, FH_TEXT("lock"));
        fh_fact_set(fact, FH_ATTR_PHASE, FH_TEXT("runtime"));
        fh_fact_set(fact, FH_ATTR_NECESSITY, FH_TEXT("unknown"));
        fh_fact_set(fact, FH_ATTR_DIRECTNESS, FH_TEXT("transitive"));
        fh_fact_set(fact, FH_ATTR_PIN, FH_TEXT("exact"));
        if (fact->subject.len == 0) fact->kind = FH_FACT_FIELD;
    }
}

void fh_link_golang(fh_linker *linker)
{
    modules self = {.linker = linker};
    fh_fact_vec *facts = &linker->store->facts;
    fh_table_init(&self.sums, linker->arena);
    fh_table_init(&self.own, linker->arena);
    fh_table_init(&self.used, linker->arena);
    index_facts(&self);
    if (self.sums.count == 0 && self.own.count == 0) return;
    for (size_t i = 0; i < facts->count; i++)
        if (facts->items[i].kind == FH_FACT_DEPENDENCY && is_of(&facts->items[i], "go"))
            join_requirement(&self, &facts->items[i]);
    for (size_t i = 0; i < facts->count; i++)
        if (facts->items[i].kind == FH_FACT_FIELD &&
            fh_text_is(facts->items[i].subject, "go.mod.go") && is_of(&facts->items[i], "go") &&
            is_unpruned(facts->items[i].value))
            tell_rest(&self, &facts->items[i]);
}
