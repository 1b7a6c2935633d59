/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/cursor.h"

#include <string.h>

fh_cursor fh_cursor_make(fh_text text)
{
    return (fh_cursor){.text = text, .line = 1, .column = 1};
}

int fh_cursor_next(fh_cursor *cursor)
{
    if (fh_cursor_at_end(cursor)) return -1;
    const unsigned char byte = (unsigned char)cursor->text.ptr[cursor->at++];
    if (byte == '\n') {
        cursor->line++;
        cursor->column = 1;
    } else {
        cursor->column++;
    }
    return byte;
}

void fh_cursor_skip(fh_cursor *cursor, size_t count)
{
    while (count-- > 0 && fh_cursor_next(cursor) >= 0) continue;
}

bool fh_cursor_take(fh_cursor *cursor, fh_text expected)
{
    if (!fh_text_starts(fh_text_slice(cursor->text, cursor->at, SIZE_MAX), expected)) return false;
    fh_cursor_skip(cursor, expected.len);
    return true;
}

void fh_cursor_skip_blanks(fh_cursor *cursor)
{
    for (;;) {
        const int byte = fh_cursor_peek(cursor, 0);
        if (byte != ' ' && byte != '\t' && byte != '\r' && byte != '\n') return;
        (void)fh_cursor_next(cursor);
    }
}

static uint64_t take_number(fh_cursor *cursor, size_t size)
{
    uint64_t value = 0;
    if (cursor->failed || cursor->text.len - cursor->at < size) {
        cursor->failed = true;
        return 0;
    }
    for (size_t i = 0; i < size; i++)
        value |= (uint64_t)(unsigned char)cursor->text.ptr[cursor->at + i] << (8 * i);
    cursor->at += size;
    return value;
}

uint8_t fh_cursor_u8(fh_cursor *cursor)
{
    return (uint8_t)take_number(cursor, 1);
}

uint32_t fh_cursor_u32(fh_cursor *cursor)
{
    return (uint32_t)take_number(cursor, 4);
}

uint64_t fh_cursor_u64(fh_cursor *cursor)
{
    return take_number(cursor, 8);
}

fh_text fh_cursor_sized(fh_cursor *cursor)
{
    const uint32_t len = fh_cursor_u32(cursor);
    if (cursor->failed || cursor->text.len - cursor->at < len) {
        cursor->failed = true;
        return FH_TEXT("");
    }
    const fh_text text = fh_text_make(cursor->text.ptr + cursor->at, len);
    cursor->at += len;
    return text;
}

fh_lines fh_lines_index(fh_arena *arena, fh_text text)
{
    uint32_t count = 1;
    if (text.len >= UINT32_MAX) return (fh_lines){0};
    for (size_t i = 0; i < text.len; i++) {
        const char *found = memchr(text.ptr + i, '\n', text.len - i);
        if (found == NULL) break;
        i = (size_t)(found - text.ptr);
        count++;
    }
    uint32_t *starts = FH_NEW_ARRAY(arena, count, uint32_t);
    if (starts == NULL) return (fh_lines){0};
    uint32_t line = 1;
    for (size_t i = 0; i < text.len; i++) {
        const char *found = memchr(text.ptr + i, '\n', text.len - i);
        if (found == NULL) break;
        i = (size_t)(found - text.ptr);
        starts[line++] = (uint32_t)(i + 1);
    }
    return (fh_lines){starts, count};
}

void fh_lines_place(const fh_lines *lines, size_t offset, uint32_t *ret_line, uint32_t *ret_column)
{
    uint32_t low = 0, high = lines->count;
    while (high - low > 1) {
        const uint32_t middle = low + (high - low) / 2;
        if (lines->starts[middle] <= offset) low = middle;
        else high = middle;
    }
    *ret_line = low + 1;
    *ret_column = lines->count == 0 ? 1 : (uint32_t)(offset - lines->starts[low]) + 1;
}

fh_text fh_lines_line(const fh_lines *lines, fh_text text, uint32_t line)
{
    if (line == 0 || line > lines->count) return (fh_text){0};
    const size_t from = lines->starts[line - 1];
    size_t to = line < lines->count ? lines->starts[line] - 1u : text.len;
    if (to > from && text.ptr[to - 1] == '\r') to--;
    return fh_text_slice(text, from, to);
}
