/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/copyright.h"
#include "tap.h"

static const struct {
    const char *line, *years, *holder; /* holder NULL: names nobody */
} rows[] = {
    {"Copyright (c) 2024 OpenAI", "2024", "OpenAI"},
    {"Copyright 2019-2024 Jane Doe <jane@example.org>. All rights reserved.", "2019-2024",
     "Jane Doe"},
    {"// Copyright \xC2\xA9 2020, 2022 Firm GmbH & Co. KG", "2020, 2022", "Firm GmbH & Co. KG"},
    {" * Copyright (C) 2021-present, Contributors of X", "2021-present", "Contributors of X"},
    {"# SPDX-FileCopyrightText: 2026 The freehold authors", "2026", "The freehold authors"},
    {"\xC2\xA9 2025 Acme, Inc.", "2025", "Acme, Inc"},
    {"(c) 2018 by Ann Smith (https://example.org)", "2018", "Ann Smith"},
    {"Copyright Acme Corporation", "", "Acme Corporation"},
    {"Copyright: 2017 A. Person", "2017", "A. Person"},
    {"Copyright [yyyy] [name of copyright owner]", NULL, NULL},
    {"Copyright (c) <year> <owner>", NULL, NULL},
    {"Copyright (C) 2007 Free Software Foundation, Inc. <https://fsf.org/>", NULL, NULL},
    {"copyright notice and this permission notice appear in all copies", NULL, NULL},
    {"the copyright holders be liable", NULL, NULL},
    {"Copyrighted works", NULL, NULL},
    {"(c) You must retain the notice", NULL, NULL},
    {"", NULL, NULL},
};

static void lines(void)
{
    for (size_t i = 0; i < FH_COUNT(rows); i++) {
        fh_text years = {0}, holder = {0};
        const bool found = fh_copyright_parse(fh_text_of(rows[i].line), &years, &holder);
        const bool good =
            found == (rows[i].holder != NULL) &&
            (!found || (fh_text_is(years, rows[i].years) && fh_text_is(holder, rows[i].holder)));
        if (!CHECK(good))
            printf("# %s: '%.*s' '%.*s'\n", rows[i].line, FH_TEXT_ARGS(years),
                   FH_TEXT_ARGS(holder));
    }
}

int main(void)
{
    RUN(lines);
    return DONE();
}
