/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/manifest.h"
#include "read/outline.h"
#include "read/read_python.h"

/* setup.py, as far as it is literal: the keywords of the call of setup(). Nothing is run; a value
 * that is computed is no fact. */

extern const fh_reader fh_reader_setup_py;

enum { MOST_TOKENS = 4000 };

typedef struct script {
    fh_python python;
    fh_outline outline;
} script;

static bool is_string(const script *self, uint32_t index)
{
    return index < self->outline.tokens.list.count &&
           self->outline.tokens.list.items[index].kind == FH_TOKEN_STRING;
}

/* The string at `index`, or the one that the name there was given at the top of the file. */
static fh_text literal(const script *self, uint32_t index)
{
    const fh_outline *outline = &self->outline;
    if (is_string(self, index)) return fh_token_inner(&outline->tokens, index);
    const fh_text name = fh_outline_text(outline, index);
    for (uint32_t i = 0; i + 2 < index; i++)
        if (outline->block[i] == 0 && outline->segment[i] == i &&
            fh_text_eq(fh_outline_text(outline, i), name) && fh_outline_is(outline, i + 1, "=") &&
            is_string(self, i + 2))
            return fh_token_inner(&outline->tokens, i + 2);
    return (fh_text){0};
}

/* The opening parenthesis of setup(...), or FH_NOWHERE. */
static uint32_t find_call(const script *self)
{
    const fh_outline *outline = &self->outline;
    for (uint32_t i = 0; i + 1 < outline->tokens.list.count; i++)
        if (fh_outline_is(outline, i, "setup") && fh_outline_is(outline, i + 1, "(") &&
            !(i > 0 && fh_outline_is(outline, i - 1, "def")) && outline->match[i + 1] != FH_NOWHERE)
            return i + 1;
    return FH_NOWHERE;
}

/* The token behind "keyword =" among the arguments, or FH_NOWHERE. */
static uint32_t value_of(const script *self, uint32_t open, const char *keyword)
{
    const fh_outline *outline = &self->outline;
    const uint32_t close = outline->match[open];
    for (uint32_t i = open + 1, steps = 0; i + 2 < close && steps < MOST_TOKENS;
         i = fh_outline_skip(outline, i), steps++)
        if (outline->segment[i] == i && fh_outline_is(outline, i, keyword) &&
            fh_outline_is(outline, i + 1, "="))
            return i + 2;
    return FH_NOWHERE;
}

/* f"mlx>={VERSION}; ..." with a version in place of what only running it would tell; the empty text
 * when the name itself is computed, or anything in a string that is no f-string. */
static fh_text without_braces(const script *self, uint32_t index)
{
    const fh_outline *outline = &self->outline;
    const fh_text inner = fh_token_inner(&outline->tokens, index);
    const size_t brace = fh_text_find_byte(inner, '{');
    if (brace == SIZE_MAX) return inner;
    const fh_text token = fh_outline_text(outline, index);
    const size_t sign = fh_text_find_byte(fh_text_slice(inner, 0, brace), '=');
    if (token.len == 0 || fh_lower(token.ptr[0]) != 'f' || sign == SIZE_MAX) return (fh_text){0};
    char *bytes = fh_arena_take(self->python.site.input->scratch, inner.len);
    size_t len = 0;
    bool braced = false;
    for (size_t i = 0; bytes != NULL && i < inner.len; i++) {
        if (inner.ptr[i] == '{' && !braced) bytes[len++] = '0';
        braced = inner.ptr[i] == '{' || (braced && inner.ptr[i] != '}');
        if (!braced && inner.ptr[i] != '}') bytes[len++] = inner.ptr[i];
    }
    return fh_text_make(bytes, len);
}

