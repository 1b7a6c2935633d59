/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "scanned.h"

/* "name=value@line; ..." of all matches. */
static void check_parameters(const char *path, const char *text, const char *want)
{
    scanned self = scan_text(path, fh_text_of(text));
    fh_text told = FH_TEXT("");
    for (size_t i = 0; i < self.result.matches.count; i++) {
        const fh_license_match *match = &self.result.matches.items[i];
        for (size_t k = 0; k < match->parameters.count; k++) {
            const fh_license_parameter *one = &match->parameters.items[k];
            told = fh_arena_printf(&self.arena, "%.*s%s%.*s=%.*s@%u", FH_TEXT_ARGS(told),
                                   told.len > 0 ? "; " : "", FH_TEXT_ARGS(one->name),
                                   FH_TEXT_ARGS(one->value), one->line);
        }
    }
    CHECK_TEXT(told, want);
    fh_arena_done(&self.arena);
}

static void business_source(void)
{
    check_parameters("LICENSE",
                     "Business Source License 1.1\n\nLicensor:  Example Inc.\n"
                     "Licensed Work: Widget\n   and its parts\nChange Date: 2028-05-01\n\n"
                     "Change License: GPL-2.0-or-later\n",
                     "licensor=Example Inc.@3; licensed-work=Widget and its parts@4; "
                     "change-date=2028-05-01@6; change-license=GPL-2.0-or-later@8");
    check_parameters("a.c",
                     "/* Licensed under the Business Source License.\n * Change Date: 2030 */\n",
                     "change-date=2030@2");
}

static void limits(void)
{
    check_parameters("LICENSE",
                     "Llama 4 Community License Agreement\n\nIf you have more than 700\n million "
                     "monthly active users, ask.\n",
                     "user-threshold=700 million monthly active users@3");
    check_parameters(
        "LICENSE",
        "Stability AI Community License Agreement\n\nAnnual revenue of no more than USD "
        "$1,000,000 is fine.\n",
        "revenue-threshold=1,000,000@3");
}

/* A license without blanks has none, whatever stands in the file. */
static void none(void)
{
    check_parameters("LICENSE", "MIT License\n\nChange Date: 2028-05-01\n", "");
}

static void unknown_terms(void)
{
    check_parameters("LICENSE",
                     "House Terms\n\nCopyright 2024 Example Inc.\nYou may not sell it.\n"
                     "All of this is subject to this agreement and its terms; liability is ours.\n",
                     "restriction=You may not sell it.@4");
}

int main(void)
{
    RUN(business_source);
    RUN(limits);
    RUN(none);
    RUN(unknown_terms);
    return DONE();
}
