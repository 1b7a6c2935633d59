/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Names of Python's packages and extras, as all of Python's tools compare them. */
#ifndef FH_MODEL_PYTHON_NAME_H
#define FH_MODEL_PYTHON_NAME_H

#include "base/arena.h"

/* Lower case, with runs of '-', '_' and '.' as one '-' (PEP 503, PEP 685). A view when `name` is so
 * already, else a copy in `arena`; empty when memory ran out. */
fh_text fh_python_name(fh_arena *arena, fh_text name);
/* "name[extra]", both as above: what a lock file knows an extra by. */
fh_text fh_python_extra_key(fh_arena *arena, fh_text name, fh_text extra);

#endif
