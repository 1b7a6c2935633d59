/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Regular expressions for confirming a hit inside a small window. The one door to PCRE2. Matching
 * runs with a match limit of 100,000 and a depth limit of 250; a limit reached counts as no match
 * and sets `*ret_limited`. Patterns are UTF-8 agnostic (bytes). */
#ifndef FH_BASE_REGEX_H
#define FH_BASE_REGEX_H

#include "base/env.h"

typedef struct fh_regex fh_regex;

typedef struct fh_regex_span {
    size_t start, end; /* SIZE_MAX when the group took no part */
} fh_regex_span;

/* FH_BAD_INPUT: env->error has the offset and what is wrong. Free with fh_regex_free. */
FH_NODISCARD fh_status fh_regex_new(fh_env *env, fh_text pattern, bool caseless,
                                    fh_regex **ret_regex);
void fh_regex_free(fh_regex *regex);
/* First match at or after `from`. Fills up to `span_count` spans (0 = whole). The regex holds its
 * own match memory: one thread at a time. */
bool fh_regex_match(fh_regex *regex, fh_text text, size_t from, fh_regex_span *ret_spans,
                    size_t span_count, bool *ret_limited);

#endif
