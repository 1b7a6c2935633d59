/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/manifest.h"
#include "read/model_facts.h"

/* What tools for experiments leave in a tree: MLmodel of MLflow, and the files of DVC that stand
 * for data kept elsewhere. */

enum { MOST_ITEMS = 10000, MOST_FLAVORS = 32 };

extern const fh_reader fh_reader_mlflow;
extern const fh_reader fh_reader_dvc;

/* ---- MLflow ---- */

/* Flavors that keep where their weights came from. */
static void take_flavor(const fh_site *site, const fh_node *flavor)
{
    static const char *const keys[] = {"source_model_name", "model_name", "pretrained_model",
                                       "base_model"};
    fh_fact fact = fh_site_at_key(site, FH_FACT_FIELD, flavor);
    fact.subject = FH_TEXT("mlflow.flavor");
    fact.value = fh_text_slice(flavor->key, 0, 256);
    fh_site_add(site, &fact);
    for (size_t i = 0; i < FH_COUNT(keys); i++) {
        const fh_node *node = fh_node_get(flavor, keys[i]);
        const fh_text id = fh_hub_id_of(fh_node_text(node));
        fh_model_add(site, node->line, node->column, &(fh_model_fact){.id = id, .kind = "base"});
    }
}

/* "env: conda.yaml", or {conda: conda.yaml, virtualenv: python_env.yaml}. */
static void take_environments(const fh_site *site, const fh_node *flavor)
{
    const fh_node *env = fh_node_get(flavor, "env");
    if (env->kind == FH_NODE_TEXT)
        fh_manifest_add_pointer(site, env->line, env->column, env->text, "requirements");
    if (env->kind != FH_NODE_MAP) return;
    FH_NODE_EACH(child, env)
    fh_manifest_add_pointer(site, child->line, child->column, fh_node_text(child), "requirements");
}

static void read_mlflow(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_site site = fh_site_make(input, &fh_reader_mlflow, facts);
    const fh_node *doc = fh_node_at(input->doc, 0);
    const fh_node *flavors = fh_node_get(doc, "flavors");
    static const char *const keys[][2] = {{"model_uuid", "mlflow.model_uuid"},
                                          {"run_id", "mlflow.run_id"},
                                          {"mlflow_version", "mlflow.version"}};
    uint32_t budget = MOST_FLAVORS;
    for (size_t i = 0; i < FH_COUNT(keys); i++) {
        const fh_node *node = fh_node_get(doc, keys[i][0]);
        fh_model_add_field(&site, node->line, node->column, keys[i][1], fh_node_text(node));
    }
    if (!fh_manifest_is(&site, flavors, FH_NODE_MAP, "flavors")) return;
    FH_NODE_EACH(flavor, flavors)
    {
        if (budget-- == 0) return;
        take_flavor(&site, flavor);
        take_environments(&site, flavor);
    }
}

/* ---- DVC ---- */

/* A file that an output or an import stands for, with its digest: md5, or what "hash" names. */
static void add_output(const fh_site *site, const fh_node *out)
{
    fh_arena *arena = site->input->scratch;
    const fh_node *path = fh_node_get(out, "path");
    const fh_text named = fh_node_text(fh_node_get(out, "hash"));
    const char *algorithm = "md5";
    fh_text digest = fh_node_text(fh_node_get(out, "md5"));
    if (digest.len == 0) {
        algorithm = "etag";
        digest = fh_node_text(fh_node_get(out, "etag"));
    }
    if (path->kind != FH_NODE_TEXT) return;
    fh_fact fact = fh_site_at(site, FH_FACT_FILE, path);
    fact.subject = FH_TEXT("dvc-pointer");
    fact.value = path->text;
    fh_fact_set(&fact, FH_ATTR_TARGET, path->text);
    fh_fact_set(&fact, FH_ATTR_SIZE, fh_node_text(fh_node_get(out, "size")));
    if (digest.len > 0)
        fh_fact_set(&fact, FH_ATTR_CHECKSUM,
                    fh_arena_printf(arena, "%.*s:%.*s",
                                    FH_TEXT_ARGS(named.len > 0 ? named : fh_text_of(algorithm)),
                                    FH_TEXT_ARGS(digest)));
    fh_site_add(site, &fact);
}

