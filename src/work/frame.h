/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The frames between an audit and its worker processes: u32 length of the payload (little-endian),
 * one byte of type, payload. Either side treats the other as hostile: lengths are bounded, and a
 * frame out of turn ends the conversation. Both sides are the same program, so there is no version.
 */
#ifndef FH_WORK_FRAME_H
#define FH_WORK_FRAME_H

#include "base/buf.h"

enum {
    FH_FRAME_HEAD = 5,              /* bytes before the payload */
    FH_FRAME_PAYLOAD_MAX = 64 << 20 /* a longer payload is refused by either side */
};

typedef enum fh_frame_type {
    FH_FRAME_SETUP = 1, /* to the worker, once and first: setup bytes */
    FH_FRAME_ITEM,      /* to the worker: u32 number, request bytes */
    FH_FRAME_READY,     /* to the audit, once and first: nothing */
    FH_FRAME_REFUSED,   /* to the audit instead of ready: u32 fh_status, message */
    FH_FRAME_REPLY,     /* to the audit: u32 number of the item, reply bytes */
    FH_FRAME_TYPE_END
} fh_frame_type;

typedef struct fh_frame {
    fh_frame_type type;
    fh_text payload; /* views the bytes that it was taken from */
    size_t size;     /* of the whole frame */
} fh_frame;

/* Add a frame whose payload is `number` (as u32) and then `bytes`; READY and SETUP have no number.
 * False when the payload is too long or memory ran out; `buf` is then as before. */
bool fh_frame_add(fh_buf *buf, fh_frame_type type, uint32_t number, fh_text bytes);
/* Look at the frame at the start of `bytes`. FH_NOT_FOUND: more bytes are needed. FH_BAD_INPUT: no
 * such type, or too long. */
FH_NODISCARD fh_status fh_frame_take(fh_text bytes, fh_frame *ret_frame);
/* Split the number off a payload; false when it is too short. */
bool fh_frame_number(fh_text payload, uint32_t *ret_number, fh_text *ret_bytes);

#endif
