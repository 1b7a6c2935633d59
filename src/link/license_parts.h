/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The terms of license files and of the root, compared. Internal to the room. */
#ifndef FH_LINK_LICENSE_PARTS_H
#define FH_LINK_LICENSE_PARTS_H

#include "link/license_scopes.h"

/* What a license file, or all of the root's, offer. */
typedef struct fh_license_terms {
    fh_text_vec ids;
    fh_text category; /* of the most restricting one */
    bool any, open, copyleft, documentation, restricted;
} fh_license_terms;

fh_license_terms fh_terms_of_file(fh_linker *linker, uint32_t file);
fh_license_terms fh_terms_of_root(fh_linker *linker);
/* How a part's terms stand to the root's: same, other (both open), stricter (copyleft in a tree
 * without), documentation, unknown, restricted. */
const char *fh_terms_relation(const fh_license_terms *root, const fh_license_terms *part);
/* Is `id` among them, whatever is said of later versions and exceptions? */
bool fh_terms_have(const fh_license_terms *terms, fh_text id);
bool fh_license_is_same(fh_text a, fh_text b);
/* "GPL-3.0" of GPL-3.0-only. */
fh_text fh_license_stem(fh_text id);

typedef struct fh_license_parts {
    fh_linker *linker;
    const fh_license_terms *root;
    fh_text_vec dirs; /* folders with terms of their own */
    size_t last;      /* the part fact added last; 0 before */
} fh_license_parts;

/* Find parts under other terms and add their facts. */
void fh_parts_find(fh_license_parts *self);
/* Does `path` lie in one of the parts? Linear in the parts. */
bool fh_parts_cover(const fh_license_parts *self, fh_text path);
/* Is `path` inside folder `dir`? The empty folder is the root. */
bool fh_path_is_below(fh_text path, fh_text dir);

#endif
