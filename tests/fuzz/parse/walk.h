/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What holds for every parser and every input: it answers within its limits, an error says what it
 * is, and each node of a tree has a place and texts that can be read. */
#ifndef FH_FUZZ_WALK_H
#define FH_FUZZ_WALK_H

#include <assert.h>
#include <string.h>

#include "parse/doc.h"

enum { FUZZ_DEPTH = 24, FUZZ_NODES = 20000 };

/* Every byte is looked at, so that a sanitizer sees a view that points nowhere. */
static inline size_t walk_text(fh_text text)
{
    size_t sum = text.len;
    for (size_t i = 0; i < text.len; i++) sum += (unsigned char)text.ptr[i];
    return sum;
}

static inline size_t walk_node(const fh_node *node, uint32_t depth)
{
    size_t sum = walk_text(node->text) + walk_text(node->key);
    uint32_t children = 0;
    assert(node->kind != FH_NODE_NONE);
    assert(node->line >= 1 && node->column >= 1);
    assert(depth <= FUZZ_DEPTH + 2); /* the root, and a scalar in the innermost container */
    assert(node->first == NULL || node->kind == FH_NODE_MAP || node->kind == FH_NODE_LIST);
    FH_NODE_EACH(child, node)
    {
        assert(node->kind != FH_NODE_MAP || (child->key_line >= 1 && child->key_column >= 1));
        sum += walk_node(child, depth + 1);
        children++;
    }
    assert(children == node->count);
    return sum;
}

static inline fh_status fuzz_parse(fh_syntax syntax, const uint8_t *data, size_t size)
{
    fh_env env;
    fh_arena arena;
    const fh_node *root = NULL;
    fh_env_init(&env);
    env.limits.doc_depth = FUZZ_DEPTH;
    env.limits.doc_nodes = FUZZ_NODES;
    fh_arena_init(&arena, 64u << 20);
    const fh_status status =
        fh_doc_parse(&env, &arena, syntax, fh_text_make((const char *)data, size), &root);
    if (status == FH_OK) {
        assert(root != NULL);
        (void)walk_node(root, 1);
    } else {
        assert(status == FH_BAD_INPUT || status == FH_LIMIT || status == FH_NO_MEMORY);
        assert(env.error.status == status && env.error.message[0] != '\0');
        assert(status != FH_BAD_INPUT || (env.error.line >= 1 && env.error.column >= 1));
    }
    fh_arena_done(&arena);
    return status;
}

#endif
