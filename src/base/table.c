/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"

#include <string.h>

#include "base/digest.h"

void fh_table_init(fh_table *table, fh_arena *arena)
{
    *table = (fh_table){.arena = arena};
}

/* The slot that holds `key`, or the free one where it belongs. */
static size_t slot_of(const fh_table *table, fh_text key)
{
    size_t slot = (size_t)fh_digest64(key) & (table->slot_count - 1);
    while (table->slots[slot] != 0 && !fh_text_eq(table->items[table->slots[slot] - 1].key, key))
        slot = (slot + 1) & (table->slot_count - 1);
    return slot;
}

bool fh_table_find(const fh_table *table, fh_text key, uint32_t *ret_value)
{
    if (table->slot_count == 0) return false;
    const uint32_t index = table->slots[slot_of(table, key)];
    if (index == 0) return false;
    *ret_value = table->items[index - 1].value;
    return true;
}

static bool grow_slots(fh_table *table)
{
    const size_t wanted = table->slot_count == 0 ? 16 : table->slot_count * 2;
    uint32_t *slots = FH_NEW_ARRAY(table->arena, wanted, uint32_t);
    if (slots == NULL) return false;
    table->slots = slots;
    table->slot_count = wanted;
    for (size_t i = 0; i < table->count; i++)
        table->slots[slot_of(table, table->items[i].key)] = (uint32_t)i + 1;
    return true;
}

bool fh_table_set(fh_table *table, fh_text key, uint32_t value)
{
    if (table->slot_count * 3 / 4 <= table->count && !grow_slots(table)) return false;
    const size_t slot = slot_of(table, key);
    if (table->slots[slot] != 0) {
        table->items[table->slots[slot] - 1].value = value;
        return true;
    }
    if (table->count == table->room) {
        const size_t room = table->room == 0 ? 16 : table->room * 2;
        fh_table_item *items = FH_NEW_ARRAY(table->arena, room, fh_table_item);
        if (items == NULL) return false;
        if (table->count > 0) memcpy(items, table->items, table->count * sizeof *items);
        table->items = items;
        table->room = room;
    }
    table->items[table->count] = (fh_table_item){key, value};
    table->slots[slot] = (uint32_t)++table->count;
    return true;
}

uint32_t fh_table_intern(fh_table *table, fh_text key, uint32_t value)
{
    uint32_t found = 0;
    if (fh_table_find(table, key, &found)) return found;
    return fh_table_set(table, key, value) ? value : UINT32_MAX;
}
