/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "parse/cmake.h"
#include "read_one.h"

extern const fh_reader fh_reader_cmake;

static fh_text argument(const fh_cmake_file *file, size_t command, size_t index)
{
    return file->arguments.items[file->commands.items[command].first_argument + index].text;
}

static void parses_the_language(void)
{
    fh_arena arena;
    fh_cmake_file file;
    fh_arena_init(&arena, 0);
    CHECK(fh_cmake_parse(&arena,
                         FH_TEXT("# comment\n"
                                 "#[[ bracket\n comment ]]\n"
                                 "set(A \"x y\\\"z\" # why\n"
                                 "    [==[raw ]] text]==] -Da=\"b c\" (d e))\n"
                                 "@INIT@\n"
                                 "Foo ( )\n"
                                 "broken(\"never"),
                         &file));
    CHECK_INT(file.commands.count, 3);
    CHECK_TEXT(file.commands.items[0].name, "set");
    CHECK_INT(file.commands.items[0].line, 4);
    CHECK_INT(file.commands.items[0].argument_count, 8);
    CHECK_TEXT(argument(&file, 0, 1), "x y\"z");
    CHECK_TEXT(argument(&file, 0, 2), "raw ]] text");
    CHECK_TEXT(argument(&file, 0, 3), "-Da=\"b c\"");
    CHECK_TEXT(argument(&file, 0, 4), "(");
    CHECK_INT(file.skipped_line, 6);
    CHECK_INT(file.commands.items[1].argument_count, 0);
    fh_arena_done(&arena);
}

static void languages(void)
{
    READ_ONE(fh_reader_cmake, "CMakeLists.txt",
             "project(a VERSION 1.0 LANGUAGES CXX CUDA)\n"
             "project(b C)\n"
             "check_language(HIP)\n"
             "if(CMAKE_HIP_COMPILER)\n"
             "  enable_language(HIP)\n"
             "endif()\n"
             "enable_language(OBJCXX OPTIONAL)\n");
    CHECK_INT(read_one_count(&self, FH_FACT_BUILD), 5);
    const fh_fact *fact = &self.facts.list.items[1];
    CHECK_TEXT(fact->subject, "project-language");
    CHECK_TEXT(fact->value, "CUDA");
    CHECK_INT(fact->column, 37);
    CHECK_TEXT(ATTR(fact, NECESSITY), "required");
    CHECK_TEXT(ATTR(fact, ORIGIN), "root");
    fact = FIND(BUILD, "enable_language");
    CHECK_TEXT(fact->value, "HIP");
    CHECK_TEXT(ATTR(fact, GATE), "check:HIP");
    CHECK_TEXT(ATTR(fact, NECESSITY), "optional-default-on");
    CHECK_TEXT(ATTR(&self.facts.list.items[4], NECESSITY), "optional-default-on");
    read_one_end(&self);
}

static void packages_and_options(void)
{
    READ_ONE(fh_reader_cmake, "lib/CMakeLists.txt",
             "option(WITH_CUDA \"use CUDA\" OFF)\n"
             "option(WITH_BLAS \"use BLAS\" ON)\n"
             "set(DEVICE \"cuda\" CACHE STRING \"target\")\n"
             "find_package(Threads REQUIRED)\n"
             "find_package(OpenMP 4.5)\n"
             "if(WITH_CUDA)\n"
             "  find_package(CUDAToolkit 12 REQUIRED)\n"
             "elseif(WITH_BLAS AND NOT WITH_CUDA)\n"
             "  find_package(BLAS REQUIRED)\n"
             "else()\n"
             "  find_package(Other)\n"
             "endif()\n"
             "if(DEVICE STREQUAL \"cuda\")\n"
             "  find_package(NCCL REQUIRED)\n"
             "endif()\n"
             "if(SOMETHING)\n"
             "  find_dependency(Unknown)\n"
             "endif()\n"
             "pkg_check_modules(X REQUIRED IMPORTED_TARGET libfoo>=2 libbar)\n"
             "find_library(METAL Metal REQUIRED)\n"
             "find_library(IGNORED Ignored)\n");
    CHECK_TEXT(FIND(OPTION, "WITH_CUDA")->value, "OFF");
    CHECK_TEXT(ATTR(FIND(OPTION, "WITH_BLAS"), DEFAULT), "ON");
    CHECK_TEXT(ATTR(FIND(OPTION, "DEVICE"), KIND), "string");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/Threads"), NECESSITY), "required");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/Threads"), PHASE), "build");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/OpenMP"), NECESSITY), "optional-default-on");
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:generic/OpenMP")->value, "4.5");
    const fh_fact *fact = FIND(DEPENDENCY, "pkg:generic/CUDAToolkit");
    CHECK_TEXT(ATTR(fact, NECESSITY), "optional-default-off");
    CHECK_TEXT(ATTR(fact, GATE), "option:WITH_CUDA");
    CHECK_INT(fact->line, 7);
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/BLAS"), NECESSITY), "optional-default-on");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/Other"), NECESSITY), "optional-default-off");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/NCCL"), NECESSITY), "optional-default-on");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/Unknown"), NECESSITY), "optional-default-off");
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:generic/libfoo")->value, ">=2");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/libbar"), NECESSITY), "required");
    CHECK_INT(FIND(DEPENDENCY, "pkg:generic/Metal")->line, 20);
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 10);
    read_one_end(&self);
}

