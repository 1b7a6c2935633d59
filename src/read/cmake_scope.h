/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What holds at a command of a CMake file when nobody sets anything: the values of options and
 * variables as far as this file says, and the conditions around the command. Nothing is run; what
 * cannot be known is UNKNOWN, never guessed. */
#ifndef FH_READ_CMAKE_SCOPE_H
#define FH_READ_CMAKE_SCOPE_H

#include "base/table.h"
#include "parse/cmake.h"
#include "read/site.h"

typedef enum fh_truth { FH_TRUTH_UNKNOWN, FH_TRUTH_NO, FH_TRUTH_YES } fh_truth;

typedef struct fh_cmake_value {
    fh_text name, text;
    bool known; /* false: set in a branch that may or may not be taken */
} fh_cmake_value;
FH_VEC(fh_cmake_value_vec, fh_cmake_value);

/* An if() that is open, or a function() or macro() whose body stands here. */
typedef struct fh_cmake_frame {
    fh_text condition; /* of the arm at hand */
    fh_text earlier;   /* of the arms before it, for else() */
    fh_truth truth;    /* of the arm at hand, earlier arms considered */
    fh_truth taken;    /* whether an earlier arm was taken */
    bool is_body;
} fh_cmake_frame;

enum { FH_CMAKE_FRAMES = 32 };

typedef struct fh_cmake_scope {
    fh_arena *arena;
    const fh_cmake_file *file;
    fh_table names; /* -> index into values */
    fh_cmake_value_vec values;
    fh_table called;  /* functions that the file itself calls outside of any condition */
    fh_table checked; /* languages asked for with check_language */
    fh_cmake_frame frames[FH_CMAKE_FRAMES];
    size_t depth; /* open frames; those beyond FH_CMAKE_FRAMES are counted, not kept */
    fh_text base; /* what must hold because a return() came before, or empty */
    fh_truth base_truth;
} fh_cmake_scope;

void fh_cmake_scope_init(fh_cmake_scope *scope, fh_arena *arena, const fh_cmake_file *file);
/* Follow if, else, function, set, option, return and the like; true when `command` was one of the
 * block commands and says nothing else. */
bool fh_cmake_scope_step(fh_cmake_scope *scope, const fh_cmake_command *command);
/* `text` with ${NAME} replaced by what is known. */
fh_text fh_cmake_expand(const fh_cmake_scope *scope, fh_text text);
/* Whether the command at hand is reached by default; YES outside of all conditions. */
fh_truth fh_cmake_reached(const fh_cmake_scope *scope);
/* "option:CONDITION", "check:LANGUAGE", or empty outside of all conditions. Lives in the arena. */
fh_text fh_cmake_gate(const fh_cmake_scope *scope);

/* Argument `index` of a command; the empty text behind the last one. */
const fh_cmake_argument *fh_cmake_argument_at(const fh_cmake_file *file,
                                              const fh_cmake_command *command, size_t index);
/* Index of the unquoted keyword `word` at or behind `from`; argument_count when it is not there. */
size_t fh_cmake_keyword(const fh_cmake_file *file, const fh_cmake_command *command, size_t from,
                        const char *word);
bool fh_cmake_is(const fh_cmake_command *command, const char *name);

#endif
