/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <stdlib.h>

#include "tree/refs.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every name that comes out is one that may be asked for. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fh_env env;
    fh_arena arena;
    fh_ref_list list = {0};
    fh_env_init(&env);
    fh_arena_init(&arena, 0);
    if (fh_packed_refs_parse(&env, &arena, fh_text_make((const char *)data, size), &list) == FH_OK)
        for (size_t i = 0; i < list.count; i++)
            if (!fh_ref_is_valid(list.items[i].name)) abort();
    fh_arena_done(&arena);
    return 0;
}
