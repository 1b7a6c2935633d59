/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "parse/dockerfile.h"
#include "read/site.h"

/* What says which model this is: cards (YAML in front of a README), config.json, adapter
 * configurations and Modelfiles. */

enum { LONGEST_FRONT = 256 << 10, MOST_ITEMS = 64 };

extern const fh_reader fh_reader_model_card;
extern const fh_reader fh_reader_model_config;
extern const fh_reader fh_reader_modelfile;

static void add_model(const fh_site *site, const fh_node *node, fh_text id, const char *kind,
                      fh_text value)
{
    if (id.len == 0 || id.len > 256) return;
    fh_fact fact = fh_site_at(site, FH_FACT_MODEL, node);
    fact.subject = id;
    fact.value = value;
    fh_fact_set(&fact, FH_ATTR_KIND, fh_text_of(kind));
    fh_site_add(site, &fact);
}

/* ---- cards ---- */

static void add_field(const fh_site *site, const fh_node *node, const char *subject)
{
    if (fh_node_text(node).len == 0) return;
    fh_fact fact = fh_site_at(site, FH_FACT_FIELD, node);
    fact.subject = fh_text_of(subject);
    fact.value = fh_node_text(node);
    fh_site_add(site, &fact);
}

static const struct {
    const char *key, *subject;
} card_keys[] = {
    {"license", "card.license"},           {"license_name", "card.license_name"},
    {"license_link", "card.license_link"}, {"pipeline_tag", "card.pipeline_tag"},
    {"library_name", "card.library_name"}, {"base_model_relation", "card.base_model_relation"},
    {"datasets", "card.datasets"},         {"extra_gated_prompt", "card.extra_gated_prompt"},
};

static void read_card_document(const fh_site *site, const fh_node *card)
{
    for (size_t i = 0; i < FH_COUNT(card_keys); i++) {
        const fh_node *node = fh_node_get(card, card_keys[i].key);
        uint32_t budget = MOST_ITEMS;
        add_field(site, node, card_keys[i].subject);
        FH_NODE_EACH(item, node)
        if (budget-- > 0) add_field(site, item, card_keys[i].subject);
    }
    const fh_node *base = fh_node_get(card, "base_model");
    uint32_t budget = MOST_ITEMS;
    add_model(site, base, fh_node_text(base), "base", FH_TEXT(""));
    FH_NODE_EACH(item, base)
    if (budget-- > 0) add_model(site, item, fh_node_text(item), "base", FH_TEXT(""));
}

/* The lines before the second "---", the first one included so that lines keep their numbers. */
static fh_text front_matter(fh_text bytes)
{
    fh_text line, rest = fh_text_slice(bytes, 0, LONGEST_FRONT);
    if (!fh_text_starts(rest, FH_TEXT("---")) || !fh_text_next_line(&rest, &line) ||
        !fh_text_is(fh_text_trim(line), "---"))
        return FH_TEXT("");
    while (fh_text_next_line(&rest, &line))
        if (fh_text_is(fh_text_trim(line), "---"))
            return fh_text_slice(bytes, 0, (size_t)(line.ptr - bytes.ptr));
    return FH_TEXT("");
}

static void read_card(fh_env *env, const fh_input *input, fh_facts *facts)
{
    const fh_node *root;
    const fh_text front = front_matter(input->bytes);
    if (front.len == 0) return;
    const fh_status status = fh_doc_parse(env, input->scratch, FH_SYNTAX_YAML, front, &root);
    if (status != FH_OK) {
        fh_facts_add_unread(facts, fh_unread_of_status(status), env->error.line, env->error.column,
                            fh_text_of(fh_reader_model_card.name), fh_text_of(env->error.message));
        return;
    }
    fh_site site = fh_site_make(input, &fh_reader_model_card, facts);
    /* The front matter is data, though the file is prose. */
    site.without = FH_CONTEXT_DOC;
    read_card_document(&site, fh_node_at(root, 0));
}

