/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/site.h"

/* Compose files: https://github.com/compose-spec/compose-spec. */

enum { MERGE_DEPTH = 4, MOST_CAPABILITIES = 16 };

extern const fh_reader fh_reader_compose;

typedef struct service {
    const fh_site *site;
    const fh_node *map;
    fh_text gate; /* "profile:NAME", or empty */
} service;

/* Member of a map, or of what it merges in with "<<". */
static const fh_node *find_merged(const fh_node *map, const char *key, unsigned depth)
{
    const fh_node *found = fh_node_get(map, key);
    if (found->kind != FH_NODE_NONE || depth == 0) return found;
    const fh_node *merged = fh_node_get(map, "<<");
    if (merged->kind == FH_NODE_MAP) return find_merged(merged, key, depth - 1);
    FH_NODE_EACH(item, merged)
    {
        found = find_merged(item, key, depth - 1);
        if (found->kind != FH_NODE_NONE) return found;
    }
    return &fh_node_empty;
}

static const fh_node *find(const service *self, const char *key)
{
    return find_merged(self->map, key, MERGE_DEPTH);
}

/* The environment of whoever runs it is not known: only defaults count. */
static bool look_up(void *user, fh_text name, fh_text *ret_value)
{
    (void)user;
    (void)name;
    (void)ret_value;
    return false;
}

static fh_text resolved(const service *self, fh_text text)
{
    return fh_expand(self->site->input->scratch, text, true, look_up, NULL);
}

static void gate(const service *self, fh_fact *fact)
{
    fh_fact_set(fact, FH_ATTR_VIA, FH_TEXT("compose"));
    if (self->gate.len == 0) return;
    fh_fact_set(fact, FH_ATTR_GATE, self->gate);
    fh_fact_set(fact, FH_ATTR_NECESSITY, FH_TEXT("optional-default-off"));
}

static void add(const service *self, fh_fact_kind kind, const fh_node *node, fh_text subject,
                fh_text value)
{
    fh_fact fact = fh_site_at(self->site, kind, node);
    fact.subject = subject;
    fact.value = value;
    gate(self, &fact);
    fh_site_add(self->site, &fact);
}

static void take_image(const service *self)
{
    const fh_node *node = find(self, "image");
    const fh_text reference = resolved(self, fh_node_text(node));
    if (reference.len == 0 || fh_text_find_byte(reference, ' ') != SIZE_MAX) return;
    add(self, FH_FACT_IMAGE, node, reference, fh_node_text(node));
}

static void add_pointer(const service *self, const fh_node *node, fh_text folder, fh_text file,
                        fh_text why)
{
    fh_arena *arena = self->site->input->scratch;
    folder = fh_arena_path(arena, fh_text_dir_name(self->site->input->path), folder);
    if (folder.ptr == NULL) return;
    const fh_text target = fh_arena_path(arena, folder, file);
    if (target.ptr != NULL && target.len > 0) add(self, FH_FACT_POINTER, node, target, why);
}

static void take_build(const service *self)
{
    const fh_node *build = find(self, "build");
    if (build->kind == FH_NODE_NONE) return;
    const fh_node *file = fh_node_get(build, "dockerfile");
    const fh_text context = resolved(
        self, fh_node_text(build->kind == FH_NODE_MAP ? fh_node_get(build, "context") : build));
    const fh_text name = file->kind == FH_NODE_NONE ? FH_TEXT("Dockerfile") : fh_node_text(file);
    if (fh_text_find(context, FH_TEXT("://")) == SIZE_MAX)
        add_pointer(self, file->kind == FH_NODE_NONE ? build : file, context, resolved(self, name),
                    FH_TEXT("dockerfile"));
    FH_NODE_EACH(arg, fh_node_get(build, "args"))
    if (arg->key.len > 0 && !fh_is_secret_name(arg->key))
        add(self, FH_FACT_FIELD, arg,
            fh_arena_join(self->site->input->scratch, FH_TEXT("build.args."), arg->key),
            resolved(self, fh_node_text(arg)));
}

static void add_env(const service *self, uint32_t line, uint32_t column, fh_text name,
                    fh_text value)
{
    fh_fact fact;
    if (!fh_site_env(self->site, line, column, name, resolved(self, value), &fact)) return;
    gate(self, &fact);
    fh_site_add(self->site, &fact);
}

static void take_environment(const service *self)
{
    const fh_node *list = find(self, "environment");
    FH_NODE_EACH(item, list)
    {
        if (list->kind == FH_NODE_MAP) {
            add_env(self, item->key_line, item->key_column, item->key, fh_node_text(item));
            continue;
        }
        const fh_text text = fh_node_text(item);
        const size_t equals = fh_text_find_byte(text, '=');
        const fh_text value =
            equals == SIZE_MAX ? FH_TEXT("") : fh_text_slice(text, equals + 1, SIZE_MAX);
        add_env(self, item->line, item->column, fh_text_slice(text, 0, equals), value);
    }
}

