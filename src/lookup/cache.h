/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Answers that were got before, in one file. An entry is fresh until it expires; afterwards its
 * ETag may be asked about. A cache that cannot be used is none: a lookup goes on without. */
#ifndef FH_LOOKUP_CACHE_H
#define FH_LOOKUP_CACHE_H

#include "base/arena.h"
#include "base/env.h"

typedef struct fh_cache fh_cache;

typedef struct fh_cache_entry {
    fh_text body, etag;
    uint32_t status;
    int64_t fetched, expires; /* seconds since 1970, UTC */
} fh_cache_entry;

/* Open or make the file at `path`; its folder must exist. FH_IO: env->error says why. */
FH_NODISCARD fh_status fh_cache_open(fh_env *env, const char *path, fh_cache **ret_cache);
void fh_cache_close(fh_cache *cache);
/* The entry of `key`, fresh or not, copied into `arena`; false when there is none. NULL is empty.
 */
bool fh_cache_find(fh_cache *cache, fh_arena *arena, fh_text key, fh_cache_entry *ret_entry);
/* Remember; what cannot be written is forgotten. */
void fh_cache_put(fh_cache *cache, fh_text key, const fh_cache_entry *entry);

#endif
