/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The report for people: verdicts first, then what they rest on and what speaks against them, then
 * findings, then tables. Everything that was left out is counted. */
#include "report/text_report.h"

#include "report/reporters.h"

enum {
    TEXT_CITATIONS = 5, /* of a kind and axis, before "and N more" */
    TEXT_AXIS_WIDTH = 9,
    TEXT_LEVEL_WIDTH = 16,
    TEXT_CONFIDENCE_WIDTH = 7,
    TEXT_VENDORS_MAX = 28,
    TEXT_COMMIT_DIGITS = 12,
    TEXT_HASH_DIGITS = 8
};

/* ---- head ------------------------------------------------------------------------------------ */

static void write_head(fh_page *page, const fh_report *report)
{
    fh_page_put(page, FH_PAINT_BOLD, "freehold");
    fh_sink_printf(page->sink, " %s  ", FH_VERSION);
    fh_page_counted(page, report->rule_count, "rule");
    if (!fh_text_is_empty(report->rules_hash)) {
        fh_sink_put(page->sink, " ");
        fh_page_text(page, FH_PAINT_DIM, fh_text_slice(report->rules_hash, 0, TEXT_HASH_DIGITS), 0);
    }
    fh_page_line(page);
    fh_page_text(page, FH_PAINT_PLAIN, report->target_kind, 0);
    if (!fh_text_is_empty(report->target_commit)) {
        fh_sink_put(page->sink, " ");
        fh_page_text(page, FH_PAINT_PLAIN,
                     fh_text_slice(report->target_commit, 0, TEXT_COMMIT_DIGITS), 0);
    }
    if (!fh_text_is_empty(report->target_ref)) {
        fh_sink_put(page->sink, " (");
        fh_page_text(page, FH_PAINT_PLAIN, report->target_ref, 0);
        fh_sink_put(page->sink, ")");
    }
    if (!fh_text_is_empty(report->target_path)) {
        fh_sink_put(page->sink, "  below ");
        fh_page_text(page, FH_PAINT_PLAIN, report->target_path, 0);
    }
    fh_sink_put(page->sink, "  ");
    fh_page_counted(page, report->coverage.files, "file");
    fh_sink_put(page->sink, "  ");
    fh_page_bytes(page, report->coverage.bytes);
    fh_sink_put(page->sink, "  ");
    fh_page_counted(page, report->components.count, "component");
    fh_sink_put(page->sink, "\n\n");
}

/* ---- verdicts -------------------------------------------------------------------------------- */

static bool names_vendors(const fh_verdict *verdict)
{
    return verdict->vendors.count > 0;
}

/* "nvidia, amd (cuda-class)", or "-". */
static size_t put_vendors(fh_page *page, const fh_verdict *verdict, size_t max)
{
    size_t qualifier = fh_sink_columns(verdict->qualifier);
    size_t columns;

    if (!names_vendors(verdict)) return fh_page_put(page, FH_PAINT_DIM, "-");
    if (qualifier == 0 || qualifier + 3 >= max)
        return fh_page_names(page, FH_PAINT_BOLD, &verdict->vendors, max);
    columns = fh_page_names(page, FH_PAINT_BOLD, &verdict->vendors, max - qualifier - 3);
    columns += fh_page_put(page, FH_PAINT_PLAIN, " (");
    columns += fh_page_text(page, FH_PAINT_PLAIN, verdict->qualifier, 0);
    return columns + fh_page_put(page, FH_PAINT_PLAIN, ")");
}

static size_t vendors_columns(const fh_verdict *verdict)
{
    size_t columns = fh_sink_columns(verdict->qualifier);

    if (!names_vendors(verdict)) return 1;
    columns += columns > 0 ? 3 : 0;
    for (size_t i = 0; i < verdict->vendors.count; i++)
        columns += fh_sink_columns(verdict->vendors.items[i]) + (i > 0 ? 2 : 0);
    return columns;
}

/* Its summary, or the first reason. */
static fh_text short_why(const fh_verdict *verdict)
{
    if (!fh_text_is_empty(verdict->summary)) return verdict->summary;
    return verdict->because.count > 0 ? verdict->because.items[0].reason : fh_text_make("", 0);
}

