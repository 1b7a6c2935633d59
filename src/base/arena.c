/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fh_arena_chunk {
    fh_arena_chunk *next;
    size_t room, used;
    max_align_t bytes[];
};

enum { FIRST_CHUNK = 16 * 1024, LARGEST_CHUNK = 1024 * 1024 };

void fh_arena_init(fh_arena *arena, size_t limit)
{
    *arena = (fh_arena){.limit = limit};
}

void fh_arena_done(fh_arena *arena)
{
    fh_arena_chunk *chunk = arena->chunks;
    while (chunk != NULL) {
        fh_arena_chunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
    *arena = (fh_arena){.limit = arena->limit};
}

void fh_arena_clear(fh_arena *arena)
{
    fh_arena_chunk *kept = arena->chunks;
    if (kept == NULL) {
        arena->failed = false;
        arena->used = 0;
        return;
    }
    fh_arena_chunk *chunk = kept->next;
    while (chunk != NULL) {
        fh_arena_chunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
    kept->next = NULL;
    kept->used = 0;
    arena->used = 0;
    arena->failed = false;
}

static fh_arena_chunk *add_chunk(fh_arena *arena, size_t size)
{
    size_t room = arena->chunks == NULL ? FIRST_CHUNK : arena->chunks->room * 2;
    if (room > LARGEST_CHUNK) room = LARGEST_CHUNK;
    if (room < size) room = size;
    if (room > SIZE_MAX - sizeof(fh_arena_chunk)) return NULL;
    fh_arena_chunk *chunk = malloc(sizeof *chunk + room);
    if (chunk == NULL) return NULL;
    chunk->room = room;
    chunk->used = 0;
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    return chunk;
}

void *fh_arena_take(fh_arena *arena, size_t size)
{
    const size_t align = sizeof(max_align_t);
    if (arena->failed) return NULL;
    if (size > SIZE_MAX / 2) {
        arena->failed = true;
        return NULL;
    }
    const size_t rounded = (size + align - 1) / align * align;
    if (arena->limit != 0 && rounded > arena->limit - arena->used) {
        arena->failed = true;
        return NULL;
    }
    fh_arena_chunk *chunk = arena->chunks;
    if (chunk == NULL || chunk->room - chunk->used < rounded) chunk = add_chunk(arena, rounded);
    if (chunk == NULL) {
        arena->failed = true;
        return NULL;
    }
    void *at = (char *)chunk->bytes + chunk->used;
    chunk->used += rounded;
    arena->used += rounded;
    return at;
}

void *fh_arena_alloc(fh_arena *arena, size_t size)
{
    void *at = fh_arena_take(arena, size == 0 ? 1 : size);
    if (at != NULL) memset(at, 0, size);
    return at;
}

void *fh_arena_array(fh_arena *arena, size_t count, size_t item_size)
{
    if (item_size != 0 && count > SIZE_MAX / item_size) {
        arena->failed = true;
        return NULL;
    }
    return fh_arena_alloc(arena, count * item_size);
}

fh_text fh_arena_copy(fh_arena *arena, fh_text text)
{
    char *at = fh_arena_take(arena, text.len + 1);
    if (at == NULL) return FH_TEXT("");
    if (text.len > 0) memcpy(at, text.ptr, text.len);
    at[text.len] = '\0';
    return fh_text_make(at, text.len);
}

fh_text fh_arena_printf(fh_arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *at = len < 0 ? NULL : fh_arena_take(arena, (size_t)len + 1);
    if (at == NULL) return FH_TEXT("");
    va_start(args, format);
    (void)vsnprintf(at, (size_t)len + 1, format, args);
    va_end(args);
    return fh_text_make(at, (size_t)len);
}

fh_text fh_arena_join(fh_arena *arena, fh_text a, fh_text b)
{
    char *at = fh_arena_take(arena, a.len + b.len + 1);
    if (at == NULL) return FH_TEXT("");
    if (a.len > 0) memcpy(at, a.ptr, a.len);
    if (b.len > 0) memcpy(at + a.len, b.ptr, b.len);
    at[a.len + b.len] = '\0';
    return fh_text_make(at, a.len + b.len);
}

/* Append the parts of `path` to out[0..*len), resolving "." and ".."; false when it climbs out. */
static bool add_parts(char *out, size_t *len, fh_text path)
{
    fh_text part, rest = path.len > 0 ? path : (fh_text){0};
    while (fh_text_next_field(&rest, '/', &part)) {
        if (part.len == 0 || fh_text_is(part, ".")) continue;
        if (fh_text_is(part, "..")) {
            if (*len == 0) return false;
            while (*len > 0 && out[--*len] != '/') continue;
            continue;
        }
        if (*len > 0) out[(*len)++] = '/';
        memcpy(out + *len, part.ptr, part.len);
        *len += part.len;
    }
    return true;
}

fh_text fh_arena_path(fh_arena *arena, fh_text dir, fh_text name)
{
    char *out = fh_arena_take(arena, dir.len + name.len + 2);
    size_t len = 0;
    if (out == NULL) return (fh_text){0};
    if (!add_parts(out, &len, dir) || !add_parts(out, &len, name)) return (fh_text){0};
    out[len] = '\0';
    return fh_text_make(out, len);
}
