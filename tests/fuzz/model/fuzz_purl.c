/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What parses is written in a form that parses to the same; any bytes can be a name. */
#include "model/purl.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_canonical(fh_arena *arena, fh_text text)
{
    fh_purl purl, again;
    if (fh_purl_parse(arena, text, &purl) != FH_OK) return;
    const fh_text canonical = fh_purl_format(arena, &purl);
    if (canonical.len == 0 || fh_purl_parse(arena, canonical, &again) != FH_OK) abort();
    if (!fh_text_eq(fh_purl_format(arena, &again), canonical)) abort();
    if (!fh_text_eq(purl.name, again.name) || !fh_text_eq(purl.version, again.version)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const types[] = {"npm", "pypi", "golang", "maven", "github", "git", "oci"};
    const fh_text text = fh_text_make((const char *)data, size < 16384 ? size : 16384);
    fh_arena arena;
    fh_arena_init(&arena, 0);
    check_canonical(&arena, text);
    for (size_t i = 0; i < FH_COUNT(types); i++) {
        const fh_text made = fh_purl_of(&arena, types[i], text);
        for (size_t k = 0; k < made.len; k++)
            if (made.ptr[k] <= ' ' || made.ptr[k] > '~') abort();
        check_canonical(&arena, made);
    }
    fh_arena_done(&arena);
    return 0;
}
