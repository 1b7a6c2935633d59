/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/path_class.h"

#include "model/enums.h"

/* ---- contexts ---- */

/* Below "src" some names mean a module of the product: src/archive, src/external. */
typedef enum reach { ANYWHERE, NOT_IN_SOURCE, AT_THE_TOP } reach;

/* A folder by its whole name. */
static const struct {
    const char *name;
    uint32_t context;
    reach reach;
} folders[] = {
    {"test", FH_CONTEXT_TEST, ANYWHERE},
    {"tests", FH_CONTEXT_TEST, ANYWHERE},
    {"testing", FH_CONTEXT_TEST, ANYWHERE},
    {"testdata", FH_CONTEXT_TEST, ANYWHERE},
    {"test_data", FH_CONTEXT_TEST, ANYWHERE},
    {"__tests__", FH_CONTEXT_TEST, ANYWHERE},
    {"__mocks__", FH_CONTEXT_TEST, ANYWHERE},
    {"fixtures", FH_CONTEXT_TEST, ANYWHERE},
    {"spec", FH_CONTEXT_TEST, NOT_IN_SOURCE},
    {"specs", FH_CONTEXT_TEST, NOT_IN_SOURCE},
    {"e2e", FH_CONTEXT_TEST, ANYWHERE},
    {"integration-tests", FH_CONTEXT_TEST, ANYWHERE},
    {"integration_tests", FH_CONTEXT_TEST, ANYWHERE},
    {"unittest", FH_CONTEXT_TEST, ANYWHERE},
    {"unittests", FH_CONTEXT_TEST, ANYWHERE},
    {"cassettes", FH_CONTEXT_TEST, ANYWHERE},
    {"autotest", FH_CONTEXT_TEST, ANYWHERE},
    {"qa", FH_CONTEXT_TEST, NOT_IN_SOURCE},
    {"testapp", FH_CONTEXT_TEST, ANYWHERE},
    {"testapps", FH_CONTEXT_TEST, ANYWHERE},
    {"mocks", FH_CONTEXT_TEST, ANYWHERE},
    {"__fixtures__", FH_CONTEXT_TEST, ANYWHERE},
    {"__snapshots__", FH_CONTEXT_TEST, ANYWHERE},
    {"evals", FH_CONTEXT_TEST, ANYWHERE},
    {"doc", FH_CONTEXT_DOC, ANYWHERE},
    {"docs", FH_CONTEXT_DOC, ANYWHERE},
    {"documentation", FH_CONTEXT_DOC, ANYWHERE},
    {"website", FH_CONTEXT_DOC, ANYWHERE},
    {"blog", FH_CONTEXT_DOC, ANYWHERE},
    {"releasenotes", FH_CONTEXT_DOC, ANYWHERE},
    {"release-notes", FH_CONTEXT_DOC, ANYWHERE},
    {"release_notes", FH_CONTEXT_DOC, ANYWHERE},
    {"changelog", FH_CONTEXT_DOC, ANYWHERE},
    {"changelogs", FH_CONTEXT_DOC, ANYWHERE},
    {"newsfragments", FH_CONTEXT_DOC, ANYWHERE},
    {"example", FH_CONTEXT_EXAMPLE, ANYWHERE},
    {"examples", FH_CONTEXT_EXAMPLE, ANYWHERE},
    {"sample", FH_CONTEXT_EXAMPLE, ANYWHERE},
    {"samples", FH_CONTEXT_EXAMPLE, ANYWHERE},
    {"demo", FH_CONTEXT_EXAMPLE, ANYWHERE},
    {"demos", FH_CONTEXT_EXAMPLE, ANYWHERE},
    {"cookbook", FH_CONTEXT_EXAMPLE, ANYWHERE},
    {"cookbooks", FH_CONTEXT_EXAMPLE, ANYWHERE},
    {"notebooks", FH_CONTEXT_EXAMPLE, ANYWHERE},
    {"tutorial", FH_CONTEXT_EXAMPLE, ANYWHERE},
    {"tutorials", FH_CONTEXT_EXAMPLE, ANYWHERE},
    {"recipes", FH_CONTEXT_EXAMPLE, NOT_IN_SOURCE},
    {"playground", FH_CONTEXT_EXAMPLE, ANYWHERE},
    {"quickstart", FH_CONTEXT_EXAMPLE, ANYWHERE},
    {"bench", FH_CONTEXT_BENCHMARK, ANYWHERE},
    {"benches", FH_CONTEXT_BENCHMARK, ANYWHERE},
    {"benchmark", FH_CONTEXT_BENCHMARK, ANYWHERE},
    {"benchmarks", FH_CONTEXT_BENCHMARK, ANYWHERE},
    {"perf", FH_CONTEXT_BENCHMARK, NOT_IN_SOURCE},
    {"profiler", FH_CONTEXT_BENCHMARK, AT_THE_TOP},
    {"third_party", FH_CONTEXT_VENDORED, ANYWHERE},
    {"third-party", FH_CONTEXT_VENDORED, ANYWHERE},
    {"thirdparty", FH_CONTEXT_VENDORED, ANYWHERE},
    {"3rdparty", FH_CONTEXT_VENDORED, ANYWHERE},
    {"vendor", FH_CONTEXT_VENDORED, ANYWHERE},
    {"vendored", FH_CONTEXT_VENDORED, ANYWHERE},
    {"_vendor", FH_CONTEXT_VENDORED, ANYWHERE},
    {"extern", FH_CONTEXT_VENDORED, NOT_IN_SOURCE},
    {"external", FH_CONTEXT_VENDORED, NOT_IN_SOURCE},
    {"node_modules", FH_CONTEXT_VENDORED, ANYWHERE},
    {"site-packages", FH_CONTEXT_VENDORED, ANYWHERE},
    {"bower_components", FH_CONTEXT_VENDORED, ANYWHERE},
    {"submodules", FH_CONTEXT_VENDORED, ANYWHERE},
    {".github", FH_CONTEXT_CI, ANYWHERE},
    {".gitlab", FH_CONTEXT_CI, ANYWHERE},
    {".circleci", FH_CONTEXT_CI, ANYWHERE},
    {".buildkite", FH_CONTEXT_CI, ANYWHERE},
    {".azure-pipelines", FH_CONTEXT_CI, ANYWHERE},
    {".azure", FH_CONTEXT_CI, ANYWHERE},
    {".jenkins", FH_CONTEXT_CI, ANYWHERE},
    {".ci", FH_CONTEXT_CI, ANYWHERE},
    {"ci", FH_CONTEXT_CI, NOT_IN_SOURCE},
    {".claude", FH_CONTEXT_DEV_TOOLING, ANYWHERE},
    {".cursor", FH_CONTEXT_DEV_TOOLING, ANYWHERE},
    {".gemini", FH_CONTEXT_DEV_TOOLING, ANYWHERE},
    {".codex", FH_CONTEXT_DEV_TOOLING, ANYWHERE},
    {".agent", FH_CONTEXT_DEV_TOOLING, ANYWHERE},
    {".agents", FH_CONTEXT_DEV_TOOLING, ANYWHERE},
    {".vscode", FH_CONTEXT_DEV_TOOLING, ANYWHERE},
    {".idea", FH_CONTEXT_DEV_TOOLING, ANYWHERE},
    {".devcontainer", FH_CONTEXT_DEV_TOOLING, ANYWHERE},
    {".devops", FH_CONTEXT_DEV_TOOLING, ANYWHERE},
    {".changeset", FH_CONTEXT_DEV_TOOLING, ANYWHERE},
    {"templates", FH_CONTEXT_SCAFFOLD, ANYWHERE},
    {"template", FH_CONTEXT_SCAFFOLD, NOT_IN_SOURCE},
    {"scaffold", FH_CONTEXT_SCAFFOLD, ANYWHERE},
    {"scaffolds", FH_CONTEXT_SCAFFOLD, ANYWHERE},
    {"boilerplate", FH_CONTEXT_SCAFFOLD, ANYWHERE},
    {"wizard", FH_CONTEXT_SCAFFOLD, NOT_IN_SOURCE},
    {"legacy", FH_CONTEXT_LEGACY, ANYWHERE},
    {"deprecated", FH_CONTEXT_LEGACY, ANYWHERE},
    {"archive", FH_CONTEXT_LEGACY, NOT_IN_SOURCE},
    {"archived", FH_CONTEXT_LEGACY, ANYWHERE},
    {"old", FH_CONTEXT_LEGACY, NOT_IN_SOURCE},
    {"attic", FH_CONTEXT_LEGACY, ANYWHERE},
    {"generated", FH_CONTEXT_GENERATED, ANYWHERE},
    {"third_party_licenses", FH_CONTEXT_LICENSE_INVENTORY, ANYWHERE},
    {"third-party-licenses", FH_CONTEXT_LICENSE_INVENTORY, ANYWHERE},
    {"_generated", FH_CONTEXT_GENERATED, ANYWHERE},
    {"__generated__", FH_CONTEXT_GENERATED, ANYWHERE},
};

