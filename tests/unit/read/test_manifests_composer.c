/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read_one.h"

extern const fh_reader fh_reader_composer, fh_reader_composer_lock;

static void a_manifest_says_what_for(void)
{
    READ_ONE(fh_reader_composer, "composer.json",
             "{\"name\": \"acme/app\", \"license\": [\"MIT\", \"GPL-2.0-only\"],\n"
             "\"require\": {\"php\": \">=8.1\", \"ext-gd\": \"*\",\n \"Acme/Lib\": \"^2.0\"},\n"
             "\"require-dev\": {\"acme/test\": \"dev-main#0123abc\", \"acme/tip\": \"dev-main\"},\n"
             "\"suggest\": {\"acme/more\": \"for more, and faster\"}}");
    const fh_fact *lib = FIND(DEPENDENCY, "pkg:composer/acme/lib");
    CHECK_TEXT(ATTR(FIND(PACKAGE, "acme/app"), EXPRESSION), "MIT OR GPL-2.0-only");
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 4);
    CHECK_INT(lib->line, 3);
    CHECK_TEXT(lib->value, "^2.0");
    CHECK_TEXT(ATTR(lib, PHASE), "runtime");
    CHECK_TEXT(ATTR(lib, PIN), "range");
    CHECK_TEXT(FIND(FIELD, "engines.ext-gd")->value, "*");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:composer/acme/test"), PHASE), "dev");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:composer/acme/test"), PIN), "git-commit");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:composer/acme/tip"), PIN), "git-ref");
    const fh_fact *more = FIND(DEPENDENCY, "pkg:composer/acme/more");
    CHECK_TEXT(ATTR(more, NECESSITY), "suggested");
    CHECK_TEXT(more->value, "");
    read_one_end(&self);
}

static void other_shapes_are_told(void)
{
    READ_ONE(fh_reader_composer, "composer.json", "{\"require\": [], \"require-dev\": [1]}");
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 1);
    read_one_end(&self);
    read_one_start(&self, &fh_reader_composer_lock, "composer.lock",
                   FH_TEXT("{\"packages\": [1], \"packages-dev\": {}}"));
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 2);
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 0);
    read_one_end(&self);
}

static void a_lock_keeps_development_apart(void)
{
    READ_ONE(
        fh_reader_composer_lock, "composer.lock",
        "{\"packages\": [{\"name\": \"a/b\", \"version\": \"1.2.0\",\n"
        " \"require\": {\"php\": \"^8\", \"a/c\": \"^1\"}, \"license\": [\"MIT\"]},\n"
        "{\"name\": \"a/c\", \"version\": \"v1.0.0\"}],\n"
        "\"packages-dev\": [{\"name\": \"a/t\", \"version\": \"dev-main\",\n"
        " \"source\": {\"type\": \"git\", \"url\": \"https://g.example/t\"},\n"
        " \"dist\": {\"type\": \"zip\", \"shasum\": \"ab\"}, \"require\": {\"a/b\": \"*\"}}]}");
    const fh_fact *b = FIND(DEPENDENCY, "pkg:composer/a/b");
    const fh_fact *t = FIND(DEPENDENCY, "pkg:composer/a/t");
    CHECK_TEXT(b->value, "1.2.0");
    CHECK_TEXT(ATTR(b, NEEDS), "0 rr1");
    CHECK_TEXT(ATTR(b, EXPRESSION), "MIT");
    CHECK_TEXT(ATTR(b, NECESSITY), "required");
    CHECK_TEXT(ATTR(t, NEEDS), "2 rr0");
    CHECK_TEXT(ATTR(t, PHASE), "dev");
    CHECK_TEXT(ATTR(t, PIN), "git-commit");
    CHECK_TEXT(ATTR(t, CHECKSUM), "sha1:ab");
    CHECK_INT(t->line, 4);
    read_one_end(&self);
}

int main(void)
{
    RUN(a_manifest_says_what_for);
    RUN(other_shapes_are_told);
    RUN(a_lock_keeps_development_apart);
    return DONE();
}
