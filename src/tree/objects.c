/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/objects.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/vec.h"
#include "tree/file.h"
#include "tree/loose.h"
#include "tree/pack_index.h"
#include "tree/tree_git.h"

enum {
    PACKS_MAX = 4096,
    LOOSE_NAMES_MAX = 1 << 20, /* names looked at for one abbreviated id */
};
/* 28 bytes an object: more than the largest public repositories hold. */
#define INDEX_BYTES_MAX ((uint64_t)1 << 31)

typedef enum pack_state {
    PACK_UNSEEN, /* not looked at yet */
    PACK_CHECKED,
    PACK_OPEN,
    PACK_BAD
} pack_state;

typedef struct pack {
    fh_text stem; /* file name without ".idx" */
    fh_text why;  /* it is bad */
    fh_buf index_bytes;
    fh_pack_index index;
    fh_git_pack *git;
    pack_state state;
} pack;

FH_VEC(pack_list, pack);

struct fh_objects {
    fh_arena *arena;
    fh_git *git; /* NULL until a pack is read */
    pack_list packs;
    fh_buf file;               /* a loose object's bytes as they lie on disk */
    size_t recent;             /* the pack that had the last object */
    int objects_dir, pack_dir; /* pack_dir is -1 when there is none */
};

/* ---- packs ---- */

static int compare_packs(const void *left, const void *right)
{
    const pack *a = left, *b = right;
    return fh_text_compare(a->stem, b->stem);
}