/* A folder by its first or last word, where '-' and '_' stand between words: "tests_integ",
 * "smoke-test", "uv-examples". Never the middle: "code_docs_search" is a product. */
static const struct {
    const char *word;
    uint32_t context;
    bool is_first, is_last;
} folder_words[] = {
    {"test", FH_CONTEXT_TEST, true, true},
    {"tests", FH_CONTEXT_TEST, true, true},
    {"docs", FH_CONTEXT_DOC, true, false},
    {"example", FH_CONTEXT_EXAMPLE, false, true},
    {"examples", FH_CONTEXT_EXAMPLE, true, true},
    {"bench", FH_CONTEXT_BENCHMARK, false, true},
    {"benchmark", FH_CONTEXT_BENCHMARK, false, true},
    {"benchmarks", FH_CONTEXT_BENCHMARK, false, true},
};

/* What a file's name alone says. The stem is the name without its last extension. */
typedef enum where { BEGINS, ENDS, HOLDS, IS, STEM_ENDS, STEM_IS } where;
static const struct {
    where where;
    const char *text;
    uint32_t context;
} names[] = {
    {BEGINS, "test_", FH_CONTEXT_TEST},
    {STEM_IS, "test", FH_CONTEXT_TEST},
    {STEM_IS, "tests", FH_CONTEXT_TEST},
    {STEM_ENDS, "_test", FH_CONTEXT_TEST},
    {STEM_ENDS, "_tests", FH_CONTEXT_TEST},
    {STEM_ENDS, "_unittest", FH_CONTEXT_TEST},
    {STEM_ENDS, "Test", FH_CONTEXT_TEST},
    {STEM_ENDS, "Tests", FH_CONTEXT_TEST},
    {ENDS, "_spec.rb", FH_CONTEXT_TEST},
    {HOLDS, ".test.", FH_CONTEXT_TEST},
    {HOLDS, ".spec.", FH_CONTEXT_TEST},
    {HOLDS, ".vitest.", FH_CONTEXT_TEST},
    {HOLDS, ".e2e.", FH_CONTEXT_TEST},
    {HOLDS, ".cy.", FH_CONTEXT_TEST},
    {HOLDS, ".stories.", FH_CONTEXT_EXAMPLE},
    {HOLDS, "-test-d.", FH_CONTEXT_TEST},
    {IS, "conftest.py", FH_CONTEXT_TEST},
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
    const fh_text stem = fh_text_slice(name, 0, fh_text_rfind_byte(name, '.'));
    switch (how) {
    case STEM_ENDS: return fh_text_ends(stem, part);
    case STEM_IS: return fh_text_eq(stem, part);
    case BEGINS: return fh_text_starts(name, part);
    case ENDS: return fh_text_ends(name, part);
    case HOLDS: return fh_text_find(name, part) != SIZE_MAX;
    case IS: return fh_text_eq(name, part);
    }
    return false;
}

