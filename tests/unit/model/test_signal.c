/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/words.h"
#include "model/signal.h"
#include "tap.h"

static void fill(fh_arena *arena, fh_signals *signals)
{
    static const fh_signal list[] = {
        {{"nvidia", 6}, {"", 0}, FH_WORD_CASELESS, FH_CONTEXT_CODE, 0, {"**/*.py", 7}},
        {{"gpt-4", 5}, {"gpt-4[a-z]?", 11}, 0, 0, 1u << FH_POSITION_ARGUMENT, {"", 0}},
    };
    static const fh_vocab vocab[] = {{{"rocm", 4}, {"amd", 3}, {"hardware", 8}}};
    *signals = (fh_signals){.arena = arena, .hash = 0xFEDCBA9876543210u};
    for (size_t i = 0; i < FH_COUNT(list); i++) CHECK(FH_VEC_ADD(arena, &signals->list, list[i]));
    CHECK(FH_VEC_ADD(arena, &signals->vocab, vocab[0]));
}

static void decoding_gives_the_same_bytes(void)
{
    fh_arena arena;
    fh_signals signals, again;
    fh_buf bytes, more;
    fh_arena_init(&arena, 0);
    fh_buf_init(&bytes, 0);
    fh_buf_init(&more, 0);
    fill(&arena, &signals);
    fh_signals_encode(&signals, &bytes);
    CHECK_INT(fh_signals_decode(fh_buf_text(&bytes), &arena, &again), FH_OK);
    CHECK(again.hash == signals.hash);
    CHECK_INT(again.list.count, 2);
    CHECK_TEXT(again.list.items[0].files, "**/*.py");
    CHECK_TEXT(again.list.items[1].regex, "gpt-4[a-z]?");
    CHECK_INT(again.list.items[1].positions, 1u << FH_POSITION_ARGUMENT);
    CHECK_TEXT(again.vocab.items[0].vendor, "amd");
    fh_signals_encode(&again, &more);
    CHECK(fh_text_eq(fh_buf_text(&bytes), fh_buf_text(&more)));
    fh_buf_done(&more);
    fh_buf_done(&bytes);
    fh_arena_done(&arena);
}

static void cut_bytes_are_refused(void)
{
    fh_arena arena;
    fh_signals signals, again;
    fh_buf bytes;
    fh_arena_init(&arena, 0);
    fh_buf_init(&bytes, 0);
    fill(&arena, &signals);
    fh_signals_encode(&signals, &bytes);
    again = (fh_signals){.hash = 1};
    for (size_t len = 0; len < bytes.len; len++)
        CHECK_INT(fh_signals_decode(fh_text_make(bytes.ptr, len), &arena, &again), FH_BAD_INPUT);
    fh_buf_add_byte(&bytes, 0);
    CHECK_INT(fh_signals_decode(fh_buf_text(&bytes), &arena, &again), FH_BAD_INPUT);
    CHECK(again.hash == 1 && again.arena == NULL);
    bytes.ptr[3] = '2';
    CHECK_INT(fh_signals_decode(fh_buf_text(&bytes), &arena, &again), FH_BAD_INPUT);
    fh_buf_done(&bytes);
    fh_arena_done(&arena);
}

static void no_memory_is_told(void)
{
    fh_arena arena, small;
    fh_signals signals, again;
    fh_buf bytes;
    fh_arena_init(&arena, 0);
    fh_buf_init(&bytes, 0);
    fill(&arena, &signals);
    fh_signals_encode(&signals, &bytes);
    fh_arena_init(&small, 16);
    CHECK_INT(fh_signals_decode(fh_buf_text(&bytes), &small, &again), FH_NO_MEMORY);
    fh_arena_done(&small);
    fh_buf_done(&bytes);
    fh_arena_done(&arena);
}

int main(void)
{
    RUN(decoding_gives_the_same_bytes);
    RUN(cut_bytes_are_refused);
    RUN(no_memory_is_told);
    return DONE();
}
