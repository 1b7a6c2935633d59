/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "lookup/lookup.h"
#include "tap.h"

/* What is asked of deps.dev, and what its answers mean. */

typedef struct bench {
    fh_env env;
    fh_arena arena;
    fh_lookup_item_vec items;
    fh_lookup_item *asked[8];
    fh_text page;
} bench;

static void open_bench(bench *self, const char *const *purls)
{
    *self = (bench){.page = FH_TEXT("untouched")};
    fh_env_init(&self->env);
    fh_arena_init(&self->arena, 0);
    for (; *purls != NULL; purls++)
        CHECK(fh_lookup_add(&self->arena, &self->items, fh_text_of(*purls)));
    for (size_t i = 0; i < self->items.count; i++) self->asked[i] = &self->items.items[i];
}

static fh_status read_answer(bench *self, const char *body)
{
    return fh_deps_dev_read(&self->env, &self->arena, fh_text_of(body), self->asked,
                            self->items.count, &self->page);
}

static const char *const two[] = {"pkg:npm/a@1", "pkg:maven/g/n@2", NULL};

static void asks_in_one_body(void)
{
    bench self;
    fh_buf body;
    open_bench(&self, two);
    fh_buf_init(&body, 0);
    fh_deps_dev_ask(self.asked, 2, (fh_text){0}, &body);
    CHECK_TEXT(fh_buf_text(&body),
               "{\"requests\":[{\"purl\":\"pkg:npm/a@1\"},{\"purl\":\"pkg:maven/g/n@2\"}]}");
    fh_buf_clear(&body);
    fh_deps_dev_ask(self.asked, 1, FH_TEXT("a\"b"), &body);
    CHECK_TEXT(fh_buf_text(&body),
               "{\"requests\":[{\"purl\":\"pkg:npm/a@1\"}],\"pageToken\":\"a\\\"b\"}");
    fh_buf_done(&body);
    fh_arena_done(&self.arena);
}

static void names_one_version(void)
{
    static const char *const purls[] = {
        "pkg:npm/%40s/n@1.0.0", "pkg:maven/org.g/n@2", "pkg:golang/github.com/o/p@v1",
        "pkg:cargo/c@1.0.0+x",  "pkg:generic/x@1",     NULL};
    static const char *const ends[] = {
        "NPM/packages/%40s%2Fn/versions/1.0.0", "MAVEN/packages/org.g%3An/versions/2",
        "GO/packages/github.com%2Fo%2Fp/versions/v1", "CARGO/packages/c/versions/1.0.0%2Bx"};
    bench self;
    open_bench(&self, purls);
    for (size_t i = 0; i < FH_COUNT(ends); i++) {
        const fh_text want = fh_arena_printf(&self.arena, "https://h/v3/systems/%s", ends[i]);
        CHECK_TEXT(fh_deps_dev_address(&self.arena, FH_TEXT("https://h"), self.asked[i]), want.ptr);
        CHECK(fh_deps_dev_takes(self.asked[i]));
    }
    CHECK(!fh_deps_dev_takes(self.asked[4]));
    fh_arena_done(&self.arena);
}

static void reads_licenses(void)
{
    bench self;
    open_bench(&self, two);
    CHECK_INT(read_answer(&self,
                          "{\"responses\":[{\"request\":{\"purl\":\"pkg:npm/a@1\"},\"result\":"
                          "{\"version\":{\"licenses\":[\"MIT\",\"X11 OR ISC\"],\"licenseDetails\":"
                          "[{\"license\":\"mit\",\"spdx\":\"MIT\"}]}}},"
                          "{\"request\":{\"purl\":\"pkg:maven/g/n@2\"}}],\"nextPageToken\":\"p\"}"),
              FH_OK);
    CHECK_INT(self.asked[0]->state, FH_LOOKUP_FOUND);
    CHECK_TEXT(self.asked[0]->expression, "MIT AND (X11 OR ISC)");
    CHECK_TEXT(self.asked[0]->written, "mit, X11 OR ISC");
    CHECK_INT(self.asked[1]->state, FH_LOOKUP_UNKNOWN);
    CHECK_TEXT(self.page, "p");
    fh_arena_done(&self.arena);
}

static void half_an_expression_is_none(void)
{
    bench self;
    open_bench(&self, two);
    CHECK_INT(read_answer(&self, "{\"responses\":[{\"request\":{\"purl\":\"pkg:npm/a@1\"},"
                                 "\"version\":{\"licenses\":[\"MIT\",\"non-standard\"],"
                                 "\"licenseDetails\":[{\"license\":\"MIT\"},"
                                 "{\"license\":\"own terms\"}]}}]}"),
              FH_OK);
    CHECK_INT(self.asked[0]->state, FH_LOOKUP_FOUND);
    CHECK_TEXT(self.asked[0]->expression, "");
    CHECK_TEXT(self.asked[0]->written, "MIT, own terms");
    CHECK_INT(self.asked[1]->state, FH_LOOKUP_UNASKED);
    CHECK_TEXT(self.page, "");
    fh_arena_done(&self.arena);
}

static void refuses_what_is_no_answer(void)
{
    static const char *const bodies[] = {
        "",
        "null",
        "[]",
        "{}",
        "{\"responses\":{}}",
        "An error has occurred",
        "{\"responses\":[]",
        "{\"responses\":[{\"request\":{\"purl\":\"pkg:npm/a@1\"},\"version\":{\"licenses\":1}}]}",
        "{\"responses\":[{\"request\":{\"purl\":\"pkg:npm/a@1\"},\"version\":{\"licenses\":[2]}}]}",
    };
    for (size_t i = 0; i < FH_COUNT(bodies); i++) {
        bench self;
        open_bench(&self, two);
        CHECK_INT(read_answer(&self, bodies[i]), FH_BAD_INPUT);
        CHECK_INT(self.asked[0]->state, FH_LOOKUP_UNASKED);
        CHECK_TEXT(self.page, "untouched");
        fh_arena_done(&self.arena);
    }
}

static void reads_one_version(void)
{
    bench self;
    open_bench(&self, two);
    CHECK_INT(fh_deps_dev_read_version(
                  &self.env, &self.arena,
                  FH_TEXT("{\"versionKey\":{\"name\":\"a\"},\"licenses\":[\"ISC\"]}"),
                  self.asked[0]),
              FH_OK);
    CHECK_TEXT(self.asked[0]->expression, "ISC");
    CHECK_INT(fh_deps_dev_read_version(&self.env, &self.arena, FH_TEXT("{\"licenses\":[\"ISC\"]}"),
                                       self.asked[1]),
              FH_BAD_INPUT);
    CHECK_INT(self.asked[1]->state, FH_LOOKUP_UNASKED);
    fh_arena_done(&self.arena);
}

int main(void)
{
    RUN(asks_in_one_body);
    RUN(names_one_version);
    RUN(reads_licenses);
    RUN(half_an_expression_is_none);
    RUN(refuses_what_is_no_answer);
    RUN(reads_one_version);
    return DONE();
}
