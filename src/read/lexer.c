/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/lexer.h"

/* What a byte may begin or go on with, so that most bytes answer no other question. */
enum { CLASS_WORD = 1, CLASS_BLANK = 2, CLASS_QUOTE = 4, CLASS_COMMENT = 8, CLASS_DIGIT = 16 };

typedef struct scan {
    const fh_lexis *lexis;
    fh_arena *arena;
    fh_tokens *tokens;
    fh_text text;
    size_t at;
    uint32_t line;
    bool line_begins; /* nothing but blanks so far in this line */
    bool blank;       /* a blank or comment stands before the next token */
    uint8_t classes[256];
} scan;

static bool has_class(const scan *self, char byte, unsigned wanted)
{
    return (self->classes[(unsigned char)byte] & wanted) != 0;
}

static char byte_at(const scan *self, size_t at)
{
    return at < self->text.len ? self->text.ptr[at] : '\0';
}

static bool stands(const scan *self, size_t at, const char *word)
{
    if (word == NULL) return false;
    for (; *word != '\0'; word++, at++)
        if (at >= self->text.len || self->text.ptr[at] != *word) return false;
    return true;
}

static bool holds(const char *set, char byte)
{
    if (set == NULL || byte == '\0') return false;
    for (; *set != '\0'; set++)
        if (*set == byte) return true;
    return false;
}

/* Add [self->at, end) and step behind it, counting lines. */
static bool add(scan *self, fh_token_kind kind, size_t end, size_t head, size_t tail)
{
    if (end > self->text.len) end = self->text.len;
    fh_token token = {.start = (uint32_t)self->at,
                      .end = (uint32_t)end,
                      .line = self->line,
                      .kind = (uint8_t)kind,
                      .blank_before = self->blank};
    if (end - self->at >= head + tail) {
        token.head = (uint8_t)head;
        token.tail = (uint8_t)tail;
    }
    fh_token_vec *list = kind == FH_TOKEN_COMMENT ? &self->tokens->comments : &self->tokens->list;
    if (kind != FH_TOKEN_WORD && kind != FH_TOKEN_NUMBER && kind != FH_TOKEN_PUNCT)
        for (size_t i = self->at; i < end; i++) self->line += self->text.ptr[i] == '\n';
    self->at = end;
    self->blank = kind == FH_TOKEN_COMMENT;
    if (kind != FH_TOKEN_COMMENT && kind != FH_TOKEN_NEWLINE) self->line_begins = false;
    return FH_VEC_ADD(self->arena, list, token);
}

static size_t line_end(const scan *self, size_t at)
{
    const size_t found = fh_text_find_byte(fh_text_slice(self->text, at, SIZE_MAX), '\n');
    return found == SIZE_MAX ? self->text.len : at + found;
}

/* End of a preprocessor line: a backslash before the line end continues it. */
static size_t directive_end(const scan *self, size_t at)
{
    for (;;) {
        at = line_end(self, at);
        size_t back = at;
        if (back > self->at && self->text.ptr[back - 1] == '\r') back--;
        if (at >= self->text.len || back == self->at || self->text.ptr[back - 1] != '\\') return at;
        at++;
    }
}

static size_t block_comment_end(const scan *self)
{
    size_t at = self->at + 2, depth = 1;
    while (at < self->text.len) {
        if (stands(self, at, self->lexis->close_comment)) {
            at += 2;
            if (--depth == 0) return at;
        } else if (self->lexis->nested && stands(self, at, self->lexis->open_comment)) {
            at += 2;
            depth++;
        } else {
            at++;
        }
    }
    return at;
}

/* ---- strings ---- */

static bool add_string(scan *self, size_t open, size_t quote, size_t end, bool closed)
{
    return add(self, FH_TOKEN_STRING, end, open - self->at + quote, closed ? quote : 0);
}

static bool triple_string(scan *self, size_t open, char quote)
{
    size_t at = open + 3;
    for (; at < self->text.len; at++) {
        if (self->text.ptr[at] == '\\') at++;
        else if (self->text.ptr[at] == quote && byte_at(self, at + 1) == quote &&
                 byte_at(self, at + 2) == quote)
            return add_string(self, open, 3, at + 3, true);
    }
    return add_string(self, open, 3, self->text.len, false);
}

