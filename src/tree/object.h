/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The bytes of git objects: commits, annotated tags and trees (the forms are those of git's
 * documentation, "gitformat-*" and "Git Internals", and of what fsck of git refuses). All readers
 * are views into the given bytes, bounded and linear. */
#ifndef FH_TREE_OBJECT_H
#define FH_TREE_OBJECT_H

#include "base/cursor.h"

typedef enum fh_object_kind {
    FH_OBJECT_NONE = 0,
    FH_OBJECT_COMMIT = 1, /* the numbers of the pack format */
    FH_OBJECT_TREE = 2,
    FH_OBJECT_BLOB = 3,
    FH_OBJECT_TAG = 4
} fh_object_kind;

typedef struct fh_oid {
    uint8_t bytes[20];
} fh_oid;

/* Exactly 40 hex digits of either case. */
bool fh_oid_parse(fh_text hex, fh_oid *ret_oid);
/* 40 lower-case digits, without a NUL. */
void fh_oid_print(const fh_oid *oid, char ret_hex[40]);
bool fh_oid_eq(const fh_oid *a, const fh_oid *b);
/* Value of a hex digit of either case, or -1. */
int fh_hex_value(char c);

/* "commit", "tree", "blob" or "tag"; FH_OBJECT_NONE for anything else. */
fh_object_kind fh_object_kind_of(fh_text word);
const char *fh_object_kind_name(fh_object_kind kind);

typedef struct fh_commit {
    fh_oid tree;
    fh_text parents; /* "parent HEX\n" lines as they stand */
    size_t parent_count;
} fh_commit;

/* False when the bytes are no commit. */
FH_NODISCARD bool fh_commit_parse(fh_text bytes, fh_commit *ret_commit);
/* Parent `number`, from 1; false when the commit has fewer. */
FH_NODISCARD bool fh_commit_parent(const fh_commit *commit, size_t number, fh_oid *ret_oid);

/* What an annotated tag names. False when the bytes are no tag. */
FH_NODISCARD bool fh_tag_parse(fh_text bytes, fh_oid *ret_oid, fh_object_kind *ret_kind);

typedef enum fh_tree_mode {
    FH_MODE_FILE,
    FH_MODE_EXECUTABLE,
    FH_MODE_LINK,
    FH_MODE_SUBMODULE,
    FH_MODE_FOLDER
} fh_tree_mode;

typedef struct fh_tree_item {
    fh_text name;
    fh_tree_mode mode;
    fh_oid oid;
    /* The name is one that git never writes and that could climb out of a folder: empty, ".", "..",
     * ".git" in any case, or with a '/'. */
    bool bad_name;
} fh_tree_item;

/* Take the next entry of a tree object. False at the end, and when the bytes break the form: then
 * `failed` of the cursor is set. */
FH_NODISCARD bool fh_tree_item_next(fh_cursor *cursor, fh_tree_item *ret_item);

#endif
