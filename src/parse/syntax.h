/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The parsers behind fh_doc_parse, one file each, and the little they share. */
#ifndef FH_PARSE_SYNTAX_H
#define FH_PARSE_SYNTAX_H

#include "parse/doc.h"

/* RFC 8259, strict; with `comments` also line and block comments and trailing commas. */
fh_status fh_json_parse(fh_env *env, fh_arena *arena, fh_text text, bool comments,
                        const fh_node **ret_root);
/* TOML 1.0.0. */
fh_status fh_toml_parse(fh_env *env, fh_arena *arena, fh_text text, const fh_node **ret_root);
/* YAML 1.2 through libfyaml's parser events; the root is a LIST of documents. */
fh_status fh_yaml_parse(fh_env *env, fh_arena *arena, fh_text text, const fh_node **ret_root);
/* XML 1.0 through expat; a DOCTYPE is refused. The root is the document element. */
fh_status fh_xml_parse(fh_env *env, fh_arena *arena, fh_text text, const fh_node **ret_root);
/* Python's configparser dialect, as setup.cfg, .gitmodules and tox.ini use it. */
fh_status fh_ini_parse(fh_env *env, fh_arena *arena, fh_text text, const fh_node **ret_root);

/* Nodes under construction. A map or list keeps its last child here until it is closed. */
typedef struct fh_builder {
    fh_env *env;
    fh_arena *arena;
    uint32_t nodes; /* made so far, against limits.doc_nodes */
} fh_builder;

/* A new node at a place; NULL (with env->error set) at the limit or when memory ran out. */
fh_node *fh_builder_node(fh_builder *builder, fh_node_kind kind, uint32_t line, uint32_t column);
/* Append `child` behind `*last` (NULL: it becomes the first) of `parent`. */
void fh_builder_add(fh_node *parent, fh_node **last, fh_node *child);
/* Set `duplicate` on every member of `map` that a later one hides. Linear. */
void fh_builder_mark_duplicates(fh_builder *builder, fh_node *map);
/* UTF-8 of `rune` into `buf` (4 bytes); the length, 0 for a number that is no character. */
size_t fh_utf8_encode(uint32_t rune, char buf[4]);

#endif
