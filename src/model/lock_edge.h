/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The graph in a lock file, as it travels in facts. Every locked package is a dependency fact of
 * table "lock" whose attribute "needs" holds its number in the file and its edges; every project
 * that the lock serves is a field fact "lock.importer" with the folder as its value. What comes
 * with an extra of a package is a field fact "lock.extra", numbered as packages are; its first edge
 * leads to the package. */
#ifndef FH_MODEL_LOCK_EDGE_H
#define FH_MODEL_LOCK_EDGE_H

#include "base/buf.h"

/* Strongest first: what is needed to run is needed whatever else needs it. */
typedef enum fh_lock_phase {
    FH_LOCK_RUNTIME,
    FH_LOCK_BUILD,
    FH_LOCK_TEST,
    FH_LOCK_DEV
} fh_lock_phase;
enum { FH_LOCK_PHASES = 4 };

/* Strongest first. */
typedef enum fh_lock_necessity {
    FH_LOCK_REQUIRED,
    FH_LOCK_PEER,
    FH_LOCK_DEFAULT_ON,
    FH_LOCK_PEER_OPTIONAL,
    FH_LOCK_DEFAULT_OFF,
    FH_LOCK_UNKNOWN
} fh_lock_necessity;
enum { FH_LOCK_NECESSITIES = 6 };

const char *fh_lock_phase_name(fh_lock_phase phase);
const char *fh_lock_necessity_name(fh_lock_necessity necessity);
/* The member of that name; the last one of the family when there is none. */
fh_lock_phase fh_lock_phase_of(fh_text name);
fh_lock_necessity fh_lock_necessity_of(fh_text name);

typedef struct fh_lock_edge {
    fh_lock_phase phase;
    fh_lock_necessity necessity;
    uint32_t to;  /* number of a package in the same file */
    fh_text gate; /* when it counts; empty: always */
} fh_lock_edge;

/* Begin the text of package `number`; UINT32_MAX begins that of an importer. */
void fh_lock_edges_begin(fh_buf *buf, uint32_t number);
void fh_lock_edges_add(fh_buf *buf, const fh_lock_edge *edge);
/* Take the number off the front; false when there is none. */
bool fh_lock_edges_number(fh_text *rest, uint32_t *ret_number);
/* Take the next edge, its gate a view; false at the end, and at what add would not write. */
bool fh_lock_edges_next(fh_text *rest, fh_lock_edge *ret_edge);

#endif