/* ---- config.json and adapter_config.json ---- */

static bool is_hub_id(fh_text text)
{
    const size_t slash = fh_text_find_byte(text, '/');
    if (slash == 0 || slash == SIZE_MAX || slash + 1 == text.len || text.ptr[0] == '.')
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!fh_is_word(text.ptr[i]) && text.ptr[i] != '-' && text.ptr[i] != '.' && i != slash)
            return false;
    return true;
}

static void read_config(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_site site = fh_site_make(input, &fh_reader_model_config, facts);
    const fh_node *type = fh_node_get(input->doc, "model_type");
    const fh_node *list = fh_node_get(input->doc, "architectures");
    const fh_node *name = fh_node_get(input->doc, "_name_or_path");
    const fh_node *base = fh_node_get(input->doc, "base_model_name_or_path");
    fh_text names = FH_TEXT("");
    uint32_t budget = 8;
    if (list->kind != FH_NODE_LIST) list = &fh_node_empty;
    FH_NODE_EACH(item, list)
    {
        if (budget-- == 0) break;
        if (names.len > 0) names = fh_arena_join(input->scratch, names, FH_TEXT(" "));
        names = fh_arena_join(input->scratch, names, fh_text_slice(fh_node_text(item), 0, 128));
    }
    if (type->kind == FH_NODE_TEXT &&
        (names.len > 0 || fh_node_get(input->doc, "hidden_size")->line > 0))
        add_model(&site, type, fh_node_text(type), "config", names);
    else if (names.len > 0) add_model(&site, fh_node_at(list, 0), names, "config", names);
    if (names.len > 0 && is_hub_id(fh_node_text(name)))
        add_model(&site, name, fh_node_text(name), "name", FH_TEXT(""));
    if (is_hub_id(fh_node_text(base)))
        add_model(&site, base, fh_node_text(base), "base", FH_TEXT(""));
}

/* ---- Modelfile ---- */

static void read_modelfile(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    fh_docker_file file;
    const fh_site site = fh_site_make(input, &fh_reader_modelfile, facts);
    if (!fh_docker_parse(input->scratch, input->bytes, &file)) return;
    for (size_t i = 0; i < file.instructions.count; i++) {
        const fh_docker_instruction *at = &file.instructions.items[i];
        const bool adapter = fh_text_eq_nocase(at->name, FH_TEXT("ADAPTER"));
        if ((!adapter && !fh_text_eq_nocase(at->name, FH_TEXT("FROM"))) || at->part_count == 0)
            continue;
        const fh_text id = fh_text_trim(file.parts.items[at->first_part].text);
        const fh_node place = {.line = at->line, .column = at->column};
        if (id.len > 0 && id.ptr[0] != '.' && id.ptr[0] != '/' &&
            fh_text_find_byte(id, ' ') == SIZE_MAX)
            add_model(&site, &place, id, adapter ? "adapter" : "base", FH_TEXT(""));
    }
}

static const char *const card_globs[] = {"**/README.md",     "**/README_*.md",  "**/README.*.md",
                                         "**/model_card.md", "**/modelcard.md", NULL};
static const char *const config_globs[] = {"**/config.json", "**/adapter_config.json", NULL};
static const char *const modelfile_globs[] = {"**/Modelfile", "**/Modelfile.*", "**/*.modelfile",
                                              NULL};

const fh_reader fh_reader_model_card = {
    .name = "model-card",
    .about = "model cards: license, base model, what the model is for",
    .globs = card_globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = false,
    .read = read_card,
};

const fh_reader fh_reader_model_config = {
    .name = "model-config",
    .about = "config.json of models and adapters: type, architecture, base model",
    .globs = config_globs,
    .syntax = FH_SYNTAX_JSON,
    .manifest = false,
    .read = read_config,
};

const fh_reader fh_reader_modelfile = {
    .name = "modelfile",
    .about = "Modelfile: base model and adapter",
    .globs = modelfile_globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = false,
    .read = read_modelfile,
};
