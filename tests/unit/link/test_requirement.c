/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/requirement.h"
#include "tap.h"

static void requirements_allow_versions(void)
{
    static const struct {
        const char *requirement, *version;
        bool want;
    } rows[] = {
        {"", "1.2.3", true},
        {"1", "1.9.0", true},
        {"1", "2.0.0", false},
        {"1.2", "1.1.9", false},
        {"^1.2", "1.3.0", true},
        {"0.3", "0.3.9", true},
        {"0.3", "0.4.0", false},
        {"0.0.3", "0.0.4", false},
        {"0", "0.9.0", true},
        {"0.0", "0.0.7", true},
        {"0.0", "0.1.0", false},
        {"~1.2", "1.2.9", true},
        {"~1.2", "1.3.0", false},
        {"~1", "1.9.0", true},
        {"=1.2.3", "1.2.3", true},
        {"=1.2", "1.2.7", true},
        {"=1.2.3", "1.2.4", false},
        {"*", "7.0.0", true},
        {"1.*", "1.9.0", true},
        {"1.*", "2.0.0", false},
        {">=1, <2", "1.5.0", true},
        {">=1, <2", "2.0.0", false},
        {">1.2", "1.2.9", false},
        {"<=1.2", "1.2.9", true},
        {"1.0.0-alpha", "1.0.0-beta", true},
        {"1", "1.0.0+meta", true},
        {"a.b", "1.0.0", false},
        {"1", "nonsense", false},
    };
    for (size_t i = 0; i < FH_COUNT(rows); i++)
        if (!CHECK_INT(
                fh_requirement_allows(fh_text_of(rows[i].requirement), fh_text_of(rows[i].version)),
                rows[i].want))
            printf("# %s for %s\n", rows[i].version, rows[i].requirement);
}

int main(void)
{
    RUN(requirements_allow_versions);
    return DONE();
}
