/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/header_memo.h"

#include <stdlib.h>

#include "base/table.h"

enum { FACTS_MAX = 4096, FACTS_EACH = 16 };

typedef struct kept {
    size_t from, count; /* in facts */
} kept;

struct fh_header_memo {
    fh_arena arena;
    fh_table headers; /* to index into kept */
    fh_facts facts;
    kept kept[FH_HEADER_MEMO_MAX];
};

fh_header_memo *fh_header_memo_new(void)
{
    fh_header_memo *memo = calloc(1, sizeof *memo);
    if (memo == NULL) return NULL;
    fh_arena_init(&memo->arena, 0);
    fh_table_init(&memo->headers, &memo->arena);
    fh_facts_init(&memo->facts, FACTS_MAX);
    return memo;
}

void fh_header_memo_free(fh_header_memo *memo)
{
    if (memo == NULL) return;
    fh_facts_done(&memo->facts);
    fh_arena_done(&memo->arena);
    free(memo);
}

bool fh_header_memo_replay(const fh_header_memo *memo, fh_text header, uint32_t contexts,
                           fh_facts *facts)
{
    uint32_t index;
    if (memo == NULL || !fh_table_find(&memo->headers, header, &index)) return false;
    const kept *entry = &memo->kept[index];
    for (size_t i = entry->from; i < entry->from + entry->count; i++) {
        fh_fact fact = memo->facts.list.items[i];
        fact.contexts = contexts;
        fh_facts_add(facts, &fact);
    }
    return true;
}

void fh_header_memo_keep(fh_header_memo *memo, fh_text header, const fh_facts *facts, size_t from)
{
    const size_t count = facts->list.count - from;
    if (memo == NULL || memo->headers.count == FH_HEADER_MEMO_MAX) return;
    if (header.len > FH_HEADER_BYTES || count > FACTS_EACH) return;
    const uint32_t index = (uint32_t)memo->headers.count;
    memo->kept[index] = (kept){.from = memo->facts.list.count, .count = count};
    for (size_t i = from; i < facts->list.count; i++)
        fh_facts_add(&memo->facts, &facts->list.items[i]);
    const fh_text key = fh_arena_copy(&memo->arena, header);
    /* A header whose facts are not all there must not be found. */
    if (memo->facts.arena.failed || memo->facts.dropped > 0 || memo->arena.failed) return;
    (void)fh_table_set(&memo->headers, key, index);
}
