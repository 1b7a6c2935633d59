/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/repository.h"

static fh_status open_at(fh_env *env, fh_tree *tree, const fh_tree_options *options)
{
    fh_place place;
    const fh_status status = fh_place_find(env, &tree->arena, options->path, &place);
    if (status != FH_OK) return status;
    if (options->rev.len == 0 && !place.is_bare)
        return fh_tree_open_dir(env, tree, &place, options);
    if (place.git_dir >= 0) return fh_tree_open_revision(env, tree, &place, options);
    fh_place_close(&place);
    if (place.note.len > 0)
        return fh_fail(env, FH_UNSUPPORTED,
                       "%.*s: the file .git names a repository outside of this folder; give the "
                       "path of that repository",
                       FH_TEXT_ARGS(fh_text_slice(options->path, 0, 120)));
    return fh_fail(env, FH_NOT_FOUND, "%.*s is not in a git repository, so it has no revision",
                   FH_TEXT_ARGS(fh_text_slice(options->path, 0, 180)));
}

fh_status fh_tree_open(fh_env *env, const fh_tree_options *options, fh_tree **ret_tree)
{
    fh_tree *tree = fh_tree_new(env);
    if (tree == NULL) return fh_fail(env, FH_NO_MEMORY, "no memory for a tree");
    fh_status status = open_at(env, tree, options);
    if (status == FH_OK && tree->arena.failed)
        status = fh_fail(env, FH_NO_MEMORY, "no memory for a tree");
    if (status != FH_OK) {
        fh_tree_close(tree);
        return status;
    }
    *ret_tree = tree;
    return FH_OK;
}
