/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "lookup/lookup.h"
#include "tap.h"

/* Lines in and out, and addresses that are taken. */

static void takes_package_urls_only(void)
{
    fh_arena arena;
    fh_lookup_item_vec items = {0};
    fh_arena_init(&arena, 0);
    CHECK(fh_lookup_add(&arena, &items, FH_TEXT("pkg:npm/a@1")));
    CHECK(!fh_lookup_add(&arena, &items, FH_TEXT("a@1")));
    CHECK(!fh_lookup_add(&arena, &items, FH_TEXT("")));
    CHECK_INT(items.count, 1);
    fh_arena_done(&arena);
}

static void writes_one_line(void)
{
    const fh_lookup_item item = {.purl = FH_TEXT("pkg:npm/a@1"),
                                 .state = FH_LOOKUP_FOUND,
                                 .service = "deps.dev",
                                 .expression = FH_TEXT("MIT"),
                                 .written = FH_TEXT("a \"b\"\n\x1b\\"),
                                 .is_cached = true};
    fh_buf buf;
    fh_buf_init(&buf, 0);
    fh_lookup_write(&item, &buf);
    CHECK_TEXT(fh_buf_text(&buf), "{\"purl\":\"pkg:npm/a@1\",\"state\":\"found\",\"service\":"
                                  "\"deps.dev\",\"expression\":\"MIT\",\"written\":"
                                  "\"a \\\"b\\\"\\u000a\\u001b\\\\\",\"cached\":true}\n");
    fh_buf_done(&buf);
}

static void quotes_broken_utf8(void)
{
    fh_buf buf;
    fh_buf_init(&buf, 0);
    fh_lookup_quote(FH_TEXT("a\xff"), &buf);
    fh_lookup_quote(FH_TEXT("\xc3\xa9"), &buf);
    CHECK_TEXT(fh_buf_text(&buf), "\"a?\"\"\xc3\xa9\"");
    fh_buf_done(&buf);
}

static void knows_good_addresses(void)
{
    static const char *const good[] = {"https://api.deps.dev", "http://127.0.0.1:80/x"};
    static const char *const bad[] = {"",           "deps.dev",    "https://",     "https:///x",
                                      "ftp://a",    "http://u@h",  "http://u:p@h", "http://h?q",
                                      "http://h#",  "http://h\n",  "http://:80",   "file:///etc",
                                      "http://a b", "http://h\\@x"};
    for (size_t i = 0; i < FH_COUNT(good); i++) CHECK(fh_http_is_base(fh_text_of(good[i])));
    for (size_t i = 0; i < FH_COUNT(bad); i++) CHECK(!fh_http_is_base(fh_text_of(bad[i])));
}

int main(void)
{
    RUN(takes_package_urls_only);
    RUN(writes_one_line);
    RUN(quotes_broken_utf8);
    RUN(knows_good_addresses);
    return DONE();
}
