/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* freehold-report/1, described by docs/report.schema.json: one line a section head and one line a
 * record, so that a diff of two reports is readable and nothing has to be in memory at once. */
#include "report/json_records.h"
#include "report/reporters.h"

typedef struct document {
    const fh_report *report;
    fh_json json;
} document;

/* ---- parts of records ------------------------------------------------------------------------ */

static void add_texts(fh_json *json, fh_json_node *parent, const char *key,
                      const fh_text_vec *texts)
{
    fh_json_node *array = fh_json_array(json, parent, key);

    for (size_t i = 0; i < texts->count; i++) fh_json_text(json, array, NULL, texts->items[i]);
}

/* A text that holds a comma separated list. */
static void add_list(fh_json *json, fh_json_node *parent, const char *key, fh_text list)
{
    fh_json_node *array = fh_json_array(json, parent, key);
    fh_text field;

    while (list.ptr != NULL && fh_text_next_field(&list, ',', &field))
        if (!fh_text_is_empty(fh_text_trim(field)))
            fh_json_text(json, array, NULL, fh_text_trim(field));
}

static void add_contexts(fh_json *json, fh_json_node *parent, uint32_t contexts)
{
    fh_json_node *array = fh_json_array(json, parent, "contexts");

    for (uint32_t i = 0; i < FH_CONTEXT_COUNT; i++)
        if ((contexts >> i & 1) != 0) fh_json_string(json, array, NULL, fh_context_name(i));
}

static void add_place(fh_json *json, fh_json_node *parent, const fh_place *place)
{
    fh_json_path(json, parent, "path", place->path);
    fh_json_number_or_null(json, parent, "line", place->line);
}

static void add_span(fh_json *json, fh_json_node *parent, const fh_place *place)
{
    add_place(json, parent, place);
    fh_json_number_or_null(json, parent, "column", place->column);
    fh_json_number_or_null(json, parent, "end_line", place->end_line);
    fh_json_number_or_null(json, parent, "end_column", place->end_column);
}

static void add_citations(fh_json *json, fh_json_node *parent, const char *key,
                          const fh_citation_vec *citations)
{
    fh_json_node *array = fh_json_array(json, parent, key);

    for (size_t i = 0; i < citations->count; i++) {
        const fh_citation *citation = &citations->items[i];
        fh_json_node *node = fh_json_object(json, array, NULL);

        fh_json_text(json, node, "rule", citation->rule);
        add_place(json, node, &citation->place);
        fh_json_text(json, node, "quote", citation->quote);
        fh_json_text(json, node, "reason", citation->reason);
    }
}

static void add_verdict(fh_json *json, fh_json_node *node, const fh_verdict *verdict)
{
    fh_json_string(json, node, "axis", fh_axis_name(verdict->axis));
    fh_json_text(json, node, "level", verdict->level);
    add_texts(json, node, "vendors", &verdict->vendors);
    if (!fh_text_is_empty(verdict->qualifier))
        fh_json_text(json, node, "qualifier", verdict->qualifier);
    fh_json_bool(json, node, "declared", verdict->declared);
    fh_json_string(json, node, "confidence", fh_confidence_name(verdict->confidence));
    fh_json_text_or_null(json, node, "decision", verdict->decision);
    fh_json_text(json, node, "summary", verdict->summary);
    add_citations(json, node, "because", &verdict->because);
    add_citations(json, node, "despite", &verdict->despite);
    add_citations(json, node, "to_improve", &verdict->to_improve);
}

/* ---- records: each fills the object of item `index` of its section ------------------------------
 */

