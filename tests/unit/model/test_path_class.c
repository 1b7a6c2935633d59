/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/enums.h"
#include "model/path_class.h"
#include "tap.h"

/* Paths of public repositories, and some made to stand at an edge. */
static const struct {
    const char *path, *language, *contexts;
} rows[] = {
    {"setup.py", "python", ""},
    {"core/llm/llms/OpenAI.vitest.ts", "javascript", "test"},
    {"src/Button.stories.tsx", "javascript", "example"},
    {"api/openapi.transformed.yml", "yaml", "data"},
    {"docs/MySwagger.json", "json", "doc data"},
    {"src/openapi.py", "python", ""},
    {".pfnci/generate.py", "python", "dev-tooling"},
    {"qa/common/gen.py", "python", "test"},
    {"src/app/qa/chain.py", "python", ""},
    {"src/model.cu", "c", ""},
    {"src/model.cuh", "c", ""},
    {"kernel.hip", "c", ""},
    {"Kernels.metal", "c", ""},
    {"app.m", "c", ""},
    {"View.mm", "c", ""},
    {"shaders/mul.comp", "c", ""},
    {"main.go", "go", ""},
    {"go.mod", "none", ""},
    {"go.sum", "none", "generated"},
    {"Cargo.lock", "toml", "generated"},
    {"uv.lock", "toml", "generated"},
    {"yarn.lock", "none", "generated"},
    {"package-lock.json", "json", "generated"},
    {"pnpm-lock.yaml", "yaml", "generated"},
    {"Pipfile", "toml", ""},
    {"requirements.txt", "ini", ""},
    {"requirements/tpu.txt", "ini", ""},
    {"dev-requirements.in", "ini", ""},
    {"constraints.txt", "ini", ""},
    {"requirements.py", "python", ""},
    {"charts/x/requirements.yaml", "yaml", ""},
    {"docs/requirements.md", "markdown", "doc"},
    {"CMakeLists.txt", "cmake", ""},
    {"cmake/FindCUDA.cmake", "cmake", ""},
    {"Dockerfile", "dockerfile", ""},
    {"Dockerfile.cuda", "dockerfile", ""},
    {"docker/rocm.Dockerfile", "dockerfile", ""},
    {"Containerfile", "dockerfile", ""},
    {"Makefile", "make", ""},
    {"BUILD", "starlark", ""},
    {"WORKSPACE", "starlark", ""},
    {"defs.bzl", "starlark", ""},
    {"meson.build", "starlark", ""},
    {"LICENSE", "markdown", "doc"},
    {"LICENSE-APACHE.txt", "markdown", "doc"},
    {"README", "markdown", "doc"},
    {"README.rst", "markdown", "doc"},
    {"COPYING", "markdown", "doc"},
    {"config.yaml.example", "yaml", "example scaffold"},
    {"main.py.j2", "python", ""},
    {".env", "shell", ""},
    {".env.local", "shell", ""},
    {"conftest.py", "python", "test"},
    {"foo_test.go", "go", "test"},
    {"foo_test.rs", "rust", "test"},
    {"gemm_unittest.cc", "c", "test"},
    {"FooTest.java", "java", "test"},
    {"FooTests.swift", "swift", "test"},
    {"tests.py", "python", "test"},
    {"latest.py", "python", ""},
    {"contest.py", "python", ""},
    {"model_spec.rb", "none", "test"},
    {"a/Latest/x.py", "python", ""},
    {"src/archive/zip.rs", "rust", ""},
    {"archive/old.py", "python", "legacy"},
    {"src/external/api.rs", "rust", ""},
    {"external/zlib/zlib.c", "c", "vendored"},
    {"deps/old/x.c", "c", "legacy"},
    {"lib/vendor/x.js", "javascript", "vendored"},
    {"charts/app/templates/deployment.yaml", "yaml", ""},
    {"deploy/helm/app/templates/pod.yaml", "yaml", ""},
    {"app/templates/index.html", "xml", "scaffold"},
    {"THIRD_PARTY_NOTICES.txt", "markdown", "doc license-inventory"},
    {"ATTRIBUTIONS-Rust.md", "markdown", "doc license-inventory"},
    {"third_party_licenses/x", "none", "license-inventory"},
    {"Jenkinsfile", "java", "ci"},
    {".gitlab-ci.yml", "yaml", "ci"},
    {".github/workflows/ci.yml", "yaml", "ci"},
    {"api.pb.go", "go", "generated"},
    {"api_pb2.py", "python", "generated"},
    {"jquery.min.js", "javascript", "generated"},
    {"x.js.map", "none", "generated"},
    {"x.snap", "none", "generated"},
    {"notebooks/demo.ipynb", "notebook", "example"},
    {"legacy_api.py", "python", "legacy"},
    {"bench_gemm.cu", "c", "benchmark"},
    {"code_docs_search_tool/x.py", "python", ""},
    {"uv-examples/x.py", "python", "example"},
    {"tests_integ/x.py", "python", "test"},
    {"docs-website/x.json", "json", "doc"},
    {"noextension", "none", ""},
    {"a.b/c", "none", ""},
    {"Test/X.cs", "csharp", "test"},
    {"dotnet/src/Functions.UnitTests/X.cs", "csharp", "test"},
    {"dotnet/src/IntegrationTests/X.cs", "csharp", "test"},
    {"src/Latest/X.cs", "csharp", ""},
    {"js/testapps/menu/index.ts", "javascript", "test"},
    {".", "none", ""},
    {"/", "none", ""},
    {"x/", "none", ""},
    {".agent/skills/smoke-test/templates/report.local.template.md", "markdown",
     "doc test scaffold dev-tooling"},
    {".agents/skills/docs-sync/agents/openai.yaml", "yaml", "doc dev-tooling"},
    {".agents/skills/examples-run-analysis/SKILL.md", "markdown", "doc example dev-tooling"},
    {".agents/skills/examples-run-analysis/agents/openai.yaml", "yaml", "example dev-tooling"},
    {".agents/skills/sensitive-logging-audit/agents/openai.yaml", "yaml", "dev-tooling"},
    {".agents/skills/test-coverage-improver/SKILL.md", "markdown", "doc test dev-tooling"},
    {".buildkite/nightly-benchmarks/nightly-pipeline.yaml", "yaml", "benchmark ci"},
    {".buildkite/nightly-benchmarks/scripts/download-tokenizer.py", "python", "benchmark ci"},
    {".buildkite/nightly-benchmarks/scripts/wait-for-image.sh", "shell", "benchmark ci"},
    {".buildkite/nightly-benchmarks/tests/genai-perf-tests.json", "json", "test benchmark ci"},
    {".ci/docker/2.13/requirements-test.txt", "ini", "ci"},
    {".ci/docker/2.13/test/Dockerfile.x86_64", "dockerfile", "test ci"},
    {".ci/scripts/llm-tests/test_sglang.sh", "shell", "test ci"},
    {".claude/skills/cookbook-add-model/templates/config.jsx.tmpl", "javascript",
     "scaffold dev-tooling"},
    {".claude/skills/llm-serving-auto-benchmark/SKILL.md", "markdown", "doc benchmark dev-tooling"},
    {".github/AGENTS.md", "markdown", "doc ci dev-tooling"},
    {".github/scripts/run_serial_tests.py", "python", "test ci"},
    {".github/workflows/release-patch-1-create-pr.yml", "yaml", "ci"},
    {".vscode/launch.template.json", "json", "dev-tooling"},
    {"3rdparty/amd/tuning/TUNING.md", "markdown", "doc vendored"},
    {"3rdparty/amd/wheel/sglang/pyproject.toml", "toml", "vendored"},
    {"ATTRIBUTIONS.md", "markdown", "doc license-inventory"},
    {"Sources/ArgmaxCore/External/Hub/Downloader.swift", "swift", "vendored"},
    {"Tests/WhisperKitTests/RegressionTests.swift", "swift", "test"},
    {"aider/website/_includes/leaderboard.js", "javascript", "doc"},
    {"aider/website/assets/asciinema/asciinema-player.min.js", "javascript", "doc generated"},
    {"apps/examples/vscode/.vscode/tasks.json", "json", "example dev-tooling"},
    {"auth/gcp/client_test.go", "go", "test"},
    {"backend/packages/harness/deerflow/integrations/__init__.py", "python", ""},
    {"bench/vendor/__init__.py", "python", "benchmark vendored"},
    {"benchmark/deepplanning/env.example", "none", "example benchmark scaffold"},
    {"benchmark/nixlbench/src/kernels/meson.build", "starlark", "benchmark"},
    {"benchmark/nixlbench/src/runtime/etcd/README.md", "markdown", "doc benchmark"},
    {"benchmarks/bench_gemma_ar_fusion.py", "python", "benchmark"},
    {"ci/cuda-versions.json", "json", "ci"},
    {"csrc/batch_attention_paged_kernel_inst.jinja", "none", ""},
    {"deep_gemm/legacy/tune_options.py", "python", "legacy"},
    {"deploy/cloud/operator/go.sum", "none", "generated"},
    {"deploy/helm/deer-flow/templates/ingress.yaml", "yaml", ""},
    {"docker/sgl-deep-gemm.Dockerfile", "dockerfile", ""},
    {"docs-website/scripts/test_python_snippets.py", "python", "doc test"},
    {"docs/.cursor/rules.mdc", "none", "doc dev-tooling"},
    {"docs/Makefile", "make", "doc"},
    {"docs/assets/design/v1/prefix_caching/example-time-6.png", "none", "doc example"},
    {"docs/evals/examples/simple-validation.md", "markdown", "doc test example"},
    {"docs/locales/zh_CN/LC_MESSAGES/quantization/llama.cpp.po", "none", "doc"},
    {"docs/mkdocs/hooks/generate_examples.py", "python", "doc example"},
    {"docs/requirements-docs.txt", "ini", "doc"},
    {"docs/v1.15.7/en/tools/file-document/xmlsearchtool.mdx", "markdown", "doc"},
    {"documentation/yarn.lock", "none", "doc generated"},
    {"evals/package-lock.json", "json", "test generated"},
    {"evaluation/benchmarks/algotune/adapter/template/evaluator.py", "python",
     "benchmark scaffold"},
    {"evaluation/benchmarks/miniwob/Dockerfile", "dockerfile", "benchmark"},
    {"evaluation/benchmarks/mint/scripts/run_infer.sh", "shell", "benchmark"},
    {"evaluation/benchmarks/multi_swe_bench/examples/config.json", "json", "example benchmark"},
    {"examples/bidi/streamingtool/main.go", "go", "example"},
    {"examples/chat_template/qwen3_reranker.jinja", "none", "example"},
    {"examples/customer_service_streaming/data/article_6653653.json", "json", "example"},
    {"examples/device/ep/tests/elastic/elastic.py", "python", "test example"},
    {"examples/device/ep/tests/elastic/no_expansion.json", "json", "test example"},
    {"examples/docs/sandbox-agents/repo/package.json", "json", "doc example"},
    {"examples/gateway/aws/terraform/terraform.tfvars.example", "none", "example scaffold"},
    {"examples/gpt/requirements.txt", "ini", "example"},
    {"examples/libtorch_npu/CMakeLists.txt", "cmake", "example"},
    {"examples/path-queries.c", "c", "example"},
    {"examples/pydantic_ai_examples/chat_app.html", "xml", "example"},
    {"examples/sandbox/docs/repo/credit_note.sh", "shell", "doc example"},
    {"examples/smolagents_benchmark/score.ipynb", "notebook", "example benchmark"},
    {"examples/speed-benchmark/speed_benchmark_vllm.py", "python", "example benchmark"},
    {"flashinfer/trace/templates/norm.py", "python", "scaffold"},
    {"frontend/src/routes/app-settings.tsx", "javascript", ""},
    {"integrations/vercel-ai-sdk/pnpm-lock.yaml", "yaml", "generated"},
    {"lib/cli/src/crewai_cli/templates/json_crew/pyproject.toml", "toml", "scaffold"},
    {"lib/llm/src/perf/logprobs.rs", "rust", ""},
    {"lib/llm/src/preprocessor/prompt/template/context.rs", "rust", ""},
    {"lib/runtime/examples/Cargo.lock", "toml", "example generated"},
    {"lib/runtime/src/transports/tcp.rs", "rust", ""},
    {"mem0-ts/src/oss/tsconfig.json", "json", ""},
    {"models/templates/Mistral-Small-3.2-24B-Instruct-2506.jinja", "none", "scaffold"},
    {"packages/core/src/sandbox/windows/GeminiSandbox.cs", "csharp", ""},
    {"pydantic_ai_slim/pydantic_ai/models/AGENTS.md", "markdown", "doc dev-tooling"},
    {"qwen-agent-docs/website/content/en/benchmarks/_meta.ts", "javascript", "doc benchmark"},
    {"qwen-agent-docs/website/package-lock.json", "json", "doc generated"},
    {"scripts/ci/check_no_docs_changes.py", "python", "ci"},
    {"sdk/examples/hooks/custom-compaction-hook.example.ts", "javascript", "example scaffold"},
    {"server/adka2a/v2/example_test.go", "go", "test example"},
    {"sgl-model-gateway/e2e_test/k8s_integration/Dockerfile.gateway", "dockerfile", "test"},
    {"sgl-model-gateway/src/core/steps/worker/external/mod.rs", "rust", ""},
    {"src/NetCDF.xml", "xml", ""},
    {"src/infra/meson.build", "starlark", ""},
    {"src/interface/android/app/build.gradle", "java", ""},
    {"tensorrt_llm/tools/plugin_gen/templates/plugin.cpp.tpl", "c", "scaffold"},
    {"test/cpp/api/CMakeLists.txt", "cmake", "test"},
    {"test/emitter-examples/emptystream.yaml", "yaml", "test example"},
    {"test/simpleTestForGenerator/Zed.txt", "markdown", "doc test"},
    {"test/unit/plugins/gpunetio/nixl_gpunetio_stream_test.cu", "c", "test"},
    {"tests/fixtures/languages/csharp/test.cs", "csharp", "test"},
    {"tests/fixtures/languages/java/test.java", "java", "test"},
    {"tests/unit_tests/libraries/cuRAND/benchmark_curand_kernel.cpp", "c", "test benchmark"},
    {"third_party/dvm/dvm", "none", "vendored"},
    {"third_party/get-ripgrep/src/index.js", "javascript", "vendored"},
    {"torch_npu/csrc/profiler/python/combined_traceback.h", "c", ""},
    {"vendor/minja/minja.hpp", "c", "vendored"},
    {"a/third_party_licenses/MIT.txt", "markdown", "doc license-inventory"},
    {"x/llama.cpp.po", "none", ""},
    {"NOTICE", "markdown", "doc"},
    {"COPYING.LESSER", "markdown", "doc"},
    {"values.yaml.gotmpl", "yaml", ""},
};