/* Four lines of equal shape: axis, level, vendors, confidence, why. */
static void write_verdict_block(fh_page *page, const fh_report *report)
{
    size_t vendors = 1;
    size_t used;

    for (size_t i = 0; i < FH_AXIS_COUNT; i++) {
        size_t columns = vendors_columns(&report->verdicts[i]);

        if (columns > vendors) vendors = columns < TEXT_VENDORS_MAX ? columns : TEXT_VENDORS_MAX;
    }
    fh_page_heading(page, "VERDICT");
    for (size_t i = 0; i < FH_AXIS_COUNT; i++) {
        const fh_verdict *verdict = &report->verdicts[i];

        fh_sink_put(page->sink, "  ");
        fh_page_cell(page, FH_PAINT_PLAIN, fh_text_of(fh_axis_name(verdict->axis)),
                     TEXT_AXIS_WIDTH);
        fh_sink_put(page->sink, " ");
        fh_page_cell(page, fh_page_level_paint(verdict->level), verdict->level, TEXT_LEVEL_WIDTH);
        fh_sink_put(page->sink, " ");
        fh_sink_pad(page->sink, vendors - put_vendors(page, verdict, vendors));
        fh_sink_put(page->sink, "  ");
        fh_page_cell(page, FH_PAINT_DIM, fh_text_of(fh_confidence_name(verdict->confidence)),
                     TEXT_CONFIDENCE_WIDTH);
        used = 2 + TEXT_AXIS_WIDTH + 1 + TEXT_LEVEL_WIDTH + 1 + vendors + 2 +
               TEXT_CONFIDENCE_WIDTH + 1;
        fh_sink_put(page->sink, " ");
        fh_page_wrap(page, used, used, short_why(verdict));
    }
    fh_page_line(page);
}

static void write_citation(fh_page *page, const fh_citation *citation)
{
    size_t column = 4;

    fh_sink_pad(page->sink, column);
    if (!fh_text_is_empty(citation->place.path)) column += fh_page_place(page, &citation->place);
    if (!fh_text_is_empty(citation->place.path) && !fh_text_is_empty(citation->quote))
        column += fh_page_put(page, FH_PAINT_PLAIN, "  ");
    if (!fh_text_is_empty(citation->quote))
        fh_page_text(page, FH_PAINT_PLAIN, fh_text_trim(citation->quote),
                     page->width > column + 20 ? page->width - column : 20);
    fh_sink_put(page->sink, "\n      ");
    column = 6;
    if (!fh_text_is_empty(citation->rule)) {
        column += fh_page_put(page, FH_PAINT_PLAIN, "[");
        column += fh_page_text(page, FH_PAINT_DIM, citation->rule, 0);
        column += fh_page_put(page, FH_PAINT_PLAIN, "] ");
    }
    fh_page_wrap(page, column, 6, citation->reason);
}

static void write_citations(fh_page *page, const char *heading, const char *none,
                            const fh_citation_vec *citations, size_t max)
{
    size_t shown = max == 0 || citations->count < max ? citations->count : max;

    if (citations->count == 0 && none == NULL) return;
    fh_sink_put(page->sink, "  ");
    fh_page_put(page, FH_PAINT_BOLD, heading);
    fh_page_line(page);
    for (size_t i = 0; i < shown; i++) write_citation(page, &citations->items[i]);
    if (citations->count == 0) fh_sink_printf(page->sink, "    %s\n", none);
    if (shown < citations->count) {
        fh_sink_put(page->sink, "    and ");
        fh_page_count(page, citations->count - shown);
        fh_sink_put(page->sink, " more\n");
    }
}

void fh_text_verdict(fh_page *page, const fh_verdict *verdict, size_t max)
{
    static const char *const headings[] = {
        [FH_AXIS_HARDWARE] = "HARDWARE",
        [FH_AXIS_MODEL] = "MODEL",
        [FH_AXIS_CLOUD] = "CLOUD",
        [FH_AXIS_LICENSE] = "LICENSE",
    };
    bool is_coupled =
        fh_text_is(verdict->level, "preferred") || fh_text_is(verdict->level, "required");

    fh_page_put(page, FH_PAINT_BOLD, headings[verdict->axis]);
    fh_sink_put(page->sink, " ");
    fh_page_text(page, fh_page_level_paint(verdict->level), verdict->level, 0);
    if (names_vendors(verdict)) {
        fh_sink_put(page->sink, ": ");
        put_vendors(page, verdict, SIZE_MAX);
    }
    if (verdict->declared) fh_sink_put(page->sink, ", declared by its own name or description");
    fh_sink_printf(page->sink, ", confidence %s\n  ", fh_confidence_name(verdict->confidence));
    fh_page_wrap(page, 2, 2, verdict->summary);
    write_citations(page, "because", NULL, &verdict->because, max);
    write_citations(page, "despite", is_coupled ? "nothing that speaks against it" : NULL,
                    &verdict->despite, max);
    write_citations(page, "to improve", NULL, &verdict->to_improve, max);
    fh_page_line(page);
}

