/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* HEAD, loose references and packed-refs of a git folder (git's documentation, gitrepository-layout
 * and git-pack-refs). Only regular files below the folder are read, names are checked, and symbolic
 * references are followed five times. */
#ifndef FH_TREE_REFS_H
#define FH_TREE_REFS_H

#include "base/env.h"
#include "base/table.h"
#include "base/vec.h"
#include "tree/object.h"

typedef struct fh_ref {
    fh_text name; /* "refs/heads/main" */
    fh_oid oid;
} fh_ref;

FH_VEC(fh_ref_list, fh_ref);

typedef struct fh_refs {
    fh_arena *arena;
    int git_dir;     /* not owned */
    bool has_packed; /* packed-refs was looked at */
    fh_ref_list packed;
    fh_table by_name; /* number in `packed` */
} fh_refs;

/* Nothing is read yet. */
void fh_refs_init(fh_refs *refs, fh_arena *arena, int git_dir);
/* True for "HEAD" and for names below "refs/" that git would take. */
bool fh_ref_is_valid(fh_text name);
/* The id that `name` ("HEAD", "refs/...") stands for.
 * FH_NOT_FOUND, FH_BAD_INPUT: damaged, FH_UNSUPPORTED: SHA-256 or reftable, FH_IO. */
FH_NODISCARD fh_status fh_refs_find(fh_env *env, fh_refs *refs, fh_text name, fh_oid *ret_oid);
/* The name that HEAD holds ("refs/heads/main"); empty when it holds an id. Copied. */
FH_NODISCARD fh_status fh_refs_head(fh_env *env, fh_refs *refs, fh_text *ret_name);
/* All names, loose and packed, in order and once each; at most 20,000. For messages. */
FH_NODISCARD fh_status fh_refs_names(fh_env *env, fh_refs *refs, const fh_text **ret_names,
                                     size_t *ret_count);

/* Read the text of a packed-refs file; names are views. Lines that are no reference are skipped.
 * FH_UNSUPPORTED: ids of 64 digits. FH_LIMIT: over a million. */
FH_NODISCARD fh_status fh_packed_refs_parse(fh_env *env, fh_arena *arena, fh_text text,
                                            fh_ref_list *ret_refs);

#endif
