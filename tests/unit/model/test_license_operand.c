/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/license_operand.h"

#include "tap.h"

static void operands_are_whole(void)
{
    static const struct {
        const char *expression, *operand;
        bool has;
    } rows[] = {
        {"MIT", "MIT", true},
        {"MIT-Modern-Variant", "MIT", false},
        {"MIT-Modern-Variant AND MIT", "MIT", true},
        {"(ISC OR MIT) AND Zlib", "MIT", true},
        {"GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only", false},
        {"GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0",
         true},
        {"X-MIT", "MIT", false},
        {"", "MIT", false},
        {"MIT", "", false},
    };
    for (size_t i = 0; i < FH_COUNT(rows); i++)
        CHECK_INT(
            fh_license_has_operand(fh_text_of(rows[i].expression), fh_text_of(rows[i].operand)),
            rows[i].has);
}

static void operands_are_joined(void)
{
    static const struct {
        const char *expression, *operand, *joined;
    } rows[] = {
        {"", "MIT", "MIT"},
        {"MIT", "MIT", "MIT"},
        {"MIT", "ISC", "MIT AND ISC"},
        {"MIT OR ISC", "Zlib", "(MIT OR ISC) AND Zlib"},
        {"(MIT OR ISC) AND Zlib", "0BSD OR X11", "(MIT OR ISC) AND Zlib AND (0BSD OR X11)"},
        {"MIT AND ISC AND Zlib AND X11", "LicenseRef-a-long-one", "MIT AND ISC AND Zlib AND X11"},
    };
    fh_arena arena;
    fh_arena_init(&arena, 0);
    for (size_t i = 0; i < FH_COUNT(rows); i++)
        CHECK_TEXT(fh_license_with_operand(&arena, fh_text_of(rows[i].expression),
                                           fh_text_of(rows[i].operand), 50),
                   rows[i].joined);
    fh_arena_done(&arena);
}

int main(void)
{
    RUN(operands_are_whole);
    RUN(operands_are_joined);
    return DONE();
}
