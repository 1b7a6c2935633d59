/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Where a word stands in a file that is read by lines: shell, make, YAML, TOML, JSON, INI, prose.
 */
#ifndef FH_READ_LINE_POSITION_H
#define FH_READ_LINE_POSITION_H

#include "model/path_class.h"
#include "read/position.h"

/* `offset` into `text`, on the line that begins at `line_start`. Owner: the keys above it, dotted,
 * in languages of indentation. `comment` says that it stands in a comment. Looks at no more than a
 * bounded number of lines. */
fh_standing fh_line_standing(fh_language language, fh_text text, size_t line_start, size_t offset,
                             fh_arena *arena, bool *ret_comment);

#endif
