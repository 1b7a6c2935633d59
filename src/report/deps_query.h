/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Questions to the dependencies of a report: why is this one here, and what is needed on a platform
 * with some features. Pure functions of the report; docs/DEPENDENCIES.md describes the answers. */
#ifndef FH_REPORT_DEPS_QUERY_H
#define FH_REPORT_DEPS_QUERY_H

#include "report/reporter.h"

typedef struct fh_deps_output {
    const fh_report_style *style;
    fh_sink *sink;
    bool as_json;
} fh_deps_output;

/* Every edge to the package `name` (a name, a package URL, either with "@version") with the
 * shortest of the paths that make it as necessary as it is. Gives the number of edges. Linear in
 * edges, and for each edge found in the length of its path. */
size_t fh_deps_why(const fh_report *report, fh_text name, const fh_deps_output *output);

typedef struct fh_deps_place {
    fh_text platform;     /* as fh_platform_settings takes it; empty: any */
    fh_text_vec features; /* "cuda", "extra:cuda" for that kind of name only, or a
                             variable of conditions with its value: "python_version=3.11" */
} fh_deps_place;

/* The edges that count there. False, with nothing written, when no such platform is known. Linear
 * in edges, and for each component in its features. */
bool fh_deps_where(const fh_report *report, const fh_deps_place *place,
                   const fh_deps_output *output);

#endif
