/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/requirement.h"

enum { PARTS = 3 };

typedef struct version {
    uint64_t parts[PARTS];
    unsigned count; /* of those that are written; the others are 0 */
} version;

/* "1", "1.2", "1.2.3-pre+build", "1.*"; false for anything else. */
static bool parse(fh_text text, version *ret_version)
{
    version made = {0};
    fh_text part, rest = fh_text_trim(text);
    size_t end = 0;
    while (end < rest.len && rest.ptr[end] != '-' && rest.ptr[end] != '+') end++;
    rest = fh_text_slice(rest, 0, end);
    while (made.count < PARTS && fh_text_next_field(&rest, '.', &part)) {
        if (fh_text_is(part, "*") || fh_text_eq_nocase(part, FH_TEXT("x"))) break;
        if (!fh_text_to_u64(part, &made.parts[made.count])) return false;
        made.count++;
    }
    *ret_version = made;
    return true;
}

/* The first `count` parts of a, against b: below, at or above zero. */
static int compare(const version *a, const version *b, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (a->parts[i] != b->parts[i]) return a->parts[i] < b->parts[i] ? -1 : 1;
    return 0;
}

/* Parts that may not change: up to the first that is not zero, or all that are written. */
static unsigned caret_parts(const version *wanted)
{
    for (unsigned i = 0; i < wanted->count; i++)
        if (wanted->parts[i] != 0) return i + 1;
    return wanted->count;
}

static bool allows_one(fh_text comparator, const version *have)
{
    static const char *const signs[] = {">=", "<=", ">", "<", "=", "~", "^"};
    version wanted;
    size_t sign = 0;
    comparator = fh_text_trim(comparator);
    while (sign < FH_COUNT(signs) && !fh_text_starts(comparator, fh_text_of(signs[sign]))) sign++;
    if (sign < FH_COUNT(signs))
        comparator = fh_text_slice(comparator, fh_text_of(signs[sign]).len, SIZE_MAX);
    if (!parse(comparator, &wanted)) return false;
    const bool wildcard = fh_text_find_byte(comparator, '*') != SIZE_MAX;
    const int order = compare(have, &wanted, wanted.count);
    switch (sign) {
    case 0: return order >= 0;
    case 1: return order <= 0;
    case 2: return order > 0;
    case 3: return order < 0;
    case 4: return order == 0;
    case 5: return order >= 0 && compare(have, &wanted, wanted.count < 2 ? wanted.count : 2) == 0;
    default: break;
    }
    if (wildcard) return order == 0;
    return compare(have, &wanted, PARTS) >= 0 && compare(have, &wanted, caret_parts(&wanted)) == 0;
}

bool fh_requirement_allows(fh_text requirement, fh_text text)
{
    version have;
    fh_text comparator, rest = fh_text_trim(requirement);
    if (!parse(text, &have)) return false;
    while (rest.len > 0 && fh_text_next_field(&rest, ',', &comparator))
        if (!allows_one(comparator, &have)) return false;
    return true;
}
