/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/scan.h"

#include <stdlib.h>

/* Full texts by winnowed fingerprints (Schleimer, Wilkerson, Aiken, SIGMOD 2003). Each kept
 * fingerprint of the file votes for (text, place); votes that rise together in file and text form
 * chains (two open ones a text, so that a stray vote breaks none). Chains of one text that follow
 * each other are one candidate; the best of those that overlap are verified, the winner claims its
 * words. */

enum {
    SHIFT = 40,            /* words by which file and text may drift apart inside one chain */
    STALE = 240,           /* words of the file without a vote that end a chain */
    COMMON = 600,          /* fingerprints of more texts than this do not vote */
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
    bool done;
} candidate;
FH_VEC(candidate_vec, candidate);
FH_VEC(chain_vec, fh_chain);

typedef struct finder {
    fh_scan *scan;
    fh_chain *open; /* two a text */
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
    const uint32_t packed = fh_corpus_u32(table, (size_t)slot * 2 + 1);
    const uint32_t end = (packed >> 12) + (packed & 0xfff);
    if ((packed & 0xfff) > COMMON) return;
    const unsigned char *postings = corpus->at[FH_SECTION_POSTINGS];
    for (uint32_t k = packed >> 12; k < end;) {
        const uint32_t text = fh_corpus_u16(postings, (size_t)k * 2);
        uint32_t next = k + 1;
        while (next < end && fh_corpus_u16(postings, (size_t)next * 2) == text) next++;
        vote(self, text, k, next, place);
        k = next;
    }
}

/* Winnow the file as the corpus was winnowed: shared runs of eight words share a fingerprint. */
static void collect(finder *self)
{
    const fh_token *items = self->scan->tokens.items;
    const uint32_t count = self->scan->tokens.count;
    uint32_t window[FH_WINDOW], last = UINT32_MAX;
    for (uint32_t i = 0; i + FH_GRAM <= count; i++) {
        uint16_t ids[FH_GRAM];
        for (uint32_t k = 0; k < FH_GRAM; k++) ids[k] = items[i + k].id;
        window[i % FH_WINDOW] = fh_gram_hash(ids);
        const bool whole = i + 1 >= FH_WINDOW;
        if (!whole && count - FH_GRAM + 1 > FH_WINDOW) continue;
        const uint32_t start = whole ? i + 1 - FH_WINDOW : 0;
        uint32_t best = start;
        for (uint32_t k = start; k <= i; k++)
            if (window[k % FH_WINDOW] <= window[best % FH_WINDOW]) best = k;
        if (!whole) best = i;
        if (best == last) continue;
        last = best;
        look_up(self, window[best % FH_WINDOW], best);
    }
    for (uint32_t text = 0; text < self->scan->corpus->count[FH_SECTION_TEXTS]; text++) {
        close_chain(self, text, &self->open[(size_t)text * 2]);
        close_chain(self, text, &self->open[(size_t)text * 2 + 1]);
    }
}

/* ---- candidates
 * ------------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
    const segment *x = a, *y = b;
    if (x->text != y->text) return x->text < y->text ? -1 : 1;
    if (x->chain.file_first != y->chain.file_first)
        return x->chain.file_first < y->chain.file_first ? -1 : 1;
    return x->chain.text_first < y->chain.text_first ? -1 : 1;
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
        (item->hits * 8 >= grams && item->hits * 100 >= grams * 12) || item->hits >= 40;
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

static void find_candidates(finder *self)
{
    if (self->segments.count == 0) return;
    qsort(self->segments.items, self->segments.count, sizeof(segment), by_place);
    for (size_t from = 0; from < self->segments.count;) {
        size_t to = from;
        while (to < self->segments.count &&
               self->segments.items[to].text == self->segments.items[from].text)
            to++;
        group_segments(self, from, to);
        from = to;
    }
    if (self->candidates.count > 0)
        qsort(self->candidates.items, self->candidates.count, sizeof(candidate), by_score);
}

/* ---- winners
 * ---------------------------------------------------------------------------------------- */

static uint32_t count_claimed(const fh_scan *scan, uint32_t first, uint32_t last)
{
    uint32_t count = 0;
    for (uint32_t k = first; k <= last && k < scan->tokens.count; k++)
        count += scan->claims[k] == FH_CLAIM_TEXT;
    return count;
}

static bool overlaps(const candidate *a, const candidate *b)
{
    const uint32_t first = a->file_first > b->file_first ? a->file_first : b->file_first;
    const uint32_t last = a->file_last < b->file_last ? a->file_last : b->file_last;
    if (last < first) return false;
    const uint32_t length = b->file_last - b->file_first + 1;
    return (last - first + 1) * 2 >= length;
}

typedef struct contest {
    fh_verdict best;
    int64_t score;
    uint32_t ties[64];
    uint32_t tie_count;
    bool any;
} contest;

static void enter(finder *self, contest *round, const candidate *item)
{
    fh_verdict verdict;
    if (!fh_verify(self->scan, item->text, self->chains.items + item->first, item->count, &verdict))
        return;
    const fh_text_record record = fh_text_record_get(self->scan->corpus, item->text);
    const int64_t score = fh_verdict_score(&verdict, record.required);
    const bool same = round->any && score == round->score &&
                      verdict.soft_matched == round->best.soft_matched &&
                      verdict.free_edits == round->best.free_edits;
    const bool better =
        !round->any || score > round->score ||
        (score == round->score && (verdict.soft_matched > round->best.soft_matched ||
                                   (verdict.soft_matched == round->best.soft_matched &&
                                    verdict.free_edits < round->best.free_edits)));
    if (same) {
        if (round->tie_count < FH_COUNT(round->ties)) round->ties[round->tie_count++] = item->text;
        return;
    }
    if (!better) return;
    round->any = true;
    round->best = verdict;
    round->score = score;
    round->tie_count = 0;
}

