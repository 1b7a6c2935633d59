/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "judge/load.h"

#include "base/glob.h"

#include <stdarg.h>
#include <stdio.h>

fh_status fh_load_fail(fh_loader *loader, const fh_node *node, const char *format, ...)
{
    char message[160];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(message, sizeof message, format, args);
    va_end(args);
    const uint32_t line = node->key_line != 0 ? node->key_line : node->line;
    const uint32_t column = node->key_line != 0 ? node->key_column : node->column;
    return fh_fail_at(loader->env, FH_BAD_INPUT, line, column, "%.*s:%u:%u: %s",
                      FH_TEXT_ARGS(loader->pack), line, column, message);
}

/* Edits between two short names (Levenshtein, one row), for "did you mean". */
static size_t edits_between(fh_text a, fh_text b)
{
    enum { LONGEST = 40 };
    size_t row[LONGEST + 1];
    if (a.len > LONGEST || b.len > LONGEST) return LONGEST;
    for (size_t j = 0; j <= b.len; j++) row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            const size_t above = row[j];
            size_t best = diagonal + (a.ptr[i - 1] != b.ptr[j - 1]);
            if (above + 1 < best) best = above + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            row[j] = best;
            diagonal = above;
        }
    }
    return row[b.len];
}

static const char *nearest_key(const fh_key *keys, fh_text name)
{
    const char *best = "";
    size_t best_edits = 4;
    for (; keys->name != NULL; keys++) {
        const size_t edits = edits_between(fh_text_of(keys->name), name);
        if (edits < best_edits) {
            best_edits = edits;
            best = keys->name;
        }
    }
    return best;
}

static const fh_key *key_find(const fh_key *keys, fh_text name)
{
    for (; keys->name != NULL; keys++)
        if (fh_text_is(name, keys->name)) return keys;
    return NULL;
}

fh_status fh_load_map(fh_loader *loader, const fh_node *node, const fh_key *keys, const char *what,
                      void *object)
{
    if (node->kind != FH_NODE_MAP) return fh_load_fail(loader, node, "%s must be a map", what);
    FH_NODE_EACH(child, node)
    {
        const fh_key *key = key_find(keys, child->key);
        if (child->duplicate)
            return fh_load_fail(loader, child, "key \"%.*s\" stands twice in %s",
                                FH_TEXT_ARGS(child->key), what);
        if (key == NULL) {
            const char *nearest = nearest_key(keys, child->key);
            return fh_load_fail(loader, child, "unknown key \"%.*s\" in %s%s%s%s",
                                FH_TEXT_ARGS(child->key), what,
                                *nearest != '\0' ? " (did you mean \"" : "", nearest,
                                *nearest != '\0' ? "\"?)" : "");
        }
        if (key->load == NULL) continue;
        const fh_status status = key->load(loader, child, object);
        if (status != FH_OK) return status;
    }
    for (; keys->name != NULL; keys++)
        if (keys->required && fh_node_get(node, keys->name)->kind == FH_NODE_NONE)
            return fh_load_fail(loader, node, "%s lacks \"%s\"", what, keys->name);
    return loader->arena->failed ? FH_NO_MEMORY : FH_OK;
}

fh_status fh_load_list(fh_loader *loader, const fh_node *node,
                       fh_status (*load)(fh_loader *, const fh_node *, void *), void *object)
{
    if (node->kind != FH_NODE_LIST) return load(loader, node, object);
    FH_NODE_EACH(child, node)
    {
        const fh_status status = load(loader, child, object);
        if (status != FH_OK) return status;
    }
    return FH_OK;
}

static bool is_scalar(const fh_node *node)
{
    return node->kind == FH_NODE_TEXT || node->kind == FH_NODE_NUMBER ||
           node->kind == FH_NODE_BOOL || node->kind == FH_NODE_DATE;
}

fh_status fh_load_text(fh_loader *loader, const fh_node *node, void *object)
{
    if (!is_scalar(node)) return fh_load_fail(loader, node, "text expected");
    *(fh_text *)object = fh_text_trim(node->text);
    return FH_OK;
}

static fh_status add_text(fh_loader *loader, const fh_node *node, void *object)
{
    fh_text text = {0};
    const fh_status status = fh_load_text(loader, node, &text);
    if (status != FH_OK) return status;
    return FH_VEC_ADD(loader->arena, (fh_text_vec *)object, text) ? FH_OK : FH_NO_MEMORY;
}

