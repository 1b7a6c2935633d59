/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/purl.h"
#include "parse/calls.h"
#include "read/site.h"

enum { MOST_BYTES = 2 << 20, MOST_FRAMES = 16, LONGEST_GATE = 240 };

extern const fh_reader fh_reader_meson;

typedef struct meson {
    fh_site site;
    fh_arena *arena;
    fh_call_vec calls;
    fh_text conditions[MOST_FRAMES];
    size_t depth; /* open if blocks; those beyond MOST_FRAMES are counted, not kept */
} meson;

/* ---- conditions ---- */

static void take_block(meson *self, const fh_call *call)
{
    const fh_text condition = fh_text_slice(call->condition, 0, LONGEST_GATE);
    if (fh_text_is(call->name, "endif")) {
        if (self->depth > 0) self->depth--;
        return;
    }
    if (fh_text_is(call->name, "if")) {
        if (self->depth < MOST_FRAMES) self->conditions[self->depth] = condition;
        self->depth++;
        return;
    }
    if (self->depth == 0 || self->depth > MOST_FRAMES) return;
    fh_text *const at = &self->conditions[self->depth - 1];
    if (fh_text_is(call->name, "elif")) *at = condition;
    else if (at->len < LONGEST_GATE)
        *at = fh_arena_printf(self->arena, "not (%.*s)", FH_TEXT_ARGS(*at));
}

static fh_text gate_of(const meson *self)
{
    fh_text gate = FH_TEXT("");
    for (size_t i = 0; i < self->depth && i < MOST_FRAMES && gate.len < LONGEST_GATE; i++)
        gate = gate.len == 0 ? self->conditions[i]
                             : fh_arena_printf(self->arena, "%.*s and %.*s", FH_TEXT_ARGS(gate),
                                               FH_TEXT_ARGS(self->conditions[i]));
    return gate.len == 0 ? gate : fh_arena_join(self->arena, FH_TEXT("option:"), gate);
}

typedef struct demand {
    const char *necessity;
    fh_text gate;
} demand;

/* "required": true unless said otherwise, or what an option says. */
static demand demand_of(const meson *self, const fh_call *call)
{
    const fh_call_argument *required = fh_call_get(call, "required");
    demand result = {"required", gate_of(self)};
    if (result.gate.len > 0) result.necessity = "optional-default-off";
    if (required == NULL || fh_text_is(required->text, "true")) return result;
    if (result.gate.len == 0) result.necessity = "optional-default-on";
    fh_text option = required->text;
    if (required->kind == FH_CALL_CALL)
        option = fh_call_text(&self->calls.items[required->call], "");
    if (result.gate.len == 0 && !fh_text_is(option, "false") && option.len > 0)
        result.gate = fh_arena_join(self->arena, FH_TEXT("option:"), option);
    return result;
}

/* ---- facts ---- */

static void add_dependency(const meson *self, const fh_call *call, fh_text name, const char *table)
{
    const demand wanted = demand_of(self, call);
    const fh_text version = fh_call_text(call, "version");
    if (name.len == 0) return;
    fh_fact fact = fh_site_fact(&self->site, FH_FACT_DEPENDENCY, call->line, call->column);
    fh_edge_fill(&fact, &(fh_edge){.purl = fh_purl_of(self->arena, "generic", name),
                                   .requirement = version,
                                   .name = name,
                                   .phase = "build",
                                   .necessity = wanted.necessity,
                                   .pin = fh_pin_of_requirement(version),
                                   .table = table,
                                   .gate = wanted.gate});
    fh_site_add(&self->site, &fact);
}

static void add_language(const meson *self, const fh_call *call, const fh_call_argument *language,
                         const char *subject)
{
    const demand wanted = demand_of(self, call);
    fh_fact fact = fh_site_fact(&self->site, FH_FACT_BUILD, language->line, language->column);
    fact.subject = fh_text_of(subject);
    fact.value = language->text;
    fh_fact_set(&fact, FH_ATTR_PHASE, FH_TEXT("build"));
    fh_fact_set(&fact, FH_ATTR_NECESSITY, fh_text_of(wanted.necessity));
    fh_fact_set(&fact, FH_ATTR_GATE, wanted.gate);
    fh_site_add(&self->site, &fact);
}

