/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Opening and reading below a folder without ever leaving it: no component may be a link, nothing
 * but regular files is read, and opening a FIFO or a device does not wait. */
#ifndef FH_TREE_FILE_H
#define FH_TREE_FILE_H

#include <sys/stat.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/env.h"

/* Open what stands at the relative `path` below the folder `root`. `flags` are O_RDONLY and
 * O_DIRECTORY or nothing; O_NONBLOCK, O_NOFOLLOW, O_NOCTTY and O_CLOEXEC are added. Gives -1 and
 * errno: ELOOP for a link in any component. */
int fh_file_open(int root, fh_text path, int flags);
/* Read the regular file at `path` into `buf` (cleared first), at most `max` bytes.
 * FH_NOT_FOUND, FH_LIMIT: larger, FH_IO: anything else (a link, no regular file, not permitted). */
FH_NODISCARD fh_status fh_file_read(fh_env *env, int root, fh_text path, uint64_t max, fh_buf *buf);
/* The same for the first `max` bytes of a file that may be larger. */
FH_NODISCARD fh_status fh_file_read_head(fh_env *env, int root, fh_text path, size_t max,
                                         fh_buf *buf);
/* True when the folder `dir` has `name`, of file type `type` (S_IFREG, S_IFDIR), no link. */
bool fh_file_is(int dir, const char *name, mode_t type);
/* strerror of few errors, the same on every machine. */
const char *fh_file_error(int error);

#endif