/* OpenAPI descriptions are data: their examples and servers are no calls. */
static bool is_api_description(fh_text name, fh_language language)
{
    static const char *const stems[] = {"openapi", "swagger"};
    if (language != FH_LANGUAGE_YAML && language != FH_LANGUAGE_JSON) return false;
    for (size_t i = 0; i < FH_COUNT(stems); i++)
        if (fh_text_find_nocase(name, fh_text_of(stems[i])) != SIZE_MAX) return true;
    return false;
}

/* What stands above a folder. */
typedef struct above {
    bool any, source, chart;
} setting;

static bool reaches(reach wanted, const setting *above)
{
    switch (wanted) {
    case ANYWHERE: return true;
    case NOT_IN_SOURCE: return !above->source;
    case AT_THE_TOP: return !above->any;
    }
    return false;
}

/* "Functions.UnitTests", "IntegrationTests": projects of .NET and folders of Swift. */
static bool is_test_project(fh_text folder)
{
    static const char *const ends[] = {"Tests", "Test"};
    for (size_t i = 0; i < FH_COUNT(ends); i++) {
        const fh_text end = fh_text_of(ends[i]);
        if (folder.len > end.len && fh_text_ends(folder, end) &&
            (folder.ptr[folder.len - end.len - 1] == '.' ||
             (folder.ptr[folder.len - end.len - 1] >= 'a' &&
              folder.ptr[folder.len - end.len - 1] <= 'z')))
            return true;
    }
    return false;
}

