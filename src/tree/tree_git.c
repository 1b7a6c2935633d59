/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/tree_git.h"

#include <dlfcn.h>
#include <git2.h>
#include <git2/sys/alloc.h>
#include <git2/sys/odb_backend.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PROBE_SIZE = 64 << 10 };

typedef struct git_api {
    int (*init)(void);
    int (*shutdown)(void);
    int (*opts)(int option, ...);
    const git_error *(*error_last)(void);
    int (*odb_new)(git_odb **out);
    void (*odb_free)(git_odb *odb);
    int (*odb_add_backend)(git_odb *odb, git_odb_backend *backend, int priority);
    int (*odb_backend_one_pack)(git_odb_backend **out, const char *index_file);
    int (*odb_read_header)(size_t *len, git_object_t *type, git_odb *odb, const git_oid *id);
    int (*odb_read)(git_odb_object **out, git_odb *odb, const git_oid *id);
    const void *(*odb_object_data)(git_odb_object *object);
    size_t (*odb_object_size)(git_odb_object *object);
    git_object_t (*odb_object_type)(git_odb_object *object);
    void (*odb_object_free)(git_odb_object *object);
} git_api;

#define ROW(field, symbol)                                                                         \
    {                                                                                              \
        offsetof(git_api, field), symbol                                                           \
    }
static const struct {
    size_t offset;
    const char *symbol;
} api_rows[] = {
    ROW(init, "git_libgit2_init"),
    ROW(shutdown, "git_libgit2_shutdown"),
    ROW(opts, "git_libgit2_opts"),
    ROW(error_last, "git_error_last"),
    ROW(odb_new, "git_odb_new"),
    ROW(odb_free, "git_odb_free"),
    ROW(odb_add_backend, "git_odb_add_backend"),
    ROW(odb_backend_one_pack, "git_odb_backend_one_pack"),
    ROW(odb_read_header, "git_odb_read_header"),
    ROW(odb_read, "git_odb_read"),
    ROW(odb_object_data, "git_odb_object_data"),
    ROW(odb_object_size, "git_odb_object_size"),
    ROW(odb_object_type, "git_odb_object_type"),
    ROW(odb_object_free, "git_odb_object_free"),
};
#undef ROW

struct fh_git {
    git_api api;
    bool is_ready; /* shutdown is due */
};

struct fh_git_pack {
    const git_api *api;
    git_odb *odb;
};

static bool load(fh_git *git)
{
    /* The handle is kept for the life of the process: the library's own libraries register things
     * that must not be unloaded. */
    void *handle = dlopen(FH_LIBGIT2_SONAME, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) return false;
    for (size_t i = 0; i < FH_COUNT(api_rows); i++) {
        void *symbol = dlsym(handle, api_rows[i].symbol);
        if (symbol == NULL) return false;
        memcpy((char *)&git->api + api_rows[i].offset, &symbol, sizeof symbol);
    }
    return true;
}

/* Without memory libgit2 may recurse without end over its own error messages, so ask before. */
static bool is_memory_left(size_t size)
{
    char *probe = malloc(size);
    volatile char *seen = probe; /* or the compiler would take the answer for granted */
    if (seen == NULL) return false;
    seen[0] = 0;
    free(probe);
    return true;
}

/* ---- memory while libgit2 starts ----
 *
 * When an allocation fails before libgit2 has a place for its messages, it calls itself over that
 * very failure until the stack is used up. Until that place is made, memory comes from here, and
 * the process ends with a message instead. */

static void *held(void *memory)
{
    if (memory != NULL) return memory;
    (void)fputs("freehold: no memory to start libgit2\n", stderr);
    _Exit(4);
}

static void *start_malloc(size_t size, const char *file, int line)
{
    (void)file;
    (void)line;
    return held(malloc(size));
}

static void *start_calloc(size_t count, size_t size, const char *file, int line)
{
    (void)file;
    (void)line;
    return held(calloc(count, size));
}

