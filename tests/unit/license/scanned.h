/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* One file scanned with the built-in corpus, and its matches in one line each. */
#ifndef FH_TESTS_LICENSE_SCANNED_H
#define FH_TESTS_LICENSE_SCANNED_H

#include "license/license.h"
#include "tap.h"

typedef struct scanned {
    fh_arena arena;
    fh_text text;
    fh_license_result result;
} scanned;

static inline scanned scan_text(const char *path, fh_text text)
{
    scanned self = {.text = text};
    fh_env env;
    fh_license_corpus corpus;
    fh_env_init(&env);
    fh_arena_init(&self.arena, 0);
    CHECK_INT(fh_license_corpus_builtin(&corpus), FH_OK);
    CHECK_INT(fh_license_scan(&env, &corpus, fh_text_of(path), text, &self.arena, &self.result),
              FH_OK);
    return self;
}

/* "kind id; kind id", in order of place; clues are left out. */
static inline fh_text told_by(scanned *self)
{
    fh_text told = FH_TEXT("");
    for (size_t i = 0; i < self->result.matches.count; i++) {
        const fh_license_match *match = &self->result.matches.items[i];
        if (match->kind == FH_LICENSE_CLUE) continue;
        told = fh_arena_printf(&self->arena, "%.*s%s%s %.*s", FH_TEXT_ARGS(told),
                               told.len > 0 ? "; " : "", fh_license_kind_name(match->kind),
                               FH_TEXT_ARGS(match->license));
    }
    return told;
}

/* The bytes of match `index`. */
static inline fh_text span_of(const scanned *self, size_t index)
{
    const fh_license_match *match = &self->result.matches.items[index];
    return fh_text_slice(self->text, match->start_byte, match->end_byte);
}

static inline void check_told(const char *text, const char *want)
{
    scanned self = scan_text("a.txt", fh_text_of(text));
    CHECK_TEXT(told_by(&self), want);
    fh_arena_done(&self.arena);
}

#endif