static uint32_t contexts_of_words(fh_text folder)
{
    size_t first = 0, last = folder.len;
    if (is_test_project(folder)) return FH_CONTEXT_TEST;
    while (first < folder.len && folder.ptr[first] != '-' && folder.ptr[first] != '_') first++;
    while (last > 0 && folder.ptr[last - 1] != '-' && folder.ptr[last - 1] != '_') last--;
    if (last == 0) return 0;
    for (size_t i = 0; i < FH_COUNT(folder_words); i++) {
        const fh_text word = fh_text_of(folder_words[i].word);
        const bool first_is = fh_text_eq_nocase(fh_text_slice(folder, 0, first), word);
        const bool last_is = fh_text_eq_nocase(fh_text_slice(folder, last, SIZE_MAX), word);
        if ((folder_words[i].is_first && first_is) || (folder_words[i].is_last && last_is))
            return folder_words[i].context;
    }
    return 0;
}

static uint32_t folder_contexts(fh_text folder, const setting *above)
{
    /* Templates of a chart are what is deployed, not what new projects begin with. */
    if (above->chart && fh_text_is(folder, "templates")) return 0;
    for (size_t i = 0; i < FH_COUNT(folders); i++)
        if (fh_text_eq_nocase(folder, fh_text_of(folders[i].name)))
            return reaches(folders[i].reach, above) ? folders[i].context : 0;
    /* A hidden folder holds what tools want, not what is shipped. */
    if (folder.len > 1 && folder.ptr[0] == '.' && folder.ptr[1] != '.')
        return FH_CONTEXT_DEV_TOOLING;
    return contexts_of_words(folder);
}

uint32_t fh_path_contexts(fh_text path)
{
    uint32_t contexts = 0;
    const fh_text name = fh_text_base_name(path);
    fh_text folder, rest = fh_text_dir_name(path);
    setting above = {0};
    while (fh_text_next_field(&rest, '/', &folder)) {
        contexts |= folder_contexts(folder, &above);
        above.any = true;
        above.source |= fh_text_is(folder, "src") || fh_text_is(folder, "csrc");
        above.chart |= fh_text_find_nocase(folder, FH_TEXT("chart")) != SIZE_MAX ||
                       fh_text_find_nocase(folder, FH_TEXT("helm")) != SIZE_MAX;
    }
    for (size_t i = 0; i < FH_COUNT(names); i++)
        if (name_has(name, names[i].where, fh_text_of(names[i].text))) contexts |= names[i].context;
    const fh_language language = fh_path_language(path);
    if (language == FH_LANGUAGE_MARKDOWN) contexts |= FH_CONTEXT_DOC;
    if (is_api_description(name, language)) contexts |= FH_CONTEXT_DATA;
    return contexts;
}

/* ---- languages ---- */

