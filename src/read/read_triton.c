/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/cursor.h"
#include "read/model_facts.h"

/* config.pbtxt of Triton: a text protobuf (Protocol Buffers, "Text Format Language"). Scalars
 * become fields under their dotted names; the ones that say where a model runs. */

enum { DEEPEST = 32, MOST_BYTES = 4 << 20, MOST_VALUES = 2000, MOST_NAMES = 8 };

extern const fh_reader fh_reader_triton;

typedef struct triton {
    fh_site site;
    fh_cursor cursor;
    fh_text names[DEEPEST]; /* of the messages that are open */
    size_t depth;
    unsigned values;
} triton;

static int peek(const triton *self)
{
    return fh_cursor_peek(&self->cursor, 0);
}

static void skip_space(triton *self)
{
    for (int c = peek(self); c >= 0; c = peek(self)) {
        if (c == '#')
            while (peek(self) >= 0 && peek(self) != '\n') (void)fh_cursor_next(&self->cursor);
        else if (c == ',' || c == ';' || fh_is_blank((char)c)) (void)fh_cursor_next(&self->cursor);
        else return;
    }
}

static bool is_word_byte(int c)
{
    return c >= 0 && (fh_is_word((char)c) || c == '.' || c == '-' || c == '+');
}

static fh_text take_word(triton *self)
{
    const size_t start = self->cursor.at;
    while (is_word_byte(peek(self))) (void)fh_cursor_next(&self->cursor);
    return fh_text_slice(self->cursor.text, start, self->cursor.at);
}

static fh_text take_string(triton *self)
{
    const int quote = fh_cursor_next(&self->cursor);
    const size_t start = self->cursor.at;
    for (int c = peek(self); c >= 0 && c != quote && c != '\n'; c = peek(self)) {
        if (c == '\\') (void)fh_cursor_next(&self->cursor);
        (void)fh_cursor_next(&self->cursor);
    }
    const fh_text text = fh_text_slice(self->cursor.text, start, self->cursor.at);
    (void)fh_cursor_next(&self->cursor);
    return text;
}

/* "triton.optimization.execution_accelerators.gpu_execution_accelerator.name" */
static const char *const wanted[] = {
    "platform",
    "backend",
    "runtime",
    "default_model_filename",
    "instance_group.kind",
    "optimization.execution_accelerators.gpu_execution_accelerator.name",
    "optimization.execution_accelerators.cpu_execution_accelerator.name",
};

static void add_value(triton *self, fh_text name, fh_text value, uint32_t line, uint32_t column)
{
    fh_arena *arena = self->site.input->scratch;
    fh_text path = FH_TEXT("");
    if (self->depth > MOST_NAMES || self->values >= MOST_VALUES) return;
    /* A message in a list has its list's name. */
    for (size_t i = 0; i < self->depth; i++)
        if (self->names[i].len > 0)
            path = fh_arena_printf(arena, "%.*s%.*s.", FH_TEXT_ARGS(path),
                                   FH_TEXT_ARGS(self->names[i]));
    path = fh_arena_join(arena, path, name);
    for (size_t i = 0; i < FH_COUNT(wanted); i++) {
        if (!fh_text_is(path, wanted[i])) continue;
        const fh_text subject = fh_arena_join(arena, FH_TEXT("triton."), path);
        fh_fact fact = fh_site_fact(&self->site, FH_FACT_FIELD, line, column);
        fact.subject = subject;
        fact.value = fh_text_slice(value, 0, 256);
        fh_site_add(&self->site, &fact);
        self->values++;
    }
}

static void unread(const triton *self, const char *message)
{
    fh_facts_add_unread(self->site.facts, FH_UNREAD_SYNTAX, self->cursor.line, self->cursor.column,
                        fh_text_of(fh_reader_triton.name), fh_text_of(message));
}

static bool open_message(triton *self, fh_text name)
{
    if (self->depth == DEEPEST) {
        unread(self, "nested deeper than 32 messages");
        return false;
    }
    self->names[self->depth++] = name;
    return true;
}

/* What follows a field's name: a scalar, a message, or a list of either. False: give up. */
static bool take_value(triton *self, fh_text name, bool colon)
{
    skip_space(self);
    const int c = peek(self);
    const uint32_t line = self->cursor.line, column = self->cursor.column;
    if (c == '{' || c == '<') {
        (void)fh_cursor_next(&self->cursor);
        return open_message(self, name);
    }
    if (c == '[') {
        /* The members follow as if each bore the name. */
        (void)fh_cursor_next(&self->cursor);
        return open_message(self, name);
    }
    if (!colon) {
        unread(self, "a name without a value");
        return false;
    }
    if (c == '"' || c == '\'') add_value(self, name, take_string(self), line, column);
    else if (is_word_byte(c)) add_value(self, name, take_word(self), line, column);
    else {
        unread(self, "a value was expected here");
        return false;
    }
    return true;
}

static bool take_field(triton *self)
{
    skip_space(self);
    const int c = peek(self);
    if (c < 0) return false;
    if (c == '}' || c == '>' || c == ']') {
        (void)fh_cursor_next(&self->cursor);
        if (self->depth > 0) self->depth--;
        return true;
    }
    /* A message or text in a list. */
    if ((c == '{' || c == '<') && self->depth > 0) {
        (void)fh_cursor_next(&self->cursor);
        return open_message(self, FH_TEXT(""));
    }
    if (c == '"' || c == '\'') {
        (void)take_string(self);
        return true;
    }
    const fh_text name = take_word(self);
    if (name.len == 0) {
        unread(self, "a name was expected here");
        return false;
    }
    skip_space(self);
    const int next = peek(self);
    const bool colon = next == ':';
    if (colon) (void)fh_cursor_next(&self->cursor);
    else if (next != '{' && next != '<' && next != '[') return true; /* a word in a list */
    return take_value(self, name, colon);
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    triton self = {.site = fh_site_make(input, &fh_reader_triton, facts),
                   .cursor = fh_cursor_make(input->bytes)};
    if (input->bytes.len > MOST_BYTES) {
        fh_facts_add_unread(facts, FH_UNREAD_TOO_LARGE, 0, 0, fh_text_of(fh_reader_triton.name),
                            FH_TEXT("a configuration above 4 MiB"));
        return;
    }
    while (take_field(&self)) continue;
}

static const char *const globs[] = {"**/config.pbtxt", "**/*.config.pbtxt", NULL};

const fh_reader fh_reader_triton = {
    .name = "triton",
    .about = "config.pbtxt of Triton: platform, backend and device of a served model",
    .globs = globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = false,
    .read = read,
};
