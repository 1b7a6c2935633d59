/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The object database of one git folder: loose objects and packs of its own "objects" folder, and
 * nothing else. Alternates, multi-pack indexes, commit graphs and replacements are not looked at.
 */
#ifndef FH_TREE_OBJECTS_H
#define FH_TREE_OBJECTS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/env.h"
#include "tree/object.h"

typedef struct fh_objects fh_objects;

/* Open the objects of the git folder `git_dir` (a descriptor, not kept). Cheap: packs are opened
 * when first needed. Lives in `arena`; close it before. */
FH_NODISCARD fh_status fh_objects_open(fh_env *env, fh_arena *arena, int git_dir,
                                       fh_objects **ret_objects);
void fh_objects_close(fh_objects *objects);

/* Read `oid` into `buf` (cleared first).
 * FH_NOT_FOUND: no such object. FH_LIMIT: over `max` bytes. FH_BAD_INPUT: broken, or not of `kind`
 * (FH_OBJECT_NONE: any), or perhaps in a pack that cannot be used. */
FH_NODISCARD fh_status fh_objects_read(fh_env *env, fh_objects *objects, const fh_oid *oid,
                                       fh_object_kind kind, size_t max, fh_buf *buf,
                                       fh_object_kind *ret_kind);
/* The one object whose id begins with `hex` (4 to 40 digits).
 * FH_NOT_FOUND, FH_BAD_INPUT: more than one. */
FH_NODISCARD fh_status fh_objects_find(fh_env *env, fh_objects *objects, fh_text hex,
                                       fh_oid *ret_oid);

#endif
