/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What every file may count on: results, attributes, and nothing else. */
#ifndef FH_BASE_BASE_H
#define FH_BASE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define FH_NODISCARD __attribute__((warn_unused_result))
#define FH_PRINTF(i, j) __attribute__((format(printf, i, j)))
#define FH_OWNED(free_fn) __attribute__((malloc, malloc(free_fn, 1)))
#if defined(__clang__)
#undef FH_OWNED
#define FH_OWNED(free_fn) __attribute__((malloc))
#endif
#else
#define FH_NODISCARD
#define FH_PRINTF(i, j)
#define FH_OWNED(free_fn)
#endif

#define FH_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Why a call did not succeed. FH_OK is zero; `ret_` arguments are untouched on anything else.
 * Bad input is an expected answer, never a reason to stop an audit. */
typedef enum fh_status {
    FH_OK = 0,
    FH_NO_MEMORY,   /* an allocation failed; nothing else is lost */
    FH_BAD_INPUT,   /* the bytes break their format; env->error says where */
    FH_LIMIT,       /* a limit of fh_limits was reached; env->error names it */
    FH_NOT_FOUND,   /* no such path, revision, object, rule or option */
    FH_IO,          /* the operating system refused; env->error says what */
    FH_UNSUPPORTED, /* well formed, but of a kind that this build does not read */
    FH_CANCELLED,   /* the caller asked to stop */
    FH_INTERNAL     /* a promise of our own code was broken */
} fh_status;

/* The name of `status` as reports print it ("bad-input"). Never NULL. */
const char *fh_status_name(fh_status status);

#endif
