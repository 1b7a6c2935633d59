/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* UTF-8 is judged as by the table of the Unicode standard, read one code point at a time; lines and
 * fields put together again are the text; a cursor and an index agree on places. */
#include "base/cursor.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Decode, then refuse what is too long, a surrogate, or beyond the last plane. */
static bool is_utf8(const uint8_t *data, size_t size)
{
    for (size_t i = 0; i < size;) {
        const uint8_t first = data[i++];
        uint32_t point = first, least = 0;
        int more = 0;
        if (first >= 0xF0) more = 3, point = first & 7u, least = 0x10000;
        else if (first >= 0xE0) more = 2, point = first & 15u, least = 0x800;
        else if (first >= 0xC0) more = 1, point = first & 31u, least = 0x80;
        else if (first >= 0x80) return false;
        if (first > 0xF7) return false;
        for (; more > 0; more--, i++) {
            if (i >= size || (data[i] & 0xC0u) != 0x80u) return false;
            point = point << 6 | (data[i] & 0x3Fu);
        }
        if (point < least || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return false;
    }
    return true;
}

static void check_lines(fh_text text)
{
    fh_arena arena;
    fh_text line, rest = text;
    uint32_t number = 0;
    fh_arena_init(&arena, 0);
    const fh_lines lines = fh_lines_index(&arena, text);
    while (fh_text_next_line(&rest, &line))
        if (!fh_text_eq(fh_lines_line(&lines, text, ++number), line)) abort();
    if (number != lines.count && number + 1 != lines.count) abort();
    fh_cursor cursor = fh_cursor_make(text);
    while (!fh_cursor_at_end(&cursor)) {
        uint32_t at_line = 0, at_column = 0;
        fh_lines_place(&lines, cursor.at, &at_line, &at_column);
        if (at_line != cursor.line || at_column != cursor.column) abort();
        if (fh_cursor_next(&cursor) < 0) abort();
    }
    fh_arena_done(&arena);
}

static void check_fields(fh_text text)
{
    fh_text field, rest = text;
    size_t fields = 0, bytes = 0, commas = 0;
    if (text.len == 0) return;
    while (fh_text_next_field(&rest, ',', &field)) {
        if (fh_text_find_byte(field, ',') != SIZE_MAX) abort();
        fields++;
        bytes += field.len;
    }
    for (size_t i = 0; i < text.len; i++) commas += text.ptr[i] == ',';
    if (fields != commas + 1 || bytes + commas != text.len) abort();
    const fh_text trimmed = fh_text_trim(text);
    if (trimmed.len > 0 && fh_text_find(text, trimmed) == SIZE_MAX) abort();
    if (fh_text_find_nocase(text, fh_text_slice(text, text.len / 2, SIZE_MAX)) == SIZE_MAX) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const fh_text text = fh_text_make((const char *)data, size < 4096 ? size : 4096);
    if (fh_text_is_utf8(text) != is_utf8(data, text.len)) abort();
    check_lines(text);
    check_fields(text);
    return 0;
}
