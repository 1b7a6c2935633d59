/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read_one.h"

extern const fh_reader fh_reader_pyproject;
extern const fh_reader fh_reader_requirements;

static void requirements_files(void)
{
    READ_ONE(fh_reader_requirements, "python/requirements-test.txt",
             "-r ../base.txt\n-c limits.txt\n-r ../../out.txt\n"
             "--index-url https://user:secret@a.example/simple\n"
             "--extra-index-url=https://b.example/cu121\n"
             "Torch==2.3.0+cu121 ; platform_system == 'Linux'\n"
             "uvicorn[standard,x]>=0.1 \\\n   --hash=sha256:aa\n"
             "-e .\n-e ./sub\n"
             "thing @ git+https://github.com/a/thing@v1\n"
             "https://a.example/files/plain?x=1\n"
             "this is no requirement\n");
    CHECK_TEXT(FIND(POINTER, "base.txt")->value, "requirements");
    CHECK_TEXT(FIND(POINTER, "python/limits.txt")->value, "constraint");
    CHECK_TEXT(FIND(POINTER, "python/sub")->value, "workspace-member");
    CHECK_INT(read_one_count(&self, FH_FACT_POINTER), 3);
    const fh_fact *fact = FIND(SOURCE, "https://a.example/simple");
    CHECK_TEXT(ATTR(fact, KIND), "index");
    CHECK_TEXT(fact->quote, "https://a.example/simple");
    CHECK_TEXT(ATTR(FIND(SOURCE, "https://b.example/cu121"), KIND), "extra-index");
    fact = FIND(DEPENDENCY, "pkg:pypi/torch");
    CHECK_INT(fact->line, 6);
    CHECK_TEXT(fact->value, "==2.3.0+cu121");
    CHECK_TEXT(ATTR(fact, NAME), "Torch");
    CHECK_TEXT(ATTR(fact, PHASE), "test");
    CHECK_TEXT(ATTR(fact, NECESSITY), "required");
    CHECK_TEXT(ATTR(fact, GATE), "marker:platform_system == 'Linux'");
    CHECK_TEXT(ATTR(fact, PIN), "exact");
    fact = FIND(DEPENDENCY, "pkg:pypi/uvicorn");
    CHECK_TEXT(ATTR(fact, MEMBERS), "standard x");
    CHECK_TEXT(fact->quote, "uvicorn[standard,x]>=0.1 \\");
    fact = FIND(DEPENDENCY, "pkg:pypi/thing");
    CHECK_TEXT(ATTR(fact, PIN), "git-ref");
    CHECK_TEXT(ATTR(fact, SOURCE), "git+https://github.com/a/thing@v1");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/plain"), PIN), "url");
    CHECK_INT(FIND(UNREAD, "syntax")->line, 13);
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 4);
    read_one_end(&self);
}

static void constraints_ask_for_nothing(void)
{
    READ_ONE(fh_reader_requirements, "constraints.txt", "a<2\n");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/a"), NECESSITY), "suggested");
    read_one_end(&self);
}

static void names_of_files_tell_the_phase(void)
{
    static const char *const rows[][2] = {
        {"requirements.txt", "runtime"},      {"requirements/docs.txt", "docs"},
        {"requirements.dev.txt", "dev"},      {"requirements_lint.txt", "dev"},
        {"docs/requirements.txt", "runtime"}, {"latest-requirements.txt", "runtime"},
        {"requirements/cuda.txt", "runtime"}};
    for (size_t i = 0; i < FH_COUNT(rows); i++) {
        READ_ONE(fh_reader_requirements, rows[i][0], "a\n");
        CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/a"), PHASE), rows[i][1]);
        read_one_end(&self);
    }
}

