/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/outline_parts.h"

/* One pass with a stack of open brackets gives partners, segments and, in languages of braces,
 * blocks; blocks of indentation and preprocessor branches are passes of their own. */

enum { DEEPEST = 4096 };

typedef struct frame {
    uint32_t open;    /* the bracket; FH_NOWHERE for the file */
    uint32_t segment; /* first token of the current one */
    uint32_t block;   /* that tokens in here belong to */
    uint32_t last;    /* the block that ended last in here: the arm before an else */
    bool is_block;
    bool is_switch;
} frame;

typedef struct pass {
    fh_outline *outline;
    fh_arena *arena;
    frame *stack;
    size_t depth;
    bool braces, newlines;
} pass;

fh_text fh_outline_source(const fh_outline *outline, uint32_t first, uint32_t end)
{
    const fh_token_vec *list = &outline->tokens.list;
    if (first >= end || end > list->count) return (fh_text){0};
    return fh_text_slice(outline->tokens.text, list->items[first].start, list->items[end - 1].end);
}

uint32_t fh_outline_skip(const fh_outline *outline, uint32_t index)
{
    const uint32_t partner = outline->match[index];
    return partner != FH_NOWHERE && partner > index ? partner + 1 : index + 1;
}

uint32_t fh_outline_add(fh_arena *arena, fh_outline *outline, const fh_block *block)
{
    if (!FH_VEC_ADD(arena, &outline->blocks, *block)) return FH_NOWHERE;
    return (uint32_t)outline->blocks.count - 1;
}

bool fh_outline_is_any(const fh_outline *outline, size_t index, const char *const *words,
                       size_t count)
{
    if (index >= outline->tokens.list.count) return false;
    const fh_text text = fh_outline_text(outline, index);
    if (text.len == 0) return false;
    for (size_t i = 0; i < count; i++)
        if (words[i][0] == text.ptr[0] && fh_text_is(text, words[i])) return true;
    return false;
}

/* ---- braces: block or literal ---- */

static bool begins_block(const fh_outline *outline, uint32_t first, uint32_t end)
{
    static const char *const words[] = {
        "if",    "else",    "for",       "while",    "loop",      "switch", "match",  "select",
        "func",  "fn",      "function",  "class",    "struct",    "enum",   "union",  "interface",
        "trait", "impl",    "namespace", "type",     "mod",       "unsafe", "do",     "try",
        "catch", "finally", "case",      "default",  "extern",    "static", "init",   "deinit",
        "get",   "set",     "guard",     "protocol", "extension", "object", "record", "async"};
    for (uint32_t i = first; i < end; i = fh_outline_skip(outline, i))
        if (fh_outline_is_word(outline, i) && fh_outline_is_any(outline, i, words, FH_COUNT(words)))
            return true;
    return false;
}

static bool opens_block(const pass *self, uint32_t index)
{
    static const char *const values[] = {"=",  ",",  ":",  "(",  "[",  "return", "?",
                                         "||", "&&", "??", ":=", "+=", "yield",  "in"};
    const fh_outline *outline = self->outline;
    const frame *top = &self->stack[self->depth - 1];
    if (!self->braces) return false;
    if (index == top->segment) return top->is_block || top->open == FH_NOWHERE;
    const fh_text before = fh_outline_text(outline, index - 1);
    if (fh_text_is(before, ")") || fh_text_is(before, "=>") || fh_text_is(before, "->"))
        return true;
    const bool head = begins_block(outline, top->segment, index);
    if (fh_outline_is_any(outline, index - 1, values, FH_COUNT(values)))
        return fh_text_is(before, ":") && head && top->is_block;
    if (head) return true;
    if (outline->language == FH_LANGUAGE_GO || outline->language == FH_LANGUAGE_RUST ||
        outline->language == FH_LANGUAGE_JAVASCRIPT)
        return false;
    return top->is_block || top->open == FH_NOWHERE;
}

