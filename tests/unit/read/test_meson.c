/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "parse/calls.h"
#include "read_one.h"

extern const fh_reader fh_reader_bazel;
extern const fh_reader fh_reader_meson;

static void meson_builds(void)
{
    READ_ONE(fh_reader_meson, "meson.build",
             "project('thing', 'c', 'cuda', # why\n"
             "  version : '1.2',\n"
             "  license : ['MIT', 'Zlib'])\n"
             "add_languages('hip', required : false)\n"
             "cuda = dependency('cuda', version : '>=12', modules : ['cublas'])\n"
             "zlib = dependency('zlib', required : get_option('compress'))\n"
             "m = meson.get_compiler('c').find_library('m', required : false)\n"
             "if get_option('gpu')\n"
             "  nccl = dependency('nccl')\n"
             "else\n"
             "  cc.find_library('x')\n"
             "endif\n"
             "dep = dependency(name)\n");
    CHECK_TEXT(ATTR(FIND(PACKAGE, "thing"), VERSION), "1.2");
    CHECK_TEXT(ATTR(FIND(PACKAGE, "thing"), EXPRESSION), "MIT AND Zlib");
    CHECK_INT(read_one_count(&self, FH_FACT_BUILD), 3);
    CHECK_TEXT(FIND(BUILD, "enable_language")->value, "hip");
    CHECK_TEXT(ATTR(FIND(BUILD, "enable_language"), NECESSITY), "optional-default-on");
    const fh_fact *fact = FIND(DEPENDENCY, "pkg:generic/cuda");
    CHECK_INT(fact->line, 5);
    CHECK_TEXT(fact->value, ">=12");
    CHECK_TEXT(ATTR(fact, NECESSITY), "required");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/zlib"), GATE), "option:compress");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/m"), NECESSITY), "optional-default-on");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/nccl"), GATE), "option:get_option('gpu')");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/x"), GATE), "option:not (get_option('gpu'))");
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 5);
    read_one_end(&self);
}

static void meson_options(void)
{
    READ_ONE(fh_reader_meson, "meson_options.txt",
             "option('gpu', type : 'boolean', value : false)\n"
             "option('tests', type: 'feature')\n");
    CHECK_TEXT(FIND(OPTION, "gpu")->value, "false");
    CHECK_TEXT(ATTR(FIND(OPTION, "tests"), DEFAULT), "auto");
    read_one_end(&self);
}

static void bazel_modules(void)
{
    READ_ONE(fh_reader_bazel, "MODULE.bazel",
             "module(name = \"mine\", version = \"1\")\n"
             "bazel_dep(name = \"rules_cuda\", version = \"0.2\")\n"
             "bazel_dep(name = \"rules_go\", version = \"0.5\", dev_dependency = True)\n"
             "maven.install(artifacts = [\"com.a:b:1.0\", \"c\"])\n"
             "git_repository(name = \"x\", remote = \"https://github.com/a/x\", tag = \"v1\")\n"
             "http_archive(\n  name = \"y\",\n  urls = [\"https://a.example/y.zip\", \"z\"])\n");
    CHECK_TEXT(ATTR(FIND(PACKAGE, "mine"), KIND), "bazel");
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:bazel/rules_cuda")->value, "0.2");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:bazel/rules_go"), PHASE), "dev");
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:maven/com.a/b")->value, "1.0");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/x"), PIN), "git-ref");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/y"), SOURCE), "https://a.example/y.zip");
    read_one_end(&self);
}

static void survives_nonsense(void)
{
    READ_ONE(fh_reader_meson, "meson.build",
             "endif\nelse\n)))(((\nproject(\noption(:\ndependency('never\n'''a\nif\nadd_languages(["
             "[['x'");
    CHECK_INT(read_one_count(&self, FH_FACT_PACKAGE), 0);
    read_one_end(&self);
}

int main(void)
{
    RUN(meson_builds);
    RUN(meson_options);
    RUN(bazel_modules);
    RUN(survives_nonsense);
    return DONE();
}
