/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/contest.h"

#include <string.h>

/* Whole texts without a single edit, which most license files and attribution files are made of.
 * The compiler took the first long run of words that must be there out of every text (its core) and
 * noted all texts that have the same run. Where a core stands in the file word for word, those
 * texts are verified at once; the best wins its words when nothing is missing or added, and no
 * fingerprint of them needs to be looked up. Anything else is left to the votes of texts.c. */

enum { PLACES_MAX = 64 }; /* texts verified for one place */

typedef struct core {
    uint32_t hash; /* of its first words */
    uint32_t count, place_count;
    uint32_t first_place; /* in FH_SECTION_CORE_PLACES */
    uint32_t words;       /* in FH_SECTION_TOKENS */
} core;

static core core_get(const fh_license_corpus *corpus, uint32_t index)
{
    const unsigned char *at = corpus->at[FH_SECTION_CORES] + (size_t)index * 16;
    const uint32_t packed = fh_corpus_u32(at, 1);
    return (core){.hash = fh_corpus_u32(at, 0),
                  .count = packed & 0xffff,
                  .place_count = packed >> 16,
                  .first_place = fh_corpus_u32(at, 2),
                  .words = fh_corpus_u32(at, 3)};
}

/* The first core with that hash, or the number of cores. */
static uint32_t find_first(const fh_license_corpus *corpus, uint32_t hash)
{
    uint32_t low = 0, high = corpus->count[FH_SECTION_CORES];
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (fh_corpus_u32(corpus->at[FH_SECTION_CORES], (size_t)middle * 4) < hash)
            low = middle + 1;
        else high = middle;
    }
    return low;
}

static bool stands_here(const fh_scan *scan, const core *run, uint32_t place)
{
    return place + run->count <= scan->tokens.count &&
           memcmp(scan->ids + (size_t)place * 2,
                  scan->corpus->at[FH_SECTION_TOKENS] + (size_t)run->words * 2,
                  (size_t)run->count * 2) == 0;
}

/* First those that stand here without an edit. A text that parts from the file beyond the best of
 * them, on either side, may still be the better one: it goes on where that one ends. */
static void enter_places(const fh_scan *scan, const core *run, uint32_t place, fh_contest *contest)
{
    const unsigned char *places = scan->corpus->at[FH_SECTION_CORE_PLACES];
    const uint32_t count = run->place_count < PLACES_MAX ? run->place_count : PLACES_MAX;
    fh_parting partings[PLACES_MAX];
    bool whole[PLACES_MAX];
    for (int round = 0; round < 2; round++) {
        for (uint32_t k = 0; k < count; k++) {
            const size_t row = (size_t)run->first_place + k;
            const uint32_t text = fh_corpus_u16(places, row * 2);
            const uint32_t at = fh_corpus_u16(places, row * 2 + 1);
            const fh_chain chain = {place, place + run->count - FH_GRAM, at,
                                    at + run->count - FH_GRAM, 1};
            if (round == 0)
                whole[k] = fh_contest_enter_whole(scan, contest, text, &chain, &partings[k]);
            else if (!whole[k] && partings[k].last > contest->best.last &&
                     partings[k].first < contest->best.first)
                fh_contest_enter(scan, contest, text, &chain, 1);
        }
        if (!contest->any) return;
    }
}

uint32_t fh_scan_whole(fh_scan *scan, uint32_t hash, uint32_t place)
{
    const fh_license_corpus *corpus = scan->corpus;
    const uint32_t count = corpus->count[FH_SECTION_CORES];
    const uint32_t bit = hash >> (32 - FH_CORE_FILTER_BITS);
    if ((corpus->at[FH_SECTION_CORE_FILTER][bit / 8] & 1u << bit % 8) == 0) return 0;
    fh_contest contest = {.any = false};
    for (uint32_t k = find_first(corpus, hash); k < count; k++) {
        const core run = core_get(corpus, k);
        if (run.hash != hash) break;
        if (stands_here(scan, &run, place)) enter_places(scan, &run, place, &contest);
    }
    if (!fh_contest_is_perfect(scan, &contest)) return 0;
    for (uint32_t k = contest.best.first; k < place; k++)
        if (scan->claims[k] == FH_CLAIM_TEXT) return 0;
    fh_contest_win(scan, &contest);
    return contest.best.last + 1;
}
