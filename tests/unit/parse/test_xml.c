/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "parsed.h"

static void elements_attributes_and_texts(void)
{
    parsed doc;
    parse_text(&doc, FH_SYNTAX_XML,
               "<?xml version=\"1.0\"?>\n"
               "<!-- <no> -->\n"
               "<Project Sdk=\"X\"\n"
               "   z = '1 &amp; 2'>\n"
               "  <P Include=\"a\"/> tail &lt;\n"
               "  <P Include=\"\xc3\xa9\" V=\"2\"><V> 1.0\n"
               "  </V\n"
               "  ></P> more <![CDATA[<raw>]]>\n"
               "</Project>\n");
    const fh_node *root = doc.root, *first = root->first->next->next, *second = first->next;
    CHECK_TEXT(root->key, "Project");
    CHECK_INT(root->kind, FH_NODE_MAP);
    CHECK_INT(root->count, 5);
    CHECK_PLACE(root, 3, 1);
    CHECK_KEY_PLACE(root, 3, 2);
    CHECK_INT(root->end_line, 9);
    CHECK_TEXT(fh_node_get(root, "@Sdk")->text, "X");
    CHECK_KEY_PLACE(fh_node_get(root, "@z"), 4, 4);
    CHECK_PLACE(fh_node_get(root, "@z"), 4, 8);
    CHECK_TEXT(fh_node_get(root, "@z")->text, "1 & 2");
    CHECK_TEXT(fh_node_get(root, "#text")->text, "tail <\n   more <raw>");
    CHECK_PLACE(fh_node_get(root, "#text"), 5, 20);
    CHECK_INT(fh_node_get(root, "#text")->end_line, 8);
    CHECK_TEXT(first->key, "P");
    CHECK(first->duplicate);
    CHECK(!second->duplicate);
    CHECK_TEXT(fh_node_get(first, "@Include")->text, "a");
    CHECK_KEY_PLACE(fh_node_get(second, "@V"), 6, 19);
    CHECK_TEXT(fh_node_path(second, "V.#text")->text, "1.0");
    CHECK_PLACE(fh_node_path(second, "V.#text"), 6, 29);
    CHECK_INT(fh_node_get(second, "V")->end_line, 8);
    parse_done(&doc);
}

static void blank_texts_are_left_out(void)
{
    parsed doc;
    parse_text(&doc, FH_SYNTAX_XML, "<a>\n <b> </b> <c></c>\n</a>");
    CHECK_INT(doc.root->count, 2);
    CHECK_INT(fh_node_get(doc.root, "b")->count, 0);
    CHECK_INT(fh_node_get(doc.root, "#text")->kind, FH_NODE_NONE);
    parse_done(&doc);
}

static void other_encodings(void)
{
    parsed doc;
    parse_text(&doc, FH_SYNTAX_XML,
               "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<a b=\"\xe9\">\xe4</a>");
    CHECK_TEXT(fh_node_get(doc.root, "@b")->text, "\xc3\xa9");
    CHECK_TEXT(fh_node_get(doc.root, "#text")->text, "\xc3\xa4");
    parse_done(&doc);
    parse_bytes(&doc, FH_SYNTAX_XML, FH_TEXT("\xff\xfe<\0a\0 \0b\0=\0'\0x\0'\0>\0y\0<\0/\0a\0>\0"),
                0);
    CHECK_INT(doc.status, FH_OK);
    CHECK_TEXT(fh_node_get(doc.root, "@b")->text, "x");
    CHECK_TEXT(fh_node_get(doc.root, "#text")->text, "y");
    parse_done(&doc);
}

static void no_doctype(void)
{
    parsed doc;
    const char *text = "\n <!DOCTYPE a [<!ENTITY x \"y\">]>\n<a>&x;</a>";
    CHECK_REFUSED(FH_SYNTAX_XML, text, FH_BAD_INPUT, 2, 2);
    CHECK_REFUSED(FH_SYNTAX_XML, "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", FH_BAD_INPUT, 1,
                  1);
    parse_bytes(&doc, FH_SYNTAX_XML, fh_text_of(text), 0);
    CHECK_TEXT(fh_text_of(doc.env.error.message), "DOCTYPE is not allowed");
    parse_done(&doc);
}

static void malformed_texts(void)
{
    CHECK_REFUSED(FH_SYNTAX_XML, "", FH_BAD_INPUT, 1, 1);
    CHECK_REFUSED(FH_SYNTAX_XML, "<a>\n  <b></a>", FH_BAD_INPUT, 2, 8);
    CHECK_REFUSED(FH_SYNTAX_XML, "<a>\n&x;</a>", FH_BAD_INPUT, 2, 1);
    CHECK_REFUSED(FH_SYNTAX_XML, "<a b=\"1\" b=\"2\"/>", FH_BAD_INPUT, 1, 10);
    CHECK_REFUSED(FH_SYNTAX_XML, "<a/>\n<b/>", FH_BAD_INPUT, 2, 1);
    CHECK_REFUSED(FH_SYNTAX_XML, "<a>\xff</a>", FH_BAD_INPUT, 1, 4);
}

static void limits(void)
{
    check_depth(FH_SYNTAX_XML, "<a>", "x", "</a>");
    check_nodes(FH_SYNTAX_XML, "<a b='1'>x<c/></a>", 4);
    check_memory(FH_SYNTAX_XML, "<a b='1'>x<c d='2'>y</c><c/><c/></a>");
}

int main(void)
{
    RUN(elements_attributes_and_texts);
    RUN(blank_texts_are_left_out);
    RUN(other_encodings);
    RUN(no_doctype);
    RUN(malformed_texts);
    RUN(limits);
    return DONE();
}
