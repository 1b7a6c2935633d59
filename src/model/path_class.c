/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/path_class.h"

#include "model/enums.h"

/* ---- contexts ---- */

/* A folder anywhere in the path, by its whole name. */
static const struct {
    const char *name;
    uint32_t context;
} folders[] = {
    {"test", FH_CONTEXT_TEST},
    {"tests", FH_CONTEXT_TEST},
    {"testing", FH_CONTEXT_TEST},
    {"testdata", FH_CONTEXT_TEST},
    {"test_data", FH_CONTEXT_TEST},
    {"__tests__", FH_CONTEXT_TEST},
    {"__mocks__", FH_CONTEXT_TEST},
    {"fixtures", FH_CONTEXT_TEST},
    {"spec", FH_CONTEXT_TEST},
    {"specs", FH_CONTEXT_TEST},
    {"e2e", FH_CONTEXT_TEST},
    {"integration-tests", FH_CONTEXT_TEST},
    {"integration_tests", FH_CONTEXT_TEST},
    {"unittest", FH_CONTEXT_TEST},
    {"unittests", FH_CONTEXT_TEST},
    {"cassettes", FH_CONTEXT_TEST},
    {"evals", FH_CONTEXT_TEST},
    {"doc", FH_CONTEXT_DOC},
    {"docs", FH_CONTEXT_DOC},
    {"documentation", FH_CONTEXT_DOC},
    {"website", FH_CONTEXT_DOC},
    {"blog", FH_CONTEXT_DOC},
    {"example", FH_CONTEXT_EXAMPLE},
    {"examples", FH_CONTEXT_EXAMPLE},
    {"sample", FH_CONTEXT_EXAMPLE},
    {"samples", FH_CONTEXT_EXAMPLE},
    {"demo", FH_CONTEXT_EXAMPLE},
    {"demos", FH_CONTEXT_EXAMPLE},
    {"cookbook", FH_CONTEXT_EXAMPLE},
    {"cookbooks", FH_CONTEXT_EXAMPLE},
    {"notebooks", FH_CONTEXT_EXAMPLE},
    {"tutorial", FH_CONTEXT_EXAMPLE},
    {"tutorials", FH_CONTEXT_EXAMPLE},
    {"recipes", FH_CONTEXT_EXAMPLE},
    {"playground", FH_CONTEXT_EXAMPLE},
    {"quickstart", FH_CONTEXT_EXAMPLE},
    {"bench", FH_CONTEXT_BENCHMARK},
    {"benches", FH_CONTEXT_BENCHMARK},
    {"benchmark", FH_CONTEXT_BENCHMARK},
    {"benchmarks", FH_CONTEXT_BENCHMARK},
    {"perf", FH_CONTEXT_BENCHMARK},
    {"profiler", FH_CONTEXT_BENCHMARK},
    {"third_party", FH_CONTEXT_VENDORED},
    {"third-party", FH_CONTEXT_VENDORED},
    {"thirdparty", FH_CONTEXT_VENDORED},
    {"3rdparty", FH_CONTEXT_VENDORED},
    {"vendor", FH_CONTEXT_VENDORED},
    {"vendored", FH_CONTEXT_VENDORED},
    {"_vendor", FH_CONTEXT_VENDORED},
    {"extern", FH_CONTEXT_VENDORED},
    {"external", FH_CONTEXT_VENDORED},
    {"node_modules", FH_CONTEXT_VENDORED},
    {"site-packages", FH_CONTEXT_VENDORED},
    {"bower_components", FH_CONTEXT_VENDORED},
    {"submodules", FH_CONTEXT_VENDORED},
    {".github", FH_CONTEXT_CI},
    {".gitlab", FH_CONTEXT_CI},
    {".circleci", FH_CONTEXT_CI},
    {".buildkite", FH_CONTEXT_CI},
    {".azure-pipelines", FH_CONTEXT_CI},
    {".azure", FH_CONTEXT_CI},
    {".jenkins", FH_CONTEXT_CI},
    {".ci", FH_CONTEXT_CI},
    {"ci", FH_CONTEXT_CI},
    {".claude", FH_CONTEXT_DEV_TOOLING},
    {".cursor", FH_CONTEXT_DEV_TOOLING},
    {".gemini", FH_CONTEXT_DEV_TOOLING},
    {".codex", FH_CONTEXT_DEV_TOOLING},
    {".agents", FH_CONTEXT_DEV_TOOLING},
    {".vscode", FH_CONTEXT_DEV_TOOLING},
    {".idea", FH_CONTEXT_DEV_TOOLING},
    {".devcontainer", FH_CONTEXT_DEV_TOOLING},
    {".devops", FH_CONTEXT_DEV_TOOLING},
    {".changeset", FH_CONTEXT_DEV_TOOLING},
    {"templates", FH_CONTEXT_SCAFFOLD},
    {"template", FH_CONTEXT_SCAFFOLD},
    {"scaffold", FH_CONTEXT_SCAFFOLD},
    {"scaffolds", FH_CONTEXT_SCAFFOLD},
    {"boilerplate", FH_CONTEXT_SCAFFOLD},
    {"wizard", FH_CONTEXT_SCAFFOLD},
    {"legacy", FH_CONTEXT_LEGACY},
    {"deprecated", FH_CONTEXT_LEGACY},
    {"archive", FH_CONTEXT_LEGACY},
    {"archived", FH_CONTEXT_LEGACY},
    {"old", FH_CONTEXT_LEGACY},
    {"attic", FH_CONTEXT_LEGACY},
    {"generated", FH_CONTEXT_GENERATED},
    {"__generated__", FH_CONTEXT_GENERATED},
};

