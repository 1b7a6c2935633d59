/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* A library for LD_PRELOAD that fails allocations on purpose; tests/oom.py drives it.
 *   FREEHOLD_FAIL_AT=n       the n-th allocation (from 1) of each process fails
 *   FREEHOLD_FAIL_ON=1       so do all after it
 *   FREEHOLD_FAIL_COUNT=file each process adds the number of its allocations to this file at exit
 * The C library's own names are called directly: looking the next malloc up would allocate. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static unsigned allocations, fail_at;
static bool fail_on;

static unsigned number_in(const char *name)
{
    unsigned value = 0;
    const char *text = getenv(name);
    for (; text != NULL && *text >= '0' && *text <= '9'; text++)
        value = value * 10 + (unsigned)(*text - '0');
    return value;
}

__attribute__((constructor)) static void start(void)
{
    fail_at = number_in("FREEHOLD_FAIL_AT");
    fail_on = number_in("FREEHOLD_FAIL_ON") != 0;
    allocations = 0;
}

__attribute__((destructor)) static void finish(void)
{
    char line[32];
    const char *path = getenv("FREEHOLD_FAIL_COUNT");
    if (path == NULL) return;
    const int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const int length = snprintf(line, sizeof(line), "%u\n", allocations);
    if (file < 0 || length < 0) return;
    if (write(file, line, (size_t)length) != length) _exit(99);
    (void)close(file);
}

/* True when this allocation shall fail. */
static bool fails(void)
{
    allocations++;
    if (fail_at == 0 || allocations < fail_at || (allocations > fail_at && !fail_on)) return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return fails() ? NULL : __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return fails() ? NULL : __libc_memalign(alignment, size);
}
