/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/hub_license.h"
#include "read_one.h"

extern const fh_reader fh_reader_model_card;
extern const fh_reader fh_reader_model_config;
extern const fh_reader fh_reader_modelfile;

static void cards(void)
{
    READ_ONE(fh_reader_model_card, "README.md",
             "---\n"
             "license: other\n"
             "license_name: qwen\n"
             "license_link: LICENSE\n"
             "library_name: transformers\n"
             "pipeline_tag: text-generation\n"
             "base_model:\n"
             "- Qwen/Qwen2.5-7B\n"
             "- meta-llama/Llama-3.1-8B\n"
             "---\n"
             "# Title\n"
             "license: not this\n");
    CHECK_TEXT(FIND(FIELD, "card.license")->value, "other");
    CHECK_INT(FIND(FIELD, "card.license")->line, 2);
    CHECK_INT(FIND(FIELD, "card.license")->contexts & FH_CONTEXT_DOC, 0);
    CHECK_TEXT(FIND(FIELD, "card.license_name")->value, "qwen");
    CHECK_TEXT(FIND(FIELD, "card.license_link")->value, "LICENSE");
    CHECK_TEXT(FIND(FIELD, "card.library_name")->value, "transformers");
    CHECK_TEXT(FIND(FIELD, "card.pipeline_tag")->value, "text-generation");
    CHECK_INT(FIND(MODEL, "Qwen/Qwen2.5-7B")->line, 8);
    CHECK_TEXT(ATTR(FIND(MODEL, "meta-llama/Llama-3.1-8B"), KIND), "base");
    const fh_fact *base = FIND(MODEL, "Qwen/Qwen2.5-7B");
    CHECK_TEXT(ATTR(base, CLAIM), "LicenseRef-freehold-qwen");
    CHECK_TEXT(ATTR(base, CATEGORY), "model");
    CHECK_TEXT(ATTR(FIND(MODEL, "Title"), KIND), "card");
    CHECK_TEXT(ATTR(FIND(MODEL, "Title"), MEMBERS), "Qwen/Qwen2.5-7B meta-llama/Llama-3.1-8B");
    CHECK_INT(FIND(MODEL, "Title")->certainty, FH_CERTAINTY_GUESSED);
    CHECK_TEXT(ATTR(FIND(LICENSE, "LicenseRef-freehold-qwen"), KIND), "manifest");
    CHECK_INT(self.facts.list.count, 9);
    read_one_end(&self);
}

static void derived_cards(void)
{
    READ_ONE(fh_reader_model_card, "README.md",
             "\xef\xbb\xbf---\n"
             "license:\n- mit\n- llama3.1\n"
             "base_model: meta-llama/Llama-3.1-8B\n"
             "base_model_relation: quantized\n"
             "extra_gated_fields:\n  Name: text\n"
             "---\n");
    const fh_fact *base = FIND(MODEL, "meta-llama/Llama-3.1-8B");
    CHECK_TEXT(ATTR(base, CLAIM), "MIT AND LicenseRef-freehold-llama-3.1");
    CHECK_TEXT(ATTR(base, CATEGORY), "model");
    CHECK_TEXT(ATTR(base, RELATION), "quantized");
    CHECK_INT(FIND(FIELD, "card.gated")->line, 7);
    read_one_end(&self);
}

static void data_cards(void)
{
    READ_ONE(fh_reader_model_card, "data/README.md",
             "---\nlicense: cc-by-nc-4.0\npretty_name: Words\ntask_categories:\n- fill-mask\n"
             "source_datasets:\n- wikipedia\n---\n");
    CHECK_TEXT(ATTR(FIND(MODEL, "Words"), KIND), "dataset");
    CHECK_TEXT(ATTR(FIND(MODEL, "Words"), EXPRESSION), "CC-BY-NC-4.0");
    CHECK_TEXT(ATTR(FIND(MODEL, "Words"), CATEGORY), "non-commercial");
    CHECK_TEXT(FIND(FIELD, "card.source_datasets")->value, "wikipedia");
    read_one_end(&self);
}

/* Web pages and rules of dashes are no cards. */
static void other_fronts(void)
{
    READ_ONE(fh_reader_model_card, "README.md", "---\ntitle: [a\n---\ntext\n");
    CHECK_INT(self.facts.list.count, 0);
    read_one_end(&self);
}

static void license_names(void)
{
    fh_arena arena;
    fh_arena_init(&arena, 0);
    const struct {
        const char *id, *name, *expression, *category;
    } rows[] = {
        {"apache-2.0", "", "Apache-2.0", "permissive"},
        {"unknown", "", "", ""},
        {"bsl-1.0", "", "BSL-1.0", "permissive"},
        {"gemma", "", "LicenseRef-freehold-gemma", "model"},
        {"other", "Qwen-Research", "LicenseRef-freehold-qwen-research", "non-commercial"},
        {"other", "", "", ""},
        {"other", "My own (v2)", "LicenseRef-my-own-v2", ""},
        {"new license!", "", "LicenseRef-new-license", ""},
    };
    for (size_t i = 0; i < FH_COUNT(rows); i++) {
        const fh_hub_license got =
            fh_hub_license_find(&arena, fh_text_of(rows[i].id), fh_text_of(rows[i].name));
        CHECK_TEXT(got.expression, rows[i].expression);
        CHECK_TEXT(got.category, rows[i].category);
    }
    fh_arena_done(&arena);
}

