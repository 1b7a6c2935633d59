/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/site.h"

extern const fh_reader fh_reader_devcontainer;

static void add(const fh_site *site, fh_fact_kind kind, const fh_node *node, fh_text subject,
                fh_text value)
{
    fh_fact fact = fh_site_at(site, kind, node);
    fact.subject = subject;
    fact.value = value;
    fh_fact_set(&fact, FH_ATTR_VIA, FH_TEXT("devcontainer"));
    fh_fact_set(&fact, FH_ATTR_PHASE, FH_TEXT("dev"));
    fh_site_add(site, &fact);
}

static void take_env(const fh_site *site, const fh_node *map)
{
    FH_NODE_EACH(child, map)
    {
        fh_fact fact;
        if (!fh_site_env(site, child->key_line, child->key_column, child->key, fh_node_text(child),
                         &fact))
            continue;
        fh_fact_set(&fact, FH_ATTR_VIA, FH_TEXT("devcontainer"));
        fh_fact_set(&fact, FH_ATTR_PHASE, FH_TEXT("dev"));
        fh_site_add(site, &fact);
    }
}

static void take_build(const fh_site *site, const fh_node *root)
{
    const fh_node *build = fh_node_get(root, "build");
    const fh_node *file = fh_node_get(build, "dockerfile");
    if (file->kind == FH_NODE_NONE) file = fh_node_get(root, "dockerFile");
    const fh_text target = fh_arena_path(site->input->scratch, fh_text_dir_name(site->input->path),
                                         fh_node_text(file));
    if (fh_node_text(file).len > 0 && target.ptr != NULL)
        add(site, FH_FACT_POINTER, file, target, FH_TEXT("dockerfile"));
    FH_NODE_EACH(arg, fh_node_get(build, "args"))
    if (arg->key.len > 0 && !fh_is_secret_name(arg->key))
        add(site, FH_FACT_FIELD, arg,
            fh_arena_join(site->input->scratch, FH_TEXT("build.args."), arg->key),
            fh_node_text(arg));
}

/* "runArgs": ["--gpus", "all"] and ["--gpus=all"]; "hostRequirements": {"gpu": "optional"}. */
static void take_devices(const fh_site *site, const fh_node *root)
{
    const fh_node *gpu = fh_node_path(root, "hostRequirements.gpu");
    if (gpu->kind == FH_NODE_MAP || fh_node_text(gpu).len > 0)
        add(site, FH_FACT_RESOURCE, gpu, FH_TEXT("gpu"),
            gpu->kind == FH_NODE_MAP ? FH_TEXT("true") : fh_node_text(gpu));
    FH_NODE_EACH(arg, fh_node_get(root, "runArgs"))
    {
        const fh_text text = fh_node_text(arg);
        const fh_text next = arg->next != NULL ? fh_node_text(arg->next) : FH_TEXT("");
        const bool joined = fh_text_starts(text, FH_TEXT("--gpus=")) ||
                            fh_text_starts(text, FH_TEXT("--device=")) ||
                            fh_text_starts(text, FH_TEXT("--runtime="));
        const size_t equals = fh_text_find_byte(text, '=');
        const fh_text value = joined ? fh_text_slice(text, equals + 1, SIZE_MAX) : next;
        const fh_text name = joined ? fh_text_slice(text, 0, equals) : text;
        if (fh_text_is(name, "--gpus")) add(site, FH_FACT_RESOURCE, arg, FH_TEXT("gpus"), value);
        else if (fh_text_is(name, "--device"))
            add(site, FH_FACT_RESOURCE, arg,
                fh_arena_join(site->input->scratch, FH_TEXT("device:"), value), value);
        else if (fh_text_is(name, "--runtime"))
            add(site, FH_FACT_RESOURCE, arg,
                fh_arena_join(site->input->scratch, FH_TEXT("runtime:"), value), FH_TEXT(""));
    }
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_site site = fh_site_make(input, &fh_reader_devcontainer, facts);
    const fh_node *root = input->doc;
    const fh_node *image = fh_node_get(root, "image");
    if (fh_node_text(image).len > 0 && fh_text_find(fh_node_text(image), FH_TEXT("${")) == SIZE_MAX)
        add(&site, FH_FACT_IMAGE, image, fh_node_text(image), fh_node_text(image));
    take_build(&site, root);
    take_devices(&site, root);
    FH_NODE_EACH(feature, fh_node_get(root, "features"))
    {
        fh_node place = *feature;
        place.line = feature->key_line;
        place.column = feature->key_column;
        add(&site, FH_FACT_FIELD, &place, FH_TEXT("features"), feature->key);
    }
    take_env(&site, fh_node_get(root, "containerEnv"));
    take_env(&site, fh_node_get(root, "remoteEnv"));
}

static const char *const globs[] = {"**/devcontainer.json", "**/.devcontainer.json", NULL};

const fh_reader fh_reader_devcontainer = {
    .name = "devcontainer",
    .about = "devcontainer.json: image, features and devices of the development container",
    .globs = globs,
    .syntax = FH_SYNTAX_JSONC,
    .manifest = false,
    .read = read,
};
