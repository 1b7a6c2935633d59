/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Evidence of the licenses of dependencies while it is linked. Internal to the room. */
#ifndef FH_LINK_LICENSES_H
#define FH_LINK_LICENSES_H

#include "link/parts.h"

/* Where a piece is from, weightiest first: a person's word, an agreed list, what a registry told
 * the lock file, the package's own metadata, the tree, a text, a service that was asked, a manifest
 * that only mentions it. */
typedef enum fh_license_source {
    FH_SOURCE_OVERRIDE,
    FH_SOURCE_LICENSE_LOCK,
    FH_SOURCE_LOCK_FILE,
    FH_SOURCE_INSTALLED,
    FH_SOURCE_VENDORED,
    FH_SOURCE_TREE,
    FH_SOURCE_TEXT,
    FH_SOURCE_ONLINE,
    FH_SOURCE_MANIFEST
} fh_license_source;
enum { FH_SOURCE_COUNT = 9 };

typedef struct fh_license_piece {
    fh_text purl, version; /* version empty: of any */
    fh_license_source source;
    uint32_t order; /* as found */
    uint32_t file;
    fh_license_evidence evidence;
} fh_license_piece;
FH_VEC(fh_license_piece_vec, fh_license_piece);

const char *fh_license_source_name(fh_license_source source);
/* Everything that the facts say, in no order. Lives in `arena`; texts view the store. */
void fh_license_collect(fh_linker *linker, fh_arena *arena, fh_license_piece_vec *ret_pieces);
/* The exact version that a dependency fact stands for, or the empty text. */
fh_text fh_license_version_of(const fh_fact *fact);

#endif
