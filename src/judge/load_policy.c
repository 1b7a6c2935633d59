/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "judge/load.h"
#include "judge/policy.h"

#define MEMBER(prefix, type, name, load_fn)                                                        \
    static fh_status prefix##_##name(fh_loader *loader, const fh_node *node, void *object)         \
    {                                                                                              \
        return load_fn(loader, node, &((type *)object)->name);                                     \
    }

static fh_status load_verdict(fh_loader *loader, const fh_node *node, fh_policy_verdict *verdict)
{
    static const char *const names[] = {"allow", "review", "deny"};
    for (size_t i = 0; i < FH_COUNT(names); i++)
        if (fh_text_is(node->text, names[i])) {
            *verdict = (fh_policy_verdict)i;
            return FH_OK;
        }
    return fh_load_fail(loader, node, "allow, review or deny expected");
}

/* A date that cannot be read must not make an exception eternal. */
static fh_status load_date(fh_loader *loader, const fh_node *node, fh_text *date)
{
    const fh_text text = fh_text_trim(node->text);
    bool good = text.len == 10;
    for (size_t i = 0; i < text.len && good; i++)
        good = i == 4 || i == 7 ? text.ptr[i] == '-' : fh_is_digit(text.ptr[i]);
    if (!good) return fh_load_fail(loader, node, "a date reads YYYY-MM-DD");
    *date = text;
    return FH_OK;
}

/* Uses are a closed list: a misspelled one would never hold. */
static fh_status load_uses(fh_loader *loader, const fh_node *node, fh_pattern_vec *uses)
{
    static const char *const names[] = {"source",    "static",   "dynamic", "network", "build-only",
                                        "test-only", "vendored", "weights", "data"};
    const fh_status status = fh_load_patterns(loader, node, uses);
    for (size_t i = 0; status == FH_OK && i < uses->count; i++) {
        bool known = fh_text_is(uses->items[i].glob, "*");
        for (size_t k = 0; k < FH_COUNT(names); k++)
            known |= fh_text_is(uses->items[i].glob, names[k]);
        if (!known)
            return fh_load_fail(loader, node, "no such use \"%.*s\"",
                                FH_TEXT_ARGS(uses->items[i].glob));
    }
    return status;
}

/* ---- entries ---- */

MEMBER(entry, fh_policy_entry, verdict, load_verdict)
MEMBER(entry, fh_policy_entry, license, fh_load_patterns)
MEMBER(entry, fh_policy_entry, category, fh_load_patterns)
MEMBER(entry, fh_policy_entry, fact, fh_load_patterns)
MEMBER(entry, fh_policy_entry, use, load_uses)
MEMBER(entry, fh_policy_entry, package, fh_load_patterns)
MEMBER(entry, fh_policy_entry, path, fh_load_patterns)

#define NOTES(prefix, type)                                                                        \
    static fh_status prefix##_reason(fh_loader *loader, const fh_node *node, void *object)         \
    {                                                                                              \
        return fh_load_text(loader, node, &((type *)object)->note.reason);                         \
    }                                                                                              \
    static fh_status prefix##_owner(fh_loader *loader, const fh_node *node, void *object)          \
    {                                                                                              \
        return fh_load_text(loader, node, &((type *)object)->note.owner);                          \
    }                                                                                              \
    static fh_status prefix##_expires(fh_loader *loader, const fh_node *node, void *object)        \
    {                                                                                              \
        return load_date(loader, node, &((type *)object)->note.expires);                           \
    }
NOTES(entry, fh_policy_entry)
NOTES(choice, fh_policy_choice)
NOTES(clear, fh_policy_clarification)
#undef NOTES

