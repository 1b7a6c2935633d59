/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "parse/cmake.h"

#include "base/cursor.h"

typedef struct cmake {
    fh_arena *arena;
    fh_cmake_file *file;
    fh_cursor cursor;
    bool failed;
} cmake;

static int peek(const cmake *self, size_t ahead)
{
    return fh_cursor_peek(&self->cursor, ahead);
}

static fh_text since(const cmake *self, size_t start)
{
    return fh_text_slice(self->cursor.text, start, self->cursor.at);
}

static void skip_line(cmake *self)
{
    while (peek(self, 0) >= 0 && peek(self, 0) != '\n') (void)fh_cursor_next(&self->cursor);
}

/* "[==[" here: how many '=', or SIZE_MAX when no bracket opens. */
static size_t bracket_level(const cmake *self, size_t ahead)
{
    size_t level = 0;
    if (peek(self, ahead) != '[') return SIZE_MAX;
    while (level < 250 && peek(self, ahead + 1 + level) == '=') level++;
    return peek(self, ahead + 1 + level) == '[' ? level : SIZE_MAX;
}

static bool closes(const cmake *self, size_t level)
{
    size_t i = 1;
    if (peek(self, 0) != ']') return false;
    while (i <= level && peek(self, i) == '=') i++;
    return i == level + 1 && peek(self, i) == ']';
}

/* Take a bracket that opens here; its content. One that never closes goes to the end. */
static fh_text take_bracket(cmake *self, size_t level)
{
    fh_cursor_skip(&self->cursor, level + 2);
    if (peek(self, 0) == '\n') (void)fh_cursor_next(&self->cursor);
    const size_t start = self->cursor.at;
    while (!fh_cursor_at_end(&self->cursor) && !closes(self, level))
        (void)fh_cursor_next(&self->cursor);
    const fh_text content = since(self, start);
    fh_cursor_skip(&self->cursor, level + 2);
    return content;
}

/* '#' here: a line comment, or a bracket comment. */
static void skip_comment(cmake *self)
{
    const size_t level = bracket_level(self, 1);
    if (level == SIZE_MAX) {
        skip_line(self);
        return;
    }
    (void)fh_cursor_next(&self->cursor);
    (void)take_bracket(self, level);
}

static void skip_space(cmake *self)
{
    for (int c = peek(self, 0); c >= 0; c = peek(self, 0)) {
        if (c == '#') skip_comment(self);
        else if (fh_is_blank((char)c)) (void)fh_cursor_next(&self->cursor);
        else return;
    }
}

/* ---- arguments ---- */

static void add_argument(cmake *self, fh_text text, uint32_t line, uint32_t column, bool quoted)
{
    const fh_cmake_argument argument = {text, line, column, quoted};
    if (!FH_VEC_ADD(self->arena, &self->file->arguments, argument)) self->failed = true;
    else self->file->commands.items[self->file->commands.count - 1].argument_count++;
}

/* Escape sequences of arguments; a line continued by a backslash is joined. */
static fh_text unescaped(cmake *self, fh_text text)
{
    if (fh_text_find_byte(text, '\\') == SIZE_MAX) return text;
    char *out = fh_arena_alloc(self->arena, text.len);
    size_t len = 0;
    if (out == NULL) {
        self->failed = true;
        return FH_TEXT("");
    }
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '\\' || i + 1 == text.len) {
            out[len++] = text.ptr[i];
            continue;
        }
        const char c = text.ptr[++i];
        if (c == '\n') continue;
        if (c == 'n') out[len++] = '\n';
        else if (c == 't') out[len++] = '\t';
        else out[len++] = c;
    }
    return fh_text_make(out, len);
}

static void take_quoted(cmake *self)
{
    const uint32_t line = self->cursor.line, column = self->cursor.column;
    (void)fh_cursor_next(&self->cursor);
    const size_t start = self->cursor.at;
    while (peek(self, 0) >= 0 && peek(self, 0) != '"') {
        if (peek(self, 0) == '\\') (void)fh_cursor_next(&self->cursor);
        (void)fh_cursor_next(&self->cursor);
    }
    const fh_text text = since(self, start);
    (void)fh_cursor_next(&self->cursor);
    add_argument(self, unescaped(self, text), line, column, true);
}

/* Quotes in the middle belong to the argument: -Da="b c" (unquoted_legacy). */
static void take_unquoted(cmake *self)
{
    const uint32_t line = self->cursor.line, column = self->cursor.column;
    const size_t start = self->cursor.at;
    for (int c = peek(self, 0); c >= 0; c = peek(self, 0)) {
        if (fh_is_blank((char)c) || c == '(' || c == ')' || c == '#') break;
        if (c == '"' && self->cursor.at > start) {
            (void)fh_cursor_next(&self->cursor);
            while (peek(self, 0) >= 0 && peek(self, 0) != '"' && peek(self, 0) != '\n')
                (void)fh_cursor_next(&self->cursor);
        }
        if (c == '\\') (void)fh_cursor_next(&self->cursor);
        (void)fh_cursor_next(&self->cursor);
    }
    add_argument(self, unescaped(self, since(self, start)), line, column, false);
}

/* Behind the '(' of a command, to the ')' that closes it. */
static void take_arguments(cmake *self)
{
    size_t depth = 1;
    while (!self->failed) {
        skip_space(self);
        const int c = peek(self, 0);
        const uint32_t line = self->cursor.line, column = self->cursor.column;
        const size_t level = bracket_level(self, 0);
        if (c < 0) return;
        if (c == '(' || c == ')') {
            depth = c == '(' ? depth + 1 : depth - 1;
            (void)fh_cursor_next(&self->cursor);
            if (depth == 0) return;
            add_argument(self, c == '(' ? FH_TEXT("(") : FH_TEXT(")"), line, column, false);
        } else if (c == '"') {
            take_quoted(self);
        } else if (level != SIZE_MAX) {
            const fh_text text = take_bracket(self, level);
            add_argument(self, text, line, column, true);
        } else {
            take_unquoted(self);
        }
    }
}

static void take_command(cmake *self)
{
    const uint32_t line = self->cursor.line, column = self->cursor.column;
    const size_t start = self->cursor.at;
    while (peek(self, 0) >= 0 && fh_is_word((char)peek(self, 0)))
        (void)fh_cursor_next(&self->cursor);
    const fh_text name = since(self, start);
    while (peek(self, 0) == ' ' || peek(self, 0) == '\t') (void)fh_cursor_next(&self->cursor);
    if (name.len == 0 || peek(self, 0) != '(') {
        if (self->file->skipped_line == 0) self->file->skipped_line = line;
        skip_line(self);
        return;
    }
    (void)fh_cursor_next(&self->cursor);
    const fh_cmake_command command = {name, line, column, self->file->arguments.count, 0};
    if (!FH_VEC_ADD(self->arena, &self->file->commands, command)) self->failed = true;
    else take_arguments(self);
}

bool fh_cmake_parse(fh_arena *arena, fh_text text, fh_cmake_file *ret_file)
{
    *ret_file = (fh_cmake_file){0};
    if (fh_text_starts(text, FH_TEXT("\xef\xbb\xbf"))) text = fh_text_slice(text, 3, SIZE_MAX);
    cmake self = {.arena = arena, .file = ret_file, .cursor = fh_cursor_make(text)};
    for (;;) {
        skip_space(&self);
        if (self.failed || fh_cursor_at_end(&self.cursor)) break;
        take_command(&self);
    }
    return !self.failed && !arena->failed;
}
