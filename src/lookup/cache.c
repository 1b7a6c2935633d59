/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "lookup/cache.h"

#include <limits.h>
#include <sqlite3.h>
#include <stdlib.h>

enum { BUSY_MS = 2000 };

struct fh_cache {
    sqlite3 *file;
    sqlite3_stmt *find, *put;
};

static const char schema[] = "PRAGMA journal_mode=WAL;"
                             "PRAGMA synchronous=NORMAL;"
                             "PRAGMA trusted_schema=OFF;"
                             "CREATE TABLE IF NOT EXISTS observation("
                             " key TEXT PRIMARY KEY, status INTEGER NOT NULL, etag TEXT NOT NULL,"
                             " fetched INTEGER NOT NULL, expires INTEGER NOT NULL,"
                             " body BLOB NOT NULL) WITHOUT ROWID;";
static const char find_text[] =
    "SELECT status, etag, fetched, expires, body FROM observation WHERE key = ?1";
static const char put_text[] =
    "INSERT OR REPLACE INTO observation(key, status, etag, fetched, expires, body)"
    " VALUES(?1, ?2, ?3, ?4, ?5, ?6)";

fh_status fh_cache_open(fh_env *env, const char *path, fh_cache **ret_cache)
{
    fh_cache *self = calloc(1, sizeof *self);
    if (self == NULL) return fh_fail(env, FH_NO_MEMORY, "no memory for the cache");
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    bool good = sqlite3_open_v2(path, &self->file, flags, NULL) == SQLITE_OK &&
                sqlite3_db_config(self->file, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) == SQLITE_OK &&
                sqlite3_busy_timeout(self->file, BUSY_MS) == SQLITE_OK &&
                sqlite3_exec(self->file, schema, NULL, NULL, NULL) == SQLITE_OK &&
                sqlite3_prepare_v2(self->file, find_text, -1, &self->find, NULL) == SQLITE_OK &&
                sqlite3_prepare_v2(self->file, put_text, -1, &self->put, NULL) == SQLITE_OK;
    if (!good) {
        const char *why = self->file == NULL ? "no memory" : sqlite3_errmsg(self->file);
        const fh_status status = fh_fail(env, FH_IO, "the cache cannot be used: %.100s", why);
        fh_cache_close(self);
        return status;
    }
    *ret_cache = self;
    return FH_OK;
}

void fh_cache_close(fh_cache *cache)
{
    if (cache == NULL) return;
    (void)sqlite3_finalize(cache->find); /* tells of an earlier failure only */
    (void)sqlite3_finalize(cache->put);
    (void)sqlite3_close(cache->file); /* all statements are gone */
    free(cache);
}

static fh_text column(fh_arena *arena, sqlite3_stmt *row, int index)
{
    const void *bytes = sqlite3_column_blob(row, index);
    const int len = sqlite3_column_bytes(row, index);
    return bytes == NULL || len <= 0 ? (fh_text){0}
                                     : fh_arena_copy(arena, fh_text_make(bytes, (size_t)len));
}

bool fh_cache_find(fh_cache *cache, fh_arena *arena, fh_text key, fh_cache_entry *ret_entry)
{
    bool found = false;
    if (cache == NULL || key.len > INT_MAX) return false;
    if (sqlite3_bind_text(cache->find, 1, key.ptr, (int)key.len, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_step(cache->find) == SQLITE_ROW) {
        *ret_entry = (fh_cache_entry){.status = (uint32_t)sqlite3_column_int(cache->find, 0),
                                      .etag = column(arena, cache->find, 1),
                                      .fetched = sqlite3_column_int64(cache->find, 2),
                                      .expires = sqlite3_column_int64(cache->find, 3),
                                      .body = column(arena, cache->find, 4)};
        found = !arena->failed;
    }
    (void)sqlite3_reset(cache->find); /* tells of the step again */
    return found;
}

void fh_cache_put(fh_cache *cache, fh_text key, const fh_cache_entry *entry)
{
    if (cache == NULL || key.len > INT_MAX || entry->body.len > INT_MAX) return;
    sqlite3_stmt *row = cache->put;
    const char *etag = entry->etag.len > 0 ? entry->etag.ptr : "";
    const char *body = entry->body.len > 0 ? entry->body.ptr : "";
    if (sqlite3_bind_text(row, 1, key.ptr, (int)key.len, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_bind_int64(row, 2, entry->status) == SQLITE_OK &&
        sqlite3_bind_text(row, 3, etag, (int)entry->etag.len, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_bind_int64(row, 4, entry->fetched) == SQLITE_OK &&
        sqlite3_bind_int64(row, 5, entry->expires) == SQLITE_OK &&
        sqlite3_bind_blob(row, 6, body, (int)entry->body.len, SQLITE_STATIC) == SQLITE_OK)
        (void)sqlite3_step(row); /* a full disk costs the entry, not the answer */
    (void)sqlite3_reset(row);    /* tells of the step again */
}
