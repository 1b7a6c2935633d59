/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Several audits in one table, and how far they hang on the same vendors. Rows are copies: the
 * reports they come from may be gone. */
#ifndef FH_REPORT_PORTFOLIO_H
#define FH_REPORT_PORTFOLIO_H

#include "report/reporter.h"

typedef struct fh_portfolio_row {
    fh_text path;
    fh_text levels[FH_AXIS_COUNT];
    fh_text_vec vendors[FH_AXIS_COUNT];
    bool complete;
} fh_portfolio_row;
FH_VEC(fh_portfolio_row_vec, fh_portfolio_row);

/* How many of the repositories need a vendor, or prefer it, on one axis. */
typedef struct fh_concentration {
    fh_axis axis;
    fh_text vendor;
    uint32_t required, preferred;
} fh_concentration;
FH_VEC(fh_concentration_vec, fh_concentration);

typedef struct fh_portfolio {
    fh_arena arena;
    fh_portfolio_row_vec rows;           /* in the order they were added */
    fh_concentration_vec concentrations; /* by axis, then by share, then by vendor */
} fh_portfolio;

void fh_portfolio_init(fh_portfolio *portfolio);
void fh_portfolio_done(fh_portfolio *portfolio);
/* Copy the verdicts of `report`; false when memory ran out. */
bool fh_portfolio_add(fh_portfolio *portfolio, fh_text path, const fh_report *report);
/* Count vendors; before writing. Costs rows times vendors. */
bool fh_portfolio_settle(fh_portfolio *portfolio);
/* Share of the repositories that need or prefer the vendor, in percent, rounded. */
uint32_t fh_concentration_share(const fh_portfolio *portfolio, const fh_concentration *of);
/* A table for people. */
void fh_portfolio_write_text(const fh_portfolio *portfolio, const fh_report_style *style,
                             fh_sink *sink);
/* One JSON object: "repositories", "concentration". */
void fh_portfolio_write_json(const fh_portfolio *portfolio, fh_sink *sink);

#endif
