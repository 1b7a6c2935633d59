/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* A working folder. The walk holds one descriptor at a time and a list of folders still to be read;
 * every folder and file is opened from the root, without a link on the way. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tree/file.h"
#include "tree/refs.h"
#include "tree/work_tree.h"

typedef struct pending {
    fh_text path;
    uint32_t depth;
    bool is_submodule; /* the index says so */
    fh_work_folder rules;
} pending;

FH_VEC(pending_list, pending);
FH_VEC(name_list, fh_text);

typedef struct dir_state {
    fh_place place;
    bool untracked, installed;
    fh_work_tree work;
} dir_state;

typedef struct folder {
    fh_tree *tree;
    fh_work_tree *work;
    pending_list *todo;
    const pending *self;
    fh_work_folder rules;
    int fd;
} folder;

static int compare_names(const void *left, const void *right)
{
    return fh_text_compare(*(const fh_text *)left, *(const fh_text *)right);
}

/* All names in order, so that a limit cuts the same entries off on every machine. */
static fh_status read_names(fh_env *env, fh_arena *arena, int fd, name_list *names)
{
    const int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    DIR *dir = copy < 0 ? NULL : fdopendir(copy);
    if (dir == NULL) {
        const int error = errno;
        if (copy >= 0) (void)close(copy);
        if (error == ENOMEM) return fh_fail(env, FH_NO_MEMORY, "no memory to read a folder");
        return fh_fail(env, FH_IO, "%s", fh_file_error(error));
    }
    const struct dirent *item;
    bool good = true;
    while (good && names->count <= env->limits.files && (item = readdir(dir)) != NULL) {
        const fh_text name = fh_text_of(item->d_name);
        if (fh_text_is(name, ".") || fh_text_is(name, "..") || fh_text_is(name, ".git")) continue;
        const fh_text kept = fh_arena_copy(arena, name);
        good = !arena->failed && FH_VEC_ADD(arena, names, kept);
    }
    (void)closedir(dir);
    if (!good) return fh_fail(env, FH_NO_MEMORY, "no memory for the names of a folder");
    if (names->count > 1) qsort(names->items, names->count, sizeof *names->items, compare_names);
    return FH_OK;
}

static fh_status add_link(fh_env *env, const folder *in, const char *name, fh_text path)
{
    char target[4097];
    const ssize_t len = readlinkat(in->fd, name, target, sizeof target);
    if (len < 0)
        return fh_tree_add_unread(env, in->tree, path, FH_REASON_IO_ERROR, "the link: %s",
                                  fh_file_error(errno));
    if ((size_t)len >= sizeof target || (size_t)len > env->limits.path_bytes)
        return fh_tree_add_unread(env, in->tree, path, FH_REASON_TOO_LARGE,
                                  "the link's target is longer than a path may be");
    return fh_tree_add_link(env, in->tree, path, fh_text_make(target, (size_t)len), NULL);
}

static const char *kind_name(mode_t mode)
{
    if (S_ISFIFO(mode)) return "a FIFO";
    if (S_ISSOCK(mode)) return "a socket";
    return S_ISCHR(mode) || S_ISBLK(mode) ? "a device" : "not a regular file";
}

static fh_status add_file(fh_env *env, const folder *in, const char *name, fh_text path,
                          const struct stat *info)
{
    /* The question costs a system call: ask it only when somebody may not read the file. */
    const bool readable =
        (info->st_mode & 0444) == 0444 || faccessat(in->fd, name, R_OK, AT_EACCESS) == 0;
    if (!readable)
        return fh_tree_add_unread(env, in->tree, path, FH_REASON_NOT_PERMITTED, "%s",
                                  fh_file_error(EACCES));
    const fh_entry entry = {.path = path,
                            .kind = FH_ENTRY_FILE,
                            .size = (uint64_t)info->st_size,
                            .executable = (info->st_mode & 0100) != 0};
    return fh_tree_add(env, in->tree, entry);
}

