/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The compiled corpus: license records, word numbers, texts, fingerprints and names in one
 * read-only block, written by freehold-licensec at build time and the same on every machine
 * (little-endian). A corpus is a view: it costs nothing to open and owns nothing. */
#ifndef FH_LICENSE_CORPUS_H
#define FH_LICENSE_CORPUS_H

#include "base/text.h"

enum {
    FH_CORPUS_VERSION = 2,
    FH_GRAM = 5,         /* words of one fingerprint */
    FH_WINDOW = 4,       /* fingerprints of which the smallest is kept */
    FH_SHORT_TEXT = 120, /* words up to which a text or file keeps all its fingerprints */
    FH_CORE_FILTER_BITS = 15,
    FH_NAME_WORDS = 14 /* longest name in words */
};

/* Sections of the block, in file order; the header has the byte offset and item count of each. */
typedef enum fh_corpus_section {
    FH_SECTION_STRINGS,  /* bytes */
    FH_SECTION_LICENSES, /* fh_license_record fields, 8 words each */
    FH_SECTION_IDS,      /* license numbers in order of lower-cased id */
    FH_SECTION_WORDS,    /* hash table: u32 hash, u16 number, u16 class */
    FH_SECTION_SPELLING, /* word number -> string offset */

    FH_SECTION_TEXTS,       /* 8 words each */
    FH_SECTION_MEMBERS,     /* license numbers of texts, u16 */
    FH_SECTION_TOKENS,      /* u16 word numbers */
    FH_SECTION_SOFT,        /* one byte a token: 1 may be missing, 2 may be anything */
    FH_SECTION_GRAMS,       /* hash table: u32 hash, u32 first posting << 12 | postings */
    FH_SECTION_POSTINGS,    /* u16 text, u16 position */
    FH_SECTION_FILTER,      /* bitmap over gram hashes */
    FH_SECTION_NAMES,       /* by first word, longest first: 4 words each */
    FH_SECTION_NAME_WORDS,  /* u16 word numbers */
    FH_SECTION_NAME_STARTS, /* u16 first name of each word number */
    FH_SECTION_FAMILIES,    /* 4 words each */
    FH_SECTION_VERSIONS,    /* u32 version, u16 only, u16 or later */
    FH_SECTION_CORES,       /* by hash, longest first: u32 hash, u16 words, u16 places, 2 words */
    FH_SECTION_CORE_PLACES, /* u16 text, u16 position */
    FH_SECTION_CORE_FILTER, /* bitmap over hashes of cores */
    FH_SECTION_COUNT
} fh_corpus_section;

typedef struct fh_license_corpus {
    const unsigned char *bytes;
    size_t size;
    const unsigned char *at[FH_SECTION_COUNT];
    uint32_t count[FH_SECTION_COUNT];
} fh_license_corpus;

/* Look at `bytes`, which must outlive the corpus. FH_BAD_INPUT: not a corpus of this version. Only
 * the header is checked: the block is trusted, it comes from our own build. */
FH_NODISCARD fh_status fh_license_corpus_open(fh_text bytes, fh_license_corpus *ret_corpus);
/* The corpus that the build embedded. */
FH_NODISCARD fh_status fh_license_corpus_builtin(fh_license_corpus *ret_corpus);

/* Where a license stands, for verdicts. */
typedef enum fh_license_category {
    FH_CATEGORY_UNKNOWN,
    FH_CATEGORY_PERMISSIVE,
    FH_CATEGORY_WEAK_COPYLEFT,
    FH_CATEGORY_COPYLEFT,
    FH_CATEGORY_NETWORK_COPYLEFT,
    FH_CATEGORY_PUBLIC_DOMAIN,
    FH_CATEGORY_DOCUMENTATION, /* documents, data, fonts: not written for software */
    FH_CATEGORY_NON_COMMERCIAL,
    FH_CATEGORY_SOURCE_AVAILABLE,
    FH_CATEGORY_MODEL, /* model licenses with use or user limits */
    FH_CATEGORY_PROPRIETARY
} fh_license_category;
const char *fh_license_category_name(fh_license_category category);

typedef struct fh_license_info {
    fh_text id, name;
    bool listed; /* on the SPDX list */
    bool exception;
    bool deprecated;
    bool osi; /* approved by the Open Source Initiative */
    uint32_t
        blueoak; /* Blue Oak Council rating: 0 none, 1 lead, 2 bronze, 3 silver, 4 gold, 5 model */
    fh_license_category category;
    fh_text current; /* expression that replaces a deprecated id; empty when none does */
    fh_text family;  /* id without version and grant: "GPL", "CC-BY-SA", "MIT" */
    fh_text terms;   /* facts about terms, space separated; empty for most */
} fh_license_info;

/* Facts about one id (any case). False when the corpus does not know it. */
bool fh_license_info_find(const fh_license_corpus *corpus, fh_text id, fh_license_info *ret_info);

#endif
