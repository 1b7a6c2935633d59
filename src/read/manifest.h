/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What the readers of package manifests share: one way to state a dependency, a package, a pointer
 * and a source, and to say that a part of a manifest has a shape that nobody expects. Texts are
 * views; they must live until the call returns. */
#ifndef FH_READ_MANIFEST_H
#define FH_READ_MANIFEST_H

#include "read/site.h"

/* A dependency edge as its manifest declares it. Empty texts and NULLs take the default. */
typedef struct fh_need {
    const char *type;  /* of the package URL */
    fh_text name;      /* as written */
    fh_text real_name; /* what an alias stands for; default: name */
    fh_text requirement;
    const char *phase;      /* default: runtime */
    const char *necessity;  /* default: required */
    const char *pin;        /* default: fh_pin_of_requirement */
    const char *directness; /* default: direct */
    fh_text table, gate, marker, source, origin;
    fh_text members;   /* extras or features asked for, space separated */
    bool defaults_off; /* without the default features of the package */
} fh_need;

/* The package URL of `name` without a version; empty for a name that no registry would take. */
fh_text fh_manifest_purl(fh_arena *arena, const char *type, fh_text name);
/* Add the dependency fact. Optional needs and those behind a feature get their contexts. A need
 * without a name, or with one that no registry would take, becomes an unread fact. */
void fh_manifest_add_need(const fh_site *site, uint32_t line, uint32_t column, const fh_need *need);

/* The tree's own package. */
typedef struct fh_own_package {
    fh_text name, description, version, expression, author, origin;
    const char *type; /* ecosystem: type of a package URL */
} fh_own_package;
/* Add the package fact at `place`; nothing without a name. */
void fh_manifest_add_package(const fh_site *site, const fh_node *place,
                             const fh_own_package *package);

/* Point to `target`, relative to the manifest's folder; nothing when it is no path of the tree. */
void fh_manifest_add_pointer(const fh_site *site, uint32_t line, uint32_t column, fh_text target,
                             const char *why);
/* A package source; user names and passwords of the address are left out. `kind`: index,
 * extra-index, find-links, registry, channel or git. */
void fh_manifest_add_source(const fh_site *site, uint32_t line, uint32_t column, fh_text address,
                            const char *kind);
/* A feature or extra with its members (space separated). */
void fh_manifest_add_feature(const fh_site *site, const fh_node *place, fh_text members,
                             bool by_default);
/* Where the package is at home: an address of its project or an author's e-mail address. Who owns a
 * tree is told from these (src/link/owner.c). Nothing when `node` is no text. */
void fh_manifest_add_home(const fh_site *site, const fh_node *node);
/* The text of a scalar under a dotted name; nothing when it is none. */
void fh_manifest_add_field(const fh_site *site, fh_text name, const fh_node *node);

/* An unread fact at a place; the scan goes on. */
void fh_manifest_unread(const fh_site *site, uint32_t line, uint32_t column, const char *format,
                        ...) FH_PRINTF(4, 5);
/* True when `node` is of `kind`. False when it is missing; false with an unread fact when it is
 * something else. `what` names it in the message. */
bool fh_manifest_is(const fh_site *site, const fh_node *node, fh_node_kind kind, const char *what);
/* The text of a scalar; empty when missing, empty with an unread fact when it is a map or list. */
fh_text fh_manifest_text(const fh_site *site, const fh_node *node, const char *what);
/* The texts of a list, space separated; at most `most` bytes. */
fh_text fh_manifest_words(const fh_site *site, const fh_node *list, size_t most);

/* `address` without the user part of "scheme://user@host". */
fh_text fh_manifest_public_address(fh_arena *arena, fh_text address);

#endif
