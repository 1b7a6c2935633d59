/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "report/portfolio.h"

#include <stdlib.h>

#include "report/json.h"
#include "report/page.h"

enum { PATH_MIN = 10, PATH_MAX = 40, LICENSE_WIDTH = 18, GAP = 2 };

/* The axes of lock-in, in the order of the table. */
static const fh_axis axes[] = {FH_AXIS_HARDWARE, FH_AXIS_MODEL, FH_AXIS_CLOUD};

void fh_portfolio_init(fh_portfolio *portfolio)
{
    *portfolio = (fh_portfolio){0};
    fh_arena_init(&portfolio->arena, 0);
}

void fh_portfolio_done(fh_portfolio *portfolio)
{
    fh_arena_done(&portfolio->arena);
}

bool fh_portfolio_add(fh_portfolio *portfolio, fh_text path, const fh_report *report)
{
    fh_arena *arena = &portfolio->arena;
    fh_portfolio_row row = {.path = fh_arena_copy(arena, path),
                            .complete = report->coverage.complete};

    for (size_t axis = 0; axis < FH_AXIS_COUNT; axis++) {
        const fh_verdict *verdict = &report->verdicts[axis];

        row.levels[axis] = fh_arena_copy(arena, verdict->level);
        for (size_t i = 0; i < verdict->vendors.count; i++)
            if (!FH_VEC_ADD(arena, &row.vendors[axis],
                            fh_arena_copy(arena, verdict->vendors.items[i])))
                return false;
    }
    return FH_VEC_ADD(arena, &portfolio->rows, row) && !arena->failed;
}

/* ---- concentration --------------------------------------------------------------------------- */

static fh_concentration *find(fh_portfolio *portfolio, fh_axis axis, fh_text vendor)
{
    for (size_t i = 0; i < portfolio->concentrations.count; i++) {
        fh_concentration *known = &portfolio->concentrations.items[i];

        if (known->axis == axis && fh_text_eq(known->vendor, vendor)) return known;
    }
    const fh_concentration fresh = {.axis = axis, .vendor = vendor};
    if (!FH_VEC_ADD(&portfolio->arena, &portfolio->concentrations, fresh)) return NULL;
    return &portfolio->concentrations.items[portfolio->concentrations.count - 1];
}

static int compare_shares(const void *a, const void *b)
{
    const fh_concentration *left = a, *right = b;
    const uint32_t left_count = left->required + left->preferred;
    const uint32_t right_count = right->required + right->preferred;

    if (left->axis != right->axis) return left->axis < right->axis ? -1 : 1;
    if (left_count != right_count) return left_count > right_count ? -1 : 1;
    if (left->required != right->required) return left->required > right->required ? -1 : 1;
    return fh_text_compare(left->vendor, right->vendor);
}

bool fh_portfolio_settle(fh_portfolio *portfolio)
{
    portfolio->concentrations.count = 0;
    for (size_t a = 0; a < FH_COUNT(axes); a++) {
        for (size_t i = 0; i < portfolio->rows.count; i++) {
            const fh_portfolio_row *row = &portfolio->rows.items[i];
            const bool required = fh_text_is(row->levels[axes[a]], "required");

            for (size_t v = 0; v < row->vendors[axes[a]].count; v++) {
                fh_concentration *of = find(portfolio, axes[a], row->vendors[axes[a]].items[v]);

                if (of == NULL) return false;
                of->required += required;
                of->preferred += !required;
            }
        }
    }
    if (portfolio->concentrations.count > 0)
        qsort(portfolio->concentrations.items, portfolio->concentrations.count,
              sizeof(portfolio->concentrations.items[0]), compare_shares);
    return !portfolio->arena.failed;
}

uint32_t fh_concentration_share(const fh_portfolio *portfolio, const fh_concentration *of)
{
    const size_t count = portfolio->rows.count;

    return count == 0
               ? 0
               : (uint32_t)((((size_t)of->required + of->preferred) * 100 + count / 2) / count);
}

/* ---- text ------------------------------------------------------------------------------------ */

static size_t path_width(const fh_portfolio *portfolio)
{
    size_t width = PATH_MIN;

    for (size_t i = 0; i < portfolio->rows.count; i++) {
        const size_t columns = fh_sink_columns(portfolio->rows.items[i].path);

        if (columns > width) width = columns;
    }
    return width < PATH_MAX ? width : PATH_MAX;
}

/* The end of a long path tells more than its beginning. */
static void write_path(fh_page *page, fh_text path, size_t width)
{
    const size_t columns = fh_sink_columns(path);

    if (columns > width && path.len > width) {
        fh_page_put(page, FH_PAINT_DIM, "...");
        fh_page_cell(page, FH_PAINT_BOLD, fh_text_slice(path, path.len - (width - 3), SIZE_MAX),
                     width - 3);
    } else {
        fh_page_cell(page, FH_PAINT_BOLD, path, width);
    }
}

