/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/scan.h"

#include <assert.h>
#include <string.h>

/* Verification: walk file and text word by word from a place where both agree, first forwards, then
 * backwards. At a difference look for the nearest place where three words in a row agree again
 * (fewest words skipped first); soft words are tried first, since skipping them is free. Larger
 * gaps are crossed only where votes say that the text goes on. Cost: linear in the text, plus the
 * square of each difference, which is bounded. */

enum {
    RESYNC = 48,
    RESYNC_END = 24,
    AGREE = 3,
    SOFT_OPTIONAL = 1,
    SOFT_VARIABLE = 2,
    VARIABLE_WORDS = 14,
    TURNING = 20 /* longer insertions are edits whatever they say */
};

typedef struct walk {
    const fh_scan *scan;
    const unsigned char *ids, *words, *soft; /* ids: of the file; words: of the text */
    int64_t file_end, text_end;              /* first index outside, in the direction of the walk */
    int64_t i, j, step;
    int64_t first_i, first_j;      /* where it began */
    int64_t last_i, last_j;        /* last words that agreed */
    int64_t first_hard, last_hard; /* words of the text between which all must be there */
    const fh_chain *chains;
    size_t chain_count;
    int64_t sure; /* file index of the last vote: beyond it only small steps */
    fh_verdict *verdict;
    uint32_t required, text_words;
    bool strict;         /* without an edit or not at all */
    int64_t rest;        /* what the walk back can add to a gain, less what all words are worth */
    int64_t most, floor; /* the best score with what is seen so far; below `floor` it is given up */
    fh_hunk hunks[FH_HUNKS_MAX];
    uint32_t hunk_count;
} walk;

static bool is_soft(const walk *self, int64_t j)
{
    return self->soft[j] != 0;
}

static bool equal_at(const walk *self, int64_t i, int64_t j)
{
    const size_t a = (size_t)i * 2, b = (size_t)j * 2;
    return self->ids[a] == self->words[b] && self->ids[a + 1] == self->words[b + 1];
}

/* How many words agree from (i, j) on: four at a time as long as four are left. */
static int64_t equal_run(const walk *self)
{
    const unsigned char *a = self->ids + self->i * 2, *b = self->words + self->j * 2;
    int64_t count = 0;
    if (self->step > 0) {
        const int64_t file_left = self->file_end - self->i, text_left = self->text_end - self->j;
        const int64_t most = file_left < text_left ? file_left : text_left;
        while (count + 4 <= most && memcmp(a + count * 2, b + count * 2, 8) == 0) count += 4;
        while (count < most && memcmp(a + count * 2, b + count * 2, 2) == 0) count++;
        return count;
    }
    const int64_t most = self->i < self->j ? self->i : self->j; /* both end before word 0 */
    while (count <= most && memcmp(a - count * 2, b - count * 2, 2) == 0) count++;
    return count;
}

/* Words among the `count` of the text from j on that may be missing. */
static uint32_t soft_words(const walk *self, int64_t count)
{
    const unsigned char *soft = self->soft + (self->step > 0 ? self->j : self->j - count + 1);
    uint32_t found = 0;
    for (int64_t k = 0; k < count; k++) found += soft[k] != 0;
    return found;
}

/* Do the next words agree? Fewer are enough at the end of the text. */
static bool agrees(const walk *self, int64_t i, int64_t j)
{
    int seen = 0;
    const int64_t rest = (AGREE - 1) * self->step;
    const bool inside = self->step > 0 ? i + rest < self->file_end && j + rest < self->text_end
                                       : i + rest > self->file_end && j + rest > self->text_end;
    if (inside) {
        const int64_t low_i = rest < 0 ? i + rest : i, low_j = rest < 0 ? j + rest : j;
        return memcmp(self->ids + low_i * 2, self->words + low_j * 2, (size_t)AGREE * 2) == 0;
    }
    while (seen < AGREE) {
        if (j == self->text_end) return seen > 0;
        if (i == self->file_end || !equal_at(self, i, j)) return false;
        i += self->step;
        j += self->step;
        seen++;
    }
    return true;
}

