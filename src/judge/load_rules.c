/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "judge/load.h"

#define MEMBER(prefix, type, name, load_fn)                                                        \
    static fh_status prefix##_##name(fh_loader *loader, const fh_node *node, void *object)         \
    {                                                                                              \
        return load_fn(loader, node, &((type *)object)->name);                                     \
    }

/* ---- examples ---- */

MEMBER(example, fh_example, file, fh_load_text)
MEMBER(example, fh_example, why, fh_load_text)
MEMBER(example, fh_example, beside, fh_load_texts)
MEMBER(example, fh_example, at, fh_load_u32)
static fh_status example_text(fh_loader *loader, const fh_node *node, void *object)
{
    (void)loader;
    ((fh_example *)object)->text = node->text; /* blanks at its ends belong to it */
    return FH_OK;
}
static fh_status example_policy(fh_loader *loader, const fh_node *node, void *object)
{
    (void)loader;
    ((fh_example *)object)->policy = node->text;
    return FH_OK;
}
/* with: {path: text, ...} */
static fh_status example_with(fh_loader *loader, const fh_node *node, void *object)
{
    fh_example *example = object;
    FH_NODE_EACH(file, node)
    if (!FH_VEC_ADD(loader->arena, &example->with_files, file->key) ||
        !FH_VEC_ADD(loader->arena, &example->with_texts, file->text))
        return FH_NO_MEMORY;
    return FH_OK;
}
static fh_status example_strength(fh_loader *loader, const fh_node *node, void *object)
{
    fh_example *example = object;
    example->has_strength = true;
    return fh_load_strength(loader, node, &example->strength);
}

static const fh_key example_keys[] = {
    {"file", example_file, true},  {"text", example_text, true},
    {"line", example_at, false},   {"strength", example_strength, false},
    {"why", example_why, false},   {"beside", example_beside, false},
    {"with", example_with, false}, {"policy", example_policy, false},
    {NULL, NULL, false},
};

static fh_status add_example(fh_loader *loader, const fh_node *node, fh_rule *rule, bool hit)
{
    fh_example example = {.hit = hit, .line = node->line};
    const fh_status status = fh_load_map(loader, node, example_keys, "example", &example);
    if (status != FH_OK) return status;
    return FH_VEC_ADD(loader->arena, &rule->examples, example) ? FH_OK : FH_NO_MEMORY;
}
static fh_status add_hit(fh_loader *loader, const fh_node *node, void *object)
{
    return add_example(loader, node, object, true);
}
static fh_status add_miss(fh_loader *loader, const fh_node *node, void *object)
{
    return add_example(loader, node, object, false);
}
static fh_status examples_hit(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_list(loader, node, add_hit, object);
}
static fh_status examples_miss(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_list(loader, node, add_miss, object);
}
static const fh_key examples_keys[] = {
    {"hit", examples_hit, true}, {"miss", examples_miss, true}, {NULL, NULL, false}};

/* ---- rules ---- */

MEMBER(rule, fh_rule, id, fh_load_text)
MEMBER(rule, fh_rule, name, fh_load_text)
MEMBER(rule, fh_rule, title, fh_load_text)
MEMBER(rule, fh_rule, why, fh_load_text)
MEMBER(rule, fh_rule, remedy, fh_load_text)
MEMBER(rule, fh_rule, message, fh_load_text)
MEMBER(rule, fh_rule, status, fh_load_text)
MEMBER(rule, fh_rule, vendor, fh_load_text)
MEMBER(rule, fh_rule, role, fh_load_text)
MEMBER(rule, fh_rule, effort, fh_load_text)
MEMBER(rule, fh_rule, weight, fh_load_text)
MEMBER(rule, fh_rule, alternatives, fh_load_texts)
MEMBER(rule, fh_rule, references, fh_load_texts)
MEMBER(rule, fh_rule, axis, fh_load_axis)
MEMBER(rule, fh_rule, confidence, fh_load_confidence)
MEMBER(rule, fh_rule, finding, fh_load_bool)
MEMBER(rule, fh_rule, universal, fh_load_bool)
MEMBER(rule, fh_rule, matchers, fh_load_matchers)
MEMBER(rule, fh_rule, weakeners, fh_load_weakeners)
static fh_status rule_severity(fh_loader *loader, const fh_node *node, void *object)
{
    if (!fh_severity_find(node->text, &((fh_rule *)object)->severity))
        return fh_load_fail(loader, node, "severity must be info, low, medium, high or critical");
    return FH_OK;
}
static fh_status rule_examples(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_map(loader, node, examples_keys, "examples", object);
}

