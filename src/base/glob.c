/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/glob.h"

#include <string.h>

/* A pattern is its own state machine: a state is an offset into it, and all states of one moment
 * are a bitmap (Thompson 1968). Every move that takes no byte, into an alternative, behind its
 * brace, past a star, goes forward in the pattern, so one ascending pass over the bitmap closes it.
 * Time is at most pattern length times text length, whatever the pattern; nothing recurses. */

enum { LONGEST_PATTERN = 4096, MOST_DEPTH = 4, WORDS = LONGEST_PATTERN / 64 + 1 };

/* What an offset is when more than its byte says so. */
typedef enum role {
    ROLE_PLAIN,
    ROLE_DEEP_STAR, /* first byte of a double star */
    ROLE_DEEP_LOOP, /* its second byte: takes bytes without end */
    ROLE_SEPARATOR  /* comma or closing brace of a group */
} role;

typedef struct program {
    fh_text pattern;
    bool nocase;
    unsigned char roles[LONGEST_PATTERN];
    uint16_t next[LONGEST_PATTERN]; /* of '{' and ',': the next ',' or '}' of the group */
    uint16_t last[LONGEST_PATTERN]; /* of ',': the '}' of the group; of '[': its ']' */
} program;

/* Offset of the ']' that closes the class opening at `at`, or SIZE_MAX. */
static size_t class_end(fh_text pattern, size_t at)
{
    size_t i = at + 1;
    if (i < pattern.len && (pattern.ptr[i] == '!' || pattern.ptr[i] == '^')) i++;
    if (i < pattern.len && pattern.ptr[i] == ']') i++;
    while (i < pattern.len && pattern.ptr[i] != ']') i++;
    return i < pattern.len ? i : SIZE_MAX;
}

typedef struct group {
    size_t open, separator; /* the latest ',' or the '{' itself */
} group;

/* A ',' or '}' at `at`: link it to the separator before it. */
static void link_separator(program *self, group *inner, size_t at)
{
    self->roles[at] = ROLE_SEPARATOR;
    self->next[inner->separator] = (uint16_t)at;
    inner->separator = at;
}

/* Every comma of a group learns where the group ends. */
static void close_group(program *self, const group *inner, size_t end)
{
    for (size_t i = self->next[inner->open]; i != end; i = self->next[i])
        self->last[i] = (uint16_t)end;
    self->last[end] = (uint16_t)end;
}

/* Fill the tables; false when the pattern is not well formed or too long. */
static bool compile(program *self, fh_text pattern)
{
    group groups[MOST_DEPTH];
    size_t depth = 0;
    if (pattern.len > LONGEST_PATTERN) return false;
    self->pattern = pattern;
    memset(self->roles, ROLE_PLAIN, pattern.len);
    for (size_t i = 0; i < pattern.len; i++) {
        const char c = pattern.ptr[i];
        if (c == '[') {
            const size_t end = class_end(pattern, i);
            if (end == SIZE_MAX) return false;
            self->last[i] = (uint16_t)end;
            i = end;
        } else if (c == '{') {
            if (depth == MOST_DEPTH) return false;
            groups[depth++] = (group){i, i};
        } else if (c == ',' && depth > 0) {
            link_separator(self, &groups[depth - 1], i);
        } else if (c == '}') {
            if (depth == 0) return false;
            link_separator(self, &groups[depth - 1], i);
            close_group(self, &groups[--depth], i);
        } else if (c == '*' && i + 1 < pattern.len && pattern.ptr[i + 1] == '*') {
            self->roles[i++] = ROLE_DEEP_STAR;
            self->roles[i] = ROLE_DEEP_LOOP;
        }
    }
    return depth == 0;
}

/* ---- running ---- */

static void add_state(uint64_t *states, size_t at)
{
    states[at / 64] |= 1ull << (at % 64);
}

