/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/builtin_corpus.h"
#include "license/corpus.h"

/* Apart from corpus.c, so that the corpus compiler and most tests link without a corpus. */
fh_status fh_license_corpus_builtin(fh_license_corpus *ret_corpus)
{
    const fh_text bytes = fh_text_make((const char *)fh_builtin_licenses, fh_builtin_licenses_size);
    return fh_license_corpus_open(bytes, ret_corpus);
}
