/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Any bytes as a pubspec.lock: facts stand at lines of the file and survive encoding. */
#include "fuzz_reader.h"

extern const fh_reader fh_reader_pub_lock;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_reader(&fh_reader_pub_lock, "pubspec.lock", fh_text_make((const char *)data, size));
    return 0;
}
