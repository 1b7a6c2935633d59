/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <stdlib.h>

#include "tree/object.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The same bytes as a commit, as a tag and as a tree. Every entry of a tree moves on. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const fh_text bytes = fh_text_make((const char *)data, size);
    fh_commit commit;
    fh_oid oid;
    fh_object_kind kind;
    fh_tree_item item;
    if (fh_commit_parse(bytes, &commit))
        for (size_t i = 1; i <= commit.parent_count; i++)
            if (!fh_commit_parent(&commit, i, &oid)) abort();
    if (fh_tag_parse(bytes, &oid, &kind) && kind == FH_OBJECT_NONE) abort();
    fh_cursor cursor = fh_cursor_make(bytes);
    for (size_t before = 0; fh_tree_item_next(&cursor, &item); before = cursor.at)
        if (cursor.at <= before) abort();
    if (!cursor.failed && cursor.at != size) abort();
    return 0;
}