static int64_t soft_text(const walk *self, int64_t j)
{
    int64_t count = 0;
    for (; j != self->text_end && is_soft(self, j); j += self->step) count++;
    return count;
}

static int64_t soft_file(const walk *self, int64_t i)
{
    int64_t count = 0;
    for (; i != self->file_end && count < 256; i += self->step, count++)
        if ((self->scan->tokens.items[i].flags & FH_TOKEN_SOFT) == 0) break;
    return count;
}

static int64_t left(int64_t from, int64_t end)
{
    return end > from ? end - from : from - end;
}

/* AGREE words from (index) on, as one number. */
static uint64_t key_at(const walk *self, const unsigned char *words, int64_t index)
{
    uint64_t key = 0;
    for (int64_t k = 0; k < AGREE; k++)
        key = key << 16 | fh_corpus_u16(words, (size_t)(index + k * self->step));
    return key;
}

/* The same for a few words, which most differences are: by looking. */
static bool resync_here(const walk *self, int64_t *a, int64_t *b)
{
    enum { NEAR = 4 };
    const int64_t file_left = left(self->i, self->file_end),
                  text_left = left(self->j, self->text_end);
    for (int64_t sum = 1; sum <= NEAR; sum++) {
        for (int64_t skip = 0; skip <= sum && skip < text_left; skip++) {
            const int64_t other = sum - skip;
            if (other >= file_left) continue;
            if (!agrees(self, self->i + other * self->step, self->j + skip * self->step)) continue;
            *a = other;
            *b = skip;
            return true;
        }
    }
    return false;
}

/* The fewest words to skip, at most `file_reach` and `text_reach`, so that AGREE words agree. The
 * file's places go into a small table, so that each place of the text is looked up once. */
static bool resync_near(const walk *self, int64_t file_reach, int64_t text_reach, int64_t *a,
                        int64_t *b)
{
    enum { SLOTS = 256 };
    static_assert(RESYNC + 1 < SLOTS / 2, "a table for all places");
    uint8_t table[SLOTS] = {0};
    uint64_t keys[RESYNC + 1];
    const int64_t file_left = left(self->i, self->file_end),
                  text_left = left(self->j, self->text_end);
    int64_t best = file_reach + text_reach + 1;
    for (int64_t other = 0; other <= file_reach && other + AGREE <= file_left; other++) {
        const uint64_t key = key_at(self, self->ids, self->i + other * self->step);
        size_t slot = (size_t)(key * 0x9e3779b97f4a7c15u >> 56);
        while (table[slot] != 0 && keys[table[slot] - 1] != key) slot = (slot + 1) % SLOTS;
        if (table[slot] != 0) continue;
        keys[other] = key;
        table[slot] = (uint8_t)(other + 1);
    }
    for (int64_t skip = 0; skip <= text_reach && skip < best; skip++) {
        const int64_t j = self->j + skip * self->step;
        int64_t other = 0;
        if (skip + AGREE <= text_left) {
            const uint64_t key = key_at(self, self->words, j);
            size_t slot = (size_t)(key * 0x9e3779b97f4a7c15u >> 56);
            while (table[slot] != 0 && keys[table[slot] - 1] != key) slot = (slot + 1) % SLOTS;
            if (table[slot] == 0) continue;
            other = table[slot] - 1;
        } else {
            while (other <= file_reach && !agrees(self, self->i + other * self->step, j)) other++;
            if (other > file_reach) continue;
        }
        if (skip + other >= best) continue;
        best = skip + other;
        *a = other;
        *b = skip;
    }
    return best <= file_reach + text_reach;
}

/* May words of the file stand for those of the text here? */
static bool is_open(const walk *self)
{
    for (int64_t j = self->j - 1; j <= self->j + 1; j++)
        if (j >= 0 && j < (int64_t)self->text_words && (self->soft[j] & SOFT_VARIABLE) != 0)
            return true;
    return false;
}

