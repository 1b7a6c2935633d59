/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "judge/cite.h"
#include "judge/tally.h"

/* Decision lists: the first decision whose conditions hold gives the level. Every test leaves a
 * line in the proof, so that `freehold explain` can show why a verdict fell and what was missing.
 * Vendors of which a decision's tests say the same share its lines. */

typedef struct decision_trial {
    fh_question *question;
    fh_text vendor;
    uint32_t depth;
    bool silent;
} decision_trial;

static void add_line(const fh_question *question, fh_text line)
{
    fh_case *cause = question->cause;
    if (question->component == UINT32_MAX)
        (void)FH_VEC_ADD(cause->arena, &cause->proof[question->axis], line);
}

static void prove(decision_trial *trial, bool held, const char *what, fh_text detail)
{
    static const char blanks[] = "                ";
    const fh_question *question = trial->question;
    if (trial->silent || question->component != UINT32_MAX) return;
    const size_t wanted = (size_t)trial->depth * 2;
    const size_t indent = wanted < sizeof blanks ? wanted : sizeof blanks - 1;
    add_line(question, fh_arena_printf(question->cause->arena, "    %.*s%s  %s%s%.*s", (int)indent,
                                       blanks, held ? "yes" : "no ", what,
                                       detail.len > 0 ? " " : "", FH_TEXT_ARGS(detail)));
}

static void add_patterns_text(fh_buf *buf, const char *label, const fh_pattern_vec *patterns)
{
    for (size_t i = 0; i < patterns->count; i++) {
        fh_buf_printf(buf, "%s%s%.*s", i == 0 ? label : "|", patterns->items[i].negate ? "!" : "",
                      FH_TEXT_ARGS(patterns->items[i].glob));
    }
}

static fh_text selector_text(fh_arena *arena, const fh_selector *selector)
{
    static const char *const vendors[] = {"", " of other vendors", " of any vendor"};
    fh_buf buf;
    fh_buf_init(&buf, 512);
    for (int i = FH_STRENGTH_COUNT - 1; i >= 0; i--)
        if (selector->strengths >> i & 1u)
            fh_buf_printf(&buf, "%s%s", buf.len == 0 ? "" : "|", fh_strength_name((fh_strength)i));
    if (buf.len == 0) fh_buf_add(&buf, FH_TEXT("any"));
    add_patterns_text(&buf, " role ", &selector->roles);
    add_patterns_text(&buf, " rule ", &selector->rules);
    add_patterns_text(&buf, " vendor ", &selector->vendors);
    fh_buf_printf(&buf, "%s", vendors[selector->vendor]);
    if (selector->at_least > 1) fh_buf_printf(&buf, ", at least %u places", selector->at_least);
    if (selector->kinds > 1) fh_buf_printf(&buf, ", at least %u rules", selector->kinds);
    if (selector->main_only) fh_buf_add(&buf, FH_TEXT(", in the main component"));
    const fh_text text = fh_arena_copy(arena, fh_buf_text(&buf));
    fh_buf_done(&buf);
    return text;
}

static bool test_points(decision_trial *trial, const fh_condition *condition)
{
    const uint32_t own = fh_tally_points(trial->question, trial->vendor);
    uint32_t next = 0;
    for (size_t i = 0; i < trial->question->vendors.count; i++) {
        if (fh_text_eq(trial->question->vendors.items[i], trial->vendor)) continue;
        const uint32_t other = fh_tally_points(trial->question, trial->question->vendors.items[i]);
        if (other > next) next = other;
    }
    const bool held =
        own >= condition->at_least && own <= condition->at_most && own >= next + condition->lead;
    prove(trial, held, "points",
          fh_arena_printf(trial->question->cause->arena, "%u, next %u (wanted %u, lead %u)", own,
                          next, condition->at_least, condition->lead));
    return held;
}

/* What an axis that was decided before says of this vendor, for the same tree or component. */
static bool test_verdict(decision_trial *trial, const fh_condition *condition)
{
    const fh_question *question = trial->question;
    const fh_verdict *verdicts =
        question->component == UINT32_MAX
            ? question->cause->verdicts
            : question->cause->components->items[question->component].verdicts;
    if (verdicts == NULL) return false;
    const fh_verdict *verdict = &verdicts[condition->axis];
    bool held = fh_patterns_hold(&condition->level, verdict->level);
    bool named = false;
    for (size_t i = 0; i < verdict->vendors.count; i++)
        named |= fh_text_eq(verdict->vendors.items[i], trial->vendor);
    held = held && named;
    prove(trial, held, "verdict",
          fh_arena_printf(question->cause->arena, "%s: %.*s", fh_axis_name(condition->axis),
                          FH_TEXT_ARGS(verdict->level)));
    return held;
}

