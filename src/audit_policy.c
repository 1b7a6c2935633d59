/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "audit.h"

#include <unistd.h>

#include "policy/policy_apply.h"

/* The policy that was asked for: a file, or the name of a preset. Nothing in the scanned tree is
 * obeyed as one. */

/* "no policy file 'x', and no preset of that name: a, b, c". */
static fh_status fail_unknown(freehold_audit *audit, const char *named)
{
    const fh_policy_vec *presets = &audit->ruleset->policies;
    fh_text names = {0};
    for (size_t i = 0; i < presets->count; i++)
        names = fh_arena_printf(&audit->packs, "%.*s%s%.*s", FH_TEXT_ARGS(names),
                                i == 0 ? "" : ", ", FH_TEXT_ARGS(presets->items[i].name));
    return fh_fail(&audit->env, FH_NOT_FOUND,
                   "no policy file '%.200s', and no preset of that name: there are %.*s", named,
                   FH_TEXT_ARGS(names));
}

static fh_status load_policy(freehold_audit *audit, const char *named, fh_policy *ret_policy)
{
    const fh_policy_vec *presets = &audit->ruleset->policies;
    fh_text yaml;
    for (size_t i = 0; i < presets->count; i++)
        if (fh_text_is(presets->items[i].name, named)) {
            *ret_policy = presets->items[i];
            for (size_t k = 0; k < ret_policy->entries.count; k++)
                ret_policy->entries.items[k].preset = true;
            return FH_OK;
        }
    if (access(named, F_OK) != 0) return fail_unknown(audit, named);
    const fh_status status =
        fh_audit_read_file(&audit->env, &audit->packs, fh_text_of(named), &yaml);
    if (status != FH_OK) return status;
    return fh_policy_parse(&audit->env, &audit->packs, presets, fh_text_of(named), yaml,
                           ret_policy);
}

static bool has_days(const fh_policy *policy)
{
    bool found = false;
    for (size_t i = 0; i < policy->entries.count; i++)
        found |= policy->entries.items[i].note.expires.len > 0;
    for (size_t i = 0; i < policy->choices.count; i++)
        found |= policy->choices.items[i].note.expires.len > 0;
    for (size_t i = 0; i < policy->clarifications.count; i++)
        found |= policy->clarifications.items[i].note.expires.len > 0;
    return found;
}

fh_status fh_audit_apply_policy(freehold_audit *audit, const freehold_options *options)
{
    fh_policy policy;
    fh_policy_job job = {.env = &audit->env,
                         .store = &audit->store,
                         .ruleset = audit->ruleset,
                         .today = fh_text_of(options->today)};
    fh_status status = fh_license_corpus_builtin(&job.corpus);
    if (status == FH_OK && options->policy != NULL) {
        status = load_policy(audit, options->policy, &policy);
        job.policy = &policy;
        /* Reports know no clock, and an exception must not last for want of one. */
        if (status == FH_OK && has_days(&policy) && job.today.len == 0)
            return fh_fail(&audit->env, FH_BAD_INPUT,
                           "the policy has entries that expire: the day is needed (--today)");
    }
    return status == FH_OK ? fh_policy_apply(&job) : status;
}
