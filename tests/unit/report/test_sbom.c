/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "report/sbom.h"

#include <string.h>

#include "tap.h"

static bool is_date(uint64_t seconds, const char *expected)
{
    char date[24];

    fh_sbom_date(seconds, date);
    return strcmp(date, expected) == 0;
}

static void test_dates(void)
{
    CHECK(is_date(0, "1970-01-01T00:00:00Z"));
    CHECK(is_date(951782400, "2000-02-29T00:00:00Z"));
    CHECK(is_date(951868800, "2000-03-01T00:00:00Z"));
    CHECK(is_date(1700000000, "2023-11-14T22:13:20Z"));
    CHECK(is_date(1735689599, "2024-12-31T23:59:59Z"));
    CHECK(is_date(UINT64_MAX, "9999-12-31T23:59:59Z"));
}

static void test_expressions(void)
{
    static const char *const good[] = {"MIT", "MIT OR Apache-2.0", "(MIT AND (BSD-3-Clause))",
                                       "GPL-2.0-only WITH Classpath-exception-2.0",
                                       "LicenseRef-freehold-x OR GPL-2.0+"};
    static const char *const bad[] = {"",        "MIT OR", "OR MIT",      "(MIT",           "MIT)",
                                      "MIT BSD", "()",     "see LICENSE", "MIT/Apache-2.0", "\xff"};

    for (size_t i = 0; i < FH_COUNT(good); i++) CHECK(fh_sbom_is_expression(fh_text_of(good[i])));
    for (size_t i = 0; i < FH_COUNT(bad); i++) CHECK(!fh_sbom_is_expression(fh_text_of(bad[i])));
}

static void test_refs(void)
{
    fh_text rest = FH_TEXT("(LicenseRef-a OR MIT) AND LicenseRef-b"), ref = FH_TEXT("");

    CHECK(fh_sbom_next_ref(&rest, &ref) && fh_text_is(ref, "LicenseRef-a"));
    CHECK(fh_sbom_next_ref(&rest, &ref) && fh_text_is(ref, "LicenseRef-b"));
    CHECK(!fh_sbom_next_ref(&rest, &ref));
}

static void test_hub_ids(void)
{
    CHECK(fh_sbom_is_hub_id(FH_TEXT("org/name-1.5_x")));
    CHECK(!fh_sbom_is_hub_id(FH_TEXT("gpt-4")));
    CHECK(!fh_sbom_is_hub_id(FH_TEXT("/name")) && !fh_sbom_is_hub_id(FH_TEXT("org/")));
    CHECK(!fh_sbom_is_hub_id(FH_TEXT("a/b/c")));
}

int main(void)
{
    RUN(test_dates);
    RUN(test_expressions);
    RUN(test_refs);
    RUN(test_hub_ids);
    return DONE();
}
