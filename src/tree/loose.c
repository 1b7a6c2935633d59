/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/loose.h"

#include <string.h>

#include "tree/inflate.h"
#include "tree/sha1.h"

enum { HEADER_MAX = 32 }; /* "commit", a blank, 20 digits, a NUL: 28 */

uint64_t fh_loose_file_max(uint64_t max)
{
    /* Stored blocks cost 5 bytes in 16 KB; the rest is room for odd but honest writers. */
    return max + max / 256 + 4096;
}

static bool parse_header(fh_text start, fh_object_kind *ret_kind, uint64_t *ret_size,
                         size_t *ret_len)
{
    const size_t end = fh_text_find_byte(start, '\0');
    if (end == SIZE_MAX) return false;
    const fh_text header = fh_text_slice(start, 0, end);
    const size_t blank = fh_text_find_byte(header, ' ');
    if (blank == SIZE_MAX) return false;
    const fh_text digits = fh_text_slice(header, blank + 1, header.len);
    *ret_kind = fh_object_kind_of(fh_text_slice(header, 0, blank));
    *ret_len = end + 1;
    if (digits.len > 1 && digits.ptr[0] == '0') return false;
    return *ret_kind != FH_OBJECT_NONE && fh_text_to_u64(digits, ret_size);
}

static fh_status check_end(fh_env *env, fh_inflate_end end, size_t want, size_t got)
{
    if (end == FH_INFLATE_NO_MEMORY) return fh_fail(env, FH_NO_MEMORY, "no memory to inflate");
    if (end == FH_INFLATE_FULL || (end == FH_INFLATE_ENDED && got > want))
        return fh_fail(env, FH_BAD_INPUT, "the loose object is longer than its header says");
    if (end == FH_INFLATE_SHORT || (end == FH_INFLATE_ENDED && got < want))
        return fh_fail(env, FH_BAD_INPUT, "the loose object is cut short");
    if (end == FH_INFLATE_BROKEN)
        return fh_fail(env, FH_BAD_INPUT, "the loose object is no intact zlib stream");
    return FH_OK;
}

fh_status fh_loose_parse(fh_env *env, fh_text file, const fh_oid *oid, size_t max, fh_buf *buf,
                         fh_object_kind *ret_kind)
{
    char start[HEADER_MAX];
    size_t read = 0, written = 0, header = 0;
    uint64_t size = 0;
    fh_object_kind kind = FH_OBJECT_NONE;
    fh_buf_clear(buf);
    const fh_inflate_end opened = fh_inflate(file, start, sizeof start, &read, &written);
    if (opened == FH_INFLATE_NO_MEMORY) return fh_fail(env, FH_NO_MEMORY, "no memory to inflate");
    if (!parse_header(fh_text_make(start, written), &kind, &size, &header))
        return fh_fail(env, FH_BAD_INPUT, "the loose object has no valid header");
    if (size > max)
        return fh_fail(env, FH_LIMIT, "the object has %llu bytes, the limit is %zu",
                       (unsigned long long)size, max);
    const size_t want = header + (size_t)size;
    char *out = fh_buf_reserve(buf, want + 1); /* one more, to see what is too long */
    if (out == NULL) return fh_fail(env, FH_NO_MEMORY, "no memory for %zu bytes", want);
    const fh_inflate_end end = fh_inflate(file, out, want + 1, &read, &written);
    const fh_status status = check_end(env, end, want, written);
    if (status != FH_OK) return status;
    if (read != file.len)
        return fh_fail(env, FH_BAD_INPUT, "bytes follow the loose object in its file");
    fh_oid got;
    fh_sha1(fh_text_make(out, want), got.bytes);
    if (!fh_oid_eq(&got, oid))
        return fh_fail(env, FH_BAD_INPUT, "the object's bytes do not give its id");
    memmove(out, out + header, (size_t)size);
    buf->len += (size_t)size;
    *ret_kind = kind;
    return FH_OK;
}
