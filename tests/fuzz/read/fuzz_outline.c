/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* First byte: a language; the rest is source in it. Tokens lie in the text in their order, every
 * token has an outline, and any of them can be asked where it stands and what guards it. */
#include <assert.h>

#include "read/guard.h"
#include "read/position.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_ASKED = 400 };

static void check_tokens(const fh_tokens *tokens, size_t size)
{
    uint32_t end = 0;
    for (size_t i = 0; i < tokens->list.count; i++) {
        const fh_token *token = &tokens->list.items[i];
        assert(token->start >= end && token->end >= token->start && token->end <= size);
        assert((uint32_t)token->head + token->tail <= token->end - token->start);
        end = token->end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fh_arena arena;
    fh_outline outline;
    const fh_signals signals = {0};
    if (size == 0) return 0;
    const fh_language language = (fh_language)(data[0] % FH_LANGUAGE_COUNT);
    const fh_text text = fh_text_make((const char *)data + 1, size - 1);
    fh_arena_init(&arena, (size_t)256 << 20);
    if (fh_lexis_of(language) != NULL && fh_outline_make(&arena, language, text, &outline)) {
        const size_t count = outline.tokens.list.count, step = count / MOST_ASKED + 1;
        check_tokens(&outline.tokens, text.len);
        for (size_t i = 0; i < count; i += step) {
            const uint32_t index = (uint32_t)i;
            assert(outline.segment[i] <= index && outline.block[i] < outline.blocks.count);
            assert(outline.open[i] == FH_NOWHERE || outline.open[i] < index);
            (void)fh_standing_of(&outline, index);
            (void)fh_guard_of(&outline, &signals, index, &arena);
        }
    }
    fh_arena_done(&arena);
    return 0;
}
