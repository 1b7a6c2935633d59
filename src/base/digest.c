/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/digest.h"

uint64_t fh_digest64(fh_text text)
{
    return XXH3_64bits(text.ptr != NULL ? text.ptr : "", text.len);
}

fh_digest_hex fh_digest128(const fh_text *texts, size_t count)
{
    static const char digits[] = "0123456789abcdef";
    XXH3_state_t state;
    fh_digest_hex result;
    (void)XXH3_128bits_reset(&state);
    for (size_t i = 0; i < count; i++) {
        unsigned char len[8];
        for (size_t k = 0; k < sizeof len; k++)
            len[k] = (unsigned char)((uint64_t)texts[i].len >> (8 * k));
        (void)XXH3_128bits_update(&state, len, sizeof len);
        if (texts[i].len > 0) (void)XXH3_128bits_update(&state, texts[i].ptr, texts[i].len);
    }
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(&state));
    for (size_t i = 0; i < 16; i++) {
        result.hex[2 * i] = digits[canonical.digest[i] >> 4];
        result.hex[2 * i + 1] = digits[canonical.digest[i] & 15];
    }
    result.hex[32] = '\0';
    return result;
}
