/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"
#include "parse/syntax.h"

fh_node *fh_builder_node(fh_builder *builder, fh_node_kind kind, uint32_t line, uint32_t column)
{
    if (builder->nodes >= builder->env->limits.doc_nodes) {
        (void)fh_fail_at(builder->env, FH_LIMIT, line, column, "more than %u values",
                         builder->env->limits.doc_nodes);
        return NULL;
    }
    fh_node *node = FH_NEW(builder->arena, fh_node);
    if (node == NULL) {
        (void)fh_fail(builder->env, FH_NO_MEMORY, "no memory for the document");
        return NULL;
    }
    builder->nodes++;
    node->kind = kind;
    node->line = node->end_line = line;
    node->column = column;
    return node;
}

void fh_builder_add(fh_node *parent, fh_node **last, fh_node *child)
{
    if (*last == NULL) parent->first = child;
    else (*last)->next = child;
    *last = child;
    parent->count++;
}

void fh_builder_mark_duplicates(fh_builder *builder, fh_node *map)
{
    if (map->count < 2) return;
    if (map->count <= 8) {
        for (fh_node *a = map->first; a != NULL; a = a->next)
            for (const fh_node *b = a->next; b != NULL && !a->duplicate; b = b->next)
                a->duplicate = a->key.len == b->key.len &&
                               (a->key.len == 0 || a->key.ptr[0] == b->key.ptr[0]) &&
                               fh_text_eq(a->key, b->key);
        return;
    }
    fh_table seen;
    fh_table_init(&seen, builder->arena);
    fh_node **nodes = FH_NEW_ARRAY(builder->arena, map->count, fh_node *);
    if (nodes == NULL) return; /* the arena remembers that memory ran out */
    uint32_t i = 0;
    for (fh_node *member = map->first; member != NULL; member = member->next, i++) {
        uint32_t earlier;
        nodes[i] = member;
        if (fh_table_find(&seen, member->key, &earlier)) nodes[earlier]->duplicate = true;
        (void)fh_table_set(&seen, member->key, i);
    }
}

size_t fh_utf8_encode(uint32_t rune, char buf[4])
{
    if (rune < 0x80) {
        buf[0] = (char)rune;
        return 1;
    }
    if (rune < 0x800) {
        buf[0] = (char)(0xc0 | (rune >> 6));
        buf[1] = (char)(0x80 | (rune & 0x3f));
        return 2;
    }
    if (rune > 0x10ffff || (rune >= 0xd800 && rune <= 0xdfff)) return 0;
    if (rune < 0x10000) {
        buf[0] = (char)(0xe0 | (rune >> 12));
        buf[1] = (char)(0x80 | ((rune >> 6) & 0x3f));
        buf[2] = (char)(0x80 | (rune & 0x3f));
        return 3;
    }
    buf[0] = (char)(0xf0 | (rune >> 18));
    buf[1] = (char)(0x80 | ((rune >> 12) & 0x3f));
    buf[2] = (char)(0x80 | ((rune >> 6) & 0x3f));
    buf[3] = (char)(0x80 | (rune & 0x3f));
    return 4;
}
