/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* SHA-256 (FIPS 180-4, section 6.2): for what somebody vouched for, where trust hangs on the bytes.
 */
#ifndef FH_BASE_SHA256_H
#define FH_BASE_SHA256_H

#include "base/text.h"

typedef struct fh_sha256_hex {
    char hex[65]; /* 64 lower-case digits and a NUL */
} fh_sha256_hex;
/* Linear. */
fh_sha256_hex fh_sha256(fh_text text);

#endif
