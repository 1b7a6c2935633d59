/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Processor time that reading one file into facts takes, parsing included: the best of five.
 * Usage: bench-locks FILE, whose base name says what it is. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "read/reader.h"

enum { ROUNDS = 5 };

static double now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

static fh_text read_whole(const char *path)
{
    struct stat about;
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &about) != 0) return (fh_text){0};
    char *bytes = malloc((size_t)about.st_size + 1);
    size_t len = 0;
    for (ssize_t got = 1; bytes != NULL && got > 0; len += got > 0 ? (size_t)got : 0)
        got = read(file, bytes + len, (size_t)about.st_size - len);
    (void)close(file);
    return fh_text_make(bytes, len);
}

int main(int argc, char **argv)
{
    double best = 1e9;
    size_t facts_read = 0, unread = 0;
    if (argc != 2) return 2;
    const fh_text bytes = read_whole(argv[1]);
    if (bytes.ptr == NULL) return 2;
    for (int round = 0; round < ROUNDS; round++) {
        fh_env env;
        fh_facts facts;
        fh_read_result result;
        fh_env_init(&env);
        fh_facts_init(&facts, env.limits.file_facts);
        const double start = now_ms();
        fh_read_file(&env, NULL, fh_text_base_name(fh_text_of(argv[1])), bytes, &facts, &result);
        const double took = now_ms() - start;
        if (took < best) best = took;
        facts_read = facts.list.count;
        unread = 0;
        for (size_t i = 0; i < facts.list.count; i++)
            unread += facts.list.items[i].kind == FH_FACT_UNREAD;
        fh_facts_done(&facts);
    }
    printf("%.1f ms, %.1f MB, %zu facts, %zu unread\n", best, (double)bytes.len / 1e6, facts_read,
           unread);
    free((char *)(uintptr_t)bytes.ptr);
    return 0;
}
