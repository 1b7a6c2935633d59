/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Loose git objects: one zlib stream of "KIND SIZE\0" and SIZE bytes. The header is read before any
 * room is made for the object, and the output is bounded by it exactly, so that a header that lies
 * gives an error and nothing else. */
#ifndef FH_TREE_LOOSE_H
#define FH_TREE_LOOSE_H

#include "base/buf.h"
#include "base/env.h"
#include "tree/object.h"

/* Compressed bytes an object of `max` bytes can take. */
uint64_t fh_loose_file_max(uint64_t max);
/* Inflate `file` into `buf` (cleared first) and check it against `oid`.
 * FH_LIMIT: over `max` bytes. FH_BAD_INPUT: broken, too long, too short, or of another id. */
FH_NODISCARD fh_status fh_loose_parse(fh_env *env, fh_text file, const fh_oid *oid, size_t max,
                                      fh_buf *buf, fh_object_kind *ret_kind);

#endif
