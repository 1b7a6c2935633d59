/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read_one.h"

extern const fh_reader fh_reader_devcontainer;
extern const fh_reader fh_reader_env;
extern const fh_reader fh_reader_gitmodules;
extern const fh_reader fh_reader_workflow;

static void github_workflows(void)
{
    READ_ONE(fh_reader_workflow, ".github/workflows/ci.yml",
             "on: push\n"
             "env: {CUDA_VERSION: '12'}\n"
             "jobs:\n"
             "  a:\n"
             "    runs-on: ${{ matrix.os }}\n"
             "    strategy: {matrix: {os: [ubuntu-latest, macos-14], include: [{os: gpu-t4}]}}\n"
             "    container: {image: 'nvcr.io/nvidia/pytorch:24.01-py3'}\n"
             "    services: {db: {image: 'postgres:16'}}\n"
             "    steps:\n"
             "      - uses: actions/checkout@v4\n"
             "      - uses: github/codeql-action/init@65c4c4a1ddee5b72f698fdd19549f0f0fb45cf08\n"
             "      - uses: ./tools/setup\n"
             "      - uses: docker://alpine:3\n"
             "  b:\n"
             "    runs-on: [self-hosted, rocm]\n"
             "    uses: org/repo/.github/workflows/x.yml@main\n");
    CHECK_INT(read_one_count(&self, FH_FACT_FIELD), 5);
    CHECK_TEXT(self.facts.list.items[1].value, "ubuntu-latest");
    CHECK_TEXT(FIND(ENV, "CUDA_VERSION")->value, "12");
    CHECK_TEXT(ATTR(FIND(IMAGE, "nvcr.io/nvidia/pytorch:24.01-py3"), VIA), "ci");
    CHECK_INT(FIND(IMAGE, "postgres:16")->line, 8);
    CHECK_INT(FIND(IMAGE, "alpine:3")->line, 13);
    const fh_fact *fact = FIND(DEPENDENCY, "pkg:githubactions/actions/checkout");
    CHECK_TEXT(fact->value, "v4");
    CHECK_TEXT(ATTR(fact, PHASE), "ci");
    CHECK_TEXT(ATTR(fact, PIN), "git-ref");
    CHECK((fact->contexts & FH_CONTEXT_CI) != 0);
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:githubactions/github/codeql-action"), PIN), "git-commit");
    CHECK_INT(FIND(POINTER, "tools/setup")->line, 12);
    CHECK_INT(FIND(DEPENDENCY, "pkg:githubactions/org/repo")->line, 16);
    read_one_end(&self);
}

static void gitlab_pipelines(void)
{
    READ_ONE(fh_reader_workflow, ".gitlab-ci.yml",
             "image: python:3.12\n"
             "variables: {MODE: x, API_TOKEN: y}\n"
             "test:\n"
             "  image: {name: 'rocm/dev:6'}\n"
             "  services: [postgres:16]\n"
             "  tags: [gpu]\n");
    CHECK_INT(FIND(IMAGE, "python:3.12")->line, 1);
    CHECK_INT(FIND(IMAGE, "rocm/dev:6")->line, 4);
    CHECK_INT(FIND(IMAGE, "postgres:16")->line, 5);
    CHECK_TEXT(FIND(FIELD, "runs-on")->value, "gpu");
    CHECK_TEXT(FIND(ENV, "API_TOKEN")->value, "");
    CHECK_INT(read_one_count(&self, FH_FACT_IMAGE), 3);
    read_one_end(&self);
}

