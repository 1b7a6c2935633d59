/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/revision.h"

#include <string.h>

enum {
    PEEL_MAX = 16,      /* tags of tags */
    STEPS_MAX = 100000, /* commits walked by ~N */
    NEAREST = 3,
    NAME_MAX_COMPARED = 64
};

/* ---- the name ---- */

/* Edit distance of Levenshtein (1966), rows of Wagner and Fischer (1974). */
static size_t distance(fh_text a, fh_text b)
{
    size_t row[NAME_MAX_COMPARED + 1];
    a = fh_text_slice(a, 0, NAME_MAX_COMPARED);
    b = fh_text_slice(b, 0, NAME_MAX_COMPARED);
    for (size_t j = 0; j <= b.len; j++) row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            const size_t above = row[j];
            size_t best = corner + (fh_lower(a.ptr[i - 1]) != fh_lower(b.ptr[j - 1]));
            if (above + 1 < best) best = above + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            corner = above;
            row[j] = best;
        }
    }
    return row[b.len];
}

static fh_text short_name(fh_text name)
{
    static const char *const starts[] = {"refs/heads/", "refs/tags/", "refs/remotes/", "refs/"};
    for (size_t i = 0; i < FH_COUNT(starts); i++) {
        const fh_text start = fh_text_of(starts[i]);
        if (fh_text_starts(name, start)) return fh_text_slice(name, start.len, name.len);
    }
    return name;
}

static fh_status fail_with_nearest(fh_env *env, fh_refs *refs, fh_text name)
{
    const fh_text *names = NULL;
    size_t count = 0, found = 0, costs[NEAREST] = {0};
    fh_text best[NEAREST] = {{NULL, 0}};
    char list[200] = "";
    size_t len = 0;
    if (fh_refs_names(env, refs, &names, &count) != FH_OK) count = 0;
    for (size_t i = 0; i < count; i++) {
        const fh_text candidate = short_name(names[i]);
        const size_t cost = distance(name, candidate);
        size_t at = found;
        while (at > 0 && costs[at - 1] > cost) at--;
        if (at >= NEAREST) continue;
        if (found < NEAREST) found++;
        for (size_t j = found - 1; j > at; j--) {
            best[j] = best[j - 1];
            costs[j] = costs[j - 1];
        }
        best[at] = candidate;
        costs[at] = cost;
    }
    for (size_t i = 0; i < found; i++) {
        if (len + best[i].len + 3 >= sizeof list) break;
        if (i > 0) {
            list[len++] = ',';
            list[len++] = ' ';
        }
        memcpy(list + len, best[i].ptr, best[i].len);
        len += best[i].len;
    }
    const fh_text shown = fh_text_slice(name, 0, 60);
    if (len == 0)
        return fh_fail(env, FH_NOT_FOUND, "no revision \"%.*s\"; the repository has no branches",
                       FH_TEXT_ARGS(shown));
    return fh_fail(env, FH_NOT_FOUND, "no revision \"%.*s\"; nearest: %.*s", FH_TEXT_ARGS(shown),
                   (int)len, list);
}

/* The order of gitrevisions, "<refname>". */
static fh_status find_ref(fh_env *env, fh_refs *refs, fh_text name, fh_oid *ret_oid)
{
    static const struct {
        const char *before, *behind;
    } places[] = {{"", ""},
                  {"refs/", ""},
                  {"refs/tags/", ""},
                  {"refs/heads/", ""},
                  {"refs/remotes/", ""},
                  {"refs/remotes/", "/HEAD"}};
    for (size_t i = 0; i < FH_COUNT(places); i++) {
        const fh_text full = fh_arena_join(
            refs->arena, fh_arena_join(refs->arena, fh_text_of(places[i].before), name),
            fh_text_of(places[i].behind));
        if (!fh_ref_is_valid(full)) continue;
        const fh_status status = fh_refs_find(env, refs, full, ret_oid);
        if (status != FH_NOT_FOUND) return status;
        if (fh_text_is(full, "HEAD")) {
            fh_text branch = FH_TEXT("");
            if (fh_refs_head(env, refs, &branch) == FH_OK && branch.len > 0)
                return fh_fail(env, FH_NOT_FOUND, "HEAD names %.*s, which has no commit yet",
                               FH_TEXT_ARGS(branch));
            return fh_fail(env, FH_NOT_FOUND, "the repository has no HEAD");
        }
    }
    return fh_fail(env, FH_NOT_FOUND, "no such reference");
}

static fh_status find_base(fh_env *env, fh_refs *refs, fh_objects *objects, fh_text name,
                           fh_oid *ret_oid)
{
    if (fh_oid_parse(name, ret_oid)) return FH_OK;
    if (name.len == 0 || fh_text_is(name, "@")) name = FH_TEXT("HEAD");
    fh_status status = find_ref(env, refs, name, ret_oid);
    if (status != FH_NOT_FOUND || fh_text_is(name, "HEAD")) return status;
    status = fh_objects_find(env, objects, name, ret_oid);
    return status == FH_NOT_FOUND ? fail_with_nearest(env, refs, name) : status;
}

/* ---- objects ---- */

typedef struct walk {
    fh_objects *objects;
    fh_text rev; /* for messages */
    fh_buf buf;
    fh_revision at;
} walk;

static fh_status read_object(fh_env *env, walk *self, const fh_oid *oid, fh_object_kind *ret_kind)
{
    char hex[40];
    const fh_status status = fh_objects_read(env, self->objects, oid, FH_OBJECT_NONE,
                                             (size_t)env->limits.file_bytes, &self->buf, ret_kind);
    if (status == FH_OK || status == FH_NO_MEMORY) return status;
    fh_oid_print(oid, hex);
    return fh_fail(env, status, "revision \"%.*s\": object %.40s: %s",
                   FH_TEXT_ARGS(fh_text_slice(self->rev, 0, 60)), hex, env->error.message);
}