/* Words to skip in file (*a) and text (*b) until both agree again. */
static bool resync(const walk *self, int64_t *a, int64_t *b)
{
    const int64_t step = self->step;
    const int64_t file_left = left(self->i, self->file_end),
                  text_left = left(self->j, self->text_end);
    const int64_t soft_b = soft_text(self, self->j), soft_a = soft_file(self, self->i);
    for (int64_t k = 1; k <= soft_b; k++) { /* text words that may be missing or stand for others */
        if (agrees(self, self->i, self->j + k * step)) {
            *a = 0;
            *b = k;
            return true;
        }
    }
    if (soft_a > 0 && soft_a < file_left) {
        for (int64_t k = 0; k <= soft_b; k++) {
            if (self->j + k * step != self->text_end &&
                agrees(self, self->i + soft_a * step, self->j + k * step)) {
                *a = soft_a;
                *b = k;
                return true;
            }
        }
    }
    if (resync_here(self, a, b)) return true;
    if (self->strict && !is_open(self)) return false;
    const bool inside = step > 0 ? self->i <= self->sure : self->i >= self->sure;
    const int64_t reach = inside ? RESYNC : RESYNC_END;
    return resync_near(self, reach < file_left ? reach : file_left - 1,
                       reach < text_left ? reach : text_left - 1, a, b);
}

/* The next place beyond here where votes say that the text goes on. */
static bool leap(const walk *self, int64_t *a, int64_t *b)
{
    for (size_t k = 0; k < self->chain_count; k++) {
        const fh_chain *chain = &self->chains[self->step > 0 ? k : self->chain_count - 1 - k];
        const int64_t file = self->step > 0 ? chain->file_first : chain->file_last;
        const int64_t text = self->step > 0 ? chain->text_first : chain->text_last;
        const int64_t length = (int64_t)chain->file_last - chain->file_first;
        int64_t x = (file - self->i) * self->step, y = (text - self->j) * self->step;
        const int64_t late = x < y ? -x : -y;
        if (late > 0) { /* it began before here: further along it */
            if (late > length) continue;
            x += late;
            y += late;
        }
        if (x + y == 0 || x >= left(self->i, self->file_end) || y >= left(self->j, self->text_end))
            continue;
        if (!agrees(self, self->i + x * self->step, self->j + y * self->step)) continue;
        *a = x;
        *b = y;
        return true;
    }
    return false;
}

/* A word that no name of a holder has, and that turns what stands around it. */
static bool is_turning(fh_text word)
{
    static const fh_text words[] = {{"not", 3},    {"shall", 5},  {"never", 5},
                                    {"except", 6}, {"unless", 6}, {"without", 7}};
    for (size_t i = 0; i < FH_COUNT(words) && words[i].len <= word.len; i++)
        if (words[i].len == word.len && fh_text_eq_nocase(word, words[i])) return true;
    return false;
}

