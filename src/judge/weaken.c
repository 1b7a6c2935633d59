/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "judge/judge.h"

/* Weakening: the same line means less in a test than in the product. What the axis calls no
 * evidence at all stays none whatever a rule says of it; then the rule's own entries come, then the
 * rest of the axis' universal ones. The first that applies decides, and its note is shown. */

/* True when `word` is one of the space separated `words`. */
static bool has_word(fh_text words, fh_text word)
{
    fh_text field, rest = words;
    while (fh_text_next_field(&rest, ' ', &field))
        if (fh_text_eq(field, word)) return true;
    return false;
}

static bool applies(const fh_case *cause, const fh_weakener *weakener, uint32_t contexts,
                    const fh_evidence *evidence)
{
    const fh_fact *fact = &cause->store->facts.items[evidence->fact];
    const fh_file *file = &cause->store->files.items[evidence->file];
    const uint32_t usual =
        ~((1u << FH_STRENGTH_TRAP) | (1u << FH_STRENGTH_FREEDOM)); /* what can be weakened */
    const uint32_t from = weakener->from != 0 ? weakener->from : usual;
    if ((from >> evidence->strength & 1u) == 0) return false;
    if (weakener->contexts != 0 && (weakener->contexts & contexts) == 0) return false;
    if (weakener->files.count > 0 && !fh_patterns_hold(&weakener->files, file->path)) return false;
    if (weakener->vendor_unit &&
        (file->component >= cause->components->count ||
         fh_text_is_empty(cause->components->items[file->component].vendor)))
        return false;
    if (weakener->without.count > 0 || weakener->without_in_file.count > 0)
        return false; /* fh_weaken_alone asks when all is known */
    const fh_text part = fh_fact_get(fact, FH_ATTR_ADAPTER);
    if (weakener->any_adapter && fh_text_is_empty(file->adapters) && fh_text_is_empty(part))
        return false;
    if (weakener->adapter && !fh_text_eq(part, evidence->vendor) &&
        !has_word(file->adapters, evidence->vendor))
        return false;
    for (size_t i = 0; i < weakener->filters.count; i++)
        if (!fh_patterns_hold(&weakener->filters.items[i].patterns,
                              fh_fact_get(fact, (fh_attr_key)weakener->filters.items[i].key)))
            return false;
    return true;
}

/* Applies the first weakener that fits; of those that end in a trap only when `only_traps`. */
static bool weaken_by(const fh_case *cause, const fh_weakener_vec *weakeners, uint32_t contexts,
                      bool only_traps, fh_evidence *evidence)
{
    for (size_t i = 0; i < weakeners->count; i++) {
        if (only_traps && weakeners->items[i].to != FH_STRENGTH_TRAP) continue;
        if (!applies(cause, &weakeners->items[i], contexts, evidence)) continue;
        evidence->strength = weakeners->items[i].to;
        evidence->weakened_by = weakeners->items[i].note;
        return true;
    }
    return false;
}

void fh_weaken(const fh_case *cause, const fh_matcher *matcher, fh_evidence *evidence)
{
    const fh_rule *rule = &cause->ruleset->rules.items[evidence->rule];
    const fh_fact *fact = &cause->store->facts.items[evidence->fact];
    /* A matcher that asks for a context is at home there. */
    const uint32_t contexts = fact->contexts & ~matcher->contexts_any;
    const fh_weakener_vec *universal = &cause->ruleset->lists[rule->axis].weakeners;
    if (rule->universal && weaken_by(cause, universal, contexts, true, evidence)) return;
    if (weaken_by(cause, &rule->weakeners, contexts, false, evidence) || !rule->universal) return;
    (void)weaken_by(cause, universal, contexts, false, evidence);
}

/* ---- evidence that means little alone ---- */

/* Which components, or files, have evidence of a rule that `wanted` names. */
static bool *places_with(const fh_case *cause, const fh_pattern_vec *wanted, bool files)
{
    const size_t count = files ? cause->store->files.count : cause->components->count;
    bool *has = FH_NEW_ARRAY(cause->arena, count + 1, bool);
    for (size_t i = 0; has != NULL && i < cause->evidence.count; i++) {
        const fh_evidence *evidence = &cause->evidence.items[i];
        const uint32_t at = files ? evidence->file : evidence->component;
        if (evidence->strength == FH_STRENGTH_TRAP || at >= count || has[at]) continue;
        has[at] = fh_patterns_hold(wanted, cause->ruleset->rules.items[evidence->rule].name);
    }
    return has;
}

static void weaken_where_alone(fh_case *cause, uint32_t rule, const fh_weakener *weakener)
{
    const bool files = weakener->without_in_file.count > 0;
    const uint32_t usual = ~((1u << FH_STRENGTH_TRAP) | (1u << FH_STRENGTH_FREEDOM));
    const uint32_t from = weakener->from != 0 ? weakener->from : usual;
    const size_t count = files ? cause->store->files.count : cause->components->count;
    const bool *has =
        places_with(cause, files ? &weakener->without_in_file : &weakener->without, files);
    for (size_t i = 0; has != NULL && i < cause->evidence.count; i++) {
        fh_evidence *evidence = &cause->evidence.items[i];
        const uint32_t at = files ? evidence->file : evidence->component;
        if (evidence->rule != rule || (from >> evidence->strength & 1u) == 0 || at >= count ||
            has[at])
            continue;
        evidence->strength = weakener->to;
        evidence->weakened_by = weakener->note;
        evidence->points = 0;
    }
}

void fh_weaken_alone(fh_case *cause)
{
    for (uint32_t r = 0; r < cause->ruleset->rules.count; r++) {
        const fh_weakener_vec *weakeners = &cause->ruleset->rules.items[r].weakeners;
        for (size_t i = 0; i < weakeners->count; i++)
            if (weakeners->items[i].without.count > 0 ||
                weakeners->items[i].without_in_file.count > 0)
                weaken_where_alone(cause, r, &weakeners->items[i]);
    }
}
