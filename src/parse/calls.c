/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "parse/calls.h"

#include "base/cursor.h"

enum { DEEPEST = 32 };

typedef struct open_call {
    size_t index; /* into calls; SIZE_MAX: a plain parenthesis */
    fh_text key;
    unsigned lists; /* brackets open inside */
} open_call;

typedef struct reading {
    fh_arena *arena;
    fh_calls_dialect dialect;
    fh_cursor cursor;
    fh_call_vec *calls;
    open_call open[DEEPEST];
    size_t depth; /* those beyond DEEPEST are counted, not kept */
    bool failed;
} reading;

static int peek(const reading *self, size_t ahead)
{
    return fh_cursor_peek(&self->cursor, ahead);
}

static void next(reading *self)
{
    (void)fh_cursor_next(&self->cursor);
}

static fh_text since(const reading *self, size_t start)
{
    return fh_text_slice(self->cursor.text, start, self->cursor.at);
}

static open_call *top(reading *self)
{
    return self->depth == 0 || self->depth > DEEPEST ? NULL : &self->open[self->depth - 1];
}

static void add_argument(reading *self, const fh_call_argument *argument)
{
    open_call *open = top(self);
    if (open == NULL || open->index == SIZE_MAX) return;
    fh_call_argument full = *argument;
    full.key = open->key;
    if (!FH_VEC_ADD(self->arena, &self->calls->items[open->index].arguments, full))
        self->failed = true;
}

/* '...' "..." and their triple forms; the quote stands at the cursor. */
static void take_string(reading *self)
{
    const int quote = peek(self, 0);
    const bool triple = peek(self, 1) == quote && peek(self, 2) == quote;
    fh_call_argument argument = {
        .kind = FH_CALL_STRING, .line = self->cursor.line, .column = self->cursor.column};
    fh_cursor_skip(&self->cursor, triple ? 3 : 1);
    const size_t start = self->cursor.at;
    for (int c = peek(self, 0); c >= 0; c = peek(self, 0)) {
        const bool ends = triple ? c == quote && peek(self, 1) == quote && peek(self, 2) == quote
                                 : c == quote || c == '\n';
        if (ends) break;
        if (c == '\\') next(self);
        next(self);
    }
    argument.text = since(self, start);
    fh_cursor_skip(&self->cursor, triple ? 3 : 1);
    add_argument(self, &argument);
}

static void skip_spaces(reading *self)
{
    while (peek(self, 0) == ' ' || peek(self, 0) == '\t') next(self);
}

static fh_text rest_of_line(reading *self)
{
    const size_t start = self->cursor.at;
    while (peek(self, 0) >= 0 && peek(self, 0) != '\n' && peek(self, 0) != '#') next(self);
    return fh_text_trim(since(self, start));
}

static bool is_block(const reading *self, fh_text word)
{
    if (self->dialect != FH_CALLS_MESON || self->depth > 0) return false;
    return fh_text_is(word, "if") || fh_text_is(word, "elif") || fh_text_is(word, "else") ||
           fh_text_is(word, "endif");
}

static bool add_call(reading *self, const fh_call *call)
{
    if (FH_VEC_ADD(self->arena, self->calls, *call)) return true;
    self->failed = true;
    return false;
}

static void open_parenthesis(reading *self, size_t index)
{
    if (self->depth < DEEPEST) self->open[self->depth] = (open_call){.index = index};
    self->depth++;
}

/* A name: of a call, of a keyword argument, or a value. */
static void take_word(reading *self)
{
    fh_call call = {.line = self->cursor.line, .column = self->cursor.column};
    const size_t start = self->cursor.at;
    while (peek(self, 0) >= 0 && (fh_is_word((char)peek(self, 0)) || peek(self, 0) == '.'))
        next(self);
    call.name = since(self, start);
    if (is_block(self, call.name)) {
        call.block = true;
        /* Calls inside a condition say nothing of their own. */
        call.condition = rest_of_line(self);
        (void)add_call(self, &call);
        return;
    }
    skip_spaces(self);
    open_call *open = top(self);
    const int c = peek(self, 0);
    fh_call_argument argument = {.text = call.name, .line = call.line, .column = call.column};
    if (c == '(') {
        next(self);
        argument.kind = FH_CALL_CALL;
        argument.call = self->calls->count;
        add_argument(self, &argument);
        if (add_call(self, &call)) open_parenthesis(self, argument.call);
        return;
    }
    const bool meson_key = self->dialect == FH_CALLS_MESON && c == ':';
    const bool starlark_key =
        self->dialect == FH_CALLS_STARLARK && c == '=' && peek(self, 1) != '=';
    if (open != NULL && open->lists == 0 && (meson_key || starlark_key)) {
        open->key = call.name;
        next(self);
        return;
    }
    argument.kind = FH_CALL_WORD;
    add_argument(self, &argument);
}

static void take_punctuation(reading *self, int c)
{
    open_call *open = top(self);
    next(self);
    if (c == '(') open_parenthesis(self, SIZE_MAX);
    else if (c == ')' && self->depth > 0) self->depth--;
    else if (open == NULL) return;
    else if (c == '[' || c == '{') open->lists++;
    else if ((c == ']' || c == '}') && open->lists > 0) open->lists--;
    else if (c == ',' && open->lists == 0) open->key = FH_TEXT("");
}

bool fh_calls_parse(fh_arena *arena, fh_calls_dialect dialect, fh_text text, fh_call_vec *ret_calls)
{
    *ret_calls = (fh_call_vec){0};
    reading self = {
        .arena = arena, .dialect = dialect, .cursor = fh_cursor_make(text), .calls = ret_calls};
    for (int c = peek(&self, 0); c >= 0 && !self.failed; c = peek(&self, 0)) {
        if (c == '#') {
            while (peek(&self, 0) >= 0 && peek(&self, 0) != '\n') next(&self);
        } else if (c == '\'' || c == '"') {
            take_string(&self);
        } else if (fh_is_word((char)c)) {
            take_word(&self);
        } else {
            take_punctuation(&self, c);
        }
    }
    return !self.failed && !arena->failed;
}

const fh_call_argument *fh_call_get(const fh_call *call, const char *key)
{
    for (size_t i = 0; i < call->arguments.count; i++)
        if (fh_text_is(call->arguments.items[i].key, key)) return &call->arguments.items[i];
    return NULL;
}

fh_text fh_call_text(const fh_call *call, const char *key)
{
    const fh_call_argument *argument = fh_call_get(call, key);
    return argument != NULL && argument->kind == FH_CALL_STRING ? argument->text : FH_TEXT("");
}
