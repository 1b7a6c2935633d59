/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "report/text_report.h"

enum {
    TABLE_ROWS = 20,     /* of one table, unless all are wanted */
    TABLE_NAME_MAX = 36, /* columns */
    TALLY_NAMES = 12
};

/* ---- shared ---------------------------------------------------------------------------------- */

static size_t rows_shown(const fh_page *page, size_t count)
{
    return page->all || count < TABLE_ROWS ? count : TABLE_ROWS;
}

static void write_hidden(fh_page *page, size_t count)
{
    if (count == 0) return;
    fh_sink_put(page->sink, "  and ");
    fh_page_count(page, count);
    fh_sink_put(page->sink, " more; --all shows them\n");
}

/* How often each of a few names occurs; names beyond the room share one row. */
typedef struct tally {
    fh_text names[TALLY_NAMES];
    uint64_t counts[TALLY_NAMES];
    size_t used;
    uint64_t others;
} tally;

static void tally_add(tally *tally_of, fh_text name)
{
    for (size_t i = 0; i < tally_of->used; i++) {
        if (fh_text_eq(tally_of->names[i], name)) {
            tally_of->counts[i]++;
            return;
        }
    }
    if (tally_of->used == TALLY_NAMES) {
        tally_of->others++;
        return;
    }
    tally_of->names[tally_of->used] = name;
    tally_of->counts[tally_of->used++] = 1;
}

/* "  label  120 runtime, 80 dev", most frequent first, earlier seen first among equals. */
static void write_tally(fh_page *page, const char *label, tally *tally_of)
{
    bool is_first = true;

    fh_sink_put(page->sink, "  ");
    fh_page_cell(page, FH_PAINT_DIM, fh_text_of(label), 11);
    for (size_t turn = 0; turn < tally_of->used; turn++) {
        size_t best = 0;

        for (size_t i = 1; i < tally_of->used; i++)
            if (tally_of->counts[i] > tally_of->counts[best]) best = i;
        fh_sink_put(page->sink, is_first ? " " : ", ");
        is_first = false;
        fh_page_count(page, tally_of->counts[best]);
        fh_sink_put(page->sink, " ");
        if (fh_text_is_empty(tally_of->names[best])) fh_sink_put(page->sink, "unknown");
        else fh_page_text(page, FH_PAINT_PLAIN, tally_of->names[best], 30);
        tally_of->counts[best] = 0;
    }
    if (tally_of->others > 0) {
        fh_sink_put(page->sink, ", ");
        fh_page_counted(page, tally_of->others, "other");
    }
    fh_page_line(page);
}

/* Columns of the table of components: wider where the page is. */
typedef struct widths {
    size_t name, license, level;
} widths;

/* ---- components ------------------------------------------------------------------------------ */

static fh_text component_label(const fh_component *component)
{
    if (!fh_text_is_empty(component->path)) return component->path;
    return fh_text_is_empty(component->name) ? FH_TEXT(".") : component->name;
}

static void write_component(fh_page *page, const fh_component *component, const widths *columns)
{
    fh_sink_put(page->sink, component->is_main ? "* " : "  ");
    fh_page_cell(page, component->ships ? FH_PAINT_PLAIN : FH_PAINT_DIM, component_label(component),
                 columns->name);
    fh_sink_put(page->sink, "  ");
    fh_page_cell(page, FH_PAINT_PLAIN,
                 fh_text_is_empty(component->license) ? FH_TEXT("-") : component->license,
                 columns->license);
    for (size_t i = 0; i < FH_AXIS_LICENSE; i++) {
        fh_sink_put(page->sink, "  ");
        fh_text_level_cell(page, &component->verdicts[i], columns->level, i + 1 < FH_AXIS_LICENSE);
    }
    fh_page_line(page);
}

