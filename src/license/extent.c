/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/extent.h"

/* Sentences are told by their marks alone: a stop that blank space and no small letter follows, or
 * a blank line. Behind the sentence that grants, further ones belong to the notice while they hold
 * a phrase that such notices are made of. */

enum {
    SENTENCE = 80,   /* words of a sentence, at most */
    STATEMENTS = 60, /* words of copyright statements before it, at most */
    BEHIND = 300,    /* words behind the granting sentence, at most */
    APART = 25,      /* words without such a phrase between two that have one */
    HOLDER = 12,     /* words of a statement without a sign or year, at most */
    PHRASE = 4
};

static const fh_token *token_at(const fh_scan *scan, uint32_t index)
{
    return &scan->tokens.items[index];
}

static bool is_word(const fh_scan *scan, uint32_t index, const char *word)
{
    return index < scan->tokens.count &&
           fh_text_eq_nocase(fh_scan_word(scan, index), fh_text_of(word));
}

static bool is_paragraph(const fh_scan *scan, uint32_t index)
{
    return (token_at(scan, index)->flags & FH_TOKEN_PARAGRAPH) != 0;
}

/* Does a sentence begin with word `index`? */
static bool begins(const fh_scan *scan, uint32_t index)
{
    if (index == 0 || is_paragraph(scan, index)) return true;
    const fh_token *token = token_at(scan, index);
    if ((token->flags & FH_TOKEN_STOP) == 0) return false;
    const char letter = scan->bytes.ptr[token->start];
    if (letter >= 'a' && letter <= 'z') return false;
    const fh_token *before = token - 1;
    const uint32_t mark = before->start + before->len;
    const char sign = scan->bytes.ptr[mark];
    /* "Inc. 51", "v. 2": an abbreviation ends no sentence. */
    if (sign == '.' && (before->len == 1 || is_word(scan, index - 1, "inc"))) return false;
    for (uint32_t at = mark; at < token->start; at++)
        if (fh_is_blank(scan->bytes.ptr[at])) return true;
    return false;
}

static uint32_t sentence_start(const fh_scan *scan, uint32_t index)
{
    const uint32_t low = index > SENTENCE ? index - SENTENCE : 0;
    uint32_t k = index;
    while (k > low && !begins(scan, k) && scan->claims[k - 1] == FH_CLAIM_NONE) k--;
    return k;
}

/* The last word of the sentence of word `index`. */
static uint32_t sentence_end(const fh_scan *scan, uint32_t index)
{
    uint32_t k = index;
    while (k + 1 < scan->tokens.count && k < index + SENTENCE && !begins(scan, k + 1) &&
           scan->claims[k + 1] == FH_CLAIM_NONE)
        k++;
    return k;
}

/* Copyright statements, and "This file is part of ...", right before word `index`. */
static uint32_t statements_before(const fh_scan *scan, uint32_t index)
{
    const uint32_t low = index > STATEMENTS ? index - STATEMENTS : 0;
    uint32_t first = index;
    for (;;) {
        uint32_t k = first;
        while (k > low && (token_at(scan, k - 1)->flags & FH_TOKEN_SOFT) != 0 &&
               scan->claims[k - 1] == FH_CLAIM_NONE)
            k--;
        if (k == first && k > low && scan->claims[k - 1] == FH_CLAIM_NONE) {
            const uint32_t start = sentence_start(scan, k - 1);
            const bool part = is_word(scan, start, "this") && is_word(scan, start + 2, "is") &&
                              is_word(scan, start + 3, "part");
            if (part || (is_word(scan, start, "copyright") && first - start <= HOLDER)) k = start;
        }
        if (k == first) return first;
        first = k;
    }
}

/* What notices say behind their grant. */
static bool has_phrase(const fh_scan *scan, uint32_t first, uint32_t last)
{
    static const char *const phrases[][PHRASE] = {
        {"without", "any", "warranty"},
        {"without", "warranty"},
        {"without", "warranties"},
        {"in", "the", "hope", "that"},
        {"should", "have", "received"},
        {"may", "obtain", "a", "copy"},
        {"may", "not", "use"},
        {"required", "by", "applicable", "law"},
        {"for", "more", "details"},
        {"the", "specific", "language"},
        {"along", "with", "this"},
        {"if", "not", "write"},
        {"if", "not", "see"},
        {"complete", "text", "of"},
        {"full", "text", "of"},
        {"can", "be", "found", "in"},
        {"for", "details"},
        {"copy", "of", "the", "license"},
        {"to", "the", "free", "software"},
        {"full", "license"},
        {"writing", "to", "the", "free"},
        {"warranty", "of", "merchantability"},
        {"terms", "of", "this", "license"},
        {"for", "license", "information"},
        {"for", "licensing", "information"},
        {"fitness", "for", "a", "particular"},
    };
    for (uint32_t k = first; k <= last; k++) {
        for (size_t i = 0; i < FH_COUNT(phrases); i++) {
            uint32_t same = 0;
            while (same < PHRASE && phrases[i][same] != NULL && k + same <= last &&
                   is_word(scan, k + same, phrases[i][same]))
                same++;
            if (same == PHRASE || phrases[i][same] == NULL) return true;
        }
    }
    return false;
}

