/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Gates of build options as CMake writes conditions. Internal to condition_parse.c. */
#ifndef FH_MODEL_CONDITION_OPTION_H
#define FH_MODEL_CONDITION_OPTION_H

#include "model/condition.h"

/* The tree of a condition of if() in CMake: NOT, AND, OR, brackets, names of options and systems.
 * What a part of it tests beyond that is opaque. NULL when the whole is of another language, when
 * it is nested deeper than 32, and when memory ran out. Linear. */
const fh_condition *fh_condition_of_option(fh_arena *arena, fh_text text);

#endif