fh_status fh_load_texts(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_list(loader, node, add_text, object);
}

fh_status fh_load_bool(fh_loader *loader, const fh_node *node, void *object)
{
    const bool is_true = fh_text_is(node->text, "true");
    if (!is_scalar(node) || (!is_true && !fh_text_is(node->text, "false")))
        return fh_load_fail(loader, node, "true or false expected");
    *(bool *)object = is_true;
    return FH_OK;
}

fh_status fh_load_u32(fh_loader *loader, const fh_node *node, void *object)
{
    uint64_t value = 0;
    if (!is_scalar(node) || !fh_text_to_u64(node->text, &value) || value > UINT32_MAX)
        return fh_load_fail(loader, node, "whole number expected");
    *(uint32_t *)object = (uint32_t)value;
    return FH_OK;
}

static fh_status add_pattern(fh_loader *loader, const fh_node *node, void *object)
{
    fh_pattern pattern = {0};
    if (!is_scalar(node)) return fh_load_fail(loader, node, "pattern expected");
    pattern.glob = node->text;
    if (fh_text_starts(pattern.glob, FH_TEXT("!"))) {
        pattern.negate = true;
        pattern.glob = fh_text_slice(pattern.glob, 1, SIZE_MAX);
    }
    if (pattern.glob.len > 1 && (pattern.glob.ptr[0] == '>' || pattern.glob.ptr[0] == '<')) {
        pattern.compare = pattern.glob.ptr[0];
        const size_t skip = pattern.glob.ptr[1] == '=' ? 2 : 1;
        if (skip == 1 ||
            !fh_text_to_u64(fh_text_slice(pattern.glob, skip, SIZE_MAX), &pattern.number))
            return fh_load_fail(loader, node, "number test must read >=N or <=N");
    } else if (!fh_glob_is_valid(pattern.glob)) {
        return fh_load_fail(loader, node, "broken glob");
    }
    return FH_VEC_ADD(loader->arena, (fh_pattern_vec *)object, pattern) ? FH_OK : FH_NO_MEMORY;
}

fh_status fh_load_patterns(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_list(loader, node, add_pattern, object);
}

fh_status fh_load_strength(fh_loader *loader, const fh_node *node, void *object)
{
    if (!fh_strength_find(node->text, object))
        return fh_load_fail(loader, node, "no such strength \"%.*s\"", FH_TEXT_ARGS(node->text));
    return FH_OK;
}

static fh_status add_strength_bit(fh_loader *loader, const fh_node *node, void *object)
{
    fh_strength strength;
    const fh_status status = fh_load_strength(loader, node, &strength);
    if (status == FH_OK) *(uint32_t *)object |= 1u << strength;
    return status;
}

fh_status fh_load_strength_bits(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_list(loader, node, add_strength_bit, object);
}

static fh_status add_context(fh_loader *loader, const fh_node *node, void *object)
{
    uint32_t bit = 0;
    if (!fh_context_find(node->text, &bit))
        return fh_load_fail(loader, node, "no such context \"%.*s\"", FH_TEXT_ARGS(node->text));
    *(uint32_t *)object |= bit;
    return FH_OK;
}

fh_status fh_load_contexts(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_list(loader, node, add_context, object);
}

fh_status fh_load_axis(fh_loader *loader, const fh_node *node, void *object)
{
    if (!fh_axis_find(node->text, object))
        return fh_load_fail(loader, node, "no such axis \"%.*s\"", FH_TEXT_ARGS(node->text));
    return FH_OK;
}

fh_status fh_load_confidence(fh_loader *loader, const fh_node *node, void *object)
{
    if (!fh_confidence_find(node->text, object))
        return fh_load_fail(loader, node, "confidence must be low, medium or high");
    return FH_OK;
}

static fh_status load_pack(fh_loader *loader, const fh_pack *pack)
{
    loader->pack = pack->name;
    const fh_text schema = fh_node_text(fh_node_get(pack->root, "schema"));
    if (fh_text_is(schema, "freehold-rules/1")) return fh_load_rules(loader, pack->root);
    if (fh_text_is(schema, "freehold-tables/1")) return fh_load_tables(loader, pack->root);
    if (fh_text_is(schema, "freehold-decisions/1")) return fh_load_decisions(loader, pack->root);
    if (fh_text_is(schema, "freehold-policies/1")) return fh_load_policies(loader, pack->root);
    if (fh_text_is(schema, "freehold-compatibility/1"))
        return fh_load_compatibility(loader, pack->root);
    return fh_load_fail(loader, pack->root,
                        "schema must be freehold-rules/1, -tables/1, -decisions/1, -policies/1 or "
                        "-compatibility/1");
}

