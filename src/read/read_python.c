/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/read_python.h"

#include "base/buf.h"

enum { LONGEST_MEMBERS = 1024 };

/* ---- markers and extras ---- */

/* The extra that a marker asks for: extra == 'name'. */
static fh_text extra_of_marker(fh_text marker)
{
    const size_t at = fh_text_find(marker, FH_TEXT("extra"));
    if (at == SIZE_MAX || (at > 0 && fh_is_word(marker.ptr[at - 1]))) return FH_TEXT("");
    fh_text rest = fh_text_trim(fh_text_slice(marker, at + 5, SIZE_MAX));
    if (!fh_text_starts(rest, FH_TEXT("=="))) return FH_TEXT("");
    rest = fh_text_trim(fh_text_slice(rest, 2, SIZE_MAX));
    if (rest.len < 2 || (rest.ptr[0] != '"' && rest.ptr[0] != '\'')) return FH_TEXT("");
    const char quote = rest.ptr[0];
    rest = fh_text_slice(rest, 1, SIZE_MAX);
    const size_t end = fh_text_find_byte(rest, quote);
    return end == SIZE_MAX ? FH_TEXT("") : fh_text_slice(rest, 0, end);
}

/* "a, b" as "a b". */
static fh_text spaced(fh_arena *arena, fh_text extras)
{
    fh_text rest = extras, field, all = FH_TEXT("");
    if (extras.len == 0 || extras.len > LONGEST_MEMBERS) return FH_TEXT("");
    fh_buf buf;
    fh_buf_init(&buf, LONGEST_MEMBERS);
    while (fh_text_next_field(&rest, ',', &field)) {
        field = fh_text_trim(field);
        if (field.len == 0) continue;
        if (buf.len > 0) fh_buf_add_byte(&buf, ' ');
        fh_buf_add(&buf, field);
    }
    all = fh_arena_copy(arena, fh_buf_text(&buf));
    fh_buf_done(&buf);
    return all;
}

fh_need fh_python_extra_need(const fh_python *self, fh_text extra, fh_text table)
{
    return (fh_need){.table = table,
                     .necessity = "optional-default-off",
                     .gate = fh_arena_join(self->site.input->scratch, FH_TEXT("extra:"), extra)};
}

/* ---- sources of uv ---- */

static fh_text address_of_index(const fh_python *self, fh_text name)
{
    FH_NODE_EACH(index, self->indexes)
    if (fh_text_eq(fh_node_text(fh_node_get(index, "name")), name))
        return fh_node_text(fh_node_get(index, "url"));
    return name;
}

/* Where [tool.uv.sources] takes `name` from; of several the first. */
static const fh_node *source_of(const fh_python *self, fh_text name)
{
    if (self->sources == NULL) return &fh_node_empty;
    FH_NODE_EACH(source, self->sources)
    if (fh_requirement_same_name(source->key, name))
        return source->kind == FH_NODE_LIST ? fh_node_at(source, 0) : source;
    return &fh_node_empty;
}

static void take_source(const fh_python *self, fh_need *need)
{
    const fh_node *source = source_of(self, need->name);
    const fh_text git = fh_node_text(fh_node_get(source, "git"));
    const fh_text url = fh_node_text(fh_node_get(source, "url"));
    const fh_text path = fh_node_text(fh_node_get(source, "path"));
    const fh_text index = fh_node_text(fh_node_get(source, "index"));
    if (source->kind != FH_NODE_MAP) return;
    if (fh_node_is_true(fh_node_get(source, "workspace"))) {
        need->directness = "workspace-member";
        need->pin = "path";
    } else if (git.len > 0) {
        const bool named = fh_node_get(source, "tag")->kind == FH_NODE_TEXT ||
                           fh_node_get(source, "branch")->kind == FH_NODE_TEXT;
        const bool commit = fh_node_get(source, "rev")->kind == FH_NODE_TEXT;
        need->source = git;
        need->pin = commit ? "git-commit" : named ? "git-ref" : "floating";
    } else if (url.len > 0) {
        need->source = url;
        need->pin = "url";
    } else if (path.len > 0) {
        need->source = path;
        need->pin = "path";
    } else if (index.len > 0) {
        need->source = address_of_index(self, index);
    }
    if (need->marker.len == 0) need->marker = fh_node_text(fh_node_get(source, "marker"));
}

/* ---- needs ---- */

static bool is_folder(const fh_requirement *requirement)
{
    const fh_text address = requirement->address;
    return requirement->name.len == 0 && address.len > 0 &&
           fh_text_find(address, FH_TEXT("://")) == SIZE_MAX;
}

