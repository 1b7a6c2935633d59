/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* SPDX 2.3 as JSON. Each edge is one relationship of the *_DEPENDENCY_OF family, which says its
 * phase and necessity; gate and place stand in the comment. The format demands a date of creation:
 * SOURCE_DATE_EPOCH, or the beginning of 1970, never the clock. */
#include "base/table.h"
#include "report/reporters.h"
#include "report/sbom.h"

static fh_text component_id(fh_sbom *sbom, size_t index)
{
    return fh_arena_printf(&sbom->arena, "SPDXRef-Component-%zu", index);
}

static fh_text package_id(fh_sbom *sbom, size_t index)
{
    return fh_arena_printf(&sbom->arena, "SPDXRef-Package-%zu", index);
}

static fh_text model_id(fh_sbom *sbom, size_t index)
{
    return fh_arena_printf(&sbom->arena, "SPDXRef-Model-%zu", index);
}

/* ---- packages -------------------------------------------------------------------------------- */

static void add_purl(fh_json *json, fh_json_node *node, fh_text purl)
{
    fh_json_node *reference;

    if (fh_text_is_empty(purl)) return;
    reference = fh_json_object(json, fh_json_array(json, node, "externalRefs"), NULL);
    fh_json_string(json, reference, "referenceCategory", "PACKAGE-MANAGER");
    fh_json_string(json, reference, "referenceType", "purl");
    fh_json_text(json, reference, "referenceLocator", purl);
}

/* What every package has. */
static void fill_package(fh_json *json, fh_json_node *node, fh_text id, fh_text name,
                         fh_text version)
{
    fh_json_text(json, node, "SPDXID", id);
    fh_json_text(json, node, "name", name);
    if (!fh_text_is_empty(version)) fh_json_text(json, node, "versionInfo", version);
    fh_json_string(json, node, "downloadLocation", "NOASSERTION");
    fh_json_bool(json, node, "filesAnalyzed", false);
    fh_json_string(json, node, "copyrightText", "NOASSERTION");
}

static void add_license(fh_json *json, fh_json_node *node, fh_text license, bool concluded)
{
    const bool known = fh_sbom_is_expression(license);

    fh_json_text(json, node, "licenseConcluded",
                 known && concluded ? license : FH_TEXT("NOASSERTION"));
    fh_json_text(json, node, "licenseDeclared",
                 known && !concluded ? license : FH_TEXT("NOASSERTION"));
    if (!known && !fh_text_is_empty(license)) fh_json_text(json, node, "licenseComments", license);
}

static void write_component(fh_sbom_section *section, size_t index)
{
    const fh_component *component = &section->sbom->report->components.items[index];
    fh_json *json = section->json;
    fh_json_node *node = fh_sbom_record(section);
    fh_text path = fh_sbom_location(section->sbom, component->path);

    fill_package(json, node, component_id(section->sbom, index),
                 fh_text_is_empty(component->name) ? path : component->name, component->version);
    add_license(json, node, component->license, false);
    if (!fh_text_is_empty(component->description))
        fh_json_text(json, node, "description", component->description);
    fh_json_text(json, node, "sourceInfo", path);
    fh_json_string(json, node, "primaryPackagePurpose",
                   component->is_main ? "APPLICATION" : "SOURCE");
    fh_json_end(json);
}

static void write_package(fh_sbom_section *section, size_t index)
{
    fh_sbom *sbom = section->sbom;
    const fh_sbom_package *package = &sbom->packages.items[index];
    fh_text name = package->parts.name;
    fh_json *json = section->json;
    fh_json_node *node = fh_sbom_record(section);

    if (!fh_text_is_empty(package->parts.ns))
        name = fh_arena_printf(&sbom->arena, "%.*s/%.*s", FH_TEXT_ARGS(package->parts.ns),
                               FH_TEXT_ARGS(package->parts.name));
    fill_package(json, node, package_id(sbom, index), name, package->parts.version);
    add_license(json, node, package->license, fh_sbom_is_concluded(package));
    fh_json_string(json, node, "primaryPackagePurpose",
                   fh_sbom_is_container(package) ? "CONTAINER" : "LIBRARY");
    add_purl(json, node, package->purl);
    fh_json_end(json);
}

