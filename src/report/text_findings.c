/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <inttypes.h>
#include <stdio.h>

#include "report/text_report.h"

enum {
    FINDING_PLACES = 3, /* further places of one finding, unless all are wanted */
    FINDING_FINGERPRINT_DIGITS = 8
};

/* How many findings of a severity are shown unless all are wanted: the decisive ones come first,
 * and a page that nobody reads to its end convinces nobody. */
static const size_t shown_by_severity[] = {
    [FH_SEVERITY_INFO] = 0,  [FH_SEVERITY_LOW] = 2,       [FH_SEVERITY_MEDIUM] = 5,
    [FH_SEVERITY_HIGH] = 10, [FH_SEVERITY_CRITICAL] = 20,
};

/* "   = label: " in front of a note; gives the column behind it. */
static size_t put_note(fh_page *page, const char *label)
{
    size_t column = fh_page_put(page, FH_PAINT_DIM, "   = ");

    if (label[0] == '\0') return column;
    column += fh_page_put(page, FH_PAINT_PLAIN, label);
    return column + fh_page_put(page, FH_PAINT_PLAIN, ": ");
}

static void write_note(fh_page *page, const char *label, fh_text text)
{
    if (fh_text_is_empty(text)) return;
    fh_page_wrap(page, put_note(page, label), 5, text);
}

/* What of the quote to underline: the subject where it stands in it, else all of it. */
static fh_text marked_part(const fh_finding *finding, fh_text quote)
{
    size_t at =
        fh_text_is_empty(finding->subject) ? SIZE_MAX : fh_text_find(quote, finding->subject);

    return at == SIZE_MAX ? quote : fh_text_slice(quote, at, at + finding->subject.len);
}

/* Line number, quote, and carets beneath. */
static void write_snippet(fh_page *page, const fh_finding *finding)
{
    fh_text quote = fh_text_trim(finding->quote);
    fh_text marked = marked_part(finding, quote);
    size_t room = page->width > 12 ? page->width - 12 : page->width;
    size_t before, carets;
    char number[16] = "";

    if (fh_text_is_empty(quote)) return;
    if (finding->place.line > 0)
        (void)snprintf(number, sizeof(number), "%" PRIu32, finding->place.line); /* 10 digits */
    fh_page_put(page, FH_PAINT_DIM, "      |");
    fh_page_line(page);
    fh_sink_printf(page->sink, "%5s ", number);
    fh_page_put(page, FH_PAINT_DIM, "|");
    fh_sink_put(page->sink, " ");
    fh_page_text(page, FH_PAINT_PLAIN, quote, room);
    fh_sink_put(page->sink, "\n");
    fh_page_put(page, FH_PAINT_DIM, "      |");
    before = fh_sink_columns(fh_text_make(quote.ptr, (size_t)(marked.ptr - quote.ptr)));
    carets = fh_sink_columns(marked);
    if (before < room) {
        fh_sink_pad(page->sink, before + 1);
        fh_page_repeat(page, fh_page_severity_paint(finding->severity), "^",
                       carets < room - before ? carets : room - before);
    }
    fh_page_line(page);
}

static void write_grade(fh_page *page, const fh_finding *finding)
{
    put_note(page, "");
    fh_sink_printf(page->sink, "%s", fh_axis_name(finding->axis));
    if (!fh_text_is_empty(finding->vendor)) {
        fh_sink_put(page->sink, " ");
        fh_page_text(page, FH_PAINT_BOLD, finding->vendor, 0);
    }
    fh_sink_printf(page->sink, ": %s, confidence %s", fh_strength_name(finding->strength),
                   fh_confidence_name(finding->confidence));
    if (!fh_text_is_empty(finding->weight)) {
        fh_sink_put(page->sink, ", to migrate: ");
        fh_page_text(page, FH_PAINT_PLAIN, finding->weight, 0);
    }
    fh_page_line(page);
    if (finding->strength == finding->rule_strength) return;
    put_note(page, "");
    fh_sink_printf(page->sink, "the rule says %s; ", fh_strength_name(finding->rule_strength));
    fh_page_wrap(page, 32, 5, finding->weakened_by);
}

