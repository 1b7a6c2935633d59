/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/backend.h"

#include <string.h>

typedef struct memory_state {
    const fh_memory_file *files; /* own array of viewed texts, in the caller's order */
    size_t count;
} memory_state;

static fh_status memory_list(fh_env *env, fh_tree *tree)
{
    const memory_state *state = tree->state;
    fh_status status = FH_OK;
    for (size_t i = 0; status == FH_OK && i < state->count; i++) {
        const fh_entry entry = {.path = state->files[i].path, .size = state->files[i].bytes.len};
        status = fh_tree_add(env, tree, entry);
    }
    return status;
}

static fh_status memory_read(fh_env *env, fh_tree *tree, const fh_entry *entry, size_t max,
                             fh_buf *buf)
{
    const memory_state *state = tree->state;
    for (size_t i = 0; i < state->count; i++) {
        if (!fh_text_eq(state->files[i].path, entry->path)) continue;
        const fh_text bytes = state->files[i].bytes;
        if (bytes.len > max) return fh_fail(env, FH_LIMIT, "the file has over %zu bytes", max);
        fh_buf_add(buf, bytes);
        return buf->failed ? fh_fail(env, FH_NO_MEMORY, "no memory for %zu bytes", bytes.len)
                           : FH_OK;
    }
    return fh_fail(env, FH_NOT_FOUND, "no such file in memory");
}

static fh_status memory_read_head(fh_env *env, fh_tree *tree, const fh_entry *entry, size_t max,
                                  fh_buf *buf)
{
    const memory_state *state = tree->state;
    for (size_t i = 0; i < state->count; i++) {
        if (!fh_text_eq(state->files[i].path, entry->path)) continue;
        fh_buf_add(buf, fh_text_slice(state->files[i].bytes, 0, max));
        return buf->failed ? fh_fail(env, FH_NO_MEMORY, "no memory for %zu bytes", max) : FH_OK;
    }
    return fh_fail(env, FH_NOT_FOUND, "no such file in memory");
}

static const fh_tree_backend memory_backend = {
    .list = memory_list, .read = memory_read, .read_head = memory_read_head};

fh_status fh_tree_memory(fh_env *env, const fh_memory_file *files, size_t count, fh_tree **ret_tree)
{
    fh_tree *tree = fh_tree_new(env);
    if (tree == NULL) return fh_fail(env, FH_NO_MEMORY, "no memory for a tree");
    memory_state *state = FH_NEW(&tree->arena, memory_state);
    fh_memory_file *copy = FH_NEW_ARRAY(&tree->arena, count, fh_memory_file);
    if (state == NULL || copy == NULL) {
        fh_tree_close(tree);
        return fh_fail(env, FH_NO_MEMORY, "no memory for a tree of %zu files", count);
    }
    if (count > 0) memcpy(copy, files, count * sizeof *copy);
    *state = (memory_state){.files = copy, .count = count};
    tree->backend = &memory_backend;
    tree->state = state;
    tree->target = (fh_target){.kind = "memory"};
    *ret_tree = tree;
    return FH_OK;
}
