/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Which features of a Cargo package are on by default, and which feature brings an optional
 * dependency in. Lives in the scratch arena of the file. */
#ifndef FH_READ_READ_CARGO_FEATURES_H
#define FH_READ_READ_CARGO_FEATURES_H

#include "base/table.h"
#include "parse/doc.h"

typedef struct fh_cargo_features {
    fh_arena *arena;
    fh_table features; /* name -> index of its list */
    const fh_node **lists;
    fh_table reached;    /* features on by default */
    fh_table enabled_by; /* dependency -> index of the default feature that enables it */
    fh_table listed_by;  /* the same for the first feature of all that says "dep:x" */
} fh_cargo_features;

/* Close the default feature over `table` ([features], or the empty node). Linear. False when memory
 * ran out. */
bool fh_cargo_features_init(fh_cargo_features *self, fh_arena *arena, const fh_node *table);
bool fh_cargo_feature_is_default(const fh_cargo_features *self, fh_text feature);
/* True when the default features enable the optional dependency `name`. Either way the feature that
 * stands for it: the implicit one of its own name, unless some feature says "dep:name". */
bool fh_cargo_features_enable(const fh_cargo_features *self, fh_text name, fh_text *ret_feature);

#endif
