/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* How fast licenses are identified: bench-license LIST [ROUNDS]. LIST names one file a line. All
 * are read first; then every round scans each of them. The best of all rounds is printed as bytes,
 * files, matches and MB/s of one core. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "license/license.h"

FH_VEC(text_vec, fh_text);

typedef struct bench {
    fh_env env;
    fh_license_corpus corpus;
    fh_arena files, scratch;
    text_vec names, texts;
    size_t bytes, matches;
} bench;

static bool read_file(const char *path, fh_buf *buf)
{
    fh_buf_clear(buf);
    FILE *file = fopen(path, "rb");
    if (file == NULL) return false;
    for (char *at; (at = fh_buf_reserve(buf, 1 << 16)) != NULL;) {
        const size_t got = fread(at, 1, 1 << 16, file);
        buf->len += got;
        if (got == 0) break;
    }
    (void)fclose(file);
    return !buf->failed;
}

static bool load(bench *self, const char *list)
{
    fh_buf buf;
    fh_text line;
    fh_buf_init(&buf, 0);
    bool good = read_file(list, &buf);
    fh_text lines = fh_arena_copy(&self->files, fh_buf_text(&buf));
    while (good && fh_text_next_line(&lines, &line)) {
        const fh_text name = fh_arena_copy(&self->files, line);
        good = read_file(name.ptr, &buf);
        const fh_text bytes = fh_arena_copy(&self->files, fh_buf_text(&buf));
        good = good && FH_VEC_ADD(&self->files, &self->names, name) &&
               FH_VEC_ADD(&self->files, &self->texts, bytes);
        self->bytes += bytes.len;
    }
    fh_buf_done(&buf);
    return good && self->bytes > 0;
}

static uint64_t now_ns(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static bool one_round(bench *self)
{
    self->matches = 0;
    for (size_t i = 0; i < self->texts.count; i++) {
        fh_license_result result = {0};
        fh_arena_clear(&self->scratch);
        if (fh_license_scan(&self->env, &self->corpus, self->names.items[i], self->texts.items[i],
                            &self->scratch, &result) != FH_OK)
            return false;
        self->matches += result.matches.count;
    }
    return true;
}

int main(int argc, char **argv)
{
    bench self = {.bytes = 0};
    uint64_t rounds = 5, best = UINT64_MAX;
    fh_env_init(&self.env);
    fh_arena_init(&self.files, 0);
    fh_arena_init(&self.scratch, 0);
    bool good = argc >= 2 && load(&self, argv[1]) &&
                (argc < 3 || fh_text_to_u64(fh_text_of(argv[2]), &rounds)) &&
                fh_license_corpus_builtin(&self.corpus) == FH_OK;
    for (uint64_t i = 0; i < rounds && good; i++) {
        const uint64_t start = now_ns();
        good = one_round(&self);
        const uint64_t taken = now_ns() - start;
        if (taken < best) best = taken;
    }
    if (good)
        printf("%zu bytes, %zu files, %zu matches, %.1f MB/s\n", self.bytes, self.texts.count,
               self.matches, (double)self.bytes * 1e3 / (double)best);
    fh_arena_done(&self.scratch);
    fh_arena_done(&self.files);
    return good ? 0 : 2;
}
