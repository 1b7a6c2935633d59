/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What a place in the code depends on: the conditionals, guarded imports and build switches around
 * it. Only one is told, the one that says most about vendors. */
#ifndef FH_READ_GUARD_H
#define FH_READ_GUARD_H

#include "model/signal.h"
#include "read/outline.h"

/* In falling order of what they say; a weaker one never hides a stronger one. */
typedef enum fh_guard_kind {
    FH_GUARD_NONE,
    FH_GUARD_LAZY,      /* inside a function: "lazy:NAME" */
    FH_GUARD_MAIN,      /* under if __name__ == "__main__" */
    FH_GUARD_IF,        /* some other condition: "if:TEXT" */
    FH_GUARD_TRY_RAISE, /* in a try whose handler gives up: "try-raise:NAME" */
    FH_GUARD_ELSE,      /* the other arm of one of the following: "else:TEXT" */
    FH_GUARD_VENDOR,    /* a condition that names a vendor: "vendor-condition:TEXT" */
    FH_GUARD_AVAILABLE, /* a call or flag that asks what is there: "availability:TEXT" */
    FH_GUARD_CFG,       /* "cfg:TEXT" of Rust */
    FH_GUARD_BUILD_TAG, /* "build-tag:TEXT" of Go */
    FH_GUARD_IFDEF,     /* "ifdef:TEXT", negated ones "ifdef:!TEXT" */
    FH_GUARD_TYPES,     /* "type-checking" */
    FH_GUARD_TRY_IMPORT /* "try-import:NAME" */
} fh_guard_kind;

typedef struct fh_guard {
    fh_guard_kind kind;
    fh_text text;      /* as the attribute `guard` has it; views the source or `arena` */
    bool has_else;     /* the conditional has another arm */
    uint32_t contexts; /* TEST and DISABLED, when a guard says so */
} fh_guard;

/* The guard of token `index`. Costs its depth of nesting plus the tokens of the headers around. */
fh_guard fh_guard_of(const fh_outline *outline, const fh_signals *signals, uint32_t index,
                     fh_arena *arena);

#endif
