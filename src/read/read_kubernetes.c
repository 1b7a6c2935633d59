/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/workload.h"

extern const fh_reader fh_reader_kubernetes;

/* A config map that a container takes as its environment has names of variables as keys. */
static void read_config_map(const fh_site *site, const fh_node *document)
{
    FH_NODE_EACH(child, fh_node_get(document, "data"))
    {
        fh_fact fact;
        if (!fh_is_env_name(child->key) || child->line == 0) continue;
        if (!fh_site_env(site, child->key_line, child->key_column, child->key, fh_node_text(child),
                         &fact))
            continue;
        fh_fact_set(&fact, FH_ATTR_VIA, FH_TEXT("k8s"));
        fh_site_add(site, &fact);
    }
}

/* Parsed here and not before: most YAML files are no objects, some are megabytes of locks, and a
 * template that is no YAML is nothing to complain about. */
static const fh_node *parse(fh_env *env, const fh_input *input, fh_facts *facts)
{
    const fh_node *root = &fh_node_empty;
    if (fh_text_find(input->bytes, FH_TEXT("apiVersion")) == SIZE_MAX ||
        fh_text_find(input->bytes, FH_TEXT("kind")) == SIZE_MAX)
        return root;
    const bool template = fh_is_template(input->bytes);
    /* A chart's template that happens to be YAML, too, is read as a template. */
    if (template && fh_text_find(input->path, FH_TEXT("templates/")) != SIZE_MAX) return root;
    const fh_status status = fh_doc_parse(env, input->scratch, FH_SYNTAX_YAML, input->bytes, &root);
    if (status == FH_OK || template) return root;
    fh_facts_add_unread(facts, fh_unread_of_status(status), env->error.line, env->error.column,
                        fh_text_of(fh_reader_kubernetes.name), fh_text_of(env->error.message));
    return root;
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    const fh_node *root = parse(env, input, facts);
    if (root->first == NULL) return;
    const fh_site site = fh_site_make(input, &fh_reader_kubernetes, facts);
    FH_NODE_EACH(document, root)
    {
        const fh_text kind = fh_node_text(fh_node_get(document, "kind"));
        if (kind.len == 0 || fh_node_text(fh_node_get(document, "apiVersion")).len == 0) continue;
        /* The schema of a custom resource describes fields; it asks for nothing. */
        if (fh_text_is(kind, "CustomResourceDefinition")) continue;
        if (fh_text_is(kind, "ConfigMap")) read_config_map(&site, document);
        else fh_workload_read(&site, document, "k8s");
    }
}

static const char *const globs[] = {"**/*.yaml", "**/*.yml", NULL};

const fh_reader fh_reader_kubernetes = {
    .name = "kubernetes",
    .about = "Kubernetes objects and custom resources: images, resources, environment, placement",
    .globs = globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = false,
    .read = read,
};
