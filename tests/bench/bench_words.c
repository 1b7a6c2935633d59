/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* How fast many words are found, against one memchr over the same bytes: the most that any search
 * can reach. Usage: bench-words TEXT WORDS [ROUNDS]; WORDS has one literal a line, every second one
 * is searched without case and with bounds. Times are the best of all rounds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/vec.h"
#include "base/words.h"

FH_VEC(word_vec, fh_word);

static bool read_file(const char *path, fh_buf *buf)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) return false;
    for (char *at; (at = fh_buf_reserve(buf, 1 << 20)) != NULL;) {
        const size_t got = fread(at, 1, 1 << 20, file);
        buf->len += got;
        if (got == 0) break;
    }
    (void)fclose(file);
    return !buf->failed;
}

static uint64_t now_ns(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

typedef struct tally {
    uint64_t hits, sum;
} tally;

static bool count_hit(void *user, uint32_t id, size_t offset, size_t len)
{
    tally *self = user;
    self->hits++;
    self->sum = self->sum * 31 + id + offset + len;
    return true;
}

/* As files are searched one by one: pieces of 16 KB. */
enum { PIECE = 16 << 10 };

static tally search_all(const fh_words *words, fh_text text)
{
    tally self = {0};
    for (size_t at = 0; at < text.len; at += PIECE)
        (void)fh_words_search(words, fh_text_slice(text, at, at + PIECE), count_hit, &self);
    return self;
}

static uint64_t sweep(fh_text text)
{
    uint64_t found = 0;
    for (size_t at = 0; at < text.len; at += PIECE) {
        const fh_text piece = fh_text_slice(text, at, at + PIECE);
        found += memchr(piece.ptr, 0x01, piece.len) != NULL;
    }
    return found;
}

static void load_words(fh_arena *arena, fh_text lines, word_vec *words)
{
    fh_text line;
    while (fh_text_next_line(&lines, &line)) {
        const uint32_t id = (uint32_t)words->count;
        const uint32_t flags =
            id % 2 == 0 ? 0 : FH_WORD_CASELESS | FH_WORD_BOUND_LEFT | FH_WORD_BOUND_RIGHT;
        const fh_word word = {line, id, flags};
        if (line.len >= 3 && !FH_VEC_ADD(arena, words, word)) return;
    }
}

static double gigabytes(size_t bytes, uint64_t ns)
{
    return (double)bytes / (double)(ns > 0 ? ns : 1);
}

static int measure(fh_arena *arena, fh_text text, const word_vec *list, unsigned rounds)
{
    const fh_words *words = NULL;
    uint64_t best_words = UINT64_MAX, best_sweep = UINT64_MAX, start = now_ns();
    tally found = {0};
    uint64_t swept = 0;
    if (fh_words_new(arena, list->items, list->count, &words) != FH_OK) return 1;
    const uint64_t built = now_ns() - start;
    for (unsigned i = 0; i < rounds; i++) {
        start = now_ns();
        swept += sweep(text);
        const uint64_t middle = now_ns();
        found = search_all(words, text);
        const uint64_t end = now_ns();
        if (middle - start < best_sweep) best_sweep = middle - start;
        if (end - middle < best_words) best_words = end - middle;
    }
    if (swept > text.len) return 1; /* never, but the compiler cannot leave the sweep out */
    printf("%zu bytes, %zu words, built in %.2f ms, %llu hits (%016llx)\n", text.len, list->count,
           (double)built / 1e6, (unsigned long long)found.hits, (unsigned long long)found.sum);
    printf("words %.2f GB/s, memchr %.2f GB/s, ratio %.1f\n", gigabytes(text.len, best_words),
           gigabytes(text.len, best_sweep), (double)best_words / (double)best_sweep);
    return 0;
}

int main(int argc, char **argv)
{
    fh_arena arena;
    fh_buf text, lines;
    word_vec words = {0};
    uint64_t rounds = 9;
    fh_arena_init(&arena, 0);
    fh_buf_init(&text, 0);
    fh_buf_init(&lines, 0);
    int result = 2;
    if (argc >= 3 && read_file(argv[1], &text) && read_file(argv[2], &lines) &&
        (argc < 4 || fh_text_to_u64(fh_text_of(argv[3]), &rounds))) {
        load_words(&arena, fh_buf_text(&lines), &words);
        result = measure(&arena, fh_buf_text(&text), &words, (unsigned)rounds);
    }
    fh_buf_done(&lines);
    fh_buf_done(&text);
    fh_arena_done(&arena);
    return result;
}
