/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fh_buf_init(fh_buf *buf, size_t cap)
{
    *buf = (fh_buf){.cap = cap};
}

void fh_buf_done(fh_buf *buf)
{
    free(buf->ptr);
    *buf = (fh_buf){.cap = buf->cap};
}

void fh_buf_clear(fh_buf *buf)
{
    buf->len = 0;
    buf->failed = false;
}

/* One byte more is always there, for the NUL of printf. */
char *fh_buf_reserve(fh_buf *buf, size_t size)
{
    if (buf->failed) return NULL;
    if (size > SIZE_MAX / 4 - buf->len || (buf->cap != 0 && buf->len + size > buf->cap)) {
        buf->failed = true;
        return NULL;
    }
    if (buf->len + size >= buf->room) {
        size_t room = buf->room < 256 ? 256 : buf->room * 2;
        if (room < buf->len + size + 1) room = buf->len + size + 1;
        char *grown = realloc(buf->ptr, room);
        if (grown == NULL) {
            buf->failed = true;
            return NULL;
        }
        buf->ptr = grown;
        buf->room = room;
    }
    return buf->ptr + buf->len;
}

void fh_buf_add(fh_buf *buf, fh_text text)
{
    char *at = text.len == 0 ? NULL : fh_buf_reserve(buf, text.len);
    if (at == NULL) return;
    memcpy(at, text.ptr, text.len);
    buf->len += text.len;
}

void fh_buf_add_byte(fh_buf *buf, char byte)
{
    char *at = fh_buf_reserve(buf, 1);
    if (at == NULL) return;
    *at = byte;
    buf->len++;
}

void fh_buf_printf(fh_buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *at = len < 0 ? NULL : fh_buf_reserve(buf, (size_t)len);
    if (at == NULL) return;
    va_start(args, format);
    (void)vsnprintf(at, (size_t)len + 1, format, args);
    va_end(args);
    buf->len += (size_t)len;
}

static void add_number(fh_buf *buf, uint64_t value, size_t size)
{
    char *at = fh_buf_reserve(buf, size);
    if (at == NULL) return;
    for (size_t i = 0; i < size; i++) at[i] = (char)(unsigned char)(value >> (8 * i));
    buf->len += size;
}

void fh_buf_add_u8(fh_buf *buf, uint8_t value)
{
    add_number(buf, value, 1);
}

void fh_buf_add_u32(fh_buf *buf, uint32_t value)
{
    add_number(buf, value, 4);
}

void fh_buf_add_u64(fh_buf *buf, uint64_t value)
{
    add_number(buf, value, 8);
}

void fh_buf_add_sized(fh_buf *buf, fh_text text)
{
    if (text.len > UINT32_MAX) {
        buf->failed = true;
        return;
    }
    fh_buf_add_u32(buf, (uint32_t)text.len);
    fh_buf_add(buf, text);
}
