/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What the kinds of tree share inside the room: the tree object, the table each kind fills, and how
 * entries are added. Everything lives in the tree's arena. */
#ifndef FH_TREE_BACKEND_H
#define FH_TREE_BACKEND_H

#include "base/vec.h"
#include "tree/reasons.h"
#include "tree/tree.h"

typedef struct fh_tree_backend {
    /* Add all entries in any order. FH_LIMIT from fh_tree_add is passed through and ends the list.
     */
    fh_status (*list)(fh_env *env, fh_tree *tree);
    fh_status (*read)(fh_env *env, fh_tree *tree, const fh_entry *entry, size_t max, fh_buf *buf);
    /* The first `max` bytes of a larger file; NULL where only whole objects can be had. */
    fh_status (*read_head)(fh_env *env, fh_tree *tree, const fh_entry *entry, size_t max,
                           fh_buf *buf);
    void (*close)(fh_tree *tree); /* may be NULL */
} fh_tree_backend;

FH_VEC(fh_entries, fh_entry);

struct fh_tree {
    const fh_tree_backend *backend;
    void *state; /* of the backend */
    fh_arena arena;
    fh_entries entries;
    uint64_t path_bytes; /* of all entries */
    fh_target target;
    bool is_listed;
};

/* An empty tree; NULL when memory ran out. Free with fh_tree_close. */
fh_tree *fh_tree_new(fh_env *env);

/* Add one entry; path and message must live as long as the tree. A path over the limit becomes an
 * unread entry with the path cut.
 * FH_LIMIT: the tree holds as much as the limits allow; an unread entry that tells so was added. */
FH_NODISCARD fh_status fh_tree_add(fh_env *env, fh_tree *tree, fh_entry entry);
FH_NODISCARD fh_status fh_tree_add_unread(fh_env *env, fh_tree *tree, fh_text path,
                                          fh_reason reason, const char *format, ...)
    FH_PRINTF(5, 6);
/* The same of a folder whose entries stay unknown: the tree is not complete then. */
FH_NODISCARD fh_status fh_tree_add_hidden(fh_env *env, fh_tree *tree, fh_text path,
                                          fh_reason reason, const char *format, ...)
    FH_PRINTF(5, 6);
/* Add the link at `path`, inside or leading out. `target` is copied. */
FH_NODISCARD fh_status fh_tree_add_link(fh_env *env, fh_tree *tree, fh_text path, fh_text target,
                                        const uint8_t *oid);
/* dir + '/' + name as they stand; `dir` may be empty. */
fh_text fh_tree_join(fh_arena *arena, fh_text dir, fh_text name);

#endif
