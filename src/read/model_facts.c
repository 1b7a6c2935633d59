/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/model_facts.h"

#include "read/hub_license.h"

enum { LONGEST_ID = 256, LONGEST_VALUE = 2048, MOST_LICENSES = 16 };

/* The later, the stricter; of unknown ones nothing can be said. */
static unsigned strictness(fh_text category)
{
    static const char *const order[] = {
        "public-domain",    "permissive",       "documentation", "weak-copyleft",  "copyleft",
        "network-copyleft", "source-available", "model",         "non-commercial", "proprietary"};
    for (unsigned i = 0; i < FH_COUNT(order); i++)
        if (fh_text_is(category, order[i])) return i + 1;
    return 0;
}

static void join_claim(fh_arena *arena, fh_model_claim *claim, fh_text id, fh_text name,
                       bool *known)
{
    const fh_hub_license license = fh_hub_license_find(arena, id, name);
    if (license.expression.len == 0) return;
    if (strictness(license.category) == 0) *known = false;
    if (strictness(license.category) > strictness(claim->category))
        claim->category = license.category;
    claim->expression =
        claim->expression.len == 0
            ? license.expression
            : fh_arena_printf(arena, "%.*s AND %.*s", FH_TEXT_ARGS(claim->expression),
                              FH_TEXT_ARGS(license.expression));
}

fh_model_claim fh_model_claim_of_text(fh_arena *arena, fh_text license, fh_text name)
{
    fh_model_claim claim = {FH_TEXT(""), FH_TEXT("")};
    bool known = true;
    join_claim(arena, &claim, license, name, &known);
    return claim;
}

fh_model_claim fh_model_claim_of(fh_arena *arena, const fh_node *license, fh_text name)
{
    fh_model_claim claim = {FH_TEXT(""), FH_TEXT("")};
    bool known = true;
    uint32_t budget = MOST_LICENSES;
    if (license->kind != FH_NODE_LIST)
        return fh_model_claim_of_text(arena, fh_node_text(license), name);
    FH_NODE_EACH(item, license)
    if (budget-- > 0) join_claim(arena, &claim, fh_node_text(item), name, &known);
    else break;
    /* With an unknown part the whole is unknown. */
    if (!known) claim.category = FH_TEXT("");
    return claim;
}

static bool is_id(fh_text id)
{
    if (id.len == 0 || id.len > LONGEST_ID || fh_text_trim(id).len != id.len) return false;
    for (size_t i = 0; i < id.len; i++)
        if ((unsigned char)id.ptr[i] < 0x20 || id.ptr[i] == 0x7f) return false;
    return true;
}

static fh_fact start(const fh_site *site, fh_fact_kind kind, uint32_t line, uint32_t column)
{
    if (line > 0) return fh_site_fact(site, kind, line, column);
    fh_fact fact = fh_read_fact(site->input, site->reader, kind, 0, 0);
    fact.contexts = (fact.contexts | site->contexts) & ~site->without;
    return fact;
}

void fh_model_add(const fh_site *site, uint32_t line, uint32_t column, const fh_model_fact *model)
{
    if (!is_id(model->id)) return;
    fh_fact fact = start(site, FH_FACT_MODEL, line, column);
    const bool base = fh_text_is(fh_text_of(model->kind), "base") ||
                      fh_text_is(fh_text_of(model->kind), "adapter");
    fact.subject = model->id;
    fact.value = fh_text_slice(model->value, 0, LONGEST_VALUE);
    if (line == 0) fact.quote = model->id;
    if (model->guessed) fact.certainty = FH_CERTAINTY_GUESSED;
    fh_fact_set(&fact, FH_ATTR_KIND, fh_text_of(model->kind));
    fh_fact_set(&fact, FH_ATTR_RELATION, fh_text_slice(model->relation, 0, LONGEST_ID));
    fh_fact_set(&fact, FH_ATTR_MEMBERS, fh_text_slice(model->members, 0, LONGEST_VALUE));
    fh_fact_set(&fact, base ? FH_ATTR_CLAIM : FH_ATTR_EXPRESSION, model->claim.expression);
    fh_fact_set(&fact, FH_ATTR_CATEGORY, model->claim.category);
    fh_site_add(site, &fact);
}

void fh_model_add_license(const fh_site *site, uint32_t line, uint32_t column,
                          const fh_model_claim *claim)
{
    if (claim->expression.len == 0) return;
    fh_fact fact = start(site, FH_FACT_LICENSE, line, column);
    fact.subject = claim->expression;
    if (line == 0) fact.quote = claim->expression;
    fh_fact_set(&fact, FH_ATTR_KIND, FH_TEXT("manifest"));
    fh_fact_set(&fact, FH_ATTR_EXPRESSION, claim->expression);
    fh_fact_set(&fact, FH_ATTR_CATEGORY, claim->category);
    fh_site_add(site, &fact);
}

void fh_model_add_field(const fh_site *site, uint32_t line, uint32_t column, const char *subject,
                        fh_text value)
{
    if (value.len == 0) return;
    fh_fact fact = start(site, FH_FACT_FIELD, line, column);
    fact.subject = fh_text_of(subject);
    fact.value = fh_text_slice(value, 0, LONGEST_VALUE);
    if (line == 0) fact.quote = fact.value;
    fh_site_add(site, &fact);
}

bool fh_is_hub_id(fh_text text)
{
    const size_t slash = fh_text_find_byte(text, '/');
    if (slash == 0 || slash == SIZE_MAX || slash + 1 == text.len || text.len > LONGEST_ID ||
        text.ptr[0] == '.')
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!fh_is_word(text.ptr[i]) && text.ptr[i] != '-' && text.ptr[i] != '.' && i != slash)
            return false;
    return true;
}

fh_text fh_hub_id_of(fh_text text)
{
    static const char *const hosts[] = {"https://huggingface.co/", "http://huggingface.co/",
                                        "https://hf.co/", "hf://"};
    text = fh_text_trim(text);
    if (fh_is_hub_id(text)) return text;
    for (size_t i = 0; i < FH_COUNT(hosts); i++) {
        const fh_text host = fh_text_of(hosts[i]);
        if (!fh_text_starts(text, host)) continue;
        fh_text rest = fh_text_slice(text, host.len, SIZE_MAX), org, name;
        if (!fh_text_next_field(&rest, '/', &org) || !fh_text_next_field(&rest, '/', &name))
            return FH_TEXT("");
        name = fh_text_slice(name, 0, fh_text_find_byte(name, '?'));
        const fh_text id = fh_text_make(org.ptr, (size_t)(name.ptr - org.ptr) + name.len);
        return fh_is_hub_id(id) ? id : FH_TEXT("");
    }
    return FH_TEXT("");
}
