/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/outline_parts.h"

/* What headers of blocks say, blocks of indentation, and preprocessor branches. */

enum { DEEPEST = 1024 };

/* ---- headers ---- */

typedef struct keyword {
    const char *word;
    fh_block_kind kind;
} keyword;

static const keyword keywords[] = {
    {"if", FH_BLOCK_IF},         {"elif", FH_BLOCK_IF},           {"guard", FH_BLOCK_IF},
    {"else", FH_BLOCK_ELSE},     {"try", FH_BLOCK_TRY},           {"except", FH_BLOCK_CATCH},
    {"catch", FH_BLOCK_CATCH},   {"for", FH_BLOCK_LOOP},          {"while", FH_BLOCK_LOOP},
    {"loop", FH_BLOCK_LOOP},     {"switch", FH_BLOCK_SWITCH},     {"match", FH_BLOCK_SWITCH},
    {"select", FH_BLOCK_SWITCH}, {"when", FH_BLOCK_SWITCH},       {"case", FH_BLOCK_CASE},
    {"class", FH_BLOCK_CLASS},   {"struct", FH_BLOCK_CLASS},      {"interface", FH_BLOCK_CLASS},
    {"trait", FH_BLOCK_CLASS},   {"impl", FH_BLOCK_CLASS},        {"enum", FH_BLOCK_CLASS},
    {"union", FH_BLOCK_CLASS},   {"protocol", FH_BLOCK_CLASS},    {"extension", FH_BLOCK_CLASS},
    {"object", FH_BLOCK_CLASS},  {"record", FH_BLOCK_CLASS},      {"fn", FH_BLOCK_FUNCTION},
    {"func", FH_BLOCK_FUNCTION}, {"function", FH_BLOCK_FUNCTION}, {"def", FH_BLOCK_FUNCTION},
    {"fun", FH_BLOCK_FUNCTION},  {"init", FH_BLOCK_FUNCTION},
};

static const keyword *keyword_at(const fh_outline *outline, uint32_t index)
{
    const fh_text text = fh_outline_text(outline, index);
    if (outline->tokens.list.items[index].kind != FH_TOKEN_WORD || text.len > 9) return NULL;
    for (size_t i = 0; i < FH_COUNT(keywords); i++)
        if (fh_text_is(text, keywords[i].word)) return &keywords[i];
    return NULL;
}

/* "A::b" and "A.b" before a parenthesis: the whole of it. */
static fh_text name_before(const fh_outline *outline, uint32_t first, uint32_t paren)
{
    uint32_t from = paren;
    if (paren == first) return (fh_text){0};
    if (!fh_outline_is_word(outline, paren - 1)) return (fh_text){0};
    from = paren - 1;
    while (from >= first + 2 && fh_outline_is_word(outline, from - 2) &&
           (fh_outline_is(outline, from - 1, "::") || fh_outline_is(outline, from - 1, ".")))
        from -= 2;
    return fh_outline_source(outline, from, paren);
}

static uint32_t first_paren(const fh_outline *outline, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i = fh_outline_skip(outline, i))
        if (fh_outline_is(outline, i, "(")) return i;
    return FH_NOWHERE;
}

/* fn name(, func (r *T) name(, function name(, const name = (...) =>, name(...) { */
static fh_text function_name(const fh_outline *outline, uint32_t first, uint32_t end, uint32_t word)
{
    if (word != FH_NOWHERE) {
        uint32_t at = word + 1;
        if (outline->language == FH_LANGUAGE_GO && fh_outline_is(outline, at, "("))
            at = fh_outline_skip(outline, at);
        if (at < end && fh_outline_is_word(outline, at)) return fh_outline_text(outline, at);
        if (fh_outline_is(outline, word, "init")) return fh_outline_text(outline, word);
    }
    for (uint32_t i = first; i + 1 < end; i = fh_outline_skip(outline, i))
        if ((fh_outline_is(outline, i + 1, "=") || fh_outline_is(outline, i + 1, ":")) &&
            fh_outline_is_word(outline, i))
            return fh_outline_text(outline, i);
    const uint32_t paren = first_paren(outline, first, end);
    return paren == FH_NOWHERE ? (fh_text){0} : name_before(outline, first, paren);
}

