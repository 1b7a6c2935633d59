/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/buf.h"
#include "base/table.h"
#include "read/license_name.h"
#include "read/manifest.h"

/* pom.xml (the POM reference of Maven). What the file itself says: coordinates, properties,
 * dependencies with scope, profiles, plugins. What only a parent or a bill of materials says is
 * left to link, which gets managed versions and properties as fields. */

enum { LONGEST_VALUE = 1024, DEEPEST = 8, MOST_ITEMS = 20000 };

extern const fh_reader fh_reader_maven;

typedef struct pom {
    fh_site site;
    fh_env *env;
    fh_arena *arena;
    fh_table properties; /* name -> index into values */
    const fh_node **values;
    fh_text group, artifact, version, parent_version;
    unsigned items;
    fh_text profile;    /* of what is read now */
    fh_text activation; /* its condition */
    bool by_default;
} pom;

static const fh_node *text_of(const fh_node *element, const char *name)
{
    return fh_node_get(fh_node_get(element, name), "#text");
}

/* ---- properties ---- */

static bool look_up(const pom *self, fh_text name, fh_text *ret_value)
{
    const struct {
        const char *name;
        fh_text value;
    } own[] = {
        {"project.groupId", self->group},
        {"project.version", self->version},
        {"project.artifactId", self->artifact},
        {"pom.groupId", self->group},
        {"pom.version", self->version},
        {"groupId", self->group},
        {"version", self->version},
        {"pom.artifactId", self->artifact},
        {"project.parent.version", self->parent_version},
    };
    uint32_t index;
    if (fh_table_find(&self->properties, name, &index)) {
        *ret_value = fh_node_text(fh_node_get(self->values[index], "#text"));
        return true;
    }
    for (size_t i = 0; i < FH_COUNT(own); i++)
        if (fh_text_is(name, own[i].name) && own[i].value.len > 0) {
            *ret_value = own[i].value;
            return true;
        }
    return false;
}

static void expand_into(const pom *self, fh_buf *buf, fh_text text, unsigned depth)
{
    while (text.len > 0 && !buf->failed) {
        const size_t at = fh_text_find(text, FH_TEXT("${"));
        fh_buf_add(buf, fh_text_slice(text, 0, at));
        if (at == SIZE_MAX) return;
        const fh_text rest = fh_text_slice(text, at + 2, SIZE_MAX);
        const size_t end = fh_text_find_byte(rest, '}');
        fh_text value;
        if (end == SIZE_MAX) {
            fh_buf_add(buf, fh_text_slice(text, at, SIZE_MAX));
            return;
        }
        const fh_text name = fh_text_slice(rest, 0, end);
        text = fh_text_slice(rest, end + 1, SIZE_MAX);
        if (depth < DEEPEST && look_up(self, name, &value))
            expand_into(self, buf, value, depth + 1);
        else {
            fh_buf_add(buf, FH_TEXT("${"));
            fh_buf_add(buf, name);
            fh_buf_add_byte(buf, '}');
        }
    }
}

/* `text` with the properties of this file put in; what only others know stays as written. */
static fh_text expand(const pom *self, fh_text text)
{
    fh_buf buf;
    if (fh_text_find(text, FH_TEXT("${")) == SIZE_MAX) return text;
    fh_buf_init(&buf, LONGEST_VALUE);
    expand_into(self, &buf, text, 0);
    const fh_text result = buf.failed ? text : fh_arena_copy(self->arena, fh_buf_text(&buf));
    fh_buf_done(&buf);
    return result;
}

static fh_text expanded(const pom *self, const fh_node *element, const char *name)
{
    return expand(self, fh_node_text(text_of(element, name)));
}

static void add_field(const pom *self, const fh_node *place, const char *subject, fh_text name,
                      fh_text value)
{
    fh_fact fact = fh_site_at(&self->site, FH_FACT_FIELD, place);
    fact.subject = fh_arena_join(self->arena, fh_text_of(subject), name);
    fact.value = fh_text_slice(value, 0, LONGEST_VALUE);
    fh_site_add(&self->site, &fact);
}

static void take_properties(pom *self, const fh_node *map)
{
    fh_table_init(&self->properties, self->arena);
    self->values = FH_NEW_ARRAY(self->arena, map->count + 1, const fh_node *);
    if (self->values == NULL) return;
    uint32_t count = 0;
    FH_NODE_EACH(child, map)
    {
        if (child->kind != FH_NODE_MAP) continue;
        self->values[count] = child;
        (void)fh_table_set(&self->properties, child->key, count++);
    }
}

/* ---- dependencies ---- */

typedef struct maven_scope {
    const char *name, *phase, *necessity;
} maven_scope;

