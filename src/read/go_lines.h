/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What the files of Go modules share: lines of words, and how versions pin. */
#ifndef FH_READ_GO_LINES_H
#define FH_READ_GO_LINES_H

#include "base/text.h"

typedef struct fh_go_words {
    fh_text at[6]; /* the first ones */
    size_t count;
} fh_go_words;

/* Words of a line without its comment; quotes are taken off. */
fh_go_words fh_go_split(fh_text line);
/* "exact", or "git-commit" for a pseudo-version. */
const char *fh_go_pin(fh_text version);

#endif
