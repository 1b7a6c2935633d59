/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* A view of bytes that somebody else owns. Views are passed by value, may hold any byte (NUL too)
 * and are never terminated. Case and space mean ASCII, whatever the locale. */
#ifndef FH_BASE_TEXT_H
#define FH_BASE_TEXT_H

#include <string.h>

#include "base/base.h"

typedef struct fh_text {
    const char *ptr;
    size_t len;
} fh_text;

/* A view of a string literal. */
#define FH_TEXT(literal)                                                                           \
    (fh_text)                                                                                      \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }
/* printf arguments for "%.*s". */
#define FH_TEXT_ARGS(text) (int)(text).len, (text).ptr

/* A view of a terminated string; NULL gives the empty view. */
static inline fh_text fh_text_of(const char *string)
{
    if (string == NULL) return (fh_text){0};
    return (fh_text){string, strlen(string)};
}
static inline fh_text fh_text_make(const char *ptr, size_t len)
{
    return (fh_text){ptr, len};
}
static inline bool fh_text_is_empty(fh_text text)
{
    return text.len == 0;
}

bool fh_text_eq(fh_text a, fh_text b);
bool fh_text_eq_nocase(fh_text a, fh_text b);
static inline bool fh_text_is(fh_text text, const char *string)
{
    return fh_text_eq(text, fh_text_of(string));
}
/* Order by unsigned bytes, shorter first when one is a prefix: below, at or above zero. */
int fh_text_compare(fh_text a, fh_text b);
static inline bool fh_text_starts(fh_text text, fh_text prefix)
{
    return text.len >= prefix.len &&
           (prefix.len == 0 || memcmp(text.ptr, prefix.ptr, prefix.len) == 0);
}
bool fh_text_starts_nocase(fh_text text, fh_text prefix);
bool fh_text_ends(fh_text text, fh_text suffix);
/* Offset of the first `needle` in `text`, or SIZE_MAX. Linear on ordinary input. */
size_t fh_text_find(fh_text text, fh_text needle);
size_t fh_text_find_nocase(fh_text text, fh_text needle);
/* Offset of the first or last `byte`, or SIZE_MAX. */
size_t fh_text_find_byte(fh_text text, char byte);
size_t fh_text_rfind_byte(fh_text text, char byte);
/* The part [from, to), both clamped to the text. */
fh_text fh_text_slice(fh_text text, size_t from, size_t to);
/* Without ASCII blanks (space, tab, CR, LF, VT, FF) at both ends. */
fh_text fh_text_trim(fh_text text);
/* Take what stands before the next `separator` off the front of `*rest`. False when `*rest` was
 * used up; an empty last field is given once. Start with ptr != NULL. */
bool fh_text_next_field(fh_text *rest, char separator, fh_text *ret_field);
/* Take one line off the front of `*rest`, without its LF or CRLF. */
bool fh_text_next_line(fh_text *rest, fh_text *ret_line);
/* Whole text as an unsigned decimal number; false on anything else and on overflow. */
bool fh_text_to_u64(fh_text text, uint64_t *ret_value);
/* True when every byte sequence is well-formed UTF-8 (Unicode 15, table 3-7). */
bool fh_text_is_utf8(fh_text text);
/* The last component of a '/' path, and everything before it without the '/'. */
fh_text fh_text_base_name(fh_text path);
fh_text fh_text_dir_name(fh_text path);

static inline bool fh_is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline bool fh_is_digit(char c)
{
    return c >= '0' && c <= '9';
}
static inline bool fh_is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static inline bool fh_is_alnum(char c)
{
    return fh_is_alpha(c) || fh_is_digit(c);
}
/* A byte of an identifier in most languages: letter, digit, underscore. */
static inline bool fh_is_word(char c)
{
    return fh_is_alnum(c) || c == '_';
}
static inline char fh_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

#endif
