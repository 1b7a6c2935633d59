/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Which license fact speaks for which part of the tree. Internal to the room. */
#ifndef FH_LINK_LICENSE_SCOPES_H
#define FH_LINK_LICENSE_SCOPES_H

#include "link/parts.h"

/* Categories of licenses that open source knows; NULL-ended. */
extern const char *const fh_open_categories[];

typedef enum fh_openness {
    FH_OPENNESS_UNKNOWN,
    FH_OPENNESS_OPEN,
    FH_OPENNESS_DOCUMENTATION, /* free, but not written for software */
    FH_OPENNESS_RESTRICTED
} fh_openness;
fh_openness fh_openness_of(fh_text category);

/* May this match decide what applies, rather than only hint at it? */
bool fh_license_decides(const fh_fact *fact);
/* A license text by its name: prose, not code about licenses. */
bool fh_is_license_file(const fh_file *file);
/* Set attribute "scope" of every license fact and license file. Linear. */
void fh_link_license_scopes(fh_linker *linker);
/* Derived facts about the tree's terms: parts that are carved out, headers, README and manifests
 * that say something else, texts that are missing. After fh_link_license_scopes. */
void fh_link_license_parts(fh_linker *linker);
/* Bind headers that say "see the LICENSE file" to that file. After fh_link_license_scopes. */
void fh_link_license_pointers(fh_linker *linker);

#endif
