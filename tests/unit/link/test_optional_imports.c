/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/link.h"
#include "tap.h"

static void add(fh_store *store, const char *path, fh_language language, const fh_fact *facts_in,
                size_t count)
{
    fh_facts facts;
    fh_facts_init(&facts, 0);
    for (size_t i = 0; i < count; i++) fh_facts_add(&facts, &facts_in[i]);
    const fh_file file = {.path = fh_text_of(path),
                          .language = language,
                          .contexts = fh_path_contexts(fh_text_of(path)),
                          .lines = 10};
    fh_store_add(store, &file, &facts);
    fh_facts_done(&facts);
}

static fh_fact need(const char *purl, const char *necessity)
{
    fh_fact fact = {
        .kind = FH_FACT_DEPENDENCY, .line = 1, .column = 1, .subject = fh_text_of(purl)};
    fh_fact_set(&fact, FH_ATTR_PHASE, FH_TEXT("runtime"));
    fh_fact_set(&fact, FH_ATTR_NECESSITY, fh_text_of(necessity));
    fh_fact_set(&fact, FH_ATTR_DIRECTNESS, FH_TEXT("direct"));
    return fact;
}

/* The origin of an import beside manifests that declare these packages. */
static void check_origin(fh_language language, const char *module, const char *want)
{
    fh_env env;
    fh_store store;
    fh_linked linked;
    fh_env_init(&env);
    fh_store_init(&store, 0);
    const fh_signals signals = {.arena = &store.arena};
    const fh_fact needs[] = {
        need("pkg:pypi/mlx-lm", "optional-default-off"),
        need("pkg:pypi/google-genai", "optional-default-off"),
        need("pkg:pypi/flashinfer-python", "optional-default-off"),
        need("pkg:pypi/torch", "optional-default-off"),
        need("pkg:pypi/torch", "required"),
        need("pkg:npm/%40google/genai", "peer-optional"),
        need("pkg:npm/openai", "required"),
    };
    const fh_fact for_tests = need("pkg:pypi/mlx-lm", "required");
    fh_fact import = {.kind = FH_FACT_HIT,
                      .line = 1,
                      .column = 1,
                      .subject = FH_TEXT("word"),
                      .value = fh_text_of(module)};
    fh_fact_set(&import, FH_ATTR_POSITION, FH_TEXT("import"));
    fh_fact_set(&import, FH_ATTR_MODULE, fh_text_of(module));
    add(&store, "pyproject.toml", FH_LANGUAGE_TOML, needs, FH_COUNT(needs));
    add(&store, "tests/requirements.txt", FH_LANGUAGE_INI, &for_tests, 1);
    add(&store, "src/a.x", language, &import, 1);
    const size_t index = store.facts.count - 1;
    CHECK_INT(fh_link(&env, &store, &signals, &linked), FH_OK);
    const fh_text got = fh_fact_get(&store.facts.items[index], FH_ATTR_ORIGIN);
    if (!CHECK(fh_text_is(got, want)))
        printf("#   %s: '%.*s', not '%s'\n", module, FH_TEXT_ARGS(got), want);
    fh_store_done(&store);
}

static void optional_packages(void)
{
    check_origin(FH_LANGUAGE_PYTHON, "mlx_lm", "optional");
    check_origin(FH_LANGUAGE_PYTHON, "mlx_lm.generate", "optional");
    check_origin(FH_LANGUAGE_PYTHON, "google.genai.types", "optional");
    check_origin(FH_LANGUAGE_PYTHON, "flashinfer", "optional");
    check_origin(FH_LANGUAGE_JAVASCRIPT, "@google/genai", "optional");
    check_origin(FH_LANGUAGE_JAVASCRIPT, "@google/genai/web", "optional");
}

static void all_others(void)
{
    check_origin(FH_LANGUAGE_PYTHON, "torch", "");
    check_origin(FH_LANGUAGE_PYTHON, "google", "");
    check_origin(FH_LANGUAGE_PYTHON, "numpy", "");
    check_origin(FH_LANGUAGE_JAVASCRIPT, "openai", "");
    check_origin(FH_LANGUAGE_JAVASCRIPT, "@google", "");
    check_origin(FH_LANGUAGE_GO, "mlx_lm", "");
}

int main(void)
{
    RUN(optional_packages);
    RUN(all_others);
    return DONE();
}
