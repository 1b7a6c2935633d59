/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What the readers of lock files share: stating a locked package, the projects that the lock
 * serves, and the edges between them. A lock lists what was chosen; why each package is there, and
 * whether it must be, is found over all paths when the facts are linked. */
#ifndef FH_READ_LOCK_H
#define FH_READ_LOCK_H

#include "base/table.h"
#include "model/lock_edge.h"
#include "read/manifest.h"

typedef struct fh_lock {
    fh_site site;
    const char *type; /* of package URLs */
    fh_buf edges;     /* of the package or importer at hand */
} fh_lock;

/* A package as the lock has it. Empty texts and NULLs take the default. */
typedef struct fh_lock_package {
    uint32_t number; /* in the file; edges name it by this */
    fh_text name, version, source, checksum, license;
    fh_text gate;                  /* os, cpu and libc that it is for */
    fh_text keys;                  /* requests that it answers, one a line */
    const char *phase, *necessity; /* where the lock says so; default: unknown until linked */
    const char *directness;        /* default: transitive */
    const char *pin;               /* default: exact */
} fh_lock_package;

/* At most `packages` are to come, as far as is known. */
void fh_lock_expect(fh_lock *lock, size_t packages);
void fh_lock_init(fh_lock *lock, const fh_input *input, const fh_reader *reader, fh_facts *facts,
                  const char *type);
void fh_lock_done(fh_lock *lock);

/* An unread fact for a file that could not be parsed. */
void fh_lock_broken(const fh_lock *lock, const fh_env *env, fh_status status);

/* Begin a package or importer (UINT32_MAX), name its edges, then add it. */
void fh_lock_begin(fh_lock *lock, uint32_t number);
void fh_lock_edge_to(fh_lock *lock, fh_lock_phase phase, fh_lock_necessity necessity, uint32_t to);
/* The same with a gate. */
void fh_lock_add_edge(fh_lock *lock, const fh_lock_edge *edge);
void fh_lock_add_package(fh_lock *lock, uint32_t line, uint32_t column,
                         const fh_lock_package *package);
/* The edges begun come with an extra, to which others refer by the number that was begun; the first
 * leads to its package. Manifests ask for it by `key`. */
void fh_lock_add_extra(fh_lock *lock, uint32_t line, uint32_t column, fh_text key);
/* `folder` is relative to that of the lock file; empty is the same. */
void fh_lock_add_importer(fh_lock *lock, uint32_t line, uint32_t column, fh_text folder);
/* The same without edges: they are found in the manifests of that folder. */
void fh_lock_add_manifest(fh_lock *lock, uint32_t line, uint32_t column, fh_text folder);

/* "scheme://host:port" of an address: which registry a package is from. */
fh_text fh_lock_origin(fh_text address);
/* The gate of npm's fields os, cpu and libc: "os:darwin,linux cpu:arm64"; empty without them. */
fh_text fh_lock_gate(fh_arena *arena, const fh_node *node);

/* Members of a map by key; of a large one through an index, so that many look-ups stay linear. */
typedef struct fh_lock_map {
    const fh_node *map;
    const fh_node **nodes; /* NULL: looked through */
    fh_table table;
} fh_lock_map;
fh_lock_map fh_lock_map_make(fh_arena *arena, const fh_node *map);
/* The member, or the empty node. */
const fh_node *fh_lock_map_find(const fh_lock_map *map, fh_text key);

/* How a locked version pins: "git-commit", "path", "url" or "exact". */
const char *fh_lock_pin(fh_text source);

#endif
