/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Input: words, one a line, each behind a byte of flags; an empty line; the text. The search must
 * find what trying each word at each place finds, in the same order. */
#include "base/words.h"

#include <stdlib.h>

#include "base/vec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct hit {
    uint32_t id;
    size_t offset, len;
} hit;
FH_VEC(hit_vec, hit);
FH_VEC(word_vec, fh_word);

typedef struct tally {
    fh_arena *arena;
    hit_vec hits;
} tally;

static bool keep_hit(void *user, uint32_t id, size_t offset, size_t len)
{
    tally *self = user;
    const hit item = {id, offset, len};
    return FH_VEC_ADD(self->arena, &self->hits, item);
}

static bool stands_at(fh_text text, const fh_word *word, size_t at)
{
    const fh_text here = fh_text_slice(text, at, at + word->literal.len);
    const size_t end = at + word->literal.len;
    if ((word->flags & FH_WORD_CASELESS) != 0 ? !fh_text_eq_nocase(here, word->literal)
                                              : !fh_text_eq(here, word->literal))
        return false;
    if ((word->flags & FH_WORD_BOUND_LEFT) != 0 && at > 0 && fh_is_word(text.ptr[at - 1]))
        return false;
    return (word->flags & FH_WORD_BOUND_RIGHT) == 0 || end >= text.len ||
           !fh_is_word(text.ptr[end]);
}

/* Ids are places in the list, counted from behind, so that they are not in order. */
static void search_plainly(const word_vec *words, fh_text text, tally *found)
{
    for (size_t at = 0; at < text.len; at++)
        for (size_t i = words->count; i-- > 0;)
            if (stands_at(text, &words->items[i], at))
                (void)keep_hit(found, words->items[i].id, at, words->items[i].literal.len);
}

static void compare(fh_arena *arena, const word_vec *words, fh_text text)
{
    const fh_words *set = NULL;
    tally got = {.arena = arena}, want = {.arena = arena};
    if (fh_words_new(arena, words->items, words->count, &set) != FH_OK) abort();
    if (!fh_words_search(set, text, keep_hit, &got)) abort();
    search_plainly(words, text, &want);
    if (got.hits.count != want.hits.count) abort();
    for (size_t i = 0; i < got.hits.count; i++) {
        const hit *a = &got.hits.items[i], *b = &want.hits.items[i];
        if (a->id != b->id || a->offset != b->offset || a->len != b->len) abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { MOST_WORDS = 400, MOST_TEXT = 4096 };
    fh_arena arena;
    word_vec words = {0};
    fh_text line, rest = fh_text_make((const char *)data, size);
    fh_arena_init(&arena, 64u << 20);
    while (words.count < MOST_WORDS && fh_text_next_line(&rest, &line) && line.len > 0) {
        const fh_word word = {.literal = fh_text_slice(line, 1, SIZE_MAX),
                              .id = MOST_WORDS - (uint32_t)words.count,
                              .flags = (uint32_t)(unsigned char)line.ptr[0] & 7u};
        if (word.literal.len >= 3) (void)FH_VEC_ADD(&arena, &words, word);
    }
    compare(&arena, &words, fh_text_slice(rest, 0, MOST_TEXT));
    fh_arena_done(&arena);
    return 0;
}
