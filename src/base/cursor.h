/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* A bounded reader over bytes. It never passes the end: at the end, peek gives -1 and reads fail.
 * A failed read sets `failed`, which stays set. Lines and columns are 1-based; columns count
 * bytes. */
#ifndef FH_BASE_CURSOR_H
#define FH_BASE_CURSOR_H

#include "base/arena.h"

typedef struct fh_cursor {
    fh_text text;
    size_t at; /* offset of the next byte */
    uint32_t line, column;
    bool failed;
} fh_cursor;

fh_cursor fh_cursor_make(fh_text text);
static inline bool fh_cursor_at_end(const fh_cursor *cursor)
{
    return cursor->at >= cursor->text.len;
}
/* The byte `ahead` bytes further on (0..255), or -1. */
static inline int fh_cursor_peek(const fh_cursor *cursor, size_t ahead)
{
    return ahead < cursor->text.len - cursor->at
               ? (unsigned char)cursor->text.ptr[cursor->at + ahead]
               : -1;
}
/* Take one byte, keeping line and column; -1 at the end. */
int fh_cursor_next(fh_cursor *cursor);
void fh_cursor_skip(fh_cursor *cursor, size_t count);
/* Take `expected` if it stands here. */
bool fh_cursor_take(fh_cursor *cursor, fh_text expected);
void fh_cursor_skip_blanks(fh_cursor *cursor); /* space, tab, CR, LF */
/* Little-endian numbers and sized text of flat encodings (see buf.h); zero or empty, and `failed`,
 * when too few bytes are left. They do not keep line and column. */
uint8_t fh_cursor_u8(fh_cursor *cursor);
uint32_t fh_cursor_u32(fh_cursor *cursor);
uint64_t fh_cursor_u64(fh_cursor *cursor);
fh_text fh_cursor_sized(fh_cursor *cursor);

/* Line and column of any offset of one text, through an index of line starts (binary search). */
typedef struct fh_lines {
    const uint32_t *starts;
    uint32_t count;
} fh_lines;

/* Index `text` (below UINT32_MAX bytes) in `arena`. Linear. count is 0 when memory ran out. */
fh_lines fh_lines_index(fh_arena *arena, fh_text text);
void fh_lines_place(const fh_lines *lines, size_t offset, uint32_t *ret_line, uint32_t *ret_column);
/* The bytes of 1-based line `line`, without its line end; empty when there is no such line. */
fh_text fh_lines_line(const fh_lines *lines, fh_text text, uint32_t line);

#endif
