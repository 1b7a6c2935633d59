/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/scan.h"

void fh_scan_unknown(fh_scan *scan)
{
    (void)scan;
}
