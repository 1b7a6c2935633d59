/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/contest.h"

#include <stdlib.h>

/* Full texts. Those without an edit are found at once (whole.c); the rest by winnowed fingerprints
 * (Schleimer, Wilkerson, Aiken, SIGMOD 2003). Each kept fingerprint of the file votes for (text,
 * place); votes that rise together in file and text form chains (two open ones a text, so that a
 * stray vote breaks none). Chains of one text that follow each other are one candidate; the best of
 * those that overlap are verified, the winner claims its words. */

enum {
    SHIFT = 40,            /* words by which file and text may drift apart inside one chain */
    STALE = 240,           /* words of the file without a vote that end a chain */
    RIVALS = 12,           /* candidates verified for one place */
    SEGMENTS_MAX = 400000, /* chains kept of one file */
    GROUP_CHAINS = 512     /* chains of one candidate */
};

typedef struct segment {
    uint32_t text;
    fh_chain chain;
} segment;
FH_VEC(segment_vec, segment);

typedef struct candidate {
    uint32_t text, first, count; /* chains in finder.chains */
    uint32_t file_first, file_last, hits;
    int64_t score; /* guessed from votes */
} candidate;
FH_VEC(candidate_vec, candidate);
FH_VEC(chain_vec, fh_chain);
FH_VEC(number_vec, uint32_t);

typedef struct finder {
    fh_scan *scan;
    fh_chain *open;     /* two a text, from the first vote on: most files have none */
    number_vec touched; /* texts with a vote; some of them twice */
    segment_vec segments;
    chain_vec chains;
    candidate_vec candidates;
} finder;

/* ---- votes
 * ------------------------------------------------------------------------------------------ */

static void close_chain(finder *self, uint32_t text, fh_chain *chain)
{
    if (chain->hits >= 2) {
        const segment done = {text, *chain};
        if (self->segments.count < SEGMENTS_MAX)
            (void)FH_VEC_ADD(self->scan->arena, &self->segments, done);
        else self->scan->limited = true;
    }
    chain->hits = 0;
}

/* The place of [from, to) that goes on with `chain` best, if any does. */
static bool extend(const fh_license_corpus *corpus, fh_chain *chain, uint32_t from, uint32_t to,
                   uint32_t place)
{
    const uint32_t gone = place - chain->file_last;
    if (chain->hits == 0 || gone > STALE) return false;
    const uint32_t expected = chain->text_last + gone;
    uint32_t best = SHIFT + 1, at = 0;
    for (uint32_t k = from; k < to; k++) {
        const uint32_t q = fh_corpus_u16(corpus->at[FH_SECTION_POSTINGS], (size_t)k * 2 + 1);
        const uint32_t shift = q > expected ? q - expected : expected - q;
        if (q <= chain->text_last || shift >= best) continue;
        best = shift;
        at = q;
    }
    if (best > SHIFT) return false;
    chain->text_last = at;
    chain->file_last = place;
    chain->hits++;
    return true;
}

static void vote(finder *self, uint32_t text, uint32_t from, uint32_t to, uint32_t place)
{
    fh_chain *first = &self->open[(size_t)text * 2], *second = first + 1;
    const fh_license_corpus *corpus = self->scan->corpus;
    if (extend(corpus, first, from, to, place)) return;
    if (extend(corpus, second, from, to, place)) {
        if (second->hits > first->hits) {
            const fh_chain swap = *first;
            *first = *second;
            *second = swap;
        }
        return;
    }
    if (first->hits == 0 && first->file_last == 0)
        (void)FH_VEC_ADD(self->scan->arena, &self->touched, text);
    fh_chain *loser = second;
    if (first->hits == 0 || place - first->file_last > STALE) loser = first;
    close_chain(self, text, loser);
    const uint32_t q = fh_corpus_u16(corpus->at[FH_SECTION_POSTINGS], (size_t)from * 2 + 1);
    *loser = (fh_chain){place, place, q, q, 1};
}

static void look_up(finder *self, uint32_t hash, uint32_t place)
{
    const fh_license_corpus *corpus = self->scan->corpus;
    const uint32_t bit = hash >> (32 - 20);
    if ((corpus->at[FH_SECTION_FILTER][bit / 8] & 1u << bit % 8) == 0) return;
    const unsigned char *table = corpus->at[FH_SECTION_GRAMS];
    const uint32_t mask = corpus->count[FH_SECTION_GRAMS] - 1;
    uint32_t slot = hash & mask, have;
    while ((have = fh_corpus_u32(table, (size_t)slot * 2)) != hash) {
        if (have == 0) return;
        slot = (slot + 1) & mask;
    }
    if (self->open == NULL)
        self->open =
            FH_NEW_ARRAY(self->scan->arena, (size_t)corpus->count[FH_SECTION_TEXTS] * 2, fh_chain);
    if (self->open == NULL) return;
    const uint32_t packed = fh_corpus_u32(table, (size_t)slot * 2 + 1);
    const uint32_t end = (packed >> 12) + (packed & 0xfff);
    const unsigned char *postings = corpus->at[FH_SECTION_POSTINGS];
    for (uint32_t k = packed >> 12; k < end;) {
        const uint32_t text = fh_corpus_u16(postings, (size_t)k * 2);
        uint32_t next = k + 1;
        while (next < end && fh_corpus_u16(postings, (size_t)next * 2) == text) next++;
        vote(self, text, k, next, place);
        k = next;
    }
}

