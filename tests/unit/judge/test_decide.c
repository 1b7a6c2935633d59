/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "judge/judge.h"
#include "packs.h"
#include "tap.h"

/* A small world: packages needed or optional, and a decision list like the real one. */
static const char yaml[] =
    "schema: freehold-rules/1\n"
    "rules:\n"
    "  - {id: T1, name: needs, title: Needs it, axis: hardware, vendor: nvidia, role: anchor, why: "
    "w,\n"
    "     match: [{dependency: 'pkg:pypi/cuda*', strength: required, points: 2}],\n"
    "     examples: {hit: [{file: a, text: b}], miss: [{file: a, text: c}]}}\n"
    "  - {id: T2, name: other, title: Has another, axis: hardware, vendor: amd, role: reach, why: "
    "w,\n"
    "     match: [{dependency: 'pkg:pypi/rocm*', strength: freedom}],\n"
    "     examples: {hit: [{file: a, text: b}], miss: [{file: a, text: c}]}}\n";
/* On a second axis: a note that means nothing without a need of the first axis' kind beside it, and
 * a decision that asks for the first axis' verdict. */
static const char second_yaml[] =
    "schema: freehold-rules/1\n"
    "rules:\n"
    "  - {id: T3, name: note, title: Notes it, axis: cloud, vendor: nvidia, role: note, why: w,\n"
    "     match: [{dependency: 'pkg:pypi/note*', strength: native, points: 1}],\n"
    "     weaken: [{without: [needs], to: trap, note: alone}],\n"
    "     examples: {hit: [{file: a, text: b}], miss: [{file: a, text: c}]}}\n";
static const char second_list_yaml[] =
    "schema: freehold-decisions/1\n"
    "axis: cloud\n"
    "decisions:\n"
    "  - {id: c1, level: required, for-each-vendor: true, summary: s,\n"
    "     when: [{has: {role: note, vendor: this}}, {verdict: {axis: hardware, level: "
    "required}}]}\n"
    "  - {id: c2, level: neutral, summary: s, when: [{has: {role: note, vendor: any}}]}\n"
    "  - {id: c3, level: none, summary: s, when: [{none: {role: note, vendor: any}}]}\n";
static const char list_yaml[] =
    "schema: freehold-decisions/1\n"
    "axis: hardware\n"
    "weaken:\n"
    "  - {context: test, to: trap, note: not product code}\n"
    "  - {necessity: 'optional-*', to: freedom, note: optional}\n"
    "sets:\n"
    "  reach: {any: [{strength: [required, freedom], vendor: this}]}\n"
    "decisions:\n"
    "  - {id: d1, level: required, for-each-vendor: true, summary: s,\n"
    "     when: [{has: {strength: required, vendor: this}}, {vendors: {set: reach, others: true, "
    "at-most: 0}}],\n"
    "     because: [{strength: required, vendor: this}]}\n"
    "  - {id: d2, level: preferred, for-each-vendor: true, summary: s,\n"
    "     when: [{points: {at-least: 2, lead: 1}}],\n"
    "     because: [{strength: required, vendor: this}], despite: [{strength: freedom, vendor: "
    "any}]}\n"
    "  - {id: d3, level: neutral, summary: s, when: [{has: {strength: freedom, vendor: any}}]}\n"
    "  - {id: d4, level: none, summary: s, when: [{none: {strength: required, vendor: any}}]}\n";

typedef struct world {
    fh_env env;
    fh_arena packs, report_arena;
    fh_ruleset *ruleset;
    fh_store store;
    fh_report report;
} world;

static void world_open(world *self)
{
    fh_pack packs[5];
    *self = (world){0};
    fh_env_init(&self->env);
    fh_arena_init(&self->packs, 0);
    fh_arena_init(&self->report_arena, 0);
    fh_store_init(&self->store, 0);
    const char *const texts[] = {tables_yaml, yaml, list_yaml, second_yaml, second_list_yaml};
    for (size_t i = 0; i < 5; i++)
        CHECK_INT(fh_pack_parse(&self->env, &self->packs, FH_TEXT("t.yaml"), fh_text_of(texts[i]),
                                &packs[i]),
                  FH_OK);
    if (!CHECK_INT(fh_ruleset_load(&self->env, packs, 5, &self->ruleset), FH_OK))
        printf("# %s\n", self->env.error.message);
    const fh_component root = {.is_main = true, .ships = true};
    CHECK(FH_VEC_ADD(&self->report_arena, &self->report.components, root));
}

static void world_close(world *self)
{
    fh_ruleset_free(self->ruleset);
    fh_store_done(&self->store);
    fh_arena_done(&self->packs);
    fh_arena_done(&self->report_arena);
}

