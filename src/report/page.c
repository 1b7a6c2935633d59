/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "report/page.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
    PAGE_WIDTH_DEFAULT = 100,
    PAGE_WIDTH_MIN = 40,
    PAGE_WIDTH_MAX = 1000,
    PAGE_DIGITS = 32 /* of a 64-bit number with commas */
};

/* Select Graphic Rendition of ECMA-48, the eight colors that every terminal has. */
static const char *const paints[] = {
    [FH_PAINT_PLAIN] = "",         [FH_PAINT_BOLD] = "\x1b[1m",    [FH_PAINT_DIM] = "\x1b[2m",
    [FH_PAINT_RED] = "\x1b[1;31m", [FH_PAINT_YELLOW] = "\x1b[33m", [FH_PAINT_GREEN] = "\x1b[32m",
    [FH_PAINT_CYAN] = "\x1b[36m",
};

fh_page fh_page_make(fh_sink *sink, const fh_report_style *style)
{
    fh_page page = {.sink = sink, .width = PAGE_WIDTH_DEFAULT};

    if (style == NULL) return page;
    page.color = style->color;
    page.all = style->all;
    if (style->width > 0) page.width = style->width;
    if (page.width < PAGE_WIDTH_MIN) page.width = PAGE_WIDTH_MIN;
    if (page.width > PAGE_WIDTH_MAX) page.width = PAGE_WIDTH_MAX;
    return page;
}

static void paint_on(fh_page *page, fh_paint paint)
{
    if (page->color) fh_sink_put(page->sink, paints[paint]);
}

static void paint_off(fh_page *page, fh_paint paint)
{
    if (page->color && paint != FH_PAINT_PLAIN) fh_sink_put(page->sink, "\x1b[0m");
}

size_t fh_page_put(fh_page *page, fh_paint paint, const char *string)
{
    paint_on(page, paint);
    fh_sink_put(page->sink, string);
    paint_off(page, paint);
    return strlen(string);
}

size_t fh_page_repeat(fh_page *page, fh_paint paint, const char *string, size_t count)
{
    paint_on(page, paint);
    for (size_t i = 0; i < count; i++) fh_sink_put(page->sink, string);
    paint_off(page, paint);
    return count * strlen(string);
}

void fh_page_heading(fh_page *page, const char *string)
{
    fh_page_put(page, FH_PAINT_BOLD, string);
    fh_page_line(page);
}

size_t fh_page_text(fh_page *page, fh_paint paint, fh_text text, size_t max)
{
    size_t columns;

    paint_on(page, paint);
    columns = fh_sink_terminal(page->sink, text, max);
    paint_off(page, paint);
    return columns;
}

size_t fh_page_cell(fh_page *page, fh_paint paint, fh_text text, size_t columns)
{
    size_t used = columns == 0 ? 0 : fh_page_text(page, paint, text, columns);

    fh_sink_pad(page->sink, columns - used);
    return columns;
}

size_t fh_page_place(fh_page *page, const fh_place *place)
{
    char numbers[PAGE_DIGITS] = "";
    size_t columns;

    if (place->line > 0 && place->column > 0)
        (void)snprintf(numbers, sizeof(numbers), ":%" PRIu32 ":%" PRIu32, place->line,
                       place->column); /* at most 22 characters */
    else if (place->line > 0) (void)snprintf(numbers, sizeof(numbers), ":%" PRIu32, place->line);
    paint_on(page, FH_PAINT_CYAN);
    columns = fh_sink_terminal(page->sink, place->path, 0);
    fh_sink_put(page->sink, numbers);
    paint_off(page, FH_PAINT_CYAN);
    return columns + strlen(numbers);
}

size_t fh_page_count(fh_page *page, uint64_t count)
{
    char digits[PAGE_DIGITS];
    size_t at = sizeof(digits) - 1;
    unsigned places = 0;

    digits[at] = '\0';
    do {
        if (places > 0 && places % 3 == 0) digits[--at] = ',';
        digits[--at] = (char)('0' + count % 10);
        count /= 10;
        places++;
    } while (count > 0);
    return fh_page_put(page, FH_PAINT_PLAIN, digits + at);
}

