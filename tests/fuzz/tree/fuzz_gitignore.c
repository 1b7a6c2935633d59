/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <stdlib.h>

#include "tree/gitignore.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first line is a path, the rest are rules: they answer the same twice, at a bounded cost. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fh_arena arena;
    fh_text rest = fh_text_make((const char *)data, size), path = {0};
    fh_ignore_cost cost = {0}, again = {0};
    if (size > 65536) return 0;
    (void)fh_text_next_line(&rest, &path);
    if (rest.ptr == NULL) rest = FH_TEXT("");
    fh_arena_init(&arena, 0);
    const fh_ignore_scope *scope = fh_ignore_parse(&arena, NULL, FH_TEXT(""), rest);
    const bool folder = fh_ignore_match(scope, path, true, &cost);
    if (fh_ignore_match(scope, path, true, &again) != folder) abort();
    if (cost.bytes != again.bytes) abort();
    (void)fh_ignore_match(scope, path, false, &cost);
    fh_arena_done(&arena);
    return 0;
}