/* What a file's name alone says. */
typedef enum where { BEGINS, ENDS, HOLDS, IS } where;
static const struct {
    where where;
    const char *text;
    uint32_t context;
} names[] = {
    {BEGINS, "test_", FH_CONTEXT_TEST},
    {ENDS, "_test.go", FH_CONTEXT_TEST},
    {ENDS, "_test.py", FH_CONTEXT_TEST},
    {ENDS, "_test.cc", FH_CONTEXT_TEST},
    {ENDS, "_test.cpp", FH_CONTEXT_TEST},
    {ENDS, "_tests.rs", FH_CONTEXT_TEST},
    {HOLDS, ".test.", FH_CONTEXT_TEST},
    {HOLDS, ".spec.", FH_CONTEXT_TEST},
    {HOLDS, "-test-d.", FH_CONTEXT_TEST},
    {IS, "conftest.py", FH_CONTEXT_TEST},
    {ENDS, "Test.java", FH_CONTEXT_TEST},
    {ENDS, "Tests.cs", FH_CONTEXT_TEST},
    {ENDS, "Tests.swift", FH_CONTEXT_TEST},
    {BEGINS, "README", FH_CONTEXT_DOC},
    {BEGINS, "CHANGELOG", FH_CONTEXT_DOC},
    {BEGINS, "CONTRIBUTING", FH_CONTEXT_DOC},
    {BEGINS, "CLAUDE.", FH_CONTEXT_DEV_TOOLING},
    {BEGINS, "AGENTS.", FH_CONTEXT_DEV_TOOLING},
    {BEGINS, "GEMINI.", FH_CONTEXT_DEV_TOOLING},
    {IS, ".cursorrules", FH_CONTEXT_DEV_TOOLING},
    {IS, ".pre-commit-config.yaml", FH_CONTEXT_DEV_TOOLING},
    {IS, ".gitlab-ci.yml", FH_CONTEXT_CI},
    {BEGINS, "Jenkinsfile", FH_CONTEXT_CI},
    {IS, "azure-pipelines.yml", FH_CONTEXT_CI},
    {IS, ".travis.yml", FH_CONTEXT_CI},
    {BEGINS, "ATTRIBUTION", FH_CONTEXT_LICENSE_INVENTORY},
    {BEGINS, "THIRD_PARTY", FH_CONTEXT_LICENSE_INVENTORY},
    {BEGINS, "THIRD-PARTY", FH_CONTEXT_LICENSE_INVENTORY},
    {BEGINS, "ThirdParty", FH_CONTEXT_LICENSE_INVENTORY},
    {BEGINS, "THIRDPARTY", FH_CONTEXT_LICENSE_INVENTORY},
    {BEGINS, "third_party_licenses", FH_CONTEXT_LICENSE_INVENTORY},
    {ENDS, "_pb2.py", FH_CONTEXT_GENERATED},
    {ENDS, "_pb2_grpc.py", FH_CONTEXT_GENERATED},
    {ENDS, ".pb.go", FH_CONTEXT_GENERATED},
    {ENDS, ".pb.h", FH_CONTEXT_GENERATED},
    {ENDS, ".pb.cc", FH_CONTEXT_GENERATED},
    {HOLDS, ".min.", FH_CONTEXT_GENERATED},
    {HOLDS, ".generated.", FH_CONTEXT_GENERATED},
    {HOLDS, ".gen.", FH_CONTEXT_GENERATED},
    {ENDS, ".snap", FH_CONTEXT_GENERATED},
    {ENDS, ".map", FH_CONTEXT_GENERATED},
    {ENDS, ".lock", FH_CONTEXT_GENERATED},
    {IS, "package-lock.json", FH_CONTEXT_GENERATED},
    {IS, "pnpm-lock.yaml", FH_CONTEXT_GENERATED},
    {IS, "go.sum", FH_CONTEXT_GENERATED},
    {ENDS, ".ipynb", FH_CONTEXT_EXAMPLE},
    {HOLDS, ".example", FH_CONTEXT_SCAFFOLD},
    {HOLDS, ".sample", FH_CONTEXT_SCAFFOLD},
    {HOLDS, "example", FH_CONTEXT_EXAMPLE},
    {BEGINS, "demo_", FH_CONTEXT_EXAMPLE},
    {BEGINS, "legacy_", FH_CONTEXT_LEGACY},
    {BEGINS, "bench_", FH_CONTEXT_BENCHMARK},
    {BEGINS, "benchmark_", FH_CONTEXT_BENCHMARK},
    {ENDS, "_benchmark.py", FH_CONTEXT_BENCHMARK},
};

