/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/hub_license.h"

#include "license/corpus.h"

enum { LONGEST_ID = 80 };

#define REF(name) "LicenseRef-freehold-" name

/* The Hub's ids that are no SPDX ids (its documentation, "Licenses", as of 2026), and spellings of
 * license_name that large uploaders use. Families without a version stay families. */
static const struct {
    const char *id, *expression, *category;
} rows[] = {
    {"apple-amlr", REF("apple-amlr"), "non-commercial"},
    {"apple-ascl", REF("apple-sample-code"), "source-available"},
    {"bigcode-openrail-m", REF("bigcode-openrail-m"), "model"},
    {"bigscience-bloom-rail-1.0", REF("bigscience-bloom-rail-1.0"), "model"},
    {"bigscience-openrail-m", REF("bigscience-openrail-m"), "model"},
    {"bsd", REF("bsd-family"), "permissive"},
    {"cc", REF("cc-family"), ""},
    {"cdla-permissive-1.0", "CDLA-Permissive-1.0", "documentation"},
    {"creativeml-openrail-m", REF("creativeml-openrail-m"), "model"},
    {"creativeml-openrail++-m", REF("creativeml-openrail-plus-m"), "model"},
    {"openrail++", REF("creativeml-openrail-plus-m"), "model"},
    {"openrail", REF("openrail"), "model"},
    {"deepfloyd-if-license", REF("deepfloyd-if"), "model"},
    {"fair-noncommercial-research-license", REF("fair-noncommercial-research"), "non-commercial"},
    {"gemma", REF("gemma"), "model"},
    {"gfdl", REF("gfdl-family"), "documentation"},
    {"gpl", REF("gpl-family"), "copyleft"},
    {"lgpl", REF("lgpl-family"), "weak-copyleft"},
    {"grok2-community", REF("grok-2-community"), "model"},
    {"h-research", REF("h-research"), "non-commercial"},
    {"intel-research", REF("intel-research"), "non-commercial"},
    {"lgpl-lr", "LGPLLR", "weak-copyleft"},
    {"llama2", REF("llama-2"), "model"},
    {"llama3", REF("llama-3"), "model"},
    {"llama3.1", REF("llama-3.1"), "model"},
    {"llama3.2", REF("llama-3.2"), "model"},
    {"llama3.3", REF("llama-3.3"), "model"},
    {"llama4", REF("llama-4"), "model"},
    {"odbl", "ODbL-1.0", "documentation"},
    {"odc-by", "ODC-By-1.0", "documentation"},
    {"open-mdw", "OpenMDW-1.0", "permissive"},
    {"pddl", "PDDL-1.0", "public-domain"},
    {"wtfpl", "WTFPL", "public-domain"},
    {"unlicense", "Unlicense", "public-domain"},
    {"etalab-2.0", "etalab-2.0", "documentation"},
    /* license_name beside "other" */
    {"deepseek", REF("deepseek-model"), "model"},
    {"deepseek-license", REF("deepseek-model"), "model"},
    {"exaone", REF("exaone"), "non-commercial"},
    {"falcon-llm-license", REF("falcon-llm"), "model"},
    {"flux-1-dev-non-commercial-license", REF("flux-1-dev"), "non-commercial"},
    {"hunyuan", REF("tencent-hunyuan-community"), "model"},
    {"tencent-hunyuan-community", REF("tencent-hunyuan-community"), "model"},
    {"jamba-open-model-license", REF("jamba-open-model"), "model"},
    {"lfm1.0", REF("lfm-open"), "model"},
    {"llama-3.1", REF("llama-3.1"), "model"},
    {"modified-mit", REF("modified-mit"), "model"},
    {"mrl", REF("mistral-research"), "non-commercial"},
    {"mnpl", REF("mistral-non-production"), "non-commercial"},
    {"nvidia-open-model-license", REF("nvidia-open-model"), "model"},
    {"nvidia-open-model", REF("nvidia-open-model"), "model"},
    {"qwen", REF("qwen"), "model"},
    {"qwen-research", REF("qwen-research"), "non-commercial"},
    {"qwen2", REF("qwen"), "model"},
    {"stabilityai-ai-community", REF("stability-community"), "model"},
    {"stabilityai-nc-research-community", REF("stability-research"), "non-commercial"},
    {"stable-diffusion-community", REF("stability-community"), "model"},
    {"tongyi-qianwen", REF("tongyi-qianwen"), "model"},
    {"tongyi-qianwen-license-agreement", REF("tongyi-qianwen"), "model"},
    {"tongyi-qianwen-research", REF("tongyi-qianwen-research"), "non-commercial"},
    {"yi-license", REF("yi"), "model"},
};

static bool find_row(fh_text id, fh_hub_license *ret_license)
{
    for (size_t i = 0; i < FH_COUNT(rows); i++)
        if (fh_text_eq_nocase(id, fh_text_of(rows[i].id))) {
            ret_license->expression = fh_text_of(rows[i].expression);
            ret_license->category = fh_text_of(rows[i].category);
            return true;
        }
    return false;
}

/* A listed license in any case. GNU ids without a grant stay as they are: a card does not say
 * "or later". */
static bool find_listed(fh_text id, fh_hub_license *ret_license)
{
    fh_license_corpus corpus;
    fh_license_info info = {0};
    if (fh_license_corpus_builtin(&corpus) != FH_OK || !fh_license_info_find(&corpus, id, &info) ||
        info.exception)
        return false;
    ret_license->expression = info.id;
    ret_license->category = fh_text_of(fh_license_category_name(info.category));
    return true;
}

static fh_text reference(fh_arena *arena, fh_text name)
{
    char id[LONGEST_ID];
    size_t len = 0;
    name = fh_text_trim(name);
    for (size_t i = 0; i < name.len && len < sizeof id; i++) {
        const char c = fh_lower(name.ptr[i]);
        if (fh_is_alnum(c) || c == '.') id[len++] = c;
        else if (len > 0 && id[len - 1] != '-') id[len++] = '-';
    }
    while (len > 0 && id[len - 1] == '-') len--;
    if (len == 0) return FH_TEXT("");
    return fh_arena_join(arena, FH_TEXT("LicenseRef-"), fh_text_make(id, len));
}

fh_hub_license fh_hub_license_find(fh_arena *arena, fh_text id, fh_text name)
{
    fh_hub_license license = {FH_TEXT(""), FH_TEXT("")};
    id = fh_text_trim(id);
    if (id.len == 0 || id.len > LONGEST_ID || fh_text_eq_nocase(id, FH_TEXT("unknown")))
        return license;
    if (fh_text_eq_nocase(id, FH_TEXT("other"))) {
        name = fh_text_trim(name);
        if (!find_row(name, &license) && !find_listed(name, &license))
            license.expression = reference(arena, name);
        return license;
    }
    if (!find_row(id, &license) && !find_listed(id, &license))
        license.expression = reference(arena, id);
    return license;
}
