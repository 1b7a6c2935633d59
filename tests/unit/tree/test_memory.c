/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tap.h"
#include "tree/tree.h"

/* Entries come in order of unsigned bytes, whatever the order they were given in. */
static void order_and_reading(void)
{
    static const fh_memory_file files[] = {{{"b", 1}, {"two", 3}},
                                           {{"a/\xff", 3}, {"", 0}},
                                           {{"a-b", 3}, {"one", 3}},
                                           {{"a/b", 3}, {"three", 5}}};
    static const char *const want[] = {"a-b", "a/b", "a/\xff", "b"};
    fh_env env;
    fh_tree *tree = NULL;
    const fh_entry *entries = NULL;
    size_t count = 0;
    fh_buf buf = {0};
    fh_env_init(&env);
    if (!CHECK_INT(fh_tree_memory(&env, files, FH_COUNT(files), &tree), FH_OK)) return;
    CHECK_INT(fh_tree_list(&env, tree, &entries, &count), FH_OK);
    if (CHECK_INT(count, 4))
        for (size_t i = 0; i < count; i++) CHECK_TEXT(entries[i].path, want[i]);
    CHECK_INT(fh_tree_read(&env, tree, &entries[1], 5, &buf), FH_OK);
    CHECK_TEXT(fh_text_make(buf.ptr, buf.len), "three");
    CHECK_INT(fh_tree_read(&env, tree, &entries[1], 4, &buf), FH_LIMIT);
    CHECK_INT(fh_tree_read_head(&env, tree, &entries[1], 4, &buf), FH_OK);
    CHECK_TEXT(fh_text_make(buf.ptr, buf.len), "thre");
    fh_buf_done(&buf);
    fh_tree_close(tree);
}

int main(void)
{
    RUN(order_and_reading);
    return DONE();
}
