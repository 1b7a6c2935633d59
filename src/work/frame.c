/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "work/frame.h"

static bool has_number(fh_frame_type type)
{
    return type == FH_FRAME_ITEM || type == FH_FRAME_REFUSED || type == FH_FRAME_REPLY;
}

static uint32_t little_u32(const char *ptr)
{
    const unsigned char *byte = (const unsigned char *)ptr;

    return (uint32_t)byte[0] | (uint32_t)byte[1] << 8 | (uint32_t)byte[2] << 16 |
           (uint32_t)byte[3] << 24;
}

bool fh_frame_add(fh_buf *buf, fh_frame_type type, uint32_t number, fh_text bytes)
{
    size_t number_size = has_number(type) ? 4 : 0;
    size_t before = buf->len;

    if (buf->failed || bytes.len > FH_FRAME_PAYLOAD_MAX - number_size) return false;
    fh_buf_add_u32(buf, (uint32_t)(bytes.len + number_size));
    fh_buf_add_u8(buf, (uint8_t)type);
    if (number_size > 0) fh_buf_add_u32(buf, number);
    fh_buf_add(buf, bytes);
    if (!buf->failed) return true;
    buf->len = before;
    buf->failed = false;
    return false;
}

fh_status fh_frame_take(fh_text bytes, fh_frame *ret_frame)
{
    unsigned char type;
    uint32_t len;

    if (bytes.len < FH_FRAME_HEAD) return FH_NOT_FOUND;
    len = little_u32(bytes.ptr);
    type = (unsigned char)bytes.ptr[4];
    if (len > FH_FRAME_PAYLOAD_MAX || type < FH_FRAME_SETUP || type >= FH_FRAME_TYPE_END)
        return FH_BAD_INPUT;
    if (bytes.len - FH_FRAME_HEAD < len) return FH_NOT_FOUND;
    ret_frame->type = (fh_frame_type)type;
    ret_frame->payload = fh_text_make(bytes.ptr + FH_FRAME_HEAD, len);
    ret_frame->size = FH_FRAME_HEAD + (size_t)len;
    return FH_OK;
}

bool fh_frame_number(fh_text payload, uint32_t *ret_number, fh_text *ret_bytes)
{
    if (payload.len < 4) return false;
    *ret_number = little_u32(payload.ptr);
    *ret_bytes = fh_text_make(payload.ptr + 4, payload.len - 4);
    return true;
}
