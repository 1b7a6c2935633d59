/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Any bytes as a file that may hold license texts, notices and tags: matches lie in the file, in
 * their order, and blanks around the text change no license. */
#include <assert.h>

#include "base/buf.h"
#include "license/license.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_matches(const fh_license_result *result, fh_text bytes)
{
    uint32_t start = 0;
    for (size_t i = 0; i < result->matches.count; i++) {
        const fh_license_match *match = &result->matches.items[i];
        assert(match->start_byte >= start && match->end_byte <= bytes.len);
        assert(match->start_byte < match->end_byte && match->start_line <= match->end_line);
        assert(match->start_line > 0 && match->coverage <= 1000 && match->license.len > 0);
        start = match->start_byte;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fh_env env;
    fh_arena arena;
    fh_license_corpus corpus;
    fh_license_result result;
    const fh_text bytes = fh_text_make((const char *)data, size);
    fh_env_init(&env);
    fh_arena_init(&arena, (size_t)256 << 20);
    if (fh_license_corpus_builtin(&corpus) == FH_OK &&
        fh_license_scan(&env, &corpus, FH_TEXT("LICENSE"), bytes, &arena, &result) == FH_OK)
        check_matches(&result, bytes);
    if (fh_license_corpus_builtin(&corpus) == FH_OK &&
        fh_license_scan_head(&env, &corpus, FH_TEXT("a.c"), bytes, &arena, &result) == FH_OK)
        check_matches(&result, bytes);
    fh_arena_done(&arena);
    return 0;
}
