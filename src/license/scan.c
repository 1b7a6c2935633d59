/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/parameters.h"

#include <stdlib.h>
#include <string.h>

fh_license_match fh_scan_match(const fh_scan *scan, uint32_t license, fh_license_kind kind,
                               uint32_t first, uint32_t last)
{
    const fh_license_record record = fh_license_record_get(scan->corpus, license);
    const fh_token *end = &scan->tokens.items[last];
    return (fh_license_match){
        .license = record.id,
        .kind = kind,
        .start_byte = scan->tokens.items[first].start,
        .end_byte = end->start + end->len,
        .name_byte = scan->tokens.items[first].start,
        .coverage = 1000,
        .is_exception = (record.flags & FH_RECORD_EXCEPTION) != 0,
        .expression = record.id,
    };
}

void fh_scan_add(fh_scan *scan, const fh_license_match *match)
{
    fh_license_match copy = *match;
    if (copy.group == 0) copy.group = ++scan->groups;
    (void)FH_VEC_ADD(scan->arena, &scan->matches, copy);
}

/* ---- lines
 * ------------------------------------------------------------------------------------------ */

typedef struct line_table {
    const uint32_t *starts; /* byte offsets */
    size_t count;
} line_table;

static line_table find_lines(fh_scan *scan)
{
    size_t count = 1;
    for (size_t i = 0; i < scan->bytes.len; i++) count += scan->bytes.ptr[i] == '\n';
    uint32_t *starts = FH_NEW_ARRAY(scan->arena, count, uint32_t);
    if (starts == NULL) return (line_table){0};
    size_t next = 1;
    const char *at = scan->bytes.ptr, *end = at + scan->bytes.len;
    while (next < count && (at = memchr(at, '\n', (size_t)(end - at))) != NULL)
        starts[next++] = (uint32_t)(++at - scan->bytes.ptr);
    return (line_table){starts, count};
}

static uint32_t line_of(const line_table *table, uint32_t byte)
{
    size_t low = 0, high = table->count;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (table->starts[middle] <= byte) low = middle;
        else high = middle;
    }
    return (uint32_t)low + 1;
}

static void set_lines(fh_scan *scan)
{
    if (scan->matches.count == 0) return;
    const line_table table = find_lines(scan);
    if (table.count == 0) return;
    for (size_t i = 0; i < scan->matches.count; i++) {
        fh_license_match *match = &scan->matches.items[i];
        match->start_line = line_of(&table, match->start_byte);
        match->name_line = line_of(&table, match->name_byte);
        match->end_line = line_of(&table, match->end_byte > match->start_byte ? match->end_byte - 1
                                                                              : match->start_byte);
        for (size_t k = 0; k < match->parameters.count; k++)
            match->parameters.items[k].line = line_of(&table, match->parameters.items[k].byte);
        for (size_t k = 0; k < match->edits.count; k++) {
            fh_license_edit *edit = &match->edits.items[k];
            edit->start_line = line_of(&table, edit->start_byte);
            edit->end_line = line_of(&table, edit->end_byte > edit->start_byte ? edit->end_byte - 1
                                                                               : edit->start_byte);
        }
    }
}

/* ---- the whole
 * -------------------------------------------------------------------------------------- */

static int by_start(const void *a, const void *b)
{
    const fh_license_match *x = a, *y = b;
    if (x->start_byte != y->start_byte) return x->start_byte < y->start_byte ? -1 : 1;
    if (x->end_byte != y->end_byte) return x->end_byte > y->end_byte ? -1 : 1;
    return fh_text_compare(x->license, y->license);
}

static bool is_binary(fh_text bytes)
{
    const size_t len = bytes.len < 8192 ? bytes.len : 8192;
    return len > 0 && memchr(bytes.ptr, 0, len) != NULL;
}

static fh_status scan_bytes(fh_scan *scan, bool texts, fh_license_result *ret_result)
{
    if (is_binary(scan->bytes)) {
        *ret_result = (fh_license_result){.binary = true};
        return FH_OK;
    }
    if (scan->bytes.len > FH_LICENSE_BYTES_MAX) {
        scan->bytes.len = FH_LICENSE_BYTES_MAX;
        scan->limited = true;
    }
    scan->tokens = fh_tokens_read(scan->corpus, scan->bytes, scan->arena);
    scan->claims = FH_NEW_ARRAY(scan->arena, (size_t)scan->tokens.count + 1, uint8_t);
    scan->ids = FH_NEW_ARRAY(scan->arena, (size_t)scan->tokens.count * 2, unsigned char);
    if (!scan->arena->failed) {
        for (uint32_t i = 0; i < scan->tokens.count; i++)
            fh_corpus_put_u16(scan->ids, i, scan->tokens.items[i].id);
        if (texts) fh_scan_texts(scan);
        fh_scan_tags(scan);
        fh_scan_notices(scan);
        if (texts) fh_scan_unknown(scan);
        if (texts) fh_scan_parameters(scan);
        set_lines(scan);
    }
    if (scan->arena->failed) return fh_fail(scan->env, FH_NO_MEMORY, "out of memory");
    if (scan->matches.count > 1)
        qsort(scan->matches.items, scan->matches.count, sizeof(fh_license_match), by_start);
    fh_scan_conclude(scan, ret_result);
    if (scan->arena->failed) return fh_fail(scan->env, FH_NO_MEMORY, "out of memory");
    return FH_OK;
}

fh_status fh_license_scan(fh_env *env, const fh_license_corpus *corpus, fh_text path, fh_text bytes,
                          fh_arena *arena, fh_license_result *ret_result)
{
    fh_scan scan = {.env = env,
                    .corpus = corpus,
                    .path = path,
                    .bytes = bytes,
                    .arena = arena,
                    .nearest = UINT32_MAX};
    return scan_bytes(&scan, true, ret_result);
}

fh_status fh_license_scan_head(fh_env *env, const fh_license_corpus *corpus, fh_text path,
                               fh_text bytes, fh_arena *arena, fh_license_result *ret_result)
{
    fh_scan scan = {.env = env,
                    .corpus = corpus,
                    .path = path,
                    .bytes = bytes,
                    .arena = arena,
                    .nearest = UINT32_MAX};
    return scan_bytes(&scan, false, ret_result);
}

/* ---- a cheap look
 * ----------------------------------------------------------------------------------- */

const char *const fh_license_stems[] = {"licen",       "spdx",    "domain", "permission",
                                        "redistribut", "copying", "gplv",   "wtfpl",
                                        "copyleft",    "gnu gen", "apache", NULL};

/* ---- names
 * ------------------------------------------------------------------------------------------ */

const char *fh_license_kind_name(fh_license_kind kind)
{
    static const char *const names[FH_LICENSE_KIND_COUNT] = {
        "tag",    "exact",    "equivalent", "modified", "partial", "embedded",
        "notice", "manifest", "reference",  "clue",     "unknown"};
    return (size_t)kind < FH_COUNT(names) ? names[kind] : "unknown";
}

const char *fh_license_grant_name(fh_license_grant grant)
{
    static const char *const names[] = {NULL, "unstated", "only", "or-later", "any-version"};
    return (size_t)grant < FH_COUNT(names) ? names[grant] : NULL;
}

bool fh_license_kind_decides(fh_license_kind kind)
{
    return kind <= FH_LICENSE_MANIFEST;
}
