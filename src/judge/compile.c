/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/words.h"
#include "judge/rule.h"

/* Turning matchers into signals: each pattern of a hit matcher gives one literal that every match
 * must contain, so that one pass over the bytes finds all candidates. */

enum { SHORTEST_LITERAL = 3 };

/* The longest run of `glob` outside braces and brackets and without special bytes. */
static fh_text longest_literal(fh_text glob)
{
    fh_text best = {glob.ptr, 0};
    size_t start = 0, depth = 0;
    for (size_t i = 0; i <= glob.len; i++) {
        const char c = i < glob.len ? glob.ptr[i] : '*';
        const bool opens = c == '{' || c == '[', closes = c == '}' || c == ']';
        if (c != '*' && c != '?' && !opens && !closes) continue;
        if (depth == 0 && i - start > best.len) best = fh_text_slice(glob, start, i);
        if (opens) depth++;
        if (closes && depth > 0) depth--;
        start = i + 1;
    }
    return best;
}

typedef struct compiler {
    fh_env *env;
    fh_ruleset *ruleset;
    uint32_t rule, matcher;
    fh_vec_u32 rules, matchers;
} compiler;

static fh_text single_glob(const fh_pattern_vec *files)
{
    if (files->count == 1 && !files->items[0].negate) return files->items[0].glob;
    return (fh_text){0};
}

static fh_status add_signal(compiler *self, const fh_rule *rule, const fh_matcher *matcher,
                            fh_text glob)
{
    const uint32_t seen = FH_CONTEXT_CODE | FH_CONTEXT_STRING | FH_CONTEXT_COMMENT |
                          FH_CONTEXT_DOC | FH_CONTEXT_DOCSTRING;
    fh_arena *arena = &self->ruleset->arena;
    const fh_text literal = longest_literal(glob);
    if (literal.len < SHORTEST_LITERAL)
        return fh_fail(self->env, FH_BAD_INPUT,
                       "%.*s:%u: rule %.*s: pattern \"%.*s\" has no literal of %d bytes",
                       FH_TEXT_ARGS(rule->pack), matcher->line, FH_TEXT_ARGS(rule->id),
                       FH_TEXT_ARGS(glob), SHORTEST_LITERAL);
    fh_signal signal = {.literal = literal,
                        .regex = matcher->regex,
                        .contexts = matcher->contexts_any & seen,
                        .positions = matcher->positions,
                        .files = single_glob(&matcher->files)};
    if (matcher->caseless) signal.flags |= FH_WORD_CASELESS;
    if (matcher->bound_left && literal.ptr == glob.ptr && fh_is_word(literal.ptr[0]))
        signal.flags |= FH_WORD_BOUND_LEFT;
    if (matcher->bound_right && literal.ptr + literal.len == glob.ptr + glob.len &&
        fh_is_word(literal.ptr[literal.len - 1]))
        signal.flags |= FH_WORD_BOUND_RIGHT;
    return FH_VEC_ADD(arena, &self->ruleset->signals.list, signal) &&
                   FH_VEC_ADD(arena, &self->rules, self->rule) &&
                   FH_VEC_ADD(arena, &self->matchers, self->matcher)
               ? FH_OK
               : FH_NO_MEMORY;
}

static fh_status add_patterns(compiler *self, const fh_rule *rule, const fh_matcher *matcher,
                              const fh_pattern_vec *patterns)
{
    for (size_t i = 0; i < patterns->count; i++) {
        if (patterns->items[i].negate) continue;
        const fh_status status = add_signal(self, rule, matcher, patterns->items[i].glob);
        if (status != FH_OK) return status;
    }
    return FH_OK;
}

static fh_status add_matcher(compiler *self, const fh_rule *rule, fh_matcher *matcher)
{
    if (matcher->kind != FH_FACT_HIT) return FH_OK;
    matcher->signal_first = (uint32_t)self->ruleset->signals.list.count;
    fh_status status = add_patterns(self, rule, matcher, &matcher->subject);
    if (matcher->table != NULL && matcher->subject.count == 0)
        for (size_t i = 0; status == FH_OK && i < matcher->table->rows.count; i++) {
            const fh_table_row *row = &matcher->table->rows.items[i];
            if (!fh_patterns_hold(&matcher->row_kinds, row->kind)) continue;
            status = add_patterns(self, rule, matcher, &row->match);
        }
    matcher->signal_count = (uint32_t)self->ruleset->signals.list.count - matcher->signal_first;
    return status;
}

fh_status fh_ruleset_compile(fh_env *env, fh_ruleset *ruleset)
{
    compiler self = {.env = env, .ruleset = ruleset};
    ruleset->signals.arena = &ruleset->arena;
    for (size_t i = 0; i < ruleset->rules.count; i++) {
        fh_rule *rule = &ruleset->rules.items[i];
        for (size_t k = 0; k < rule->matchers.count; k++) {
            self.rule = (uint32_t)i;
            self.matcher = (uint32_t)k;
            const fh_status status = add_matcher(&self, rule, &rule->matchers.items[k]);
            if (status != FH_OK) return status;
        }
    }
    ruleset->signals.vocab = ruleset->vocab;
    ruleset->signal_rules = self.rules.items;
    ruleset->signal_matchers = self.matchers.items;
    ruleset->signals.hash = ruleset->hash;
    return ruleset->arena.failed ? FH_NO_MEMORY : FH_OK;
}
