/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/pairs.h"

#include "tap.h"

/* The names of all matches of `text`, space separated in brackets. */
static fh_text names_of(fh_arena *arena, const char *path, fh_text text)
{
    fh_env env;
    fh_license_corpus corpus;
    fh_license_result result;
    fh_license_pairs pairs;
    fh_text names = {0};
    fh_env_init(&env);
    CHECK_INT(fh_license_corpus_builtin(&corpus), FH_OK);
    CHECK_INT(fh_license_scan(&env, &corpus, fh_text_of(path), text, arena, &result), FH_OK);
    CHECK(fh_license_pair(arena, &result, &pairs));
    for (size_t i = 0; i < result.matches.count; i++) {
        const fh_text name = fh_license_pair_name(arena, &pairs, i);
        if (name.len > 0)
            names = fh_arena_printf(arena, "%.*s[%.*s]", FH_TEXT_ARGS(names), FH_TEXT_ARGS(name));
    }
    return names;
}

static void tags(void)
{
    fh_arena arena;
    fh_arena_init(&arena, 0);
    CHECK_TEXT(
        names_of(&arena, "a.c",
                 FH_TEXT("SPDX-License-Identifier: GPL-2.0-only WITH Classpath-exception-2.0\n")),
        "[GPL-2.0-only WITH Classpath-exception-2.0]");
    CHECK_TEXT(names_of(&arena, "a.c",
                        FH_TEXT("SPDX-License-Identifier: MIT OR GPL-3.0-only WITH "
                                "GCC-exception-3.1\n")),
               "[GPL-3.0-only WITH GCC-exception-3.1][MIT]");
    CHECK_TEXT(names_of(&arena, "a.c", FH_TEXT("SPDX-License-Identifier: MIT AND BSD-2-Clause\n")),
               "[BSD-2-Clause][MIT]");
    fh_arena_done(&arena);
}

/* Pairs of matches that stand apart in a file: the text of the license, then its exception's. */
static void texts(void)
{
    fh_arena arena;
    fh_arena_init(&arena, 0);
    fh_license_match matches[] = {
        {.license = FH_TEXT("MIT"), .kind = FH_LICENSE_EXACT, .group = 1},
        {.license = FH_TEXT("Apache-2.0"), .kind = FH_LICENSE_EXACT, .group = 2},
        {.license = FH_TEXT("LLVM-exception"),
         .kind = FH_LICENSE_EXACT,
         .is_exception = true,
         .group = 3},
        {.license = FH_TEXT("Classpath-exception-2.0"),
         .kind = FH_LICENSE_EXACT,
         .is_exception = true,
         .group = 4}};
    for (size_t i = 0; i < FH_COUNT(matches); i++) matches[i].expression = matches[i].license;
    const fh_license_result result = {.matches = {.items = matches, .count = FH_COUNT(matches)}};
    fh_license_pairs pairs;
    CHECK(fh_license_pair(&arena, &result, &pairs));
    CHECK_TEXT(fh_license_pair_name(&arena, &pairs, 0), "MIT");
    CHECK_TEXT(fh_license_pair_name(&arena, &pairs, 1), "Apache-2.0 WITH LLVM-exception");
    CHECK_TEXT(fh_license_pair_name(&arena, &pairs, 2), "");
    CHECK_TEXT(fh_license_pair_name(&arena, &pairs, 3), "Classpath-exception-2.0");
    CHECK_TEXT(fh_license_pair_expression(&arena, &pairs),
               "MIT AND Apache-2.0 WITH LLVM-exception AND Classpath-exception-2.0");
    fh_arena_done(&arena);
}

static void categories(void)
{
    const fh_text classpath = FH_TEXT("Classpath-exception-2.0");
    CHECK_INT(fh_license_with_category(FH_CATEGORY_COPYLEFT, classpath), FH_CATEGORY_WEAK_COPYLEFT);
    CHECK_INT(fh_license_with_category(FH_CATEGORY_PERMISSIVE, FH_TEXT("LLVM-exception")),
              FH_CATEGORY_PERMISSIVE);
    CHECK_INT(fh_license_with_category(FH_CATEGORY_COPYLEFT, FH_TEXT("openvpn-openssl-exception")),
              FH_CATEGORY_COPYLEFT);
    CHECK_TEXT(fh_license_exception_in(FH_TEXT("A WITH B")), "B");
    CHECK_TEXT(fh_license_exception_in(FH_TEXT("A")), "");
}

int main(void)
{
    RUN(tags);
    RUN(texts);
    RUN(categories);
    return DONE();
}
