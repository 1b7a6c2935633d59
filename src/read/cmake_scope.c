/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/cmake_scope.h"

enum {
    LONGEST_CONDITION = 160,
    LONGEST_GATE = 240,
    MOST_CONDITION_WORDS = 64,
    MOST_LANGUAGES = 16
};

static const fh_cmake_argument no_argument = {.text = {"", 0}};

const fh_cmake_argument *fh_cmake_argument_at(const fh_cmake_file *file,
                                              const fh_cmake_command *command, size_t index)
{
    if (index >= command->argument_count) return &no_argument;
    return &file->arguments.items[command->first_argument + index];
}

size_t fh_cmake_keyword(const fh_cmake_file *file, const fh_cmake_command *command, size_t from,
                        const char *word)
{
    for (size_t i = from; i < command->argument_count; i++) {
        const fh_cmake_argument *argument = fh_cmake_argument_at(file, command, i);
        if (!argument->quoted && fh_text_is(argument->text, word)) return i;
    }
    return command->argument_count;
}

bool fh_cmake_is(const fh_cmake_command *command, const char *name)
{
    return fh_text_eq_nocase(command->name, fh_text_of(name));
}

/* ---- values ---- */

static const fh_cmake_value *find_value(const fh_cmake_scope *scope, fh_text name)
{
    uint32_t index;
    return fh_table_find(&scope->names, name, &index) ? &scope->values.items[index] : NULL;
}

typedef struct view {
    const fh_cmake_scope *scope;
} view;

static bool look_up(void *user, fh_text name, fh_text *ret_value)
{
    const view *self = user;
    const fh_cmake_value *value = find_value(self->scope, name);
    if (value == NULL || !value->known) return false;
    *ret_value = value->text;
    return true;
}

fh_text fh_cmake_expand(const fh_cmake_scope *scope, fh_text text)
{
    if (fh_text_find(text, FH_TEXT("${")) == SIZE_MAX) return text;
    view self = {scope};
    return fh_expand(scope->arena, text, false, look_up, &self);
}

static void set_value(fh_cmake_scope *scope, fh_text name, fh_text text, bool keep)
{
    uint32_t index;
    const fh_truth reached = fh_cmake_reached(scope);
    const bool there = fh_table_find(&scope->names, name, &index);
    if (reached == FH_TRUTH_NO || (keep && there)) return;
    const fh_cmake_value value = {name, fh_cmake_expand(scope, text), reached == FH_TRUTH_YES};
    if (there) {
        scope->values.items[index] = value;
        return;
    }
    if (FH_VEC_ADD(scope->arena, &scope->values, value))
        (void)fh_table_set(&scope->names, name, (uint32_t)scope->values.count - 1);
}

/* ---- conditions: NOT, AND, OR, STREQUAL and plain names; all else is not known ---- */

static fh_truth invert(fh_truth truth)
{
    if (truth == FH_TRUTH_UNKNOWN) return truth;
    return truth == FH_TRUTH_YES ? FH_TRUTH_NO : FH_TRUTH_YES;
}

static fh_truth both(fh_truth a, fh_truth b)
{
    if (a == FH_TRUTH_NO || b == FH_TRUTH_NO) return FH_TRUTH_NO;
    return a == FH_TRUTH_YES && b == FH_TRUTH_YES ? FH_TRUTH_YES : FH_TRUTH_UNKNOWN;
}

static fh_truth either(fh_truth a, fh_truth b)
{
    return invert(both(invert(a), invert(b)));
}

/* The constants of if(): cmake-commands(7). */
static fh_truth truth_of_constant(fh_text text)
{
    static const char *const yes[] = {"1", "ON", "YES", "TRUE", "Y"};
    static const char *const no[] = {"0", "OFF", "NO", "FALSE", "N", "IGNORE", "NOTFOUND", ""};
    for (size_t i = 0; i < FH_COUNT(yes); i++)
        if (fh_text_eq_nocase(text, fh_text_of(yes[i]))) return FH_TRUTH_YES;
    for (size_t i = 0; i < FH_COUNT(no); i++)
        if (fh_text_eq_nocase(text, fh_text_of(no[i]))) return FH_TRUTH_NO;
    return FH_TRUTH_UNKNOWN;
}

