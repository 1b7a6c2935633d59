/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Any bytes as a go.mod and as a go.work: facts stand at lines and survive encoding. */
#include "fuzz_reader.h"

extern const fh_reader fh_reader_go, fh_reader_go_work;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const fh_text text = fh_text_make((const char *)data, size);
    fuzz_reader(&fh_reader_go, "go.mod", text);
    fuzz_reader(&fh_reader_go_work, "go.work", text);
    return 0;
}
