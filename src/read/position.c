/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/position.h"

#include "read/position_parts.h"

/* From the token outwards, bracket by bracket, until one of them says what the token is for: a
 * parameter list, a call, a literal, or the statement around all of them. */

enum { DEEPEST = 8, LONG_LIST = 24, LONGEST_OWNER = 200 };

typedef struct climb {
    const fh_outline *outline;
    fh_standing *to;
    uint32_t index; /* where it began */
    uint32_t at;    /* the token, or the bracket around it, that is being placed */
    bool fallback, compared;
} climb;

static bool place(climb *self, fh_position position, fh_text name)
{
    self->to->position = position;
    if (name.len > 0) self->to->name = name;
    return true;
}

static bool says_default(fh_text name)
{
    return fh_text_find_nocase(name, FH_TEXT("default")) != SIZE_MAX;
}

static void set_list(climb *self, uint32_t open)
{
    if (self->to->list != FH_NOWHERE) return;
    self->to->list = open;
    self->to->size = fh_members_of(self->outline, open);
}

/* ---- parentheses ---- */

/* True when what follows the closing parenthesis makes it a list of parameters. */
static bool is_followed_by_body(const fh_outline *outline, uint32_t close)
{
    const uint32_t count = (uint32_t)outline->tokens.list.count;
    uint32_t at = close + 1;
    for (int steps = 0; at < count && steps < 16; steps++) {
        if (fh_outline_is(outline, at, "=>")) return true;
        if (fh_outline_is(outline, at, "{")) return outline->opens[at] != 0;
        const bool type = fh_outline_is(outline, at, ":") || fh_outline_is(outline, at, "->") ||
                          fh_outline_is(outline, at, ".") || fh_outline_is(outline, at, "<") ||
                          fh_outline_is(outline, at, ">") || fh_outline_is(outline, at, "|") ||
                          fh_outline_is(outline, at, "::") || fh_outline_is(outline, at, "*") ||
                          outline->tokens.list.items[at].kind == FH_TOKEN_WORD;
        if (!type) return false;
        at++;
    }
    return false;
}

static bool is_parameter_list(const fh_outline *outline, uint32_t open)
{
    static const char *const flow[] = {"if",    "while", "for",    "switch", "catch", "match",
                                       "when",  "elif",  "return", "with",   "using", "lock",
                                       "until", "await", "assert", "guard"};
    static const char *const makers[] = {"def", "fn", "func", "function", "fun", "lambda"};
    const uint32_t segment = outline->segment[open], close = outline->match[open];
    if (close == FH_NOWHERE || open == 0) return false;
    if (fh_outline_is_any(outline, open - 1, flow, FH_COUNT(flow))) return false;
    if (open >= 2 && fh_outline_is_any(outline, open - 2, makers, FH_COUNT(makers))) return true;
    if (fh_outline_is_any(outline, open - 1, makers, FH_COUNT(makers))) return true;
    if (outline->language == FH_LANGUAGE_PYTHON) return false;
    for (uint32_t i = segment; i < open && i < segment + 24; i++)
        if (fh_outline_is_any(outline, i, makers, FH_COUNT(makers))) return true;
    if (is_followed_by_body(outline, close)) return true;
    /* A declaration in a header: two words before the parenthesis, outside of functions. */
    const fh_block_kind kind = outline->blocks.items[outline->block[open]].kind;
    return outline->language == FH_LANGUAGE_C && open >= segment + 2 &&
           (kind == FH_BLOCK_CLASS || kind == FH_BLOCK_FILE) &&
           fh_outline_is_word(outline, open - 2);
}

static fh_text joined_owner(const fh_outline *outline, fh_text owner, fh_text name)
{
    if (name.len == 0) return owner;
    if (owner.len == 0) return name;
    return fh_arena_printf(outline->arena, "%.*s.%.*s", FH_TEXT_ARGS(owner), FH_TEXT_ARGS(name));
}

