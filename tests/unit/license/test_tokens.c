/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/tokens.h"

#include "tap.h"

/* The words of a text in small letters, one blank between two. */
static void check_words(const char *text, const char *want)
{
    fh_arena arena;
    fh_arena_init(&arena, 0);
    const fh_tokens tokens = fh_tokens_read(NULL, fh_text_of(text), &arena);
    fh_text words = FH_TEXT("");
    for (uint32_t i = 0; i < tokens.count; i++) {
        const fh_text word = fh_text_make(text + tokens.items[i].start, tokens.items[i].len);
        char *small = fh_arena_alloc(&arena, word.len + 1);
        for (size_t k = 0; k < word.len; k++) small[k] = fh_lower(word.ptr[k]);
        words = fh_arena_printf(&arena, "%.*s%s%.*s", FH_TEXT_ARGS(words), i > 0 ? " " : "",
                                FH_TEXT_ARGS(fh_text_make(small, word.len)));
    }
    CHECK_TEXT(words, want);
    fh_arena_done(&arena);
}

static void words_and_numbers(void)
{
    check_words("GPLv2.1+, \"AS-IS\"", "gplv 2 1 as is");
    check_words("non-commercial sub-license x-y", "non-commercial sub-license x y");
    check_words("", "");
}

static void leaders_and_markup(void)
{
    check_words("/*\n * One\n * two.\n */", "one two");
    check_words("dnl One\ndnl two", "one two");
    check_words("<p>One <b>two</b> &amp; <year></p>", "one two year");
    check_words("One\\n\\ttwo", "one two");
}

static void bullets(void)
{
    check_words("Terms:\n\n1. One\n2.1 Two\n\n(a) three; and\n(b) four",
                "terms one 2 1 two three and four");
    check_words("<p>1.1 This license</p>", "this license");
    check_words("Words.\n\n1.4 This license", "words this license");
    check_words("the U.S. Government", "the u s government");
    check_words("under section 2 of it", "under section 2 of it");
}

static void signs_of_comments(void)
{
    check_words(";;; the name\n;;; M. is one", "the name m is one");
}

/* Equal words have equal hashes, whatever their case. */
static void hashes(void)
{
    CHECK(fh_token_hash(FH_TEXT("LICENSE")) == fh_token_hash(FH_TEXT("license")));
    CHECK(fh_token_hash(FH_TEXT("LIBERT\xc3\x89")) == fh_token_hash(FH_TEXT("libert\xc3\xa9")));
    CHECK(fh_token_hash(FH_TEXT("license")) != fh_token_hash(FH_TEXT("licence")));
}

int main(void)
{
    RUN(words_and_numbers);
    RUN(leaders_and_markup);
    RUN(bullets);
    RUN(signs_of_comments);
    RUN(hashes);
    return DONE();
}
