/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/pairs.h"
#include "license/scan.h"

/* What the file says as a whole: every deciding expression once, joined by AND; an exception stays
 * with its license. */
void fh_scan_conclude(fh_scan *scan, fh_license_result *ret_result)
{
    fh_text whole = {0};
    uint32_t joined = 0;
    for (size_t i = 0; i < scan->matches.count && joined < 64; i++) {
        const fh_license_match *match = &scan->matches.items[i];
        if (!fh_license_kind_decides(match->kind) || match->inventory) continue;
        bool known = false;
        for (size_t k = 0; k < i && !known; k++) {
            const fh_license_match *other = &scan->matches.items[k];
            known = fh_license_kind_decides(other->kind) && !other->inventory &&
                    fh_text_eq(other->expression, match->expression);
        }
        if (known) continue;
        const bool choice = fh_text_find(match->expression, FH_TEXT(" OR ")) != SIZE_MAX;
        const fh_text part = match->expression;
        if (joined++ == 0) {
            whole = part;
        } else {
            if (joined == 2 && fh_text_find(whole, FH_TEXT(" OR ")) != SIZE_MAX)
                whole = fh_arena_printf(scan->arena, "(%.*s)", FH_TEXT_ARGS(whole));
            whole = fh_arena_printf(scan->arena, choice ? "%.*s AND (%.*s)" : "%.*s AND %.*s",
                                    FH_TEXT_ARGS(whole), FH_TEXT_ARGS(part));
        }
    }
    *ret_result = (fh_license_result){.matches = scan->matches,
                                      .expression = whole,
                                      .limited = scan->limited || scan->tokens.limited};
    fh_license_pairs pairs;
    if (joined > 1 && fh_license_pair(scan->arena, ret_result, &pairs))
        ret_result->expression = fh_license_pair_expression(scan->arena, &pairs);
}
