/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The one door to libgit2: objects out of one pack. The library is opened when the first pack is,
 * never opens a repository, and so sees no configuration, no references, no alternates and no
 * hooks. Indexes must have passed fh_pack_index_check. */
#ifndef FH_TREE_TREE_GIT_H
#define FH_TREE_TREE_GIT_H

#include "base/buf.h"
#include "base/env.h"
#include "tree/object.h"

typedef struct fh_git fh_git;
typedef struct fh_git_pack fh_git_pack;

/* FH_UNSUPPORTED: libgit2 is not installed. Free with fh_git_free, after the packs. */
FH_NODISCARD fh_status fh_git_new(fh_env *env, fh_git **ret_git);
void fh_git_free(fh_git *git);

/* `index_path` names the ".idx"; the pack lies beside it. The path must stay good until the pack is
 * closed. */
FH_NODISCARD fh_status fh_git_pack_open(fh_env *env, fh_git *git, const char *index_path,
                                        fh_git_pack **ret_pack);
void fh_git_pack_close(fh_git_pack *pack);
/* Read an object of the pack into `buf` (cleared first). Its size is asked for before.
 * FH_LIMIT: over `max` bytes. FH_BAD_INPUT: broken. */
FH_NODISCARD fh_status fh_git_pack_read(fh_env *env, fh_git_pack *pack, const fh_oid *oid,
                                        size_t max, fh_buf *buf, fh_object_kind *ret_kind);

#endif
