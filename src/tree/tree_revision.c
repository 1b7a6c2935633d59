/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The tree of a revision, out of the object database. The walk keeps its own stack, so that no
 * nesting of folders costs more than memory that is counted. */
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "tree/repository.h"
#include "tree/revision.h"

typedef struct pending {
    fh_text path;
    fh_oid oid;
    uint32_t depth;
} pending;

FH_VEC(pending_list, pending);

/* A few objects that name each other can stand for any number of folders. An honest tree repeats
 * some (vendored copies, templates), never each of them so often. */
enum { REPEATS_MAX = 64, REPEATS_FREE = 10000 };

typedef struct revision_state {
    fh_place place;
    fh_objects *objects;
    fh_refs refs;
    fh_oid root;
    fh_buf bytes;     /* of the folder or link being read */
    fh_table seen;    /* the folders' ids */
    uint64_t folders; /* read so far */
} revision_state;

static fh_reason reason_of(fh_status status)
{
    if (status == FH_NOT_FOUND) return FH_REASON_MISSING_OBJECT;
    return status == FH_LIMIT ? FH_REASON_TOO_LARGE : FH_REASON_BROKEN_OBJECT;
}

static fh_status add_link(fh_env *env, fh_tree *tree, fh_text path, const fh_oid *oid)
{
    revision_state *state = tree->state;
    fh_buf target;
    fh_buf_init(&target, 0);
    fh_status status = fh_objects_read(env, state->objects, oid, FH_OBJECT_BLOB,
                                       env->limits.path_bytes, &target, NULL);
    if (status == FH_OK)
        status = fh_tree_add_link(env, tree, path, fh_buf_text(&target), oid->bytes);
    else if (status != FH_NO_MEMORY && status != FH_UNSUPPORTED)
        status = fh_tree_add_unread(env, tree, path, reason_of(status), "the link's target: %s",
                                    env->error.message);
    fh_buf_done(&target);
    return status;
}

static fh_status add_item(fh_env *env, fh_tree *tree, pending_list *folders, const pending *in,
                          const fh_tree_item *item)
{
    if (item->bad_name)
        return fh_tree_add_hidden(env, tree, in->path, FH_REASON_BROKEN_OBJECT,
                                  "the folder has an entry \"%.*s\", which no git would write",
                                  FH_TEXT_ARGS(fh_text_slice(item->name, 0, 100)));
    const fh_text path = fh_tree_join(&tree->arena, in->path, item->name);
    fh_entry entry = {.path = path, .size = UINT64_MAX};
    memcpy(entry.oid, item->oid.bytes, sizeof entry.oid);
    switch (item->mode) {
    case FH_MODE_LINK: return add_link(env, tree, path, &item->oid);
    case FH_MODE_SUBMODULE: entry.kind = FH_ENTRY_SUBMODULE; return fh_tree_add(env, tree, entry);
    case FH_MODE_FOLDER: {
        const pending folder = {.path = path, .oid = item->oid, .depth = in->depth + 1};
        entry.hides = true;
        if (path.len > env->limits.path_bytes) return fh_tree_add(env, tree, entry);
        return FH_VEC_ADD(&tree->arena, folders, folder)
                   ? FH_OK
                   : fh_fail(env, FH_NO_MEMORY, "no memory for the folders of the tree");
    }
    case FH_MODE_EXECUTABLE: entry.executable = true; return fh_tree_add(env, tree, entry);
    case FH_MODE_FILE: return fh_tree_add(env, tree, entry);
    }
    return fh_fail(env, FH_INTERNAL, "a tree entry of unknown mode");
}

static fh_status list_folder(fh_env *env, fh_tree *tree, pending_list *folders, const pending *in)
{
    revision_state *state = tree->state;
    const size_t max = (size_t)env->limits.manifest_bytes;
    if (in->depth > env->limits.tree_depth)
        return fh_tree_add_hidden(env, tree, in->path, FH_REASON_TOO_DEEP,
                                  "folders are nested deeper than %u",
                                  (unsigned)env->limits.tree_depth);
    fh_status status =
        fh_objects_read(env, state->objects, &in->oid, FH_OBJECT_TREE, max, &state->bytes, NULL);
    if (status == FH_NO_MEMORY || status == FH_UNSUPPORTED) return status;
    if (status != FH_OK)
        return fh_tree_add_hidden(env, tree, in->path, reason_of(status), "the folder: %s",
                                  env->error.message);
    fh_cursor cursor = fh_cursor_make(fh_buf_text(&state->bytes));
    fh_tree_item item;
    while (status == FH_OK && fh_tree_item_next(&cursor, &item))
        status = add_item(env, tree, folders, in, &item);
    if (status == FH_OK && cursor.failed)
        status = fh_tree_add_hidden(env, tree, in->path, FH_REASON_BROKEN_OBJECT,
                                    "the folder's object breaks the format at byte %zu", cursor.at);
    return status;
}

