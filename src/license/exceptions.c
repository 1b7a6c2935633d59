/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/exceptions.h"

fh_license_category fh_license_with_category(fh_license_category base, fh_text exception)
{
    if (base != FH_CATEGORY_COPYLEFT && base != FH_CATEGORY_NETWORK_COPYLEFT &&
        base != FH_CATEGORY_WEAK_COPYLEFT)
        return base;
    /* These permit one named library, or promise a cure of breaches: the reach stays. */
    if (fh_text_find_nocase(exception, FH_TEXT("openssl")) != SIZE_MAX ||
        fh_text_starts(exception, FH_TEXT("GPL-CC")))
        return base;
    return FH_CATEGORY_WEAK_COPYLEFT;
}