/* The introduction to Maven's dependency mechanism, "Dependency Scope". */
static const maven_scope scopes[] = {
    {"compile", "runtime", "required"},  {"runtime", "runtime", "required"},
    {"provided", "runtime", "provided"}, {"system", "runtime", "provided"},
    {"test", "test", "required"},
};

static maven_scope scope_of(fh_text name)
{
    for (size_t i = 0; i < FH_COUNT(scopes); i++)
        if (fh_text_is(name, scopes[i].name)) return scopes[i];
    return scopes[0];
}

static fh_text coordinates(const pom *self, const fh_node *element)
{
    const fh_text group = expanded(self, element, "groupId");
    const fh_text artifact = expanded(self, element, "artifactId");
    if (group.len == 0 || artifact.len == 0) return FH_TEXT("");
    return fh_arena_printf(self->arena, "%.*s:%.*s", FH_TEXT_ARGS(group), FH_TEXT_ARGS(artifact));
}

static const char *pin_of(fh_text version)
{
    if (version.len == 0 || fh_text_is(version, "LATEST") || fh_text_is(version, "RELEASE"))
        return "floating";
    if (version.ptr[0] == '[' || version.ptr[0] == '(')
        return fh_text_find_byte(version, ',') == SIZE_MAX ? "exact" : "range";
    return fh_text_ends(version, FH_TEXT("-SNAPSHOT")) ? "range" : "exact";
}

static fh_text gate_of(const pom *self)
{
    if (self->profile.len == 0) return self->profile;
    return fh_arena_join(self->arena, FH_TEXT("profile:"), self->profile);
}

static const char *necessity_of(const pom *self, const fh_node *dependency,
                                const maven_scope *scope)
{
    if (fh_text_is(expanded(self, dependency, "optional"), "true")) return "optional-default-off";
    if (self->profile.len > 0 && fh_text_is(fh_text_of(scope->necessity), "required"))
        return self->by_default ? "optional-default-on" : "optional-default-off";
    return scope->necessity;
}

/* What a dependency asks not to bring along, "group:artifact" each. */
static fh_text exclusions_of(const pom *self, const fh_node *dependency)
{
    fh_text all = FH_TEXT("");
    FH_NODE_EACH(exclusion, fh_node_get(dependency, "exclusions"))
    {
        const fh_text name = coordinates(self, exclusion);
        if (name.len == 0 || all.len + name.len > LONGEST_VALUE) continue;
        all = all.len == 0 ? fh_arena_printf(self->arena, "!%.*s", FH_TEXT_ARGS(name))
                           : fh_arena_printf(self->arena, "%.*s !%.*s", FH_TEXT_ARGS(all),
                                             FH_TEXT_ARGS(name));
    }
    return all;
}

static void add_dependency(pom *self, const fh_node *dependency, const char *table)
{
    const fh_text name = coordinates(self, dependency);
    const fh_text written = expanded(self, dependency, "scope");
    const fh_text version = expanded(self, dependency, "version");
    const maven_scope scope = scope_of(written);
    const fh_node *place = fh_node_get(dependency, "artifactId");
    if (self->items++ >= MOST_ITEMS) return;
    if (place->kind == FH_NODE_NONE) place = dependency;
    if (name.len == 0) {
        fh_manifest_unread(&self->site, place->line, place->column,
                           "a dependency without groupId or artifactId");
        return;
    }
    /* Link looks for what is managed elsewhere: version, scope, or both. */
    const char *managed =
        version.len == 0 ? (written.len == 0 ? "managed" : "managed-version") : "";
    const bool is_path = fh_text_is(written, "system");
    fh_manifest_add_need(&self->site, place->line, place->column,
                         &(fh_need){.type = "maven",
                                    .name = name,
                                    .requirement = version,
                                    .phase = scope.phase,
                                    .necessity = necessity_of(self, dependency, &scope),
                                    .pin = is_path ? "path" : pin_of(version),
                                    .table = fh_text_of(table),
                                    .gate = gate_of(self),
                                    .marker = self->activation,
                                    .origin = fh_text_of(managed),
                                    .members = exclusions_of(self, dependency)});
}

