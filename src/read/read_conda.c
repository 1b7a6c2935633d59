/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* environment.yml of conda: packages of its channels, and those of pip in a list of their own. The
 * channel decides under whose terms packages come. */

#include "read/conda.h"

extern const fh_reader fh_reader_conda;

const char *fh_conda_pin(fh_text requirement)
{
    const fh_text text = fh_text_trim(requirement);
    if (text.len == 0 || fh_text_is(text, "*")) return "floating";
    if (fh_text_starts(text, FH_TEXT("=="))) return "exact";
    /* name=version=build names one file. */
    if (text.ptr[0] == '=') return fh_text_rfind_byte(text, '=') > 0 ? "exact" : "range";
    return "range";
}

fh_text fh_conda_platform_gate(fh_arena *arena, fh_text platform)
{
    static const struct {
        const char *platform, *gate;
    } rows[] = {{"linux-64", "os:linux cpu:x64"},
                {"linux-aarch64", "os:linux cpu:arm64"},
                {"linux-ppc64le", "os:linux cpu:ppc64"},
                {"osx-64", "os:darwin cpu:x64"},
                {"osx-arm64", "os:darwin cpu:arm64"},
                {"win-64", "os:win32 cpu:x64"},
                {"win-arm64", "os:win32 cpu:arm64"},
                {"linux", "os:linux"},
                {"osx", "os:darwin"},
                {"win", "os:win32"},
                {"unix", "os:!win32"}};
    for (size_t i = 0; i < FH_COUNT(rows); i++)
        if (fh_text_is(platform, rows[i].platform)) return fh_text_of(rows[i].gate);
    return fh_arena_join(arena, FH_TEXT("target:"), platform);
}

void fh_conda_add_spec(const fh_python *self, const fh_node *node, const fh_need *like)
{
    fh_need need = *like;
    fh_text spec = fh_text_trim(fh_node_text(node));
    const size_t channel = fh_text_find(spec, FH_TEXT("::"));
    size_t end = 0;
    if (channel != SIZE_MAX) {
        need.source = fh_text_slice(spec, 0, channel);
        spec = fh_text_slice(spec, channel + 2, SIZE_MAX);
    }
    while (end < spec.len &&
           (fh_is_word(spec.ptr[end]) || spec.ptr[end] == '-' || spec.ptr[end] == '.'))
        end++;
    need.type = "conda";
    need.name = fh_text_slice(spec, 0, end);
    need.requirement = fh_text_trim(fh_text_slice(spec, end, SIZE_MAX));
    need.pin = fh_conda_pin(need.requirement);
    if (need.name.len == 0)
        fh_manifest_unread(&self->site, node->line, node->column, "'%.*s' is no package of conda",
                           (int)fh_text_slice(spec, 0, 80).len, spec.ptr != NULL ? spec.ptr : "");
    else fh_manifest_add_need(&self->site, node->line, node->column, &need);
}

/* A line as a requirements file has it. */
static void add_pip(const fh_python *self, const fh_node *item, const fh_need *like)
{
    static const struct {
        const char *option, *kind;
    } sources[] = {
        {"index-url", "index"}, {"extra-index-url", "extra-index"}, {"find-links", "find-links"}};
    const fh_site *site = &self->site;
    fh_requirements_lines lines = {0};
    if (!fh_requirements_parse(site->input->scratch, fh_node_text(item), &lines)) return;
    for (size_t i = 0; i < lines.count; i++) {
        const fh_requirements_line *line = &lines.items[i];
        if (line->kind == FH_REQUIREMENTS_PACKAGE)
            fh_python_add_parsed(self, item->line, item->column, &line->requirement, like);
        else if (line->kind == FH_REQUIREMENTS_BAD)
            fh_manifest_unread(site, item->line, item->column, "'%.*s' is no requirement",
                               FH_TEXT_ARGS(fh_text_slice(line->text, 0, 80)));
        else if (fh_text_is(line->option, "requirement"))
            fh_manifest_add_pointer(site, item->line, item->column, line->value, "requirements");
        for (size_t k = 0; k < FH_COUNT(sources); k++)
            if (line->kind == FH_REQUIREMENTS_OPTION && fh_text_is(line->option, sources[k].option))
                fh_manifest_add_source(site, item->line, item->column, line->value,
                                       sources[k].kind);
    }
}

static void add_dependencies(const fh_python *self, const fh_node *list, const char *phase)
{
    const fh_need conda = {.phase = phase, .table = FH_TEXT("dependencies")};
    const fh_need pip = {.phase = phase, .table = FH_TEXT("dependencies.pip")};
    FH_NODE_EACH(item, list)
    {
        const fh_node *nested = fh_node_get(item, "pip");
        if (item->kind == FH_NODE_MAP && nested->kind != FH_NODE_NONE) {
            if (fh_manifest_is(&self->site, nested, FH_NODE_LIST, "a list of pip's"))
                FH_NODE_EACH(line, nested)
            if (fh_manifest_is(&self->site, line, FH_NODE_TEXT, "a requirement"))
                add_pip(self, line, &pip);
        } else if (fh_manifest_is(&self->site, item, FH_NODE_TEXT, "a dependency"))
            fh_conda_add_spec(self, item, &conda);
    }
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_node *root = fh_node_at(input->doc, 0);
    const fh_node *list = fh_node_get(root, "dependencies");
    const fh_python self = {.site = fh_site_make(input, &fh_reader_conda, facts),
                            .sources = &fh_node_empty,
                            .indexes = &fh_node_empty};
    const fh_text base = fh_text_base_name(input->path);
    /* Other programs have files of this name. */
    if (list->kind != FH_NODE_LIST || (fh_node_get(root, "channels")->kind == FH_NODE_NONE &&
                                       fh_node_get(root, "name")->kind == FH_NODE_NONE))
        return;
    FH_NODE_EACH(channel, fh_node_get(root, "channels"))
    if (channel->kind == FH_NODE_TEXT)
        fh_manifest_add_source(&self.site, channel->line, channel->column, channel->text,
                               "channel");
    add_dependencies(&self, list, fh_python_phase_of_name(base));
}

static const char *const globs[] = {"**/environment*.yml",
                                    "**/environment*.yaml",
                                    "**/conda.yml",
                                    "**/conda.yaml",
                                    "**/conda*env*.yml",
                                    "**/conda*env*.yaml",
                                    NULL};

const fh_reader fh_reader_conda = {
    .name = "conda",
    .about = "environment.yml: packages of conda and pip, channels",
    .globs = globs,
    .syntax = FH_SYNTAX_YAML,
    .manifest = true,
    .read = read,
};
