/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/link.h"
#include "tap.h"

static void add(fh_store *store, const char *path, fh_language language, const fh_fact *fact)
{
    fh_facts facts;
    fh_facts_init(&facts, 0);
    if (fact != NULL) fh_facts_add(&facts, fact);
    const fh_file file = {.path = fh_text_of(path),
                          .language = language,
                          .contexts = fh_path_contexts(fh_text_of(path)),
                          .lines = 10};
    fh_store_add(store, &file, &facts);
    fh_facts_done(&facts);
}

static fh_fact import_of(const char *module, const char *quote)
{
    fh_fact fact = {.kind = FH_FACT_HIT,
                    .line = 1,
                    .column = 1,
                    .subject = FH_TEXT("word"),
                    .value = fh_text_of(module),
                    .quote = fh_text_of(quote)};
    fh_fact_set(&fact, FH_ATTR_POSITION, FH_TEXT("import"));
    fh_fact_set(&fact, FH_ATTR_MODULE, fh_text_of(module));
    return fact;
}

/* The origin that an import gets in a tree of a C library, two Python packages and a crate. */
static void check_origin(fh_language language, const char *module, const char *quote,
                         const char *want)
{
    fh_env env;
    fh_store store;
    fh_linked linked;
    fh_env_init(&env);
    fh_store_init(&store, 0);
    const fh_signals signals = {.arena = &store.arena};
    const fh_fact package = {
        .kind = FH_FACT_PACKAGE, .line = 1, .column = 1, .subject = FH_TEXT("gpu-rt")};
    const fh_fact import = import_of(module, quote);
    add(&store, "Cargo.toml", FH_LANGUAGE_TOML, &package);
    add(&store, "python/fast/__init__.py", FH_LANGUAGE_PYTHON, NULL);
    add(&store, "python/fast/torch/__init__.py", FH_LANGUAGE_PYTHON, NULL);
    add(&store, "shared/part/__init__.py", FH_LANGUAGE_PYTHON, NULL);
    add(&store, "src/a.x", language, &import);
    add(&store, "src/fast.h.in", FH_LANGUAGE_NONE, NULL);
    add(&store, "cpp/include/fast/column.hpp", FH_LANGUAGE_C, NULL);
    add(&store, "third_party/copied.h", FH_LANGUAGE_C, NULL);
    CHECK_INT(fh_link(&env, &store, &signals, &linked), FH_OK);
    const fh_text got = fh_fact_get(&store.facts.items[1], FH_ATTR_ORIGIN);
    if (!CHECK(fh_text_is(got, want)))
        printf("#   %s: '%.*s', not '%s'\n", module, FH_TEXT_ARGS(got), want);
    fh_store_done(&store);
}

static void what_the_tree_holds_is_its_own(void)
{
    check_origin(FH_LANGUAGE_PYTHON, "fast", "import fast", "tree");
    check_origin(FH_LANGUAGE_PYTHON, "fast.torch.x", "import fast.torch.x", "tree");
    check_origin(FH_LANGUAGE_PYTHON, "shared.part", "from shared.part import x", "tree");
    check_origin(FH_LANGUAGE_PYTHON, ".torch", "from .torch import x", "tree");
    check_origin(FH_LANGUAGE_C, "fast.h", "#include \"fast.h\"", "tree");
    check_origin(FH_LANGUAGE_C, "fast.h", "#include \"../src/fast.h\"", "tree");
    check_origin(FH_LANGUAGE_C, "fast/column.hpp", "#include <fast/column.hpp>", "tree");
    check_origin(FH_LANGUAGE_RUST, "gpu_rt::Device", "use gpu_rt::Device;", "unit");
}

static void what_comes_from_elsewhere_is_not(void)
{
    check_origin(FH_LANGUAGE_PYTHON, "torch", "import torch", "");
    check_origin(FH_LANGUAGE_PYTHON, "shared", "import shared", "");
    check_origin(FH_LANGUAGE_PYTHON, "fastest", "import fastest", "");
    check_origin(FH_LANGUAGE_C, "fast.h", "#include <fast.h>", "");
    check_origin(FH_LANGUAGE_C, "slow/column.hpp", "#include <slow/column.hpp>", "");
    check_origin(FH_LANGUAGE_C, "copied.h", "#include \"copied.h\"", "");
    check_origin(FH_LANGUAGE_RUST, "gpu_rtx::Device", "use gpu_rtx::Device;", "");
}

int main(void)
{
    RUN(what_the_tree_holds_is_its_own);
    RUN(what_comes_from_elsewhere_is_not);
    return DONE();
}
