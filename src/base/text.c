/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* memmem is not POSIX, but every libc that we build with has it, and it is linear. */
#define _GNU_SOURCE
#include "base/text.h"

#include <string.h>

bool fh_text_eq(fh_text a, fh_text b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool fh_text_eq_nocase(fh_text a, fh_text b)
{
    return a.len == b.len && fh_text_starts_nocase(a, b);
}

int fh_text_compare(fh_text a, fh_text b)
{
    const size_t common = a.len < b.len ? a.len : b.len;
    const int order = common == 0 ? 0 : memcmp(a.ptr, b.ptr, common);
    if (order != 0) return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

bool fh_text_starts_nocase(fh_text text, fh_text prefix)
{
    if (text.len < prefix.len) return false;
    for (size_t i = 0; i < prefix.len; i++)
        if (fh_lower(text.ptr[i]) != fh_lower(prefix.ptr[i])) return false;
    return true;
}

bool fh_text_ends(fh_text text, fh_text suffix)
{
    return text.len >= suffix.len &&
           fh_text_eq(fh_text_slice(text, text.len - suffix.len, text.len), suffix);
}

size_t fh_text_find(fh_text text, fh_text needle)
{
    if (needle.len == 0) return 0;
    if (text.len < needle.len) return SIZE_MAX;
    const char *found = memmem(text.ptr, text.len, needle.ptr, needle.len);
    return found == NULL ? SIZE_MAX : (size_t)(found - text.ptr);
}

size_t fh_text_find_nocase(fh_text text, fh_text needle)
{
    if (needle.len == 0) return 0;
    const char first = fh_lower(needle.ptr[0]);
    for (size_t i = 0; i + needle.len <= text.len; i++)
        if (fh_lower(text.ptr[i]) == first &&
            fh_text_starts_nocase(fh_text_slice(text, i, text.len), needle))
            return i;
    return SIZE_MAX;
}

size_t fh_text_find_byte(fh_text text, char byte)
{
    const char *found = text.len == 0 ? NULL : memchr(text.ptr, byte, text.len);
    return found == NULL ? SIZE_MAX : (size_t)(found - text.ptr);
}

size_t fh_text_rfind_byte(fh_text text, char byte)
{
    for (size_t i = text.len; i-- > 0;)
        if (text.ptr[i] == byte) return i;
    return SIZE_MAX;
}

fh_text fh_text_slice(fh_text text, size_t from, size_t to)
{
    if (to > text.len) to = text.len;
    if (from > to) from = to;
    if (text.ptr == NULL) return text;
    return (fh_text){text.ptr + from, to - from};
}

fh_text fh_text_trim(fh_text text)
{
    size_t from = 0, to = text.len;
    while (from < to && fh_is_blank(text.ptr[from])) from++;
    while (to > from && fh_is_blank(text.ptr[to - 1])) to--;
    return fh_text_slice(text, from, to);
}

bool fh_text_next_field(fh_text *rest, char separator, fh_text *ret_field)
{
    if (rest->ptr == NULL) return false;
    const size_t at = fh_text_find_byte(*rest, separator);
    *ret_field = fh_text_slice(*rest, 0, at);
    if (at == SIZE_MAX) *rest = (fh_text){0};
    else *rest = fh_text_slice(*rest, at + 1, SIZE_MAX);
    return true;
}

bool fh_text_next_line(fh_text *rest, fh_text *ret_line)
{
    if (rest->ptr == NULL || rest->len == 0) return false;
    const size_t at = fh_text_find_byte(*rest, '\n');
    fh_text line = fh_text_slice(*rest, 0, at);
    *rest = at == SIZE_MAX ? (fh_text){0} : fh_text_slice(*rest, at + 1, SIZE_MAX);
    if (line.len > 0 && line.ptr[line.len - 1] == '\r') line.len--;
    *ret_line = line;
    return true;
}

bool fh_text_to_u64(fh_text text, uint64_t *ret_value)
{
    uint64_t value = 0;
    if (text.len == 0) return false;
    for (size_t i = 0; i < text.len; i++) {
        if (!fh_is_digit(text.ptr[i])) return false;
        const uint64_t digit = (uint64_t)(text.ptr[i] - '0');
        if (value > (UINT64_MAX - digit) / 10) return false;
        value = value * 10 + digit;
    }
    *ret_value = value;
    return true;
}

/* Length of the well-formed sequence at `at`, or 0 (Unicode 15, table 3-7). */
static size_t utf8_length(fh_text text, size_t at)
{
    const unsigned char *p = (const unsigned char *)text.ptr + at;
    const size_t left = text.len - at;
    unsigned char low = 0x80, high = 0xBF;
    size_t len;
    if (p[0] < 0x80) return 1;
    if (p[0] < 0xC2 || p[0] > 0xF4) return 0;
    if (p[0] < 0xE0) len = 2;
    else if (p[0] < 0xF0) len = 3;
    else len = 4;
    if (p[0] == 0xE0) low = 0xA0;
    if (p[0] == 0xED) high = 0x9F;
    if (p[0] == 0xF0) low = 0x90;
    if (p[0] == 0xF4) high = 0x8F;
    if (left < len || p[1] < low || p[1] > high) return 0;
    for (size_t i = 2; i < len; i++)
        if (p[i] < 0x80 || p[i] > 0xBF) return 0;
    return len;
}

bool fh_text_is_utf8(fh_text text)
{
    for (size_t at = 0; at < text.len;) {
        uint64_t eight;
        if (text.len - at >= sizeof eight) {
            memcpy(&eight, text.ptr + at, sizeof eight);
            if ((eight & 0x8080808080808080u) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        const size_t len = utf8_length(text, at);
        if (len == 0) return false;
        at += len;
    }
    return true;
}

fh_text fh_text_base_name(fh_text path)
{
    const size_t slash = fh_text_rfind_byte(path, '/');
    return slash == SIZE_MAX ? path : fh_text_slice(path, slash + 1, SIZE_MAX);
}

fh_text fh_text_dir_name(fh_text path)
{
    const size_t slash = fh_text_rfind_byte(path, '/');
    return fh_text_slice(path, 0, slash == SIZE_MAX ? 0 : slash);
}
