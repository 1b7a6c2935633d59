/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Region memory: many allocations, one free. An arena belongs to one thread at a time.
 * Failure is sticky: after the first failed allocation every call gives NULL and `failed` stays
 * true, so a reader may add a hundred things and test once. */
#ifndef FH_BASE_ARENA_H
#define FH_BASE_ARENA_H

#include "base/text.h"

typedef struct fh_arena_chunk fh_arena_chunk;

typedef struct fh_arena {
    fh_arena_chunk *chunks;
    size_t used;  /* bytes handed out, for reports and limits */
    size_t limit; /* bytes that may be handed out; 0 = no limit */
    bool failed;
} fh_arena;

/* `limit` in bytes, 0 for none. Nothing is allocated yet. */
void fh_arena_init(fh_arena *arena, size_t limit);
/* Free everything. The arena may be used again. */
void fh_arena_done(fh_arena *arena);
/* Forget everything but keep one chunk for reuse; clears `failed`. */
void fh_arena_clear(fh_arena *arena);
/* `size` zeroed bytes aligned for any type; NULL on failure. Size 0 gives a valid pointer. */
void *fh_arena_alloc(fh_arena *arena, size_t size);
/* The same, not cleared: for memory that is written at once. */
void *fh_arena_take(fh_arena *arena, size_t size);
/* An array of `count` zeroed items; refuses overflow. */
void *fh_arena_array(fh_arena *arena, size_t count, size_t item_size);
/* A copy with a NUL behind it (not counted in len); the empty text on failure. */
fh_text fh_arena_copy(fh_arena *arena, fh_text text);
/* printf into the arena; the empty text on failure. */
fh_text fh_arena_printf(fh_arena *arena, const char *format, ...) FH_PRINTF(2, 3);
/* a + b in one piece. */
fh_text fh_arena_join(fh_arena *arena, fh_text a, fh_text b);
/* dir + '/' + name with '.' and '..' resolved; names that climb above the root give the empty text
 * with ptr NULL. `dir` may be empty (the root). */
fh_text fh_arena_path(fh_arena *arena, fh_text dir, fh_text name);

#define FH_NEW(arena, type) ((type *)fh_arena_alloc((arena), sizeof(type)))
#define FH_NEW_ARRAY(arena, count, type) ((type *)fh_arena_array((arena), (count), sizeof(type)))

#endif
