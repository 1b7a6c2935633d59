/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* CycloneDX 1.6 as JSON. Scope follows how hard the dependency is: what only development, tests,
 * documentation or build services need is `excluded`. What has no place in the format (phase,
 * necessity, gate, directness, pin) stands in properties named freehold:*, and every edge is an
 * occurrence with its line. */
#include <string.h>

#include "report/reporters.h"
#include "report/sbom.h"

enum { OCCURRENCES_MAX = 1000 };

static void add_property(fh_json *json, fh_json_node *properties, const char *name, fh_text value)
{
    fh_json_node *node;

    if (fh_text_is_empty(value)) return;
    node = fh_json_object(json, properties, NULL);
    fh_json_string(json, node, "name", name);
    fh_json_text(json, node, "value", value);
}

static void add_license(fh_json *json, fh_json_node *parent, fh_text license, bool concluded)
{
    fh_json_node *list, *node;

    if (fh_text_is_empty(license)) return;
    list = fh_json_array(json, parent, "licenses");
    node = fh_json_object(json, list, NULL);
    if (fh_sbom_is_expression(license)) {
        fh_json_text(json, node, "expression", license);
    } else {
        node = fh_json_object(json, node, "license");
        fh_json_text(json, node, "name", license);
    }
    fh_json_string(json, node, "acknowledgement", concluded ? "concluded" : "declared");
}

static void add_occurrence(fh_sbom *sbom, fh_json *json, fh_json_node *list, const fh_place *place,
                           fh_text context)
{
    fh_json_node *node = fh_json_object(json, list, NULL);

    fh_json_text(json, node, "location", fh_sbom_location(sbom, place->path));
    if (place->line > 0) fh_json_number(json, node, "line", place->line);
    if (!fh_text_is_empty(context)) fh_json_text(json, node, "additionalContext", context);
}

/* ---- packages -------------------------------------------------------------------------------- */

typedef struct edge_field {
    const char *property;
    size_t offset; /* of a text of fh_dependency */
} edge_field;

static const edge_field edge_fields[] = {
    {"freehold:phase", offsetof(fh_dependency, phase)},
    {"freehold:necessity", offsetof(fh_dependency, necessity)},
    {"freehold:gate", offsetof(fh_dependency, gate)},
    {"freehold:requirement", offsetof(fh_dependency, requirement)},
    {"freehold:directness", offsetof(fh_dependency, directness)},
    {"freehold:pin", offsetof(fh_dependency, pin)},
    {"freehold:license", offsetof(fh_dependency, license)},
};

static fh_text edge_text(const fh_dependency *edge, const edge_field *field)
{
    fh_text text;
    memcpy(&text, (const char *)edge + field->offset, sizeof text);
    return text;
}

/* Every value of a field once, in the order of the edges; of very many, the first. */
static void add_field(fh_sbom *sbom, fh_json *json, fh_json_node *properties,
                      const fh_sbom_package *package, const edge_field *field)
{
    enum { VALUES_MAX = 32 };
    fh_text seen[VALUES_MAX];
    size_t count = 0;

    for (uint32_t i = 0; i < package->count && count < VALUES_MAX; i++) {
        uint32_t edge = sbom->by_package[package->first + i];
        fh_text value = edge_text(&sbom->report->dependencies.items[edge], field);
        size_t at = 0;

        while (at < count && !fh_text_eq(seen[at], value)) at++;
        if (at < count || fh_text_is_empty(value)) continue;
        seen[count++] = value;
        add_property(json, properties, field->property, value);
    }
}

static const char *type_of(const fh_sbom_package *package)
{
    if (fh_sbom_is_container(package)) return "container";
    if (fh_text_is(package->parts.type, "huggingface")) return "machine-learning-model";
    return "library";
}

static void write_package(fh_sbom_section *section, const fh_sbom_package *package)
{
    static const char *const scopes[] = {"required", "optional", "excluded"};
    fh_sbom *sbom = section->sbom;
    fh_json *json = section->json;
    fh_json_node *node = fh_sbom_record(section), *list;

    fh_json_string(json, node, "type", type_of(package));
    fh_json_text(json, node, "bom-ref", package->purl);
    if (!fh_text_is_empty(package->parts.ns)) fh_json_text(json, node, "group", package->parts.ns);
    fh_json_text(json, node, "name", package->parts.name);
    if (!fh_text_is_empty(package->parts.version))
        fh_json_text(json, node, "version", package->parts.version);
    fh_json_string(json, node, "scope", scopes[package->scope]);
    add_license(json, node, package->license, fh_sbom_is_concluded(package));
    fh_json_text(json, node, "purl", package->purl);
    list = fh_json_array(json, fh_json_object(json, node, "evidence"), "occurrences");
    for (uint32_t i = 0; i < package->count && i < OCCURRENCES_MAX; i++) {
        uint32_t edge = sbom->by_package[package->first + i];
        const fh_dependency *dependency = &sbom->report->dependencies.items[edge];

        add_occurrence(sbom, json, list, &dependency->place, fh_sbom_manner(sbom, dependency));
    }
    list = fh_json_array(json, node, "properties");
    for (size_t i = 0; i < FH_COUNT(edge_fields); i++)
        add_field(sbom, json, list, package, &edge_fields[i]);
    add_property(json, list, "freehold:license-source", package->license_source);
    add_property(json, list, "freehold:edges",
                 fh_arena_printf(&sbom->arena, "%u", (unsigned)package->count));
    fh_json_end(json);
}

