/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* A text as the words that license matching sees: SPDX matching guidelines 2.x (case, punctuation,
 * dashes, quotes, comment signs, bullets, spelling and markup make no difference). Words are mapped
 * to numbers of the corpus; a word that it does not know is number 0 and matches nothing. */
#ifndef FH_LICENSE_TOKENS_H
#define FH_LICENSE_TOKENS_H

#include "base/arena.h"
#include "license/corpus.h"

typedef enum fh_token_class {
    FH_CLASS_LICENSE = 1 << 0,
    FH_CLASS_VERSION = 1 << 1,
    FH_CLASS_UNDER = 1 << 2,
    FH_CLASS_GRANT = 1 << 3,
    FH_CLASS_LEGAL = 1 << 4,
    FH_CLASS_LATER = 1 << 5,
    FH_CLASS_OR = 1 << 6,
    FH_CLASS_AND = 1 << 7,
    FH_CLASS_FILL = 1 << 8,
    FH_CLASS_NEGATIVE = 1 << 9,
    FH_CLASS_SEE = 1 << 10,
    FH_CLASS_URL = 1 << 11,
    FH_CLASS_STYLE = 1 << 12,
    FH_CLASS_ONLY = 1 << 13,
    FH_CLASS_WITH = 1 << 14,
    FH_CLASS_ANY = 1 << 15
} fh_token_class;

typedef enum fh_token_flag {
    FH_TOKEN_LINE = 1,      /* first word of its line */
    FH_TOKEN_PARAGRAPH = 2, /* a blank line stands before it */
    FH_TOKEN_STOP = 4,      /* a full stop, colon or the like stands before it */
    FH_TOKEN_SOFT = 8,      /* of a copyright statement or placeholder: may be there or not */
    FH_TOKEN_PLUS = 16,     /* a plus sign follows at once */
    FH_TOKEN_NUMBER = 32,
    FH_TOKEN_JOINED = 64 /* stands against the word before it: "GPLv2", "2.0" (dot), "a-b" */
} fh_token_flag;

typedef struct fh_token {
    uint32_t start; /* byte offset */
    uint32_t hash;  /* of the folded word */
    uint16_t len;   /* bytes */
    uint16_t id;    /* word number, 0 = not in the corpus */
    uint16_t class; /* set of fh_token_class */
    uint16_t flags; /* set of fh_token_flag */
} fh_token;

typedef struct fh_tokens {
    fh_token *items;
    uint32_t count;
    bool limited;
} fh_tokens;

/* Split `bytes` (at most 4 GiB). `corpus` may be NULL: then ids and classes stay 0. The items live
 * in `arena`; count is 0 and arena->failed when memory ran out. Linear. */
fh_tokens fh_tokens_read(const fh_license_corpus *corpus, fh_text bytes, fh_arena *arena);
/* The second byte of a capital of Latin-1 in UTF-8 (U+00C0 to U+00DE) as that of its small letter;
 * any other as it is. */
static inline unsigned char fh_token_fold_latin(unsigned char first, unsigned char second)
{
    const bool capital = first == 0xc3 && second >= 0x80 && second <= 0x9e && second != 0x97;
    return capital ? (unsigned char)(second + 0x20) : second;
}
/* The hash of one folded word, as tokens have it. */
uint32_t fh_token_hash(fh_text word);
/* Word number and class of a hash; false when the corpus does not know it. */
bool fh_token_find(const fh_license_corpus *corpus, uint32_t hash, uint16_t *ret_id,
                   uint16_t *ret_class);
/* Hash of FH_GRAM word numbers that stand in a row, two bytes each as in the corpus. */
uint32_t fh_gram_hash(const unsigned char *ids);

/* Little-endian numbers of the corpus block. */
static inline uint32_t fh_corpus_u32(const unsigned char *p, size_t index)
{
    p += index * 4;
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}
static inline uint16_t fh_corpus_u16(const unsigned char *p, size_t index)
{
    p += index * 2;
    return (uint16_t)(p[0] | p[1] << 8);
}
static inline void fh_corpus_put_u16(unsigned char *p, size_t index, uint16_t value)
{
    p[index * 2] = (unsigned char)(value & 0xff);
    p[index * 2 + 1] = (unsigned char)(value >> 8);
}

#endif
