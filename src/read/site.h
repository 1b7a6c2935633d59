/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* A reader at work on one file: what the readers of containers, deployments and builds share for
 * starting facts with a place and a quote. Lives on the stack of the reader's call. */
#ifndef FH_READ_SITE_H
#define FH_READ_SITE_H

#include "base/cursor.h"
#include "read/reader.h"

typedef struct fh_site {
    const fh_input *input;
    const fh_reader *reader;
    fh_facts *facts;
    fh_lines lines;    /* of the input's bytes, for quotes */
    uint32_t contexts; /* added to every fact */
    uint32_t without;  /* taken away from every fact: contexts of the path that do not hold here */
} fh_site;

/* Index the lines of `input`; linear. */
fh_site fh_site_make(const fh_input *input, const fh_reader *reader, fh_facts *facts);
/* Start a fact at a place; its quote is the whole line, trimmed. */
fh_fact fh_site_fact(const fh_site *site, fh_fact_kind kind, uint32_t line, uint32_t column);
/* The same at a node's value, or at its key. */
fh_fact fh_site_at(const fh_site *site, fh_fact_kind kind, const fh_node *node);
fh_fact fh_site_at_key(const fh_site *site, fh_fact_kind kind, const fh_node *node);
void fh_site_add(const fh_site *site, const fh_fact *fact);

/* An image fact: subject is the reference, `via` a value of the attribute via. Does nothing for a
 * reference that is no name of an image: empty, "scratch", with blanks, or only a placeholder. */
void fh_site_add_image(const fh_site *site, const fh_node *node, fh_text reference, fh_text written,
                       const char *via);
/* A dependency edge as its file declares it; empty texts are left out. */
typedef struct fh_edge {
    fh_text purl, requirement, name;
    const char *phase, *necessity, *pin, *table;
    fh_text gate, source;
} fh_edge;
void fh_edge_fill(fh_fact *fact, const fh_edge *edge);
/* How a version requirement pins ("exact", "range" or "floating"); empty is floating. */
const char *fh_pin_of_requirement(fh_text requirement);

/* The reason for an unread fact when a document of a reader's own did not parse. */
fh_unread fh_unread_of_status(fh_status status);

/* True for a whole commit id of git: 40 or 64 lower case hexadecimal digits. */
bool fh_is_commit(fh_text text);

/* True when the name of a variable says that its value is a secret, or the value itself does. */
bool fh_is_secret_name(fh_text name);
bool fh_is_secret_value(fh_text value);
/* Upper case letters, digits and underscores, two or more. */
bool fh_is_env_name(fh_text name);
/* Start the fact of an environment variable; the value of a secret is left out. False when `name`
 * is no name of a variable. */
bool fh_site_env(const fh_site *site, uint32_t line, uint32_t column, fh_text name, fh_text value,
                 fh_fact *ret_fact);

/* What `name` stands for while variables are replaced; false: not known. */
typedef bool (*fh_lookup)(void *user, fh_text name, fh_text *ret_value);
/* Replace $NAME, ${NAME}, ${NAME:-default}, ${NAME-default}, ${NAME:+other} and ${NAME+other}
 * (POSIX shell, 2.6.2). What is not known stays as written; "$$" becomes "$" when `dollars`. The
 * result lives in `arena`; one that would be longer than 1024 bytes is `text` itself. Defaults may
 * hold variables again, to depth 8. */
fh_text fh_expand(fh_arena *arena, fh_text text, bool dollars, fh_lookup lookup, void *user);

#endif
