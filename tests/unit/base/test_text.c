/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/text.h"
#include "tap.h"

static const fh_text none;

static void texts_are_compared(void)
{
    CHECK(fh_text_eq(FH_TEXT("a\0b"), FH_TEXT("a\0b")));
    CHECK(!fh_text_eq(FH_TEXT("a\0b"), FH_TEXT("a\0c")));
    CHECK(fh_text_eq(none, FH_TEXT("")));
    CHECK(fh_text_eq_nocase(FH_TEXT("aBc-1"), FH_TEXT("AbC-1")));
    CHECK(!fh_text_eq_nocase(FH_TEXT("a@"), FH_TEXT("a`")));
    CHECK(!fh_text_eq_nocase(FH_TEXT("\xc4"), FH_TEXT("\xe4")));
    CHECK(fh_text_is(FH_TEXT("ab"), "ab") && !fh_text_is(FH_TEXT("ab"), "abc"));
    CHECK(fh_text_is(none, NULL));
    CHECK(fh_text_compare(FH_TEXT("a"), FH_TEXT("b")) < 0);
    CHECK(fh_text_compare(FH_TEXT("\xff"), FH_TEXT("b")) > 0);
    CHECK(fh_text_compare(FH_TEXT("a"), FH_TEXT("ab")) < 0);
    CHECK(fh_text_compare(FH_TEXT("ab"), FH_TEXT("a")) > 0);
    CHECK_INT(fh_text_compare(none, FH_TEXT("")), 0);
    CHECK_TEXT(fh_text_of(NULL), "");
}

static void ends_are_looked_at(void)
{
    CHECK(fh_text_starts(FH_TEXT("abc"), FH_TEXT("ab")) && fh_text_starts(none, none));
    CHECK(!fh_text_starts(FH_TEXT("a"), FH_TEXT("ab")));
    CHECK(fh_text_starts_nocase(FH_TEXT("ABC"), FH_TEXT("ab")));
    CHECK(!fh_text_starts_nocase(FH_TEXT("A"), FH_TEXT("ab")));
    CHECK(fh_text_ends(FH_TEXT("abc"), FH_TEXT("bc")) && fh_text_ends(FH_TEXT("abc"), none));
    CHECK(!fh_text_ends(FH_TEXT("c"), FH_TEXT("bc")));
}

static void parts_are_found(void)
{
    const fh_text text = FH_TEXT("one two Three two");
    CHECK_INT(fh_text_find(text, FH_TEXT("two")), 4);
    CHECK(fh_text_find(text, FH_TEXT("four")) == SIZE_MAX);
    CHECK_INT(fh_text_find(text, none), 0);
    CHECK(fh_text_find(none, FH_TEXT("a")) == SIZE_MAX);
    CHECK(fh_text_find(FH_TEXT("ab"), FH_TEXT("abc")) == SIZE_MAX);
    CHECK_INT(fh_text_find_nocase(text, FH_TEXT("tHREE")), 8);
    CHECK(fh_text_find_nocase(text, FH_TEXT("threes")) == SIZE_MAX);
    CHECK_INT(fh_text_find_nocase(none, none), 0);
    CHECK_INT(fh_text_find_byte(text, 't'), 4);
    CHECK_INT(fh_text_rfind_byte(text, 't'), 14);
    CHECK(fh_text_find_byte(none, 'x') == SIZE_MAX && fh_text_rfind_byte(none, 'x') == SIZE_MAX);
}

static void parts_are_cut(void)
{
    const fh_text text = FH_TEXT("abcdef");
    CHECK_TEXT(fh_text_slice(text, 1, 3), "bc");
    CHECK_TEXT(fh_text_slice(text, 4, SIZE_MAX), "ef");
    CHECK_TEXT(fh_text_slice(text, 5, 2), "");
    CHECK_TEXT(fh_text_slice(text, SIZE_MAX, SIZE_MAX), "");
    CHECK_TEXT(fh_text_slice(none, 1, 3), "");
    CHECK_TEXT(fh_text_trim(FH_TEXT(" \t\v\f a b\r\n")), "a b");
    CHECK_TEXT(fh_text_trim(FH_TEXT(" \n ")), "");
    CHECK_TEXT(fh_text_trim(none), "");
    CHECK_TEXT(fh_text_base_name(FH_TEXT("a/b/c.d")), "c.d");
    CHECK_TEXT(fh_text_base_name(FH_TEXT("c.d")), "c.d");
    CHECK_TEXT(fh_text_base_name(FH_TEXT("a/")), "");
    CHECK_TEXT(fh_text_dir_name(FH_TEXT("a/b/c.d")), "a/b");
    CHECK_TEXT(fh_text_dir_name(FH_TEXT("c.d")), "");
    CHECK_TEXT(fh_text_dir_name(none), "");
}

