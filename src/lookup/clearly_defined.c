/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"
#include "lookup/lookup.h"
#include "parse/doc.h"

/* POST definitions takes a list of coordinates, type/provider/namespace/name/revision, and gives a
 * map from coordinates to definitions. A failure inside the service may be a sentence with status
 * 200. What it declares was curated by people or found by tools in the package's files. */

enum { LONGEST_DECLARED = 2000 };

static const struct {
    const char *purl, *coordinates;
} types[] = {{"cargo", "crate/cratesio"}, {"gem", "gem/rubygems"},
             {"golang", "go/golang"},     {"maven", "maven/mavencentral"},
             {"npm", "npm/npmjs"},        {"nuget", "nuget/nuget"},
             {"pypi", "pypi/pypi"}};

static fh_text coordinates_of(fh_arena *arena, const fh_purl *purl)
{
    for (size_t i = 0; i < FH_COUNT(types); i++) {
        if (!fh_text_is(purl->type, types[i].purl)) continue;
        fh_text ns = purl->ns.len > 0 ? purl->ns : FH_TEXT("-");
        while (fh_text_find_byte(ns, '/') != SIZE_MAX) {
            const size_t slash = fh_text_find_byte(ns, '/');
            const fh_text tail = fh_text_slice(ns, slash + 1, SIZE_MAX);
            ns = fh_arena_printf(arena, "%.*s%%2f%.*s", (int)slash, ns.ptr, FH_TEXT_ARGS(tail));
            if (arena->failed) return (fh_text){0};
        }
        return fh_arena_printf(arena, "%s/%.*s/%.*s/%.*s", types[i].coordinates, FH_TEXT_ARGS(ns),
                               FH_TEXT_ARGS(purl->name), FH_TEXT_ARGS(purl->version));
    }
    return (fh_text){0};
}

bool fh_clearly_defined_takes(const fh_lookup_item *item)
{
    if (item->parts.version.len == 0) return false;
    for (size_t i = 0; i < FH_COUNT(types); i++)
        if (fh_text_is(item->parts.type, types[i].purl)) return true;
    return false;
}

void fh_clearly_defined_ask(fh_arena *arena, fh_lookup_item *const *items, size_t count,
                            fh_buf *body)
{
    fh_buf_add_byte(body, '[');
    for (size_t i = 0; i < count; i++) {
        if (i > 0) fh_buf_add_byte(body, ',');
        fh_lookup_quote(coordinates_of(arena, &items[i]->parts), body);
    }
    fh_buf_add_byte(body, ']');
}

static bool says_something(fh_text declared)
{
    static const char *const nothing[] = {"NOASSERTION", "NONE", "OTHER"};
    for (size_t i = 0; i < FH_COUNT(nothing); i++)
        if (fh_text_is(declared, nothing[i])) return false;
    for (size_t i = 0; i < declared.len; i++)
        if ((unsigned char)declared.ptr[i] < ' ' || declared.ptr[i] == 0x7f) return false;
    return declared.len > 0 && declared.len <= LONGEST_DECLARED;
}

static void take_definition(fh_arena *arena, const fh_node *definition, fh_lookup_item *item)
{
    const fh_text declared =
        fh_text_trim(fh_node_text(fh_node_path(definition, "licensed.declared")));
    item->state = FH_LOOKUP_UNKNOWN;
    item->expression = item->written = (fh_text){0};
    if (!says_something(declared)) return;
    /* Parts of what is declared may be unknown to it; then the whole is no expression. */
    item->written = fh_arena_copy(arena, declared);
    if (fh_text_find(declared, FH_TEXT("NOASSERTION")) == SIZE_MAX &&
        fh_text_find(declared, FH_TEXT("OTHER")) == SIZE_MAX)
        item->expression = item->written;
    item->state = FH_LOOKUP_FOUND;
}

fh_status fh_clearly_defined_read(fh_env *env, fh_arena *arena, fh_text body,
                                  fh_lookup_item *const *items, size_t count)
{
    const fh_node *root = NULL;
    fh_arena scratch;
    fh_table by_coordinates;
    uint32_t index = 0;
    fh_arena_init(&scratch, (size_t)env->limits.memory_bytes);
    fh_table_init(&by_coordinates, &scratch);
    fh_status status = fh_doc_parse(env, &scratch, FH_SYNTAX_JSON, body, &root);
    if (status == FH_OK && root->kind != FH_NODE_MAP)
        status = fh_fail(env, FH_BAD_INPUT, "no map of definitions");
    for (uint32_t i = 0; i < count && status == FH_OK; i++) {
        const fh_text key = coordinates_of(&scratch, &items[i]->parts);
        if (!fh_table_set(&by_coordinates, key, i))
            status = fh_fail(env, FH_NO_MEMORY, "no memory for answers");
    }
    if (status == FH_OK) FH_NODE_EACH(definition, root)
    if (definition->kind == FH_NODE_MAP && fh_table_find(&by_coordinates, definition->key, &index))
        take_definition(arena, definition, items[index]);
    fh_arena_done(&scratch);
    return status == FH_OK && arena->failed ? fh_fail(env, FH_NO_MEMORY, "no memory") : status;
}