static void plain_readmes(void)
{
    READ_ONE(fh_reader_model_card, "docs/README.md", "# Title\n\n---\nlicense: x\n---\n");
    CHECK_INT(self.facts.list.count, 0);
    read_one_end(&self);
}

static void broken_cards(void)
{
    READ_ONE(fh_reader_model_card, "README.md", "---\nlicense: [mit\n---\ntext\n");
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 1);
    read_one_end(&self);
}

static void configs(void)
{
    READ_ONE(fh_reader_model_config, "m/config.json",
             "{\"architectures\": [\"LlamaForCausalLM\"],\n"
             " \"_name_or_path\": \"meta-llama/Llama-2-7b\",\n"
             " \"model_type\": \"llama\"}\n");
    CHECK_TEXT(FIND(MODEL, "llama")->value, "LlamaForCausalLM");
    CHECK_INT(FIND(MODEL, "llama")->line, 3);
    CHECK_TEXT(ATTR(FIND(MODEL, "llama"), KIND), "config");
    CHECK_TEXT(ATTR(FIND(MODEL, "meta-llama/Llama-2-7b"), KIND), "name");
    read_one_end(&self);
}

static void other_configs(void)
{
    READ_ONE(fh_reader_model_config, "app/config.json", "{\"model_type\": \"x\", \"port\": 1}\n");
    CHECK_INT(self.facts.list.count, 0);
    read_one_end(&self);
}

static void adapters(void)
{
    READ_ONE(fh_reader_model_config, "lora/adapter_config.json",
             "{\"base_model_name_or_path\": \"google/gemma-2-9b\",\n"
             " \"peft_type\": \"LORA\", \"revision\": null}\n");
    CHECK_TEXT(ATTR(FIND(MODEL, "google/gemma-2-9b"), RELATION), "adapter");
    CHECK_TEXT(FIND(FIELD, "adapter.peft_type")->value, "LORA");
    CHECK_INT(self.facts.list.count, 2);
    read_one_end(&self);
}

static void adapters_of_a_machine(void)
{
    READ_ONE(fh_reader_model_config, "adapter_config.json",
             "{\"base_model_name_or_path\": \"/home/me/models/x\", \"peft_type\": [1]}");
    CHECK_INT(self.facts.list.count, 0);
    read_one_end(&self);
}

static void own_code(void)
{
    READ_ONE(fh_reader_model_config, "config.json",
             "{\"architectures\": [\"X\"], \"model_type\": \"x\",\n"
             "\"auto_map\": {\"AutoModel\": \"modeling_x.XModel\"},\n"
             "\"quantization_config\": {\"quant_method\": \"fp8\"}}");
    CHECK_TEXT(FIND(FIELD, "config.auto_map")->value, "modeling_x.XModel");
    CHECK_TEXT(FIND(FIELD, "config.quantization")->value, "fp8");
    read_one_end(&self);
}

static void licensed_modelfiles(void)
{
    READ_ONE(fh_reader_modelfile, "x.Modelfile",
             "FROM \"gemma2:9b\"\nLICENSE \"\"\"\nSPDX-License-Identifier: MIT\n\"\"\"\n"
             "DRAFT gemma2:2b\nSYSTEM \"\"\"\nFROM nowhere\n\"\"\"\n");
    CHECK_TEXT(ATTR(FIND(MODEL, "gemma2:9b"), CLAIM), "MIT");
    CHECK_TEXT(ATTR(FIND(MODEL, "gemma2:9b"), CATEGORY), "permissive");
    CHECK_INT(FIND(LICENSE, "MIT")->line, 2);
    CHECK_INT(FIND(MODEL, "gemma2:2b")->line, 5);
    CHECK_INT(FIND(MODEL, "nowhere")->line, 0);
    read_one_end(&self);
}

static void modelfiles(void)
{
    READ_ONE(fh_reader_modelfile, "Modelfile",
             "# mine\nFROM llama3.2:1b\nADAPTER ./lora\nPARAMETER temperature 1\n");
    CHECK_INT(FIND(MODEL, "llama3.2:1b")->line, 2);
    CHECK_INT(self.facts.list.count, 1);
    read_one_end(&self);
}

int main(void)
{
    RUN(cards);
    RUN(derived_cards);
    RUN(data_cards);
    RUN(other_fronts);
    RUN(license_names);
    RUN(plain_readmes);
    RUN(broken_cards);
    RUN(configs);
    RUN(other_configs);
    RUN(adapters);
    RUN(adapters_of_a_machine);
    RUN(own_code);
    RUN(licensed_modelfiles);
    RUN(modelfiles);
    return DONE();
}
