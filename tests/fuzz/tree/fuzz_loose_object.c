/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <stdlib.h>

#include "tree/loose.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Nothing has an id of zeros: whatever is inflated must be refused, within its bound. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const fh_oid none;
    fh_env env;
    fh_buf buf;
    fh_object_kind kind;
    fh_env_init(&env);
    fh_buf_init(&buf, 0);
    if (fh_loose_parse(&env, fh_text_make((const char *)data, size), &none, 4096, &buf, &kind) ==
        FH_OK)
        abort();
    fh_buf_done(&buf);
    return 0;
}
