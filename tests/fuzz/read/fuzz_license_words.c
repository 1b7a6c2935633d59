/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Any bytes as a license text that speaks of folders, and as a header that sends its reader to a
 * file: what is found are views of the bytes, at lines of the file. */
#include <assert.h>

#include "read/license_pointer.h"
#include "read/license_scope.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const fh_text bytes = fh_text_make((const char *)data, size);
    fh_env env;
    fh_arena arena;
    fh_facts facts;
    fh_license_result result = {0};
    uint32_t lines = 1;
    fh_env_init(&env);
    fh_arena_init(&arena, (size_t)64 << 20);
    fh_facts_init(&facts, 1000);
    const fh_input input = {
        .path = FH_TEXT("LICENSE"), .bytes = bytes, .doc = &fh_node_empty, .scratch = &arena};
    for (size_t i = 0; i < size; i++) lines += data[i] == '\n';
    fh_read_license_scopes(&env, &input, bytes, 0, &facts);
    fh_read_license_pointer(&input, bytes, &facts);
    (void)fh_read_license_own_terms(&arena, bytes, &result);
    for (size_t i = 0; i < facts.list.count; i++) {
        assert(facts.list.items[i].line >= 1 && facts.list.items[i].line <= lines);
        assert(facts.list.items[i].subject.len > 0);
    }
    fh_facts_done(&facts);
    fh_arena_done(&arena);
    return 0;
}
