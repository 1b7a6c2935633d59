/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/buf.h"
#include "base/cursor.h"
#include "tap.h"

static void bytes_are_added(void)
{
    fh_buf buf;
    fh_buf_init(&buf, 0);
    fh_buf_add(&buf, FH_TEXT("ab"));
    fh_buf_add(&buf, (fh_text){0});
    fh_buf_add_byte(&buf, 'c');
    fh_buf_printf(&buf, "%d%s", 12, "x");
    CHECK_TEXT(fh_buf_text(&buf), "abc12x");
    fh_buf_clear(&buf);
    CHECK_INT(buf.len, 0);
    for (int i = 0; i < 100000; i++) fh_buf_add_byte(&buf, 'z');
    CHECK_INT(buf.len, 100000);
    CHECK(!buf.failed);
    fh_buf_done(&buf);
    CHECK(buf.ptr == NULL);
}

static void the_cap_is_exact_and_sticky(void)
{
    fh_buf buf;
    fh_buf_init(&buf, 5);
    fh_buf_add(&buf, FH_TEXT("abc"));
    fh_buf_printf(&buf, "%s", "de");
    CHECK(!buf.failed);
    CHECK_TEXT(fh_buf_text(&buf), "abcde");
    fh_buf_add_byte(&buf, 'f');
    CHECK(buf.failed);
    CHECK_TEXT(fh_buf_text(&buf), "abcde");
    fh_buf_clear(&buf);
    fh_buf_add(&buf, FH_TEXT("abcdef"));
    CHECK(buf.failed && buf.len == 0);
    fh_buf_add(&buf, FH_TEXT("a"));
    CHECK_INT(buf.len, 0);
    fh_buf_clear(&buf);
    CHECK(!buf.failed);
    fh_buf_done(&buf);
    CHECK_INT(buf.cap, 5);
}

static void impossible_sizes_are_refused(void)
{
    fh_buf buf;
    fh_buf_init(&buf, 0);
    CHECK(fh_buf_reserve(&buf, SIZE_MAX - 1) == NULL);
    CHECK(buf.failed);
    fh_buf_done(&buf);
}

static void numbers_come_back(void)
{
    fh_buf buf;
    fh_buf_init(&buf, 0);
    fh_buf_add_u8(&buf, 0xFE);
    fh_buf_add_u32(&buf, 0x89ABCDEFu);
    fh_buf_add_u64(&buf, 0x0123456789ABCDEFu);
    fh_buf_add_sized(&buf, FH_TEXT("text"));
    fh_buf_add_sized(&buf, FH_TEXT(""));
    CHECK_INT(buf.len, 1 + 4 + 8 + 8 + 4);
    CHECK_INT((unsigned char)buf.ptr[1], 0xEF);
    fh_cursor cursor = fh_cursor_make(fh_buf_text(&buf));
    CHECK_INT(fh_cursor_u8(&cursor), 0xFE);
    CHECK_INT(fh_cursor_u32(&cursor), 0x89ABCDEFu);
    CHECK(fh_cursor_u64(&cursor) == 0x0123456789ABCDEFu);
    CHECK_TEXT(fh_cursor_sized(&cursor), "text");
    CHECK_TEXT(fh_cursor_sized(&cursor), "");
    CHECK(fh_cursor_at_end(&cursor) && !cursor.failed);
    fh_buf_done(&buf);
}

int main(void)
{
    RUN(bytes_are_added);
    RUN(the_cap_is_exact_and_sticky);
    RUN(impossible_sizes_are_refused);
    RUN(numbers_come_back);
    return DONE();
}