static const fh_key rule_keys[] = {
    {"id", rule_id, true},
    {"name", rule_name, true},
    {"title", rule_title, true},
    {"why", rule_why, true},
    {"axis", rule_axis, true},
    {"vendor", rule_vendor, true},
    {"role", rule_role, false},
    {"severity", rule_severity, false},
    {"confidence", rule_confidence, false},
    {"effort", rule_effort, false},
    {"weight", rule_weight, false},
    {"status", rule_status, false},
    {"finding", rule_finding, false},
    {"universal", rule_universal, false},
    {"match", rule_matchers, true},
    {"weaken", rule_weakeners, false},
    {"message", rule_message, false},
    {"remedy", rule_remedy, false},
    {"alternatives", rule_alternatives, false},
    {"references", rule_references, false},
    {"examples", rule_examples, true},
    {NULL, NULL, false},
};

static bool vendor_exists(const fh_ruleset *ruleset, fh_text id)
{
    if (fh_text_is(id, "*") || fh_text_is(id, "-")) return true;
    for (size_t i = 0; i < ruleset->vendors.count; i++)
        if (fh_text_eq(ruleset->vendors.items[i].id, id)) return true;
    return false;
}

static fh_status check_rule(fh_loader *loader, const fh_node *node, const fh_rule *rule)
{
    bool has_hit = false, has_miss = false;
    for (size_t i = 0; i < rule->examples.count; i++) {
        has_hit |= rule->examples.items[i].hit;
        has_miss |= !rule->examples.items[i].hit;
    }
    if (!has_hit || !has_miss)
        return fh_load_fail(loader, node,
                            "rule %.*s needs an example that hits and one that misses",
                            FH_TEXT_ARGS(rule->id));
    if (!vendor_exists(loader->ruleset, rule->vendor))
        return fh_load_fail(loader, fh_node_get(node, "vendor"), "no such vendor \"%.*s\"",
                            FH_TEXT_ARGS(rule->vendor));
    for (size_t i = 0; i < rule->matchers.count; i++)
        if (!fh_text_is_empty(rule->matchers.items[i].vendor) &&
            !vendor_exists(loader->ruleset, rule->matchers.items[i].vendor))
            return fh_load_fail(loader, node, "no such vendor \"%.*s\" in a matcher",
                                FH_TEXT_ARGS(rule->matchers.items[i].vendor));
    return FH_OK;
}

static fh_status load_rule(fh_loader *loader, const fh_node *node, void *object)
{
    (void)object;
    fh_rule rule = {.finding = true,
                    .universal = true,
                    .severity = FH_SEVERITY_LOW,
                    .confidence = FH_CONFIDENCE_MEDIUM,
                    .pack = loader->pack,
                    .line = node->line};
    fh_status status = fh_load_map(loader, node, rule_keys, "rule", &rule);
    if (status == FH_OK) status = check_rule(loader, node, &rule);
    if (status != FH_OK) return status;
    fh_rule_vec *rules = &loader->ruleset->rules;
    for (size_t i = 0; i < rules->count; i++) {
        fh_rule *old = &rules->items[i];
        const bool same_id = fh_text_eq(old->id, rule.id);
        if (!same_id && !fh_text_eq(old->name, rule.name)) continue;
        if (fh_text_eq(old->pack, rule.pack))
            return fh_load_fail(loader, node, "rule %.*s stands twice", FH_TEXT_ARGS(rule.id));
        if (same_id) {
            *old = rule; /* a later pack overrides */
            return FH_OK;
        }
        return fh_load_fail(loader, node, "name %.*s belongs to rule %.*s", FH_TEXT_ARGS(rule.name),
                            FH_TEXT_ARGS(old->id));
    }
    return FH_VEC_ADD(loader->arena, rules, rule) ? FH_OK : FH_NO_MEMORY;
}

static fh_status pack_rules(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_list(loader, node, load_rule, object);
}

fh_status fh_load_rules(fh_loader *loader, const fh_node *root)
{
    static const fh_key keys[] = {{"schema", NULL, true},
                                  {"about", NULL, false},
                                  {"rules", pack_rules, true},
                                  {NULL, NULL, false}};
    return fh_load_map(loader, root, keys, "pack", loader);
}

