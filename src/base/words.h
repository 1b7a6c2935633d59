/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Many-word search: every occurrence of a few thousand literals in one pass over bytes.
 *
 * A filter on rare bytes of each literal, then a table of literals per filter value, then a
 * compare; words.c tells the algorithm. Building is linear in the literals and takes about a
 * millisecond for 3,000. A built fh_words is read-only. */
#ifndef FH_BASE_WORDS_H
#define FH_BASE_WORDS_H

#include "base/arena.h"

typedef enum fh_word_flags {
    FH_WORD_CASELESS = 1,   /* ASCII case does not matter */
    FH_WORD_BOUND_LEFT = 2, /* no identifier byte before it */
    FH_WORD_BOUND_RIGHT = 4 /* no identifier byte behind it */
} fh_word_flags;

typedef struct fh_word {
    fh_text literal; /* 3 bytes or more, else refused at build */
    uint32_t id;     /* given back with every occurrence */
    uint32_t flags;  /* fh_word_flags */
} fh_word;

typedef struct fh_words fh_words;

/* Compile `count` words into `arena`. The literals are viewed, not copied.
 * FH_BAD_INPUT: a literal is shorter than 3 bytes. */
FH_NODISCARD fh_status fh_words_new(fh_arena *arena, const fh_word *words, size_t count,
                                    const fh_words **ret_words);

/* Called for every occurrence, in order of offset (then of id). Return false to stop. */
typedef bool (*fh_words_hit)(void *user, uint32_t id, size_t offset, size_t len);

/* Find all words in `text`; false when `hit` stopped it. Linear for ordinary texts; each offset
 * costs at most the number of words that share its filter value. */
bool fh_words_search(const fh_words *words, fh_text text, fh_words_hit hit, void *user);

#endif
