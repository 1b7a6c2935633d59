/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* A growable array of one type in an arena. Growth copies, so pointers into it go stale on add.
 *
 *     FH_VEC(fh_places, fh_place);           declares struct fh_places {items, count, room}
 *     FH_VEC_ADD(arena, &places, item);      true, or false when memory ran out
 */
#ifndef FH_BASE_VEC_H
#define FH_BASE_VEC_H

#include "base/arena.h"

#define FH_VEC(name, type)                                                                         \
    typedef struct name {                                                                          \
        type *items;                                                                               \
        size_t count, room;                                                                        \
    } name

/* Make room for one more item of `item_size` bytes; the room is not cleared. Used through
 * FH_VEC_ADD. */
bool fh_vec_grow(fh_arena *arena, void **items, size_t *room, size_t count, size_t item_size);

#define FH_VEC_ADD(arena, vec, item)                                                               \
    (((vec)->count < (vec)->room || fh_vec_grow((arena), (void **)&(vec)->items, &(vec)->room,     \
                                                (vec)->count, sizeof(*(vec)->items)))              \
         ? ((vec)->items[(vec)->count++] = (item), true)                                           \
         : false)

#endif
