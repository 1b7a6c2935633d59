/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "policy/weigh.h"

#include "license/exceptions.h"

/* A policy's word on one expression: of a choice the best branch, of a combination the worst part.
 * For each license the most specific entry decides, whatever the order; the stricter of equals. */

const fh_expression *fh_policy_tree(const fh_policy_job *job, fh_text expression)
{
    const fh_error before = job->env->error;
    const fh_expression *tree = NULL;
    if (fh_expression_parse(job->env, &job->corpus, &job->store->arena, expression, &tree) != FH_OK)
        tree = NULL;
    job->env->error = before;
    return tree;
}

fh_policy_leaf fh_policy_leaf_of(const fh_policy_job *job, const fh_policy_subject *subject,
                                 const fh_expression *node)
{
    fh_license_info info = {0};
    const bool with = node->kind == FH_EXPRESSION_WITH;
    fh_policy_leaf leaf = {.name = fh_expression_print(&job->store->arena, node),
                           .license = with ? node->left->id : node->id};
    const bool known = fh_license_info_find(&job->corpus, leaf.license, &info);
    const fh_license_category category =
        with ? fh_license_with_category(info.category, node->right->id) : info.category;
    leaf.category = known ? fh_text_of(fh_license_category_name(category)) : subject->category;
    if (leaf.category.len == 0) leaf.category = FH_TEXT("unknown");
    leaf.facts = info.terms;
    return leaf;
}

bool fh_policy_is_expired(const fh_policy_job *job, const fh_policy_note *note)
{
    return note->expires.len > 0 && job->today.len > 0 &&
           fh_text_compare(note->expires, job->today) < 0;
}

/* ---- entries ---- */

static bool has_word(const fh_pattern_vec *patterns, fh_text words)
{
    fh_text rest = words, word;
    while (fh_text_next_field(&rest, ' ', &word))
        if (fh_patterns_hold(patterns, word)) return true;
    return false;
}

static bool use_holds(const fh_policy_job *job, const fh_pattern_vec *uses, const char *use)
{
    static const char *const shipping[] = {"source", "static", "dynamic", "vendored"};
    if (fh_patterns_hold(uses, fh_text_of(use))) return true;
    for (size_t i = 0; job->policy->served && i < FH_COUNT(shipping); i++)
        if (fh_text_is(fh_text_of(use), shipping[i]))
            return fh_patterns_hold(uses, FH_TEXT("network"));
    return false;
}

static bool is_exact(const fh_pattern_vec *patterns, fh_text name)
{
    for (size_t i = 0; i < patterns->count; i++)
        if (fh_text_eq_nocase(patterns->items[i].glob, name)) return true;
    return false;
}

/* "GPL-*" takes "GPL-2.0-only WITH Classpath-exception-2.0", too, and the plain id does not. */
static bool license_holds(const fh_policy_entry *entry, const fh_policy_leaf *leaf)
{
    return entry->license.count == 0 || fh_patterns_hold(&entry->license, leaf->name);
}

/* How much the entry asks for; 0 when it does not hold. */
static uint32_t hold(const fh_policy_job *job, const fh_policy_entry *entry,
                     const fh_policy_subject *subject, const fh_policy_leaf *leaf)
{
    uint32_t score = 1;
    if (!license_holds(entry, leaf) || fh_policy_is_expired(job, &entry->note)) return 0;
    if (entry->category.count > 0 && !fh_patterns_hold(&entry->category, leaf->category)) return 0;
    if (entry->fact.count > 0 && !has_word(&entry->fact, leaf->facts)) return 0;
    if (entry->use.count > 0 && !use_holds(job, &entry->use, subject->use)) return 0;
    if (entry->package.count > 0 &&
        (subject->package.len == 0 || !fh_patterns_hold(&entry->package, subject->package)))
        return 0;
    if (entry->path.count > 0 && !fh_patterns_hold(&entry->path, subject->path)) return 0;
    score += entry->use.count > 0 ? 1 : 0;
    score += entry->category.count > 0 ? 2 : 0;
    score += entry->fact.count > 0 ? 4 : 0;
    if (entry->license.count > 0) score += is_exact(&entry->license, leaf->name) ? 16 : 8;
    score += entry->package.count > 0 ? 32 : 0;
    score += entry->path.count > 0 ? 32 : 0;
    return score;
}

static fh_policy_answer weigh_leaf(const fh_policy_job *job, const fh_policy_subject *subject,
                                   const fh_expression *node, bool *used)
{
    const fh_policy_leaf leaf = fh_policy_leaf_of(job, subject, node);
    const fh_policy_entry_vec *entries = &job->policy->entries;
    fh_policy_answer answer = {.verdict = job->policy->otherwise,
                               .reason = FH_TEXT("no entry of the policy names it")};
    uint32_t best = 0;
    size_t by = SIZE_MAX;
    for (size_t i = 0; i < entries->count; i++) {
        const fh_policy_entry *entry = &entries->items[i];
        uint32_t score = hold(job, entry, subject, &leaf) * 2;
        if (score > 0) score += !entry->preset; /* the own word before the preset's */
        if (score < best || score == 0 ||
            (score == best && entry->verdict <= answer.verdict && by != SIZE_MAX))
            continue;
        best = score;
        by = i;
        answer.verdict = entry->verdict;
        answer.reason = entry->note.reason;
        answer.exception = entry->verdict == FH_POLICY_ALLOW &&
                           (entry->package.count > 0 || entry->path.count > 0);
    }
    if (by != SIZE_MAX) used[by] = true;
    if (by != SIZE_MAX && answer.reason.len == 0)
        answer.reason =
            fh_arena_printf(&job->store->arena, "category %.*s, by the policy's line %u",
                            FH_TEXT_ARGS(leaf.category), (unsigned)entries->items[by].note.line);
    answer.chosen = leaf.name;
    return answer;
}

/* NOLINTNEXTLINE(misc-no-recursion): the parser bounds the depth */
static fh_policy_answer weigh_tree(const fh_policy_job *job, const fh_policy_subject *subject,
                                   const fh_expression *node, bool *used)
{
    if (node->kind <= FH_EXPRESSION_WITH) return weigh_leaf(job, subject, node, used);
    fh_policy_answer left = weigh_tree(job, subject, node->left, used);
    const fh_policy_answer right = weigh_tree(job, subject, node->right, used);
    if (node->kind == FH_EXPRESSION_OR) return right.verdict < left.verdict ? right : left;
    fh_policy_answer worst = right.verdict > left.verdict ? right : left;
    worst.exception = left.exception && right.exception;
    worst.chosen = fh_arena_printf(&job->store->arena, "%.*s AND %.*s", FH_TEXT_ARGS(left.chosen),
                                   FH_TEXT_ARGS(right.chosen));
    return worst;
}

fh_policy_answer fh_policy_weigh(const fh_policy_job *job, const fh_policy_subject *subject,
                                 bool *used)
{
    const fh_policy_choice_vec *choices = &job->policy->choices;
    fh_text expression = subject->expression;
    for (size_t i = 0; i < choices->count; i++) {
        const fh_policy_choice *choice = &choices->items[i];
        if (!fh_text_eq_nocase(choice->expression, subject->expression) ||
            fh_policy_is_expired(job, &choice->note))
            continue;
        used[job->policy->entries.count + i] = true;
        expression = choice->choose;
    }
    const fh_expression *tree = fh_policy_tree(job, expression);
    if (tree == NULL) {
        const fh_expression words = {.kind = FH_EXPRESSION_ID, .id = expression};
        return weigh_leaf(job, subject, &words, used);
    }
    return weigh_tree(job, subject, tree, used);
}
