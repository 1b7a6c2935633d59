/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"
#include "lookup/lookup.h"
#include "model/license_operand.h"
#include "parse/doc.h"

/* Many packages at once go to the method PurlLookupBatch of v3alpha; one goes to GetVersion of v3,
 * which is stable. Both tell versions alike: `licenses` are expressions, or "non-standard" where
 * there is none; `licenseDetails` has beside each what the package itself says. Several entries
 * stand in no told relation, so all of them hold. */

enum { MOST_LICENSES = 64, LONGEST_JOINED = 4000, LONGEST_WRITTEN = 1000, LONGEST_PAGE = 4096 };

static const struct {
    const char *type, *system;
} systems[] = {{"cargo", "CARGO"}, {"gem", "RUBYGEMS"}, {"golang", "GO"}, {"maven", "MAVEN"},
               {"npm", "NPM"},     {"nuget", "NUGET"},  {"pypi", "PYPI"}};

static const char *system_of(const fh_purl *purl)
{
    for (size_t i = 0; i < FH_COUNT(systems); i++)
        if (fh_text_is(purl->type, systems[i].type)) return systems[i].system;
    return NULL;
}

bool fh_deps_dev_takes(const fh_lookup_item *item)
{
    return system_of(&item->parts) != NULL && item->parts.version.len > 0;
}

void fh_deps_dev_ask(fh_lookup_item *const *items, size_t count, fh_text page, fh_buf *body)
{
    fh_buf_add(body, FH_TEXT("{\"requests\":["));
    for (size_t i = 0; i < count; i++) {
        fh_buf_add(body, i > 0 ? FH_TEXT(",{\"purl\":") : FH_TEXT("{\"purl\":"));
        fh_lookup_quote(items[i]->purl, body);
        fh_buf_add_byte(body, '}');
    }
    fh_buf_add_byte(body, ']');
    if (page.len > 0) fh_buf_add(body, FH_TEXT(",\"pageToken\":"));
    if (page.len > 0) fh_lookup_quote(page, body);
    fh_buf_add_byte(body, '}');
}

/* ---- answers ---- */

static bool is_plain(fh_text text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] < ' ' || text.ptr[i] == 0x7f) return false;
    return text.len > 0;
}

static void take_license(fh_arena *arena, fh_lookup_item *item, fh_text spdx, fh_text raw,
                         bool *whole)
{
    const fh_text said = fh_text_slice(is_plain(raw) ? raw : spdx, 0, LONGEST_WRITTEN);
    if (fh_text_is(spdx, "non-standard") || !is_plain(spdx)) *whole = false;
    else item->expression = fh_license_with_operand(arena, item->expression, spdx, LONGEST_JOINED);
    if (!is_plain(said) || item->written.len > LONGEST_WRITTEN) return;
    item->written =
        item->written.len == 0
            ? fh_arena_copy(arena, said)
            : fh_arena_printf(arena, "%.*s, %.*s", FH_TEXT_ARGS(item->written), FH_TEXT_ARGS(said));
}

static fh_status take_version(fh_env *env, fh_arena *arena, const fh_node *version,
                              fh_lookup_item *item)
{
    const fh_node *licenses = fh_node_get(version, "licenses");
    const fh_node *detail = fh_node_get(version, "licenseDetails")->first;
    bool whole = true;
    size_t count = 0;
    if (licenses->kind != FH_NODE_LIST && licenses->kind != FH_NODE_NONE)
        return fh_fail(env, FH_BAD_INPUT, "licenses are no list");
    item->expression = item->written = (fh_text){0};
    FH_NODE_EACH(entry, licenses)
    {
        const fh_text raw =
            detail != NULL ? fh_node_text(fh_node_get(detail, "license")) : (fh_text){0};
        if (entry->kind != FH_NODE_TEXT) return fh_fail(env, FH_BAD_INPUT, "a license is no text");
        if (count++ == MOST_LICENSES) return fh_fail(env, FH_LIMIT, "too many licenses");
        take_license(arena, item, fh_text_trim(entry->text), fh_text_trim(raw), &whole);
        detail = detail != NULL ? detail->next : NULL;
    }
    /* Half of an answer would be another answer. */
    if (!whole) item->expression = (fh_text){0};
    item->expression = fh_arena_copy(arena, item->expression);
    item->state = item->written.len > 0 ? FH_LOOKUP_FOUND : FH_LOOKUP_UNKNOWN;
    return arena->failed ? fh_fail(env, FH_NO_MEMORY, "no memory for answers") : FH_OK;
}

