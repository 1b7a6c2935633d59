/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What the build embeds: the compiled rule packs (fh_packs_decode reads them). Written by
 * rules/embed.py; immutable and alive as long as the program. */
#ifndef FH_BUILTIN_H
#define FH_BUILTIN_H

#include <stddef.h>

extern const unsigned char fh_builtin_rules[];
extern const size_t fh_builtin_rules_size;

#endif
