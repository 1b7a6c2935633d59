/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/go_lines.h"
#include "read/manifest.h"

/* go.mod and go.work (Go Modules Reference): lines of a verb and its arguments, or a verb with a
 * block of them. */

extern const fh_reader fh_reader_go, fh_reader_go_work;

enum { MOST_REPLACED = 4096 };

typedef struct replaced {
    fh_text name, target, version;
} replaced;
FH_VEC(replaced_vec, replaced);

typedef struct module {
    fh_site site;
    replaced_vec required; /* for tools: they are named by package */
    replaced_vec replaced;
    fh_text verb; /* of the open block, or empty */
} module;

static const replaced *replacement_of(const module *self, fh_text name)
{
    for (size_t i = self->replaced.count; i > 0; i--)
        if (fh_text_eq(self->replaced.items[i - 1].name, name)) return &self->replaced.items[i - 1];
    return NULL;
}

static void add_require(const module *self, uint32_t line, fh_text text, const fh_go_words *found)
{
    const fh_text comment = fh_text_slice(text, fh_text_find(text, FH_TEXT("//")), SIZE_MAX);
    const bool indirect = fh_text_find(comment, FH_TEXT("indirect")) != SIZE_MAX;
    fh_need need = {.type = "golang",
                    .name = found->at[0],
                    .requirement = found->at[1],
                    .table = FH_TEXT("require"),
                    .pin = fh_go_pin(found->at[1]),
                    .directness = indirect ? "transitive" : "direct"};
    const replaced *other = replacement_of(self, found->at[0]);
    if (other != NULL) {
        need.origin = FH_TEXT("replace");
        if (other->version.len > 0) {
            need.real_name = other->target;
            need.requirement = other->version;
            need.pin = fh_go_pin(other->version);
        } else {
            need.pin = "path";
            need.source = other->target;
        }
    }
    const uint32_t column = (uint32_t)(found->at[0].ptr - text.ptr) + 1;
    fh_manifest_add_need(&self->site, line, column, &need);
}

/* A tool is a package; what is fetched is the module that it is in: the longest name of a required
 * one that its name begins with. */
static void add_tool(const module *self, uint32_t line, fh_text text, fh_text package)
{
    fh_need need = {.type = "golang",
                    .name = package,
                    .phase = "tool",
                    .table = FH_TEXT("tool"),
                    .pin = "floating"};
    size_t longest = 0;
    for (size_t i = 0; i < self->required.count; i++) {
        const replaced *row = &self->required.items[i];
        if (row->name.len <= longest || !fh_text_starts(package, row->name)) continue;
        if (package.len > row->name.len && package.ptr[row->name.len] != '/') continue;
        longest = row->name.len;
        need.real_name = row->name;
        need.requirement = row->version;
        need.pin = fh_go_pin(row->version);
    }
    fh_manifest_add_need(&self->site, line, (uint32_t)(package.ptr - text.ptr) + 1, &need);
}

static void take(module *self, uint32_t line, fh_text text, fh_text verb, const fh_go_words *found)
{
    if (found->count == 0) return;
    if (fh_text_is(verb, "module")) {
        const fh_node place = {.line = line, .column = 1};
        const fh_own_package package = {.name = found->at[0], .type = "golang"};
        fh_manifest_add_package(&self->site, &place, &package);
    } else if (fh_text_is(verb, "require")) {
        if (found->count < 2) fh_manifest_unread(&self->site, line, 1, "require without a version");
        else add_require(self, line, text, found);
    } else if (fh_text_is(verb, "tool")) {
        add_tool(self, line, text, found->at[0]);
    } else if (fh_text_is(verb, "go") || fh_text_is(verb, "toolchain")) {
        const fh_node node = {
            .kind = FH_NODE_TEXT, .text = found->at[0], .line = line, .column = 1};
        fh_manifest_add_field(
            &self->site, fh_arena_join(self->site.input->scratch, FH_TEXT("go.mod."), verb), &node);
    } else if (fh_text_is(verb, "use")) {
        fh_manifest_add_pointer(&self->site, line, 1, found->at[0], "workspace-member");
    }
}

/* replace old [version] => new [version] */
static void remember(module *self, const fh_go_words *found)
{
    size_t arrow = 0;
    while (arrow < found->count && !fh_text_is(found->at[arrow], "=>")) arrow++;
    if (arrow == 0 || arrow + 1 >= found->count || self->replaced.count >= MOST_REPLACED) return;
    const replaced row = {.name = found->at[0],
                          .target = found->at[arrow + 1],
                          .version =
                              arrow + 2 < found->count ? found->at[arrow + 2] : (fh_text){0}};
    (void)FH_VEC_ADD(self->site.input->scratch, &self->replaced, row);
}

static void remember_required(module *self, const fh_go_words *found)
{
    if (found->count < 2 || self->required.count >= MOST_REPLACED) return;
    const replaced row = {.name = found->at[0], .version = found->at[1]};
    (void)FH_VEC_ADD(self->site.input->scratch, &self->required, row);
}

static void walk(module *self, bool replacing)
{
    fh_text rest = self->site.input->bytes, text;
    uint32_t line = 0;
    self->verb = (fh_text){0};
    while (rest.ptr != NULL && fh_text_next_line(&rest, &text)) {
        fh_go_words found = fh_go_split(text);
        line++;
        fh_text verb = self->verb;
        if (found.count == 0) continue;
        if (verb.len == 0) {
            verb = found.at[0];
            for (size_t i = 1; i < found.count; i++) found.at[i - 1] = found.at[i];
            found.count--;
            if (found.count > 0 && fh_text_is(found.at[0], "(")) {
                self->verb = verb;
                continue;
            }
        } else if (fh_text_is(found.at[0], ")")) {
            self->verb = (fh_text){0};
            continue;
        }
        if (!replacing) take(self, line, text, verb, &found);
        else if (fh_text_is(verb, "replace")) remember(self, &found);
        else if (fh_text_is(verb, "require")) remember_required(self, &found);
    }
    if (!replacing && self->verb.len > 0)
        fh_manifest_unread(&self->site, line, 1, "a block is never closed");
}

static void read_with(const fh_reader *reader, const fh_input *input, fh_facts *facts)
{
    module self = {.site = fh_site_make(input, reader, facts)};
    walk(&self, true);
    walk(&self, false);
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    read_with(&fh_reader_go, input, facts);
}

static void read_work(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    read_with(&fh_reader_go_work, input, facts);
}

static const char *const globs[] = {"**/go.mod", NULL};
static const char *const work_globs[] = {"**/go.work", NULL};

const fh_reader fh_reader_go = {
    .name = "go",
    .about = "go.mod: the module, what it requires and replaces",
    .globs = globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = true,
    .read = read,
};

const fh_reader fh_reader_go_work = {
    .name = "go-work",
    .about = "go.work: the modules that are developed together",
    .globs = work_globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = true,
    .read = read_work,
};
