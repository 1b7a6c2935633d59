/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <stdlib.h>
#include <string.h>

#include "tree/pack_index.h"
#include "tree/sha1.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The index without its two checksums, which are made here. Every entry of one that passed is found
 * inside of the pack. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { PACK = 1 << 20 };
    static const uint8_t trailer[20] = {1};
    fh_env env;
    fh_pack_index index;
    fh_env_init(&env);
    char *bytes = malloc(size + 40);
    if (bytes == NULL) return 0;
    if (size > 0) memcpy(bytes, data, size);
    memcpy(bytes + size, trailer, 20);
    fh_sha1(fh_text_make(bytes, size + 20), (uint8_t *)bytes + size + 20);
    if (fh_pack_index_check(&env, fh_text_make(bytes, size + 40), PACK, trailer, &index) == FH_OK)
        for (uint32_t i = 0; i < index.count; i++) {
            const fh_oid oid = fh_pack_index_oid(&index, i);
            uint64_t offset = 0;
            if (!fh_pack_index_find(&index, &oid, &offset) || offset >= PACK) abort();
            if (fh_pack_index_lower(&index, &oid) != i) abort();
        }
    free(bytes);
    return 0;
}
