/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/enums.h"
#include "tap.h"

/* Names are what rules and reports use: each family is complete, and no name comes twice. */
static void check_family(const char *(*name_of)(uint32_t), uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (!CHECK(name_of(i) != NULL && strlen(name_of(i)) > 0)) return;
        for (const char *p = name_of(i); *p != '\0'; p++)
            CHECK((*p >= 'a' && *p <= 'z') || *p == '-');
        for (uint32_t k = 0; k < i; k++) CHECK(strcmp(name_of(i), name_of(k)) != 0);
    }
    CHECK(name_of(count) == NULL);
    CHECK(name_of(UINT32_MAX) == NULL);
}

static void families_are_complete(void)
{
    check_family(fh_context_name, FH_CONTEXT_COUNT);
    check_family(fh_fact_kind_name, FH_FACT_COUNT);
    check_family(fh_attr_name, FH_ATTR_COUNT);
    check_family(fh_position_name, FH_POSITION_COUNT);
    check_family(fh_certainty_name, FH_CERTAINTY_COUNT);
    check_family(fh_unread_name, FH_UNREAD_COUNT);
}

static void names_lead_back(void)
{
    uint32_t value = 0;
    for (uint32_t i = 0; i < FH_CONTEXT_COUNT; i++)
        CHECK(fh_context_find(fh_text_of(fh_context_name(i)), &value) && value == 1u << i);
    for (uint32_t i = 0; i < FH_FACT_COUNT; i++)
        CHECK(fh_fact_kind_find(fh_text_of(fh_fact_kind_name(i)), &value) && value == i);
    for (uint32_t i = 0; i < FH_ATTR_COUNT; i++)
        CHECK(fh_attr_find(fh_text_of(fh_attr_name(i)), &value) && value == i);
    for (uint32_t i = 0; i < FH_POSITION_COUNT; i++)
        CHECK(fh_position_find(fh_text_of(fh_position_name(i)), &value) && value == i);
    CHECK(!fh_context_find(FH_TEXT("Code"), &value));
    CHECK(!fh_fact_kind_find(FH_TEXT(""), &value));
    CHECK(!fh_attr_find(FH_TEXT("phases"), &value));
    CHECK(!fh_position_find((fh_text){0}, &value));
}

static void some_numbers_are_for_ever(void)
{
    CHECK_INT(FH_CONTEXT_CODE, 1);
    CHECK_INT(FH_CONTEXT_COMMENT, 2);
    CHECK_INT(FH_CONTEXT_TEST, 16);
    CHECK_INT(FH_FACT_DEPENDENCY, 0);
    CHECK(FH_CONTEXT_COUNT < 32);
    CHECK(FH_FACT_COUNT < 256 && FH_ATTR_COUNT < 256 && FH_CERTAINTY_COUNT < 256);
}

int main(void)
{
    RUN(families_are_complete);
    RUN(names_lead_back);
    RUN(some_numbers_are_for_ever);
    return DONE();
}
