/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Frames from a worker that has been taken over: whatever they are, taking them apart stays inside
 * the bytes, and writing what was taken gives the same bytes. */
#include <assert.h>
#include <string.h>

#include "work/frame.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fh_text rest = fh_text_make((const char *)data, size);
    fh_frame frame;

    while (fh_frame_take(rest, &frame) == FH_OK) {
        fh_text bytes = frame.payload;
        uint32_t number = 0;
        bool has_number = frame.type == FH_FRAME_ITEM || frame.type == FH_FRAME_REFUSED ||
                          frame.type == FH_FRAME_REPLY;
        fh_buf again;

        assert(frame.size <= rest.len);
        fh_buf_init(&again, 0);
        if (!has_number || fh_frame_number(frame.payload, &number, &bytes)) {
            assert(fh_frame_add(&again, frame.type, number, bytes));
            assert(again.len == frame.size && memcmp(again.ptr, rest.ptr, again.len) == 0);
        }
        fh_buf_done(&again);
        rest = fh_text_slice(rest, frame.size, rest.len);
    }
    return 0;
}