static void projects(void)
{
    READ_ONE(fh_reader_pyproject, "py/pyproject.toml",
             "[build-system]\nrequires = ['hatchling']\nbuild-backend = 'hatchling.build'\n"
             "[project]\nname = 'My_App'\nversion = '1'\ndescription = 'it'\n"
             "readme = 'README.md'\nlicense = {text = 'Apache-2.0'}\n"
             "license-files = ['LICENSE', 'licenses/*']\nrequires-python = '>=3.10'\n"
             "authors = [{name = 'A B', email = 'a@b.example'}, {email = 'c@d.example'}]\n"
             "dependencies = [\n  'fastapi>=0.1,<1',\n  'click; sys_platform == \"win32\"',\n]\n"
             "[project.optional-dependencies]\ngpu = ['tensorrt==10', 'my-app[extra]']\n"
             "all = ['my-app[gpu]']\n"
             "[project.scripts]\nmine = 'my.app:main'\n"
             "[dependency-groups]\ntest = ['pytest', {include-group = 'x'}]\n");
    const fh_fact *fact = FIND(PACKAGE, "My_App");
    CHECK_INT(fact->line, 5);
    CHECK_TEXT(fact->value, "it");
    CHECK_TEXT(ATTR(fact, VERSION), "1");
    CHECK_TEXT(ATTR(fact, KIND), "pypi");
    CHECK_TEXT(ATTR(fact, EXPRESSION), "Apache-2.0");
    CHECK_TEXT(ATTR(fact, AUTHOR), "A B, c@d.example");
    CHECK_TEXT(FIND(POINTER, "py/README.md")->value, "readme");
    CHECK_TEXT(FIND(POINTER, "py/LICENSE")->value, "license-file");
    CHECK_INT(read_one_count(&self, FH_FACT_POINTER), 2);
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/hatchling"), PHASE), "build");
    fact = FIND(DEPENDENCY, "pkg:pypi/fastapi");
    CHECK_INT(fact->line, 14);
    CHECK_TEXT(ATTR(fact, PHASE), "runtime");
    CHECK_TEXT(ATTR(fact, TABLE), "project.dependencies");
    CHECK_INT(fact->contexts & FH_CONTEXT_OPTIONAL_DEPENDENCY, 0);
    fact = FIND(DEPENDENCY, "pkg:pypi/tensorrt");
    CHECK_TEXT(ATTR(fact, NECESSITY), "optional-default-off");
    CHECK_TEXT(ATTR(fact, GATE), "extra:gpu");
    CHECK_TEXT(ATTR(fact, PHASE), "runtime");
    CHECK((fact->contexts & FH_CONTEXT_OPTIONAL_DEPENDENCY) != 0);
    CHECK_TEXT(FIND(FEATURE, "gpu")->value, "tensorrt extra");
    CHECK_TEXT(FIND(FEATURE, "all")->value, "gpu");
    fact = FIND(DEPENDENCY, "pkg:pypi/pytest");
    CHECK_TEXT(ATTR(fact, PHASE), "dev");
    CHECK_TEXT(ATTR(fact, GATE), "group:test");
    CHECK_TEXT(FIND(FIELD, "project.requires-python")->value, ">=3.10");
    CHECK_TEXT(FIND(FIELD, "project.scripts.mine")->value, "my.app:main");
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 5);
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 0);
    read_one_end(&self);
}

static void licenses_of_classifiers(void)
{
    READ_ONE(fh_reader_pyproject, "pyproject.toml",
             "[project]\nname='a'\nlicense={file='COPYING'}\n"
             "classifiers=['X :: Y', 'License :: OSI Approved :: MIT License']\n");
    CHECK_TEXT(ATTR(FIND(PACKAGE, "a"), EXPRESSION), "MIT License");
    CHECK_TEXT(ATTR(FIND(PACKAGE, "a"), ORIGIN), "classifier");
    CHECK_TEXT(FIND(POINTER, "COPYING")->value, "license-file");
    read_one_end(&self);
}