static bool in_parameters(climb *self, uint32_t open, const fh_reach *reach)
{
    const fh_outline *outline = self->outline;
    self->to->owner = joined_owner(outline, self->to->owner,
                                   fh_dotted_before(outline, outline->segment[open], open));
    if (reach->assign == FH_NOWHERE)
        return place(self, FH_POSITION_TYPE, fh_declared_name(outline, reach->first, self->at));
    self->to->contexts |= FH_CONTEXT_ARG_DEFAULT;
    return place(self, FH_POSITION_PARAMETER_DEFAULT,
                 fh_declared_name(outline, reach->first, reach->assign));
}

static bool is_default_position(fh_position position)
{
    return position == FH_POSITION_PARAMETER_DEFAULT || position == FH_POSITION_FIELD_DEFAULT ||
           position == FH_POSITION_FALLBACK;
}

static bool climb_out(climb *self, int depth);

/* The name that the statement around the call gives its value to. */
static fh_text outer_name(const fh_outline *outline, uint32_t open)
{
    const fh_reach outer = fh_reach_of(outline, open);
    if (outer.assign != FH_NOWHERE) return fh_declared_name(outline, outer.first, outer.assign);
    if (outer.colon != FH_NOWHERE) return fh_declared_name(outline, outer.first, outer.colon);
    return (fh_text){0};
}

/* An argument of a call that is itself somebody's default is that default's part. */
static bool argument_of_default(climb *self, uint32_t open, int depth)
{
    fh_standing outer = {
        .position = FH_POSITION_OTHER, .list = FH_NOWHERE, .owner = self->to->owner};
    climb above = {.outline = self->outline, .to = &outer, .index = self->index, .at = open};
    if (!climb_out(&above, depth + 1) || !is_default_position(outer.position)) return false;
    self->to->owner = outer.owner;
    self->to->contexts |= outer.contexts;
    return place(self, outer.position, self->to->name.len > 0 ? self->to->name : outer.name);
}

static bool in_call(climb *self, uint32_t open, const fh_reach *reach, int depth)
{
    const fh_outline *outline = self->outline;
    const bool labels =
        outline->language == FH_LANGUAGE_SWIFT || outline->language == FH_LANGUAGE_CSHARP;
    fh_text keyword = {0};
    if (reach->assign != FH_NOWHERE)
        keyword = fh_declared_name(outline, reach->first, reach->assign);
    else if (labels && reach->colon != FH_NOWHERE)
        keyword = fh_declared_name(outline, reach->first, reach->colon);
    self->to->name = keyword;
    if (self->fallback) return place(self, FH_POSITION_FALLBACK, keyword);
    const fh_position position =
        fh_argument_position(outline, open, outline->segment[self->at], keyword, self->to);
    if (position == FH_POSITION_FIELD_DEFAULT || position == FH_POSITION_FALLBACK) {
        const fh_text name = outer_name(outline, open);
        return place(self, position, name);
    }
    if (position == FH_POSITION_ARGUMENT && depth < DEEPEST &&
        argument_of_default(self, open, depth))
        return true;
    if (self->compared) return place(self, FH_POSITION_COMPARE, keyword);
    return place(self, position, (fh_text){0});
}

static bool in_parentheses(climb *self, uint32_t open, const fh_reach *reach, int depth)
{
    static const char *const flow[] = {"if", "while", "elif", "switch", "for", "until", "when"};
    const fh_outline *outline = self->outline;
    if (is_parameter_list(outline, open)) return in_parameters(self, open, reach);
    if (open > 0 && fh_outline_is_any(outline, open - 1, flow, FH_COUNT(flow))) {
        self->to->list = outline->blocks.items[outline->block[open]].first;
        return place(self, self->compared ? FH_POSITION_COMPARE : FH_POSITION_CONDITION,
                     (fh_text){0});
    }
    const fh_text callee = fh_dotted_before(outline, outline->segment[open], open);
    if (callee.len == 0 || fh_text_is(callee, "return") || fh_text_is(callee, "in") ||
        fh_text_is(callee, "and") || fh_text_is(callee, "or") || fh_text_is(callee, "not")) {
        if (fh_members_of(outline, open) > 1 && outline->language == FH_LANGUAGE_PYTHON)
            set_list(self, open);
        return false; /* grouping, or a tuple */
    }
    self->to->callee = callee;
    return in_call(self, open, reach, depth);
}

