/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The corpus compiler: a build tool, not part of the library. It reads the pinned data packages and
 * the overlay under rules/licenses, and writes the block that corpus.h describes. Input is trusted
 * (integrity is checked by the package manager), so a mistake stops it with a message. */
#ifndef FH_LICENSE_COMPILE_H
#define FH_LICENSE_COMPILE_H

#include "base/buf.h"
#include "base/env.h"
#include "base/table.h"
#include "base/vec.h"
#include "license/records.h"
#include "license/tokens.h"

typedef struct fh_compile_license {
    fh_text id, name, url, text, current, terms;
    uint32_t flags, category, blueoak, family, version;
} fh_compile_license;
FH_VEC(fh_compile_license_vec, fh_compile_license);

typedef struct fh_compile_text {
    uint32_t *hashes; /* of words */
    uint8_t *soft;    /* 1 a word that may be missing */
    uint32_t count, required, role, grams;
    unsigned char *ids; /* word numbers, two bytes each */
    uint32_t owner;     /* license number that it came with */
    uint32_t *members;  /* license numbers */
    uint32_t member_count, member_room;
} fh_compile_text;
FH_VEC(fh_compile_text_vec, fh_compile_text);

typedef struct fh_compile_name {
    uint32_t hashes[FH_NAME_WORDS];
    uint16_t ids[FH_NAME_WORDS];
    uint32_t count, family, license, flags;
} fh_compile_name;
FH_VEC(fh_compile_name_vec, fh_compile_name);

typedef struct fh_compile_version {
    uint32_t version, only, later;
} fh_compile_version;
FH_VEC(fh_compile_version_vec, fh_compile_version);

typedef struct fh_compile_family {
    fh_text key;
    uint32_t fallback, flags;
    fh_compile_version_vec versions;
} fh_compile_family;
FH_VEC(fh_compile_family_vec, fh_compile_family);

typedef struct fh_compile_word {
    uint32_t hash;     /* of the spelling */
    uint32_t standard; /* hash of the spelling that stands for it */
    uint32_t class;
    uint16_t id;
    fh_text spelling;
} fh_compile_word;
FH_VEC(fh_compile_word_vec, fh_compile_word);

/* A run of words of one text, and every place of a text that has the same words. */
typedef struct fh_compile_core {
    uint32_t hash; /* of its first FH_GRAM words */
    uint32_t text, first, count;
    uint32_t first_place, place_count;
} fh_compile_core;
FH_VEC(fh_compile_core_vec, fh_compile_core);

typedef struct fh_compile_place {
    uint16_t text, position;
} fh_compile_place;
FH_VEC(fh_compile_place_vec, fh_compile_place);

typedef struct fh_compiler {
    fh_env env;
    fh_arena arena;
    fh_compile_license_vec licenses;
    fh_table license_by_id;
    fh_compile_text_vec texts;
    fh_compile_word_vec words; /* sorted by hash once numbered */
    fh_table word_by_text;
    fh_compile_family_vec families;
    fh_table family_by_key;
    fh_compile_name_vec names;
    fh_table name_by_form;
    fh_compile_core_vec cores;
    fh_compile_place_vec core_places;
    uint32_t word_count; /* numbers given */
} fh_compiler;

/* Print "freehold-licensec: ..." and end the program with 1. */
_Noreturn void fh_compile_die(const char *format, ...) FH_PRINTF(1, 2);
/* The whole file `folder`/`name`, in the compiler's arena. */
fh_text fh_compile_file(fh_compiler *compiler, const char *folder, const char *name);

/* One member of a JSON object or item of an array, handed out by fh_compile_json: `path` holds the
 * keys above and the own key, joined by TAB; arrays have key "". Only texts and booleans. */
typedef void (*fh_compile_json_hit)(void *user, fh_text path, fh_text value);
void fh_compile_json(fh_compiler *compiler, fh_text text, fh_compile_json_hit hit, void *user);

/* Number of license `id`, added when new. */
uint32_t fh_compile_license_add(fh_compiler *compiler, fh_text id);
void fh_compile_load(fh_compiler *compiler, const char *data, const char *overlay);
/* Split a spelling into word hashes; at most `max`. */
uint32_t fh_compile_words(fh_compiler *compiler, fh_text text, uint32_t *ret_hashes, uint32_t max);
void fh_compile_texts(fh_compiler *compiler, const char *overlay);
void fh_compile_names(fh_compiler *compiler, const char *overlay);
void fh_compile_word_add(fh_compiler *compiler, fh_text spelling, uint32_t hash);
void fh_compile_spelling(fh_compiler *compiler, const char *overlay);
/* Give every word its number; after this no word may be added. */
void fh_compile_number(fh_compiler *compiler);
/* Runs of words by which whole texts are found; needs numbers. */
void fh_compile_cores(fh_compiler *compiler);
uint16_t fh_compile_word_id(const fh_compiler *compiler, uint32_t hash);
void fh_compile_write(fh_compiler *compiler, fh_buf *buf);

/* Rows of a table with TAB between fields; '#' begins a comment line. Missing fields are empty. */
enum { FH_COMPILE_FIELDS = 6 };
bool fh_compile_row(fh_text *rest, fh_text *ret_fields);

#endif
