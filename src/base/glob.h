/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Path patterns: '*' any run without '/', '**' any run, '?' one byte but '/', '[a-z]' and '[!a-z]'
 * classes, '{a,b}' alternatives (nested to depth 4). No other byte is special. */
#ifndef FH_BASE_GLOB_H
#define FH_BASE_GLOB_H

#include "base/text.h"

enum { FH_GLOB_NOCASE = 1 };

/* True when the whole `text` matches. A double star followed by a slash also matches nothing, so
 * that it covers files at the root. A pattern that is not well formed matches nothing. Time is
 * bounded by pattern length times text length. */
bool fh_glob_match(fh_text pattern, fh_text text, unsigned flags);
/* False when the pattern is not well formed (open bracket or brace) or has over 4,096 bytes. */
bool fh_glob_is_valid(fh_text pattern);
/* True when `pattern` is a double star and a slash before a pattern without either: then it takes
 * exactly the paths whose base name `*ret_rest` takes. Else `*ret_rest` is left alone. */
bool fh_glob_of_base_name(fh_text pattern, fh_text *ret_rest);
/* True for the bytes that mean more than themselves. */
bool fh_glob_is_special(char c);

#endif
