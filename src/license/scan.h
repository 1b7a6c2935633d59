/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* One scan, as the parts of this room share it: the file's words, which of them are explained, and
 * the matches so far. Everything lives in the arena of the caller. */
#ifndef FH_LICENSE_SCAN_H
#define FH_LICENSE_SCAN_H

#include "license/license.h"
#include "license/records.h"
#include "license/tokens.h"

typedef struct fh_scan {
    fh_env *env;
    const fh_license_corpus *corpus;
    fh_text path, bytes;
    fh_arena *arena;
    fh_tokens tokens;
    unsigned char *ids; /* two bytes a token, as the corpus has them */
    uint8_t *claims;    /* one a token: fh_scan_claim */
    fh_license_match_vec matches;
    uint32_t groups; /* expression groups given out */
    bool limited;
    uint32_t nearest;      /* license that came nearest without being it; UINT32_MAX: none */
    uint32_t nearest_part; /* of its words, in 1/1000 */
} fh_scan;

typedef enum fh_scan_claim {
    FH_CLAIM_NONE,
    FH_CLAIM_TEXT, /* inside a verified text */
    FH_CLAIM_TAG,
    FH_CLAIM_NOTICE
} fh_scan_claim;

/* Full texts, exceptions and standard headers: adds matches, claims their words. */
void fh_scan_texts(fh_scan *scan);
/* A whole text without edits whose core begins at word `place`, where the first words have `hash`:
 * adds the match and gives the first word behind it. 0: none. */
uint32_t fh_scan_whole(fh_scan *scan, uint32_t hash, uint32_t place);
/* SPDX tags and the like. */
void fh_scan_tags(fh_scan *scan);
/* Sentences, names and addresses outside claimed words. */
void fh_scan_notices(fh_scan *scan);
/* Is a file of that name there for its terms: LICENSE, COPYING, EULA and their like? */
bool fh_scan_is_license_name(fh_text path);
/* Reads like a license, but is none of the corpus: outside claimed words. */
void fh_scan_unknown(fh_scan *scan);

/* The expression of the file and the result as a whole. */
void fh_scan_conclude(fh_scan *scan, fh_license_result *ret_result);

/* A match over the words [first, last]; lines are set at the end of the scan. */
fh_license_match fh_scan_match(const fh_scan *scan, uint32_t license, fh_license_kind kind,
                               uint32_t first, uint32_t last);
void fh_scan_add(fh_scan *scan, const fh_license_match *match);
/* Bytes of one word of the file. */
static inline fh_text fh_scan_word(const fh_scan *scan, uint32_t index)
{
    const fh_token *token = &scan->tokens.items[index];
    return fh_text_make(scan->bytes.ptr + token->start, token->len);
}

/* ---- one text against one place (verify.c) ----------------------------------------------------
 */

/* Where words of a text and of the file stand in a row: from votes. */
typedef struct fh_chain {
    uint32_t file_first, file_last, text_first, text_last; /* first words of grams */
    uint32_t hits;
} fh_chain;

/* A difference: words [file, file + added) stand for the text's words [text, text + removed). */
typedef struct fh_hunk {
    uint32_t file, added, text, removed;
} fh_hunk;
enum { FH_HUNKS_MAX = 64 };

typedef struct fh_verdict {
    uint32_t text;        /* number in the corpus */
    uint32_t first, last; /* words of the file, both inside */
    uint32_t text_first, text_end;
    uint32_t matched; /* words that must be there and are */
    uint32_t soft_matched;
    uint32_t missing;     /* words that must be there and are not, in the part seen */
    uint32_t inserted;    /* words of the file that the text does not have */
    uint32_t free_edits;  /* differences that the guidelines allow */
    uint32_t free_inside; /* those of them between words that must be there */
    uint32_t soft_inside; /* soft words of the text between words that must be there */
    uint32_t hunk_count;  /* others, may be more than are kept */
    fh_hunk hunks[FH_HUNKS_MAX];
} fh_verdict;

/* Align text `number` with the file along `chains` (rising, of one text). False when nothing
 * agrees, or when the score must stay below `floor`; with FH_VERIFY_STRICT when a word is missing
 * or inserted, and `last` of the verdict then says where the words ceased to agree. */
#define FH_VERIFY_STRICT INT64_MAX
bool fh_verify(const fh_scan *scan, uint32_t number, const fh_chain *chains, size_t count,
               int64_t floor, fh_verdict *ret_verdict);
/* How well it fits: higher is better. */
int64_t fh_verdict_score(const fh_verdict *verdict, uint32_t required);
/* The hunks as edits of the match. */
void fh_verdict_edits(const fh_scan *scan, const fh_verdict *verdict, fh_license_match *match);

#endif