/* ---- components of the tree, and models ------------------------------------------------------ */

static fh_text component_ref(fh_sbom *sbom, size_t index)
{
    return fh_arena_printf(&sbom->arena, "component-%zu", index);
}

static fh_text model_ref(fh_sbom *sbom, size_t index)
{
    return fh_arena_printf(&sbom->arena, "model-%zu", index);
}

static void fill_component(fh_sbom *sbom, fh_json *json, fh_json_node *node, size_t index)
{
    const fh_component *component = &sbom->report->components.items[index];
    fh_json_node *list;

    fh_json_string(json, node, "type", component->is_main ? "application" : "library");
    fh_json_text(json, node, "bom-ref", component_ref(sbom, index));
    fh_json_text(json, node, "name",
                 fh_text_is_empty(component->name) ? fh_sbom_location(sbom, component->path)
                                                   : component->name);
    if (!fh_text_is_empty(component->version))
        fh_json_text(json, node, "version", component->version);
    if (!fh_text_is_empty(component->description))
        fh_json_text(json, node, "description", component->description);
    add_license(json, node, component->license, false);
    if (!fh_text_is_empty(component->manifest.path)) {
        list = fh_json_array(json, fh_json_object(json, node, "evidence"), "occurrences");
        add_occurrence(sbom, json, list, &component->manifest, FH_TEXT(""));
    }
    list = fh_json_array(json, node, "properties");
    add_property(json, list, "freehold:path", fh_sbom_location(sbom, component->path));
    add_property(json, list, "freehold:ecosystem", component->ecosystem);
    add_property(json, list, "freehold:ships",
                 component->ships ? FH_TEXT("true") : FH_TEXT("false"));
    for (size_t i = 0; i < FH_AXIS_COUNT; i++)
        add_property(
            json, list,
            fh_arena_printf(&sbom->arena, "freehold:verdict:%s", fh_axis_name((fh_axis)i)).ptr,
            component->verdicts[i].level);
}

/* The models that it was made from are its ancestors. */
static void add_bases(fh_json *json, fh_json_node *node, const fh_model_record *model)
{
    fh_text rest = model->bases, base;
    fh_json_node *list;

    if (fh_text_is_empty(rest)) return;
    list = fh_json_array(json, fh_json_object(json, node, "pedigree"), "ancestors");
    while (fh_text_next_field(&rest, ' ', &base)) {
        if (fh_text_is_empty(base)) continue;
        fh_json_node *ancestor = fh_json_object(json, list, NULL);
        fh_json_string(json, ancestor, "type", "machine-learning-model");
        fh_json_text(json, ancestor, "name", base);
    }
}

static void write_model(fh_sbom_section *section, size_t index)
{
    fh_sbom *sbom = section->sbom;
    const fh_model_record *model = &sbom->report->models.items[index];
    fh_json *json = section->json;
    fh_json_node *node = fh_sbom_record(section), *list;
    fh_text purl = fh_sbom_model_purl(sbom, model);

    fh_json_string(json, node, "type", "machine-learning-model");
    fh_json_text(json, node, "bom-ref", model_ref(sbom, index));
    fh_json_text(json, node, "name", model->id);
    if (!fh_text_is_empty(model->vendor)) {
        list = fh_json_object(json, node, "supplier");
        fh_json_text(json, list, "name", model->vendor);
    }
    add_license(json, node, model->license, false);
    if (!fh_text_is_empty(purl)) fh_json_text(json, node, "purl", purl);
    add_bases(json, node, model);
    list = fh_json_array(json, fh_json_object(json, node, "evidence"), "occurrences");
    add_occurrence(sbom, json, list, &model->place, model->role);
    list = fh_json_array(json, node, "properties");
    add_property(json, list, "freehold:openness", model->openness);
    add_property(json, list, "freehold:role", model->role);
    add_property(json, list, "freehold:derivative-license", model->derivative_license);
    add_property(json, list, "freehold:places",
                 fh_arena_printf(&sbom->arena, "%u", (unsigned)model->count));
    fh_json_end(json);
}

