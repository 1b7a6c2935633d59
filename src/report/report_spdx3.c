/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* SPDX 3.0.1 as JSON-LD. Each edge is a relationship with a lifecycle scope. A model is a package
 * whose purpose is `model`: the AI profile demands facts (supplier, release time) that a tree does
 * not tell, and nothing is made up here. */
#include "base/table.h"
#include "report/reporters.h"
#include "report/sbom.h"

typedef struct graph {
    fh_sbom *sbom;
    fh_json *json;
    const char *identity;
    fh_table licenses; /* expression -> number */
    fh_table models;   /* id -> number */
    size_t relationships;
    bool is_open;
} graph;

static fh_text iri(const graph *self, const char *kind, size_t index)
{
    return fh_arena_printf(&self->sbom->arena, "urn:uuid:%s#%s-%zu", self->identity, kind, index);
}

static fh_json_node *begin_element(graph *self, const char *type, fh_text id)
{
    fh_json_node *node;

    fh_sink_put(self->json->sink, self->is_open ? ",\n" : "\n");
    self->is_open = true;
    node = fh_json_begin(self->json);
    fh_json_string(self->json, node, "type", type);
    fh_json_text(self->json, node, "spdxId", id);
    fh_json_string(self->json, node, "creationInfo", "_:creation");
    return node;
}

/* ---- packages -------------------------------------------------------------------------------- */

static void add_purl(fh_json *json, fh_json_node *node, fh_text purl)
{
    fh_json_node *identifier;

    if (fh_text_is_empty(purl)) return;
    fh_json_text(json, node, "software_packageUrl", purl);
    identifier = fh_json_object(json, fh_json_array(json, node, "externalIdentifier"), NULL);
    fh_json_string(json, identifier, "type", "ExternalIdentifier");
    fh_json_string(json, identifier, "externalIdentifierType", "packageUrl");
    fh_json_text(json, identifier, "identifier", purl);
}

static void write_component(graph *self, size_t index)
{
    const fh_component *component = &self->sbom->report->components.items[index];
    fh_json *json = self->json;
    fh_json_node *node = begin_element(self, "software_Package", iri(self, "component", index));
    fh_text path = fh_sbom_location(self->sbom, component->path);

    fh_json_text(json, node, "name", fh_text_is_empty(component->name) ? path : component->name);
    if (!fh_text_is_empty(component->description))
        fh_json_text(json, node, "description", component->description);
    if (!fh_text_is_empty(component->version))
        fh_json_text(json, node, "software_packageVersion", component->version);
    fh_json_text(json, node, "software_sourceInfo", path);
    fh_json_string(json, node, "software_primaryPurpose",
                   component->is_main ? "application" : "source");
    fh_json_end(json);
}

static void write_package(graph *self, size_t index)
{
    const fh_sbom_package *package = &self->sbom->packages.items[index];
    fh_json *json = self->json;
    fh_json_node *node = begin_element(self, "software_Package", iri(self, "package", index));
    fh_text name = package->parts.name;

    if (!fh_text_is_empty(package->parts.ns))
        name = fh_arena_printf(&self->sbom->arena, "%.*s/%.*s", FH_TEXT_ARGS(package->parts.ns),
                               FH_TEXT_ARGS(package->parts.name));
    fh_json_text(json, node, "name", name);
    if (!fh_text_is_empty(package->parts.version))
        fh_json_text(json, node, "software_packageVersion", package->parts.version);
    fh_json_string(json, node, "software_primaryPurpose",
                   fh_sbom_is_container(package) ? "container" : "library");
    add_purl(json, node, package->purl);
    fh_json_end(json);
}

static void write_model(graph *self, size_t index)
{
    const fh_model_record *model = &self->sbom->report->models.items[index];
    fh_json *json = self->json;
    fh_json_node *node = begin_element(self, "software_Package", iri(self, "model", index));

    fh_json_text(json, node, "name", model->id);
    fh_json_text(json, node, "software_sourceInfo", fh_sbom_place(self->sbom, &model->place));
    fh_json_string(json, node, "software_primaryPurpose", "model");
    add_purl(json, node, fh_sbom_model_purl(self->sbom, model));
    fh_json_end(json);
}

/* ---- relationships --------------------------------------------------------------------------- */

typedef struct relation {
    const char *type, *scope; /* scope NULL: a plain relationship */
    fh_text from, target, comment;
} relation;