/* ---- brackets and braces ---- */

static bool in_brackets(climb *self, uint32_t open)
{
    const fh_outline *outline = self->outline;
    if (open > 0 && (fh_outline_is(outline, open - 1, "#") ||
                     (open > 1 && fh_outline_is(outline, open - 1, "!") &&
                      fh_outline_is(outline, open - 2, "#"))))
        return place(self, FH_POSITION_ATTRIBUTE, (fh_text){0});
    const fh_text before = fh_dotted_before(outline, outline->segment[open], open);
    if (before.len > 0 && !fh_text_is(before, "return") && !fh_text_is(before, "in") &&
        before.ptr[before.len - 1] != '!') {
        const size_t dot = fh_text_rfind_byte(before, '.');
        const char first = before.ptr[dot == SIZE_MAX ? 0 : dot + 1];
        self->to->callee = before;
        if (fh_members_of(outline, open) > 1) set_list(self, open);
        return place(self, first >= 'A' && first <= 'Z' ? FH_POSITION_TYPE : FH_POSITION_KEY,
                     (fh_text){0});
    }
    set_list(self, open);
    return place(self, FH_POSITION_ELEMENT, outer_name(outline, open));
}

/* The name that an option object belongs to: yargs.option('model', {default: ...}). */
static fh_text option_of(const fh_outline *outline, uint32_t open)
{
    const uint32_t paren = outline->open[open];
    const fh_text name = outer_name(outline, open);
    if (name.len > 0 || paren == FH_NOWHERE) return name;
    if (outline->tokens.list.items[paren + 1].kind == FH_TOKEN_STRING)
        return fh_token_inner(&outline->tokens, paren + 1);
    return (fh_text){0};
}

static bool value_of_key(climb *self, uint32_t open, fh_text key)
{
    const fh_outline *outline = self->outline;
    const uint32_t around = outline->open[open];
    set_list(self, open);
    if (self->fallback) return place(self, FH_POSITION_FALLBACK, key);
    if (fh_text_is(key, "default") || fh_text_is(key, "defaultValue") ||
        fh_text_is(key, "default_value"))
        return place(self, FH_POSITION_FIELD_DEFAULT, option_of(outline, open));
    if (says_default(self->to->owner) || says_default(outer_name(outline, open)))
        return place(self, FH_POSITION_FIELD_DEFAULT, key);
    fh_text callee = fh_dotted_before(outline, outline->segment[open], open);
    if (callee.len == 0 && around != FH_NOWHERE && fh_outline_is(outline, around, "("))
        callee = fh_dotted_before(outline, outline->segment[around], around);
    if (callee.len == 0 || fh_text_is(callee, "return"))
        return place(self, FH_POSITION_ASSIGNMENT, key);
    self->to->callee = callee;
    return place(self, FH_POSITION_ARGUMENT, key);
}

static bool in_braces(climb *self, uint32_t open, const fh_reach *reach)
{
    const fh_outline *outline = self->outline;
    if (reach->keyed) {
        set_list(self, open);
        return place(self, FH_POSITION_KEY, outer_name(outline, open));
    }
    if (reach->colon != FH_NOWHERE)
        return value_of_key(self, open, fh_declared_name(outline, reach->first, reach->colon));
    if (reach->assign != FH_NOWHERE) {
        const fh_text name = fh_declared_name(outline, reach->first, reach->assign);
        const bool pattern = outline->language == FH_LANGUAGE_JAVASCRIPT;
        return place(self, pattern ? FH_POSITION_PARAMETER_DEFAULT : FH_POSITION_ASSIGNMENT, name);
    }
    set_list(self, open);
    return place(self, FH_POSITION_ELEMENT, outer_name(outline, open));
}

/* ---- statements ---- */

static bool is_upper(fh_text name)
{
    bool letter = false;
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] >= 'a' && name.ptr[i] <= 'z') return false;
        letter |= fh_is_alpha(name.ptr[i]);
    }
    return letter;
}

