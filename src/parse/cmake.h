/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The CMake language (cmake-language(7)): a list of commands with arguments; nothing is evaluated,
 * variable references stay as written. Everything lives in the arena given or views the input. */
#ifndef FH_PARSE_CMAKE_H
#define FH_PARSE_CMAKE_H

#include "base/vec.h"

typedef struct fh_cmake_argument {
    fh_text text; /* quotes and escapes taken away; parentheses are arguments of their own */
    uint32_t line, column;
    bool quoted; /* or a bracket argument: never a keyword */
} fh_cmake_argument;

typedef struct fh_cmake_command {
    fh_text name; /* as written; commands are caseless */
    uint32_t line, column;
    size_t first_argument, argument_count; /* in fh_cmake_file.arguments */
} fh_cmake_command;

FH_VEC(fh_cmake_argument_vec, fh_cmake_argument);
FH_VEC(fh_cmake_command_vec, fh_cmake_command);

typedef struct fh_cmake_file {
    fh_cmake_command_vec commands;
    fh_cmake_argument_vec arguments;
    uint32_t skipped_line; /* the first line that is no command; 0: none */
} fh_cmake_file;

/* False when memory ran out. A line that is no command is skipped and remembered. Linear. */
bool fh_cmake_parse(fh_arena *arena, fh_text text, fh_cmake_file *ret_file);

#endif
