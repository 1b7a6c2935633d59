/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read_one.h"

extern const fh_reader fh_reader_uv_lock, fh_reader_poetry_lock, fh_reader_pdm_lock;

static void uv_tells_forks_extras_and_groups(void)
{
    READ_ONE(
        fh_reader_uv_lock, "app/uv.lock",
        "[[package]]\nname = 'app'\nsource = { editable = '.' }\ndependencies = [\n"
        " { name = 't', version = '2', source = { registry = 'https://b.example/s' },"
        " marker = \"os_name == 'nt'\", extra = ['fast'] }, { name = 'gone' }]\n"
        "[package.optional-dependencies]\ngpu = [{ name = 'far' }]\n"
        "[package.dev-dependencies]\ntest = [{ name = 'far' }]\n"
        "[[package]]\nname = 't'\nversion = '2'\n"
        "source = { registry = 'https://a.example/s' }\n"
        "[[package]]\nname = 't'\nversion = '2'\nsource = { registry = 'https://b.example/s' }\n"
        "sdist = { hash = 'sha256:00' }\n"
        "[package.optional-dependencies]\nfast = [{ name = 'far' }]\n"
        "[[package]]\nname = 'far'\nversion = '1'\nsource = { git = 'https://g.example/f#01' }\n");
    const fh_fact *app = FIND(DEPENDENCY, "pkg:pypi/app"), *far = FIND(DEPENDENCY, "pkg:pypi/far");
    CHECK_TEXT(ATTR(app, NEEDS), "0 rr2?22:marker:os_name == 'nt' rr5?22:marker:os_name == 'nt'"
                                 " rf3?9:extra:gpu dr3?10:group:test");
    CHECK_TEXT(ATTR(app, DIRECTNESS), "workspace-member");
    CHECK_TEXT(ATTR(far, PIN), "git-commit");
    CHECK_TEXT(ATTR(FIND(FIELD, "lock.extra"), KEYS), "app[gpu]");
    CHECK_TEXT(ATTR(FIND(FIELD, "lock.extra"), NEEDS), "4 rr0 rr3");
    CHECK_TEXT(FIND(FIELD, "lock.importer")->value, "app");
    CHECK_INT(app->line, 2);
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 1);
    read_one_end(&self);
}

static void uv_knows_scripts_and_members(void)
{
    READ_ONE(fh_reader_uv_lock, "x.py.lock",
             "[manifest]\nmembers = ['In_ner']\nrequirements = [{ name = 'a' }]\n"
             "dependency-groups = { dev = [{ name = 'a' }] }\n"
             "[[package]]\nname = 'a'\nversion = '1'\nsource = { virtual = '.' }\n"
             "[[package]]\nname = 'in-ner'\nversion = '1'\nsource = { editable = 'in' }\n");
    CHECK_TEXT(ATTR(FIND(FIELD, "lock.importer"), NEEDS), "- rr0 dr0?9:group:dev");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/a"), DIRECTNESS), "transitive");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/in-ner"), DIRECTNESS), "workspace-member");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/in-ner"), PIN), "path");
    read_one_end(&self);
}

static void poetry_leaves_what_comes_with_extras_to_them(void)
{
    READ_ONE(fh_reader_poetry_lock, "poetry.lock",
             "[[package]]\nname = 'A.b'\nversion = '1'\noptional = true\ngroups = ['main', 'dev']\n"
             "markers = \"sys_platform == 'linux'\"\n"
             "[package.dependencies]\nc = {version = '*', extras = ['x'], markers = \"m == '1'\"}\n"
             "d = {version = '*', optional = true}\nelsewhere = '*'\n"
             "[[package]]\nname = 'c'\nversion = '1'\ngroups = ['dev']\n"
             "[package.extras]\nx = ['d[y] (>=1)']\n"
             "[[package]]\nname = 'd'\nversion = '1'\nmarkers = \"extra == 'z'\"\n"
             "[[package]]\nname = 'd'\nversion = '2'\n");
    const fh_fact *a = FIND(DEPENDENCY, "pkg:pypi/a.b");
    CHECK_TEXT(ATTR(a, NEEDS), "0 rr1?15:marker:m == '1' rr4?15:marker:m == '1'");
    CHECK_TEXT(ATTR(a, KEYS), "a-b");
    CHECK_TEXT(ATTR(a, NECESSITY), "optional-default-off");
    CHECK_TEXT(ATTR(a, GATE), "marker:sys_platform == 'linux'");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/c"), PHASE), "dev");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/d"), GATE), "");
    CHECK_TEXT(ATTR(FIND(FIELD, "lock.extra"), NEEDS), "4 rr1 rr2 rr3");
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 0);
    read_one_end(&self);
}

static void pdm_has_entries_for_extras(void)
{
    READ_ONE(
        fh_reader_pdm_lock, "pdm.lock",
        "[[package]]\nname = 'a'\nversion = '1'\ngroups = ['default']\n"
        "dependencies = [\"b[y]==2; os_name == 'nt'\"]\n"
        "[[package]]\nname = 'b'\nversion = '2'\ngroups = ['dev']\n"
        "[[package]]\nname = 'b'\nversion = '2'\nextras = ['x', 'y']\ndependencies = ['b==2']\n");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/a"), NEEDS),
               "0 rr1?22:marker:os_name == 'nt' rr2?22:marker:os_name == 'nt'");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/b"), PHASE), "dev");
    CHECK_TEXT(ATTR(FIND(FIELD, "lock.extra"), NEEDS), "2 rr1 rr1");
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 2);
    read_one_end(&self);
}

static void other_shapes_are_unread(void)
{
    static const struct {
        const fh_reader *reader;
        const char *path;
    } rows[] = {{&fh_reader_uv_lock, "uv.lock"},
                {&fh_reader_poetry_lock, "poetry.lock"},
                {&fh_reader_pdm_lock, "pdm.lock"}};
    for (size_t i = 0; i < FH_COUNT(rows); i++) {
        read_one self;
        read_one_start(&self, rows[i].reader, rows[i].path, FH_TEXT("package = 1\n"));
        CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 1);
        read_one_end(&self);
        read_one_start(&self, rows[i].reader, rows[i].path,
                       FH_TEXT("package = [1, {version = '1'}]\n"));
        CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 2);
        CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 0);
        read_one_end(&self);
    }
}

int main(void)
{
    RUN(uv_tells_forks_extras_and_groups);
    RUN(uv_knows_scripts_and_members);
    RUN(poetry_leaves_what_comes_with_extras_to_them);
    RUN(pdm_has_entries_for_extras);
    RUN(other_shapes_are_unread);
    return DONE();
}
