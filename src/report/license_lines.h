/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* One line (or a few, as text) for each file that the license command was asked about. */
#ifndef FH_REPORT_LICENSE_LINES_H
#define FH_REPORT_LICENSE_LINES_H

#include "model/license_file.h"
#include "report/sink.h"

/* One JSON object and a line end. */
void fh_license_file_jsonl(const fh_license_file *file, fh_sink *sink);
/* The path, its expression, and each match with its lines. */
void fh_license_file_text(const fh_license_file *file, fh_sink *sink);

#endif
