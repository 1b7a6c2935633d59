/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/condition_option.h"

/* cmake-commands(7), if(): OR binds weakest, then AND, then NOT. Quotes were taken off by the
 * reader, so an operand of a comparison may be missing. */

enum { MOST_DEPTH = 32 };

typedef struct parse {
    fh_arena *arena;
    fh_text text;
    size_t at;
    unsigned depth;
    bool failed;
} parse;

/* Variables that CMake sets by the system that it builds for. */
static const struct {
    const char *name, *variable, *value;
} known[] = {
    {"APPLE", "os", "macos"},     {"WIN32", "os", "windows"}, {"LINUX", "os", "linux"},
    {"ANDROID", "os", "android"}, {"UNIX", "family", "unix"}, {"EMSCRIPTEN", "os", "emscripten"},
    {"MSVC", "libc", "msvc"},     {"MINGW", "os", "windows"}, {"CYGWIN", "os", "cygwin"},
    {"IOS", "os", "ios"},
};

static const struct {
    const char *name, *os;
} systems[] = {
    {"Darwin", "macos"}, {"Windows", "windows"}, {"Linux", "linux"}, {"Android", "android"}};

static fh_condition *make(parse *self, fh_condition_kind kind)
{
    fh_condition *made = FH_NEW(self->arena, fh_condition);
    if (made == NULL) self->failed = true;
    else made->kind = kind;
    return made;
}

static fh_condition *make_test(parse *self, const char *variable, fh_text value)
{
    fh_condition *made = make(self, FH_CONDITION_TEST);
    if (made == NULL) return NULL;
    made->variable = fh_text_of(variable);
    made->compare = FH_TEXT("==");
    made->value = value;
    return made;
}

static fh_condition *make_opaque(parse *self, size_t start)
{
    fh_condition *made = make(self, FH_CONDITION_OPAQUE);
    if (made != NULL) made->value = fh_text_trim(fh_text_slice(self->text, start, self->at));
    return made;
}

static bool is_sign(char c)
{
    return c == '(' || c == ')';
}

/* The next word or bracket, without taking it; empty at the end. */
static fh_text peek(parse *self)
{
    while (self->at < self->text.len && fh_is_blank(self->text.ptr[self->at])) self->at++;
    size_t end = self->at;
    if (end < self->text.len && is_sign(self->text.ptr[end]))
        return fh_text_slice(self->text, end, end + 1);
    while (end < self->text.len && !fh_is_blank(self->text.ptr[end]) &&
           !is_sign(self->text.ptr[end]))
        end++;
    return fh_text_slice(self->text, self->at, end);
}

static bool take(parse *self, const char *word)
{
    const fh_text next = peek(self);
    if (!fh_text_is(next, word)) return false;
    self->at += next.len;
    return true;
}

static bool is_name(fh_text word)
{
    for (size_t i = 0; i < word.len; i++)
        if (!fh_is_word(word.ptr[i]) && word.ptr[i] != '-' && word.ptr[i] != '.') return false;
    return word.len > 0;
}

static bool is_end(fh_text word)
{
    return word.len == 0 || fh_text_is(word, ")") || fh_text_is(word, "AND") ||
           fh_text_is(word, "OR");
}

/* "X STREQUAL Y", "X MATCHES", "TARGET X", "f()": tests of what nobody told, but for the name of
 * the system. */
static fh_condition *parse_comparison(parse *self, fh_text first, size_t start)
{
    fh_text words[2] = {{0}};
    size_t count = 0;
    while (!self->failed && !is_end(peek(self))) {
        const fh_text word = peek(self);
        self->at += word.len;
        if (fh_text_is(word, "(")) {
            if (!take(self, ")")) self->failed = true;
        } else if (count < FH_COUNT(words)) words[count++] = word;
    }
    if (count == 2 && fh_text_is(first, "CMAKE_SYSTEM_NAME") &&
        (fh_text_is(words[0], "STREQUAL") || fh_text_is(words[0], "MATCHES")))
        for (size_t i = 0; i < FH_COUNT(systems); i++)
            if (fh_text_is(words[1], systems[i].name))
                return make_test(self, "os", fh_text_of(systems[i].os));
    return make_opaque(self, start);
}

static fh_condition *parse_leaf(parse *self)
{
    const size_t start = self->at;
    const fh_text word = peek(self);
    self->at += word.len;
    if (is_end(word) || fh_text_is(word, "NOT")) {
        self->failed = true;
        return NULL;
    }
    if (!is_end(peek(self))) return parse_comparison(self, word, start);
    for (size_t i = 0; i < FH_COUNT(known); i++)
        if (fh_text_is(word, known[i].name))
            return make_test(self, known[i].variable, fh_text_of(known[i].value));
    /* What a search found is known only where it ran. */
    if (!is_name(word) || fh_text_ends(word, FH_TEXT("_FOUND"))) return make_opaque(self, start);
    return make_test(self, "option", word);
}

static fh_condition *parse_any(parse *self);

static fh_condition *parse_not(parse *self)
{
    if (++self->depth > MOST_DEPTH) self->failed = true;
    if (self->failed) return NULL;
    fh_condition *part = NULL;
    if (take(self, "NOT")) {
        part = make(self, FH_CONDITION_NOT);
        if (part != NULL) part->first = parse_not(self);
    } else if (take(self, "(")) {
        part = parse_any(self);
        if (!take(self, ")")) self->failed = true;
    } else part = parse_leaf(self);
    self->depth--;
    return self->failed ? NULL : part;
}

static fh_condition *parse_list(parse *self, bool any)
{
    fh_condition *first = any ? parse_list(self, false) : parse_not(self);
    fh_condition *group = NULL, *last = first;
    if (first == NULL) return NULL;
    while (!self->failed && take(self, any ? "OR" : "AND")) {
        fh_condition *next = any ? parse_list(self, false) : parse_not(self);
        if (next == NULL) return NULL;
        if (group == NULL) {
            group = make(self, any ? FH_CONDITION_ANY : FH_CONDITION_ALL);
            if (group == NULL) return NULL;
            group->first = first;
        }
        last->next = next;
        last = next;
    }
    return self->failed ? NULL : group != NULL ? group : first;
}

static fh_condition *parse_any(parse *self)
{
    return parse_list(self, true);
}

/* Shell and Meson have tests of other forms. */
static bool is_of_cmake(fh_text text)
{
    return fh_text_find_byte(text, '[') == SIZE_MAX && fh_text_find_byte(text, '=') == SIZE_MAX &&
           fh_text_find_byte(text, '\'') == SIZE_MAX &&
           fh_text_find(text, FH_TEXT("&&")) == SIZE_MAX &&
           fh_text_find(text, FH_TEXT("||")) == SIZE_MAX;
}

const fh_condition *fh_condition_of_option(fh_arena *arena, fh_text text)
{
    parse self = {.arena = arena, .text = text};
    if (!is_of_cmake(text)) return NULL;
    const fh_condition *parsed = parse_any(&self);
    if (self.failed || peek(&self).len > 0) return NULL;
    return parsed;
}