static void take_env_files(const service *self)
{
    const fh_node *files = find(self, "env_file");
    if (files->kind == FH_NODE_TEXT)
        add_pointer(self, files, FH_TEXT(""), fh_node_text(files), FH_TEXT("env-file"));
    FH_NODE_EACH(item, files)
    {
        const fh_node *path = item->kind == FH_NODE_MAP ? fh_node_get(item, "path") : item;
        if (fh_node_text(path).len > 0 && files->kind == FH_NODE_LIST)
            add_pointer(self, path, FH_TEXT(""), fh_node_text(path), FH_TEXT("env-file"));
    }
}

/* {driver, count, device_ids, capabilities: [gpu]}: "nvidia/gpu"; without a driver just "gpu". */
static void take_reservation(const service *self, const fh_node *device)
{
    fh_arena *arena = self->site->input->scratch;
    const fh_node *driver = fh_node_get(device, "driver");
    const fh_node *count = fh_node_get(device, "count");
    const fh_node *ids = fh_node_get(device, "device_ids");
    const fh_node *place =
        driver->kind == FH_NODE_NONE ? fh_node_get(device, "capabilities") : driver;
    fh_text subject = resolved(self, fh_node_text(driver));
    uint32_t budget = MOST_CAPABILITIES;
    FH_NODE_EACH(capability, fh_node_get(device, "capabilities"))
    {
        const fh_text name = capability->kind == FH_NODE_LIST
                                 ? fh_node_text(fh_node_at(capability, 0))
                                 : fh_node_text(capability);
        if (budget-- == 0) break;
        if (subject.len > 0)
            subject = fh_arena_join(arena, subject,
                                    budget + 1 == MOST_CAPABILITIES ? FH_TEXT("/") : FH_TEXT(","));
        subject = fh_arena_join(arena, subject, fh_text_slice(name, 0, 64));
    }
    if (subject.len == 0) return;
    fh_text value = fh_node_text(count);
    if (value.len == 0 && ids->count > 0)
        value = fh_arena_printf(arena, "%u", (unsigned)ids->count);
    add(self, FH_FACT_RESOURCE, place, subject, value);
}

static void take_resources(const service *self)
{
    const fh_node *reserved = fh_node_path(find(self, "deploy"), "resources.reservations.devices");
    FH_NODE_EACH(device, reserved)
    if (device->kind == FH_NODE_MAP) take_reservation(self, device);
    const fh_node *runtime = find(self, "runtime");
    const fh_text name = resolved(self, fh_node_text(runtime));
    if (name.len > 0)
        add(self, FH_FACT_RESOURCE, runtime,
            fh_arena_join(self->site->input->scratch, FH_TEXT("runtime:"), name), FH_TEXT(""));
    const fh_node *gpus = find(self, "gpus");
    if (fh_node_text(gpus).len > 0)
        add(self, FH_FACT_RESOURCE, gpus, FH_TEXT("gpus"), fh_node_text(gpus));
    FH_NODE_EACH(device, gpus)
    if (device->kind == FH_NODE_MAP) take_reservation(self, device);
    FH_NODE_EACH(device, find(self, "devices"))
    {
        const fh_text path = resolved(self, fh_node_text(device));
        if (!fh_text_starts(path, FH_TEXT("/dev/"))) continue;
        add(self, FH_FACT_RESOURCE, device,
            fh_arena_join(self->site->input->scratch, FH_TEXT("device:"),
                          fh_text_slice(path, 0, fh_text_find_byte(path, ':'))),
            path);
    }
}

static void read_service(const fh_site *site, const fh_node *map)
{
    service self = {.site = site, .map = map};
    const fh_text profile = fh_node_text(fh_node_at(find(&self, "profiles"), 0));
    if (profile.len > 0)
        self.gate = fh_arena_join(site->input->scratch, FH_TEXT("profile:"), profile);
    take_image(&self);
    take_build(&self);
    take_environment(&self);
    take_env_files(&self);
    take_resources(&self);
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_site site = fh_site_make(input, &fh_reader_compose, facts);
    FH_NODE_EACH(document, input->doc)
    {
        const fh_node *services = fh_node_get(document, "services");
        if (services->kind != FH_NODE_MAP) continue;
        FH_NODE_EACH(map, services)
        if (map->kind == FH_NODE_MAP && !map->duplicate) read_service(&site, map);
    }
}

static const char *const globs[] = {"**/*compose*.yaml", "**/*compose*.yml", NULL};

const fh_reader fh_reader_compose = {
    .name = "compose",
    .about = "Compose files: images, devices, runtime, environment",
    .globs = globs,
    .syntax = FH_SYNTAX_YAML,
    .manifest = false,
    .read = read,
};
