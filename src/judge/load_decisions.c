/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "judge/load.h"

#define MEMBER(prefix, type, name, load_fn)                                                        \
    static fh_status prefix##_##name(fh_loader *loader, const fh_node *node, void *object)         \
    {                                                                                              \
        return load_fn(loader, node, &((type *)object)->name);                                     \
    }

/* ---- selectors ---- */

MEMBER(select, fh_selector, strengths, fh_load_strength_bits)
MEMBER(select, fh_selector, roles, fh_load_patterns)
MEMBER(select, fh_selector, rules, fh_load_patterns)
MEMBER(select, fh_selector, vendors, fh_load_patterns)
MEMBER(select, fh_selector, at_least, fh_load_u32)
MEMBER(select, fh_selector, kinds, fh_load_u32)
MEMBER(select, fh_selector, main_only, fh_load_bool)
static fh_status select_vendor(fh_loader *loader, const fh_node *node, void *object)
{
    static const char *const names[] = {"this", "other", "any"};
    for (size_t i = 0; i < FH_COUNT(names); i++)
        if (fh_text_is(node->text, names[i])) {
            ((fh_selector *)object)->vendor = (fh_selector_vendor)i;
            return FH_OK;
        }
    return fh_load_fail(loader, node, "vendor must be this, other or any");
}

#define SELECTOR_KEYS                                                                              \
    {"strength", select_strengths, false}, {"role", select_roles, false},                          \
        {"rule", select_rules, false}, {"vendors", select_vendors, false},                         \
        {"vendor", select_vendor, false}, {"at-least", select_at_least, false},                    \
        {"kinds", select_kinds, false}, {"main", select_main_only, false},                         \
    {                                                                                              \
        NULL, NULL, false                                                                          \
    }

/* Note what must be there once all rules are loaded. */
static bool ask_for(fh_loader *loader, const fh_node *node, const char *key)
{
    const fh_asked asked = {.pack = loader->pack,
                            .node = fh_node_get(node, key),
                            .role = fh_text_is(fh_text_of(key), "role")};
    if (asked.node == NULL || asked.node == &fh_node_empty) return true;
    return FH_VEC_ADD(loader->arena, &loader->asked, asked);
}

static fh_status load_selector(fh_loader *loader, const fh_node *node, void *object)
{
    static const fh_key keys[] = {SELECTOR_KEYS};
    fh_selector *selector = object;
    *selector = (fh_selector){.at_least = 1, .kinds = 1};
    const fh_status status = fh_load_map(loader, node, keys, "selector", selector);
    if (status != FH_OK) return status;
    return ask_for(loader, node, "rule") && ask_for(loader, node, "role") ? FH_OK : FH_NO_MEMORY;
}
static fh_status add_selector(fh_loader *loader, const fh_node *node, void *object)
{
    fh_selector selector;
    const fh_status status = load_selector(loader, node, &selector);
    if (status != FH_OK) return status;
    return FH_VEC_ADD(loader->arena, (fh_selector_vec *)object, selector) ? FH_OK : FH_NO_MEMORY;
}
static fh_status load_selectors(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_list(loader, node, add_selector, object);
}

/* ---- conditions ---- */

static fh_status load_condition(fh_loader *loader, const fh_node *node, fh_condition **ret);

/* A list of conditions joined by `kind`. */
static fh_status load_conditions(fh_loader *loader, const fh_node *node, fh_condition_kind kind,
                                 fh_condition **ret_condition)
{
    fh_condition *group = FH_NEW(loader->arena, fh_condition);
    if (group == NULL) return FH_NO_MEMORY;
    group->kind = kind;
    group->line = node->line;
    fh_condition **tail = &group->first;
    if (node->kind != FH_NODE_LIST)
        return fh_load_fail(loader, node, "list of conditions expected");
    FH_NODE_EACH(child, node)
    {
        const fh_status status = load_condition(loader, child, tail);
        if (status != FH_OK) return status;
        tail = &(*tail)->next;
    }
    *ret_condition = group;
    return FH_OK;
}

