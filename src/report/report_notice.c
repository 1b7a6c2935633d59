/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What to put beside a distribution: the packages that ship, under their licenses, then the ones
 * whose license nobody stated; the license files of the tree, its parts and copies with the holders
 * that they name, and notices. It is a list to start from: the texts themselves, and the holders of
 * packages that are not in the tree, have to come from there. */
#include <stdlib.h>

#include "report/reporters.h"
#include "report/sbom.h"

/* By license, those without one last, then by purl. */
static int compare_licenses(const void *a, const void *b)
{
    const fh_sbom_package *left = a, *right = b;
    bool left_empty = fh_text_is_empty(left->license),
         right_empty = fh_text_is_empty(right->license);
    int order = fh_text_compare(left->license, right->license);

    if (left_empty != right_empty) return left_empty ? 1 : -1;
    return order != 0 ? order : fh_text_compare(left->purl, right->purl);
}

static void put(fh_sink *sink, fh_text text)
{
    (void)fh_sink_terminal(sink, text, 0); /* nothing stands in a column behind it */
}

static void write_heading(fh_sink *sink, fh_text license)
{
    fh_sink_put(sink, "\n");
    if (fh_text_is_empty(license)) fh_sink_put(sink, "License unknown, to be settled first");
    else put(sink, license);
    fh_sink_put(sink, "\n");
}

static void write_packages(fh_sbom *sbom, fh_sink *sink)
{
    size_t count = sbom->packages.count, aside = 0;
    fh_sbom_package *sorted = FH_NEW_ARRAY(&sbom->arena, count, fh_sbom_package);
    const fh_sbom_package *last = NULL;

    if (sorted == NULL) return;
    for (size_t i = 0; i < count; i++) sorted[i] = sbom->packages.items[i];
    if (count > 0) qsort(sorted, count, sizeof(sorted[0]), compare_licenses);
    for (size_t i = 0; i < count; i++) {
        const fh_sbom_package *package = &sorted[i];

        if (package->scope == FH_SBOM_EXCLUDED) {
            aside++;
            continue;
        }
        if (last == NULL || !fh_text_eq(last->license, package->license))
            write_heading(sink, package->license);
        last = package;
        fh_sink_put(sink, "  ");
        put(sink, package->purl);
        fh_sink_put(sink, package->scope == FH_SBOM_OPTIONAL ? "  (optional)\n" : "\n");
    }
    fh_sink_printf(sink, "\n%zu packages ship, %zu for development and tests only do not.\n",
                   count - aside, aside);
}

/* One license file or declaration, with the holders that it names. */
static void write_notice(fh_sink *sink, const fh_notice *notice)
{
    fh_sink_put(sink, "  ");
    put(sink,
        fh_text_is_empty(notice->expression) ? FH_TEXT("terms of its own") : notice->expression);
    fh_sink_put(sink, "  ");
    put(sink, notice->path);
    fh_sink_put(sink, "\n");
    for (size_t i = 0; i < notice->holders.count; i++) {
        fh_sink_put(sink, "    Copyright ");
        put(sink, notice->holders.items[i]);
        fh_sink_put(sink, "\n");
    }
}

static void write_notices(const fh_report *report, fh_sink *sink, const char *kind,
                          const char *heading)
{
    bool has_heading = false;

    for (size_t i = 0; i < report->notices.count; i++) {
        if (!fh_text_is(report->notices.items[i].kind, kind)) continue;
        if (!has_heading) fh_sink_printf(sink, "\n%s\n", heading);
        has_heading = true;
        if (fh_text_is(report->notices.items[i].kind, "notice")) {
            fh_sink_put(sink, "  ");
            put(sink, report->notices.items[i].path);
            fh_sink_put(sink, "\n");
        } else write_notice(sink, &report->notices.items[i]);
    }
}

static bool is_listed(const fh_report *report, fh_text path)
{
    for (size_t i = 0; i < report->notices.count; i++)
        if (fh_text_eq(report->notices.items[i].path, path)) return true;
    return false;
}

/* Copies that only headers speak for. */
static void write_headers(fh_sbom *sbom, fh_sink *sink)
{
    const fh_report *report = sbom->report;
    bool has_heading = false;

    for (size_t i = 0; i < report->licenses.count; i++) {
        const fh_license_record *license = &report->licenses.items[i];

        if (!fh_text_is(license->role, "dependency") || is_listed(report, license->place.path))
            continue;
        fh_sink_put(sink, has_heading ? "" : "\nCopies in the tree, by their headers\n");
        has_heading = true;
        fh_sink_put(sink, "  ");
        put(sink, license->expression);
        fh_sink_put(sink, "  ");
        put(sink, fh_sbom_place(sbom, &license->place));
        if (license->count > 1) fh_sink_printf(sink, " and %u more", (unsigned)license->count - 1);
        fh_sink_put(sink, "\n");
    }
}

static void write_models(const fh_report *report, fh_sink *sink)
{
    bool has_heading = false;

    for (size_t i = 0; i < report->models.count; i++) {
        const fh_model_record *model = &report->models.items[i];

        if (fh_text_is_empty(model->license)) continue;
        fh_sink_put(sink, has_heading ? "" : "\nModels\n");
        has_heading = true;
        fh_sink_put(sink, "  ");
        put(sink, model->id);
        fh_sink_put(sink, "  ");
        put(sink, model->license);
        fh_sink_put(sink, "\n");
    }
}

static void write_document(fh_sbom *sbom, fh_sink *sink)
{
    const fh_component_vec *components = &sbom->report->components;

    fh_sink_put(sink, "Third-party notices");
    if (components->count > 0 && !fh_text_is_empty(components->items[0].name)) {
        fh_sink_put(sink, " for ");
        put(sink, components->items[0].name);
    }
    fh_sink_put(sink, "\n");
    write_packages(sbom, sink);
    write_notices(sbom->report, sink, "own", "This tree");
    write_notices(sbom->report, sink, "part", "Parts of it under terms of their own");
    write_notices(sbom->report, sink, "copy", "Copies in the tree");
    write_headers(sbom, sink);
    write_notices(sbom->report, sink, "declared", "Declared for paths");
    write_notices(sbom->report, sink, "notice", "Notices to pass on as they are");
    write_models(sbom->report, sink);
    if (sbom->report->coverage.unread.count > 0)
        fh_sink_printf(sink, "\nNot read: %zu places; the coverage of a scan lists them.\n",
                       sbom->report->coverage.unread.count);
    if (!sbom->report->coverage.complete)
        fh_sink_put(sink, "\nThe scan is incomplete, and so is this list.\n");
}

static void write_report(const fh_report *report, const fh_report_style *style, fh_sink *sink)
{
    fh_sbom sbom = {.source_date = style->source_date};

    if (fh_sbom_fold(&sbom, report)) write_document(&sbom, sink);
    if (sbom.arena.failed) sink->failed = true;
    fh_sbom_done(&sbom);
}

const fh_reporter fh_reporter_notice = {
    .name = "notice",
    .about = "third-party notices: packages that ship, by license",
    .write = write_report,
};
