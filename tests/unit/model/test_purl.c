/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/purl.h"
#include "tap.h"

static void names_become_purls(void)
{
    static const struct {
        const char *type, *name, *want;
    } rows[] = {
        {"pypi", "Flash_Attn", "pkg:pypi/flash-attn"},
        {"pypi", "zope.interface", "pkg:pypi/zope.interface"},
        {"npm", "@LangChain/Core", "pkg:npm/%40langchain/core"},
        {"npm", "openai", "pkg:npm/openai"},
        {"cargo", "Tokio_util", "pkg:cargo/Tokio_util"},
        {"golang", "github.com/NVIDIA/go-nvml", "pkg:golang/github.com/nvidia/go-nvml"},
        {"golang", "stdlib", "pkg:golang/stdlib"},
        {"golang", "k8s.io/api/v2", "pkg:golang/k8s.io/api/v2"},
        {"maven", "org.apache.commons:commons-io", "pkg:maven/org.apache.commons/commons-io"},
        {"maven", "a.b:c:1.0:sources", "pkg:maven/a.b/c"},
        {"maven", "a.b/c", "pkg:maven/a.b/c"},
        {"maven", "junit", "pkg:maven/junit"},
        {"docker", "nvcr.io/nvidia/pytorch", "pkg:docker/nvcr.io/nvidia/pytorch"},
        {"docker", "localhost:5000/a", "pkg:docker/localhost:5000/a"},
        {"oci", "Debian", "pkg:oci/debian"},
        {"github", "NVIDIA/Cutlass", "pkg:github/nvidia/cutlass"},
        {"github", "a/b/c/d", "pkg:github/a/b#c/d"},
        {"githubactions", "Actions/Checkout", "pkg:githubactions/actions/checkout"},
        {"githubactions", "github/codeql/init", "pkg:githubactions/github/codeql#init"},
        {"huggingface", "Qwen/Qwen3-8B", "pkg:huggingface/Qwen/Qwen3-8B"},
        {"huggingface", "gpt2", "pkg:huggingface/gpt2"},
        {"deb", "LibC6", "pkg:deb/libc6"},
        {"deb", "debian/curl", "pkg:deb/debian/curl"},
        {"deb", "libstdc++6", "pkg:deb/libstdc%2B%2B6"},
        {"generic", "Some Name", "pkg:generic/Some%20Name"},
        {"nuget", "Newtonsoft.Json", "pkg:nuget/Newtonsoft.Json"},
        {"composer", "Laravel/Framework", "pkg:composer/laravel/framework"},
        {"conda", "conda-forge::cudatoolkit", "pkg:conda/conda-forge::cudatoolkit"},
        {"gem", "a/b", "pkg:gem/a%2Fb"},
        {"git", "codeberg.org/a/b", "pkg:git/codeberg.org/a/b"},
        {"pub", "My-Package", "pkg:pub/my_package"},
        {"PyPI", "A", "pkg:pypi/a"},
        {"brand-new", "a/b", "pkg:brand-new/a/b"},
        {"npm", "/x/", "pkg:npm/x"},
        {"npm", "", ""},
        {"", "x", ""},
        {"bad type", "x", ""},
        {"npm", "\xc3\xa4", "pkg:npm/%C3%A4"},
    };
    fh_arena arena;
    fh_arena_init(&arena, 0);
    for (size_t i = 0; i < FH_COUNT(rows); i++)
        CHECK_TEXT(fh_purl_of(&arena, rows[i].type, fh_text_of(rows[i].name)), rows[i].want);
    fh_arena_done(&arena);
}

