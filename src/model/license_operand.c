/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/license_operand.h"

static bool is_edge(char c)
{
    return c == ' ' || c == '(' || c == ')';
}

bool fh_license_has_operand(fh_text expression, fh_text operand)
{
    if (operand.len == 0) return false;
    for (size_t from = 0; from < expression.len;) {
        const size_t found = fh_text_find(fh_text_slice(expression, from, SIZE_MAX), operand);
        if (found == SIZE_MAX) return false;
        const size_t start = from + found, end = start + operand.len;
        const bool whole = (start == 0 || is_edge(expression.ptr[start - 1])) &&
                           (end == expression.len || is_edge(expression.ptr[end]));
        if (whole && !fh_text_starts(fh_text_slice(expression, end, SIZE_MAX), FH_TEXT(" WITH ")))
            return true;
        from = start + 1;
    }
    return false;
}

static fh_text bracketed(fh_arena *arena, fh_text expression)
{
    if (fh_text_find(expression, FH_TEXT(" OR ")) == SIZE_MAX) return expression;
    return fh_arena_printf(arena, "(%.*s)", FH_TEXT_ARGS(expression));
}

/* An OR inside brackets, next to an AND, needs none around it. */
static bool is_bracketed(fh_text expression)
{
    return fh_text_find(expression, FH_TEXT(" AND ")) != SIZE_MAX &&
           fh_text_find_byte(expression, '(') != SIZE_MAX;
}

fh_text fh_license_with_operand(fh_arena *arena, fh_text expression, fh_text operand, size_t most)
{
    if (expression.len == 0) return operand;
    if (fh_license_has_operand(expression, operand) || expression.len + operand.len + 9 > most)
        return expression;
    if (!is_bracketed(expression)) expression = bracketed(arena, expression);
    operand = bracketed(arena, operand);
    return fh_arena_printf(arena, "%.*s AND %.*s", FH_TEXT_ARGS(expression), FH_TEXT_ARGS(operand));
}