/* Count a folder; false when the tree has too many, or too few objects for so many. */
static bool may_enter(const fh_env *env, fh_tree *tree, revision_state *state, const pending *next)
{
    uint32_t known;
    const fh_text id = fh_text_make((const char *)next->oid.bytes, sizeof next->oid.bytes);
    state->folders++;
    if (!fh_table_find(&state->seen, id, &known))
        (void)fh_table_set(&state->seen, fh_arena_copy(&tree->arena, id), 0);
    return state->folders <= env->limits.files &&
           state->folders <= REPEATS_FREE + (uint64_t)REPEATS_MAX * state->seen.count;
}

static fh_status revision_list(fh_env *env, fh_tree *tree)
{
    revision_state *state = tree->state;
    pending_list folders = {0};
    const pending root = {.path = FH_TEXT(""), .oid = state->root};
    fh_status status = FH_VEC_ADD(&tree->arena, &folders, root) ? FH_OK : FH_NO_MEMORY;
    state->folders = 0;
    fh_table_init(&state->seen, &tree->arena);
    while (status == FH_OK && folders.count > 0) {
        const pending next = folders.items[--folders.count];
        if (fh_env_is_cancelled(env)) return fh_fail(env, FH_CANCELLED, "cancelled");
        if (!may_enter(env, tree, state, &next))
            return fh_tree_add_hidden(env, tree, next.path, FH_REASON_TOO_MANY,
                                      "%zu objects stand for more than %llu folders: "
                                      "others are not read",
                                      state->seen.count, (unsigned long long)(state->folders - 1));
        status = list_folder(env, tree, &folders, &next);
    }
    return status;
}

static fh_status revision_read(fh_env *env, fh_tree *tree, const fh_entry *entry, size_t max,
                               fh_buf *buf)
{
    revision_state *state = tree->state;
    fh_oid oid;
    memcpy(oid.bytes, entry->oid, sizeof oid.bytes);
    return fh_objects_read(env, state->objects, &oid, FH_OBJECT_BLOB, max, buf, NULL);
}

static void revision_close(fh_tree *tree)
{
    revision_state *state = tree->state;
    fh_objects_close(state->objects);
    fh_buf_done(&state->bytes);
    fh_place_close(&state->place);
}

static const fh_tree_backend revision_backend = {
    .list = revision_list, .read = revision_read, .close = revision_close};

/* Go down to the folder `prefix` of the revision. */
static fh_status enter(fh_env *env, revision_state *state, fh_text prefix)
{
    fh_text rest = prefix, part;
    while (rest.len > 0 && fh_text_next_field(&rest, '/', &part)) {
        const fh_status status =
            fh_objects_read(env, state->objects, &state->root, FH_OBJECT_TREE,
                            (size_t)env->limits.manifest_bytes, &state->bytes, NULL);
        if (status != FH_OK) return status;
        fh_cursor cursor = fh_cursor_make(fh_buf_text(&state->bytes));
        fh_tree_item item;
        bool found = false;
        while (!found && fh_tree_item_next(&cursor, &item))
            found = item.mode == FH_MODE_FOLDER && fh_text_eq(item.name, part);
        if (!found)
            return fh_fail(env, FH_NOT_FOUND, "the revision has no folder \"%.*s\"",
                           FH_TEXT_ARGS(fh_text_slice(prefix, 0, 180)));
        state->root = item.oid;
    }
    return FH_OK;
}

static fh_status open_state(fh_env *env, fh_tree *tree, const fh_tree_options *options)
{
    revision_state *state = tree->state;
    fh_revision revision = {0};
    char hex[40];
    fh_refs_init(&state->refs, &tree->arena, state->place.git_dir);
    fh_status status = fh_objects_open(env, &tree->arena, state->place.git_dir, &state->objects);
    if (status != FH_OK) return status;
    status = fh_revision_find(env, &state->refs, state->objects, options->rev, &revision);
    if (status != FH_OK) return status;
    state->root = revision.tree;
    tree->target =
        (fh_target){.kind = "revision", .rev = fh_arena_copy(&tree->arena, options->rev)};
    if (revision.has_commit) {
        fh_oid_print(&revision.commit, hex);
        tree->target.commit = fh_arena_copy(&tree->arena, fh_text_make(hex, sizeof hex));
    }
    fh_text head = FH_TEXT("");
    if ((options->rev.len == 0 || fh_text_is(options->rev, "HEAD")) &&
        fh_refs_head(env, &state->refs, &head) == FH_OK)
        tree->target.ref = head;
    return enter(env, state, state->place.prefix);
}

fh_status fh_tree_open_revision(fh_env *env, fh_tree *tree, fh_place *place,
                                const fh_tree_options *options)
{
    revision_state *state = FH_NEW(&tree->arena, revision_state);
    if (state == NULL) {
        fh_place_close(place);
        return fh_fail(env, FH_NO_MEMORY, "no memory for a tree");
    }
    state->place = *place;
    *place = (fh_place){.root = -1, .git_dir = -1};
    fh_buf_init(&state->bytes, 0);
    tree->state = state;
    tree->backend = &revision_backend;
    return open_state(env, tree, options);
}
