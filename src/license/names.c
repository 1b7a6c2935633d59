/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/names.h"

enum { NONE = 0xffff, AFTER_GNU = 18, AFTER = 6, BEFORE = 10, LATER_WORDS = 10 };

/* ---- the table
 * -------------------------------------------------------------------------------------- */

static fh_name_record name_get(const fh_license_corpus *corpus, uint32_t index)
{
    const unsigned char *at = corpus->at[FH_SECTION_NAMES] + (size_t)index * 16;
    const uint32_t packed = fh_corpus_u32(at, 1);
    return (fh_name_record){.first = fh_corpus_u32(at, 0),
                            .count = packed & 0xffff,
                            .family = fh_corpus_u32(at, 2),
                            .license = fh_corpus_u32(at, 3),
                            .flags = packed >> 16};
}

/* The parts of an id hold together: "MPL-1.1", "MPL 1.1", "mpl_1_1", but not "mpl, 1, 1". */
static bool holds_together(const fh_scan *scan, uint32_t index)
{
    const fh_token *token = &scan->tokens.items[index], *before = token - 1;
    const uint32_t end = before->start + before->len;
    return token->start == end ||
           (token->start == end + 1 &&
            fh_text_find_byte(FH_TEXT(" -_./+:\n"), scan->bytes.ptr[end]) != SIZE_MAX) ||
           (token->flags & FH_TOKEN_LINE) != 0;
}

static bool stands_here(const fh_scan *scan, const fh_name_record *name, uint32_t index)
{
    if (index + name->count > scan->tokens.count) return false;
    for (uint32_t k = 0; k < name->count; k++) {
        const fh_token *token = &scan->tokens.items[index + k];
        if (scan->claims[index + k] != FH_CLAIM_NONE) return false;
        if (token->id !=
            fh_corpus_u16(scan->corpus->at[FH_SECTION_NAME_WORDS], (size_t)name->first + k))
            return false;
        if (k > 0 && (token->flags & FH_TOKEN_PARAGRAPH) != 0) return false;
        if (k > 0 && (name->flags & FH_NAME_ID) != 0 && !holds_together(scan, index + k))
            return false;
    }
    return true;
}

/* The longest name that begins at `index`. */
static bool find_name(const fh_scan *scan, uint32_t index, fh_name_record *ret_name)
{
    const uint16_t id = scan->tokens.items[index].id;
    if (id == 0) return false;
    const unsigned char *starts = scan->corpus->at[FH_SECTION_NAME_STARTS];
    const uint32_t end = fh_corpus_u16(starts, (size_t)id + 1);
    for (uint32_t k = fh_corpus_u16(starts, id); k < end; k++) {
        const fh_name_record name = name_get(scan->corpus, k);
        if (!stands_here(scan, &name, index)) continue;
        *ret_name = name;
        return true;
    }
    return false;
}

/* ---- versions
 * --------------------------------------------------------------------------------------- */

static const fh_token *token_at(const fh_scan *scan, uint32_t index)
{
    return &scan->tokens.items[index];
}

static bool has(const fh_scan *scan, uint32_t index, unsigned class)
{
    return index < scan->tokens.count && (token_at(scan, index)->class & class) != 0;
}

static bool is_number(const fh_scan *scan, uint32_t index)
{
    return index < scan->tokens.count && (token_at(scan, index)->flags & FH_TOKEN_NUMBER) != 0;
}

static char byte_before(const fh_scan *scan, uint32_t index)
{
    const uint32_t start = token_at(scan, index)->start;
    return start > 0 ? scan->bytes.ptr[start - 1] : ' ';
}

static uint32_t number_of(fh_text word)
{
    uint64_t value = 0;
    return word.len <= 3 && fh_text_to_u64(word, &value) && value < 256 ? (uint32_t)value : 255;
}

typedef struct version {
    uint32_t packed;
    uint32_t last; /* its last word */
} version;

/* "2", "2.0", "1.3c" at `index`. */
static bool read_version(const fh_scan *scan, uint32_t index, version *ret_version)
{
    if (!is_number(scan, index)) return false;
    uint32_t packed = number_of(fh_scan_word(scan, index)) << 24, shift = 16, at = index;
    while (shift > 0 && is_number(scan, at + 1) &&
           (token_at(scan, at + 1)->flags & FH_TOKEN_JOINED) != 0 &&
           (byte_before(scan, at + 1) == '.' || byte_before(scan, at + 1) == '_' ||
            (byte_before(scan, at + 1) == '-' && at == index))) {
        at++;
        packed |= number_of(fh_scan_word(scan, at)) << shift;
        shift -= 8;
    }
    if (at + 1 < scan->tokens.count && (token_at(scan, at + 1)->flags & FH_TOKEN_JOINED) != 0) {
        const fh_text word = fh_scan_word(scan, at + 1);
        if (word.len == 1 && fh_is_alpha(word.ptr[0]) && fh_is_digit(byte_before(scan, at + 1))) {
            at++;
            packed |= (uint32_t)(fh_lower(word.ptr[0]) - 'a' + 1);
        }
    }
    *ret_version = (version){packed, at};
    return true;
}