static void parts_are_parsed(void)
{
    fh_arena arena;
    fh_purl purl;
    fh_arena_init(&arena, 0);
    const fh_text text =
        FH_TEXT("PKG:NPM//%40Scope/Na%6De@1.0%2B2?Z=1&a=%2f&empty=#/x/./%2e%2e//y/");
    if (CHECK(fh_purl_parse(&arena, text, &purl) == FH_OK)) {
        CHECK_TEXT(purl.type, "npm");
        CHECK_TEXT(purl.ns, "@scope");
        CHECK_TEXT(purl.name, "name");
        CHECK_TEXT(purl.version, "1.0+2");
        CHECK_TEXT(purl.qualifiers, "a=%2F&z=1");
        CHECK_TEXT(purl.subpath, "x/y");
        CHECK_TEXT(fh_purl_format(&arena, &purl), "pkg:npm/%40scope/name@1.0%2B2?a=%2F&z=1#x/y");
    }
    if (CHECK(fh_purl_parse(&arena, FH_TEXT("pkg:npm/@a/b@c@1"), &purl) == FH_OK)) {
        CHECK_TEXT(purl.ns, "@a");
        CHECK_TEXT(purl.name, "b@c");
        CHECK_TEXT(purl.version, "1");
    }
    fh_arena_done(&arena);
}

static void wrong_ones_are_refused(void)
{
    static const char *const bad[] = {
        "",
        "pkg",
        "pkg:",
        "pkg:npm",
        "pkg:npm/",
        "npm/a",
        "pkg:npm/@1",
        "pkg:npm/a%",
        "pkg:npm/a%2",
        "pkg:npm/a%zz",
        "pkg:npm/%ff",
        "pkg:npm/\xff",
        "pkg:n_m/a",
        "pkg:1npm/a",
        "pkg:npm/a?b",
        "pkg:npm/a?=b",
        "pkg:npm/a?1=b",
        "pkg:npm/a?b=1&B=2",
        "pkg:npm/a#%",
        "pkg:pypi/a/b",
        "pkg:github/a",
        "pkg:swift/a",
        "pgk:npm/a",
        "pkg:npm/a?b=%f",
        "pkg:npm/a@%",
    };
    fh_arena arena;
    fh_purl purl = {.type = FH_TEXT("untouched")};
    fh_arena_init(&arena, 0);
    for (size_t i = 0; i < FH_COUNT(bad); i++)
        if (!CHECK(fh_purl_parse(&arena, fh_text_of(bad[i]), &purl) == FH_BAD_INPUT))
            printf("#   %s\n", bad[i]);
    CHECK_TEXT(purl.type, "untouched");
    fh_arena_done(&arena);
}

static void many_qualifiers_are_refused(void)
{
    fh_arena arena;
    fh_purl purl;
    fh_arena_init(&arena, 0);
    fh_text text = FH_TEXT("pkg:npm/a?x=1");
    for (int i = 0; i < 63; i++)
        text = fh_arena_join(&arena, text, fh_arena_printf(&arena, "&k%d=1", i));
    CHECK_INT(fh_purl_parse(&arena, text, &purl), FH_OK);
    text = fh_arena_join(&arena, text, FH_TEXT("&last=1"));
    CHECK_INT(fh_purl_parse(&arena, text, &purl), FH_BAD_INPUT);
    fh_arena_done(&arena);
}

static void no_memory_is_told(void)
{
    const fh_text text = FH_TEXT("pkg:pypi/a_b@1?x=1&y=2#z");
    for (size_t limit = 16; limit < 1000; limit += 16) {
        fh_arena arena;
        fh_purl purl;
        fh_arena_init(&arena, limit);
        const fh_status status = fh_purl_parse(&arena, text, &purl);
        CHECK(status == (arena.failed ? FH_NO_MEMORY : FH_OK));
        const fh_text made = fh_purl_of(&arena, "pypi", FH_TEXT("a_b"));
        if (arena.failed) CHECK_INT(made.len, 0);
        else CHECK_TEXT(made, "pkg:pypi/a-b");
        fh_arena_done(&arena);
    }
}

int main(void)
{
    RUN(names_become_purls);
    RUN(parts_are_parsed);
    RUN(wrong_ones_are_refused);
    RUN(many_qualifiers_are_refused);
    RUN(no_memory_is_told);
    return DONE();
}
