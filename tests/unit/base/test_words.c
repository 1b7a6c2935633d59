/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/buf.h"
#include "base/words.h"
#include "tap.h"

/* Occurrences as "id@offset+len " in the order told; `stop` > 0 ends after so many. */
typedef struct record {
    fh_buf text;
    int stop;
} record;

static bool write_hit(void *user, uint32_t id, size_t offset, size_t len)
{
    record *self = user;
    fh_buf_printf(&self->text, "%u@%zu+%zu ", id, offset, len);
    return self->stop == 0 || --self->stop > 0;
}

static void check_search(const fh_word *words, size_t count, fh_text text, const char *want)
{
    fh_arena arena;
    record found = {.stop = 0};
    const fh_words *set = NULL;
    fh_arena_init(&arena, 0);
    fh_buf_init(&found.text, 0);
    if (CHECK(fh_words_new(&arena, words, count, &set) == FH_OK)) {
        CHECK(fh_words_search(set, text, write_hit, &found));
        CHECK_TEXT(fh_buf_text(&found.text), want);
    }
    fh_buf_done(&found.text);
    fh_arena_done(&arena);
}

#define WORD(id, text, flags)                                                                      \
    {                                                                                              \
        {(text), sizeof(text) - 1}, (id), (flags)                                                  \
    }

static void words_are_found_where_they_are(void)
{
    static const fh_word words[] = {WORD(1, "abc", 0), WORD(2, "abcd", 0), WORD(3, "bcdef", 0),
                                    WORD(4, "cdefgh", 0), WORD(5, "abcdefghijklmnop", 0)};
    check_search(words, FH_COUNT(words), FH_TEXT("abcdefghijklmnop"),
                 "1@0+3 2@0+4 5@0+16 3@1+5 4@2+6 ");
    check_search(words, FH_COUNT(words), FH_TEXT("-abcdefghijklmno"), "1@1+3 2@1+4 3@2+5 4@3+6 ");
    check_search(words, FH_COUNT(words), FH_TEXT("ab"), "");
    check_search(words, FH_COUNT(words), (fh_text){0}, "");
    check_search(words, FH_COUNT(words), FH_TEXT("abc"), "1@0+3 ");
    check_search(words, FH_COUNT(words), FH_TEXT("bcdef"), "3@0+5 ");
    check_search(words, FH_COUNT(words), FH_TEXT("cdefgh"), "4@0+6 ");
    check_search(words, 0, FH_TEXT("abcdefghijklmnop"), "");
}

static void case_and_bounds_count(void)
{
    static const fh_word words[] = {
        WORD(1, "CUDA", FH_WORD_CASELESS), WORD(2, "CUDA", 0), WORD(3, "gpu", FH_WORD_BOUND_LEFT),
        WORD(4, "gpu", FH_WORD_BOUND_RIGHT), WORD(5, "[x]", FH_WORD_CASELESS)};
    check_search(words, FH_COUNT(words), FH_TEXT("Cuda CUDA"), "1@0+4 1@5+4 2@5+4 ");
    check_search(words, FH_COUNT(words), FH_TEXT("gpu gpus ngpu _gpu1 -gpu"),
                 "3@0+3 4@0+3 3@4+3 4@10+3 3@21+3 4@21+3 ");
    check_search(words, FH_COUNT(words), FH_TEXT("{x}[X]"), "5@3+3 ");
}

static void order_is_offset_then_id(void)
{
    static const fh_word words[] = {WORD(9, "nvidia", 0), WORD(3, "nvidia-smi", 0),
                                    WORD(5, "nvi", 0), WORD(4, "vidia", 0), WORD(3, "nvidia", 0)};
    check_search(words, FH_COUNT(words), FH_TEXT("x nvidia-smi"),
                 "3@2+6 3@2+10 5@2+3 9@2+6 4@3+5 ");
}

