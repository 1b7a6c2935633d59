/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "parsed.h"

static void values_and_places(void)
{
    parsed doc;
    parse_text(&doc, FH_SYNTAX_YAML,
               "# a workflow\n"
               "name: \"a\\tb\"\n"
               "on: [push, pull]\n"
               "jobs:\n"
               "  build:\n"
               "    steps:\n"
               "      - uses: actions/x@v1 # pinned\n"
               "      - run: |\n"
               "          one\n"
               "          two\n"
               "    n: 12\n"
               "    off: false\n"
               "    none: ~\n"
               "    text: '12'\n");
    CHECK_INT(doc.root->kind, FH_NODE_LIST);
    CHECK_INT(doc.root->count, 1);
    const fh_node *top = fh_node_at(doc.root, 0), *build = fh_node_path(top, "jobs.build");
    const fh_node *steps = fh_node_get(build, "steps");
    CHECK_INT(top->kind, FH_NODE_MAP);
    CHECK_TEXT(fh_node_get(top, "name")->text, "a\tb");
    CHECK_KEY_PLACE(fh_node_get(top, "name"), 2, 1);
    CHECK_INT(fh_node_get(top, "name")->line, 2);
    CHECK_INT(fh_node_get(top, "on")->count, 2);
    CHECK_PLACE(fh_node_at(fh_node_get(top, "on"), 1), 3, 12);
    CHECK_INT(steps->kind, FH_NODE_LIST);
    CHECK_INT(steps->count, 2);
    CHECK_TEXT(fh_node_get(fh_node_at(steps, 0), "uses")->text, "actions/x@v1");
    CHECK_PLACE(fh_node_get(fh_node_at(steps, 0), "uses"), 7, 15);
    CHECK_KEY_PLACE(fh_node_get(fh_node_at(steps, 0), "uses"), 7, 9);
    CHECK_TEXT(fh_node_get(fh_node_at(steps, 1), "run")->text, "one\ntwo\n");
    CHECK_INT(fh_node_get(build, "n")->kind, FH_NODE_NUMBER);
    CHECK_INT(fh_node_get(build, "off")->kind, FH_NODE_BOOL);
    CHECK_INT(fh_node_get(build, "none")->kind, FH_NODE_NULL);
    CHECK_INT(fh_node_get(build, "text")->kind, FH_NODE_TEXT);
    CHECK_TEXT(fh_node_get(build, "text")->text, "12");
    parse_done(&doc);
}

static void streams_of_documents(void)
{
    parsed doc;
    parse_text(&doc, FH_SYNTAX_YAML, "---\na: 1\n---\n- b\n---\nc\n");
    CHECK_INT(doc.root->count, 3);
    CHECK_TEXT(fh_node_path(fh_node_at(doc.root, 0), "a")->text, "1");
    CHECK_TEXT(fh_node_at(fh_node_at(doc.root, 1), 0)->text, "b");
    CHECK_TEXT(fh_node_at(doc.root, 2)->text, "c");
    CHECK_PLACE(fh_node_at(doc.root, 2), 6, 1);
    parse_done(&doc);
    parse_text(&doc, FH_SYNTAX_YAML, "");
    CHECK_INT(doc.root->count, 0);
    parse_done(&doc);
}

static void anchors_and_merges(void)
{
    parsed doc;
    parse_text(&doc, FH_SYNTAX_YAML,
               "base: &base\n  image: one\n  tag: x\n"
               "job:\n  <<: *base\n  tag: y\n"
               "same: *base\n");
    const fh_node *top = fh_node_at(doc.root, 0);
    CHECK_TEXT(fh_node_path(top, "job.image")->text, "one");
    CHECK_TEXT(fh_node_path(top, "job.tag")->text, "y");
    CHECK_TEXT(fh_node_path(top, "same.tag")->text, "x");
    CHECK_INT(fh_node_get(top, "same")->line, 7);
    parse_done(&doc);
    CHECK_REFUSED(FH_SYNTAX_YAML, "a: *nowhere\n", FH_BAD_INPUT, 0, 0);
}

/* Nine levels of nine aliases stand for 9^9 values: they are counted, not built. */
static void aliases_cost_what_they_stand_for(void)
{
    char text[1024];
    size_t len = (size_t)snprintf(text, sizeof text, "a0: &a0 [1,1,1,1,1,1,1,1,1]\n");
    for (int i = 1; i < 9; i++)
        len += (size_t)snprintf(text + len, sizeof text - len,
                                "a%d: &a%d [*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d]\n", i, i,
                                i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
    CHECK_REFUSED(FH_SYNTAX_YAML, text, FH_LIMIT, 0, 0);
}

static void duplicates_are_marked(void)
{
    parsed doc;
    parse_bytes(&doc, FH_SYNTAX_YAML, FH_TEXT("a: 1\nb: 2\na: 3\n"), 0);
    if (CHECK_INT(doc.status, FH_OK)) {
        const fh_node *top = fh_node_at(doc.root, 0);
        CHECK(top->first->duplicate);
        CHECK_TEXT(fh_node_get(top, "a")->text, "3");
    }
    parse_done(&doc);
}

static void malformed_texts(void)
{
    CHECK_REFUSED(FH_SYNTAX_YAML, "a: 1\nb: [1, 2\n", FH_BAD_INPUT, 0, 0);
    CHECK_REFUSED(FH_SYNTAX_YAML, "a: \"open\n", FH_BAD_INPUT, 0, 0);
    CHECK_REFUSED(FH_SYNTAX_YAML, "a: 1\n\tb: 2\n", FH_BAD_INPUT, 0, 0);
    CHECK_REFUSED(FH_SYNTAX_YAML, "a: \xff\n", FH_BAD_INPUT, 1, 1);
    CHECK_REFUSED(FH_SYNTAX_YAML, "a: b: c\n", FH_BAD_INPUT, 0, 0);
}

static void limits(void)
{
    check_depth(FH_SYNTAX_YAML, "[", "1", "]");
    check_depth(FH_SYNTAX_YAML, "{a: ", "1", "}");
    check_memory(FH_SYNTAX_YAML, "a: &x [1, \"\\n\"]\nb: {c: *x}\n");
}

int main(void)
{
    RUN(values_and_places);
    RUN(streams_of_documents);
    RUN(anchors_and_merges);
    RUN(aliases_cost_what_they_stand_for);
    RUN(duplicates_are_marked);
    RUN(malformed_texts);
    RUN(limits);
    return DONE();
}
