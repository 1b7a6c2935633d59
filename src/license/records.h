/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Records of the corpus block, as this room reads them. Numbers are trusted: our build made them.
 */
#ifndef FH_LICENSE_RECORDS_H
#define FH_LICENSE_RECORDS_H

#include "license/corpus.h"

enum { FH_CORPUS_HEADER = 16 + 8 * FH_SECTION_COUNT };

typedef enum fh_record_flag {
    FH_RECORD_LISTED = 1,
    FH_RECORD_EXCEPTION = 2,
    FH_RECORD_DEPRECATED = 4,
    FH_RECORD_OSI = 8,
    FH_RECORD_GNU = 16 /* has -only and -or-later forms */
} fh_record_flag;

typedef struct fh_license_record {
    fh_text id, name, current, terms;
    uint32_t flags, category, blueoak, family, version;
} fh_license_record;

/* Ids that differ in version and grant only. Versions are packed: major, minor, patch, letter. */
typedef struct fh_family_record {
    fh_text key;
    uint32_t fallback;     /* license number when no version is named; 0xffff: none */
    uint32_t first, count; /* in FH_SECTION_VERSIONS, rising */
    uint32_t flags;        /* fh_record_flag */
} fh_family_record;

typedef struct fh_version_record {
    uint32_t version;
    uint16_t only, later; /* license numbers; `later` is 0xffff when there is no such id */
} fh_version_record;

typedef enum fh_text_role {
    FH_TEXT_LICENSE,
    FH_TEXT_EXCEPTION,
    FH_TEXT_HEADER,      /* standard notice: grants, but is not the license */
    FH_TEXT_HEADER_LATER /* the same, and says "or any later version" */
} fh_text_role;

typedef struct fh_text_record {
    uint32_t first, count;         /* words in FH_SECTION_TOKENS */
    uint32_t required;             /* words that are not soft */
    uint32_t member, member_count; /* licenses with this text, the one to name first */
    uint32_t role;                 /* fh_text_role */
    uint32_t grams;                /* fingerprints kept of it */
} fh_text_record;

typedef enum fh_name_flag {
    FH_NAME_WEAK = 1, /* needs a place that speaks of licensing */
    FH_NAME_URL = 2,
    FH_NAME_ID = 4,   /* an id of the list as written */
    FH_NAME_STOP = 8, /* no license: hides shorter names in it */
    FH_NAME_PAIR = 16 /* a choice of two licenses: `family` is the number of the other */
} fh_name_flag;

typedef struct fh_name_record {
    uint32_t first, count; /* words in FH_SECTION_NAME_WORDS */
    uint32_t family;       /* 0xffff: none */
    uint32_t license;      /* number when it names one license; 0xffff: ask the family */
    uint32_t flags;
} fh_name_record;

fh_text fh_corpus_string(const fh_license_corpus *corpus, uint32_t offset);
fh_license_record fh_license_record_get(const fh_license_corpus *corpus, uint32_t number);
bool fh_license_number_find(const fh_license_corpus *corpus, fh_text id, uint32_t *ret_number);
fh_family_record fh_family_get(const fh_license_corpus *corpus, uint32_t number);
fh_version_record fh_version_get(const fh_license_corpus *corpus, uint32_t index);
fh_text_record fh_text_record_get(const fh_license_corpus *corpus, uint32_t number);
/* Order of ids without regard to ASCII case. */
int fh_corpus_compare_ids(fh_text a, fh_text b);

#endif