static const struct {
    const char *extension;
    fh_language language;
} extensions[] = {
    {"py", FH_LANGUAGE_PYTHON},
    {"pyi", FH_LANGUAGE_PYTHON},
    {"pyx", FH_LANGUAGE_PYTHON},
    {"js", FH_LANGUAGE_JAVASCRIPT},
    {"mjs", FH_LANGUAGE_JAVASCRIPT},
    {"cjs", FH_LANGUAGE_JAVASCRIPT},
    {"jsx", FH_LANGUAGE_JAVASCRIPT},
    {"ts", FH_LANGUAGE_JAVASCRIPT},
    {"tsx", FH_LANGUAGE_JAVASCRIPT},
    {"mts", FH_LANGUAGE_JAVASCRIPT},
    {"cts", FH_LANGUAGE_JAVASCRIPT},
    {"vue", FH_LANGUAGE_JAVASCRIPT},
    {"svelte", FH_LANGUAGE_JAVASCRIPT},
    {"go", FH_LANGUAGE_GO},
    {"rs", FH_LANGUAGE_RUST},
    {"c", FH_LANGUAGE_C},
    {"h", FH_LANGUAGE_C},
    {"cc", FH_LANGUAGE_C},
    {"cpp", FH_LANGUAGE_C},
    {"cxx", FH_LANGUAGE_C},
    {"hpp", FH_LANGUAGE_C},
    {"hh", FH_LANGUAGE_C},
    {"hxx", FH_LANGUAGE_C},
    {"inl", FH_LANGUAGE_C},
    {"cu", FH_LANGUAGE_C},
    {"cuh", FH_LANGUAGE_C},
    {"hip", FH_LANGUAGE_C},
    {"m", FH_LANGUAGE_C},
    {"mm", FH_LANGUAGE_C},
    {"metal", FH_LANGUAGE_C},
    {"cl", FH_LANGUAGE_C},
    {"mu", FH_LANGUAGE_C},
    {"sycl", FH_LANGUAGE_C},
    {"glsl", FH_LANGUAGE_C},
    {"comp", FH_LANGUAGE_C},
    {"wgsl", FH_LANGUAGE_C},
    {"hlsl", FH_LANGUAGE_C},
    {"pxd", FH_LANGUAGE_PYTHON},
    {"markdown", FH_LANGUAGE_MARKDOWN},
    {"java", FH_LANGUAGE_JAVA},
    {"kt", FH_LANGUAGE_JAVA},
    {"kts", FH_LANGUAGE_JAVA},
    {"scala", FH_LANGUAGE_JAVA},
    {"groovy", FH_LANGUAGE_JAVA},
    {"gradle", FH_LANGUAGE_JAVA},
    {"cs", FH_LANGUAGE_CSHARP},
    {"swift", FH_LANGUAGE_SWIFT},
    {"sh", FH_LANGUAGE_SHELL},
    {"bash", FH_LANGUAGE_SHELL},
    {"zsh", FH_LANGUAGE_SHELL},
    {"env", FH_LANGUAGE_SHELL},
    {"cmake", FH_LANGUAGE_CMAKE},
    {"dockerfile", FH_LANGUAGE_DOCKERFILE},
    {"yaml", FH_LANGUAGE_YAML},
    {"yml", FH_LANGUAGE_YAML},
    {"toml", FH_LANGUAGE_TOML},
    {"json", FH_LANGUAGE_JSON},
    {"jsonc", FH_LANGUAGE_JSON},
    {"json5", FH_LANGUAGE_JSON},
    {"xml", FH_LANGUAGE_XML},
    {"csproj", FH_LANGUAGE_XML},
    {"props", FH_LANGUAGE_XML},
    {"html", FH_LANGUAGE_XML},
    {"ini", FH_LANGUAGE_INI},
    {"cfg", FH_LANGUAGE_INI},
    {"conf", FH_LANGUAGE_INI},
    {"properties", FH_LANGUAGE_INI},
    {"mk", FH_LANGUAGE_MAKE},
    {"md", FH_LANGUAGE_MARKDOWN},
    {"mdx", FH_LANGUAGE_MARKDOWN},
    {"rst", FH_LANGUAGE_MARKDOWN},
    {"adoc", FH_LANGUAGE_MARKDOWN},
    {"txt", FH_LANGUAGE_MARKDOWN},
    {"ipynb", FH_LANGUAGE_NOTEBOOK},
    {"bzl", FH_LANGUAGE_STARLARK},
    {"bazel", FH_LANGUAGE_STARLARK},
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
    {IS, "Makefile", FH_LANGUAGE_MAKE},
    {IS, "GNUmakefile", FH_LANGUAGE_MAKE},
    {IS, "Justfile", FH_LANGUAGE_MAKE},
    {IS, "justfile", FH_LANGUAGE_MAKE},
    {BEGINS, "Jenkinsfile", FH_LANGUAGE_JAVA},
    {BEGINS, ".env", FH_LANGUAGE_SHELL},
    {IS, "BUILD", FH_LANGUAGE_STARLARK},
    {IS, "WORKSPACE", FH_LANGUAGE_STARLARK},
    {IS, "meson.build", FH_LANGUAGE_STARLARK},
    {IS, "Cargo.lock", FH_LANGUAGE_TOML},
    {IS, "poetry.lock", FH_LANGUAGE_TOML},
    {IS, "uv.lock", FH_LANGUAGE_TOML},
    {IS, "Pipfile", FH_LANGUAGE_TOML},
    {BEGINS, "LICENSE", FH_LANGUAGE_MARKDOWN},
    {BEGINS, "README", FH_LANGUAGE_MARKDOWN},
    {BEGINS, "LICENCE", FH_LANGUAGE_MARKDOWN},
    {BEGINS, "COPYING", FH_LANGUAGE_MARKDOWN},
    {IS, "NOTICE", FH_LANGUAGE_MARKDOWN},
};

