/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Which names an audit may give to freehold-lookup. Internal to the hallway. */
#ifndef FH_AUDIT_LOOKUP_H
#define FH_AUDIT_LOOKUP_H

#include "audit.h"
#include "base/table.h"

typedef struct fh_sendable {
    const freehold_options *options;
    fh_arena arena;
    fh_table own;   /* packages of the tree itself, and what it has from no public registry */
    fh_table mixed; /* types for which the tree names a registry that is not public */
} fh_sendable;

void fh_sendable_init(fh_sendable *self, freehold_audit *audit, const freehold_options *options);
void fh_sendable_done(fh_sendable *self);
/* Whether the package of a dependency fact may be named to a public service. */
bool fh_sendable_is(const fh_sendable *self, const fh_fact *fact);

#endif
