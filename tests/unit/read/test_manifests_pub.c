/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read_one.h"

extern const fh_reader fh_reader_pub, fh_reader_pub_lock;

static void a_manifest_has_sources(void)
{
    READ_ONE(
        fh_reader_pub, "app/pubspec.yaml",
        "name: app\nenvironment:\n  sdk: ^3.0.0\ndependencies:\n  flutter:\n    sdk: flutter\n"
        "  http: ^1.2.0\n  span: '>=1.0.0 <2.0.0'\n  open:\n"
        "  Fork_X:\n    git:\n      url: https://g.example/x.git\n      ref: main\n"
        "  near:\n    path: ../near\n  shop:\n    hosted: https://p.example\n    version: 1.0.0\n"
        "dev_dependencies:\n  test: any\n  bad: [1]\n");
    CHECK_TEXT(FIND(PACKAGE, "app")->value, "");
    CHECK_TEXT(FIND(FIELD, "engines.sdk")->value, "^3.0.0");
    CHECK_TEXT(FIND(FIELD, "sdk.flutter")->value, "flutter");
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:pub/http")->value, "^1.2.0");
    CHECK_INT(FIND(DEPENDENCY, "pkg:pub/http")->line, 7);
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pub/span"), PIN), "range");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pub/open"), PIN), "floating");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pub/fork_x"), PIN), "git-ref");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pub/fork_x"), SOURCE), "https://g.example/x.git");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pub/near"), PIN), "path");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pub/shop"), PIN), "exact");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pub/shop"), SOURCE), "https://p.example");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pub/test"), PHASE), "dev");
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 1);
    read_one_end(&self);
}

static void a_lock_knows_direct_packages(void)
{
    READ_ONE(
        fh_reader_pub_lock, "pubspec.lock",
        "packages:\n  http:\n    dependency: \"direct main\"\n"
        "    description: {name: http, sha256: ab, url: \"https://p.example\"}\n"
        "    source: hosted\n    version: \"1.2.0\"\n"
        "  test:\n    dependency: \"direct dev\"\n    source: git\n    version: \"1.0.0\"\n"
        "  deep:\n    dependency: transitive\n    source: hosted\n    version: \"2.0.0\"\n"
        "  flutter:\n    dependency: \"direct main\"\n    source: sdk\n    version: \"0.0.0\"\n");
    const fh_fact *http = FIND(DEPENDENCY, "pkg:pub/http");
    const fh_fact *test = FIND(DEPENDENCY, "pkg:pub/test");
    const fh_fact *deep = FIND(DEPENDENCY, "pkg:pub/deep");
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 3);
    CHECK_TEXT(ATTR(http, CHECKSUM), "sha256:ab");
    CHECK_TEXT(ATTR(http, DIRECTNESS), "direct");
    CHECK_TEXT(ATTR(http, NECESSITY), "required");
    CHECK_INT(http->line, 2);
    CHECK_TEXT(ATTR(test, PHASE), "dev");
    CHECK_TEXT(ATTR(test, PIN), "git-commit");
    CHECK_TEXT(ATTR(deep, NECESSITY), "unknown");
    CHECK_TEXT(ATTR(deep, DIRECTNESS), "transitive");
    read_one_end(&self);
    read_one_start(&self, &fh_reader_pub_lock, "pubspec.lock", FH_TEXT("packages: [1]\n"));
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 1);
    read_one_end(&self);
}

int main(void)
{
    RUN(a_manifest_has_sources);
    RUN(a_lock_knows_direct_packages);
    return DONE();
}
