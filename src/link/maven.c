/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/table.h"
#include "link/parts.h"
#include "model/purl.h"

/* What a POM leaves to its parents and to bills of materials, as far as they are in the tree:
 * versions, scopes, properties and licenses. Parents are followed by their path, else by their
 * coordinates; a chain ends after 32 steps, so cycles end, too. */

enum {
    LONGEST_CHAIN = 32,
    LONGEST_VALUE = 1024,
    LONGEST_KEY = 1200,
    DEEPEST = 8,
    MOST_BOMS = 64,
    MOST_LOOKS = 8000000
};

typedef struct chain {
    fh_linker *linker;
    uint32_t looks;    /* left */
    fh_table fields;   /* "FILE\nSUBJECT" -> fact */
    fh_table parents;  /* path -> fact of the pointer */
    fh_table projects; /* "group:artifact" -> file */
    fh_table boms;     /* "FILE\nN" -> fact */
    fh_table own;      /* "FILE" -> fact of the package */
} chain;

static fh_fact *fact_at(const chain *self, uint32_t index)
{
    return &self->linker->store->facts.items[index];
}

static fh_text key_of(const chain *self, uint32_t file, fh_text name)
{
    return fh_arena_printf(self->linker->arena, "%u\n%.*s", (unsigned)file, FH_TEXT_ARGS(name));
}

/* The value of "FILE\nNAME" without a copy of the key; every look is paid for. */
static bool look(chain *self, const fh_table *table, uint32_t file, fh_text name,
                 uint32_t *ret_value)
{
    char key[LONGEST_KEY];
    const int start = snprintf(key, sizeof key, "%u\n", (unsigned)file);
    if (self->looks == 0 || start < 0 || name.len > sizeof key - 16) return false;
    self->looks--;
    if (name.len > 0) memcpy(key + start, name.ptr, name.len);
    return fh_table_find(table, fh_text_make(key, (size_t)start + name.len), ret_value);
}

static void take_field(chain *self, uint32_t index)
{
    const fh_fact *fact = fact_at(self, index);
    if (fh_text_is(fact->subject, "maven.bom")) {
        for (unsigned i = 0; i < MOST_BOMS; i++) {
            const fh_text key =
                fh_arena_printf(self->linker->arena, "%u\n%u", (unsigned)fact->file, i);
            uint32_t earlier;
            if (fh_table_find(&self->boms, key, &earlier)) continue;
            (void)fh_table_set(&self->boms, key, index);
            return;
        }
        return;
    }
    (void)fh_table_set(&self->fields, key_of(self, fact->file, fact->subject), index);
}

static void index_facts(chain *self)
{
    for (uint32_t i = 0; i < self->linker->store->facts.count; i++) {
        const fh_fact *fact = fact_at(self, i);
        if (!fh_text_is(fact->reader, "maven")) continue;
        if (fact->kind == FH_FACT_FIELD) take_field(self, i);
        if (fact->kind == FH_FACT_POINTER && fh_text_is(fact->value, "parent"))
            (void)fh_table_set(&self->parents, key_of(self, fact->file, FH_TEXT("")), i);
        if (fact->kind == FH_FACT_PACKAGE) {
            (void)fh_table_set(&self->projects, fact->subject, fact->file);
            (void)fh_table_set(&self->own, key_of(self, fact->file, FH_TEXT("")), i);
        }
    }
}

static bool find_field(chain *self, uint32_t file, fh_text subject, uint32_t *ret_fact)
{
    return look(self, &self->fields, file, subject, ret_fact);
}

/* The POM above `file`, in the tree. */
static bool parent_of(chain *self, uint32_t file, uint32_t *ret_file)
{
    uint32_t index;
    if (look(self, &self->parents, file, FH_TEXT(""), &index) &&
        fh_table_find(&self->linker->store->by_path, fact_at(self, index)->subject, ret_file))
        return true;
    return find_field(self, file, FH_TEXT("maven.parent"), &index) &&
           fh_table_find(&self->projects, fact_at(self, index)->value, ret_file);
}

