/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <stdlib.h>
#include <string.h>

#include "tree/git_index.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The index without its checksum, which twenty zeros stand for. What was parsed must be found. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fh_env env;
    fh_arena arena;
    fh_git_index index;
    fh_env_init(&env);
    fh_arena_init(&arena, 0);
    char *bytes = calloc(1, size + 20);
    if (bytes == NULL) return 0;
    if (size > 0) memcpy(bytes, data, size);
    if (fh_git_index_parse(&env, &arena, fh_text_make(bytes, size + 20), &index) == FH_OK)
        for (size_t i = 0; i < index.count; i++) {
            const fh_text path = index.entries[i].path;
            const size_t slash = fh_text_find_byte(path, '/');
            if (fh_git_index_find(&index, path) == NULL) abort();
            if (slash != SIZE_MAX && slash > 0 &&
                !fh_git_index_has_below(&index, fh_text_slice(path, 0, slash)))
                abort();
        }
    free(bytes);
    fh_arena_done(&arena);
    return 0;
}