static bool in_range(char byte, char low, char high)
{
    const unsigned char b = (unsigned char)byte;
    return b >= (unsigned char)low && b <= (unsigned char)high;
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool class_takes(const program *self, size_t at, char byte)
{
    const char *pattern = self->pattern.ptr;
    const size_t end = self->last[at];
    const char small = self->nocase ? fh_lower(byte) : byte;
    const char large = self->nocase ? upper(byte) : byte;
    size_t i = at + 1;
    bool found = false;
    const bool negate = pattern[i] == '!' || pattern[i] == '^';
    if (negate) i++;
    for (; i < end; i++) {
        const char low = pattern[i];
        char high = low;
        if (i + 2 < end && pattern[i + 1] == '-') {
            high = pattern[i + 2];
            i += 2;
        }
        found |= in_range(small, low, high) || in_range(large, low, high);
    }
    return found != negate && byte != '/';
}

/* The moves from `at` that take no byte. All of them go forward. */
static void add_free_moves(const program *self, uint64_t *states, size_t at)
{
    const fh_text pattern = self->pattern;
    switch ((role)self->roles[at]) {
    case ROLE_DEEP_STAR:
        add_state(states, at + 1);
        if (at + 2 < pattern.len && pattern.ptr[at + 2] == '/') add_state(states, at + 3);
        return;
    case ROLE_DEEP_LOOP: add_state(states, at + 1); return;
    case ROLE_SEPARATOR: add_state(states, self->last[at] + 1u); return;
    case ROLE_PLAIN: break;
    }
    if (pattern.ptr[at] == '*') add_state(states, at + 1);
    if (pattern.ptr[at] != '{') return;
    for (size_t i = at;; i = self->next[i]) {
        if (pattern.ptr[i] == '}') return;
        add_state(states, i + 1);
    }
}

/* Where `byte` leads from `at`: add it to `states`. */
static void add_taking(const program *self, uint64_t *states, size_t at, char byte)
{
    const char c = self->pattern.ptr[at];
    if (self->roles[at] == ROLE_DEEP_LOOP) add_state(states, at);
    if (self->roles[at] != ROLE_PLAIN || c == '{') return;
    if (c == '*') {
        if (byte != '/') add_state(states, at);
    } else if (c == '[') {
        if (class_takes(self, at, byte)) add_state(states, self->last[at] + 1u);
    } else if (c == '?') {
        if (byte != '/') add_state(states, at + 1);
    } else if (c == byte || (self->nocase && fh_lower(c) == fh_lower(byte))) {
        add_state(states, at + 1);
    }
}

static unsigned lowest_bit(uint64_t bits)
{
    unsigned index = 0;
    for (unsigned step = 32; step > 0; step /= 2)
        if ((bits & ((1ull << step) - 1)) == 0) {
            bits >>= step;
            index += step;
        }
    return index;
}

/* One pass: close `states` under free moves and, unless `step` is NULL, take `byte` into it. */
static void advance(const program *self, uint64_t *states, uint64_t *step, char byte)
{
    for (size_t word = 0; word <= self->pattern.len / 64; word++) {
        uint64_t seen = 0;
        for (uint64_t open; (open = states[word] & ~seen) != 0;) {
            const unsigned bit = lowest_bit(open);
            const size_t at = word * 64 + bit;
            seen |= 1ull << bit;
            if (at >= self->pattern.len) break;
            add_free_moves(self, states, at);
            if (step != NULL) add_taking(self, step, at, byte);
        }
    }
}

static bool run(const program *self, fh_text text)
{
    uint64_t sets[2][WORDS];
    const size_t size = (self->pattern.len / 64 + 1) * sizeof(uint64_t);
    memset(sets[0], 0, size);
    add_state(sets[0], 0);
    for (size_t i = 0; i < text.len; i++) {
        uint64_t *step = sets[(i + 1) % 2];
        uint64_t any = 0;
        memset(step, 0, size);
        advance(self, sets[i % 2], step, text.ptr[i]);
        for (size_t word = 0; word < size / sizeof(uint64_t); word++) any |= step[word];
        if (any == 0) return false;
    }
    uint64_t *end = sets[text.len % 2];
    advance(self, end, NULL, 0);
    return (end[self->pattern.len / 64] >> (self->pattern.len % 64) & 1u) != 0;
}

/* ---- public ---- */

bool fh_glob_is_special(char c)
{
    return c == '*' || c == '?' || c == '[' || c == '{' || c == ']' || c == '}';
}

bool fh_glob_of_base_name(fh_text pattern, fh_text *ret_rest)
{
    const fh_text rest = fh_text_slice(pattern, 3, SIZE_MAX);
    if (!fh_text_starts(pattern, FH_TEXT("**/")) || fh_text_find_byte(rest, '/') != SIZE_MAX ||
        fh_text_find(rest, FH_TEXT("**")) != SIZE_MAX)
        return false;
    *ret_rest = rest;
    return true;
}

static bool same_byte(char a, char b, bool nocase)
{
    return a == b || (nocase && fh_lower(a) == fh_lower(b));
}

/* Is `text` below a folder of that name, at any depth? `name` has no special byte. */
static bool is_below(fh_text text, fh_text name, bool nocase)
{
    for (size_t at = 0; at + name.len < text.len; at++) {
        if (at > 0 && text.ptr[at - 1] != '/') continue;
        size_t i = 0;
        while (i < name.len && same_byte(name.ptr[i], text.ptr[at + i], nocase)) i++;
        if (i == name.len && text.ptr[at + i] == '/') return true;
    }
    return false;
}

/* True for a double star on either side of plain folder names, which become `*ret_name`. */
static bool names_folder(fh_text pattern, fh_text *ret_name)
{
    if (!fh_text_starts(pattern, FH_TEXT("**/")) || pattern.len < 7 ||
        !fh_text_ends(pattern, FH_TEXT("/**")))
        return false;
    *ret_name = fh_text_slice(pattern, 3, pattern.len - 3);
    for (size_t i = 0; i < ret_name->len; i++)
        if (fh_glob_is_special(ret_name->ptr[i])) return false;
    return true;
}

bool fh_glob_match(fh_text pattern, fh_text text, unsigned flags)
{
    const bool nocase = (flags & FH_GLOB_NOCASE) != 0;
    size_t head = 0, tail = 0;
    if (pattern.len > 0 && pattern.ptr[0] == '*' && fh_glob_of_base_name(pattern, &pattern))
        text = fh_text_base_name(text);
    fh_text folder;
    if (names_folder(pattern, &folder)) return is_below(text, folder, nocase);
    /* Most pairs differ in the plain bytes at one end: no machine is needed to say no. */
    for (; head < pattern.len && !fh_glob_is_special(pattern.ptr[head]); head++)
        if (head == text.len || !same_byte(pattern.ptr[head], text.ptr[head], nocase)) return false;
    if (head == pattern.len) return head == text.len;
    for (;; tail++) {
        const char byte = pattern.ptr[pattern.len - 1 - tail];
        if (fh_glob_is_special(byte)) break;
        if (tail < text.len && same_byte(byte, text.ptr[text.len - 1 - tail], nocase)) continue;
        /* The slash of a double star may stand for nothing. */
        if (byte != '/' || !fh_glob_is_special(pattern.ptr[pattern.len - 2 - tail])) return false;
        break;
    }
    program self;
    self.nocase = nocase;
    return compile(&self, pattern) && run(&self, text);
}

bool fh_glob_is_valid(fh_text pattern)
{
    program self;
    return compile(&self, pattern);
}
