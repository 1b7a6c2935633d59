/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "report/sbom_compare.h"

#include <stdlib.h>

#include "base/table.h"

/* A package of the document. */
typedef struct listed {
    fh_text purl, base, version;
    bool is_told; /* named by a line about another version */
} listed;
FH_VEC(listed_vec, listed);

typedef struct comparison {
    fh_sbom sbom;
    listed_vec listed;
    fh_table exact; /* purl -> listed */
    fh_table base;  /* purl without version -> first listed */
    fh_table open;  /* purl without version that the document has without one */
    fh_table tree;  /* purl without version of the tree */
    fh_table tree_exact;
    fh_sink *sink;
    fh_json *json; /* NULL: text */
    fh_sbom_counts counts;
    bool has_line;
} comparison;

/* Without version, qualifiers and subpath: the package itself. */
static fh_text base_of(fh_arena *arena, const fh_purl *parts)
{
    const fh_purl bare = {.type = parts->type, .ns = parts->ns, .name = parts->name};

    return fh_purl_format(arena, &bare);
}

static fh_text exact_of(fh_arena *arena, fh_text base, fh_text version)
{
    return fh_arena_printf(arena, "%.*s@%.*s", FH_TEXT_ARGS(base), FH_TEXT_ARGS(version));
}

static int compare_listed(const void *a, const void *b)
{
    const listed *left = a, *right = b;

    return fh_text_compare(left->purl, right->purl);
}

static void take_document(comparison *self, const fh_text_vec *document)
{
    fh_arena *arena = &self->sbom.arena;

    for (size_t i = 0; i < document->count; i++) {
        fh_purl parts;
        listed entry = {.purl = document->items[i]};

        if (fh_purl_parse(arena, entry.purl, &parts) != FH_OK) continue; /* counted by the caller */
        entry.base = base_of(arena, &parts);
        entry.version = parts.version;
        entry.purl = fh_text_is_empty(entry.version) ? entry.base
                                                     : exact_of(arena, entry.base, entry.version);
        (void)FH_VEC_ADD(arena, &self->listed, entry); /* failure is sticky in the arena */
    }
    if (self->listed.count > 0)
        qsort(self->listed.items, self->listed.count, sizeof(listed), compare_listed);
    for (uint32_t i = 0; i < self->listed.count; i++) {
        const listed *entry = &self->listed.items[i];

        (void)fh_table_intern(&self->exact, entry->purl, i); /* sticky, too */
        (void)fh_table_intern(&self->base, entry->base, i);
        if (fh_text_is_empty(entry->version)) (void)fh_table_intern(&self->open, entry->base, i);
    }
}

/* ---- differences ----------------------------------------------------------------------------- */

static void tell(comparison *self, const char *kind, fh_text purl, fh_text other,
                 const fh_place *place)
{
    fh_sink *sink = self->sink;

    if (self->json != NULL) {
        fh_sink_put(sink, self->has_line ? ",\n" : "\n");
        fh_json_node *node = fh_json_begin(self->json);
        fh_json_string(self->json, node, "difference", kind);
        fh_json_text(self->json, node, "purl", purl);
        fh_json_text_or_null(self->json, node, "document", other);
        if (place != NULL) {
            fh_json_path(self->json, node, "path", place->path);
            fh_json_number_or_null(self->json, node, "line", place->line);
        }
        fh_json_end(self->json);
    } else {
        fh_sink_printf(sink, "%-14s ", kind);
        (void)fh_sink_terminal(sink, purl, 0); /* nothing stands in a column behind it */
        if (!fh_text_is_empty(other)) {
            fh_sink_put(sink, ", document has ");
            (void)fh_sink_terminal(sink, other, 0);
        }
        if (place != NULL) {
            fh_sink_put(sink, "  ");
            (void)fh_sink_terminal(sink, fh_sbom_place(&self->sbom, place), 0);
        }
        fh_sink_put(sink, "\n");
    }
    self->has_line = true;
}