static void tools(void)
{
    READ_ONE(fh_reader_pyproject, "pyproject_npu.toml",
             "[project]\nname='a'\ndependencies=['torch', 'lib', 'far', 'arch']\n"
             "[tool.uv]\ndev-dependencies=['ruff']\n"
             "[tool.uv.workspace]\nmembers=['packages/*']\n"
             "[[tool.uv.index]]\nname='cu'\nurl='https://a.example/cu121'\nexplicit=true\n"
             "[tool.uv.sources]\ntorch=[{index='cu', marker=\"sys_platform == 'linux'\"}]\n"
             "lib={workspace=true}\nfar={git='https://a.example/far', rev='abc'}\n"
             "arch={path='../arch'}\n"
             "[tool.pdm.dev-dependencies]\nlint=['flake8']\n"
             "[tool.hatch.envs.docs]\ndependencies=['mkdocs']\n"
             "[tool.setuptools.dynamic]\ndependencies={file=['requirements/a.txt']}\n"
             "optional-dependencies.gpu={file='requirements/gpu.txt'}\n");
    const fh_fact *fact = FIND(DEPENDENCY, "pkg:pypi/torch");
    CHECK_TEXT(ATTR(fact, SOURCE), "https://a.example/cu121");
    CHECK_TEXT(ATTR(fact, MARKER), "sys_platform == 'linux'");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/lib"), DIRECTNESS), "workspace-member");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/far"), PIN), "git-commit");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/arch"), PIN), "path");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/ruff"), GATE), "group:dev");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/flake8"), GATE), "group:lint");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/mkdocs"), GATE), "group:docs");
    CHECK_TEXT(ATTR(FIND(SOURCE, "https://a.example/cu121"), KIND), "extra-index");
    CHECK_TEXT(FIND(POINTER, "requirements/a.txt")->value, "requirements");
    CHECK_TEXT(FIND(POINTER, "requirements/gpu.txt")->value, "requirements");
    CHECK_TEXT(FIND(POINTER, "packages/*")->value, "workspace-member");
    read_one_end(&self);
}

static void poetry(void)
{
    READ_ONE(fh_reader_pyproject, "pyproject.toml",
             "[tool.poetry]\nname='p'\nversion='1'\nlicense='MIT'\nauthors=['A <a@b.example>']\n"
             "[tool.poetry.dependencies]\npython='^3.9'\nrequests='^2'\n"
             "torch={version='2.0', optional=true, source='pytorch'}\n"
             "multi=[{version='1', python='<3.9'}, {version='2', markers=\"x == 'y'\"}]\n"
             "mine={path='../mine', develop=true}\n"
             "[tool.poetry.extras]\ngpu=['torch']\n"
             "[[tool.poetry.source]]\nname='pytorch'\nurl='https://a.example/whl'\n"
             "[tool.poetry.group.test.dependencies]\npytest='*'\n"
             "[tool.poetry.group.docs]\noptional=true\n"
             "[tool.poetry.group.docs.dependencies]\nmkdocs='*'\n"
             "[tool.poetry.dev-dependencies]\nblack={extras=['d', 'e'], version='*'}\n");
    CHECK_TEXT(ATTR(FIND(PACKAGE, "p"), EXPRESSION), "MIT");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/requests"), PIN), "range");
    const fh_fact *fact = FIND(DEPENDENCY, "pkg:pypi/torch");
    CHECK_TEXT(ATTR(fact, GATE), "extra:gpu");
    CHECK_TEXT(ATTR(fact, NECESSITY), "optional-default-off");
    CHECK_TEXT(ATTR(fact, SOURCE), "https://a.example/whl");
    CHECK_TEXT(ATTR(fact, PIN), "exact");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/mine"), PIN), "path");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/pytest"), GATE), "group:test");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/mkdocs"), NECESSITY), "optional-default-off");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/black"), MEMBERS), "d e");
    CHECK_TEXT(FIND(FEATURE, "gpu")->value, "torch");
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 8);
    read_one_end(&self);
}

static void strange_shapes(void)
{
    READ_ONE(fh_reader_pyproject, "pyproject.toml",
             "dependency-groups=1\n[project]\nname=['x']\ndependencies={a='1'}\n"
             "optional-dependencies=['a']\nscripts='x'\n[build-system]\nrequires='x'\n"
             "[tool]\nuv=[1]\npoetry={dependencies=[], group={a=1}}\n");
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 7);
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 0);
    CHECK_INT(self.facts.list.items[0].line, 3);
    read_one_end(&self);
}

int main(void)
{
    RUN(requirements_files);
    RUN(constraints_ask_for_nothing);
    RUN(names_of_files_tell_the_phase);
    RUN(projects);
    RUN(licenses_of_classifiers);
    RUN(tools);
    RUN(poetry);
    RUN(strange_shapes);
    return DONE();
}
