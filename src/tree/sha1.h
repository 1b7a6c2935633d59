/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* SHA-1 (FIPS 180-4, section 6.1): finds damaged git objects. It is no proof against an author who
 * makes collisions on purpose, and nothing here trusts it for more. */
#ifndef FH_TREE_SHA1_H
#define FH_TREE_SHA1_H

#include "base/text.h"

void fh_sha1(fh_text text, uint8_t ret_digest[20]);

#endif
