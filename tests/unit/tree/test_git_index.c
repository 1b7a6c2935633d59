/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/git_index.h"

#include <string.h>

#include "base/buf.h"
#include "tap.h"

static void put32(fh_buf *buf, uint32_t value)
{
    for (int i = 0; i < 4; i++) fh_buf_add_byte(buf, (char)(value >> (24 - i * 8) & 255));
}

static void put_zeros(fh_buf *buf, size_t count)
{
    while (count-- > 0) fh_buf_add_byte(buf, 0);
}

/* An entry of version 2; of version 4 with the number of bytes cut from the path before. */
static void put_entry(fh_buf *buf, uint32_t version, uint32_t mode, unsigned cut, const char *name)
{
    const size_t start = buf->len;
    put_zeros(buf, 24);
    put32(buf, mode);
    put_zeros(buf, 12 + 20);
    put_zeros(buf, 2); /* flags */
    if (version == 4) fh_buf_add_byte(buf, (char)cut);
    fh_buf_add(buf, fh_text_of(name));
    if (version == 4) put_zeros(buf, 1);
    else put_zeros(buf, 8 - (buf->len - start) % 8);
}

static void begin(fh_buf *buf, uint32_t version, uint32_t count)
{
    fh_buf_clear(buf);
    fh_buf_add(buf, FH_TEXT("DIRC"));
    put32(buf, version);
    put32(buf, count);
}

static fh_status finish(fh_buf *buf, fh_arena *arena, fh_git_index *index)
{
    fh_env env;
    fh_env_init(&env);
    put_zeros(buf, 20); /* no checksum, as with index.skipHash */
    return fh_git_index_parse(&env, arena, fh_text_make(buf->ptr, buf->len), index);
}

static void versions(void)
{
    fh_arena arena;
    fh_buf buf = {0};
    fh_git_index index;
    fh_arena_init(&arena, 0);
    for (uint32_t version = 2; version <= 4; version += 2) {
        begin(&buf, version, 4);
        put_entry(&buf, version, 0100644, 0, "a.c");
        put_entry(&buf, version, 0100644, 2, version == 4 ? "/x.c" : "a/x.c");
        put_entry(&buf, version, 0160000, 3, version == 4 ? "y" : "a/y");
        put_entry(&buf, version, 0100644, 3, "b");
        fh_buf_add(&buf, FH_TEXT("TREE"));
        put32(&buf, 0);
        if (!CHECK_INT(finish(&buf, &arena, &index), FH_OK)) continue;
        if (!CHECK_INT(index.count, 4)) continue;
        CHECK_TEXT(index.entries[1].path, "a/x.c");
        CHECK(fh_git_index_find(&index, FH_TEXT("a/y"))->is_submodule);
        CHECK(fh_git_index_find(&index, FH_TEXT("a")) == NULL);
        CHECK(fh_git_index_has_below(&index, FH_TEXT("a")));
        CHECK(!fh_git_index_has_below(&index, FH_TEXT("b")));
        CHECK(!fh_git_index_has_below(&index, FH_TEXT("a/x")));
    }
    fh_buf_done(&buf);
    fh_arena_done(&arena);
}

/* Bytes of names are unsigned: "a\xc3\xa9" stands behind "a/x". */
static void names_beyond_ascii(void)
{
    fh_arena arena;
    fh_buf buf = {0};
    fh_git_index index;
    fh_arena_init(&arena, 0);
    begin(&buf, 2, 3);
    put_entry(&buf, 2, 0100644, 0, "a/x");
    put_entry(&buf, 2, 0100644, 0, "a\xc3\xa9");
    put_entry(&buf, 2, 0100644, 0, "a\xc3\xaa");
    if (CHECK_INT(finish(&buf, &arena, &index), FH_OK)) {
        CHECK(fh_git_index_has_below(&index, FH_TEXT("a")));
        CHECK(!fh_git_index_has_below(&index, FH_TEXT("a\xc3\xa9")));
    }
    fh_buf_done(&buf);
    fh_arena_done(&arena);
}

static void refused(void)
{
    fh_arena arena;
    fh_buf buf = {0};
    fh_git_index index;
    fh_arena_init(&arena, 0);
    begin(&buf, 5, 0);
    CHECK_INT(finish(&buf, &arena, &index), FH_UNSUPPORTED);
    begin(&buf, 2, 2); /* fewer than it says */
    put_entry(&buf, 2, 0100644, 0, "a");
    CHECK_INT(finish(&buf, &arena, &index), FH_BAD_INPUT);
    begin(&buf, 2, 2);
    put_entry(&buf, 2, 0100644, 0, "b");
    put_entry(&buf, 2, 0100644, 0, "a");
    CHECK_INT(finish(&buf, &arena, &index), FH_BAD_INPUT);
    begin(&buf, 2, 1);
    put_entry(&buf, 2, 0100644, 0, "");
    CHECK_INT(finish(&buf, &arena, &index), FH_BAD_INPUT);
    begin(&buf, 4, 1); /* cuts more than is there */
    put_entry(&buf, 4, 0100644, 9, "a");
    CHECK_INT(finish(&buf, &arena, &index), FH_BAD_INPUT);
    begin(&buf, 2, 0); /* the entries lie elsewhere */
    fh_buf_add(&buf, FH_TEXT("link"));
    put32(&buf, 0);
    CHECK_INT(finish(&buf, &arena, &index), FH_UNSUPPORTED);
    begin(&buf, 2, 0);
    fh_buf_add(&buf, FH_TEXT("TREE"));
    put32(&buf, 0xffffffff);
    CHECK_INT(finish(&buf, &arena, &index), FH_BAD_INPUT);
    begin(&buf, 2, 0);
    (void)finish(&buf, &arena, &index);
    buf.ptr[buf.len - 1] = 1; /* a checksum that is not right */
    fh_env env;
    fh_env_init(&env);
    CHECK_INT(fh_git_index_parse(&env, &arena, fh_text_make(buf.ptr, buf.len), &index),
              FH_BAD_INPUT);
    fh_buf_done(&buf);
    fh_arena_done(&arena);
}

int main(void)
{
    RUN(versions);
    RUN(names_beyond_ascii);
    RUN(refused);
    return DONE();
}
