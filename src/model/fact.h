/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* A fact: one thing that one reader saw at one place, and nothing about what it means.
 *
 * Facts of a file are a pure function of its bytes, its path class, the readers and the rule set;
 * the path is attached afterwards. They are kept in a fh_facts, an append-only list whose texts all
 * live in its own arena, and travel between processes in the flat encoding at the end. */
#ifndef FH_MODEL_FACT_H
#define FH_MODEL_FACT_H

#include "base/buf.h"
#include "base/vec.h"
#include "model/enums.h"

typedef struct fh_attr {
    uint32_t key; /* fh_attr_key */
    fh_text value;
} fh_attr;

enum { FH_FACT_ATTRS = 14 };

typedef struct fh_fact {
    uint32_t kind;      /* fh_fact_kind */
    uint32_t certainty; /* fh_certainty */
    uint32_t contexts;  /* set of fh_context bits, the file's own included */
    uint32_t signal;    /* hit facts: the signal's id; else 0 */
    uint32_t file;      /* index into fh_store.files, set when stored; 0 before */
    uint32_t line, column, end_line, end_column; /* 1-based, end exclusive; line 0 = whole file */
    fh_text subject, value;
    fh_text quote;  /* the bytes seen, at most 200, one line */
    fh_text reader; /* name of the reader */
    uint32_t attr_count;
    fh_attr attrs[FH_FACT_ATTRS];
} fh_fact;

/* Set `key`, or change it; silently nothing when all FH_FACT_ATTRS are in use (asserted) or when
 * `value` is empty. The value is viewed until the fact is added to a list. */
void fh_fact_set(fh_fact *fact, fh_attr_key key, fh_text value);
/* The value of `key`, or the empty text. */
fh_text fh_fact_get(const fh_fact *fact, fh_attr_key key);

FH_VEC(fh_fact_vec, fh_fact);
typedef struct fh_facts {
    fh_arena arena;
    fh_fact_vec list;
    uint32_t limit;   /* facts it may hold */
    uint32_t dropped; /* facts refused by the limit: the owner reports them as unread too-many */
} fh_facts;

void fh_facts_init(fh_facts *facts, uint32_t limit);
void fh_facts_done(fh_facts *facts);
void fh_facts_clear(fh_facts *facts);
/* Make room for `count` more facts at once: for readers that know how many come. */
void fh_facts_reserve(fh_facts *facts, size_t count);
/* Add a copy of `fact`, texts included; the quote is cut to one line of 200 bytes. Failure is
 * sticky in facts->arena.failed; over the limit the fact is counted in `dropped`. */
void fh_facts_add(fh_facts *facts, const fh_fact *fact);
/* Add an unread fact. Line 0: the whole file. `message` says what is wrong. */
void fh_facts_add_unread(fh_facts *facts, fh_unread reason, uint32_t line, uint32_t column,
                         fh_text reader, fh_text message);

/* Flat, versioned, bounded encoding: little-endian, u32 lengths, no pointers. Encoding the decoded
 * gives the same bytes. */
void fh_facts_encode(const fh_facts *facts, fh_buf *buf);
/* FH_BAD_INPUT on anything that encode would not write. Adds to `facts`. */
FH_NODISCARD fh_status fh_facts_decode(fh_text bytes, fh_facts *facts);

#endif
