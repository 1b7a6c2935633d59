/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Input: a pattern, a newline, a text. Matching must end soon, and agree with a plain backtracking
 * matcher where that one is fast enough to ask. */
#include "base/glob.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The definition of glob.h, word for word: a recursive matcher with a budget of steps. */
typedef struct plain {
    fh_text text;
    unsigned flags;
    uint32_t steps;
} plain;

enum { MOST_STEPS = 200000, MOST_DEPTH = 200 };

typedef struct tail {
    fh_text pattern;
    const struct tail *next;
} tail;

static bool match(plain *self, fh_text pattern, const tail *after, size_t at, unsigned depth);

static size_t class_end(fh_text pattern, size_t at)
{
    size_t i = at + 1;
    if (i < pattern.len && (pattern.ptr[i] == '!' || pattern.ptr[i] == '^')) i++;
    if (i < pattern.len && pattern.ptr[i] == ']') i++;
    while (i < pattern.len && pattern.ptr[i] != ']') i++;
    return i;
}

static bool in_class(const plain *self, fh_text inside, char byte)
{
    bool found = false;
    const bool negate = inside.len > 0 && (inside.ptr[0] == '!' || inside.ptr[0] == '^');
    for (size_t i = negate ? 1 : 0; i < inside.len; i++) {
        unsigned char low = (unsigned char)inside.ptr[i], high = low;
        if (i + 2 < inside.len && inside.ptr[i + 1] == '-') {
            high = (unsigned char)inside.ptr[i + 2];
            i += 2;
        }
        for (unsigned c = low; c <= high; c++)
            found |= (char)c == byte ||
                     ((self->flags & FH_GLOB_NOCASE) != 0 && fh_lower((char)c) == fh_lower(byte));
    }
    return found != negate && byte != '/';
}

static bool match_group(plain *self, fh_text pattern, const tail *after, size_t at, unsigned depth)
{
    size_t end = 0, start = 1, level = 0;
    for (size_t i = 0; i < pattern.len && end == 0; i++) {
        if (pattern.ptr[i] == '[') i = class_end(pattern, i);
        else if (pattern.ptr[i] == '{') level++;
        else if (pattern.ptr[i] == '}' && --level == 0) end = i;
    }
    const tail behind = {fh_text_slice(pattern, end + 1, SIZE_MAX), after};
    for (size_t i = 1; i <= end; i++) {
        const char c = pattern.ptr[i];
        if (c == '[') i = class_end(pattern, i);
        if (c == '{') level++;
        if (c == '}' && i != end) level--;
        if (i != end && (c != ',' || level > 0)) continue;
        if (match(self, fh_text_slice(pattern, start, i), &behind, at, depth + 1)) return true;
        start = i + 1;
    }
    return false;
}

static bool match_star(plain *self, fh_text pattern, const tail *after, size_t at, unsigned depth)
{
    const bool deep = pattern.len > 1 && pattern.ptr[1] == '*';
    const fh_text rest = fh_text_slice(pattern, deep ? 2 : 1, SIZE_MAX);
    if (deep && rest.len > 0 && rest.ptr[0] == '/' &&
        match(self, fh_text_slice(rest, 1, SIZE_MAX), after, at, depth + 1))
        return true;
    for (;; at++) {
        if (match(self, rest, after, at, depth + 1)) return true;
        if (at >= self->text.len || (!deep && self->text.ptr[at] == '/')) return false;
        if (self->steps >= MOST_STEPS) return false;
    }
}

static bool match(plain *self, fh_text pattern, const tail *after, size_t at, unsigned depth)
{
    if (depth > MOST_DEPTH) self->steps = MOST_STEPS;
    while (++self->steps < MOST_STEPS) {
        if (pattern.len == 0) {
            if (after == NULL) return at == self->text.len;
            pattern = after->pattern;
            after = after->next;
            continue;
        }
        const char c = pattern.ptr[0];
        if (c == '{') return match_group(self, pattern, after, at, depth);
        if (c == '*') return match_star(self, pattern, after, at, depth);
        if (at >= self->text.len) return false;
        const char byte = self->text.ptr[at++];
        const size_t end = c == '[' ? class_end(pattern, 0) : 0;
        if (c == '[' && !in_class(self, fh_text_slice(pattern, 1, end), byte)) return false;
        if (c == '?' && byte == '/') return false;
        if (c != '[' && c != '?' && c != byte &&
            ((self->flags & FH_GLOB_NOCASE) == 0 || fh_lower(c) != fh_lower(byte)))
            return false;
        pattern = fh_text_slice(pattern, end + 1, SIZE_MAX);
    }
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const fh_text input = fh_text_make((const char *)data, size);
    const size_t line_end = fh_text_find_byte(input, '\n');
    const fh_text pattern = fh_text_slice(input, 0, line_end);
    const fh_text text =
        line_end == SIZE_MAX ? FH_TEXT("") : fh_text_slice(input, line_end + 1, SIZE_MAX);
    for (unsigned flags = 0; flags <= FH_GLOB_NOCASE; flags++) {
        const bool got = fh_glob_match(pattern, text, flags);
        if (!fh_glob_is_valid(pattern)) continue;
        plain self = {.text = text, .flags = flags};
        const bool want = match(&self, pattern, NULL, 0, 0);
        if (self.steps < MOST_STEPS && got != want) abort();
    }
    return 0;
}
