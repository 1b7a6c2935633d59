/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What the fast parser takes, the general one takes as well, and reads the same. */
#include "parse/yaml_lines.h"

#include "walk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The general parser tells numbers and dates apart; block scalars are without text here, and an
 * empty document is a map. */
static void check_same(const fh_node *fast, const fh_node *general)
{
    const bool scalar = fast->kind != FH_NODE_MAP && fast->kind != FH_NODE_LIST;
    if (scalar) {
        assert(general->kind != FH_NODE_MAP && general->kind != FH_NODE_LIST);
        assert(fast->kind != FH_NODE_BOOL || general->kind == FH_NODE_BOOL);
        assert(fast->text.len == 0 || fh_text_eq(fast->text, general->text));
        return;
    }
    assert(fast->kind == general->kind && fast->count == general->count);
    const fh_node *other = general->first;
    FH_NODE_EACH(child, fast)
    {
        assert(fh_text_eq(child->key, other->key) && child->duplicate == other->duplicate);
        assert(child->key_line == other->key_line && child->key_column == other->key_column);
        check_same(child, other);
        other = other->next;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fh_env env;
    fh_arena arena;
    const fh_node *fast = NULL, *general = NULL;
    const fh_text text = fh_text_make((const char *)data, size);
    fh_env_init(&env);
    env.limits.doc_nodes = FUZZ_NODES;
    fh_arena_init(&arena, 256u << 20);
    const fh_status status = fh_yaml_lines_parse(&env, &arena, text, &fast);
    if (status == FH_OK) {
        (void)walk_node(fast, 1);
        const fh_status other = fh_doc_parse(&env, &arena, FH_SYNTAX_YAML, text, &general);
        assert(other == FH_OK || other == FH_LIMIT);
        if (other == FH_OK && fast->count > 0) check_same(fast, fh_node_at(general, 0));
    } else {
        assert(status == FH_UNSUPPORTED || status == FH_LIMIT || status == FH_NO_MEMORY);
    }
    fh_arena_done(&arena);
    return 0;
}
