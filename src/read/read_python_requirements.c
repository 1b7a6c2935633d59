/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/read_python.h"

enum { MOST_BAD_LINES = 20 };

extern const fh_reader fh_reader_requirements;

/* A file of requirements says what it is for by its name only. */
static const struct {
    const char *word, *phase;
} phases[] = {
    {"test", "test"},     {"tests", "test"},       {"testing", "test"},  {"pytest", "test"},
    {"dev", "dev"},       {"develop", "dev"},      {"devel", "dev"},     {"development", "dev"},
    {"lint", "dev"},      {"linting", "dev"},      {"linters", "dev"},   {"typing", "dev"},
    {"mypy", "dev"},      {"format", "dev"},       {"ci", "dev"},        {"style", "dev"},
    {"precommit", "dev"}, {"docs", "docs"},        {"doc", "docs"},      {"documentation", "docs"},
    {"rtd", "docs"},      {"readthedocs", "docs"}, {"sphinx", "docs"},   {"mkdocs", "docs"},
    {"build", "build"},   {"bench", "dev"},        {"benchmark", "dev"}, {"benchmarks", "dev"},
};

static const char *phase_of_word(fh_text word)
{
    for (size_t i = 0; i < FH_COUNT(phases); i++)
        if (fh_text_eq_nocase(word, fh_text_of(phases[i].word))) return phases[i].phase;
    return NULL;
}

const char *fh_python_phase_of_name(fh_text name)
{
    size_t start = 0;
    for (size_t i = 0; i <= name.len; i++) {
        if (i < name.len && fh_is_alnum(name.ptr[i])) continue;
        const char *phase = phase_of_word(fh_text_slice(name, start, i));
        if (phase != NULL) return phase;
        start = i + 1;
    }
    return "runtime";
}

typedef struct requirements {
    fh_python python;
    fh_need like;
    uint32_t bad;
} requirements;

static void on_option(const requirements *self, const fh_requirements_line *line)
{
    const fh_site *site = &self->python.site;
    const fh_text option = line->option;
    if (fh_text_is(option, "requirement"))
        fh_manifest_add_pointer(site, line->line, line->column, line->value, "requirements");
    else if (fh_text_is(option, "constraint"))
        fh_manifest_add_pointer(site, line->line, line->column, line->value, "constraint");
    else if (fh_text_is(option, "index-url") || fh_text_is(option, "pypi-url"))
        fh_manifest_add_source(site, line->line, line->column, line->value, "index");
    else if (fh_text_is(option, "extra-index-url"))
        fh_manifest_add_source(site, line->line, line->column, line->value, "extra-index");
    else if (fh_text_is(option, "find-links"))
        fh_manifest_add_source(site, line->line, line->column, line->value, "find-links");
}

static void on_bad(requirements *self, const fh_requirements_line *line)
{
    if (++self->bad > MOST_BAD_LINES) return;
    fh_manifest_unread(&self->python.site, line->line, line->column,
                       "'%.*s' is neither a requirement nor an option of pip",
                       FH_TEXT_ARGS(fh_text_slice(line->text, 0, 100)));
}

static void on_line(requirements *self, const fh_requirements_line *line)
{
    switch (line->kind) {
    case FH_REQUIREMENTS_PACKAGE:
        fh_python_add_parsed(&self->python, line->line, line->column, &line->requirement,
                             &self->like);
        break;
    case FH_REQUIREMENTS_OPTION: on_option(self, line); break;
    case FH_REQUIREMENTS_BAD: on_bad(self, line); break;
    }
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_text name = fh_text_base_name(input->path);
    requirements self = {.python = {.site = fh_site_make(input, &fh_reader_requirements, facts),
                                    .sources = &fh_node_empty,
                                    .indexes = &fh_node_empty}};
    fh_requirements_lines lines = {0};
    self.like = (fh_need){.phase = fh_python_phase_of_name(name), .table = FH_TEXT("requirements")};
    if (fh_text_find_nocase(name, FH_TEXT("constraint")) != SIZE_MAX) {
        /* It narrows what others ask for and asks for nothing. */
        self.like.necessity = "suggested";
        self.like.table = FH_TEXT("constraints");
    }
    if (!fh_text_is_utf8(input->bytes)) {
        fh_facts_add_unread(facts, FH_UNREAD_ENCODING, 0, 0, FH_TEXT("requirements"),
                            FH_TEXT("requirements are not UTF-8"));
        return;
    }
    if (!fh_requirements_parse(input->scratch, input->bytes, &lines)) {
        fh_facts_add_unread(facts, FH_UNREAD_MEMORY, 0, 0, FH_TEXT("requirements"),
                            FH_TEXT("no memory for the requirements"));
        return;
    }
    for (size_t i = 0; i < lines.count; i++) on_line(&self, &lines.items[i]);
    if (self.bad > MOST_BAD_LINES)
        fh_manifest_unread(&self.python.site, 0, 0, "%u more lines are no requirements",
                           self.bad - MOST_BAD_LINES);
}

static const char *const globs[] = {"**/*requirements*.txt", "**/requirements/**/*.txt",
                                    "**/*requirements*.in",  "**/requirements/**/*.in",
                                    "**/*constraints*.txt",  NULL};

const fh_reader fh_reader_requirements = {
    .name = "requirements",
    .about = "Requirements files of pip: packages, markers, indexes, other files",
    .globs = globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = true,
    .read = read,
};
