/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/purl.h"
#include "read/workload.h"

extern const fh_reader fh_reader_helm_chart;
extern const fh_reader fh_reader_helm_template;
extern const fh_reader fh_reader_helm_values;

/* ---- Chart.yaml ---- */

static void add_package(const fh_site *site, const fh_node *chart)
{
    const fh_node *name = fh_node_get(chart, "name");
    if (fh_node_text(name).len == 0) return;
    fh_fact fact = fh_site_at(site, FH_FACT_PACKAGE, name);
    fact.subject = fh_node_text(name);
    fact.value = fh_node_text(fh_node_get(chart, "description"));
    fh_fact_set(&fact, FH_ATTR_KIND, FH_TEXT("helm"));
    fh_fact_set(&fact, FH_ATTR_VERSION, fh_node_text(fh_node_get(chart, "version")));
    fh_fact_set(
        &fact, FH_ATTR_EXPRESSION,
        fh_node_text(fh_node_get(fh_node_get(chart, "annotations"), "artifacthub.io/license")));
    fh_site_add(site, &fact);
}

static void add_subchart(const fh_site *site, const fh_node *item)
{
    fh_arena *arena = site->input->scratch;
    const fh_node *name = fh_node_get(item, "name");
    const fh_text condition = fh_node_text(fh_node_get(item, "condition"));
    const fh_text tag = fh_node_text(fh_node_at(fh_node_get(item, "tags"), 0));
    if (fh_node_text(name).len == 0) return;
    fh_edge edge = {.purl = fh_purl_of(arena, "helm", fh_node_text(name)),
                    .requirement = fh_node_text(fh_node_get(item, "version")),
                    .name = fh_node_text(name),
                    .phase = "runtime",
                    .necessity = "required",
                    .table = "dependencies",
                    .source = fh_node_text(fh_node_get(item, "repository"))};
    edge.pin = fh_pin_of_requirement(edge.requirement);
    /* A chart goes in unless its condition is there and false. */
    if (condition.len > 0 || tag.len > 0) {
        edge.necessity = "optional-default-on";
        edge.gate = condition.len > 0 ? fh_arena_join(arena, FH_TEXT("condition:"), condition)
                                      : fh_arena_join(arena, FH_TEXT("tag:"), tag);
    }
    fh_fact fact = fh_site_at(site, FH_FACT_DEPENDENCY, name);
    fh_edge_fill(&fact, &edge);
    if (fh_text_starts(edge.source, FH_TEXT("file://"))) {
        fh_fact_set(&fact, FH_ATTR_DIRECTNESS, FH_TEXT("workspace-member"));
        fh_fact_set(&fact, FH_ATTR_PIN, FH_TEXT("path"));
    }
    fh_site_add(site, &fact);
}

static void read_chart(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_site site = fh_site_make(input, &fh_reader_helm_chart, facts);
    const fh_node *chart = fh_node_at(input->doc, 0);
    if (chart->kind != FH_NODE_MAP) return;
    add_package(&site, chart);
    FH_NODE_EACH(item, fh_node_get(chart, "dependencies")) add_subchart(&site, item);
}

/* ---- values ---- */

static void read_values(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_site site = fh_site_make(input, &fh_reader_helm_values, facts);
    FH_NODE_EACH(document, input->doc)
    {
        const bool object = fh_node_text(fh_node_get(document, "kind")).len > 0 &&
                            fh_node_text(fh_node_get(document, "apiVersion")).len > 0;
        if (!object) fh_workload_read(&site, document, "helm");
    }
}

/* ---- templates: lines of YAML between actions of Go's text/template ---- */

typedef enum block { OUTSIDE, AMOUNTS, SELECTOR, ENVIRONMENT } block;

typedef struct template
{
    fh_site site;
    uint32_t line, column; /* of the key at hand */
    block block;
    size_t indent; /* of the line that opened the block */
    fh_text kind;  /* limits or requests */
    fh_text variable;
    uint32_t variable_line, variable_column;
}
template;

