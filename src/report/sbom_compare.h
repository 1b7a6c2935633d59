/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* A bill of materials against the tree: what it lacks, what it has beyond, other versions. A
 * dependency without a fixed version agrees with every version of the same package. */
#ifndef FH_REPORT_SBOM_COMPARE_H
#define FH_REPORT_SBOM_COMPARE_H

#include "report/sbom.h"

typedef struct fh_sbom_counts {
    uint32_t same, missing, extra, other_version;
} fh_sbom_counts;

/* Write the differences between the report and the package URLs of a document, as JSON or as text
 * of one line each, in the order of package URLs. Linear but for one sort. */
void fh_sbom_compare(const fh_report *report, const fh_text_vec *document, bool as_json,
                     fh_sink *sink, fh_sbom_counts *ret_counts);

#endif
