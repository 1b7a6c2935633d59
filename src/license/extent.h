/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* How far a notice reaches around the name that it grants: its sentence, the copyright statements
 * before it, and what custom puts behind it (no warranty, where the text is, whom to write to). */
#ifndef FH_LICENSE_EXTENT_H
#define FH_LICENSE_EXTENT_H

#include "license/names.h"

typedef struct fh_extent {
    uint32_t start, end; /* bytes of the file, half-open */
} fh_extent;

/* The extent of hit `index`. Looks at no more than a few hundred words around it. */
fh_extent fh_notice_extent(const fh_scan *scan, const fh_name_hit_vec *hits, size_t index);
/* The whole address that the words [first, last] are a part of. */
fh_extent fh_address_extent(const fh_scan *scan, uint32_t first, uint32_t last);

#endif