/* "preferred nvidia", cut to `width`, and filled unless it is the last. */
static void write_level(fh_page *page, const fh_portfolio_row *row, fh_axis axis, size_t width,
                        bool is_last)
{
    size_t used =
        fh_page_text(page, fh_page_level_paint(row->levels[axis]), row->levels[axis], width);

    if (row->vendors[axis].count > 0 && used + 2 < width) {
        used += fh_page_put(page, FH_PAINT_PLAIN, " ");
        used += fh_page_names(page, FH_PAINT_PLAIN, &row->vendors[axis], width - used);
    }
    if (used < width && !is_last) fh_sink_pad(page->sink, width - used);
}

static void write_concentration(const fh_portfolio *portfolio, fh_page *page)
{
    fh_page_line(page);
    fh_page_heading(page, "CONCENTRATION");
    if (portfolio->concentrations.count == 0)
        fh_page_put(page, FH_PAINT_PLAIN, "  no vendor is required or preferred\n");
    for (size_t i = 0; i < portfolio->concentrations.count; i++) {
        const fh_concentration *of = &portfolio->concentrations.items[i];

        fh_page_put(page, FH_PAINT_PLAIN, "  ");
        fh_page_cell(page, FH_PAINT_DIM, fh_text_of(fh_axis_name(of->axis)), 10);
        fh_page_cell(page, FH_PAINT_BOLD, of->vendor, 14);
        fh_sink_printf(page->sink, "%3u%%  of %zu: required by %u, preferred by %u\n",
                       (unsigned)fh_concentration_share(portfolio, of), portfolio->rows.count,
                       (unsigned)of->required, (unsigned)of->preferred);
    }
}

void fh_portfolio_write_text(const fh_portfolio *portfolio, const fh_report_style *style,
                             fh_sink *sink)
{
    fh_page page = fh_page_make(sink, style);
    const size_t first = path_width(portfolio);
    const size_t taken = first + GAP + LICENSE_WIDTH;
    const size_t left = page.width > taken ? page.width - taken : 0;
    const size_t width = left / FH_COUNT(axes) > 18 ? left / FH_COUNT(axes) : 18;

    fh_page_cell(&page, FH_PAINT_DIM, FH_TEXT("REPOSITORY"), first + GAP);
    fh_page_cell(&page, FH_PAINT_DIM, FH_TEXT("LICENSE"), LICENSE_WIDTH);
    fh_page_cell(&page, FH_PAINT_DIM, FH_TEXT("HARDWARE"), width);
    fh_page_cell(&page, FH_PAINT_DIM, FH_TEXT("MODEL"), width);
    fh_page_put(&page, FH_PAINT_DIM, "CLOUD\n");
    for (size_t i = 0; i < portfolio->rows.count; i++) {
        const fh_portfolio_row *row = &portfolio->rows.items[i];

        write_path(&page, row->path, first);
        fh_sink_pad(sink, GAP);
        write_level(&page, row, FH_AXIS_LICENSE, LICENSE_WIDTH, false);
        write_level(&page, row, FH_AXIS_HARDWARE, width, false);
        write_level(&page, row, FH_AXIS_MODEL, width, false);
        write_level(&page, row, FH_AXIS_CLOUD, width, true);
        if (!row->complete) fh_page_put(&page, FH_PAINT_YELLOW, " (incomplete)");
        fh_page_line(&page);
    }
    write_concentration(portfolio, &page);
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static void add_row(fh_json *json, fh_json_node *list, const fh_portfolio_row *row)
{
    fh_json_node *object = fh_json_object(json, list, NULL);

    fh_json_path(json, object, "path", row->path);
    fh_json_bool(json, object, "complete", row->complete);
    for (size_t axis = 0; axis < FH_AXIS_COUNT; axis++) {
        fh_json_node *verdict = fh_json_object(json, object, fh_axis_name((fh_axis)axis));
        fh_json_text(json, verdict, "level", row->levels[axis]);
        fh_json_node *vendors = fh_json_array(json, verdict, "vendors");

        for (size_t i = 0; i < row->vendors[axis].count; i++)
            fh_json_text(json, vendors, NULL, row->vendors[axis].items[i]);
    }
}

void fh_portfolio_write_json(const fh_portfolio *portfolio, fh_sink *sink)
{
    fh_json json;
    fh_json_node *record, *list;

    fh_json_init(&json, sink);
    record = fh_json_begin(&json);
    list = fh_json_array(&json, record, "repositories");
    for (size_t i = 0; i < portfolio->rows.count; i++)
        add_row(&json, list, &portfolio->rows.items[i]);
    list = fh_json_array(&json, record, "concentration");
    for (size_t i = 0; i < portfolio->concentrations.count; i++) {
        const fh_concentration *of = &portfolio->concentrations.items[i];
        fh_json_node *object = fh_json_object(&json, list, NULL);

        fh_json_string(&json, object, "axis", fh_axis_name(of->axis));
        fh_json_text(&json, object, "vendor", of->vendor);
        fh_json_number(&json, object, "required", of->required);
        fh_json_number(&json, object, "preferred", of->preferred);
        fh_json_number(&json, object, "share", fh_concentration_share(portfolio, of));
    }
    fh_json_end(&json);
    fh_json_done(&json);
}
