/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* A page for people: a sink with a width and colors, for the text reporters. Decoration is ASCII.
 * Every fh_text goes through fh_sink_terminal; `const char *` is for our own words. */
#ifndef FH_REPORT_PAGE_H
#define FH_REPORT_PAGE_H

#include "report/reporter.h"

typedef enum fh_paint {
    FH_PAINT_PLAIN,
    FH_PAINT_BOLD,
    FH_PAINT_DIM,
    FH_PAINT_RED,
    FH_PAINT_YELLOW,
    FH_PAINT_GREEN,
    FH_PAINT_CYAN
} fh_paint;

typedef struct fh_page {
    fh_sink *sink;
    size_t width; /* 40 to 1000 columns */
    bool color, all;
} fh_page;

fh_page fh_page_make(fh_sink *sink, const fh_report_style *style);
/* All give the columns that they used. `max` 0: no cut. */
size_t fh_page_put(fh_page *page, fh_paint paint, const char *string);
size_t fh_page_repeat(fh_page *page, fh_paint paint, const char *string, size_t count);
size_t fh_page_text(fh_page *page, fh_paint paint, fh_text text, size_t max);
/* Cut or filled with blanks to exactly `columns`. */
size_t fh_page_cell(fh_page *page, fh_paint paint, fh_text text, size_t columns);
/* path:line:column, as far as known, never cut: it is there to be copied. */
size_t fh_page_place(fh_page *page, const fh_place *place);
/* A number with commas: 1,155. */
size_t fh_page_count(fh_page *page, uint64_t count);
/* "29.7 MB", decimal units. */
size_t fh_page_bytes(fh_page *page, uint64_t bytes);
/* "1,155 files", or "1 file": `noun` takes an s. */
size_t fh_page_counted(fh_page *page, uint64_t count, const char *noun);
void fh_page_line(fh_page *page);                        /* end of line */
void fh_page_heading(fh_page *page, const char *string); /* a line of its own */
/* Words of `text` from `column` on, where the page stands, wrapped to lines indented by `indent`;
 * and the end of the line. */
void fh_page_wrap(fh_page *page, size_t column, size_t indent, fh_text text);
/* The comma separated or vector form of names: "a, b". */
size_t fh_page_names(fh_page *page, fh_paint paint, const fh_text_vec *names, size_t max);

/* Color of a verdict's level, and of a severity. */
fh_paint fh_page_level_paint(fh_text level);
fh_paint fh_page_severity_paint(fh_severity severity);

#endif
