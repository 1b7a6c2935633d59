/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/refs.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "tree/backend.h"
#include "tree/file.h"

enum {
    HOPS_MAX = 5,           /* git's own bound for symbolic references */
    LOOSE_BYTES_MAX = 4096, /* a name and a few words */
    PACKED_BYTES_MAX = 64 << 20,
    PACKED_MAX = 1000000,
    NAMES_MAX = 20000
};

void fh_refs_init(fh_refs *refs, fh_arena *arena, int git_dir)
{
    *refs = (fh_refs){.arena = arena, .git_dir = git_dir};
    fh_table_init(&refs->by_name, arena);
}

/* The rules of git-check-ref-format that matter for a path. */
bool fh_ref_is_valid(fh_text name)
{
    if (fh_text_is(name, "HEAD")) return true;
    if (!fh_text_starts(name, FH_TEXT("refs/")) || name.len > 1024) return false;
    for (size_t i = 0; i < name.len; i++) {
        const unsigned char c = (unsigned char)name.ptr[i];
        if (c <= ' ' || c == 0x7f || c == '~' || c == '^' || c == ':' || c == '?' || c == '*' ||
            c == '[' || c == '\\')
            return false;
    }
    if (fh_text_find(name, FH_TEXT("..")) != SIZE_MAX ||
        fh_text_find(name, FH_TEXT("@{")) != SIZE_MAX)
        return false;
    fh_text rest = name, part;
    while (fh_text_next_field(&rest, '/', &part))
        if (part.len == 0 || part.ptr[0] == '.' || fh_text_ends(part, FH_TEXT(".lock")))
            return false;
    return true;
}

static bool is_hex(fh_text text, size_t len)
{
    if (text.len != len) return false;
    for (size_t i = 0; i < len; i++)
        if (fh_hex_value(text.ptr[i]) < 0) return false;
    return true;
}

static fh_status refuse_sha256(fh_env *env)
{
    return fh_fail(env, FH_UNSUPPORTED,
                   "the repository uses SHA-256 object ids, which are not read");
}

fh_status fh_packed_refs_parse(fh_env *env, fh_arena *arena, fh_text text, fh_ref_list *ret_refs)
{
    fh_ref_list refs = {0};
    fh_text rest = text, line;
    while (fh_text_next_line(&rest, &line)) {
        fh_ref ref;
        const size_t blank = fh_text_find_byte(line, ' ');
        if (blank == SIZE_MAX) continue;
        const fh_text hex = fh_text_slice(line, 0, blank);
        ref.name = fh_text_slice(line, blank + 1, line.len);
        if (is_hex(hex, 64)) return refuse_sha256(env);
        if (!fh_oid_parse(hex, &ref.oid) || !fh_ref_is_valid(ref.name)) continue;
        if (refs.count >= PACKED_MAX)
            return fh_fail(env, FH_LIMIT, "packed-refs has over %d references", (int)PACKED_MAX);
        if (!FH_VEC_ADD(arena, &refs, ref))
            return fh_fail(env, FH_NO_MEMORY, "no memory for packed-refs");
    }
    *ret_refs = refs;
    return FH_OK;
}

static fh_status load_packed(fh_env *env, fh_refs *refs)
{
    if (refs->has_packed) return FH_OK;
    fh_buf buf;
    fh_buf_init(&buf, 0);
    fh_status status =
        fh_file_read(env, refs->git_dir, FH_TEXT("packed-refs"), PACKED_BYTES_MAX, &buf);
    if (status == FH_OK) {
        const fh_text text = fh_arena_copy(refs->arena, fh_buf_text(&buf));
        status = refs->arena->failed ? fh_fail(env, FH_NO_MEMORY, "no memory for packed-refs")
                                     : fh_packed_refs_parse(env, refs->arena, text, &refs->packed);
        for (size_t i = 0; status == FH_OK && i < refs->packed.count; i++)
            if (!fh_table_set(&refs->by_name, refs->packed.items[i].name, (uint32_t)i))
                status = fh_fail(env, FH_NO_MEMORY, "no memory for packed-refs");
    } else if (status == FH_NOT_FOUND) {
        status = FH_OK;
    } else if (status != FH_NO_MEMORY) {
        status = fh_fail(env, status, "packed-refs: %s", env->error.message);
    }
    fh_buf_done(&buf);
    refs->has_packed = status == FH_OK;
    return status;
}

