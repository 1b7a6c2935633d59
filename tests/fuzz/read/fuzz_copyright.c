/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Any bytes as lines that may name a holder of copyright: what comes out is a part of its line. */
#include <assert.h>

#include "read/copyright.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_inside(fh_text part, fh_text line)
{
    assert(part.len == 0 || (part.ptr >= line.ptr && part.ptr + part.len <= line.ptr + line.len));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fh_text rest = fh_text_make((const char *)data, size), line, years, holder;
    while (fh_text_next_line(&rest, &line)) {
        if (!fh_copyright_parse(line, &years, &holder)) continue;
        assert(holder.len > 0);
        check_inside(years, line);
        check_inside(holder, line);
    }
    return 0;
}