static void count_hunk(walk *self, int64_t a, int64_t b)
{
    fh_verdict *verdict = self->verdict;
    uint32_t missing = 0, inserted = 0;
    bool variable = false, turns = false;
    for (int64_t k = 0; k < b; k++) {
        const int64_t j = self->j + k * self->step;
        missing += !is_soft(self, j);
        variable = variable || (self->soft[j] & SOFT_VARIABLE) != 0;
    }
    /* A replaceable word that agreed by chance still allows more around it. */
    for (int64_t k = -1; k <= 1 && !variable; k++) {
        const int64_t j = self->j + k * self->step;
        if (left(j, self->text_end) > 0 && j >= 0 && j < INT64_MAX && j != self->text_end &&
            (self->step > 0 ? j < self->text_end : j > self->text_end) && k >= 0)
            variable = (self->soft[j] & SOFT_VARIABLE) != 0;
    }
    for (int64_t k = 0; k < a; k++) {
        const unsigned flags = self->scan->tokens.items[self->i + k * self->step].flags;
        const bool numbered = (flags & FH_TOKEN_LINE) != 0 && (flags & FH_TOKEN_NUMBER) != 0;
        const bool turning =
            a <= TURNING &&
            is_turning(fh_scan_word(self->scan, (uint32_t)(self->i + k * self->step)));
        /* Line numbers of a listing are not counted. */
        inserted += ((flags & FH_TOKEN_SOFT) == 0 && !numbered) || turning;
        turns = turns || turning;
    }
    if (variable && inserted <= VARIABLE_WORDS && !turns) inserted = 0;
    if (missing == 0 && inserted == 0) {
        self->most -= 4 * b;
        verdict->free_edits++;
        verdict->free_inside +=
            self->step > 0 ? self->j < self->last_hard : self->j > self->first_hard;
        return;
    }
    verdict->missing += missing;
    verdict->inserted += inserted;
    self->most -= 4 * (b - missing) + 8 * (int64_t)missing + 4 * (int64_t)inserted + 1;
    if (self->hunk_count < FH_HUNKS_MAX) {
        const int64_t i = self->step > 0 ? self->i : self->i - a + 1;
        const int64_t j = self->step > 0 ? self->j : self->j - b + 1;
        self->hunks[self->hunk_count] =
            (fh_hunk){(uint32_t)i, (uint32_t)a, (uint32_t)j, (uint32_t)b};
    }
    self->hunk_count++;
}

/* What the walk has brought so far, as fh_verdict_score counts. */
static int64_t gain(const walk *self)
{
    const fh_verdict *verdict = self->verdict;
    return 8 * (int64_t)verdict->matched + 4 * (int64_t)verdict->soft_matched -
           4 * (int64_t)verdict->inserted - (int64_t)self->hunk_count;
}

/* Where a walk stood before a difference. */
typedef struct milestone {
    fh_verdict verdict; /* its counts alone */
    int64_t gain, last_i, last_j;
    uint32_t hunk_count;
} milestone;

static void set_milestone(const walk *self, milestone *best)
{
    memcpy(&best->verdict, self->verdict, offsetof(fh_verdict, hunks));
    best->gain = gain(self);
    best->last_i = self->last_i;
    best->last_j = self->last_j;
    best->hunk_count = self->hunk_count;
}

/* Fewer words agree before here than were inserted: the walk begins here, and the walk back takes
 * in what belongs to it. */
static void start_again(walk *self, milestone *best)
{
    const uint32_t text = self->verdict->text, soft_inside = self->verdict->soft_inside;
    memset(self->verdict, 0, offsetof(fh_verdict, hunks));
    self->verdict->text = text;
    self->verdict->soft_inside = soft_inside;
    self->hunk_count = 0;
    self->first_i = self->last_i = self->i;
    self->first_j = self->last_j = self->j;
    self->most = 4 * self->text_end;
    self->rest = 8 * self->j - 4 * (int64_t)self->required;
    set_milestone(self, best);
}

/* From (i, j) on, until the text or the agreement ends. A few words that agree behind many that do
 * not belong to something else: the walk ends where it had brought most. False: it cannot reach the
 * floor. */
static bool run(walk *self)
{
    milestone best;
    set_milestone(self, &best);
    while (self->i != self->file_end && self->j != self->text_end) {
        const int64_t same = equal_run(self);
        if (same > 0) {
            const uint32_t soft = soft_words(self, same);
            self->verdict->soft_matched += soft;
            self->verdict->matched += (uint32_t)same - soft;
            self->last_i = self->i + (same - 1) * self->step;
            self->last_j = self->j + (same - 1) * self->step;
            self->i += same * self->step;
            self->j += same * self->step;
            continue;
        }
        int64_t a = 0, b = 0;
        if (!resync(self, &a, &b) && !leap(self, &a, &b)) break;
        if (gain(self) >= best.gain) set_milestone(self, &best);
        count_hunk(self, a, b);
        if (self->strict && self->verdict->missing + self->verdict->inserted > 0) return false;
        if (self->most < self->floor && best.gain + self->rest < self->floor) return false;
        self->i += a * self->step;
        self->j += b * self->step;
        if (self->step > 0 && self->verdict->inserted > self->verdict->matched)
            start_again(self, &best);
    }
    if (gain(self) >= best.gain) return true;
    memcpy(self->verdict, &best.verdict, offsetof(fh_verdict, hunks));
    self->last_i = best.last_i;
    self->last_j = best.last_j;
    self->hunk_count = best.hunk_count;
    return true;
}

