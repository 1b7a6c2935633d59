/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/buf.h"
#include "read/hits.h"
#include "read/installs.h"
#include "read/site.h"

/* Jupyter notebooks (nbformat 4, and the worksheets of 3). The source of code cells is put together
 * as one text with a line of the notebook for each of its lines, so that what is found in it stands
 * where the notebook has it. Outputs are never looked at. */

enum { LONGEST_COMMAND = 4096, MOST_CELLS = 20000 };

extern const fh_reader fh_reader_notebook;

FH_VEC(line_vec, uint32_t);
typedef struct notebook {
    fh_site site;
    fh_buf text;          /* source of all code cells */
    line_vec lines;       /* line of the notebook by line of `text`, from 0 */
    fh_docker_file shell; /* of one command or shell cell */
    unsigned cells;
} notebook;

/* ---- installs ---- */

static void run_shell(notebook *self)
{
    fh_shell_word_vec words;
    fh_arena *arena = self->site.input->scratch;
    const fh_install_scope scope = {.phase = "runtime", .table = "notebook"};
    const fh_docker_instruction all = {.part_count = self->shell.parts.count};
    if (all.part_count > 0 && fh_docker_words(arena, &self->shell, &all, &words))
        fh_installs_read(&self->site, &words, &scope);
    self->shell.parts.count = 0;
}

static void add_part(notebook *self, fh_text text, const fh_node *place, bool heredoc)
{
    const fh_docker_part part = {.text = fh_text_slice(text, 0, LONGEST_COMMAND),
                                 .line = place->line,
                                 .column = place->column,
                                 .heredoc = heredoc};
    (void)FH_VEC_ADD(self->site.input->scratch, &self->shell.parts, part);
}

/* "!pip install x" and "%pip install x"; a backslash at the end goes on in the next line. */
static bool take_magic(notebook *self, fh_text line, const fh_node *place)
{
    fh_text text = fh_text_trim(line);
    const bool goes_on = self->shell.parts.count > 0;
    if (!goes_on) {
        if (text.len < 2 || (text.ptr[0] != '!' && text.ptr[0] != '%') || text.ptr[1] == '%')
            return false;
        text = fh_text_slice(text, 1, SIZE_MAX);
    }
    const bool more = fh_text_ends(text, FH_TEXT("\\"));
    if (more) text = fh_text_slice(text, 0, text.len - 1);
    add_part(self, text, place, false);
    if (!more) run_shell(self);
    return true;
}

/* ---- cells ---- */

static void add_line(notebook *self, fh_text line, const fh_node *place, bool shell)
{
    if (shell) add_part(self, line, place, true);
    else if (take_magic(self, line, place)) line = FH_TEXT("");
    fh_buf_add(&self->text, line);
    fh_buf_add_byte(&self->text, '\n');
    (void)FH_VEC_ADD(self->site.input->scratch, &self->lines, place->line);
}

static bool is_shell_cell(fh_text source)
{
    static const char *const magics[] = {"%%bash", "%%sh", "%%shell", "%%script bash"};
    const fh_text start = fh_text_trim(source);
    for (size_t i = 0; i < FH_COUNT(magics); i++)
        if (fh_text_starts(start, fh_text_of(magics[i]))) return true;
    return false;
}

static void add_lines(notebook *self, const fh_node *node, bool shell)
{
    fh_text line, rest = fh_node_text(node);
    if (rest.len == 0) return;
    /* The texts of a list end in the line feed that they stand for. */
    while (fh_text_next_line(&rest, &line)) {
        if (line.len == 0 && rest.len == 0) break;
        add_line(self, line, node, shell);
    }
}

static void take_cell(notebook *self, const fh_node *cell)
{
    const fh_node *source = fh_node_get(cell, "source");
    if (!fh_text_is(fh_node_text(fh_node_get(cell, "cell_type")), "code") ||
        self->cells++ >= MOST_CELLS)
        return;
    if (source->kind == FH_NODE_NONE) source = fh_node_get(cell, "input");
    const fh_node *first = source->kind == FH_NODE_LIST ? fh_node_at(source, 0) : source;
    const bool shell = is_shell_cell(fh_node_text(first));
    if (source->kind == FH_NODE_TEXT) add_lines(self, source, shell);
    if (source->kind == FH_NODE_LIST) FH_NODE_EACH(item, source)
    if (!shell || item != first) add_lines(self, item, shell);
    run_shell(self);
}

/* ---- hits ---- */

static fh_language language_of(const fh_node *doc)
{
    static const struct {
        const char *name;
        fh_language language;
    } names[] = {{"javascript", FH_LANGUAGE_JAVASCRIPT},
                 {"typescript", FH_LANGUAGE_JAVASCRIPT},
                 {"c++", FH_LANGUAGE_C},
                 {"rust", FH_LANGUAGE_RUST},
                 {"java", FH_LANGUAGE_JAVA},
                 {"kotlin", FH_LANGUAGE_JAVA},
                 {"go", FH_LANGUAGE_GO},
                 {"csharp", FH_LANGUAGE_CSHARP},
                 {"c#", FH_LANGUAGE_CSHARP},
                 {"swift", FH_LANGUAGE_SWIFT},
                 {"bash", FH_LANGUAGE_SHELL}};
    fh_text name = fh_node_text(fh_node_path(doc, "metadata.kernelspec.language"));
    if (name.len == 0) name = fh_node_text(fh_node_path(doc, "metadata.language_info.name"));
    for (size_t i = 0; i < FH_COUNT(names); i++)
        if (fh_text_eq_nocase(name, fh_text_of(names[i].name))) return names[i].language;
    return FH_LANGUAGE_PYTHON;
}

/* Search the source as a file of its language, then put the places back into the notebook. */
static void find_hits(fh_env *env, const notebook *self, fh_facts *facts)
{
    fh_input source = *self->site.input;
    fh_hits hits;
    const size_t before = facts->list.count;
    if (source.tools == NULL || self->text.len == 0) return;
    source.bytes = fh_buf_text(&self->text);
    source.language = language_of(source.doc);
    source.doc = &fh_node_empty;
    if (fh_hits_find(env, &source, &hits)) fh_read_hits(&source, &hits, facts);
    for (size_t i = before; i < facts->list.count; i++) {
        fh_fact *fact = &facts->list.items[i];
        if (fact->line > 0 && fact->line <= self->lines.count)
            fact->line = self->lines.items[fact->line - 1];
        if (fact->end_line > 0 && fact->end_line <= self->lines.count)
            fact->end_line = self->lines.items[fact->end_line - 1];
    }
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    notebook self = {.site = fh_site_make(input, &fh_reader_notebook, facts),
                     .shell = {.escape = '\\'}};
    fh_buf_init(&self.text, input->bytes.len + 1024);
    FH_NODE_EACH(cell, fh_node_get(input->doc, "cells"))
    take_cell(&self, cell);
    FH_NODE_EACH(sheet, fh_node_get(input->doc, "worksheets"))
    FH_NODE_EACH(cell, fh_node_get(sheet, "cells"))
    take_cell(&self, cell);
    find_hits(env, &self, facts);
    fh_buf_done(&self.text);
}

static const char *const globs[] = {"**/*.ipynb", NULL};

const fh_reader fh_reader_notebook = {
    .name = "notebook",
    .about = "Jupyter notebooks: code cells as source, packages they install",
    .globs = globs,
    .syntax = FH_SYNTAX_JSON,
    .manifest = false,
    .read = read,
};
