/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/vec.h"
#include "tap.h"

FH_VEC(number_vec, uint64_t);

static void it_grows_and_keeps(void)
{
    fh_arena arena;
    number_vec vec = {0};
    fh_arena_init(&arena, 0);
    for (uint64_t i = 0; i < 1000; i++) CHECK(FH_VEC_ADD(&arena, &vec, i * i));
    CHECK_INT(vec.count, 1000);
    CHECK(vec.room >= vec.count);
    for (uint64_t i = 0; i < 1000; i++) CHECK(vec.items[i] == i * i);
    fh_arena_done(&arena);
}

static void no_memory_loses_nothing(void)
{
    fh_arena arena;
    number_vec vec = {0};
    fh_arena_init(&arena, 500);
    for (uint64_t i = 0; FH_VEC_ADD(&arena, &vec, i); i++) continue;
    CHECK(arena.failed);
    CHECK_INT(vec.count, vec.room);
    CHECK(vec.count >= 8);
    for (size_t i = 0; i < vec.count; i++) CHECK(vec.items[i] == i);
    CHECK(!FH_VEC_ADD(&arena, &vec, 1));
    fh_arena_done(&arena);
}

int main(void)
{
    RUN(it_grows_and_keeps);
    RUN(no_memory_loses_nothing);
    return DONE();
}
