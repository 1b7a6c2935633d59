/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Bytes that decode as facts encode to the same bytes. */
#include "model/fact.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const fh_text bytes = fh_text_make((const char *)data, size);
    fh_facts facts;
    fh_buf again;
    fh_facts_init(&facts, 0);
    fh_buf_init(&again, 0);
    if (fh_facts_decode(bytes, &facts) == FH_OK) {
        fh_facts_encode(&facts, &again);
        if (!fh_text_eq(fh_buf_text(&again), bytes)) abort();
    }
    fh_buf_done(&again);
    fh_facts_done(&facts);
    return 0;
}