static void fill(const fh_python *self, const fh_requirement *requirement, fh_need *need)
{
    fh_arena *arena = self->site.input->scratch;
    need->type = "pypi";
    need->name = requirement->name;
    need->requirement = requirement->specifier;
    need->pin = fh_requirement_pin(requirement);
    need->marker = requirement->marker;
    need->members = spaced(arena, requirement->extras);
    if (requirement->address.len > 0) {
        need->source = requirement->address;
        need->requirement = fh_arena_join(arena, FH_TEXT("@ "), requirement->address);
    }
    take_source(self, need);
    if (need->name.len == 0) { /* an address that tells no name */
        need->type = "generic";
        need->name =
            fh_text_slice(requirement->address, 0, fh_text_find_byte(requirement->address, '?'));
        need->name = fh_text_base_name(need->name);
    }
    const fh_text extra = extra_of_marker(need->marker);
    if (need->gate.len > 0 || need->marker.len == 0) return;
    if (extra.len > 0) {
        need->gate = fh_arena_join(arena, FH_TEXT("extra:"), extra);
        need->necessity = "optional-default-off";
    } else {
        need->gate = fh_arena_join(arena, FH_TEXT("marker:"), need->marker);
    }
}

void fh_python_add_parsed(const fh_python *self, uint32_t line, uint32_t column,
                          const fh_requirement *requirement, const fh_need *like)
{
    fh_need need = *like;
    if (is_folder(requirement)) {
        if (!fh_text_is(requirement->address, "."))
            fh_manifest_add_pointer(&self->site, line, column, requirement->address,
                                    "workspace-member");
        return;
    }
    if (self->self.len > 0 && fh_requirement_same_name(self->self, requirement->name)) return;
    fill(self, requirement, &need);
    fh_manifest_add_need(&self->site, line, column, &need);
}

void fh_python_add(const fh_python *self, uint32_t line, uint32_t column, fh_text text,
                   const fh_need *like)
{
    fh_requirement requirement;
    if (fh_requirement_parse(text, &requirement)) {
        fh_python_add_parsed(self, line, column, &requirement, like);
        return;
    }
    fh_manifest_unread(&self->site, line, column, "'%.*s' is no requirement",
                       (int)fh_text_slice(text, 0, 100).len, text.ptr != NULL ? text.ptr : "");
}

void fh_python_add_list(const fh_python *self, const fh_node *list, const fh_need *like,
                        const char *what)
{
    if (!fh_manifest_is(&self->site, list, FH_NODE_LIST, what)) return;
    FH_NODE_EACH(item, list)
    {
        if (item->kind == FH_NODE_MAP && fh_node_get(item, "include-group")->kind != FH_NODE_NONE)
            continue;
        if (!fh_manifest_is(&self->site, item, FH_NODE_TEXT, what)) continue;
        fh_python_add(self, item->line, item->column, item->text, like);
    }
}

void fh_python_add_lines(const fh_python *self, uint32_t line, uint32_t column, fh_text text,
                         const fh_need *like)
{
    fh_text rest = text, part;
    for (uint32_t k = 0; fh_text_next_line(&rest, &part); k++) {
        for (size_t i = 1; i < part.len; i++) /* a comment behind a blank */
            if (part.ptr[i] == '#' && fh_is_blank(part.ptr[i - 1])) part.len = i;
        part = fh_text_trim(part);
        if (part.len > 0) fh_python_add(self, line + k, k == 0 ? column : 1, part, like);
    }
}

static void add_word(fh_buf *buf, fh_text word)
{
    if (word.len == 0 || buf->len + word.len + 1 > LONGEST_MEMBERS) return;
    if (buf->len > 0) fh_buf_add_byte(buf, ' ');
    fh_buf_add(buf, word);
}

void fh_python_add_extra(const fh_python *self, const fh_node *list)
{
    fh_arena *arena = self->site.input->scratch;
    fh_requirement requirement;
    fh_buf buf;
    if (list->kind != FH_NODE_LIST) return;
    fh_buf_init(&buf, LONGEST_MEMBERS);
    FH_NODE_EACH(item, list)
    {
        if (!fh_requirement_parse(fh_node_text(item), &requirement)) continue;
        const bool own = requirement.extras.len > 0 && self->self.len > 0 &&
                         fh_requirement_same_name(self->self, requirement.name);
        add_word(&buf, own ? spaced(arena, requirement.extras) : requirement.name);
    }
    fh_manifest_add_feature(&self->site, list, fh_arena_copy(arena, fh_buf_text(&buf)), false);
    fh_buf_done(&buf);
}

fh_text fh_python_license_classifier(fh_text classifier)
{
    if (!fh_text_starts(classifier, FH_TEXT("License ::"))) return FH_TEXT("");
    const size_t colon = fh_text_rfind_byte(classifier, ':');
    const fh_text name = fh_text_trim(fh_text_slice(classifier, colon + 1, SIZE_MAX));
    return fh_text_is(name, "OSI Approved") ? FH_TEXT("") : name;
}