/* The row of that version in a family; a bare major number stands for the lowest minor one. */
static bool find_row(const fh_license_corpus *corpus, uint32_t family, uint32_t packed,
                     fh_version_record *ret_row)
{
    const fh_family_record record = fh_family_get(corpus, family);
    for (int pass = 0; pass < 3; pass++) {
        for (uint32_t k = 0; k < record.count; k++) {
            const fh_version_record row = fh_version_get(corpus, record.first + k);
            const bool same = pass == 0 ? row.version == packed
                              : pass == 1
                                  ? (row.version & 0xffffff00u) == packed
                                  : (packed & 0xffffffu) == 0 && row.version >> 24 == packed >> 24;
            if (!same) continue;
            *ret_row = row;
            return true;
        }
    }
    return false;
}

/* May the words that tell the version go on over this one? */
static bool breaks(const fh_scan *scan, uint32_t index)
{
    return index >= scan->tokens.count || scan->claims[index] != FH_CLAIM_NONE ||
           (token_at(scan, index)->flags & FH_TOKEN_PARAGRAPH) != 0;
}

static bool is_word(const fh_scan *scan, uint32_t index, const char *word)
{
    return index < scan->tokens.count &&
           fh_text_eq_nocase(fh_scan_word(scan, index), fh_text_of(word));
}

/* "or (at your option) any later version", "+", "or newer" behind `last`: its last word, or 0. */
static uint32_t later_after(const fh_scan *scan, uint32_t last)
{
    if ((token_at(scan, last)->flags & FH_TOKEN_PLUS) != 0) return last;
    bool joined = false;
    for (uint32_t k = last + 1; k <= last + LATER_WORDS && !breaks(scan, k); k++) {
        if (has(scan, k, FH_CLASS_OR | FH_CLASS_AND) || is_word(scan, k, "any")) joined = true;
        if (has(scan, k, FH_CLASS_LATER)) return joined || k == last + 1 ? k : 0;
        if (is_word(scan, k, "plus") && k == last + 1) return k;
        if (has(scan, k, FH_CLASS_ONLY)) return 0;
        if (is_number(scan, k) && k > last + 1) return 0;
        fh_name_record name;
        if (find_name(scan, k, &name) && (name.flags & FH_NAME_STOP) == 0 &&
            !has(scan, k, FH_CLASS_LICENSE))
            return 0;
    }
    return 0;
}

typedef struct reading {
    fh_scan *scan;
    fh_name_hit_vec *hits;
    fh_name_record name;
    uint32_t first, last; /* of the name */
} reading;

static void add_hit(reading *self, const fh_version_record *row, uint32_t from, uint32_t last)
{
    fh_scan *scan = self->scan;
    const uint32_t later = later_after(scan, last);
    const fh_family_record family = fh_family_get(scan->corpus, self->name.family);
    fh_name_hit hit = {.first = from < self->first ? from : self->first,
                       .last = last > self->last ? last : self->last,
                       .name_first = self->first,
                       .name_last = self->last,
                       .license = row->only == NONE ? row->later : row->only,
                       .family = self->name.family,
                       .flags = self->name.flags,
                       .versioned = true,
                       .second = NONE};
    if ((family.flags & FH_RECORD_GNU) != 0) {
        hit.grant = later != 0 ? FH_GRANT_OR_LATER : FH_GRANT_ONLY;
        if (later != 0 && row->later != NONE) hit.license = row->later;
    }
    if (later > hit.last) hit.last = later;
    (void)FH_VEC_ADD(scan->arena, self->hits, hit);
}

/* Further versions: "version 2 or version 3", "2.0 and 3.0". */
static void more_versions(reading *self, uint32_t last)
{
    fh_scan *scan = self->scan;
    for (int round = 0; round < 3; round++) {
        uint32_t k = last + 1;
        if (breaks(scan, k) || !(has(scan, k, FH_CLASS_OR | FH_CLASS_AND))) return;
        k++;
        if (is_word(scan, k, "version") || is_word(scan, k, "v")) k++;
        version next;
        fh_version_record row;
        if (breaks(scan, k) || !read_version(scan, k, &next) ||
            !find_row(scan->corpus, self->name.family, next.packed, &row))
            return;
        add_hit(self, &row, self->first, next.last);
        last = next.last;
    }
}

static bool version_at(reading *self, uint32_t index, uint32_t from)
{
    version found;
    fh_version_record row;
    if (!read_version(self->scan, index, &found)) return false;
    if (!find_row(self->scan->corpus, self->name.family, found.packed, &row)) return false;
    add_hit(self, &row, from, found.last);
    more_versions(self, found.last);
    return true;
}

