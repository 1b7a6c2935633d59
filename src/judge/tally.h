/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Counting evidence for decisions. All counts are of distinct rules and files, never of raw hits,
 * so that one noisy file cannot tip a verdict. */
#ifndef FH_JUDGE_TALLY_H
#define FH_JUDGE_TALLY_H

#include "judge/judge.h"

FH_VEC(fh_points_vec, uint32_t);

/* What is being judged: one axis, for one component or (UINT32_MAX) the whole tree. */
typedef struct fh_question {
    fh_case *cause;
    const fh_decision_list *list;
    fh_axis axis;
    uint32_t component;
    fh_text_vec
        vendors; /* with evidence, strongest first; cpu, portable and local are not among them */
    fh_points_vec points; /* of each of the vendors: see fh_tally_points */
} fh_question;

/* True when the evidence belongs to the question at all. */
bool fh_question_takes(const fh_question *question, const fh_evidence *evidence);
/* Fill question->vendors and their points. */
void fh_tally_vendors(fh_question *question);
/* Points of a vendor: for each rule the most that one of its pieces brings; 0 without evidence. */
uint32_t fh_tally_points(const fh_question *question, fh_text vendor);
/* True when the selector is satisfied for `vendor`: at_least distinct places, `kinds` distinct
 * rules. */
bool fh_tally_has(const fh_question *question, const fh_selector *selector, fh_text vendor);
/* Vendors in the named set, `vendor` left out when `others`; `*ret_names` lists them. */
uint32_t fh_tally_set(const fh_question *question, fh_text name, fh_text vendor, bool others,
                      fh_text *ret_names);
/* Percent of the files of the selector over all vendors that are `vendor`'s. 0 when there are none.
 */
uint32_t fh_tally_share(const fh_question *question, const fh_selector *selector, fh_text vendor);

#endif
