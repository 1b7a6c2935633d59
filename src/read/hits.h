/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Hits: every place where a file holds a word that the rules want to know about, with its position
 * in the syntax, the name it is given to, the function it is an argument of, and what guards it. */
#ifndef FH_READ_HITS_H
#define FH_READ_HITS_H

#include "read/reader.h"

/* Add a hit fact for every wanted occurrence in a text file. Linear in the file for ordinary files.
 */
void fh_read_hits(fh_env *env, const fh_input *input, fh_facts *facts);

#endif
