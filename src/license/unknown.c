/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/digest.h"
#include "license/scan.h"

/* A file that is named like a license and holds none that the corpus knows: terms of the owner's
 * own. Reserved rights without any grant are proprietary; other terms are unknown, numbered by
 * their words so that the same text has the same name everywhere. */

enum { SHORTEST = 8, LEAST_TERMS = 3, LOOK = 64 << 10 };

bool fh_scan_is_license_name(fh_text path)
{
    static const char *const starts[] = {"licen", "copying", "eula", "terms", "copyright"};
    const fh_text name = fh_text_base_name(path);
    for (size_t i = 0; i < FH_COUNT(starts); i++)
        if (fh_text_starts_nocase(name, fh_text_of(starts[i]))) return true;
    return false;
}

static size_t count_of(fh_text text, const char *const *phrases, size_t count)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += fh_text_find_nocase(text, fh_text_of(phrases[i])) != SIZE_MAX;
    return found;
}

static fh_text name_of(fh_scan *scan)
{
    fh_text *words = FH_NEW_ARRAY(scan->arena, scan->tokens.count, fh_text);
    if (words == NULL) return (fh_text){0};
    for (uint32_t i = 0; i < scan->tokens.count; i++) words[i] = fh_scan_word(scan, i);
    const fh_digest_hex digest = fh_digest128(words, scan->tokens.count);
    return fh_arena_printf(scan->arena, "LicenseRef-freehold-unknown-%.12s", digest.hex);
}

void fh_scan_unknown(fh_scan *scan)
{
    static const char *const reserved[] = {"all rights reserved", "proprietary", "confidential",
                                           "no license is granted", "not licensed"};
    static const char *const grants[] = {"permission is", "licensed under", "redistribut",
                                         "grants you",    "hereby grant",   "free of charge",
                                         "permitted to",  "public domain",  "you may"};
    static const char *const terms[] = {"license",   "agreement", "may not",    "shall",
                                        "liability", "warrant",   "copyright",  "terms",
                                        "prohibit",  "terminat",  "permission", "restrict"};
    const fh_text text = fh_text_slice(scan->bytes, 0, LOOK);
    if (!fh_scan_is_license_name(scan->path) || scan->tokens.count < SHORTEST) return;
    for (size_t i = 0; i < scan->matches.count; i++)
        if (scan->matches.items[i].kind < FH_LICENSE_REFERENCE) return;
    const bool closed = count_of(text, reserved, FH_COUNT(reserved)) > 0 &&
                        count_of(text, grants, FH_COUNT(grants)) == 0;
    if (!closed && count_of(text, terms, FH_COUNT(terms)) < LEAST_TERMS) return;
    const fh_token *last = &scan->tokens.items[scan->tokens.count - 1];
    fh_license_match match = {.license = closed ? FH_TEXT("LicenseRef-freehold-proprietary")
                                                : name_of(scan),
                              .kind = FH_LICENSE_UNKNOWN,
                              .start_byte = scan->tokens.items[0].start,
                              .name_byte = scan->tokens.items[0].start,
                              .end_byte = last->start + last->len,
                              .group = scan->groups++};
    match.expression = match.license;
    if (scan->nearest != UINT32_MAX) {
        match.nearest = fh_license_record_get(scan->corpus, scan->nearest).id;
        match.coverage = scan->nearest_part;
    }
    fh_scan_add(scan, &match);
}
