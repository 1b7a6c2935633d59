/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* A license and its exception are one thing to judge: which matches of a scan belong together. */
#ifndef FH_LICENSE_PAIRS_H
#define FH_LICENSE_PAIRS_H

#include "license/exceptions.h"
#include "license/license.h"

/* Which license each exception of a scan belongs to: one with the same tag or sentence, else the
 * nearest before it that it can go with, else the nearest behind. */
typedef struct fh_license_pairs {
    const fh_license_result *result;
    size_t *license;   /* by match: of an exception, its license; else SIZE_MAX */
    size_t *exception; /* by match: of a license, its first exception; else SIZE_MAX */
} fh_license_pairs;

/* Pair the matches of `result`, which must outlive the pairs. Linear: it looks at a bounded number
 * of neighbors. False without memory. */
bool fh_license_pair(fh_arena *arena, const fh_license_result *result, fh_license_pairs *ret_pairs);
/* What match `index` is called: its id, "X WITH Y" for a license with an exception, or the empty
 * text for an exception that was told with its license. */
fh_text fh_license_pair_name(fh_arena *arena, const fh_license_pairs *pairs, size_t index);

/* What the file says as a whole: result->expression, with exceptions joined to their licenses.
 * Files that offer a choice are left as they are. At most 64 licenses. */
fh_text fh_license_pair_expression(fh_arena *arena, const fh_license_pairs *pairs);

/* The exception in "X WITH Y", or the empty text. */
fh_text fh_license_exception_in(fh_text subject);

#endif
