/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* For the tests of this room: a rule set from YAML in the test itself. */
#ifndef FH_TESTS_PACKS_H
#define FH_TESTS_PACKS_H

#include "judge/rule.h"

/* The smallest tables that rules of the tests refer to. */
static const char tables_yaml[] =
    "schema: freehold-tables/1\n"
    "vendors:\n"
    "  - {id: nvidia, name: NVIDIA}\n"
    "  - {id: amd, name: AMD}\n"
    "  - {id: openai, name: OpenAI}\n"
    "  - {id: cpu, name: processors}\n"
    "tables:\n"
    "  ids:\n"
    "    model-ids: true\n"
    "    rows:\n"
    "      - {vendor: cpu, kind: open, match: ['gpt-oss*']}\n"
    "      - {vendor: openai, kind: hosted, match: ['gpt-4*', '!gpt-4all*']}\n";

/* Load the tables and one more pack; env->error says what is wrong with it. */
static inline fh_status load_packs(fh_env *env, fh_arena *arena, const char *yaml,
                                   fh_ruleset **ret_ruleset)
{
    fh_pack packs[2];
    fh_env_init(env);
    fh_arena_init(arena, 0);
    fh_status status =
        fh_pack_parse(env, arena, fh_text_of("tables.yaml"), fh_text_of(tables_yaml), &packs[0]);
    if (status == FH_OK)
        status = fh_pack_parse(env, arena, fh_text_of("test.yaml"), fh_text_of(yaml), &packs[1]);
    if (status == FH_OK) status = fh_ruleset_load(env, packs, 2, ret_ruleset);
    return status;
}

#endif
