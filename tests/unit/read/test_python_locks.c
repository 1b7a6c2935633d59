/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read_one.h"

extern const fh_reader fh_reader_uv_lock, fh_reader_poetry_lock, fh_reader_pdm_lock,
    fh_reader_pylock, fh_reader_pipfile, fh_reader_pipfile_lock, fh_reader_setup_cfg;

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

static void pylock_says_it_all_in_markers(void)
{
    READ_ONE(fh_reader_pylock, "pylock.dev.toml",
             "extras = ['x']\ndependency-groups = ['d']\n"
             "[[packages]]\nname = 'a'\nversion = '1'\nmarker = \"sys_platform == 'linux'\"\n"
             "dependencies = [{name = 'b'}]\n"
             "[[packages]]\nname = 'b'\nmarker = \"'x' in extras and python_version > '3'\"\n"
             "[[packages]]\nname = 'c'\nmarker = \"'d' in dependency_groups\"\n"
             "[packages.archive]\nurl = 'https://u.example/c.zip'\nhashes = {sha256 = '01'}\n");
    const fh_fact *b = FIND(DEPENDENCY, "pkg:pypi/b"), *c = FIND(DEPENDENCY, "pkg:pypi/c");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/a"), DIRECTNESS), "direct");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/a"), NECESSITY), "required");
    CHECK_TEXT(ATTR(b, NECESSITY), "optional-default-off");
    CHECK_TEXT(ATTR(b, DIRECTNESS), "transitive");
    CHECK_TEXT(ATTR(c, PHASE), "dev");
    CHECK_TEXT(ATTR(c, CHECKSUM), "sha256:01");
    CHECK_TEXT(ATTR(c, PIN), "url");
    read_one_end(&self);
}

static void pipfiles_have_categories(void)
{
    READ_ONE(
        fh_reader_pipfile, "Pipfile",
        "[[source]]\nname = 'g'\nurl = 'https://g.example/s'\n[packages]\n"
        "'a[x]' = {version = '==1', index = 'g', markers = \"m == '1'\", os_name = \"== 'nt'\"}\n"
        "b = 3\n[more]\nc = '*'\n");
    const fh_fact *a = FIND(DEPENDENCY, "pkg:pypi/a"), *c = FIND(DEPENDENCY, "pkg:pypi/c");
    CHECK_TEXT(ATTR(a, MEMBERS), "x");
    CHECK_TEXT(ATTR(a, GATE), "marker:m == '1' and os_name == 'nt'");
    CHECK_TEXT(ATTR(a, SOURCE), "https://g.example/s");
    CHECK_TEXT(ATTR(c, GATE), "group:more");
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 1);
    read_one_end(&self);
    read_one_start(&self, &fh_reader_pipfile_lock, "Pipfile.lock",
                   FH_TEXT("{\"develop\": {\"A_b\": {\"version\": \"==1\"}, \"c\": []},\n"
                           "\"default\": {\"a-b\": {\"version\": \"==1\", \"file\": \"u\"}}}"));
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 1);
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/a-b"), PHASE), "runtime");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/a-b"), PIN), "url");
    CHECK_INT(FIND(DEPENDENCY, "pkg:pypi/a-b")->line, 2);
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 1);
    read_one_end(&self);
}

static void setup_cfg_has_lists_on_lines(void)
{
    READ_ONE(fh_reader_setup_cfg, "setup.cfg",
             "[metadata]\nname = p\nversion = attr: p.v\nlicense-files =\n  A\n  B*\n"
             "classifiers =\n  License :: OSI Approved :: MIT License\n"
             "[options]\ninstall-requires = file: a.txt, b.txt\npython_requires = >=3\n"
             "[options.extras_require]\nx =\n\n  q[y]>1 ; m == '1'\n  p[z]\n");
    const fh_fact *q = FIND(DEPENDENCY, "pkg:pypi/q");
    CHECK_INT(q->line, 15);
    CHECK_TEXT(ATTR(q, GATE), "extra:x");
    CHECK_TEXT(ATTR(FIND(PACKAGE, "p"), EXPRESSION), "MIT License");
    CHECK_TEXT(ATTR(FIND(PACKAGE, "p"), VERSION), "");
    CHECK_TEXT(FIND(POINTER, "a.txt")->value, "requirements");
    CHECK_TEXT(FIND(POINTER, "b.txt")->value, "requirements");
    CHECK_TEXT(FIND(POINTER, "A")->value, "license-file");
    CHECK_TEXT(FIND(FIELD, "project.requires-python")->value, ">=3");
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 1);
    read_one_end(&self);
}

static void other_shapes_are_unread(void)
{
    static const struct {
        const fh_reader *reader;
        const char *path;
    } rows[] = {{&fh_reader_uv_lock, "uv.lock"},
                {&fh_reader_poetry_lock, "poetry.lock"},
                {&fh_reader_pdm_lock, "pdm.lock"},
                {&fh_reader_pylock, "pylock.toml"}};
    for (size_t i = 0; i < FH_COUNT(rows); i++) {
        read_one self;
        read_one_start(&self, rows[i].reader, rows[i].path,
                       i == 3 ? FH_TEXT("packages = 1\n") : FH_TEXT("package = 1\n"));
        CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 1);
        read_one_end(&self);
        read_one_start(&self, rows[i].reader, rows[i].path,
                       i == 3 ? FH_TEXT("packages = [1, {version = '1'}]\n")
                              : FH_TEXT("package = [1, {version = '1'}]\n"));
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
    RUN(pylock_says_it_all_in_markers);
    RUN(pipfiles_have_categories);
    RUN(setup_cfg_has_lists_on_lines);
    RUN(other_shapes_are_unread);
    return DONE();
}
