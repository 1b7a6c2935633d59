/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/store.h"
#include "tap.h"

static void add(fh_store *store, const char *path, uint32_t facts_count)
{
    fh_facts facts;
    const fh_fact fact = {.kind = FH_FACT_ENV, .line = 1, .subject = FH_TEXT("HOME")};
    const fh_file file = {.path = fh_text_of(path), .size = 10};
    fh_facts_init(&facts, 0);
    for (uint32_t i = 0; i < facts_count; i++) fh_facts_add(&facts, &fact);
    fh_store_add(store, &file, &facts);
    fh_facts_done(&facts);
}

static void facts_know_their_files(void)
{
    char path[] = "b/c.py";
    fh_store store;
    uint32_t file = 9;
    fh_store_init(&store, 0);
    add(&store, "a.py", 2);
    add(&store, path, 0);
    path[0] = 'X';
    add(&store, "d.py", 3);
    CHECK_INT(store.files.count, 3);
    CHECK_INT(store.facts.count, 5);
    CHECK(fh_store_find(&store, FH_TEXT("b/c.py"), &file) && file == 1);
    CHECK(!fh_store_find(&store, FH_TEXT("X/c.py"), &file));
    CHECK_INT(store.files.items[2].fact_start, 2);
    CHECK_INT(store.files.items[2].fact_count, 3);
    CHECK_INT(store.facts.items[1].file, 0);
    CHECK_INT(store.facts.items[4].file, 2);
    CHECK_TEXT(store.facts.items[4].subject, "HOME");
    fh_store_done(&store);
    CHECK_INT(store.files.count, 0);
}

static void derived_facts_go_behind(void)
{
    fh_store store;
    const fh_fact fact = {.kind = FH_FACT_GROUP, .subject = FH_TEXT("vendors")};
    fh_store_init(&store, 0);
    add(&store, "a.py", 1);
    fh_fact *derived = fh_store_add_derived(&store, 0, &fact);
    if (CHECK(derived != NULL)) CHECK_TEXT(derived->subject, "vendors");
    CHECK(derived == &store.facts.items[1]);
    CHECK_INT(store.files.items[0].fact_count, 1);
    fh_store_done(&store);
}

static void no_memory_is_sticky(void)
{
    fh_store store;
    const fh_fact fact = {.kind = FH_FACT_GROUP};
    fh_store_init(&store, 4000);
    for (int i = 0; i < 50; i++) add(&store, "some/path.py", 3);
    CHECK(store.arena.failed);
    CHECK(fh_store_add_derived(&store, 0, &fact) == NULL);
    for (size_t i = 0; i < store.facts.count; i++)
        CHECK(store.facts.items[i].file < store.files.count);
    fh_store_done(&store);
}

int main(void)
{
    RUN(facts_know_their_files);
    RUN(derived_facts_go_behind);
    RUN(no_memory_is_sticky);
    return DONE();
}