static void fill_component(document *self, fh_json_node *node, size_t index)
{
    const fh_component *component = &self->report->components.items[index];
    fh_json *json = &self->json;
    fh_json_node *manifest, *verdicts;

    fh_json_text(json, node, "name", component->name);
    fh_json_path(json, node, "path",
                 fh_text_is_empty(component->path) ? FH_TEXT(".") : component->path);
    fh_json_text_or_null(json, node, "ecosystem", component->ecosystem);
    fh_json_text_or_null(json, node, "version", component->version);
    fh_json_text_or_null(json, node, "description", component->description);
    fh_json_text_or_null(json, node, "license", component->license);
    fh_json_text_or_null(json, node, "vendor", component->vendor);
    fh_json_bool(json, node, "main", component->is_main);
    fh_json_bool(json, node, "ships", component->ships);
    fh_json_number(json, node, "files", component->files);
    fh_json_number(json, node, "lines", component->lines);
    fh_json_number(json, node, "dependents", component->dependents);
    if (!fh_text_is_empty(component->manifest.path)) {
        manifest = fh_json_object(json, node, "manifest");
        add_place(json, manifest, &component->manifest);
    }
    verdicts = fh_json_array(json, node, "verdicts");
    for (size_t i = 0; i < FH_AXIS_COUNT; i++)
        add_verdict(json, fh_json_object(json, verdicts, NULL), &component->verdicts[i]);
}

static void fill_license(document *self, fh_json_node *node, size_t index)
{
    const fh_license_record *license = &self->report->licenses.items[index];
    fh_json *json = &self->json;

    fh_json_text(json, node, "expression", license->expression);
    fh_json_text(json, node, "kind", license->kind);
    fh_json_text_or_null(json, node, "role", license->role);
    fh_json_number(json, node, "coverage", license->coverage);
    fh_json_number(json, node, "count", license->count);
    add_span(json, node, &license->place);
}

static void add_evidence(fh_json *json, fh_json_node *node, const fh_license_evidence *evidence)
{
    fh_json_text(json, node, "expression", evidence->expression);
    fh_json_text(json, node, "source", evidence->source);
    fh_json_text(json, node, "kind", evidence->kind);
    fh_json_text_or_null(json, node, "written", evidence->written);
    fh_json_bool(json, node, "decides", evidence->decides);
    add_place(json, node, &evidence->place);
}

void fh_json_dependency(fh_json *json, fh_json_node *node, const fh_dependency *edge)
{
    fh_json_node *license, *evidence;

    fh_json_text(json, node, "purl", edge->purl);
    fh_json_text_or_null(json, node, "name", edge->name);
    fh_json_text_or_null(json, node, "requirement", edge->requirement);
    fh_json_text(json, node, "phase", edge->phase);
    fh_json_text(json, node, "necessity", edge->necessity);
    fh_json_text_or_null(json, node, "gate", edge->gate);
    fh_json_text_or_null(json, node, "directness", edge->directness);
    fh_json_text_or_null(json, node, "pin", edge->pin);
    license = fh_json_object(json, node, "license");
    fh_json_text_or_null(json, license, "expression", edge->license);
    fh_json_text_or_null(json, license, "source", edge->license_source);
    fh_json_bool(json, license, "differs", edge->license_differs);
    evidence = fh_json_array(json, license, "evidence");
    for (uint32_t i = 0; i < edge->evidence_count; i++)
        add_evidence(json, fh_json_object(json, evidence, NULL), &edge->evidence[i]);
    fh_json_number(json, node, "component", edge->component);
    add_place(json, node, &edge->place);
    fh_json_text(json, node, "quote", edge->quote);
}

static void fill_dependency(document *self, fh_json_node *node, size_t index)
{
    fh_json_dependency(&self->json, node, &self->report->dependencies.items[index]);
}

static void fill_model(document *self, fh_json_node *node, size_t index)
{
    const fh_model_record *model = &self->report->models.items[index];
    fh_json *json = &self->json;

    fh_json_text(json, node, "id", model->id);
    fh_json_text_or_null(json, node, "vendor", model->vendor);
    fh_json_text(json, node, "openness", model->openness);
    fh_json_text_or_null(json, node, "license", model->license);
    fh_json_text_or_null(json, node, "role", model->role);
    fh_json_node *bases = fh_json_array(json, node, "base_models");
    fh_text base, rest = model->bases;
    while (rest.len > 0 && fh_text_next_field(&rest, ' ', &base))
        if (base.len > 0) fh_json_text(json, bases, NULL, base);
    fh_json_text_or_null(json, node, "derivative_license", model->derivative_license);
    fh_json_number(json, node, "count", model->count);
    add_place(json, node, &model->place);
}

