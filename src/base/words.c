/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/words.h"

#include <stdlib.h>
#include <string.h>

/* A literal of LONG bytes or more stands in a filter with two windows of five bytes, one behind the
 * other: wherever it stands in a text, one of them begins at an even offset, and only even offsets
 * are looked at. A shorter literal has one window of three bytes, looked at everywhere. So each
 * occurrence is found by exactly one window. Windows are chosen where they are rare, in source code
 * and among the literals themselves. Where a filter says yes, the bucket of the window's hash lists
 * the literals to compare. Case is folded by setting bit 5 of each byte.
 * After Wu and Manber (1994), with hashed windows at a fixed stride in place of shifts. */

enum {
    LONG = 6,
    LONG_WINDOW = 5,
    SHORT_WINDOW = 3,
    STRIDE = 2,
    LONG_BITS = 18,
    LONG_BUCKET_BITS = 14,
    SHORT_BITS = 15,
    SHORT_BUCKET_BITS = 12,
    FARTHEST = 48, /* no window lies farther behind the start of its literal */
    PENDING = 256  /* found words waiting for their turn */
};

typedef struct entry {
    uint32_t word;  /* index into words */
    uint32_t next;  /* index + 1 of the next entry of the bucket */
    int32_t behind; /* from the window to the last three bytes of the literal */
    uint32_t tail;  /* those bytes, folded; and above them the offset of the window */
} entry;

struct fh_words {
    fh_word *words; /* by id */
    size_t count;
    entry *entries;
    uint32_t entry_count;
    uint32_t *long_buckets, *short_buckets; /* index + 1 of the first entry, by hash */
    bool *long_filter, *short_filter;       /* by hash */
};