static bool assigned(climb *self, const fh_reach *reach)
{
    const fh_outline *outline = self->outline;
    const fh_block_kind kind = outline->blocks.items[outline->block[self->at]].kind;
    const fh_text name = fh_declared_name(outline, reach->first, reach->assign);
    if (fh_outline_is(outline, reach->first, "type")) {
        if (self->to->list == FH_NOWHERE) self->to->list = reach->first;
        return place(self, FH_POSITION_TYPE, name);
    }
    if (self->compared) return place(self, FH_POSITION_COMPARE, name);
    if (self->fallback) return place(self, FH_POSITION_FALLBACK, name);
    if (reach->colon != FH_NOWHERE && self->at > reach->colon && self->at < reach->assign)
        return place(self, FH_POSITION_TYPE, name);
    if (kind == FH_BLOCK_CLASS) return place(self, FH_POSITION_FIELD_DEFAULT, name);
    if (outline->block[self->at] == 0 || is_upper(name))
        return place(self, FH_POSITION_CONSTANT, name);
    return place(self, FH_POSITION_ASSIGNMENT, name);
}

static bool is_definition(const fh_outline *outline, uint32_t index)
{
    static const char *const makers[] = {"def",   "class",    "fn",        "func",  "function",
                                         "fun",   "struct",   "interface", "trait", "enum",
                                         "union", "protocol", "namespace", "mod",   "object"};
    if (index > 0 && fh_outline_is_any(outline, index - 1, makers, FH_COUNT(makers))) return true;
    const uint32_t behind = index + 1;
    return fh_outline_is(outline, behind, "=") || fh_outline_is(outline, behind, ":=");
}

static bool by_first_word(climb *self, const fh_reach *reach)
{
    static const char *const flow[] = {"if",    "elif",  "while", "for", "switch",
                                       "match", "guard", "when",  "else"};
    const fh_outline *outline = self->outline;
    const uint32_t first = reach->first;
    if (fh_outline_is(outline, first, "@")) return place(self, FH_POSITION_ATTRIBUTE, (fh_text){0});
    if (fh_outline_is(outline, first, "return") || fh_outline_is(outline, first, "yield"))
        return place(self,
                     self->compared   ? FH_POSITION_COMPARE
                     : self->fallback ? FH_POSITION_FALLBACK
                                      : FH_POSITION_RETURN,
                     (fh_text){0});
    if (fh_outline_is(outline, first, "assert"))
        return place(self, FH_POSITION_ASSERT, (fh_text){0});
    if (fh_outline_is(outline, first, "case")) {
        self->to->list = outline->blocks.items[outline->block[self->at]].first;
        return place(self, FH_POSITION_CASE, (fh_text){0});
    }
    if (first == self->index || !fh_outline_is_any(outline, first, flow, FH_COUNT(flow)))
        return false;
    if (self->to->list == FH_NOWHERE)
        self->to->list = outline->blocks.items[outline->block[self->at]].first;
    return place(self, self->compared ? FH_POSITION_COMPARE : FH_POSITION_CONDITION, (fh_text){0});
}

static bool statement(climb *self, const fh_reach *reach)
{
    const fh_outline *outline = self->outline;
    const fh_block *block = &outline->blocks.items[outline->block[self->at]];
    if (self->to->position == FH_POSITION_ELEMENT) return true;
    if (self->at == self->index && is_definition(outline, self->index))
        return place(self, FH_POSITION_DEFINITION, fh_outline_text(outline, self->index));
    if (by_first_word(self, reach)) return true;
    if (reach->assign != FH_NOWHERE) return assigned(self, reach);
    if (block->kind == FH_BLOCK_SWITCH && reach->arrow == FH_NOWHERE &&
        outline->tokens.list.items[self->index].kind == FH_TOKEN_STRING) {
        self->to->list = block->first;
        return place(self, FH_POSITION_CASE, (fh_text){0});
    }
    if (self->compared) {
        if (self->to->list == FH_NOWHERE) self->to->list = block->first;
        return place(self, FH_POSITION_COMPARE, (fh_text){0});
    }
    if (reach->arrow != FH_NOWHERE)
        return place(self,
                     fh_outline_is(outline, reach->arrow, "->") ? FH_POSITION_TYPE
                                                                : FH_POSITION_RETURN,
                     (fh_text){0});
    if (reach->colon != FH_NOWHERE && reach->colon == reach->first + 1)
        return place(self, FH_POSITION_TYPE, fh_outline_text(outline, reach->first));
    if (self->fallback) return place(self, FH_POSITION_FALLBACK, (fh_text){0});
    return false;
}

