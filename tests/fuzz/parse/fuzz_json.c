/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "walk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever is JSON is JSON with comments too. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const fh_status strict = fuzz_parse(FH_SYNTAX_JSON, data, size);
    const fh_status relaxed = fuzz_parse(FH_SYNTAX_JSONC, data, size);
    assert(strict != FH_OK || relaxed == FH_OK);
    return 0;
}