MEMBER(condition, fh_condition, set, fh_load_text)
MEMBER(condition, fh_condition, others, fh_load_bool)
MEMBER(condition, fh_condition, at_least, fh_load_u32)
MEMBER(condition, fh_condition, at_most, fh_load_u32)
MEMBER(condition, fh_condition, lead, fh_load_u32)
MEMBER(condition, fh_condition, axis, fh_load_axis)
MEMBER(condition, fh_condition, level, fh_load_patterns)
static fh_status condition_of(fh_loader *loader, const fh_node *node, void *object)
{
    return load_selector(loader, node, &((fh_condition *)object)->selector);
}

static fh_status fill_condition(fh_loader *loader, const fh_node *node, fh_condition *condition)
{
    static const fh_key vendors_keys[] = {{"set", condition_set, true},
                                          {"others", condition_others, false},
                                          {"at-least", condition_at_least, false},
                                          {"at-most", condition_at_most, false},
                                          {NULL, NULL, false}};
    static const fh_key points_keys[] = {{"at-least", condition_at_least, false},
                                         {"at-most", condition_at_most, false},
                                         {"lead", condition_lead, false},
                                         {NULL, NULL, false}};
    static const fh_key share_keys[] = {
        {"of", condition_of, true}, {"at-least", condition_at_least, true}, {NULL, NULL, false}};
    static const fh_key verdict_keys[] = {
        {"axis", condition_axis, true}, {"level", condition_level, true}, {NULL, NULL, false}};
    condition->at_most = UINT32_MAX;
    if (fh_text_is(node->key, "has") || fh_text_is(node->key, "none")) {
        condition->kind = node->key.ptr[0] == 'h' ? FH_CONDITION_HAS : FH_CONDITION_NONE;
        return load_selector(loader, node, &condition->selector);
    }
    if (fh_text_is(node->key, "vendors")) {
        condition->kind = FH_CONDITION_VENDORS;
        return fh_load_map(loader, node, vendors_keys, "vendors", condition);
    }
    if (fh_text_is(node->key, "points")) {
        condition->kind = FH_CONDITION_POINTS;
        return fh_load_map(loader, node, points_keys, "points", condition);
    }
    if (fh_text_is(node->key, "share")) {
        condition->kind = FH_CONDITION_SHARE;
        return fh_load_map(loader, node, share_keys, "share", condition);
    }
    if (fh_text_is(node->key, "verdict")) {
        condition->kind = FH_CONDITION_VERDICT;
        const fh_status status = fh_load_map(loader, node, verdict_keys, "verdict", condition);
        if (status != FH_OK || condition->axis < loader->axis) return status;
        return fh_load_fail(loader, node, "only a verdict on an axis before this one is known");
    }
    return fh_load_fail(loader, node,
                        "unknown condition \"%.*s\" (has, none, vendors, points, share, verdict, "
                        "any, all)",
                        FH_TEXT_ARGS(node->key));
}

static fh_status load_condition(fh_loader *loader, const fh_node *node, fh_condition **ret)
{
    const fh_node *only = node->first;
    if (node->kind != FH_NODE_MAP || only == NULL || only->next != NULL)
        return fh_load_fail(loader, node, "a condition is a map with one key");
    if (fh_text_is(only->key, "any")) return load_conditions(loader, only, FH_CONDITION_ANY, ret);
    if (fh_text_is(only->key, "all")) return load_conditions(loader, only, FH_CONDITION_ALL, ret);
    fh_condition *condition = FH_NEW(loader->arena, fh_condition);
    if (condition == NULL) return FH_NO_MEMORY;
    condition->line = only->key_line;
    const fh_status status = fill_condition(loader, only, condition);
    if (status == FH_OK) *ret = condition;
    return status;
}

#define CONDITION_MEMBER(name)                                                                     \
    static fh_status decision_##name(fh_loader *loader, const fh_node *node, void *object)         \
    {                                                                                              \
        return load_conditions(loader, node, FH_CONDITION_ALL, &((fh_decision *)object)->name);    \
    }
CONDITION_MEMBER(when)
CONDITION_MEMBER(qualifier_when)
CONDITION_MEMBER(high_when)
CONDITION_MEMBER(low_when)
#undef CONDITION_MEMBER

/* ---- decisions and sets ---- */