/* Where the first evidence of the selector stands: " (FH2001 path:line)". */
static fh_text first_place(const decision_trial *trial, const fh_selector *selector)
{
    const fh_case *cause = trial->question->cause;
    for (size_t i = 0; i < cause->evidence.count; i++) {
        const fh_evidence *evidence = &cause->evidence.items[i];
        if (!fh_question_takes(trial->question, evidence) ||
            !fh_selector_takes(cause, selector, evidence, trial->vendor))
            continue;
        return fh_arena_printf(cause->arena, " (%.*s %.*s:%u)",
                               FH_TEXT_ARGS(cause->ruleset->rules.items[evidence->rule].id),
                               FH_TEXT_ARGS(cause->store->files.items[evidence->file].path),
                               cause->store->facts.items[evidence->fact].line);
    }
    return (fh_text){0};
}

static bool test_simple(decision_trial *trial, const fh_condition *condition)
{
    fh_arena *arena = trial->question->cause->arena;
    if (condition->kind == FH_CONDITION_VENDORS) {
        fh_text names;
        const uint32_t found =
            fh_tally_set(trial->question, condition->set, trial->vendor, condition->others, &names);
        const bool held = found >= condition->at_least && found <= condition->at_most;
        prove(trial, held, condition->others ? "others in" : "vendors in",
              fh_arena_printf(arena, "%.*s: %u%s%.*s%s", FH_TEXT_ARGS(condition->set), found,
                              found > 0 ? " (" : "", FH_TEXT_ARGS(names), found > 0 ? ")" : ""));
        return held;
    }
    if (condition->kind == FH_CONDITION_SHARE) {
        const uint32_t share = fh_tally_share(trial->question, &condition->selector, trial->vendor);
        const bool held = share >= condition->at_least;
        prove(trial, held, "share",
              fh_arena_printf(arena, "%u%% (wanted %u%%)", share, condition->at_least));
        return held;
    }
    if (condition->kind == FH_CONDITION_VERDICT) return test_verdict(trial, condition);
    const bool found = fh_tally_has(trial->question, &condition->selector, trial->vendor);
    const bool held = condition->kind == FH_CONDITION_HAS ? found : !found;
    const fh_text place = found ? first_place(trial, &condition->selector) : (fh_text){0};
    prove(trial, held, condition->kind == FH_CONDITION_HAS ? "has" : "has no",
          fh_arena_printf(arena, "%.*s%.*s",
                          FH_TEXT_ARGS(selector_text(arena, &condition->selector)),
                          FH_TEXT_ARGS(place)));
    return held;
}

/* NOLINTNEXTLINE(misc-no-recursion): conditions nest as deep as the pack, which the parser bounds
 */
static bool test_condition(decision_trial *trial, const fh_condition *condition)
{
    if (condition->kind == FH_CONDITION_POINTS) return test_points(trial, condition);
    if (condition->kind != FH_CONDITION_ALL && condition->kind != FH_CONDITION_ANY)
        return test_simple(trial, condition);
    const bool all = condition->kind == FH_CONDITION_ALL;
    trial->depth++;
    bool held = all;
    for (const fh_condition *part = condition->first; part != NULL; part = part->next) {
        const bool part_held = test_condition(trial, part);
        if (part_held == all) continue;
        held = !all;
        break;
    }
    trial->depth--;
    return held;
}

static bool test_silently(const decision_trial *trial, const fh_condition *condition)
{
    decision_trial quiet = *trial;
    quiet.silent = true;
    return condition != NULL && test_condition(&quiet, condition);
}

/* ---- verdicts ---- */

static void fill_verdict(const decision_trial *trial, const fh_decision *decision,
                         fh_verdict *verdict)
{
    verdict->level = decision->level;
    verdict->decision = decision->id;
    verdict->confidence = decision->confidence;
    if (test_silently(trial, decision->high_when)) verdict->confidence = FH_CONFIDENCE_HIGH;
    else if (test_silently(trial, decision->low_when)) verdict->confidence = FH_CONFIDENCE_LOW;
    verdict->summary = decision->summary;
    if (test_silently(trial, decision->qualifier_when)) verdict->qualifier = decision->qualifier;
    fh_pattern pattern = {.glob = FH_TEXT("declared")};
    const fh_selector with_role = {.roles = {&pattern, 1, 1},
                                   .strengths =
                                       1u << FH_STRENGTH_PRIVILEGE | 1u << FH_STRENGTH_REQUIRED,
                                   .vendor = FH_VENDOR_THIS,
                                   .at_least = 1,
                                   .kinds = 1};
    verdict->declared = decision->each && fh_tally_has(trial->question, &with_role, trial->vendor);
    fh_cite(trial->question, trial->vendor, &decision->because, false, &verdict->because);
    fh_cite(trial->question, trial->vendor, &decision->despite, false, &verdict->despite);
    fh_cite(trial->question, trial->vendor, &decision->improve, true, &verdict->to_improve);
}

