/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/gitignore.h"

#include "tap.h"

typedef struct question {
    const char *path;
    bool is_folder, ignored;
} question;

static void check_rules(const fh_ignore_scope *scope, const question *rows, size_t count)
{
    fh_ignore_cost cost = {0};
    for (size_t i = 0; i < count; i++) {
        const bool got = fh_ignore_match(scope, fh_text_of(rows[i].path), rows[i].is_folder, &cost);
        if (CHECK(got == rows[i].ignored)) continue;
        printf("#   %s\n", rows[i].path);
    }
}

static void rules_of_one_file(void)
{
    static const question rows[] = {
        {"a.o", false, true},         {"src/a.o", false, true},  {"keep.o", false, false},
        {"src/keep.o", false, false}, {"build", true, true},     {"build", false, false},
        {"src/build", true, true},    {"root.txt", false, true}, {"src/root.txt", false, false},
        {"docs/x/gen", true, true},   {"docs/gen", true, true},  {"other/docs/gen", true, false},
        {"#kept", false, true},       {"trail", false, true},    {"!bang", false, true},
        {"a1.log", false, true},      {"ab.log", false, false},  {"abc/d/e.tmp", false, true},
        {"e.tmp", false, false},
    };
    fh_arena arena;
    fh_arena_init(&arena, 0);
    const fh_ignore_scope *scope =
        fh_ignore_parse(&arena, NULL, FH_TEXT(""),
                        FH_TEXT("# a comment\n\n*.o\n!keep.o\nbuild/\n/root.txt\ndocs/**/gen\n"
                                "\\#kept\ntrail   \n\\!bang\r\n[a-c][0-9].log\nabc/**/*.tmp\n"));
    if (CHECK(scope != NULL)) check_rules(scope, rows, FH_COUNT(rows));
    fh_arena_done(&arena);
}

/* The file nearer to the path has the last word. */
static void files_below_each_other(void)
{
    static const question rows[] = {
        {"a.log", false, true},           {"src/a.log", false, false},
        {"src/deep/a.log", false, false}, {"src/only", false, true},
        {"src/deep/only", false, false},
    };
    fh_arena arena;
    fh_arena_init(&arena, 0);
    const fh_ignore_scope *root = fh_ignore_parse(&arena, NULL, FH_TEXT(""), FH_TEXT("*.log\n"));
    const fh_ignore_scope *below =
        fh_ignore_parse(&arena, root, FH_TEXT("src"), FH_TEXT("!*.log\n/only\n"));
    check_rules(below, rows + 1, FH_COUNT(rows) - 1);
    check_rules(root, rows, 1);
    CHECK(fh_ignore_parse(&arena, root, FH_TEXT("lib"), FH_TEXT("# nothing\n\n")) == root);
    fh_arena_done(&arena);
}

static void wildcards(void)
{
    static const struct {
        const char *pattern, *text;
        bool is_path, matches;
    } rows[] = {
        {"*", "a/b", true, false},     {"*", "a/b", false, true},     {"**/x", "x", true, true},
        {"a/**/x", "a/x", true, true}, {"a/**", "a/b/c", true, true}, {"[!a]x", "bx", true, true},
        {"[!a]x", "ax", true, false},  {"?", "/", true, false},       {"\\*", "*", true, true},
        {"\\*", "a", true, false},     {"[", "[", true, false},
    };
    fh_ignore_cost cost = {0};
    for (size_t i = 0; i < FH_COUNT(rows); i++)
        if (!CHECK(fh_ignore_wild(fh_text_of(rows[i].pattern), fh_text_of(rows[i].text),
                                  rows[i].is_path, &cost) == rows[i].matches))
            printf("#   %s %s\n", rows[i].pattern, rows[i].text);
}

/* What costs backtracking matchers forever costs the product of the lengths here, and is told. */
static void costs_are_bounded(void)
{
    static char pattern[4000], text[4000];
    fh_ignore_cost cost = {0};
    for (size_t i = 0; i < sizeof pattern; i++) {
        pattern[i] = i % 2 == 0 ? '*' : 'a';
        text[i] = 'a';
    }
    pattern[sizeof pattern - 1] = 'b';
    CHECK(!fh_ignore_wild(fh_text_make(pattern, sizeof pattern), fh_text_make(text, sizeof text),
                          false, &cost));
    CHECK(cost.bytes > 0);
    CHECK(cost.bytes <= (uint64_t)sizeof pattern * sizeof text * 2);
}

int main(void)
{
    RUN(rules_of_one_file);
    RUN(files_below_each_other);
    RUN(wildcards);
    RUN(costs_are_bounded);
    return DONE();
}
