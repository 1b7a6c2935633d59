/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/pairs.h"

static const char with_word[] = " WITH ";

/* Exceptions of other licenses than those of GNU: start of the exception's id, and of the
 * license's.
 */
static const struct {
    const char *exception, *license;
} others[] = {{"LLVM-exception", "Apache-"},
              {"Swift-exception", "Apache-"},
              {"SHL-", "Apache-"},
              {"fmt-exception", "MIT"}};

static bool goes_with(fh_text exception, fh_text license)
{
    static const char *const gnu[] = {"GPL-", "LGPL-", "AGPL-"};
    for (size_t i = 0; i < FH_COUNT(others); i++)
        if (fh_text_starts(exception, fh_text_of(others[i].exception)))
            return fh_text_starts(license, fh_text_of(others[i].license));
    for (size_t i = 0; i < FH_COUNT(gnu); i++)
        if (fh_text_starts(license, fh_text_of(gnu[i]))) return true;
    return false;
}

/* Does `expression` hold "LICENSE WITH EXCEPTION"? */
static bool joins(fh_text expression, fh_text license, fh_text exception)
{
    const fh_text word = fh_text_of(with_word);
    for (size_t from = 0; from < expression.len;) {
        const size_t at = fh_text_find(fh_text_slice(expression, from, SIZE_MAX), word);
        if (at == SIZE_MAX) return false;
        const fh_text left = fh_text_slice(expression, 0, from + at);
        const fh_text right = fh_text_slice(expression, from + at + word.len, SIZE_MAX);
        if (fh_text_ends(left, license) && fh_text_starts(right, exception)) return true;
        from += at + word.len;
    }
    return false;
}

static bool is_plain(const fh_license_match *match)
{
    return fh_text_eq(match->expression, match->license) && match->kind != FH_LICENSE_TAG;
}

enum { NEIGHBORS = 64 };

/* The match of the license that exception `index` belongs to, or SIZE_MAX. */
static size_t license_of(const fh_license_result *result, size_t index)
{
    const fh_license_match *exception = &result->matches.items[index];
    const size_t count = result->matches.count;
    const size_t from = index > NEIGHBORS ? index - NEIGHBORS : 0;
    const size_t to = count - index > NEIGHBORS ? index + NEIGHBORS : count;
    size_t before = SIZE_MAX, behind = SIZE_MAX;
    for (size_t i = from; i < to; i++) {
        const fh_license_match *match = &result->matches.items[i];
        if (match->is_exception) continue;
        if (match->group == exception->group &&
            joins(exception->expression, match->license, exception->license))
            return i;
        if (!is_plain(exception) || !is_plain(match) || match->kind > FH_LICENSE_REFERENCE ||
            !goes_with(exception->license, match->license))
            continue;
        if (i < index) before = i;
        else if (behind == SIZE_MAX) behind = i;
    }
    return before != SIZE_MAX ? before : behind;
}

bool fh_license_pair(fh_arena *arena, const fh_license_result *result, fh_license_pairs *ret_pairs)
{
    const size_t count = result->matches.count;
    *ret_pairs = (fh_license_pairs){.result = result,
                                    .license = FH_NEW_ARRAY(arena, count + 1, size_t),
                                    .exception = FH_NEW_ARRAY(arena, count + 1, size_t)};
    if (ret_pairs->license == NULL || ret_pairs->exception == NULL) return false;
    for (size_t i = 0; i < count; i++) ret_pairs->license[i] = ret_pairs->exception[i] = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        if (!result->matches.items[i].is_exception) continue;
        const size_t license = license_of(result, i);
        ret_pairs->license[i] = license;
        if (license != SIZE_MAX && ret_pairs->exception[license] == SIZE_MAX)
            ret_pairs->exception[license] = i;
    }
    return true;
}

fh_text fh_license_pair_name(fh_arena *arena, const fh_license_pairs *pairs, size_t index)
{
    const fh_license_match *matches = pairs->result->matches.items;
    size_t license = index, exception = pairs->exception[index];
    if (matches[index].is_exception) {
        license = pairs->license[index];
        exception = index;
        if (license == SIZE_MAX) return matches[index].license;
        if (pairs->exception[license] == index) return (fh_text){0}; /* told with its license */
    }
    if (exception == SIZE_MAX) return matches[index].license;
    return fh_arena_printf(arena, "%.*s%s%.*s", FH_TEXT_ARGS(matches[license].license), with_word,
                           FH_TEXT_ARGS(matches[exception].license));
}

fh_text fh_license_pair_expression(fh_arena *arena, const fh_license_pairs *pairs)
{
    enum { NAMES_MAX = 64 };
    const fh_license_result *result = pairs->result;
    fh_text names[NAMES_MAX], whole = {0};
    size_t count = 0;
    bool paired = false;
    for (size_t i = 0; i < result->matches.count && count < NAMES_MAX; i++) {
        const fh_license_match *match = &result->matches.items[i];
        if (!fh_license_kind_decides(match->kind) || match->inventory) continue;
        names[count] = fh_license_pair_name(arena, pairs, i);
        bool known = names[count].len == 0;
        for (size_t k = 0; k < count && !known; k++) known = fh_text_eq(names[k], names[count]);
        if (known) continue;
        paired |= fh_license_exception_in(names[count]).len > 0;
        whole = count == 0 ? names[count]
                           : fh_arena_printf(arena, "%.*s AND %.*s", FH_TEXT_ARGS(whole),
                                             FH_TEXT_ARGS(names[count]));
        count++;
    }
    if (!paired || fh_text_find(result->expression, FH_TEXT(" OR ")) != SIZE_MAX)
        return result->expression;
    return whole;
}

fh_text fh_license_exception_in(fh_text subject)
{
    const size_t at = fh_text_find(subject, fh_text_of(with_word));
    return at == SIZE_MAX ? (fh_text){0}
                          : fh_text_slice(subject, at + sizeof with_word - 1, SIZE_MAX);
}
