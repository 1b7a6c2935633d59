/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/glob.h"
#include "tap.h"

static void check_pair(const char *pattern, const char *text, bool want)
{
    if (fh_glob_match(fh_text_of(pattern), fh_text_of(text), 0) == want) return;
    (void)CHECK(false);
    printf("#   '%s' and '%s' should%s match\n", pattern, text, want ? "" : " not");
}

static void paths_match(void)
{
    static const char *const rows[][2] = {
        {"", ""},
        {"a.py", "a.py"},
        {"*.py", "a.py"},
        {"*.py", ".py"},
        {"**/*.py", "a.py"},
        {"**/a.py", "a.py"},
        {"x/**/", "x/"},
        {"**/*.py", "x/y/a.py"},
        {"**", "x/y/z"},
        {"**", ""},
        {"a/**", "a/b/c"},
        {"a/**/b", "a/b"},
        {"a/**/b", "a/x/y/b"},
        {"a**b", "a/x/b"},
        {"**/a/**/b/**", "x/a/b/c"},
        {"***/a", "x/y/a"},
        {"?.c", "x.c"},
        {"[a-c]x", "bx"},
        {"[!a-c]x", "dx"},
        {"[^a-c]x", "dx"},
        {"[]x]y", "]y"},
        {"[!]]y", "ay"},
        {"[a-]y", "-y"},
        {"{a,b}.c", "a.c"},
        {"{a,b}.c", "b.c"},
        {"{a,}.c", ".c"},
        {"{}x", "x"},
        {"x{a,{b,c}d}y", "xcdy"},
        {"{{{{a,b}}}}", "b"},
        {"{*.py,docs/**}", "docs/a/b"},
        {"{[,]a,b}", ",a"},
        {"{[}]a,b}", "}a"},
        {"{**/,}x", "a/b/x"},
        {"{**/,}x", "x"},
        {"{a,b}{c,d}", "bc"},
        {"a,b", "a,b"},
        {"*", "a"},
        {"**/requirements*.txt", "dev/requirements-test.txt"},
        {"*a*a*a*", "xaxaxax"},
        {"*/*/c", "a/b/c"},
        {"\\x", "\\x"},
        {"*\xff*", "a\xff\xfe"},
        {"[\x80-\xff]", "\xc3"},
        {"*.{tar.gz,zip}", "a.tar.gz"},
    };
    for (size_t i = 0; i < FH_COUNT(rows); i++) check_pair(rows[i][0], rows[i][1], true);
}

static void other_paths_do_not(void)
{
    static const char *const rows[][2] = {
        {"", "a"},
        {"a", ""},
        {"a.py", "a.pyc"},
        {"*.py", "x/a.py"},
        {"**/*.py", "a.pyc"},
        {"**/b", "ab"},
        {"a/**", "a"},
        {"a/**/b", "ab"},
        {"?.c", "/.c"},
        {"?", ""},
        {"[a-c]", "d"},
        {"[!a]", "/"},
        {"[!a]", "a"},
        {"{a,b}", "c"},
        {"{a,b}", "ab"},
        {"x{a,b}", "x"},
        {"*/c", "a/b/c"},
        {"a[b", "a[b"},
        {"a{b", "a{b"},
        {"a}b", "a}b"},
        {"{a,b", "a"},
        {"A", "a"},
        {"**/x/*", "x/y/z"},
        {"*.min.*", "a.min"},
        {"{{{{{a}}}}}", "a"},
    };
    for (size_t i = 0; i < FH_COUNT(rows); i++) check_pair(rows[i][0], rows[i][1], false);
}

static void case_can_be_ignored(void)
{
    CHECK(fh_glob_match(FH_TEXT("READ*"), FH_TEXT("readme"), FH_GLOB_NOCASE));
    CHECK(fh_glob_match(FH_TEXT("x[A-C]?"), FH_TEXT("Xbz"), FH_GLOB_NOCASE));
    CHECK(fh_glob_match(FH_TEXT("x[a-c]"), FH_TEXT("XB"), FH_GLOB_NOCASE));
    CHECK(!fh_glob_match(FH_TEXT("x[!a-c]"), FH_TEXT("XB"), FH_GLOB_NOCASE));
    CHECK(fh_glob_match(FH_TEXT("*.PY"), FH_TEXT("a.py"), FH_GLOB_NOCASE));
    CHECK(fh_glob_match(FH_TEXT("plain"), FH_TEXT("PLAIN"), FH_GLOB_NOCASE));
    CHECK(!fh_glob_match(FH_TEXT("*.PY"), FH_TEXT("a.py"), 0));
}

