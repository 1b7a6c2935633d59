/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "parse/dockerfile.h"
#include "read_one.h"

extern const fh_reader fh_reader_dockerfile;

static void names_images(void)
{
    READ_ONE(fh_reader_dockerfile, "docker/Dockerfile",
             "# syntax=docker/dockerfile:1\n"
             "FROM --platform=linux/amd64 debian:12 AS build\n"
             "FROM scratch AS empty\n"
             "FROM nvcr.io/nvidia/cuda:12\n"
             "COPY --from=build /a /a\n"
             "COPY --from=ghcr.io/org/tool:1 /b /b\n");
    CHECK_INT(read_one_count(&self, FH_FACT_IMAGE), 3);
    const fh_fact *fact = FIND(IMAGE, "debian:12");
    CHECK_INT(fact->line, 2);
    CHECK_INT(fact->column, 29);
    CHECK_TEXT(ATTR(fact, VIA), "dockerfile-from");
    CHECK_TEXT(ATTR(fact, STAGE), "final");
    CHECK_TEXT(fact->quote, "FROM --platform=linux/amd64 debian:12 AS build");
    CHECK_INT(FIND(IMAGE, "nvcr.io/nvidia/cuda:12")->line, 4);
    CHECK_TEXT(ATTR(FIND(IMAGE, "ghcr.io/org/tool:1"), VIA), "dockerfile-copy");
    read_one_end(&self);
}

static void stages_are_a_graph(void)
{
    READ_ONE(fh_reader_dockerfile, "Dockerfile",
             "FROM a:1 AS one\n"
             "FROM b:1 AS Two\n"
             "FROM one AS three\n"
             "FROM c:1\n"
             "RUN --mount=type=bind,from=TWO,target=/x true\n"
             "FROM d:1 AS last\n"
             "COPY --from=3 /x /x\n");
    CHECK_TEXT(ATTR(FIND(IMAGE, "a:1"), STAGE), "one");
    CHECK_TEXT(ATTR(FIND(IMAGE, "b:1"), STAGE), "final");
    CHECK_TEXT(ATTR(FIND(IMAGE, "c:1"), STAGE), "final");
    CHECK_TEXT(ATTR(FIND(IMAGE, "d:1"), STAGE), "final");
    CHECK_INT(read_one_count(&self, FH_FACT_IMAGE), 4);
    read_one_end(&self);
}

static void arguments_name_images(void)
{
    READ_ONE(fh_reader_dockerfile, "x/Dockerfile.gpu",
             "ARG BASE=\"nvcr.io/nvidia/cuda-dl-base\"\n"
             "ARG TAG=25.01\n"
             "ARG CUDA=12.4\n"
             "ARG NOTHING\n"
             "FROM ${BASE}:${TAG} AS a\n"
             "FROM $BASE:$TAG AS b\n"
             "FROM nvidia/cuda:${CUDA}-devel AS c\n"
             "FROM ${NOTHING} AS d\n"
             "FROM ${OTHER:-ubuntu:22.04} AS e\n");
    const fh_fact *fact = FIND(IMAGE, "nvcr.io/nvidia/cuda-dl-base:25.01");
    CHECK_INT(fact->line, 1);
    CHECK_TEXT(fact->value, "${BASE}:${TAG}");
    CHECK_TEXT(ATTR(fact, VIA), "dockerfile-arg");
    CHECK_TEXT(ATTR(fact, NAME), "BASE");
    CHECK_INT(FIND(IMAGE, "nvidia/cuda:12.4-devel")->line, 7);
    CHECK_INT(FIND(IMAGE, "${NOTHING}")->line, 8);
    CHECK_INT(FIND(IMAGE, "ubuntu:22.04")->line, 9);
    CHECK_INT(read_one_count(&self, FH_FACT_IMAGE), 4);
    CHECK_TEXT(FIND(OPTION, "CUDA")->value, "12.4");
    read_one_end(&self);
}

static void keeps_environment(void)
{
    READ_ONE(fh_reader_dockerfile, "Dockerfile",
             "FROM a AS base\n"
             "ARG X=1\n"
             "ENV ROOT=/opt \\\n"
             "    # between\n"
             "    LIB=\"$ROOT/lib ${X}\" API_TOKEN=abc\n"
             "ENV OLD some value\n"
             "FROM base\n"
             "ENV MORE=${ROOT}/more\n");
    CHECK_TEXT(FIND(ENV, "LIB")->value, "/opt/lib 1");
    CHECK_INT(FIND(ENV, "LIB")->line, 5);
    CHECK_TEXT(FIND(ENV, "API_TOKEN")->value, "");
    CHECK_TEXT(FIND(ENV, "API_TOKEN")->quote, "API_TOKEN");
    CHECK_TEXT(FIND(ENV, "OLD")->value, "some");
    CHECK_TEXT(FIND(ENV, "MORE")->value, "/opt/more");
    read_one_end(&self);
}

