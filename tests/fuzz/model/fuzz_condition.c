/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Gates to conditions: any bytes give a tree, and the tree is decided and written. */
#include <stdlib.h>

#include "model/condition.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const fh_text gate = fh_text_make((const char *)data, size);
    fh_setting settings[4];
    fh_arena arena;
    fh_buf buf;
    fh_arena_init(&arena, 0);
    fh_buf_init(&buf, 1u << 20);
    const size_t count = fh_platform_settings(&arena, gate, settings, FH_COUNT(settings));
    const fh_condition *parsed = fh_condition_parse(&arena, gate);
    if (size > 0 && parsed == NULL) abort();
    (void)fh_condition_holds(parsed, settings, count);
    fh_condition_write(parsed, &buf);
    fh_buf_done(&buf);
    fh_arena_done(&arena);
    return 0;
}
