/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "policy/weigh.h"

/* Inbound licenses against the outbound one, by the rows of the compatibility table. */

enum { OUTBOUND_MAX = 8, YES = 0, CHECK = 1, NO = 2 };

FH_VEC(leaf_vec, fh_policy_leaf);

typedef struct comparison {
    const fh_policy_job *job;
    const fh_policy_subject *subject;
    leaf_vec outbound;
} comparison;

typedef struct result {
    int verdict;
    const fh_compatibility *row;
    fh_text inbound, outbound;
} result;

/* NOLINTNEXTLINE(misc-no-recursion): the parser bounds the depth */
static void add_leaves(const fh_policy_job *job, const fh_policy_subject *subject,
                       const fh_expression *node, leaf_vec *leaves)
{
    if (node->kind > FH_EXPRESSION_WITH) {
        add_leaves(job, subject, node->left, leaves);
        add_leaves(job, subject, node->right, leaves);
        return;
    }
    const fh_policy_leaf leaf = fh_policy_leaf_of(job, subject, node);
    for (size_t i = 0; i < leaves->count; i++)
        if (fh_text_eq(leaves->items[i].name, leaf.name)) return;
    if (leaves->count < OUTBOUND_MAX) (void)FH_VEC_ADD(&job->store->arena, leaves, leaf);
}

/* What the tree is offered under: the policy's word, else the license files at the root. A text
 * alone does not say "only": later versions are not ruled out by it. */
static void find_outbound(const fh_policy_job *job, leaf_vec *ret_leaves)
{
    const fh_policy_subject none = {0};
    if (job->policy != NULL && job->policy->outbound.len > 0) {
        const fh_expression *tree = fh_policy_tree(job, job->policy->outbound);
        if (tree != NULL) add_leaves(job, &none, tree, ret_leaves);
        return;
    }
    for (size_t i = 0; i < job->store->facts.count; i++) {
        const fh_fact *fact = &job->store->facts.items[i];
        const fh_text kind = fh_fact_get(fact, FH_ATTR_KIND);
        if (fact->kind != FH_FACT_LICENSE || fh_text_is(kind, "clue") ||
            fh_text_is(kind, "unknown") || fh_text_is(kind, "reference") ||
            !fh_text_is(fh_fact_get(fact, FH_ATTR_SCOPE), "root"))
            continue;
        const fh_expression *tree = fh_policy_tree(job, fact->subject);
        if (tree != NULL) add_leaves(job, &none, tree, ret_leaves);
    }
}

static bool side_holds(const fh_pattern_vec *patterns, const fh_policy_job *job,
                       const fh_policy_leaf *leaf)
{
    return patterns->count == 0 || fh_patterns_hold(patterns, leaf->name) ||
           fh_patterns_hold(patterns, fh_arena_printf(&job->store->arena, "@%.*s",
                                                      FH_TEXT_ARGS(leaf->category)));
}

static result compare(const comparison *self, const fh_policy_leaf *inbound,
                      const fh_policy_leaf *outbound)
{
    const fh_compatibility_vec *rows = &self->job->ruleset->compatibility;
    result found = {.inbound = inbound->name, .outbound = outbound->name};
    if (fh_text_eq(inbound->name, outbound->name)) return found;
    for (size_t i = 0; i < rows->count; i++) {
        const fh_compatibility *row = &rows->items[i];
        if (!side_holds(&row->inbound, self->job, inbound) ||
            !side_holds(&row->outbound, self->job, outbound))
            continue;
        if (row->use.count > 0 && !fh_patterns_hold(&row->use, fh_text_of(self->subject->use)))
            continue;
        found.row = row;
        found.verdict = fh_text_is(row->verdict, "no")      ? NO
                        : fh_text_is(row->verdict, "check") ? CHECK
                                                            : YES;
        break;
    }
    return found;
}

/* NOLINTNEXTLINE(misc-no-recursion): the parser bounds the depth */
static result compare_tree(const comparison *self, const fh_expression *node)
{
    if (node->kind <= FH_EXPRESSION_WITH) {
        const fh_policy_leaf inbound = fh_policy_leaf_of(self->job, self->subject, node);
        result worst = {0};
        for (size_t i = 0; i < self->outbound.count; i++) {
            const result one = compare(self, &inbound, &self->outbound.items[i]);
            if (i == 0 || one.verdict > worst.verdict) worst = one;
        }
        return worst;
    }
    const result left = compare_tree(self, node->left), right = compare_tree(self, node->right);
    if (node->kind == FH_EXPRESSION_OR) return right.verdict < left.verdict ? right : left;
    return right.verdict > left.verdict ? right : left;
}

void fh_policy_compare(const fh_policy_job *job, const fh_policy_subject_vec *subjects)
{
    comparison self = {.job = job};
    find_outbound(job, &self.outbound);
    if (self.outbound.count == 0) return;
    for (size_t i = 0; i < subjects->count; i++) {
        self.subject = &subjects->items[i];
        if (self.subject->told) continue;
        const fh_expression *tree = fh_policy_tree(job, self.subject->expression);
        if (tree == NULL) continue;
        const result found = compare_tree(&self, tree);
        if (found.verdict == YES || found.row == NULL) continue;
        fh_fact fact = fh_policy_fact(job, self.subject->fact, "license-compatibility",
                                      self.subject->expression);
        fh_fact_set(&fact, FH_ATTR_KIND, found.row->verdict);
        fh_fact_set(&fact, FH_ATTR_EXPRESSION, found.inbound);
        fh_fact_set(&fact, FH_ATTR_CLAIM, found.outbound);
        fh_fact_set(&fact, FH_ATTR_TABLE, fh_text_of(self.subject->use));
        fh_fact_set(&fact, FH_ATTR_ORIGIN, found.row->reason);
        fh_fact_set(&fact, FH_ATTR_NAME,
                    self.subject->package.len > 0 ? self.subject->package : self.subject->path);
        (void)fh_store_add_derived(job->store, fact.file, &fact);
    }
}
