/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What manifests write where a license belongs: ids, expressions, names and addresses. */
#ifndef FH_READ_LICENSE_NAME_H
#define FH_READ_LICENSE_NAME_H

#include "base/arena.h"
#include "base/env.h"

/* The expression that `text` stands for; `text` itself, at most 200 bytes, when it names no license
 * that is known. */
fh_text fh_license_of_name(fh_env *env, fh_arena *arena, fh_text text);
/* a AND b; one of them when the other is empty. */
fh_text fh_license_and(fh_arena *arena, fh_text a, fh_text b);
/* a OR b; one of them when the other is empty. */
fh_text fh_license_or(fh_arena *arena, fh_text a, fh_text b);

#endif
