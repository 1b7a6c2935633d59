/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The index of a work tree, versions 2 to 4 (git's documentation, gitformat-index): which paths are
 * tracked. Read as a whole and checked; nothing of it is trusted but the names. */
#ifndef FH_TREE_GIT_INDEX_H
#define FH_TREE_GIT_INDEX_H

#include "base/arena.h"
#include "base/env.h"

typedef struct fh_git_index_entry {
    fh_text path;
    bool is_submodule;
} fh_git_index_entry;

typedef struct fh_git_index {
    const fh_git_index_entry *entries; /* in order of unsigned path bytes */
    size_t count;
} fh_git_index;

/* Parse `bytes` into `arena`; paths are copied. Linear in the bytes and the paths, which together
 * may not pass 1 GB (names of version 4 can repeat long prefixes).
 * FH_BAD_INPUT, FH_LIMIT, FH_UNSUPPORTED: another version, a split index, an extension that must be
 * understood. */
FH_NODISCARD fh_status fh_git_index_parse(fh_env *env, fh_arena *arena, fh_text bytes,
                                          fh_git_index *ret_index);
/* The entry of exactly `path`, or NULL. Logarithmic. */
const fh_git_index_entry *fh_git_index_find(const fh_git_index *index, fh_text path);
/* True when something below the folder `path` is tracked. Logarithmic. */
bool fh_git_index_has_below(const fh_git_index *index, fh_text path);

#endif