static widths component_widths(const fh_page *page, const fh_report *report, size_t shown)
{
    bool is_narrow = page->width < 100;
    const size_t license_most = is_narrow ? 12 : 20;
    widths found = {.name = 9, .license = 7, .level = is_narrow ? 10 : 17};
    size_t rest, most;

    for (size_t i = 0; i < shown; i++) {
        size_t columns = fh_sink_columns(report->components.items[i].license);

        if (columns > found.license) found.license = columns;
    }
    if (found.license > license_most) found.license = license_most;
    rest = 2 + found.license + FH_AXIS_LICENSE * (found.level + 2) + 2;
    most = page->width > rest + 12 ? page->width - rest : 12;

    if (most > TABLE_NAME_MAX) most = TABLE_NAME_MAX;
    for (size_t i = 0; i < shown; i++) {
        size_t columns = fh_sink_columns(component_label(&report->components.items[i]));

        if (columns > found.name) found.name = columns < most ? columns : most;
    }
    return found;
}

void fh_text_components(fh_page *page, const fh_report *report)
{
    size_t count = report->components.count;
    size_t shown = rows_shown(page, count);
    widths found;

    if (count < 2) return;
    found = component_widths(page, report, shown);
    fh_page_put(page, FH_PAINT_BOLD, "COMPONENTS");
    fh_sink_put(page->sink, " (* main)\n  ");
    fh_page_cell(page, FH_PAINT_DIM, FH_TEXT("component"), found.name + 2);
    fh_page_cell(page, FH_PAINT_DIM, FH_TEXT("license"), found.license + 2);
    fh_page_cell(page, FH_PAINT_DIM, FH_TEXT("hardware"), found.level + 2);
    fh_page_cell(page, FH_PAINT_DIM, FH_TEXT("model"), found.level + 2);
    fh_page_put(page, FH_PAINT_DIM, "cloud");
    fh_page_line(page);
    for (size_t i = 0; i < shown; i++) write_component(page, &report->components.items[i], &found);
    write_hidden(page, count - shown);
    fh_page_line(page);
}

/* ---- licenses and models --------------------------------------------------------------------- */

static void write_license(fh_page *page, const fh_license_record *license)
{
    fh_sink_put(page->sink, "  ");
    fh_page_cell(page, FH_PAINT_PLAIN, license->expression, 30);
    fh_sink_put(page->sink, "  ");
    fh_page_cell(page, FH_PAINT_PLAIN, license->role, 10);
    fh_sink_put(page->sink, "  ");
    fh_page_cell(page, FH_PAINT_DIM, license->kind, 10);
    fh_sink_put(page->sink, "  ");
    fh_page_place(page, &license->place);
    if (license->count > 1) {
        fh_sink_put(page->sink, " and ");
        fh_page_count(page, license->count - 1);
        fh_sink_put(page->sink, " more");
    }
    fh_page_line(page);
}

void fh_text_licenses(fh_page *page, const fh_report *report)
{
    size_t shown = rows_shown(page, report->licenses.count);

    if (report->licenses.count == 0) return;
    fh_page_heading(page, "LICENSES");
    for (size_t i = 0; i < shown; i++) write_license(page, &report->licenses.items[i]);
    write_hidden(page, report->licenses.count - shown);
    fh_page_line(page);
}

static void write_model(fh_page *page, const fh_model_record *model)
{
    fh_sink_put(page->sink, "  ");
    fh_page_cell(page, FH_PAINT_PLAIN, model->id, 34);
    fh_sink_put(page->sink, "  ");
    fh_page_cell(page, FH_PAINT_PLAIN,
                 fh_text_is_empty(model->vendor) ? FH_TEXT("-") : model->vendor, 12);
    fh_sink_put(page->sink, "  ");
    fh_page_cell(page, FH_PAINT_PLAIN, model->openness, 7);
    fh_sink_put(page->sink, "  ");
    fh_page_cell(page, FH_PAINT_DIM, model->role, 8);
    fh_sink_put(page->sink, "  ");
    fh_page_place(page, &model->place);
    if (model->count > 1) {
        fh_sink_put(page->sink, " and ");
        fh_page_count(page, model->count - 1);
        fh_sink_put(page->sink, " more");
    }
    fh_page_line(page);
}

void fh_text_models(fh_page *page, const fh_report *report)
{
    size_t shown = rows_shown(page, report->models.count);

    if (report->models.count == 0) return;
    fh_page_heading(page, "MODELS");
    for (size_t i = 0; i < shown; i++) write_model(page, &report->models.items[i]);
    write_hidden(page, report->models.count - shown);
    fh_page_line(page);
}

