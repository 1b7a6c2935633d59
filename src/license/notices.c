/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/extent.h"
#include "license/names.h"

/* What a name means where it stands: a grant, a reference or a mere mention. The words around it
 * decide (keywords.def), never its position in a list of rules. */

enum { NONE = 0xffff, WINDOW = 14, NEGATIVE_WORDS = 5 };

typedef struct context {
    unsigned before, near_before, after; /* classes seen */
    bool negative, styled;
} context;

static context look_around(const fh_scan *scan, const fh_name_hit *hit)
{
    context seen = {0};
    const fh_token *items = scan->tokens.items;
    for (uint32_t k = hit->first; k > 0 && k + WINDOW > hit->first;) {
        if ((items[k].flags & FH_TOKEN_PARAGRAPH) != 0 && k + 3 <= hit->first) break;
        k--;
        if (scan->claims[k] == FH_CLAIM_TEXT) break;
        const uint32_t distance = hit->first - k;
        unsigned class = items[k].class;
        /* "source-available" grants nothing, "dual-licensed" does. */
        if ((items[k].flags & FH_TOKEN_JOINED) != 0 && (class & FH_CLASS_LICENSE) == 0)
            class &= ~(unsigned)FH_CLASS_GRANT;
        seen.before |= class;
        if (distance <= 3) seen.near_before |= class;
        if (distance <= NEGATIVE_WORDS && (items[k].class & FH_CLASS_NEGATIVE) != 0)
            seen.negative = true;
        if ((items[k].flags & FH_TOKEN_PARAGRAPH) != 0) break;
    }
    for (uint32_t k = hit->last + 1; k < scan->tokens.count && k <= hit->last + 3; k++) {
        if ((items[k].flags & FH_TOKEN_PARAGRAPH) != 0) break;
        seen.after |= items[k].class;
        /* What the GNU texts advise: "use the ... License instead of this License". */
        if (k == hit->last + 1 && fh_text_eq_nocase(fh_scan_word(scan, k), FH_TEXT("instead")))
            seen.negative = true;
        if (k == hit->last + 1) seen.styled = (items[k].class & FH_CLASS_STYLE) != 0;
    }
    return seen;
}

static bool is_advice(const fh_scan *scan, const fh_name_hit *hit);

/* A short name ("ISC", "mpl") where nobody speaks of licensing: a company, a variable. It stays a
 * clue where it is about all that the file says, or where its version stands right behind it. */
static bool is_idle(const fh_scan *scan, const fh_name_hit *hit)
{
    enum { VALUE_WORDS = 4 };
    if (scan->tokens.count <= VALUE_WORDS) return false;
    if (!hit->versioned || hit->last == hit->name_last) return true;
    const fh_token *name = &scan->tokens.items[hit->name_last];
    const fh_token *next = name + 1;
    for (uint32_t at = name->start + name->len; at < next->start; at++)
        if (fh_text_find_byte(FH_TEXT(" -_./\""), scan->bytes.ptr[at]) == SIZE_MAX) return true;
    return false;
}

/* The first paragraph of a license file says what it is. */
static bool is_title(const fh_scan *scan, const fh_name_hit *hit)
{
    enum { TITLE = 12 };
    if (hit->first >= TITLE || !fh_scan_is_license_name(scan->path)) return false;
    for (uint32_t k = 1; k <= hit->last; k++)
        if ((scan->tokens.items[k].flags & FH_TOKEN_PARAGRAPH) != 0) return false;
    return true;
}

/* Is all before `at` on its line the lead of a comment, or nothing? Blanks alone are the
 * indentation of data, where a key says nothing about the file; so are a dash and a quote. */
