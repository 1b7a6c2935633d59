/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What a worker builds once and every reader may use: the word search over all signals, their
 * regular expressions, and the license corpus. Read-only but for the regexes' own match memory and
 * the memo of headers, so one thread at a time. */
#ifndef FH_READ_TOOLS_H
#define FH_READ_TOOLS_H

#include "base/glob_set.h"
#include "base/regex.h"
#include "base/vec.h"
#include "base/words.h"
#include "license/corpus.h"
#include "read/header_memo.h"
#include "read/reader.h"

FH_VEC(fh_regex_vec, fh_regex *);

struct fh_read_tools {
    fh_arena arena;
    const fh_signals *signals;
    const fh_words *words; /* ids: signals->list, then fh_license_stems */
    fh_regex **regexes;    /* by signal; NULL where it has none. Equal patterns share one */
    fh_regex_vec owned;    /* each regex once, to be freed */
    fh_license_corpus corpus;
    fh_header_memo *memo;       /* NULL when memory ran out */
    const fh_glob_set *files;   /* the distinct path patterns of signals */
    size_t file_count;          /* of them */
    uint32_t *file_of;          /* by signal: its pattern's id, or UINT32_MAX for any path */
    const fh_glob_set *readers; /* the globs of all readers; ids are indexes into fh_readers */
};

#endif
