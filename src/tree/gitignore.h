/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Ignore rules with the meaning git gives them (gitignore(5)): blank lines and comments, negation,
 * rules anchored by a slash, rules for folders, '*', '?', classes, and the three forms of a double
 * star. Only files ".gitignore" of the tree are read: the private list of a repository and the
 * user's own would make the answer differ from machine to machine. */
#ifndef FH_TREE_GITIGNORE_H
#define FH_TREE_GITIGNORE_H

#include "base/arena.h"

typedef struct fh_ignore_rule fh_ignore_rule;

/* The rules of one file, and those of the folders above. */
typedef struct fh_ignore_scope {
    const struct fh_ignore_scope *above;
    fh_text folder; /* that the file lies in; "" is the root */
    const fh_ignore_rule *rules;
    size_t count;
} fh_ignore_scope;

/* Work done so far, so that a caller may stop a tree whose rules cost too much. */
typedef struct fh_ignore_cost {
    uint64_t bytes; /* of names and patterns compared, roughly */
} fh_ignore_cost;

/* Parse the bytes of a file ".gitignore" in `folder`. At most 20,000 rules are kept, and none
 * longer than 4,096 bytes. NULL when memory ran out; `above` itself when there is no rule. `text`
 * must live as long as the scope. */
const fh_ignore_scope *fh_ignore_parse(fh_arena *arena, const fh_ignore_scope *above,
                                       fh_text folder, fh_text text);
/* True when the rules ignore `path`. Folders above `path` are taken as not ignored: ask for them
 * first, nothing below an ignored folder can be taken back. `scope` may be NULL. */
bool fh_ignore_match(const fh_ignore_scope *scope, fh_text path, bool is_folder,
                     fh_ignore_cost *cost);
/* One pattern against one text: `is_path` keeps '*', '?' and classes from matching '/'. Time is
 * bounded by the product of the two lengths. For tests. */
bool fh_ignore_wild(fh_text pattern, fh_text text, bool is_path, fh_ignore_cost *cost);

#endif
