/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The license corpus that the build embeds. Written by rules/embed.py. */
#ifndef FH_LICENSE_BUILTIN_CORPUS_H
#define FH_LICENSE_BUILTIN_CORPUS_H

#include <stddef.h>

extern const unsigned char fh_builtin_licenses[];
extern const size_t fh_builtin_licenses_size;

#endif
