/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What the readers of Python's lock files share: finding the locked packages that a name means, and
 * those that come with an extra. First index every package, and behind them every extra; then
 * begin, need and add each. Lives on the stack of a reader's call. */
#ifndef FH_READ_PYTHON_LOCK_H
#define FH_READ_PYTHON_LOCK_H

#include "read/lock.h"

typedef struct fh_python_lock {
    fh_lock lock;
    fh_arena *arena;
    fh_table names; /* name -> the first package of that name */
    fh_table forks; /* of names that several have: name, version and source, as far as told */
    fh_text *versions, *sources; /* by number */
    uint32_t *next;              /* the next package of the same name; UINT32_MAX ends */
    uint32_t count, most;
} fh_python_lock;

/* A need of the package at hand. Empty texts are not known. */
typedef struct fh_python_lock_need {
    fh_text name, version, source;
    const fh_node *extras; /* a list of texts, or NULL */
    fh_text extra_list;    /* or as text, "a, b" */
    fh_lock_phase phase;
    fh_lock_necessity necessity;
    fh_text gate;
} fh_python_lock_need;

/* At most `most` packages and extras are to come. False when memory ran out. */
bool fh_python_lock_init(fh_python_lock *self, const fh_input *input, const fh_reader *reader,
                         fh_facts *facts, size_t most);
void fh_python_lock_done(fh_python_lock *self);

/* The number of a package; UINT32_MAX when `most` are there already. */
uint32_t fh_python_lock_index(fh_python_lock *self, fh_text name, fh_text version, fh_text source);
uint32_t fh_python_lock_index_extra(fh_python_lock *self, fh_text name, fh_text extra,
                                    fh_text version, fh_text source);
/* Edges to all that a need may mean: several when the lock has forks that it does not tell apart,
 * at most 16. False when no package of that name is there. */
bool fh_python_lock_add_need(fh_python_lock *self, const fh_python_lock_need *need);
/* The gate of a marker: "marker:..."; empty for an empty one. */
fh_text fh_python_lock_gate(fh_python_lock *self, fh_text marker);
/* Add the package at the place of its name, known by its name. */
void fh_python_lock_add(fh_python_lock *self, const fh_node *node, fh_lock_package *package);

#endif