static fh_license_kind kind_of(const fh_verdict *verdict, const fh_text_record *record)
{
    const uint32_t missing = record->required - verdict->matched;
    if (record->role >= FH_TEXT_HEADER) return FH_LICENSE_NOTICE;
    if (missing == 0 && verdict->inserted == 0)
        return verdict->free_edits == 0 ? FH_LICENSE_EXACT : FH_LICENSE_EQUIVALENT;
    /* All words lie in one part of the text: the rest was left out. */
    if (missing > verdict->missing && (missing - verdict->missing) * 5 > record->required)
        return FH_LICENSE_PARTIAL;
    return FH_LICENSE_MODIFIED;
}

/* Is it that text at all? A few sentences in common are not enough. */
static bool is_accepted(const fh_verdict *verdict, const fh_text_record *record)
{
    const uint64_t matched = verdict->matched, required = record->required;
    if (verdict->inserted > matched) return false;
    if (record->role >= FH_TEXT_HEADER)
        return matched * 100 >= required * 85 && verdict->inserted * 8 <= matched;
    if (record->role == FH_TEXT_EXCEPTION) return matched * 100 >= required * 70;
    if (matched * 100 >= required * 55) return true;
    return matched >= 200 && matched * 100 >= required * 15;
}

static void set_ties(finder *self, const contest *round, fh_license_match *match)
{
    const fh_license_corpus *corpus = self->scan->corpus;
    fh_text list[96];
    uint32_t count = 0;
    for (uint32_t t = 0; t <= round->tie_count; t++) {
        const uint32_t number = t == 0 ? round->best.text : round->ties[t - 1];
        const fh_text_record record = fh_text_record_get(corpus, number);
        for (uint32_t m = t == 0 ? 1 : 0; m < record.member_count && count < FH_COUNT(list); m++) {
            const uint32_t license =
                fh_corpus_u16(corpus->at[FH_SECTION_MEMBERS], (size_t)record.member + m);
            list[count++] = fh_license_record_get(corpus, license).id;
        }
    }
    fh_text *ties = FH_NEW_ARRAY(self->scan->arena, count, fh_text);
    if (ties == NULL || count == 0) return;
    for (uint32_t k = 0; k < count; k++) ties[k] = list[k];
    match->ties = ties;
    match->tie_count = count;
}

static void win(finder *self, const contest *round)
{
    fh_scan *scan = self->scan;
    const fh_verdict *best = &round->best;
    const fh_text_record record = fh_text_record_get(scan->corpus, best->text);
    const uint32_t license = fh_corpus_u16(scan->corpus->at[FH_SECTION_MEMBERS], record.member);
    const fh_license_record info = fh_license_record_get(scan->corpus, license);
    fh_license_match match =
        fh_scan_match(scan, license, kind_of(best, &record), best->first, best->last);
    match.coverage =
        record.required == 0 ? 1000 : (uint32_t)((uint64_t)best->matched * 1000 / record.required);
    match.is_exception = record.role == FH_TEXT_EXCEPTION;
    if ((info.flags & FH_RECORD_GNU) != 0) match.grant = FH_GRANT_UNSTATED;
    if (record.role == FH_TEXT_HEADER && match.grant != FH_GRANT_NONE) match.grant = FH_GRANT_ONLY;
    if (record.role == FH_TEXT_HEADER_LATER) match.grant = FH_GRANT_OR_LATER;
    set_ties(self, round, &match);
    fh_verdict_edits(scan, best, &match);
    fh_scan_add(scan, &match);
    for (uint32_t k = best->first; k <= best->last; k++) scan->claims[k] = FH_CLAIM_TEXT;
}

static void decide(finder *self)
{
    for (size_t i = 0; i < self->candidates.count; i++) {
        candidate *item = &self->candidates.items[i];
        const uint32_t length = item->file_last - item->file_first + 1;
        if (item->done) continue;
        if (count_claimed(self->scan, item->file_first, item->file_last) * 3 > length) continue;
        contest round = {.any = false};
        enter(self, &round, item);
        uint32_t rivals = 0;
        for (size_t k = i + 1; k < self->candidates.count && rivals < RIVALS; k++) {
            candidate *rival = &self->candidates.items[k];
            if (rival->done || !overlaps(item, rival)) continue;
            const bool perfect = round.any && round.best.inserted == 0 && round.best.missing == 0;
            const int64_t slack = (item->score < 0 ? -item->score : item->score) * 2 / 3 + 120;
            if (rival->score < item->score - (perfect ? slack / 4 : slack)) break;
            enter(self, &round, rival);
            rivals++;
        }
        if (!round.any) continue;
        const fh_text_record record = fh_text_record_get(self->scan->corpus, round.best.text);
        if (is_accepted(&round.best, &record)) win(self, &round);
    }
}

void fh_scan_texts(fh_scan *scan)
{
    finder self = {.scan = scan};
    if (scan->tokens.count < FH_GRAM) return;
    self.open =
        FH_NEW_ARRAY(scan->arena, (size_t)scan->corpus->count[FH_SECTION_TEXTS] * 2, fh_chain);
    if (self.open == NULL) return;
    collect(&self);
    find_candidates(&self);
    if (!scan->arena->failed) decide(&self);
}
