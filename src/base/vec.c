/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/vec.h"

#include <string.h>

bool fh_vec_grow(fh_arena *arena, void **items, size_t *room, size_t count, size_t item_size)
{
    const size_t wanted = *room < 8 ? 8 : *room * 2;
    if (item_size != 0 && wanted > SIZE_MAX / item_size) {
        arena->failed = true;
        return false;
    }
    void *grown = fh_arena_take(arena, wanted * item_size);
    if (grown == NULL) return false;
    if (count > 0) memcpy(grown, *items, count * item_size);
    *items = grown;
    *room = wanted;
    return true;
}
