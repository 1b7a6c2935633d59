/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/regex.h"
#include "tap.h"

static fh_regex *make(fh_env *env, const char *pattern, bool caseless)
{
    fh_regex *regex = NULL;
    fh_env_init(env);
    CHECK_INT(fh_regex_new(env, fh_text_of(pattern), caseless, &regex), FH_OK);
    return regex;
}

static void groups_are_given(void)
{
    fh_env env;
    fh_regex_span spans[4];
    bool limited = true;
    fh_regex *regex = make(&env, "(a+)(x)?b", false);
    CHECK(fh_regex_match(regex, FH_TEXT("--aab aab"), 0, spans, 4, &limited));
    CHECK(!limited);
    CHECK(spans[0].start == 2 && spans[0].end == 5);
    CHECK(spans[1].start == 2 && spans[1].end == 4);
    CHECK(spans[2].start == SIZE_MAX && spans[3].start == SIZE_MAX);
    CHECK(fh_regex_match(regex, FH_TEXT("--aab aab"), 5, spans, 1, NULL));
    CHECK_INT(spans[0].start, 6);
    CHECK(!fh_regex_match(regex, FH_TEXT("--aab aab"), 8, NULL, 0, &limited));
    CHECK(!fh_regex_match(regex, FH_TEXT("ab"), 99, NULL, 0, NULL));
    CHECK(!fh_regex_match(regex, (fh_text){0}, 0, NULL, 0, NULL));
    fh_regex_free(regex);
}

static void bytes_are_bytes(void)
{
    fh_env env;
    fh_regex *regex = make(&env, "\xff.\x80", false);
    CHECK(fh_regex_match(regex, FH_TEXT("\xff\xc3\x80"), 0, NULL, 0, NULL));
    fh_regex_free(regex);
    regex = make(&env, "nVidia", true);
    CHECK(fh_regex_match(regex, FH_TEXT("an NVIDIA card"), 0, NULL, 0, NULL));
    fh_regex_free(regex);
    fh_regex_free(NULL);
}

static void broken_patterns_are_told(void)
{
    fh_env env;
    fh_regex *regex = NULL;
    fh_env_init(&env);
    CHECK_INT(fh_regex_new(&env, FH_TEXT("a(b"), false, &regex), FH_BAD_INPUT);
    CHECK(regex == NULL);
    CHECK(strstr(env.error.message, "offset 3") != NULL);
    CHECK_INT(fh_regex_new(&env, FH_TEXT("a\\Cb"), false, &regex), FH_BAD_INPUT);
}

/* However it runs out, of steps or of stack, it is told. */
static void limits_are_told(void)
{
    static const char *const patterns[] = {"(a+)+$", "^(a|b|ab)*c", "(?:a?){40}a{40}$"};
    static char text[50000];
    fh_env env;
    memset(text, 'a', sizeof text);
    for (size_t i = 0; i < FH_COUNT(patterns); i++) {
        bool limited = false;
        fh_regex *regex = make(&env, patterns[i], false);
        memcpy(text + sizeof text - 2, "!c", 2);
        CHECK(!fh_regex_match(regex, fh_text_make(text, sizeof text), 0, NULL, 0, &limited));
        if (!CHECK(limited)) printf("#   %s\n", patterns[i]);
        fh_regex_free(regex);
    }
}

int main(void)
{
    RUN(groups_are_given);
    RUN(bytes_are_bytes);
    RUN(broken_patterns_are_told);
    RUN(limits_are_told);
    return DONE();
}
