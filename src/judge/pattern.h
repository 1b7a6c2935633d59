/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Patterns, as rules and policies have them. */
#ifndef FH_JUDGE_PATTERN_H
#define FH_JUDGE_PATTERN_H

#include "base/text.h"
#include "base/vec.h"

/* One pattern of a list: a glob, negated by a leading '!', or a number test ">=N", "<=N", "=N". */
typedef struct fh_pattern {
    fh_text glob;
    bool negate;
    int compare; /* 0: glob; '>', '<', '=': number */
    uint64_t number;
} fh_pattern;
FH_VEC(fh_pattern_vec, fh_pattern);

/* Patterns hold when one positive pattern (or none is there) and no negative one matches. */
bool fh_patterns_hold(const fh_pattern_vec *patterns, fh_text text);

#endif
