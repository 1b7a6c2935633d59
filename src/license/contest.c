/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/contest.h"

#include <string.h>

enum {
    SHORT_TEXT = 150, /* words that must be there */
    STATEMENTS = 200  /* words of copyright statements before a text, at most */
};

static bool is_number(fh_text word)
{
    return !fh_text_is_empty(word) && fh_is_digit(word.ptr[0]);
}

/* Is `word` one of the words that tell this license's name from others? */
static bool is_of_name(fh_text name, fh_text word)
{
    enum { TELLING = 3 };
    fh_text part;
    if (word.len < TELLING || fh_text_eq_nocase(word, FH_TEXT("license"))) return false;
    while (fh_text_next_field(&name, ' ', &part))
        if (fh_text_eq_nocase(part, word)) return true;
    return false;
}

/* A standard notice of something else: another name, or a number for another number. */
static bool names_another(const fh_scan *scan, const fh_verdict *verdict,
                          const fh_text_record *record)
{
    const fh_license_corpus *corpus = scan->corpus;
    const uint32_t license = fh_corpus_u16(corpus->at[FH_SECTION_MEMBERS], record->member);
    const fh_text name = fh_license_record_get(corpus, license).name;
    for (uint32_t k = 0; k < verdict->hunk_count && k < FH_HUNKS_MAX; k++) {
        const fh_hunk *hunk = &verdict->hunks[k];
        bool removed = false, added = false;
        for (uint32_t i = 0; i < hunk->removed && hunk->added > 0; i++) {
            const size_t at = (size_t)record->first + hunk->text + i;
            const uint16_t id = fh_corpus_u16(corpus->at[FH_SECTION_TOKENS], at);
            const fh_text word =
                fh_corpus_string(corpus, fh_corpus_u32(corpus->at[FH_SECTION_SPELLING], id));
            if (is_of_name(name, word)) return true;
            removed = removed || is_number(word);
        }
        for (uint32_t i = 0; i < hunk->added; i++)
            added = added || is_number(fh_scan_word(scan, hunk->file + i));
        if (removed && added) return true;
    }
    return false;
}

static void consider(const fh_scan *scan, fh_contest *contest, const fh_verdict *verdict)
{
    const fh_text_record record = fh_text_record_get(scan->corpus, verdict->text);
    if (record.role >= FH_TEXT_HEADER && names_another(scan, verdict, &record)) return;
    const int64_t score = fh_verdict_score(verdict, record.required);
    const fh_verdict *best = &contest->best;
    const bool same = contest->any && score == contest->score &&
                      verdict->soft_matched == best->soft_matched &&
                      verdict->free_edits == best->free_edits;
    if (same) {
        if (contest->tie_count < FH_COUNT(contest->ties))
            contest->ties[contest->tie_count++] = verdict->text;
        return;
    }
    const bool better =
        !contest->any || score > contest->score ||
        (score == contest->score &&
         (verdict->soft_matched > best->soft_matched ||
          (verdict->soft_matched == best->soft_matched && verdict->free_edits < best->free_edits)));
    if (!better) return;
    contest->any = true;
    contest->best = *verdict;
    contest->score = score;
    contest->tie_count = 0;
}

void fh_contest_enter(const fh_scan *scan, fh_contest *contest, uint32_t number,
                      const fh_chain *chains, size_t count)
{
    fh_verdict verdict;
    const int64_t floor = contest->any ? contest->score : INT64_MIN;
    if (fh_verify(scan, number, chains, count, floor, &verdict)) consider(scan, contest, &verdict);
}

bool fh_contest_enter_whole(const fh_scan *scan, fh_contest *contest, uint32_t number,
                            const fh_chain *chain, fh_parting *ret_parting)
{
    fh_verdict verdict = {.last = 0};
    if (!fh_verify(scan, number, chain, 1, FH_VERIFY_STRICT, &verdict)) {
        *ret_parting = (fh_parting){verdict.first, verdict.last};
        return false;
    }
    consider(scan, contest, &verdict);
    return true;
}