/* The smallest of the last FH_WINDOW fingerprints, the last of equals; `window` is a ring. */
static uint32_t smallest(const uint32_t *window, uint32_t place)
{
    uint32_t best = place + 1 - FH_WINDOW;
    for (uint32_t k = best + 1; k <= place; k++)
        if (window[k % FH_WINDOW] <= window[best % FH_WINDOW]) best = k;
    return best;
}

/* Take whole texts out, and winnow the rest as the corpus was winnowed: shared runs of eight words
 * share a fingerprint. A short file keeps all it has: there is little to go by. */
static void collect(finder *self)
{
    const unsigned char *ids = self->scan->ids;
    const uint32_t count = self->scan->tokens.count;
    const bool is_short = count <= FH_SHORT_TEXT;
    uint32_t window[FH_WINDOW], last = UINT32_MAX, run = 0;
    for (uint32_t i = 0; i + FH_GRAM <= count;) {
        const uint32_t hash = fh_gram_hash(ids + (size_t)i * 2);
        const uint32_t behind = fh_scan_whole(self->scan, hash, i);
        if (behind > i) {
            i = run = behind;
            continue;
        }
        window[i % FH_WINDOW] = hash;
        const uint32_t best = is_short                   ? i
                              : i >= run + FH_WINDOW - 1 ? smallest(window, i)
                                                         : UINT32_MAX;
        i++;
        if (best == last || best == UINT32_MAX) continue;
        last = best;
        look_up(self, window[best % FH_WINDOW], best);
    }
    for (size_t i = 0; i < self->touched.count; i++) {
        const uint32_t text = self->touched.items[i];
        close_chain(self, text, &self->open[(size_t)text * 2]);
        close_chain(self, text, &self->open[(size_t)text * 2 + 1]);
    }
}

/* ---- candidates
 * ------------------------------------------------------------------------------------- */

static bool is_behind(const segment *a, const segment *b)
{
    if (a->text != b->text) return a->text > b->text;
    if (a->chain.file_first != b->chain.file_first)
        return a->chain.file_first > b->chain.file_first;
    return a->chain.text_first > b->chain.text_first;
}

static int by_place(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    if (x->file_first != y->file_first) return x->file_first < y->file_first ? -1 : 1;
    return x->text < y->text ? -1 : x->text > y->text;
}

static int by_score(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    if (x->score != y->score) return x->score > y->score ? -1 : 1;
    if (x->text != y->text) return x->text < y->text ? -1 : 1;
    return x->file_first < y->file_first ? -1 : 1;
}

static void finish_candidate(finder *self, const fh_text_record *record, candidate *item)
{
    const uint32_t grams = record->grams == 0 ? 1 : record->grams;
    const bool enough =
        (item->hits * 8 >= grams && item->hits * 100 >= grams * 20) || item->hits >= 40;
    if (!enough || (item->hits < 3 && grams > 5)) return;
    if (record->role >= FH_TEXT_EXCEPTION && item->hits * 3 < grams) return;
    const int64_t hits = item->hits > grams ? grams : item->hits;
    const int64_t matched = hits * record->required / grams;
    item->score = 3 * matched - ((int64_t)record->required - matched);
    (void)FH_VEC_ADD(self->scan->arena, &self->candidates, *item);
}

/* Chains of one text that rise together become one candidate. `from` to `to` are of one text. */
static void group_segments(finder *self, size_t from, size_t to)
{
    const fh_text_record record =
        fh_text_record_get(self->scan->corpus, self->segments.items[from].text);
    uint32_t gap = record.count / 3;
    if (gap < 120) gap = 120;
    if (gap > 800) gap = 800;
    for (size_t start = from; start < to; start++) {
        segment *head = &self->segments.items[start];
        if (head->chain.hits == 0) continue;
        candidate item = {.text = head->text,
                          .first = (uint32_t)self->chains.count,
                          .file_first = head->chain.file_first};
        fh_chain last = head->chain;
        for (size_t k = start; k < to && item.count < GROUP_CHAINS; k++) {
            fh_chain *chain = &self->segments.items[k].chain;
            if (chain->hits == 0) continue;
            if (k > start) {
                if (chain->file_first > last.file_last + gap) break;
                if (chain->file_first <= last.file_last || chain->text_first <= last.text_last)
                    continue;
            }
            (void)FH_VEC_ADD(self->scan->arena, &self->chains, *chain);
            item.count++;
            item.hits += chain->hits;
            last = *chain;
            chain->hits = 0;
        }
        item.file_last = last.file_last + FH_GRAM - 1;
        finish_candidate(self, &record, &item);
    }
}

