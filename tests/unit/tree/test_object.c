/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/object.h"

#include "tap.h"

#define HEX "0123456789abcdef0123456789ABCDEF01234567"

static void ids(void)
{
    fh_oid oid, other;
    char hex[40];
    CHECK(fh_oid_parse(FH_TEXT(HEX), &oid));
    fh_oid_print(&oid, hex);
    CHECK_TEXT(fh_text_make(hex, sizeof hex), "0123456789abcdef0123456789abcdef01234567");
    CHECK(fh_oid_parse(fh_text_make(hex, sizeof hex), &other) && fh_oid_eq(&oid, &other));
    CHECK(!fh_oid_parse(FH_TEXT("0123"), &oid));
    CHECK(!fh_oid_parse(FH_TEXT(HEX "0"), &oid));
    CHECK(!fh_oid_parse(FH_TEXT("g123456789abcdef0123456789abcdef01234567"), &oid));
}

static void kinds(void)
{
    CHECK_INT(fh_object_kind_of(FH_TEXT("blob")), FH_OBJECT_BLOB);
    CHECK_INT(fh_object_kind_of(FH_TEXT("Blob")), FH_OBJECT_NONE);
    CHECK_INT(fh_object_kind_of(FH_TEXT("")), FH_OBJECT_NONE);
    CHECK_TEXT(fh_text_of(fh_object_kind_name(FH_OBJECT_TAG)), "tag");
}

static void commits(void)
{
    fh_commit commit;
    fh_oid parent;
    CHECK(fh_commit_parse(FH_TEXT("tree " HEX "\nparent " HEX "\nparent " HEX
                                  "\nauthor a <a> 1 +0000\ncommitter a <a> 1 +0000\n\nm\n"),
                          &commit));
    CHECK_INT(commit.parent_count, 2);
    CHECK(fh_commit_parent(&commit, 2, &parent));
    CHECK(!fh_commit_parent(&commit, 3, &parent));
    CHECK(!fh_commit_parent(&commit, 0, &parent));
    CHECK(!fh_commit_parse(FH_TEXT(""), &commit));
    CHECK(!fh_commit_parse(FH_TEXT("tree 0123\n"), &commit));
    CHECK(!fh_commit_parse(FH_TEXT("parent " HEX "\n"), &commit));
}

static void tags(void)
{
    fh_oid oid;
    fh_object_kind kind;
    CHECK(fh_tag_parse(FH_TEXT("object " HEX "\ntype commit\ntag v1\n"), &oid, &kind));
    CHECK_INT(kind, FH_OBJECT_COMMIT);
    CHECK(!fh_tag_parse(FH_TEXT("object " HEX "\ntype nothing\ntag v1\n"), &oid, &kind));
    CHECK(!fh_tag_parse(FH_TEXT("object " HEX), &oid, &kind));
}

#define OID20 "\1\2\3\4\5\6\7\10\11\12\13\14\15\16\17\20\21\22\23\24"

static void trees(void)
{
    static const struct {
        const char *bytes;
        size_t len;
        fh_tree_mode mode;
        bool bad;
    } rows[] = {
        {"100644 a.c\0" OID20, 11 + 20, FH_MODE_FILE, false},
        {"100755 run\0" OID20, 11 + 20, FH_MODE_EXECUTABLE, false},
        {"120000 l\0" OID20, 9 + 20, FH_MODE_LINK, false},
        {"160000 sub\0" OID20, 11 + 20, FH_MODE_SUBMODULE, false},
        {"40000 dir\0" OID20, 10 + 20, FH_MODE_FOLDER, false},
        {"40000 ..\0" OID20, 9 + 20, FH_MODE_FOLDER, true},
        {"40000 .GIT\0" OID20, 11 + 20, FH_MODE_FOLDER, true},
        {"100644 a/b\0" OID20, 11 + 20, FH_MODE_FILE, true},
        {"100644 \0" OID20, 8 + 20, FH_MODE_FILE, true},
    };
    for (size_t i = 0; i < FH_COUNT(rows); i++) {
        fh_tree_item item;
        fh_cursor cursor = fh_cursor_make(fh_text_make(rows[i].bytes, rows[i].len));
        if (!CHECK(fh_tree_item_next(&cursor, &item))) continue;
        CHECK_INT(item.mode, rows[i].mode);
        CHECK(item.bad_name == rows[i].bad);
        CHECK(!fh_tree_item_next(&cursor, &item) && !cursor.failed);
        /* Cut anywhere, it is no entry. */
        for (size_t len = 1; len < rows[i].len; len++) {
            cursor = fh_cursor_make(fh_text_make(rows[i].bytes, len));
            CHECK(!fh_tree_item_next(&cursor, &item) && cursor.failed);
        }
    }
}

int main(void)
{
    RUN(ids);
    RUN(kinds);
    RUN(commits);
    RUN(tags);
    RUN(trees);
    return DONE();
}
