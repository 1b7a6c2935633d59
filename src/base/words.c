/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/words.h"

#include <string.h>

/* Each literal is represented by the window of four bytes in it (three, for the shortest) that is
 * rarest in source code. A bitmap over the hash of the folded window says for nearly every position
 * of a text "nothing begins here"; where it does not, the bucket of that hash lists the literals to
 * compare. Positions are tried one by one: two loads and a multiply each. Three-byte literals have
 * their own bitmap. */

enum { BITS = 17, SLOTS = 1 << BITS };

typedef struct entry {
    uint32_t word;   /* index into words */
    uint32_t next;   /* index + 1 of the next entry of the bucket */
    uint32_t window; /* offset of the window in the literal */
} entry;

struct fh_words {
    const fh_word *words;
    entry *entries;
    uint32_t *heads4, *heads3; /* index + 1 by hash */
    uint64_t *bits4, *bits3;   /* one bit a hash */
    bool has3;
};

/* How common a byte is in source code, 0 (rare) to 9: rough ranks from text of a dozen languages. */
static unsigned rank_of(unsigned char byte)
{
    static const char *const common[] = {" e", "tnraiso", "lcdupm_.", "fgh,()=\"/", "bvy-:;'01xw2",
                                         "k3456789{}[]*#", "jqzETSACRIOPDNLM"};
    if (byte < 0x20) return byte == '\n' ? 9 : 1;
    for (unsigned i = 0; i < FH_COUNT(common); i++)
        if (strchr(common[i], byte) != NULL && byte != 0) return 9 - i;
    return 1;
}

static uint32_t load4(const char *p)
{
    uint32_t value;
    memcpy(&value, p, 4);
    return value | 0x20202020u;
}

static uint32_t load3(const char *p)
{
    return ((uint32_t)(unsigned char)p[0] | (uint32_t)(unsigned char)p[1] << 8 |
            (uint32_t)(unsigned char)p[2] << 16) |
           0x202020u;
}

static uint32_t hash_of(uint32_t window)
{
    return (window * 2654435761u) >> (32 - BITS); /* Knuth's multiplicative hash */
}

static uint32_t rarest_window(fh_text literal, size_t size)
{
    uint32_t best = 0;
    unsigned best_rank = UINT32_MAX;
    for (size_t i = 0; i + size <= literal.len; i++) {
        unsigned rank = 0;
        for (size_t k = 0; k < size; k++) {
            const unsigned r = rank_of((unsigned char)fh_lower(literal.ptr[i + k]));
            rank += r * r;
        }
        if (rank < best_rank) {
            best_rank = rank;
            best = (uint32_t)i;
        }
    }
    return best;
}

static void add_entry(fh_words *self, uint32_t index)
{
    const fh_text literal = self->words[index].literal;
    const size_t size = literal.len >= 4 ? 4 : 3;
    const uint32_t window = rarest_window(literal, size);
    const char *at = literal.ptr + window;
    const uint32_t hash = hash_of(size == 4 ? load4(at) : load3(at));
    uint32_t *heads = size == 4 ? self->heads4 : self->heads3;
    uint64_t *bits = size == 4 ? self->bits4 : self->bits3;
    self->entries[index] = (entry){.word = index, .window = window, .next = heads[hash]};
    heads[hash] = index + 1;
    bits[hash / 64] |= 1ull << (hash % 64);
    self->has3 |= size == 3;
}

fh_status fh_words_new(fh_arena *arena, const fh_word *words, size_t count,
                       const fh_words **ret_words)
{
    fh_words *self = FH_NEW(arena, fh_words);
    if (self == NULL) return FH_NO_MEMORY;
    self->words = words;
    self->entries = FH_NEW_ARRAY(arena, count, entry);
    self->heads4 = FH_NEW_ARRAY(arena, SLOTS, uint32_t);
    self->heads3 = FH_NEW_ARRAY(arena, SLOTS, uint32_t);
    self->bits4 = FH_NEW_ARRAY(arena, SLOTS / 64, uint64_t);
    self->bits3 = FH_NEW_ARRAY(arena, SLOTS / 64, uint64_t);
    if (arena->failed) return FH_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        if (words[i].literal.len < 3) return FH_BAD_INPUT;
        add_entry(self, (uint32_t)(count - 1 - i)); /* so that buckets list low indexes first */
    }
    *ret_words = self;
    return FH_OK;
}

