/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "parse/yaml_lines.h"

#include "parse/syntax.h"

/* One line at a time. Open collections form a stack by indentation; a key without a value waits for
 * the collection that the next line opens. What YAML allows beyond this is refused, never guessed.
 */

enum { MOST_DEPTH = 32, LONGEST_KEY = 65536 };

typedef struct level {
    fh_node *node, *last;
    size_t indent;
} level;

typedef struct lines {
    fh_builder builder;
    fh_text line; /* at hand, without its indentation */
    size_t at;    /* in the line */
    size_t indent;
    uint32_t number;
    level levels[MOST_DEPTH];
    size_t depth;
    fh_node *pending;    /* a value that the next line may open */
    size_t block_indent; /* of the key whose block scalar is skipped; SIZE_MAX: none */
    size_t text_indent;  /* of its first line; 0 before that */
    fh_text question;    /* a key written as "? key" */
    uint32_t question_line, question_column;
    bool questioned, failed;
} lines;

static fh_node *refuse(lines *self)
{
    self->failed = true;
    return NULL;
}

static int peek(const lines *self)
{
    return self->at < self->line.len ? (unsigned char)self->line.ptr[self->at] : -1;
}

/* Where a scalar begins: behind its quote, as the general parser has it. */
static uint32_t column_of(const lines *self)
{
    const int c = peek(self);
    return (uint32_t)(self->indent + self->at) + 1 + (c == '"' || c == '\'');
}

static fh_node *make(lines *self, fh_node_kind kind)
{
    fh_node *node = fh_builder_node(&self->builder, kind, self->number, column_of(self));
    if (node == NULL) self->failed = true;
    return node;
}

static void skip_spaces(lines *self)
{
    while (peek(self) == ' ') self->at++;
}

/* ---- scalars ---- */

/* 'it''s' */
static bool take_single(lines *self, fh_text *ret_text)
{
    const size_t start = ++self->at;
    size_t doubled = 0;
    for (;; self->at++) {
        const size_t quote = fh_text_find_byte(fh_text_slice(self->line, self->at, SIZE_MAX), '\'');
        if (quote == SIZE_MAX) return false;
        self->at += quote;
        if (self->at + 1 >= self->line.len || self->line.ptr[self->at + 1] != '\'') break;
        self->at++;
        doubled++;
    }
    const fh_text raw = fh_text_slice(self->line, start, self->at++);
    *ret_text = raw;
    if (doubled == 0) return true;
    char *out = (char *)fh_arena_alloc(self->builder.arena, raw.len);
    size_t len = 0;
    if (out == NULL) return false;
    for (size_t i = 0; i < raw.len; i++) {
        out[len++] = raw.ptr[i];
        if (raw.ptr[i] == '\'') i++;
    }
    *ret_text = fh_text_make(out, len);
    return true;
}

/* "text" without escapes; with them it is for the general parser. */
static bool take_double(lines *self, fh_text *ret_text)
{
    const fh_text rest = fh_text_slice(self->line, self->at + 1, SIZE_MAX);
    const size_t end = fh_text_find_byte(rest, '"');
    if (end == SIZE_MAX) return false;
    *ret_text = fh_text_slice(rest, 0, end);
    self->at += end + 2;
    return fh_text_find_byte(*ret_text, '\\') == SIZE_MAX;
}

static bool take_quoted(lines *self, fh_text *ret_text)
{
    return peek(self) == '\'' ? take_single(self, ret_text) : take_double(self, ret_text);
}

static bool is_quote(int c)
{
    return c == '\'' || c == '"';
}

/* Bytes that a plain scalar cannot start with, or that mean an anchor, an alias or a tag. A '-' or
 * '?' is fine where no blank follows. */
