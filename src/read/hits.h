/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Hits: every place where a file holds a word that the rules want to know about, with its position
 * in the syntax, the name it is given to, the function it is an argument of, and what guards it. */
#ifndef FH_READ_HITS_H
#define FH_READ_HITS_H

#include "read/reader.h"

typedef struct fh_hit {
    uint32_t signal; /* index into the signals */
    uint32_t offset, len;
} fh_hit;
FH_VEC(fh_hit_vec, fh_hit);

/* What one pass over a file found. */
typedef struct fh_hits {
    fh_hit_vec list;
    bool license;          /* a word of fh_license_stems stands in its head, */
    uint32_t license_last; /* the last one here */
} fh_hits;

enum { FH_LICENSE_HEAD = 16 << 10 }; /* bytes in which `license` is looked for */

/* Find every word of the rules and of licenses in one pass; false when there was nothing to look
 * with or no memory. Linear for ordinary files. */
bool fh_hits_find(fh_env *env, const fh_input *input, fh_hits *ret_hits);
/* Add a fact for every hit that its rule wants where it stands. */
void fh_read_hits(const fh_input *input, const fh_hits *hits, fh_facts *facts);

#endif
