/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/glob.h"

/* Braces are tried one alternative at a time by rewriting the pattern piece by piece: a matcher state
 * is a list of pattern pieces still to match, at most MOST_PIECES deep. Stars are matched with the
 * usual two-pointer backtracking, which keeps one star open at a time within a piece sequence; with
 * several stars the last one is retried, which is right for '*' and, because '**' covers all that '*'
 * does, for their mixture when the last '**' is kept too. */

enum { MOST_STEPS = 100000, MOST_DEPTH = 4 };

typedef struct matcher {
    fh_text text;
    bool nocase;
    uint32_t steps; /* spent; bounded so that hostile pairs end */
} matcher;

/* What follows the pattern part at hand: the rest of the pattern behind a brace group. */
typedef struct tail {
    fh_text pattern;
    const struct tail *next;
} tail;

static bool match_here(matcher *self, fh_text pattern, const tail *after, size_t at,
                       unsigned depth);

static bool same(const matcher *self, char a, char b)
{
    return a == b || (self->nocase && fh_lower(a) == fh_lower(b));
}

/* `pattern` begins with '['; gives its length, or 0 when it is not closed. */
static size_t class_length(fh_text pattern)
{
    size_t i = 1;
    if (i < pattern.len && (pattern.ptr[i] == '!' || pattern.ptr[i] == '^')) i++;
    if (i < pattern.len && pattern.ptr[i] == ']') i++;
    while (i < pattern.len && pattern.ptr[i] != ']') i++;
    return i < pattern.len ? i + 1 : 0;
}

static bool class_takes(const matcher *self, fh_text class_text, char byte)
{
    size_t i = 1;
    bool negate = false, found = false;
    const size_t end = class_text.len - 1;
    if (i < end && (class_text.ptr[i] == '!' || class_text.ptr[i] == '^')) {
        negate = true;
        i++;
    }
    for (; i < end; i++) {
        const char low = class_text.ptr[i];
        char high = low;
        if (i + 2 < end && class_text.ptr[i + 1] == '-') {
            high = class_text.ptr[i + 2];
            i += 2;
        }
        const char folded = self->nocase ? fh_lower(byte) : byte;
        found |= (byte >= low && byte <= high) || (folded >= low && folded <= high);
    }
    return found != negate && byte != '/';
}

/* End of the brace group that `pattern` begins with: offset of its '}', or SIZE_MAX. */
static size_t brace_end(fh_text pattern)
{
    size_t depth = 0;
    for (size_t i = 0; i < pattern.len; i++) {
        if (pattern.ptr[i] == '{') depth++;
        if (pattern.ptr[i] == '}' && --depth == 0) return i;
    }
    return SIZE_MAX;
}

/* NOLINTNEXTLINE(misc-no-recursion): bounded by MOST_DEPTH brace levels and by steps */
static bool match_brace(matcher *self, fh_text pattern, const tail *after, size_t at,
                        unsigned depth)
{
    const size_t end = brace_end(pattern);
    if (end == SIZE_MAX || depth >= MOST_DEPTH) return false;
    const tail behind = {fh_text_slice(pattern, end + 1, SIZE_MAX), after};
    size_t start = 1, nested = 0;
    for (size_t i = 1; i <= end; i++) {
        const char c = pattern.ptr[i];
        if (c == '{') nested++;
        if (c == '}' && i != end) nested--;
        if (i != end && (c != ',' || nested > 0)) continue;
        if (match_here(self, fh_text_slice(pattern, start, i), &behind, at, depth + 1))
            return true;
        start = i + 1;
    }
    return false;
}

/* NOLINTNEXTLINE(misc-no-recursion): bounded by steps */
static bool match_star(matcher *self, fh_text pattern, const tail *after, size_t at, unsigned depth)
{
    const bool deep = pattern.len > 1 && pattern.ptr[1] == '*';
    fh_text rest = fh_text_slice(pattern, deep ? 2 : 1, SIZE_MAX);
    if (deep && rest.len > 0 && rest.ptr[0] == '/' &&
        match_here(self, fh_text_slice(rest, 1, SIZE_MAX), after, at, depth))
        return true;
    for (size_t i = at;; i++) {
        if (match_here(self, rest, after, i, depth)) return true;
        if (i >= self->text.len || (!deep && self->text.ptr[i] == '/')) return false;
        if (self->steps >= MOST_STEPS) return false;
    }
}

/* NOLINTNEXTLINE(misc-no-recursion): bounded by steps */
static bool match_here(matcher *self, fh_text pattern, const tail *after, size_t at, unsigned depth)
{
    for (;;) {
        if (++self->steps >= MOST_STEPS) return false;
        if (pattern.len == 0) {
            if (after == NULL) return at == self->text.len;
            pattern = after->pattern;
            after = after->next;
            if (depth > 0) depth--;
            continue;
        }
        const char c = pattern.ptr[0];
        if (c == '{') return match_brace(self, pattern, after, at, depth);
        if (c == '*') return match_star(self, pattern, after, at, depth);
        if (at >= self->text.len) return false;
        size_t used = 1;
        if (c == '[') {
            used = class_length(pattern);
            if (used == 0 || !class_takes(self, fh_text_slice(pattern, 0, used), self->text.ptr[at]))
                return false;
        } else if (c == '?' ? self->text.ptr[at] == '/' : !same(self, c, self->text.ptr[at])) {
            return false;
        }
        pattern = fh_text_slice(pattern, used, SIZE_MAX);
        at++;
    }
}

bool fh_glob_match(fh_text pattern, fh_text text, unsigned flags)
{
    matcher self = {.text = text, .nocase = (flags & FH_GLOB_NOCASE) != 0};
    return match_here(&self, pattern, NULL, 0, 0);
}

bool fh_glob_is_valid(fh_text pattern)
{
    size_t depth = 0;
    for (size_t i = 0; i < pattern.len; i++) {
        if (pattern.ptr[i] == '[') {
            const size_t used = class_length(fh_text_slice(pattern, i, SIZE_MAX));
            if (used == 0) return false;
            i += used - 1;
        } else if (pattern.ptr[i] == '{') {
            if (++depth > MOST_DEPTH) return false;
        } else if (pattern.ptr[i] == '}') {
            if (depth == 0) return false;
            depth--;
        }
    }
    return depth == 0;
}
