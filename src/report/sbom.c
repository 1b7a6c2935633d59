/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "report/sbom.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/table.h"

/* ---- packages -------------------------------------------------------------------------------- */

/* The version that an edge fixes, or empty: "==1.2", "=1.2", "1.2", a tag or a commit. */
static fh_text version_of(const fh_dependency *edge)
{
    fh_text version = fh_text_trim(edge->requirement);

    if (!fh_text_is(edge->pin, "exact") && !fh_text_is(edge->pin, "git-commit") &&
        !fh_text_is(edge->pin, "git-ref"))
        return FH_TEXT("");
    while (version.len > 0 && version.ptr[0] == '=') version = fh_text_slice(version, 1, SIZE_MAX);
    version = fh_text_trim(version);
    for (size_t i = 0; i < version.len; i++)
        if (fh_is_blank(version.ptr[i]) || strchr("<>=,|*^~\"'", version.ptr[i]) != NULL)
            return FH_TEXT("");
    return version;
}

static fh_sbom_scope scope_of(const fh_report *report, const fh_dependency *edge)
{
    static const char *const aside[] = {"dev", "test", "docs", "ci", "tool"};
    static const char *const optional[] = {"optional-default-on", "optional-default-off",
                                           "peer-optional", "suggested"};

    if (edge->component < report->components.count &&
        !report->components.items[edge->component].ships)
        return FH_SBOM_EXCLUDED;
    for (size_t i = 0; i < FH_COUNT(aside); i++)
        if (fh_text_is(edge->phase, aside[i])) return FH_SBOM_EXCLUDED;
    for (size_t i = 0; i < FH_COUNT(optional); i++)
        if (fh_text_is(edge->necessity, optional[i])) return FH_SBOM_OPTIONAL;
    return FH_SBOM_REQUIRED;
}

/* What folding needs beside its result. */
typedef struct folding {
    fh_sbom *sbom;
    fh_table own;      /* purl without version of a component of the tree -> its index */
    fh_table packages; /* purl -> package */
    fh_table bare;     /* purl without version -> its only version, or SEVERAL */
} folding;
enum { SEVERAL = 0x7fffffff };

fh_text fh_sbom_component_purl(fh_arena *arena, const fh_component *component)
{
    fh_text type = fh_arena_copy(arena, component->ecosystem); /* terminated */

    if (fh_text_is_empty(type)) return FH_TEXT("");
    return fh_purl_of(arena, type.ptr, component->name);
}

static void note_components(folding *self)
{
    const fh_component_vec *components = &self->sbom->report->components;

    for (size_t i = 0; i < components->count; i++) {
        fh_text purl = fh_sbom_component_purl(&self->sbom->arena, &components->items[i]);

        if (!fh_text_is_empty(purl)) (void)fh_table_intern(&self->own, purl, (uint32_t)i);
    }
}

/* The package of that purl, added when it is new; SEVERAL when memory ran out. */
static uint32_t package_of(folding *self, fh_text purl, const fh_purl *parts)
{
    fh_sbom_package_vec *packages = &self->sbom->packages;
    uint32_t found = fh_table_intern(&self->packages, purl, (uint32_t)packages->count);
    const fh_sbom_package fresh = {.purl = purl, .parts = *parts, .scope = FH_SBOM_EXCLUDED};

    if (found != packages->count) return found < packages->count ? found : SEVERAL;
    return FH_VEC_ADD(&self->sbom->arena, packages, fresh) ? found : SEVERAL;
}

/* The parts of an edge's purl, with its version. */
static void edge_parts(folding *self, const fh_dependency *edge, fh_purl *ret_parts)
{
    fh_purl parts = {.type = FH_TEXT("generic")};

    if (fh_purl_parse(&self->sbom->arena, edge->purl, &parts) != FH_OK)
        parts.name = fh_text_is_empty(edge->name) ? FH_TEXT("unknown") : edge->name;
    if (fh_text_is_empty(parts.version)) parts.version = version_of(edge);
    *ret_parts = parts;
}

