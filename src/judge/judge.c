/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "judge/judge.h"

fh_status fh_judge(fh_env *env, const fh_ruleset *ruleset, const fh_store *store, fh_arena *arena,
                   fh_report *report)
{
    fh_case cause = {.env = env,
                     .ruleset = ruleset,
                     .store = store,
                     .components = &report->components,
                     .arena = arena,
                     .verdicts = report->verdicts};
    fh_match(&cause);
    for (int axis = 0; axis < FH_AXIS_COUNT; axis++) {
        fh_decide(&cause, (fh_axis)axis, UINT32_MAX, &report->verdicts[axis]);
        report->verdicts[axis].proof = cause.proof[axis];
        for (uint32_t c = 0; c < report->components.count; c++)
            fh_decide(&cause, (fh_axis)axis, c, &report->components.items[c].verdicts[axis]);
    }
    fh_findings(&cause, report);
    report->rule_count = (uint32_t)ruleset->rules.count;
    return arena->failed ? fh_fail(env, FH_NO_MEMORY, "no memory for the verdict") : FH_OK;
}
