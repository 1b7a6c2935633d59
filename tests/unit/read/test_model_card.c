/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

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
    CHECK_INT(self.facts.list.count, 7);
    read_one_end(&self);
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
    RUN(plain_readmes);
    RUN(broken_cards);
    RUN(configs);
    RUN(other_configs);
    RUN(modelfiles);
    return DONE();
}
