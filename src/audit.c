/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "audit.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "builtin.h"

/* The audit from start to end, and the rules it judges by. */

/* ---- rules ---- */

fh_status fh_audit_read_file(fh_env *env, fh_arena *arena, fh_text path, fh_text *ret_bytes)
{
    fh_buf bytes;
    fh_status status = FH_OK;
    const size_t most = 4u << 20;
    const int file = open(path.ptr, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) return fh_fail(env, FH_IO, "%.*s: cannot be opened", FH_TEXT_ARGS(path));
    fh_buf_init(&bytes, most);
    for (;;) {
        char *room = fh_buf_reserve(&bytes, 65536);
        const ssize_t got = room == NULL ? -1 : read(file, room, 65536);
        if (got > 0) bytes.len += (size_t)got;
        if (got < 0) status = fh_fail(env, FH_IO, "%.*s: cannot be read", FH_TEXT_ARGS(path));
        if (got <= 0) break;
    }
    (void)close(file);
    if (status == FH_OK) *ret_bytes = fh_arena_copy(arena, fh_buf_text(&bytes));
    fh_buf_done(&bytes);
    return status;
}

static fh_status read_pack(fh_env *env, fh_arena *arena, fh_text path, fh_pack_vec *packs)
{
    fh_pack pack;
    fh_text bytes;
    fh_status status = fh_audit_read_file(env, arena, path, &bytes);
    if (status == FH_OK) status = fh_pack_parse(env, arena, path, bytes, &pack);
    if (status == FH_OK && !FH_VEC_ADD(arena, packs, pack)) status = FH_NO_MEMORY;
    return status;
}

/* The packs of a folder, by name, so that the order is the same everywhere. */
static fh_status read_folder(fh_env *env, fh_arena *arena, const char *dir, fh_pack_vec *packs)
{
    fh_text_vec names = {0};
    fh_status status = FH_OK;
    DIR *folder = opendir(dir);
    if (folder == NULL) return fh_fail(env, FH_NOT_FOUND, "no such rules folder: %.200s", dir);
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        const fh_text name = fh_text_of(entry->d_name);
        if (!fh_text_ends(name, FH_TEXT(".yaml")) && !fh_text_ends(name, FH_TEXT(".json")))
            continue;
        const fh_text path = fh_arena_printf(arena, "%s/%s", dir, entry->d_name);
        if (!FH_VEC_ADD(arena, &names, path)) break;
        for (size_t at = names.count - 1;
             at > 0 && fh_text_compare(names.items[at], names.items[at - 1]) < 0; at--) {
            const fh_text moved = names.items[at];
            names.items[at] = names.items[at - 1];
            names.items[at - 1] = moved;
        }
    }
    (void)closedir(folder);
    for (size_t i = 0; status == FH_OK && i < names.count; i++)
        status = read_pack(env, arena, names.items[i], packs);
    return arena->failed ? fh_fail(env, FH_NO_MEMORY, "no memory for rules") : status;
}

fh_status fh_audit_load_rules(fh_env *env, const char *const *dirs, fh_arena *packs,
                              fh_ruleset **ret_ruleset)
{
    fh_pack_vec list = {0};
    fh_buf flat;
    fh_ruleset *ruleset = NULL;
    fh_status status = fh_packs_decode(
        fh_text_make((const char *)fh_builtin_rules, fh_builtin_rules_size), packs, &list);
    if (status != FH_OK) return fh_fail(env, FH_INTERNAL, "the built-in rules are broken");
    for (; status == FH_OK && dirs != NULL && *dirs != NULL; dirs++)
        status = read_folder(env, packs, *dirs, &list);
    if (status == FH_OK) status = fh_ruleset_load(env, list.items, list.count, &ruleset);
    if (status != FH_OK) return status;
    fh_buf_init(&flat, 0);
    fh_packs_encode(list.items, list.count, &flat);
    if (flat.failed) {
        fh_buf_done(&flat);
        fh_ruleset_free(ruleset);
        return fh_fail(env, FH_NO_MEMORY, "no memory for rules");
    }
    ruleset->hash = fh_digest64(fh_buf_text(&flat));
    ruleset->signals.hash = ruleset->hash;
    fh_buf_done(&flat);
    *ret_ruleset = ruleset;
    return FH_OK;
}

