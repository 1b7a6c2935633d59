/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* A document tree with positions: the same for JSON, TOML, YAML, XML and INI. Nodes live in the
 * arena given to the parser, texts are views into it or into the input. Reading is forgiving: a
 * missing node is the shared empty node, so lookups chain without tests. Immutable once made. */
#ifndef FH_PARSE_DOC_H
#define FH_PARSE_DOC_H

#include "base/arena.h"
#include "base/env.h"

typedef enum fh_node_kind {
    FH_NODE_NONE, /* the empty node */
    FH_NODE_MAP,
    FH_NODE_LIST,
    FH_NODE_TEXT,
    FH_NODE_NUMBER, /* `text` holds it as written; never a float */
    FH_NODE_BOOL,   /* `text` is "true" or "false" */
    FH_NODE_NULL,
    FH_NODE_DATE /* TOML date and time, as written */
} fh_node_kind;

typedef struct fh_node fh_node;
struct fh_node {
    fh_node_kind kind;
    bool duplicate;        /* a later member of its map has the same key */
    fh_text key;           /* of a map member; decoded */
    fh_text text;          /* of a scalar; decoded */
    fh_node *first, *next; /* children in document order; next sibling */
    uint32_t count;        /* children */
    uint32_t line, column; /* of the value, 1-based, bytes */
    uint32_t key_line, key_column;
    uint32_t end_line; /* last line of the value */
};

typedef enum fh_syntax {
    FH_SYNTAX_NONE, /* raw bytes */
    FH_SYNTAX_JSON,
    FH_SYNTAX_JSONC, /* JSON with comments and trailing commas: tsconfig, devcontainer, bun.lock */
    FH_SYNTAX_TOML,
    FH_SYNTAX_YAML, /* a stream: the root is a LIST of documents */
    FH_SYNTAX_XML,  /* element: MAP with key = name; attributes as "@name"; text as "#text" */
    FH_SYNTAX_INI   /* MAP of sections, each a MAP of TEXT (multi-line values joined by LF) */
} fh_syntax;

/* Parse `text` into `arena` under env->limits (doc_depth, doc_nodes).
 * FH_BAD_INPUT: not of this syntax; env->error has line and column. FH_LIMIT: too deep, too many.
 */
FH_NODISCARD fh_status fh_doc_parse(fh_env *env, fh_arena *arena, fh_syntax syntax, fh_text text,
                                    const fh_node **ret_root);

/* The shared empty node. */
extern const fh_node fh_node_empty;
/* Member of a map: the last one with that key (case-sensitive), or the empty node. Linear. */
const fh_node *fh_node_get(const fh_node *map, const char *key);
const fh_node *fh_node_find(const fh_node *map, fh_text key);
/* "a.b.c": get, get, get. Keys that hold dots need fh_node_find. */
const fh_node *fh_node_path(const fh_node *map, const char *dotted);
/* Item of a list, or the empty node. Linear. */
const fh_node *fh_node_at(const fh_node *list, uint32_t index);
/* Text of a scalar; empty for anything else. */
fh_text fh_node_text(const fh_node *node);
bool fh_node_is_true(const fh_node *node);

#define FH_NODE_EACH(child, parent)                                                                \
    for (const fh_node *child = (parent)->first; child != NULL; child = child->next)

#endif