/* Are there words behind the last that agreed, in the direction of the walk, that must be there? */
static bool is_hard_left(const walk *self)
{
    return self->step > 0 ? self->last_j < self->last_hard : self->last_j > self->first_hard;
}

bool fh_verify(const fh_scan *scan, uint32_t number, const fh_chain *chains, size_t count,
               int64_t floor, fh_verdict *ret_verdict)
{
    const fh_text_record record = fh_text_record_get(scan->corpus, number);
    walk forward = {.scan = scan,
                    .ids = scan->ids,
                    .words = scan->corpus->at[FH_SECTION_TOKENS] + (size_t)record.first * 2,
                    .soft = scan->corpus->at[FH_SECTION_SOFT] + record.first,
                    .file_end = scan->tokens.count,
                    .text_end = record.count,
                    .i = chains[0].file_first,
                    .j = chains[0].text_first,
                    .last_hard = (int64_t)record.count - 1,
                    .step = 1,
                    .most = 4 * (int64_t)record.count,
                    .floor = floor == FH_VERIFY_STRICT ? INT64_MIN : floor,
                    .strict = floor == FH_VERIFY_STRICT,
                    .required = record.required,
                    .text_words = record.count,
                    .rest = 8 * (int64_t)chains[0].text_first - 4 * (int64_t)record.required,
                    .chains = chains,
                    .chain_count = count,
                    .sure = (int64_t)chains[count - 1].file_last + FH_GRAM};
    if (forward.most < forward.floor || !equal_at(&forward, forward.i, forward.j)) return false;
    memset(ret_verdict, 0, offsetof(fh_verdict, hunks));
    ret_verdict->text = number;
    ret_verdict->last = chains[0].file_first;
    while (forward.last_hard > 0 && is_soft(&forward, forward.last_hard)) forward.last_hard--;
    while (forward.first_hard < forward.last_hard && is_soft(&forward, forward.first_hard))
        forward.first_hard++;
    ret_verdict->soft_inside =
        (uint32_t)(forward.last_hard - forward.first_hard + 1) - record.required;
    forward.first_i = forward.i;
    forward.first_j = forward.j;
    forward.verdict = ret_verdict;
    if (!run(&forward)) {
        ret_verdict->last = (uint32_t)forward.i;
        return false;
    }
    ret_verdict->last = (uint32_t)forward.i;
    if (forward.strict && is_hard_left(&forward)) return false;
    walk back = forward;
    back.step = -1;
    back.last_i = forward.first_i;
    back.last_j = forward.first_j;
    back.i = back.last_i - 1;
    back.j = back.last_j - 1;
    back.file_end = back.text_end = -1;
    back.hunk_count = 0;
    back.rest = -4 * (int64_t)record.required;
    back.sure = chains[0].file_first;
    if (!run(&back) || (back.strict && is_hard_left(&back))) {
        ret_verdict->first = back.i < 0 ? 0 : (uint32_t)back.i;
        ret_verdict->last = UINT32_MAX;
        return false;
    }
    ret_verdict->first = (uint32_t)back.last_i;
    ret_verdict->last = (uint32_t)forward.last_i;
    ret_verdict->text_first = (uint32_t)back.last_j;
    ret_verdict->text_end = (uint32_t)forward.last_j + 1;
    ret_verdict->hunk_count = forward.hunk_count + back.hunk_count;
    uint32_t kept = 0;
    for (uint32_t k = back.hunk_count < FH_HUNKS_MAX ? back.hunk_count : FH_HUNKS_MAX; k-- > 0;)
        ret_verdict->hunks[kept++] = back.hunks[k];
    for (uint32_t k = 0; k < forward.hunk_count && k < FH_HUNKS_MAX && kept < FH_HUNKS_MAX; k++)
        ret_verdict->hunks[kept++] = forward.hunks[k];
    return true;
}