static fh_text class_name(const fh_outline *outline, uint32_t end, uint32_t word)
{
    uint32_t at = word + 1;
    if (outline->language == FH_LANGUAGE_GO && word > 0 && fh_outline_is_word(outline, word - 1))
        return fh_outline_text(outline, word - 1);
    if (fh_outline_is(outline, word, "impl")) {
        uint32_t best = FH_NOWHERE;
        for (uint32_t i = at; i < end && !fh_outline_is(outline, i, "where"); i++) {
            if (fh_outline_is(outline, i, "for")) best = FH_NOWHERE;
            else if (fh_outline_is_word(outline, i) &&
                     (best == FH_NOWHERE || fh_outline_is(outline, i - 1, "::")))
                best = i;
        }
        return best == FH_NOWHERE ? (fh_text){0} : fh_outline_text(outline, best);
    }
    while (at < end && !fh_outline_is_word(outline, at)) at++;
    if (at + 1 < end && fh_outline_is(outline, at, "class")) at++;
    return at < end ? fh_outline_text(outline, at) : (fh_text){0};
}

/* Skip "#[...]" and "@name(...)" before an item. */
static uint32_t behind_attributes(const fh_outline *outline, uint32_t first, uint32_t end)
{
    while (first + 1 < end) {
        if (fh_outline_is(outline, first, "#") && fh_outline_is(outline, first + 1, "["))
            first = fh_outline_skip(outline, first + 1);
        else if (fh_outline_is(outline, first, "@") && fh_outline_is_word(outline, first + 1)) {
            first += 2;
            while (first + 1 < end && fh_outline_is(outline, first, ".")) first += 2;
            if (fh_outline_is(outline, first, "(")) first = fh_outline_skip(outline, first);
        } else if (outline->tokens.list.items[first].kind == FH_TOKEN_NEWLINE) {
            first++;
        } else {
            break;
        }
    }
    return first;
}

void fh_outline_head(const fh_outline *outline, uint32_t first, uint32_t end, fh_block *block)
{
    bool arrow = false;
    first = behind_attributes(outline, first, end);
    block->kind = FH_BLOCK_OTHER;
    for (uint32_t i = first; i < end; i = fh_outline_skip(outline, i)) {
        arrow |= fh_outline_is(outline, i, "=>");
        const keyword *found = keyword_at(outline, i);
        if (found == NULL ||
            (found->kind == FH_BLOCK_CLASS && fh_outline_is(outline, end - 1, ")")))
            continue;
        block->kind = found->kind;
        if (found->kind == FH_BLOCK_ELSE && fh_outline_is(outline, i + 1, "if"))
            block->kind = FH_BLOCK_IF;
        if (found->kind == FH_BLOCK_CLASS) block->name = class_name(outline, end, i);
        if (found->kind == FH_BLOCK_FUNCTION) block->name = function_name(outline, first, end, i);
        return;
    }
    if (!arrow && first_paren(outline, first, end) == FH_NOWHERE) return;
    block->kind = FH_BLOCK_FUNCTION;
    block->name = function_name(outline, first, end, FH_NOWHERE);
}

/* ---- indentation ---- */

static uint32_t indent_of(const fh_outline *outline, uint32_t index)
{
    const fh_text text = outline->tokens.text;
    size_t at = outline->tokens.list.items[index].start;
    uint32_t indent = 0;
    while (at > 0 && text.ptr[at - 1] != '\n') {
        at--;
        indent += text.ptr[at] == '\t' ? 8 : 1;
    }
    return indent;
}

/* The colon that ends a header, at the depth of the statement. */
static uint32_t header_end(const fh_outline *outline, uint32_t first)
{
    const uint32_t count = (uint32_t)outline->tokens.list.count;
    for (uint32_t i = first; i < count && outline->segment[i] == first;
         i = fh_outline_skip(outline, i)) {
        if (outline->tokens.list.items[i].kind == FH_TOKEN_NEWLINE) break;
        if (fh_outline_is(outline, i, ":")) return i;
        if (fh_outline_is(outline, i, "lambda")) break;
    }
    return FH_NOWHERE;
}

static bool may_begin_header(const fh_outline *outline, uint32_t first)
{
    return fh_outline_is(outline, first, "with") || fh_outline_is(outline, first, "async") ||
           fh_outline_is(outline, first, "finally") || keyword_at(outline, first) != NULL;
}

typedef struct indentation {
    fh_arena *arena;
    fh_outline *outline;
    uint32_t stack[DEEPEST]; /* block indexes */
    size_t depth;
} indentation;

/* Close blocks that are as deep as `indent`; the last one closed there is the arm before. */
static uint32_t close_to(indentation *self, uint32_t indent, uint32_t token)
{
    uint32_t last = FH_NOWHERE;
    while (self->depth > 1) {
        fh_block *block = &self->outline->blocks.items[self->stack[self->depth - 1]];
        if (block->indent < indent) break;
        block->end = token;
        last = block->indent == indent ? self->stack[self->depth - 1] : FH_NOWHERE;
        self->depth--;
    }
    return last;
}

