/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What pip reads: one requirement (PEP 508 dependency specifiers, and the addresses and paths that
 * pip takes besides), and files of them. Nothing is evaluated: markers and ${VARIABLES} stay as
 * written. Texts view the input, or the arena where a line was continued. */
#ifndef FH_PARSE_REQUIREMENTS_H
#define FH_PARSE_REQUIREMENTS_H

#include "base/vec.h"

typedef struct fh_requirement {
    fh_text name;      /* as written; of an address: what it tells, or empty */
    fh_text extras;    /* between the brackets, as written */
    fh_text specifier; /* ">=1,<2", without the brackets it may stand in */
    fh_text address;   /* behind '@', or the whole address or path */
    fh_text marker;    /* behind ';' */
} fh_requirement;

/* False when `text` is no requirement; an address or path without a name is one. Linear. */
bool fh_requirement_parse(fh_text text, fh_requirement *ret_requirement);
/* How it pins: "exact", "range", "floating", "url", "git-commit", "git-ref" or "path". */
const char *fh_requirement_pin(const fh_requirement *requirement);
/* True when both names are one to pip: case and runs of '-', '_' and '.' do not count (PEP 503). */
bool fh_requirement_same_name(fh_text a, fh_text b);

typedef enum fh_requirements_kind {
    FH_REQUIREMENTS_PACKAGE,
    FH_REQUIREMENTS_OPTION, /* option is its long name without dashes: "requirement" */
    FH_REQUIREMENTS_BAD     /* neither */
} fh_requirements_kind;

typedef struct fh_requirements_line {
    fh_requirements_kind kind;
    bool editable;
    fh_requirement requirement;
    fh_text option, value;
    fh_text text; /* the whole, comments cut off */
    uint32_t line, column;
} fh_requirements_line;
FH_VEC(fh_requirements_lines, fh_requirements_line);

/* The lines of a requirements file, empty ones left out. False when memory ran out. Linear. */
bool fh_requirements_parse(fh_arena *arena, fh_text text, fh_requirements_lines *ret_lines);

#endif