/* ---- vendors, vocabulary, id tables ---- */

MEMBER(vendor, fh_vendor, id, fh_load_text)
MEMBER(vendor, fh_vendor, name, fh_load_text)
MEMBER(vendor, fh_vendor, owners, fh_load_patterns)
MEMBER(vendor, fh_vendor, hosts, fh_load_texts)

static bool add_word(fh_loader *loader, const char *axis, fh_text word, fh_text vendor)
{
    const fh_vocab row = {.word = word, .vendor = vendor, .axis = fh_text_of(axis)};
    return FH_VEC_ADD(loader->arena, &loader->ruleset->vocab, row);
}

static fh_status load_vendor(fh_loader *loader, const fh_node *node, void *object)
{
    static const fh_key keys[] = {{"id", vendor_id, true},
                                  {"name", vendor_name, true},
                                  {"owners", vendor_owners, false},
                                  {"hosts", vendor_hosts, false},
                                  {NULL, NULL, false}};
    (void)object;
    fh_vendor vendor = {0};
    const fh_status status = fh_load_map(loader, node, keys, "vendor", &vendor);
    if (status != FH_OK) return status;
    bool added = FH_VEC_ADD(loader->arena, &loader->ruleset->vendors, vendor);
    for (size_t i = 0; i < vendor.owners.count; i++)
        added = added && add_word(loader, "owner", vendor.owners.items[i].glob, vendor.id);
    for (size_t i = 0; i < vendor.hosts.count; i++)
        added = added && add_word(loader, "host", vendor.hosts.items[i], vendor.id);
    return added ? FH_OK : FH_NO_MEMORY;
}
static fh_status tables_vendors(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_list(loader, node, load_vendor, object);
}

/* words: AXIS: VENDOR: [word, ...] */
static fh_status tables_words(fh_loader *loader, const fh_node *node, void *object)
{
    (void)object;
    FH_NODE_EACH(axis, node)
    FH_NODE_EACH(vendor, axis)
    FH_NODE_EACH(word, vendor)
    {
        fh_vocab row = {.word = word->text, .vendor = vendor->key, .axis = axis->key};
        if (word->kind == FH_NODE_MAP || word->text.len == 0)
            return fh_load_fail(loader, word, "word expected");
        if (!FH_VEC_ADD(loader->arena, &loader->ruleset->vocab, row)) return FH_NO_MEMORY;
    }
    return FH_OK;
}

MEMBER(row, fh_table_row, vendor, fh_load_text)
MEMBER(row, fh_table_row, kind, fh_load_text)
MEMBER(row, fh_table_row, match, fh_load_patterns)
static fh_status load_row(fh_loader *loader, const fh_node *node, void *object)
{
    static const fh_key keys[] = {{"vendor", row_vendor, true},
                                  {"kind", row_kind, false},
                                  {"match", row_match, true},
                                  {NULL, NULL, false}};
    fh_table_row row = {0};
    const fh_status status = fh_load_map(loader, node, keys, "table row", &row);
    if (status != FH_OK) return status;
    return FH_VEC_ADD(loader->arena, &((fh_id_table *)object)->rows, row) ? FH_OK : FH_NO_MEMORY;
}
MEMBER(table, fh_id_table, model_ids, fh_load_bool)
static fh_status table_rows(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_list(loader, node, load_row, object);
}
static fh_status tables_tables(fh_loader *loader, const fh_node *node, void *object)
{
    static const fh_key keys[] = {
        {"model-ids", table_model_ids, false}, {"rows", table_rows, true}, {NULL, NULL, false}};
    (void)object;
    FH_NODE_EACH(child, node)
    {
        fh_id_table table = {.name = child->key};
        const fh_status status = fh_load_map(loader, child, keys, "table", &table);
        if (status != FH_OK) return status;
        if (!FH_VEC_ADD(loader->arena, &loader->ruleset->tables, table)) return FH_NO_MEMORY;
    }
    return FH_OK;
}

fh_status fh_load_tables(fh_loader *loader, const fh_node *root)
{
    static const fh_key keys[] = {{"schema", NULL, true},
                                  {"about", NULL, false},
                                  {"vendors", tables_vendors, false},
                                  {"words", tables_words, false},
                                  {"tables", tables_tables, false},
                                  {NULL, NULL, false}};
    return fh_load_map(loader, root, keys, "pack", loader);
}