typedef struct found_word {
    size_t start;
    uint32_t word;
} found_word;

typedef struct search {
    const fh_words *words;
    fh_text text;
    fh_words_hit hit;
    void *user;
    /* Found but not yet told: kept in order of start, then id. A word's window may lie behind its
     * start, so a later window can give an earlier start. */
    found_word *found;
    size_t count;
} search;

static bool bounds_hold(const search *self, const fh_word *word, size_t start)
{
    const size_t end = start + word->literal.len;
    if ((word->flags & FH_WORD_BOUND_LEFT) != 0 && start > 0 &&
        fh_is_word(self->text.ptr[start - 1]))
        return false;
    return (word->flags & FH_WORD_BOUND_RIGHT) == 0 || end >= self->text.len ||
           !fh_is_word(self->text.ptr[end]);
}

static bool stands_at(const search *self, const fh_word *word, size_t start)
{
    const fh_text here = fh_text_slice(self->text, start, start + word->literal.len);
    if (here.len != word->literal.len) return false;
    if ((word->flags & FH_WORD_CASELESS) != 0 ? !fh_text_eq_nocase(here, word->literal)
                                              : !fh_text_eq(here, word->literal))
        return false;
    return bounds_hold(self, word, start);
}

enum { PENDING = 256 }; /* found words waiting for their turn */

static bool tell_before(search *self, size_t limit)
{
    size_t told = 0;
    while (told < self->count && self->found[told].start < limit) {
        const fh_word *word = &self->words->words[self->found[told].word];
        if (!self->hit(self->user, word->id, self->found[told].start, word->literal.len))
            return false;
        told++;
    }
    if (told > 0) {
        memmove(self->found, self->found + told, (self->count - told) * sizeof *self->found);
        self->count -= told;
    }
    return true;
}

static bool keep(search *self, size_t start, uint32_t word)
{
    if (self->count == PENDING && !tell_before(self, self->found[PENDING / 2].start + 1))
        return false;
    if (self->count == PENDING) return true; /* 256 words at one byte: the rest is dropped */
    size_t at = self->count++;
    for (; at > 0 && (self->found[at - 1].start > start ||
                      (self->found[at - 1].start == start && self->found[at - 1].word > word));
         at--)
        self->found[at] = self->found[at - 1];
    self->found[at].start = start;
    self->found[at].word = word;
    return true;
}

static bool try_bucket(search *self, uint32_t head, size_t at)
{
    for (uint32_t i = head; i != 0;) {
        const entry *item = &self->words->entries[i - 1];
        i = item->next;
        if (item->window > at) continue;
        if (!stands_at(self, &self->words->words[item->word], at - item->window)) continue;
        if (!keep(self, at - item->window, item->word)) return false;
    }
    return true;
}

bool fh_words_search(const fh_words *words, fh_text text, fh_words_hit hit, void *user)
{
    found_word found[PENDING];
    search self = {
        .words = words, .text = text, .hit = hit, .user = user, .found = found};
    const size_t longest = 4096; /* no window lies farther behind its start */
    if (text.len < 3) return true;
    const uint64_t *bits4 = words->bits4;
    const bool has3 = words->has3;
    for (size_t at = 0; at + 3 <= text.len; at++) {
        if (at + 4 <= text.len) {
            const uint32_t hash = hash_of(load4(text.ptr + at));
            if ((bits4[hash / 64] >> (hash % 64) & 1u) != 0 &&
                !try_bucket(&self, words->heads4[hash], at))
                return false;
        }
        if (has3) {
            const uint32_t hash = hash_of(load3(text.ptr + at));
            if ((words->bits3[hash / 64] >> (hash % 64) & 1u) != 0 &&
                !try_bucket(&self, words->heads3[hash], at))
                return false;
        }
        if (self.count > 0 && at > longest && !tell_before(&self, at - longest)) return false;
    }
    return tell_before(&self, SIZE_MAX);
}