static void check_contexts(const char *path, uint32_t contexts, const char *want)
{
    uint32_t wanted = 0;
    fh_text name, rest = fh_text_of(want);
    while (fh_text_next_field(&rest, ' ', &name)) {
        uint32_t bit = 0;
        if (name.len > 0 && CHECK(fh_context_find(name, &bit))) wanted |= bit;
    }
    if (CHECK(contexts == wanted)) return;
    printf("#   %s: want %s, got", path, want);
    for (uint32_t i = 0; i < FH_CONTEXT_COUNT; i++)
        if ((contexts >> i & 1u) != 0) printf(" %s", fh_context_name(i));
    printf("\n");
}

static void real_paths_have_their_classes(void)
{
    for (size_t i = 0; i < FH_COUNT(rows); i++) {
        const fh_text path = fh_text_of(rows[i].path);
        const char *language = fh_language_name(fh_path_language(path));
        if (!CHECK_TEXT(fh_text_of(language), rows[i].language)) printf("#   %s\n", rows[i].path);
        check_contexts(rows[i].path, fh_path_contexts(path), rows[i].contexts);
    }
}

static void any_bytes_are_a_path(void)
{
    static const char *const odd[] = {"",   ".",         "..",      "...", "/",
                                      "//", "\xff.\xfe", "a/\n.py", "-.-"};
    for (size_t i = 0; i < FH_COUNT(odd); i++) {
        CHECK(fh_path_contexts(fh_text_of(odd[i])) >> FH_CONTEXT_COUNT == 0);
        CHECK(fh_path_language(fh_text_of(odd[i])) < FH_LANGUAGE_COUNT);
    }
    CHECK_INT(fh_path_contexts((fh_text){0}), 0);
    CHECK_INT(fh_path_language((fh_text){0}), FH_LANGUAGE_NONE);
}

