/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The pieces of telling a position; internal to position*.c. */
#ifndef FH_READ_POSITION_PARTS_H
#define FH_READ_POSITION_PARTS_H

#include "read/position.h"

/* What stands in a segment before a token, at the token's own depth. */
typedef struct fh_reach {
    uint32_t first;  /* first token that counts (modifiers are skipped) */
    uint32_t assign; /* the last '=' or ':=' before it, or FH_NOWHERE */
    uint32_t colon;  /* the first ':' before it */
    uint32_t arrow;  /* the last '->' or '=>' */
    bool fallback;   /* behind "or", "||", "??", or in the else of a conditional expression */
    bool compared;   /* beside a comparison */
    bool keyed;      /* the next token at its depth is a colon that makes it a key */
    bool cut;        /* the segment is too long to be read to its start */
} fh_reach;

fh_reach fh_reach_of(const fh_outline *outline, uint32_t index);

/* True for a plain import statement; sets module. */
bool fh_is_import(const fh_outline *outline, uint32_t index, fh_standing *standing);
/* The dotted name that ends before token `end`, at or behind `floor`; empty when none does. */
fh_text fh_dotted_before(const fh_outline *outline, uint32_t floor, uint32_t end);
/* The last name in [first, end) at its depth, without a type behind a colon. */
fh_text fh_declared_name(const fh_outline *outline, uint32_t first, uint32_t end);
/* Position of an argument by the habits of well-known functions: a default in disguise. */
fh_position fh_argument_position(const fh_outline *outline, uint32_t paren, uint32_t segment,
                                 fh_text keyword, fh_standing *standing);
/* How many members the bracket holds. */
uint32_t fh_members_of(const fh_outline *outline, uint32_t open);

#endif
