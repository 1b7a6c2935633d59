/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The shape of a source file on top of its tokens: which bracket encloses a token, where its
 * statement or list member begins, and which functions, classes, conditionals and preprocessor
 * branches it stands in. Brackets and key words (or indentation) are all it goes by, so broken code
 * has an outline too. Linear in tokens. */
#ifndef FH_READ_OUTLINE_H
#define FH_READ_OUTLINE_H

#include "read/lexer.h"

#define FH_NOWHERE UINT32_MAX

typedef enum fh_block_kind {
    FH_BLOCK_FILE,
    FH_BLOCK_FUNCTION,
    FH_BLOCK_CLASS, /* and struct, interface, trait, implementation, enumeration */
    FH_BLOCK_IF,    /* and else-if */
    FH_BLOCK_ELSE,
    FH_BLOCK_TRY,
    FH_BLOCK_CATCH,
    FH_BLOCK_SWITCH,
    FH_BLOCK_CASE,
    FH_BLOCK_LOOP,
    FH_BLOCK_OTHER
} fh_block_kind;

typedef struct fh_block {
    fh_block_kind kind;
    uint32_t parent;         /* index; the file is its own parent */
    uint32_t head, head_end; /* tokens of its header, half-open */
    uint32_t first, end;     /* tokens of its body, half-open */
    uint32_t prior;          /* the arm before it (if of an else, try of a catch), or FH_NOWHERE */
    uint32_t next;           /* the arm behind it, or FH_NOWHERE */
    uint32_t indent;         /* of its header, in languages of indentation */
    fh_text name;            /* of a function or class */
} fh_block;
FH_VEC(fh_block_vec, fh_block);

/* Tokens between one preprocessor line and the next of the same conditional. */
typedef struct fh_branch {
    fh_text condition;   /* what follows #if, #ifdef, #elif; of the first arm for #else */
    uint32_t first, end; /* tokens, half-open */
    bool negated;        /* #ifndef, or an #else of #ifdef */
} fh_branch;
FH_VEC(fh_branch_vec, fh_branch);

typedef struct fh_outline {
    fh_arena *arena; /* that it lives in */
    fh_tokens tokens;
    fh_language language;
    uint32_t *open;      /* of each token: the innermost bracket around it, or FH_NOWHERE */
    uint32_t *match;     /* of each bracket: its partner, or FH_NOWHERE */
    uint32_t *segment;   /* of each token: first token of its statement or list member */
    uint32_t *block;     /* of each token: the innermost block around it */
    uint32_t *members;   /* of each bracket: members + 1 once counted, else 0 */
    uint8_t *opens;      /* of each '{': 1 when it opens a block, not a literal */
    fh_block_vec blocks; /* [0] is the file */
    fh_branch_vec branches;
    fh_text build_tag; /* condition on the whole file: a Go build line; or empty */
} fh_outline;

/* Outline `text`; false when memory ran out or the language is not lexed. */
bool fh_outline_make(fh_arena *arena, fh_language language, fh_text text, fh_outline *ret_outline);

static inline fh_text fh_outline_text(const fh_outline *outline, size_t index)
{
    return fh_token_text(&outline->tokens, index);
}
static inline bool fh_outline_is(const fh_outline *outline, size_t index, const char *word)
{
    return fh_token_is(&outline->tokens, index, word);
}
static inline bool fh_outline_is_word(const fh_outline *outline, size_t index)
{
    return index < outline->tokens.list.count &&
           outline->tokens.list.items[index].kind == FH_TOKEN_WORD;
}
/* True when token `index` exists and is one of `words`. */
bool fh_outline_is_any(const fh_outline *outline, size_t index, const char *const *words,
                       size_t count);
/* The word of a preprocessor line ("ifdef"), and what follows it, trimmed. */
fh_text fh_outline_directive(fh_text line, fh_text *ret_rest);
/* The source from token `first` up to token `end` (not included), as written. */
fh_text fh_outline_source(const fh_outline *outline, uint32_t first, uint32_t end);
/* The token behind `index` at the same depth: behind the partner when it is an opening bracket. */
uint32_t fh_outline_skip(const fh_outline *outline, uint32_t index);

#endif
