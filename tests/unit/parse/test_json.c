/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "parsed.h"

static void values_and_places(void)
{
    parsed doc;
    parse_text(&doc, FH_SYNTAX_JSON,
               "\xef\xbb\xbf{ \"name\": \"a\\u00e9\\n\\ud83d\\ude00\",\r\n"
               "  \"n\" : -1.50E+3,\n"
               "\t\"list\": [true, false,\n"
               "    null, {}, []\n"
               "  ] }\n");
    const fh_node *list = fh_node_get(doc.root, "list");
    CHECK_INT(doc.root->kind, FH_NODE_MAP);
    CHECK_INT(doc.root->count, 3);
    CHECK_PLACE(doc.root, 1, 1);
    CHECK_INT(doc.root->end_line, 5);
    CHECK_TEXT(fh_node_get(doc.root, "name")->text, "a\xc3\xa9\n\xf0\x9f\x98\x80");
    CHECK_KEY_PLACE(fh_node_get(doc.root, "name"), 1, 3);
    CHECK_PLACE(fh_node_get(doc.root, "name"), 1, 11);
    CHECK_INT(fh_node_get(doc.root, "n")->kind, FH_NODE_NUMBER);
    CHECK_TEXT(fh_node_get(doc.root, "n")->text, "-1.50E+3");
    CHECK_PLACE(fh_node_get(doc.root, "n"), 2, 9);
    CHECK_INT(list->kind, FH_NODE_LIST);
    CHECK_INT(list->count, 5);
    CHECK_INT(list->end_line, 5);
    CHECK(fh_node_is_true(fh_node_at(list, 0)));
    CHECK_TEXT(fh_node_at(list, 1)->text, "false");
    CHECK_INT(fh_node_at(list, 2)->kind, FH_NODE_NULL);
    CHECK_PLACE(fh_node_at(list, 2), 4, 5);
    CHECK_INT(fh_node_at(list, 3)->kind, FH_NODE_MAP);
    CHECK_INT(fh_node_at(list, 4)->kind, FH_NODE_LIST);
    CHECK_KEY_PLACE(fh_node_at(list, 4), 0, 0);
    parse_done(&doc);
}

static void lookups_forgive(void)
{
    parsed doc;
    parse_text(&doc, FH_SYNTAX_JSON, "{\"a\": {\"b\": {\"c\": 1}, \"x.y\": 2}}");
    CHECK_TEXT(fh_node_text(fh_node_path(doc.root, "a.b.c")), "1");
    CHECK_TEXT(fh_node_text(fh_node_find(fh_node_get(doc.root, "a"), FH_TEXT("x.y"))), "2");
    CHECK(fh_node_path(doc.root, "a.q.c") == &fh_node_empty);
    CHECK(fh_node_path(doc.root, "a.b.c.d") == &fh_node_empty);
    CHECK(fh_node_at(doc.root, 0) == &fh_node_empty);
    CHECK_TEXT(fh_node_text(fh_node_get(doc.root, "a")), "");
    CHECK(!fh_node_is_true(&fh_node_empty));
    parse_done(&doc);
}

static void lone_surrogates_become_replacements(void)
{
    parsed doc;
    parse_text(&doc, FH_SYNTAX_JSON, "[\"\\ud800\", \"\\udc00x\", \"\\ud800\\u0041\"]");
    CHECK_TEXT(fh_node_at(doc.root, 0)->text, "\xef\xbf\xbd");
    CHECK_TEXT(fh_node_at(doc.root, 1)->text, "\xef\xbf\xbdx");
    CHECK_TEXT(fh_node_at(doc.root, 2)->text, "\xef\xbf\xbd"
                                              "A");
    parse_done(&doc);
}

static void duplicates_are_marked(void)
{
    parsed doc;
    parse_text(&doc, FH_SYNTAX_JSON, "{\"a\": 1, \"b\": 2, \"\\u0061\": 3}");
    CHECK(doc.root->first->duplicate);
    CHECK(!doc.root->first->next->duplicate);
    CHECK_TEXT(fh_node_get(doc.root, "a")->text, "3");
    parse_done(&doc);
    parse_text(&doc, FH_SYNTAX_JSON,
               "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"b\":9,\"b\":0}");
    CHECK(!doc.root->first->duplicate);
    CHECK(doc.root->first->next->duplicate);
    CHECK(!fh_node_get(doc.root, "b")->duplicate);
    CHECK_TEXT(fh_node_get(doc.root, "b")->text, "0");
    parse_done(&doc);
}

