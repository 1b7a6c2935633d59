/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "lookup/lookup.h"
#include "tap.h"

/* What is asked of ClearlyDefined, and what its answers mean. */

typedef struct bench {
    fh_env env;
    fh_arena arena;
    fh_lookup_item_vec items;
    fh_lookup_item *asked[8];
} bench;

static void open_bench(bench *self, const char *const *purls)
{
    *self = (bench){.items = {0}};
    fh_env_init(&self->env);
    fh_arena_init(&self->arena, 0);
    for (; *purls != NULL; purls++)
        CHECK(fh_lookup_add(&self->arena, &self->items, fh_text_of(*purls)));
    for (size_t i = 0; i < self->items.count; i++) self->asked[i] = &self->items.items[i];
}

static fh_status read_answer(bench *self, const char *body)
{
    return fh_clearly_defined_read(&self->env, &self->arena, fh_text_of(body), self->asked,
                                   self->items.count);
}

static void asks_by_coordinates(void)
{
    static const char *const purls[] = {"pkg:npm/%40s/n@1", "pkg:golang/github.com/a/b/c@v1",
                                        "pkg:maven/org.g/n@2", "pkg:cargo/c@3", NULL};
    bench self;
    fh_buf body;
    open_bench(&self, purls);
    fh_buf_init(&body, 0);
    fh_clearly_defined_ask(&self.arena, self.asked, 4, &body);
    CHECK_TEXT(fh_buf_text(&body), "[\"npm/npmjs/@s/n/1\",\"go/golang/github.com%2fa%2fb/c/v1\","
                                   "\"maven/mavencentral/org.g/n/2\",\"crate/cratesio/-/c/3\"]");
    fh_buf_done(&body);
    fh_arena_done(&self.arena);
}

static void reads_what_is_declared(void)
{
    static const char *const purls[] = {"pkg:npm/a@1", "pkg:npm/b@1", "pkg:npm/c@1", "pkg:npm/d@1",
                                        NULL};
    bench self;
    open_bench(&self, purls);
    CHECK_INT(read_answer(&self,
                          "{\"npm/npmjs/-/a/1\":{\"licensed\":{\"declared\":\"MIT\"}},"
                          "\"npm/npmjs/-/b/1\":{\"licensed\":{\"declared\":\"NOASSERTION\"}},"
                          "\"npm/npmjs/-/c/1\":{\"licensed\":{\"declared\":\"MIT AND OTHER\"}},"
                          "\"npm/npmjs/-/x/1\":{\"licensed\":{\"declared\":\"ISC\"}}}"),
              FH_OK);
    CHECK_INT(self.asked[0]->state, FH_LOOKUP_FOUND);
    CHECK_TEXT(self.asked[0]->expression, "MIT");
    CHECK_INT(self.asked[1]->state, FH_LOOKUP_UNKNOWN);
    CHECK_INT(self.asked[2]->state, FH_LOOKUP_FOUND);
    CHECK_TEXT(self.asked[2]->expression, "");
    CHECK_TEXT(self.asked[2]->written, "MIT AND OTHER");
    CHECK_INT(self.asked[3]->state, FH_LOOKUP_UNASKED);
    fh_arena_done(&self.arena);
}

static void refuses_what_is_no_answer(void)
{
    static const char *const purls[] = {"pkg:npm/a@1", NULL};
    static const char *const bodies[] = {"", "An error occurred", "[]", "null", "{\"a\":"};
    for (size_t i = 0; i < FH_COUNT(bodies); i++) {
        bench self;
        open_bench(&self, purls);
        CHECK_INT(read_answer(&self, bodies[i]), FH_BAD_INPUT);
        CHECK_INT(self.asked[0]->state, FH_LOOKUP_UNASKED);
        fh_arena_done(&self.arena);
    }
}

int main(void)
{
    RUN(asks_by_coordinates);
    RUN(reads_what_is_declared);
    RUN(refuses_what_is_no_answer);
    return DONE();
}
