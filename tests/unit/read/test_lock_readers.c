/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read_one.h"

extern const fh_reader fh_reader_npm_lock, fh_reader_yarn_lock, fh_reader_pnpm_lock,
    fh_reader_bun_lock, fh_reader_bun_lockb, fh_reader_cargo_lock, fh_reader_go_sum,
    fh_reader_go_vendor, fh_reader_go_work;

static void npm_finds_what_is_installed_above(void)
{
    READ_ONE(fh_reader_npm_lock, "app/package-lock.json",
             "{\"packages\": {\"\": {\"dependencies\": {\"a\": \"1\", \"b\": \"1\"}},\n"
             "\"node_modules/a\": {\"version\": \"1.0.0\", \"dependencies\": {\"b\": \"2\"}},\n"
             "\"node_modules/a/node_modules/b\": {\"version\": \"2.0.0\"},\n"
             "\"node_modules/b\": {\"version\": \"1.0.0\", \"cpu\": [\"x64\"],\n"
             "  \"peerDependencies\": {\"a\": \"*\"},\n"
             "  \"peerDependenciesMeta\": {\"a\": {\"optional\": true}}}}}");
    const fh_fact *root = FIND(FIELD, "lock.importer"), *a = FIND(DEPENDENCY, "pkg:npm/a");
    CHECK_TEXT(root->value, "app");
    CHECK_TEXT(ATTR(root, NEEDS), "- rr0 rr2");
    CHECK_TEXT(ATTR(a, NEEDS), "0 rr1");
    CHECK_INT(a->line, 2);
    CHECK_TEXT(ATTR(&self.facts.list.items[3], NEEDS), "2 rq0");
    CHECK_TEXT(ATTR(&self.facts.list.items[3], GATE), "cpu:x64");
    CHECK((a->contexts & FH_CONTEXT_GENERATED) != 0);
    read_one_end(&self);
}

static void npm_refuses_other_shapes(void)
{
    READ_ONE(fh_reader_npm_lock, "package-lock.json", "{\"packages\": [1], \"dependencies\": 2}");
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 1);
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 0);
    read_one_end(&self);
}

static void yarn_has_two_syntaxes(void)
{
    READ_ONE(fh_reader_yarn_lock, "yarn.lock",
             "# yarn lockfile v1\n\n\"@s/a@^1\", \"@s/a@>= 1, < 2\":\n  version \"1.5.0\"\n"
             "  dependencies:\n    b \"^2.0\"\n\nb@^2.0:\n  version \"2.1.0\"\n  stray\n");
    const fh_fact *a = FIND(DEPENDENCY, "pkg:npm/%40s/a");
    CHECK_TEXT(a->value, "1.5.0");
    CHECK_TEXT(ATTR(a, KEYS), "@s/a@^1\n@s/a@>= 1, < 2");
    CHECK_TEXT(ATTR(a, NEEDS), "0 rr1");
    read_one_end(&self);
    read_one_start(&self, &fh_reader_yarn_lock, "yarn.lock",
                   FH_TEXT("__metadata:\n  version: 8\n\n\"x@npm:^1\":\n  version: 1.0.0\n"
                           "  resolution: \"x@npm:1.0.0\"\n  conditions: os=linux & libc=musl\n"));
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:npm/x"), GATE), "os:linux libc:musl");
    read_one_end(&self);
    read_one_start(&self, &fh_reader_yarn_lock, "yarn.lock", FH_TEXT("__metadata: [\n"));
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 1);
    read_one_end(&self);
}

static void pnpm_joins_copies(void)
{
    READ_ONE(fh_reader_pnpm_lock, "pnpm-lock.yaml",
             "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      a:\n"
             "        specifier: ^1\n        version: 1.0.0(p@1.0.0)\n"
             "packages:\n  a@1.0.0:\n    resolution: {integrity: sha512-A}\n"
             "    peerDependencies:\n      p: '*'\n  p@1.0.0:\n    resolution: {integrity: x}\n"
             "snapshots:\n  a@1.0.0(p@1.0.0):\n    dependencies:\n      p: 1.0.0\n"
             "  a@1.0.0: {}\n  p@1.0.0: {}\n");
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 2);
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:npm/a"), NEEDS), "0 rp1");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:npm/a"), CHECKSUM), "sha512-A");
    CHECK_TEXT(ATTR(FIND(FIELD, "lock.importer"), NEEDS), "- rr0");
    read_one_end(&self);
    read_one_start(&self, &fh_reader_pnpm_lock, "pnpm-lock.yaml", FH_TEXT("lockfileVersion: 12\n"));
    CHECK_TEXT(FIND(UNREAD, "unsupported")->value, "lockfileVersion '12' is not known");
    read_one_end(&self);
}

