/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The steps of outlining; internal to outline*.c. */
#ifndef FH_READ_OUTLINE_PARTS_H
#define FH_READ_OUTLINE_PARTS_H

#include "read/outline.h"

/* What the tokens [first, end) before a block say of it; sets kind and name. */
void fh_outline_head(const fh_outline *outline, uint32_t first, uint32_t end, fh_block *block);
/* Append a block and give its index; FH_NOWHERE when memory ran out. */
uint32_t fh_outline_add(fh_arena *arena, fh_outline *outline, const fh_block *block);
/* Blocks of a language of indentation, once brackets and segments are known. */
bool fh_outline_indentation(fh_arena *arena, fh_outline *outline);
/* Branches of preprocessor lines. */
bool fh_outline_branches(fh_arena *arena, fh_outline *outline);

#endif