static fh_text unquoted(fh_text text)
{
    text = fh_text_trim(text);
    if (text.len < 2 || (text.ptr[0] != '"' && text.ptr[0] != '\'')) return text;
    return text.ptr[text.len - 1] == text.ptr[0] ? fh_text_slice(text, 1, text.len - 1) : text;
}

static bool has_action(fh_text text)
{
    return fh_text_find(text, FH_TEXT("{{")) != SIZE_MAX;
}

/* {{ .Values.image | default "nginx:1" }}: what stands when nobody says anything else. */
static fh_text default_of(fh_text text)
{
    const size_t at = fh_text_find(text, FH_TEXT("default \""));
    if (at == SIZE_MAX) return FH_TEXT("");
    text = fh_text_slice(text, at + 9, SIZE_MAX);
    const size_t end = fh_text_find_byte(text, '"');
    return end == SIZE_MAX ? FH_TEXT("") : fh_text_slice(text, 0, end);
}

static fh_text literal_of(fh_text text)
{
    return has_action(text) ? default_of(text) : unquoted(text);
}

static void add(const template *self, fh_fact_kind kind, fh_text subject, fh_text value,
                fh_text sub_kind)
{
    fh_fact fact = fh_site_fact(&self->site, kind, self->line, self->column);
    fact.subject = subject;
    fact.value = value;
    fh_fact_set(&fact, FH_ATTR_VIA, FH_TEXT("helm"));
    fh_fact_set(&fact, FH_ATTR_KIND, sub_kind);
    fh_site_add(&self->site, &fact);
}

static void flush_variable(template *self, fh_text value)
{
    fh_fact fact;
    if (self->variable.len > 0 && !has_action(self->variable) &&
        fh_site_env(&self->site, self->variable_line, self->variable_column, self->variable, value,
                    &fact)) {
        fh_fact_set(&fact, FH_ATTR_VIA, FH_TEXT("helm"));
        fh_site_add(&self->site, &fact);
    }
    self->variable = FH_TEXT("");
}

static void take_inside(template *self, fh_text key, fh_text value)
{
    fh_arena *arena = self->site.input->scratch;
    switch (self->block) {
    case AMOUNTS:
        if (!fh_is_common_resource(key) && value.len > 0)
            add(self, FH_FACT_RESOURCE, key, value, self->kind);
        break;
    case SELECTOR:
        if (value.len > 0)
            add(self, FH_FACT_FIELD, fh_arena_join(arena, FH_TEXT("nodeSelector."), key), value,
                FH_TEXT(""));
        break;
    case ENVIRONMENT:
        if (fh_text_is(key, "name")) {
            flush_variable(self, FH_TEXT(""));
            self->variable = value;
            self->variable_line = self->line;
            self->variable_column = self->column;
        } else if (fh_text_is(key, "value")) {
            flush_variable(self, has_action(value) ? FH_TEXT("") : value);
        }
        break;
    case OUTSIDE: break;
    }
}

static void take_pair(template *self, size_t indent, fh_text key, fh_text value)
{
    if (self->block != OUTSIDE && indent <= self->indent) {
        flush_variable(self, FH_TEXT(""));
        self->block = OUTSIDE;
    }
    if (self->block != OUTSIDE) take_inside(self, key, unquoted(value));
    else if (fh_text_is(key, "image") && !fh_text_is(literal_of(value), "")) {
        const fh_text reference = literal_of(value);
        if (fh_text_find_byte(reference, ' ') == SIZE_MAX && reference.ptr[0] != '/')
            add(self, FH_FACT_IMAGE, reference, value, FH_TEXT(""));
    } else if (fh_text_is(key, "runtimeClassName") && literal_of(value).len > 0) {
        add(self, FH_FACT_FIELD, key, literal_of(value), FH_TEXT(""));
    } else if (value.len == 0) {
        self->indent = indent;
        self->kind = key;
        if (fh_text_is(key, "limits") || fh_text_is(key, "requests")) self->block = AMOUNTS;
        else if (fh_text_is(key, "nodeSelector")) self->block = SELECTOR;
        else if (fh_text_is(key, "env")) self->block = ENVIRONMENT;
    }
}

