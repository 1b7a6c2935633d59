/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What every call needs and no room owns: limits, the current error, progress and cancel. One env
 * a thread; it is passed first and never stored by the callee. */
#ifndef FH_BASE_ENV_H
#define FH_BASE_ENV_H

#include "base/text.h"

/* Bounds for one audit. Reaching one is reported, never silent. Defaults in env.c, with reasons. */
typedef struct fh_limits {
    uint64_t file_bytes;     /* a larger file is unread */
    uint64_t manifest_bytes; /* the same for files that a document parser reads whole */
    uint32_t files;          /* entries of a tree */
    uint32_t path_bytes;     /* a longer path is unread */
    uint32_t tree_depth;     /* nesting of folders or git trees */
    uint32_t doc_depth;      /* nesting of JSON, TOML, YAML, XML */
    uint32_t doc_nodes;      /* values in one document */
    uint32_t file_facts;     /* facts of one file */
    uint32_t hits_per_word;  /* hits of one word in one file */
    uint32_t facts;          /* facts of one audit */
    uint32_t file_ms;        /* time for one file in a worker before it counts as stalled */
    uint64_t memory_bytes;   /* arena of one audit */
} fh_limits;

extern const fh_limits fh_limits_default;

/* Where and why the last call failed. Line and column 0: not known. */
typedef struct fh_error {
    fh_status status;
    uint32_t line, column;
    char message[256];
} fh_error;

typedef struct fh_env {
    fh_limits limits;
    fh_error error;
    /* Called now and then from the thread that runs the audit; true asks to stop. May be NULL. */
    bool (*progress)(void *user, const char *phase, uint64_t done, uint64_t total);
    void *user;
    const volatile int *cancel; /* non-zero asks to stop; may be set from a signal handler */
} fh_env;

void fh_env_init(fh_env *env);
/* Record an error and give `status` back, so that `return fh_fail(...)` reads well. */
fh_status fh_fail(fh_env *env, fh_status status, const char *format, ...) FH_PRINTF(3, 4);
fh_status fh_fail_at(fh_env *env, fh_status status, uint32_t line, uint32_t column,
                     const char *format, ...) FH_PRINTF(5, 6);
bool fh_env_is_cancelled(const fh_env *env);

#endif