/* The bill of materials number `index` of `file`, when it is in the tree. */
static bool bom_of(chain *self, uint32_t file, unsigned index, bool *ret_more, uint32_t *ret_file)
{
    uint32_t fact;
    char number[16];
    (void)snprintf(number, sizeof number, "%u", index);
    *ret_more = look(self, &self->boms, file, fh_text_of(number), &fact);
    if (!*ret_more) return false;
    const fh_text value = fact_at(self, fact)->value;
    return fh_table_find(&self->projects, fh_text_slice(value, 0, fh_text_rfind_byte(value, ':')),
                         ret_file);
}

/* The field `subject` of `file` or of the nearest POM above it. */
static bool inherited(chain *self, uint32_t file, fh_text subject, uint32_t *ret_fact)
{
    for (unsigned step = 0; step < LONGEST_CHAIN; step++) {
        if (find_field(self, file, subject, ret_fact)) return true;
        if (!parent_of(self, file, &file)) return false;
    }
    return false;
}

static bool managed(chain *self, uint32_t file, fh_text subject, uint32_t *ret_fact)
{
    for (unsigned step = 0; step < LONGEST_CHAIN; step++) {
        bool more = true;
        if (find_field(self, file, subject, ret_fact)) return true;
        for (unsigned i = 0; i < MOST_BOMS && more; i++) {
            uint32_t bom;
            if (bom_of(self, file, i, &more, &bom) && inherited(self, bom, subject, ret_fact))
                return true;
        }
        if (!parent_of(self, file, &file)) return false;
    }
    return false;
}

/* ---- properties ---- */

static bool property(chain *self, uint32_t file, fh_text name, fh_text *ret_value)
{
    uint32_t fact;
    const fh_text subject = fh_arena_join(self->linker->arena, FH_TEXT("maven.property:"), name);
    if (inherited(self, file, subject, &fact)) {
        *ret_value = fact_at(self, fact)->value;
        return true;
    }
    return false;
}

static void expand_into(chain *self, uint32_t file, fh_buf *buf, fh_text text, unsigned depth)
{
    while (text.len > 0 && !buf->failed) {
        const size_t at = fh_text_find(text, FH_TEXT("${"));
        fh_buf_add(buf, fh_text_slice(text, 0, at));
        if (at == SIZE_MAX) return;
        const fh_text rest = fh_text_slice(text, at + 2, SIZE_MAX);
        const size_t end = fh_text_find_byte(rest, '}');
        fh_text value;
        if (end != SIZE_MAX && depth < DEEPEST &&
            property(self, file, fh_text_slice(rest, 0, end), &value)) {
            expand_into(self, file, buf, value, depth + 1);
            text = fh_text_slice(rest, end + 1, SIZE_MAX);
        } else {
            fh_buf_add(buf, FH_TEXT("${"));
            text = rest;
        }
    }
}

static fh_text expand(chain *self, uint32_t file, fh_text text)
{
    fh_buf buf;
    if (fh_text_find(text, FH_TEXT("${")) == SIZE_MAX) return text;
    fh_buf_init(&buf, LONGEST_VALUE);
    expand_into(self, file, &buf, text, 0);
    const fh_text result =
        buf.failed ? text : fh_arena_copy(self->linker->arena, fh_buf_text(&buf));
    fh_buf_done(&buf);
    return result;
}

/* ---- what is put right ---- */

static const char *pin_of(fh_text version)
{
    if (version.len == 0) return "floating";
    if (version.ptr[0] == '[' || version.ptr[0] == '(') return "range";
    return fh_text_ends(version, FH_TEXT("-SNAPSHOT")) ? "range" : "exact";
}

static void set_version(chain *self, fh_fact *fact, fh_text version)
{
    fact->value = expand(self, fact->file, version);
    if (!fh_text_is(fh_fact_get(fact, FH_ATTR_PIN), "path"))
        fh_fact_set(fact, FH_ATTR_PIN, fh_text_of(pin_of(fact->value)));
}

