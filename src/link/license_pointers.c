/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/license_parts.h"

/* "See the LICENSE file" binds to that file: in the folder of the header or the nearest one above.
 * The pointer gets attribute target (the file's path) and expression (what it says). Pointers that
 * lead nowhere are counted into one derived fact, "license-pointer-broken". */

static bool resolve(fh_linker *linker, const fh_fact *pointer, uint32_t *ret_file)
{
    const fh_store *store = linker->store;
    fh_text name = pointer->subject;
    fh_text dir = fh_text_dir_name(store->files.items[pointer->file].path);
    while (name.len > 0 && name.ptr[0] == '/') name = fh_text_slice(name, 1, SIZE_MAX);
    for (;;) {
        const fh_text path = dir.len == 0 ? name
                                          : fh_arena_printf(linker->arena, "%.*s/%.*s",
                                                            FH_TEXT_ARGS(dir), FH_TEXT_ARGS(name));
        if (fh_store_find(store, path, ret_file)) return true;
        if (dir.len == 0) return false;
        dir = fh_text_dir_name(dir);
    }
}

/* LICENSE where LICENSE.txt or COPYING lies: the sentence means the license at the root. */
static bool find_root(const fh_linker *linker, uint32_t *ret_file)
{
    for (size_t i = 0; i < linker->store->facts.count; i++) {
        const fh_fact *fact = &linker->store->facts.items[i];
        if (fact->kind != FH_FACT_FILE || !fh_text_is(fh_fact_get(fact, FH_ATTR_SCOPE), "root"))
            continue;
        *ret_file = fact->file;
        return true;
    }
    return false;
}

static fh_text expression_of(const fh_linker *linker, uint32_t index)
{
    const fh_file *file = &linker->store->files.items[index];
    for (uint32_t i = 0; i < file->fact_count; i++) {
        const fh_fact *fact = &linker->store->facts.items[file->fact_start + i];
        if (fact->kind == FH_FACT_FILE && fh_text_is(fact->subject, "license-file"))
            return fh_fact_get(fact, FH_ATTR_EXPRESSION);
    }
    return (fh_text){0};
}

/* Pointers of one folder to one name lead to one file: the last answer is kept. */
typedef struct memo {
    fh_text dir, name, path, expression;
    bool found, used;
} memo;

static void bind(fh_linker *linker, fh_fact *pointer, bool has_root, uint32_t root, memo *last)
{
    const fh_text dir = fh_text_dir_name(linker->store->files.items[pointer->file].path);
    if (!last->used || !fh_text_eq(dir, last->dir) || !fh_text_eq(pointer->subject, last->name)) {
        uint32_t file = root;
        *last = (memo){.dir = dir, .name = pointer->subject, .used = true};
        last->found = resolve(linker, pointer, &file);
        if (!last->found && has_root && fh_text_find_byte(pointer->subject, '/') == SIZE_MAX)
            last->found = true;
        if (last->found) {
            last->path = linker->store->files.items[file].path;
            last->expression = expression_of(linker, file);
        }
    }
    fh_fact_set(pointer, FH_ATTR_TARGET, last->path);
    fh_fact_set(pointer, FH_ATTR_EXPRESSION, last->expression);
}

void fh_link_license_pointers(fh_linker *linker)
{
    uint32_t root = 0, broken = 0;
    const bool has_root = find_root(linker, &root);
    fh_fact first = {0};
    memo last = {0};
    for (size_t i = 0; i < linker->store->facts.count; i++) {
        fh_fact *fact = &linker->store->facts.items[i];
        if (fact->kind != FH_FACT_POINTER || !fh_text_is(fact->value, "license-file") ||
            !fh_text_is(fact->reader, "license")) /* manifests may point to links */
            continue;
        bind(linker, fact, has_root, root, &last);
        if (fh_fact_get(fact, FH_ATTR_TARGET).len > 0 ||
            (fact->contexts & (FH_CONTEXT_TEST | FH_CONTEXT_EXAMPLE | FH_CONTEXT_VENDORED)) != 0)
            continue;
        if (broken++ == 0) first = *fact;
    }
    if (broken == 0) return;
    first.kind = FH_FACT_FILE;
    first.value = first.subject;
    first.subject = FH_TEXT("license-pointer-broken");
    fh_fact_set(&first, FH_ATTR_SIZE, fh_arena_printf(linker->arena, "%u", (unsigned)broken));
    (void)fh_store_add_derived(linker->store, first.file, &first);
}
