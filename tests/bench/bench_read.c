/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The floor under every audit: walk a tree and read each file once, on one thread, doing nothing
 * with it but count line ends. Usage: bench-read FOLDER */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BUFFER_SIZE = 256 << 10, MAX_DEPTH = 128 };

typedef struct totals {
    uint64_t files, bytes, lines;
} totals;

static void read_one(int folder, const char *name, totals *sum)
{
    static char buffer[BUFFER_SIZE];
    const int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0) return;
    sum->files++;
    for (ssize_t got; (got = read(file, buffer, sizeof(buffer))) > 0;) {
        sum->bytes += (uint64_t)got;
        const char *const end = buffer + got;
        for (const char *at = buffer; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
            sum->lines++;
    }
    (void)close(file);
}

static void walk(int folder, unsigned depth, totals *sum)
{
    DIR *dir = fdopendir(folder);
    if (dir == NULL) return;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        const char *const name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || strcmp(name, ".git") == 0)
            continue;
        if (entry->d_type == DT_REG) {
            read_one(folder, name, sum);
        } else if (entry->d_type == DT_DIR && depth < MAX_DEPTH) {
            const int inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
            if (inner >= 0) walk(inner, depth + 1, sum);
        }
    }
    (void)closedir(dir);
}

int main(int argc, char **argv)
{
    totals sum = {0};
    if (argc != 2) return 2;
    const int folder = open(argv[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return 2;
    walk(folder, 0, &sum);
    printf("%llu files, %llu bytes, %llu lines\n", (unsigned long long)sum.files,
           (unsigned long long)sum.bytes, (unsigned long long)sum.lines);
    return 0;
}
