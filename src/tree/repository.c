/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/repository.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "tree/file.h"

enum { PARENTS_MAX = 64, GITFILE_BYTES_MAX = 4096 };

static bool looks_like_git_dir(int dir)
{
    return fh_file_is(dir, "HEAD", S_IFREG) && fh_file_is(dir, "objects", S_IFDIR) &&
           (fh_file_is(dir, "refs", S_IFDIR) || fh_file_is(dir, "packed-refs", S_IFREG));
}

static bool starts_gitfile(int dir, fh_arena *arena, fh_text *ret_target)
{
    fh_env env;
    fh_buf buf;
    fh_env_init(&env);
    fh_buf_init(&buf, 0);
    bool good = fh_file_read(&env, dir, FH_TEXT(".git"), GITFILE_BYTES_MAX, &buf) == FH_OK;
    const fh_text text = fh_text_trim(fh_buf_text(&buf));
    good = good && fh_text_starts(text, FH_TEXT("gitdir:"));
    if (good && arena != NULL)
        *ret_target = fh_arena_copy(arena, fh_text_trim(fh_text_slice(text, 7, text.len)));
    fh_buf_done(&buf);
    return good;
}

bool fh_place_is_nested(int dir)
{
    struct stat info;
    if (fstatat(dir, ".git", &info, AT_SYMLINK_NOFOLLOW) != 0) return false;
    if (S_ISREG(info.st_mode)) return starts_gitfile(dir, NULL, NULL);
    if (!S_ISDIR(info.st_mode)) return false;
    const int git_dir = fh_file_open(dir, FH_TEXT(".git"), O_RDONLY | O_DIRECTORY);
    if (git_dir < 0) return false;
    const bool nested = looks_like_git_dir(git_dir);
    (void)close(git_dir);
    return nested;
}

/* A ".git" file counts only when it names a folder below the very folder it lies in: anything else
 * would let a foreign tree show objects of another repository of this machine. */
static int open_gitfile(int dir, fh_arena *arena, fh_text *ret_note)
{
    fh_text target = FH_TEXT("");
    if (!starts_gitfile(dir, arena, &target)) return -1;
    int git_dir = -1;
    if (target.len > 0 && target.ptr[0] != '/')
        git_dir = fh_file_open(dir, target, O_RDONLY | O_DIRECTORY);
    if (git_dir >= 0 && !looks_like_git_dir(git_dir)) {
        (void)close(git_dir);
        git_dir = -1;
    }
    if (git_dir < 0)
        *ret_note = FH_TEXT("the file .git names a repository outside of this folder; it is not "
                            "read, and all files count");
    return git_dir;
}

static int open_git_dir(int dir, fh_arena *arena, fh_text *ret_note)
{
    if (fh_file_is(dir, ".git", S_IFREG)) return open_gitfile(dir, arena, ret_note);
    const int git_dir = fh_file_open(dir, FH_TEXT(".git"), O_RDONLY | O_DIRECTORY);
    if (git_dir >= 0 && looks_like_git_dir(git_dir)) return git_dir;
    if (git_dir >= 0) (void)close(git_dir);
    return -1;
}

/* The name of `child` in `parent`, found by its number: robust against links in the given path. */
static fh_text name_in_parent(fh_arena *arena, int parent, const struct stat *child)
{
    fh_text name = FH_TEXT("");
    const int fd = openat(parent, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (dir == NULL) {
        if (fd >= 0) (void)close(fd);
        return name;
    }
    const struct dirent *item;
    while (name.len == 0 && (item = readdir(dir)) != NULL) {
        struct stat info;
        if (item->d_ino != child->st_ino || strcmp(item->d_name, ".") == 0 ||
            strcmp(item->d_name, "..") == 0)
            continue;
        if (fstatat(parent, item->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISDIR(info.st_mode) && info.st_dev == child->st_dev && info.st_ino == child->st_ino)
            name = fh_arena_copy(arena, fh_text_of(item->d_name));
    }
    (void)closedir(dir);
    return name;
}

/* Search the parents of place->root; fill git_dir and prefix. */
static void search_parents(fh_arena *arena, fh_place *place)
{
    struct stat first, here, above;
    fh_text prefix = FH_TEXT("");
    if (fstat(place->root, &first) != 0) return;
    here = first;
    int dir = place->root;
    for (unsigned i = 0; i < PARENTS_MAX; i++) {
        const int parent = openat(dir, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (dir != place->root) (void)close(dir);
        dir = parent;
        if (parent < 0) return;
        if (fstat(parent, &above) != 0 || above.st_dev != first.st_dev ||
            above.st_uid != first.st_uid || above.st_ino == here.st_ino)
            break;
        const fh_text name = name_in_parent(arena, parent, &here);
        if (name.len == 0) break;
        prefix = prefix.len > 0 ? fh_tree_join(arena, name, prefix) : name;
        here = above;
        fh_text note = FH_TEXT("");
        place->git_dir = open_git_dir(parent, arena, &note);
        if (place->git_dir >= 0) place->prefix = prefix;
        if (place->git_dir >= 0 || note.len > 0) break;
    }
    if (dir >= 0 && dir != place->root) (void)close(dir);
}

fh_status fh_place_find(fh_env *env, fh_arena *arena, fh_text path, fh_place *ret_place)
{
    fh_place place = {.root = -1, .git_dir = -1};
    const fh_text name = fh_arena_copy(arena, path.len > 0 ? path : FH_TEXT("."));
    if (arena->failed) return fh_fail(env, FH_NO_MEMORY, "no memory for a path");
    if (fh_text_find_byte(name, '\0') != SIZE_MAX)
        return fh_fail(env, FH_NOT_FOUND, "the path holds a NUL byte");
    place.root = open(name.ptr, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (place.root < 0) {
        const int error = errno;
        return fh_fail(env, error == ENOENT || error == ENOTDIR ? FH_NOT_FOUND : FH_IO, "%.*s: %s",
                       FH_TEXT_ARGS(fh_text_slice(name, 0, 180)), fh_file_error(error));
    }
    place.git_dir = open_git_dir(place.root, arena, &place.note);
    if (place.git_dir < 0 && looks_like_git_dir(place.root)) {
        place.is_bare = true;
        place.git_dir = fcntl(place.root, F_DUPFD_CLOEXEC, 0);
    } else if (place.git_dir < 0 && place.note.len == 0) {
        search_parents(arena, &place);
    }
    *ret_place = place;
    return FH_OK;
}

void fh_place_close(fh_place *place)
{
    if (place->git_dir >= 0) (void)close(place->git_dir);
    if (place->root >= 0) (void)close(place->root);
    place->git_dir = place->root = -1;
}
