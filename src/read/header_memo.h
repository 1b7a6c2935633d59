/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What the headers of source files said: most files of a project begin with the same comment, and
 * its license is looked for once. A memo belongs to one worker and is bounded: headers beyond
 * FH_HEADER_MEMO_MAX, or longer than FH_HEADER_BYTES, are not kept. */
#ifndef FH_READ_HEADER_MEMO_H
#define FH_READ_HEADER_MEMO_H

#include "model/fact.h"

enum { FH_HEADER_MEMO_MAX = 512, FH_HEADER_BYTES = 4 << 10 };

typedef struct fh_header_memo fh_header_memo;

/* NULL when memory ran out: replay and keep then do nothing. */
fh_header_memo *fh_header_memo_new(void);
void fh_header_memo_free(fh_header_memo *memo);

/* Add the facts kept for `header` to `facts`, with `contexts` as theirs; false when none were kept.
 * A header without facts is kept, too. */
bool fh_header_memo_replay(const fh_header_memo *memo, fh_text header, uint32_t contexts,
                           fh_facts *facts);
/* Keep a copy of facts[from..] for `header`. They must have no contexts but their file's. */
void fh_header_memo_keep(fh_header_memo *memo, fh_text header, const fh_facts *facts, size_t from);

#endif
