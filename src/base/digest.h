/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Stable digests: XXH3 (Yann Collet, xxHash 0.8 specification), the same on every machine. Not
 * cryptographic: for fingerprints and cache keys, never for trust. The one door to xxhash. */
#ifndef FH_BASE_DIGEST_H
#define FH_BASE_DIGEST_H

#include "base/text.h"

uint64_t fh_digest64(fh_text text);
typedef struct fh_digest_hex {
    char hex[33]; /* 32 lower-case digits and a NUL */
} fh_digest_hex;
/* 128 bits of the texts, each preceded by its length, so that no two lists are confused. */
fh_digest_hex fh_digest128(const fh_text *texts, size_t count);

#endif