MEMBER(decision, fh_decision, id, fh_load_text)
MEMBER(decision, fh_decision, level, fh_load_text)
MEMBER(decision, fh_decision, summary, fh_load_text)
MEMBER(decision, fh_decision, qualifier, fh_load_text)
MEMBER(decision, fh_decision, confidence, fh_load_confidence)
MEMBER(decision, fh_decision, each, fh_load_bool)
MEMBER(decision, fh_decision, because, load_selectors)
MEMBER(decision, fh_decision, despite, load_selectors)
MEMBER(decision, fh_decision, improve, load_selectors)

static fh_status load_decision(fh_loader *loader, const fh_node *node, void *object)
{
    static const fh_key keys[] = {{"id", decision_id, true},
                                  {"level", decision_level, true},
                                  {"summary", decision_summary, true},
                                  {"for-each-vendor", decision_each, false},
                                  {"when", decision_when, true},
                                  {"confidence", decision_confidence, false},
                                  {"high-when", decision_high_when, false},
                                  {"low-when", decision_low_when, false},
                                  {"qualifier", decision_qualifier, false},
                                  {"qualifier-when", decision_qualifier_when, false},
                                  {"because", decision_because, false},
                                  {"despite", decision_despite, false},
                                  {"to-improve", decision_improve, false},
                                  {NULL, NULL, false}};
    fh_decision decision = {.confidence = FH_CONFIDENCE_MEDIUM, .line = node->line};
    const fh_status status = fh_load_map(loader, node, keys, "decision", &decision);
    if (status != FH_OK) return status;
    fh_decision_vec *list = &((fh_decision_list *)object)->decisions;
    return FH_VEC_ADD(loader->arena, list, decision) ? FH_OK : FH_NO_MEMORY;
}
static fh_status list_decisions(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_list(loader, node, load_decision, object);
}

MEMBER(set, fh_vendor_set, any, load_selectors)
MEMBER(set, fh_vendor_set, except, fh_load_patterns)
static fh_status list_sets(fh_loader *loader, const fh_node *node, void *object)
{
    static const fh_key keys[] = {
        {"any", set_any, true}, {"except", set_except, false}, {NULL, NULL, false}};
    FH_NODE_EACH(child, node)
    {
        fh_vendor_set set = {.name = child->key};
        const fh_status status = fh_load_map(loader, child, keys, "set", &set);
        if (status != FH_OK) return status;
        if (!FH_VEC_ADD(loader->arena, &((fh_decision_list *)object)->sets, set))
            return FH_NO_MEMORY;
    }
    return FH_OK;
}
static fh_status list_central(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_patterns(loader, node, &((fh_decision_list *)object)->central);
}
static fh_status list_weakeners(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_weakeners(loader, node, &((fh_decision_list *)object)->weakeners);
}

static fh_status check_sets(fh_loader *loader, const fh_node *root, const fh_decision_list *list,
                            const fh_condition *condition)
{
    for (; condition != NULL; condition = condition->next) {
        bool found = condition->kind != FH_CONDITION_VENDORS;
        for (size_t i = 0; i < list->sets.count; i++)
            found |= fh_text_eq(list->sets.items[i].name, condition->set);
        if (!found)
            return fh_load_fail(loader, root, "line %u: no such set \"%.*s\"", condition->line,
                                FH_TEXT_ARGS(condition->set));
        const fh_status status = check_sets(loader, root, list, condition->first);
        if (status != FH_OK) return status;
    }
    return FH_OK;
}

fh_status fh_load_decisions(fh_loader *loader, const fh_node *root)
{
    static const fh_key keys[] = {{"schema", NULL, true},
                                  {"about", NULL, false},
                                  {"axis", NULL, true},
                                  {"weaken", list_weakeners, false},
                                  {"central", list_central, false},
                                  {"sets", list_sets, false},
                                  {"decisions", list_decisions, true},
                                  {NULL, NULL, false}};
    fh_axis axis;
    fh_status status = fh_load_axis(loader, fh_node_get(root, "axis"), &axis);
    if (status != FH_OK) return status;
    fh_decision_list list = {.axis = axis, .present = true, .pack = loader->pack};
    loader->axis = axis;
    status = fh_load_map(loader, root, keys, "pack", &list);
    for (size_t i = 0; status == FH_OK && i < list.decisions.count; i++)
        status = check_sets(loader, root, &list, list.decisions.items[i].when);
    if (status == FH_OK) loader->ruleset->lists[axis] = list;
    return status;
}