static void bun_resolves_copies_of_parents(void)
{
    READ_ONE(
        fh_reader_bun_lock, "bun.lock",
        "{\"workspaces\": {\"\": {\"devDependencies\": {\"@s/a\": \"1\"},},},\n\"packages\": {\n"
        "\"@s/a\": [\"@s/a@1.0.0\", \"\", {\"dependencies\": {\"b\": \"2\"}}, \"sha512-A\"],\n"
        "\"@s/a/b\": [\"b@2.0.0\", \"\", {\"dependencies\": {\"c\": \"1\"}}],\n"
        "\"b\": [\"b@1.0.0\"], \"c\": [\"c@1.0.0\"],}}");
    CHECK_TEXT(ATTR(FIND(FIELD, "lock.importer"), NEEDS), "- dr0");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:npm/%40s/a"), NEEDS), "0 rr1");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:npm/b"), NEEDS), "1 rr3");
    read_one_end(&self);
    read_one_start(&self, &fh_reader_bun_lockb, "bun.lockb", FH_TEXT("x"));
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 1);
    read_one_end(&self);
}

static void cargo_names_packages_as_shortly_as_it_can(void)
{
    READ_ONE(fh_reader_cargo_lock, "Cargo.lock",
             "[[package]]\nname = 'a'\nversion = '0.1.0'\ndependencies = [\n 'b 2.0.0', 'c',\n"
             " 'd 1.0.0 (registry+https://i.example/x)', 'gone',\n]\n"
             "[[package]]\nname = 'b'\nversion = '1.0.0'\nsource = 'registry+https://i.example/x'\n"
             "[[package]]\nname = 'b'\nversion = '2.0.0'\nsource = 'registry+https://i.example/x'\n"
             "[[package]]\nname = 'c'\nversion = '1.0.0'\n"
             "source = 'git+https://g.example/c?rev=1#0123'\n"
             "[[package]]\nname = 'd'\nversion = '1.0.0'\n");
    const fh_fact *a = FIND(DEPENDENCY, "pkg:cargo/a");
    CHECK_TEXT(ATTR(a, NEEDS), "0 rr2 rr3 rr4");
    CHECK_TEXT(ATTR(a, DIRECTNESS), "workspace-member");
    CHECK_INT(a->line, 2);
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:cargo/c"), PIN), "git-commit");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:cargo/b"), SOURCE), "https://i.example");
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 1);
    read_one_end(&self);
}

static void go_has_three_files(void)
{
    READ_ONE(fh_reader_go_sum, "go.sum",
             "a.example/m v1.0.0 h1:a//b=\na.example/m v1.0.0/go.mod h1:c=\n\nbroken line\n");
    CHECK_TEXT(ATTR(FIND(FIELD, "go.sum"), CHECKSUM), "h1:a//b=");
    CHECK_INT(read_one_count(&self, FH_FACT_FIELD), 1);
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 1);
    read_one_end(&self);
    read_one_start(&self, &fh_reader_go_vendor, "vendor/modules.txt",
                   FH_TEXT("# a.example/m v1.0.0 => b.example/n v1.1.0\n## explicit; go 1.20\n"
                           "a.example/m/x\n# a.example/none v1.0.0\n## explicit\n"
                           "# a.example/m => b.example/n v1.1.0\n"));
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:golang/b.example/n")->value, "v1.1.0");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:golang/a.example/none"), NECESSITY), "suggested");
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 2);
    read_one_end(&self);
    read_one_start(&self, &fh_reader_go_work, "go.work",
                   FH_TEXT("go 1.22\nuse ./a\nuse (\n./b\n)\n"));
    CHECK_TEXT(FIND(POINTER, "a")->value, "workspace-member");
    CHECK_TEXT(FIND(POINTER, "b")->value, "workspace-member");
    read_one_end(&self);
}

int main(void)
{
    RUN(npm_finds_what_is_installed_above);
    RUN(npm_refuses_other_shapes);
    RUN(yarn_has_two_syntaxes);
    RUN(pnpm_joins_copies);
    RUN(bun_resolves_copies_of_parents);
    RUN(cargo_names_packages_as_shortly_as_it_can);
    RUN(go_has_three_files);
    return DONE();
}
