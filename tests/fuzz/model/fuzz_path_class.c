/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Any bytes are a path: contexts and language stay inside their families. */
#include "model/path_class.h"

#include <stdlib.h>

#include "model/enums.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const fh_text path = fh_text_make((const char *)data, size);
    if (fh_path_contexts(path) >> FH_CONTEXT_COUNT != 0) abort();
    if ((uint32_t)fh_path_language(path) >= FH_LANGUAGE_COUNT) abort();
    return 0;
}