static void add_plugin(pom *self, const fh_node *plugin)
{
    fh_text group = expanded(self, plugin, "groupId");
    const fh_text artifact = expanded(self, plugin, "artifactId");
    const fh_text version = expanded(self, plugin, "version");
    const fh_node *place = fh_node_get(plugin, "artifactId");
    if (group.len == 0) group = FH_TEXT("org.apache.maven.plugins");
    if (artifact.len == 0 || self->items++ >= MOST_ITEMS) return;
    const fh_text name =
        fh_arena_printf(self->arena, "%.*s:%.*s", FH_TEXT_ARGS(group), FH_TEXT_ARGS(artifact));
    const maven_scope build = {"", "build", "required"};
    fh_manifest_add_need(&self->site, place->line, place->column,
                         &(fh_need){.type = "maven",
                                    .name = name,
                                    .requirement = version,
                                    .phase = "build",
                                    .necessity = necessity_of(self, plugin, &build),
                                    .pin = pin_of(version),
                                    .table = FH_TEXT("plugins"),
                                    .gate = gate_of(self),
                                    .marker = self->activation});
}

/* Versions for others; an import brings in those of a bill of materials. */
static void take_managed(pom *self, const fh_node *list)
{
    FH_NODE_EACH(dependency, list)
    {
        const fh_text name = coordinates(self, dependency);
        const fh_text written = expanded(self, dependency, "scope");
        const fh_text version = expanded(self, dependency, "version");
        if (name.len == 0 || self->items++ >= MOST_ITEMS) continue;
        if (fh_text_is(written, "import")) {
            add_field(self, dependency, "maven.bom", FH_TEXT(""),
                      fh_arena_printf(self->arena, "%.*s:%.*s", FH_TEXT_ARGS(name),
                                      FH_TEXT_ARGS(version)));
            continue;
        }
        fh_fact fact = fh_site_at(&self->site, FH_FACT_FIELD, dependency);
        fact.subject = fh_arena_join(self->arena, FH_TEXT("maven.managed:"), name);
        fact.value = fh_text_slice(version, 0, LONGEST_VALUE);
        if (written.len > 0) {
            fh_fact_set(&fact, FH_ATTR_PHASE, fh_text_of(scope_of(written).phase));
            fh_fact_set(&fact, FH_ATTR_NECESSITY, fh_text_of(scope_of(written).necessity));
        }
        fh_site_add(&self->site, &fact);
    }
}

/* What a project and a profile have alike. */
static void take_body(pom *self, const fh_node *body)
{
    const fh_node *build = fh_node_get(body, "build");
    FH_NODE_EACH(dependency, fh_node_get(body, "dependencies"))
    if (fh_text_is(dependency->key, "dependency")) add_dependency(self, dependency, "dependencies");
    take_managed(self, fh_node_get(fh_node_get(body, "dependencyManagement"), "dependencies"));
    FH_NODE_EACH(plugin, fh_node_get(build, "plugins"))
    if (fh_text_is(plugin->key, "plugin")) add_plugin(self, plugin);
    FH_NODE_EACH(extension, fh_node_get(build, "extensions"))
    if (fh_text_is(extension->key, "extension")) add_plugin(self, extension);
    FH_NODE_EACH(module, fh_node_get(body, "modules"))
    {
        const fh_node *path = fh_node_get(module, "#text");
        const bool file = fh_text_ends(fh_node_text(path), FH_TEXT(".xml"));
        if (path->kind != FH_NODE_TEXT) continue;
        fh_manifest_add_pointer(&self->site, path->line, path->column,
                                file ? path->text
                                     : fh_arena_join(self->arena, path->text, FH_TEXT("/pom.xml")),
                                "module");
    }
    FH_NODE_EACH(repository, fh_node_get(body, "repositories"))
    {
        const fh_node *url = text_of(repository, "url");
        fh_manifest_add_source(&self->site, url->line, url->column, expand(self, fh_node_text(url)),
                               "registry");
    }
}

/* ---- profiles ---- */

/* "jdk: [17,)" or "os.family: windows": one line for each condition of the activation. */
static void add_conditions(const pom *self, const fh_node *element, fh_text prefix, fh_text *text)
{
    FH_NODE_EACH(child, element)
    {
        const fh_text value = fh_node_text(fh_node_get(child, "#text"));
        if (child->kind != FH_NODE_MAP || text->len > LONGEST_VALUE) continue;
        if (value.len == 0) {
            if (prefix.len == 0)
                add_conditions(self, child, fh_arena_join(self->arena, child->key, FH_TEXT(".")),
                               text);
            continue;
        }
        if (fh_text_is(child->key, "activeByDefault")) continue;
        *text = fh_arena_printf(self->arena, "%.*s%s%.*s%.*s: %.*s", FH_TEXT_ARGS(*text),
                                text->len > 0 ? ", " : "", FH_TEXT_ARGS(prefix),
                                FH_TEXT_ARGS(child->key), FH_TEXT_ARGS(value));
    }
}