static void fold_edge(folding *self, uint32_t index, bool is_bare_turn)
{
    const fh_dependency *edge = &self->sbom->report->dependencies.items[index];
    fh_text purl = edge->purl;
    uint32_t known;
    fh_purl parts;

    if (fh_table_find(&self->own, purl, &known)) {
        self->sbom->target[index] = FH_SBOM_OWN | known;
        return;
    }
    edge_parts(self, edge, &parts);
    if (fh_text_is_empty(parts.version) != is_bare_turn) return;
    if (is_bare_turn && fh_table_find(&self->bare, purl, &known) && known != SEVERAL) {
        self->sbom->target[index] = known;
        return;
    }
    fh_text full = fh_purl_format(&self->sbom->arena, &parts);
    uint32_t package = package_of(self, fh_text_is_empty(full) ? purl : full, &parts);

    self->sbom->target[index] = package;
    if (is_bare_turn || package == SEVERAL) return;
    known = fh_table_intern(&self->bare, purl, package);
    if (known != package && known != SEVERAL) (void)fh_table_set(&self->bare, purl, SEVERAL);
}

static void describe_package(fh_sbom_package *package, const fh_report *report,
                             const fh_dependency *edge)
{
    fh_sbom_scope scope = scope_of(report, edge);

    package->count++;
    if (scope < package->scope) package->scope = scope;
    if (!fh_text_is_empty(package->license) || fh_text_is_empty(edge->license)) return;
    package->license = edge->license;
    package->license_source = edge->license_source;
}

/* ---- orders ---------------------------------------------------------------------------------- */

static int compare_packages(const void *a, const void *b)
{
    const fh_sbom_package *left = a, *right = b;

    return fh_text_compare(left->purl, right->purl);
}

/* Sort the packages; `first` of each has its old place before, and its edges' start after. */
static bool sort_packages(fh_sbom *sbom)
{
    size_t count = sbom->packages.count, edges = sbom->report->dependencies.count;
    uint32_t *places = FH_NEW_ARRAY(&sbom->arena, count, uint32_t);
    uint32_t start = 0;

    if (places == NULL) return false;
    for (size_t i = 0; i < count; i++) sbom->packages.items[i].first = (uint32_t)i;
    if (count > 0)
        qsort(sbom->packages.items, count, sizeof(sbom->packages.items[0]), compare_packages);
    for (size_t i = 0; i < count; i++) {
        fh_sbom_package *package = &sbom->packages.items[i];

        places[package->first] = (uint32_t)i;
        package->first = start;
        start += package->count;
        package->count = 0;
    }
    for (size_t i = 0; i < edges; i++) {
        if ((sbom->target[i] & FH_SBOM_OWN) != 0) continue;
        sbom->target[i] = places[sbom->target[i]];
        fh_sbom_package *package = &sbom->packages.items[sbom->target[i]];
        sbom->by_package[package->first + package->count++] = (uint32_t)i;
    }
    return true;
}

static void sort_components(fh_sbom *sbom)
{
    const fh_dependency_vec *edges = &sbom->report->dependencies;
    size_t count = sbom->report->components.count;
    uint32_t *first = sbom->component_first;

    /* One place further than its own, so that filling turns starts into ends. */
    for (size_t i = 0; i < edges->count; i++)
        if (edges->items[i].component < count) first[edges->items[i].component + 2]++;
    for (size_t i = 2; i < count + 2; i++) first[i] += first[i - 1];
    for (size_t i = 0; i < edges->count; i++)
        if (edges->items[i].component < count)
            sbom->by_component[first[edges->items[i].component + 1]++] = (uint32_t)i;
}

static bool fold(fh_sbom *sbom)
{
    const fh_dependency_vec *edges = &sbom->report->dependencies;
    folding self = {.sbom = sbom};

    if (edges->count >= SEVERAL) return false;
    sbom->target = FH_NEW_ARRAY(&sbom->arena, edges->count, uint32_t);
    sbom->by_package = FH_NEW_ARRAY(&sbom->arena, edges->count, uint32_t);
    sbom->by_component = FH_NEW_ARRAY(&sbom->arena, edges->count, uint32_t);
    sbom->component_first =
        FH_NEW_ARRAY(&sbom->arena, sbom->report->components.count + 2, uint32_t);
    fh_table_init(&self.own, &sbom->arena);
    fh_table_init(&self.packages, &sbom->arena);
    fh_table_init(&self.bare, &sbom->arena);
    if (sbom->arena.failed) return false;
    note_components(&self);
    for (uint32_t i = 0; i < edges->count; i++) fold_edge(&self, i, false);
    for (uint32_t i = 0; i < edges->count; i++) fold_edge(&self, i, true);
    if (sbom->arena.failed) return false;
    for (size_t i = 0; i < edges->count; i++)
        if ((sbom->target[i] & FH_SBOM_OWN) == 0)
            describe_package(&sbom->packages.items[sbom->target[i]], sbom->report,
                             &edges->items[i]);
    sort_components(sbom);
    return sort_packages(sbom);
}

