/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* A tree of (path, bytes): a working folder, a git revision out of the object database, or memory.
 * One tree is used by one thread. Nothing is executed or written, no link is followed out of the
 * root, no repository configuration is obeyed; what cannot be read is told, never a stop. */
#ifndef FH_TREE_TREE_H
#define FH_TREE_TREE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/env.h"

typedef enum fh_entry_kind {
    FH_ENTRY_FILE,
    FH_ENTRY_LINK,      /* symbolic link inside the root: not followed, not an error */
    FH_ENTRY_SUBMODULE, /* a leaf */
    FH_ENTRY_UNREAD     /* `reason` and `message` say why */
} fh_entry_kind;

typedef struct fh_entry {
    fh_text path;
    fh_entry_kind kind;
    uint64_t size; /* bytes; UINT64_MAX when not known before reading */
    bool executable;
    bool hides;      /* an unread folder: nobody knows what lies below it */
    uint8_t oid[20]; /* git blob id; zero when not known */
    uint32_t reason; /* fh_unread */
    fh_text message; /* link target for links; why for unread ones */
} fh_entry;

typedef struct fh_tree fh_tree;

typedef struct fh_tree_options {
    fh_text path;   /* folder, repository or bare repository */
    fh_text rev;    /* empty: the working folder, or HEAD of a bare repository */
    bool untracked; /* working folder in a repository: take untracked files that are not ignored */
    bool installed; /* and those in folders of installers (node_modules, site-packages ...), ignored
                       or not */
} fh_tree_options;

/* What was opened, for the report's `target`. Texts live as long as the tree. */
typedef struct fh_target {
    const char *kind; /* "folder", "revision", "memory" */
    fh_text commit;   /* 40 hex digits; empty for a plain folder */
    fh_text rev;      /* as asked for */
    fh_text ref;      /* branch that HEAD names, when it does */
} fh_target;

/* Open a tree. FH_NOT_FOUND: no such path or revision (env->error has the nearest names). */
FH_NODISCARD fh_status fh_tree_open(fh_env *env, const fh_tree_options *options,
                                    fh_tree **ret_tree);
void fh_tree_close(fh_tree *tree);
const fh_target *fh_tree_target(const fh_tree *tree);
/* All entries in order of unsigned path bytes; they live as long as the tree. Limits reached become
 * unread entries. */
FH_NODISCARD fh_status fh_tree_list(fh_env *env, fh_tree *tree, const fh_entry **ret_entries,
                                    size_t *ret_count);
/* Read one file's bytes into `buf` (cleared first), at most `max` bytes.
 * FH_LIMIT: larger. FH_NOT_FOUND: object missing. FH_BAD_INPUT: object broken. FH_IO. */
FH_NODISCARD fh_status fh_tree_read(fh_env *env, fh_tree *tree, const fh_entry *entry, size_t max,
                                    fh_buf *buf);
/* Read the first `max` bytes of a file that may be larger. FH_LIMIT: it is larger, and this kind of
 * tree gives whole files only (git objects). Else as fh_tree_read. */
FH_NODISCARD fh_status fh_tree_read_head(fh_env *env, fh_tree *tree, const fh_entry *entry,
                                         size_t max, fh_buf *buf);

/* A tree in memory, for tests and embedders: `count` pairs, viewed, in any order. */
typedef struct fh_memory_file {
    fh_text path, bytes;
} fh_memory_file;
FH_NODISCARD fh_status fh_tree_memory(fh_env *env, const fh_memory_file *files, size_t count,
                                      fh_tree **ret_tree);

#endif
