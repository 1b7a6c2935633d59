/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/conda.h"
#include "read_one.h"

extern const fh_reader fh_reader_conda, fh_reader_pixi, fh_reader_pixi_lock;

static void specifications_of_conda(void)
{
    READ_ONE(fh_reader_conda, "docs/environment.yml",
             "name: x\ndependencies:\n- 'forge::a >=1,<2'\n- b=1.2\n- c=1.2=py_0\n- '=1'\n"
             "- pip: ['d[e]>1', '-r r.txt', '--index-url https://i.example/s', {}]\n");
    const fh_fact *a = FIND(DEPENDENCY, "pkg:conda/a");
    CHECK_TEXT(a->value, ">=1,<2");
    CHECK_TEXT(ATTR(a, SOURCE), "forge");
    CHECK_INT(a->line, 3);
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:conda/b"), PIN), "range");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:conda/c"), PIN), "exact");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/d"), MEMBERS), "e");
    CHECK_TEXT(FIND(POINTER, "docs/r.txt")->value, "requirements");
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 2);
    read_one_end(&self);
    /* Another program's file of that name. */
    read_one_start(&self, &fh_reader_conda, "environment.yaml",
                   FH_TEXT("kind: x\ndependencies: [a]\n"));
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 0);
    read_one_end(&self);
}

static void tables_of_pixi(void)
{
    READ_ONE(fh_reader_pixi, "pixi.toml",
             "[workspace]\nname = 'w'\n[target.linux-64.dependencies]\na = '==1'\n"
             "[feature.gpu.target.odd.pypi-dependencies]\nb = {git = 'https://g.example/b'}\n"
             "[feature.lint.build-dependencies]\nc = '*'\n[system-requirements]\ncuda = '12'\n"
             "[environments]\ndefault = {features = ['lint']}\n");
    const fh_fact *b = FIND(DEPENDENCY, "pkg:pypi/b"), *c = FIND(DEPENDENCY, "pkg:conda/c");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:conda/a"), GATE), "os:linux cpu:x64");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:conda/a"), PIN), "exact");
    CHECK_TEXT(ATTR(b, GATE), "feature:gpu && target:odd");
    CHECK_TEXT(ATTR(b, NECESSITY), "optional-default-off");
    CHECK_TEXT(ATTR(c, PHASE), "build");
    CHECK_TEXT(ATTR(c, NECESSITY), "required");
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:conda/__cuda")->value, ">=12");
    CHECK_TEXT(ATTR(FIND(PACKAGE, "w"), KIND), "conda");
    read_one_end(&self);
}

static void locks_of_pixi(void)
{
    READ_ONE(fh_reader_pixi_lock, "pixi.lock",
             "environments:\n  docs: {packages: {win-64: [{conda: "
             "'https://c.example/win-64/a-b-1-0.conda'}]}}\n"
             "packages:\n- conda: https://c.example/win-64/a-b-1-0.conda\n  license: MIT\n"
             "- pypi: ./near\n  name: near\n- conda: odd\n");
    const fh_fact *a = FIND(DEPENDENCY, "pkg:conda/a-b");
    CHECK_TEXT(a->value, "1");
    CHECK_INT(a->line, 4);
    CHECK_TEXT(ATTR(a, PHASE), "docs");
    CHECK_TEXT(ATTR(a, GATE), "group:docs && os:win32 cpu:x64");
    CHECK_TEXT(ATTR(a, EXPRESSION), "MIT");
    CHECK_TEXT(ATTR(a, SOURCE), "https://c.example");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/near"), PIN), "path");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/near"), NECESSITY), "required");
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 1);
    read_one_end(&self);
}

int main(void)
{
    RUN(specifications_of_conda);
    RUN(tables_of_pixi);
    RUN(locks_of_pixi);
    return DONE();
}
