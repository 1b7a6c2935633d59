/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/address.h"
#include "link/link.h"
#include "link/parts.h"
#include "tap.h"

static void addresses_are_taken_apart(void)
{
    static const struct {
        const char *text, *host, *organization;
    } rows[] = {
        {"https://github.com/acme/agents", "github.com", "acme"},
        {"git+https://github.com/acme/agents.git", "github.com", "acme"},
        {"git@github.com:acme/agents.git", "github.com", "acme"},
        {"github:acme/agents", "github.com", "acme"},
        {"github.com/acme/agents", "github.com", "acme"},
        {"https://acme.github.io/agents", "acme.github.io", "acme"},
        {"https://user@api.acme.ai:8080/v1", "api.acme.ai", ""},
        {"somebody@acme.ai", "acme.ai", ""},
        {"https://{host}/v1", "", ""},
        {"https://", "", ""},
        {"http://localhost:8080", "", ""},
        {"https://10.0.0.1/v1", "", ""},
        {"", "", ""},
    };
    for (size_t i = 0; i < FH_COUNT(rows); i++) {
        const fh_address address = fh_address_of(fh_text_of(rows[i].text));
        CHECK_TEXT(address.host, rows[i].host);
        CHECK_TEXT(address.organization, rows[i].organization);
    }
}

static void the_registered_label_is_found(void)
{
    CHECK_TEXT(fh_host_label(FH_TEXT("api.acme.ai")), "acme");
    CHECK_TEXT(fh_host_label(FH_TEXT("acme.ai")), "acme");
    CHECK_TEXT(fh_host_label(FH_TEXT("api.acme.co.uk")), "acme");
    CHECK_TEXT(fh_host_label(FH_TEXT("com.cn")), "com");
    CHECK_TEXT(fh_host_label(FH_TEXT("acme")), "");
    CHECK(fh_host_under(FH_TEXT("api.acme.ai"), FH_TEXT("acme.ai")));
    CHECK(!fh_host_under(FH_TEXT("notacme.ai"), FH_TEXT("acme.ai")));
    CHECK(fh_host_is_shared(FH_TEXT("acme.readthedocs.io")));
    CHECK(!fh_host_is_shared(FH_TEXT("acme.ai")));
}

static bool same(fh_arena *arena, const char *a, const char *b)
{
    return fh_name_same(fh_name_plain(arena, fh_text_of(a)), fh_name_plain(arena, fh_text_of(b)));
}

static void names_are_compared_without_their_endings(void)
{
    fh_arena arena;
    fh_arena_init(&arena, 0);
    CHECK(same(&arena, "Acme-AI", "acme"));
    CHECK(same(&arena, "AcmeInc", "acme"));
    CHECK(same(&arena, "acme", "AcmeLabs"));
    CHECK(!same(&arena, "acme", "acmebrick"));
    CHECK(!same(&arena, "ai", "ai"));         /* says nothing */
    CHECK(!same(&arena, "agents", "agents")); /* anybody's */
    CHECK_TEXT(fh_domain_reversed(&arena, FH_TEXT("ai.acme.core")), "core.acme.ai");
    fh_arena_done(&arena);
}

static bool is_service(const char *url, const char *name, const char *callee)
{
    const fh_address address = fh_address_of(fh_text_of(url));
    return fh_address_is_service(&address, fh_text_of(name), fh_text_of(callee));
}

static void services_are_told_from_pages(void)
{
    CHECK(is_service("https://api.acme.ai/v1", "", ""));
    CHECK(is_service("https://acme.ai", "base_url", ""));
    CHECK(is_service("https://acme.ai/x", "", "requests.post"));
    CHECK(!is_service("https://docs.acme.ai", "base_url", ""));
    CHECK(!is_service("https://acme.ai/docs/start", "url", ""));
    CHECK(!is_service("https://app.acme.ai/?utm_source=x", "", ""));
    CHECK(!is_service("https://www.acme.ai", "url", ""));
    CHECK(!is_service("https://acme.ai", "", ""));
}

static void add(fh_store *store, const char *path, const fh_fact *facts, size_t count)
{
    fh_facts list;
    fh_facts_init(&list, 0);
    for (size_t i = 0; i < count; i++) fh_facts_add(&list, &facts[i]);
    const fh_file file = {.path = fh_text_of(path), .language = FH_LANGUAGE_PYTHON, .lines = 9};
    fh_store_add(store, &file, &list);
    fh_facts_done(&list);
}

static fh_fact url_hit(const char *url)
{
    fh_fact fact = {.kind = FH_FACT_HIT,
                    .contexts = FH_CONTEXT_CODE | FH_CONTEXT_STRING,
                    .signal = 1,
                    .line = 1,
                    .subject = FH_TEXT("https://"),
                    .value = fh_text_of(url)};
    fh_fact_set(&fact, FH_ATTR_NAME, FH_TEXT("base_url"));
    return fact;
}

static const fh_fact *fact_of(const fh_store *store, const char *path)
{
    uint32_t file = 0;
    CHECK(fh_store_find(store, fh_text_of(path), &file));
    return &store->facts.items[store->files.items[file].fact_start];
}