static bool is_led(fh_text bytes, uint32_t at)
{
    enum { LEAD = 40 };
    bool led = false, blank = false;
    for (uint32_t k = at; k > 0 && bytes.ptr[k - 1] != '\n'; k--) {
        const char byte = bytes.ptr[k - 1];
        if (at - k >= LEAD) return false;
        if (byte == ' ' || byte == '\t' || byte == '\r') blank = true;
        else if (fh_text_find_byte(FH_TEXT("#/*;%!@"), byte) != SIZE_MAX) led = true;
        else if (byte == '-' && k > 1 && bytes.ptr[k - 2] == '-') k--, led = true;
        else return false;
    }
    return led || !blank;
}

/* "License: MIT" on a line of its own grants as a sentence does. */
static bool is_field(const fh_scan *scan, const fh_name_hit *hit)
{
    const fh_token *items = scan->tokens.items;
    uint32_t key = hit->name_first;
    if ((items[key].class & FH_CLASS_LICENSE) == 0 && key-- == 0) return false;
    const fh_text word = fh_scan_word(scan, key);
    if (!fh_text_eq_nocase(word, FH_TEXT("license")) &&
        !fh_text_eq_nocase(word, FH_TEXT("licence")))
        return false;
    bool colon = false;
    for (uint32_t at = items[key].start + items[key].len; at < items[key + 1].start; at++) {
        const char byte = scan->bytes.ptr[at];
        if (byte == ':' && !colon) colon = true;
        else if (byte != ' ' && byte != '\t') return false;
    }
    return colon && is_led(scan->bytes, items[key].start);
}

static fh_license_kind kind_of(const fh_scan *scan, fh_name_hit *hit)
{
    const context seen = look_around(scan, hit);
    const unsigned grants = FH_CLASS_UNDER | FH_CLASS_GRANT;
    const bool weak = (hit->flags & FH_NAME_WEAK) != 0;
    /* "used at MIT" grants nothing: beside a short name such words must be close. */
    const bool granted =
        (seen.before & (weak ? FH_CLASS_UNDER : grants)) != 0 || (seen.near_before & grants) != 0;
    const bool spoken = ((seen.before | seen.after) & FH_CLASS_LICENSE) != 0;
    const bool beside = ((seen.near_before | seen.after) & FH_CLASS_LICENSE) != 0;
    /* "released under MPL 1.1", "used under the LGPL": no word more is needed. */
    const bool under =
        (seen.near_before & FH_CLASS_UNDER) != 0 && (seen.before & FH_CLASS_GRANT) != 0;
    hit->negative = seen.negative;
    hit->granted = granted;
    if (seen.negative || is_advice(scan, hit)) return FH_LICENSE_CLUE;
    if ((hit->flags & FH_NAME_URL) == 0 && is_field(scan, hit)) return FH_LICENSE_NOTICE;
    if ((hit->flags & FH_NAME_URL) != 0) return granted ? FH_LICENSE_NOTICE : FH_LICENSE_REFERENCE;
    if ((hit->flags & FH_NAME_ID) != 0) {
        const fh_license_record record = fh_license_record_get(scan->corpus, hit->license);
        const bool telling = record.version != 0 || fh_text_find_byte(record.id, '-') != SIZE_MAX;
        if ((beside || under) && telling) return FH_LICENSE_NOTICE;
        if (beside) return FH_LICENSE_REFERENCE;
        return telling && (spoken || granted) ? FH_LICENSE_REFERENCE : FH_LICENSE_CLUE;
    }
    if ((hit->flags & FH_NAME_WEAK) != 0) {
        if (beside || under) return FH_LICENSE_NOTICE;
        if (granted || spoken) return FH_LICENSE_REFERENCE;
        hit->idle = is_idle(scan, hit);
        return FH_LICENSE_CLUE;
    }
    return granted || beside || is_title(scan, hit) ? FH_LICENSE_NOTICE : FH_LICENSE_REFERENCE;
}

/* ---- which of them stay
 * ----------------------------------------------------------------------------- */

/* What is told already: by license and family number. */
typedef struct told {
    uint8_t *licenses, *families, *named; /* named: families with a version beside a name */
    uint32_t *clues;                      /* of each license: its mere mention in matches, plus 1 */
    bool bsd;
} told;