static fh_status add_folder(fh_env *env, const folder *in, fh_text path, fh_work_choice choice)
{
    pending next = {.path = path,
                    .depth = in->self->depth + 1,
                    .is_submodule = choice == FH_WORK_SUBMODULE,
                    .rules = in->rules};
    if (choice == FH_WORK_TRACKED_ONLY) next.rules.tracked_only = true;
    return FH_VEC_ADD(&in->tree->arena, in->todo, next)
               ? FH_OK
               : fh_fail(env, FH_NO_MEMORY, "no memory for the folders of the tree");
}

static fh_status add_name(fh_env *env, const folder *in, fh_text name)
{
    struct stat info;
    const fh_text path = fh_tree_join(&in->tree->arena, in->self->path, name);
    if (fstatat(in->fd, name.ptr, &info, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno == ENOENT) return FH_OK; /* gone meanwhile */
        return fh_tree_add_unread(env, in->tree, path, FH_REASON_IO_ERROR, "%s",
                                  fh_file_error(errno));
    }
    const fh_work_choice choice =
        fh_work_tree_choose(in->work, &in->rules, path, S_ISDIR(info.st_mode));
    if (choice == FH_WORK_SKIP) return FH_OK;
    if (S_ISDIR(info.st_mode)) return add_folder(env, in, path, choice);
    if (S_ISLNK(info.st_mode)) return add_link(env, in, name.ptr, path);
    if (!S_ISREG(info.st_mode))
        return fh_tree_add_unread(env, in->tree, path, FH_REASON_NOT_REGULAR, "%s",
                                  kind_name(info.st_mode));
    return add_file(env, in, name.ptr, path, &info);
}

static fh_status add_submodule(fh_env *env, const folder *in)
{
    const fh_entry entry = {.path = in->self->path, .kind = FH_ENTRY_SUBMODULE, .size = UINT64_MAX};
    return fh_tree_add(env, in->tree, entry);
}

static fh_status list_names(fh_env *env, folder *in)
{
    name_list names = {0};
    if (in->self->depth > 0 && fh_place_is_nested(in->fd)) return add_submodule(env, in);
    fh_status status = read_names(env, &in->tree->arena, in->fd, &names);
    if (status == FH_IO)
        return fh_tree_add_hidden(env, in->tree, in->self->path, FH_REASON_IO_ERROR,
                                  "the folder: %s", env->error.message);
    /* A submodule that was not fetched is an empty folder; files in one are not hidden by it. */
    if (status == FH_OK && in->self->is_submodule && names.count == 0)
        return add_submodule(env, in);
    if (status == FH_OK)
        status = fh_work_tree_enter(env, in->work, in->fd, in->self->path, &in->rules);
    for (size_t i = 0; status == FH_OK && i < names.count; i++)
        status = add_name(env, in, names.items[i]);
    return status;
}

static fh_status list_folder(fh_env *env, fh_tree *tree, pending_list *todo, const pending *self)
{
    dir_state *state = tree->state;
    if (self->depth > env->limits.tree_depth)
        return fh_tree_add_hidden(env, tree, self->path, FH_REASON_TOO_DEEP,
                                  "folders are nested deeper than %u",
                                  (unsigned)env->limits.tree_depth);
    if (self->path.len > env->limits.path_bytes)
        return fh_tree_add(env, tree, (fh_entry){.path = self->path, .hides = true});
    folder in = {.tree = tree,
                 .work = &state->work,
                 .todo = todo,
                 .self = self,
                 .rules = self->rules,
                 .fd = fh_file_open(state->place.root, self->path, O_RDONLY | O_DIRECTORY)};
    if (in.fd < 0 && errno == ENOENT) return FH_OK;
    if (in.fd < 0)
        return fh_tree_add_hidden(env, tree, self->path,
                                  errno == EACCES ? FH_REASON_NOT_PERMITTED : FH_REASON_IO_ERROR,
                                  "the folder: %s", fh_file_error(errno));
    const fh_status status = list_names(env, &in);
    (void)close(in.fd);
    return status;
}

