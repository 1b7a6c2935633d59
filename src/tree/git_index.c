/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/git_index.h"

#include <string.h>

#include "base/cursor.h"
#include "base/vec.h"
#include "tree/sha1.h"

enum {
    HEADER = 12,
    TRAILER = 20,
    STAT = 40, /* times, device, inode, mode, owner, size */
    MODE_AT = 24,
    OID = 20,
    FLAG_EXTENDED = 0x4000,
    PREFIX_BYTES_MAX = 1 << 16
};
#define PATH_BYTES_MAX ((uint64_t)1 << 30)

FH_VEC(entry_list, fh_git_index_entry);

typedef struct reader {
    fh_arena *arena;
    fh_cursor cursor;
    uint32_t version;
    entry_list entries;
    fh_text previous; /* path of the entry before */
    uint64_t path_bytes;
} reader;

static uint32_t load32(const char *ptr)
{
    const unsigned char *b = (const unsigned char *)ptr;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static size_t left_of(const fh_cursor *cursor)
{
    return cursor->text.len - cursor->at;
}

/* The variable-width number of pack offsets: each further byte counts one more than its bits. */
static bool take_width(fh_cursor *cursor, uint64_t *ret_value)
{
    uint64_t value = 0;
    for (unsigned i = 0; i < 5; i++) {
        if (left_of(cursor) == 0) return false;
        const unsigned char byte = (unsigned char)cursor->text.ptr[cursor->at++];
        value = (value << 7) + (byte & 0x7f);
        if ((byte & 0x80) == 0) {
            *ret_value = value;
            return true;
        }
        value++;
    }
    return false;
}

/* The bytes up to a NUL, and the NUL. */
static bool take_name(fh_cursor *cursor, fh_text *ret_name)
{
    const fh_text rest = fh_text_slice(cursor->text, cursor->at, cursor->text.len);
    const size_t len = fh_text_find_byte(rest, '\0');
    if (len == SIZE_MAX) return false;
    *ret_name = fh_text_slice(rest, 0, len);
    cursor->at += len + 1;
    return true;
}

static bool take_path(reader *self, size_t start, fh_text *ret_path)
{
    fh_text name;
    uint64_t cut = 0;
    if (self->version == 4) {
        if (!take_width(&self->cursor, &cut) || cut > self->previous.len) return false;
        if (!take_name(&self->cursor, &name)) return false;
        const fh_text kept = fh_text_slice(self->previous, 0, self->previous.len - (size_t)cut);
        if (kept.len > PREFIX_BYTES_MAX) return false;
        *ret_path = fh_arena_join(self->arena, kept, name);
    } else {
        if (!take_name(&self->cursor, &name)) return false;
        *ret_path = fh_arena_copy(self->arena, name);
        /* Entries are filled with NULs to a multiple of eight, at least one. */
        const size_t len = (self->cursor.at - 1 - start + 8) & ~(size_t)7;
        if (len > self->cursor.text.len - start) return false;
        self->cursor.at = start + len;
    }
    self->path_bytes += ret_path->len;
    return true;
}

static fh_status read_entry(fh_env *env, reader *self)
{
    const size_t start = self->cursor.at;
    fh_git_index_entry entry;
    const fh_status broken = FH_BAD_INPUT;
    if (left_of(&self->cursor) < STAT + OID + 2)
        return fh_fail(env, broken, "the index ends inside of entry %zu", self->entries.count);
    const char *bytes = self->cursor.text.ptr + start;
    const uint32_t mode = load32(bytes + MODE_AT);
    const uint32_t flags = load32(bytes + STAT + OID - 2) & 0xffff;
    self->cursor.at += STAT + OID + 2;
    if ((flags & FLAG_EXTENDED) != 0) {
        if (self->version < 3 || left_of(&self->cursor) < 2)
            return fh_fail(env, broken, "index entry %zu is broken", self->entries.count);
        self->cursor.at += 2;
    }
    if (!take_path(self, start, &entry.path) || entry.path.len == 0)
        return fh_fail(env, broken, "the name of index entry %zu is broken", self->entries.count);
    if (self->path_bytes > PATH_BYTES_MAX)
        return fh_fail(env, FH_LIMIT, "the names of the index are too long");
    /* Names may repeat: the sides of a conflict. */
    if (fh_text_compare(self->previous, entry.path) > 0)
        return fh_fail(env, broken, "index entry %zu is out of order", self->entries.count);
    self->previous = entry.path;
    entry.is_submodule = (mode & 0170000) == 0160000;
    if (!FH_VEC_ADD(self->arena, &self->entries, entry))
        return fh_fail(env, FH_NO_MEMORY, "no memory for the index");
    return FH_OK;
}

/* Extensions with a name that begins with a capital may be skipped; others change what the entries
 * mean ("link": the entries lie in another file). */
static fh_status check_extensions(fh_env *env, fh_cursor *cursor)
{
    while (left_of(cursor) >= 8) {
        const char *name = cursor->text.ptr + cursor->at;
        const uint32_t size = load32(name + 4);
        if (name[0] < 'A' || name[0] > 'Z') {
            if (memcmp(name, "sdir", 4) != 0)
                return fh_fail(env, FH_UNSUPPORTED, "the index is split or of a newer form");
        }
        if (size > left_of(cursor) - 8) return fh_fail(env, FH_BAD_INPUT, "the index is cut short");
        cursor->at += 8 + (size_t)size;
    }
    return left_of(cursor) == 0 ? FH_OK : fh_fail(env, FH_BAD_INPUT, "the index is cut short");
}

static fh_status check_trailer(fh_env *env, fh_text bytes)
{
    static const uint8_t none[TRAILER] = {0}; /* index.skipHash */
    uint8_t digest[20];
    const char *trailer = bytes.ptr + bytes.len - TRAILER;
    if (memcmp(trailer, none, sizeof none) == 0) return FH_OK;
    fh_sha1(fh_text_slice(bytes, 0, bytes.len - TRAILER), digest);
    return memcmp(trailer, digest, sizeof digest) == 0
               ? FH_OK
               : fh_fail(env, FH_BAD_INPUT, "the checksum of the index is wrong");
}

fh_status fh_git_index_parse(fh_env *env, fh_arena *arena, fh_text bytes, fh_git_index *ret_index)
{
    if (bytes.len < HEADER + TRAILER || memcmp(bytes.ptr, "DIRC", 4) != 0)
        return fh_fail(env, FH_BAD_INPUT, "no index of git");
    reader self = {.arena = arena, .version = load32(bytes.ptr + 4), .previous = FH_TEXT("")};
    if (self.version < 2 || self.version > 4)
        return fh_fail(env, FH_UNSUPPORTED, "the index has version %u", (unsigned)self.version);
    fh_status status = check_trailer(env, bytes);
    if (status != FH_OK) return status;
    const uint32_t count = load32(bytes.ptr + 8);
    self.cursor = fh_cursor_make(fh_text_slice(bytes, 0, bytes.len - TRAILER));
    self.cursor.at = HEADER;
    for (uint32_t i = 0; status == FH_OK && i < count; i++) status = read_entry(env, &self);
    if (status == FH_OK) status = check_extensions(env, &self.cursor);
    if (status != FH_OK) return status;
    if (arena->failed) return fh_fail(env, FH_NO_MEMORY, "no memory for the index");
    *ret_index = (fh_git_index){.entries = self.entries.items, .count = self.entries.count};
    return FH_OK;
}

/* The first entry that is not below `path`. */
static size_t lower(const fh_git_index *index, fh_text path)
{
    size_t low = 0, high = index->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (fh_text_compare(index->entries[middle].path, path) < 0) low = middle + 1;
        else high = middle;
    }
    return low;
}

const fh_git_index_entry *fh_git_index_find(const fh_git_index *index, fh_text path)
{
    const size_t at = lower(index, path);
    return at < index->count && fh_text_eq(index->entries[at].path, path) ? &index->entries[at]
                                                                          : NULL;
}

/* Below means behind "path/", which differs from behind "path": "a.c" lies between "a" and "a/b".
 */
static int compare_to_folder(fh_text path, fh_text folder)
{
    const int order = fh_text_compare(fh_text_slice(path, 0, folder.len), folder);
    if (order != 0) return order;
    if (path.len <= folder.len) return -1;
    return (int)(unsigned char)path.ptr[folder.len] - '/';
}

bool fh_git_index_has_below(const fh_git_index *index, fh_text path)
{
    size_t low = 0, high = index->count;
    if (path.len == 0) return index->count > 0;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = compare_to_folder(index->entries[middle].path, path);
        if (order == 0) return true;
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return false;
}
