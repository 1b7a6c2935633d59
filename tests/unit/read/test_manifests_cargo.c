/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read_one.h"

extern const fh_reader fh_reader_cargo;

static void packages(void)
{
    READ_ONE(fh_reader_cargo, "lib/x/Cargo.toml",
             "[package]\nname = 'x'\nversion = '0.1.0'\nlicense = 'MIT OR Apache-2.0'\n"
             "description = 'it'\nauthors = ['A', 'B']\nreadme = '../README.md'\n"
             "license-file = 'LICENSE'\nbuild = 'build.rs'\nlinks = 'cuda'\n"
             "[dependencies]\nserde = '1'\nexact = '=1.2.3'\n"
             "rand_core = { version = '0.6', package = 'rand', features = ['std', 'a'] }\n"
             "near = { path = '../near', version = '1' }\n"
             "far = { git = 'https://a.example/far', branch = 'main' }\n"
             "[dependencies.long]\nversion = '2'\n"
             "[dev-dependencies]\nproptest = '1'\n[build-dependencies]\ncc = '1'\n"
             "[target.'cfg(target_os = \"linux\")'.dependencies]\nnix = '0.2'\n");
    const fh_fact *fact = FIND(PACKAGE, "x");
    CHECK_TEXT(fact->value, "it");
    CHECK_TEXT(ATTR(fact, KIND), "cargo");
    CHECK_TEXT(ATTR(fact, EXPRESSION), "MIT OR Apache-2.0");
    CHECK_TEXT(ATTR(fact, AUTHOR), "A, B");
    CHECK_TEXT(FIND(POINTER, "lib/README.md")->value, "readme");
    CHECK_TEXT(FIND(POINTER, "lib/x/LICENSE")->value, "license-file");
    CHECK_TEXT(FIND(POINTER, "lib/x/build.rs")->value, "build-script");
    CHECK_TEXT(FIND(POINTER, "lib/near")->value, "workspace-member");
    CHECK_TEXT(FIND(FIELD, "package.links")->value, "cuda");
    fact = FIND(DEPENDENCY, "pkg:cargo/serde");
    CHECK_INT(fact->line, 12);
    CHECK_TEXT(ATTR(fact, PIN), "range");
    CHECK_TEXT(ATTR(fact, TABLE), "dependencies");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:cargo/exact"), PIN), "exact");
    fact = FIND(DEPENDENCY, "pkg:cargo/rand");
    CHECK_TEXT(ATTR(fact, NAME), "rand_core");
    CHECK_TEXT(ATTR(fact, ORIGIN), "alias");
    CHECK_TEXT(ATTR(fact, MEMBERS), "std a");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:cargo/near"), PIN), "path");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:cargo/far"), PIN), "git-ref");
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:cargo/long")->value, "2");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:cargo/proptest"), PHASE), "test");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:cargo/cc"), PHASE), "build");
    fact = FIND(DEPENDENCY, "pkg:cargo/nix");
    CHECK_TEXT(ATTR(fact, GATE), "target:cfg(target_os = \"linux\")");
    CHECK_TEXT(ATTR(fact, NECESSITY), "required");
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 9);
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 0);
    read_one_end(&self);
}

static void check_optional(const read_one *test, const char *purl, const char *necessity,
                           const char *gate)
{
    const fh_fact *fact = read_one_find(test, FH_FACT_DEPENDENCY, purl);
    CHECK_TEXT(ATTR(fact, NECESSITY), necessity);
    CHECK_TEXT(ATTR(fact, GATE), gate);
    if (gate[0] == '\0') return;
    CHECK((fact->contexts & FH_CONTEXT_OPTIONAL_DEPENDENCY) != 0);
    CHECK((fact->contexts & FH_CONTEXT_FEATURE_GATED) != 0);
}

