/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "parsed.h"

static void values_and_places(void)
{
    parsed doc;
    parse_text(&doc, FH_SYNTAX_TOML,
               "\xef\xbb\xbftitle = \"a\\u00e9\\n\" # c\r\n"
               "[ tool . \"x.y\" ]\n"
               "  n = -1_000\n"
               "  when = 1979-05-27 07:32:00Z\n"
               "  on = true\n"
               "  list = [ 'a',\n"
               "    'b', ]\n");
    const fh_node *tool = fh_node_get(doc.root, "tool");
    const fh_node *table = fh_node_get(tool, "x.y");
    CHECK_TEXT(fh_node_get(doc.root, "title")->text, "a\xc3\xa9\n");
    CHECK_PLACE(fh_node_get(doc.root, "title"), 1, 9);
    CHECK_KEY_PLACE(fh_node_get(doc.root, "title"), 1, 1);
    CHECK_PLACE(table, 2, 1);
    CHECK_KEY_PLACE(tool, 2, 3);
    CHECK_KEY_PLACE(table, 2, 10);
    CHECK_INT(fh_node_get(table, "n")->kind, FH_NODE_NUMBER);
    CHECK_TEXT(fh_node_get(table, "n")->text, "-1_000");
    CHECK_PLACE(fh_node_get(table, "n"), 3, 7);
    CHECK_INT(fh_node_get(table, "when")->kind, FH_NODE_DATE);
    CHECK_TEXT(fh_node_get(table, "when")->text, "1979-05-27 07:32:00Z");
    CHECK(fh_node_is_true(fh_node_get(table, "on")));
    const fh_node *list = fh_node_get(table, "list");
    CHECK_INT(list->kind, FH_NODE_LIST);
    CHECK_INT(list->count, 2);
    CHECK_INT(list->end_line, 7);
    CHECK_TEXT(fh_node_at(list, 1)->text, "b");
    CHECK_PLACE(fh_node_at(list, 1), 7, 5);
    CHECK_INT(table->end_line, 7);
    CHECK_INT(doc.root->end_line, 7);
    parse_done(&doc);
}

static void strings(void)
{
    parsed doc;
    parse_text(&doc, FH_SYNTAX_TOML,
               "a = '''\nraw \\n''''\n"
               "b = \"\"\"\r\none \\\r\n   two\r\n\"\"\"\"\"\n"
               "c = ''\n"
               "d = \"\\U0001F600\\t\\\\\"\n");
    CHECK_TEXT(fh_node_get(doc.root, "a")->text, "raw \\n'");
    CHECK_INT(fh_node_get(doc.root, "a")->end_line, 2);
    CHECK_TEXT(fh_node_get(doc.root, "b")->text, "one two\n\"\"");
    CHECK_PLACE(fh_node_get(doc.root, "b"), 3, 5);
    CHECK_INT(fh_node_get(doc.root, "b")->end_line, 6);
    CHECK_TEXT(fh_node_get(doc.root, "c")->text, "");
    CHECK_INT(fh_node_get(doc.root, "c")->kind, FH_NODE_TEXT);
    CHECK_TEXT(fh_node_get(doc.root, "d")->text, "\xf0\x9f\x98\x80\t\\");
    parse_done(&doc);
}

static void lists_of_tables(void)
{
    parsed doc;
    parse_text(&doc, FH_SYNTAX_TOML,
               "[[package]]\n"
               "name = \"one\"\n"
               "[package.source]\n"
               "url = \"u\"\n"
               "\n"
               "[[package]]\n"
               "name = \"two\"\n"
               "[[package.file]]\n"
               "hash = \"h\"\n"
               "[metadata]\n");
    const fh_node *list = fh_node_get(doc.root, "package");
    CHECK_INT(list->kind, FH_NODE_LIST);
    CHECK_INT(list->count, 2);
    CHECK_KEY_PLACE(list, 1, 3);
    CHECK_INT(list->end_line, 9);
    const fh_node *one = fh_node_at(list, 0), *two = fh_node_at(list, 1);
    CHECK_PLACE(two, 6, 1);
    CHECK_INT(one->end_line, 4);
    CHECK_TEXT(fh_node_path(one, "source.url")->text, "u");
    CHECK_TEXT(fh_node_get(two, "name")->text, "two");
    CHECK_TEXT(fh_node_get(fh_node_at(fh_node_get(two, "file"), 0), "hash")->text, "h");
    CHECK_INT(doc.root->end_line, 10);
    parse_done(&doc);
}

