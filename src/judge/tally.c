/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "judge/tally.h"

#include <string.h>

static bool is_pseudo(fh_text vendor)
{
    return fh_text_is(vendor, "cpu") || fh_text_is(vendor, "portable") ||
           fh_text_is(vendor, "local") || fh_text_is(vendor, "-");
}

bool fh_question_takes(const fh_question *question, const fh_evidence *evidence)
{
    return evidence->axis == question->axis &&
           (question->component == UINT32_MAX || evidence->component == question->component);
}

bool fh_selector_takes(const fh_case *cause, const fh_selector *selector,
                       const fh_evidence *evidence, fh_text vendor)
{
    if (selector->strengths != 0 ? (selector->strengths >> evidence->strength & 1u) == 0
                                 : evidence->strength == FH_STRENGTH_TRAP)
        return false;
    const bool same = fh_text_eq(evidence->vendor, vendor);
    if (selector->vendor == FH_VENDOR_THIS && !same) return false;
    if (selector->vendor == FH_VENDOR_OTHER && same) return false;
    if (selector->main_only && evidence->component != 0) return false;
    if (selector->roles.count > 0 && !fh_patterns_hold(&selector->roles, evidence->role))
        return false;
    if (selector->vendors.count > 0 && !fh_patterns_hold(&selector->vendors, evidence->vendor))
        return false;
    return selector->rules.count == 0 ||
           fh_patterns_hold(&selector->rules, cause->ruleset->rules.items[evidence->rule].name);
}

uint32_t fh_tally_points(const fh_question *question, fh_text vendor)
{
    for (size_t i = 0; i < question->points.count; i++)
        if (fh_text_eq(question->vendors.items[i], vendor)) return question->points.items[i];
    return 0;
}

/* One pass over the evidence; `most` has a place for each rule. */
static uint32_t count_points(const fh_question *question, fh_text vendor, int32_t *most)
{
    const fh_case *cause = question->cause;
    uint32_t total = 0;
    memset(most, 0, cause->ruleset->rules.count * sizeof *most);
    for (size_t i = 0; i < cause->evidence.count; i++) {
        const fh_evidence *evidence = &cause->evidence.items[i];
        if (evidence->points <= most[evidence->rule] || !fh_question_takes(question, evidence) ||
            !fh_text_eq(evidence->vendor, vendor))
            continue;
        total += (uint32_t)(evidence->points - most[evidence->rule]);
        most[evidence->rule] = evidence->points;
    }
    return total;
}

/* Strongest first: points, then the strongest single evidence, then how many, then the name. */
typedef struct standing {
    fh_text vendor;
    uint32_t points, strength, count;
} standing;

static bool stands_before(const standing *a, const standing *b)
{
    if (a->points != b->points) return a->points > b->points;
    if (a->strength != b->strength) return a->strength > b->strength;
    if (a->count != b->count) return a->count > b->count;
    return fh_text_compare(a->vendor, b->vendor) < 0;
}

void fh_tally_vendors(fh_question *question)
{
    enum { MOST = 256 };
    standing list[MOST];
    size_t count = 0;
    const fh_case *cause = question->cause;
    for (size_t i = 0; i < cause->evidence.count; i++) {
        const fh_evidence *evidence = &cause->evidence.items[i];
        if (!fh_question_takes(question, evidence) || is_pseudo(evidence->vendor)) continue;
        if (evidence->strength == FH_STRENGTH_TRAP) continue;
        size_t at = 0;
        while (at < count && !fh_text_eq(list[at].vendor, evidence->vendor)) at++;
        if (at == MOST) continue;
        if (at == count) list[count++] = (standing){.vendor = evidence->vendor};
        if (evidence->strength > list[at].strength) list[at].strength = evidence->strength;
        list[at].count++;
    }
    fh_arena scratch;
    fh_arena_init(&scratch, 0);
    int32_t *most = FH_NEW_ARRAY(&scratch, cause->ruleset->rules.count, int32_t);
    if (most == NULL) cause->arena->failed = true; /* as if the list had no room */
    for (size_t i = 0; most != NULL && i < count; i++)
        list[i].points = count_points(question, list[i].vendor, most);
    fh_arena_done(&scratch);
    for (size_t i = 1; i < count; i++) {
        const standing moved = list[i];
        size_t at = i;
        for (; at > 0 && stands_before(&moved, &list[at - 1]); at--) list[at] = list[at - 1];
        list[at] = moved;
    }
    for (size_t i = 0; i < count; i++)
        if (FH_VEC_ADD(cause->arena, &question->vendors, list[i].vendor))
            (void)FH_VEC_ADD(cause->arena, &question->points, list[i].points);
}

