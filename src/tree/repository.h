/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Where a path stands: in a plain folder, in the work tree of a repository, or in a git folder. */
#ifndef FH_TREE_REPOSITORY_H
#define FH_TREE_REPOSITORY_H

#include "tree/backend.h"

typedef struct fh_place {
    int root;       /* the folder asked for */
    int git_dir;    /* its git folder, or -1 */
    bool is_bare;   /* `root` is the git folder */
    fh_text prefix; /* `root` as seen from the work tree's root, "" or "a/b" */
    fh_text note;   /* a repository that is not obeyed, or empty: a message */
} fh_place;

/* Look at the folder `path`. Parents are searched for a repository only while they have the same
 * owner and lie in the same file system. Close with fh_place_close. Texts live in `arena`.
 * FH_NOT_FOUND: no such folder. */
FH_NODISCARD fh_status fh_place_find(fh_env *env, fh_arena *arena, fh_text path,
                                     fh_place *ret_place);
void fh_place_close(fh_place *place);
/* True when the folder `dir` holds a ".git" that git would take for a repository. */
bool fh_place_is_nested(int dir);

/* Trees of the two kinds; both take the descriptors of `place` over, also on failure. */
FH_NODISCARD fh_status fh_tree_open_dir(fh_env *env, fh_tree *tree, fh_place *place,
                                        const fh_tree_options *options);
FH_NODISCARD fh_status fh_tree_open_revision(fh_env *env, fh_tree *tree, fh_place *place,
                                             const fh_tree_options *options);

#endif