/* The colon that ends the key of "key: value"; a key may be an action or hold one. */
static size_t key_length(fh_text text)
{
    size_t actions = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '{') actions++;
        if (text.ptr[i] == '}' && actions > 0) actions--;
        if (text.ptr[i] == ':' && actions == 0 &&
            (i + 1 == text.len || fh_is_blank(text.ptr[i + 1])))
            return i;
    }
    return SIZE_MAX;
}

static void take_line(template *self, fh_text line)
{
    size_t at = 0;
    while (at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '-')) {
        if (line.ptr[at] == '-' && (at + 1 >= line.len || line.ptr[at + 1] != ' ')) break;
        at++;
    }
    /* A list may stand at the indentation of its key; its items then are one deeper. */
    const size_t indent = at;
    fh_text text = fh_text_trim(fh_text_slice(line, at, SIZE_MAX));
    if (text.len == 0 || text.ptr[0] == '#') return;
    const size_t end = key_length(text);
    if (end == SIZE_MAX) return;
    fh_text value = fh_text_trim(fh_text_slice(text, end + 1, SIZE_MAX));
    const size_t comment = fh_text_find(value, FH_TEXT(" #"));
    if (!has_action(value)) value = fh_text_trim(fh_text_slice(value, 0, comment));
    if (value.len > 0 && value.ptr[0] == '#') value = FH_TEXT("");
    self->column = (uint32_t)at + 1;
    take_pair(self, indent, unquoted(fh_text_slice(text, 0, end)), value);
}

static bool is_chart(fh_text bytes)
{
    static const char *const marks[] = {".Values", ".Release", ".Chart", ".Capabilities"};
    for (size_t i = 0; i < FH_COUNT(marks); i++)
        if (fh_text_find(bytes, fh_text_of(marks[i])) != SIZE_MAX) return true;
    return false;
}

static void read_template(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    fh_text line, rest = input->bytes;
    if (!fh_is_template(rest)) return;
    template self = {.site = fh_site_make(input, &fh_reader_helm_template, facts)};
    /* The folder "templates" of a chart is what is deployed, not what a wizard writes. */
    if (is_chart(rest)) self.site.without = FH_CONTEXT_SCAFFOLD;
    while (fh_text_next_line(&rest, &line)) {
        self.line++;
        take_line(&self, line);
    }
    flush_variable(&self, FH_TEXT(""));
}

static const char *const chart_globs[] = {"**/Chart.yaml", "**/Chart.yml", NULL};
static const char *const values_globs[] = {"**/*values.yaml",      "**/*values.yml",
                                           "**/values[-_.]*.yaml", "**/values[-_.]*.yml",
                                           "**/values/*.yaml",     NULL};
static const char *const template_globs[] = {"**/templates/**/*.yaml", "**/templates/**/*.yml",
                                             "**/templates/**/*.tpl", NULL};

const fh_reader fh_reader_helm_chart = {
    .name = "helm-chart",
    .about = "Chart.yaml: the chart and the charts it needs",
    .globs = chart_globs,
    .syntax = FH_SYNTAX_YAML,
    .manifest = true,
    .read = read_chart,
};

const fh_reader fh_reader_helm_template = {
    .name = "helm-template",
    .about = "templates of charts: images, resources, environment",
    .globs = template_globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = false,
    .read = read_template,
};

const fh_reader fh_reader_helm_values = {
    .name = "helm-values",
    .about = "values of charts: images, resources, environment",
    .globs = values_globs,
    .syntax = FH_SYNTAX_YAML,
    .manifest = false,
    .read = read_values,
};
