/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* License expressions as texts, for joining what several places say. The grammar is in the license
 * room. */
#ifndef FH_MODEL_LICENSE_OPERAND_H
#define FH_MODEL_LICENSE_OPERAND_H

#include "base/arena.h"

/* True when `operand` stands in `expression` as a whole: not as a part of another id, and not as a
 * license that an exception follows. Linear in their product at worst, as a search is. */
bool fh_license_has_operand(fh_text expression, fh_text operand);
/* expression AND operand, with brackets where they have to be; `expression` alone when it has the
 * operand or would be longer than `most` bytes. Lives in `arena`, or is one of the two. */
fh_text fh_license_with_operand(fh_arena *arena, fh_text expression, fh_text operand, size_t most);

#endif