static void write_model(fh_sbom_section *section, size_t index)
{
    fh_sbom *sbom = section->sbom;
    const fh_model_record *model = &sbom->report->models.items[index];
    fh_json *json = section->json;
    fh_json_node *node = fh_sbom_record(section);
    fh_text place = fh_sbom_place(sbom, &model->place);

    fill_package(json, node, model_id(sbom, index), model->id, FH_TEXT(""));
    add_license(json, node, model->license, false);
    fh_json_string(json, node, "summary", "machine learning model");
    fh_json_text(json, node, "sourceInfo", place);
    fh_json_string(json, node, "primaryPackagePurpose", "OTHER");
    add_purl(json, node, fh_sbom_model_purl(sbom, model));
    fh_json_end(json);
}

static void write_packages(fh_sbom *sbom, fh_json *json)
{
    fh_sbom_section section;

    fh_sbom_section_begin(&section, sbom, json, "packages");
    for (size_t i = 0; i < sbom->report->components.count; i++) write_component(&section, i);
    for (size_t i = 0; i < sbom->packages.count; i++) write_package(&section, i);
    for (size_t i = 0; i < sbom->report->models.count; i++) write_model(&section, i);
    fh_sbom_section_end(&section);
}

/* ---- relationships --------------------------------------------------------------------------- */

static void write_relationship(fh_sbom_section *section, fh_text from, const char *type,
                               fh_text target, fh_text comment)
{
    fh_json *json = section->json;
    fh_json_node *node = fh_sbom_record(section);

    fh_json_text(json, node, "spdxElementId", from);
    fh_json_string(json, node, "relationshipType", type);
    fh_json_text(json, node, "relatedSpdxElement", target);
    if (!fh_text_is_empty(comment)) fh_json_text(json, node, "comment", comment);
    fh_json_end(json);
}

/* Phase first where it is a special one, then necessity (SPDX 2.3, clause 11, table 68). */
static const char *type_of(const fh_dependency *edge)
{
    if (fh_text_is(edge->phase, "test")) return "TEST_DEPENDENCY_OF";
    if (fh_text_is(edge->phase, "dev") || fh_text_is(edge->phase, "docs") ||
        fh_text_is(edge->phase, "tool") || fh_text_is(edge->phase, "ci"))
        return "DEV_DEPENDENCY_OF";
    if (fh_text_is(edge->phase, "build")) return "BUILD_DEPENDENCY_OF";
    if (fh_text_starts(edge->necessity, FH_TEXT("optional")) ||
        fh_text_is(edge->necessity, "suggested") || fh_text_is(edge->necessity, "peer-optional"))
        return "OPTIONAL_DEPENDENCY_OF";
    if (fh_text_is(edge->necessity, "provided") || fh_text_is(edge->necessity, "peer"))
        return "PROVIDED_DEPENDENCY_OF";
    return fh_text_is(edge->phase, "runtime") ? "RUNTIME_DEPENDENCY_OF" : "DEPENDENCY_OF";
}

static void write_edge(fh_sbom_section *section, uint32_t index)
{
    fh_sbom *sbom = section->sbom;
    const fh_dependency *edge = &sbom->report->dependencies.items[index];
    uint32_t target = sbom->target[index];
    fh_text manner = fh_sbom_manner(sbom, edge), place = fh_sbom_place(sbom, &edge->place);
    fh_text from = (target & FH_SBOM_OWN) != 0 ? component_id(sbom, target & ~FH_SBOM_OWN)
                                               : package_id(sbom, target);

    if (edge->component >= sbom->report->components.count) return;
    write_relationship(
        section, from, type_of(edge), component_id(sbom, edge->component),
        fh_arena_printf(&sbom->arena, "%.*s (%.*s)", FH_TEXT_ARGS(manner), FH_TEXT_ARGS(place)));
}

/* Bases that are records themselves. */
static void write_lineage(fh_sbom_section *section)
{
    fh_sbom *sbom = section->sbom;
    const fh_model_vec *models = &sbom->report->models;
    fh_table known;
    uint32_t index;

    fh_table_init(&known, &sbom->arena);
    for (size_t i = 0; i < models->count; i++)
        (void)fh_table_intern(&known, models->items[i].id, (uint32_t)i); /* failure is sticky */
    for (size_t i = 0; i < models->count; i++) {
        fh_text rest = models->items[i].bases, base;

        while (rest.len > 0 && fh_text_next_field(&rest, ' ', &base))
            if (fh_table_find(&known, base, &index) && index != i)
                write_relationship(section, model_id(sbom, i), "DESCENDANT_OF",
                                   model_id(sbom, index), FH_TEXT(""));
    }
}