/* Follow tags to a commit or a tree. */
static fh_status peel(fh_env *env, walk *self, fh_oid oid)
{
    for (unsigned hop = 0; hop < PEEL_MAX; hop++) {
        fh_object_kind kind = FH_OBJECT_NONE;
        const fh_status status = read_object(env, self, &oid, &kind);
        if (status != FH_OK) return status;
        if (kind == FH_OBJECT_TREE) {
            self->at = (fh_revision){.tree = oid};
            return FH_OK;
        }
        if (kind == FH_OBJECT_COMMIT) {
            fh_commit commit;
            if (!fh_commit_parse(fh_buf_text(&self->buf), &commit)) break;
            self->at = (fh_revision){.tree = commit.tree, .commit = oid, .has_commit = true};
            return FH_OK;
        }
        if (kind == FH_OBJECT_BLOB)
            return fh_fail(env, FH_BAD_INPUT, "revision \"%.*s\" is a file, not a commit",
                           FH_TEXT_ARGS(fh_text_slice(self->rev, 0, 60)));
        if (!fh_tag_parse(fh_buf_text(&self->buf), &oid, &kind)) break;
    }
    return fh_fail(env, FH_BAD_INPUT, "revision \"%.*s\" leads to a broken commit or tag",
                   FH_TEXT_ARGS(fh_text_slice(self->rev, 0, 60)));
}

/* Go to parent `number` of the present commit. */
static fh_status step(fh_env *env, walk *self, uint64_t number)
{
    fh_object_kind kind = FH_OBJECT_NONE;
    fh_commit commit;
    fh_oid parent;
    if (number == 0) return FH_OK;
    const fh_status status = read_object(env, self, &self->at.commit, &kind);
    if (status != FH_OK) return status;
    if (kind != FH_OBJECT_COMMIT || !fh_commit_parse(fh_buf_text(&self->buf), &commit))
        return fh_fail(env, FH_BAD_INPUT, "the commit is broken");
    if (number > commit.parent_count || !fh_commit_parent(&commit, (size_t)number, &parent))
        return fh_fail(env, FH_NOT_FOUND, "no revision \"%.*s\": a commit has only %zu parents",
                       FH_TEXT_ARGS(fh_text_slice(self->rev, 0, 60)), commit.parent_count);
    return peel(env, self, parent);
}

static bool take_number(fh_text *rest, uint64_t *ret_number)
{
    size_t len = 0;
    while (len < rest->len && fh_is_digit(rest->ptr[len])) len++;
    *ret_number = 1;
    const bool good = len == 0 || fh_text_to_u64(fh_text_slice(*rest, 0, len), ret_number);
    *rest = fh_text_slice(*rest, len, rest->len);
    return good && *ret_number <= STEPS_MAX;
}

static fh_status refuse_form(fh_env *env, fh_text rev)
{
    return fh_fail(env, FH_BAD_INPUT,
                   "revision \"%.*s\" is of a form that is not read: use an id, a branch, a tag, "
                   "HEAD, and ^N or ~N",
                   FH_TEXT_ARGS(fh_text_slice(rev, 0, 60)));
}

static fh_status apply(fh_env *env, walk *self, fh_text rest)
{
    fh_status status = FH_OK;
    while (status == FH_OK && rest.len > 0) {
        const char operation = rest.ptr[0];
        uint64_t number = 1;
        rest = fh_text_slice(rest, 1, rest.len);
        const size_t close = fh_text_find_byte(rest, '}');
        if (operation == '^' && rest.len > 0 && rest.ptr[0] == '{' && close != SIZE_MAX) {
            const fh_text word = fh_text_slice(rest, 1, close);
            if (word.len > 0 && !fh_text_is(word, "commit")) return refuse_form(env, self->rev);
            rest = fh_text_slice(rest, close + 1, rest.len);
            continue; /* tags are peeled already */
        }
        if ((operation != '^' && operation != '~') || !take_number(&rest, &number))
            return refuse_form(env, self->rev);
        if (!self->at.has_commit) return refuse_form(env, self->rev);
        if (operation == '^') {
            status = step(env, self, number);
            continue;
        }
        for (uint64_t i = 0; status == FH_OK && i < number; i++) {
            status = fh_env_is_cancelled(env) ? fh_fail(env, FH_CANCELLED, "cancelled")
                                              : step(env, self, 1);
        }
    }
    return status;
}

fh_status fh_revision_find(fh_env *env, fh_refs *refs, fh_objects *objects, fh_text rev,
                           fh_revision *ret_revision)
{
    walk self = {.objects = objects, .rev = rev.len > 0 ? rev : FH_TEXT("HEAD")};
    fh_oid oid = {{0}};
    size_t end = 0;
    while (end < rev.len && rev.ptr[end] != '^' && rev.ptr[end] != '~') {
        const unsigned char c = (unsigned char)rev.ptr[end++];
        if (c < ' ' || c == 0x7f || c == ':')
            return refuse_form(env, FH_TEXT("(with ':' or control)"));
    }
    const fh_text base = fh_text_slice(rev, 0, end);
    if (fh_text_find(base, FH_TEXT("@{")) != SIZE_MAX || (base.len == 0 && rev.len > 0))
        return refuse_form(env, rev);
    fh_status status = find_base(env, refs, objects, base, &oid);
    if (status != FH_OK) return status;
    fh_buf_init(&self.buf, 0);
    status = peel(env, &self, oid);
    if (status == FH_OK) status = apply(env, &self, fh_text_slice(rev, end, rev.len));
    fh_buf_done(&self.buf);
    if (status == FH_OK) *ret_revision = self.at;
    return status;
}
