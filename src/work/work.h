/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Worker processes: read files into facts in other processes, so that a crash or a stall costs one
 * file. The parent starts `jobs` copies of a program, tells each what tree to open and which
 * signals to look for, hands out entries in batches, and collects one frame of facts a file. A
 * worker that dies or takes longer than limits.file_ms for one file is replaced, and that file
 * becomes unread (crash, stall). Time is what the worker used of the processor, so that a loaded
 * machine gives the same report; eight times as much by the clock on the wall is a stall too.
 * Results come back in entry order, whatever the number of workers.
 *
 * `work` knows neither trees nor readers: the hallway gives it two functions. */
#ifndef FH_WORK_WORK_H
#define FH_WORK_WORK_H

#include "base/buf.h"
#include "base/env.h"
#include "model/fact.h"

typedef struct fh_work_item {
    fh_text request; /* bytes sent to the worker: an entry, encoded by the hallway */
    uint64_t weight; /* what it will cost, in bytes of a file; 0 when not known. A worker with a
                        heavy item gets nothing more until it is done */
} fh_work_item;

typedef struct fh_work_options {
    const char *program; /* executable that runs fh_work_serve when called with argument "worker" */
    unsigned jobs;       /* 1..64 */
    fh_text setup; /* sent to each worker first: tree, limits and signals, encoded by the hallway */
} fh_work_options;

typedef struct fh_work_result {
    fh_text reply; /* bytes from the worker; empty when it died */
    bool crashed, stalled;
    bool skipped; /* with crashed: never tried, because too many workers had died by then */
    int signal;   /* that ended it, or 0 */
} fh_work_result;

enum { FH_WORK_JOBS_MAX = 64 };
/* How many workers `count` files are worth, where the user wants `wanted` of them; 0: as many as
 * there are processors. At least 1, at most FH_WORK_JOBS_MAX. */
unsigned fh_work_jobs(unsigned wanted, size_t count);

/* Do all items; `done` is called once an item in index order from this thread. False from `done`
 * stops early (FH_CANCELLED). FH_IO: no worker could be started at all. A setup that a worker
 * refuses gives the refusing status. At most 2^32 - 1 items; a request and the setup at most 64 MiB
 * each. */
FH_NODISCARD fh_status
fh_work_run(fh_env *env, const fh_work_options *options, const fh_work_item *items, size_t count,
            bool (*done)(void *user, size_t index, const fh_work_result *result), void *user);

/* The worker's side. `setup` is called once, `item` once a request and fills `reply`; a failure of
 * setup ends the worker, and fh_work_run with its status. A reply of more than 64 MiB ends the
 * worker, too, as if it had crashed. */
typedef struct fh_work_handler {
    fh_status (*setup)(void *user, fh_text setup);
    void (*item)(void *user, fh_text request, fh_buf *reply);
    void *user;
} fh_work_handler;
/* Serve until `in` ends. Binds this process to the life of its parent, forbids core dumps and
 * limits its memory: for a process that does nothing else. */
FH_NODISCARD fh_status fh_work_serve(int in, int out, const fh_work_handler *handler);

#endif