static void open_block(pass *self, uint32_t index, frame *fresh)
{
    const frame *top = &self->stack[self->depth - 1];
    fh_outline *outline = self->outline;
    fh_block block = {.parent = top->block,
                      .head = top->segment,
                      .head_end = index,
                      .first = index + 1,
                      .prior = FH_NOWHERE,
                      .next = FH_NOWHERE};
    fh_outline_head(outline, top->segment, index, &block);
    const bool arm = block.kind == FH_BLOCK_ELSE || block.kind == FH_BLOCK_CATCH ||
                     (block.kind == FH_BLOCK_IF && fh_outline_is(outline, top->segment, "else"));
    if (arm) block.prior = top->last;
    const uint32_t added = fh_outline_add(self->arena, outline, &block);
    if (added == FH_NOWHERE) return;
    if (block.prior != FH_NOWHERE) outline->blocks.items[block.prior].next = added;
    fresh->block = added;
    fresh->is_block = true;
    fresh->is_switch = block.kind == FH_BLOCK_SWITCH;
    outline->opens[index] = 1;
}

static void push(pass *self, uint32_t index)
{
    frame *top = &self->stack[self->depth - 1];
    frame fresh = {.open = index, .segment = index + 1, .block = top->block, .last = FH_NOWHERE};
    if (self->depth == DEEPEST) return;
    if (fh_outline_is(self->outline, index, "{") && opens_block(self, index))
        open_block(self, index, &fresh);
    self->stack[self->depth++] = fresh;
}

static bool fits(fh_text open, char close)
{
    return open.len == 1 &&
           ((open.ptr[0] == '(' && close == ')') || (open.ptr[0] == '[' && close == ']') ||
            (open.ptr[0] == '{' && close == '}'));
}

/* Close the nearest bracket of this kind; what was left open in between closes with it. */
static void pop(pass *self, uint32_t index, char close)
{
    fh_outline *outline = self->outline;
    size_t at = self->depth;
    while (at > 1 && !fits(fh_outline_text(outline, self->stack[at - 1].open), close)) {
        /* A lone ')' inside a block must not close the block. */
        if (close != '}' && self->stack[at - 1].is_block) return;
        at--;
    }
    if (at <= 1) return;
    const frame closed = self->stack[at - 1];
    outline->match[closed.open] = index;
    outline->match[index] = closed.open;
    self->depth = at - 1;
    frame *top = &self->stack[self->depth - 1];
    outline->open[index] = top->open;
    outline->segment[index] = top->segment;
    outline->block[index] = top->block;
    if (!closed.is_block) return;
    outline->blocks.items[closed.block].end = index;
    top->last = closed.block;
    if (top->is_block || top->open == FH_NOWHERE) top->segment = index + 1;
}

/* ---- segments ---- */

/* A line that cannot end here: its last token wants more, or the next one goes on with it. */
static bool line_goes_on(const fh_outline *outline, uint32_t newline)
{
    static const char *const before[] = {"=", "+",  "-", "*", "/", "|",  "&",  "||", "&&", "??",
                                         ".", "?.", ",", ":", "?", ":=", "=>", "->", "<",  "=="};
    static const char *const behind[] = {".", "?.", "||", "&&", "??", "?",
                                         ":", "|",  "=",  "=>", "?:"};
    const size_t count = outline->tokens.list.count;
    if (outline->language == FH_LANGUAGE_PYTHON || outline->language == FH_LANGUAGE_STARLARK)
        return false;
    if (newline > 0 && fh_outline_is_any(outline, newline - 1, before, FH_COUNT(before)))
        return true;
    uint32_t next = newline + 1;
    while (next < count && outline->tokens.list.items[next].kind == FH_TOKEN_NEWLINE) next++;
    return next < count && outline->language != FH_LANGUAGE_GO &&
           fh_outline_is_any(outline, next, behind, FH_COUNT(behind));
}

static bool ends_segment(const pass *self, uint32_t index)
{
    const frame *top = &self->stack[self->depth - 1];
    const bool statement = top->is_block || top->open == FH_NOWHERE;
    const fh_token *token = &self->outline->tokens.list.items[index];
    if (token->kind == FH_TOKEN_DIRECTIVE) return true;
    if (token->kind == FH_TOKEN_NEWLINE) {
        if (index == top->segment) return true; /* nothing before it: an empty line */
        const bool go_list = self->outline->language == FH_LANGUAGE_GO && !statement;
        return (statement || go_list) && !line_goes_on(self->outline, index);
    }
    if (token->kind != FH_TOKEN_PUNCT || token->end - token->start != 1) return false;
    const char c = self->outline->tokens.text.ptr[token->start];
    return c == ';' || (c == ',' && (!statement || top->is_switch));
}

