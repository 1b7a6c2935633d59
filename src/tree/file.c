/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* syscall, O_PATH */
#endif

#include "tree/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>
#if defined(__linux__)
#include <linux/openat2.h>
#include <sys/syscall.h>
#endif

#ifndef O_PATH
#define O_PATH O_RDONLY
#endif

enum { SAFE_FLAGS = O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC };

static int open_retry(int dir, const char *name, int flags)
{
    int fd;
    do fd = openat(dir, name, flags);
    while (fd < 0 && errno == EINTR);
    return fd;
}

/* One component after the other: for systems without openat2, and where a container forbids it. */
static int open_by_steps(int root, char *path, int flags)
{
    int dir = root;
    char *name = path;
    for (;;) {
        char *slash = strchr(name, '/');
        if (slash != NULL) *slash = '\0';
        const bool climbs = strcmp(name, "..") == 0;
        if (climbs) errno = EXDEV;
        const int fd = climbs ? -1
                              : open_retry(dir, name[0] == '\0' ? "." : name,
                                           slash != NULL ? O_PATH | O_DIRECTORY | SAFE_FLAGS
                                                         : flags | SAFE_FLAGS);
        const int error = errno;
        if (dir != root) (void)close(dir);
        errno = error;
        if (fd < 0 || slash == NULL) return fd;
        dir = fd;
        name = slash + 1;
    }
}

int fh_file_open(int root, fh_text path, int flags)
{
    char name[PATH_MAX + 1];
    if (path.len >= sizeof name) {
        errno = ENAMETOOLONG;
        return -1;
    }
    if (fh_text_find_byte(path, '\0') != SIZE_MAX || (path.len > 0 && path.ptr[0] == '/')) {
        errno = ENOENT;
        return -1;
    }
    if (path.len > 0) memcpy(name, path.ptr, path.len);
    name[path.len] = '\0';
#if defined(SYS_openat2)
    const struct open_how how = {
        .flags = (uint64_t)(flags | SAFE_FLAGS),
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
    };
    for (unsigned tries = 0; tries < 8; tries++) {
        const int fd = (int)syscall(SYS_openat2, root, path.len > 0 ? name : ".", &how, sizeof how);
        if (fd >= 0) return fd;
        /* EAGAIN: a rename somewhere on the machine raced with the look-up. */
        if (errno == EINTR || errno == EAGAIN) continue;
        if (errno != ENOSYS && errno != EPERM && errno != E2BIG) return -1;
        break;
    }
#endif
    return open_by_steps(root, name, flags);
}

const char *fh_file_error(int error)
{
    switch (error) {
    case ENOENT: return "no such file or folder";
    case ENOTDIR: return "not a folder";
    case EACCES:
    case EPERM: return "not permitted";
    case ELOOP: return "a symbolic link, which is not followed";
    case EXDEV: return "outside of the tree";
    case ENAMETOOLONG: return "the name is too long";
    case EMFILE:
    case ENFILE: return "too many open files";
    case ENOMEM: return "out of memory";
    case EISDIR: return "a folder";
    case ENXIO: return "no device behind it";
    case EIO: return "input or output error";
    default: return "the system refused";
    }
}

/* At most `max` bytes; the file may grow or shrink meanwhile. */
static fh_status read_all(fh_env *env, int fd, uint64_t max, uint64_t size, fh_buf *buf)
{
    size_t step = (size_t)size + 1;
    for (;;) {
        char *out = fh_buf_reserve(buf, step);
        if (out == NULL)
            return fh_fail(env, FH_NO_MEMORY, "no memory for %zu bytes", buf->len + step);
        const ssize_t got = read(fd, out, step);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fh_fail(env, FH_IO, "%s", fh_file_error(errno));
        if (got == 0) return FH_OK;
        buf->len += (size_t)got;
        if (buf->len > max)
            return fh_fail(env, FH_LIMIT, "the file has over %llu bytes", (unsigned long long)max);
        /* The usual file ends here: one read for the bytes, one for the end. */
        if (step > (size_t)got) step -= (size_t)got;
        else step = 64 * 1024;
    }
}

/* The first `max` bytes, or all there are. */
static fh_status read_start(fh_env *env, int fd, size_t max, fh_buf *buf)
{
    char *out = fh_buf_reserve(buf, max);
    if (out == NULL) return fh_fail(env, FH_NO_MEMORY, "no memory for %zu bytes", max);
    while (buf->len < max) {
        const ssize_t got = read(fd, out + buf->len, max - buf->len);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fh_fail(env, FH_IO, "%s", fh_file_error(errno));
        if (got == 0) break;
        buf->len += (size_t)got;
    }
    return FH_OK;
}

/* A descriptor of the regular file at `path`, or -1 with the reason in `ret_status`. */
static int open_regular(fh_env *env, int root, fh_text path, struct stat *ret_info,
                        fh_status *ret_status)
{
    const int fd = fh_file_open(root, path, O_RDONLY);
    *ret_status = FH_OK;
    if (fd < 0) {
        *ret_status = fh_fail(env, errno == ENOENT || errno == ENOTDIR ? FH_NOT_FOUND : FH_IO, "%s",
                              fh_file_error(errno));
        return -1;
    }
    if (fstat(fd, ret_info) != 0) *ret_status = fh_fail(env, FH_IO, "%s", fh_file_error(errno));
    else if (!S_ISREG(ret_info->st_mode)) *ret_status = fh_fail(env, FH_IO, "not a regular file");
    if (*ret_status == FH_OK) return fd;
    (void)close(fd);
    return -1;
}

fh_status fh_file_read(fh_env *env, int root, fh_text path, uint64_t max, fh_buf *buf)
{
    struct stat info;
    fh_status status;
    fh_buf_clear(buf);
    const int fd = open_regular(env, root, path, &info, &status);
    if (fd < 0) return status;
    if ((uint64_t)info.st_size > max)
        status = fh_fail(env, FH_LIMIT, "the file has %llu bytes, the limit is %llu",
                         (unsigned long long)info.st_size, (unsigned long long)max);
    else status = read_all(env, fd, max, (uint64_t)info.st_size, buf);
    (void)close(fd);
    return status;
}

fh_status fh_file_read_head(fh_env *env, int root, fh_text path, size_t max, fh_buf *buf)
{
    struct stat info;
    fh_status status;
    fh_buf_clear(buf);
    const int fd = open_regular(env, root, path, &info, &status);
    if (fd < 0) return status;
    status = read_start(env, fd, max, buf);
    (void)close(fd);
    return status;
}

bool fh_file_is(int dir, const char *name, mode_t type)
{
    struct stat info;
    return fstatat(dir, name, &info, AT_SYMLINK_NOFOLLOW) == 0 && (info.st_mode & S_IFMT) == type;
}