static bool name_has(fh_text name, where how, fh_text part)
{
    switch (how) {
    case BEGINS: return fh_text_starts(name, part);
    case ENDS: return fh_text_ends(name, part);
    case HOLDS: return fh_text_find(name, part) != SIZE_MAX;
    case IS: return fh_text_eq(name, part);
    }
    return false;
}

static uint32_t folder_contexts(fh_text folder)
{
    for (size_t i = 0; i < FH_COUNT(folders); i++)
        if (fh_text_eq_nocase(folder, fh_text_of(folders[i].name))) return folders[i].context;
    return 0;
}

uint32_t fh_path_contexts(fh_text path)
{
    uint32_t contexts = 0;
    const fh_text name = fh_text_base_name(path);
    fh_text folder, rest = fh_text_dir_name(path);
    while (fh_text_next_field(&rest, '/', &folder)) contexts |= folder_contexts(folder);
    for (size_t i = 0; i < FH_COUNT(names); i++)
        if (name_has(name, names[i].where, fh_text_of(names[i].text)))
            contexts |= names[i].context;
    const fh_language language = fh_path_language(path);
    if (language == FH_LANGUAGE_MARKDOWN) contexts |= FH_CONTEXT_DOC;
    return contexts;
}

/* ---- languages ---- */

static const struct {
    const char *extension;
    fh_language language;
} extensions[] = {
    {"py", FH_LANGUAGE_PYTHON},      {"pyi", FH_LANGUAGE_PYTHON},
    {"pyx", FH_LANGUAGE_PYTHON},     {"js", FH_LANGUAGE_JAVASCRIPT},
    {"mjs", FH_LANGUAGE_JAVASCRIPT}, {"cjs", FH_LANGUAGE_JAVASCRIPT},
    {"jsx", FH_LANGUAGE_JAVASCRIPT}, {"ts", FH_LANGUAGE_JAVASCRIPT},
    {"tsx", FH_LANGUAGE_JAVASCRIPT}, {"mts", FH_LANGUAGE_JAVASCRIPT},
    {"cts", FH_LANGUAGE_JAVASCRIPT}, {"vue", FH_LANGUAGE_JAVASCRIPT},
    {"svelte", FH_LANGUAGE_JAVASCRIPT}, {"go", FH_LANGUAGE_GO},
    {"rs", FH_LANGUAGE_RUST},        {"c", FH_LANGUAGE_C},
    {"h", FH_LANGUAGE_C},            {"cc", FH_LANGUAGE_C},
    {"cpp", FH_LANGUAGE_C},          {"cxx", FH_LANGUAGE_C},
    {"hpp", FH_LANGUAGE_C},          {"hh", FH_LANGUAGE_C},
    {"hxx", FH_LANGUAGE_C},          {"inl", FH_LANGUAGE_C},
    {"cu", FH_LANGUAGE_C},           {"cuh", FH_LANGUAGE_C},
    {"hip", FH_LANGUAGE_C},          {"m", FH_LANGUAGE_C},
    {"mm", FH_LANGUAGE_C},           {"metal", FH_LANGUAGE_C},
    {"cl", FH_LANGUAGE_C},           {"mu", FH_LANGUAGE_C},
    {"sycl", FH_LANGUAGE_C},         {"java", FH_LANGUAGE_JAVA},
    {"kt", FH_LANGUAGE_JAVA},        {"kts", FH_LANGUAGE_JAVA},
    {"scala", FH_LANGUAGE_JAVA},     {"groovy", FH_LANGUAGE_JAVA},
    {"gradle", FH_LANGUAGE_JAVA},    {"cs", FH_LANGUAGE_CSHARP},
    {"swift", FH_LANGUAGE_SWIFT},    {"sh", FH_LANGUAGE_SHELL},
    {"bash", FH_LANGUAGE_SHELL},     {"zsh", FH_LANGUAGE_SHELL},
    {"env", FH_LANGUAGE_SHELL},      {"cmake", FH_LANGUAGE_CMAKE},
    {"dockerfile", FH_LANGUAGE_DOCKERFILE}, {"yaml", FH_LANGUAGE_YAML},
    {"yml", FH_LANGUAGE_YAML},       {"toml", FH_LANGUAGE_TOML},
    {"json", FH_LANGUAGE_JSON},      {"jsonc", FH_LANGUAGE_JSON},
    {"json5", FH_LANGUAGE_JSON},     {"xml", FH_LANGUAGE_XML},
    {"csproj", FH_LANGUAGE_XML},     {"props", FH_LANGUAGE_XML},
    {"html", FH_LANGUAGE_XML},       {"ini", FH_LANGUAGE_INI},
    {"cfg", FH_LANGUAGE_INI},        {"conf", FH_LANGUAGE_INI},
    {"properties", FH_LANGUAGE_INI}, {"mk", FH_LANGUAGE_MAKE},
    {"md", FH_LANGUAGE_MARKDOWN},    {"mdx", FH_LANGUAGE_MARKDOWN},
    {"rst", FH_LANGUAGE_MARKDOWN},   {"adoc", FH_LANGUAGE_MARKDOWN},
    {"txt", FH_LANGUAGE_MARKDOWN},   {"ipynb", FH_LANGUAGE_NOTEBOOK},
    {"bzl", FH_LANGUAGE_STARLARK},   {"bazel", FH_LANGUAGE_STARLARK},
    {"star", FH_LANGUAGE_STARLARK},
};

