/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/workload.h"

enum { DEEPEST = 64 };

typedef struct walk {
    const fh_site *site;
    const char *via;
} walk;

static void walk_node(const walk *self, const fh_node *node, bool in_affinity, unsigned depth);

bool fh_is_common_resource(fh_text key)
{
    static const char *const common[] = {"cpu",     "memory",       "storage", "ephemeral-storage",
                                         "pods",    "sharedMemory", "size",    "shm",
                                         "memoryGi"};
    for (size_t i = 0; i < FH_COUNT(common); i++)
        if (fh_text_is(key, common[i])) return true;
    return fh_text_starts(key, FH_TEXT("hugepages-"));
}

bool fh_is_template(fh_text bytes)
{
    return fh_text_find(bytes, FH_TEXT("{{")) != SIZE_MAX;
}

static bool is_scalar(const fh_node *node)
{
    return fh_node_text(node).len > 0;
}

static void add_field(const walk *self, const fh_node *node, const char *prefix, fh_text key,
                      fh_text value)
{
    fh_fact fact = fh_site_at_key(self->site, FH_FACT_FIELD, node);
    fact.subject = fh_arena_printf(self->site->input->scratch, "%s%.*s", prefix,
                                   FH_TEXT_ARGS(fh_text_slice(key, 0, 256)));
    fact.value = value;
    fh_fact_set(&fact, FH_ATTR_VIA, fh_text_of(self->via));
    fh_site_add(self->site, &fact);
}

/* ---- resources: {limits: {key: amount}, requests: {...}} ---- */

static void add_amounts(const walk *self, const fh_node *map, fh_text kind, unsigned depth)
{
    FH_NODE_EACH(child, map)
    {
        if (child->kind == FH_NODE_MAP && depth > 0) add_amounts(self, child, kind, depth - 1);
        if (!is_scalar(child) || fh_is_common_resource(child->key)) continue;
        fh_fact fact = fh_site_at_key(self->site, FH_FACT_RESOURCE, child);
        fact.subject = child->key;
        fact.value = fh_node_text(child);
        fh_fact_set(&fact, FH_ATTR_VIA, fh_text_of(self->via));
        fh_fact_set(&fact, FH_ATTR_KIND, kind);
        fh_site_add(self->site, &fact);
    }
}

static void take_resources(const walk *self, const fh_node *node)
{
    static const char *const kinds[] = {"limits", "requests"};
    for (size_t i = 0; i < FH_COUNT(kinds); i++) {
        const fh_node *amounts = fh_node_get(node, kinds[i]);
        if (amounts->kind == FH_NODE_MAP) add_amounts(self, amounts, fh_text_of(kinds[i]), 1);
    }
}

/* ---- images ---- */

static bool is_picture(fh_text text)
{
    static const char *const ends[] = {".png", ".svg", ".jpg", ".jpeg", ".gif", ".webp", ".ico"};
    for (size_t i = 0; i < FH_COUNT(ends); i++)
        if (fh_text_ends(text, fh_text_of(ends[i]))) return true;
    return text.len > 0 && (text.ptr[0] == '/' || text.ptr[0] == '.' ||
                            fh_text_find(text, FH_TEXT("://")) != SIZE_MAX ||
                            fh_text_find(text, FH_TEXT("{{")) != SIZE_MAX);
}

static fh_text first_text(const fh_node *map, const char *a, const char *b, const char *c)
{
    const char *const keys[] = {a, b, c};
    for (size_t i = 0; i < FH_COUNT(keys); i++) {
        const fh_text text = fh_node_text(fh_node_get(map, keys[i]));
        if (text.len > 0) return text;
    }
    return FH_TEXT("");
}

/* {registry, repository, tag, digest}, as charts split a reference. */
static void take_image_map(const walk *self, const fh_node *map)
{
    fh_arena *arena = self->site->input->scratch;
    const fh_node *place = fh_node_get(map, "repository");
    if (place->kind == FH_NODE_NONE) place = fh_node_get(map, "name");
    const fh_text repository = fh_node_text(place);
    const fh_text registry = first_text(map, "registry", "hub", "imageRegistry");
    const fh_text tag = first_text(map, "tag", "imageTag", "version");
    fh_text reference = repository;
    if (repository.len == 0 || is_picture(repository)) return;
    if (registry.len > 0)
        reference =
            fh_arena_printf(arena, "%.*s/%.*s", FH_TEXT_ARGS(registry), FH_TEXT_ARGS(repository));
    if (tag.len > 0)
        reference = fh_arena_printf(arena, "%.*s:%.*s", FH_TEXT_ARGS(reference), FH_TEXT_ARGS(tag));
    fh_site_add_image(self->site, place, reference, repository, self->via);
}

static void take_image(const walk *self, const fh_node *node)
{
    if (node->kind == FH_NODE_MAP) take_image_map(self, node);
    else if (!is_picture(fh_node_text(node)))
        fh_site_add_image(self->site, node, fh_node_text(node), fh_node_text(node), self->via);
}

