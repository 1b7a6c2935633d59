/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The unit test framework: one program a source file, TAP version 12 on standard output.
 *
 *     static void parses_empty(void) { CHECK_INT(count(""), 0); }
 *     int main(void) { RUN(parses_empty); return DONE(); }
 *
 * A failed check prints where, what came and what was wanted, and the test goes on, so that cleanup
 * runs and sanitizers see the truth. Arguments are evaluated once. */
#ifndef FH_TESTS_TAP_H
#define FH_TESTS_TAP_H

#ifdef NDEBUG
#error "tests check asserts too: build without NDEBUG"
#endif

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* How a finished test program counts as skipped as a whole (Meson reads it from the plan). */
#define SKIP_ALL(why) (printf("1..0 # SKIP %s\n", (why)), exit(0))
#define CHECK(condition) tap_check((condition), __FILE__, __LINE__, #condition)
#define CHECK_INT(got, want)                                                                       \
    tap_check_int((intmax_t)(got), (intmax_t)(want), __FILE__, __LINE__, #got)
/* `got` is an fh_text, `want` a terminated string. */
#define CHECK_TEXT(got, want) tap_check_text((got), (want), __FILE__, __LINE__, #got)
#define RUN(test) tap_run((test), #test)
/* Print the plan and end the program: 0 when everything passed, else 1. */
#define DONE() tap_done()

static int tap_tests, tap_failed_tests, tap_failed_checks;

static inline bool tap_check(bool good, const char *file, int line, const char *what)
{
    if (!good) {
        tap_failed_checks++;
        printf("# %s:%d: not so: %s\n", file, line, what);
    }
    return good;
}

static inline bool tap_check_int(intmax_t got, intmax_t want, const char *file, int line,
                                 const char *what)
{
    if (!tap_check(got == want, file, line, what))
        printf("#   got  %" PRIdMAX "\n#   want %" PRIdMAX "\n", got, want);
    return got == want;
}

/* Bytes a terminal or TAP reader could trip over, as escapes. */
static inline void tap_print(const char *label, const char *ptr, size_t len)
{
    printf("#   %s \"", label);
    for (size_t i = 0; i < len; i++) {
        const unsigned char byte = (unsigned char)ptr[i];
        if (byte == '\\' || byte == '"') printf("\\%c", byte);
        else if (byte >= 0x20 && byte < 0x7f) printf("%c", byte);
        else printf("\\%03o", byte);
    }
    printf("\" (%zu bytes)\n", len);
}

static inline bool tap_check_text(fh_text got, const char *want, const char *file, int line,
                                  const char *what)
{
    const size_t want_len = strlen(want);
    const bool same =
        got.len == want_len && (want_len == 0 || memcmp(got.ptr, want, want_len) == 0);
    if (!tap_check(same, file, line, what)) {
        tap_print("got ", got.ptr, got.len);
        tap_print("want", want, want_len);
    }
    return same;
}

static inline void tap_run(void (*test)(void), const char *name)
{
    const int before = tap_failed_checks;
    test();
    const bool good = tap_failed_checks == before;
    if (!good) tap_failed_tests++;
    printf("%s %d - %s\n", good ? "ok" : "not ok", ++tap_tests, name);
    (void)fflush(stdout);
}

static inline int tap_done(void)
{
    printf("1..%d\n", tap_tests);
    if (tap_tests == 0) printf("# no test was run\n");
    exit(tap_failed_tests > 0 || tap_tests == 0 ? 1 : 0);
}

#endif
