/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/purl.h"
#include "read/site.h"

extern const fh_reader fh_reader_gitmodules;

/* "../name.git" and "https://host/owner/name/": name. */
static fh_text name_of(fh_text url, fh_text section)
{
    while (url.len > 0 && url.ptr[url.len - 1] == '/') url.len--;
    fh_text name = fh_text_base_name(url);
    const size_t colon = fh_text_rfind_byte(name, ':');
    if (colon != SIZE_MAX) name = fh_text_slice(name, colon + 1, SIZE_MAX);
    if (fh_text_ends(name, FH_TEXT(".git"))) name.len -= 4;
    if (name.len > 0 && !fh_text_is(name, "..")) return name;
    /* submodule "path/to/name" */
    const size_t quote = fh_text_find_byte(section, '"');
    if (quote == SIZE_MAX) return FH_TEXT("");
    name = fh_text_slice(section, quote + 1, SIZE_MAX);
    return fh_text_base_name(fh_text_slice(name, 0, fh_text_find_byte(name, '"')));
}

static void read_module(const fh_site *site, const fh_node *section)
{
    fh_arena *arena = site->input->scratch;
    const fh_node *url = fh_node_get(section, "url");
    const fh_node *path = fh_node_get(section, "path");
    const fh_text name = name_of(fh_node_text(url), section->key);
    if (name.len == 0) return;
    const bool skipped = fh_text_is(fh_node_text(fh_node_get(section, "update")), "none");
    fh_fact fact = url->line > 0 ? fh_site_at(site, FH_FACT_DEPENDENCY, url)
                                 : fh_site_at_key(site, FH_FACT_DEPENDENCY, section);
    fh_edge_fill(&fact, &(fh_edge){.purl = fh_purl_of(arena, "generic", name),
                                   .requirement = fh_node_text(fh_node_get(section, "branch")),
                                   .name = name,
                                   .phase = "build",
                                   .necessity = skipped ? "optional-default-off" : "required",
                                   .pin = "git-commit",
                                   .table = "submodule",
                                   .source = fh_node_text(url)});
    fh_fact_set(&fact, FH_ATTR_DIRECTNESS, FH_TEXT("submodule"));
    fh_fact_set(&fact, FH_ATTR_TARGET, fh_node_text(path));
    fh_site_add(site, &fact);
    const fh_text target =
        fh_arena_path(arena, fh_text_dir_name(site->input->path), fh_node_text(path));
    if (target.ptr == NULL || target.len == 0) return;
    fh_fact pointer = fh_site_at(site, FH_FACT_POINTER, path);
    pointer.subject = target;
    pointer.value = FH_TEXT("submodule");
    fh_site_add(site, &pointer);
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_site site = fh_site_make(input, &fh_reader_gitmodules, facts);
    FH_NODE_EACH(section, input->doc)
    if (section->kind == FH_NODE_MAP && fh_text_starts(section->key, FH_TEXT("submodule")))
        read_module(&site, section);
}

static const char *const globs[] = {"**/.gitmodules", NULL};

const fh_reader fh_reader_gitmodules = {
    .name = "gitmodules",
    .about = ".gitmodules: other repositories that belong to the tree",
    .globs = globs,
    .syntax = FH_SYNTAX_INI,
    .manifest = true,
    .read = read,
};
