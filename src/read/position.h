/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Where a token stands in the syntax: the default of a parameter, an argument and of which call, a
 * member of a list, an import. Told from brackets, separators and key words of its statement, the
 * same way for every language. */
#ifndef FH_READ_POSITION_H
#define FH_READ_POSITION_H

#include "model/enums.h"
#include "read/outline.h"

typedef struct fh_standing {
    fh_position position;
    fh_text name;      /* that receives the value: parameter, field, variable, key, keyword */
    fh_text callee;    /* dotted, as written */
    fh_text module;    /* of an import, as written */
    fh_text owner;     /* enclosing classes and functions, dotted */
    uint32_t list;     /* opening token of the list, or first token of the ladder; FH_NOWHERE */
    uint32_t size;     /* members of that list */
    uint32_t contexts; /* DATA inside a long literal, DOCSTRING for a string that is a statement */
} fh_standing;

/* Tell where token `index` stands. Texts view the source or live in the outline's arena. Looks at
 * no more than a bounded number of tokens. */
fh_standing fh_standing_of(const fh_outline *outline, uint32_t index);

#endif
