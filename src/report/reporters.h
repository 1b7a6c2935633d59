/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The reporters of reporters.def by name: for the files that define them and the table. */
#ifndef FH_REPORT_REPORTERS_H
#define FH_REPORT_REPORTERS_H

#include "report/reporter.h"

#define FH_REPORTER(id) extern const fh_reporter fh_reporter_##id;
#include "report/reporters.def"
#undef FH_REPORTER

#endif