static void complete_name(chain *self, fh_fact *fact)
{
    const fh_text written = fh_fact_get(fact, FH_ATTR_NAME);
    const fh_text name = expand(self, fact->file, written);
    if (fh_text_eq(name, written)) return;
    const fh_text purl = fh_purl_of(self->linker->arena, "maven", name);
    if (purl.len == 0) return;
    fact->subject = purl;
    fh_fact_set(fact, FH_ATTR_NAME, name);
}

static void complete(chain *self, fh_fact *fact)
{
    const fh_text origin = fh_fact_get(fact, FH_ATTR_ORIGIN);
    uint32_t index;
    complete_name(self, fact);
    if (fh_table_find(&self->projects, fh_fact_get(fact, FH_ATTR_NAME), &index))
        fh_fact_set(fact, FH_ATTR_DIRECTNESS, FH_TEXT("workspace-member"));
    if (fact->value.len > 0) {
        if (fh_text_find(fact->value, FH_TEXT("${")) != SIZE_MAX)
            set_version(self, fact, fact->value);
        return;
    }
    if (!fh_text_starts(origin, FH_TEXT("managed"))) return;
    const fh_text subject = fh_arena_join(self->linker->arena, FH_TEXT("maven.managed:"),
                                          fh_fact_get(fact, FH_ATTR_NAME));
    if (!managed(self, fact->file, subject, &index)) return;
    const fh_fact *source = fact_at(self, index);
    set_version(self, fact, source->value);
    if (!fh_text_is(origin, "managed") || fh_fact_get(source, FH_ATTR_PHASE).len == 0) return;
    fh_fact_set(fact, FH_ATTR_PHASE, fh_fact_get(source, FH_ATTR_PHASE));
    if (fh_text_is(fh_fact_get(fact, FH_ATTR_NECESSITY), "required"))
        fh_fact_set(fact, FH_ATTR_NECESSITY, fh_fact_get(source, FH_ATTR_NECESSITY));
}

/* Licenses are inherited, as everything else that a POM describes. */
static void complete_package(chain *self, fh_fact *fact)
{
    uint32_t file = fact->file, index;
    fh_fact_set(fact, FH_ATTR_VERSION,
                expand(self, fact->file, fh_fact_get(fact, FH_ATTR_VERSION)));
    for (unsigned step = 0; step < LONGEST_CHAIN; step++) {
        if (fh_fact_get(fact, FH_ATTR_EXPRESSION).len > 0 || !parent_of(self, file, &file)) return;
        if (look(self, &self->own, file, FH_TEXT(""), &index))
            fh_fact_set(fact, FH_ATTR_EXPRESSION,
                        fh_fact_get(fact_at(self, index), FH_ATTR_EXPRESSION));
    }
}

/* POMs that cost that much are made for it: what is not resolved then is told. */
static void tell_cost(fh_linker *linker, uint32_t file)
{
    fh_fact fact = {.kind = FH_FACT_UNREAD,
                    .reader = FH_TEXT("maven"),
                    .subject = fh_text_of(fh_unread_name(FH_UNREAD_TOO_MANY)),
                    .value = FH_TEXT("looking for managed versions took too many steps")};
    (void)fh_store_add_derived(linker->store, file, &fact);
}

void fh_link_maven(fh_linker *linker)
{
    chain self = {.linker = linker, .looks = MOST_LOOKS};
    fh_table_init(&self.fields, linker->arena);
    fh_table_init(&self.parents, linker->arena);
    fh_table_init(&self.projects, linker->arena);
    fh_table_init(&self.boms, linker->arena);
    fh_table_init(&self.own, linker->arena);
    index_facts(&self);
    for (uint32_t i = 0; i < linker->store->facts.count && self.own.count > 0; i++) {
        fh_fact *fact = fact_at(&self, i);
        if (!fh_text_is(fact->reader, "maven")) continue;
        if (fact->kind == FH_FACT_DEPENDENCY) complete(&self, fact);
        if (fact->kind == FH_FACT_PACKAGE) complete_package(&self, fact);
        if (self.looks > 0) continue;
        tell_cost(linker, fact->file);
        return;
    }
}
