/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Any bytes as a go.sum and as a modules.txt: facts stand at lines and survive encoding. */
#include "fuzz_reader.h"

extern const fh_reader fh_reader_go_sum, fh_reader_go_vendor;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const fh_text text = fh_text_make((const char *)data, size);
    fuzz_reader(&fh_reader_go_sum, "go.sum", text);
    fuzz_reader(&fh_reader_go_vendor, "vendor/modules.txt", text);
    return 0;
}
