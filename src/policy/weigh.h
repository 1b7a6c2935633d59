/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The parts of the room. Internal to it. */
#ifndef FH_POLICY_WEIGH_H
#define FH_POLICY_WEIGH_H

#include "license/expression.h"
#include "policy/policy_apply.h"

/* A license as something in the tree is under it, and the use that is made of it. */
typedef struct fh_policy_subject {
    fh_text expression, package, path;
    fh_text category; /* where the corpus does not know the license */
    const char *use;
    uint32_t fact;
    bool told; /* another rule already says that it goes further than the root */
} fh_policy_subject;
FH_VEC(fh_policy_subject_vec, fh_policy_subject);

/* All subjects of a tree, each license once a place and use. */
void fh_policy_subjects(const fh_policy_job *job, fh_policy_subject_vec *ret_subjects);

/* One license of an expression: its name ("X WITH Y"), category and facts. */
typedef struct fh_policy_leaf {
    fh_text name, license, category, facts;
} fh_policy_leaf;
fh_policy_leaf fh_policy_leaf_of(const fh_policy_job *job, const fh_policy_subject *subject,
                                 const fh_expression *node);
/* The expression as a tree; NULL for words that are none. */
const fh_expression *fh_policy_tree(const fh_policy_job *job, fh_text expression);

/* What the policy says of a subject. */
typedef struct fh_policy_answer {
    fh_policy_verdict verdict;
    fh_text reason;
    fh_text chosen; /* the branch that was taken where there was a choice */
    bool exception; /* somebody let it through for this package or path */
} fh_policy_answer;
/* `used` has a mark for each entry and, behind them, each choice. */
fh_policy_answer fh_policy_weigh(const fh_policy_job *job, const fh_policy_subject *subject,
                                 bool *used);
/* Has the note's last day passed? */
bool fh_policy_is_expired(const fh_policy_job *job, const fh_policy_note *note);

/* Add facts for every subject that does not go with the tree's own license. */
void fh_policy_compare(const fh_policy_job *job, const fh_policy_subject_vec *subjects);

/* A derived fact at the place of fact `from`, not yet added. */
fh_fact fh_policy_fact(const fh_policy_job *job, uint32_t from, const char *subject, fh_text value);

#endif