static fh_status add_entry(fh_loader *loader, const fh_node *node, void *object)
{
    static const fh_key keys[] = {{"verdict", entry_verdict, true},
                                  {"license", entry_license, false},
                                  {"category", entry_category, false},
                                  {"fact", entry_fact, false},
                                  {"use", entry_use, false},
                                  {"package", entry_package, false},
                                  {"path", entry_path, false},
                                  {"reason", entry_reason, false},
                                  {"owner", entry_owner, false},
                                  {"expires", entry_expires, false},
                                  {NULL, NULL, false}};
    fh_policy_entry entry = {.note = {.line = node->line}};
    const fh_status status = fh_load_map(loader, node, keys, "policy entry", &entry);
    if (status != FH_OK) return status;
    /* What is let through for one package or path is somebody's decision. */
    if ((entry.package.count > 0 || entry.path.count > 0) && entry.verdict == FH_POLICY_ALLOW &&
        (entry.note.reason.len == 0 || entry.note.owner.len == 0))
        return fh_load_fail(loader, node, "an exception needs a reason and an owner");
    return FH_VEC_ADD(loader->arena, &((fh_policy *)object)->entries, entry) ? FH_OK : FH_NO_MEMORY;
}

MEMBER(choice, fh_policy_choice, expression, fh_load_text)
MEMBER(choice, fh_policy_choice, choose, fh_load_text)
static fh_status add_choice(fh_loader *loader, const fh_node *node, void *object)
{
    static const fh_key keys[] = {
        {"expression", choice_expression, true}, {"choose", choice_choose, true},
        {"reason", choice_reason, true},         {"owner", choice_owner, false},
        {"expires", choice_expires, false},      {NULL, NULL, false}};
    fh_policy_choice choice = {.note = {.line = node->line}};
    const fh_status status = fh_load_map(loader, node, keys, "choice", &choice);
    if (status != FH_OK) return status;
    return FH_VEC_ADD(loader->arena, &((fh_policy *)object)->choices, choice) ? FH_OK
                                                                              : FH_NO_MEMORY;
}

MEMBER(clear, fh_policy_clarification, path, fh_load_text)
MEMBER(clear, fh_policy_clarification, sha256, fh_load_text)
MEMBER(clear, fh_policy_clarification, license, fh_load_text)
static fh_status add_clarification(fh_loader *loader, const fh_node *node, void *object)
{
    static const fh_key keys[] = {{"path", clear_path, true},
                                  {"sha256", clear_sha256, true},
                                  {"license", clear_license, true},
                                  {"reason", clear_reason, true},
                                  {"owner", clear_owner, true},
                                  {"expires", clear_expires, false},
                                  {NULL, NULL, false}};
    fh_policy_clarification clear = {.note = {.line = node->line}};
    const fh_status status = fh_load_map(loader, node, keys, "clarification", &clear);
    if (status != FH_OK) return status;
    if (clear.sha256.len != 64) return fh_load_fail(loader, node, "sha256 has 64 digits");
    return FH_VEC_ADD(loader->arena, &((fh_policy *)object)->clarifications, clear) ? FH_OK
                                                                                    : FH_NO_MEMORY;
}

/* ---- policies ---- */

MEMBER(policy, fh_policy, name, fh_load_text)
MEMBER(policy, fh_policy, preset, fh_load_text)
MEMBER(policy, fh_policy, outbound, fh_load_text)
MEMBER(policy, fh_policy, otherwise, load_verdict)
MEMBER(policy, fh_policy, unstated, load_verdict)
MEMBER(policy, fh_policy, served, fh_load_bool)
static fh_status policy_entries(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_list(loader, node, add_entry, object);
}
static fh_status policy_choices(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_list(loader, node, add_choice, object);
}
static fh_status policy_clarifications(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_list(loader, node, add_clarification, object);
}

static const fh_key policy_keys[] = {{"schema", NULL, false},
                                     {"about", NULL, false},
                                     {"name", policy_name, true},
                                     {"preset", policy_preset, false},
                                     {"outbound", policy_outbound, false},
                                     {"default", policy_otherwise, false},
                                     {"unstated", policy_unstated, false},
                                     {"served", policy_served, false},
                                     {"entries", policy_entries, false},
                                     {"choices", policy_choices, false},
                                     {"clarifications", policy_clarifications, false},
                                     {NULL, NULL, false}};

static fh_status load_policy(fh_loader *loader, const fh_node *node, fh_policy *ret_policy)
{
    *ret_policy = (fh_policy){.otherwise = FH_POLICY_REVIEW, .unstated = FH_POLICY_ALLOW};
    return fh_load_map(loader, node, policy_keys, "policy", ret_policy);
}

