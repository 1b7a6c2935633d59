/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "report/portfolio.h"

#include "tap.h"

static void add(fh_portfolio *portfolio, const char *path, fh_axis axis, const char *level,
                const char *vendor)
{
    fh_arena arena;
    fh_report report = {.coverage.complete = true};
    fh_arena_init(&arena, 0);
    for (size_t i = 0; i < FH_AXIS_COUNT; i++)
        report.verdicts[i] = (fh_verdict){.axis = (fh_axis)i, .level = FH_TEXT("none")};
    report.verdicts[axis].level = fh_text_of(level);
    CHECK(FH_VEC_ADD(&arena, &report.verdicts[axis].vendors, fh_text_of(vendor)));
    CHECK(fh_portfolio_add(portfolio, fh_text_of(path), &report));
    fh_arena_done(&arena); /* rows are copies */
}

static void vendors_are_counted_by_axis(void)
{
    fh_portfolio portfolio;
    fh_portfolio_init(&portfolio);
    add(&portfolio, "a", FH_AXIS_MODEL, "preferred", "openai");
    add(&portfolio, "b", FH_AXIS_HARDWARE, "preferred", "amd");
    add(&portfolio, "c", FH_AXIS_HARDWARE, "required", "nvidia");
    CHECK(fh_portfolio_settle(&portfolio));
    CHECK(fh_portfolio_settle(&portfolio)); /* counts nothing twice */
    CHECK_INT(portfolio.concentrations.count, 3);
    const fh_concentration *all = portfolio.concentrations.items;
    CHECK(fh_text_is(all[0].vendor, "nvidia")); /* required stands before preferred */
    CHECK(fh_text_is(all[1].vendor, "amd"));
    CHECK(fh_text_is(all[2].vendor, "openai") && all[2].axis == FH_AXIS_MODEL);
    CHECK_INT(all[0].required, 1);
    CHECK_INT(all[0].preferred, 0);
    CHECK_INT(fh_concentration_share(&portfolio, &all[0]), 33);
    fh_portfolio_done(&portfolio);
}

static void most_stand_first(void)
{
    fh_portfolio portfolio;
    fh_portfolio_init(&portfolio);
    add(&portfolio, "a", FH_AXIS_CLOUD, "required", "aws");
    add(&portfolio, "b", FH_AXIS_CLOUD, "preferred", "google");
    add(&portfolio, "c", FH_AXIS_CLOUD, "preferred", "google");
    CHECK(fh_portfolio_settle(&portfolio));
    CHECK_INT(portfolio.concentrations.count, 2);
    CHECK(fh_text_is(portfolio.concentrations.items[0].vendor, "google"));
    CHECK_INT(fh_concentration_share(&portfolio, &portfolio.concentrations.items[0]), 67);
    fh_portfolio_done(&portfolio);
}

static bool keep(void *user, const char *bytes, size_t count)
{
    fh_buf_add(user, fh_text_make(bytes, count));
    return true;
}

static void names_cannot_steer_a_terminal(void)
{
    fh_portfolio portfolio;
    fh_buf out;
    fh_sink sink;
    const fh_report_style style = {.width = 100};
    fh_portfolio_init(&portfolio);
    fh_buf_init(&out, 0);
    add(&portfolio, "a\x1b[31m", FH_AXIS_MODEL, "preferred", "openai");
    CHECK(fh_portfolio_settle(&portfolio));
    fh_sink_init(&sink, keep, &out);
    fh_portfolio_write_text(&portfolio, &style, &sink);
    CHECK(fh_sink_done(&sink));
    CHECK(fh_text_find_byte(fh_buf_text(&out), '\x1b') == SIZE_MAX);
    CHECK(fh_text_find(fh_buf_text(&out), FH_TEXT("preferred openai")) != SIZE_MAX);
    fh_buf_done(&out);
    fh_portfolio_done(&portfolio);
}

int main(void)
{
    RUN(vendors_are_counted_by_axis);
    RUN(most_stand_first);
    RUN(names_cannot_steer_a_terminal);
    return DONE();
}
