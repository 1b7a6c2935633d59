/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/inflate.h"

#include <limits.h>
#define ZLIB_CONST /* next_in is not written to */
#include <zlib.h>

static uInt step_of(size_t bytes)
{
    return bytes > UINT_MAX / 2 ? UINT_MAX / 2 : (uInt)bytes;
}

fh_inflate_end fh_inflate(fh_text in, char *out, size_t room, size_t *ret_read, size_t *ret_written)
{
    z_stream stream = {0};
    size_t at = 0, written = 0;
    fh_inflate_end end = FH_INFLATE_BROKEN;
    if (inflateInit(&stream) != Z_OK) return FH_INFLATE_NO_MEMORY;
    for (;;) {
        const uInt in_step = step_of(in.len - at), out_step = step_of(room - written);
        stream.next_in = (const Bytef *)(in.ptr + at);
        stream.avail_in = in_step;
        stream.next_out = (Bytef *)(out + written);
        stream.avail_out = out_step;
        const int code = inflate(&stream, Z_NO_FLUSH);
        const size_t took = in_step - stream.avail_in, gave = out_step - stream.avail_out;
        at += took;
        written += gave;
        if (code == Z_STREAM_END) {
            end = FH_INFLATE_ENDED;
            break;
        }
        if (code == Z_MEM_ERROR) {
            end = FH_INFLATE_NO_MEMORY;
            break;
        }
        if (code != Z_OK && code != Z_BUF_ERROR) break;
        /* No progress: the one of the two sides that is used up says why. */
        if (took == 0 && gave == 0) {
            end = written == room ? FH_INFLATE_FULL : FH_INFLATE_SHORT;
            break;
        }
    }
    (void)inflateEnd(&stream);
    *ret_read = at;
    *ret_written = written;
    return end;
}