/* One step: an id, or in `*ret_next` the name that stands in for `name`. */
static fh_status find_step(fh_env *env, fh_refs *refs, fh_text name, fh_oid *ret_oid,
                           fh_text *ret_next)
{
    fh_buf buf;
    fh_buf_init(&buf, 0);
    *ret_next = FH_TEXT("");
    fh_status status = fh_file_read(env, refs->git_dir, name, LOOSE_BYTES_MAX, &buf);
    const bool is_loose = status == FH_OK;
    if (is_loose) {
        const fh_text text = fh_text_trim(fh_buf_text(&buf));
        if (fh_text_starts(text, FH_TEXT("ref:"))) {
            *ret_next = fh_arena_copy(refs->arena, fh_text_trim(fh_text_slice(text, 4, text.len)));
        } else if (is_hex(text, 64)) {
            status = refuse_sha256(env);
        } else if (!fh_oid_parse(text, ret_oid)) {
            status = fh_fail(env, FH_BAD_INPUT, "the reference %.*s holds no object id",
                             FH_TEXT_ARGS(name));
        }
    } else if (status == FH_LIMIT || status == FH_IO) {
        /* "refs/heads/a" may be a folder, and the reference packed. */
        status = FH_NOT_FOUND;
    }
    fh_buf_done(&buf);
    if (is_loose || status != FH_NOT_FOUND) return status;
    status = load_packed(env, refs);
    uint32_t number = 0;
    if (status != FH_OK) return status;
    if (!fh_table_find(&refs->by_name, name, &number))
        return fh_fail(env, FH_NOT_FOUND, "there is no reference %.*s", FH_TEXT_ARGS(name));
    *ret_oid = refs->packed.items[number].oid;
    return FH_OK;
}

fh_status fh_refs_find(fh_env *env, fh_refs *refs, fh_text name, fh_oid *ret_oid)
{
    fh_oid oid = {{0}};
    for (unsigned hop = 0; hop <= HOPS_MAX; hop++) {
        fh_text next;
        if (!fh_ref_is_valid(name))
            return fh_fail(env, FH_NOT_FOUND, "\"%.*s\" is no name of a reference",
                           FH_TEXT_ARGS(fh_text_slice(name, 0, 80)));
        if (fh_text_is(name, "refs/heads/.invalid"))
            return fh_fail(env, FH_UNSUPPORTED,
                           "the repository keeps its references in a reftable");
        const fh_status status = find_step(env, refs, name, &oid, &next);
        if (status != FH_OK) return status;
        if (next.len == 0) {
            *ret_oid = oid;
            return FH_OK;
        }
        name = next;
    }
    return fh_fail(env, FH_BAD_INPUT, "symbolic references lead over more than %d others",
                   (int)HOPS_MAX);
}

fh_status fh_refs_head(fh_env *env, fh_refs *refs, fh_text *ret_name)
{
    fh_oid oid;
    fh_text next;
    const fh_status status = find_step(env, refs, FH_TEXT("HEAD"), &oid, &next);
    if (status == FH_OK) *ret_name = next;
    return status;
}

/* ---- names ---- */

FH_VEC(text_list, fh_text);

static bool add_folder_names(fh_refs *refs, fh_text folder, text_list *names, text_list *folders)
{
    const int fd = fh_file_open(refs->git_dir, folder, O_RDONLY | O_DIRECTORY);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (dir == NULL) {
        if (fd >= 0) (void)close(fd);
        return true;
    }
    const struct dirent *item;
    bool good = true;
    while (good && names->count < NAMES_MAX && folders->count < NAMES_MAX &&
           (item = readdir(dir)) != NULL) {
        if (item->d_name[0] == '.') continue;
        const fh_text name = fh_tree_join(refs->arena, folder, fh_text_of(item->d_name));
        if (fh_file_is(fd, item->d_name, S_IFDIR)) good = FH_VEC_ADD(refs->arena, folders, name);
        else if (fh_file_is(fd, item->d_name, S_IFREG) && fh_ref_is_valid(name))
            good = FH_VEC_ADD(refs->arena, names, name);
    }
    (void)closedir(dir);
    return good;
}

static int compare_texts(const void *left, const void *right)
{
    return fh_text_compare(*(const fh_text *)left, *(const fh_text *)right);
}

fh_status fh_refs_names(fh_env *env, fh_refs *refs, const fh_text **ret_names, size_t *ret_count)
{
    text_list names = {0}, folders = {0};
    fh_status status = load_packed(env, refs);
    if (status != FH_OK) return status;
    bool good = FH_VEC_ADD(refs->arena, &folders, FH_TEXT("refs"));
    for (size_t i = 0; good && i < folders.count; i++)
        good = add_folder_names(refs, folders.items[i], &names, &folders);
    for (size_t i = 0; good && i < refs->packed.count && names.count < NAMES_MAX; i++)
        good = FH_VEC_ADD(refs->arena, &names, refs->packed.items[i].name);
    if (!good) return fh_fail(env, FH_NO_MEMORY, "no memory for the names of references");
    if (names.count > 1) qsort(names.items, names.count, sizeof *names.items, compare_texts);
    size_t kept = 0;
    for (size_t i = 0; i < names.count; i++)
        if (kept == 0 || !fh_text_eq(names.items[kept - 1], names.items[i]))
            names.items[kept++] = names.items[i];
    *ret_names = names.items;
    *ret_count = kept;
    return FH_OK;
}
