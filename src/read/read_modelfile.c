/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/license.h"
#include "read/model_facts.h"

/* Modelfile of Ollama: "COMMAND value" lines, a value may stand between three quotes over several
 * lines. FROM and ADAPTER name models, LICENSE holds texts. */

enum { MOST_BYTES = 4 << 20, MOST_COMMANDS = 2000, MOST_LICENSES = 8 };

extern const fh_reader fh_reader_modelfile;

typedef struct command {
    fh_text name, value;
    uint32_t line, column; /* of the value */
} command;

typedef struct modelfile {
    fh_site site;
    fh_text bytes;
    size_t at;
    uint32_t line;
    fh_model_claim claim;
    unsigned licenses;
} modelfile;

static fh_text take_line(modelfile *self, size_t *ret_start)
{
    fh_text line, rest = fh_text_slice(self->bytes, self->at, SIZE_MAX);
    *ret_start = self->at;
    if (!fh_text_next_line(&rest, &line)) {
        self->at = self->bytes.len;
        return FH_TEXT("");
    }
    self->at = rest.ptr == NULL ? self->bytes.len : (size_t)(rest.ptr - self->bytes.ptr);
    self->line++;
    return line;
}

/* The quoted value that starts behind its quotes at `from`; the lines up to its end are taken. */
static fh_text take_quoted(modelfile *self, size_t from)
{
    const fh_text rest = fh_text_slice(self->bytes, from, SIZE_MAX);
    const size_t end = fh_text_find(rest, FH_TEXT("\"\"\""));
    const size_t stop = end == SIZE_MAX ? self->bytes.len : from + end;
    size_t start;
    while (self->at < stop) (void)take_line(self, &start);
    return fh_text_slice(self->bytes, from, stop);
}

static bool next_command(modelfile *self, command *ret_command)
{
    while (self->at < self->bytes.len) {
        size_t start, name_end = 0;
        const fh_text line = take_line(self, &start);
        size_t first = 0;
        while (first < line.len && fh_is_blank(line.ptr[first])) first++;
        if (first == line.len || line.ptr[first] == '#') continue;
        name_end = first;
        while (name_end < line.len && !fh_is_blank(line.ptr[name_end])) name_end++;
        size_t value = name_end;
        while (value < line.len && fh_is_blank(line.ptr[value])) value++;
        *ret_command = (command){.name = fh_text_slice(line, first, name_end),
                                 .value = fh_text_trim(fh_text_slice(line, value, SIZE_MAX)),
                                 .line = self->line,
                                 .column = (uint32_t)value + 1};
        if (fh_text_starts(ret_command->value, FH_TEXT("\"\"\"")))
            ret_command->value = take_quoted(self, start + value + 3);
        return true;
    }
    return false;
}

/* The license text itself: what the matcher finds in it is what the model is offered under. */
static void take_license(fh_env *env, modelfile *self, const command *at)
{
    fh_license_corpus corpus;
    fh_license_result result;
    fh_license_info info = {0};
    fh_arena *arena = self->site.input->scratch;
    if (fh_license_corpus_builtin(&corpus) != FH_OK ||
        fh_license_scan(env, &corpus, FH_TEXT("LICENSE"), at->value, arena, &result) != FH_OK)
        return;
    fh_model_claim claim = {result.expression, FH_TEXT("")};
    if (result.matches.count == 1 &&
        fh_license_info_find(&corpus, result.matches.items[0].license, &info))
        claim.category = fh_text_of(fh_license_category_name(info.category));
    fh_model_add_license(&self->site, at->line, at->column, &claim);
    /* Of several texts nobody says how they combine. */
    self->claim = self->licenses++ == 0 ? claim : (fh_model_claim){FH_TEXT(""), FH_TEXT("")};
}

static fh_text unquoted(fh_text text)
{
    const bool quoted = text.len > 1 && text.ptr[0] == '"' && text.ptr[text.len - 1] == '"';
    return quoted ? fh_text_slice(text, 1, text.len - 1) : text;
}

static void take_model(const modelfile *self, const command *at, const char *kind)
{
    const fh_text id = unquoted(at->value);
    if (id.len == 0 || id.ptr[0] == '.' || id.ptr[0] == '/' || id.ptr[0] == '~' ||
        fh_text_find_byte(id, ' ') != SIZE_MAX)
        return;
    fh_model_add(&self->site, at->line, at->column,
                 &(fh_model_fact){.id = id, .kind = kind, .claim = self->claim});
}

static bool is_command(const command *at, const char *name)
{
    return fh_text_eq_nocase(at->name, fh_text_of(name));
}

static void read_modelfile(fh_env *env, const fh_input *input, fh_facts *facts)
{
    modelfile self = {.site = fh_site_make(input, &fh_reader_modelfile, facts),
                      .bytes = input->bytes};
    command at;
    unsigned budget = MOST_COMMANDS;
    if (input->bytes.len > MOST_BYTES) {
        fh_facts_add_unread(facts, FH_UNREAD_TOO_LARGE, 0, 0, fh_text_of(fh_reader_modelfile.name),
                            FH_TEXT("a Modelfile above 4 MiB"));
        return;
    }
    /* Licenses first: the bases are told what their derivative claims. */
    while (budget-- > 0 && next_command(&self, &at))
        if (is_command(&at, "LICENSE") && self.licenses < MOST_LICENSES)
            take_license(env, &self, &at);
    self.at = 0;
    self.line = 0;
    budget = MOST_COMMANDS;
    while (budget-- > 0 && next_command(&self, &at)) {
        if (is_command(&at, "FROM")) take_model(&self, &at, "base");
        else if (is_command(&at, "ADAPTER")) take_model(&self, &at, "adapter");
        else if (is_command(&at, "DRAFT")) take_model(&self, &at, "used");
    }
}

static const char *const modelfile_globs[] = {"**/Modelfile", "**/Modelfile.*", "**/*.modelfile",
                                              NULL};

const fh_reader fh_reader_modelfile = {
    .name = "modelfile",
    .about = "Modelfile: base model, adapter and license",
    .globs = modelfile_globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = false,
    .read = read_modelfile,
};
