/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "parse/syntax.h"

/* JSON as RFC 8259 has it, by recursive descent; depth is bounded by limits.doc_depth. Lines and
 * columns are counted from the start of the line, which only blanks, comments and strings can move.
 */

typedef struct json {
    fh_builder builder;
    fh_text text;
    size_t at;
    size_t line_start; /* offset of the current line's first byte */
    uint32_t line;
    uint32_t depth;
    bool comments;
} json;

static uint32_t column_of(const json *self)
{
    return (uint32_t)(self->at - self->line_start) + 1;
}

static bool fail(json *self, const char *what)
{
    (void)fh_fail_at(self->builder.env, FH_BAD_INPUT, self->line, column_of(self), "%s", what);
    return false;
}

static int peek(const json *self)
{
    return self->at < self->text.len ? (unsigned char)self->text.ptr[self->at] : -1;
}

static bool starts(const json *self, const char *word)
{
    return fh_text_starts(fh_text_slice(self->text, self->at, SIZE_MAX), fh_text_of(word));
}

static void new_line(json *self)
{
    self->line++;
    self->line_start = self->at;
}

static bool skip_comment(json *self)
{
    if (starts(self, "//")) {
        while (peek(self) >= 0 && peek(self) != '\n') self->at++;
        return true;
    }
    for (self->at += 2; self->at < self->text.len && !starts(self, "*/");) {
        const bool newline = peek(self) == '\n';
        self->at++;
        if (newline) new_line(self);
    }
    if (self->at >= self->text.len) return fail(self, "comment without an end");
    self->at += 2;
    return true;
}

static bool skip_blanks(json *self)
{
    for (;;) {
        const int c = peek(self);
        if (c == '\n') {
            self->at++;
            new_line(self);
        } else if (c == ' ' || c == '\t' || c == '\r') {
            self->at++;
        } else if (self->comments && (starts(self, "//") || starts(self, "/*"))) {
            if (!skip_comment(self)) return false;
        } else {
            return true;
        }
    }
}

static bool read_hex4(json *self, uint32_t *ret_unit)
{
    uint32_t unit = 0;
    for (size_t i = 0; i < 4; i++, self->at++) {
        const int c = peek(self);
        if (c >= '0' && c <= '9') unit = unit * 16 + (uint32_t)(c - '0');
        else if (c >= 'a' && c <= 'f') unit = unit * 16 + (uint32_t)(c - 'a') + 10;
        else if (c >= 'A' && c <= 'F') unit = unit * 16 + (uint32_t)(c - 'A') + 10;
        else return fail(self, "\\u needs four hexadecimal digits");
    }
    *ret_unit = unit;
    return true;
}

/* After "\u". A lone surrogate becomes U+FFFD: RFC 8259 leaves it open, and the text stays UTF-8.
 */
static bool read_unicode(json *self, char **out)
{
    uint32_t rune, low;
    if (!read_hex4(self, &rune)) return false;
    if (rune >= 0xd800 && rune <= 0xdbff && starts(self, "\\u")) {
        const size_t back = self->at;
        self->at += 2;
        if (!read_hex4(self, &low)) return false;
        if (low >= 0xdc00 && low <= 0xdfff)
            rune = 0x10000 + ((rune - 0xd800) << 10) + (low - 0xdc00);
        else self->at = back;
    }
    if (rune >= 0xd800 && rune <= 0xdfff) rune = 0xfffd;
    *out += fh_utf8_encode(rune, *out);
    return true;
}

static bool read_escape(json *self, char **out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    const int c = peek(self);
    if (c == 'u') {
        self->at++;
        return read_unicode(self, out);
    }
    for (size_t i = 0; i < sizeof from - 1; i++) {
        if (c != from[i]) continue;
        *(*out)++ = to[i];
        self->at++;
        return true;
    }
    return fail(self, "unknown escape in a string");
}

/* Most strings are plain ASCII and end on the first look; false when a closer one is needed. */
static bool read_plain(json *self, fh_text *ret_text)
{
    const char *const from = self->text.ptr + self->at + 1;
    const char *const end = self->text.ptr + self->text.len;
    const char *at = from;
    while (at < end && *at >= 0x20 && *at < 0x7f && *at != '"' && *at != '\\') at++;
    if (at == end || *at != '"') return false;
    *ret_text = fh_text_make(from, (size_t)(at - from));
    self->at = (size_t)(at - self->text.ptr) + 1;
    return true;
}

/* Find the string's end first, so that strings without escapes are views and others one
 * allocation. */
static bool read_string(json *self, fh_text *ret_text)
{
    if (read_plain(self, ret_text)) return true;
    const size_t start = ++self->at;
    bool escaped = false;
    size_t end = start;
    for (; end < self->text.len && self->text.ptr[end] != '"'; end++) {
        if (self->text.ptr[end] == '\\') {
            escaped = true;
            end++;
        }
    }
    if (end >= self->text.len) return fail(self, "string without an end");
    const fh_text raw = fh_text_slice(self->text, start, end);
    if (!fh_text_is_utf8(raw)) return fail(self, "string is not UTF-8");
    char *copy = escaped ? (char *)fh_arena_alloc(self->builder.arena, raw.len + 4) : NULL;
    char *out = copy;
    if (escaped && copy == NULL) {
        (void)fh_fail(self->builder.env, FH_NO_MEMORY, "no memory for a string");
        return false;
    }
    while (self->at < end) {
        const int c = peek(self);
        if (c < 0x20) return fail(self, "control character in a string");
        if (c == '\\') {
            self->at++;
            if (!read_escape(self, &out)) return false;
        } else {
            if (copy != NULL) *out++ = (char)c;
            self->at++;
        }
    }
    self->at = end + 1;
    *ret_text = copy != NULL ? fh_text_make(copy, (size_t)(out - copy)) : raw;
    return true;
}

