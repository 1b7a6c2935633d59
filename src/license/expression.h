/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* License expressions: SPDX 2.3 annex D and 3.0.1 annex B. Operators are all upper or all lower
 * case, ids match in any case and come out in the spelling of the list. */
#ifndef FH_LICENSE_EXPRESSION_H
#define FH_LICENSE_EXPRESSION_H

#include "base/arena.h"
#include "base/env.h"
#include "license/corpus.h"

typedef enum fh_expression_kind {
    FH_EXPRESSION_ID,   /* license, LicenseRef, NONE, NOASSERTION */
    FH_EXPRESSION_WITH, /* left: license, right: exception or AdditionRef */
    FH_EXPRESSION_AND,
    FH_EXPRESSION_OR
} fh_expression_kind;

typedef struct fh_expression fh_expression;
struct fh_expression {
    fh_expression_kind kind;
    fh_text id;      /* of a leaf, canonical */
    bool known;      /* of a leaf: listed, or a well-formed reference */
    bool deprecated; /* was written with a deprecated id, now replaced */
    bool or_later;   /* written with a plus that the list has no id for */
    bool lax;        /* an operator had to be guessed (lists by blank, comma or slash) */
    const fh_expression *left, *right;
};

/* Parse `text` into `arena`. Unknown ids are kept and marked, not refused.
 * FH_BAD_INPUT: env->error.column is the 1-based byte in `text`. FH_LIMIT: nested deeper than 64.
 */
FH_NODISCARD fh_status fh_expression_parse(fh_env *env, const fh_license_corpus *corpus,
                                           fh_arena *arena, fh_text text,
                                           const fh_expression **ret_expression);
/* The same for what people write: commas, slashes and blanks join with AND, "dual" lists in
 * brackets with OR, common misspellings of ids are put right. Takes the longest start of `text`
 * that is an expression; `*ret_used` bytes of it. FH_BAD_INPUT when not even an id stands at the
 * start. */
FH_NODISCARD fh_status fh_expression_parse_lax(fh_env *env, const fh_license_corpus *corpus,
                                               fh_arena *arena, fh_text text, size_t *ret_used,
                                               const fh_expression **ret_expression);
/* Text with as few brackets as the grammar allows. Parsing it gives the same tree. */
fh_text fh_expression_print(fh_arena *arena, const fh_expression *expression);
/* Normal form: nested operators of one kind flattened, operands sorted and unique. */
const fh_expression *fh_expression_normal(fh_arena *arena, const fh_expression *expression);
/* The same set of choices, whatever the form. Compares at most 256 alternatives; false beyond. */
bool fh_expression_equal(fh_arena *arena, const fh_expression *a, const fh_expression *b);
/* True when some choice of `expression` needs only licenses for which `allowed` says yes. A WITH is
 * asked as a whole. */
bool fh_expression_is_satisfied(const fh_expression *expression,
                                bool (*allowed)(void *user, const fh_expression *leaf), void *user);

#endif
