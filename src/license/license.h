/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* License identification: bytes of one file in, matches with spans out.
 *
 * A scan costs time by the file, not by the corpus: words are mapped to numbers once, full texts
 * are found by winnowed fingerprints (Schleimer, Wilkerson, Aiken: "Winnowing", SIGMOD 2003) that
 * vote for places, verified word by word, and notices are read by a grammar over a table of names.
 * The corpus is one read-only block made at build time; opening it parses nothing. Everything here
 * is a pure function of its arguments and may run in any number of threads. */
#ifndef FH_LICENSE_LICENSE_H
#define FH_LICENSE_LICENSE_H

#include "base/env.h"
#include "base/vec.h"
#include "license/corpus.h"

/* How a license was found, in falling order of weight. Names as in reports. */
typedef enum fh_license_kind {
    FH_LICENSE_TAG,        /* SPDX-License-Identifier and its like */
    FH_LICENSE_EXACT,      /* the whole text, no difference under the SPDX matching guidelines */
    FH_LICENSE_EQUIVALENT, /* only optional or replaceable parts differ */
    FH_LICENSE_MODIFIED,   /* the whole text with edits, which are listed */
    FH_LICENSE_PARTIAL,    /* a contiguous part of the text */
    FH_LICENSE_EMBEDDED,   /* a whole text inside another one */
    FH_LICENSE_NOTICE,     /* a grant: "licensed under the terms of ..." */
    FH_LICENSE_MANIFEST,   /* a field of a package manifest (given by readers) */
    FH_LICENSE_REFERENCE,  /* a full name or address in a place that speaks of licensing */
    FH_LICENSE_CLUE,       /* a bare name or address: never decides anything */
    FH_LICENSE_UNKNOWN     /* reads like a license, but is none of the corpus */
} fh_license_kind;
enum { FH_LICENSE_KIND_COUNT = 11 };

/* What a text of a license family with versions grants. */
typedef enum fh_license_grant {
    FH_GRANT_NONE,     /* not a question for this license */
    FH_GRANT_UNSTATED, /* a GNU text alone: neither only nor or-later is said */
    FH_GRANT_ONLY,
    FH_GRANT_OR_LATER,
    FH_GRANT_ANY_VERSION /* no version is named at all */
} fh_license_grant;

typedef struct fh_license_edit {
    uint32_t start_line, end_line; /* of the file */
    uint32_t start_byte, end_byte; /* of the file, half-open; empty when words are only missing */
    fh_text removed;               /* words of the license that are missing (normal form, cut) */
    fh_text added;                 /* bytes of the file that the license does not have (cut) */
    bool material;                 /* changes what the license says, as far as words can tell */
} fh_license_edit;
FH_VEC(fh_license_edit_vec, fh_license_edit);

/* What stands in a blank of the license, or a limit that it sets. */
typedef struct fh_license_parameter {
    fh_text
        name; /* licensor, change-date, change-license, additional-use-grant, user-threshold ... */
    fh_text value;
    uint32_t byte, line; /* of the file */
} fh_license_parameter;
FH_VEC(fh_license_parameter_vec, fh_license_parameter);

typedef struct fh_license_match {
    fh_text license;     /* one id: SPDX, exception, LicenseRef-freehold-... */
    const fh_text *ties; /* ids whose texts cannot be told apart from it */
    uint32_t tie_count;
    fh_license_kind kind;
    fh_license_grant grant;
    uint32_t start_line, end_line; /* 1-based, both inside */
    uint32_t start_byte, end_byte; /* half-open */
    uint32_t name_line, name_byte; /* where it is named; the start unless a notice surrounds it */
    uint32_t coverage;             /* of the license's own words, in 1/1000 */
    bool is_exception;
    bool inventory;     /* stands in a list or attribution file: says nothing about this file */
    fh_text expression; /* of the tag or sentence that it belongs to; else its own id */
    uint32_t group;     /* matches with the same number belong to one expression */
    fh_license_edit_vec edits;
    fh_license_parameter_vec parameters;
    fh_text nearest; /* of unknown terms: the license that has most of their words; may be empty */
} fh_license_match;
FH_VEC(fh_license_match_vec, fh_license_match);

typedef struct fh_license_result {
    fh_license_match_vec matches; /* by start_byte */
    fh_text expression;           /* what the file says as a whole; empty when nothing decides */
    bool binary;                  /* not text: not scanned */
    bool limited;                 /* a limit cut the scan short */
} fh_license_result;

/* Identify the licenses of one file. Everything in the result lives in `arena` or in the corpus.
 * `path` may be empty; only its name plays a part (LICENSE, NOTICE, README ...). At most
 * FH_LICENSE_BYTES_MAX bytes are read, the rest sets `limited`. FH_NO_MEMORY is the only failure.
 */
enum { FH_LICENSE_BYTES_MAX = 16 << 20 };
FH_NODISCARD fh_status fh_license_scan(fh_env *env, const fh_license_corpus *corpus, fh_text path,
                                       fh_text bytes, fh_arena *arena,
                                       fh_license_result *ret_result);

/* Only tags and notices, for source files: what full texts need is not done. */
FH_NODISCARD fh_status fh_license_scan_head(fh_env *env, const fh_license_corpus *corpus,
                                            fh_text path, fh_text bytes, fh_arena *arena,
                                            fh_license_result *ret_result);
/* Where none of these words stands, whatever its case, a scan finds nothing. NULL-ended. */
extern const char *const fh_license_stems[];

const char *fh_license_kind_name(fh_license_kind kind);
/* "unstated", "only", "or-later", "any-version"; NULL for FH_GRANT_NONE. */
const char *fh_license_grant_name(fh_license_grant grant);
/* True for the kinds that may decide a file's expression. */
bool fh_license_kind_decides(fh_license_kind kind);

#endif
