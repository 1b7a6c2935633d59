/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Names of licenses in running text, with the version and grant that stand beside them. */
#ifndef FH_LICENSE_NAMES_H
#define FH_LICENSE_NAMES_H

#include "license/scan.h"

typedef struct fh_name_hit {
    uint32_t first, last;           /* words of the file, both inside; version and grant included */
    uint32_t name_first, name_last; /* of the name alone */
    uint32_t license;               /* number; what is granted */
    uint32_t family;                /* number, 0xffff: none */
    uint32_t flags;                 /* fh_name_flag */
    fh_license_grant grant;
    bool versioned; /* a version stands beside it, or the name says it */
    bool exception;
    bool negative; /* "compatible with", "not under" ... */
    bool granted;  /* words of a grant stand before it */
    bool idle;     /* a short word in a place that has nothing to do with licensing */
    fh_license_kind kind;
    uint32_t second; /* a name for a choice of two; else 0xffff */
} fh_name_hit;
FH_VEC(fh_name_hit_vec, fh_name_hit);

/* All names outside texts and tags, in order. A name with several versions gives several hits. */
fh_name_hit_vec fh_names_find(fh_scan *scan);

#endif
