/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/gradle_script.h"

#include "base/cursor.h"

typedef struct splitter {
    fh_arena *arena;
    fh_cursor cursor;
    fh_gradle_tokens *tokens;
    bool failed;
} splitter;

static int peek(const splitter *self, size_t ahead)
{
    return fh_cursor_peek(&self->cursor, ahead);
}

static void add(splitter *self, const fh_gradle_token *token)
{
    if (!FH_VEC_ADD(self->arena, self->tokens, *token)) self->failed = true;
}

static void skip_comment(splitter *self, bool block)
{
    while (peek(self, 0) >= 0) {
        if (block && peek(self, 0) == '*' && peek(self, 1) == '/') {
            fh_cursor_skip(&self->cursor, 2);
            return;
        }
        if (!block && peek(self, 0) == '\n') return;
        (void)fh_cursor_next(&self->cursor);
    }
}

static void take_string(splitter *self)
{
    const int quote = peek(self, 0);
    const bool triple = peek(self, 1) == quote && peek(self, 2) == quote;
    fh_gradle_token token = {.kind = FH_GRADLE_STRING,
                             .line = self->cursor.line,
                             .column = self->cursor.column,
                             .plain = quote == '\''};
    fh_cursor_skip(&self->cursor, triple ? 3 : 1);
    const size_t start = self->cursor.at;
    for (int c = peek(self, 0); c >= 0; c = peek(self, 0)) {
        if (triple ? c == quote && peek(self, 1) == quote && peek(self, 2) == quote
                   : c == quote || c == '\n')
            break;
        if (c == '\\') (void)fh_cursor_next(&self->cursor);
        (void)fh_cursor_next(&self->cursor);
    }
    token.text = fh_text_slice(self->cursor.text, start, self->cursor.at);
    if (peek(self, 0) == quote) fh_cursor_skip(&self->cursor, triple ? 3 : 1);
    add(self, &token);
}

static bool is_word_byte(int c)
{
    return c >= 0 && (fh_is_word((char)c) || c == '$' || c >= 0x80);
}

static void take_word(splitter *self)
{
    fh_gradle_token token = {
        .kind = FH_GRADLE_WORD, .line = self->cursor.line, .column = self->cursor.column};
    const size_t start = self->cursor.at;
    while (is_word_byte(peek(self, 0)) || (peek(self, 0) == '.' && is_word_byte(peek(self, 1))))
        (void)fh_cursor_next(&self->cursor);
    token.text = fh_text_slice(self->cursor.text, start, self->cursor.at);
    add(self, &token);
}

static void take_mark(splitter *self, int c)
{
    fh_gradle_token token = {.kind = c == '\n' ? FH_GRADLE_LINE : FH_GRADLE_MARK,
                             .line = self->cursor.line,
                             .column = self->cursor.column};
    const size_t start = self->cursor.at;
    (void)fh_cursor_next(&self->cursor);
    token.text = fh_text_slice(self->cursor.text, start, self->cursor.at);
    add(self, &token);
}

bool fh_gradle_split(fh_arena *arena, fh_text text, fh_gradle_tokens *ret_tokens)
{
    *ret_tokens = (fh_gradle_tokens){0};
    splitter self = {.arena = arena, .cursor = fh_cursor_make(text), .tokens = ret_tokens};
    for (int c = peek(&self, 0); c >= 0 && !self.failed; c = peek(&self, 0)) {
        if (c == '/' && (peek(&self, 1) == '/' || peek(&self, 1) == '*'))
            skip_comment(&self, peek(&self, 1) == '*');
        else if (c == '"' || c == '\'') take_string(&self);
        else if (is_word_byte(c)) take_word(&self);
        else if (c != '\n' && fh_is_blank((char)c)) (void)fh_cursor_next(&self.cursor);
        else take_mark(&self, c);
    }
    return !self.failed && !arena->failed;
}
