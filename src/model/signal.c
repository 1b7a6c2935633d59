/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/signal.h"
#include "base/cursor.h"

void fh_signals_encode(const fh_signals *signals, fh_buf *buf)
{
    fh_buf_add(buf, FH_TEXT("FHS1"));
    fh_buf_add_u64(buf, signals->hash);
    fh_buf_add_u32(buf, (uint32_t)signals->list.count);
    for (size_t i = 0; i < signals->list.count; i++) {
        const fh_signal *signal = &signals->list.items[i];
        fh_buf_add_sized(buf, signal->literal);
        fh_buf_add_sized(buf, signal->regex);
        fh_buf_add_sized(buf, signal->files);
        fh_buf_add_u32(buf, signal->flags);
        fh_buf_add_u32(buf, signal->contexts);
        fh_buf_add_u32(buf, signal->positions);
    }
    fh_buf_add_u32(buf, (uint32_t)signals->vocab.count);
    for (size_t i = 0; i < signals->vocab.count; i++) {
        fh_buf_add_sized(buf, signals->vocab.items[i].word);
        fh_buf_add_sized(buf, signals->vocab.items[i].vendor);
        fh_buf_add_sized(buf, signals->vocab.items[i].axis);
    }
}

fh_status fh_signals_decode(fh_text bytes, fh_arena *arena, fh_signals *ret_signals)
{
    fh_cursor cursor = fh_cursor_make(bytes);
    fh_signals signals = {.arena = arena};
    if (!fh_text_starts(bytes, FH_TEXT("FHS1"))) return FH_BAD_INPUT;
    cursor.at = 4;
    signals.hash = fh_cursor_u64(&cursor);
    for (uint32_t i = 0, count = fh_cursor_u32(&cursor); i < count && !cursor.failed; i++) {
        fh_signal signal = {.literal = fh_cursor_sized(&cursor)};
        signal.regex = fh_cursor_sized(&cursor);
        signal.files = fh_cursor_sized(&cursor);
        signal.flags = fh_cursor_u32(&cursor);
        signal.contexts = fh_cursor_u32(&cursor);
        signal.positions = fh_cursor_u32(&cursor);
        if (!FH_VEC_ADD(arena, &signals.list, signal)) return FH_NO_MEMORY;
    }
    for (uint32_t i = 0, count = fh_cursor_u32(&cursor); i < count && !cursor.failed; i++) {
        fh_vocab row = {.word = fh_cursor_sized(&cursor)};
        row.vendor = fh_cursor_sized(&cursor);
        row.axis = fh_cursor_sized(&cursor);
        if (!FH_VEC_ADD(arena, &signals.vocab, row)) return FH_NO_MEMORY;
    }
    if (cursor.failed || !fh_cursor_at_end(&cursor)) return FH_BAD_INPUT;
    *ret_signals = signals;
    return FH_OK;
}