/* A name, "${NAME}", or a constant. */
static fh_truth truth_of_word(const fh_cmake_scope *scope, fh_text word)
{
    const fh_truth constant = truth_of_constant(word);
    if (constant != FH_TRUTH_UNKNOWN) return constant;
    const fh_text expanded = fh_cmake_expand(scope, word);
    const fh_cmake_value *value = find_value(scope, expanded);
    if (value == NULL) return truth_of_constant(expanded);
    if (!value->known) return FH_TRUTH_UNKNOWN;
    const fh_truth truth = truth_of_constant(value->text);
    /* Any other text but a reference counts as true. */
    if (truth != FH_TRUTH_UNKNOWN || fh_text_find_byte(value->text, '$') != SIZE_MAX) return truth;
    return fh_text_ends(value->text, FH_TEXT("-NOTFOUND")) ? FH_TRUTH_NO : FH_TRUTH_YES;
}

/* What a side of STREQUAL stands for; false when that is not known. A bare word on the left is a
 * variable, even when this file does not set it. */
static bool text_of_word(const fh_cmake_scope *scope, const fh_cmake_argument *word, bool is_left,
                         fh_text *ret_text)
{
    const fh_cmake_value *value = word->quoted ? NULL : find_value(scope, word->text);
    const bool reference = fh_text_find_byte(word->text, '$') != SIZE_MAX;
    *ret_text = value != NULL ? value->text : fh_cmake_expand(scope, word->text);
    if (value != NULL && !value->known) return false;
    if (value == NULL && is_left && !word->quoted && !reference) return false;
    return fh_text_find_byte(*ret_text, '$') == SIZE_MAX;
}

typedef struct reading {
    const fh_cmake_scope *scope;
    const fh_cmake_argument *words;
    size_t count, at;
} reading;

static bool takes(reading *self, const char *word)
{
    if (self->at >= self->count || self->words[self->at].quoted ||
        !fh_text_is(self->words[self->at].text, word))
        return false;
    self->at++;
    return true;
}

static fh_truth take_or(reading *self, unsigned depth);

static fh_truth take_comparison(reading *self)
{
    const fh_cmake_argument *left = &self->words[self->at++];
    fh_text a, b;
    if (takes(self, "STREQUAL") && self->at < self->count) {
        const fh_cmake_argument *right = &self->words[self->at++];
        if (!text_of_word(self->scope, left, true, &a) ||
            !text_of_word(self->scope, right, false, &b))
            return FH_TRUTH_UNKNOWN;
        return fh_text_eq(a, b) ? FH_TRUTH_YES : FH_TRUTH_NO;
    }
    /* Some other operator, or an operator before its argument: take all up to AND, OR or ')'. */
    bool plain = true;
    while (self->at < self->count) {
        const fh_cmake_argument *word = &self->words[self->at];
        if (!word->quoted && (fh_text_is(word->text, "AND") || fh_text_is(word->text, "OR") ||
                              fh_text_is(word->text, ")")))
            break;
        plain = false;
        self->at++;
    }
    return plain ? truth_of_word(self->scope, left->text) : FH_TRUTH_UNKNOWN;
}

static fh_truth take_not(reading *self, unsigned depth)
{
    bool negative = false;
    while (takes(self, "NOT")) negative = !negative;
    fh_truth truth = FH_TRUTH_UNKNOWN;
    if (takes(self, "(")) {
        truth = depth > 8 ? FH_TRUTH_UNKNOWN : take_or(self, depth + 1);
        if (!takes(self, ")")) truth = FH_TRUTH_UNKNOWN;
    } else if (self->at < self->count) {
        truth = take_comparison(self);
    }
    return negative ? invert(truth) : truth;
}

static fh_truth take_and(reading *self, unsigned depth)
{
    fh_truth truth = take_not(self, depth);
    while (takes(self, "AND")) truth = both(truth, take_not(self, depth));
    return truth;
}

static fh_truth take_or(reading *self, unsigned depth)
{
    fh_truth truth = take_and(self, depth);
    while (takes(self, "OR")) truth = either(truth, take_and(self, depth));
    return truth;
}

static fh_truth truth_of(const fh_cmake_scope *scope, const fh_cmake_command *command)
{
    reading self = {.scope = scope,
                    .words = scope->file->arguments.items + command->first_argument,
                    .count = command->argument_count};
    if (self.count == 0 || self.count > MOST_CONDITION_WORDS) return FH_TRUTH_UNKNOWN;
    const fh_truth truth = take_or(&self, 0);
    return self.at == self.count ? truth : FH_TRUTH_UNKNOWN;
}

static fh_text condition_text(const fh_cmake_scope *scope, const fh_cmake_command *command)
{
    fh_text text = FH_TEXT("");
    for (size_t i = 0; i < command->argument_count && text.len < LONGEST_CONDITION; i++) {
        const fh_text word = fh_cmake_argument_at(scope->file, command, i)->text;
        if (i > 0) text = fh_arena_join(scope->arena, text, FH_TEXT(" "));
        text = fh_arena_join(scope->arena, text, fh_text_slice(word, 0, LONGEST_CONDITION));
    }
    return text;
}