static void write_relationships(fh_sbom *sbom, fh_json *json)
{
    const fh_report *report = sbom->report;
    fh_sbom_section section;

    fh_sbom_section_begin(&section, sbom, json, "relationships");
    for (size_t i = 0; i < report->components.count; i++)
        write_relationship(&section, FH_TEXT("SPDXRef-DOCUMENT"), "DESCRIBES",
                           component_id(sbom, i), FH_TEXT(""));
    for (uint32_t i = 0; i < report->dependencies.count; i++) write_edge(&section, i);
    for (size_t i = 0; i < report->models.count; i++)
        if (report->components.count > 0)
            write_relationship(&section, component_id(sbom, 0), "DEPENDS_ON", model_id(sbom, i),
                               report->models.items[i].role);
    write_lineage(&section);
    fh_sbom_section_end(&section);
}

/* ---- licenses that are not on the list ------------------------------------------------------- */

static void note_refs(fh_table *refs, fh_text license)
{
    fh_text ref;

    if (!fh_sbom_is_expression(license)) return;
    while (fh_sbom_next_ref(&license, &ref)) (void)fh_table_intern(refs, ref, 0); /* sticky */
}

static void write_refs(fh_sbom *sbom, fh_json *json)
{
    fh_sbom_section section;
    fh_table refs;

    fh_table_init(&refs, &sbom->arena);
    for (size_t i = 0; i < sbom->report->components.count; i++)
        note_refs(&refs, sbom->report->components.items[i].license);
    for (size_t i = 0; i < sbom->packages.count; i++)
        note_refs(&refs, sbom->packages.items[i].license);
    for (size_t i = 0; i < sbom->report->models.count; i++)
        note_refs(&refs, sbom->report->models.items[i].license);
    fh_sbom_section_begin(&section, sbom, json, "hasExtractedLicensingInfos");
    for (size_t i = 0; i < refs.count; i++) {
        fh_json_node *node = fh_sbom_record(&section);
        fh_text name = fh_text_slice(refs.items[i].key, sizeof("LicenseRef-") - 1, SIZE_MAX);

        fh_json_text(json, node, "licenseId", refs.items[i].key);
        fh_json_text(json, node, "name", name);
        fh_json_text(json, node, "extractedText",
                     fh_arena_printf(&sbom->arena,
                                     "A license outside of the SPDX list, named %.*s by freehold; "
                                     "its text stands where the package keeps it.",
                                     FH_TEXT_ARGS(name)));
        fh_json_end(json);
    }
    fh_sbom_section_end(&section);
}

/* ---- the document ---------------------------------------------------------------------------- */

static fh_text document_name(fh_sbom *sbom)
{
    const fh_component_vec *components = &sbom->report->components;

    if (components->count == 0 || fh_text_is_empty(components->items[0].name))
        return FH_TEXT("freehold");
    return components->items[0].name;
}

static void write_document(fh_sbom *sbom, const char *identity, fh_sink *sink)
{
    fh_json json;
    fh_json_node *node;
    char date[24];

    fh_sbom_date(sbom->source_date, date);
    fh_json_init(&json, sink);
    fh_sink_put(sink, "{\n\"spdxVersion\":\"SPDX-2.3\",\n\"dataLicense\":\"CC0-1.0\",\n"
                      "\"SPDXID\":\"SPDXRef-DOCUMENT\",\n\"creationInfo\":");
    node = fh_json_begin(&json);
    fh_json_string(&json, node, "created", date);
    node = fh_json_array(&json, node, "creators");
    fh_json_string(&json, node, NULL, "Tool: freehold-" FH_VERSION);
    fh_json_end(&json);
    fh_sink_printf(sink, ",\n\"documentNamespace\":\"urn:uuid:%s\",\n\"name\":", identity);
    fh_json_value(&json, document_name(sbom));
    fh_sink_put(sink, ",\n");
    write_packages(sbom, &json);
    fh_sink_put(sink, ",\n");
    write_refs(sbom, &json);
    fh_sink_put(sink, ",\n");
    write_relationships(sbom, &json);
    fh_sink_put(sink, "\n}\n");
    fh_json_done(&json);
}

static void write_report(const fh_report *report, const fh_report_style *style, fh_sink *sink)
{
    fh_sbom_write(report, style, write_document, sink);
}

const fh_reporter fh_reporter_spdx = {
    .name = "spdx",
    .about = "bill of materials, SPDX 2.3 (JSON)",
    .write = write_report,
};