static void write_relation(graph *self, const relation *link)
{
    fh_json *json = self->json;
    fh_json_node *node =
        begin_element(self, link->scope == NULL ? "Relationship" : "LifecycleScopedRelationship",
                      iri(self, "relationship", self->relationships++));

    fh_json_text(json, node, "from", link->from);
    fh_json_string(json, node, "relationshipType", link->type);
    fh_json_text(json, fh_json_array(json, node, "to"), NULL, link->target);
    if (link->scope != NULL) fh_json_string(json, node, "scope", link->scope);
    if (!fh_text_is_empty(link->comment)) fh_json_text(json, node, "comment", link->comment);
    fh_json_end(json);
}

static const char *scope_of(const fh_dependency *edge)
{
    if (fh_text_is(edge->phase, "test")) return "test";
    if (fh_text_is(edge->phase, "build")) return "build";
    if (fh_text_is(edge->phase, "dev") || fh_text_is(edge->phase, "docs") ||
        fh_text_is(edge->phase, "tool"))
        return "development";
    return fh_text_is(edge->phase, "ci") ? "other" : "runtime";
}

static const char *type_of(const fh_dependency *edge)
{
    if (fh_text_starts(edge->necessity, FH_TEXT("optional")) ||
        fh_text_is(edge->necessity, "suggested") || fh_text_is(edge->necessity, "peer-optional"))
        return "hasOptionalDependency";
    if (fh_text_is(edge->necessity, "provided") || fh_text_is(edge->necessity, "peer"))
        return "hasProvidedDependency";
    return "dependsOn";
}

static void write_edge(graph *self, uint32_t index)
{
    const fh_dependency *edge = &self->sbom->report->dependencies.items[index];
    uint32_t target = self->sbom->target[index];
    fh_text manner = fh_sbom_manner(self->sbom, edge);
    fh_text place = fh_sbom_place(self->sbom, &edge->place);
    relation link = {.type = type_of(edge), .scope = scope_of(edge)};

    if (edge->component >= self->sbom->report->components.count) return;
    link.from = iri(self, "component", edge->component);
    link.target = (target & FH_SBOM_OWN) != 0 ? iri(self, "component", target & ~FH_SBOM_OWN)
                                              : iri(self, "package", target);
    link.comment = fh_arena_printf(&self->sbom->arena, "%.*s (%.*s)", FH_TEXT_ARGS(manner),
                                   FH_TEXT_ARGS(place));
    write_relation(self, &link);
}

static void write_lineage(graph *self, size_t index)
{
    const fh_model_vec *models = &self->sbom->report->models;
    relation link = {.type = "dependsOn", .scope = "runtime"};
    fh_text rest = models->items[index].bases, base;
    uint32_t known;

    link.from = iri(self, "component", 0);
    link.target = iri(self, "model", index);
    link.comment = models->items[index].role;
    if (self->sbom->report->components.count > 0) write_relation(self, &link);
    while (rest.len > 0 && fh_text_next_field(&rest, ' ', &base)) {
        if (!fh_table_find(&self->models, base, &known) || known == index) continue;
        link.type = "descendantOf";
        link.scope = NULL;
        link.from = iri(self, "model", index);
        link.target = iri(self, "model", known);
        link.comment = FH_TEXT("");
        write_relation(self, &link);
    }
}

/* ---- licenses -------------------------------------------------------------------------------- */

/* An element a distinct expression, and a relationship a package. */
static void write_license(graph *self, fh_text license, fh_text from, bool concluded)
{
    uint32_t fresh = (uint32_t)self->licenses.count, found;
    relation link = {.type = concluded ? "hasConcludedLicense" : "hasDeclaredLicense",
                     .from = from};

    if (!fh_sbom_is_expression(license)) return;
    found = fh_table_intern(&self->licenses, license, fresh);
    if (found == fresh) {
        fh_json_node *node =
            begin_element(self, "simplelicensing_LicenseExpression", iri(self, "license", found));

        fh_json_text(self->json, node, "simplelicensing_licenseExpression", license);
        fh_json_end(self->json);
    }
    link.target = iri(self, "license", found);
    write_relation(self, &link);
}

static void write_licenses(graph *self)
{
    const fh_report *report = self->sbom->report;

    for (size_t i = 0; i < report->components.count; i++)
        write_license(self, report->components.items[i].license, iri(self, "component", i), false);
    for (size_t i = 0; i < self->sbom->packages.count; i++)
        write_license(self, self->sbom->packages.items[i].license, iri(self, "package", i),
                      fh_sbom_is_concluded(&self->sbom->packages.items[i]));
    for (size_t i = 0; i < report->models.count; i++)
        write_license(self, report->models.items[i].license, iri(self, "model", i), false);
}

