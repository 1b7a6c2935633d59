/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* zlib streams (RFC 1950) out of memory into a room that the caller bounds. The one door to zlib.
 */
#ifndef FH_TREE_INFLATE_H
#define FH_TREE_INFLATE_H

#include "base/text.h"

typedef enum fh_inflate_end {
    FH_INFLATE_ENDED,  /* the stream ended, its checksum is right */
    FH_INFLATE_FULL,   /* `room` bytes were written and the stream goes on */
    FH_INFLATE_SHORT,  /* the input ended before the stream did */
    FH_INFLATE_BROKEN, /* no zlib stream, or a wrong checksum */
    FH_INFLATE_NO_MEMORY
} fh_inflate_end;

/* Inflate the start of `in` into `out` of `room` bytes. Linear in what is read and written. */
FH_NODISCARD fh_inflate_end fh_inflate(fh_text in, char *out, size_t room, size_t *ret_read,
                                       size_t *ret_written);

#endif
