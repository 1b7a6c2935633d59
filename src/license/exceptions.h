/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What an exception makes of its license. */
#ifndef FH_LICENSE_EXCEPTIONS_H
#define FH_LICENSE_EXCEPTIONS_H

#include "license/corpus.h"

/* Where a license stands with its exception: nearly all exceptions to copyleft licenses let other
 * code be combined freely, so that what is left reaches no further than the files themselves. */
fh_license_category fh_license_with_category(fh_license_category base, fh_text exception);

#endif
