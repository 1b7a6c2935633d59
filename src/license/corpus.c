/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/corpus.h"

#include <string.h>

#include "license/records.h"
#include "license/tokens.h"

fh_status fh_license_corpus_open(fh_text bytes, fh_license_corpus *ret_corpus)
{
    static const char magic[8] = {'f', 'r', 'e', 'e', 'h', 'o', 'l', 'c'};
    const unsigned char *base = (const unsigned char *)bytes.ptr;
    if (bytes.len < FH_CORPUS_HEADER || memcmp(base, magic, sizeof magic) != 0) return FH_BAD_INPUT;
    if (fh_corpus_u32(base, 2) != FH_CORPUS_VERSION || fh_corpus_u32(base, 3) != bytes.len)
        return FH_BAD_INPUT;
    fh_license_corpus corpus = {.bytes = base, .size = bytes.len};
    for (size_t i = 0; i < FH_SECTION_COUNT; i++) {
        const uint32_t offset = fh_corpus_u32(base, 4 + 2 * i);
        if (offset > bytes.len) return FH_BAD_INPUT;
        corpus.at[i] = base + offset;
        corpus.count[i] = fh_corpus_u32(base, 5 + 2 * i);
    }
    *ret_corpus = corpus;
    return FH_OK;
}

fh_text fh_corpus_string(const fh_license_corpus *corpus, uint32_t offset)
{
    const unsigned char *at = corpus->at[FH_SECTION_STRINGS] + offset;
    return fh_text_make((const char *)at + 2, (size_t)(at[0] | at[1] << 8));
}

fh_license_record fh_license_record_get(const fh_license_corpus *corpus, uint32_t number)
{
    const unsigned char *at = corpus->at[FH_SECTION_LICENSES] + (size_t)number * 32;
    const uint32_t flags = fh_corpus_u32(at, 4);
    return (fh_license_record){
        .id = fh_corpus_string(corpus, fh_corpus_u32(at, 0)),
        .name = fh_corpus_string(corpus, fh_corpus_u32(at, 1)),
        .current = fh_corpus_string(corpus, fh_corpus_u32(at, 2)),
        .terms = fh_corpus_string(corpus, fh_corpus_u32(at, 3)),
        .flags = flags,
        .category = fh_corpus_u32(at, 5) & 0xff,
        .blueoak = fh_corpus_u32(at, 5) >> 8 & 0xff,
        .family = fh_corpus_u32(at, 6),
        .version = fh_corpus_u32(at, 7),
    };
}

static char lower_at(fh_text text, size_t index)
{
    return fh_lower(text.ptr[index]);
}

int fh_corpus_compare_ids(fh_text a, fh_text b)
{
    const size_t len = a.len < b.len ? a.len : b.len;
    for (size_t i = 0; i < len; i++) {
        const unsigned char x = (unsigned char)lower_at(a, i), y = (unsigned char)lower_at(b, i);
        if (x != y) return x < y ? -1 : 1;
    }
    return a.len == b.len ? 0 : a.len < b.len ? -1 : 1;
}

bool fh_license_number_find(const fh_license_corpus *corpus, fh_text id, uint32_t *ret_number)
{
    uint32_t low = 0, high = corpus->count[FH_SECTION_IDS];
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        const uint32_t number = fh_corpus_u16(corpus->at[FH_SECTION_IDS], middle);
        const unsigned char *at = corpus->at[FH_SECTION_LICENSES] + (size_t)number * 32;
        const int order = fh_corpus_compare_ids(id, fh_corpus_string(corpus, fh_corpus_u32(at, 0)));
        if (order == 0) {
            *ret_number = number;
            return true;
        }
        if (order < 0) high = middle;
        else low = middle + 1;
    }
    return false;
}

fh_family_record fh_family_get(const fh_license_corpus *corpus, uint32_t number)
{
    const unsigned char *at = corpus->at[FH_SECTION_FAMILIES] + (size_t)number * 16;
    return (fh_family_record){
        .key = fh_corpus_string(corpus, fh_corpus_u32(at, 0)),
        .fallback = fh_corpus_u32(at, 1),
        .first = fh_corpus_u32(at, 2),
        .count = fh_corpus_u32(at, 3) & 0xffff,
        .flags = fh_corpus_u32(at, 3) >> 16,
    };
}

fh_version_record fh_version_get(const fh_license_corpus *corpus, uint32_t index)
{
    const unsigned char *at = corpus->at[FH_SECTION_VERSIONS] + (size_t)index * 8;
    return (fh_version_record){.version = fh_corpus_u32(at, 0),
                               .only = fh_corpus_u16(at, 2),
                               .later = fh_corpus_u16(at, 3)};
}

fh_text_record fh_text_record_get(const fh_license_corpus *corpus, uint32_t number)
{
    const unsigned char *at = corpus->at[FH_SECTION_TEXTS] + (size_t)number * 32;
    return (fh_text_record){
        .first = fh_corpus_u32(at, 0),
        .count = fh_corpus_u32(at, 1),
        .required = fh_corpus_u32(at, 2),
        .member = fh_corpus_u32(at, 3),
        .member_count = fh_corpus_u32(at, 4),
        .role = fh_corpus_u32(at, 5),
        .grams = fh_corpus_u32(at, 6),
    };
}

const char *fh_license_category_name(fh_license_category category)
{
    static const char *const names[] = {"unknown",       "permissive",       "weak-copyleft",
                                        "copyleft",      "network-copyleft", "public-domain",
                                        "documentation", "non-commercial",   "source-available",
                                        "model",         "proprietary"};
    return (size_t)category < FH_COUNT(names) ? names[category] : "unknown";
}

bool fh_license_info_find(const fh_license_corpus *corpus, fh_text id, fh_license_info *ret_info)
{
    uint32_t number;
    if (!fh_license_number_find(corpus, id, &number)) return false;
    const fh_license_record record = fh_license_record_get(corpus, number);
    *ret_info = (fh_license_info){
        .id = record.id,
        .name = record.name,
        .listed = (record.flags & FH_RECORD_LISTED) != 0,
        .exception = (record.flags & FH_RECORD_EXCEPTION) != 0,
        .deprecated = (record.flags & FH_RECORD_DEPRECATED) != 0,
        .osi = (record.flags & FH_RECORD_OSI) != 0,
        .blueoak = record.blueoak,
        .category = (fh_license_category)record.category,
        .current = record.current,
        .family = fh_family_get(corpus, record.family).key,
        .terms = record.terms,
    };
    return true;
}
