/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* When a dependency counts: the condition behind a gate, as one tree for every ecosystem. Cargo's
 * cfg() and target triples, the os, cpu and libc lists of npm, markers of PEP 508, and the names of
 * features, extras, groups, options and profiles all become tests of the same few variables:
 *
 *   os       linux macos windows android freebsd ...   (darwin is macos, win32 is windows)
 *   arch     x86_64 aarch64 x86 arm ...                (x64 and AMD64 are x86_64, arm64 aarch64)
 *   family   unix windows
 *   libc     gnu musl msvc ...                         (glibc is gnu)
 *   feature extra group option profile                 sets of names
 *
 * Options have the conditions of CMake's if(), where APPLE, WIN32 and their like are tests of os.
 *
 * Every other variable keeps its native name. Trees are immutable and live in one arena; their
 * texts view the gate or constants. */
#ifndef FH_MODEL_CONDITION_H
#define FH_MODEL_CONDITION_H

#include "base/arena.h"
#include "base/buf.h"

typedef enum fh_condition_kind {
    FH_CONDITION_TEST,
    FH_CONDITION_ALL,
    FH_CONDITION_ANY,
    FH_CONDITION_NOT,
    FH_CONDITION_OPAQUE /* not of a form that is known: `value` is its native text */
} fh_condition_kind;

typedef struct fh_condition fh_condition;
struct fh_condition {
    fh_condition_kind kind;
    fh_text variable, compare, value; /* TEST: os == linux; compare also != < <= > >= ~= === in
                                         not-in, and "set" where a name alone is tested */
    fh_condition *first, *next;       /* parts, in order; next part of the same parent */
};

/* The tree of a gate as facts have it: "target:cfg(...)", "target:TRIPLE", "marker:EXPRESSION",
 * "os:a,!b cpu:c libc:d", "feature:NAME" and so on; several of them joined by " && " and, weaker,
 * by " || ". NULL for an empty gate and when memory ran out.
 * Linear; nesting deeper than 32 is opaque. */
const fh_condition *fh_condition_parse(fh_arena *arena, fh_text gate);
/* Both at once; either may be NULL. */
const fh_condition *fh_condition_both(fh_arena *arena, const fh_condition *a,
                                      const fh_condition *b);

/* What is known of the place where something runs. */
typedef struct fh_setting {
    fh_text variable, value;
} fh_setting;

typedef enum fh_holds { FH_HOLDS_NO, FH_HOLDS_YES, FH_HOLDS_UNKNOWN } fh_holds;

/* Whether the condition holds there, in three values: a test of a variable that no setting names is
 * unknown. Of sets (feature, extra, group, option, profile) one named setting closes the set: what
 * is not named is off. NULL holds always. */
fh_holds fh_condition_holds(const fh_condition *condition, const fh_setting *settings,
                            size_t count);

/* One line for people: os == linux and not (arch == x86). */
void fh_condition_write(const fh_condition *condition, fh_buf *buf);

/* The settings of a platform: "linux", "linux-x86_64", "darwin/arm64", "x86_64-pc-windows-msvc".
 * At most `most` are written; the number of them, 0 when the text names no system that is known. */
size_t fh_platform_settings(fh_arena *arena, fh_text platform, fh_setting *ret_settings,
                            size_t most);

#endif