static void add_finding_strength(fh_json *json, fh_json_node *node, const fh_finding *finding)
{
    fh_json_node *strength = fh_json_object(json, node, "strength");

    fh_json_string(json, strength, "rule", fh_strength_name(finding->rule_strength));
    fh_json_string(json, strength, "effective", fh_strength_name(finding->strength));
    fh_json_text_or_null(json, strength, "weakened_by", finding->weakened_by);
}

static void fill_finding(document *self, fh_json_node *node, size_t index)
{
    const fh_finding *finding = &self->report->findings.items[index];
    fh_json *json = &self->json;
    fh_json_node *more;

    fh_json_string(json, node, "fingerprint", finding->fingerprint);
    fh_json_text(json, node, "rule", finding->rule);
    fh_json_text(json, node, "title", finding->title);
    fh_json_string(json, node, "axis", fh_axis_name(finding->axis));
    fh_json_text_or_null(json, node, "vendor", finding->vendor);
    fh_json_string(json, node, "severity", fh_severity_name(finding->severity));
    fh_json_string(json, node, "confidence", fh_confidence_name(finding->confidence));
    add_finding_strength(json, node, finding);
    fh_json_text_or_null(json, node, "weight", finding->weight);
    fh_json_text_or_null(json, node, "subject", finding->subject);
    fh_json_text(json, node, "message", finding->message);
    fh_json_text_or_null(json, node, "remedy", finding->remedy);
    add_list(json, node, "alternatives", finding->alternatives);
    fh_json_number(json, node, "component", finding->component);
    add_contexts(json, node, finding->contexts);
    add_span(json, node, &finding->place);
    fh_json_text(json, node, "quote", finding->quote);
    more = fh_json_array(json, node, "more");
    for (size_t i = 0; i < finding->more.count; i++)
        add_place(json, fh_json_object(json, more, NULL), &finding->more.items[i]);
    fh_json_number(json, node, "more_count", finding->more_count);
}

static void fill_verdict(document *self, fh_json_node *node, size_t index)
{
    add_verdict(&self->json, node, &self->report->verdicts[index]);
}

static void fill_unread(document *self, fh_json_node *node, size_t index)
{
    const fh_unread_record *unread = &self->report->coverage.unread.items[index];
    fh_json *json = &self->json;

    add_place(json, node, &unread->place);
    fh_json_number_or_null(json, node, "column", unread->place.column);
    fh_json_text(json, node, "reason", unread->reason);
    fh_json_text(json, node, "message", unread->message);
    fh_json_bool(json, node, "manifest", unread->manifest);
}

/* ---- the document ---------------------------------------------------------------------------- */

/* "key":[ and one record a line. Keys and brackets are ours, so they need no escaping. */
static void write_section(document *self, const char *key, size_t count,
                          void (*fill)(document *self, fh_json_node *node, size_t index))
{
    fh_sink *sink = self->json.sink;

    fh_sink_printf(sink, "\"%s\":[", key);
    for (size_t i = 0; i < count && !sink->failed; i++) {
        fh_sink_put(sink, i == 0 ? "\n" : ",\n");
        fill(self, fh_json_begin(&self->json), i);
        fh_json_end(&self->json);
    }
    fh_sink_put(sink, count == 0 ? "]" : "\n]");
}

