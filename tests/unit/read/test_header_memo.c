/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/header_memo.h"
#include "read/lexer.h"
#include "tap.h"

static fh_fact fact_of(const char *subject)
{
    return (fh_fact){
        .kind = FH_FACT_LICENSE, .line = 2, .contexts = 1, .subject = fh_text_of(subject)};
}

static void headers_say_again_what_they_said(void)
{
    fh_header_memo *memo = fh_header_memo_new();
    fh_facts first, second;
    fh_facts_init(&first, 8);
    fh_facts_init(&second, 8);
    const fh_fact other = fact_of("of before"), wanted = fact_of("MIT");
    fh_facts_add(&first, &other);
    CHECK(!fh_header_memo_replay(memo, FH_TEXT("header"), 4, &second));
    fh_facts_add(&first, &wanted);
    fh_header_memo_keep(memo, FH_TEXT("header"), &first, 1);
    fh_header_memo_keep(memo, FH_TEXT("nothing"), &first, 2);
    fh_facts_done(&first); /* the memo has its own copy */
    CHECK(!fh_header_memo_replay(memo, FH_TEXT("header "), 4, &second));
    CHECK(fh_header_memo_replay(memo, FH_TEXT("nothing"), 4, &second));
    CHECK(second.list.count == 0);
    CHECK(fh_header_memo_replay(memo, FH_TEXT("header"), 4, &second));
    CHECK(second.list.count == 1 && fh_text_is(second.list.items[0].subject, "MIT"));
    CHECK(second.list.items[0].contexts == 4 && second.list.items[0].line == 2);
    fh_facts_done(&second);
    fh_header_memo_free(memo);
}

static void a_memo_is_bounded(void)
{
    static char text[FH_HEADER_BYTES + 1];
    fh_header_memo *memo = fh_header_memo_new();
    fh_facts facts;
    fh_facts_init(&facts, 100);
    memset(text, 'x', sizeof text);
    fh_header_memo_keep(memo, fh_text_make(text, sizeof text), &facts, 0);
    CHECK(!fh_header_memo_replay(memo, fh_text_make(text, sizeof text), 0, &facts));
    for (size_t i = 1; i <= FH_HEADER_MEMO_MAX + 1u; i++)
        fh_header_memo_keep(memo, fh_text_make(text, i), &facts, 0);
    CHECK(fh_header_memo_replay(memo, fh_text_make(text, FH_HEADER_MEMO_MAX), 0, &facts));
    CHECK(!fh_header_memo_replay(memo, fh_text_make(text, FH_HEADER_MEMO_MAX + 1u), 0, &facts));
    const fh_fact fact = fact_of("MIT");
    for (size_t i = 0; i < 50; i++) fh_facts_add(&facts, &fact);
    fh_header_memo_free(memo);
    memo = fh_header_memo_new();
    fh_header_memo_keep(memo, FH_TEXT("too many facts"), &facts, 0);
    CHECK(!fh_header_memo_replay(memo, FH_TEXT("too many facts"), 0, &facts));
    fh_header_memo_free(memo);
    fh_facts_done(&facts);
}

static void comments_in_front_have_an_end(void)
{
    static const struct {
        fh_language language;
        const char *text;
        size_t len;
    } rows[] = {
        {FH_LANGUAGE_PYTHON, "#!/bin/x\n# a\n\n# b\nx = 1", 18},
        {FH_LANGUAGE_C, "/* a */ // b\nint", 13},
        {FH_LANGUAGE_C, "/* a", 4},
        {FH_LANGUAGE_C, "int /* a */", 0},
        {FH_LANGUAGE_C, "", 0},
        {FH_LANGUAGE_NONE, "# a", 0},
    };
    for (size_t i = 0; i < FH_COUNT(rows); i++)
        CHECK(fh_leading_comment(fh_lexis_of(rows[i].language), fh_text_of(rows[i].text)) ==
              rows[i].len);
}

int main(void)
{
    RUN(headers_say_again_what_they_said);
    RUN(a_memo_is_bounded);
    RUN(comments_in_front_have_an_end);
    return DONE();
}
