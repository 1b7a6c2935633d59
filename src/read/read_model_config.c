/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/model_facts.h"

/* The JSON files beside weights: config.json of a model or an adapter, model_index.json of a
 * pipeline, the configuration of its tokenizer and of generation. */

enum { MOST_NAMES = 8, LONGEST_NAME = 128 };

extern const fh_reader fh_reader_model_config;

static void add_model(const fh_site *site, const fh_node *node, fh_text id, const char *kind,
                      fh_text value)
{
    fh_model_add(site, node->line, node->column,
                 &(fh_model_fact){.id = id, .kind = kind, .value = value});
}

static void add_field(const fh_site *site, const fh_node *node, const char *subject)
{
    fh_model_add_field(site, node->line, node->column, subject, fh_node_text(node));
}

/* "architectures": class names, space separated. */
static fh_text names_of(fh_arena *arena, const fh_node *list)
{
    fh_text names = FH_TEXT("");
    uint32_t budget = MOST_NAMES;
    if (list->kind != FH_NODE_LIST) return names;
    FH_NODE_EACH(item, list)
    {
        if (budget-- == 0) break;
        if (names.len > 0) names = fh_arena_join(arena, names, FH_TEXT(" "));
        names = fh_arena_join(arena, names, fh_text_slice(fh_node_text(item), 0, LONGEST_NAME));
    }
    return names;
}

/* "auto_map" names classes in Python files that come with the weights and run when they load. */
static void add_code(const fh_site *site, const fh_node *map)
{
    uint32_t budget = MOST_NAMES;
    if (map->kind != FH_NODE_MAP) return;
    FH_NODE_EACH(child, map)
    if (budget-- > 0) add_field(site, child, "config.auto_map");
    else break;
}

static void read_model(const fh_site *site, const fh_node *doc)
{
    const fh_node *type = fh_node_get(doc, "model_type");
    const fh_node *list = fh_node_get(doc, "architectures");
    const fh_node *name = fh_node_get(doc, "_name_or_path");
    const fh_node *quantization = fh_node_get(doc, "quantization_config");
    const fh_text names = names_of(site->input->scratch, list);
    const bool is_model = names.len > 0 || fh_node_get(doc, "hidden_size")->line > 0;
    if (!is_model) return;
    if (type->kind == FH_NODE_TEXT) add_model(site, type, fh_node_text(type), "config", names);
    else if (names.len > 0) add_model(site, fh_node_at(list, 0), names, "config", names);
    if (names.len > 0 && fh_is_hub_id(fh_node_text(name)))
        add_model(site, name, fh_node_text(name), "name", FH_TEXT(""));
    add_field(site, fh_node_get(quantization, "quant_method"), "config.quantization");
    add_field(site, fh_node_get(doc, "transformers_version"), "config.transformers_version");
    add_code(site, fh_node_get(doc, "auto_map"));
}

/* PEFT: the base is an id, a path of the author's machine, or null. */
static void read_adapter(const fh_site *site, const fh_node *doc)
{
    const fh_node *base = fh_node_get(doc, "base_model_name_or_path");
    const fh_text id = fh_hub_id_of(fh_node_text(base));
    if (id.len > 0)
        fh_model_add(site, base->line, base->column,
                     &(fh_model_fact){.id = id, .kind = "base", .relation = FH_TEXT("adapter")});
    add_field(site, fh_node_get(doc, "peft_type"), "adapter.peft_type");
    add_field(site, fh_node_get(doc, "revision"), "adapter.revision");
}

/* Diffusers: the parts of a pipeline are ["library", "class"] pairs. */
static void read_pipeline(const fh_site *site, const fh_node *doc)
{
    const fh_node *name = fh_node_get(doc, "_class_name");
    const fh_node *path = fh_node_get(doc, "_name_or_path");
    add_model(site, name, fh_node_text(name), "config", FH_TEXT("pipeline"));
    if (fh_is_hub_id(fh_node_text(path)))
        add_model(site, path, fh_node_text(path), "name", FH_TEXT(""));
}

static void read_tokenizer(const fh_site *site, const fh_node *doc)
{
    const fh_node *path = fh_node_get(doc, "name_or_path");
    add_field(site, fh_node_get(doc, "tokenizer_class"), "tokenizer.class");
    add_code(site, fh_node_get(doc, "auto_map"));
    if (fh_is_hub_id(fh_node_text(path)))
        add_model(site, path, fh_node_text(path), "name", FH_TEXT("tokenizer"));
}

static void read_config(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_site site = fh_site_make(input, &fh_reader_model_config, facts);
    const fh_node *doc = input->doc;
    if (doc->kind != FH_NODE_MAP) return;
    if (fh_node_get(doc, "peft_type")->kind != FH_NODE_NONE ||
        fh_node_get(doc, "base_model_name_or_path")->kind != FH_NODE_NONE)
        read_adapter(&site, doc);
    else if (fh_node_get(doc, "_class_name")->kind == FH_NODE_TEXT &&
             fh_node_get(doc, "_diffusers_version")->kind != FH_NODE_NONE)
        read_pipeline(&site, doc);
    else if (fh_node_get(doc, "tokenizer_class")->kind == FH_NODE_TEXT &&
             fh_node_get(doc, "architectures")->kind == FH_NODE_NONE)
        read_tokenizer(&site, doc);
    else read_model(&site, doc);
}

static const char *const config_globs[] = {"**/config.json",           "**/adapter_config.json",
                                           "**/tokenizer_config.json", "**/generation_config.json",
                                           "**/model_index.json",      NULL};

const fh_reader fh_reader_model_config = {
    .name = "model-config",
    .about = "configuration beside weights: type, architecture, base, quantization, own code",
    .globs = config_globs,
    .syntax = FH_SYNTAX_JSON,
    .manifest = false,
    .read = read_config,
};
