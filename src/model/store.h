/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Everything that was read: files in path order, facts in file order, each knowing its file. */
#ifndef FH_MODEL_STORE_H
#define FH_MODEL_STORE_H

#include "base/table.h"
#include "model/fact.h"
#include "model/path_class.h"

typedef struct fh_file {
    fh_text path; /* relative to the root, '/' between, bytes as stored */
    uint64_t size;
    uint32_t contexts;               /* fh_path_contexts */
    uint32_t language;               /* fh_language */
    uint32_t fact_start, fact_count; /* its facts in fh_store.facts */
    uint32_t lines;                  /* text lines; 0 for binary and unread files */
    uint32_t component;              /* index into linked components; set by link */
    fh_text adapters; /* vendors whose adapter this file is, space separated: its path has a part
                         named after the vendor beside one named after another, or beside
                         those of five ("unknown"); set by link */
    bool binary;
} fh_file;

FH_VEC(fh_file_vec, fh_file);

typedef struct fh_store {
    fh_arena arena;
    fh_file_vec files;
    fh_fact_vec facts;
    fh_table by_path; /* path -> index into files */
} fh_store;

void fh_store_init(fh_store *store, size_t memory_limit);
void fh_store_done(fh_store *store);
/* Add a file behind all earlier ones, with copies of `facts`. Sticky failure in store->arena. */
void fh_store_add(fh_store *store, const fh_file *file, const fh_facts *facts);
/* Index of the file at `path`, or false. */
bool fh_store_find(const fh_store *store, fh_text path, uint32_t *ret_file);
/* Add a derived fact (made by link) for file `file`; it goes behind all others. */
fh_fact *fh_store_add_derived(fh_store *store, uint32_t file, const fh_fact *fact);

#endif
