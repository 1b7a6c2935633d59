/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "parse/doc.h"

#include "parse/syntax.h"

const fh_node fh_node_empty = {.kind = FH_NODE_NONE};

fh_status fh_doc_parse(fh_env *env, fh_arena *arena, fh_syntax syntax, fh_text text,
                       const fh_node **ret_root)
{
    switch (syntax) {
    case FH_SYNTAX_JSON: return fh_json_parse(env, arena, text, false, ret_root);
    case FH_SYNTAX_JSONC: return fh_json_parse(env, arena, text, true, ret_root);
    case FH_SYNTAX_TOML: return fh_toml_parse(env, arena, text, ret_root);
    case FH_SYNTAX_YAML: return fh_yaml_parse(env, arena, text, ret_root);
    case FH_SYNTAX_XML: return fh_xml_parse(env, arena, text, ret_root);
    case FH_SYNTAX_INI: return fh_ini_parse(env, arena, text, ret_root);
    case FH_SYNTAX_NONE: break;
    }
    return fh_fail(env, FH_UNSUPPORTED, "no such syntax");
}

const fh_node *fh_node_find(const fh_node *map, fh_text key)
{
    const fh_node *found = &fh_node_empty;
    if (map->kind != FH_NODE_MAP) return found;
    if (key.len == 0) {
        FH_NODE_EACH(child, map)
        if (child->key.len == 0) found = child;
        return found;
    }
    /* Length and first byte tell most keys apart. */
    FH_NODE_EACH(child, map)
    if (child->key.len == key.len && child->key.ptr[0] == key.ptr[0] && fh_text_eq(child->key, key))
        found = child;
    return found;
}

const fh_node *fh_node_get(const fh_node *map, const char *key)
{
    return fh_node_find(map, fh_text_of(key));
}

const fh_node *fh_node_path(const fh_node *map, const char *dotted)
{
    fh_text part, rest = fh_text_of(dotted);
    while (fh_text_next_field(&rest, '.', &part)) map = fh_node_find(map, part);
    return map;
}

const fh_node *fh_node_at(const fh_node *list, uint32_t index)
{
    if (list->kind != FH_NODE_LIST) return &fh_node_empty;
    FH_NODE_EACH(child, list)
    if (index-- == 0) return child;
    return &fh_node_empty;
}

fh_text fh_node_text(const fh_node *node)
{
    const bool scalar = node->kind == FH_NODE_TEXT || node->kind == FH_NODE_NUMBER ||
                        node->kind == FH_NODE_BOOL || node->kind == FH_NODE_DATE;
    return scalar ? node->text : FH_TEXT("");
}

bool fh_node_is_true(const fh_node *node)
{
    return node->kind == FH_NODE_BOOL && fh_text_is(node->text, "true");
}
