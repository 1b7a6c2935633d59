/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* A report made by hand, with one of everything and hostile text in every place that a tree can
 * reach. The vectors view static tables. */
#ifndef FH_TESTS_REPORT_SAMPLE_H
#define FH_TESTS_REPORT_SAMPLE_H

#include "model/report.h"

/* Fill `report`; it views static data only. */
void sample_fill(fh_report *report);

#endif
