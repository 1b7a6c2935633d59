/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "parsed.h"

static void values_and_places(void)
{
    parsed doc;
    parse_text(&doc, FH_SYNTAX_INI,
               "; a comment\n"
               "[metadata]\n"
               "name = crate one\n"
               "  # no value\n"
               "license:MIT\n"
               "\n"
               "[empty] # and more [brackets]\n"
               "Url = http://a/?b=c;d#e \r\n");
    const fh_node *metadata = fh_node_get(doc.root, "metadata");
    CHECK_INT(doc.root->kind, FH_NODE_MAP);
    CHECK_INT(doc.root->count, 2);
    CHECK_INT(metadata->kind, FH_NODE_MAP);
    CHECK_PLACE(metadata, 2, 1);
    CHECK_KEY_PLACE(metadata, 2, 2);
    CHECK_INT(metadata->end_line, 5);
    CHECK_TEXT(fh_node_get(metadata, "name")->text, "crate one");
    CHECK_PLACE(fh_node_get(metadata, "name"), 3, 8);
    CHECK_KEY_PLACE(fh_node_get(metadata, "name"), 3, 1);
    CHECK_TEXT(fh_node_get(metadata, "license")->text, "MIT");
    CHECK_PLACE(fh_node_get(metadata, "license"), 5, 9);
    CHECK_TEXT(fh_node_path(doc.root, "empty.Url")->text, "http://a/?b=c;d#e");
    CHECK_INT(fh_node_path(doc.root, "empty.url")->kind, FH_NODE_NONE);
    parse_done(&doc);
}

static void line_k_of_a_value_is_a_line_of_the_file(void)
{
    parsed doc;
    parse_text(&doc, FH_SYNTAX_INI,
               "[options]\n"
               "install_requires =\n"
               "    one>=1\n"
               "    # not this\n"
               "\n"
               "\ttwo ; python_version < \"3.9\"\n"
               "\n"
               "next = 1\n"
               " [not-a-section]\n");
    const fh_node *requires = fh_node_path(doc.root, "options.install_requires");
    CHECK_TEXT(requires->text, "\none>=1\n\n\ntwo ; python_version < \"3.9\"");
    CHECK_PLACE(requires, 2, 19);
    CHECK_INT(requires->end_line, 6);
    CHECK_TEXT(fh_node_path(doc.root, "options.next")->text, "1\n[not-a-section]");
    CHECK_INT(fh_node_get(doc.root, "options")->end_line, 9);
    parse_done(&doc);
}

static void keys_before_any_section(void)
{
    parsed doc;
    parse_text(&doc, FH_SYNTAX_INI, "\xef\xbb\xbfroot = true\n[*.{py,c}]\nindent=4\n");
    CHECK_TEXT(doc.root->first->key, "");
    CHECK_TEXT(fh_node_get(doc.root->first, "root")->text, "true");
    CHECK_KEY_PLACE(fh_node_get(doc.root->first, "root"), 1, 1);
    CHECK_TEXT(fh_node_get(fh_node_get(doc.root, "*.{py,c}"), "indent")->text, "4");
    parse_done(&doc);
}

static void git_sections(void)
{
    parsed doc;
    parse_text(&doc, FH_SYNTAX_INI,
               "[submodule \"third party/x\"]\n"
               "\tpath = \"third party\"/x ; where\n"
               "        url = https://example.org/x.git\n"
               "\tshallow\n"
               "\tnote = a \\\n"
               "  b\\t\\\"c\\\"  # said\n");
    const fh_node *module = fh_node_get(doc.root, "submodule \"third party/x\"");
    CHECK_INT(module->count, 4);
    CHECK_KEY_PLACE(module, 1, 2);
    CHECK_TEXT(fh_node_get(module, "path")->text, "third party/x");
    CHECK_PLACE(fh_node_get(module, "path"), 2, 9);
    CHECK_TEXT(fh_node_get(module, "url")->text, "https://example.org/x.git");
    CHECK_PLACE(fh_node_get(module, "url"), 3, 15);
    CHECK_TEXT(fh_node_get(module, "shallow")->text, "true");
    CHECK_TEXT(fh_node_get(module, "note")->text, "a   b\t\"c\"");
    CHECK_INT(fh_node_get(module, "note")->end_line, 6);
    parse_done(&doc);
}

