/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Dependency edges for people: one line an edge, under the manifest that declares it. */
#include "report/page.h"
#include "report/reporters.h"

/* "phase, necessity, gate": what is not the plain case. */
static size_t write_manner(fh_page *page, const fh_dependency *edge)
{
    size_t columns = fh_page_text(page, FH_PAINT_PLAIN, edge->phase, 0);

    if (!fh_text_is(edge->necessity, "required") && !fh_text_is_empty(edge->necessity)) {
        columns += fh_page_put(page, FH_PAINT_PLAIN, ", ");
        columns += fh_page_text(page, FH_PAINT_YELLOW, edge->necessity, 0);
    }
    if (!fh_text_is_empty(edge->gate)) {
        columns += fh_page_put(page, FH_PAINT_PLAIN, ", ");
        columns += fh_page_text(page, FH_PAINT_DIM, edge->gate, 40);
    }
    return columns;
}

static void write_edge(fh_page *page, const fh_dependency *edge)
{
    size_t name = page->width / 2;
    size_t used;

    fh_sink_printf(page->sink, "%6u  ", (unsigned)edge->place.line);
    used = fh_page_text(page, FH_PAINT_PLAIN, edge->purl, 0);
    if (!fh_text_is_empty(edge->requirement)) {
        used += fh_page_put(page, FH_PAINT_PLAIN, " ");
        used += fh_page_text(page, FH_PAINT_CYAN, edge->requirement, 24);
    }
    fh_sink_pad(page->sink, used < name ? name - used : 1);
    fh_sink_put(page->sink, " ");
    (void)write_manner(page, edge); /* the last cell but one needs no filling */
    fh_sink_put(page->sink, "  ");
    if (fh_text_is_empty(edge->license)) (void)fh_page_put(page, FH_PAINT_DIM, "license unknown");
    else fh_page_text(page, FH_PAINT_GREEN, edge->license, 30);
    if (edge->license_differs) (void)fh_page_put(page, FH_PAINT_YELLOW, ", sources differ");
    fh_page_line(page);
}

static void write_unknown(fh_page *page, const fh_report *report)
{
    size_t unknown = 0, differing = 0;

    for (size_t i = 0; i < report->dependencies.count; i++) {
        unknown += fh_text_is_empty(report->dependencies.items[i].license);
        differing += report->dependencies.items[i].license_differs;
    }
    if (unknown > 0) {
        fh_sink_put(page->sink, ", ");
        fh_page_count(page, unknown);
        fh_sink_put(page->sink, " of unknown license");
    }
    if (differing > 0) {
        fh_sink_put(page->sink, ", ");
        fh_page_count(page, differing);
        fh_sink_put(page->sink, " with sources that differ");
    }
}

static void write_dependencies(const fh_report *report, const fh_report_style *style, fh_sink *sink)
{
    fh_page page = fh_page_make(sink, style);
    fh_text path = fh_text_make(NULL, 0);

    for (size_t i = 0; i < report->dependencies.count; i++) {
        const fh_dependency *edge = &report->dependencies.items[i];

        if (path.ptr == NULL || !fh_text_eq(path, edge->place.path)) {
            path = edge->place.path;
            fh_sink_put(sink, i > 0 ? "\n" : "");
            fh_sink_put(sink, "= ");
            fh_page_text(&page, FH_PAINT_BOLD, path, 0);
            fh_page_line(&page);
        }
        write_edge(&page, edge);
    }
    if (report->dependencies.count > 0) fh_page_line(&page);
    fh_page_counted(&page, report->dependencies.count, "dependency edge");
    write_unknown(&page, report);
    fh_sink_put(sink, report->coverage.complete ? "\n" : ", and the scan is incomplete\n");
}

const fh_reporter fh_reporter_deps_text = {
    .name = "deps-text",
    .about = "dependency edges by manifest, one line an edge",
    .write = write_dependencies,
};