static const struct {
    where where;
    const char *text;
    fh_language language;
} special_names[] = {
    {IS, "CMakeLists.txt", FH_LANGUAGE_CMAKE},
    {BEGINS, "Dockerfile", FH_LANGUAGE_DOCKERFILE},
    {BEGINS, "Containerfile", FH_LANGUAGE_DOCKERFILE},
    {ENDS, ".Dockerfile", FH_LANGUAGE_DOCKERFILE},
    {IS, "Makefile", FH_LANGUAGE_MAKE},          {IS, "GNUmakefile", FH_LANGUAGE_MAKE},
    {IS, "Justfile", FH_LANGUAGE_MAKE},          {IS, "justfile", FH_LANGUAGE_MAKE},
    {BEGINS, "requirements", FH_LANGUAGE_INI},   {BEGINS, "Jenkinsfile", FH_LANGUAGE_JAVA},
    {BEGINS, ".env", FH_LANGUAGE_SHELL},         {IS, "BUILD", FH_LANGUAGE_STARLARK},
    {IS, "WORKSPACE", FH_LANGUAGE_STARLARK},     {IS, "meson.build", FH_LANGUAGE_STARLARK},
    {IS, "Cargo.lock", FH_LANGUAGE_TOML},        {IS, "poetry.lock", FH_LANGUAGE_TOML},
    {IS, "uv.lock", FH_LANGUAGE_TOML},           {IS, "Pipfile", FH_LANGUAGE_TOML},
    {BEGINS, "LICENSE", FH_LANGUAGE_MARKDOWN},   {BEGINS, "README", FH_LANGUAGE_MARKDOWN},
};

static fh_language language_of_extension(fh_text extension)
{
    for (size_t i = 0; i < FH_COUNT(extensions); i++)
        if (fh_text_eq_nocase(extension, fh_text_of(extensions[i].extension)))
            return extensions[i].language;
    return FH_LANGUAGE_NONE;
}

fh_language fh_path_language(fh_text path)
{
    fh_text name = fh_text_base_name(path);
    for (size_t i = 0; i < FH_COUNT(special_names); i++)
        if (name_has(name, special_names[i].where, fh_text_of(special_names[i].text)))
            return special_names[i].language;
    for (int round = 0; round < 2; round++) {
        const size_t dot = fh_text_rfind_byte(name, '.');
        if (dot == SIZE_MAX) return FH_LANGUAGE_NONE;
        const fh_text extension = fh_text_slice(name, dot + 1, SIZE_MAX);
        const fh_language language = language_of_extension(extension);
        if (language != FH_LANGUAGE_NONE) return language;
        /* "config.yaml.example", "main.py.j2": the name before the last dot tells. */
        name = fh_text_slice(name, 0, dot);
    }
    return FH_LANGUAGE_NONE;
}

static const char *const language_names[FH_LANGUAGE_COUNT] = {
    "none",  "python", "javascript", "go",   "rust", "c",    "java",
    "csharp", "swift", "shell",      "cmake", "dockerfile", "yaml", "toml",
    "json",  "xml",    "ini",        "make", "markdown", "notebook", "starlark"};

const char *fh_language_name(fh_language language)
{
    return (size_t)language < FH_LANGUAGE_COUNT ? language_names[language] : "none";
}

bool fh_language_is_source(fh_language language)
{
    return language >= FH_LANGUAGE_PYTHON && language <= FH_LANGUAGE_SWIFT;
}
