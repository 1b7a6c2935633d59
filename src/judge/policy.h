/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Policies (freehold-policy/1) and the compatibility table (freehold-compatibility/1) as data. The
 * room `policy` applies them; docs/LICENSES.md describes the format. */
#ifndef FH_JUDGE_POLICY_H
#define FH_JUDGE_POLICY_H

#include "base/env.h"
#include "judge/pattern.h"

typedef enum fh_policy_verdict {
    FH_POLICY_ALLOW,
    FH_POLICY_REVIEW,
    FH_POLICY_DENY
} fh_policy_verdict;

/* Who decided, why, and until when. Dates are "YYYY-MM-DD", the last day included. */
typedef struct fh_policy_note {
    fh_text reason, owner, expires;
    uint32_t line; /* in the policy */
} fh_policy_note;

/* Everything that is given must hold. The most specific entry decides, the stricter one of equals.
 */
typedef struct fh_policy_entry {
    fh_policy_verdict verdict;
    fh_pattern_vec license, category, fact, use, package, path;
    fh_policy_note note;
    bool preset; /* came with a preset: unused ones are not reported */
} fh_policy_entry;
FH_VEC(fh_policy_entry_vec, fh_policy_entry);

/* Of a choice, this branch is taken. */
typedef struct fh_policy_choice {
    fh_text expression, choose;
    fh_policy_note note;
} fh_policy_choice;
FH_VEC(fh_policy_choice_vec, fh_policy_choice);

/* A file of this content says this. */
typedef struct fh_policy_clarification {
    fh_text path, sha256, license;
    fh_policy_note note;
} fh_policy_clarification;
FH_VEC(fh_policy_clarification_vec, fh_policy_clarification);

typedef struct fh_policy {
    fh_text name, preset, outbound;
    fh_policy_verdict otherwise, unstated; /* what no entry names; what has no known license */
    bool served;                           /* users reach it over a network */
    fh_policy_entry_vec entries;
    fh_policy_choice_vec choices;
    fh_policy_clarification_vec clarifications;
} fh_policy;
FH_VEC(fh_policy_vec, fh_policy);

/* One row of the compatibility table. Patterns over ids, or over "@" and a category. */
typedef struct fh_compatibility {
    fh_pattern_vec inbound, outbound, use;
    fh_text verdict; /* yes, check, no */
    fh_text reason;
    uint32_t line;
} fh_compatibility;
FH_VEC(fh_compatibility_vec, fh_compatibility);

/* Read a policy's YAML (or JSON) into `arena`; entries of its preset, one of `presets`, come
 * behind. FH_BAD_INPUT: env->error has "NAME:LINE:COLUMN: what". */
FH_NODISCARD fh_status fh_policy_parse(fh_env *env, fh_arena *arena, const fh_policy_vec *presets,
                                       fh_text name, fh_text yaml, fh_policy *ret_policy);

#endif