static fh_text negated(fh_arena *arena, fh_text text)
{
    if (fh_text_starts(text, FH_TEXT("NOT ")) && fh_text_find(text, FH_TEXT(" AND ")) == SIZE_MAX &&
        fh_text_find(text, FH_TEXT(" OR ")) == SIZE_MAX)
        return fh_text_slice(text, 4, SIZE_MAX);
    const bool plain = fh_text_find_byte(text, ' ') == SIZE_MAX;
    return fh_arena_printf(arena, plain ? "NOT %.*s" : "NOT (%.*s)", FH_TEXT_ARGS(text));
}

/* ---- blocks ---- */

static fh_cmake_frame *top(fh_cmake_scope *scope)
{
    if (scope->depth == 0 || scope->depth > FH_CMAKE_FRAMES) return NULL;
    return &scope->frames[scope->depth - 1];
}

static void open_frame(fh_cmake_scope *scope, fh_text text, fh_truth truth, bool is_body)
{
    if (scope->depth < FH_CMAKE_FRAMES)
        scope->frames[scope->depth] = (fh_cmake_frame){
            .condition = text, .earlier = text, .truth = truth, .taken = truth, .is_body = is_body};
    scope->depth++;
}

static void close_frame(fh_cmake_scope *scope, bool is_body)
{
    const fh_cmake_frame *frame = top(scope);
    if (scope->depth > 0 && (frame == NULL || frame->is_body == is_body)) scope->depth--;
}

static void next_arm(fh_cmake_scope *scope, const fh_cmake_command *command, bool is_else)
{
    fh_cmake_frame *frame = top(scope);
    if (frame == NULL || frame->is_body) return;
    const fh_truth free = invert(frame->taken);
    if (is_else) {
        frame->condition = negated(scope->arena, frame->earlier);
        frame->truth = free;
        return;
    }
    const fh_truth own = truth_of(scope, command);
    frame->condition = condition_text(scope, command);
    frame->truth = both(free, own);
    frame->taken = either(frame->taken, own);
    if (frame->earlier.len < LONGEST_CONDITION)
        frame->earlier = fh_arena_printf(scope->arena, "%.*s OR %.*s", FH_TEXT_ARGS(frame->earlier),
                                         FH_TEXT_ARGS(frame->condition));
}

/* return() in if(NOT X): what follows in this file needs X. */
static void take_return(fh_cmake_scope *scope)
{
    const fh_cmake_frame *frame = top(scope);
    if (scope->depth != 1 || frame == NULL || frame->is_body) return;
    const fh_text needed = negated(scope->arena, frame->condition);
    if (fh_text_find(scope->base, needed) == SIZE_MAX && scope->base.len < LONGEST_GATE)
        scope->base = scope->base.len == 0
                          ? needed
                          : fh_arena_printf(scope->arena, "%.*s AND %.*s",
                                            FH_TEXT_ARGS(scope->base), FH_TEXT_ARGS(needed));
    scope->base_truth = both(scope->base_truth, invert(frame->truth));
}

static void take_body(fh_cmake_scope *scope, const fh_cmake_command *command)
{
    const fh_text name = fh_cmake_argument_at(scope->file, command, 0)->text;
    uint32_t ignored;
    const bool called = fh_table_find(&scope->called, name, &ignored);
    open_frame(scope, called ? FH_TEXT("") : fh_arena_join(scope->arena, name, FH_TEXT("()")),
               called ? FH_TRUTH_YES : FH_TRUTH_UNKNOWN, true);
}

static bool step_block(fh_cmake_scope *scope, const fh_cmake_command *command)
{
    if (fh_cmake_is(command, "if"))
        open_frame(scope, condition_text(scope, command), truth_of(scope, command), false);
    else if (fh_cmake_is(command, "elseif")) next_arm(scope, command, false);
    else if (fh_cmake_is(command, "else")) next_arm(scope, command, true);
    else if (fh_cmake_is(command, "endif")) close_frame(scope, false);
    else if (fh_cmake_is(command, "function") || fh_cmake_is(command, "macro"))
        take_body(scope, command);
    else if (fh_cmake_is(command, "endfunction") || fh_cmake_is(command, "endmacro"))
        close_frame(scope, true);
    else if (fh_cmake_is(command, "return")) take_return(scope);
    else return false;
    return true;
}

