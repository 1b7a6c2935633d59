/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "judge/cite.h"

enum { CITED_RULES = 8, CITED_PER_RULE = 4, CITED_ALL = 24, DEEPEST = 15 };

typedef struct candidate {
    uint32_t evidence;
    uint32_t rank; /* higher comes first */
    bool used;
    bool again; /* another line of its file was cited for its rule: other files come first */
} candidate;
FH_VEC(candidate_vec, candidate);

/* ---- how near to the heart of the matter a place is ---- */

static bool says_default(fh_text text)
{
    return fh_text_find_nocase(text, FH_TEXT("default")) != SIZE_MAX;
}

/* A folder of the path holds what is added to the product or stands beside it. */
static bool is_aside(fh_text path)
{
    static const char *const names[] = {"extensions", "extension",  "experimental", "contrib",
                                        "plugins",    "plugin",     "integrations", "community",
                                        "tools",      "cli",        "scripts",      "adapters",
                                        "devtools",   "third_party"};
    fh_text rest = fh_text_dir_name(path), part;
    while (rest.ptr != NULL && fh_text_next_field(&rest, '/', &part))
        for (size_t i = 0; i < FH_COUNT(names); i++)
            if (fh_text_is(part, names[i])) return true;
    return false;
}

static uint32_t depth_of(fh_text path)
{
    uint32_t depth = 0;
    for (size_t i = 0; i < path.len && depth < DEEPEST; i++) depth += path.ptr[i] == '/';
    return depth;
}

static uint32_t rank_of(const fh_question *question, const fh_evidence *evidence)
{
    const fh_case *cause = question->cause;
    const fh_fact *fact = &cause->store->facts.items[evidence->fact];
    const fh_text path = cause->store->files.items[evidence->file].path;
    const bool is_default = says_default(fh_fact_get(fact, FH_ATTR_NAME)) ||
                            says_default(fh_fact_get(fact, FH_ATTR_OWNER)) ||
                            says_default(fh_text_base_name(path));
    const fh_pattern_vec *central = &question->list->central;
    uint32_t rank = (uint32_t)evidence->points;
    rank = rank << 3 | (uint32_t)evidence->strength;
    rank = rank << 1 | (evidence->component == 0);
    rank = rank << 1 | !is_aside(path);
    rank = rank << 1 | is_default;
    rank = rank << 1 | (central->count > 0 && fh_patterns_hold(central, path));
    rank = rank << 1 | fh_text_is(evidence->vendor, "local");
    rank = rank << 2 | (uint32_t)cause->ruleset->rules.items[evidence->rule].confidence;
    return rank << 4 | (DEEPEST - depth_of(path));
}

/* ---- lines ---- */

static void add_citation(fh_case *cause, const fh_evidence *evidence, bool remedy,
                         fh_citation_vec *citations)
{
    const fh_rule *rule = &cause->ruleset->rules.items[evidence->rule];
    const fh_fact *fact = &cause->store->facts.items[evidence->fact];
    fh_text reason = fh_message_of(cause, evidence);
    if (remedy && !fh_text_is_empty(rule->remedy)) reason = rule->remedy;
    else if (!fh_text_is_empty(evidence->weakened_by))
        reason = fh_arena_printf(cause->arena, "%.*s (%.*s)", FH_TEXT_ARGS(reason),
                                 FH_TEXT_ARGS(evidence->weakened_by));
    const fh_citation citation = {
        .rule = rule->id,
        .place = {.path = cause->store->files.items[evidence->file].path,
                  .line = fact->line,
                  .column = fact->column,
                  .end_line = fact->end_line,
                  .end_column = fact->end_column},
        .quote = fact->quote,
        .reason = reason,
    };
    (void)FH_VEC_ADD(cause->arena, citations, citation);
}

static void find_candidates(const fh_question *question, fh_text vendor,
                            const fh_selector_vec *selectors, candidate_vec *found)
{
    const fh_case *cause = question->cause;
    for (uint32_t i = 0; i < cause->evidence.count; i++) {
        const fh_evidence *evidence = &cause->evidence.items[i];
        bool taken = false;
        if (!fh_question_takes(question, evidence)) continue;
        for (size_t k = 0; k < selectors->count && !taken; k++)
            taken = fh_selector_takes(cause, &selectors->items[k], evidence, vendor);
        const candidate one = {.evidence = i, .rank = taken ? rank_of(question, evidence) : 0};
        if (taken) (void)FH_VEC_ADD(cause->arena, found, one);
    }
}

/* One line is cited once for one rule, however many words of it the rule took. */
static void use_line(const fh_case *cause, candidate_vec *found, const fh_evidence *cited)
{
    const uint32_t line = cause->store->facts.items[cited->fact].line;
    for (size_t i = 0; i < found->count; i++) {
        const fh_evidence *evidence = &cause->evidence.items[found->items[i].evidence];
        if (evidence->rule != cited->rule || evidence->file != cited->file) continue;
        found->items[i].again = true;
        found->items[i].used |= cause->store->facts.items[evidence->fact].line == line;
    }
}

static bool comes_before(const candidate *a, const candidate *b)
{
    return a->again != b->again ? b->again : a->rank > b->rank;
}

/* The best candidate whose rule was not cited in this round, or NULL. */
static const candidate *best_of(const fh_case *cause, const candidate_vec *found,
                                const fh_vec_u32 *seen_rules)
{
    const candidate *best = NULL;
    for (size_t i = 0; i < found->count; i++) {
        const candidate *one = &found->items[i];
        bool seen = one->used || (best != NULL && !comes_before(one, best));
        for (size_t k = 0; k < seen_rules->count && !seen; k++)
            seen = seen_rules->items[k] == cause->evidence.items[one->evidence].rule;
        if (!seen) best = one;
    }
    return best;
}

void fh_cite(const fh_question *question, fh_text vendor, const fh_selector_vec *selectors,
             bool remedy, fh_citation_vec *citations)
{
    fh_case *cause = question->cause;
    candidate_vec found = {0};
    find_candidates(question, vendor, selectors, &found);
    for (size_t round = 0; round < (remedy ? 1 : CITED_PER_RULE); round++) {
        fh_vec_u32 seen_rules = {0};
        while (citations->count < (remedy ? CITED_RULES : CITED_ALL)) {
            const candidate *best = best_of(cause, &found, &seen_rules);
            if (best == NULL) break;
            const fh_evidence *evidence = &cause->evidence.items[best->evidence];
            if (!FH_VEC_ADD(cause->arena, &seen_rules, evidence->rule)) return;
            add_citation(cause, evidence, remedy, citations);
            use_line(cause, &found, evidence);
        }
    }
}