static bool take_line(indentation *self, uint32_t first)
{
    fh_outline *outline = self->outline;
    const uint32_t indent = indent_of(outline, first);
    const uint32_t prior = close_to(self, indent, first);
    const uint32_t colon =
        may_begin_header(outline, first) ? header_end(outline, first) : FH_NOWHERE;
    if (colon == FH_NOWHERE || self->depth == DEEPEST) return true;
    fh_block block = {.parent = self->stack[self->depth - 1],
                      .head = first,
                      .head_end = colon,
                      .first = colon + 1,
                      .indent = indent,
                      .prior = FH_NOWHERE,
                      .next = FH_NOWHERE};
    fh_outline_head(outline, first, colon, &block);
    const bool arm = block.kind == FH_BLOCK_ELSE || block.kind == FH_BLOCK_CATCH ||
                     fh_outline_is(outline, first, "elif");
    if (arm) block.prior = prior;
    const uint32_t added = fh_outline_add(self->arena, outline, &block);
    if (added == FH_NOWHERE) return false;
    if (block.prior != FH_NOWHERE) outline->blocks.items[block.prior].next = added;
    self->stack[self->depth++] = added;
    return true;
}

bool fh_outline_indentation(fh_arena *arena, fh_outline *outline)
{
    const uint32_t count = (uint32_t)outline->tokens.list.count;
    indentation *self = FH_NEW(arena, indentation);
    if (self == NULL) return false;
    self->arena = arena;
    self->outline = outline;
    self->depth = 1;
    for (uint32_t i = 0; i < count; i++) {
        const bool begins = outline->open[i] == FH_NOWHERE && outline->segment[i] == i &&
                            outline->tokens.list.items[i].kind != FH_TOKEN_NEWLINE;
        if (begins && !take_line(self, i)) return false;
        const uint32_t top = self->stack[self->depth - 1];
        const fh_block *block = &outline->blocks.items[top];
        outline->block[i] = i < block->first ? block->parent : top;
    }
    (void)close_to(self, 0, count);
    for (size_t i = 0; i < outline->blocks.count; i++)
        if (outline->blocks.items[i].end == 0) outline->blocks.items[i].end = count;
    return true;
}

/* ---- preprocessor ---- */

typedef struct open_branch {
    uint32_t index; /* into branches */
    fh_text first;  /* condition of the first arm */
} open_branch;

fh_text fh_outline_directive(fh_text line, fh_text *ret_rest)
{
    size_t at = 1, end;
    while (at < line.len && fh_is_blank(line.ptr[at])) at++;
    end = at;
    while (end < line.len && fh_is_alpha(line.ptr[end])) end++;
    *ret_rest = fh_text_trim(fh_text_slice(line, end, SIZE_MAX));
    return fh_text_slice(line, at, end);
}

static fh_text without_comment(fh_text text)
{
    const size_t comment = fh_text_find(text, FH_TEXT("/*"));
    const size_t slashes = fh_text_find(text, FH_TEXT("//"));
    return fh_text_trim(fh_text_slice(text, 0, comment < slashes ? comment : slashes));
}

bool fh_outline_branches(fh_arena *arena, fh_outline *outline)
{
    const uint32_t count = (uint32_t)outline->tokens.list.count;
    open_branch *stack = FH_NEW_ARRAY(arena, DEEPEST, open_branch);
    size_t depth = 0;
    if (stack == NULL) return false;
    for (uint32_t i = 0; i < count; i++) {
        fh_text rest;
        if (outline->tokens.list.items[i].kind != FH_TOKEN_DIRECTIVE) continue;
        const fh_text word = fh_outline_directive(fh_outline_text(outline, i), &rest);
        rest = without_comment(rest);
        const bool opens = fh_text_starts(word, FH_TEXT("if"));
        const bool arm = fh_text_is(word, "elif") || fh_text_is(word, "else");
        if ((arm || fh_text_is(word, "endif")) && depth > 0) {
            outline->branches.items[stack[depth - 1].index].end = i;
            if (!arm) depth--;
        }
        if (!(opens && depth < DEEPEST) && !(arm && depth > 0)) continue;
        fh_branch branch = {.condition = rest, .first = i + 1, .end = count};
        branch.negated = fh_text_is(word, "ifndef");
        if (opens) stack[depth++].first = rest;
        if (fh_text_is(word, "else")) {
            branch.negated = !outline->branches.items[stack[depth - 1].index].negated;
            branch.condition = stack[depth - 1].first;
        }
        stack[depth - 1].index = (uint32_t)outline->branches.count;
        if (!FH_VEC_ADD(arena, &outline->branches, branch)) return false;
    }
    return true;
}
