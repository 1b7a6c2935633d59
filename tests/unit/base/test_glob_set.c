/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/glob_set.h"
#include "tap.h"

static const char *const patterns[] = {
    "**/LICENSE*",
    "**/*.py",
    "**/*[-_]LICENSE",
    "a/**",
    "a/*.py",
    "**/{a,b}.c",
    "{a,{b,c}}.{c,p{y,x}}",
    "{a,b}[{]{c,d}",
    "**/{x/,}*.{py,c}",
    "{}{a,b}{c,}{.c,d}{e,f}",
    "{,a}",
    "",
    "**",
    "*",
    "**/",
    "**/x/",
    "x/**/",
    "plain.txt",
    "**/plain.txt",
    "**/?.c",
    "**/.hidden",
    "*.py",
    "**/a/*.toml",
    "[",
    "**/[",
    "***/a",
    "**/x**",
    "**/*x**",
    "**/{a/,}b.py",
    "**/*{.md,}",
    "**/[a-c].py",
    "docs/**/*.md",
    "**/Z\xc3\xa4*",
    "{",
    "**/}",
};
static const char *const paths[] = {
    "",
    "LICENSE",
    "a/license.txt",
    "x.py",
    "a/x.py",
    "a/b/x.PY",
    "MIT-LICENSE",
    "a",
    "a/",
    "x/",
    "x",
    "a/x/",
    "b.c",
    "q/b.c",
    "q/c.c",
    ".hidden",
    "q/a/b.toml",
    "plain.txt",
    "q/PLAIN.txt",
    "[",
    "q/[",
    "x/y/a",
    "q/xab",
    "q/x/y",
    "a/b.py",
    "docs/a.md",
    "docs/q/a.md",
    "q/a.md",
    "q/b.py",
    "Z\xc3\xa4",
    "a/z\xc3\xa4q",
    "}",
};

/* The set says what every pattern says alone, with and without case. */
static void a_set_agrees_with_its_patterns(void)
{
    fh_arena arena;
    fh_arena_init(&arena, 0);
    for (unsigned flags = 0; flags <= FH_GLOB_NOCASE; flags++) {
        fh_glob_rule rules[FH_COUNT(patterns)];
        const fh_glob_set *set = NULL;
        for (uint32_t i = 0; i < FH_COUNT(patterns); i++)
            rules[i] = (fh_glob_rule){.pattern = fh_text_of(patterns[i]), .id = i + 60};
        CHECK(fh_glob_set_new(&arena, rules, FH_COUNT(rules), flags, &set) == FH_OK);
        for (size_t k = 0; k < FH_COUNT(paths); k++) {
            uint64_t bits[2] = {0};
            fh_glob_set_match(set, fh_text_of(paths[k]), bits);
            CHECK((bits[0] & ((1ull << 60) - 1)) == 0);
            for (size_t i = 0; i < FH_COUNT(patterns); i++) {
                const bool alone =
                    fh_glob_match(fh_text_of(patterns[i]), fh_text_of(paths[k]), flags);
                const bool both = (bits[(i + 60) / 64] >> ((i + 60) % 64) & 1u) != 0;
                if (alone == both) continue;
                (void)CHECK(false);
                printf("#   '%s' and '%s'\n", patterns[i], paths[k]);
            }
        }
    }
    fh_arena_done(&arena);
}

static void patterns_may_share_an_id(void)
{
    const fh_glob_rule rules[] = {{.pattern = FH_TEXT("**/a*"), .id = 3},
                                  {.pattern = FH_TEXT("**/*b"), .id = 3}};
    const fh_glob_set *set = NULL;
    uint64_t bits = 1;
    fh_arena arena;
    fh_arena_init(&arena, 0);
    CHECK(fh_glob_set_new(&arena, rules, FH_COUNT(rules), 0, &set) == FH_OK);
    fh_glob_set_match(set, FH_TEXT("x/ab"), &bits);
    CHECK(bits == 9);
    fh_arena_done(&arena);
}

int main(void)
{
    RUN(a_set_agrees_with_its_patterns);
    RUN(patterns_may_share_an_id);
    return DONE();
}
