/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "audit.h"

#include "base/cursor.h"

/* The desk: one file at a time, from entry to facts. A worker process has one, and so has an audit
 * that runs in a single process, so both give the same bytes. */

static void desk_init(fh_desk *desk, const fh_env *env)
{
    *desk = (fh_desk){0};
    if (env != NULL) desk->env = *env;
    else fh_env_init(&desk->env);
    fh_arena_init(&desk->arena, 0);
    fh_buf_init(&desk->bytes, 0);
    fh_facts_init(&desk->facts, desk->env.limits.file_facts);
}

fh_status fh_desk_open_here(fh_desk *desk, const fh_env *env, fh_tree *tree,
                            const fh_signals *signals)
{
    desk_init(desk, env);
    desk->tree = tree;
    return fh_read_tools_new(&desk->env, signals, &desk->tools);
}

void fh_desk_setup_text(const char *path, fh_text rev, const fh_limits *limits,
                        const fh_signals *signals, fh_buf *buf)
{
    fh_buf encoded;
    fh_buf_init(&encoded, 0);
    fh_signals_encode(signals, &encoded);
    fh_buf_add_sized(buf, fh_text_of(path));
    fh_buf_add_sized(buf, rev);
    fh_buf_add_u64(buf, limits->file_bytes);
    fh_buf_add_u64(buf, limits->manifest_bytes);
    fh_buf_add_u32(buf, limits->doc_depth);
    fh_buf_add_u32(buf, limits->doc_nodes);
    fh_buf_add_u32(buf, limits->file_facts);
    fh_buf_add_u32(buf, limits->hits_per_word);
    fh_buf_add_sized(buf, fh_buf_text(&encoded));
    buf->failed |= encoded.failed;
    fh_buf_done(&encoded);
}

fh_status fh_desk_open(fh_desk *desk, fh_text setup)
{
    fh_cursor cursor = fh_cursor_make(setup);
    fh_tree_options options = {.path = fh_cursor_sized(&cursor)};
    options.rev = fh_cursor_sized(&cursor);
    desk_init(desk, NULL);
    fh_limits *limits = &desk->env.limits;
    limits->file_bytes = fh_cursor_u64(&cursor);
    limits->manifest_bytes = fh_cursor_u64(&cursor);
    limits->doc_depth = fh_cursor_u32(&cursor);
    limits->doc_nodes = fh_cursor_u32(&cursor);
    limits->file_facts = fh_cursor_u32(&cursor);
    limits->hits_per_word = fh_cursor_u32(&cursor);
    desk->facts.limit = limits->file_facts;
    const fh_text signals = fh_arena_copy(&desk->arena, fh_cursor_sized(&cursor));
    if (cursor.failed || !fh_cursor_at_end(&cursor)) return FH_BAD_INPUT;
    options.path = fh_arena_copy(&desk->arena, options.path);
    options.rev = fh_arena_copy(&desk->arena, options.rev);
    fh_status status = fh_signals_decode(signals, &desk->arena, &desk->signals);
    if (status == FH_OK) status = fh_tree_open(&desk->env, &options, &desk->tree);
    desk->owns_tree = status == FH_OK;
    if (status == FH_OK) status = fh_read_tools_new(&desk->env, &desk->signals, &desk->tools);
    return status;
}

void fh_desk_close(fh_desk *desk)
{
    fh_read_tools_free(desk->tools);
    if (desk->owns_tree) fh_tree_close(desk->tree);
    fh_facts_done(&desk->facts);
    fh_buf_done(&desk->bytes);
    fh_arena_done(&desk->arena);
}

static fh_unread reason_of(fh_status status)
{
    static const fh_unread reasons[] = {
        [FH_OK] = FH_UNREAD_IO_ERROR,
        [FH_NO_MEMORY] = FH_UNREAD_MEMORY,
        [FH_BAD_INPUT] = FH_UNREAD_BROKEN_OBJECT,
        [FH_LIMIT] = FH_UNREAD_TOO_LARGE,
        [FH_NOT_FOUND] = FH_UNREAD_MISSING_OBJECT,
        [FH_IO] = FH_UNREAD_IO_ERROR,
        [FH_UNSUPPORTED] = FH_UNREAD_UNSUPPORTED,
        [FH_CANCELLED] = FH_UNREAD_IO_ERROR,
        [FH_INTERNAL] = FH_UNREAD_IO_ERROR,
    };
    return (size_t)status < FH_COUNT(reasons) ? reasons[status] : FH_UNREAD_IO_ERROR;
}

/* Some binary formats say what they are in front: of those the head is enough. False when it could
 * not be read; the error of before still holds then. */
