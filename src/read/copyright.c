/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/copyright.h"

enum { LONGEST_HOLDER = 120, LONGEST_LEADER = 12 };

#define SIGN "\xC2\xA9" /* the copyright sign in UTF-8 */

static bool take(fh_text *rest, const char *word)
{
    const fh_text wanted = fh_text_of(word);
    if (!fh_text_starts_nocase(*rest, wanted)) return false;
    *rest = fh_text_slice(*rest, wanted.len, SIZE_MAX);
    return true;
}

static fh_text skip(fh_text text, const char *bytes)
{
    size_t at = 0;
    while (at < text.len && fh_text_find_byte(fh_text_of(bytes), text.ptr[at]) != SIZE_MAX) at++;
    return fh_text_slice(text, at, SIZE_MAX);
}

/* "2019, 2021-2024", "2020-present"; what stands between belongs to it. */
static fh_text take_years(fh_text *rest)
{
    const fh_text from = *rest;
    size_t end = 0;
    while (true) {
        const fh_text at = skip(*rest, " ,-\xE2\x80\x93\t");
        size_t digits = 0;
        while (digits < at.len && fh_is_digit(at.ptr[digits])) digits++;
        if (digits != 4 && digits != 2) {
            fh_text now = at;
            if (end == 0 || (!take(&now, "present") && !take(&now, "now"))) break;
            *rest = now;
        } else {
            *rest = fh_text_slice(at, digits, SIZE_MAX);
        }
        end = (size_t)(rest->ptr - from.ptr);
    }
    return fh_text_slice(from, 0, end);
}

/* Up to what never belongs to a name. */
static fh_text holder_in(fh_text rest)
{
    static const char *const ends[] = {
        "all rights", "licensed under", "released under", " (http", "http", "<", "*/", "-->"};
    rest = skip(rest, " ,:;.-\t");
    for (size_t i = 0; i < FH_COUNT(ends); i++)
        rest = fh_text_slice(rest, 0, fh_text_find_nocase(rest, fh_text_of(ends[i])));
    (void)take(&rest, "by ");
    size_t len = rest.len;
    while (len > 0 && fh_text_find_byte(FH_TEXT(" .,;:*\t\r\"'"), rest.ptr[len - 1]) != SIZE_MAX)
        len--;
    return fh_text_slice(rest, 0, len);
}

/* A name begins with a capital, a digit or a letter of another script, and is no sentence. */
static bool is_name(fh_text holder, bool dated)
{
    static const char *const not_names[] = {
        "holder",    "owner",     "notice",   "law",    "statement",
        "license",   "(c)",       "interest", "yyyy",   "your name",
        "copyright", "the above", "and ",     "to the", "Free Software Foundation"};
    if (holder.len < 2 || holder.len > LONGEST_HOLDER) return false;
    const char first = holder.ptr[0];
    if (first == '[' || first == '{' || first == '<' || first == '(' || first == '$') return false;
    if (!dated && first >= 'a' && first <= 'z') return false;
    for (size_t i = 0; i < FH_COUNT(not_names); i++) {
        const size_t at = fh_text_find_nocase(holder, fh_text_of(not_names[i]));
        if (at != SIZE_MAX && (!dated || at == 0)) return false;
    }
    return true;
}

bool fh_copyright_parse(fh_text line, fh_text *ret_years, fh_text *ret_holder)
{
    fh_text rest = skip(line, " \t#*/;%!-<>\"'|");
    bool signed_by = false;
    if (rest.ptr == NULL || rest.len == 0 || rest.ptr - line.ptr > LONGEST_LEADER) return false;
    const bool tagged = take(&rest, "SPDX-FileCopyrightText:");
    const bool told = take(&rest, "Copyright");
    if (told && rest.len > 0 && (fh_is_alnum(rest.ptr[0]) || rest.ptr[0] == '-')) return false;
    rest = skip(rest, " \t:");
    for (int i = 0; i < 3; i++) {
        signed_by |= take(&rest, "(c)") || take(&rest, SIGN) || take(&rest, "&copy;");
        rest = skip(rest, " \t,");
    }
    if (!told && !tagged && !signed_by) return false;
    const fh_text years = take_years(&rest);
    if (!tagged && !told && years.len == 0) return false; /* "(c) the fee ..." of a list */
    const fh_text holder = holder_in(rest);
    if (!is_name(holder, years.len > 0)) return false;
    *ret_years = years;
    *ret_holder = holder;
    return true;
}
