/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* A reporter turns a finished report into a document. It is a const struct without state, sees only
 * immutable records, writes through a sink, and cannot fail but by the sink. Text from the scanned
 * tree goes through the sink's escaping, always. Adding one: a file, a row in reporters.def, a
 * case. */
#ifndef FH_REPORT_REPORTER_H
#define FH_REPORT_REPORTER_H

#include "model/report.h"
#include "report/sink.h"

typedef struct fh_report_style {
    bool color, links, all;
    unsigned width;
    uint64_t source_date; /* seconds since 1970, for formats that demand a date */
} fh_report_style;

typedef struct fh_reporter {
    const char *name;  /* "json" */
    const char *about; /* one line for people */
    void (*write)(const fh_report *report, const fh_report_style *style, fh_sink *sink);
} fh_reporter;

/* The reporter of that name, or NULL. */
const fh_reporter *fh_reporter_find(fh_text name);
/* All of them, NULL-ended, in order of the table. */
extern const fh_reporter *const fh_reporters[];

/* What `explain` prints for a verdict of the report. */
void fh_explain_verdict(const fh_report *report, const fh_verdict *verdict,
                        const fh_report_style *style, fh_sink *sink);
void fh_explain_finding(const fh_report *report, const fh_finding *finding,
                        const fh_report_style *style, fh_sink *sink);

#endif