static bool skip_digits(json *self)
{
    if (!fh_is_digit((char)peek(self))) return fail(self, "digit expected");
    while (peek(self) >= '0' && peek(self) <= '9') self->at++;
    return true;
}

static bool read_number(json *self, fh_text *ret_text)
{
    const size_t start = self->at;
    if (peek(self) == '-') self->at++;
    if (peek(self) == '0') self->at++;
    else if (!skip_digits(self)) return false;
    if (peek(self) == '.') {
        self->at++;
        if (!skip_digits(self)) return false;
    }
    if (peek(self) == 'e' || peek(self) == 'E') {
        self->at++;
        if (peek(self) == '+' || peek(self) == '-') self->at++;
        if (!skip_digits(self)) return false;
    }
    *ret_text = fh_text_slice(self->text, start, self->at);
    return true;
}

static bool read_value(json *self, fh_node **ret_node);

static bool read_key(json *self, fh_text *ret_key)
{
    if (peek(self) != '"') return fail(self, "a key in quotes is expected");
    if (!read_string(self, ret_key) || !skip_blanks(self)) return false;
    if (peek(self) != ':') return fail(self, "':' is expected behind a key");
    self->at++;
    return skip_blanks(self);
}

/* What stands between '{' or '[' and its end. */
static bool read_members(json *self, fh_node *parent, char close)
{
    fh_node *last = NULL, *child;
    self->at++;
    if (!skip_blanks(self)) return false;
    if (peek(self) == close) {
        self->at++;
        return true;
    }
    for (;;) {
        fh_text key = {0};
        const uint32_t key_line = self->line, key_column = column_of(self);
        if (close == '}' && !read_key(self, &key)) return false;
        if (!read_value(self, &child)) return false;
        child->key = key;
        child->key_line = close == '}' ? key_line : 0;
        child->key_column = close == '}' ? key_column : 0;
        fh_builder_add(parent, &last, child);
        if (!skip_blanks(self)) return false;
        const int c = peek(self);
        if (c == close) break;
        if (c != ',')
            return fail(self, close == '}' ? "',' or '}' is expected" : "',' or ']' is expected");
        self->at++;
        if (!skip_blanks(self)) return false;
        if (self->comments && peek(self) == close) break;
    }
    self->at++;
    return true;
}

static bool read_container(json *self, fh_node *node, char close)
{
    if (self->depth >= self->builder.env->limits.doc_depth) {
        (void)fh_fail_at(self->builder.env, FH_LIMIT, self->line, column_of(self),
                         "nested deeper than %u", self->builder.env->limits.doc_depth);
        return false;
    }
    self->depth++;
    const bool ok = read_members(self, node, close);
    self->depth--;
    if (ok && close == '}') fh_builder_mark_duplicates(&self->builder, node);
    return ok;
}

static bool read_word(json *self, fh_node *node, const char *word, fh_node_kind kind)
{
    if (!starts(self, word)) return fail(self, "a value is expected");
    node->kind = kind;
    node->text = kind == FH_NODE_BOOL ? fh_text_of(word) : FH_TEXT("");
    self->at += fh_text_of(word).len;
    return true;
}

static bool read_value(json *self, fh_node **ret_node)
{
    fh_node *node = fh_builder_node(&self->builder, FH_NODE_TEXT, self->line, column_of(self));
    bool ok;
    if (node == NULL) return false;
    switch (peek(self)) {
    case '{':
        node->kind = FH_NODE_MAP;
        ok = read_container(self, node, '}');
        break;
    case '[':
        node->kind = FH_NODE_LIST;
        ok = read_container(self, node, ']');
        break;
    case '"': ok = read_string(self, &node->text); break;
    case 't': ok = read_word(self, node, "true", FH_NODE_BOOL); break;
    case 'f': ok = read_word(self, node, "false", FH_NODE_BOOL); break;
    case 'n': ok = read_word(self, node, "null", FH_NODE_NULL); break;
    case -1: ok = fail(self, "a value is expected, but the text ends here"); break;
    default:
        node->kind = FH_NODE_NUMBER;
        ok = peek(self) == '-' || (peek(self) >= '0' && peek(self) <= '9')
                 ? read_number(self, &node->text)
                 : fail(self, "a value is expected");
        break;
    }
    node->end_line = self->line;
    *ret_node = node;
    return ok;
}

fh_status fh_json_parse(fh_env *env, fh_arena *arena, fh_text text, bool comments,
                        const fh_node **ret_root)
{
    json self = {
        .builder = {.env = env, .arena = arena}, .text = text, .line = 1, .comments = comments};
    fh_node *root;
    /* RFC 8259 section 8.1 lets a reader ignore a byte order mark. */
    if (fh_text_starts(text, FH_TEXT("\xef\xbb\xbf"))) self.at = self.line_start = 3;
    if (!skip_blanks(&self) || !read_value(&self, &root) || !skip_blanks(&self))
        return env->error.status;
    if (self.at < text.len) {
        (void)fail(&self, "more text behind the value");
        return FH_BAD_INPUT;
    }
    if (arena->failed) return fh_fail(env, FH_NO_MEMORY, "no memory for the document");
    *ret_root = root;
    return FH_OK;
}
