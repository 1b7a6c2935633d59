/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The parts of the report for people, in the order of the page. Each ends with an empty line, or
 * prints nothing when it has nothing to say. */
#ifndef FH_REPORT_TEXT_REPORT_H
#define FH_REPORT_TEXT_REPORT_H

#include "report/page.h"

void fh_text_findings(fh_page *page, const fh_report *report);
/* One finding, whole: `is_full` adds what only `explain` shows. */
void fh_text_finding(fh_page *page, const fh_finding *finding, bool is_full);
void fh_text_components(fh_page *page, const fh_report *report);
void fh_text_licenses(fh_page *page, const fh_report *report);
void fh_text_models(fh_page *page, const fh_report *report);
void fh_text_dependencies(fh_page *page, const fh_report *report);
void fh_text_coverage(fh_page *page, const fh_report *report);
/* Heading, summary and citations of a verdict; at most `max` citations of a kind, 0 for all. */
void fh_text_verdict(fh_page *page, const fh_verdict *verdict, size_t max);
/* "preferred nvidia, amd", cut to `columns`, and filled when something stands behind it. */
void fh_text_level_cell(fh_page *page, const fh_verdict *verdict, size_t columns, bool is_filled);

#endif