static bool simple_string(scan *self, size_t open, char quote, bool escapes, bool many_lines)
{
    for (size_t at = open + 1; at < self->text.len; at++) {
        const char c = self->text.ptr[at];
        if (c == '\\' && escapes) at++;
        else if (c == quote) return add_string(self, open, 1, at + 1, true);
        else if (c == '\n' && !many_lines) return add_string(self, open, 1, at, false);
    }
    return add_string(self, open, 1, self->text.len, false);
}

/* r"..." and r#"..."#: `at` is behind the r. */
static bool rust_raw_string(scan *self, size_t at)
{
    size_t hashes = 0, fence;
    while (byte_at(self, at) == '#' && hashes < 200) at++, hashes++;
    for (size_t end = at + 1; end < self->text.len; end++) {
        if (self->text.ptr[end] != '"') continue;
        for (fence = 0; fence < hashes && byte_at(self, end + 1 + fence) == '#';) fence++;
        if (fence == hashes)
            return add(self, FH_TOKEN_STRING, end + 1 + hashes, at + 1 - self->at, hashes + 1);
    }
    return add(self, FH_TOKEN_STRING, self->text.len, at + 1 - self->at, 0);
}

/* R"x( ... )x": `at` is at the quote. */
static bool cpp_raw_string(scan *self, size_t at)
{
    const size_t mark = at + 1;
    size_t paren = mark;
    while (paren < self->text.len && paren - mark < 17 && self->text.ptr[paren] != '(') paren++;
    if (byte_at(self, paren) != '(') return simple_string(self, at, '"', true, false);
    const fh_text fence = fh_text_slice(self->text, mark, paren);
    for (size_t end = paren + 1; end < self->text.len; end++) {
        const fh_text rest = fh_text_slice(self->text, end + 1, SIZE_MAX);
        if (self->text.ptr[end] == ')' && fh_text_starts(rest, fence) &&
            byte_at(self, end + 1 + fence.len) == '"')
            return add(self, FH_TOKEN_STRING, end + fence.len + 2, paren + 1 - self->at,
                       fence.len + 2);
    }
    return add(self, FH_TOKEN_STRING, self->text.len, paren + 1 - self->at, 0);
}

static bool string_at(scan *self, size_t open)
{
    const char quote = byte_at(self, open);
    if (self->lexis->triple && byte_at(self, open + 1) == quote && byte_at(self, open + 2) == quote)
        return triple_string(self, open, quote);
    return simple_string(self, open, quote, !(quote == '`' && self->lexis->raw_backtick),
                         holds(self->lexis->long_quotes, quote));
}

/* A prefix and a quote: f"...", rb'...', u8"...", r#"..."#. `end` is behind the prefix. */
static bool prefixed_string(scan *self, size_t end, bool *ret_done)
{
    const size_t len = end - self->at;
    const char quote = byte_at(self, end), last = byte_at(self, end - 1);
    *ret_done = true;
    if (len > 3) {
        *ret_done = false;
    } else if (self->lexis->rust_raw && last == 'r' && (quote == '"' || quote == '#')) {
        size_t at = end;
        while (byte_at(self, at) == '#') at++;
        if (byte_at(self, at) == '"') return rust_raw_string(self, end);
        *ret_done = false;
    } else if (self->lexis->cpp_raw && last == 'R' && quote == '"') {
        return cpp_raw_string(self, end);
    } else if (holds(self->lexis->quotes, quote) && quote != '`' && !self->lexis->regexes) {
        return string_at(self, end);
    } else {
        *ret_done = false;
    }
    return true;
}