static void dotted_keys_and_inline_tables(void)
{
    parsed doc;
    parse_text(&doc, FH_SYNTAX_TOML,
               "fruit.apple.color = 1\n"
               "fruit.apple.taste = { sweet = true, a.b = [{c=2}] }\n"
               "[fruit.apple.texture]\n"
               "smooth = true\n"
               "[x.y]\n"
               "[x]\n"
               "z = 1\n");
    CHECK_TEXT(fh_node_path(doc.root, "fruit.apple.color")->text, "1");
    CHECK_KEY_PLACE(fh_node_path(doc.root, "fruit.apple.taste"), 2, 13);
    CHECK(fh_node_is_true(fh_node_path(doc.root, "fruit.apple.taste.sweet")));
    const fh_node *list = fh_node_path(doc.root, "fruit.apple.taste.a.b");
    CHECK_TEXT(fh_node_get(fh_node_at(list, 0), "c")->text, "2");
    CHECK(fh_node_is_true(fh_node_path(doc.root, "fruit.apple.texture.smooth")));
    CHECK_PLACE(fh_node_get(doc.root, "x"), 6, 1);
    CHECK_KEY_PLACE(fh_node_get(doc.root, "x"), 6, 2);
    CHECK_INT(fh_node_path(doc.root, "x.y")->kind, FH_NODE_MAP);
    parse_done(&doc);
}

static void tables_with_many_members(void)
{
    parsed doc;
    char text[4096];
    size_t len = 0;
    for (int i = 0; i < 100; i++)
        len += (size_t)snprintf(text + len, sizeof text - len, "k%d.a = %d\n", i, i);
    for (int i = 0; i < 50; i++)
        len += (size_t)snprintf(text + len, sizeof text - len, "k%d.b = %d\n", i, i);
    CHECK(parse_text(&doc, FH_SYNTAX_TOML, text));
    CHECK_INT(doc.root->count, 100);
    CHECK_TEXT(fh_node_path(doc.root, "k49.b")->text, "49");
    parse_done(&doc);
    (void)snprintf(text + len, sizeof text - len, "k77.a = 1\n");
    CHECK_REFUSED(FH_SYNTAX_TOML, text, FH_BAD_INPUT, 151, 5);
}

static void duplicates_are_refused(void)
{
    CHECK_REFUSED(FH_SYNTAX_TOML, "a = 1\na = 2\n", FH_BAD_INPUT, 2, 1);
    CHECK_REFUSED(FH_SYNTAX_TOML, "a = 1\n\"a\" = 2\n", FH_BAD_INPUT, 2, 1);
    CHECK_REFUSED(FH_SYNTAX_TOML, "[a]\n[b]\n[a]\n", FH_BAD_INPUT, 3, 2);
    CHECK_REFUSED(FH_SYNTAX_TOML, "a = {b=1}\n[a.c]\n", FH_BAD_INPUT, 2, 2);
    CHECK_REFUSED(FH_SYNTAX_TOML, "a = {b=1, b=2}\n", FH_BAD_INPUT, 1, 11);
    CHECK_REFUSED(FH_SYNTAX_TOML, "a.b = 1\n[a]\n", FH_BAD_INPUT, 2, 2);
    CHECK_REFUSED(FH_SYNTAX_TOML, "[a.b]\n[a]\nb.c = 1\n", FH_BAD_INPUT, 3, 1);
    CHECK_REFUSED(FH_SYNTAX_TOML, "a = []\n[[a]]\n", FH_BAD_INPUT, 2, 3);
    CHECK_REFUSED(FH_SYNTAX_TOML, "[[a]]\n[a]\n", FH_BAD_INPUT, 2, 2);
}

