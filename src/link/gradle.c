/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"
#include "link/parts.h"
#include "model/purl.h"

/* A script of Gradle writes "libs.core.ktx", a catalog says what that is. The catalog of a script
 * is the one of that name in the nearest folder above, in it or in its folder "gradle". */

enum { MOST_MEMBERS = 200, MOST_CATALOGS = 256 };

typedef struct catalog {
    uint32_t file;
    fh_text root, name; /* "libs" of libs.versions.toml */
    fh_table entries;   /* accessor -> fact */
} catalog;

typedef struct catalogs {
    fh_linker *linker;
    catalog items[MOST_CATALOGS];
    size_t count;
} catalogs;

static fh_fact *fact_at(const catalogs *self, uint32_t index)
{
    return &self->linker->store->facts.items[index];
}

static catalog *catalog_of(catalogs *self, uint32_t file)
{
    const fh_text path = self->linker->store->files.items[file].path;
    if (self->count > 0 && self->items[self->count - 1].file == file)
        return &self->items[self->count - 1];
    if (self->count == MOST_CATALOGS) return NULL;
    catalog *made = &self->items[self->count++];
    fh_text root = fh_text_dir_name(path), name = fh_text_base_name(path);
    if (fh_text_is(fh_text_base_name(root), "gradle")) root = fh_text_dir_name(root);
    name = fh_text_slice(name, 0, fh_text_find_byte(name, '.'));
    *made = (catalog){.file = file, .root = root, .name = name};
    fh_table_init(&made->entries, self->linker->arena);
    return made;
}

/* Facts of one file stand together, so that the last catalog is the current one. */
static void find_catalogs(catalogs *self)
{
    for (uint32_t i = 0; i < self->linker->store->facts.count; i++) {
        const fh_fact *fact = fact_at(self, i);
        if (fact->kind != FH_FACT_FIELD || !fh_text_is(fact->reader, "gradle-catalog")) continue;
        catalog *entry = catalog_of(self, fact->file);
        const size_t colon = fh_text_find_byte(fact->subject, ':');
        if (entry != NULL)
            (void)fh_table_set(&entry->entries, fh_text_slice(fact->subject, colon + 1, SIZE_MAX),
                               i);
    }
}

static bool is_above(fh_text root, fh_text path)
{
    if (root.len == 0) return true;
    return fh_text_starts(path, root) && path.len > root.len && path.ptr[root.len] == '/';
}

static const catalog *find_catalog(const catalogs *self, fh_text path, fh_text name)
{
    const catalog *found = NULL;
    for (size_t i = 0; i < self->count; i++) {
        const catalog *each = &self->items[i];
        if (fh_text_eq(each->name, name) && is_above(each->root, path) &&
            (found == NULL || each->root.len > found->root.len))
            found = each;
    }
    return found;
}

/* ---- uses ---- */

/* Turn a use into the dependency that `coordinates` name: group:artifact[:version]. */
static void become(const catalogs *self, fh_fact *use, fh_text coordinates)
{
    const size_t first = fh_text_find_byte(coordinates, ':');
    const size_t last = fh_text_rfind_byte(coordinates, ':');
    const fh_text name = fh_text_slice(coordinates, 0, last == first ? SIZE_MAX : last);
    const fh_text version =
        last == first ? (fh_text){0} : fh_text_slice(coordinates, last + 1, SIZE_MAX);
    const fh_text purl = fh_purl_of(self->linker->arena, "maven", name);
    if (purl.len == 0 || first == SIZE_MAX) return;
    const bool open = fh_text_ends(version, FH_TEXT("+")) || version.len == 0 ||
                      version.ptr[0] == '[' || version.ptr[0] == '(';
    use->kind = FH_FACT_DEPENDENCY;
    use->subject = purl;
    use->value = version;
    fh_fact_set(use, FH_ATTR_NAME, name);
    fh_fact_set(use, FH_ATTR_ORIGIN, FH_TEXT("catalog"));
    fh_fact_set(use, FH_ATTR_DIRECTNESS, FH_TEXT("direct"));
    fh_fact_set(use, FH_ATTR_PIN,
                version.len == 0 ? FH_TEXT("floating")
                : open           ? FH_TEXT("range")
                                 : FH_TEXT("exact"));
}

static void join_bundle(const catalogs *self, const catalog *from, uint32_t use_index,
                        fh_text members)
{
    const fh_fact use = *fact_at(self, use_index);
    fh_text member;
    unsigned count = 0;
    while (members.len > 0 && fh_text_next_field(&members, ' ', &member)) {
        uint32_t entry;
        if (count >= MOST_MEMBERS || !fh_table_find(&from->entries, member, &entry)) continue;
        fh_fact copy = use;
        become(self, &copy, fact_at(self, entry)->value);
        if (count++ == 0) *fact_at(self, use_index) = copy;
        else (void)fh_store_add_derived(self->linker->store, copy.file, &copy);
    }
}

static void join(const catalogs *self, uint32_t index)
{
    fh_fact *use = fact_at(self, index);
    const fh_text path = self->linker->store->files.items[use->file].path;
    const size_t dot = fh_text_find_byte(use->value, '.');
    const catalog *from = find_catalog(self, path, fh_text_slice(use->value, 0, dot));
    uint32_t entry;
    if (from == NULL ||
        !fh_table_find(&from->entries, fh_text_slice(use->value, dot + 1, SIZE_MAX), &entry)) {
        const fh_fact fact = {.kind = FH_FACT_UNREAD,
                              .line = use->line,
                              .column = use->column,
                              .reader = FH_TEXT("gradle"),
                              .subject = fh_text_of(fh_unread_name(FH_UNREAD_UNSUPPORTED)),
                              .value = fh_arena_printf(
                                  self->linker->arena, "%.*s is in no version catalog of the tree",
                                  FH_TEXT_ARGS(fh_text_slice(use->value, 0, 200)))};
        (void)fh_store_add_derived(self->linker->store, use->file, &fact);
        return;
    }
    const fh_fact *found = fact_at(self, entry);
    if (fh_text_starts(found->subject, FH_TEXT("gradle.bundle:")))
        join_bundle(self, from, index, found->value);
    else become(self, use, found->value);
}

void fh_link_gradle(fh_linker *linker)
{
    catalogs *self = FH_NEW(linker->arena, catalogs);
    const size_t count = linker->store->facts.count;
    bool found = false;
    for (size_t i = 0; i < count && !found; i++)
        found = linker->store->facts.items[i].kind == FH_FACT_FIELD &&
                fh_text_is(linker->store->facts.items[i].subject, "gradle.use");
    if (!found || self == NULL) return;
    self->linker = linker;
    find_catalogs(self);
    for (uint32_t i = 0; i < count; i++)
        if (fact_at(self, i)->kind == FH_FACT_FIELD &&
            fh_text_is(fact_at(self, i)->subject, "gradle.use"))
            join(self, i);
}