/* 'a', '\n', '\u{1F600}'; a lone quote (a Rust lifetime) is punctuation. */
static bool character(scan *self)
{
    size_t end = self->at + 1;
    if (byte_at(self, end) == '\\') {
        end += 2;
        while (end < self->text.len && end - self->at < 14 && self->text.ptr[end] != '\'' &&
               self->text.ptr[end] != '\n')
            end++;
    } else if (end < self->text.len) {
        end++;
        while (end < self->text.len && ((unsigned char)self->text.ptr[end] & 0xc0u) == 0x80) end++;
    }
    if (byte_at(self, end) == '\'') return add(self, FH_TOKEN_STRING, end + 1, 1, 1);
    return add(self, FH_TOKEN_PUNCT, self->at + 1, 0, 0);
}

/* A slash opens a regex where a value may begin: after an operator, an open bracket or return. */
static bool regex_may_begin(const scan *self)
{
    const fh_token_vec *list = &self->tokens->list;
    if (list->count == 0) return true;
    const fh_token *prev = &list->items[list->count - 1];
    const fh_text text = fh_text_slice(self->text, prev->start, prev->end);
    if (prev->kind == FH_TOKEN_PUNCT)
        return !fh_text_is(text, ")") && !fh_text_is(text, "]") && !fh_text_is(text, "}");
    return prev->kind == FH_TOKEN_NEWLINE || fh_text_is(text, "return") || fh_text_is(text, "case");
}

static bool regex(scan *self)
{
    bool in_class = false;
    for (size_t at = self->at + 1; at < self->text.len && self->text.ptr[at] != '\n'; at++) {
        const char c = self->text.ptr[at];
        if (c == '\\') at++;
        else if (c == '[') in_class = true;
        else if (c == ']') in_class = false;
        else if (c == '/' && !in_class) return add(self, FH_TOKEN_STRING, at + 1, 1, 1);
    }
    return add(self, FH_TOKEN_PUNCT, self->at + 1, 0, 0);
}

/* ---- the rest ---- */

static bool word(scan *self)
{
    size_t end = self->at;
    bool done = false;
    while (end < self->text.len && has_class(self, self->text.ptr[end], CLASS_WORD)) end++;
    const bool added = prefixed_string(self, end, &done);
    return done ? added : add(self, FH_TOKEN_WORD, end, 0, 0);
}

static bool number(scan *self)
{
    size_t end = self->at;
    while (end < self->text.len &&
           (fh_is_word(self->text.ptr[end]) ||
            (self->text.ptr[end] == '.' && fh_is_digit(byte_at(self, end + 1)))))
        end++;
    return add(self, FH_TOKEN_NUMBER, end, 0, 0);
}

static bool punct(scan *self)
{
    static const char *const operators[] = {
        "...", "===", "!==", "**=", "<<=", ">>=", "||=", "?\?=", "&&=", "==", "!=",
        "<=",  ">=",  "&&",  "||",  "??",  "?.",  "?:",  "::",   ":=",  "->", "=>",
        "+=",  "-=",  "*=",  "/=",  "|=",  "<-",  "<<",  "++",   "--"};
    const char second = byte_at(self, self->at + 1);
    if (!holds("=.&|?:><-+*", second)) return add(self, FH_TOKEN_PUNCT, self->at + 1, 0, 0);
    for (size_t i = 0; i < FH_COUNT(operators); i++)
        if (operators[i][1] == second && stands(self, self->at, operators[i]))
            return add(self, FH_TOKEN_PUNCT, self->at + fh_text_of(operators[i]).len, 0, 0);
    return add(self, FH_TOKEN_PUNCT, self->at + 1, 0, 0);
}

static bool comment_or_directive(scan *self, bool *ret_done)
{
    const fh_lexis *lexis = self->lexis;
    *ret_done = has_class(self, self->text.ptr[self->at], CLASS_COMMENT);
    if (!*ret_done) return true;
    if (stands(self, self->at, lexis->line_comment) || stands(self, self->at, lexis->line_comment2))
        return add(self, FH_TOKEN_COMMENT, line_end(self, self->at), 0, 0);
    if (stands(self, self->at, lexis->open_comment))
        return add(self, FH_TOKEN_COMMENT, block_comment_end(self), 0, 0);
    if (lexis->directives && self->line_begins && byte_at(self, self->at) == '#')
        return add(self, FH_TOKEN_DIRECTIVE, directive_end(self, self->at), 0, 0);
    *ret_done = false;
    return true;
}

