/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/link.h"
#include "tap.h"

static void add_file(fh_store *store, const char *path, uint32_t lines, const fh_fact *fact)
{
    fh_facts facts;
    fh_facts_init(&facts, 0);
    if (fact != NULL) fh_facts_add(&facts, fact);
    const fh_file file = {.path = fh_text_of(path), .language = FH_LANGUAGE_PYTHON, .lines = lines};
    fh_store_add(store, &file, &facts);
    fh_facts_done(&facts);
}

static fh_fact package(const char *name)
{
    return (fh_fact){.kind = FH_FACT_PACKAGE, .line = 1, .column = 1, .subject = fh_text_of(name)};
}

static fh_signals vocabulary(fh_arena *arena)
{
    static const fh_vocab rows[] = {{{"cuda", 4}, {"nvidia", 6}, {"hardware", 8}},
                                    {{"rocm", 4}, {"amd", 3}, {"hardware", 8}},
                                    {{"cpu", 3}, {"cpu", 3}, {"hardware", 8}}};
    fh_signals signals = {.arena = arena};
    for (size_t i = 0; i < FH_COUNT(rows); i++) CHECK(FH_VEC_ADD(arena, &signals.vocab, rows[i]));
    return signals;
}

static void a_file_belongs_to_the_nearest_component(void)
{
    fh_env env;
    fh_store store;
    fh_linked linked;
    fh_env_init(&env);
    fh_store_init(&store, 0);
    const fh_signals signals = vocabulary(&store.arena);
    const fh_fact root = package("whole"), part = package("part");
    fh_fact needs = {.kind = FH_FACT_DEPENDENCY, .line = 1, .subject = FH_TEXT("pkg:pypi/part")};
    add_file(&store, "lib/part/pyproject.toml", 5, &part);
    add_file(&store, "lib/part/src/a.py", 500, NULL);
    add_file(&store, "pyproject.toml", 5, &root);
    add_file(&store, "requirements.txt", 1, &needs);
    CHECK_INT(fh_link(&env, &store, &signals, &linked), FH_OK);
    CHECK_INT(linked.components.count, 2);
    CHECK_TEXT(linked.components.items[0].name, "part");
    CHECK(linked.components.items[0].is_main);
    CHECK_INT(linked.components.items[0].dependents, 1);
    CHECK_INT(store.files.items[1].component, 0);
    CHECK_INT(store.files.items[2].component, 1);
    fh_store_done(&store);
}

static uint32_t count_groups(const fh_store *store, const char *subject)
{
    uint32_t count = 0;
    for (size_t i = 0; i < store->facts.count; i++)
        count += store->facts.items[i].kind == FH_FACT_GROUP &&
                 fh_text_is(store->facts.items[i].subject, subject);
    return count;
}

static void siblings_make_a_group(void)
{
    fh_env env;
    fh_store store;
    fh_linked linked;
    fh_env_init(&env);
    fh_store_init(&store, 0);
    const fh_signals signals = vocabulary(&store.arena);
    add_file(&store, "src/cuda/a.py", 9, NULL);
    add_file(&store, "src/rocm/a.py", 9, NULL);
    add_file(&store, "src/other/cuda_compat.py", 9, NULL);
    CHECK_INT(fh_link(&env, &store, &signals, &linked), FH_OK);
    CHECK_INT(count_groups(&store, "siblings"), 1);
    CHECK_INT(count_groups(&store, "siblings-member"), 2);
    fh_store_done(&store);
}

static void an_unused_constant_is_marked(void)
{
    fh_store store;
    fh_arena arena;
    fh_text_vec names = {0};
    fh_store_init(&store, 0);
    fh_arena_init(&arena, 0);
    fh_fact hit = {.kind = FH_FACT_HIT, .contexts = FH_CONTEXT_CODE, .line = 3, .signal = 1};
    fh_fact_set(&hit, FH_ATTR_POSITION, FH_TEXT("constant"));
    fh_fact_set(&hit, FH_ATTR_NAME, FH_TEXT("DEFAULT_MODEL"));
    add_file(&store, "a.py", 9, &hit);
    fh_link_wanted_names(&store, &arena, &names);
    CHECK_INT(names.count, 1);
    fh_link_set_references(&store, FH_TEXT("DEFAULT_MODEL"), 2);
    CHECK_INT(store.facts.items[0].contexts, FH_CONTEXT_CODE);
    fh_link_set_references(&store, FH_TEXT("DEFAULT_MODEL"), 1);
    CHECK_INT(store.facts.items[0].contexts, FH_CONTEXT_CODE | FH_CONTEXT_UNREFERENCED);
    fh_arena_done(&arena);
    fh_store_done(&store);
}

/* A card's license is the claim about the base that the configuration beside it names. */
static void a_card_speaks_for_its_folder(void)
{
    fh_env env;
    fh_store store;
    fh_linked linked;
    fh_env_init(&env);
    fh_store_init(&store, 0);
    const fh_signals signals = vocabulary(&store.arena);
    fh_fact base = {.kind = FH_FACT_MODEL, .line = 1, .subject = FH_TEXT("org/base")};
    fh_fact card = {.kind = FH_FACT_LICENSE,
                    .line = 2,
                    .subject = FH_TEXT("MIT"),
                    .reader = FH_TEXT("model-card")};
    fh_fact text = {.kind = FH_FACT_LICENSE, .line = 1, .subject = FH_TEXT("Apache-2.0")};
    fh_fact_set(&base, FH_ATTR_KIND, FH_TEXT("base"));
    fh_fact_set(&card, FH_ATTR_KIND, FH_TEXT("manifest"));
    fh_fact_set(&card, FH_ATTR_CATEGORY, FH_TEXT("permissive"));
    fh_fact_set(&text, FH_ATTR_KIND, FH_TEXT("exact"));
    add_file(&store, "a/README.md", 5, &card);
    add_file(&store, "a/adapter_config.json", 5, &base);
    add_file(&store, "b/LICENSE", 5, &text);
    add_file(&store, "b/README.md", 5, &card);
    add_file(&store, "b/adapter_config.json", 5, &base);
    add_file(&store, "c/adapter_config.json", 5, &base);
    CHECK_INT(fh_link(&env, &store, &signals, &linked), FH_OK);
    CHECK_TEXT(fh_fact_get(&store.facts.items[1], FH_ATTR_CLAIM), "MIT");
    CHECK_TEXT(fh_fact_get(&store.facts.items[1], FH_ATTR_CATEGORY), "permissive");
    CHECK_TEXT(fh_fact_get(&store.facts.items[4], FH_ATTR_CLAIM), "Apache-2.0");
    CHECK_TEXT(fh_fact_get(&store.facts.items[5], FH_ATTR_CLAIM), "");
    fh_store_done(&store);
}

int main(void)
{
    RUN(a_card_speaks_for_its_folder);
    RUN(a_file_belongs_to_the_nearest_component);
    RUN(siblings_make_a_group);
    RUN(an_unused_constant_is_marked);
    return DONE();
}