int64_t fh_verdict_score(const fh_verdict *verdict, uint32_t required)
{
    const int64_t missing = (int64_t)required - verdict->matched;
    return 4 * ((int64_t)verdict->matched + verdict->soft_matched) - 4 * missing -
           4 * (int64_t)verdict->inserted - (int64_t)verdict->hunk_count;
}

/* ---- edits
 * ------------------------------------------------------------------------------------------ */

/* Words that carry what a license allows, demands or forbids. */
static bool is_operative(fh_text word)
{
    static const char *const words[] = {
        "not",           "no",         "must",     "may",         "shall",      "only",
        "except",        "unless",     "without",  "prohibited",  "permitted",  "commercial",
        "noncommercial", "fee",        "required", "never",       "none",       "cannot",
        "forbidden",     "any",        "all",      "free",        "sell",       "sublicense",
        "modify",        "distribute", "use",      "copy",        "military",   "nuclear",
        "research",      "academic",   "internal", "written",     "permission", "royalty",
        "charge",        "patent",     "warranty", "and",         "or",         "nor",
        "with",          "following",  "if",       "provided",    "revoke",     "terminate",
        "user",          "users",      "revenue",  "nonexclusive"};
    if (!fh_text_is_empty(word) && fh_is_digit(word.ptr[0])) return true;
    for (size_t i = 0; i < FH_COUNT(words); i++)
        if (fh_text_eq_nocase(word, fh_text_of(words[i]))) return true;
    return false;
}

static fh_text removed_words(const fh_scan *scan, const fh_hunk *hunk, uint32_t first,
                             bool *material)
{
    fh_text text = {0};
    for (uint32_t k = 0; k < hunk->removed && text.len < 160; k++) {
        const size_t index = (size_t)first + hunk->text + k;
        const uint16_t id = fh_corpus_u16(scan->corpus->at[FH_SECTION_TOKENS], index);
        const fh_text word = fh_corpus_string(
            scan->corpus, fh_corpus_u32(scan->corpus->at[FH_SECTION_SPELLING], id));
        if (scan->corpus->at[FH_SECTION_SOFT][index] == 0 && is_operative(word)) *material = true;
        text = fh_text_is_empty(text) ? word
                                      : fh_arena_printf(scan->arena, "%.*s %.*s",
                                                        FH_TEXT_ARGS(text), FH_TEXT_ARGS(word));
    }
    return text;
}

void fh_verdict_edits(const fh_scan *scan, const fh_verdict *verdict, fh_license_match *match)
{
    const uint32_t first = fh_text_record_get(scan->corpus, verdict->text).first;
    for (uint32_t k = 0; k < verdict->hunk_count && k < FH_HUNKS_MAX; k++) {
        const fh_hunk *hunk = &verdict->hunks[k];
        const fh_token *items = scan->tokens.items;
        fh_license_edit edit = {.start_byte = items[hunk->file].start};
        edit.end_byte = edit.start_byte;
        bool material = hunk->removed > 12 || hunk->added > 12;
        edit.removed = removed_words(scan, hunk, first, &material);
        if (hunk->added > 0) {
            const fh_token *last = &items[hunk->file + hunk->added - 1];
            edit.end_byte = last->start + last->len;
            edit.added = fh_text_slice(scan->bytes, edit.start_byte, edit.end_byte);
            if (edit.added.len > 200) edit.added.len = 200;
        }
        for (uint32_t i = 0; i < hunk->added && !material; i++)
            material = is_operative(fh_scan_word(scan, hunk->file + i));
        edit.material = material;
        (void)FH_VEC_ADD(scan->arena, &match->edits, edit);
    }
}
