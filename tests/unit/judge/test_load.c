/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "packs.h"
#include "tap.h"

#define RULE_HEAD                                                                                  \
    "schema: freehold-rules/1\nrules:\n"                                                           \
    "  - id: T1\n    name: a-rule\n    title: A rule\n    axis: hardware\n    vendor: nvidia\n"    \
    "    why: because\n"
#define RULE_TAIL                                                                                  \
    "    examples:\n      hit: [{file: a, text: b}]\n      miss: [{file: a, text: c}]\n"

static void check_error(const char *yaml, const char *wanted)
{
    fh_env env;
    fh_arena arena;
    fh_ruleset *ruleset = NULL;
    CHECK_INT(load_packs(&env, &arena, yaml, &ruleset), FH_BAD_INPUT);
    if (!CHECK(strstr(env.error.message, wanted) != NULL))
        printf("# wanted \"%s\" in \"%s\"\n", wanted, env.error.message);
    fh_arena_done(&arena);
}

static void a_good_rule_loads(void)
{
    fh_env env;
    fh_arena arena;
    fh_ruleset *ruleset = NULL;
    CHECK_INT(
        load_packs(&env, &arena,
                   RULE_HEAD
                   "    match:\n"
                   "      - {dependency: ['pkg:pypi/tensorrt*'], strength: required}\n"
                   "      - {words: [nixl], position: [fallback], strength: hint}\n" RULE_TAIL,
                   &ruleset),
        FH_OK);
    if (ruleset == NULL) return;
    CHECK_INT(ruleset->rules.count, 1);
    CHECK_INT(ruleset->signals.list.count, 1);
    CHECK_TEXT(ruleset->signals.list.items[0].literal, "nixl");
    CHECK(fh_ruleset_rule(ruleset, fh_text_of("t1")) != NULL);
    CHECK(fh_ruleset_rule(ruleset, fh_text_of("a-rule")) != NULL);
    CHECK(fh_ruleset_rule(ruleset, fh_text_of("none")) == NULL);
    fh_ruleset_free(ruleset);
    fh_arena_done(&arena);
}

static void errors_say_where_and_what(void)
{
    check_error(RULE_HEAD "    mach: []\n" RULE_TAIL, "test.yaml:9:5: unknown key \"mach\"");
    check_error(RULE_HEAD "    mach: []\n" RULE_TAIL, "did you mean \"match\"?");
    check_error(RULE_HEAD "    match: [{dependency: x, strength: requird}]\n" RULE_TAIL,
                "no such strength \"requird\"");
    check_error(RULE_HEAD "    match: [{dependency: x}]\n" RULE_TAIL, "lacks \"strength\"");
    check_error(RULE_HEAD "    match: [{strength: hint}]\n" RULE_TAIL, "needs a subject");
    check_error(RULE_HEAD "    match: [{dependency: x, image: y, strength: hint}]\n" RULE_TAIL,
                "one subject only");
    check_error(RULE_HEAD "    match: [{words: [ab], strength: hint}]\n" RULE_TAIL,
                "no literal of 3 bytes");
    check_error(RULE_HEAD "    match: [{dependency: '{a', strength: hint}]\n" RULE_TAIL,
                "broken glob");
    check_error(RULE_HEAD "    match: [{in-table: nope, strength: hint}]\n" RULE_TAIL,
                "no such table");
    check_error(RULE_HEAD "    match: []\n", "lacks \"examples\"");
    check_error("schema: freehold-rules/2\n", "schema must be");
    check_error("schema: freehold-decisions/1\naxis: hardware\ndecisions:\n"
                "  - {id: d, level: none, summary: s, when: [{none: {rule: a-rul}}]}\n",
                "test.yaml:4:53: no rule is named \"a-rul\"");
    check_error("schema: freehold-decisions/1\naxis: hardware\ndecisions:\n"
                "  - id: d\n    level: none\n    summary: s\n    when: [{none: {strength: hint}}]\n"
                "    because: [{role: ['own*']}]\n",
                "test.yaml:8:24: no rule has the role \"own*\"");
    check_error("schema: freehold-rules/1\nrules: [{id: [}\n", "test.yaml:2");
    check_error("schema: freehold-decisions/1\naxis: hardware\ndecisions:\n"
                "  - {id: d, level: none, summary: s, when: [{vendors: {set: reach}}]}\n",
                "no such set \"reach\"");
}

