/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"
#include "tap.h"

static void keys_are_found_in_order_of_insertion(void)
{
    enum { KEYS = 5000 };
    fh_arena arena;
    fh_table table;
    uint32_t value = 0;
    fh_arena_init(&arena, 0);
    fh_table_init(&table, &arena);
    CHECK(!fh_table_find(&table, FH_TEXT("0"), &value));
    for (uint32_t i = 0; i < KEYS; i++)
        CHECK(fh_table_set(&table, fh_arena_printf(&arena, "%u", i), i * 2));
    CHECK_INT(table.count, KEYS);
    for (uint32_t i = 0; i < KEYS; i++) {
        CHECK(fh_table_find(&table, fh_arena_printf(&arena, "%u", i), &value));
        CHECK_INT(value, i * 2);
        CHECK_INT(table.items[i].value, i * 2);
    }
    CHECK(!fh_table_find(&table, FH_TEXT("-1"), &value));
    CHECK(fh_table_set(&table, FH_TEXT("7"), 1));
    CHECK_INT(table.count, KEYS);
    CHECK(fh_table_find(&table, FH_TEXT("7"), &value) && value == 1);
    fh_arena_done(&arena);
}

static void odd_keys_are_keys(void)
{
    fh_arena arena;
    fh_table table;
    uint32_t value = 0;
    fh_arena_init(&arena, 0);
    fh_table_init(&table, &arena);
    CHECK(fh_table_set(&table, (fh_text){0}, 1));
    CHECK(fh_table_set(&table, FH_TEXT("a\0b"), 2));
    CHECK(fh_table_set(&table, FH_TEXT("a\0c"), 3));
    CHECK(fh_table_find(&table, FH_TEXT(""), &value) && value == 1);
    CHECK(fh_table_find(&table, FH_TEXT("a\0b"), &value) && value == 2);
    CHECK(!fh_table_find(&table, FH_TEXT("a"), &value));
    CHECK_INT(fh_table_intern(&table, FH_TEXT("new"), 9), 9);
    CHECK_INT(fh_table_intern(&table, FH_TEXT("new"), 10), 9);
    fh_arena_done(&arena);
}

static void no_memory_is_told_and_harmless(void)
{
    fh_arena arena;
    fh_table table;
    uint32_t value = 0, added = 0;
    fh_arena_init(&arena, 3000);
    fh_table_init(&table, &arena);
    static const char keys[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    while (added < sizeof keys - 1 && fh_table_set(&table, fh_text_make(keys + added, 1), added))
        added++;
    CHECK(added > 10 && added < sizeof keys - 1);
    for (uint32_t i = 0; i < added; i++)
        CHECK(fh_table_find(&table, fh_text_make(keys + i, 1), &value) && value == i);
    CHECK(!fh_table_find(&table, fh_text_make(keys + added, 1), &value));
    CHECK(fh_table_intern(&table, FH_TEXT("long"), 1) == UINT32_MAX);
    fh_arena_done(&arena);
}

int main(void)
{
    RUN(keys_are_found_in_order_of_insertion);
    RUN(odd_keys_are_keys);
    RUN(no_memory_is_told_and_harmless);
    return DONE();
}