static void names_that_only_look_like_git(void)
{
    parsed doc;
    parse_text(&doc, FH_SYNTAX_INI,
               "[extras:python_version < \"3.8\"]\n"
               "a = \"b\" # c\n"
               "[x \"y]\nb = 1\n");
    CHECK_TEXT(fh_node_get(fh_node_get(doc.root, "extras:python_version < \"3.8\""), "a")->text,
               "\"b\" # c");
    CHECK_TEXT(fh_node_get(fh_node_get(doc.root, "x \"y"), "b")->text, "1");
    parse_done(&doc);
}

static void duplicates_are_marked(void)
{
    parsed doc;
    parse_text(&doc, FH_SYNTAX_INI, "[a]\nx=1\nx=2\n[b]\n[a]\nx=3\n");
    const fh_node *first = doc.root->first;
    CHECK(first->duplicate);
    CHECK(first->first->duplicate);
    CHECK(!first->first->next->duplicate);
    CHECK_TEXT(fh_node_path(doc.root, "a.x")->text, "3");
    parse_done(&doc);
}

static void nothing_is_an_empty_map(void)
{
    parsed doc;
    parse_text(&doc, FH_SYNTAX_INI, "");
    CHECK_INT(doc.root->kind, FH_NODE_MAP);
    CHECK_INT(doc.root->count, 0);
    parse_done(&doc);
    parse_text(&doc, FH_SYNTAX_INI, "\n# only\n  ; comments");
    CHECK_INT(doc.root->count, 0);
    parse_done(&doc);
}

static void malformed_lines(void)
{
    CHECK_REFUSED(FH_SYNTAX_INI, "[a]\nb = 1\nno delimiter\n", FH_BAD_INPUT, 3, 1);
    CHECK_REFUSED(FH_SYNTAX_INI, "[a\n", FH_BAD_INPUT, 1, 1);
    CHECK_REFUSED(FH_SYNTAX_INI, "\n  []\n", FH_BAD_INPUT, 2, 3);
    CHECK_REFUSED(FH_SYNTAX_INI, "[a]\n= 1\n", FH_BAD_INPUT, 2, 1);
    CHECK_REFUSED(FH_SYNTAX_INI, "[a]\nb = \xff\n", FH_BAD_INPUT, 2, 1);
    CHECK_REFUSED(FH_SYNTAX_INI, "[a \"b\"]\n\tc = \"d\n", FH_BAD_INPUT, 2, 8);
    CHECK_REFUSED(FH_SYNTAX_INI, "[a \"b\"]\n\tc = d\\q\n", FH_BAD_INPUT, 2, 8);
    CHECK_REFUSED(FH_SYNTAX_INI, "[a \"b\"] c = d\n", FH_BAD_INPUT, 1, 9);
    check_refused(FH_SYNTAX_INI, FH_TEXT("[a]\nb\0=1\n"), FH_BAD_INPUT, 2, 2, __FILE__, __LINE__);
}

static void limits(void)
{
    check_nodes(FH_SYNTAX_INI, "[a]\nb=1\nc=2\n", 4);
    check_memory(FH_SYNTAX_INI, "[a]\nb=1\n c\n[d \"e\"]\nf = \"g\"\n");
}

int main(void)
{
    RUN(values_and_places);
    RUN(line_k_of_a_value_is_a_line_of_the_file);
    RUN(keys_before_any_section);
    RUN(git_sections);
    RUN(names_that_only_look_like_git);
    RUN(duplicates_are_marked);
    RUN(nothing_is_an_empty_map);
    RUN(malformed_lines);
    RUN(limits);
    return DONE();
}