static void searching_can_be_stopped(void)
{
    static const fh_word words[] = {WORD(1, "word", 0)};
    fh_arena arena;
    record found = {.stop = 2};
    const fh_words *set = NULL;
    fh_arena_init(&arena, 0);
    fh_buf_init(&found.text, 0);
    CHECK_INT(fh_words_new(&arena, words, 1, &set), FH_OK);
    CHECK(!fh_words_search(set, FH_TEXT("word word word"), write_hit, &found));
    CHECK_TEXT(fh_buf_text(&found.text), "1@0+4 1@5+4 ");
    fh_buf_done(&found.text);
    fh_arena_done(&arena);
}

static void short_literals_are_refused(void)
{
    static const fh_word words[] = {WORD(1, "long enough", 0), WORD(2, "ab", 0), WORD(3, "", 0)};
    fh_arena arena;
    const fh_words *set = NULL;
    fh_arena_init(&arena, 0);
    CHECK_INT(fh_words_new(&arena, words, 3, &set), FH_BAD_INPUT);
    CHECK(set == NULL);
    fh_arena_done(&arena);
}

static void no_memory_is_told(void)
{
    static const fh_word words[] = {WORD(1, "some", 0), WORD(2, "longer ones", 0)};
    for (size_t limit = 16; limit < 2u << 20; limit += limit / 3) {
        fh_arena arena;
        const fh_words *set = NULL;
        fh_arena_init(&arena, limit);
        const fh_status status = fh_words_new(&arena, words, 2, &set);
        CHECK(status == FH_OK ? set != NULL : status == FH_NO_MEMORY && set == NULL);
        fh_arena_done(&arena);
    }
}

/* Hundreds of words at one place: none is lost, and their order holds. */
static void crowds_are_told_whole(void)
{
    enum { CROWD = 700 };
    static fh_word words[CROWD + 1];
    fh_arena arena;
    record found = {.stop = 0};
    fh_buf want;
    const fh_words *set = NULL;
    fh_arena_init(&arena, 0);
    fh_buf_init(&found.text, 0);
    fh_buf_init(&want, 0);
    for (uint32_t i = 0; i < CROWD; i++) words[i] = (fh_word){FH_TEXT("crowded"), CROWD - i, 0};
    words[CROWD] = (fh_word){FH_TEXT("a crowded house"), CROWD + 1, 0};
    CHECK_INT(fh_words_new(&arena, words, CROWD + 1, &set), FH_OK);
    CHECK(fh_words_search(set, FH_TEXT("a crowded house, crowded"), write_hit, &found));
    fh_buf_printf(&want, "%d@0+15 ", CROWD + 1);
    for (int i = 1; i <= CROWD; i++) fh_buf_printf(&want, "%d@2+7 ", i);
    for (int i = 1; i <= CROWD; i++) fh_buf_printf(&want, "%d@17+7 ", i);
    CHECK(fh_text_eq(fh_buf_text(&found.text), fh_buf_text(&want)));
    fh_buf_done(&want);
    fh_buf_done(&found.text);
    fh_arena_done(&arena);
}

/* Every length at every offset of the grid, next to both ends. */
static void every_alignment_is_seen(void)
{
    static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    char text[96];
    for (size_t len = 3; len <= sizeof alphabet - 1; len++)
        for (size_t before = 0; before < 9; before++)
            for (size_t behind = 0; behind < 9; behind += 4) {
                char want[64];
                const fh_word word = {fh_text_make(alphabet, len), 1, 0};
                memset(text, ' ', sizeof text);
                memcpy(text + before, alphabet, len);
                (void)snprintf(want, sizeof want, "1@%zu+%zu ", before, len);
                check_search(&word, 1, fh_text_make(text, before + len + behind), want);
            }
}

int main(void)
{
    RUN(words_are_found_where_they_are);
    RUN(case_and_bounds_count);
    RUN(order_is_offset_then_id);
    RUN(searching_can_be_stopped);
    RUN(short_literals_are_refused);
    RUN(no_memory_is_told);
    RUN(crowds_are_told_whole);
    RUN(every_alignment_is_seen);
    return DONE();
}