static bool version_after(reading *self)
{
    const fh_scan *scan = self->scan;
    const fh_family_record family = fh_family_get(scan->corpus, self->name.family);
    const bool gnu = (family.flags & FH_RECORD_GNU) != 0;
    const uint32_t reach = (self->name.flags & FH_NAME_URL) != 0 ? 4 : gnu ? AFTER_GNU : AFTER;
    for (uint32_t k = self->last + 1; k <= self->last + reach && !breaks(scan, k); k++) {
        fh_name_record other;
        if (is_number(scan, k)) {
            const bool near = k <= self->last + 3 || has(scan, k - 1, FH_CLASS_VERSION);
            if (near && version_at(self, k, self->first)) return true;
            if (near && k > self->last + 3) return false;
            continue;
        }
        /* A sentence that ends, another license: what follows belongs to them. */
        if ((token_at(scan, k)->flags & FH_TOKEN_STOP) != 0 && k > self->last + 1 &&
            byte_before(scan, k) == ' ' && !gnu)
            return false;
        if (find_name(scan, k, &other) &&
            (other.flags & (FH_NAME_WEAK | FH_NAME_STOP | FH_NAME_URL)) == 0 &&
            other.family != self->name.family)
            return false;
    }
    return false;
}

/* "version 2 of the GNU ..." */
static bool version_before(reading *self)
{
    const fh_scan *scan = self->scan;
    bool of = false;
    for (uint32_t k = self->first; k > 0 && k + BEFORE > self->first;) {
        k--;
        if (scan->claims[k] != FH_CLAIM_NONE) return false;
        if (is_word(scan, k, "of") || is_word(scan, k, "the")) of = true;
        if (has(scan, k, FH_CLASS_VERSION) && is_number(scan, k + 1))
            return of && version_at(self, k + 1, k);
        if (has(scan, k, FH_CLASS_LICENSE | FH_CLASS_GRANT)) return false;
        if ((token_at(scan, k)->flags & FH_TOKEN_PARAGRAPH) != 0) return false;
    }
    return false;
}

static void read_name(fh_scan *scan, fh_name_hit_vec *hits, const fh_name_record *name,
                      uint32_t index)
{
    reading self = {
        .scan = scan, .hits = hits, .name = *name, .first = index, .last = index + name->count - 1};
    if (name->family != NONE && (name->flags & FH_NAME_PAIR) == 0) {
        if (version_after(&self) || version_before(&self)) return;
    }
    fh_name_hit hit = {.first = self.first,
                       .last = self.last,
                       .name_first = self.first,
                       .name_last = self.last,
                       .license = name->license,
                       .family = NONE,
                       .flags = name->flags,
                       .second = NONE};
    if ((name->flags & FH_NAME_PAIR) != 0) {
        hit.second = name->family;
        hit.versioned = true;
    } else if (name->family != NONE) {
        const fh_family_record family = fh_family_get(scan->corpus, name->family);
        hit.family = name->family;
        if (name->license == NONE) hit.license = family.fallback;
        if ((family.flags & FH_RECORD_GNU) != 0) hit.grant = FH_GRANT_ANY_VERSION;
    } else {
        hit.versioned = true;
    }
    if (hit.license == NONE) return;
    const fh_license_record record = fh_license_record_get(scan->corpus, hit.license);
    hit.exception = (record.flags & FH_RECORD_EXCEPTION) != 0;
    if (hit.family == NONE) hit.family = record.family;
    if (hit.versioned && (record.flags & FH_RECORD_GNU) != 0) {
        uint32_t later = later_after(scan, hit.last);
        const bool says =
            fh_text_ends(record.id, FH_TEXT("-or-later")) || fh_text_ends(record.id, FH_TEXT("+"));
        hit.grant = says || later != 0 ? FH_GRANT_OR_LATER : FH_GRANT_ONLY;
        fh_version_record row;
        if (find_row(scan->corpus, record.family, record.version, &row)) {
            if (later != 0 && row.later != NONE) hit.license = row.later;
            else if (!says && row.only != NONE) hit.license = row.only;
            else if (says && row.later != NONE) hit.license = row.later;
        }
        if (later > hit.last) hit.last = later;
    }
    (void)FH_VEC_ADD(scan->arena, hits, hit);
}

fh_name_hit_vec fh_names_find(fh_scan *scan)
{
    fh_name_hit_vec hits = {0};
    for (uint32_t i = 0; i < scan->tokens.count;) {
        fh_name_record name;
        if (scan->claims[i] != FH_CLAIM_NONE || !find_name(scan, i, &name)) {
            i++;
            continue;
        }
        if ((name.flags & FH_NAME_STOP) == 0) read_name(scan, &hits, &name, i);
        i += name.count;
    }
    return hits;
}
