/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Run a fuzz target over a folder of inputs without libFuzzer, as a TAP test. Each file is given
 * whole, then cut short, then with one byte changed, in a fixed and bounded selection, so that the
 * result is the same on every machine. A crash or a sanitizer report is the failure. */
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    MAX_FILES = 4096,
    MAX_BYTES = 1 << 20,
    VARIANTS = 48 /* cut and damaged copies of one file, each kind */
};

/* A heap copy of exactly `size` bytes, so that a sanitizer sees one byte too far. */
static bool run_copy(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size > 0 ? size : 1);
    if (copy == NULL) return false;
    if (size > 0) memcpy(copy, data, size);
    (void)LLVMFuzzerTestOneInput(copy, size); /* always 0 by convention */
    free(copy);
    return true;
}

static bool run_variants(uint8_t *data, size_t size)
{
    static const uint8_t bytes[] = {0x00, 0xff, '"', '\\', '{', '[', '\n', 0x80};
    const size_t step = size / VARIANTS + 1;
    for (size_t cut = 0; cut < size; cut += step)
        if (!run_copy(data, cut)) return false;
    for (size_t at = 0, turn = 0; at < size; at += step, turn++) {
        const uint8_t kept = data[at];
        data[at] = bytes[turn % sizeof(bytes)];
        if (!run_copy(data, size)) return false;
        data[at] = kept;
    }
    return true;
}

static bool run_file(const char *folder, const char *name)
{
    char path[4096];
    const int length = snprintf(path, sizeof(path), "%s/%s", folder, name);
    if (length < 0 || (size_t)length >= sizeof(path)) return false;
    FILE *file = fopen(path, "rb");
    uint8_t *data = malloc(MAX_BYTES);
    size_t size = 0;
    bool good = file != NULL && data != NULL;
    if (good) {
        size = fread(data, 1, MAX_BYTES, file);
        good = ferror(file) == 0 && run_copy(data, size) && run_variants(data, size);
    }
    if (file != NULL) (void)fclose(file);
    free(data);
    return good;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Names of the plain files in `folder`, sorted; the count, or -1 when it cannot be read. */
static int list_files(const char *folder, char **names)
{
    int count = 0;
    DIR *dir = opendir(folder);
    if (dir == NULL) return -1;
    for (struct dirent *entry; count < MAX_FILES && (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] == '.') continue;
        names[count] = strdup(entry->d_name);
        if (names[count] != NULL) count++;
    }
    (void)closedir(dir);
    qsort(names, (size_t)count, sizeof(*names), compare_names);
    return count;
}

int main(int argc, char **argv)
{
    static char *names[MAX_FILES];
    if (argc != 2) return 2;
    const int count = list_files(argv[1], names);
    if (count <= 0) {
        printf("1..1\nnot ok 1 - no corpus in %s: %s\n", argv[1],
               count < 0 ? strerror(errno) : "empty folder");
        return 1;
    }
    int failed = 0;
    printf("1..%d\n", count);
    for (int i = 0; i < count; i++) {
        const bool good = run_file(argv[1], names[i]);
        if (!good) failed++;
        printf("%s %d - %s\n", good ? "ok" : "not ok", i + 1, names[i]);
        (void)fflush(stdout);
        free(names[i]);
    }
    return failed > 0 ? 1 : 0;
}