/* ---- the document ---------------------------------------------------------------------------- */

static void write_metadata(fh_sbom *sbom, fh_json *json)
{
    fh_json_node *node = fh_json_begin(json), *tool, *list;
    char date[24];

    if (sbom->source_date > 0) {
        fh_sbom_date(sbom->source_date, date);
        fh_json_string(json, node, "timestamp", date);
    }
    list = fh_json_array(json, node, "lifecycles");
    fh_json_string(json, fh_json_object(json, list, NULL), "phase", "pre-build");
    list = fh_json_array(json, fh_json_object(json, node, "tools"), "components");
    tool = fh_json_object(json, list, NULL);
    fh_json_string(json, tool, "type", "application");
    fh_json_string(json, tool, "name", "freehold");
    fh_json_string(json, tool, "version", FH_VERSION);
    if (sbom->report->components.count > 0)
        fill_component(sbom, json, fh_json_object(json, node, "component"), 0);
    list = fh_json_array(json, node, "properties");
    add_property(json, list, "freehold:rules", sbom->report->rules_hash);
    add_property(json, list, "freehold:commit", sbom->report->target_commit);
    add_property(json, list, "freehold:unread",
                 fh_arena_printf(&sbom->arena, "%zu", sbom->report->coverage.unread.count));
    add_property(json, list, "freehold:complete",
                 sbom->report->coverage.complete ? FH_TEXT("true") : FH_TEXT("false"));
    fh_json_end(json);
}

static void write_components(fh_sbom *sbom, fh_json *json)
{
    fh_sbom_section section;

    fh_sbom_section_begin(&section, sbom, json, "components");
    for (size_t i = 1; i < sbom->report->components.count; i++) {
        fill_component(sbom, json, fh_sbom_record(&section), i);
        fh_json_end(json);
    }
    for (size_t i = 0; i < sbom->packages.count; i++)
        write_package(&section, &sbom->packages.items[i]);
    for (size_t i = 0; i < sbom->report->models.count; i++) write_model(&section, i);
    fh_sbom_section_end(&section);
}

/* Components need packages and other components; what packages need is not known from here. */
static void write_dependencies(fh_sbom *sbom, fh_json *json)
{
    size_t packages = sbom->packages.count, components = sbom->report->components.count;
    uint32_t *seen = FH_NEW_ARRAY(&sbom->arena, packages + components, uint32_t);
    fh_sbom_section section;

    fh_sbom_section_begin(&section, sbom, json, "dependencies");
    for (size_t i = 0; seen != NULL && i < components; i++) {
        fh_json_node *node = fh_sbom_record(&section), *list;

        fh_json_text(json, node, "ref", component_ref(sbom, i));
        list = fh_json_array(json, node, "dependsOn");
        seen[packages + i] = (uint32_t)i + 1; /* not upon itself */
        for (uint32_t k = sbom->component_first[i]; k < sbom->component_first[i + 1]; k++) {
            uint32_t target = sbom->target[sbom->by_component[k]];
            size_t slot = (target & FH_SBOM_OWN) != 0 ? packages + (target & ~FH_SBOM_OWN) : target;

            if (seen[slot] == i + 1) continue;
            seen[slot] = (uint32_t)i + 1;
            fh_json_text(json, list, NULL,
                         slot < packages ? sbom->packages.items[slot].purl
                                         : component_ref(sbom, slot - packages));
        }
        fh_json_end(json);
    }
    fh_sbom_section_end(&section);
}

static void write_document(fh_sbom *sbom, const char *identity, fh_sink *sink)
{
    fh_json json;

    fh_json_init(&json, sink);
    fh_sink_printf(sink,
                   "{\n\"$schema\":\"http://cyclonedx.org/schema/bom-1.6.schema.json\",\n"
                   "\"bomFormat\":\"CycloneDX\",\n\"specVersion\":\"1.6\",\n"
                   "\"serialNumber\":\"urn:uuid:%s\",\n\"version\":1,\n\"metadata\":",
                   identity);
    write_metadata(sbom, &json);
    fh_sink_put(sink, ",\n");
    write_components(sbom, &json);
    fh_sink_put(sink, ",\n");
    write_dependencies(sbom, &json);
    fh_sink_printf(sink, ",\n\"compositions\":[\n{\"aggregate\":\"%s\"}\n]\n}\n",
                   sbom->report->coverage.complete ? "unknown" : "incomplete");
    fh_json_done(&json);
}

static void write_report(const fh_report *report, const fh_report_style *style, fh_sink *sink)
{
    fh_sbom_write(report, style, write_document, sink);
}

const fh_reporter fh_reporter_cyclonedx = {
    .name = "cyclonedx",
    .about = "bill of materials, CycloneDX 1.6 (JSON)",
    .write = write_report,
};
