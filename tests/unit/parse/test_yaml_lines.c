/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "parse/yaml_lines.h"
#include "tap.h"

typedef struct parsed {
    fh_env env;
    fh_arena arena;
    const fh_node *root;
    fh_status status;
} parsed;

static void start(parsed *self, const char *text)
{
    fh_env_init(&self->env);
    fh_arena_init(&self->arena, 0);
    self->root = &fh_node_empty;
    self->status = fh_yaml_lines_parse(&self->env, &self->arena, fh_text_of(text), &self->root);
}

static void lock_files_are_read(void)
{
    parsed self;
    start(&self, "# head\nlockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n"
                 "      a:\n        version: 1.0.0(b@2)\npackages:\n\n  '@s/a@1.0.0':\n"
                 "    resolution: {integrity: sha512-A==, tarball: https://x.example/a.tgz}\n"
                 "    cpu: [x64, '!arm']\n    deprecated: |-\n      old: text\n\n      more\n"
                 "    optional: true\n  ? 'long'\n  : resolution: {}\n    dev: true\n"
                 "list:\n- one\n- 'it''s'\nempty:\n\"quoted, key@^1\":\n  version: 2 # note\n");
    CHECK_INT(self.status, FH_OK);
    const fh_node *packages = fh_node_get(self.root, "packages");
    const fh_node *first = fh_node_get(packages, "@s/a@1.0.0");
    CHECK_TEXT(fh_node_text(fh_node_get(self.root, "lockfileVersion")), "9.0");
    CHECK_TEXT(fh_node_text(fh_node_path(first, "resolution.integrity")), "sha512-A==");
    CHECK_TEXT(fh_node_text(fh_node_path(first, "resolution.tarball")), "https://x.example/a.tgz");
    CHECK_TEXT(fh_node_text(fh_node_at(fh_node_get(first, "cpu"), 1)), "!arm");
    CHECK(fh_node_is_true(fh_node_get(first, "optional")));
    CHECK_INT(first->key_line, 12);
    CHECK_INT(first->key_column, 4);
    CHECK_INT(fh_node_get(first, "deprecated")->kind, FH_NODE_TEXT);
    CHECK(fh_node_is_true(fh_node_path(packages, "long.dev")));
    CHECK_TEXT(fh_node_text(fh_node_at(fh_node_get(self.root, "list"), 1)), "it's");
    CHECK_INT(fh_node_get(self.root, "empty")->kind, FH_NODE_NULL);
    CHECK_TEXT(fh_node_text(fh_node_get(fh_node_get(self.root, "quoted, key@^1"), "version")), "2");
    fh_arena_done(&self.arena);
}

static void the_rest_is_left_to_the_general_parser(void)
{
    static const char *const rows[] = {
        "a: &x 1\n",     "a: *x\n",     "a: !t x\n",       "a: one\n  two\n", "- a\n",
        "a: \"b\\n\"\n", "---\na: 1\n", "a:\n- b: c\n",    "a: 'open\n",      "a: {b: c\n",
        "\ta: 1\n",      "a: b: c\n",   "  a: 1\n b: 2\n", "{a: b}\n",        "a: [x] y\n",
        "a: @b\n",       "a\n",         "a: x\n\xff: y\n", "? a\nb: c\n",     "a:\n - - b\n"};
    for (size_t i = 0; i < FH_COUNT(rows); i++) {
        parsed self;
        start(&self, rows[i]);
        if (!CHECK_INT(self.status, FH_UNSUPPORTED)) printf("# %s\n", rows[i]);
        fh_arena_done(&self.arena);
    }
}

static void limits_hold(void)
{
    parsed self;
    fh_env_init(&self.env);
    fh_arena_init(&self.arena, 0);
    self.env.limits.doc_nodes = 3;
    CHECK_INT(
        fh_yaml_lines_parse(&self.env, &self.arena, FH_TEXT("a: 1\nb: 2\nc: 3\n"), &self.root),
        FH_LIMIT);
    fh_arena_done(&self.arena);
}

static void other_yaml_is_read_as_well(void)
{
    fh_env env;
    fh_arena arena;
    const fh_node *root = &fh_node_empty;
    fh_env_init(&env);
    fh_arena_init(&arena, 0);
    CHECK_INT(fh_yaml_lock_parse(&env, &arena, FH_TEXT("---\na: \"x\\ty\"\n"), &root), FH_OK);
    CHECK_TEXT(fh_node_text(fh_node_get(root, "a")), "x\ty");
    CHECK_INT(fh_yaml_lock_parse(&env, &arena, FH_TEXT("a: [\n"), &root), FH_BAD_INPUT);
    CHECK(env.error.line > 0);
    fh_arena_done(&arena);
}

int main(void)
{
    RUN(lock_files_are_read);
    RUN(the_rest_is_left_to_the_general_parser);
    RUN(limits_hold);
    RUN(other_yaml_is_read_as_well);
    return DONE();
}
