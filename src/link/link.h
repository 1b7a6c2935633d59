/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Everything across files: components, which file belongs to which, who needs whom, and facts that
 * only several files together show (sibling backends, variant manifests, lists of vendors). No
 * input and no output: facts in, components and derived facts out. */
#ifndef FH_LINK_LINK_H
#define FH_LINK_LINK_H

#include "base/env.h"
#include "model/report.h"
#include "model/signal.h"

/* What is known of the license of one package in one version. */
typedef struct fh_package_license {
    fh_text purl, version; /* version empty: evidence that names none */
    fh_text expression, source;
    uint32_t first, count; /* in fh_linked.evidence */
    bool differs;
} fh_package_license;
FH_VEC(fh_package_license_vec, fh_package_license);

typedef struct fh_linked {
    fh_component_vec components;     /* [0] is the main one */
    fh_lock_need_vec needs;          /* between facts of the store, not dependencies of a report */
    fh_package_license_vec licenses; /* by package URL and version */
    fh_license_evidence_vec evidence;
    uint32_t *license_of; /* by fact: index into licenses, or UINT32_MAX */
    size_t license_of_count;
} fh_linked;

/* Link `store`: sets every file's component, adds derived facts behind the others. Names of the
 * tree itself come from its manifests, never from its folder. Results live in store->arena. */
FH_NODISCARD fh_status fh_link(fh_env *env, fh_store *store, const fh_signals *signals,
                               fh_linked *ret_linked);

/* Names whose uses must be counted to tell live defaults from dead ones: constants that hold a hit.
 * Counting needs the bytes again, so the hallway does it between reading and linking. Sorted, each
 * name once; views into the store. */
void fh_link_wanted_names(const fh_store *store, fh_arena *arena, fh_text_vec *ret_names);
/* Say how often `name` is used in product code, its own definition included. A name used once only
 * is unreferenced: its hits get that context. */
void fh_link_set_references(fh_store *store, fh_text name, uint64_t count);

#endif
