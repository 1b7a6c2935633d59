/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Package URLs (package-url specification): pkg:type/namespace/name@version?qualifiers#subpath. */
#ifndef FH_MODEL_PURL_H
#define FH_MODEL_PURL_H

#include "base/arena.h"

typedef struct fh_purl {
    fh_text type, ns, name, version, subpath; /* decoded */
    fh_text qualifiers;                       /* "key=value&...", encoded; parsed ones are sorted */
} fh_purl;

/* Canonical text, with the type's own rules for case and dashes applied. Lives in `arena`; empty
 * when there is no name or the type is none. */
fh_text fh_purl_format(fh_arena *arena, const fh_purl *purl);
/* Shorthand: purl without version of `name` ("@scope/name", "group:artifact" and "a/b/c" are split
 * into namespace and name as the type demands). */
fh_text fh_purl_of(fh_arena *arena, const char *type, fh_text name);
/* The parts of `text`, by the type's own rules. FH_BAD_INPUT, without a message: it is no package
 * URL, its type forbids or demands a namespace, or it has over 64 qualifiers. */
FH_NODISCARD fh_status fh_purl_parse(fh_arena *arena, fh_text text, fh_purl *ret_purl);

#endif