static void fields_are_taken(void)
{
    fh_text rest = FH_TEXT("a,,b,"), field;
    static const char *const want[] = {"a", "", "b", ""};
    for (size_t i = 0; i < FH_COUNT(want); i++) {
        CHECK(fh_text_next_field(&rest, ',', &field));
        CHECK_TEXT(field, want[i]);
    }
    CHECK(!fh_text_next_field(&rest, ',', &field));
    rest = FH_TEXT("");
    CHECK(fh_text_next_field(&rest, ',', &field));
    CHECK_TEXT(field, "");
    CHECK(!fh_text_next_field(&rest, ',', &field));
    rest = none;
    CHECK(!fh_text_next_field(&rest, ',', &field));
}

static void lines_are_taken(void)
{
    fh_text rest = FH_TEXT("a\r\n\nb\rc\n\r\nlast"), line;
    static const char *const want[] = {"a", "", "b\rc", "", "last"};
    for (size_t i = 0; i < FH_COUNT(want); i++) {
        CHECK(fh_text_next_line(&rest, &line));
        CHECK_TEXT(line, want[i]);
    }
    CHECK(!fh_text_next_line(&rest, &line));
    rest = none;
    CHECK(!fh_text_next_line(&rest, &line));
}

static void numbers_are_read(void)
{
    uint64_t value = 7;
    CHECK(fh_text_to_u64(FH_TEXT("0"), &value) && value == 0);
    CHECK(fh_text_to_u64(FH_TEXT("18446744073709551615"), &value) && value == UINT64_MAX);
    static const char *const bad[] = {
        "", "-1", "+1", " 1", "1 ", "0x1", "18446744073709551616", "99999999999999999999"};
    for (size_t i = 0; i < FH_COUNT(bad); i++) CHECK(!fh_text_to_u64(fh_text_of(bad[i]), &value));
    CHECK(value == UINT64_MAX);
}

/* Unicode 15, table 3-7, at its edges; after a run long enough for any fast path. */
static void utf8_is_told_from_bytes(void)
{
    static const char *const good[] = {"",
                                       "a",
                                       "\x7f",
                                       "\xc2\x80",
                                       "\xdf\xbf",
                                       "\xe0\xa0\x80",
                                       "\xed\x9f\xbf",
                                       "\xee\x80\x80",
                                       "\xef\xbf\xbf",
                                       "\xf0\x90\x80\x80",
                                       "\xf4\x8f\xbf\xbf"};
    static const char *const bad[] = {"\x80",
                                      "\xc0\x80",
                                      "\xc1\xbf",
                                      "\xc2",
                                      "\xc2\x41",
                                      "\xe0\x9f\xbf",
                                      "\xe0\xa0",
                                      "\xed\xa0\x80",
                                      "\xf0\x8f\xbf\xbf",
                                      "\xf4\x90\x80\x80",
                                      "\xf5\x80\x80\x80",
                                      "\xf0\x90\x80",
                                      "\xff",
                                      "\xe2\x82\xc0"};
    char text[64];
    for (size_t before = 0; before < 20; before++) {
        memset(text, 'x', sizeof text);
        for (size_t i = 0; i < FH_COUNT(good); i++) {
            memcpy(text + before, good[i], strlen(good[i]));
            CHECK(fh_text_is_utf8(fh_text_make(text, before + strlen(good[i]))));
        }
        for (size_t i = 0; i < FH_COUNT(bad); i++) {
            memset(text, 'x', sizeof text);
            memcpy(text + before, bad[i], strlen(bad[i]));
            CHECK(!fh_text_is_utf8(fh_text_make(text, before + strlen(bad[i]))));
            CHECK(!fh_text_is_utf8(fh_text_make(text, 60)));
        }
    }
    CHECK(fh_text_is_utf8(FH_TEXT("a\0b")));
    CHECK(fh_text_is_utf8(none));
}

static void bytes_have_classes(void)
{
    int blanks = 0, words = 0;
    for (int c = 0; c < 256; c++) {
        blanks += fh_is_blank((char)c);
        words += fh_is_word((char)c);
        CHECK(fh_is_alnum((char)c) == (fh_is_alpha((char)c) || fh_is_digit((char)c)));
    }
    CHECK_INT(blanks, 6);
    CHECK_INT(words, 63);
    CHECK_INT(fh_lower('Q'), 'q');
    CHECK_INT(fh_lower('@'), '@');
}

int main(void)
{
    RUN(texts_are_compared);
    RUN(ends_are_looked_at);
    RUN(parts_are_found);
    RUN(parts_are_cut);
    RUN(fields_are_taken);
    RUN(lines_are_taken);
    RUN(numbers_are_read);
    RUN(utf8_is_told_from_bytes);
    RUN(bytes_have_classes);
    return DONE();
}
