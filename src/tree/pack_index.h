/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Pack index files, version 2 (git's documentation, gitformat-pack). An index is checked as a whole
 * before anybody uses it: libgit2 1.5 reads outside of damaged ones. */
#ifndef FH_TREE_PACK_INDEX_H
#define FH_TREE_PACK_INDEX_H

#include "base/env.h"
#include "tree/object.h"

typedef struct fh_pack_index {
    fh_text bytes; /* viewed */
    uint32_t count;
} fh_pack_index;

/* Check everything in `bytes`: sizes, order of the fan-out and of the names, every offset against
 * `pack_size`, both checksums (the pack's against `pack_trailer`). Linear.
 * FH_BAD_INPUT, FH_UNSUPPORTED: version 1 or later than 2. */
FH_NODISCARD fh_status fh_pack_index_check(fh_env *env, fh_text bytes, uint64_t pack_size,
                                           const uint8_t pack_trailer[20],
                                           fh_pack_index *ret_index);
/* Where `oid` lies in the pack; false when it does not. Logarithmic. */
FH_NODISCARD bool fh_pack_index_find(const fh_pack_index *index, const fh_oid *oid,
                                     uint64_t *ret_offset);
/* The first id that is not below `oid` (number of the entry, `count` when there is none). */
uint32_t fh_pack_index_lower(const fh_pack_index *index, const fh_oid *oid);
fh_oid fh_pack_index_oid(const fh_pack_index *index, uint32_t number);

#endif
