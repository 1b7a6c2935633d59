/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Packages that the commands of an image's build install, as dependency facts. */
#ifndef FH_READ_INSTALLS_H
#define FH_READ_INSTALLS_H

#include "parse/dockerfile.h"
#include "read/site.h"

typedef struct fh_install_scope {
    const char *phase, *table;
    fh_text stage;    /* empty: none */
    fh_lookup lookup; /* variables of the build */
    void *user;
} fh_install_scope;

/* A dependency fact for each package that one of the commands in `words` installs by name, and a
 * source fact for each package index, channel or registry it names. Linear. */
void fh_installs_read(const fh_site *site, const fh_shell_word_vec *words,
                      const fh_install_scope *scope);

#endif