static void step(pass *self, uint32_t index)
{
    fh_outline *outline = self->outline;
    const fh_token *token = &outline->tokens.list.items[index];
    frame *top = &self->stack[self->depth - 1];
    outline->open[index] = top->open;
    outline->segment[index] = top->segment;
    outline->block[index] = top->block;
    outline->match[index] = FH_NOWHERE;
    if (ends_segment(self, index)) {
        top->segment = index + 1;
        return;
    }
    if (token->kind != FH_TOKEN_PUNCT || token->end - token->start != 1) return;
    const char c = outline->tokens.text.ptr[token->start];
    if (c == '(' || c == '[' || c == '{') push(self, index);
    else if (c == ')' || c == ']' || c == '}') pop(self, index, c);
}

/* ---- the whole ---- */

/* Go, "Build constraints": a //go:build line before the package clause holds for the whole file. */
static fh_text build_tag_of(const fh_outline *outline)
{
    const fh_token_vec *comments = &outline->tokens.comments;
    if (outline->language != FH_LANGUAGE_GO) return (fh_text){0};
    for (size_t i = 0; i < comments->count; i++) {
        const fh_token *comment = &comments->items[i];
        if (outline->tokens.list.count > 0 &&
            comment->start > outline->tokens.list.items[0].start &&
            outline->tokens.list.items[0].kind != FH_TOKEN_NEWLINE)
            break;
        const fh_text text = fh_text_slice(outline->tokens.text, comment->start, comment->end);
        if (fh_text_starts(text, FH_TEXT("//go:build ")))
            return fh_text_trim(fh_text_slice(text, 11, SIZE_MAX));
    }
    return (fh_text){0};
}

static bool make_arrays(fh_arena *arena, fh_outline *outline)
{
    const size_t count = outline->tokens.list.count;
    outline->open = FH_NEW_ARRAY(arena, count, uint32_t);
    outline->match = FH_NEW_ARRAY(arena, count, uint32_t);
    outline->segment = FH_NEW_ARRAY(arena, count, uint32_t);
    outline->block = FH_NEW_ARRAY(arena, count, uint32_t);
    outline->members = FH_NEW_ARRAY(arena, count, uint32_t);
    outline->opens = FH_NEW_ARRAY(arena, count, uint8_t);
    for (size_t i = 0; outline->match != NULL && i < count; i++) outline->match[i] = FH_NOWHERE;
    return !arena->failed;
}

bool fh_outline_make(fh_arena *arena, fh_language language, fh_text text, fh_outline *ret_outline)
{
    const fh_lexis *lexis = fh_lexis_of(language);
    *ret_outline = (fh_outline){.arena = arena, .language = language};
    if (lexis == NULL || !fh_lex(arena, lexis, text, &ret_outline->tokens)) return false;
    const uint32_t count = (uint32_t)ret_outline->tokens.list.count;
    const bool indented = language == FH_LANGUAGE_PYTHON || language == FH_LANGUAGE_STARLARK;
    pass self = {.outline = ret_outline,
                 .arena = arena,
                 .stack = FH_NEW_ARRAY(arena, DEEPEST, frame),
                 .depth = 1,
                 .braces = !indented};
    if (!make_arrays(arena, ret_outline)) return false;
    self.stack[0] = (frame){.open = FH_NOWHERE, .last = FH_NOWHERE};
    const fh_block file = {.end = count, .prior = FH_NOWHERE, .next = FH_NOWHERE};
    if (fh_outline_add(arena, ret_outline, &file) == FH_NOWHERE) return false;
    for (uint32_t i = 0; i < count; i++) step(&self, i);
    for (size_t i = 0; i < ret_outline->blocks.count; i++)
        if (ret_outline->blocks.items[i].end == 0) ret_outline->blocks.items[i].end = count;
    ret_outline->build_tag = build_tag_of(ret_outline);
    if (indented && !fh_outline_indentation(arena, ret_outline)) return false;
    if (lexis->directives && !fh_outline_branches(arena, ret_outline)) return false;
    return !arena->failed;
}
