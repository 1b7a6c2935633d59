/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit.h"
#include "license/license.h"
#include "report/license_lines.h"

/* The license command: files named by the caller, one record each. Unlike a scan these are the
 * caller's own choice, so links are followed and standard input can be read. */

typedef struct bench {
    fh_env env;
    fh_license_corpus corpus;
    fh_arena arena;
    fh_buf bytes;
} bench;

static bool read_all(bench *self, int file)
{
    for (;;) {
        char *room = fh_buf_reserve(&self->bytes, 65536);
        if (room == NULL) {
            (void)fh_fail(&self->env, FH_LIMIT, "larger than %u MiB", FH_LICENSE_BYTES_MAX >> 20);
            return false;
        }
        const ssize_t got = read(file, room, 65536);
        if (got == 0) return true;
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            (void)fh_fail(&self->env, FH_IO, "cannot be read: %s", strerror(errno));
            return false;
        }
        self->bytes.len += (size_t)got;
    }
}

static bool read_named(bench *self, const char *path)
{
    struct stat info;
    fh_buf_clear(&self->bytes);
    if (strcmp(path, "-") == 0) return read_all(self, STDIN_FILENO);
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file < 0) {
        (void)fh_fail(&self->env, FH_IO, "cannot be opened: %s", strerror(errno));
        return false;
    }
    bool good = fstat(file, &info) == 0 && S_ISREG(info.st_mode);
    if (!good) (void)fh_fail(&self->env, FH_IO, "not a regular file");
    good = good && read_all(self, file);
    (void)close(file);
    return good;
}

static void convert(fh_arena *arena, const fh_license_result *result, fh_license_file *file)
{
    file->expression = result->expression;
    for (size_t i = 0; i < result->matches.count; i++) {
        const fh_license_match *match = &result->matches.items[i];
        fh_license_file_edit *edits = FH_NEW_ARRAY(arena, match->edits.count, fh_license_file_edit);
        for (size_t k = 0; edits != NULL && k < match->edits.count; k++) {
            const fh_license_edit *edit = &match->edits.items[k];
            edits[k] = (fh_license_file_edit){.start_line = edit->start_line,
                                              .end_line = edit->end_line,
                                              .start_byte = edit->start_byte,
                                              .end_byte = edit->end_byte,
                                              .removed = edit->removed,
                                              .added = edit->added,
                                              .material = edit->material};
        }
        fh_license_file_parameter *parameters =
            FH_NEW_ARRAY(arena, match->parameters.count, fh_license_file_parameter);
        for (size_t k = 0; parameters != NULL && k < match->parameters.count; k++) {
            const fh_license_parameter *parameter = &match->parameters.items[k];
            parameters[k] =
                (fh_license_file_parameter){parameter->name, parameter->value, parameter->line};
        }
        const fh_license_file_match copy = {
            .license = match->license,
            .kind = fh_text_of(fh_license_kind_name(match->kind)),
            .grant = fh_text_of(fh_license_grant_name(match->grant)),
            .ties = match->ties,
            .tie_count = match->tie_count,
            .start_line = match->start_line,
            .end_line = match->end_line,
            .start_byte = match->start_byte,
            .end_byte = match->end_byte,
            .coverage = match->coverage,
            .edits = edits,
            .edit_count = edits == NULL ? 0 : match->edits.count,
            .parameters = parameters,
            .parameter_count = parameters == NULL ? 0 : match->parameters.count,
            .nearest = match->nearest,
        };
        (void)FH_VEC_ADD(arena, &file->matches, copy);
    }
}

static freehold_code one_file(bench *self, const char *path, bool json, fh_sink *sink)
{
    fh_license_file file = {.path = fh_text_of(path)};
    fh_license_result result = {0};
    freehold_code code = FREEHOLD_CLEAN;
    fh_arena_clear(&self->arena);
    if (!read_named(self, path)) {
        file.error = fh_text_of(self->env.error.message);
        code = FREEHOLD_INCOMPLETE;
    } else if (fh_license_scan(&self->env, &self->corpus, fh_text_of(path),
                               fh_buf_text(&self->bytes), &self->arena, &result) != FH_OK) {
        file.error = fh_text_of(self->env.error.message);
        code = FREEHOLD_INTERNAL;
    } else {
        convert(&self->arena, &result, &file);
    }
    if (json) fh_license_file_jsonl(&file, sink);
    else fh_license_file_text(&file, sink);
    return code;
}

freehold_code freehold_license_files(const char *const *paths, size_t count, const char *format,
                                     freehold_write write, void *user)
{
    bench self = {.arena = {0}};
    fh_sink sink;
    freehold_code code = FREEHOLD_CLEAN;
    const bool json = strcmp(format, "jsonl") == 0;
    if (!json && strcmp(format, "text") != 0) return FREEHOLD_USAGE;
    fh_env_init(&self.env);
    if (fh_license_corpus_builtin(&self.corpus) != FH_OK) return FREEHOLD_INTERNAL;
    fh_arena_init(&self.arena, 0);
    fh_buf_init(&self.bytes, FH_LICENSE_BYTES_MAX);
    fh_sink_init(&sink, write, user);
    for (size_t i = 0; i < count; i++) {
        const freehold_code one = one_file(&self, paths[i], json, &sink);
        if (one > code) code = one;
    }
    fh_buf_done(&self.bytes);
    fh_arena_done(&self.arena);
    return fh_sink_done(&sink) ? code : FREEHOLD_INTERNAL;
}
