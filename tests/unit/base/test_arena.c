/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/arena.h"
#include "tap.h"

static void memory_is_zeroed_and_aligned(void)
{
    fh_arena arena;
    fh_arena_init(&arena, 0);
    for (size_t size = 0; size < 200; size++) {
        unsigned char *at = fh_arena_alloc(&arena, size);
        CHECK(at != NULL && (uintptr_t)at % _Alignof(max_align_t) == 0);
        for (size_t i = 0; i < size; i++) CHECK(at[i] == 0);
        memset(at, 0xFF, size);
    }
    CHECK(!arena.failed);
    fh_arena_done(&arena);
}

static void large_pieces_get_their_own_chunk(void)
{
    fh_arena arena;
    fh_arena_init(&arena, 0);
    char *small = fh_arena_alloc(&arena, 10);
    char *large = fh_arena_alloc(&arena, 5u << 20);
    CHECK(small != NULL && large != NULL);
    large[(5u << 20) - 1] = 1;
    CHECK(arena.used >= 5u << 20);
    fh_arena_done(&arena);
    CHECK(arena.used == 0 && arena.chunks == NULL);
}

static void the_limit_is_sticky(void)
{
    fh_arena arena;
    fh_arena_init(&arena, 1000);
    CHECK(fh_arena_alloc(&arena, 900) != NULL);
    CHECK(fh_arena_alloc(&arena, 200) == NULL);
    CHECK(arena.failed);
    CHECK(fh_arena_alloc(&arena, 1) == NULL);
    CHECK(fh_arena_copy(&arena, FH_TEXT("text")).len == 0);
    CHECK(fh_arena_printf(&arena, "%d", 1).len == 0);
    CHECK(fh_arena_join(&arena, FH_TEXT("a"), FH_TEXT("b")).len == 0);
    CHECK(fh_arena_path(&arena, FH_TEXT("a"), FH_TEXT("b")).ptr == NULL);
    fh_arena_clear(&arena);
    CHECK(!arena.failed && arena.used == 0);
    CHECK(fh_arena_alloc(&arena, 900) != NULL);
    fh_arena_done(&arena);
    CHECK_INT(arena.limit, 1000);
}

static void impossible_sizes_are_refused(void)
{
    fh_arena arena;
    fh_arena_init(&arena, 0);
    CHECK(fh_arena_array(&arena, SIZE_MAX / 2, 8) == NULL);
    CHECK(arena.failed);
    fh_arena_clear(&arena);
    CHECK(fh_arena_alloc(&arena, SIZE_MAX) == NULL);
    fh_arena_clear(&arena);
    CHECK(fh_arena_array(&arena, 0, 8) != NULL);
    CHECK(fh_arena_array(&arena, 8, 0) != NULL);
    fh_arena_done(&arena);
}

static void clearing_keeps_one_chunk(void)
{
    fh_arena arena;
    fh_arena_init(&arena, 0);
    for (int i = 0; i < 10; i++) CHECK(fh_arena_alloc(&arena, 20000) != NULL);
    fh_arena_clear(&arena);
    CHECK(arena.chunks != NULL);
    const fh_arena_chunk *kept = arena.chunks;
    const unsigned char *again = fh_arena_alloc(&arena, 100);
    CHECK(arena.chunks == kept);
    for (size_t i = 0; i < 100; i++) CHECK(again[i] == 0);
    fh_arena_done(&arena);
    fh_arena_clear(&arena);
    fh_arena_done(&arena);
}

static void texts_are_copied_with_a_nul(void)
{
    fh_arena arena;
    fh_arena_init(&arena, 0);
    const fh_text copy = fh_arena_copy(&arena, FH_TEXT("abc"));
    CHECK_TEXT(copy, "abc");
    CHECK(copy.ptr[3] == '\0');
    const fh_text none = fh_arena_copy(&arena, (fh_text){0});
    CHECK(none.len == 0 && none.ptr != NULL && none.ptr[0] == '\0');
    CHECK_TEXT(fh_arena_printf(&arena, "%s-%03d", "x", 7), "x-007");
    CHECK_TEXT(fh_arena_printf(&arena, "%s", ""), "");
    CHECK_TEXT(fh_arena_join(&arena, FH_TEXT("ab"), FH_TEXT("")), "ab");
    CHECK_TEXT(fh_arena_join(&arena, (fh_text){0}, FH_TEXT("cd")), "cd");
    fh_arena_done(&arena);
}

static void paths_are_resolved(void)
{
    static const struct {
        const char *dir, *name, *want; /* want NULL: climbs out */
    } rows[] = {
        {"", "a", "a"},
        {"a", "b", "a/b"},
        {"a/b", "../c", "a/c"},
        {"a/b", "../../c", "c"},
        {"a", "..", ""},
        {"a", "../..", NULL},
        {"", "..", NULL},
        {"a", "./b/./c", "a/b/c"},
        {"a//b/", "/c/", "a/b/c"},
        {"", "", ""},
        {"a", "", "a"},
        {"a/..", "b", "b"},
        {"../a", "b", NULL},
        {"a", "b/../../../c", NULL},
        {"abc/de", "../f..g", "abc/f..g"},
        {"x", "...", "x/..."},
        {".", ".", ""},
    };
    fh_arena arena;
    fh_arena_init(&arena, 0);
    for (size_t i = 0; i < FH_COUNT(rows); i++) {
        const fh_text got =
            fh_arena_path(&arena, fh_text_of(rows[i].dir), fh_text_of(rows[i].name));
        if (rows[i].want == NULL) CHECK(got.ptr == NULL);
        else if (CHECK(got.ptr != NULL)) CHECK_TEXT(got, rows[i].want);
    }
    fh_arena_done(&arena);
}

int main(void)
{
    RUN(memory_is_zeroed_and_aligned);
    RUN(large_pieces_get_their_own_chunk);
    RUN(the_limit_is_sticky);
    RUN(impossible_sizes_are_refused);
    RUN(clearing_keeps_one_chunk);
    RUN(texts_are_copied_with_a_nul);
    RUN(paths_are_resolved);
    return DONE();
}
