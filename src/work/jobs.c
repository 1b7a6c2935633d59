/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <unistd.h>

#include "work/work.h"

enum { FILES_EACH = 100 /* what a worker must have to do to be worth its few milliseconds */ };

unsigned fh_work_jobs(unsigned wanted, size_t count)
{
    const size_t useful = 1 + count / FILES_EACH;
    if (wanted == 0) {
        const long processors = sysconf(_SC_NPROCESSORS_ONLN);
        wanted = processors < 1                  ? 1
                 : processors > FH_WORK_JOBS_MAX ? FH_WORK_JOBS_MAX
                                                 : (unsigned)processors;
    }
    if (wanted > FH_WORK_JOBS_MAX) wanted = FH_WORK_JOBS_MAX;
    return wanted > useful ? (unsigned)useful : wanted;
}
