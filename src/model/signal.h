/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Signals: the plain list of words that the rules want to know about, and the vocabulary of names.
 * `judge` compiles them from the rule packs before the walk; `read` and `link` only consume them.
 * A set is immutable, lives in one arena, and travels to worker processes in a flat encoding. */
#ifndef FH_MODEL_SIGNAL_H
#define FH_MODEL_SIGNAL_H

#include "base/buf.h"
#include "base/vec.h"
#include "model/enums.h"

typedef struct fh_signal {
    fh_text literal;    /* searched for; 3 bytes or more */
    fh_text regex;      /* when not empty: must match within the line, over the literal */
    uint32_t flags;     /* fh_word_flags */
    uint32_t contexts;  /* wanted: CODE, STRING, COMMENT, DOC bits; 0 = code and string */
    uint32_t positions; /* wanted: bits 1 << fh_position; 0 = any */
    fh_text files;      /* glob over the path; empty = any text file */
} fh_signal;

/* A name that link looks for in paths, lists and tables: "rocm" -> amd, "ollama" -> local. */
typedef struct fh_vocab {
    fh_text word;   /* lower case */
    fh_text vendor; /* slug; "cpu", "portable" and "local" stand for freedom */
    fh_text axis;
} fh_vocab;

FH_VEC(fh_signal_vec, fh_signal);
FH_VEC(fh_vocab_vec, fh_vocab);

typedef struct fh_signals {
    fh_arena *arena;
    fh_signal_vec list; /* a hit's signal id is the index + 1 */
    fh_vocab_vec vocab;
    uint64_t hash; /* of the whole rule set: part of every cache key */
} fh_signals;

void fh_signals_encode(const fh_signals *signals, fh_buf *buf);
/* The texts of the result view `bytes`. FH_BAD_INPUT on what encode would not write. */
FH_NODISCARD fh_status fh_signals_decode(fh_text bytes, fh_arena *arena, fh_signals *ret_signals);

#endif