/* Eight bytes with the first one lowest, folded. */
static uint64_t load8(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;
    const uint64_t value = (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 |
                           (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 |
                           (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
    return value | 0x2020202020202020u;
}

static uint32_t load3(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;
    return ((uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16) | 0x202020u;
}

/* Hashes of the first five or three of eight loaded bytes: multiplicative (Knuth 6.4). */
static uint32_t hash_long(uint64_t bytes)
{
    return (uint32_t)((bytes << 24) * 0x9E3779B97F4A7C15u >> (64 - LONG_BITS));
}

static uint32_t hash_short(uint64_t bytes)
{
    return ((uint32_t)bytes << 8) * 2654435761u >> (32 - SHORT_BITS);
}

/* Filters are wide to say no, buckets need not be: a hash's first bits are a hash, too. */
static uint32_t long_bucket_of(uint32_t hash)
{
    return hash >> (LONG_BITS - LONG_BUCKET_BITS);
}

static uint32_t short_bucket_of(uint32_t hash)
{
    return hash >> (SHORT_BITS - SHORT_BUCKET_BITS);
}

/* The same of a window at `p` with nothing readable behind it. */
static uint32_t hash_long_at(const char *p)
{
    return hash_long(load3(p) | (uint64_t)load3(p + 2) << 16);
}

static uint32_t hash_short_at(const char *p)
{
    return hash_short(load3(p));
}

/* ---- building ---- */

typedef struct builder {
    fh_words *words;
    uint16_t frequencies[256];
} builder;

/* How common each byte is in source code, about one in a thousand bytes: rough ranks from text of a
 * dozen languages. */
static void rank_bytes(builder *self)
{
    static const struct {
        const char *bytes;
        uint16_t frequency;
    } rows[] = {{" eE", 100},           {"tnraisoTNRAISO", 50}, {"\n", 30},
                {"lcdupm_.LCDUPM", 28}, {"fgh,()=\"/FGH", 14},  {"bvy-:;'01xw2BVYXW", 8},
                {"k3456789{}[]*#K", 5}, {"jqzJQZ", 3}};
    for (size_t i = 0; i < 256; i++) self->frequencies[i] = 1;
    for (size_t i = 0; i < FH_COUNT(rows); i++)
        for (const char *p = rows[i].bytes; *p != 0; p++)
            self->frequencies[(unsigned char)*p] = rows[i].frequency;
}

/* What it costs to have the `size` bytes at `p` as a window: how often they come, times what stands
 * in their bucket. Bytes that many literals share are common in the texts that are searched. */
static uint64_t cost_of(const builder *self, const char *p, size_t size, uint32_t sharing)
{
    uint64_t cost = 1;
    for (size_t i = 0; i < size; i++) cost *= self->frequencies[(unsigned char)p[i]];
    return cost * (1 + (uint64_t)sharing);
}

static uint32_t *long_bucket(const fh_words *self, const char *p)
{
    return &self->long_buckets[long_bucket_of(hash_long_at(p))];
}

static uint32_t *short_bucket(const fh_words *self, const char *p)
{
    return &self->short_buckets[short_bucket_of(hash_short_at(p))];
}

/* Where in `literal` its windows cost least. */
static size_t cheapest_offset(const builder *self, fh_text literal)
{
    const fh_words *words = self->words;
    const bool is_long = literal.len >= LONG;
    const size_t span = is_long ? LONG_WINDOW + STRIDE - 1 : SHORT_WINDOW;
    size_t best = 0;
    uint64_t best_cost = UINT64_MAX;
    for (size_t i = 0; i + span <= literal.len && i + STRIDE <= FARTHEST; i++) {
        const char *p = literal.ptr + i;
        const uint64_t cost =
            is_long ? cost_of(self, p, LONG_WINDOW, *long_bucket(words, p)) +
                          cost_of(self, p + 1, LONG_WINDOW, *long_bucket(words, p + 1))
                    : cost_of(self, p, SHORT_WINDOW, *short_bucket(words, p));
        if (cost < best_cost) {
            best_cost = cost;
            best = i;
        }
    }
    return best;
}

/* Windows of these come in most source files. */
static const char *const common_words[] = {
    "import ", "return ", "string",  "const ", "static ", "function", "default", "int ",
    "config",  "types",   "version", "error",  "value",   "token",    "tion ",   "the ",
};
enum { COMMON = 100 }; /* as if so many literals shared each */

static void count_common(fh_words *self)
{
    for (size_t i = 0; i < FH_COUNT(common_words); i++) {
        const fh_text word = fh_text_of(common_words[i]);
        for (size_t k = 0; k + SHORT_WINDOW <= word.len; k++)
            *short_bucket(self, word.ptr + k) += COMMON;
        for (size_t k = 0; k + LONG_WINDOW <= word.len; k++)
            *long_bucket(self, word.ptr + k) += COMMON;
    }
}

/* Count in the buckets how many windows share them: the measure of cheapest_offset. */
static void count_sharing(fh_words *self)
{
    for (size_t i = 0; i < self->count; i++) {
        const fh_text literal = self->words[i].literal;
        const bool is_long = literal.len >= LONG;
        const size_t size = is_long ? LONG_WINDOW : SHORT_WINDOW;
        for (size_t k = 0; k + size <= literal.len && k < FARTHEST; k++) {
            const char *p = literal.ptr + k;
            ++*(is_long ? long_bucket(self, p) : short_bucket(self, p));
        }
    }
}

static void add_entry(fh_words *self, uint32_t *bucket, size_t word, size_t offset)
{
    const fh_text literal = self->words[word].literal;
    self->entries[self->entry_count] = (entry){
        .word = (uint32_t)word,
        .next = *bucket,
        .behind = (int32_t)(literal.len - 3) - (int32_t)offset,
        .tail = load3(literal.ptr + literal.len - 3) | (uint32_t)offset << 24,
    };
    *bucket = ++self->entry_count;
}

static void add_word(fh_words *self, size_t word, size_t offset)
{
    const fh_text literal = self->words[word].literal;
    if (literal.len < LONG) {
        const char *p = literal.ptr + offset;
        self->short_filter[hash_short_at(p)] = true;
        add_entry(self, short_bucket(self, p), word, offset);
        return;
    }
    for (size_t at = offset; at < offset + STRIDE; at++) {
        const char *p = literal.ptr + at;
        self->long_filter[hash_long_at(p)] = true;
        add_entry(self, long_bucket(self, p), word, at);
    }
}

static bool add_words(fh_arena *arena, fh_words *self)
{
    uint32_t *offsets = FH_NEW_ARRAY(arena, self->count, uint32_t);
    if (offsets == NULL) return false;
    builder build = {.words = self};
    rank_bytes(&build);
    count_common(self);
    count_sharing(self);
    for (size_t i = 0; i < self->count; i++)
        offsets[i] = (uint32_t)cheapest_offset(&build, self->words[i].literal);
    memset(self->long_buckets, 0, sizeof(uint32_t) << LONG_BUCKET_BITS);
    memset(self->short_buckets, 0, sizeof(uint32_t) << SHORT_BUCKET_BITS);
    for (size_t i = 0; i < self->count; i++) add_word(self, i, offsets[i]);
    return true;
}

static int compare_ids(const void *a, const void *b)
{
    const fh_word *x = a, *y = b;
    if (x->id != y->id) return x->id < y->id ? -1 : 1;
    return fh_text_compare(x->literal, y->literal);
}

fh_status fh_words_new(fh_arena *arena, const fh_word *words, size_t count,
                       const fh_words **ret_words)
{
    fh_words *self = FH_NEW(arena, fh_words);
    for (size_t i = 0; i < count; i++)
        if (words[i].literal.len < 3 || words[i].literal.len > INT32_MAX) return FH_BAD_INPUT;
    if (self == NULL || count > UINT32_MAX / STRIDE) return FH_NO_MEMORY;
    self->words = FH_NEW_ARRAY(arena, count, fh_word);
    self->count = count;
    self->entries = FH_NEW_ARRAY(arena, count * STRIDE, entry);
    self->long_buckets = FH_NEW_ARRAY(arena, (size_t)1 << LONG_BUCKET_BITS, uint32_t);
    self->short_buckets = FH_NEW_ARRAY(arena, (size_t)1 << SHORT_BUCKET_BITS, uint32_t);
    self->long_filter = FH_NEW_ARRAY(arena, (size_t)1 << LONG_BITS, bool);
    self->short_filter = FH_NEW_ARRAY(arena, (size_t)1 << SHORT_BITS, bool);
    if (arena->failed) return FH_NO_MEMORY;
    bool ordered = true;
    for (size_t i = 0; i < count; i++) {
        self->words[i] = words[i];
        ordered &= i == 0 || words[i - 1].id <= words[i].id;
    }
    if (!ordered) qsort(self->words, count, sizeof *self->words, compare_ids);
    if (!add_words(arena, self)) return FH_NO_MEMORY;
    *ret_words = self;
    return FH_OK;
}

/* ---- searching ---- */

typedef struct found_word {
    size_t start;
    uint32_t word;
} found_word;

typedef struct search {
    const fh_words *words;
    fh_text text;
    fh_words_hit hit;
    void *user;
    /* Found but not yet told, in order of start, then id: a window lies behind its start, so that a
     * later window can give an earlier start. */
    found_word *found;
    size_t count;
    size_t told; /* all words that start before this were told */
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
    const fh_text literal = word->literal;
    if (literal.len > self->text.len - start) return false;
    const char *here = self->text.ptr + start;
    if ((word->flags & FH_WORD_CASELESS) == 0) {
        if (memcmp(here, literal.ptr, literal.len) != 0) return false;
    } else if (!fh_text_eq_nocase(fh_text_make(here, literal.len), literal)) {
        return false;
    }
    return bounds_hold(self, word, start);
}

static bool tell(const search *self, size_t start, uint32_t index)
{
    const fh_word *word = &self->words->words[index];
    return self->hit(self->user, word->id, start, word->literal.len);
}

static bool tell_before(search *self, size_t limit)
{
    size_t told = 0;
    while (told < self->count && self->found[told].start < limit) {
        if (!tell(self, self->found[told].start, self->found[told].word)) return false;
        told++;
    }
    self->count -= told;
    memmove(self->found, self->found + told, self->count * sizeof *self->found);
    return true;
}

/* Too many words wait: tell all that start within reach of `last` by trying each word everywhere.
 * Comes only with sets that have hundreds of words on top of each other. */
static bool tell_slowly(search *self, size_t last)
{
    size_t start = last > FARTHEST ? last - FARTHEST : 0;
    if (start < self->told) start = self->told;
    self->count = 0;
    self->told = last + 1;
    for (; start <= last; start++)
        for (uint32_t i = 0; i < self->words->count; i++)
            if (stands_at(self, &self->words->words[i], start) && !tell(self, start, i))
                return false;
    return true;
}

/* A word was found through the window at `at`. */
static bool keep(search *self, size_t start, uint32_t word, size_t at)
{
    if (start < self->told) return true;
    if (self->count > 0 && at > FARTHEST && !tell_before(self, at - FARTHEST)) return false;
    if (self->count == PENDING) return tell_slowly(self, at);
    size_t place = self->count++;
    for (; place > 0 &&
           (self->found[place - 1].start > start ||
            (self->found[place - 1].start == start && self->found[place - 1].word > word));
         place--)
        self->found[place] = self->found[place - 1];
    self->found[place] = (found_word){start, word};
    return true;
}

static bool try_bucket(search *self, uint32_t head, size_t at)
{
    for (uint32_t i = head; i != 0;) {
        const entry *item = &self->words->entries[i - 1];
        i = item->next;
        const size_t tail = at + (size_t)item->behind; /* may wrap: the next line refuses it */
        const size_t offset = item->tail >> 24;
        if (offset > at || tail > self->text.len - 3) continue;
        if (load3(self->text.ptr + tail) != (item->tail & 0xFFFFFFu)) continue;
        if (stands_at(self, &self->words->words[item->word], at - offset) &&
            !keep(self, at - offset, item->word, at))
            return false;
    }
    return true;
}

/* One place near the end, where eight bytes cannot be loaded. */
static bool try_edge(search *self, size_t at)
{
    const fh_words *words = self->words;
    const char *p = self->text.ptr + at;
    const size_t left = self->text.len - at;
    if (at % STRIDE == 0 && left >= LONG_WINDOW && !try_bucket(self, *long_bucket(words, p), at))
        return false;
    return left < SHORT_WINDOW || try_bucket(self, *short_bucket(words, p), at);
}

enum { STEP = 4 }; /* places looked at together */

/* True when a filter says yes to one of STEP places, from which `bytes` were loaded. */
static bool passes(const bool *long_filter, const bool *short_filter, uint64_t bytes)
{
    return long_filter[hash_long(bytes)] || long_filter[hash_long(bytes >> 16)] ||
           short_filter[hash_short(bytes)] || short_filter[hash_short(bytes >> 8)] ||
           short_filter[hash_short(bytes >> 16)] || short_filter[hash_short(bytes >> 24)];
}

static bool try_step(search *self, size_t at)
{
    const fh_words *words = self->words;
    const uint64_t bytes = load8(self->text.ptr + at);
    for (size_t i = 0; i < STEP; i++) {
        const uint32_t is_short = hash_short(bytes >> (8 * i));
        const uint32_t is_long = hash_long(bytes >> (8 * i));
        if (i % STRIDE == 0 && words->long_filter[is_long] &&
            !try_bucket(self, words->long_buckets[long_bucket_of(is_long)], at + i))
            return false;
        if (words->short_filter[is_short] &&
            !try_bucket(self, words->short_buckets[short_bucket_of(is_short)], at + i))
            return false;
    }
    return true;
}

bool fh_words_search(const fh_words *words, fh_text text, fh_words_hit hit, void *user)
{
    found_word found[PENDING];
    search self = {.words = words, .text = text, .hit = hit, .user = user, .found = found};
    const bool *long_filter = words->long_filter, *short_filter = words->short_filter;
    size_t at = 0;
    for (; at + 8 <= text.len; at += STEP)
        if (passes(long_filter, short_filter, load8(text.ptr + at)) && !try_step(&self, at))
            return false;
    for (; at + SHORT_WINDOW <= text.len; at++)
        if (!try_edge(&self, at)) return false;
    return tell_before(&self, SIZE_MAX);
}