static void comments_only_where_asked_for(void)
{
    const char *text = "// one\n{\"a\": /* two\n */ 1, // three\n \"b\": [1,2,],}\n";
    parsed doc;
    parse_text(&doc, FH_SYNTAX_JSONC, text);
    CHECK_PLACE(fh_node_get(doc.root, "a"), 3, 5);
    CHECK_KEY_PLACE(fh_node_get(doc.root, "b"), 4, 2);
    CHECK_INT(fh_node_get(doc.root, "b")->count, 2);
    parse_done(&doc);
    CHECK_REFUSED(FH_SYNTAX_JSON, text, FH_BAD_INPUT, 1, 1);
    CHECK_REFUSED(FH_SYNTAX_JSON, "[1,]", FH_BAD_INPUT, 1, 4);
    CHECK_REFUSED(FH_SYNTAX_JSONC, "[1,,]", FH_BAD_INPUT, 1, 4);
    CHECK_REFUSED(FH_SYNTAX_JSONC, "[,]", FH_BAD_INPUT, 1, 2);
    CHECK_REFUSED(FH_SYNTAX_JSONC, "{\"a\": 1}\n/* open", FH_BAD_INPUT, 0, 0);
    CHECK_REFUSED(FH_SYNTAX_JSONC, "/", FH_BAD_INPUT, 1, 1);
}

static void malformed_texts(void)
{
    CHECK_REFUSED(FH_SYNTAX_JSON, "", FH_BAD_INPUT, 1, 1);
    CHECK_REFUSED(FH_SYNTAX_JSON, "{\n  \"a\" 1}", FH_BAD_INPUT, 2, 7);
    CHECK_REFUSED(FH_SYNTAX_JSON, "{\"a\": 1 \"b\"}", FH_BAD_INPUT, 1, 9);
    CHECK_REFUSED(FH_SYNTAX_JSON, "[1\n2]", FH_BAD_INPUT, 2, 1);
    CHECK_REFUSED(FH_SYNTAX_JSON, "[1] x", FH_BAD_INPUT, 1, 5);
    CHECK_REFUSED(FH_SYNTAX_JSON, "{a: 1}", FH_BAD_INPUT, 1, 2);
    CHECK_REFUSED(FH_SYNTAX_JSON, "[01]", FH_BAD_INPUT, 1, 3);
    CHECK_REFUSED(FH_SYNTAX_JSON, "[1.]", FH_BAD_INPUT, 1, 4);
    CHECK_REFUSED(FH_SYNTAX_JSON, "[tru]", FH_BAD_INPUT, 1, 2);
    CHECK_REFUSED(FH_SYNTAX_JSON, "[\n\"ab\tc\"]", FH_BAD_INPUT, 2, 4);
    CHECK_REFUSED(FH_SYNTAX_JSON, "[\"\\q\"]", FH_BAD_INPUT, 1, 4);
    CHECK_REFUSED(FH_SYNTAX_JSON, "[\"\\u12g4\"]", FH_BAD_INPUT, 1, 7);
    CHECK_REFUSED(FH_SYNTAX_JSON, "[\"abc", FH_BAD_INPUT, 0, 0);
    CHECK_REFUSED(FH_SYNTAX_JSON, "[\"\\", FH_BAD_INPUT, 0, 0);
    CHECK_REFUSED(FH_SYNTAX_JSON, "[\"\xff\"]", FH_BAD_INPUT, 0, 0);
}

static void limits(void)
{
    check_depth(FH_SYNTAX_JSON, "[", "1", "]");
    check_depth(FH_SYNTAX_JSON, "{\"a\":", "1", "}");
    check_nodes(FH_SYNTAX_JSON, "[1, {\"a\": 2}]", 4);
    check_memory(FH_SYNTAX_JSON,
                 "{\"\\n\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"i\":9}");
}

int main(void)
{
    RUN(values_and_places);
    RUN(lookups_forgive);
    RUN(lone_surrogates_become_replacements);
    RUN(duplicates_are_marked);
    RUN(comments_only_where_asked_for);
    RUN(malformed_texts);
    RUN(limits);
    return DONE();
}
