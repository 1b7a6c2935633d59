/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The calls of a build description in the manner of Meson or Starlark: name, positional and keyword
 * arguments as far as they are literal, and the conditions of Meson's blocks. Nothing is evaluated.
 * Texts view the input; arrays live in the arena given. */
#ifndef FH_PARSE_CALLS_H
#define FH_PARSE_CALLS_H

#include "base/vec.h"

typedef enum fh_call_value {
    FH_CALL_STRING, /* content between the quotes, escapes as written */
    FH_CALL_WORD,   /* name, number, true, False */
    FH_CALL_CALL    /* text is the name of the call that gives it */
} fh_call_value;

/* The members of a list are arguments of their own, with the list's key. */
typedef struct fh_call_argument {
    fh_text key; /* of a keyword argument; else empty */
    fh_text text;
    fh_call_value kind;
    size_t call; /* index of the nested call */
    uint32_t line, column;
} fh_call_argument;
FH_VEC(fh_call_argument_vec, fh_call_argument);

typedef struct fh_call {
    fh_text name;      /* dotted, as written; of a block: if, elif, else, endif */
    fh_text condition; /* of a block */
    bool block;
    fh_call_argument_vec arguments;
    uint32_t line, column;
} fh_call;
FH_VEC(fh_call_vec, fh_call);

typedef enum fh_calls_dialect { FH_CALLS_MESON, FH_CALLS_STARLARK } fh_calls_dialect;

/* All calls in order of their names' places, nested ones too (to depth 32). False when memory ran
 * out. Linear. */
bool fh_calls_parse(fh_arena *arena, fh_calls_dialect dialect, fh_text text,
                    fh_call_vec *ret_calls);

/* First argument with `key` ("": the first positional one); NULL when there is none. */
const fh_call_argument *fh_call_get(const fh_call *call, const char *key);
/* Its text when it is a string; else empty. */
fh_text fh_call_text(const fh_call *call, const char *key);

#endif
