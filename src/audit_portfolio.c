/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "audit.h"

#include <stdlib.h>
#include <string.h>

#include "report/portfolio.h"

/* Several audits at once, as a table. */

struct freehold_portfolio {
    fh_portfolio table;
};

freehold_portfolio *freehold_portfolio_new(void)
{
    freehold_portfolio *portfolio = malloc(sizeof(*portfolio));
    if (portfolio != NULL) fh_portfolio_init(&portfolio->table);
    return portfolio;
}

void freehold_portfolio_free(freehold_portfolio *portfolio)
{
    if (portfolio == NULL) return;
    fh_portfolio_done(&portfolio->table);
    free(portfolio);
}

bool freehold_portfolio_add(freehold_portfolio *portfolio, const char *path,
                            const freehold_audit *audit)
{
    return fh_portfolio_add(&portfolio->table, fh_text_of(path), &audit->report);
}

freehold_code freehold_portfolio_write(freehold_portfolio *portfolio, const char *format,
                                       const freehold_style *style, freehold_write write,
                                       void *user)
{
    const fh_report_style own = fh_audit_style(style);
    fh_sink sink;
    if (strcmp(format, "text") != 0 && strcmp(format, "json") != 0) return FREEHOLD_USAGE;
    if (!fh_portfolio_settle(&portfolio->table)) return FREEHOLD_INTERNAL;
    fh_sink_init(&sink, write, user);
    if (strcmp(format, "json") == 0) fh_portfolio_write_json(&portfolio->table, &sink);
    else fh_portfolio_write_text(&portfolio->table, &own, &sink);
    return fh_sink_done(&sink) ? FREEHOLD_CLEAN : FREEHOLD_INTERNAL;
}
