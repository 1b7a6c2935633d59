/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* From the words a user writes to a tree: full and abbreviated ids, HEAD, branches, tags, remote
 * branches, "refs/...", followed by any of ^ ^N ~ ~N ^0 ^{} ^{commit}. Forms of gitrevisions that
 * search or need reflogs are refused. */
#ifndef FH_TREE_REVISION_H
#define FH_TREE_REVISION_H

#include "tree/objects.h"
#include "tree/refs.h"

typedef struct fh_revision {
    fh_oid tree;
    fh_oid commit;
    bool has_commit; /* false when an id of a tree was asked for */
} fh_revision;

/* FH_NOT_FOUND: env->error has the nearest names. FH_BAD_INPUT: a form that is not understood, or a
 * damaged object. */
FH_NODISCARD fh_status fh_revision_find(fh_env *env, fh_refs *refs, fh_objects *objects,
                                        fh_text rev, fh_revision *ret_revision);

#endif