static void tell(const fh_scan *scan, told *known, fh_text id)
{
    uint32_t number;
    if (fh_text_starts(id, FH_TEXT("BSD-"))) known->bsd = true;
    if (!fh_license_number_find(scan->corpus, id, &number)) return;
    known->licenses[number] = 1;
    known->families[fh_license_record_get(scan->corpus, number).family] = 1;
}

static bool tell_all(const fh_scan *scan, const fh_name_hit_vec *hits, told *known)
{
    const uint32_t *count = scan->corpus->count;
    known->licenses = FH_NEW_ARRAY(scan->arena, count[FH_SECTION_LICENSES], uint8_t);
    known->families = FH_NEW_ARRAY(scan->arena, count[FH_SECTION_FAMILIES], uint8_t);
    known->named = FH_NEW_ARRAY(scan->arena, count[FH_SECTION_FAMILIES], uint8_t);
    known->clues = FH_NEW_ARRAY(scan->arena, count[FH_SECTION_LICENSES], uint32_t);
    if (known->licenses == NULL || known->families == NULL || known->named == NULL ||
        known->clues == NULL)
        return false;
    for (size_t i = 0; i < scan->matches.count; i++)
        tell(scan, known, scan->matches.items[i].license);
    for (size_t i = 0; i < hits->count; i++) {
        const fh_name_hit *hit = &hits->items[i];
        if (hit->versioned && hit->kind != FH_LICENSE_CLUE && hit->family != NONE)
            known->named[hit->family] = 1;
    }
    return true;
}

/* A name without version says nothing beside a text, tag or name of its family that has one. */
static bool is_explained(const fh_scan *scan, const told *known, const fh_name_hit *hit)
{
    const fh_license_record record = fh_license_record_get(scan->corpus, hit->license);
    if (known->licenses[hit->license] != 0) return true;
    if ((hit->flags & FH_NAME_WEAK) != 0 && known->bsd &&
        fh_text_starts(record.id, FH_TEXT("BSD-")))
        return true;
    return !hit->versioned && hit->family != NONE &&
           (known->families[hit->family] != 0 || known->named[hit->family] != 0);
}

/* What a list begins with holds for all of it: "similar to the BSD, MIT and Apache licenses". */
static void carry_negatives(const fh_scan *scan, fh_name_hit_vec *hits)
{
    enum { APART = 4 };
    for (size_t i = 1; i < hits->count; i++) {
        const fh_name_hit *last = &hits->items[i - 1];
        fh_name_hit *hit = &hits->items[i];
        if (!last->negative || hit->first > last->last + APART || hit->negative) continue;
        bool joined = true;
        for (uint32_t k = last->last + 1; k < hit->first; k++)
            joined = joined && (scan->tokens.items[k].flags & FH_TOKEN_PARAGRAPH) == 0;
        if (!joined) continue;
        hit->negative = true;
        hit->kind = FH_LICENSE_CLUE;
    }
}

/* The advice behind a GNU text speaks of other GNU licenses. */
static bool is_advice(const fh_scan *scan, const fh_name_hit *hit)
{
    enum { BEHIND = 90 };
    if (hit->versioned || hit->grant == FH_GRANT_NONE) return false;
    for (uint32_t k = hit->first; k > 0 && k + BEHIND > hit->first; k--) {
        if (scan->claims[k - 1] != FH_CLAIM_TEXT) continue;
        const uint32_t byte = scan->tokens.items[k - 1].start;
        for (size_t i = 0; i < scan->matches.count; i++) {
            const fh_license_match *match = &scan->matches.items[i];
            if (match->start_byte <= byte && byte < match->end_byte &&
                match->grant != FH_GRANT_NONE)
                return true;
        }
        return false;
    }
    return false;
}

