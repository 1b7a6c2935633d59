/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "audit.h"

#include "base/glob.h"
#include "work/work.h"

/* From tree to store: list, choose, read in workers or here, keep in order of path. */

typedef struct reading {
    freehold_audit *audit;
    const fh_entry **chosen;
    size_t count;
    fh_facts facts; /* of one file, decoded */
} reading;

static bool matches_any(const char *const *globs, fh_text path)
{
    for (; *globs != NULL; globs++)
        if (fh_glob_match(fh_text_of(*globs), path, 0)) return true;
    return false;
}

static bool is_installed_package(fh_text path)
{
    static const char *const folders[] = {"node_modules/", "site-packages/", ".venv/", "venv/lib/"};
    for (size_t i = 0; i < FH_COUNT(folders); i++) {
        const size_t at = fh_text_find(path, fh_text_of(folders[i]));
        if (at == 0 || (at != SIZE_MAX && path.ptr[at - 1] == '/')) return true;
    }
    return false;
}

static bool is_chosen(const freehold_options *options, fh_text path)
{
    if (options->include != NULL && !matches_any(options->include, path)) return false;
    if (options->exclude != NULL && matches_any(options->exclude, path)) return false;
    return options->installed || !is_installed_package(path);
}

static void add_coverage(freehold_audit *audit, const fh_desk_result *result)
{
    fh_coverage *coverage = &audit->report.coverage;
    coverage->bytes += result->file.size;
    coverage->lines += result->file.lines;
    coverage->binary += result->file.binary;
    audit->manifest_unread |= result->incomplete;
}

/* Entries that are not files: counted, and those that could not be read become unread facts. */
static void add_other(freehold_audit *audit, const fh_entry *entry)
{
    fh_coverage *coverage = &audit->report.coverage;
    coverage->links += entry->kind == FH_ENTRY_LINK;
    coverage->submodules += entry->kind == FH_ENTRY_SUBMODULE;
    if (entry->kind != FH_ENTRY_UNREAD) return;
    fh_facts facts;
    fh_facts_init(&facts, 8);
    fh_facts_add_unread(&facts, (fh_unread)entry->reason, 0, 0, FH_TEXT("tree"), entry->message);
    const fh_file file = {.path = entry->path,
                          .contexts = fh_path_contexts(entry->path),
                          .language = fh_path_language(entry->path)};
    fh_store_add(&audit->store, &file, &facts);
    fh_facts_done(&facts);
    audit->cut_short |= entry->hides || entry->reason == FH_UNREAD_TOO_MANY;
    /* A pipe or a file without permission where a manifest should be. */
    audit->manifest_unread |= !entry->hides && fh_read_is_manifest(entry->path);
}

static void add_lost(reading *self, const fh_entry *entry, const fh_work_result *result)
{
    fh_facts_clear(&self->facts);
    if (result->stalled)
        (void)fh_fail(&self->audit->env, FH_INTERNAL, "reading took longer than %u ms",
                      self->audit->env.limits.file_ms);
    else if (result->crashed && result->signal == 0)
        (void)fh_fail(&self->audit->env, FH_INTERNAL, "the worker that read this file gave up");
    else if (result->crashed)
        (void)fh_fail(&self->audit->env, FH_INTERNAL,
                      "the worker that read this file died (signal %d)", result->signal);
    else (void)fh_fail(&self->audit->env, FH_INTERNAL, "the worker gave a broken answer");
    const fh_text text = fh_text_of(self->audit->env.error.message);
    fh_facts_add_unread(&self->facts, result->stalled ? FH_UNREAD_STALL : FH_UNREAD_CRASH, 0, 0,
                        FH_TEXT("work"), text);
    const fh_file file = {.path = entry->path,
                          .contexts = fh_path_contexts(entry->path),
                          .language = fh_path_language(entry->path)};
    fh_store_add(&self->audit->store, &file, &self->facts);
    /* A worker that ended by itself, with no signal, had no memory or broke a promise of ours. */
    self->audit->cut_short |= !result->stalled && result->signal == 0;
    self->audit->manifest_unread |= fh_read_is_manifest(entry->path);
}

static bool report_progress(freehold_audit *audit, uint64_t done, uint64_t total)
{
    return audit->env.progress != NULL && done % 64 == 0 &&
           audit->env.progress(audit->env.user, "reading", done, total);
}