static void languages_have_names(void)
{
    int source = 0;
    for (int i = 0; i < FH_LANGUAGE_COUNT; i++) {
        CHECK(strlen(fh_language_name((fh_language)i)) > 0);
        for (int k = 0; k < i; k++)
            CHECK(strcmp(fh_language_name((fh_language)i), fh_language_name((fh_language)k)) != 0);
        source += fh_language_is_source((fh_language)i);
    }
    CHECK_TEXT(fh_text_of(fh_language_name(FH_LANGUAGE_COUNT)), "none");
    CHECK_INT(source, 8);
    CHECK(fh_language_is_source(FH_LANGUAGE_SWIFT));
    CHECK(!fh_language_is_source(FH_LANGUAGE_SHELL) && !fh_language_is_source(FH_LANGUAGE_NONE));
}

/* Code and string are for readers to say. */
static void readers_contexts_never_come_from_paths(void)
{
    const uint32_t readers = FH_CONTEXT_CODE | FH_CONTEXT_STRING | FH_CONTEXT_COMMENT;
    for (size_t i = 0; i < FH_COUNT(rows); i++)
        CHECK((fh_path_contexts(fh_text_of(rows[i].path)) & readers) == 0);
}

int main(void)
{
    RUN(real_paths_have_their_classes);
    RUN(any_bytes_are_a_path);
    RUN(languages_have_names);
    RUN(readers_contexts_never_come_from_paths);
    return DONE();
}