/* ---- the audit ---- */

void freehold_options_init(freehold_options *options)
{
    *options = (freehold_options){.size = sizeof *options, .path = "."};
}

static fh_status run(freehold_audit *audit, const freehold_options *options)
{
    fh_status status =
        fh_audit_load_rules(&audit->env, options->rules, &audit->packs, &audit->ruleset);
    if (status != FH_OK) return status;
    const fh_tree_options tree = {
        .path = fh_text_of(options->path),
        .rev = fh_text_of(options->rev),
        .untracked = true,
        .installed = options->installed,
    };
    status = fh_tree_open(&audit->env, &tree, &audit->tree);
    if (status == FH_OK) status = fh_audit_read(audit, options);
    if (status == FH_OK) fh_audit_check_overrides(audit);
    if (status == FH_OK) fh_audit_name_licenses(audit, 0);
    if (status == FH_OK && options->lookup != NULL) status = fh_audit_lookup(audit, options);
    if (status == FH_OK)
        status = fh_link(&audit->env, &audit->store, &audit->ruleset->signals, &audit->linked);
    if (status == FH_OK) status = fh_audit_apply_policy(audit, options);
    if (status != FH_OK) return status;
    audit->report.components = audit->linked.components;
    fh_audit_fill(audit, options);
    return fh_judge(&audit->env, audit->ruleset, &audit->store, &audit->arena, &audit->report);
}

freehold_audit *freehold_audit_run(const freehold_options *options)
{
    freehold_audit *audit = calloc(1, sizeof *audit);
    if (audit == NULL) return NULL;
    fh_env_init(&audit->env);
    audit->env.progress = options->progress;
    audit->env.user = options->user;
    if (options->file_ms != 0) audit->env.limits.file_ms = options->file_ms;
    fh_arena_init(&audit->arena, 0);
    fh_arena_init(&audit->packs, 0);
    fh_store_init(&audit->store, (size_t)audit->env.limits.memory_bytes);
    audit->status = run(audit, options);
    return audit;
}

void freehold_audit_free(freehold_audit *audit)
{
    if (audit == NULL) return;
    fh_tree_close(audit->tree);
    fh_ruleset_free(audit->ruleset);
    fh_store_done(&audit->store);
    fh_arena_done(&audit->packs);
    fh_arena_done(&audit->arena);
    free(audit);
}

freehold_code freehold_audit_code(const freehold_audit *audit, const char *fail_on)
{
    fh_severity least = FH_SEVERITY_HIGH;
    if (audit == NULL) return FREEHOLD_INTERNAL;
    switch (audit->status) {
    case FH_OK: break;
    case FH_BAD_INPUT:
    case FH_NOT_FOUND:
    case FH_IO:
    case FH_UNSUPPORTED: return FREEHOLD_USAGE;
    case FH_LIMIT:
    case FH_CANCELLED: return FREEHOLD_INCOMPLETE;
    case FH_NO_MEMORY:
    case FH_INTERNAL: return FREEHOLD_INTERNAL;
    }
    if (!audit->report.coverage.complete) return FREEHOLD_INCOMPLETE;
    if (fail_on != NULL && strcmp(fail_on, "never") == 0) return FREEHOLD_CLEAN;
    if (fail_on != NULL && !fh_severity_find(fh_text_of(fail_on), &least)) return FREEHOLD_USAGE;
    for (int severity = (int)least; severity < FH_SEVERITY_COUNT; severity++)
        if (audit->report.severity_counts[severity] > 0) return FREEHOLD_FINDINGS;
    return FREEHOLD_CLEAN;
}

const char *freehold_audit_error(const freehold_audit *audit)
{
    if (audit == NULL) return "not enough memory";
    return audit->status == FH_OK ? "" : audit->env.error.message;
}

const char *freehold_audit_level(const freehold_audit *audit, const char *axis)
{
    fh_axis found;
    if (audit == NULL || audit->status != FH_OK || !fh_axis_find(fh_text_of(axis), &found))
        return NULL;
    return audit->report.verdicts[found].level.ptr;
}
