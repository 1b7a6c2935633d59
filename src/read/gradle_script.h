/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Build scripts of Gradle, in Groovy and in Kotlin, as far as both read alike: words, strings and
 * brackets, and the blocks that statements stand in. Nothing is evaluated. */
#ifndef FH_READ_GRADLE_SCRIPT_H
#define FH_READ_GRADLE_SCRIPT_H

#include "base/vec.h"

typedef enum fh_gradle_kind {
    FH_GRADLE_WORD,   /* name, dotted: "libs.core.ktx", "project.ext.x" */
    FH_GRADLE_STRING, /* content between the quotes, escapes as written */
    FH_GRADLE_MARK,   /* one byte */
    FH_GRADLE_LINE    /* end of a line */
} fh_gradle_kind;

typedef struct fh_gradle_token {
    fh_gradle_kind kind;
    fh_text text;
    uint32_t line, column;
    bool plain; /* a string in single quotes of Groovy: no variables */
} fh_gradle_token;
FH_VEC(fh_gradle_tokens, fh_gradle_token);

/* Split `text` into `arena`; comments are left out. False when memory ran out. Linear. */
bool fh_gradle_split(fh_arena *arena, fh_text text, fh_gradle_tokens *ret_tokens);

#endif
