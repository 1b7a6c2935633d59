/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What the readers of Python's manifests share. */
#ifndef FH_READ_READ_PYTHON_H
#define FH_READ_READ_PYTHON_H

#include "parse/requirements.h"
#include "read/manifest.h"

/* Lives on the stack of a reader's call. */
typedef struct fh_python {
    fh_site site;
    fh_text self;           /* name of the own package: its extras may ask for each other */
    const fh_node *sources; /* [tool.uv.sources]: where names come from; or the empty node */
    const fh_node *indexes; /* [[tool.uv.index]] */
} fh_python;

/* Add the need that `text` states, with the phase, necessity, gate and table of `like`. An own
 * extra adds nothing; what is no requirement becomes an unread fact. */
void fh_python_add(const fh_python *self, uint32_t line, uint32_t column, fh_text text,
                   const fh_need *like);
void fh_python_add_parsed(const fh_python *self, uint32_t line, uint32_t column,
                          const fh_requirement *requirement, const fh_need *like);
/* Every text of a list, at its place. `what` names the list in messages. */
void fh_python_add_list(const fh_python *self, const fh_node *list, const fh_need *like,
                        const char *what);
/* Every line of a text that begins at `line`, as setup.cfg writes lists. */
void fh_python_add_lines(const fh_python *self, uint32_t line, uint32_t column, fh_text text,
                         const fh_need *like);
/* Feature fact of an extra at its key; members are the names in `list`. */
void fh_python_add_extra(const fh_python *self, const fh_node *list);

/* A need like those of an extra: optional, off by default, with its gate. */
fh_need fh_python_extra_need(const fh_python *self, fh_text extra, fh_text table);
/* The phase that a word of a name speaks of, as in requirements-dev.txt; "runtime" when none does.
 */
const char *fh_python_phase_of_name(fh_text name);
/* "License :: OSI Approved :: MIT License" gives "MIT License"; else empty. */
fh_text fh_python_license_classifier(fh_text classifier);

#endif