/* What the tests of one decision gave; vendors of which they said the same share it. */
typedef struct outcome {
    fh_text vendors;
    const fh_text *lines;
    size_t count;
} outcome;
FH_VEC(outcome_vec, outcome);

static bool has_lines(const outcome *item, const fh_text *lines, size_t count)
{
    for (size_t i = 0; i < count && item->count == count; i++)
        if (!fh_text_eq(item->lines[i], lines[i])) return false;
    return item->count == count;
}

/* Take the lines from `start` on out of the proof, and put them with those that say the same. */
static void keep_outcome(const decision_trial *trial, size_t start, outcome_vec *outcomes)
{
    fh_case *cause = trial->question->cause;
    fh_text_vec *proof = &cause->proof[trial->question->axis];
    const size_t count = proof->count - start;
    proof->count = start;
    for (size_t i = 0; i < outcomes->count; i++) {
        outcome *item = &outcomes->items[i];
        if (!has_lines(item, proof->items + start, count)) continue;
        item->vendors = fh_arena_printf(cause->arena, "%.*s, %.*s", FH_TEXT_ARGS(item->vendors),
                                        FH_TEXT_ARGS(trial->vendor));
        return;
    }
    fh_text *lines = FH_NEW_ARRAY(cause->arena, count, fh_text);
    if (lines == NULL) return;
    for (size_t i = 0; i < count; i++) lines[i] = proof->items[start + i];
    const outcome fresh = {trial->vendor, lines, count};
    (void)FH_VEC_ADD(cause->arena, outcomes, fresh);
}

static void add_outcomes(const fh_question *question, const fh_decision *decision,
                         const outcome_vec *outcomes)
{
    for (size_t i = 0; i < outcomes->count; i++) {
        const outcome *item = &outcomes->items[i];
        add_line(question,
                 fh_arena_printf(question->cause->arena, "  %.*s%s%.*s", FH_TEXT_ARGS(decision->id),
                                 decision->each ? " for " : "", FH_TEXT_ARGS(item->vendors)));
        for (size_t k = 0; k < item->count; k++) add_line(question, item->lines[k]);
    }
}

static bool try_decision(fh_question *question, const fh_decision *decision, fh_verdict *verdict)
{
    fh_arena *arena = question->cause->arena;
    fh_text_vec *proof = &question->cause->proof[question->axis];
    outcome_vec outcomes = {0};
    bool fired = false;
    const size_t tries = decision->each ? question->vendors.count : 1;
    for (size_t i = 0; i < tries; i++) {
        decision_trial trial = {.question = question};
        const size_t start = proof->count;
        if (decision->each) trial.vendor = question->vendors.items[i];
        if (test_condition(&trial, decision->when)) {
            add_line(question,
                     fh_arena_printf(arena, "    ->   %.*s %.*s", FH_TEXT_ARGS(decision->level),
                                     FH_TEXT_ARGS(trial.vendor)));
            if (!fired) fill_verdict(&trial, decision, verdict);
            fired = true;
            if (decision->each) (void)FH_VEC_ADD(arena, &verdict->vendors, trial.vendor);
        }
        if (question->component == UINT32_MAX) keep_outcome(&trial, start, &outcomes);
    }
    add_outcomes(question, decision, &outcomes);
    return fired;
}

void fh_decide(fh_case *cause, fh_axis axis, uint32_t component, fh_verdict *ret_verdict)
{
    const fh_decision_list *list = &cause->ruleset->lists[axis];
    fh_question question = {.cause = cause, .list = list, .axis = axis, .component = component};
    fh_verdict verdict = {.axis = axis,
                          .level = axis == FH_AXIS_LICENSE ? FH_TEXT("unknown") : FH_TEXT("none")};
    fh_tally_vendors(&question);
    for (size_t i = 0; i < list->decisions.count; i++)
        if (try_decision(&question, &list->decisions.items[i], &verdict)) break;
    if (axis == FH_AXIS_LICENSE || fh_text_is(verdict.level, "none") ||
        fh_text_is(verdict.level, "neutral"))
        verdict.vendors = (fh_text_vec){0}; /* the contract: empty below preferred */
    *ret_verdict = verdict;
}
