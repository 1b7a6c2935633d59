/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Any bytes as a license lock and as overrides: facts stand at lines and survive encoding. */
#include "fuzz_reader.h"

extern const fh_reader fh_reader_license_lock, fh_reader_license_overrides;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const fh_text text = fh_text_make((const char *)data, size);
    fuzz_reader(&fh_reader_license_lock, "freehold-licenses.lock", text);
    fuzz_reader(&fh_reader_license_overrides, "freehold-licenses.yaml", text);
    return 0;
}