static void take_set(fh_cmake_scope *scope, const fh_cmake_command *command)
{
    const size_t cache = fh_cmake_keyword(scope->file, command, 1, "CACHE");
    const size_t force = fh_cmake_keyword(scope->file, command, cache, "FORCE");
    const bool cached = cache < command->argument_count;
    const size_t parent = fh_cmake_keyword(scope->file, command, 1, "PARENT_SCOPE");
    const size_t values = cached ? cache : parent;
    const fh_text name = fh_cmake_argument_at(scope->file, command, 0)->text;
    if (values > 2 || name.len == 0 || fh_text_find_byte(name, '$') != SIZE_MAX) return;
    const fh_text value =
        values == 2 ? fh_cmake_argument_at(scope->file, command, 1)->text : FH_TEXT("");
    set_value(scope, name, value, cached && force == command->argument_count);
}

bool fh_cmake_scope_step(fh_cmake_scope *scope, const fh_cmake_command *command)
{
    if (step_block(scope, command)) return true;
    const fh_text first = fh_cmake_argument_at(scope->file, command, 0)->text;
    if (fh_cmake_is(command, "set")) {
        take_set(scope, command);
    } else if (fh_cmake_is(command, "option")) {
        const bool given = command->argument_count > 2;
        set_value(scope, first,
                  given ? fh_cmake_argument_at(scope->file, command, 2)->text : FH_TEXT("OFF"),
                  true);
    } else if (fh_cmake_is(command, "cmake_dependent_option")) {
        set_value(scope, first, fh_cmake_argument_at(scope->file, command, 2)->text, true);
    } else if (fh_cmake_is(command, "check_language")) {
        (void)fh_table_set(&scope->checked, first, 1);
    }
    return false;
}

/* ---- what holds here ---- */

fh_truth fh_cmake_reached(const fh_cmake_scope *scope)
{
    fh_truth truth = scope->base_truth;
    const size_t kept = scope->depth < FH_CMAKE_FRAMES ? scope->depth : FH_CMAKE_FRAMES;
    for (size_t i = 0; i < kept; i++) truth = both(truth, scope->frames[i].truth);
    return scope->depth > FH_CMAKE_FRAMES ? both(truth, FH_TRUTH_UNKNOWN) : truth;
}

/* check_language(CUDA), then if(CMAKE_CUDA_COMPILER): the language that was asked for. */
static fh_text checked_language(const fh_cmake_scope *scope, fh_text condition)
{
    for (size_t i = 0; i < scope->checked.count && i < MOST_LANGUAGES; i++) {
        const fh_text language = scope->checked.items[i].key;
        const fh_text variable =
            fh_arena_printf(scope->arena, "CMAKE_%.*s_COMPILER", FH_TEXT_ARGS(language));
        if (fh_text_find(condition, variable) != SIZE_MAX) return language;
    }
    return FH_TEXT("");
}

fh_text fh_cmake_gate(const fh_cmake_scope *scope)
{
    fh_text gate = scope->base;
    const size_t kept = scope->depth < FH_CMAKE_FRAMES ? scope->depth : FH_CMAKE_FRAMES;
    for (size_t i = 0; i < kept && gate.len < LONGEST_GATE; i++) {
        const fh_text condition = scope->frames[i].condition;
        if (condition.len == 0) continue;
        gate = gate.len == 0 ? condition
                             : fh_arena_printf(scope->arena, "%.*s AND %.*s", FH_TEXT_ARGS(gate),
                                               FH_TEXT_ARGS(condition));
    }
    if (gate.len == 0) return gate;
    const fh_text language = checked_language(scope, gate);
    if (language.len > 0) return fh_arena_join(scope->arena, FH_TEXT("check:"), language);
    return fh_arena_join(scope->arena, FH_TEXT("option:"), fh_text_slice(gate, 0, LONGEST_GATE));
}

/* ---- the functions that a file calls itself ---- */

static void find_calls(fh_cmake_scope *scope)
{
    size_t depth = 0;
    for (size_t i = 0; i < scope->file->commands.count; i++) {
        const fh_cmake_command *command = &scope->file->commands.items[i];
        const bool opens = fh_cmake_is(command, "if") || fh_cmake_is(command, "function") ||
                           fh_cmake_is(command, "macro");
        const bool ends = fh_cmake_is(command, "endif") || fh_cmake_is(command, "endfunction") ||
                          fh_cmake_is(command, "endmacro");
        if (opens) depth++;
        else if (ends && depth > 0) depth--;
        else if (depth == 0) (void)fh_table_set(&scope->called, command->name, 1);
    }
}

void fh_cmake_scope_init(fh_cmake_scope *scope, fh_arena *arena, const fh_cmake_file *file)
{
    *scope = (fh_cmake_scope){.arena = arena, .file = file, .base_truth = FH_TRUTH_YES};
    fh_table_init(&scope->names, arena);
    fh_table_init(&scope->called, arena);
    fh_table_init(&scope->checked, arena);
    find_calls(scope);
}
