/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Licenses in their use, weighed by a policy and against the tree's own license. What is found
 * becomes derived facts, which rules turn into findings: kind "file", subjects "license-policy",
 * "license-policy-entry" and "license-compatibility". */
#ifndef FH_POLICY_POLICY_APPLY_H
#define FH_POLICY_POLICY_APPLY_H

#include "judge/policy.h"
#include "judge/rule.h"
#include "license/corpus.h"
#include "model/store.h"

typedef struct fh_policy_job {
    fh_env *env;
    fh_store *store; /* gets the facts; texts live in its arena */
    const fh_ruleset *ruleset;
    const fh_policy *policy; /* NULL: only compatibility is looked at */
    fh_license_corpus corpus;
    fh_text today; /* "YYYY-MM-DD"; empty: nothing expires */
} fh_policy_job;

/* After linking, before rules are matched. Costs the licenses times the entries. FH_NO_MEMORY only.
 */
FH_NODISCARD fh_status fh_policy_apply(fh_policy_job *job);

#endif
