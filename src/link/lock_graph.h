/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The graph of one lock file, while it is linked. Internal to the room. Everything lives in the
 * arena of the linking of locks; texts view facts. */
#ifndef FH_LINK_LOCK_GRAPH_H
#define FH_LINK_LOCK_GRAPH_H

#include "base/table.h"
#include "link/parts.h"
#include "model/lock_edge.h"

#define FH_LOCK_ROOT UINT32_MAX

typedef struct fh_graph_edge {
    uint32_t from; /* number of a package; FH_LOCK_ROOT: a project of the tree */
    uint32_t to;
    fh_lock_phase phase;
    fh_lock_necessity necessity;
    fh_text gate;
} fh_graph_edge;
FH_VEC(fh_graph_edge_vec, fh_graph_edge);
FH_VEC(fh_number_vec, uint32_t);

typedef struct fh_lock_graph {
    fh_linker *linker;
    fh_arena *arena;
    uint32_t file;
    fh_text folder;         /* of the lock file */
    uint32_t *facts;        /* package number -> index of its fact; UINT32_MAX: there is none */
    uint32_t *extras;       /* number of an extra -> that of its package; UINT32_MAX: is none */
    uint32_t count;         /* of numbers */
    fh_number_vec projects; /* facts lock.importer */
    fh_graph_edge_vec edges;
} fh_lock_graph;

/* Root edges from the manifests of projects that the lock names without edges. */
void fh_lock_join_npm(fh_lock_graph *graph);
/* Packages of the tree and what manifests of Python ask for are roots. */
void fh_lock_join_python(fh_lock_graph *graph);
/* Edges of packages of the tree, from their manifests, with the features that they enable. */
void fh_lock_join_cargo(fh_lock_graph *graph);
/* Root edges from the manifest beside a lock that has one version of every package. */
void fh_lock_join_named(fh_lock_graph *graph);

/* Find phase, necessity, gate and directness of every package over all paths from the roots, and
 * write them into its fact; the edges go to fh_linked.needs. Linear in edges, times the few grades
 * that there are. */
void fh_lock_settle(const fh_lock_graph *graph);

#endif