size_t fh_page_bytes(fh_page *page, uint64_t bytes)
{
    static const char *const units[] = {" bytes", " kB", " MB", " GB", " TB"};
    uint64_t tenths = bytes; /* of the unit, once there is one */
    size_t unit = 0;
    size_t columns;

    if (bytes < 1000)
        return fh_page_count(page, bytes) + fh_page_put(page, FH_PAINT_PLAIN, units[0]);
    for (tenths = bytes / 100, unit = 1; tenths >= 10000 && unit + 1 < FH_COUNT(units); unit++)
        tenths /= 1000;
    columns = fh_page_count(page, tenths / 10);
    fh_sink_printf(page->sink, ".%u", (unsigned)(tenths % 10));
    return columns + 2 + fh_page_put(page, FH_PAINT_PLAIN, units[unit]);
}

size_t fh_page_counted(fh_page *page, uint64_t count, const char *noun)
{
    size_t columns = fh_page_count(page, count);

    fh_sink_printf(page->sink, " %s%s", noun, count == 1 ? "" : "s");
    return columns + 1 + strlen(noun) + (count == 1 ? 0 : 1);
}

void fh_page_line(fh_page *page)
{
    fh_sink_put(page->sink, "\n");
}

/* Take the next run of non-blanks off the front of `*rest`. */
static bool next_word(fh_text *rest, fh_text *ret_word)
{
    size_t end = 0;

    *rest = fh_text_trim(*rest);
    while (end < rest->len && !fh_is_blank(rest->ptr[end])) end++;
    *ret_word = fh_text_slice(*rest, 0, end);
    *rest = fh_text_slice(*rest, end, rest->len);
    return end > 0;
}

void fh_page_wrap(fh_page *page, size_t column, size_t indent, fh_text text)
{
    bool is_first = true;
    fh_text word;

    while (next_word(&text, &word)) {
        size_t columns = fh_sink_columns(word);

        if (!is_first && column + 1 + columns > page->width) {
            fh_page_line(page);
            fh_sink_pad(page->sink, indent);
            column = indent;
        } else if (!is_first) {
            fh_sink_put(page->sink, " ");
            column++;
        }
        column +=
            fh_sink_terminal(page->sink, word, page->width > column + 8 ? page->width - column : 8);
        is_first = false;
    }
    fh_page_line(page);
}

size_t fh_page_names(fh_page *page, fh_paint paint, const fh_text_vec *names, size_t max)
{
    size_t columns = 0;

    for (size_t i = 0; i < names->count; i++) {
        size_t next = fh_sink_columns(names->items[i]) + (i > 0 ? 2 : 0);
        size_t points = i + 1 < names->count ? 3 : 0; /* room to say that there are more */

        if (max > 0 && i > 0 && columns + next + points > max && columns + 3 <= max)
            return columns + fh_page_put(page, paint, "...");
        if (i > 0) columns += fh_page_put(page, paint, ", ");
        columns += fh_page_text(page, paint, names->items[i], max > columns ? max - columns : 0);
    }
    return columns;
}

fh_paint fh_page_level_paint(fh_text level)
{
    static const struct {
        const char *level;
        fh_paint paint;
    } rows[] = {
        {"none", FH_PAINT_GREEN},           {"neutral", FH_PAINT_GREEN},
        {"preferred", FH_PAINT_YELLOW},     {"required", FH_PAINT_RED},
        {"open", FH_PAINT_GREEN},           {"mixed", FH_PAINT_YELLOW},
        {"source-available", FH_PAINT_RED}, {"closed", FH_PAINT_RED},
        {"unknown", FH_PAINT_YELLOW},
    };

    for (size_t i = 0; i < FH_COUNT(rows); i++)
        if (fh_text_is(level, rows[i].level)) return rows[i].paint;
    return FH_PAINT_PLAIN;
}

fh_paint fh_page_severity_paint(fh_severity severity)
{
    static const fh_paint by_severity[] = {
        [FH_SEVERITY_INFO] = FH_PAINT_DIM,      [FH_SEVERITY_LOW] = FH_PAINT_CYAN,
        [FH_SEVERITY_MEDIUM] = FH_PAINT_YELLOW, [FH_SEVERITY_HIGH] = FH_PAINT_RED,
        [FH_SEVERITY_CRITICAL] = FH_PAINT_RED,
    };

    return by_severity[severity];
}