bool fh_contest_is_perfect(const fh_scan *scan, const fh_contest *contest)
{
    const fh_verdict *best = &contest->best;
    if (!contest->any || best->inserted > 0) return false;
    const fh_text_record record = fh_text_record_get(scan->corpus, best->text);
    return best->matched == record.required &&
           (best->free_inside == 0 || best->soft_inside * 12 <= record.required);
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

bool fh_contest_is_accepted(const fh_scan *scan, const fh_contest *contest)
{
    if (!contest->any) return false;
    const fh_verdict *verdict = &contest->best;
    const fh_text_record record = fh_text_record_get(scan->corpus, verdict->text);
    const uint64_t matched = verdict->matched, required = record.required;
    if (verdict->inserted > matched) return false;
    if (record.role >= FH_TEXT_HEADER)
        return matched * 100 >= required * 85 && verdict->inserted * 8 <= matched;
    if (record.role == FH_TEXT_EXCEPTION) return matched * 100 >= required * 70;
    /* Short texts share their disclaimers with others: those alone are not the text. */
    if (matched * 100 >= required * (required < SHORT_TEXT ? 70 : 55)) return true;
    return matched >= 200 && matched * 100 >= required * 15;
}

void fh_contest_remember(fh_scan *scan, const fh_contest *contest)
{
    enum { LEAST = 30 }; /* words */
    if (!contest->any || contest->best.matched < LEAST) return;
    const fh_text_record record = fh_text_record_get(scan->corpus, contest->best.text);
    const uint32_t part = (uint32_t)((uint64_t)contest->best.matched * 1000 / record.required);
    if (part <= scan->nearest_part) return;
    scan->nearest_part = part;
    scan->nearest = fh_corpus_u16(scan->corpus->at[FH_SECTION_MEMBERS], record.member);
}

static void set_ties(fh_scan *scan, const fh_contest *contest, fh_license_match *match)
{
    const fh_license_corpus *corpus = scan->corpus;
    fh_text list[96];
    uint32_t count = 0;
    for (uint32_t t = 0; t <= contest->tie_count; t++) {
        const uint32_t number = t == 0 ? contest->best.text : contest->ties[t - 1];
        const fh_text_record record = fh_text_record_get(corpus, number);
        for (uint32_t m = t == 0 ? 1 : 0; m < record.member_count && count < FH_COUNT(list); m++) {
            const uint32_t license =
                fh_corpus_u16(corpus->at[FH_SECTION_MEMBERS], (size_t)record.member + m);
            list[count++] = fh_license_record_get(corpus, license).id;
        }
    }
    fh_text *ties = FH_NEW_ARRAY(scan->arena, count, fh_text);
    if (ties == NULL || count == 0) return;
    for (uint32_t k = 0; k < count; k++) ties[k] = list[k];
    match->ties = ties;
    match->tie_count = count;
}

/* The copyright statements right before word `first` are those of the text. */
static uint32_t statements_before(const fh_scan *scan, uint32_t first)
{
    const uint32_t low = first > STATEMENTS ? first - STATEMENTS : 0;
    while (first > low && (scan->tokens.items[first - 1].flags & FH_TOKEN_SOFT) != 0 &&
           scan->claims[first - 1] == FH_CLAIM_NONE)
        first--;
    return first;
}

/* Sentences that stand amidst a text and are not of it speak for themselves. */
static void release_insertions(fh_scan *scan, const fh_verdict *best)
{
    enum { SENTENCE = 10 };
    for (uint32_t k = 0; k < best->hunk_count && k < FH_HUNKS_MAX; k++) {
        const fh_hunk *hunk = &best->hunks[k];
        if (hunk->added >= SENTENCE) memset(scan->claims + hunk->file, FH_CLAIM_NONE, hunk->added);
    }
}

void fh_contest_win(fh_scan *scan, const fh_contest *contest)
{
    const fh_verdict *best = &contest->best;
    const fh_text_record record = fh_text_record_get(scan->corpus, best->text);
    const uint32_t license = fh_corpus_u16(scan->corpus->at[FH_SECTION_MEMBERS], record.member);
    const fh_license_record info = fh_license_record_get(scan->corpus, license);
    fh_license_match match =
        fh_scan_match(scan, license, kind_of(best, &record), best->first, best->last);
    const uint32_t first = statements_before(scan, best->first);
    match.start_byte = scan->tokens.items[first].start;
    if (match.end_byte < scan->bytes.len && scan->bytes.ptr[match.end_byte] == '.')
        match.end_byte++;
    match.coverage =
        record.required == 0 ? 1000 : (uint32_t)((uint64_t)best->matched * 1000 / record.required);
    match.is_exception = record.role == FH_TEXT_EXCEPTION;
    if ((info.flags & FH_RECORD_GNU) != 0) match.grant = FH_GRANT_UNSTATED;
    if (record.role == FH_TEXT_HEADER && match.grant != FH_GRANT_NONE) match.grant = FH_GRANT_ONLY;
    if (record.role == FH_TEXT_HEADER_LATER) match.grant = FH_GRANT_OR_LATER;
    set_ties(scan, contest, &match);
    fh_verdict_edits(scan, best, &match);
    fh_scan_add(scan, &match);
    memset(scan->claims + first, FH_CLAIM_TEXT, (size_t)best->last - first + 1);
    release_insertions(scan, best);
}