static void bodies_and_returns(void)
{
    READ_ONE(fh_reader_cmake, "cmake/cuda.cmake",
             "function(never_called)\n"
             "  find_package(A REQUIRED)\n"
             "endfunction()\n"
             "macro(called)\n"
             "  find_package(B REQUIRED)\n"
             "endmacro()\n"
             "called()\n"
             "if(NOT USE_CUDA)\n"
             "  return()\n"
             "endif()\n"
             "find_package(C REQUIRED)\n");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/A"), GATE), "option:never_called()");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/B"), NECESSITY), "required");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/C"), GATE), "option:USE_CUDA");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/C"), NECESSITY), "optional-default-off");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/C"), ORIGIN), "module");
    read_one_end(&self);
}

static void fetched_sources(void)
{
    READ_ONE(fh_reader_cmake, "CMakeLists.txt",
             "set(REV v4.0.0)\n"
             "FetchContent_Declare(cutlass\n"
             "  GIT_REPOSITORY https://github.com/NVIDIA/cutlass.git\n"
             "  GIT_TAG ${REV})\n"
             "ExternalProject_Add(z URL https://example.org/z.tar.gz)\n"
             "CPMAddPackage(\"gh:fmtlib/fmt#11.1\")\n"
             "CPMAddPackage(NAME nv GITHUB_REPOSITORY NVIDIA/NVTX VERSION 3)\n"
             "if(NOT CUDA_FOUND)\n"
             "  message(FATAL_ERROR \"no CUDA\")\n"
             "endif()\n"
             "add_subdirectory(src)\n"
             "include(${CMAKE_CURRENT_SOURCE_DIR}/cmake/x.cmake)\n");
    const fh_fact *fact = FIND(DEPENDENCY, "pkg:github/nvidia/cutlass");
    CHECK_TEXT(fact->value, "v4.0.0");
    CHECK_TEXT(ATTR(fact, NAME), "cutlass");
    CHECK_TEXT(ATTR(fact, SOURCE), "https://github.com/NVIDIA/cutlass.git");
    CHECK_TEXT(ATTR(fact, NECESSITY), "required");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/z"), PIN), "url");
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:github/fmtlib/fmt")->value, "11.1");
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:github/nvidia/nvtx")->value, "3");
    CHECK_TEXT(FIND(BUILD, "fatal-error")->value, "no CUDA");
    CHECK_TEXT(ATTR(FIND(BUILD, "fatal-error"), GATE), "option:NOT CUDA_FOUND");
    CHECK_TEXT(FIND(POINTER, "src/CMakeLists.txt")->value, "add_subdirectory");
    CHECK_TEXT(FIND(POINTER, "cmake/x.cmake")->value, "include");
    read_one_end(&self);
}

static void survives_nonsense(void)
{
    READ_ONE(fh_reader_cmake, "CMakeLists.txt",
             "endif()\nelse()\nif()\nif(NOT)\nif((((((((((((((()\nif(A STREQUAL)\nset()\noption()\n"
             "set(A ${A}${A})\nset(B ${B})\nproject()\nfind_package()\nreturn()\nendmacro()\n"
             "if(${A} AND ${B} OR \"x\" STREQUAL \"x\")\nfind_package(${A})\nelseif(\n");
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 0);
    read_one_end(&self);
}

int main(void)
{
    RUN(parses_the_language);
    RUN(languages);
    RUN(packages_and_options);
    RUN(bodies_and_returns);
    RUN(fetched_sources);
    RUN(survives_nonsense);
    return DONE();
}