static void add_package(world *self, const char *path, const char *purl, const char *necessity,
                        uint32_t contexts)
{
    fh_facts facts;
    fh_facts_init(&facts, 0);
    fh_fact fact = {.kind = FH_FACT_DEPENDENCY,
                    .line = 1,
                    .column = 1,
                    .contexts = contexts,
                    .subject = fh_text_of(purl),
                    .quote = fh_text_of(purl)};
    fh_fact_set(&fact, FH_ATTR_NECESSITY, fh_text_of(necessity));
    fh_facts_add(&facts, &fact);
    const fh_file file = {.path = fh_text_of(path), .contexts = contexts};
    fh_store_add(&self->store, &file, &facts);
    fh_facts_done(&facts);
}

static const fh_verdict *judge(world *self)
{
    CHECK_INT(fh_judge(&self->env, self->ruleset, &self->store, &self->report_arena, &self->report),
              FH_OK);
    return &self->report.verdicts[FH_AXIS_HARDWARE];
}

static void nothing_is_none(void)
{
    world self;
    world_open(&self);
    const fh_verdict *verdict = judge(&self);
    CHECK_TEXT(verdict->level, "none");
    CHECK_INT(verdict->vendors.count, 0);
    world_close(&self);
}

static void an_anchor_alone_is_required(void)
{
    world self;
    world_open(&self);
    add_package(&self, "requirements.txt", "pkg:pypi/cuda-python", "required", 0);
    const fh_verdict *verdict = judge(&self);
    CHECK_TEXT(verdict->level, "required");
    CHECK_INT(verdict->vendors.count, 1);
    CHECK_TEXT(verdict->vendors.items[0], "nvidia");
    CHECK_INT(verdict->because.count, 1);
    CHECK_TEXT(verdict->because.items[0].place.path, "requirements.txt");
    CHECK_INT(self.report.findings.count, 1);
    CHECK(verdict->proof.count > 0);
    world_close(&self);
}

static void an_alternative_makes_it_preferred(void)
{
    world self;
    world_open(&self);
    add_package(&self, "requirements.txt", "pkg:pypi/cuda-python", "required", 0);
    add_package(&self, "requirements-rocm.txt", "pkg:pypi/rocm-python", "required", 0);
    const fh_verdict *verdict = judge(&self);
    CHECK_TEXT(verdict->level, "preferred");
    CHECK_INT(verdict->despite.count, 1);
    world_close(&self);
}

static void an_optional_package_is_freedom(void)
{
    world self;
    world_open(&self);
    add_package(&self, "pyproject.toml", "pkg:pypi/cuda-python", "optional-default-off", 0);
    const fh_verdict *verdict = judge(&self);
    CHECK_TEXT(verdict->level, "neutral");
    CHECK_INT(verdict->vendors.count, 0);
    CHECK_INT(self.report.findings.count, 0);
    world_close(&self);
}

static void a_test_does_not_count(void)
{
    world self;
    world_open(&self);
    add_package(&self, "tests/requirements.txt", "pkg:pypi/cuda-python", "required",
                FH_CONTEXT_TEST);
    CHECK_TEXT(judge(&self)->level, "none");
    world_close(&self);
}

static void company_is_asked_for(void)
{
    world self;
    world_open(&self);
    add_package(&self, "requirements.txt", "pkg:pypi/note-it", "required", 0);
    (void)judge(&self);
    CHECK_TEXT(self.report.verdicts[FH_AXIS_CLOUD].level, "none");
    world_close(&self);
}

static void a_verdict_may_ask_for_an_earlier_one(void)
{
    world self;
    world_open(&self);
    add_package(&self, "requirements.txt", "pkg:pypi/note-it", "required", 0);
    add_package(&self, "setup.txt", "pkg:pypi/cuda-python", "required", 0);
    (void)judge(&self);
    CHECK_TEXT(self.report.verdicts[FH_AXIS_HARDWARE].level, "required");
    CHECK_TEXT(self.report.verdicts[FH_AXIS_CLOUD].level, "required");
    world_close(&self);
    world_open(&self);
    add_package(&self, "requirements.txt", "pkg:pypi/note-it", "required", 0);
    add_package(&self, "setup.txt", "pkg:pypi/cuda-python", "required", 0);
    add_package(&self, "setup-rocm.txt", "pkg:pypi/rocm-python", "required", 0);
    (void)judge(&self);
    CHECK_TEXT(self.report.verdicts[FH_AXIS_HARDWARE].level, "preferred");
    CHECK_TEXT(self.report.verdicts[FH_AXIS_CLOUD].level, "neutral");
    world_close(&self);
}

int main(void)
{
    RUN(company_is_asked_for);
    RUN(a_verdict_may_ask_for_an_earlier_one);
    RUN(nothing_is_none);
    RUN(an_anchor_alone_is_required);
    RUN(an_alternative_makes_it_preferred);
    RUN(an_optional_package_is_freedom);
    RUN(a_test_does_not_count);
    return DONE();
}
