/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/buf.h"
#include "base/cursor.h"
#include "judge/rule.h"

/* Packs in flat form: "FHPK", version, count, then each pack's name and its tree in document order.
 * A node is: kind u8, key, text, line u32, column u32, key line u32, key column u32, children u32.
 */

enum { PACK_VERSION = 1, PACK_DEPTH = 64 };

fh_status fh_pack_parse(fh_env *env, fh_arena *arena, fh_text name, fh_text yaml, fh_pack *ret_pack)
{
    const fh_node *stream = NULL;
    const fh_status status = fh_doc_parse(env, arena, FH_SYNTAX_YAML, yaml, &stream);
    if (status != FH_OK)
        return fh_fail_at(env, status, env->error.line, env->error.column, "%.*s:%u:%u: %.180s",
                          FH_TEXT_ARGS(name), env->error.line, env->error.column,
                          fh_arena_copy(arena, fh_text_of(env->error.message)).ptr);
    if (stream->count != 1)
        return fh_fail(env, FH_BAD_INPUT, "%.*s: one document expected, found %u",
                       FH_TEXT_ARGS(name), stream->count);
    *ret_pack = (fh_pack){.name = name, .root = stream->first};
    return FH_OK;
}

/* NOLINTNEXTLINE(misc-no-recursion): depth is bounded by the YAML parser's limit */
static void encode_node(const fh_node *node, fh_buf *buf)
{
    fh_buf_add_u8(buf, (uint8_t)node->kind);
    fh_buf_add_sized(buf, node->key);
    fh_buf_add_sized(buf, node->text);
    fh_buf_add_u32(buf, node->line);
    fh_buf_add_u32(buf, node->column);
    fh_buf_add_u32(buf, node->key_line);
    fh_buf_add_u32(buf, node->key_column);
    fh_buf_add_u32(buf, node->count);
    FH_NODE_EACH(child, node) encode_node(child, buf);
}

void fh_packs_encode(const fh_pack *packs, size_t count, fh_buf *buf)
{
    fh_buf_add(buf, FH_TEXT("FHPK"));
    fh_buf_add_u32(buf, PACK_VERSION);
    fh_buf_add_u32(buf, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        fh_buf_add_sized(buf, packs[i].name);
        encode_node(packs[i].root, buf);
    }
}

/* NOLINTNEXTLINE(misc-no-recursion): bounded by PACK_DEPTH */
static fh_node *decode_node(fh_cursor *cursor, fh_arena *arena, uint32_t depth)
{
    fh_node *node = FH_NEW(arena, fh_node);
    if (node == NULL || depth > PACK_DEPTH) return NULL;
    node->kind = (fh_node_kind)fh_cursor_u8(cursor);
    node->key = fh_cursor_sized(cursor);
    node->text = fh_cursor_sized(cursor);
    node->line = fh_cursor_u32(cursor);
    node->column = fh_cursor_u32(cursor);
    node->key_line = fh_cursor_u32(cursor);
    node->key_column = fh_cursor_u32(cursor);
    node->count = fh_cursor_u32(cursor);
    if (cursor->failed || node->kind > FH_NODE_DATE) return NULL;
    fh_node **tail = &node->first;
    for (uint32_t i = 0; i < node->count; i++) {
        *tail = decode_node(cursor, arena, depth + 1);
        if (*tail == NULL) return NULL;
        tail = &(*tail)->next;
    }
    return node;
}

fh_status fh_packs_decode(fh_text bytes, fh_arena *arena, fh_pack_vec *ret_packs)
{
    fh_cursor cursor = fh_cursor_make(bytes);
    if (!fh_text_starts(bytes, FH_TEXT("FHPK"))) return FH_BAD_INPUT;
    cursor.at = 4;
    if (fh_cursor_u32(&cursor) != PACK_VERSION) return FH_BAD_INPUT;
    const uint32_t count = fh_cursor_u32(&cursor);
    for (uint32_t i = 0; i < count && !cursor.failed; i++) {
        fh_pack pack = {.name = fh_cursor_sized(&cursor)};
        pack.root = decode_node(&cursor, arena, 0);
        if (pack.root == NULL) return arena->failed ? FH_NO_MEMORY : FH_BAD_INPUT;
        if (!FH_VEC_ADD(arena, ret_packs, pack)) return FH_NO_MEMORY;
    }
    return cursor.failed || !fh_cursor_at_end(&cursor) ? FH_BAD_INPUT : FH_OK;
}