static fh_status add_preset(fh_loader *loader, const fh_node *node, void *object)
{
    fh_policy policy;
    (void)object;
    const fh_status status = load_policy(loader, node, &policy);
    if (status != FH_OK) return status;
    return FH_VEC_ADD(loader->arena, &loader->ruleset->policies, policy) ? FH_OK : FH_NO_MEMORY;
}
static fh_status pack_presets(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_list(loader, node, add_preset, object);
}

fh_status fh_load_policies(fh_loader *loader, const fh_node *root)
{
    static const fh_key keys[] = {{"schema", NULL, true},
                                  {"about", NULL, false},
                                  {"presets", pack_presets, true},
                                  {NULL, NULL, false}};
    return fh_load_map(loader, root, keys, "pack", loader);
}

fh_status fh_policy_parse(fh_env *env, fh_arena *arena, const fh_policy_vec *presets, fh_text name,
                          fh_text yaml, fh_policy *ret_policy)
{
    fh_pack pack;
    fh_loader loader = {.env = env, .arena = arena, .pack = name};
    fh_status status = fh_pack_parse(env, arena, name, yaml, &pack);
    if (status != FH_OK) return status;
    if (!fh_text_is(fh_node_text(fh_node_get(pack.root, "schema")), "freehold-policy/1"))
        return fh_load_fail(&loader, pack.root, "schema must be freehold-policy/1");
    status = load_policy(&loader, pack.root, ret_policy);
    if (status != FH_OK || ret_policy->preset.len == 0) return status;
    for (size_t i = 0; i < presets->count; i++) {
        const fh_policy *preset = &presets->items[i];
        if (!fh_text_eq(preset->name, ret_policy->preset)) continue;
        for (size_t k = 0; k < preset->entries.count; k++) {
            fh_policy_entry entry = preset->entries.items[k];
            entry.preset = true;
            if (!FH_VEC_ADD(arena, &ret_policy->entries, entry)) return FH_NO_MEMORY;
        }
        if (fh_node_get(pack.root, "default")->kind == FH_NODE_NONE)
            ret_policy->otherwise = preset->otherwise;
        return FH_OK;
    }
    return fh_load_fail(&loader, fh_node_get(pack.root, "preset"), "no such preset \"%.*s\"",
                        FH_TEXT_ARGS(ret_policy->preset));
}

/* ---- compatibility ---- */

MEMBER(row, fh_compatibility, inbound, fh_load_patterns)
MEMBER(row, fh_compatibility, outbound, fh_load_patterns)
MEMBER(row, fh_compatibility, use, load_uses)
MEMBER(row, fh_compatibility, verdict, fh_load_text)
MEMBER(row, fh_compatibility, reason, fh_load_text)
static fh_status add_row(fh_loader *loader, const fh_node *node, void *object)
{
    static const fh_key keys[] = {{"inbound", row_inbound, true}, {"outbound", row_outbound, false},
                                  {"use", row_use, false},        {"verdict", row_verdict, true},
                                  {"reason", row_reason, true},   {NULL, NULL, false}};
    fh_compatibility row = {.line = node->line};
    (void)object;
    const fh_status status = fh_load_map(loader, node, keys, "row", &row);
    if (status != FH_OK) return status;
    if (!fh_text_is(row.verdict, "yes") && !fh_text_is(row.verdict, "check") &&
        !fh_text_is(row.verdict, "no"))
        return fh_load_fail(loader, node, "verdict must be yes, check or no");
    return FH_VEC_ADD(loader->arena, &loader->ruleset->compatibility, row) ? FH_OK : FH_NO_MEMORY;
}
static fh_status pack_rows(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_list(loader, node, add_row, object);
}

fh_status fh_load_compatibility(fh_loader *loader, const fh_node *root)
{
    static const fh_key keys[] = {{"schema", NULL, true},
                                  {"about", NULL, false},
                                  {"rows", pack_rows, true},
                                  {NULL, NULL, false}};
    return fh_load_map(loader, root, keys, "pack", loader);
}
