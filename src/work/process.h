/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* One worker process and the socket to it, without any idea of what is said over it. */
#ifndef FH_WORK_PROCESS_H
#define FH_WORK_PROCESS_H

#include <sys/types.h>

#include "base/buf.h"
#include "base/env.h"

typedef struct fh_process {
    pid_t pid; /* 0: none */
    int fd;    /* our end, non-blocking; -1: none */
    fh_buf in, out;
    size_t sent; /* bytes of `out` that are gone */
} fh_process;

void fh_process_init(fh_process *process);
/* End it at once, and free the buffers. */
void fh_process_done(fh_process *process);
/* Start `program` with one argument, or none when `argument` is NULL; its standard input and output
 * on our socket, no other descriptor but standard error, and default signals. FH_IO: env->error
 * says why. */
FH_NODISCARD fh_status fh_process_start(fh_env *env, fh_process *process, const char *program,
                                        const char *argument);
/* Tell the other end that nothing more will come: its input ends behind what was sent. */
void fh_process_end_input(fh_process *process);
/* Close the socket, wait up to `grace_ms` for it to end by itself, then kill. Gives the signal that
 * ended it, or 0 when it exited or when it was killed here. */
int fh_process_stop(fh_process *process, uint32_t grace_ms);
/* Write what the socket takes of `out`; false when the other end is gone. */
bool fh_process_flush(fh_process *process);
/* Read what is there, at most one buffer, into `in`; false when the other end is gone. */
bool fh_process_fill(fh_process *process);
/* Forget the first `size` bytes of `in`. */
void fh_process_consume(fh_process *process, size_t size);
/* Processor time it has used, in milliseconds; 0 when the system does not tell. */
uint64_t fh_process_cpu_ms(const fh_process *process);
/* Milliseconds of a clock that only goes forward. */
uint64_t fh_clock_ms(void);

#endif
