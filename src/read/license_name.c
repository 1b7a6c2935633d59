/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/license_name.h"

#include "license/expression.h"
#include "license/license.h"

enum { LONGEST = 200, LONGEST_JOINED = 2000 };

static bool all_known(const fh_expression *expression)
{
    if (expression->kind == FH_EXPRESSION_ID) return expression->known;
    return all_known(expression->left) && all_known(expression->right);
}

fh_text fh_license_of_name(fh_env *env, fh_arena *arena, fh_text text)
{
    const fh_error before = env->error;
    fh_license_corpus corpus;
    fh_license_result result;
    const fh_expression *expression = NULL;
    text = fh_text_slice(fh_text_trim(text), 0, LONGEST);
    if (text.len == 0 || fh_license_corpus_builtin(&corpus) != FH_OK) return text;
    if (fh_expression_parse(env, &corpus, arena, text, &expression) == FH_OK &&
        all_known(expression))
        return fh_expression_print(arena, expression);
    env->error = before;
    if (fh_license_scan(env, &corpus, FH_TEXT(""), text, arena, &result) == FH_OK) {
        if (result.expression.len > 0) return result.expression;
        /* A name alone decides nothing in prose; here it stands where a license belongs. */
        if (result.matches.count == 1) return result.matches.items[0].license;
    }
    env->error = before;
    return text;
}

static fh_text join(fh_arena *arena, fh_text a, const char *word, fh_text b)
{
    if (a.len == 0) return b;
    if (b.len == 0 || a.len + b.len > LONGEST_JOINED) return a;
    return fh_arena_printf(arena, "%.*s %s %.*s", FH_TEXT_ARGS(a), word, FH_TEXT_ARGS(b));
}

fh_text fh_license_and(fh_arena *arena, fh_text a, fh_text b)
{
    return join(arena, a, "AND", b);
}

fh_text fh_license_or(fh_arena *arena, fh_text a, fh_text b)
{
    return join(arena, a, "OR", b);
}
