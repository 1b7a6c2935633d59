/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* From facts to verdicts: rules match facts into evidence, weakening puts each piece into its
 * context, decision lists turn evidence into verdicts, and the report's records are filled. */
#ifndef FH_JUDGE_JUDGE_H
#define FH_JUDGE_JUDGE_H

#include "judge/rule.h"
#include "model/store.h"

/* One matched fact, weighed. */
typedef struct fh_evidence {
    uint32_t rule, matcher; /* indexes into the rule set */
    uint32_t fact, file;    /* indexes into the store */
    uint32_t component;
    fh_axis axis;
    fh_text vendor, role;
    fh_strength strength, rule_strength;
    int32_t points;
    fh_text weakened_by; /* note of the weakener; empty when none */
    fh_text kind;        /* of the table row that named it, or empty */
} fh_evidence;
FH_VEC(fh_evidence_vec, fh_evidence);

typedef struct fh_case {
    fh_env *env;
    const fh_ruleset *ruleset;
    const fh_store *store;
    fh_component_vec *components;
    fh_arena *arena; /* of the report */
    fh_evidence_vec evidence;
    const fh_verdict *verdicts; /* of the whole tree, on the axes that were decided; or NULL */
    fh_text_vec proof[FH_AXIS_COUNT]; /* lines of the proof tree, for explain */
} fh_case;

/* Match every fact against the rules: fills case->evidence in order of fact. */
void fh_match(fh_case *cause);
/* Put one piece of evidence into context: sets strength and weakened_by. */
void fh_weaken(const fh_case *cause, const fh_matcher *matcher, fh_evidence *evidence);
/* Weaken evidence of rules that ask for company where no other rule's evidence stands in the same
 * component. After all facts were matched; fh_match calls it. */
void fh_weaken_alone(fh_case *cause);
/* Decide one axis for the whole tree (component UINT32_MAX) or for one component. */
void fh_decide(fh_case *cause, fh_axis axis, uint32_t component, fh_verdict *ret_verdict);
/* True when `selector` takes `evidence`, `vendor` being judged. */
bool fh_selector_takes(const fh_case *cause, const fh_selector *selector,
                       const fh_evidence *evidence, fh_text vendor);
/* What the rule says of this evidence: its message, or title, with the fact's words put in. */
fh_text fh_message_of(const fh_case *cause, const fh_evidence *evidence);
/* Findings from evidence: grouped by rule, vendor and file, most decisive first. */
void fh_findings(fh_case *cause, fh_report *report);

/* Judge everything and fill report->findings, verdicts, severity counts and components' verdicts.
 * Results live in `arena`. FH_NO_MEMORY only. */
FH_NODISCARD fh_status fh_judge(fh_env *env, const fh_ruleset *ruleset, const fh_store *store,
                                fh_arena *arena, fh_report *report);

#endif