static void environment_files(void)
{
    READ_ONE(fh_reader_env, "app/.env.example",
             "# OPENAI_API_KEY=sk-commented\n"
             "OPENAI_API_KEY=sk-very-secret-value # why\n"
             "export MODEL=\"gpt-4o\" # default\n"
             "MAX_TOKENS=100\n"
             "BASE_URL = https://api.example.org/v1  # here\n"
             "DB=postgres://user:pass@host/db\n"
             "not a line\n"
             "=x\n");
    CHECK_INT(self.facts.list.count, 5);
    CHECK_TEXT(FIND(ENV, "OPENAI_API_KEY")->value, "");
    CHECK_TEXT(FIND(ENV, "OPENAI_API_KEY")->quote, "OPENAI_API_KEY");
    CHECK_TEXT(FIND(ENV, "MODEL")->value, "gpt-4o");
    CHECK_INT(FIND(ENV, "MODEL")->column, 8);
    CHECK_TEXT(FIND(ENV, "MAX_TOKENS")->value, "100");
    CHECK_TEXT(FIND(ENV, "BASE_URL")->value, "https://api.example.org/v1");
    CHECK_TEXT(FIND(ENV, "DB")->value, "");
    CHECK_TEXT(FIND(ENV, "DB")->quote, "DB");
    read_one_end(&self);
}

static void submodules(void)
{
    READ_ONE(fh_reader_gitmodules, ".gitmodules",
             "[submodule \"3rdparty/cutlass\"]\n"
             "\tpath = 3rdparty/cutlass\n"
             "\turl = https://github.com/NVIDIA/cutlass.git\n"
             "[submodule \"own\"]\n"
             "\tpath = ../out\n"
             "\turl = ../own/\n"
             "\tupdate = none\n");
    const fh_fact *fact = FIND(DEPENDENCY, "pkg:generic/cutlass");
    CHECK_INT(fact->line, 3);
    CHECK_TEXT(ATTR(fact, DIRECTNESS), "submodule");
    CHECK_TEXT(ATTR(fact, SOURCE), "https://github.com/NVIDIA/cutlass.git");
    CHECK_TEXT(ATTR(fact, TABLE), "submodule");
    CHECK_INT(FIND(POINTER, "3rdparty/cutlass")->line, 2);
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/own"), NECESSITY), "optional-default-off");
    CHECK_INT(read_one_count(&self, FH_FACT_POINTER), 1);
    read_one_end(&self);
}

static void development_containers(void)
{
    READ_ONE(
        fh_reader_devcontainer, ".devcontainer/devcontainer.json",
        "{ // comment\n"
        "  \"image\": \"mcr.example/base:1\",\n"
        "  \"build\": {\"dockerfile\": \"../Dockerfile\", \"args\": {\"BASE\": \"nvidia/cuda\"}},\n"
        "  \"hostRequirements\": {\"gpu\": \"optional\"},\n"
        "  \"runArgs\": [\"--gpus\", \"all\", \"--device=/dev/kfd\"],\n"
        "  \"features\": {\"ghcr.io/devcontainers/features/nvidia-cuda:1\": {}},\n"
        "  \"containerEnv\": {\"HF_TOKEN\": \"x\", \"A\": \"b\"},\n"
        "}\n");
    CHECK_TEXT(ATTR(FIND(IMAGE, "mcr.example/base:1"), PHASE), "dev");
    CHECK_INT(FIND(POINTER, "Dockerfile")->line, 3);
    CHECK_TEXT(FIND(FIELD, "build.args.BASE")->value, "nvidia/cuda");
    CHECK_TEXT(FIND(RESOURCE, "gpu")->value, "optional");
    CHECK_TEXT(FIND(RESOURCE, "gpus")->value, "all");
    CHECK_INT(FIND(RESOURCE, "device:/dev/kfd")->line, 5);
    CHECK_TEXT(FIND(FIELD, "features")->value, "ghcr.io/devcontainers/features/nvidia-cuda:1");
    CHECK_TEXT(FIND(ENV, "HF_TOKEN")->value, "");
    CHECK_TEXT(FIND(ENV, "A")->value, "b");
    read_one_end(&self);
}

int main(void)
{
    RUN(github_workflows);
    RUN(gitlab_pipelines);
    RUN(environment_files);
    RUN(submodules);
    RUN(development_containers);
    return DONE();
}