bool fh_sbom_fold(fh_sbom *sbom, const fh_report *report)
{
    sbom->report = report;
    fh_arena_init(&sbom->arena, 0);
    return fold(sbom);
}

void fh_sbom_done(fh_sbom *sbom)
{
    fh_arena_done(&sbom->arena);
}

/* ---- identity -------------------------------------------------------------------------------- */

typedef struct digest_state {
    fh_digest_hex digest;
} digest_state;

/* A chain over the pieces; the sink cuts them the same way every time. */
static bool add_to_digest(void *user, const char *bytes, size_t count)
{
    digest_state *self = user;
    fh_text parts[2] = {fh_text_of(self->digest.hex), fh_text_make(bytes, count)};

    self->digest = fh_digest128(parts, 2);
    return true;
}

/* A name-based UUID of version 8 (RFC 9562, section 5.8). */
static void make_uuid(const char *hex, char *ret_uuid)
{
    static const char variants[] = "89ab";
    size_t at = 0;

    for (size_t i = 0; i < 32; i++) {
        if (i == 8 || i == 12 || i == 16 || i == 20) ret_uuid[at++] = '-';
        ret_uuid[at++] = i == 12 ? '8' : i == 16 ? variants[(unsigned char)hex[i] % 4] : hex[i];
    }
    ret_uuid[at] = '\0';
}

void fh_sbom_write(const fh_report *report, const fh_report_style *style, fh_sbom_writer writer,
                   fh_sink *sink)
{
    fh_sbom sbom = {.source_date = style->source_date};
    char identity[40] = "00000000-0000-8000-8000-000000000000";
    digest_state digest = {.digest = {.hex = ""}};
    fh_sink first;

    if (fh_sbom_fold(&sbom, report)) {
        fh_sink_init(&first, add_to_digest, &digest);
        writer(&sbom, identity, &first);
        if (fh_sink_done(&first)) {
            make_uuid(digest.digest.hex, identity);
            writer(&sbom, identity, sink);
        } else {
            sink->failed = true;
        }
    }
    if (sbom.arena.failed) sink->failed = true;
    fh_sbom_done(&sbom);
}

/* ---- texts ----------------------------------------------------------------------------------- */

fh_text fh_sbom_manner(fh_sbom *sbom, const fh_dependency *edge)
{
    fh_text parts[] = {edge->phase, edge->necessity, edge->requirement, edge->gate};
    fh_text manner = FH_TEXT("");

    for (size_t i = 0; i < FH_COUNT(parts); i++) {
        if (fh_text_is_empty(parts[i])) continue;
        manner = fh_text_is_empty(manner)
                     ? parts[i]
                     : fh_arena_printf(&sbom->arena, "%.*s %.*s", FH_TEXT_ARGS(manner),
                                       FH_TEXT_ARGS(parts[i]));
    }
    return manner;
}

fh_text fh_sbom_location(fh_sbom *sbom, fh_text path)
{
    fh_text safe;
    fh_buf buf;

    if (fh_text_is_empty(path)) return FH_TEXT(".");
    if (fh_text_is_utf8(path)) return path;
    fh_buf_init(&buf, 0);
    for (size_t at = 0; at < path.len;) {
        uint32_t code;
        size_t size = fh_sink_decode(fh_text_slice(path, at, path.len), &code);

        if (code == UINT32_MAX || code == '%')
            fh_buf_printf(&buf, "%%%02X", (unsigned)(unsigned char)path.ptr[at]);
        else fh_buf_add(&buf, fh_text_slice(path, at, at + size));
        at += size;
    }
    safe = fh_arena_copy(&sbom->arena, fh_buf_text(&buf));
    fh_buf_done(&buf);
    return safe;
}

fh_text fh_sbom_place(fh_sbom *sbom, const fh_place *place)
{
    fh_text path = fh_sbom_location(sbom, place->path);

    if (place->line == 0) return path;
    return fh_arena_printf(&sbom->arena, "%.*s:%u", FH_TEXT_ARGS(path), (unsigned)place->line);
}