static bool read_head(fh_desk *desk, const fh_entry *entry, size_t max, fh_desk_result *result)
{
    const fh_error before = desk->env.error;
    fh_read_result read = {0};
    if (fh_tree_read_head(&desk->env, desk->tree, entry, max, &desk->bytes) != FH_OK) {
        desk->env.error = before;
        return false;
    }
    fh_read_head(&desk->env, desk->tools, entry->path, fh_buf_text(&desk->bytes), &desk->facts,
                 &read);
    /* Of text the rest is missed. */
    if (!read.binary)
        fh_facts_add_unread(&desk->facts, FH_UNREAD_TOO_LARGE, 0, 0, FH_TEXT("tree"),
                            fh_text_of(before.message));
    result->file.size = entry->size == UINT64_MAX ? desk->bytes.len : entry->size;
    result->file.binary = read.binary;
    result->incomplete = read.incomplete;
    return true;
}

void fh_desk_read(fh_desk *desk, const fh_entry *entry, fh_desk_result *ret_result)
{
    const fh_readers_of readers = fh_read_readers_of(desk->tools, entry->path);
    const bool manifest = readers.manifest;
    const uint64_t max = manifest ? desk->env.limits.manifest_bytes : desk->env.limits.file_bytes;
    fh_facts_clear(&desk->facts);
    *ret_result = (fh_desk_result){.file = {.path = entry->path,
                                            .contexts = fh_path_contexts(entry->path),
                                            .language = fh_path_language(entry->path)}};
    const fh_status status = fh_tree_read(&desk->env, desk->tree, entry, (size_t)max, &desk->bytes);
    if (status == FH_LIMIT && readers.head && read_head(desk, entry, (size_t)max, ret_result))
        return;
    if (status != FH_OK) {
        fh_facts_add_unread(&desk->facts, reason_of(status), 0, 0, FH_TEXT("tree"),
                            fh_text_of(desk->env.error.message));
        ret_result->file.size = entry->size == UINT64_MAX ? 0 : entry->size;
        /* A missing object says nothing about the tree's author; a broken one is told, and a
         * manifest that is there but too large or broken leaves the answer incomplete. */
        ret_result->incomplete = (manifest && status != FH_NOT_FOUND) || status == FH_NO_MEMORY;
        return;
    }
    fh_read_result read = {0};
    fh_read_file(&desk->env, desk->tools, entry->path, fh_buf_text(&desk->bytes), &desk->facts,
                 &read);
    ret_result->file.size = desk->bytes.len;
    ret_result->file.lines = read.lines;
    ret_result->file.binary = read.binary;
    ret_result->incomplete = read.incomplete;
    if (desk->facts.arena.failed) {
        fh_facts_clear(&desk->facts);
        fh_facts_add_unread(&desk->facts, FH_UNREAD_MEMORY, 0, 0, FH_TEXT("read"),
                            FH_TEXT("not enough memory for this file"));
        ret_result->incomplete = true; /* the machine is to blame, so another run may say more */
    }
}

/* ---- frames ---- */

void fh_entry_encode(const fh_entry *entry, fh_buf *buf)
{
    fh_buf_add_u64(buf, entry->size);
    fh_buf_add(buf, fh_text_make((const char *)entry->oid, sizeof entry->oid));
    fh_buf_add_sized(buf, entry->path);
}

bool fh_entry_decode(fh_text bytes, fh_entry *ret_entry)
{
    fh_cursor cursor = fh_cursor_make(bytes);
    *ret_entry = (fh_entry){.kind = FH_ENTRY_FILE, .size = fh_cursor_u64(&cursor)};
    for (size_t i = 0; i < sizeof ret_entry->oid; i++) ret_entry->oid[i] = fh_cursor_u8(&cursor);
    ret_entry->path = fh_cursor_sized(&cursor);
    return !cursor.failed && fh_cursor_at_end(&cursor);
}

void fh_desk_reply(const fh_desk *desk, const fh_desk_result *result, fh_buf *buf)
{
    fh_buf_add_u8(buf, (uint8_t)((result->file.binary ? 1 : 0) | (result->incomplete ? 2 : 0)));
    fh_buf_add_u64(buf, result->file.size);
    fh_buf_add_u32(buf, result->file.lines);
    fh_facts_encode(&desk->facts, buf);
}

bool fh_desk_reply_decode(fh_text bytes, fh_desk_result *ret_result, fh_facts *facts)
{
    fh_cursor cursor = fh_cursor_make(bytes);
    const uint8_t flags = fh_cursor_u8(&cursor);
    ret_result->file.size = fh_cursor_u64(&cursor);
    ret_result->file.lines = fh_cursor_u32(&cursor);
    ret_result->file.binary = (flags & 1u) != 0;
    ret_result->incomplete = (flags & 2u) != 0;
    return !cursor.failed &&
           fh_facts_decode(fh_text_slice(bytes, cursor.at, SIZE_MAX), facts) == FH_OK;
}