static fh_status list_packs(fh_env *env, fh_objects *objects)
{
    const int fd = openat(objects->pack_dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (dir == NULL) {
        if (fd >= 0) (void)close(fd);
        return fh_fail(env, FH_IO, "objects/pack: %s", fh_file_error(errno));
    }
    const struct dirent *item;
    while ((item = readdir(dir)) != NULL && objects->packs.count < PACKS_MAX) {
        const fh_text name = fh_text_of(item->d_name);
        if (!fh_text_starts(name, FH_TEXT("pack-")) || !fh_text_ends(name, FH_TEXT(".idx")))
            continue;
        const pack found = {
            .stem = fh_arena_copy(objects->arena, fh_text_slice(name, 0, name.len - 4))};
        if (!FH_VEC_ADD(objects->arena, &objects->packs, found)) break;
    }
    (void)closedir(dir);
    if (objects->arena->failed) return fh_fail(env, FH_NO_MEMORY, "no memory for the packs");
    if (objects->packs.count > 1)
        qsort(objects->packs.items, objects->packs.count, sizeof *objects->packs.items,
              compare_packs);
    return FH_OK;
}

/* The pack must be a regular file, say "PACK" and its count, and end with the checksum that the
 * index repeats. */
static fh_status read_pack_ends(fh_env *env, int fd, uint64_t *ret_size, uint32_t *ret_count,
                                uint8_t ret_trailer[20])
{
    struct stat info;
    unsigned char header[12];
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
        return fh_fail(env, FH_BAD_INPUT, "the pack is not a regular file");
    if (info.st_size < 32 || pread(fd, header, sizeof header, 0) != (ssize_t)sizeof header ||
        pread(fd, ret_trailer, 20, info.st_size - 20) != 20)
        return fh_fail(env, FH_BAD_INPUT, "the pack is too short");
    if (memcmp(header, "PACK\0\0\0\2", 8) != 0 && memcmp(header, "PACK\0\0\0\3", 8) != 0)
        return fh_fail(env, FH_BAD_INPUT, "the pack has no valid header");
    *ret_size = (uint64_t)info.st_size;
    *ret_count = (uint32_t)header[8] << 24 | (uint32_t)header[9] << 16 | (uint32_t)header[10] << 8 |
                 header[11];
    return FH_OK;
}

static fh_status check_pack(fh_env *env, fh_objects *objects, pack *self)
{
    uint64_t size = 0;
    uint32_t count = 0;
    uint8_t trailer[20];
    const fh_text name = fh_arena_join(objects->arena, self->stem, FH_TEXT(".pack"));
    const int fd = fh_file_open(objects->pack_dir, name, O_RDONLY);
    if (fd < 0) return fh_fail(env, FH_BAD_INPUT, "the pack: %s", fh_file_error(errno));
    fh_status status = read_pack_ends(env, fd, &size, &count, trailer);
    (void)close(fd);
    if (status != FH_OK) return status;
    const fh_text index = fh_arena_join(objects->arena, self->stem, FH_TEXT(".idx"));
    status = fh_file_read(env, objects->pack_dir, index, INDEX_BYTES_MAX, &self->index_bytes);
    if (status == FH_OK)
        status =
            fh_pack_index_check(env, fh_buf_text(&self->index_bytes), size, trailer, &self->index);
    if (status == FH_OK && self->index.count != count)
        status = fh_fail(env, FH_BAD_INPUT, "the pack index has not as many entries as the pack");
    return status;
}

static bool is_usable(fh_env *env, fh_objects *objects, pack *self)
{
    if (self->state == PACK_UNSEEN) {
        const fh_status status = check_pack(env, objects, self);
        self->state = status == FH_OK ? PACK_CHECKED : PACK_BAD;
        if (status != FH_OK) {
            self->why = fh_arena_copy(objects->arena, fh_text_of(env->error.message));
            fh_buf_done(&self->index_bytes);
        }
    }
    return self->state != PACK_BAD;
}

static fh_status open_pack(fh_env *env, fh_objects *objects, pack *self)
{
    fh_status status = FH_OK;
    if (objects->git == NULL) status = fh_git_new(env, &objects->git);
    if (status != FH_OK) return status;
    /* Through the descriptor, the path holds no link whatever happens to the folders above. */
    const fh_text path = fh_arena_printf(objects->arena, "/proc/self/fd/%d/%.*s.idx",
                                         objects->pack_dir, FH_TEXT_ARGS(self->stem));
    if (path.ptr == NULL || path.len == 0)
        return fh_fail(env, FH_NO_MEMORY, "no memory for a pack");
    status = fh_git_pack_open(env, objects->git, path.ptr, &self->git);
    if (status == FH_OK) self->state = PACK_OPEN;
    return status;
}

static fh_status read_packed(fh_env *env, fh_objects *objects, const fh_oid *oid, size_t max,
                             fh_buf *buf, fh_object_kind *ret_kind)
{
    const pack *bad = NULL;
    for (size_t i = 0; i < objects->packs.count; i++) {
        const size_t number = (objects->recent + i) % objects->packs.count;
        pack *self = &objects->packs.items[number];
        uint64_t offset = 0;
        if (!is_usable(env, objects, self)) {
            bad = self;
            continue;
        }
        if (!fh_pack_index_find(&self->index, oid, &offset)) continue;
        objects->recent = number;
        fh_status status = FH_OK;
        if (self->state != PACK_OPEN) status = open_pack(env, objects, self);
        return status != FH_OK ? status : fh_git_pack_read(env, self->git, oid, max, buf, ret_kind);
    }
    if (bad != NULL)
        return fh_fail(env, FH_BAD_INPUT, "%.*s.idx: %.*s", FH_TEXT_ARGS(bad->stem),
                       FH_TEXT_ARGS(bad->why));
    return fh_fail(env, FH_NOT_FOUND, "the object is not in the repository");
}

/* ---- loose objects ---- */

static fh_status read_loose(fh_env *env, fh_objects *objects, const fh_oid *oid, size_t max,
                            fh_buf *buf, fh_object_kind *ret_kind)
{
    char hex[40], path[41];
    fh_oid_print(oid, hex);
    memcpy(path, hex, 2);
    path[2] = '/';
    memcpy(path + 3, hex + 2, 38);
    const fh_status status =
        fh_file_read(env, objects->objects_dir, fh_text_make(path, sizeof path),
                     fh_loose_file_max(max), &objects->file);
    if (status == FH_IO)
        return fh_fail(env, FH_BAD_INPUT, "the loose object: %s", env->error.message);
    if (status != FH_OK) return status;
    return fh_loose_parse(env, fh_buf_text(&objects->file), oid, max, buf, ret_kind);
}

/* ---- both ---- */

fh_status fh_objects_read(fh_env *env, fh_objects *objects, const fh_oid *oid, fh_object_kind kind,
                          size_t max, fh_buf *buf, fh_object_kind *ret_kind)
{
    fh_object_kind got = FH_OBJECT_NONE;
    fh_status status = read_packed(env, objects, oid, max, buf, &got);
    if (status == FH_NOT_FOUND || status == FH_BAD_INPUT) {
        const fh_error packed = env->error;
        const fh_status loose = read_loose(env, objects, oid, max, buf, &got);
        if (loose == FH_NOT_FOUND) env->error = packed;
        else status = loose;
    }
    if (status != FH_OK) return status;
    if (kind != FH_OBJECT_NONE && kind != got)
        return fh_fail(env, FH_BAD_INPUT, "the object is a %s, not a %s", fh_object_kind_name(got),
                       fh_object_kind_name(kind));
    if (ret_kind != NULL) *ret_kind = got;
    return FH_OK;
}

typedef struct search {
    fh_text hex;
    fh_oid found;
    size_t count; /* different ids; stops at 2 */
} search;

static void take(search *self, const fh_oid *oid)
{
    if (self->count == 1 && fh_oid_eq(&self->found, oid)) return;
    self->found = *oid;
    self->count++;
}

static bool has_prefix(const fh_oid *oid, fh_text hex)
{
    char printed[40];
    fh_oid_print(oid, printed);
    return fh_text_starts_nocase(fh_text_make(printed, sizeof printed), hex);
}

static void search_packs(fh_env *env, fh_objects *objects, search *self)
{
    char low_hex[40];
    fh_oid low = {{0}};
    memset(low_hex, '0', sizeof low_hex);
    memcpy(low_hex, self->hex.ptr, self->hex.len);
    if (!fh_oid_parse(fh_text_make(low_hex, sizeof low_hex), &low)) return;
    for (size_t i = 0; i < objects->packs.count && self->count < 2; i++) {
        pack *in = &objects->packs.items[i];
        if (!is_usable(env, objects, in)) continue;
        uint32_t number = fh_pack_index_lower(&in->index, &low);
        for (; number < in->index.count && self->count < 2; number++) {
            const fh_oid oid = fh_pack_index_oid(&in->index, number);
            if (!has_prefix(&oid, self->hex)) break;
            take(self, &oid);
        }
    }
}

static void search_loose(const fh_objects *objects, search *self)
{
    char folder[2], hex[40];
    folder[0] = fh_lower(self->hex.ptr[0]);
    folder[1] = fh_lower(self->hex.ptr[1]);
    const int fd =
        fh_file_open(objects->objects_dir, fh_text_make(folder, 2), O_RDONLY | O_DIRECTORY);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (dir == NULL) {
        if (fd >= 0) (void)close(fd);
        return;
    }
    const struct dirent *item;
    for (unsigned seen = 0; self->count < 2 && seen < LOOSE_NAMES_MAX; seen++) {
        item = readdir(dir);
        if (item == NULL) break;
        const fh_text name = fh_text_of(item->d_name);
        fh_oid oid;
        if (name.len != 38) continue;
        memcpy(hex, folder, 2);
        memcpy(hex + 2, name.ptr, 38);
        if (fh_oid_parse(fh_text_make(hex, sizeof hex), &oid) && has_prefix(&oid, self->hex))
            take(self, &oid);
    }
    (void)closedir(dir);
}

fh_status fh_objects_find(fh_env *env, fh_objects *objects, fh_text hex, fh_oid *ret_oid)
{
    search self = {.hex = hex};
    if (hex.len < 4 || hex.len > 40) return fh_fail(env, FH_NOT_FOUND, "no object id");
    for (size_t i = 0; i < hex.len; i++)
        if (fh_hex_value(hex.ptr[i]) < 0) return fh_fail(env, FH_NOT_FOUND, "no object id");
    search_packs(env, objects, &self);
    if (self.count < 2) search_loose(objects, &self);
    if (self.count == 0)
        return fh_fail(env, FH_NOT_FOUND, "no object begins with %.*s", FH_TEXT_ARGS(hex));
    if (self.count > 1)
        return fh_fail(env, FH_BAD_INPUT, "several objects begin with %.*s", FH_TEXT_ARGS(hex));
    *ret_oid = self.found;
    return FH_OK;
}

fh_status fh_objects_open(fh_env *env, fh_arena *arena, int git_dir, fh_objects **ret_objects)
{
    fh_objects *objects = FH_NEW(arena, fh_objects);
    if (objects == NULL) return fh_fail(env, FH_NO_MEMORY, "no memory for the repository");
    objects->arena = arena;
    fh_buf_init(&objects->file, 0);
    objects->pack_dir = -1;
    objects->objects_dir = fh_file_open(git_dir, FH_TEXT("objects"), O_RDONLY | O_DIRECTORY);
    if (objects->objects_dir < 0)
        return fh_fail(env, FH_IO, "the folder \"objects\" of the repository: %s",
                       fh_file_error(errno));
    objects->pack_dir = fh_file_open(objects->objects_dir, FH_TEXT("pack"), O_RDONLY | O_DIRECTORY);
    const fh_status status = objects->pack_dir >= 0 ? list_packs(env, objects) : FH_OK;
    if (status != FH_OK) {
        fh_objects_close(objects);
        return status;
    }
    *ret_objects = objects;
    return FH_OK;
}

void fh_objects_close(fh_objects *objects)
{
    if (objects == NULL) return;
    for (size_t i = 0; i < objects->packs.count; i++) {
        fh_git_pack_close(objects->packs.items[i].git);
        fh_buf_done(&objects->packs.items[i].index_bytes);
    }
    fh_git_free(objects->git);
    fh_buf_done(&objects->file);
    if (objects->pack_dir >= 0) (void)close(objects->pack_dir);
    if (objects->objects_dir >= 0) (void)close(objects->objects_dir);
    objects->packs.count = 0;
    objects->git = NULL;
    objects->pack_dir = objects->objects_dir = -1;
}