static void an_example_of_each_kind_is_demanded(void)
{
    check_error(RULE_HEAD "    match: [{dependency: x, strength: hint}]\n"
                          "    examples: {hit: [{file: a, text: b}], miss: []}\n",
                "needs an example that hits and one that misses");
}

static void patterns_negate_and_compare(void)
{
    fh_pattern list[] = {{.glob = FH_TEXT("a*")}, {.glob = FH_TEXT("ab"), .negate = true}};
    fh_pattern number[] = {{.compare = '>', .number = 3}};
    const fh_pattern_vec both = {list, 2, 2}, one = {number, 1, 1};
    CHECK(fh_patterns_hold(&both, FH_TEXT("ac")));
    CHECK(!fh_patterns_hold(&both, FH_TEXT("ab")));
    CHECK(!fh_patterns_hold(&both, FH_TEXT("b")));
    CHECK(fh_patterns_hold(&one, FH_TEXT("3")));
    CHECK(!fh_patterns_hold(&one, FH_TEXT("2")));
    CHECK(!fh_patterns_hold(&one, FH_TEXT("many")));
}

static void model_ids_lose_their_router(void)
{
    fh_env env;
    fh_arena arena;
    fh_ruleset *ruleset = NULL;
    CHECK_INT(load_packs(&env, &arena, "schema: freehold-rules/1\nrules: []\n", &ruleset), FH_OK);
    if (ruleset == NULL) return;
    const fh_id_table *table = fh_ruleset_table(ruleset, FH_TEXT("ids"));
    CHECK_TEXT(fh_id_table_find(table, FH_TEXT("openrouter/openai/gpt-4o"))->vendor, "openai");
    CHECK_TEXT(fh_id_table_find(table, FH_TEXT("openai:gpt-4.1"))->vendor, "openai");
    CHECK_TEXT(fh_id_table_find(table, FH_TEXT("openai/gpt-oss-20b"))->kind, "open");
    CHECK(fh_id_table_find(table, FH_TEXT("gpt-4all-x")) == NULL);
    CHECK(fh_id_table_find(table, FH_TEXT("llama3")) == NULL);
    fh_ruleset_free(ruleset);
    fh_arena_done(&arena);
}

static void packs_survive_the_flat_form(void)
{
    fh_env env;
    fh_arena arena;
    fh_pack pack;
    fh_pack_vec back = {0};
    fh_buf flat, again;
    fh_env_init(&env);
    fh_arena_init(&arena, 0);
    fh_buf_init(&flat, 0);
    fh_buf_init(&again, 0);
    CHECK_INT(fh_pack_parse(&env, &arena, FH_TEXT("t.yaml"), fh_text_of(tables_yaml), &pack),
              FH_OK);
    fh_packs_encode(&pack, 1, &flat);
    CHECK_INT(fh_packs_decode(fh_buf_text(&flat), &arena, &back), FH_OK);
    fh_packs_encode(back.items, back.count, &again);
    CHECK(fh_text_eq(fh_buf_text(&flat), fh_buf_text(&again)));
    for (size_t len = 0; len < flat.len; len++) {
        fh_pack_vec part = {0};
        CHECK(fh_packs_decode(fh_text_slice(fh_buf_text(&flat), 0, len), &arena, &part) != FH_OK);
    }
    fh_buf_done(&flat);
    fh_buf_done(&again);
    fh_arena_done(&arena);
}

int main(void)
{
    RUN(a_good_rule_loads);
    RUN(errors_say_where_and_what);
    RUN(an_example_of_each_kind_is_demanded);
    RUN(patterns_negate_and_compare);
    RUN(model_ids_lose_their_router);
    RUN(packs_survive_the_flat_form);
    return DONE();
}