/* The list `images` of a kustomization: {name, newName, newTag}. */
static void take_image_list(const walk *self, const fh_node *list)
{
    FH_NODE_EACH(item, list)
    {
        const fh_text name = first_text(item, "newName", "name", "newName");
        const fh_text tag = first_text(item, "newTag", "tag", "newTag");
        if (item->kind != FH_NODE_MAP || tag.len == 0 || is_picture(name)) continue;
        const fh_node *place = fh_node_get(item, "newName");
        if (place->kind == FH_NODE_NONE) place = fh_node_get(item, "name");
        fh_site_add_image(self->site, place,
                          fh_arena_printf(self->site->input->scratch, "%.*s:%.*s",
                                          FH_TEXT_ARGS(name), FH_TEXT_ARGS(tag)),
                          name, self->via);
    }
}

/* "sidecarImage: registry/name:tag" */
static bool is_image_key(const fh_node *node)
{
    const fh_text text = fh_node_text(node);
    const fh_text name = fh_text_base_name(text);
    return fh_text_ends(node->key, FH_TEXT("Image")) && name.len < text.len &&
           (fh_text_find_byte(name, ':') != SIZE_MAX || fh_text_find_byte(name, '@') != SIZE_MAX);
}

/* ---- environment ---- */

static void add_env(const walk *self, const fh_node *place, fh_text name, fh_text value)
{
    fh_fact fact;
    if (!fh_site_env(self->site, place->line, place->column, name, value, &fact)) return;
    fh_fact_set(&fact, FH_ATTR_VIA, fh_text_of(self->via));
    fh_site_add(self->site, &fact);
}

/* [{name, value}] as Kubernetes has it, {NAME: value} as charts and config maps do. */
static void take_env(const walk *self, const fh_node *node)
{
    FH_NODE_EACH(item, node)
    {
        if (item->kind == FH_NODE_MAP) {
            const fh_node *name = fh_node_get(item, "name");
            add_env(self, name, fh_node_text(name), fh_node_text(fh_node_get(item, "value")));
        } else if (node->kind == FH_NODE_MAP && fh_is_env_name(item->key)) {
            fh_node place = *item;
            place.line = item->key_line;
            place.column = item->key_column;
            add_env(self, &place, item->key, fh_node_text(item));
        }
    }
}

/* ---- where it may run ---- */

static void take_selector(const walk *self, const fh_node *map)
{
    FH_NODE_EACH(child, map)
    if (map->kind == FH_NODE_MAP && is_scalar(child))
        add_field(self, child, "nodeSelector.", child->key, fh_node_text(child));
}

static void take_tolerations(const walk *self, const fh_node *list)
{
    FH_NODE_EACH(item, list)
    {
        const fh_node *key = fh_node_get(item, "key");
        if (is_scalar(key))
            add_field(self, key, "tolerations.", fh_node_text(key),
                      first_text(item, "value", "operator", "effect"));
    }
}

static void take_expressions(const walk *self, const fh_node *list)
{
    fh_arena *arena = self->site->input->scratch;
    FH_NODE_EACH(item, list)
    {
        const fh_node *key = fh_node_get(item, "key");
        fh_text values = FH_TEXT("");
        uint32_t budget = 16;
        FH_NODE_EACH(value, fh_node_get(item, "values"))
        {
            if (budget-- == 0) break;
            if (values.len > 0) values = fh_arena_join(arena, values, FH_TEXT(" "));
            values = fh_arena_join(arena, values, fh_text_slice(fh_node_text(value), 0, 128));
        }
        if (is_scalar(key)) add_field(self, key, "affinity.", fh_node_text(key), values);
    }
}

/* ---- the walk ---- */

typedef void (*taker)(const walk *self, const fh_node *node);

static const struct {
    const char *key;
    taker take;
    bool whole; /* nothing further is looked for below */
} takers[] = {
    {"image", take_image, true},
    {"images", take_image_list, false},
    {"resources", take_resources, false},
    {"env", take_env, true},
    {"envs", take_env, true},
    {"extraEnv", take_env, true},
    {"extraEnvs", take_env, true},
    {"extraEnvVars", take_env, true},
    {"environment", take_env, true},
    {"nodeSelector", take_selector, true},
    {"tolerations", take_tolerations, true},
};

/* True when nothing is left to look for below `node`. */
static bool take_known(const walk *self, const fh_node *node, bool in_affinity)
{
    if (fh_text_is(node->key, "matchExpressions") && in_affinity) {
        take_expressions(self, node);
        return true;
    }
    if (fh_text_is(node->key, "runtimeClassName") && is_scalar(node)) {
        add_field(self, node, "", node->key, fh_node_text(node));
        return true;
    }
    if (is_image_key(node)) take_image(self, node);
    for (size_t i = 0; i < FH_COUNT(takers); i++) {
        if (!fh_text_is(node->key, takers[i].key)) continue;
        takers[i].take(self, node);
        return takers[i].whole;
    }
    return false;
}

static void walk_node(const walk *self, const fh_node *node, bool in_affinity, unsigned depth)
{
    if (depth > DEEPEST) return;
    FH_NODE_EACH(child, node)
    {
        if (child->duplicate) continue;
        if (node->kind == FH_NODE_MAP && take_known(self, child, in_affinity)) continue;
        if (child->kind != FH_NODE_MAP && child->kind != FH_NODE_LIST) continue;
        const bool affinity = node->kind == FH_NODE_MAP && fh_text_is(child->key, "nodeAffinity");
        walk_node(self, child, in_affinity || affinity, depth + 1);
    }
}

void fh_workload_read(const fh_site *site, const fh_node *root, const char *via)
{
    const walk self = {site, via};
    walk_node(&self, root, false, 0);
}