static void broken_patterns_are_told(void)
{
    static const char *const good[] = {"",     "a", "[a]", "{a,b}", "[]]", "[{]", "{a,{b,{c,{d}}}}",
                                       "{[}]}"};
    static const char *const bad[] = {"[", "[a", "[]",   "[!]", "{",          "{a",
                                      "}", "a}", "{a}}", "{[}", "{{{{{a}}}}}"};
    for (size_t i = 0; i < FH_COUNT(good); i++) CHECK(fh_glob_is_valid(fh_text_of(good[i])));
    for (size_t i = 0; i < FH_COUNT(bad); i++) CHECK(!fh_glob_is_valid(fh_text_of(bad[i])));
}

/* What made backtracking matchers take forever, or recurse without end. */
static void hostile_patterns_end(void)
{
    static char pattern[4096], text[100000];
    memset(text, 'a', sizeof text);
    for (size_t i = 0; i < sizeof pattern; i++) pattern[i] = i % 2 == 0 ? '*' : 'a';
    pattern[sizeof pattern - 1] = 'b';
    CHECK(!fh_glob_match(fh_text_make(pattern, sizeof pattern), fh_text_make(text, 20000), 0));
    memset(pattern, '*', sizeof pattern);
    CHECK(fh_glob_match(fh_text_make(pattern, sizeof pattern), fh_text_make(text, 20000), 0));
    for (size_t i = 0; i + 5 <= sizeof pattern; i += 5) memcpy(pattern + i, "{,*a}", 5);
    CHECK(fh_glob_match(fh_text_make(pattern, 4095), fh_text_make(text, 2000), 0));
    memset(pattern, 'a', sizeof pattern);
    CHECK(fh_glob_match(fh_text_make(pattern, sizeof pattern), fh_text_make(text, 4096), 0));
    CHECK(!fh_glob_is_valid(fh_text_make(text, sizeof text)));
}

/* A group of one alternative means the same and takes no short way: every short way must agree with
 * the machine. Names are made by a fixed generator. */
static void short_ways_agree(void)
{
    static const char pattern_bytes[] = "ab/*?A**/";
    static const char text_bytes[] = "ab/A";
    static const char *const frames[][2] = {{"", ""},    {"**/", ""}, {"**/", "/**"},
                                            {"", "/**"}, {"a", ""},   {"", "/b"}};
    uint32_t state = 12345;
    char inner[16], pattern[64], group[80], text[16];
    for (int round = 0; round < 60000; round++) {
        size_t len = (state = state * 1664525u + 1013904223u) >> 29;
        for (size_t i = 0; i < len; i++)
            inner[i] = pattern_bytes[((state = state * 1664525u + 1013904223u) >> 16) % 9];
        inner[len] = 0;
        len = (state = state * 1664525u + 1013904223u) >> 29;
        for (size_t i = 0; i < len; i++)
            text[i] = text_bytes[((state = state * 1664525u + 1013904223u) >> 16) % 4];
        text[len] = 0;
        (void)snprintf(pattern, sizeof pattern, "%s%s%s", frames[round % 6][0], inner,
                       frames[round % 6][1]);
        (void)snprintf(group, sizeof group, "{%s}", pattern);
        const unsigned flags = round % 2 == 0 ? FH_GLOB_NOCASE : 0;
        const bool want = fh_glob_match(fh_text_of(group), fh_text_of(text), flags);
        if (fh_glob_match(fh_text_of(pattern), fh_text_of(text), flags) == want) continue;
        (void)CHECK(false);
        printf("#   '%s' and '%s' should%s match\n", pattern, text, want ? "" : " not");
        return;
    }
}

int main(void)
{
    RUN(short_ways_agree);
    RUN(paths_match);
    RUN(other_paths_do_not);
    RUN(case_can_be_ignored);
    RUN(broken_patterns_are_told);
    RUN(hostile_patterns_end);
    return DONE();
}