/* ---- dependencies ---------------------------------------------------------------------------- */

/* "pypi" of "pkg:pypi/name". */
static fh_text purl_type(fh_text purl)
{
    fh_text rest = fh_text_starts(purl, FH_TEXT("pkg:")) ? fh_text_slice(purl, 4, purl.len) : purl;
    size_t slash = fh_text_find_byte(rest, '/');

    return slash == SIZE_MAX ? fh_text_make("", 0) : fh_text_slice(rest, 0, slash);
}

void fh_text_dependencies(fh_page *page, const fh_report *report)
{
    tally phases = {0}, necessities = {0}, types = {0}, pins = {0};
    size_t licensed = 0;

    if (report->dependencies.count == 0) return;
    for (size_t i = 0; i < report->dependencies.count; i++) {
        const fh_dependency *edge = &report->dependencies.items[i];

        tally_add(&phases, edge->phase);
        tally_add(&necessities, edge->necessity);
        tally_add(&types, purl_type(edge->purl));
        tally_add(&pins, edge->pin);
        licensed += !fh_text_is_empty(edge->license);
    }
    fh_page_put(page, FH_PAINT_BOLD, "DEPENDENCIES");
    fh_sink_put(page->sink, " ");
    fh_page_counted(page, report->dependencies.count, "declared edge");
    fh_sink_put(page->sink, ", license known for ");
    fh_page_count(page, licensed);
    fh_page_line(page);
    write_tally(page, "type", &types);
    write_tally(page, "phase", &phases);
    write_tally(page, "necessity", &necessities);
    write_tally(page, "pin", &pins);
    fh_page_line(page);
}

/* ---- coverage -------------------------------------------------------------------------------- */

static void write_unread(fh_page *page, const fh_unread_record *unread)
{
    size_t column = 4;

    fh_sink_put(page->sink, unread->manifest ? "  ! " : "    ");
    column += fh_page_place(page, &unread->place);
    column += fh_page_put(page, FH_PAINT_PLAIN, "  ");
    column += fh_page_text(page, FH_PAINT_YELLOW, unread->reason, 0);
    column += fh_page_put(page, FH_PAINT_PLAIN, "  ");
    fh_page_wrap(page, column, 6, unread->message);
}

/* Manifests first: they are what makes a scan incomplete. */
static void write_unreads(fh_page *page, const fh_unread_vec *unread)
{
    size_t shown = rows_shown(page, unread->count);
    size_t left = shown;

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < unread->count && left > 0; i++)
            if (unread->items[i].manifest == (pass == 0)) {
                write_unread(page, &unread->items[i]);
                left--;
            }
    write_hidden(page, unread->count - shown);
}

void fh_text_coverage(fh_page *page, const fh_report *report)
{
    const fh_coverage *coverage = &report->coverage;

    fh_page_put(page, FH_PAINT_BOLD, "COVERAGE ");
    if (coverage->complete) fh_page_put(page, FH_PAINT_GREEN, "complete");
    else
        fh_page_put(page, FH_PAINT_RED,
                    "INCOMPLETE: what could not be read may change every verdict");
    fh_sink_put(page->sink, "\n  ");
    fh_page_count(page, coverage->read);
    fh_sink_put(page->sink, " of ");
    fh_page_counted(page, coverage->files, "file");
    fh_sink_put(page->sink, " read, ");
    fh_page_count(page, coverage->binary);
    fh_sink_put(page->sink, " binary, ");
    fh_page_counted(page, coverage->manifests, "manifest");
    fh_sink_put(page->sink, ", ");
    fh_page_counted(page, coverage->links, "link");
    fh_sink_put(page->sink, ", ");
    fh_page_counted(page, coverage->submodules, "submodule");
    fh_sink_put(page->sink, ", ");
    fh_page_counted(page, coverage->lines, "line");
    fh_page_line(page);
    if (coverage->unread.count > 0) {
        fh_sink_put(page->sink, "  ");
        fh_page_counted(page, coverage->unread.count, "problem");
        fh_sink_put(page->sink, " while reading (! in a manifest):\n");
        write_unreads(page, &coverage->unread);
    }
    fh_page_line(page);
}
