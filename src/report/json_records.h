/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Records of freehold-report/1 that other documents hold, too. */
#ifndef FH_REPORT_JSON_RECORDS_H
#define FH_REPORT_JSON_RECORDS_H

#include "model/report.h"
#include "report/json.h"

/* Fill `node` with the members of an entry of "dependencies". */
void fh_json_dependency(fh_json *json, fh_json_node *node, const fh_dependency *edge);

#endif