static void compare_package(comparison *self, const fh_sbom_package *package)
{
    fh_text base = base_of(&self->sbom.arena, &package->parts);
    fh_text version = package->parts.version;
    fh_text exact = fh_text_is_empty(version) ? base : exact_of(&self->sbom.arena, base, version);
    uint32_t edge = self->sbom.by_package[package->first], at;
    const fh_place *place = &self->sbom.report->dependencies.items[edge].place;

    (void)fh_table_intern(&self->tree, base, 0); /* failure is sticky in the arena */
    (void)fh_table_intern(&self->tree_exact, exact, 0);
    if (fh_text_is_empty(version)) (void)fh_table_set(&self->tree, base, 1);
    if (!fh_table_find(&self->base, base, &at)) {
        self->counts.missing++;
        tell(self, "missing", exact, FH_TEXT(""), place);
    } else if (fh_text_is_empty(version) || fh_table_find(&self->open, base, &at) ||
               fh_table_find(&self->exact, exact, &at)) {
        self->counts.same++;
    } else {
        self->counts.other_version++;
        self->listed.items[at].is_told = true;
        tell(self, "other-version", exact, self->listed.items[at].version, place);
    }
}

/* Packages of the tree itself and the models it names belong into a document, too, but are no
 * dependencies that it must list. */
static void note_own(comparison *self)
{
    const fh_component_vec *components = &self->sbom.report->components;
    fh_arena *arena = &self->sbom.arena;

    for (size_t i = 0; i < components->count; i++) {
        fh_text purl = fh_sbom_component_purl(arena, &components->items[i]);

        if (!fh_text_is_empty(purl)) (void)fh_table_set(&self->tree, purl, 1);
    }
    for (size_t i = 0; i < self->sbom.report->models.count; i++) {
        fh_text id = self->sbom.report->models.items[i].id;

        if (!fh_sbom_is_hub_id(id)) continue;
        (void)fh_table_set(&self->tree, fh_purl_of(arena, "huggingface", id), 1); /* sticky */
    }
}

static void compare_listing(comparison *self)
{
    for (size_t i = 0; i < self->listed.count; i++) {
        const listed *entry = &self->listed.items[i];
        uint32_t value;

        if (i > 0 && fh_text_eq(entry->purl, self->listed.items[i - 1].purl)) continue;
        if (fh_table_find(&self->tree, entry->base, &value) &&
            (value == 1 || entry->is_told || fh_text_is_empty(entry->version) ||
             fh_table_find(&self->tree_exact, entry->purl, &value)))
            continue;
        self->counts.extra++;
        tell(self, "extra", entry->purl, FH_TEXT(""), NULL);
    }
}

static void write_sum(comparison *self)
{
    const fh_sbom_counts *counts = &self->counts;

    fh_sink_printf(self->sink,
                   self->json != NULL
                       ? "%s],\n\"same\":%u,\"missing\":%u,\"extra\":%u,\"other_version\":%u}\n"
                       : "%s%u the same, %u missing, %u extra, %u of another version\n",
                   self->has_line ? "\n" : "", (unsigned)counts->same, (unsigned)counts->missing,
                   (unsigned)counts->extra, (unsigned)counts->other_version);
}

void fh_sbom_compare(const fh_report *report, const fh_text_vec *document, bool as_json,
                     fh_sink *sink, fh_sbom_counts *ret_counts)
{
    comparison self = {.sink = sink};
    fh_table *tables[] = {&self.exact, &self.base, &self.open, &self.tree, &self.tree_exact};
    fh_json json;

    fh_json_init(&json, sink);
    if (as_json) self.json = &json;
    if (fh_sbom_fold(&self.sbom, report)) {
        for (size_t i = 0; i < FH_COUNT(tables); i++) fh_table_init(tables[i], &self.sbom.arena);
        take_document(&self, document);
        if (as_json) fh_sink_put(sink, "{\"differences\":[");
        for (size_t i = 0; i < self.sbom.packages.count; i++)
            compare_package(&self, &self.sbom.packages.items[i]);
        note_own(&self);
        compare_listing(&self);
        write_sum(&self);
    }
    if (self.sbom.arena.failed) sink->failed = true;
    fh_sbom_done(&self.sbom);
    fh_json_done(&json);
    *ret_counts = self.counts;
}