/* ---- all of it ---- */

static bool climb_out(climb *self, int depth)
{
    const fh_outline *outline = self->outline;
    for (; depth < DEEPEST; depth++) {
        const uint32_t open = outline->open[self->at];
        const fh_reach reach = fh_reach_of(outline, self->at);
        if (reach.cut) return false;
        self->fallback |= reach.fallback;
        self->compared |= reach.compared;
        if (open == FH_NOWHERE || outline->opens[open] != 0) return statement(self, &reach);
        if (fh_outline_is(outline, open, "(") && in_parentheses(self, open, &reach, depth))
            return true;
        if (fh_outline_is(outline, open, "[")) return in_brackets(self, open);
        if (fh_outline_is(outline, open, "{")) return in_braces(self, open, &reach);
        self->at = open;
    }
    return false;
}

static fh_text owner_of(const fh_outline *outline, uint32_t index)
{
    uint32_t chain[DEEPEST], count = 0, at = outline->block[index];
    fh_text owner = {0};
    for (int steps = 0; at != 0 && count < DEEPEST && steps < 64; steps++) {
        if (outline->blocks.items[at].name.len > 0) chain[count++] = at;
        at = outline->blocks.items[at].parent;
    }
    while (count > 0 && owner.len < LONGEST_OWNER)
        owner = joined_owner(outline, owner, outline->blocks.items[chain[--count]].name);
    return owner;
}

/* Inside a long list or table: prices, ids, synonyms. */
static bool in_long_literal(const fh_outline *outline, uint32_t index)
{
    uint32_t open = outline->open[index];
    for (int depth = 0; open != FH_NOWHERE && depth < DEEPEST; depth++) {
        const bool call = fh_outline_is(outline, open, "(");
        if (outline->opens[open] != 0) return false;
        /* A long table of defaults is settings: each member has a meaning of its own. */
        if (fh_outline_is(outline, open, "{") && says_default(outer_name(outline, open)))
            return false;
        if (!call && fh_members_of(outline, open) >= LONG_LIST) return true;
        open = outline->open[open];
    }
    return false;
}

static bool is_docstring(const fh_outline *outline, uint32_t index)
{
    const fh_token_vec *list = &outline->tokens.list;
    if (outline->language != FH_LANGUAGE_PYTHON || list->items[index].kind != FH_TOKEN_STRING)
        return false;
    return outline->segment[index] == index && outline->open[index] == FH_NOWHERE &&
           (index + 1 == list->count || list->items[index + 1].kind == FH_TOKEN_NEWLINE);
}

/* #include <a/b.h>, #ifdef A, #define A. */
static void in_directive(const fh_outline *outline, uint32_t index, fh_standing *standing)
{
    fh_text rest;
    const fh_text word = fh_outline_directive(fh_outline_text(outline, index), &rest);
    standing->position = FH_POSITION_OTHER;
    if (fh_text_is(word, "include") || fh_text_is(word, "import")) {
        const char close = rest.len > 0 && rest.ptr[0] == '<' ? '>' : '"';
        const fh_text inner = fh_text_slice(rest, 1, SIZE_MAX);
        standing->position = FH_POSITION_IMPORT;
        standing->module = fh_text_slice(inner, 0, fh_text_find_byte(inner, close));
    } else if (fh_text_is(word, "define")) {
        standing->position = FH_POSITION_DEFINITION;
    } else if (fh_text_starts(word, FH_TEXT("if")) || fh_text_starts(word, FH_TEXT("el"))) {
        standing->position = FH_POSITION_CONDITION;
    }
}

/* The end of a dotted name that begins or goes on at `index`: torch.cuda.x. */
static uint32_t name_end(const fh_outline *outline, uint32_t index)
{
    const uint32_t count = (uint32_t)outline->tokens.list.count;
    uint32_t at = index + 1;
    while (at + 1 < count && outline->tokens.list.items[at + 1].kind == FH_TOKEN_WORD &&
           (fh_outline_is(outline, at, ".") || fh_outline_is(outline, at, "::")))
        at += 2;
    return at;
}