bool fh_tally_has(const fh_question *question, const fh_selector *selector, fh_text vendor)
{
    const fh_case *cause = question->cause;
    uint32_t places = 0, kinds = 0, last_rule = UINT32_MAX;
    uint32_t last_file = UINT32_MAX, last_place_rule = UINT32_MAX;
    const uint32_t want_places = selector->at_least != 0 ? selector->at_least : 1;
    const uint32_t want_kinds = selector->kinds != 0 ? selector->kinds : 1;
    /* Evidence is in order of fact, so of file; rules within it may alternate: count runs, and for
     * kinds ask whether the rule was seen before. */
    for (size_t i = 0; i < cause->evidence.count; i++) {
        const fh_evidence *evidence = &cause->evidence.items[i];
        if (!fh_question_takes(question, evidence) ||
            !fh_selector_takes(cause, selector, evidence, vendor))
            continue;
        if (evidence->file != last_file || evidence->rule != last_place_rule) places++;
        last_file = evidence->file;
        last_place_rule = evidence->rule;
        if (evidence->rule != last_rule) {
            bool seen = false;
            for (size_t k = 0; k < i && !seen; k++)
                seen = cause->evidence.items[k].rule == evidence->rule &&
                       fh_question_takes(question, &cause->evidence.items[k]) &&
                       fh_selector_takes(cause, selector, &cause->evidence.items[k], vendor);
            kinds += !seen;
            last_rule = evidence->rule;
        }
        if (places >= want_places && kinds >= want_kinds) return true;
    }
    return false;
}

static bool in_set(const fh_question *question, const fh_vendor_set *set, fh_text vendor)
{
    if (set->except.count > 0 && fh_patterns_hold(&set->except, vendor)) return false;
    for (size_t i = 0; i < set->any.count; i++)
        if (fh_tally_has(question, &set->any.items[i], vendor)) return true;
    return false;
}

uint32_t fh_tally_set(const fh_question *question, fh_text name, fh_text vendor, bool others,
                      fh_text *ret_names)
{
    static const char *const pseudo[] = {"cpu", "portable", "local"};
    fh_arena *arena = question->cause->arena;
    const fh_vendor_set *set = NULL;
    *ret_names = (fh_text){0};
    for (size_t i = 0; i < question->list->sets.count; i++)
        if (fh_text_eq(question->list->sets.items[i].name, name))
            set = &question->list->sets.items[i];
    if (set == NULL) return 0;
    uint32_t count = 0;
    for (size_t i = 0; i < question->vendors.count + FH_COUNT(pseudo); i++) {
        const fh_text member = i < question->vendors.count
                                   ? question->vendors.items[i]
                                   : fh_text_of(pseudo[i - question->vendors.count]);
        if (others && fh_text_eq(member, vendor)) continue;
        if (!in_set(question, set, member)) continue;
        *ret_names = count++ == 0 ? member
                                  : fh_arena_printf(arena, "%.*s, %.*s", FH_TEXT_ARGS(*ret_names),
                                                    FH_TEXT_ARGS(member));
    }
    return count;
}

uint32_t fh_tally_share(const fh_question *question, const fh_selector *selector, fh_text vendor)
{
    const fh_case *cause = question->cause;
    fh_selector any = *selector;
    any.vendor = FH_VENDOR_ANY;
    uint32_t all = 0, own = 0, last_any = UINT32_MAX, last_own = UINT32_MAX;
    for (size_t i = 0; i < cause->evidence.count; i++) {
        const fh_evidence *evidence = &cause->evidence.items[i];
        if (!fh_question_takes(question, evidence) ||
            !fh_selector_takes(cause, &any, evidence, vendor))
            continue;
        if (evidence->file != last_any) all++;
        last_any = evidence->file;
        if (!fh_text_eq(evidence->vendor, vendor)) continue;
        if (evidence->file != last_own) own++;
        last_own = evidence->file;
    }
    return all == 0 ? 0 : own * 100 / all;
}
