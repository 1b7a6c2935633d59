/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/report.h"
#include "tap.h"

#define CHECK_NAMES(type, count, name_of, find)                                                    \
    do {                                                                                           \
        type found = (type)0;                                                                      \
        for (int i = 0; i < (count); i++) {                                                        \
            CHECK(find(fh_text_of(name_of((type)i)), &found) && (int)found == i);                  \
            for (int k = 0; k < i; k++) CHECK(strcmp(name_of((type)i), name_of((type)k)) != 0);    \
        }                                                                                          \
        CHECK(!find(FH_TEXT("no such name"), &found) && !find((fh_text){0}, &found));              \
    } while (0)

static void names_lead_back(void)
{
    CHECK_NAMES(fh_axis, FH_AXIS_COUNT, fh_axis_name, fh_axis_find);
    CHECK_NAMES(fh_severity, FH_SEVERITY_COUNT, fh_severity_name, fh_severity_find);
    CHECK_NAMES(fh_strength, FH_STRENGTH_COUNT, fh_strength_name, fh_strength_find);
    CHECK_NAMES(fh_confidence, FH_CONFIDENCE_HIGH + 1, fh_confidence_name, fh_confidence_find);
}

static void order_means_more(void)
{
    CHECK(FH_SEVERITY_CRITICAL > FH_SEVERITY_HIGH && FH_SEVERITY_LOW > FH_SEVERITY_INFO);
    CHECK(FH_STRENGTH_REQUIRED > FH_STRENGTH_PRIVILEGE && FH_STRENGTH_FREEDOM > FH_STRENGTH_TRAP);
    CHECK(FH_CONFIDENCE_HIGH > FH_CONFIDENCE_LOW);
}

int main(void)
{
    RUN(names_lead_back);
    RUN(order_means_more);
    return DONE();
}