static bool speaks_of_licensing(const fh_scan *scan, uint32_t first, uint32_t last)
{
    if ((token_at(scan, first)->class & FH_CLASS_URL) != 0) return false;
    for (uint32_t k = first; k <= last; k++)
        if ((token_at(scan, k)->class & (FH_CLASS_LICENSE | FH_CLASS_GRANT)) != 0) return true;
    return false;
}

/* First word of the next grant of another license behind word `last`. */
static uint32_t next_grant(const fh_scan *scan, const fh_name_hit_vec *hits, size_t index,
                           uint32_t last)
{
    const fh_name_hit *hit = &hits->items[index];
    for (size_t k = index + 1; k < hits->count && hits->items[k].first <= last + BEHIND; k++) {
        const fh_name_hit *other = &hits->items[k];
        if (other->first > last && other->family != hit->family && other->kind == FH_LICENSE_NOTICE)
            return other->first;
    }
    return scan->tokens.count;
}

static uint32_t custom_behind(const fh_scan *scan, uint32_t last, uint32_t limit)
{
    uint32_t end = last;
    for (uint32_t k = last + 1; k < scan->tokens.count && k <= last + BEHIND;) {
        const uint32_t stop = sentence_end(scan, k);
        if (scan->claims[k] != FH_CLAIM_NONE || stop >= limit) break;
        if (has_phrase(scan, k, stop)) end = stop;
        else if (stop - end > APART || speaks_of_licensing(scan, k, stop)) break;
        k = stop + 1;
    }
    return end;
}

fh_extent fh_notice_extent(const fh_scan *scan, const fh_name_hit_vec *hits, size_t index)
{
    const fh_name_hit *hit = &hits->items[index];
    const uint32_t first = statements_before(scan, sentence_start(scan, hit->first));
    const uint32_t sentence = sentence_end(scan, hit->last);
    const uint32_t last = custom_behind(scan, sentence, next_grant(scan, hits, index, sentence));
    const fh_token *end = token_at(scan, last);
    fh_extent extent = {token_at(scan, first)->start, end->start + end->len};
    while (extent.end < scan->bytes.len &&
           fh_text_find_byte(FH_TEXT(".)>\"/"), scan->bytes.ptr[extent.end]) != SIZE_MAX)
        extent.end++;
    return extent;
}

/* ---- addresses --------------------------------------------------------------------------------
 */

static bool is_of_address(char byte)
{
    return fh_is_word(byte) || fh_text_find_byte(FH_TEXT("-.~:/?#[]@!$&*+,;=%"), byte) != SIZE_MAX;
}

fh_extent fh_address_extent(const fh_scan *scan, uint32_t first, uint32_t last)
{
    enum { REACH = 64 };
    const fh_token *end = token_at(scan, last);
    fh_extent extent = {token_at(scan, first)->start, end->start + end->len};
    const uint32_t low = extent.start > REACH ? extent.start - REACH : 0;
    uint32_t start = extent.start;
    while (start > low && is_of_address(scan->bytes.ptr[start - 1])) start--;
    const fh_text before = fh_text_slice(scan->bytes, start, extent.start);
    const size_t scheme = fh_text_find_nocase(before, FH_TEXT("http"));
    if (scheme != SIZE_MAX) extent.start = start + (uint32_t)scheme;
    uint32_t stop = extent.end;
    while (stop < scan->bytes.len && stop < extent.end + REACH &&
           is_of_address(scan->bytes.ptr[stop]))
        stop++;
    while (stop > extent.end &&
           fh_text_find_byte(FH_TEXT(".,;:!?&*]["), scan->bytes.ptr[stop - 1]) != SIZE_MAX)
        stop--;
    extent.end = stop;
    return extent;
}
