/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/purl.h"
#include "read/site.h"

/* Workflows and actions of GitHub, pipelines of GitLab: what continuous integration runs in and
 * with. Evidence of what is tested, never of what is shipped. */

enum { MOST_LABELS = 64 };

extern const fh_reader fh_reader_workflow;

typedef struct workflow {
    fh_site site;
    fh_arena *arena;
} workflow;

static void add_field(const workflow *self, const fh_node *place, const char *subject,
                      fh_text value)
{
    if (value.len == 0) return;
    fh_fact fact = fh_site_at(&self->site, FH_FACT_FIELD, place);
    fact.subject = fh_text_of(subject);
    fact.value = value;
    fh_site_add(&self->site, &fact);
}

static void add_image(const workflow *self, const fh_node *node)
{
    if (node->kind == FH_NODE_MAP) {
        const fh_node *image = fh_node_get(node, "image");
        node = image->kind == FH_NODE_NONE ? fh_node_get(node, "name") : image;
    }
    const fh_text text = fh_node_text(node);
    if (fh_text_find_byte(text, '$') == SIZE_MAX)
        fh_site_add_image(&self->site, node, text, text, "ci");
}

static void add_env(const workflow *self, const fh_node *map)
{
    FH_NODE_EACH(child, map)
    {
        fh_fact fact;
        const fh_node *value = child->kind == FH_NODE_MAP ? fh_node_get(child, "value") : child;
        if (map->kind != FH_NODE_MAP ||
            !fh_site_env(&self->site, child->key_line, child->key_column, child->key,
                         fh_node_text(value), &fact))
            continue;
        fh_fact_set(&fact, FH_ATTR_VIA, FH_TEXT("ci"));
        fh_site_add(&self->site, &fact);
    }
}

/* ---- "uses": owner/name[/folder]@ref, ./folder, docker://image ---- */

static void add_local(const workflow *self, const fh_node *node, fh_text path)
{
    const fh_text target = fh_arena_path(self->arena, FH_TEXT(""), path);
    if (target.ptr == NULL || target.len == 0) return;
    fh_fact fact = fh_site_at(&self->site, FH_FACT_POINTER, node);
    fact.subject = target;
    fact.value = FH_TEXT("uses");
    fh_site_add(&self->site, &fact);
}

static void take_uses(const workflow *self, const fh_node *node)
{
    const fh_text text = fh_node_text(node);
    const size_t at = fh_text_find_byte(text, '@');
    if (fh_text_starts(text, FH_TEXT("docker://"))) {
        const fh_text image = fh_text_slice(text, 9, SIZE_MAX);
        fh_site_add_image(&self->site, node, image, text, "ci");
        return;
    }
    if (fh_text_starts(text, FH_TEXT("./"))) {
        add_local(self, node, text);
        return;
    }
    const fh_text ref = at == SIZE_MAX ? FH_TEXT("") : fh_text_slice(text, at + 1, SIZE_MAX);
    fh_text owner, name, rest = fh_text_slice(text, 0, at);
    if (text.len == 0 || fh_text_find_byte(text, '{') != SIZE_MAX) return;
    if (!fh_text_next_field(&rest, '/', &owner) || rest.ptr == NULL ||
        !fh_text_next_field(&rest, '/', &name) || owner.len == 0 || name.len == 0)
        return;
    const fh_text full = fh_text_make(owner.ptr, (size_t)(name.ptr - owner.ptr) + name.len);
    fh_fact fact = fh_site_at(&self->site, FH_FACT_DEPENDENCY, node);
    fh_edge_fill(&fact, &(fh_edge){.purl = fh_purl_of(self->arena, "githubactions", full),
                                   .requirement = ref,
                                   .name = fh_text_slice(text, 0, at),
                                   .phase = "ci",
                                   .necessity = "required",
                                   .pin = ref.len == 0        ? "floating"
                                          : fh_is_commit(ref) ? "git-commit"
                                                              : "git-ref",
                                   .table = "uses"});
    fh_site_add(&self->site, &fact);
}

static void take_steps(const workflow *self, const fh_node *steps)
{
    FH_NODE_EACH(step, steps)
    {
        take_uses(self, fh_node_get(step, "uses"));
        add_env(self, fh_node_get(step, "env"));
    }
}

/* ---- runners ---- */