/* "bool Action::name(" of C and C++ declares; "return name(", "x = name(" and "Action::name(" call.
 */
static bool is_declared(const fh_outline *outline, uint32_t index)
{
    static const char *const before_calls[] = {"return", "else",     "do",    "case", "throw",
                                               "new",    "co_await", "goto",  "and",  "or",
                                               "not",    "co_yield", "delete"};
    const fh_token_vec *list = &outline->tokens.list;
    const uint32_t first = outline->segment[index];
    if (outline->language != FH_LANGUAGE_C) return false;
    while (index >= first + 2 && fh_outline_is(outline, index - 1, "::") &&
           list->items[index - 2].kind == FH_TOKEN_WORD)
        index -= 2;
    if (index <= first || list->items[index - 1].kind != FH_TOKEN_WORD) return false;
    return !fh_outline_is_any(outline, index - 1, before_calls, FH_COUNT(before_calls));
}

static void mark_call(const fh_outline *outline, uint32_t index, fh_standing *standing)
{
    uint32_t end = name_end(outline, index);
    if (outline->tokens.list.items[index].kind != FH_TOKEN_WORD) return;
    if (is_default_position(standing->position) || standing->position == FH_POSITION_DEFINITION ||
        standing->position == FH_POSITION_ATTRIBUTE)
        return;
    if (fh_outline_is(outline, end, "!")) end++;
    if (fh_outline_is(outline, end, "<<")) end++;
    if (!fh_outline_is(outline, end, "(") && !fh_outline_is(outline, end, "<<<")) return;
    if (is_declared(outline, index)) {
        standing->position = FH_POSITION_DEFINITION;
        return;
    }
    standing->position = FH_POSITION_CALL;
    standing->callee = fh_dotted_before(outline, outline->segment[index], end);
}

/* GPT_5 = "gpt-5" spells a name out and chooses nothing. Without a digit it may as well be a vendor
 * in a registry, which is told by its neighbours. */
static bool spells_its_name(const fh_outline *outline, uint32_t index, fh_text name)
{
    if (outline->tokens.list.items[index].kind != FH_TOKEN_STRING || name.len == 0) return false;
    const fh_text value = fh_token_inner(&outline->tokens, index);
    bool digit = false;
    size_t at = 0;
    for (size_t i = 0; i < value.len; i++) {
        if (!fh_is_alnum(value.ptr[i])) continue;
        digit |= fh_is_digit(value.ptr[i]);
        while (at < name.len && !fh_is_alnum(name.ptr[at])) at++;
        if (at >= name.len || fh_lower(name.ptr[at]) != fh_lower(value.ptr[i])) return false;
        at++;
    }
    while (at < name.len && !fh_is_alnum(name.ptr[at])) at++;
    return digit && at == name.len;
}

fh_standing fh_standing_of(const fh_outline *outline, uint32_t index)
{
    fh_standing standing = {.position = FH_POSITION_OTHER, .list = FH_NOWHERE};
    if (outline->tokens.list.items[index].kind == FH_TOKEN_DIRECTIVE) {
        in_directive(outline, index, &standing);
        return standing;
    }
    standing.owner = owner_of(outline, index);
    if (is_docstring(outline, index)) {
        standing.contexts = FH_CONTEXT_DOCSTRING;
        standing.position = FH_POSITION_TEXT;
        return standing;
    }
    if (fh_is_import(outline, index, &standing)) {
        standing.position = FH_POSITION_IMPORT;
        return standing;
    }
    standing.module = (fh_text){0};
    climb self = {.outline = outline, .to = &standing, .index = index, .at = index};
    (void)climb_out(&self, 0);
    mark_call(outline, index, &standing);
    if ((standing.position == FH_POSITION_CONSTANT ||
         standing.position == FH_POSITION_FIELD_DEFAULT) &&
        spells_its_name(outline, index, standing.name))
        standing.position = FH_POSITION_OTHER;
    if (in_long_literal(outline, index)) standing.contexts |= FH_CONTEXT_DATA;
    return standing;
}
