/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "report/sink.h"

#include "tap.h"

static fh_buf got;

static bool take(void *user, const char *bytes, size_t count)
{
    (void)user;
    fh_buf_add(&got, fh_text_make(bytes, count));
    return true;
}

static bool refuse(void *user, const char *bytes, size_t count)
{
    (void)user;
    (void)bytes;
    (void)count;
    return false;
}

/* `text` as a terminal gets it, cut to `max`; the columns have to be `columns`. */
static void check_terminal(fh_text text, size_t max, const char *want, size_t columns)
{
    fh_sink sink;

    fh_buf_clear(&got);
    fh_sink_init(&sink, take, NULL);
    CHECK_INT(fh_sink_terminal(&sink, text, max), columns);
    CHECK(fh_sink_done(&sink));
    CHECK_TEXT(fh_buf_text(&got), want);
}

static void plain_text_passes(void)
{
    check_terminal(FH_TEXT(""), 0, "", 0);
    check_terminal(FH_TEXT("src/main.c"), 0, "src/main.c", 10);
    check_terminal(FH_TEXT("gr\xc3\xbc\xc3\x9f"), 0, "gr\xc3\xbc\xc3\x9f", 4);
    check_terminal(FH_TEXT("a\tb"), 0, "a b", 3);
    check_terminal(FH_TEXT("\xe6\xa8\xa1\xe5\x9e\x8b"), 0, "\xe6\xa8\xa1\xe5\x9e\x8b", 4);
    check_terminal(FH_TEXT("e\xcc\x81!"), 0, "e\xcc\x81!", 2);
}

static void controls_are_escaped(void)
{
    check_terminal(FH_TEXT("\x1b[2J"), 0, "\\x1b[2J", 7);
    check_terminal(FH_TEXT("a\r\nb"), 0, "a\\x0d\\x0ab", 10);
    check_terminal(FH_TEXT("\x7f\x00z"), 0, "\\x7f\\x00z", 9);
    check_terminal(FH_TEXT("\xc2\x9b"
                           "2J"),
                   0, "\\u{009b}2J", 10);
    check_terminal(FH_TEXT("\xe2\x80\xae"), 0, "\\u{202e}", 8);
    check_terminal(FH_TEXT("\xf3\xa0\x81\x81"), 0, "\\u{e0041}", 9);
    check_terminal(FH_TEXT("\xef\xbb\xbfx"), 0, "\\u{feff}x", 9);
}

static void bad_bytes_are_escaped(void)
{
    check_terminal(FH_TEXT("\xff"), 0, "\\xff", 4);
    check_terminal(FH_TEXT("\xc0\xaf"), 0, "\\xc0\\xaf", 8);
    check_terminal(FH_TEXT("\xed\xa0\x80"), 0, "\\xed\\xa0\\x80", 12);
    check_terminal(FH_TEXT("\xe6\xa8"), 0, "\\xe6\\xa8", 8);
    check_terminal(FH_TEXT("\xf4\x90\x80\x80"), 0, "\\xf4\\x90\\x80\\x80", 16);
}

static void log_commands_are_broken(void)
{
    check_terminal(FH_TEXT("##[error]x"), 0, "#\\x23[error]x", 13);
    check_terminal(FH_TEXT("x ##vso[task]"), 0, "x #\\x23vso[task]", 16);
    check_terminal(FH_TEXT("## heading"), 0, "## heading", 10);
    check_terminal(FH_TEXT("::error::x"), 0, "\\x3a:error::x", 13);
    check_terminal(FH_TEXT("  ::error::x"), 0, "  \\x3a:error::x", 15);
    check_terminal(FH_TEXT("std::move"), 0, "std::move", 9);
}

static void cuts_to_columns(void)
{
    check_terminal(FH_TEXT("abcdef"), 6, "abcdef", 6);
    check_terminal(FH_TEXT("abcdefg"), 6, "abc...", 6);
    check_terminal(FH_TEXT("abcdefg"), 2, "..", 2);
    check_terminal(FH_TEXT("ab\x1b\x1b"), 6, "ab...", 5);
    check_terminal(FH_TEXT("\xe6\xa8\xa1\xe6\xa8\xa1\xe6\xa8\xa1\xe6\xa8\xa1"), 6,
                   "\xe6\xa8\xa1...", 5);
}

static void failure_sticks(void)
{
    fh_sink sink;

    fh_sink_init(&sink, refuse, NULL);
    fh_sink_put(&sink, "lost");
    CHECK(!fh_sink_done(&sink));
    fh_sink_init(&sink, refuse, NULL);
    for (int i = 0; i < 100000; i++) fh_sink_put(&sink, "lost");
    CHECK(sink.failed);
    CHECK(sink.buf.len < 200000);
    CHECK(!fh_sink_done(&sink));
}

int main(void)
{
    RUN(plain_text_passes);
    RUN(controls_are_escaped);
    RUN(bad_bytes_are_escaped);
    RUN(log_commands_are_broken);
    RUN(cuts_to_columns);
    RUN(failure_sticks);
    fh_buf_done(&got);
    return DONE();
}
