/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Any bytes as what installers leave behind: facts stand at lines and survive encoding. */
#include "fuzz_reader.h"

extern const fh_reader fh_reader_dist_info, fh_reader_conda_meta, fh_reader_debian_copyright;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const fh_text text = fh_text_make((const char *)data, size);
    fuzz_reader(&fh_reader_dist_info, "a-1.dist-info/METADATA", text);
    fuzz_reader(&fh_reader_debian_copyright, "usr/share/doc/a/copyright", text);
    fuzz_reader(&fh_reader_conda_meta, "conda-meta/a.json", text);
    return 0;
}
