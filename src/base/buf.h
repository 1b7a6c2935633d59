/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* A growable byte string on the heap, with a cap. Failure is sticky, as in an arena: a writer may
 * add a hundred things and test `failed` once. */
#ifndef FH_BASE_BUF_H
#define FH_BASE_BUF_H

#include "base/text.h"

typedef struct fh_buf {
    char *ptr;
    size_t len, room;
    size_t cap; /* bytes it may hold; 0 = no cap */
    bool failed;
} fh_buf;

void fh_buf_init(fh_buf *buf, size_t cap);
void fh_buf_done(fh_buf *buf);
/* Empty it, keep the room, clear `failed`. */
void fh_buf_clear(fh_buf *buf);
void fh_buf_add(fh_buf *buf, fh_text text);
void fh_buf_add_byte(fh_buf *buf, char byte);
void fh_buf_printf(fh_buf *buf, const char *format, ...) FH_PRINTF(2, 3);
/* Make room for `size` more bytes and give the place to write them; add to len yourself. */
char *fh_buf_reserve(fh_buf *buf, size_t size);
/* Little-endian numbers and length-prefixed text, for flat encodings. */
void fh_buf_add_u8(fh_buf *buf, uint8_t value);
void fh_buf_add_u32(fh_buf *buf, uint32_t value);
void fh_buf_add_u64(fh_buf *buf, uint64_t value);
void fh_buf_add_sized(fh_buf *buf, fh_text text); /* u32 length, then the bytes */
static inline fh_text fh_buf_text(const fh_buf *buf)
{
    return fh_text_make(buf->ptr, buf->len);
}

#endif