static bool starts_plain(const lines *self)
{
    const int c = peek(self);
    const int next = self->at + 1 < self->line.len ? self->line.ptr[self->at + 1] : ' ';
    if (c == '-' || c == '?' || c == ':') return next != ' ';
    return c >= 0 && c != '&' && c != '*' && c != '!' && c != '%' && c != '@' && c != '`' &&
           c != '|' && c != '>' && c != '{' && c != '[' && c != '}' && c != ']' && c != ',' &&
           c != '#';
}

/* The words of YAML's core schema that are no texts. */
static void settle_plain(fh_node *node, fh_text text)
{
    static const struct {
        const char *word, *meaning;
        fh_node_kind kind;
    } words[] = {{"true", "true", FH_NODE_BOOL},   {"True", "true", FH_NODE_BOOL},
                 {"TRUE", "true", FH_NODE_BOOL},   {"false", "false", FH_NODE_BOOL},
                 {"False", "false", FH_NODE_BOOL}, {"FALSE", "false", FH_NODE_BOOL},
                 {"null", "", FH_NODE_NULL},       {"Null", "", FH_NODE_NULL},
                 {"NULL", "", FH_NODE_NULL},       {"~", "", FH_NODE_NULL}};
    node->text = text;
    if (text.len > 5 || text.len == 0 ||
        fh_text_find_byte(FH_TEXT("tTfFnN~"), text.ptr[0]) == SIZE_MAX)
        return;
    for (size_t i = 0; i < FH_COUNT(words); i++) {
        if (!fh_text_is(text, words[i].word)) continue;
        node->kind = words[i].kind;
        node->text = fh_text_of(words[i].meaning);
    }
}

/* ---- flow collections ---- */

static fh_node *take_flow(lines *self, unsigned depth);

/* Bytes at which a plain scalar in a flow collection may end. */
static const bool ends_flow[256] = {[','] = true, ['}'] = true, [']'] = true, ['{'] = true,
                                    ['['] = true, [':'] = true, ['#'] = true};

static fh_node *take_flow_scalar(lines *self)
{
    fh_node *node = make(self, FH_NODE_TEXT);
    if (node == NULL) return NULL;
    if (is_quote(peek(self))) return take_quoted(self, &node->text) ? node : refuse(self);
    if (!starts_plain(self)) return refuse(self);
    const size_t start = self->at;
    for (;;) {
        while (self->at < self->line.len && !ends_flow[(unsigned char)self->line.ptr[self->at]])
            self->at++;
        const int c = peek(self);
        if (c < 0 || c == ',' || c == '}' || c == ']' || c == '{' || c == '[') break;
        const bool colon = peek(self) == ':';
        if (peek(self) == '#' && self->line.ptr[self->at - 1] == ' ') return refuse(self);
        self->at++;
        if (!colon) continue;
        if (peek(self) == ' ' || peek(self) < 0) {
            self->at--;
            break;
        }
        /* "a:]" is a key to some and a text to others. */
        if (peek(self) == ',' || peek(self) == ']' || peek(self) == '}') return refuse(self);
    }
    const fh_text text = fh_text_trim(fh_text_slice(self->line, start, self->at));
    if (fh_text_is(text, "-") || fh_text_is(text, "?")) return refuse(self);
    settle_plain(node, text);
    return node;
}

/* key: value of a flow map */
static bool take_flow_pair(lines *self, unsigned depth, fh_node **ret_value)
{
    const uint32_t column = column_of(self);
    const fh_node *key = take_flow_scalar(self);
    if (key == NULL || peek(self) != ':') return false;
    self->at++;
    skip_spaces(self);
    *ret_value = take_flow(self, depth);
    if (*ret_value == NULL) return false;
    (*ret_value)->key = key->text;
    (*ret_value)->key_line = self->number;
    (*ret_value)->key_column = column;
    return true;
}

