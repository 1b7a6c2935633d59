/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/cursor.h"
#include "tap.h"

static void it_counts_lines_and_columns(void)
{
    fh_cursor cursor = fh_cursor_make(FH_TEXT("ab\n\xff"
                                              "c"));
    CHECK_INT(fh_cursor_peek(&cursor, 0), 'a');
    CHECK_INT(fh_cursor_peek(&cursor, 4), 'c');
    CHECK_INT(fh_cursor_peek(&cursor, 5), -1);
    CHECK_INT(fh_cursor_peek(&cursor, SIZE_MAX), -1);
    CHECK_INT(fh_cursor_next(&cursor), 'a');
    CHECK_INT(cursor.column, 2);
    fh_cursor_skip(&cursor, 2);
    CHECK_INT(cursor.line, 2);
    CHECK_INT(cursor.column, 1);
    CHECK_INT(fh_cursor_next(&cursor), 0xFF);
    fh_cursor_skip(&cursor, 100);
    CHECK(fh_cursor_at_end(&cursor));
    CHECK_INT(fh_cursor_next(&cursor), -1);
    CHECK_INT(fh_cursor_peek(&cursor, 0), -1);
    CHECK(!cursor.failed);
}

static void it_takes_what_stands_there(void)
{
    fh_cursor cursor = fh_cursor_make(FH_TEXT(" \t\r\nkey=v"));
    fh_cursor_skip_blanks(&cursor);
    CHECK_INT(cursor.line, 2);
    CHECK(!fh_cursor_take(&cursor, FH_TEXT("keys")));
    CHECK(fh_cursor_take(&cursor, FH_TEXT("key")));
    CHECK(fh_cursor_take(&cursor, FH_TEXT("")));
    CHECK(!fh_cursor_take(&cursor, FH_TEXT("=value")));
    CHECK(fh_cursor_take(&cursor, FH_TEXT("=v")));
    CHECK(!fh_cursor_take(&cursor, FH_TEXT("x")));
    fh_cursor empty = fh_cursor_make((fh_text){0});
    fh_cursor_skip_blanks(&empty);
    CHECK(fh_cursor_at_end(&empty) && fh_cursor_peek(&empty, 0) == -1);
}

static void short_numbers_fail_for_good(void)
{
    fh_cursor cursor = fh_cursor_make(FH_TEXT("\1\2\3"));
    CHECK_INT(fh_cursor_u32(&cursor), 0);
    CHECK(cursor.failed);
    CHECK_INT(fh_cursor_u8(&cursor), 0);
    cursor = fh_cursor_make(FH_TEXT("\5\0\0\0abcd"));
    CHECK_TEXT(fh_cursor_sized(&cursor), "");
    CHECK(cursor.failed);
    cursor = fh_cursor_make(FH_TEXT("\xff\xff\xff\xff"));
    CHECK_TEXT(fh_cursor_sized(&cursor), "");
    CHECK(cursor.failed);
    cursor = fh_cursor_make((fh_text){0});
    CHECK_INT(fh_cursor_u64(&cursor), 0);
    CHECK(cursor.failed);
}

static void offsets_become_places(void)
{
    const fh_text text = FH_TEXT("one\r\n\ntwo\nlast");
    static const struct {
        size_t offset;
        uint32_t line, column;
    } rows[] = {{0, 1, 1}, {4, 1, 5}, {5, 2, 1}, {6, 3, 1}, {9, 3, 4}, {10, 4, 1}, {14, 4, 5}};
    fh_arena arena;
    fh_arena_init(&arena, 0);
    const fh_lines lines = fh_lines_index(&arena, text);
    CHECK_INT(lines.count, 4);
    for (size_t i = 0; i < FH_COUNT(rows); i++) {
        uint32_t line = 0, column = 0;
        fh_lines_place(&lines, rows[i].offset, &line, &column);
        CHECK_INT(line, rows[i].line);
        CHECK_INT(column, rows[i].column);
    }
    CHECK_TEXT(fh_lines_line(&lines, text, 0), "");
    CHECK_TEXT(fh_lines_line(&lines, text, 1), "one");
    CHECK_TEXT(fh_lines_line(&lines, text, 2), "");
    CHECK_TEXT(fh_lines_line(&lines, text, 3), "two");
    CHECK_TEXT(fh_lines_line(&lines, text, 4), "last");
    CHECK_TEXT(fh_lines_line(&lines, text, 5), "");
    fh_arena_done(&arena);
}

static void texts_without_lines_have_one(void)
{
    fh_arena arena;
    uint32_t line = 0, column = 0;
    fh_arena_init(&arena, 0);
    fh_lines lines = fh_lines_index(&arena, (fh_text){0});
    CHECK_INT(lines.count, 1);
    fh_lines_place(&lines, 0, &line, &column);
    CHECK(line == 1 && column == 1);
    lines = fh_lines_index(&arena, FH_TEXT("\n"));
    CHECK_INT(lines.count, 2);
    CHECK_TEXT(fh_lines_line(&lines, FH_TEXT("\n"), 2), "");
    fh_arena_done(&arena);
    fh_arena_init(&arena, 1);
    lines = fh_lines_index(&arena, FH_TEXT("a\nb"));
    CHECK_INT(lines.count, 0);
    fh_lines_place(&lines, 2, &line, &column);
    CHECK(line == 1 && column == 1);
    fh_arena_done(&arena);
}

int main(void)
{
    RUN(it_counts_lines_and_columns);
    RUN(it_takes_what_stands_there);
    RUN(short_numbers_fail_for_good);
    RUN(offsets_become_places);
    RUN(texts_without_lines_have_one);
    return DONE();
}