/* "dvc import": a path of another repository, fixed by rev_lock. "dvc import-url": an address. */
static void add_import(const fh_site *site, const fh_node *dependency)
{
    const fh_node *url = fh_node_path(dependency, "repo.url");
    const fh_node *path = fh_node_get(dependency, "path");
    const fh_text lock = fh_node_text(fh_node_path(dependency, "repo.rev_lock"));
    if (url->kind == FH_NODE_TEXT) {
        fh_text name = fh_text_base_name(url->text);
        if (fh_text_ends(name, FH_TEXT(".git"))) name.len -= 4;
        fh_manifest_add_need(
            site, url->line, url->column,
            &(fh_need){.type = "generic",
                       .name = name,
                       .requirement =
                           lock.len > 0 ? lock : fh_node_text(fh_node_path(dependency, "repo.rev")),
                       .pin = lock.len > 0 ? "git-commit" : "git-ref",
                       .table = FH_TEXT("dvc-import"),
                       .source = url->text});
    } else if (fh_text_find(fh_node_text(path), FH_TEXT("://")) != SIZE_MAX) {
        fh_manifest_add_source(site, path->line, path->column, fh_node_text(path), "data");
    }
}

static void take_stage(const fh_site *site, const fh_node *stage)
{
    uint32_t budget = MOST_ITEMS;
    FH_NODE_EACH(out, fh_node_get(stage, "outs"))
    {
        if (budget-- == 0) return;
        add_output(site, out);
    }
    FH_NODE_EACH(dependency, fh_node_get(stage, "deps"))
    {
        if (budget-- == 0) return;
        add_import(site, dependency);
    }
}

/* dvc.yaml names the artifacts that are models: NAME: {path, type: model, desc}. */
static void take_artifact(const fh_site *site, const fh_node *artifact)
{
    const fh_text type = fh_node_text(fh_node_get(artifact, "type"));
    if (fh_text_is(type, "model"))
        fh_model_add(site, artifact->key_line, artifact->key_column,
                     &(fh_model_fact){.id = artifact->key,
                                      .kind = "artifact",
                                      .value = fh_node_text(fh_node_get(artifact, "desc"))});
}

static void read_dvc(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_site site = fh_site_make(input, &fh_reader_dvc, facts);
    const fh_node *doc = fh_node_at(input->doc, 0);
    uint32_t budget = MOST_ITEMS;
    take_stage(&site, doc);
    FH_NODE_EACH(stage, fh_node_get(doc, "stages"))
    {
        if (budget-- == 0) return;
        take_stage(&site, stage);
    }
    FH_NODE_EACH(artifact, fh_node_get(doc, "artifacts"))
    {
        if (budget-- == 0) return;
        take_artifact(&site, artifact);
    }
}

static const char *const mlflow_globs[] = {"**/MLmodel", NULL};
static const char *const dvc_globs[] = {"**/*.dvc", "**/dvc.yaml", "**/dvc.lock", NULL};

const fh_reader fh_reader_mlflow = {
    .name = "mlflow",
    .about = "MLmodel of MLflow: flavors, the model they were made from, environments",
    .globs = mlflow_globs,
    .syntax = FH_SYNTAX_YAML,
    .manifest = false,
    .read = read_mlflow,
};

const fh_reader fh_reader_dvc = {
    .name = "dvc",
    .about = "files of DVC: data and weights kept elsewhere with their digests, imports, models",
    .globs = dvc_globs,
    .syntax = FH_SYNTAX_YAML,
    .manifest = false,
    .read = read_dvc,
};
