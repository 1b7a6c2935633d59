/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Tokens of source text, for every language through one table of lexical habits. The lexer knows
 * what is code, comment and string, and nothing else; outline.h builds brackets, statements and
 * blocks on it. It never fails: what it cannot close ends at the line's or the file's end. Linear.
 */
#ifndef FH_READ_LEXER_H
#define FH_READ_LEXER_H

#include "base/vec.h"
#include "model/path_class.h"

typedef enum fh_token_kind {
    FH_TOKEN_WORD, /* identifier, keyword */
    FH_TOKEN_NUMBER,
    FH_TOKEN_STRING,
    FH_TOKEN_COMMENT,  /* only kept out of the way: see fh_tokens.comments */
    FH_TOKEN_PUNCT,    /* operator or bracket; operators of up to three bytes are one token */
    FH_TOKEN_NEWLINE,  /* only in languages where line ends matter */
    FH_TOKEN_DIRECTIVE /* a whole preprocessor line, continuation lines included */
} fh_token_kind;

typedef struct fh_token {
    uint32_t start, end; /* bytes, half-open, delimiters included */
    uint32_t line;       /* of the first byte, 1-based */
    uint8_t kind;        /* fh_token_kind */
    uint8_t head, tail;  /* strings: bytes of prefix and quotes before and behind the content */
    bool blank_before;   /* white space (or a comment) stands before it */
} fh_token;
FH_VEC(fh_token_vec, fh_token);

/* Lexical habits of a language. */
typedef struct fh_lexis {
    const char *line_comment, *line_comment2; /* NULL: none */
    const char *open_comment, *close_comment;
    const char *quotes;               /* bytes that open a string */
    const char *long_quotes;          /* of them, those that may span lines when single */
    bool triple;                      /* ''' and """ */
    bool nested;                      /* block comments nest */
    bool char_quote;                  /* 'x' is a character, and a lone ' is no string */
    bool raw_backtick;                /* ` ... ` has no escapes */
    bool directives;                  /* lines that begin with '#' belong to a preprocessor */
    bool newlines;                    /* line ends are tokens */
    bool regexes;                     /* /.../ where a value may begin */
    bool rust_raw, cpp_raw, verbatim; /* r#"..."#, R"x(...)x", @"..." */
    bool dollar;                      /* '$' is part of a word */
} fh_lexis;

typedef struct fh_tokens {
    fh_text text;
    const fh_lexis *lexis;
    fh_token_vec list; /* without comments */
    fh_token_vec comments;
} fh_tokens;

/* Habits of `language`; NULL when it is not lexed (prose, data). */
const fh_lexis *fh_lexis_of(fh_language language);
/* Tokens of `text` (below 4 GiB) in `arena`; false when memory ran out. */
bool fh_lex(fh_arena *arena, const fh_lexis *lexis, fh_text text, fh_tokens *ret_tokens);

/* Bytes of comments, blanks and a "#!" line before the first other token; `lexis` may be NULL. */
size_t fh_leading_comment(const fh_lexis *lexis, fh_text text);

static inline fh_text fh_token_text(const fh_tokens *tokens, size_t index)
{
    const fh_token *token = &tokens->list.items[index];
    return fh_text_slice(tokens->text, token->start, token->end);
}
/* The content of a string token, as written between its quotes. */
static inline fh_text fh_token_inner(const fh_tokens *tokens, size_t index)
{
    const fh_token *token = &tokens->list.items[index];
    return fh_text_slice(tokens->text, token->start + token->head, token->end - token->tail);
}
/* True when token `index` exists and is exactly `word`. */
static inline bool fh_token_is(const fh_tokens *tokens, size_t index, const char *word)
{
    return index < tokens->list.count && fh_text_is(fh_token_text(tokens, index), word);
}

#endif