/* ---- the document ---------------------------------------------------------------------------- */

static void write_creation(graph *self)
{
    fh_json *json = self->json;
    fh_json_node *node;
    char date[24];

    fh_sbom_date(self->sbom->source_date, date);
    fh_sink_put(json->sink, "\n");
    self->is_open = true;
    node = fh_json_begin(json);
    fh_json_string(json, node, "type", "CreationInfo");
    fh_json_string(json, node, "@id", "_:creation");
    fh_json_string(json, node, "specVersion", "3.0.1");
    fh_json_string(json, node, "created", date);
    fh_json_text(json, fh_json_array(json, node, "createdBy"), NULL, iri(self, "agent", 0));
    fh_json_text(json, fh_json_array(json, node, "createdUsing"), NULL, iri(self, "tool", 0));
    fh_json_end(json);
    node = begin_element(self, "SoftwareAgent", iri(self, "agent", 0));
    fh_json_string(json, node, "name", "freehold");
    fh_json_end(json);
    node = begin_element(self, "Tool", iri(self, "tool", 0));
    fh_json_string(json, node, "name", "freehold-" FH_VERSION);
    fh_json_end(json);
}

/* The document holds one bill of materials, and that everything. */
static void write_roots(graph *self)
{
    const fh_report *report = self->sbom->report;
    fh_json *json = self->json;
    fh_json_node *node, *list;

    node = begin_element(self, "SpdxDocument", iri(self, "document", 0));
    list = fh_json_array(json, node, "profileConformance");
    fh_json_string(json, list, NULL, "core");
    fh_json_string(json, list, NULL, "software");
    fh_json_string(json, list, NULL, "simpleLicensing");
    fh_json_text(json, fh_json_array(json, node, "rootElement"), NULL, iri(self, "sbom", 0));
    fh_json_end(json);
    node = begin_element(self, "software_Sbom", iri(self, "sbom", 0));
    fh_json_string(json, fh_json_array(json, node, "software_sbomType"), NULL, "source");
    list = fh_json_array(json, node, "rootElement");
    for (size_t i = 0; i < report->components.count; i++)
        fh_json_text(json, list, NULL, iri(self, "component", i));
    list = fh_json_array(json, node, "element");
    for (size_t i = 0; i < self->sbom->packages.count; i++)
        fh_json_text(json, list, NULL, iri(self, "package", i));
    for (size_t i = 0; i < report->models.count; i++)
        fh_json_text(json, list, NULL, iri(self, "model", i));
    fh_json_end(json);
}

static void write_document(fh_sbom *sbom, const char *identity, fh_sink *sink)
{
    const fh_report *report = sbom->report;
    graph self = {.sbom = sbom, .identity = identity};
    fh_json json;

    fh_json_init(&json, sink);
    self.json = &json;
    fh_table_init(&self.licenses, &sbom->arena);
    fh_table_init(&self.models, &sbom->arena);
    for (size_t i = 0; i < report->models.count; i++)
        (void)fh_table_intern(&self.models, report->models.items[i].id, (uint32_t)i); /* sticky */
    fh_sink_put(sink, "{\n\"@context\":\"https://spdx.org/rdf/3.0.1/spdx-context.jsonld\",\n"
                      "\"@graph\":[");
    write_creation(&self);
    write_roots(&self);
    for (size_t i = 0; i < report->components.count; i++) write_component(&self, i);
    for (size_t i = 0; i < sbom->packages.count; i++) write_package(&self, i);
    for (size_t i = 0; i < report->models.count; i++) write_model(&self, i);
    for (uint32_t i = 0; i < report->dependencies.count; i++) write_edge(&self, i);
    for (size_t i = 0; i < report->models.count; i++) write_lineage(&self, i);
    write_licenses(&self);
    fh_sink_put(sink, "\n]\n}\n");
    fh_json_done(&json);
}

static void write_report(const fh_report *report, const fh_report_style *style, fh_sink *sink)
{
    fh_sbom_write(report, style, write_document, sink);
}

const fh_reporter fh_reporter_spdx3 = {
    .name = "spdx3",
    .about = "bill of materials, SPDX 3.0.1 (JSON-LD)",
    .write = write_report,
};