/* Lists of Python requirements are read line by line, like INI, whatever their folder and prefix:
 * "requirements/tpu.txt", "dev-requirements.in", "constraints.txt". */
static bool is_requirements(fh_text path)
{
    const fh_text name = fh_text_base_name(path);
    const fh_text folder = fh_text_base_name(fh_text_dir_name(path));
    if (!fh_text_ends(name, FH_TEXT(".txt")) && !fh_text_ends(name, FH_TEXT(".in"))) return false;
    return fh_text_find(name, FH_TEXT("requirements")) != SIZE_MAX ||
           fh_text_starts(name, FH_TEXT("constraints")) || fh_text_is(folder, "requirements");
}

/* "config.yaml.example", "main.py.j2": the name before the last dot tells. */
static bool is_wrapper(fh_text extension)
{
    static const char *const wrappers[] = {"example", "sample", "template", "tmpl", "tpl",
                                           "j2",      "jinja",  "jinja2",   "in",   "dist",
                                           "default", "erb",    "gotmpl",   "hbs",  "orig"};
    for (size_t i = 0; i < FH_COUNT(wrappers); i++)
        if (fh_text_eq_nocase(extension, fh_text_of(wrappers[i]))) return true;
    return false;
}

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
    if (is_requirements(path)) return FH_LANGUAGE_INI;
    for (int round = 0; round < 2; round++) {
        const size_t dot = fh_text_rfind_byte(name, '.');
        if (dot == SIZE_MAX) return FH_LANGUAGE_NONE;
        const fh_text extension = fh_text_slice(name, dot + 1, SIZE_MAX);
        const fh_language language = language_of_extension(extension);
        if (language != FH_LANGUAGE_NONE || !is_wrapper(extension)) return language;
        name = fh_text_slice(name, 0, dot);
    }
    return FH_LANGUAGE_NONE;
}

static const char *const language_names[FH_LANGUAGE_COUNT] = {
    "none",   "python", "javascript", "go",    "rust",       "c",        "java",
    "csharp", "swift",  "shell",      "cmake", "dockerfile", "yaml",     "toml",
    "json",   "xml",    "ini",        "make",  "markdown",   "notebook", "starlark"};

const char *fh_language_name(fh_language language)
{
    return (size_t)language < FH_LANGUAGE_COUNT ? language_names[language] : "none";
}

bool fh_language_is_source(fh_language language)
{
    return language >= FH_LANGUAGE_PYTHON && language <= FH_LANGUAGE_SWIFT;
}