static bool is_leap(uint64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* A year and a month at a time: at most 8042 turns, once a document. */
void fh_sbom_date(uint64_t seconds, char *ret_text)
{
    static const uint8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const uint64_t last = 253402300799u; /* the end of the year 9999 */
    const uint64_t moment = seconds > last ? last : seconds;
    uint64_t days = moment / 86400, year = 1970;
    uint32_t second = (uint32_t)(moment % 86400), month = 0;

    for (; days >= 365u + is_leap(year); year++) days -= 365u + is_leap(year);
    for (; month < 11 && days >= lengths[month] + (uint64_t)(month == 1 && is_leap(year)); month++)
        days -= lengths[month] + (uint64_t)(month == 1 && is_leap(year));
    /* 20 characters: the year has four digits, all others two. */
    (void)snprintf(ret_text, 24, "%04u-%02u-%02uT%02u:%02u:%02uZ", (unsigned)year % 10000,
                   (month + 1) % 100, (unsigned)(days + 1) % 100, second / 3600 % 100,
                   second / 60 % 60, second % 60);
}

bool fh_sbom_is_hub_id(fh_text id)
{
    size_t slash = fh_text_find_byte(id, '/');

    if (slash == SIZE_MAX || slash == 0 || slash + 1 >= id.len) return false;
    for (size_t i = 0; i < id.len; i++)
        if (i != slash && !fh_is_word(id.ptr[i]) && id.ptr[i] != '-' && id.ptr[i] != '.')
            return false;
    return true;
}

fh_text fh_sbom_model_purl(fh_sbom *sbom, const fh_model_record *model)
{
    if (!fh_sbom_is_hub_id(model->id) || fh_text_is(model->openness, "hosted")) return FH_TEXT("");
    return fh_purl_of(&sbom->arena, "huggingface", model->id);
}

bool fh_sbom_is_container(const fh_sbom_package *package)
{
    return fh_text_is(package->parts.type, "docker") || fh_text_is(package->parts.type, "oci");
}

/* ---- expressions ----------------------------------------------------------------------------- */

static bool is_id_byte(char c)
{
    return fh_is_alnum(c) || c == '-' || c == '.' || c == ':' || c == '+';
}

/* One parenthesis, operator or id off the front; empty at the end, ptr NULL for anything else. */
static fh_text next_token(fh_text *rest)
{
    size_t end = 0;

    *rest = fh_text_trim(*rest);
    if (rest->len > 0 && (rest->ptr[0] == '(' || rest->ptr[0] == ')')) end = 1;
    else
        while (end < rest->len && is_id_byte(rest->ptr[end])) end++;
    fh_text token = fh_text_slice(*rest, 0, end);
    if (end == 0 && rest->len > 0) return fh_text_make(NULL, 0);
    *rest = fh_text_slice(*rest, end, rest->len);
    return token.ptr == NULL ? FH_TEXT("") : token;
}

static bool is_operator(fh_text token)
{
    return fh_text_is(token, "AND") || fh_text_is(token, "OR") || fh_text_is(token, "WITH");
}

bool fh_sbom_is_expression(fh_text text)
{
    const size_t depth_max = 100;
    bool wants_operand = true;
    size_t depth = 0;

    for (;;) {
        fh_text token = next_token(&text);

        if (token.ptr == NULL) return false;
        if (token.len == 0) return !wants_operand && depth == 0;
        if (fh_text_is(token, "(")) {
            if (!wants_operand || ++depth > depth_max) return false;
        } else if (fh_text_is(token, ")")) {
            if (wants_operand || depth-- == 0) return false;
        } else {
            if (is_operator(token) == wants_operand) return false;
            wants_operand = !wants_operand;
        }
    }
}

bool fh_sbom_is_concluded(const fh_sbom_package *package)
{
    return fh_text_is(package->license_source, "text") ||
           fh_text_is(package->license_source, "override");
}

bool fh_sbom_next_ref(fh_text *rest, fh_text *ret_ref)
{
    for (;;) {
        fh_text token = next_token(rest);

        if (token.len == 0) return false;
        if (!fh_text_starts(token, FH_TEXT("LicenseRef-"))) continue;
        *ret_ref = token;
        return true;
    }
}

/* ---- sections -------------------------------------------------------------------------------- */

void fh_sbom_section_begin(fh_sbom_section *section, fh_sbom *sbom, fh_json *json, const char *key)
{
    *section = (fh_sbom_section){.sbom = sbom, .json = json};
    fh_sink_printf(json->sink, "\"%s\":[", key);
}

fh_json_node *fh_sbom_record(fh_sbom_section *section)
{
    fh_sink_put(section->json->sink, section->is_open ? ",\n" : "\n");
    section->is_open = true;
    return fh_json_begin(section->json);
}

void fh_sbom_section_end(fh_sbom_section *section)
{
    fh_sink_put(section->json->sink, section->is_open ? "\n]" : "]");
}
