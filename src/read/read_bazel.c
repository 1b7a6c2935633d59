/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/purl.h"
#include "parse/calls.h"
#include "read/site.h"

/* Bazel: MODULE.bazel, and what WORKSPACE and .bzl files fetch by literal arguments. */

enum { MOST_BYTES = 2 << 20 };

extern const fh_reader fh_reader_bazel;

static void add_package(const fh_site *site, const fh_call *call)
{
    const fh_text name = fh_call_text(call, "name");
    if (name.len == 0) return;
    fh_fact fact = fh_site_fact(site, FH_FACT_PACKAGE, call->line, call->column);
    fact.subject = name;
    fh_fact_set(&fact, FH_ATTR_KIND, FH_TEXT("bazel"));
    fh_fact_set(&fact, FH_ATTR_VERSION, fh_call_text(call, "version"));
    fh_site_add(site, &fact);
}

static void add_module(const fh_site *site, const fh_call *call)
{
    const fh_call_argument *dev = fh_call_get(call, "dev_dependency");
    const fh_text name = fh_call_text(call, "name");
    const fh_text version = fh_call_text(call, "version");
    if (name.len == 0) return;
    fh_fact fact = fh_site_fact(site, FH_FACT_DEPENDENCY, call->line, call->column);
    fh_edge_fill(&fact,
                 &(fh_edge){.purl = fh_purl_of(site->input->scratch, "bazel", name),
                            .requirement = version,
                            .name = name,
                            .phase = dev != NULL && fh_text_is(dev->text, "True") ? "dev" : "build",
                            .necessity = "required",
                            .pin = version.len > 0 ? "range" : "floating",
                            .table = "bazel_dep"});
    fh_site_add(site, &fact);
}

/* http_archive(name, url or urls, ...) and git_repository(name, remote, commit or tag). */
static void add_fetched(const fh_site *site, const fh_call *call, const char *table)
{
    static const char *const addresses[] = {"remote", "url", "urls"};
    static const char *const versions[] = {"commit", "tag", "branch"};
    const fh_text name = fh_call_text(call, "name");
    fh_text address = FH_TEXT(""), version = FH_TEXT("");
    for (size_t i = 0; i < FH_COUNT(addresses) && address.len == 0; i++)
        address = fh_call_text(call, addresses[i]);
    for (size_t i = 0; i < FH_COUNT(versions) && version.len == 0; i++)
        version = fh_call_text(call, versions[i]);
    if (name.len == 0 || address.len == 0) return;
    fh_fact fact = fh_site_fact(site, FH_FACT_DEPENDENCY, call->line, call->column);
    fh_edge_fill(&fact, &(fh_edge){.purl = fh_purl_of(site->input->scratch, "generic", name),
                                   .requirement = version,
                                   .name = name,
                                   .phase = "build",
                                   .necessity = "required",
                                   .pin = version.len == 0        ? "url"
                                          : fh_is_commit(version) ? "git-commit"
                                                                  : "git-ref",
                                   .table = table,
                                   .source = address});
    fh_site_add(site, &fact);
}

/* maven.install(artifacts = ["group:name:version"]). */
static void add_artifacts(const fh_site *site, const fh_call *call)
{
    for (size_t i = 0; i < call->arguments.count; i++) {
        const fh_call_argument *argument = &call->arguments.items[i];
        if (!fh_text_is(argument->key, "artifacts") || argument->kind != FH_CALL_STRING) continue;
        const size_t colon = fh_text_rfind_byte(argument->text, ':');
        const size_t first = fh_text_find_byte(argument->text, ':');
        if (colon == SIZE_MAX || first == colon) continue;
        const fh_text name = fh_text_slice(argument->text, 0, colon);
        fh_fact fact = fh_site_fact(site, FH_FACT_DEPENDENCY, argument->line, argument->column);
        fh_edge_fill(&fact,
                     &(fh_edge){.purl = fh_purl_of(site->input->scratch, "maven", name),
                                .requirement = fh_text_slice(argument->text, colon + 1, SIZE_MAX),
                                .name = name,
                                .phase = "runtime",
                                .necessity = "required",
                                .pin = "exact",
                                .table = "maven.install"});
        fh_site_add(site, &fact);
    }
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    fh_call_vec calls;
    const fh_site site = fh_site_make(input, &fh_reader_bazel, facts);
    if (input->bytes.len > MOST_BYTES) {
        fh_facts_add_unread(facts, FH_UNREAD_TOO_LARGE, 0, 0, fh_text_of(fh_reader_bazel.name),
                            FH_TEXT("a Bazel file above 2 MiB"));
        return;
    }
    if (!fh_calls_parse(input->scratch, FH_CALLS_STARLARK, input->bytes, &calls)) return;
    for (size_t i = 0; i < calls.count; i++) {
        const fh_call *call = &calls.items[i];
        if (fh_text_is(call->name, "module")) add_package(&site, call);
        else if (fh_text_is(call->name, "bazel_dep")) add_module(&site, call);
        else if (fh_text_ends(call->name, FH_TEXT("http_archive")))
            add_fetched(&site, call, "http_archive");
        else if (fh_text_ends(call->name, FH_TEXT("git_repository")))
            add_fetched(&site, call, "git_repository");
        else if (fh_text_is(call->name, "maven.install") || fh_text_is(call->name, "maven_install"))
            add_artifacts(&site, call);
    }
}

static const char *const globs[] = {"**/MODULE.bazel",
                                    "**/WORKSPACE",
                                    "**/WORKSPACE.bazel",
                                    "**/WORKSPACE.bzlmod",
                                    "**/*deps*.bzl",
                                    "**/*repositories*.bzl",
                                    NULL};

const fh_reader fh_reader_bazel = {
    .name = "bazel",
    .about = "Bazel: modules and fetched repositories",
    .globs = globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = true,
    .read = read,
};