static void finds_python_packages(void)
{
    READ_ONE(fh_reader_dockerfile, "Dockerfile",
             "FROM a\n"
             "ARG V=2.4\n"
             "RUN --mount=type=cache,target=/root pip install --no-cache-dir -r req.txt \\\n"
             "    torch==${V} 'numpy>=1,<2' ./local /abs pkg[extra]~=1.0 \\\n"
             "    --extra-index-url https://example.org/cu128 && \\\n"
             "    FOO=1 uv pip install --system \"vllm @ git+https://github.com/o/vllm@abc\"\n"
             "RUN [\"python3\", \"-m\", \"pip\", \"install\", \"tensorrt\"]\n"
             "RUN pip install git+https://github.com/Owner/Name.git@v1#egg=x "
             "https://example.org/w/flash_attn-2.6-cp310-linux.whl\n"
             "RUN if [ \"$CUDA\" = 1 ]; then pip install cupy-cuda12x; fi && pip3 install plain\n");
    const fh_fact *fact = FIND(DEPENDENCY, "pkg:pypi/torch");
    CHECK_INT(fact->line, 4);
    CHECK_TEXT(fact->value, "==2.4");
    CHECK_TEXT(ATTR(fact, PHASE), "container-base");
    CHECK_TEXT(ATTR(fact, TABLE), "RUN");
    CHECK_TEXT(ATTR(fact, PIN), "exact");
    CHECK_TEXT(ATTR(fact, STAGE), "final");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/numpy"), PIN), "range");
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:pypi/pkg")->value, "~=1.0");
    CHECK_INT(FIND(SOURCE, "https://example.org/cu128")->line, 5);
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/vllm"), SOURCE),
               "git+https://github.com/o/vllm@abc");
    CHECK_INT(FIND(DEPENDENCY, "pkg:pypi/tensorrt")->line, 7);
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/flash-attn"), PIN), "url");
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:github/owner/name")->value, "v1");
    fact = FIND(DEPENDENCY, "pkg:pypi/cupy-cuda12x");
    CHECK_TEXT(ATTR(fact, NECESSITY), "unknown");
    CHECK_TEXT(ATTR(fact, GATE), "option:[ $CUDA = 1 ]");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:pypi/plain"), NECESSITY), "required");
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 9);
    read_one_end(&self);
}

static void finds_other_packages(void)
{
    READ_ONE(
        fh_reader_dockerfile, "Dockerfile",
        "FROM a\n"
        "RUN apt-get update && sudo apt-get install -y --no-install-recommends \\\n"
        "    cuda-toolkit-12-8=12.8.1 \\\n"
        "    # comment\n"
        "\n"
        "    g++ > /dev/null 2>&1 && rm -rf /var/lib\n"
        "RUN <<EOF\n"
        "npm install -g @scope/tool@1.2 left-pad # why\n"
        "cargo install --locked --version 1.0 maturin\n"
        "go install github.com/a/b/cmd@v1\n"
        "EOF\n"
        "RUN conda install -c nvidia -y nvidia::cuda=12 && apk add --virtual .deps musl-dev\n");
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:deb/debian/cuda-toolkit-12-8")->value, "12.8.1");
    CHECK_INT(FIND(DEPENDENCY, "pkg:deb/debian/cuda-toolkit-12-8")->line, 3);
    CHECK_INT(FIND(DEPENDENCY, "pkg:deb/debian/g%2B%2B")->line, 6);
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:npm/%40scope/tool")->value, "1.2");
    CHECK_INT(FIND(DEPENDENCY, "pkg:npm/left-pad")->line, 8);
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:cargo/maturin")->value, "1.0");
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:golang/github.com/a/b/cmd")->value, "v1");
    CHECK_INT(FIND(SOURCE, "nvidia")->line, 12);
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:conda/cuda")->value, "12");
    CHECK_INT(FIND(DEPENDENCY, "pkg:apk/alpine/musl-dev")->line, 12);
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 8);
    read_one_end(&self);
}

static void survives_nonsense(void)
{
    READ_ONE(fh_reader_dockerfile, "Dockerfile",
             "FROM\nfrom {{base}}\nCOPY --from=9 a b\nRUN <<\nARG =\nENV =x\nFROM ${a\nRUN $(\nRUN "
             "'a\\\n");
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 0);
    read_one_end(&self);
}

static void other_files_are_none(void)
{
    READ_ONE(fh_reader_dockerfile, "Dockerfile.dockerignore", "FROM a\n");
    CHECK_INT(self.facts.list.count, 0);
    read_one_end(&self);
}

int main(void)
{
    RUN(names_images);
    RUN(stages_are_a_graph);
    RUN(arguments_name_images);
    RUN(keeps_environment);
    RUN(finds_python_packages);
    RUN(finds_other_packages);
    RUN(survives_nonsense);
    RUN(other_files_are_none);
    return DONE();
}