static fh_node *take_flow(lines *self, unsigned depth)
{
    const int open = peek(self);
    if (open != '{' && open != '[') return take_flow_scalar(self);
    const int close = open == '{' ? '}' : ']';
    fh_node *node = make(self, open == '{' ? FH_NODE_MAP : FH_NODE_LIST), *last = NULL, *child;
    if (node == NULL || depth >= MOST_DEPTH) return refuse(self);
    self->at++;
    skip_spaces(self);
    while (peek(self) != close) {
        if (open == '{' && !take_flow_pair(self, depth + 1, &child)) return refuse(self);
        if (open == '[') child = take_flow(self, depth + 1);
        if (child == NULL) return refuse(self);
        fh_builder_add(node, &last, child);
        skip_spaces(self);
        if (peek(self) == ',') self->at++;
        else if (peek(self) != close) return refuse(self);
        skip_spaces(self);
    }
    self->at++;
    if (open == '{') fh_builder_mark_duplicates(&self->builder, node);
    return node;
}

/* ---- values ---- */

static bool at_line_end(lines *self)
{
    const size_t before = self->at;
    skip_spaces(self);
    return peek(self) < 0 || (peek(self) == '#' && self->at > before);
}

/* What stands behind "key:" or "- "; the node waits for the next line where nothing does. */
static fh_node *take_value(lines *self)
{
    skip_spaces(self);
    const int c = peek(self);
    fh_node *node;
    if (c < 0 || c == '#') {
        node = make(self, FH_NODE_NULL);
        self->pending = node;
        return node;
    }
    if (c == '{' || c == '[') {
        node = take_flow(self, 0);
        return node != NULL && at_line_end(self) ? node : refuse(self);
    }
    node = make(self, FH_NODE_TEXT);
    if (node == NULL) return NULL;
    if (c == '|' || c == '>') {
        const fh_text header = fh_text_slice(self->line, self->at + 1, SIZE_MAX);
        self->block_indent = self->indent;
        self->text_indent = 0;
        return header.len == 0 || fh_text_is(header, "-") || fh_text_is(header, "+") ? node
                                                                                     : refuse(self);
    }
    if (is_quote(c))
        return take_quoted(self, &node->text) && at_line_end(self) ? node : refuse(self);
    if (!starts_plain(self)) return refuse(self);
    const fh_text rest = fh_text_slice(self->line, self->at, SIZE_MAX);
    /* "a: b" in a value is no YAML; a comment needs a blank before it. */
    if (fh_text_find(rest, FH_TEXT(": ")) != SIZE_MAX || fh_text_ends(rest, FH_TEXT(":")))
        return refuse(self);
    settle_plain(node, fh_text_trim(fh_text_slice(rest, 0, fh_text_find(rest, FH_TEXT(" #")))));
    return node;
}

static bool take_key(lines *self, fh_text *ret_key)
{
    if (is_quote(peek(self))) {
        if (!take_quoted(self, ret_key)) return false;
        skip_spaces(self);
    } else {
        const size_t start = self->at;
        size_t colon = self->at;
        if (!starts_plain(self)) return false;
        for (;;) {
            const fh_text rest = fh_text_slice(self->line, colon, SIZE_MAX);
            const size_t next = fh_text_find_byte(rest, ':');
            if (next == SIZE_MAX) return false;
            colon += next;
            if (colon + 1 == self->line.len || self->line.ptr[colon + 1] == ' ') break;
            colon++;
        }
        *ret_key = fh_text_trim(fh_text_slice(self->line, start, colon));
        if (fh_text_find(*ret_key, FH_TEXT(" #")) != SIZE_MAX) return false;
        self->at = colon;
    }
    if (peek(self) != ':' || ret_key->len > LONGEST_KEY) return false;
    self->at++;
    return peek(self) == ' ' || peek(self) < 0;
}

/* ---- collections ---- */

static void close_top(lines *self)
{
    level *top = &self->levels[--self->depth];
    if (top->node->kind == FH_NODE_MAP) fh_builder_mark_duplicates(&self->builder, top->node);
    top->node->end_line = top->last != NULL ? top->last->end_line : top->node->line;
}