static bool has_something(const fh_verdict *verdict)
{
    return verdict->because.count + verdict->despite.count + verdict->to_improve.count > 0;
}

void fh_text_level_cell(fh_page *page, const fh_verdict *verdict, size_t columns, bool is_filled)
{
    size_t used = fh_page_text(page, fh_page_level_paint(verdict->level), verdict->level, columns);

    if (names_vendors(verdict) && used + 4 < columns) {
        used += fh_page_put(page, FH_PAINT_PLAIN, " ");
        used += fh_page_names(page, FH_PAINT_PLAIN, &verdict->vendors, columns - used);
    }
    fh_sink_pad(page->sink, is_filled && columns > used ? columns - used : 0);
}

/* ---- the page -------------------------------------------------------------------------------- */

static void write_report(const fh_report *report, const fh_report_style *style, fh_sink *sink)
{
    fh_page page = fh_page_make(sink, style);

    write_head(&page, report);
    write_verdict_block(&page, report);
    for (size_t i = 0; i < FH_AXIS_COUNT; i++)
        if (has_something(&report->verdicts[i]))
            fh_text_verdict(&page, &report->verdicts[i], page.all ? 0 : TEXT_CITATIONS);
    fh_text_findings(&page, report);
    fh_text_components(&page, report);
    fh_text_licenses(&page, report);
    fh_text_models(&page, report);
    fh_text_dependencies(&page, report);
    fh_text_coverage(&page, report);
    fh_page_put(&page, FH_PAINT_DIM,
                "Read from the tree alone. This is evidence to judge by, not legal advice.");
    fh_page_line(&page);
}

const fh_reporter fh_reporter_text = {
    .name = "text",
    .about = "verdicts, evidence and tables for people at a terminal",
    .write = write_report,
};

void fh_explain_verdict(const fh_report *report, const fh_verdict *verdict,
                        const fh_report_style *style, fh_sink *sink)
{
    fh_page page = fh_page_make(sink, style);

    fh_text_verdict(&page, verdict, 0);
    if (!fh_text_is_empty(verdict->decision)) {
        fh_sink_put(sink, "The first decision that holds is ");
        fh_page_text(&page, FH_PAINT_BOLD, verdict->decision, 0);
        fh_sink_put(sink, ".\n");
    }
    fh_sink_put(sink, "\nTests in their order, for every vendor with evidence, strongest first:\n");
    for (size_t i = 0; i < verdict->proof.count; i++) {
        fh_page_text(&page, FH_PAINT_PLAIN, verdict->proof.items[i], 0);
        fh_page_line(&page);
    }
    if (report->components.count > 1) fh_sink_put(sink, "\nComponents\n");
    for (size_t i = 0; report->components.count > 1 && i < report->components.count; i++) {
        const fh_component *component = &report->components.items[i];

        fh_sink_put(sink, "  ");
        fh_text_level_cell(&page, &component->verdicts[verdict->axis], 32, true);
        fh_sink_put(sink, "  ");
        fh_page_text(&page, FH_PAINT_CYAN,
                     fh_text_is_empty(component->path) ? FH_TEXT(".") : component->path, 0);
        fh_sink_put(sink, component->is_main ? "  main\n"
                          : component->ships ? "\n"
                                             : "  does not ship\n");
    }
}

void fh_explain_finding(const fh_report *report, const fh_finding *finding,
                        const fh_report_style *style, fh_sink *sink)
{
    fh_page page = fh_page_make(sink, style);

    fh_text_finding(&page, finding, true);
    if (finding->component < report->components.count) {
        const fh_component *component = &report->components.items[finding->component];

        fh_sink_put(sink, "   = component ");
        fh_page_text(&page, FH_PAINT_PLAIN, component->name, 0);
        fh_sink_put(sink, component->ships ? "\n" : ", which does not ship\n");
    }
}
