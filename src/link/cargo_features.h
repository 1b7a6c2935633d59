/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Features of crates whose manifests are in the tree, unified over a workspace as cargo does it
 * (The Cargo Book, "Features"), for three choices of the user at once: no default features, the
 * default ones, all of them. Internal to the room. */
#ifndef FH_LINK_CARGO_FEATURES_H
#define FH_LINK_CARGO_FEATURES_H

#include "link/lock_graph.h"

/* Choices of the user, as bits: what holds under the first holds under the others. */
enum { FH_CARGO_NONE = 1, FH_CARGO_DEFAULT = 2, FH_CARGO_ALL = 4, FH_CARGO_ANY = 7 };

typedef struct fh_crate_need {
    const fh_fact *fact;
    const fh_fact *workspace; /* the entry that it inherits from, or NULL */
    uint32_t crate;           /* that asks */
    uint32_t to;              /* package number; UINT32_MAX: not locked */
    uint32_t next;            /* of the same name and crate, or UINT32_MAX */
    uint8_t active;           /* choices under which it is wanted */
    bool optional;
} fh_crate_need;
FH_VEC(fh_crate_need_vec, fh_crate_need);

typedef struct fh_crate {
    uint32_t number;            /* package in the lock */
    uint32_t file;              /* its manifest */
    uint32_t first_need, needs; /* in fh_crates.needs */
    uint8_t reached;            /* choices */
    bool member;                /* of the workspace: a root */
} fh_crate;
FH_VEC(fh_crate_vec, fh_crate);

typedef struct fh_crates {
    fh_lock_graph *graph;
    fh_crate_vec list;
    fh_crate_need_vec needs;
    fh_table by_number; /* package number, as text -> index into list */
} fh_crates;

/* Set `active` of every need and `reached` of every crate. Each pair of feature and choice is
 * looked at once. */
void fh_cargo_unify(fh_crates *crates);

#endif