static bool open(lines *self, fh_node *node, fh_node_kind kind)
{
    if (self->depth == MOST_DEPTH) return false;
    node->kind = kind;
    node->line = self->number;
    node->column = (uint32_t)self->indent + 1;
    self->levels[self->depth++] = (level){.node = node, .indent = self->indent};
    self->pending = NULL;
    return true;
}

/* Bring the stack to where a line of this indentation belongs; false when it belongs nowhere. */
static bool settle(lines *self, bool item)
{
    level *top = &self->levels[self->depth - 1];
    const fh_node_kind kind = item ? FH_NODE_LIST : FH_NODE_MAP;
    /* A list may stand at the indentation of its key. */
    const bool deeper = self->indent > top->indent ||
                        (item && self->indent == top->indent && top->node->kind == FH_NODE_MAP);
    if (self->pending != NULL && deeper) return open(self, self->pending, kind);
    self->pending = NULL;
    while (self->depth > 1 && (self->levels[self->depth - 1].indent > self->indent ||
                               (!item && self->levels[self->depth - 1].indent == self->indent &&
                                self->levels[self->depth - 1].node->kind == FH_NODE_LIST)))
        close_top(self);
    top = &self->levels[self->depth - 1];
    return top->indent == self->indent && top->node->kind == kind;
}

static void add_child(lines *self, fh_node *child)
{
    level *top = &self->levels[self->depth - 1];
    child->end_line = self->number;
    fh_builder_add(top->node, &top->last, child);
}

static bool take_item(lines *self)
{
    if (!settle(self, true)) return false;
    self->at = 1;
    skip_spaces(self);
    const fh_text rest = fh_text_slice(self->line, self->at, SIZE_MAX);
    /* A map that begins behind the dash is for the general parser; so is a nested list. */
    if (!is_quote(peek(self)) && (fh_text_starts(rest, FH_TEXT("- ")) || rest.len == 0))
        return false;
    fh_node *value = take_value(self);
    if (value == NULL || self->pending != NULL) return false;
    add_child(self, value);
    return true;
}

static bool take_pair(lines *self)
{
    const uint32_t column = column_of(self);
    fh_text key;
    if (!settle(self, false)) return false;
    if (self->questioned) {
        /* ": value" answers "? key"; a map that begins here is two bytes further in. */
        self->questioned = false;
        fh_node *value = make(self, FH_NODE_NULL);
        if (value == NULL) return false;
        value->key = self->question;
        value->key_line = self->question_line;
        value->key_column = self->question_column;
        add_child(self, value);
        self->pending = value;
        self->line = fh_text_slice(self->line, 2, SIZE_MAX);
        self->indent += 2;
        self->at = 0;
        return self->line.len == 0 || (self->line.ptr[0] != ' ' && take_pair(self));
    }
    if (!take_key(self, &key)) return false;
    fh_node *value = take_value(self);
    if (value == NULL) return false;
    value->key = key;
    value->key_line = self->number;
    value->key_column = column;
    add_child(self, value);
    return true;
}

/* "? key": a key that is too long for one line with its value. */
static bool take_question(lines *self)
{
    if (!settle(self, false) || self->questioned) return false;
    self->at = 2;
    skip_spaces(self);
    self->question_line = self->number;
    self->question_column = column_of(self);
    if (is_quote(peek(self))) {
        if (!take_quoted(self, &self->question) || !at_line_end(self)) return false;
    } else if (starts_plain(self)) {
        self->question = fh_text_trim(fh_text_slice(self->line, self->at, SIZE_MAX));
        if (fh_text_find(self->question, FH_TEXT(": ")) != SIZE_MAX ||
            fh_text_find(self->question, FH_TEXT(" #")) != SIZE_MAX ||
            fh_text_ends(self->question, FH_TEXT(":")))
            return false;
    } else return false;
    self->questioned = true;
    return self->question.len <= LONGEST_KEY;
}