static void add_list(const script *self, uint32_t open, const char *table, fh_text extra)
{
    const fh_outline *outline = &self->outline;
    const uint32_t close = outline->match[open];
    if (!fh_outline_is(outline, open, "[") || close == FH_NOWHERE) return;
    for (uint32_t i = open + 1, steps = 0; i < close && steps < MOST_TOKENS; i++, steps++) {
        const fh_token *token = &outline->tokens.list.items[i];
        /* Whole members only: what is joined or formatted is not literal. */
        if (!is_string(self, i) || outline->open[i] != open || outline->segment[i] != i) continue;
        if (!fh_outline_is(outline, i + 1, ",") && i + 1 != close &&
            outline->tokens.list.items[i + 1].kind != FH_TOKEN_NEWLINE)
            continue;
        const fh_text requirement = without_braces(self, i);
        if (requirement.len == 0) continue;
        fh_need need = {.type = "pypi", .table = fh_text_of(table)};
        if (extra.len > 0) {
            need.necessity = "optional-default-off";
            need.gate = fh_arena_printf(self->python.site.input->scratch, "extra:%.*s",
                                        FH_TEXT_ARGS(extra));
        }
        fh_python_add(&self->python, token->line, 1, requirement, &need);
    }
}

static void add_extras(const script *self, uint32_t open)
{
    const fh_outline *outline = &self->outline;
    const uint32_t close = outline->match[open];
    if (!fh_outline_is(outline, open, "{") || close == FH_NOWHERE) return;
    for (uint32_t i = open + 1, steps = 0; i + 2 < close && steps < MOST_TOKENS;
         i = fh_outline_skip(outline, i), steps++)
        if (is_string(self, i) && fh_outline_is(outline, i + 1, ":")) {
            const fh_text extra = fh_token_inner(&outline->tokens, i);
            const fh_node place = {
                .key = extra, .line = outline->tokens.list.items[i].line, .column = 1};
            fh_manifest_add_feature(&self->python.site, &place, (fh_text){0}, false);
            add_list(self, i + 2, "extras_require", extra);
        }
}

static void add_home(const script *self, uint32_t value)
{
    if (value == FH_NOWHERE) return;
    const fh_node node = {.kind = FH_NODE_TEXT,
                          .text = literal(self, value),
                          .line = self->outline.tokens.list.items[value].line,
                          .column = 1};
    fh_manifest_add_home(&self->python.site, &node);
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    script self = {.python = {.site = fh_site_make(input, &fh_reader_setup_py, facts),
                              .sources = &fh_node_empty,
                              .indexes = &fh_node_empty}};
    if (!fh_outline_make(input->scratch, FH_LANGUAGE_PYTHON, input->bytes, &self.outline)) return;
    const uint32_t open = find_call(&self);
    if (open == FH_NOWHERE) return;
    const uint32_t name = value_of(&self, open, "name");
    const uint32_t about = value_of(&self, open, "description");
    const uint32_t license = value_of(&self, open, "license");
    const uint32_t needs = value_of(&self, open, "install_requires");
    const uint32_t extras = value_of(&self, open, "extras_require");
    if (name != FH_NOWHERE) {
        const fh_node place = {.line = self.outline.tokens.list.items[name].line, .column = 1};
        const fh_own_package package = {
            .name = literal(&self, name),
            .description = about == FH_NOWHERE ? (fh_text){0} : literal(&self, about),
            .expression = license == FH_NOWHERE ? (fh_text){0} : literal(&self, license),
            .type = "pypi"};
        fh_manifest_add_package(&self.python.site, &place, &package);
        add_home(&self, value_of(&self, open, "url"));
        add_home(&self, value_of(&self, open, "author_email"));
    }
    if (needs != FH_NOWHERE) add_list(&self, needs, "install_requires", (fh_text){0});
    if (extras != FH_NOWHERE) add_extras(&self, extras);
}

static const char *const globs[] = {"**/setup.py", NULL};

const fh_reader fh_reader_setup_py = {
    .name = "setup-py",
    .about = "setup.py: the literal keywords of setup()",
    .globs = globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = true,
    .read = read,
};