static void write_places(fh_page *page, const fh_finding *finding, bool is_full)
{
    size_t shown =
        is_full || finding->more.count < FINDING_PLACES ? finding->more.count : FINDING_PLACES;
    size_t column;

    if (finding->more_count == 0) return;
    column = put_note(page, "also");
    for (size_t i = 0; i < shown; i++) {
        const fh_place *place = &finding->more.items[i];

        if (i > 0 && column + fh_sink_columns(place->path) + 12 > page->width) {
            fh_sink_put(page->sink, "\n           ");
            column = 11;
        } else if (i > 0) {
            column += fh_page_put(page, FH_PAINT_PLAIN, " ");
        }
        column += fh_page_place(page, place);
    }
    if (finding->more_count > shown) {
        fh_sink_put(page->sink, shown > 0 ? " and " : "");
        fh_page_count(page, finding->more_count - shown);
        fh_sink_put(page->sink, shown > 0 ? " more" : " further places");
    }
    fh_page_line(page);
}

static void write_contexts(fh_page *page, const fh_finding *finding)
{
    if (finding->contexts == 0) return;
    put_note(page, "context");
    for (uint32_t i = 0, shown = 0; i < FH_CONTEXT_COUNT; i++)
        if ((finding->contexts >> i & 1) != 0)
            fh_sink_printf(page->sink, "%s%s", shown++ > 0 ? ", " : "", fh_context_name(i));
    fh_page_line(page);
}

void fh_text_finding(fh_page *page, const fh_finding *finding, bool is_full)
{
    fh_paint paint = fh_page_severity_paint(finding->severity);
    fh_text fingerprint = fh_text_of(finding->fingerprint);
    size_t column = fh_page_put(page, paint, fh_severity_name(finding->severity));

    column += fh_page_put(page, FH_PAINT_PLAIN, "[");
    column += fh_page_text(page, FH_PAINT_BOLD, finding->rule, 0);
    column += fh_page_put(page, FH_PAINT_PLAIN, "] ");
    fh_page_wrap(page, column, column, finding->title);
    fh_page_put(page, FH_PAINT_DIM, "  --> ");
    fh_page_place(page, &finding->place);
    fh_page_line(page);
    write_snippet(page, finding);
    write_grade(page, finding);
    if (!fh_text_eq(finding->message, finding->title)) write_note(page, "", finding->message);
    write_places(page, finding, is_full);
    if (is_full) write_contexts(page, finding);
    write_note(page, "remedy", finding->remedy);
    write_note(page, "neutral", finding->alternatives);
    put_note(page, "id");
    fh_page_text(page, FH_PAINT_DIM,
                 is_full ? fingerprint : fh_text_slice(fingerprint, 0, FINDING_FINGERPRINT_DIGITS),
                 0);
    fh_page_line(page);
}

/* Findings of one severity, in the report's order; gives how many it showed. */
static size_t write_severity(fh_page *page, const fh_report *report, fh_severity severity)
{
    size_t shown = 0;

    for (size_t i = 0; i < report->findings.count; i++) {
        const fh_finding *finding = &report->findings.items[i];

        if (finding->severity != severity) continue;
        if (!page->all && shown == shown_by_severity[severity]) break;
        fh_text_finding(page, finding, false);
        fh_page_line(page);
        shown++;
    }
    return shown;
}

void fh_text_findings(fh_page *page, const fh_report *report)
{
    size_t shown = 0;

    if (report->findings.count == 0) return;
    fh_page_heading(page, "FINDINGS");
    for (size_t i = FH_SEVERITY_COUNT; i-- > 0;)
        shown += write_severity(page, report, (fh_severity)i);
    fh_page_count(page, shown);
    fh_sink_put(page->sink, " of ");
    fh_page_counted(page, report->findings.count, "finding");
    fh_sink_put(page->sink, " shown: ");
    for (size_t i = FH_SEVERITY_COUNT; i-- > 0;) {
        fh_page_count(page, report->severity_counts[i]);
        fh_sink_printf(page->sink, " %s%s", fh_severity_name((fh_severity)i), i > 0 ? ", " : "");
    }
    fh_sink_put(page->sink, shown < report->findings.count ? "; --all shows the rest\n\n" : "\n\n");
}