static void take_profile(pom *self, const fh_node *profile)
{
    const fh_node *activation = fh_node_get(profile, "activation");
    self->profile = fh_node_text(text_of(profile, "id"));
    if (self->profile.len == 0) self->profile = FH_TEXT("default");
    self->activation = FH_TEXT("");
    self->by_default = fh_text_is(fh_node_text(text_of(activation, "activeByDefault")), "true");
    add_conditions(self, activation, FH_TEXT(""), &self->activation);
    take_body(self, profile);
}

/* ---- the project ---- */

static void take_parent(pom *self, const fh_node *project)
{
    const fh_node *parent = fh_node_get(project, "parent");
    const fh_node *relative = fh_node_get(parent, "relativePath");
    const fh_node *path = fh_node_get(relative, "#text");
    if (parent->kind != FH_NODE_MAP) return;
    self->group = fh_node_text(text_of(parent, "groupId"));
    self->parent_version = fh_node_text(text_of(parent, "version"));
    self->version = self->parent_version;
    add_field(self, parent, "maven.parent", FH_TEXT(""), coordinates(self, parent));
    /* An empty relativePath: only repositories have the parent. */
    if (relative->kind == FH_NODE_MAP && path->kind == FH_NODE_NONE) return;
    fh_text target = path->kind == FH_NODE_TEXT ? path->text : FH_TEXT("../pom.xml");
    if (!fh_text_ends(target, FH_TEXT(".xml")))
        target = fh_arena_join(self->arena, target, FH_TEXT("/pom.xml"));
    const fh_node *place = path->kind == FH_NODE_TEXT ? path : parent;
    fh_manifest_add_pointer(&self->site, place->line, place->column, target, "parent");
}

/* Several licenses of a POM are a list without a meaning: all of them are named. */
static fh_text license_of(const pom *self, const fh_node *project)
{
    fh_text license = FH_TEXT("");
    unsigned budget = DEEPEST;
    FH_NODE_EACH(child, fh_node_get(project, "licenses"))
    {
        fh_text name = fh_node_text(text_of(child, "name"));
        if (name.len == 0) name = fh_node_text(text_of(child, "url"));
        if (name.len == 0 || budget-- == 0) continue;
        license =
            fh_license_and(self->arena, license, fh_license_of_name(self->env, self->arena, name));
    }
    return license;
}

static void add_project(pom *self, const fh_node *project)
{
    const fh_node *place = fh_node_get(project, "artifactId");
    const fh_text group = fh_node_text(text_of(project, "groupId"));
    const fh_text version = fh_node_text(text_of(project, "version"));
    self->artifact = fh_node_text(text_of(project, "artifactId"));
    if (group.len > 0) self->group = group;
    if (version.len > 0) self->version = version;
    fh_own_package package = {
        .name = fh_arena_printf(self->arena, "%.*s:%.*s", FH_TEXT_ARGS(self->group),
                                FH_TEXT_ARGS(self->artifact)),
        .description = fh_node_text(text_of(project, "description")),
        .version = expand(self, self->version),
        .expression = license_of(self, project),
        .author = fh_node_text(text_of(fh_node_get(project, "organization"), "name")),
        .type = "maven"};
    if (self->artifact.len == 0) return;
    fh_manifest_add_package(&self->site, place, &package);
    fh_manifest_add_home(&self->site, text_of(project, "url"));
    fh_manifest_add_home(&self->site, text_of(fh_node_get(project, "organization"), "url"));
    fh_manifest_add_home(&self->site, text_of(fh_node_get(project, "scm"), "url"));
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    pom self = {
        .site = fh_site_make(input, &fh_reader_maven, facts), .env = env, .arena = input->scratch};
    const fh_node *project = input->doc;
    if (!fh_text_is(project->key, "project")) return;
    take_properties(&self, fh_node_get(project, "properties"));
    if (self.values == NULL) return;
    take_parent(&self, project);
    add_project(&self, project);
    for (size_t i = 0; i < self.properties.count; i++) {
        const fh_node *text = fh_node_get(self.values[self.properties.items[i].value], "#text");
        if (text->kind == FH_NODE_TEXT)
            add_field(&self, text, "maven.property:", self.properties.items[i].key,
                      expand(&self, text->text));
    }
    take_body(&self, project);
    FH_NODE_EACH(profile, fh_node_get(project, "profiles"))
    if (fh_text_is(profile->key, "profile")) take_profile(&self, profile);
}

static const char *const globs[] = {"**/pom.xml", "**/*.pom", NULL};

const fh_reader fh_reader_maven = {
    .name = "maven",
    .about = "pom.xml: dependencies with scope, profiles, plugins, parents and managed versions",
    .globs = globs,
    .syntax = FH_SYNTAX_XML,
    .manifest = true,
    .read = read,
};