/* Bytes that YAML gives no meaning of its own: neither controls, nor line breaks and marks beyond
 * ASCII. The text is known to be UTF-8. */
static bool is_plain_text(fh_text line)
{
    unsigned other = 0;
    for (size_t i = 0; i < line.len; i++) {
        const unsigned char c = (unsigned char)line.ptr[i];
        other |= (unsigned)(c < 0x20) | (unsigned)(c >= 0x7f);
    }
    if (other == 0) return true;
    for (size_t i = 0; i < line.len; i++) {
        const unsigned char c = (unsigned char)line.ptr[i];
        const unsigned char next = i + 1 < line.len ? (unsigned char)line.ptr[i + 1] : 0;
        if (c < 0x20 || c == 0x7f || c == 0xef) return false;
        if ((c == 0xc2 && next < 0xa0) || (c == 0xe2 && next == 0x80)) return false;
    }
    return true;
}

static bool take_line(lines *self, fh_text line)
{
    size_t indent = 0;
    while (indent < line.len && line.ptr[indent] == ' ') indent++;
    self->number++;
    if (!is_plain_text(line)) return false;
    self->line = fh_text_slice(line, indent, SIZE_MAX);
    while (self->line.len > 0 && self->line.ptr[self->line.len - 1] == ' ') self->line.len--;
    if (self->line.len == 0) return self->block_indent == SIZE_MAX || line.len == 0;
    if (self->block_indent != SIZE_MAX && indent > self->block_indent) {
        if (self->text_indent == 0) self->text_indent = indent;
        return indent >= self->text_indent;
    }
    /* Parsers do not agree on block scalars without a line. */
    if (self->block_indent != SIZE_MAX && self->text_indent == 0) return false;
    self->block_indent = SIZE_MAX;
    if (self->line.ptr[0] == '#') return true;
    if (indent == 0 &&
        (fh_text_starts(self->line, FH_TEXT("---")) || fh_text_starts(self->line, FH_TEXT("..."))))
        return false;
    self->indent = indent;
    self->at = 0;
    if (self->questioned)
        return fh_text_starts(self->line, FH_TEXT(":")) &&
               (self->line.len == 1 || self->line.ptr[1] == ' ') && take_pair(self);
    if (fh_text_starts(self->line, FH_TEXT("? "))) return take_question(self);
    if (fh_text_starts(self->line, FH_TEXT("- "))) return take_item(self);
    return take_pair(self);
}

fh_status fh_yaml_lines_parse(fh_env *env, fh_arena *arena, fh_text text, const fh_node **ret_root)
{
    lines self = {.builder = {.env = env, .arena = arena}, .number = 1, .block_indent = SIZE_MAX};
    fh_text line, rest = text;
    env->error.status = FH_OK;
    if (!fh_text_is_utf8(text)) return FH_UNSUPPORTED;
    fh_node *root = make(&self, FH_NODE_MAP);
    if (root == NULL) return env->error.status;
    self.levels[self.depth++] = (level){.node = root};
    self.number = 0;
    while (rest.ptr != NULL && !self.failed && fh_text_next_line(&rest, &line))
        if (!take_line(&self, line)) self.failed = true;
    while (self.depth > 0) close_top(&self);
    if (arena->failed) return fh_fail(env, FH_NO_MEMORY, "no memory for the document");
    if (self.failed || self.questioned)
        return env->error.status == FH_LIMIT ? FH_LIMIT : FH_UNSUPPORTED;
    *ret_root = root;
    return FH_OK;
}

fh_status fh_yaml_lock_parse(fh_env *env, fh_arena *arena, fh_text text, const fh_node **ret_root)
{
    fh_status status = fh_yaml_lines_parse(env, arena, text, ret_root);
    if (status != FH_UNSUPPORTED) return status;
    status = fh_doc_parse(env, arena, FH_SYNTAX_YAML, text, ret_root);
    if (status == FH_OK) *ret_root = fh_node_at(*ret_root, 0);
    return status;
}