static void own_services_are_related(void)
{
    fh_env env;
    fh_store store;
    fh_linked linked;
    fh_env_init(&env);
    fh_store_init(&store, 0);
    fh_signals signals = {.arena = &store.arena};
    const fh_vocab rows[] = {{FH_TEXT("bigcloud*"), FH_TEXT("bigcloud"), FH_TEXT("owner")},
                             {FH_TEXT("bigcloudapis.com"), FH_TEXT("bigcloud"), FH_TEXT("host")}};
    for (size_t i = 0; i < FH_COUNT(rows); i++)
        CHECK(FH_VEC_ADD(&store.arena, &signals.vocab, rows[i]));
    const fh_fact manifest[] = {{.kind = FH_FACT_PACKAGE, .line = 1, .subject = FH_TEXT("thing")},
                                {.kind = FH_FACT_FIELD,
                                 .line = 2,
                                 .subject = FH_TEXT("project.home"),
                                 .value = FH_TEXT("https://github.com/BigCloudPlatform/thing")},
                                {.kind = FH_FACT_FIELD,
                                 .line = 3,
                                 .subject = FH_TEXT("project.home"),
                                 .value = FH_TEXT("https://www.thingworks.io")}};
    const fh_fact own = url_hit("https://api.thingworks.io/v1");
    const fh_fact vendors = url_hit("https://run.bigcloudapis.com/v1");
    const fh_fact other = url_hit("https://api.example.net/v1");
    add(&store, "a.py", &own, 1);
    add(&store, "b.py", &vendors, 1);
    add(&store, "c.py", &other, 1);
    add(&store, "pyproject.toml", manifest, FH_COUNT(manifest));
    CHECK_INT(fh_link(&env, &store, &signals, &linked), FH_OK);
    CHECK_TEXT(fh_fact_get(fact_of(&store, "a.py"), FH_ATTR_RELATION), "own");
    CHECK_TEXT(fh_fact_get(fact_of(&store, "a.py"), FH_ATTR_VENDOR), "thingworks");
    CHECK_TEXT(fh_fact_get(fact_of(&store, "a.py"), FH_ATTR_CATEGORY), "service");
    CHECK_TEXT(fh_fact_get(fact_of(&store, "b.py"), FH_ATTR_VENDOR), "bigcloud");
    CHECK_TEXT(fh_fact_get(fact_of(&store, "c.py"), FH_ATTR_RELATION), "");
    CHECK_TEXT(fh_fact_get(fact_of(&store, "pyproject.toml"), FH_ATTR_VENDOR), "bigcloud");
    fh_store_done(&store);
}

static void names_of_code_part_at_capitals(void)
{
    fh_arena arena;
    fh_arena_init(&arena, 0);
    fh_signals signals = {.arena = &arena};
    const fh_vocab rows[] = {{FH_TEXT("openai"), FH_TEXT("openai"), FH_TEXT("model")},
                             {FH_TEXT("azureopenai"), FH_TEXT("microsoft"), FH_TEXT("model")},
                             {FH_TEXT("ark"), FH_TEXT("bytedance"), FH_TEXT("model")}};
    for (size_t i = 0; i < FH_COUNT(rows); i++) CHECK(FH_VEC_ADD(&arena, &signals.vocab, rows[i]));
    const fh_text axis = FH_TEXT("model");
    CHECK_TEXT(fh_vocab_vendor_of_camel(&signals, axis, FH_TEXT("OpenAIChatModel")), "openai");
    CHECK_TEXT(fh_vocab_vendor_of_camel(&signals, axis, FH_TEXT("AzureOpenAIClient")), "microsoft");
    CHECK_TEXT(fh_vocab_vendor_of_camel(&signals, axis, FH_TEXT("make_openai_client")), "openai");
    CHECK_TEXT(fh_vocab_vendor_of_camel(&signals, axis, FH_TEXT("ArkModel")), "bytedance");
    CHECK_TEXT(fh_vocab_vendor_of_camel(&signals, axis, FH_TEXT("SparkModel")), "");
    CHECK_TEXT(fh_vocab_vendor_of_camel(&signals, axis, FH_TEXT("ArkToOpenAI")), "");
    fh_arena_done(&arena);
}

static void factories_are_adapters(void)
{
    fh_env env;
    fh_store store;
    fh_linked linked;
    fh_env_init(&env);
    fh_store_init(&store, 0);
    fh_signals signals = {.arena = &store.arena};
    const fh_vocab rows[] = {{FH_TEXT("openai"), FH_TEXT("openai"), FH_TEXT("model")},
                             {FH_TEXT("cohere"), FH_TEXT("cohere"), FH_TEXT("model")}};
    for (size_t i = 0; i < FH_COUNT(rows); i++)
        CHECK(FH_VEC_ADD(&store.arena, &signals.vocab, rows[i]));
    fh_fact both[2] = {url_hit("a"), url_hit("b")};
    fh_fact_set(&both[0], FH_ATTR_OWNER, FH_TEXT("make_openai"));
    fh_fact_set(&both[1], FH_ATTR_OWNER, FH_TEXT("make_cohere"));
    add(&store, "alone.py", &both[0], 1);
    add(&store, "both.py", both, 2);
    CHECK_INT(fh_link(&env, &store, &signals, &linked), FH_OK);
    CHECK_TEXT(fh_fact_get(fact_of(&store, "both.py"), FH_ATTR_ADAPTER), "openai");
    CHECK_TEXT(fh_fact_get(fact_of(&store, "alone.py"), FH_ATTR_ADAPTER), "");
    fh_store_done(&store);
}

int main(void)
{
    RUN(addresses_are_taken_apart);
    RUN(the_registered_label_is_found);
    RUN(names_are_compared_without_their_endings);
    RUN(services_are_told_from_pages);
    RUN(own_services_are_related);
    RUN(names_of_code_part_at_capitals);
    RUN(factories_are_adapters);
    return DONE();
}
