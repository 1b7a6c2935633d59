/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Which files of a repository's work tree count: tracked ones always, others unless ignored. In a
 * folder that is in no repository, or whose index is missing or cannot be read, everything counts:
 * then nobody can say what is tracked, and ignore rules could hide it. */
#ifndef FH_TREE_WORK_TREE_H
#define FH_TREE_WORK_TREE_H

#include "tree/git_index.h"
#include "tree/gitignore.h"
#include "tree/repository.h"

typedef struct fh_work_tree {
    fh_arena *arena;
    bool is_active; /* false: everything counts */
    bool untracked; /* take files that are neither tracked nor ignored */
    bool installed; /* and ignored ones in folders of installers */
    bool told_cost; /* the rules cost too much: they are not applied any more */
    fh_text prefix; /* of the folder asked for, in the work tree */
    fh_git_index index;
    fh_ignore_cost cost;
    const fh_ignore_scope *above; /* rules of the folders over the one asked for */
} fh_work_tree;

/* What holds in one folder while it is walked. */
typedef struct fh_work_folder {
    const fh_ignore_scope *scope;
    bool tracked_only; /* the folder, or one above it, is ignored */
} fh_work_folder;

typedef enum fh_work_choice {
    FH_WORK_TAKE,
    FH_WORK_SKIP,
    FH_WORK_TRACKED_ONLY, /* a folder: go down, but only for what is tracked */
    FH_WORK_SUBMODULE     /* a folder that the index holds as a submodule */
} fh_work_choice;

/* Read the index and the rules above. What cannot be read is added to `tree` as unread. */
FH_NODISCARD fh_status fh_work_tree_init(fh_env *env, fh_work_tree *self, fh_tree *tree,
                                         const fh_place *place, bool untracked);
/* Take the rules of the open folder `fd` at `path` into account. */
FH_NODISCARD fh_status fh_work_tree_enter(fh_env *env, fh_work_tree *self, int fd, fh_text path,
                                          fh_work_folder *folder);
fh_work_choice fh_work_tree_choose(fh_work_tree *self, const fh_work_folder *folder, fh_text path,
                                   bool is_folder);

#endif