static bool rule_answers(const fh_rule *rule, bool role, fh_text glob)
{
    if (!role) return fh_glob_match(glob, rule->name, FH_GLOB_NOCASE);
    if (fh_glob_match(glob, rule->role, FH_GLOB_NOCASE)) return true;
    for (size_t i = 0; i < rule->matchers.count; i++)
        if (fh_glob_match(glob, rule->matchers.items[i].role, FH_GLOB_NOCASE)) return true;
    return false;
}

/* A decision that goes by a name that no rule has can never hold, and nobody would see it. */
static fh_status check_name(fh_loader *loader, const fh_asked *asked, const fh_node *node)
{
    fh_text glob = node->text;
    if (fh_text_starts(glob, FH_TEXT("!"))) glob = fh_text_slice(glob, 1, SIZE_MAX);
    for (size_t i = 0; i < loader->ruleset->rules.count; i++)
        if (rule_answers(&loader->ruleset->rules.items[i], asked->role, glob)) return FH_OK;
    loader->pack = asked->pack;
    return fh_load_fail(loader, node,
                        asked->role ? "no rule has the role \"%.*s\"" : "no rule is named \"%.*s\"",
                        FH_TEXT_ARGS(glob));
}

static fh_status check_names(fh_loader *loader)
{
    for (size_t i = 0; i < loader->asked.count; i++) {
        const fh_asked *asked = &loader->asked.items[i];
        fh_status status = FH_OK;
        if (asked->node->kind != FH_NODE_LIST) status = check_name(loader, asked, asked->node);
        FH_NODE_EACH(child, asked->node)
        if (status == FH_OK) status = check_name(loader, asked, child);
        if (status != FH_OK) return status;
    }
    return FH_OK;
}

/* Tables first, whatever the order of packs, because matchers point at them. */
static fh_status load_all(fh_loader *loader, const fh_pack *packs, size_t count)
{
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < count; i++) {
            const bool tables =
                fh_text_is(fh_node_text(fh_node_get(packs[i].root, "schema")), "freehold-tables/1");
            if (tables != (pass == 0)) continue;
            const fh_status status = load_pack(loader, &packs[i]);
            if (status != FH_OK) return status;
        }
    const fh_status status = check_names(loader);
    return status == FH_OK ? fh_ruleset_compile(loader->env, loader->ruleset) : status;
}

fh_status fh_ruleset_load(fh_env *env, const fh_pack *packs, size_t count, fh_ruleset **ret_ruleset)
{
    fh_arena arena;
    fh_arena_init(&arena, 0);
    fh_ruleset *ruleset = FH_NEW(&arena, fh_ruleset);
    if (ruleset == NULL) {
        fh_arena_done(&arena);
        return fh_fail(env, FH_NO_MEMORY, "no memory for rules");
    }
    ruleset->arena = arena;
    fh_loader loader = {.env = env, .ruleset = ruleset, .arena = &ruleset->arena};
    const fh_status status = load_all(&loader, packs, count);
    if (status != FH_OK) {
        if (status == FH_NO_MEMORY) (void)fh_fail(env, FH_NO_MEMORY, "no memory for rules");
        fh_ruleset_free(ruleset);
        return status;
    }
    *ret_ruleset = ruleset;
    return FH_OK;
}

void fh_ruleset_free(fh_ruleset *ruleset)
{
    if (ruleset == NULL) return;
    fh_arena arena = ruleset->arena; /* the rule set lives in its own arena */
    fh_arena_done(&arena);
}

const fh_rule *fh_ruleset_rule(const fh_ruleset *ruleset, fh_text id_or_name)
{
    for (size_t i = 0; i < ruleset->rules.count; i++) {
        const fh_rule *rule = &ruleset->rules.items[i];
        if (fh_text_eq_nocase(rule->id, id_or_name) || fh_text_eq(rule->name, id_or_name))
            return rule;
    }
    return NULL;
}

const fh_id_table *fh_ruleset_table(const fh_ruleset *ruleset, fh_text name)
{
    for (size_t i = 0; i < ruleset->tables.count; i++)
        if (fh_text_eq(ruleset->tables.items[i].name, name)) return &ruleset->tables.items[i];
    return NULL;
}
