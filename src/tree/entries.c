/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/backend.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

fh_tree *fh_tree_new(fh_env *env)
{
    fh_tree *tree = calloc(1, sizeof *tree);
    if (tree != NULL) fh_arena_init(&tree->arena, (size_t)env->limits.memory_bytes);
    return tree;
}

fh_text fh_tree_join(fh_arena *arena, fh_text dir, fh_text name)
{
    if (dir.len == 0) return fh_arena_copy(arena, name);
    char *bytes = fh_arena_alloc(arena, dir.len + 1 + name.len + 1);
    if (bytes == NULL) return FH_TEXT("");
    memcpy(bytes, dir.ptr, dir.len);
    bytes[dir.len] = '/';
    if (name.len > 0) memcpy(bytes + dir.len + 1, name.ptr, name.len);
    return fh_text_make(bytes, dir.len + 1 + name.len);
}

static fh_status append(fh_env *env, fh_tree *tree, fh_entry entry)
{
    if (!FH_VEC_ADD(&tree->arena, &tree->entries, entry))
        return fh_fail(env, FH_NO_MEMORY, "no memory for the entries of the tree");
    tree->path_bytes += entry.path.len;
    return FH_OK;
}

fh_status fh_tree_add(fh_env *env, fh_tree *tree, fh_entry entry)
{
    const fh_limits *limits = &env->limits;
    if (tree->arena.failed) return fh_fail(env, FH_NO_MEMORY, "no memory for the tree");
    if (entry.path.len > limits->path_bytes) {
        entry.path = fh_text_slice(entry.path, 0, limits->path_bytes);
        entry.kind = FH_ENTRY_UNREAD;
        entry.reason = FH_REASON_TOO_LARGE;
        entry.message = fh_arena_printf(&tree->arena, "the path is longer than %u bytes",
                                        (unsigned)limits->path_bytes);
    }
    if (tree->entries.count >= limits->files || tree->path_bytes > limits->memory_bytes / 8) {
        entry.kind = FH_ENTRY_UNREAD;
        entry.reason = FH_REASON_TOO_MANY;
        entry.message =
            fh_arena_printf(&tree->arena, "the tree has more than %zu entries: others are not read",
                            tree->entries.count);
        const fh_status status = append(env, tree, entry);
        return status != FH_OK ? status : fh_fail(env, FH_LIMIT, "the tree has too many entries");
    }
    return append(env, tree, entry);
}

static fh_status FH_PRINTF(4, 0)
    add_unread(fh_env *env, fh_tree *tree, const fh_entry *known, const char *format, va_list args)
{
    char message[256];
    fh_entry entry = *known;
    (void)vsnprintf(message, sizeof message, format, args);
    if (entry.path.len == 0) entry.path = FH_TEXT(".");
    entry.kind = FH_ENTRY_UNREAD;
    entry.size = UINT64_MAX;
    entry.message = fh_arena_copy(&tree->arena, fh_text_of(message));
    return fh_tree_add(env, tree, entry);
}

fh_status fh_tree_add_unread(fh_env *env, fh_tree *tree, fh_text path, fh_reason reason,
                             const char *format, ...)
{
    const fh_entry entry = {.path = path, .reason = reason};
    va_list args;
    va_start(args, format);
    const fh_status status = add_unread(env, tree, &entry, format, args);
    va_end(args);
    return status;
}

fh_status fh_tree_add_hidden(fh_env *env, fh_tree *tree, fh_text path, fh_reason reason,
                             const char *format, ...)
{
    const fh_entry entry = {.path = path, .reason = reason, .hides = true};
    va_list args;
    va_start(args, format);
    const fh_status status = add_unread(env, tree, &entry, format, args);
    va_end(args);
    return status;
}

/* Links are judged by their text alone, so that a checkout and a revision agree. */
static bool leads_out(fh_text path, fh_text target)
{
    if (target.len == 0 || target.ptr[0] == '/') return true;
    size_t depth = 0;
    for (size_t i = 0; i < path.len; i++)
        if (path.ptr[i] == '/') depth++;
    fh_text rest = target, part;
    while (fh_text_next_field(&rest, '/', &part)) {
        if (part.len == 0 || fh_text_is(part, ".")) continue;
        if (!fh_text_is(part, "..")) {
            depth++;
            continue;
        }
        if (depth == 0) return true;
        depth--;
    }
    return false;
}

fh_status fh_tree_add_link(fh_env *env, fh_tree *tree, fh_text path, fh_text target,
                           const uint8_t *oid)
{
    fh_entry entry = {.path = path, .kind = FH_ENTRY_LINK, .size = target.len};
    if (oid != NULL) memcpy(entry.oid, oid, sizeof entry.oid);
    entry.message = fh_arena_copy(&tree->arena, target);
    if (leads_out(path, target)) {
        entry.kind = FH_ENTRY_UNREAD;
        entry.reason = FH_REASON_LINK_OUT;
        entry.message =
            fh_arena_join(&tree->arena, FH_TEXT("the link leads out of the tree: "), target);
    }
    return fh_tree_add(env, tree, entry);
}

static int compare_entries(const void *left, const void *right)
{
    const fh_entry *a = left, *b = right;
    int order = fh_text_compare(a->path, b->path);
    if (order == 0) order = (a->kind > b->kind) - (a->kind < b->kind);
    if (order == 0) order = memcmp(a->oid, b->oid, sizeof a->oid);
    return order != 0 ? order : fh_text_compare(a->message, b->message);
}

fh_status fh_tree_list(fh_env *env, fh_tree *tree, const fh_entry **ret_entries, size_t *ret_count)
{
    if (!tree->is_listed) {
        tree->entries = (fh_entries){0};
        tree->path_bytes = 0;
        const fh_status status = tree->backend->list(env, tree);
        if (status != FH_OK && status != FH_LIMIT) return status;
        if (tree->arena.failed) return fh_fail(env, FH_NO_MEMORY, "no memory for the tree");
        if (tree->entries.count > 1)
            qsort(tree->entries.items, tree->entries.count, sizeof *tree->entries.items,
                  compare_entries);
        tree->is_listed = true;
    }
    *ret_entries = tree->entries.items;
    *ret_count = tree->entries.count;
    return FH_OK;
}

fh_status fh_tree_read(fh_env *env, fh_tree *tree, const fh_entry *entry, size_t max, fh_buf *buf)
{
    fh_buf_clear(buf);
    return tree->backend->read(env, tree, entry, max, buf);
}

fh_status fh_tree_read_head(fh_env *env, fh_tree *tree, const fh_entry *entry, size_t max,
                            fh_buf *buf)
{
    fh_buf_clear(buf);
    if (tree->backend->read_head == NULL) return tree->backend->read(env, tree, entry, max, buf);
    return tree->backend->read_head(env, tree, entry, max, buf);
}

const fh_target *fh_tree_target(const fh_tree *tree)
{
    return &tree->target;
}

void fh_tree_close(fh_tree *tree)
{
    if (tree == NULL) return;
    if (tree->backend != NULL && tree->backend->close != NULL) tree->backend->close(tree);
    fh_arena_done(&tree->arena);
    free(tree);
}
