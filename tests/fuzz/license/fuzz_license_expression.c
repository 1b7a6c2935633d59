/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Any bytes as a license expression: what is printed parses to the same again, the normal form is
 * equal to its source, and what people write takes no more than is there. */
#include <assert.h>

#include "license/expression.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fh_env env;
    fh_arena arena;
    fh_license_corpus corpus;
    const fh_expression *expression, *again;
    size_t used = 0;
    const fh_text text = fh_text_make((const char *)data, size);
    fh_env_init(&env);
    fh_arena_init(&arena, (size_t)64 << 20);
    if (fh_license_corpus_builtin(&corpus) == FH_OK) {
        if (fh_expression_parse(&env, &corpus, &arena, text, &expression) == FH_OK) {
            const fh_text printed = fh_expression_print(&arena, expression);
            const fh_status status = fh_expression_parse(&env, &corpus, &arena, printed, &again);
            assert(status == FH_OK);
            assert(fh_text_eq(fh_expression_print(&arena, again), printed));
            const fh_expression *normal = fh_expression_normal(&arena, expression);
            assert(fh_text_eq(fh_expression_print(&arena, fh_expression_normal(&arena, normal)),
                              fh_expression_print(&arena, normal)));
        }
        if (fh_expression_parse_lax(&env, &corpus, &arena, text, &used, &again) == FH_OK)
            assert(used > 0 && used <= size);
    }
    fh_arena_done(&arena);
    return 0;
}
