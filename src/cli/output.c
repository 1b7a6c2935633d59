/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"

enum { COMPLAINT_SIZE = 1024, TEMPORARY_TRIES = 100, READ_SIZE = 64 << 10 };

static bool write_all(int fd, const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t written = write(fd, bytes, count);

        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes += written;
        count -= (size_t)written;
    }
    return true;
}

/* Messages name paths and quote errors, so a tree can have a say in them. */
void cli_complain(const char *format, ...)
{
    static const char digits[] = "0123456789abcdef";
    char message[COMPLAINT_SIZE];
    char safe[COMPLAINT_SIZE * 4 + 16] = "freehold: ";
    size_t len = strlen(safe);
    va_list args;

    va_start(args, format);
    if (vsnprintf(message, sizeof(message), format, args) < 0) message[0] = '\0';
    va_end(args);
    for (const char *c = message; *c != '\0'; c++) {
        unsigned char byte = (unsigned char)*c;

        if (byte >= 0x20 && byte < 0x7f) {
            safe[len++] = *c;
            continue;
        }
        safe[len++] = '\\';
        safe[len++] = 'x';
        safe[len++] = digits[byte >> 4];
        safe[len++] = digits[byte & 15];
    }
    safe[len++] = '\n';
    (void)write_all(STDERR_FILENO, safe, len); /* nobody is left to tell */
}

/* ---- reports --------------------------------------------------------------------------------- */

void cli_output_standard(cli_output *output, const char *format)
{
    *output = (cli_output){.format = format, .fd = STDOUT_FILENO};
}

/* Something else than a file to be replaced: a pipe, a terminal, /dev/null. */
static bool is_written_in_place(const char *path)
{
    struct stat found;

    return stat(path, &found) == 0 && !S_ISREG(found.st_mode) && !S_ISDIR(found.st_mode);
}

/* Create a file beside `path`, whose name nobody else has. */
static bool open_temporary(cli_output *output, const char *path)
{
    size_t room = strlen(path) + 48;

    output->temporary = malloc(room);
    if (output->temporary == NULL) return false;
    for (int turn = 0; turn < TEMPORARY_TRIES; turn++) {
        (void)snprintf(output->temporary, room, "%s.%ld-%d.part", path, (long)getpid(), turn);
        output->fd = open(output->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (output->fd >= 0 || errno != EEXIST) break;
    }
    return output->fd >= 0;
}

bool cli_output_open(cli_output *output, const char *format, const char *path)
{
    struct stat found;
    bool good;

    *output = (cli_output){.format = format, .path = path, .fd = -1};
    if (lstat(path, &found) == 0 && S_ISLNK(found.st_mode) && !is_written_in_place(path)) {
        cli_complain("%s is a link; name the file itself", path);
        return false;
    }
    if (is_written_in_place(path)) {
        output->fd = open(path, O_WRONLY | O_CLOEXEC);
        good = output->fd >= 0;
    } else if (stat(path, &found) == 0 && S_ISDIR(found.st_mode)) {
        errno = EISDIR;
        good = false;
    } else {
        good = open_temporary(output, path);
    }
    if (!good) {
        cli_complain("cannot write %s: %s", path, strerror(errno));
        free(output->temporary);
        output->temporary = NULL;
    }
    return good;
}

bool cli_output_write(void *user, const char *bytes, size_t count)
{
    cli_output *output = user;

    if (output->failure != 0 || output->is_quiet) return false;
    if (write_all(output->fd, bytes, count)) return true;
    if (errno == EPIPE) output->is_quiet = true;
    else output->failure = errno;
    return false;
}

bool cli_output_put(cli_output *output, const char *string)
{
    return cli_output_write(output, string, strlen(string));
}

/* On the disk before it takes the name: after a power cut the file is the old or the new one. */
static void put_in_place(cli_output *output)
{
    if (fsync(output->fd) != 0 && errno != EINVAL && errno != EROFS) output->failure = errno;
    else if (rename(output->temporary, output->path) != 0) output->failure = errno;
}

freehold_code cli_output_close(cli_output *output, bool keep)
{
    const char *name = output->path == NULL ? "standard output" : output->path;

    if (output->temporary != NULL && keep && output->failure == 0) put_in_place(output);
    if (output->temporary != NULL && (!keep || output->failure != 0))
        (void)unlink(output->temporary); /* it may have been renamed already */
    if (output->path != NULL && close(output->fd) != 0 && output->failure == 0)
        output->failure = errno;
    free(output->temporary);
    output->temporary = NULL;
    if (output->failure == 0) return FREEHOLD_CLEAN;
    cli_complain("cannot write %s: %s", name, strerror(output->failure));
    return FREEHOLD_INTERNAL;
}

/* ---- memory ---------------------------------------------------------------------------------- */

bool cli_memory_write(void *user, const char *bytes, size_t count)
{
    cli_memory *memory = user;

    if (count > SIZE_MAX / 4 - memory->len) return false;
    if (memory->len + count + 1 > memory->room) {
        size_t room = (memory->len + count + 1) * 2;
        char *grown = realloc(memory->bytes, room);

        if (grown == NULL) return false;
        memory->bytes = grown;
        memory->room = room;
    }
    memcpy(memory->bytes + memory->len, bytes, count);
    memory->len += count;
    memory->bytes[memory->len] = '\0';
    return true;
}

bool cli_memory_read(cli_memory *memory, const char *path)
{
    bool is_standard = strcmp(path, "-") == 0;
    int fd = is_standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    char piece[READ_SIZE];
    ssize_t count = 0;
    bool good = fd >= 0 && cli_memory_write(memory, "", 0);

    while (good && (count = read(fd, piece, sizeof(piece))) != 0) {
        if (count < 0 && errno == EINTR) continue;
        good = count > 0 && cli_memory_write(memory, piece, (size_t)count);
    }
    if (!good)
        cli_complain("cannot read %s: %s", is_standard ? "standard input" : path, strerror(errno));
    if (fd >= 0 && !is_standard) close(fd);
    return good;
}