static bool take_result(void *user, size_t index, const fh_work_result *result)
{
    reading *self = user;
    const fh_entry *entry = self->chosen[index];
    fh_desk_result read = {.file = {.path = entry->path,
                                    .contexts = fh_path_contexts(entry->path),
                                    .language = fh_path_language(entry->path)}};
    fh_facts_clear(&self->facts);
    if (result->crashed || result->stalled ||
        !fh_desk_reply_decode(result->reply, &read, &self->facts)) {
        add_lost(self, entry, result);
    } else {
        fh_store_add(&self->audit->store, &read.file, &self->facts);
        add_coverage(self->audit, &read);
    }
    if (self->audit->store.facts.count > self->audit->env.limits.facts) {
        self->audit->cut_short = true;
        return false;
    }
    return !report_progress(self->audit, index, self->count);
}

static fh_status read_in_workers(reading *self, const freehold_options *options, unsigned jobs)
{
    freehold_audit *audit = self->audit;
    fh_arena arena;
    fh_buf setup, request;
    fh_arena_init(&arena, 0);
    fh_buf_init(&setup, 0);
    fh_buf_init(&request, 0);
    fh_work_item *items = FH_NEW_ARRAY(&arena, self->count, fh_work_item);
    for (size_t i = 0; items != NULL && i < self->count; i++) {
        fh_buf_clear(&request);
        fh_entry_encode(self->chosen[i], &request);
        items[i].request = fh_arena_copy(&arena, fh_buf_text(&request));
        if (self->chosen[i]->size != UINT64_MAX) items[i].weight = self->chosen[i]->size;
    }
    const fh_target *target = fh_tree_target(audit->tree);
    const fh_text rev = options->rev != NULL ? target->commit : FH_TEXT("");
    fh_desk_setup_text(options->path, rev, &audit->env.limits, &audit->ruleset->signals, &setup);
    fh_status status = FH_NO_MEMORY;
    if (items != NULL && !arena.failed && !request.failed && !setup.failed) {
        const fh_work_options work = {
            .program = options->worker, .jobs = jobs, .setup = fh_buf_text(&setup)};
        status = fh_work_run(&audit->env, &work, items, self->count, take_result, self);
    }
    if (status == FH_CANCELLED && audit->cut_short) status = FH_OK;
    fh_buf_done(&request);
    fh_buf_done(&setup);
    fh_arena_done(&arena);
    return status;
}

static fh_status read_here(reading *self)
{
    freehold_audit *audit = self->audit;
    fh_desk desk;
    fh_status status = fh_desk_open_here(&desk, &audit->env, audit->tree, &audit->ruleset->signals);
    for (size_t i = 0; status == FH_OK && i < self->count; i++) {
        fh_desk_result read;
        fh_desk_read(&desk, self->chosen[i], &read);
        fh_store_add(&audit->store, &read.file, &desk.facts);
        add_coverage(audit, &read);
        if (audit->store.facts.count > audit->env.limits.facts) {
            audit->cut_short = true;
            break;
        }
        if (report_progress(audit, i, self->count) || fh_env_is_cancelled(&audit->env))
            status = fh_fail(&audit->env, FH_CANCELLED, "cancelled");
    }
    if (status != FH_OK && status != FH_CANCELLED) audit->env.error = desk.env.error;
    fh_desk_close(&desk);
    return status;
}

fh_status fh_audit_read(freehold_audit *audit, const freehold_options *options)
{
    const fh_entry *entries = NULL;
    size_t count = 0;
    reading self = {.audit = audit};
    fh_status status = fh_tree_list(&audit->env, audit->tree, &entries, &count);
    if (status != FH_OK) return status;
    self.chosen = (const fh_entry **)fh_arena_array(&audit->arena, count, sizeof *self.chosen);
    if (self.chosen == NULL)
        return fh_fail(&audit->env, FH_NO_MEMORY, "no memory for %zu files", count);
    for (size_t i = 0; i < count; i++) {
        if (!is_chosen(options, entries[i].path)) continue;
        if (entries[i].kind == FH_ENTRY_FILE) self.chosen[self.count++] = &entries[i];
        else add_other(audit, &entries[i]);
    }
    audit->report.coverage.files = (uint32_t)self.count;
    fh_facts_init(&self.facts, audit->env.limits.file_facts);
    status = options->worker != NULL && self.count > 0
                 ? read_in_workers(&self, options, fh_work_jobs(options->jobs, self.count))
                 : read_here(&self);
    fh_facts_done(&self.facts);
    if (status == FH_OK && audit->store.arena.failed)
        status = fh_fail(&audit->env, FH_NO_MEMORY, "no memory for the facts of this tree");
    return status;
}