static fh_status take_response(fh_env *env, fh_arena *arena, const fh_node *response,
                               const fh_table *by_purl, fh_lookup_item *const *items)
{
    uint32_t index = 0;
    const fh_node *version = fh_node_path(response, "result.version");
    const fh_text purl = fh_node_text(fh_node_path(response, "request.purl"));
    if (version->kind == FH_NODE_NONE) version = fh_node_get(response, "version");
    /* Whatever was not asked for is not believed. */
    if (!fh_table_find(by_purl, purl, &index)) return FH_OK;
    if (version->kind == FH_NODE_MAP) return take_version(env, arena, version, items[index]);
    items[index]->state = FH_LOOKUP_UNKNOWN;
    return FH_OK;
}

fh_status fh_deps_dev_read(fh_env *env, fh_arena *arena, fh_text body, fh_lookup_item *const *items,
                           size_t count, fh_text *ret_page)
{
    const fh_node *root = NULL;
    fh_arena scratch;
    fh_table by_purl;
    fh_arena_init(&scratch, (size_t)env->limits.memory_bytes);
    fh_status status = fh_doc_parse(env, &scratch, FH_SYNTAX_JSON, body, &root);
    const fh_node *responses = status == FH_OK ? fh_node_get(root, "responses") : &fh_node_empty;
    if (status == FH_OK && responses->kind != FH_NODE_LIST)
        status = fh_fail(env, FH_BAD_INPUT, "no list of responses");
    fh_table_init(&by_purl, &scratch);
    for (uint32_t i = 0; i < count && status == FH_OK; i++)
        if (!fh_table_set(&by_purl, items[i]->purl, i))
            status = fh_fail(env, FH_NO_MEMORY, "no memory for answers");
    for (const fh_node *response = responses->first; response != NULL && status == FH_OK;
         response = response->next)
        status = take_response(env, arena, response, &by_purl, items);
    if (status == FH_OK) {
        const fh_text page = fh_node_text(fh_node_get(root, "nextPageToken"));
        if (page.len > LONGEST_PAGE) status = fh_fail(env, FH_BAD_INPUT, "the page's name is long");
        else *ret_page = fh_arena_copy(arena, page);
    }
    fh_arena_done(&scratch);
    return status;
}

/* ---- one version ---- */

static fh_text encoded(fh_arena *arena, fh_text text)
{
    static const char digits[] = "0123456789ABCDEF";
    char *copy = fh_arena_take(arena, text.len * 3 + 1);
    size_t len = 0;
    if (copy == NULL) return (fh_text){0};
    for (size_t i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.ptr[i];
        if (fh_is_alnum((char)c) || c == '-' || c == '_' || c == '.' || c == '~') {
            copy[len++] = (char)c;
        } else {
            copy[len++] = '%';
            copy[len++] = digits[c >> 4];
            copy[len++] = digits[c & 15];
        }
    }
    return fh_text_make(copy, len);
}

fh_text fh_deps_dev_address(fh_arena *arena, fh_text base, const fh_lookup_item *item)
{
    const char *system = system_of(&item->parts);
    if (system == NULL) return (fh_text){0};
    const char *between = fh_text_is(item->parts.type, "maven") ? ":" : "/";
    const fh_text whole = item->parts.ns.len == 0
                              ? item->parts.name
                              : fh_arena_printf(arena, "%.*s%s%.*s", FH_TEXT_ARGS(item->parts.ns),
                                                between, FH_TEXT_ARGS(item->parts.name));
    const fh_text name = encoded(arena, whole), version = encoded(arena, item->parts.version);
    return fh_arena_printf(arena, "%.*s/v3/systems/%s/packages/%.*s/versions/%.*s",
                           FH_TEXT_ARGS(base), system, FH_TEXT_ARGS(name), FH_TEXT_ARGS(version));
}

fh_status fh_deps_dev_read_version(fh_env *env, fh_arena *arena, fh_text body, fh_lookup_item *item)
{
    const fh_node *root = NULL;
    fh_arena scratch;
    fh_arena_init(&scratch, (size_t)env->limits.memory_bytes);
    fh_status status = fh_doc_parse(env, &scratch, FH_SYNTAX_JSON, body, &root);
    if (status == FH_OK && fh_node_get(root, "versionKey")->kind != FH_NODE_MAP)
        status = fh_fail(env, FH_BAD_INPUT, "no version");
    if (status == FH_OK) status = take_version(env, arena, root, item);
    fh_arena_done(&scratch);
    return status;
}
