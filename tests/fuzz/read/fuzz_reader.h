/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* One reader over any bytes, and what must hold of its facts. */
#ifndef FH_TESTS_FUZZ_READER_H
#define FH_TESTS_FUZZ_READER_H

#include <assert.h>

#include "read/reader.h"

static inline void fuzz_reader(const fh_reader *reader, const char *path, fh_text bytes)
{
    fh_env env;
    fh_arena arena;
    fh_facts facts, again;
    fh_buf buf;
    fh_env_init(&env);
    fh_arena_init(&arena, (size_t)256 << 20);
    fh_facts_init(&facts, 20000);
    fh_facts_init(&again, 20000);
    fh_buf_init(&buf, 0);
    fh_input input = {
        .path = fh_text_of(path), .bytes = bytes, .doc = &fh_node_empty, .scratch = &arena};
    uint32_t lines = 1;
    for (size_t i = 0; i < bytes.len; i++) lines += bytes.ptr[i] == '\n';
    if (reader->syntax == FH_SYNTAX_NONE ||
        fh_doc_parse(&env, &arena, reader->syntax, bytes, &input.doc) == FH_OK)
        reader->read(&env, &input, &facts);
    for (size_t i = 0; i < facts.list.count; i++) assert(facts.list.items[i].line <= lines);
    fh_facts_encode(&facts, &buf);
    assert(buf.failed || fh_facts_decode(fh_buf_text(&buf), &again) == FH_OK);
    assert(buf.failed || again.list.count == facts.list.count);
    fh_buf_done(&buf);
    fh_facts_done(&again);
    fh_facts_done(&facts);
    fh_arena_done(&arena);
}

#endif
