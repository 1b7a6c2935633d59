/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Bytes that decode as signals encode to the same bytes. */
#include "model/signal.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const fh_text bytes = fh_text_make((const char *)data, size);
    fh_arena arena;
    fh_signals signals;
    fh_buf again;
    fh_arena_init(&arena, 0);
    fh_buf_init(&again, 0);
    if (fh_signals_decode(bytes, &arena, &signals) == FH_OK) {
        fh_signals_encode(&signals, &again);
        if (!fh_text_eq(fh_buf_text(&again), bytes)) abort();
    }
    fh_buf_done(&again);
    fh_arena_done(&arena);
    return 0;
}
