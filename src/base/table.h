/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* A map from text to a 32-bit number, in an arena. Keys are viewed, not copied: they must outlive
 * the table. Iteration order is insertion order, never hash order. Probing is bounded by table
 * size, so hostile keys cost at most linear time each. */
#ifndef FH_BASE_TABLE_H
#define FH_BASE_TABLE_H

#include "base/arena.h"

typedef struct fh_table_item {
    fh_text key;
    uint32_t value;
} fh_table_item;

typedef struct fh_table {
    fh_arena *arena;
    fh_table_item *items; /* in insertion order */
    size_t count, room;
    uint32_t *slots; /* index + 1 into items; 0 = free */
    size_t slot_count;
} fh_table;

void fh_table_init(fh_table *table, fh_arena *arena);
/* Value of `key`, or false. */
bool fh_table_find(const fh_table *table, fh_text key, uint32_t *ret_value);
/* Set `key` to `value`; false only when memory ran out. */
bool fh_table_set(fh_table *table, fh_text key, uint32_t value);
/* Value of `key`, added with `value` when it was missing; UINT32_MAX when memory ran out. */
uint32_t fh_table_intern(fh_table *table, fh_text key, uint32_t value);

#endif