static void malformed_texts(void)
{
    CHECK_REFUSED(FH_SYNTAX_TOML, "a = 1\nb = \"x\\q\"\n", FH_BAD_INPUT, 2, 8);
    CHECK_REFUSED(FH_SYNTAX_TOML, "a = \"x\n", FH_BAD_INPUT, 1, 5);
    CHECK_REFUSED(FH_SYNTAX_TOML, "a = \"\"\"x\n\n", FH_BAD_INPUT, 1, 5);
    CHECK_REFUSED(FH_SYNTAX_TOML, "a = \"\"\"x\"\"\"\"\"\"\n", FH_BAD_INPUT, 1, 14);
    CHECK_REFUSED(FH_SYNTAX_TOML, "a = 01\n", FH_BAD_INPUT, 1, 5);
    CHECK_REFUSED(FH_SYNTAX_TOML, "a = 1__0\n", FH_BAD_INPUT, 1, 5);
    CHECK_REFUSED(FH_SYNTAX_TOML, "a = 2023-02-29\n", FH_BAD_INPUT, 1, 5);
    CHECK_REFUSED(FH_SYNTAX_TOML, "a = 1 b = 2\n", FH_BAD_INPUT, 1, 7);
    CHECK_REFUSED(FH_SYNTAX_TOML, "a = \n", FH_BAD_INPUT, 1, 5);
    CHECK_REFUSED(FH_SYNTAX_TOML, "a\n", FH_BAD_INPUT, 1, 2);
    CHECK_REFUSED(FH_SYNTAX_TOML, "a = [1,\n 2", FH_BAD_INPUT, 2, 3);
    CHECK_REFUSED(FH_SYNTAX_TOML, "a = {b = 1,\n c = 2}", FH_BAD_INPUT, 1, 12);
    CHECK_REFUSED(FH_SYNTAX_TOML, "[a\n", FH_BAD_INPUT, 1, 3);
    CHECK_REFUSED(FH_SYNTAX_TOML, "[[a] ]\n", FH_BAD_INPUT, 1, 5);
    CHECK_REFUSED(FH_SYNTAX_TOML, "# x\nb = \"\xff\"\n", FH_BAD_INPUT, 2, 6);
    CHECK_REFUSED(FH_SYNTAX_TOML, "# x\x01\n", FH_BAD_INPUT, 1, 4);
    CHECK_REFUSED(FH_SYNTAX_TOML, "a = \"\\ud800\"\n", FH_BAD_INPUT, 1, 12);
    CHECK_REFUSED(FH_SYNTAX_TOML, "a = 1\rb = 2\n", FH_BAD_INPUT, 1, 6);
}

static void limits(void)
{
    /* The root is a table too, so nine brackets in it make ten. */
    check_depth(FH_SYNTAX_TOML, "", "a = [[[[[[[[[1]]]]]]]]]", "");
    check_depth(FH_SYNTAX_TOML, "", "a={b={c={d={e={f={g={h={i={}}}}}}}}}", "");
    check_depth(FH_SYNTAX_TOML, "", "[a.b.c.d.e.f.g.h.i]", "");
    check_depth(FH_SYNTAX_TOML, "", "[[a.b.c.d.e.f.g.h]]", "");
    check_depth(FH_SYNTAX_TOML, "", "a.b.c.d.e.f.g.h.i.j = 1", "");
    check_nodes(FH_SYNTAX_TOML, "a = 1\n[[b]]\nc.d = [1]\n", 7);
    check_memory(
        FH_SYNTAX_TOML,
        "a = \"\\n\"\n[[b]]\nc.d = [{e=1}]\n[f]\ng=1\nh=1\ni=1\nj=1\nk=1\nl=1\nm=1\nn=1\no=1");
}

int main(void)
{
    RUN(values_and_places);
    RUN(strings);
    RUN(lists_of_tables);
    RUN(dotted_keys_and_inline_tables);
    RUN(tables_with_many_members);
    RUN(duplicates_are_refused);
    RUN(malformed_texts);
    RUN(limits);
    return DONE();
}
