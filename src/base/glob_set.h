/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Many path patterns against one path: which of a hundred patterns take it, for the price of a few.
 * Patterns are sorted by a byte that the path must have, so that most are never looked at. */
#ifndef FH_BASE_GLOB_SET_H
#define FH_BASE_GLOB_SET_H

#include "base/arena.h"
#include "base/glob.h"

typedef struct fh_glob_rule {
    fh_text pattern;
    uint32_t id; /* given back; several patterns may share one */
} fh_glob_rule;

typedef struct fh_glob_set fh_glob_set;

/* Sort `count` patterns into `arena`; they are viewed, not copied. `flags` as of fh_glob_match, for
 * all of them. FH_NO_MEMORY is the only failure. */
FH_NODISCARD fh_status fh_glob_set_new(fh_arena *arena, const fh_glob_rule *rules, size_t count,
                                       unsigned flags, const fh_glob_set **ret_set);

/* Set bit `id % 64` of word `id / 64` for every pattern that fh_glob_match takes; other bits stay
 * as they are. `bits` must have room for the largest id. */
void fh_glob_set_match(const fh_glob_set *set, fh_text path, uint64_t *bits);

#endif
