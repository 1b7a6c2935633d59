/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <assert.h>

#include "lookup/lookup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Any answer is read, and what comes of it is one line that a terminal may be shown. */
static void check_line(const fh_lookup_item *item)
{
    fh_buf line;
    fh_buf_init(&line, 0);
    fh_lookup_write(item, &line);
    assert(!line.failed && line.ptr[line.len - 1] == '\n');
    for (size_t i = 0; i + 1 < line.len; i++)
        assert((unsigned char)line.ptr[i] >= ' ' && line.ptr[i] != 0x7f);
    assert(item->expression.len <= 4000);
    fh_buf_done(&line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const fh_text body = fh_text_make((const char *)data, size);
    fh_lookup_item_vec items = {0};
    fh_env env;
    fh_arena arena;
    fh_text page = {0};
    fh_env_init(&env);
    fh_arena_init(&arena, 0);
    if (!fh_lookup_add(&arena, &items, FH_TEXT("pkg:npm/a@1")) ||
        !fh_lookup_add(&arena, &items, FH_TEXT("pkg:pypi/b@2")))
        assert(arena.failed);
    else {
        fh_lookup_item *asked[] = {&items.items[0], &items.items[1]};
        const fh_status batch = fh_deps_dev_read(&env, &arena, body, asked, 2, &page);
        assert(batch != FH_INTERNAL);
        check_line(asked[0]);
        check_line(asked[1]);
        const fh_status one = fh_deps_dev_read_version(&env, &arena, body, asked[0]);
        assert(one != FH_OK || asked[0]->state != FH_LOOKUP_UNASKED);
        check_line(asked[0]);
        const fh_status map = fh_clearly_defined_read(&env, &arena, body, asked, 2);
        assert(map != FH_INTERNAL);
        check_line(asked[0]);
        check_line(asked[1]);
    }
    fh_arena_done(&arena);
    return 0;
}
