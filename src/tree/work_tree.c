/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/work_tree.h"

#include <fcntl.h>
#include <unistd.h>

#include "tree/file.h"

enum { RULE_FILE_BYTES_MAX = 1 << 20, PREFIX_DEPTH_MAX = 64 };
/* A few seconds: a thousand times what the largest public repositories need. */
#define COST_MAX ((uint64_t)2000 * 1000 * 1000)
#define INDEX_BYTES_MAX ((uint64_t)1 << 30)

static fh_text in_work_tree(const fh_work_tree *self, fh_text path)
{
    if (self->prefix.len == 0) return path;
    return path.len == 0 ? self->prefix : fh_tree_join(self->arena, self->prefix, path);
}

/* The rules of the folder `fd`, which is `folder` of the work tree. */
static fh_status add_rules(fh_env *env, fh_work_tree *self, int fd, fh_text folder,
                           const fh_ignore_scope **scope)
{
    fh_buf buf;
    if (!fh_file_is(fd, ".gitignore", S_IFREG)) return FH_OK;
    fh_buf_init(&buf, 0);
    fh_status status = fh_file_read(env, fd, FH_TEXT(".gitignore"), RULE_FILE_BYTES_MAX, &buf);
    if (status == FH_OK) {
        const fh_text text = fh_arena_copy(self->arena, fh_buf_text(&buf));
        *scope = fh_ignore_parse(self->arena, *scope, folder, text);
        if (self->arena->failed) status = fh_fail(env, FH_NO_MEMORY, "no memory for ignore rules");
    } else if (status != FH_NO_MEMORY) {
        status = FH_OK; /* without rules more is taken, never less */
    }
    fh_buf_done(&buf);
    return status;
}

fh_status fh_work_tree_enter(fh_env *env, fh_work_tree *self, int fd, fh_text path,
                             fh_work_folder *folder)
{
    if (!self->is_active || folder->tracked_only || self->told_cost) return FH_OK;
    return add_rules(env, self, fd, in_work_tree(self, path), &folder->scope);
}

static bool is_ignored(fh_work_tree *self, const fh_ignore_scope *scope, fh_text path,
                       bool is_folder)
{
    if (self->cost.bytes > COST_MAX) self->told_cost = true;
    return !self->told_cost && fh_ignore_match(scope, path, is_folder, &self->cost);
}

/* In or at a folder that an installer fills: nearly every repository ignores those, which says
 * nothing about somebody who asks for what is installed. */
static bool is_installed(fh_text path, bool is_folder)
{
    static const char *const folders[] = {
        "node_modules", "bower_components", "site-packages", ".venv", "venv", "vendor"};
    fh_text part, rest = path;
    while (rest.len > 0 && fh_text_next_field(&rest, '/', &part)) {
        if (rest.len == 0 && !is_folder) return false;
        for (size_t i = 0; i < FH_COUNT(folders); i++)
            if (fh_text_is(part, folders[i])) return true;
    }
    return false;
}

fh_work_choice fh_work_tree_choose(fh_work_tree *self, const fh_work_folder *folder, fh_text path,
                                   bool is_folder)
{
    if (!self->is_active) return FH_WORK_TAKE;
    const fh_text full = in_work_tree(self, path);
    const fh_git_index_entry *entry = fh_git_index_find(&self->index, full);
    if (entry != NULL && !is_folder) return FH_WORK_TAKE;
    if (entry != NULL && entry->is_submodule) return FH_WORK_SUBMODULE;
    if (self->installed && is_installed(full, is_folder)) return FH_WORK_TAKE;
    const bool shut = folder->tracked_only || !self->untracked ||
                      is_ignored(self, folder->scope, full, is_folder);
    if (!shut) return FH_WORK_TAKE;
    if (!is_folder || !fh_git_index_has_below(&self->index, full)) return FH_WORK_SKIP;
    return FH_WORK_TRACKED_ONLY;
}

/* Collect the rules of the folders over the one asked for. When they ignore that very folder, the
 * user asked for it by name: everything in it counts. */
static fh_status read_rules_above(fh_env *env, fh_work_tree *self, const fh_place *place)
{
    int fds[PREFIX_DEPTH_MAX];
    size_t depth = 0, wanted = 1;
    fh_status status = FH_OK;
    if (place->prefix.len == 0) return FH_OK;
    for (size_t i = 0; i < place->prefix.len; i++)
        if (place->prefix.ptr[i] == '/') wanted++;
    int from = place->root;
    while (depth < wanted && depth < PREFIX_DEPTH_MAX) {
        fds[depth] = openat(from, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (fds[depth] < 0) break;
        from = fds[depth++];
    }
    if (depth < wanted) self->is_active = false;
    fh_text rest = place->prefix, part, folder = FH_TEXT("");
    for (size_t i = depth; status == FH_OK && self->is_active && i > 0; i--) {
        status = add_rules(env, self, fds[i - 1], folder, &self->above);
        if (!fh_text_next_field(&rest, '/', &part)) break;
        folder = fh_tree_join(self->arena, folder, part);
        if (status == FH_OK && fh_ignore_match(self->above, folder, true, &self->cost))
            self->is_active = false;
    }
    for (size_t i = 0; i < depth; i++) (void)close(fds[i]);
    return status;
}

static fh_status read_index(fh_env *env, fh_work_tree *self, const fh_place *place)
{
    fh_buf buf;
    fh_buf_init(&buf, 0);
    fh_status status = fh_file_read(env, place->git_dir, FH_TEXT("index"), INDEX_BYTES_MAX, &buf);
    if (status == FH_OK)
        status = fh_git_index_parse(env, self->arena, fh_buf_text(&buf), &self->index);
    fh_buf_done(&buf);
    return status;
}

fh_status fh_work_tree_init(fh_env *env, fh_work_tree *self, fh_tree *tree, const fh_place *place,
                            bool untracked)
{
    *self = (fh_work_tree){.arena = &tree->arena, .untracked = untracked, .prefix = place->prefix};
    if (place->git_dir < 0) return FH_OK;
    const fh_status status = read_index(env, self, place);
    if (status == FH_NO_MEMORY || status == FH_NOT_FOUND)
        return status == FH_NOT_FOUND ? FH_OK : status;
    if (status != FH_OK)
        return fh_tree_add_unread(
            env, tree, FH_TEXT(".git/index"),
            status == FH_UNSUPPORTED ? FH_REASON_UNSUPPORTED : FH_REASON_SYNTAX,
            "%s; ignore rules are not applied, and all files count", env->error.message);
    self->is_active = true;
    return read_rules_above(env, self, place);
}