static fh_status dir_list(fh_env *env, fh_tree *tree)
{
    dir_state *state = tree->state;
    pending_list todo = {0};
    pending root = {.path = FH_TEXT("")};
    fh_status status = fh_work_tree_init(env, &state->work, tree, &state->place, state->untracked);
    state->work.installed = state->installed;
    if (status != FH_OK) return status;
    root.rules.scope = state->work.above;
    status = FH_VEC_ADD(&tree->arena, &todo, root) ? FH_OK : FH_NO_MEMORY;
    if (status == FH_OK && state->place.note.len > 0)
        status = fh_tree_add_unread(env, tree, FH_TEXT(".git"), FH_REASON_UNSUPPORTED, "%.*s",
                                    FH_TEXT_ARGS(state->place.note));
    for (uint64_t folders = 0; status == FH_OK && todo.count > 0;) {
        const pending next = todo.items[--todo.count];
        if (fh_env_is_cancelled(env)) return fh_fail(env, FH_CANCELLED, "cancelled");
        if (++folders > env->limits.files)
            return fh_tree_add_hidden(env, tree, next.path, FH_REASON_TOO_MANY,
                                      "the tree has more than %u folders: others are not read",
                                      (unsigned)env->limits.files);
        status = list_folder(env, tree, &todo, &next);
    }
    if (status == FH_OK && state->work.told_cost)
        status = fh_tree_add_unread(env, tree, FH_TEXT(".gitignore"), FH_REASON_TOO_MANY,
                                    "the ignore rules cost too much time; some are not applied");
    return status;
}

static fh_status dir_read(fh_env *env, fh_tree *tree, const fh_entry *entry, size_t max,
                          fh_buf *buf)
{
    const dir_state *state = tree->state;
    return fh_file_read(env, state->place.root, entry->path, max, buf);
}

static fh_status dir_read_head(fh_env *env, fh_tree *tree, const fh_entry *entry, size_t max,
                               fh_buf *buf)
{
    const dir_state *state = tree->state;
    return fh_file_read_head(env, state->place.root, entry->path, max, buf);
}

static void dir_close(fh_tree *tree)
{
    dir_state *state = tree->state;
    fh_place_close(&state->place);
}

static const fh_tree_backend dir_backend = {
    .list = dir_list, .read = dir_read, .read_head = dir_read_head, .close = dir_close};

/* What HEAD says, when it can be read; a folder is audited whatever its repository is like. */
static void fill_target(fh_env *env, fh_tree *tree)
{
    const dir_state *state = tree->state;
    const fh_error before = env->error;
    fh_refs refs;
    fh_oid oid;
    fh_text head = FH_TEXT("");
    char hex[40];
    tree->target = (fh_target){.kind = "folder"};
    if (state->place.git_dir < 0) return;
    fh_refs_init(&refs, &tree->arena, state->place.git_dir);
    if (fh_refs_head(env, &refs, &head) == FH_OK) tree->target.ref = head;
    if (fh_refs_find(env, &refs, FH_TEXT("HEAD"), &oid) == FH_OK) {
        fh_oid_print(&oid, hex);
        tree->target.commit = fh_arena_copy(&tree->arena, fh_text_make(hex, sizeof hex));
    }
    env->error = before;
}

fh_status fh_tree_open_dir(fh_env *env, fh_tree *tree, fh_place *place,
                           const fh_tree_options *options)
{
    dir_state *state = FH_NEW(&tree->arena, dir_state);
    if (state == NULL) {
        fh_place_close(place);
        return fh_fail(env, FH_NO_MEMORY, "no memory for a tree");
    }
    *state = (dir_state){
        .place = *place, .untracked = options->untracked, .installed = options->installed};
    *place = (fh_place){.root = -1, .git_dir = -1};
    tree->state = state;
    tree->backend = &dir_backend;
    fill_target(env, tree);
    return FH_OK;
}