static fh_license_match match_of(const fh_scan *scan, const fh_name_hit_vec *hits, size_t index,
                                 uint32_t license)
{
    const fh_name_hit *hit = &hits->items[index];
    fh_license_match match = fh_scan_match(scan, license, hit->kind, hit->first, hit->last);
    match.grant = hit->grant;
    fh_extent extent = {match.start_byte, match.end_byte};
    if (hit->kind == FH_LICENSE_NOTICE && hit->granted)
        extent = fh_notice_extent(scan, hits, index);
    else if ((hit->flags & FH_NAME_URL) != 0)
        extent = fh_address_extent(scan, hit->first, hit->last);
    match.start_byte = extent.start;
    match.end_byte = extent.end;
    return match;
}

static void add_match(fh_scan *scan, told *known, const fh_name_hit_vec *hits, size_t index,
                      uint32_t license)
{
    const fh_license_match match = match_of(scan, hits, index, license);
    fh_scan_add(scan, &match);
    if (match.kind == FH_LICENSE_CLUE && !hits->items[index].negative)
        known->clues[license] = (uint32_t)scan->matches.count;
    tell(scan, known, match.license);
}

/* A mention in passing does not hide the grant that follows it: the grant takes its place. */
static void strengthen(fh_scan *scan, told *known, const fh_name_hit_vec *hits, size_t index)
{
    const fh_name_hit *hit = &hits->items[index];
    uint32_t *clue = &known->clues[hit->license];
    if (*clue == 0 || hit->kind != FH_LICENSE_NOTICE || !hit->granted) return;
    const uint32_t group = scan->matches.items[*clue - 1].group;
    scan->matches.items[*clue - 1] = match_of(scan, hits, index, hit->license);
    scan->matches.items[*clue - 1].group = group;
    *clue = 0;
}

/* Tables of ids in tools, data and documents: a dozen licenses in a row say nothing about this
 * file. True: it is mostly such a table. */
static bool mark_lists(fh_name_hit_vec *hits)
{
    enum { GAP = 14, MANY = 10 };
    size_t listed = 0;
    for (size_t from = 0; from < hits->count;) {
        size_t to = from + 1, distinct = 1;
        for (; to < hits->count && hits->items[to].first <= hits->items[to - 1].last + GAP; to++) {
            bool known = false;
            for (size_t k = to > from + 32 ? to - 32 : from; k < to && !known; k++)
                known = hits->items[k].family == hits->items[to].family;
            distinct += !known;
        }
        for (size_t k = from; k < to && distinct >= MANY; k++, listed++)
            hits->items[k].kind = FH_LICENSE_CLUE;
        from = to;
    }
    /* A file that is mostly such a table: what stands between its parts is no different. */
    const bool mostly = listed >= 2 * (size_t)MANY && listed * 2 >= hits->count;
    for (size_t k = 0; k < hits->count && mostly; k++)
        if (!hits->items[k].granted) hits->items[k].kind = FH_LICENSE_CLUE;
    return mostly;
}

void fh_scan_notices(fh_scan *scan)
{
    fh_name_hit_vec hits = fh_names_find(scan);
    for (size_t i = 0; i < hits.count; i++) hits.items[i].kind = kind_of(scan, &hits.items[i]);
    carry_negatives(scan, &hits);
    const bool table = mark_lists(&hits);
    told known = {0};
    if (hits.count == 0 || !tell_all(scan, &hits, &known)) return;
    for (size_t i = 0; i < hits.count; i++) {
        const fh_name_hit *hit = &hits.items[i];
        if (is_explained(scan, &known, hit)) {
            if (!table) strengthen(scan, &known, &hits, i);
            continue;
        }
        if (hit->idle) {
            tell(scan, &known, fh_license_record_get(scan->corpus, hit->license).id);
            continue;
        }
        add_match(scan, &known, &hits, i, hit->license);
        if (hit->second != NONE) add_match(scan, &known, &hits, i, hit->second);
    }
}
