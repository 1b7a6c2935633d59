/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/env.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const fh_limits fh_limits_default = {
    .file_bytes = 16u << 20,     /* larger text files are data, not source */
    .manifest_bytes = 64u << 20, /* the largest lock files seen are near 25 MB */
    .files = 2000000,            /* four times the largest public monorepo at hand */
    .path_bytes = 4096,          /* PATH_MAX */
    .tree_depth = 256,           /* git's own default is 4096; no real tree passes 60 */
    .doc_depth = 128,
    .doc_nodes = 4000000, /* a 64 MB lock file has about two million */
    .file_facts = 200000, /* a 64 MB lock file has about 150,000 packages */
    .hits_per_word = 200, /* further hits of one word in one file say nothing new */
    .facts = 4000000,
    .file_ms = 10000, /* a thousand times the slowest real file */
    .memory_bytes = 2ull << 30,
};

void fh_env_init(fh_env *env)
{
    *env = (fh_env){.limits = fh_limits_default};
}

FH_PRINTF(5, 0)
static void record(fh_env *env, fh_status status, uint32_t line, uint32_t column,
                   const char *format, va_list args)
{
    char message[sizeof env->error.message]; /* arguments may view the message before */
    (void)vsnprintf(message, sizeof message, format, args);
    env->error.status = status;
    env->error.line = line;
    env->error.column = column;
    memcpy(env->error.message, message, sizeof message);
}

fh_status fh_fail(fh_env *env, fh_status status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    record(env, status, 0, 0, format, args);
    va_end(args);
    return status;
}

fh_status fh_fail_at(fh_env *env, fh_status status, uint32_t line, uint32_t column,
                     const char *format, ...)
{
    va_list args;
    va_start(args, format);
    record(env, status, line, column, format, args);
    va_end(args);
    return status;
}

bool fh_env_is_cancelled(const fh_env *env)
{
    return env->cancel != NULL && *env->cancel != 0;
}
