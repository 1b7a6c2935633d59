/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Package URLs (package-url specification): pkg:type/namespace/name@version?qualifiers#subpath. */
#ifndef FH_MODEL_PURL_H
#define FH_MODEL_PURL_H

#include "base/arena.h"

typedef struct fh_purl {
    fh_text type, ns, name, version, qualifiers, subpath; /* decoded; qualifiers as written, sorted */
} fh_purl;

/* Canonical text, with the type's own rules for case and dashes applied. Lives in `arena`. */
fh_text fh_purl_format(fh_arena *arena, const fh_purl *purl);
/* Shorthand: purl without version of `name` ("@scope/name", "group:artifact" and "a/b/c" are split
 * into namespace and name as the type demands). */
fh_text fh_purl_of(fh_arena *arena, const char *type, fh_text name);
FH_NODISCARD fh_status fh_purl_parse(fh_arena *arena, fh_text text, fh_purl *ret_purl);

#endif