static char *start_substrdup(const char *text, size_t len, const char *file, int line)
{
    char *copy = start_malloc(len + 1, file, line);
    memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

static char *start_strdup(const char *text, const char *file, int line)
{
    return start_substrdup(text, strlen(text), file, line);
}

static char *start_strndup(const char *text, size_t most, const char *file, int line)
{
    return start_substrdup(text, strnlen(text, most), file, line);
}

static void *start_realloc(void *memory, size_t size, const char *file, int line)
{
    (void)file;
    (void)line;
    return held(realloc(memory, size));
}

static void *start_reallocarray(void *memory, size_t count, size_t size, const char *file, int line)
{
    if (size != 0 && count > SIZE_MAX / size) return held(NULL);
    return start_realloc(memory, count * size, file, line);
}

static void *start_mallocarray(size_t count, size_t size, const char *file, int line)
{
    return start_reallocarray(NULL, count, size, file, line);
}

static bool start(const git_api *api)
{
    git_allocator allocator = {.gmalloc = start_malloc,
                               .gcalloc = start_calloc,
                               .gstrdup = start_strdup,
                               .gstrndup = start_strndup,
                               .gsubstrdup = start_substrdup,
                               .grealloc = start_realloc,
                               .greallocarray = start_reallocarray,
                               .gmallocarray = start_mallocarray,
                               .gfree = free};
    if (!is_memory_left(PROBE_SIZE)) return false;
    (void)api->opts(GIT_OPT_SET_ALLOCATOR, &allocator);
    if (api->init() < 0) return false;
    (void)api->error_last(); /* makes the place for messages */
    (void)api->opts(GIT_OPT_SET_ALLOCATOR, NULL);
    return true;
}

fh_status fh_git_new(fh_env *env, fh_git **ret_git)
{
    fh_git *git = calloc(1, sizeof *git);
    if (git == NULL) return fh_fail(env, FH_NO_MEMORY, "no memory for libgit2");
    if (!load(git)) {
        fh_git_free(git);
        return fh_fail(env, FH_UNSUPPORTED,
                       "this repository has packs, and %s, which reads them, cannot be loaded",
                       FH_LIBGIT2_SONAME);
    }
    if (!start(&git->api)) {
        fh_git_free(git);
        return fh_fail(env, FH_NO_MEMORY, "libgit2 does not start");
    }
    git->is_ready = true;
    /* Hashing again costs more than inflating, and zlib's checksum and the checks of the index find
     * damage already. A delta may not grow past what any reader would take. */
    const uint64_t largest = env->limits.manifest_bytes > env->limits.file_bytes
                                 ? env->limits.manifest_bytes
                                 : env->limits.file_bytes;
    (void)git->api.opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
    (void)git->api.opts(GIT_OPT_SET_PACK_MAX_OBJECT_SIZE, (size_t)(largest * 2));
    *ret_git = git;
    return FH_OK;
}

void fh_git_free(fh_git *git)
{
    if (git == NULL) return;
    if (git->is_ready) (void)git->api.shutdown();
    free(git);
}

static fh_status refuse(fh_env *env, const git_api *api, int code)
{
    const git_error *error = api->error_last();
    const char *message =
        error != NULL && error->message != NULL ? error->message : "no reason told";
    if (error != NULL && error->klass == GIT_ERROR_NOMEMORY)
        return fh_fail(env, FH_NO_MEMORY, "no memory to read a pack");
    return fh_fail(env, code == GIT_ENOTFOUND ? FH_NOT_FOUND : FH_BAD_INPUT,
                   "the packed object cannot be read: %s", message);
}

fh_status fh_git_pack_open(fh_env *env, fh_git *git, const char *index_path, fh_git_pack **ret_pack)
{
    git_odb_backend *backend = NULL;
    fh_git_pack *pack = calloc(1, sizeof *pack);
    if (pack == NULL) return fh_fail(env, FH_NO_MEMORY, "no memory for a pack");
    pack->api = &git->api;
    if (!is_memory_left(PROBE_SIZE)) {
        free(pack);
        return fh_fail(env, FH_NO_MEMORY, "no memory for a pack");
    }
    int code = git->api.odb_new(&pack->odb);
    if (code == 0) code = git->api.odb_backend_one_pack(&backend, index_path);
    if (code == 0) {
        code = git->api.odb_add_backend(pack->odb, backend, 1);
        if (code != 0) backend->free(backend);
    }
    if (code != 0) {
        const fh_status status = refuse(env, &git->api, code);
        fh_git_pack_close(pack);
        return status;
    }
    *ret_pack = pack;
    return FH_OK;
}

void fh_git_pack_close(fh_git_pack *pack)
{
    if (pack == NULL) return;
    if (pack->odb != NULL) pack->api->odb_free(pack->odb);
    free(pack);
}

static fh_object_kind kind_of(git_object_t type)
{
    return type >= GIT_OBJECT_COMMIT && type <= GIT_OBJECT_TAG ? (fh_object_kind)type
                                                               : FH_OBJECT_NONE;
}

fh_status fh_git_pack_read(fh_env *env, fh_git_pack *pack, const fh_oid *oid, size_t max,
                           fh_buf *buf, fh_object_kind *ret_kind)
{
    const git_api *api = pack->api;
    git_odb_object *object = NULL;
    git_object_t type = GIT_OBJECT_INVALID;
    size_t size = 0;
    git_oid id;
    memcpy(id.id, oid->bytes, sizeof id.id);
    fh_buf_clear(buf);
    if (!is_memory_left(PROBE_SIZE)) return fh_fail(env, FH_NO_MEMORY, "no memory to read a pack");
    int code = api->odb_read_header(&size, &type, pack->odb, &id);
    if (code != 0) return refuse(env, api, code);
    if (size > max)
        return fh_fail(env, FH_LIMIT, "the object has %zu bytes, the limit is %zu", size, max);
    code = api->odb_read(&object, pack->odb, &id);
    if (code != 0) return refuse(env, api, code);
    const fh_object_kind kind = kind_of(api->odb_object_type(object));
    fh_buf_add(buf, fh_text_make(api->odb_object_data(object), api->odb_object_size(object)));
    api->odb_object_free(object);
    if (buf->failed) return fh_fail(env, FH_NO_MEMORY, "no memory for %zu bytes", size);
    if (kind == FH_OBJECT_NONE) return fh_fail(env, FH_BAD_INPUT, "the object has no known kind");
    *ret_kind = kind;
    return FH_OK;
}
