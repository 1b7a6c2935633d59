/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Declarations: files that say under which license other files are. */
#ifndef FH_READ_LICENSE_DECLARED_H
#define FH_READ_LICENSE_DECLARED_H

#include "read/site.h"

typedef struct fh_declaration {
    fh_text expression; /* as written */
    fh_text targets;    /* globs of paths, space separated */
    fh_text holders;    /* of the copyright, one line */
    fh_text origin;     /* where the paths begin: folder of the declaring file, or empty */
    bool whole;         /* it holds for everything that nothing nearer speaks of */
} fh_declaration;

/* Add a license fact for each license of the expression at a place: subject its id ("X WITH Y" as
 * one), attribute target the globs, author the holders, origin "whole" or "part". An expression
 * that does not parse becomes LicenseRef- and its words, with an unread fact. */
void fh_add_declaration(fh_env *env, const fh_site *site, uint32_t line, uint32_t column,
                        const fh_declaration *declaration);

#endif