/* "${{ matrix.os }}": every value of the matrix. */
static void take_matrix(const workflow *self, const fh_node *job, fh_text label)
{
    const size_t at = fh_text_find(label, FH_TEXT("matrix."));
    if (at == SIZE_MAX) return;
    size_t end = at + 7;
    while (end < label.len && (fh_is_word(label.ptr[end]) || label.ptr[end] == '-')) end++;
    const fh_text key = fh_text_slice(label, at + 7, end);
    const fh_node *matrix = fh_node_path(job, "strategy.matrix");
    uint32_t budget = MOST_LABELS;
    FH_NODE_EACH(value, fh_node_find(matrix, key))
    {
        if (budget-- == 0) break;
        add_field(self, value, "runs-on", fh_node_text(value));
    }
    FH_NODE_EACH(row, fh_node_get(matrix, "include"))
    {
        if (budget-- == 0) break;
        const fh_node *value = fh_node_find(row, key);
        add_field(self, value, "runs-on", fh_node_text(value));
    }
}

static void take_runner(const workflow *self, const fh_node *job, const fh_node *node)
{
    uint32_t budget = MOST_LABELS;
    if (node->kind == FH_NODE_MAP) {
        take_runner(self, job, fh_node_get(node, "group"));
        node = fh_node_get(node, "labels");
    }
    if (node->kind == FH_NODE_LIST) {
        FH_NODE_EACH(label, node)
        if (budget-- > 0) add_field(self, label, "runs-on", fh_node_text(label));
        return;
    }
    const fh_text label = fh_node_text(node);
    if (fh_text_find(label, FH_TEXT("${{")) != SIZE_MAX) take_matrix(self, job, label);
    else add_field(self, node, "runs-on", label);
}

/* ---- GitHub ---- */

static void read_github(const workflow *self, const fh_node *document)
{
    add_env(self, fh_node_get(document, "env"));
    FH_NODE_EACH(job, fh_node_get(document, "jobs"))
    {
        const fh_node *runner = fh_node_get(job, "runs-on");
        if (runner->kind != FH_NODE_NONE) take_runner(self, job, runner);
        add_image(self, fh_node_get(job, "container"));
        FH_NODE_EACH(service, fh_node_get(job, "services")) add_image(self, service);
        add_env(self, fh_node_get(job, "env"));
        take_uses(self, fh_node_get(job, "uses"));
        take_steps(self, fh_node_get(job, "steps"));
    }
}

static void read_action(const workflow *self, const fh_node *document)
{
    const fh_node *runs = fh_node_get(document, "runs");
    const fh_node *image = fh_node_get(runs, "image");
    if (fh_text_starts(fh_node_text(image), FH_TEXT("docker://"))) take_uses(self, image);
    take_steps(self, fh_node_get(runs, "steps"));
}

/* ---- GitLab ---- */

static void read_gitlab_job(const workflow *self, const fh_node *job)
{
    add_image(self, fh_node_get(job, "image"));
    FH_NODE_EACH(service, fh_node_get(job, "services")) add_image(self, service);
    add_env(self, fh_node_get(job, "variables"));
    FH_NODE_EACH(tag, fh_node_get(job, "tags")) add_field(self, tag, "runs-on", fh_node_text(tag));
}

static void read_gitlab(const workflow *self, const fh_node *document)
{
    read_gitlab_job(self, document);
    FH_NODE_EACH(job, document)
    if (job->kind == FH_NODE_MAP && !fh_text_is(job->key, "image") &&
        !fh_text_is(job->key, "variables"))
        read_gitlab_job(self, job);
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    workflow self = {.site = fh_site_make(input, &fh_reader_workflow, facts),
                     .arena = input->scratch};
    self.site.contexts = FH_CONTEXT_CI;
    const bool gitlab = fh_text_find(input->path, FH_TEXT("gitlab-ci")) != SIZE_MAX;
    FH_NODE_EACH(document, input->doc)
    {
        if (document->kind != FH_NODE_MAP) continue;
        if (gitlab) read_gitlab(&self, document);
        else if (fh_node_get(document, "runs")->kind == FH_NODE_MAP) read_action(&self, document);
        else read_github(&self, document);
    }
}

static const char *const globs[] = {"**/.github/workflows/*.yml",
                                    "**/.github/workflows/*.yaml",
                                    "**/action.yml",
                                    "**/action.yaml",
                                    "**/.gitlab-ci.yml",
                                    "**/*.gitlab-ci.yml",
                                    "**/.gitlab-ci/**/*.yml",
                                    NULL};

const fh_reader fh_reader_workflow = {
    .name = "workflow",
    .about = "workflows and actions of GitHub, pipelines of GitLab: actions, images, runners",
    .globs = globs,
    .syntax = FH_SYNTAX_YAML,
    .manifest = false,
    .read = read,
};