static void features(void)
{
    READ_ONE(fh_reader_cargo, "Cargo.toml",
             "[features]\ndefault = ['net', 'implicit', 'weak?/f']\n"
             "net = ['inner', 'slash/tls']\ninner = ['dep:deep', 'net']\n"
             "cuda = ['dep:cudarc', 'weak/f']\nslash = ['dep:behind']\nall = ['cuda']\n"
             "[dependencies]\nserde = '1'\n"
             "implicit = { version = '1', optional = true }\n"
             "deep = { version = '1', optional = true }\n"
             "slash = { version = '1', optional = true }\n"
             "behind = { version = '1', optional = true }\n"
             "cudarc = { version = '1', optional = true }\n"
             "weak = { version = '1', optional = true }\n"
             "alone = { version = '1', optional = true }\n"
             "[target.unix.dependencies]\nnix = { version = '1', optional = true }\n");
    check_optional(&self, "pkg:cargo/serde", "required", "");
    check_optional(&self, "pkg:cargo/implicit", "optional-default-on", "feature:implicit");
    check_optional(&self, "pkg:cargo/deep", "optional-default-on", "feature:inner");
    check_optional(&self, "pkg:cargo/slash", "optional-default-on", "feature:slash");
    check_optional(&self, "pkg:cargo/behind", "optional-default-on", "feature:slash");
    check_optional(&self, "pkg:cargo/cudarc", "optional-default-off", "feature:cuda");
    check_optional(&self, "pkg:cargo/weak", "optional-default-off", "feature:weak");
    check_optional(&self, "pkg:cargo/alone", "optional-default-off", "feature:alone");
    check_optional(&self, "pkg:cargo/nix", "optional-default-off", "feature:nix");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:cargo/nix"), MARKER), "unix");
    CHECK_TEXT(ATTR(FIND(FEATURE, "inner"), DEFAULT), "yes");
    CHECK_TEXT(ATTR(FIND(FEATURE, "cuda"), DEFAULT), "");
    CHECK_TEXT(FIND(FEATURE, "cuda")->value, "dep:cudarc weak/f");
    CHECK_INT(read_one_count(&self, FH_FACT_FEATURE), 6);
    read_one_end(&self);
}

static void workspaces(void)
{
    READ_ONE(fh_reader_cargo, "Cargo.toml",
             "[workspace]\nmembers = ['lib/a', 'apps/*']\n"
             "[workspace.package]\nlicense = 'Apache-2.0'\nversion = '3'\n"
             "[workspace.dependencies]\ntokio = { version = '1', features = ['full'] }\n"
             "[package]\nname = 'root'\nlicense.workspace = true\nversion = { workspace = true }\n"
             "[dependencies]\nbytes.workspace = true\n"
             "[patch.crates-io]\nfoo = { path = 'foo' }\n");
    CHECK_TEXT(FIND(POINTER, "apps/*")->value, "workspace-member");
    CHECK_TEXT(FIND(FIELD, "workspace.package.license")->value, "Apache-2.0");
    CHECK_TEXT(ATTR(FIND(PACKAGE, "root"), EXPRESSION), "Apache-2.0");
    CHECK_TEXT(ATTR(FIND(PACKAGE, "root"), VERSION), "3");
    CHECK_TEXT(ATTR(FIND(PACKAGE, "root"), ORIGIN), "workspace");
    const fh_fact *fact = FIND(DEPENDENCY, "pkg:cargo/tokio");
    CHECK_TEXT(ATTR(fact, NECESSITY), "suggested");
    CHECK_TEXT(ATTR(fact, TABLE), "workspace.dependencies");
    fact = FIND(DEPENDENCY, "pkg:cargo/bytes");
    CHECK_INT(fact->line, 13);
    CHECK_TEXT(fact->value, "");
    CHECK_TEXT(ATTR(fact, ORIGIN), "workspace");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:cargo/foo"), TABLE), "patch");
    read_one_end(&self);
}

static void strange_shapes(void)
{
    READ_ONE(fh_reader_cargo, "Cargo.toml",
             "dependencies = ['a']\ntarget = 1\nfeatures = { a = 'b', default = ['a', 1] }\n"
             "[package]\nname = { a = 1 }\n[dev-dependencies]\nx = 1\ny = ['z']\n'b c' = '1'\n"
             "[workspace]\nmembers = 'a'\n");
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 7);
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 0);
    read_one_end(&self);
}

int main(void)
{
    RUN(packages);
    RUN(features);
    RUN(workspaces);
    RUN(strange_shapes);
    return DONE();
}