/* The chains by text, then by place. They closed text by text nearly in order of place: counting,
 * then inserting, costs no more than a pass over them. */
static bool sort_segments(finder *self)
{
    const uint32_t texts = self->scan->corpus->count[FH_SECTION_TEXTS];
    uint32_t *next = FH_NEW_ARRAY(self->scan->arena, (size_t)texts + 1, uint32_t);
    segment *sorted = FH_NEW_ARRAY(self->scan->arena, self->segments.count, segment);
    if (next == NULL || sorted == NULL) return false;
    for (size_t i = 0; i < self->segments.count; i++) next[self->segments.items[i].text + 1]++;
    for (uint32_t text = 0; text < texts; text++) next[text + 1] += next[text];
    for (size_t i = 0; i < self->segments.count; i++) {
        const segment *item = &self->segments.items[i];
        size_t at = next[item->text]++;
        for (; at > 0 && is_behind(&sorted[at - 1], item); at--) sorted[at] = sorted[at - 1];
        sorted[at] = *item;
    }
    self->segments.items = sorted;
    return true;
}

static void find_candidates(finder *self)
{
    if (self->segments.count == 0 || !sort_segments(self)) return;
    for (size_t from = 0; from < self->segments.count;) {
        size_t to = from;
        while (to < self->segments.count &&
               self->segments.items[to].text == self->segments.items[from].text)
            to++;
        group_segments(self, from, to);
        from = to;
    }
}

/* ---- winners
 * ---------------------------------------------------------------------------------------- */

/* Are more than a third of the words of a candidate claimed? */
static bool is_taken(const fh_scan *scan, const candidate *item)
{
    const uint32_t length = item->file_last - item->file_first + 1;
    uint32_t count = 0;
    for (uint32_t k = item->file_first; k <= item->file_last && k < scan->tokens.count; k++)
        count += scan->claims[k] == FH_CLAIM_TEXT;
    return (uint64_t)count * 3 > length;
}

static bool overlaps(const candidate *a, const candidate *b)
{
    const uint32_t first = a->file_first > b->file_first ? a->file_first : b->file_first;
    const uint32_t last = a->file_last < b->file_last ? a->file_last : b->file_last;
    if (last < first) return false;
    const uint32_t length = b->file_last - b->file_first + 1;
    return (last - first + 1) * 2 >= length;
}

static void enter(const finder *self, fh_contest *contest, const candidate *item)
{
    fh_contest_enter(self->scan, contest, item->text, self->chains.items + item->first,
                     item->count);
}

/* Candidates [from, to) are those of one place, best guess first. */
static void decide_place(finder *self, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const candidate *item = &self->candidates.items[i];
        if (is_taken(self->scan, item)) continue;
        fh_contest contest = {.any = false};
        enter(self, &contest, item);
        uint32_t rivals = 0;
        for (size_t k = i + 1; k < to && rivals < RIVALS; k++) {
            const candidate *rival = &self->candidates.items[k];
            if (!overlaps(item, rival)) continue;
            const fh_verdict *best = &contest.best;
            const bool perfect = contest.any && best->inserted == 0 && best->missing == 0;
            const int64_t slack = (item->score < 0 ? -item->score : item->score) * 2 / 3 + 120;
            if (rival->score < item->score - (perfect ? slack / 4 : slack)) break;
            enter(self, &contest, rival);
            rivals++;
        }
        if (fh_contest_is_accepted(self->scan, &contest)) fh_contest_win(self->scan, &contest);
        else fh_contest_remember(self->scan, &contest);
    }
}

/* Candidates that share no word cannot be rivals: cut them into places first. */
static void decide(finder *self)
{
    candidate *items = self->candidates.items;
    const size_t count = self->candidates.count;
    if (count > 0) qsort(items, count, sizeof(candidate), by_place);
    for (size_t from = 0, to = 0; from < count; from = to) {
        uint32_t last = items[from].file_last;
        for (to = from + 1; to < count && items[to].file_first <= last; to++)
            if (items[to].file_last > last) last = items[to].file_last;
        qsort(items + from, to - from, sizeof(candidate), by_score);
        decide_place(self, from, to);
    }
}

void fh_scan_texts(fh_scan *scan)
{
    finder self = {.scan = scan};
    if (scan->tokens.count < FH_GRAM) return;
    collect(&self);
    find_candidates(&self);
    if (!scan->arena->failed) decide(&self);
}