/* The positional strings from the `from`th on. */
static void add_languages(const meson *self, const fh_call *call, size_t from, const char *subject)
{
    for (size_t i = 0, seen = 0; i < call->arguments.count; i++) {
        const fh_call_argument *argument = &call->arguments.items[i];
        if (argument->key.len > 0 || argument->kind != FH_CALL_STRING) continue;
        if (seen++ >= from) add_language(self, call, argument, subject);
    }
}

static void on_project(const meson *self, const fh_call *call)
{
    const fh_call_argument *name = fh_call_get(call, "");
    add_languages(self, call, 1, "project-language");
    if (name == NULL || name->kind != FH_CALL_STRING) return;
    /* Below the root it is a subproject, or a part. */
    if (fh_text_dir_name(self->site.input->path).len > 0) return;
    fh_text license = FH_TEXT("");
    for (size_t i = 0; i < call->arguments.count && license.len < LONGEST_GATE; i++) {
        const fh_call_argument *argument = &call->arguments.items[i];
        if (!fh_text_is(argument->key, "license") || argument->kind != FH_CALL_STRING) continue;
        if (license.len > 0) license = fh_arena_join(self->arena, license, FH_TEXT(" AND "));
        license = fh_arena_join(self->arena, license, argument->text);
    }
    fh_fact fact = fh_site_fact(&self->site, FH_FACT_PACKAGE, name->line, name->column);
    fact.subject = name->text;
    fh_fact_set(&fact, FH_ATTR_KIND, FH_TEXT("meson"));
    fh_fact_set(&fact, FH_ATTR_VERSION, fh_call_text(call, "version"));
    fh_fact_set(&fact, FH_ATTR_EXPRESSION, license);
    fh_site_add(&self->site, &fact);
}

/* option('name', type : 'feature', value : 'auto'): without a value as its type says. */
static void on_option(const meson *self, const fh_call *call)
{
    const fh_call_argument *name = fh_call_get(call, "");
    const fh_call_argument *value = fh_call_get(call, "value");
    const fh_text type = fh_call_text(call, "type");
    fh_text text = value != NULL ? value->text : FH_TEXT("");
    if (name == NULL || name->kind != FH_CALL_STRING) return;
    if (value == NULL && fh_text_is(type, "boolean")) text = FH_TEXT("true");
    if (value == NULL && fh_text_is(type, "feature")) text = FH_TEXT("auto");
    fh_fact fact = fh_site_fact(&self->site, FH_FACT_OPTION, name->line, name->column);
    fact.subject = name->text;
    fact.value = text;
    fh_fact_set(&fact, FH_ATTR_DEFAULT, text);
    fh_fact_set(&fact, FH_ATTR_KIND, type);
    fh_site_add(&self->site, &fact);
}

static void take_call(const meson *self, const fh_call *call)
{
    const fh_text first = fh_call_text(call, "");
    if (fh_text_is(call->name, "dependency")) add_dependency(self, call, first, "dependency");
    else if (fh_text_ends(call->name, FH_TEXT("find_library")))
        add_dependency(self, call, first, "find_library");
    else if (fh_text_is(call->name, "add_languages"))
        add_languages(self, call, 0, "enable_language");
    else if (fh_text_is(call->name, "project")) on_project(self, call);
    else if (fh_text_is(call->name, "option")) on_option(self, call);
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    meson self = {.site = fh_site_make(input, &fh_reader_meson, facts), .arena = input->scratch};
    if (input->bytes.len > MOST_BYTES) {
        fh_facts_add_unread(facts, FH_UNREAD_TOO_LARGE, 0, 0, fh_text_of(fh_reader_meson.name),
                            FH_TEXT("a Meson file above 2 MiB"));
        return;
    }
    if (!fh_calls_parse(self.arena, FH_CALLS_MESON, input->bytes, &self.calls)) return;
    for (size_t i = 0; i < self.calls.count; i++) {
        if (self.calls.items[i].block) take_block(&self, &self.calls.items[i]);
        else take_call(&self, &self.calls.items[i]);
    }
}

static const char *const globs[] = {"**/meson.build", "**/meson_options.txt", "**/meson.options",
                                    NULL};

const fh_reader fh_reader_meson = {
    .name = "meson",
    .about = "Meson: options, dependencies and languages, with the conditions around them",
    .globs = globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = true,
    .read = read,
};
