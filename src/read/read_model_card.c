/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/buf.h"
#include "read/model_facts.h"

/* Cards of models and datasets: YAML in front of a README. */

enum { LONGEST_FRONT = 256 << 10, MOST_ITEMS = 64, LONGEST_NAME = 200, LONGEST_MEMBERS = 1024 };

extern const fh_reader fh_reader_model_card;

static const struct {
    const char *key, *subject;
} fields[] = {
    {"license", "card.license"},
    {"license_name", "card.license_name"},
    {"license_link", "card.license_link"},
    {"pipeline_tag", "card.pipeline_tag"},
    {"library_name", "card.library_name"},
    {"base_model_relation", "card.base_model_relation"},
    {"datasets", "card.datasets"},
    {"source_datasets", "card.source_datasets"},
    {"task_categories", "card.task_categories"},
    {"sdk", "card.sdk"},
    {"new_version", "card.new_version"},
    {"extra_gated_heading", "card.gated"},
    {"extra_gated_prompt", "card.gated"},
    {"extra_gated_description", "card.gated"},
    {"extra_gated_button_content", "card.gated"},
};

static void add_field(const fh_site *site, const fh_node *node, const char *subject)
{
    fh_model_add_field(site, node->line, node->column, subject, fh_node_text(node));
}

static void add_fields(const fh_site *site, const fh_node *card)
{
    for (size_t i = 0; i < FH_COUNT(fields); i++) {
        const fh_node *node = fh_node_get(card, fields[i].key);
        uint32_t budget = MOST_ITEMS;
        add_field(site, node, fields[i].subject);
        FH_NODE_EACH(item, node)
        if (budget-- > 0) add_field(site, item, fields[i].subject);
        else break;
    }
}

/* A text or the texts of a list. */
static void add_models(const fh_site *site, const fh_node *node, const fh_model_fact *model)
{
    fh_model_fact each = *model;
    uint32_t budget = MOST_ITEMS;
    each.id = fh_node_text(node);
    fh_model_add(site, node->line, node->column, &each);
    if (node->kind != FH_NODE_LIST) return;
    FH_NODE_EACH(item, node)
    {
        if (budget-- == 0) return;
        each.id = fh_node_text(item);
        fh_model_add(site, item->line, item->column, &each);
    }
}

static fh_text words_of(fh_arena *arena, const fh_node *node)
{
    fh_buf buf;
    if (node->kind != FH_NODE_LIST) return fh_text_slice(fh_node_text(node), 0, LONGEST_MEMBERS);
    fh_buf_init(&buf, 0);
    FH_NODE_EACH(item, node)
    {
        const fh_text word = fh_node_text(item);
        if (buf.len + word.len > LONGEST_MEMBERS) break;
        if (buf.len > 0) fh_buf_add_byte(&buf, ' ');
        fh_buf_add(&buf, word);
    }
    const fh_text words = fh_arena_copy(arena, fh_buf_text(&buf));
    fh_buf_done(&buf);
    return words;
}

static bool has_any(const fh_node *card, const char *const *keys)
{
    for (; *keys != NULL; keys++)
        if (fh_node_get(card, *keys)->kind != FH_NODE_NONE) return true;
    return false;
}

/* The first heading of the text behind the front matter. */
static fh_text heading_of(fh_text text)
{
    fh_text line, rest = fh_text_slice(text, 0, LONGEST_FRONT);
    while (fh_text_next_line(&rest, &line))
        if (fh_text_starts(line, FH_TEXT("# "))) {
            line = fh_text_trim(fh_text_slice(line, 2, SIZE_MAX));
            const bool markup = fh_text_find_byte(line, '<') != SIZE_MAX ||
                                fh_text_find_byte(line, '[') != SIZE_MAX;
            return line.len <= LONGEST_NAME && !markup ? line : FH_TEXT("");
        }
    return FH_TEXT("");
}

/* A name for what the card leaves unnamed: its heading; a title of several words gives way to the
 * folder, which mostly bears the name that people load it by. */
static fh_text guessed_name(const fh_site *site, fh_text behind)
{
    const fh_text heading = heading_of(behind);
    const fh_text folder = fh_text_base_name(fh_text_dir_name(site->input->path));
    const bool title = fh_text_find_byte(heading, ' ') != SIZE_MAX;
    return (title || heading.len == 0) && folder.len > 0 ? folder : heading;
}