static bool next(scan *self)
{
    const char c = self->text.ptr[self->at];
    bool done = false;
    if (c == '\n') {
        const bool added = self->lexis->newlines ? add(self, FH_TOKEN_NEWLINE, self->at + 1, 0, 0)
                                                 : (self->at++, self->line++, true);
        self->line_begins = true;
        self->blank = true;
        return added;
    }
    if (c == '\\' && (byte_at(self, self->at + 1) == '\n' || stands(self, self->at + 1, "\r\n"))) {
        self->at = line_end(self, self->at) + 1; /* a line goes on */
        self->line++;
        self->blank = true;
        return true;
    }
    if (has_class(self, c, CLASS_BLANK)) {
        do self->at++;
        while (self->at < self->text.len && has_class(self, self->text.ptr[self->at], CLASS_BLANK));
        self->blank = true;
        return true;
    }
    const bool added = comment_or_directive(self, &done);
    if (done) return added;
    if (has_class(self, c, CLASS_DIGIT)) return number(self);
    if (has_class(self, c, CLASS_WORD)) return word(self);
    if (c == '@' && self->lexis->verbatim && byte_at(self, self->at + 1) == '"')
        return simple_string(self, self->at + 1, '"', false, true);
    if (has_class(self, c, CLASS_QUOTE)) return string_at(self, self->at);
    if (c == '\'' && self->lexis->char_quote) return character(self);
    if (c == '/' && self->lexis->regexes && regex_may_begin(self)) return regex(self);
    return punct(self);
}

static void classify_first(scan *self, const char *opener)
{
    if (opener != NULL) self->classes[(unsigned char)opener[0]] |= CLASS_COMMENT;
}

/* Line ends have no class: they are asked for first. */
static void classify(scan *self)
{
    const fh_lexis *lexis = self->lexis;
    for (unsigned byte = 0; byte < FH_COUNT(self->classes); byte++) {
        const char c = (char)byte;
        const bool word = fh_is_word(c) || byte >= 0x80 || (c == '$' && lexis->dollar);
        self->classes[byte] =
            (uint8_t)((word ? CLASS_WORD : 0) | (fh_is_blank(c) && c != '\n' ? CLASS_BLANK : 0) |
                      (fh_is_digit(c) ? CLASS_DIGIT : 0));
    }
    for (const char *quote = lexis->quotes; quote != NULL && *quote != '\0'; quote++)
        self->classes[(unsigned char)*quote] |= CLASS_QUOTE;
    classify_first(self, lexis->line_comment);
    classify_first(self, lexis->line_comment2);
    classify_first(self, lexis->open_comment);
    if (lexis->directives) classify_first(self, "#");
}

size_t fh_leading_comment(const fh_lexis *lexis, fh_text text)
{
    if (lexis == NULL) return 0;
    scan self = {.lexis = lexis, .text = text};
    if (stands(&self, 0, "#!")) self.at = line_end(&self, 0);
    for (;;) {
        while (self.at < text.len && fh_is_blank(text.ptr[self.at])) self.at++;
        if (stands(&self, self.at, lexis->line_comment) ||
            stands(&self, self.at, lexis->line_comment2))
            self.at = line_end(&self, self.at);
        else if (stands(&self, self.at, lexis->open_comment)) self.at = block_comment_end(&self);
        else return self.at;
    }
}

bool fh_lex(fh_arena *arena, const fh_lexis *lexis, fh_text text, fh_tokens *ret_tokens)
{
    scan self = {.lexis = lexis,
                 .arena = arena,
                 .tokens = ret_tokens,
                 .text = text,
                 .line = 1,
                 .line_begins = true,
                 .blank = true};
    *ret_tokens = (fh_tokens){.text = text, .lexis = lexis};
    classify(&self);
    if (fh_text_starts(text, FH_TEXT("\xef\xbb\xbf"))) self.at = 3;
    if (stands(&self, self.at, "#!")) self.at = line_end(&self, self.at);
    while (self.at < text.len)
        if (!next(&self)) return false;
    return true;
}
