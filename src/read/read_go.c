/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/manifest.h"

/* go.mod (Go Modules Reference): lines of a verb and its arguments, or a verb with a block of them.
 */

extern const fh_reader fh_reader_go;

enum { MOST_REPLACED = 4096 };

typedef struct words {
    fh_text at[6];
    size_t count;
} words;

typedef struct replaced {
    fh_text name, target, version;
} replaced;
FH_VEC(replaced_vec, replaced);

typedef struct module {
    fh_site site;
    replaced_vec replaced;
    fh_text verb; /* of the open block, or empty */
} module;

/* Words of a line without its comment; quotes are taken off. */
static words split(fh_text line)
{
    words found = {0};
    line = fh_text_slice(line, 0, fh_text_find(line, FH_TEXT("//")));
    for (size_t i = 0; i < line.len && found.count < FH_COUNT(found.at);) {
        size_t end = i;
        if (fh_is_blank(line.ptr[i])) {
            i++;
            continue;
        }
        while (end < line.len && !fh_is_blank(line.ptr[end])) end++;
        fh_text word = fh_text_slice(line, i, end);
        if (word.len > 1 && (word.ptr[0] == '"' || word.ptr[0] == '`'))
            word = fh_text_slice(word, 1, word.len - 1);
        found.at[found.count++] = word;
        i = end;
    }
    return found;
}

static const char *pin_of(fh_text version)
{
    /* v0.0.0-20240102030405-0123456789ab stands for a commit. */
    const size_t dash = fh_text_rfind_byte(version, '-');
    const bool pseudo = dash != SIZE_MAX && version.len - dash - 1 == 12 && dash >= 15;
    return pseudo ? "git-commit" : "exact";
}

static const replaced *replacement_of(const module *self, fh_text name)
{
    for (size_t i = self->replaced.count; i > 0; i--)
        if (fh_text_eq(self->replaced.items[i - 1].name, name)) return &self->replaced.items[i - 1];
    return NULL;
}

static void add_require(const module *self, uint32_t line, fh_text text, const words *found)
{
    const fh_text comment = fh_text_slice(text, fh_text_find(text, FH_TEXT("//")), SIZE_MAX);
    const bool indirect = fh_text_find(comment, FH_TEXT("indirect")) != SIZE_MAX;
    fh_need need = {.type = "golang",
                    .name = found->at[0],
                    .requirement = found->at[1],
                    .table = FH_TEXT("require"),
                    .pin = pin_of(found->at[1]),
                    .directness = indirect ? "transitive" : "direct"};
    const replaced *other = replacement_of(self, found->at[0]);
    if (other != NULL) {
        need.origin = FH_TEXT("replace");
        if (other->version.len > 0) {
            need.real_name = other->target;
            need.requirement = other->version;
            need.pin = pin_of(other->version);
        } else {
            need.pin = "path";
            need.source = other->target;
        }
    }
    const uint32_t column = (uint32_t)(found->at[0].ptr - text.ptr) + 1;
    fh_manifest_add_need(&self->site, line, column, &need);
}

static void take(module *self, uint32_t line, fh_text text, fh_text verb, const words *found)
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
        const fh_need need = {.type = "golang",
                              .name = found->at[0],
                              .phase = "tool",
                              .table = FH_TEXT("tool"),
                              .pin = "floating"};
        fh_manifest_add_need(&self->site, line, 1, &need);
    }
}

/* replace old [version] => new [version] */
static void remember(module *self, const words *found)
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

static void walk(module *self, bool replacing)
{
    fh_text rest = self->site.input->bytes, text;
    uint32_t line = 0;
    self->verb = (fh_text){0};
    while (rest.ptr != NULL && fh_text_next_line(&rest, &text)) {
        words found = split(text);
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
    }
    if (!replacing && self->verb.len > 0)
        fh_manifest_unread(&self->site, line, 1, "a block is never closed");
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    module self = {.site = fh_site_make(input, &fh_reader_go, facts)};
    walk(&self, true);
    walk(&self, false);
}

static const char *const globs[] = {"**/go.mod", NULL};

const fh_reader fh_reader_go = {
    .name = "go",
    .about = "go.mod: the module, what it requires and replaces",
    .globs = globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = true,
    .read = read,
};