static void write_head(document *self)
{
    const fh_report *report = self->report;
    fh_json *json = &self->json;
    fh_json_node *node;

    fh_sink_put(json->sink, "{\n\"schema\":\"freehold-report/1\",\n\"tool\":");
    node = fh_json_begin(json);
    fh_json_string(json, node, "name", "freehold");
    fh_json_string(json, node, "version", FH_VERSION);
    fh_json_end(json);
    fh_sink_put(json->sink, ",\n\"rules\":");
    node = fh_json_begin(json);
    fh_json_text_or_null(json, node, "hash", report->rules_hash);
    fh_json_number(json, node, "count", report->rule_count);
    fh_json_end(json);
    fh_sink_put(json->sink, ",\n\"target\":");
    node = fh_json_begin(json);
    fh_json_text(json, node, "kind", report->target_kind);
    fh_json_text_or_null(json, node, "commit", report->target_commit);
    fh_json_text_or_null(json, node, "rev", report->target_rev);
    fh_json_text_or_null(json, node, "ref", report->target_ref);
    fh_json_path(json, node, "path",
                 fh_text_is_empty(report->target_path) ? FH_TEXT(".") : report->target_path);
    fh_json_end(json);
}

/* Its numbers on the first line, then the unread files, one a line. */
static void write_coverage(document *self)
{
    const fh_coverage *coverage = &self->report->coverage;
    fh_sink *sink = self->json.sink;

    fh_sink_printf(sink,
                   "\"coverage\":{\"complete\":%s,\"files\":%u,\"read\":%u,\"binary\":%u,"
                   "\"manifests\":%u,\"links\":%u,\"submodules\":%u,\"bytes\":%llu,\"lines\":%llu,",
                   coverage->complete ? "true" : "false", (unsigned)coverage->files,
                   (unsigned)coverage->read, (unsigned)coverage->binary,
                   (unsigned)coverage->manifests, (unsigned)coverage->links,
                   (unsigned)coverage->submodules, (unsigned long long)coverage->bytes,
                   (unsigned long long)coverage->lines);
    write_section(self, "unread", coverage->unread.count, fill_unread);
    fh_sink_put(sink, "}");
}

static void write_severities(document *self)
{
    fh_json_node *node = fh_json_begin(&self->json);

    fh_sink_put(self->json.sink, "\"severities\":");
    for (size_t i = FH_SEVERITY_COUNT; i-- > 0;)
        fh_json_number(&self->json, node, fh_severity_name((fh_severity)i),
                       self->report->severity_counts[i]);
    fh_json_end(&self->json);
}

static void write_report(const fh_report *report, const fh_report_style *style, fh_sink *sink)
{
    document self = {.report = report};

    (void)style; /* a document for programs has no style */
    fh_json_init(&self.json, sink);
    write_head(&self);
    fh_sink_put(sink, ",\n");
    write_coverage(&self);
    fh_sink_put(sink, ",\n");
    write_section(&self, "components", report->components.count, fill_component);
    fh_sink_put(sink, ",\n");
    write_section(&self, "licenses", report->licenses.count, fill_license);
    fh_sink_put(sink, ",\n");
    write_section(&self, "dependencies", report->dependencies.count, fill_dependency);
    fh_sink_put(sink, ",\n");
    write_section(&self, "models", report->models.count, fill_model);
    fh_sink_put(sink, ",\n");
    write_severities(&self);
    fh_sink_put(sink, ",\n");
    write_section(&self, "findings", report->findings.count, fill_finding);
    fh_sink_put(sink, ",\n");
    write_section(&self, "verdicts", FH_AXIS_COUNT, fill_verdict);
    fh_sink_put(sink, "\n}\n");
    fh_json_done(&self.json);
}

static void write_dependencies(const fh_report *report, const fh_report_style *style, fh_sink *sink)
{
    document self = {.report = report};

    (void)style; /* as above */
    fh_json_init(&self.json, sink);
    fh_sink_put(sink, "{\n");
    write_section(&self, "dependencies", report->dependencies.count, fill_dependency);
    fh_sink_put(sink, "\n}\n");
    fh_json_done(&self.json);
}

const fh_reporter fh_reporter_json = {
    .name = "json",
    .about = "the whole report as one freehold-report/1 document",
    .write = write_report,
};

const fh_reporter fh_reporter_deps_json = {
    .name = "deps-json",
    .about = "dependency edges as JSON, one entry an edge as declared",
    .write = write_dependencies,
};