/* The model or dataset that the card is about. */
static void add_subject(const fh_site *site, const fh_node *card, fh_text behind,
                        const fh_model_claim *claim)
{
    static const char *const model_keys[] = {"base_model",  "pipeline_tag", "library_name",
                                             "model-index", "model_name",   NULL};
    static const char *const dataset_keys[] = {
        "dataset_info",    "task_categories",      "pretty_name", "size_categories",
        "source_datasets", "annotations_creators", NULL};
    const fh_node *place = fh_node_get(card, "license");
    const fh_node *name = fh_node_get(fh_node_at(fh_node_get(card, "model-index"), 0), "name");
    const bool is_model = has_any(card, model_keys);
    if (fh_node_get(card, "sdk")->kind != FH_NODE_NONE) return; /* an application */
    if (!is_model && !has_any(card, dataset_keys)) return;
    if (name->kind == FH_NODE_NONE) name = fh_node_get(card, "model_name");
    if (name->kind == FH_NODE_NONE) name = fh_node_get(card, "pretty_name");
    if (place->kind == FH_NODE_NONE) place = card->first;
    fh_model_fact model = {.id = fh_node_text(name),
                           .kind = is_model ? "card" : "dataset",
                           .value = fh_node_text(fh_node_get(card, "pipeline_tag")),
                           .members =
                               words_of(site->input->scratch, fh_node_get(card, "base_model")),
                           .claim = *claim};
    if (model.id.len == 0) {
        model.id = guessed_name(site, behind);
        model.guessed = true;
    }
    if (place != NULL) fh_model_add(site, place->line, place->column, &model);
}

static void read_card_document(const fh_site *site, const fh_node *card, fh_text behind)
{
    const fh_node *license = fh_node_get(card, "license");
    const fh_node *gated = fh_node_get(card, "extra_gated_fields");
    const fh_model_claim claim = fh_model_claim_of(site->input->scratch, license,
                                                   fh_node_text(fh_node_get(card, "license_name")));
    const fh_node *at = license->kind == FH_NODE_LIST ? fh_node_at(license, 0) : license;
    add_fields(site, card);
    if (gated->kind == FH_NODE_MAP || gated->kind == FH_NODE_LIST)
        fh_model_add_field(site, gated->key_line, gated->key_column, "card.gated", FH_TEXT("yes"));
    fh_model_add_license(site, at->line, at->column, &claim);
    add_subject(site, card, behind, &claim);
    add_models(site, fh_node_get(card, "base_model"),
               &(fh_model_fact){.kind = "base",
                                .relation = fh_node_text(fh_node_get(card, "base_model_relation")),
                                .claim = claim});
    /* A Space lists what it runs. */
    add_models(site, fh_node_get(card, "models"), &(fh_model_fact){.kind = "used"});
}

/* The lines before the second "---", the first one included so that lines keep their numbers. */
static fh_text front_matter(fh_text bytes)
{
    fh_text line, rest = fh_text_slice(bytes, 0, LONGEST_FRONT);
    if (fh_text_starts(rest, FH_TEXT("\xef\xbb\xbf"))) rest = fh_text_slice(rest, 3, SIZE_MAX);
    bytes = rest;
    if (!fh_text_starts(rest, FH_TEXT("---")) || !fh_text_next_line(&rest, &line) ||
        !fh_text_is(fh_text_trim(line), "---"))
        return FH_TEXT("");
    while (fh_text_next_line(&rest, &line))
        if (fh_text_is(fh_text_trim(line), "---"))
            return fh_text_slice(bytes, 0, (size_t)(line.ptr - bytes.ptr));
    return FH_TEXT("");
}

/* A rule of dashes is no front matter, and that of a web page is nobody's business. */
static bool is_card(fh_text front)
{
    static const char *const keys[] = {
        "license:",      "license_name:", "base_model:",   "library_name:",
        "pipeline_tag:", "datasets:",     "dataset_info:", "task_categories:",
        "model-index:",  "extra_gated_",  "sdk:",          "models:"};
    fh_text line, rest = front;
    while (fh_text_next_line(&rest, &line))
        for (size_t i = 0; i < FH_COUNT(keys); i++)
            if (fh_text_starts(line, fh_text_of(keys[i]))) return true;
    return false;
}

static void read_card(fh_env *env, const fh_input *input, fh_facts *facts)
{
    const fh_node *root;
    const fh_text front = front_matter(input->bytes);
    if (front.len == 0 || !is_card(front)) return;
    const fh_status status = fh_doc_parse(env, input->scratch, FH_SYNTAX_YAML, front, &root);
    if (status != FH_OK) {
        fh_facts_add_unread(facts, fh_unread_of_status(status), env->error.line, env->error.column,
                            fh_text_of(fh_reader_model_card.name), fh_text_of(env->error.message));
        return;
    }
    fh_site site = fh_site_make(input, &fh_reader_model_card, facts);
    /* The front matter is data, though the file is prose. */
    site.without = FH_CONTEXT_DOC;
    const size_t end = (size_t)(front.ptr - input->bytes.ptr) + front.len;
    read_card_document(&site, fh_node_at(root, 0), fh_text_slice(input->bytes, end, SIZE_MAX));
}

static const char *const card_globs[] = {"**/README.md",     "**/README_*.md",  "**/README.*.md",
                                         "**/model_card.md", "**/modelcard.md", NULL};

const fh_reader fh_reader_model_card = {
    .name = "model-card",
    .about = "cards of models and datasets: license, base model, what it is for, gated access",
    .globs = card_globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = false,
    .read = read_card,
};
