/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* One reader over one inline document, for the tests of readers. */
#ifndef FH_TESTS_READ_ONE_H
#define FH_TESTS_READ_ONE_H

#include "base/glob.h"
#include "read/reader.h"
#include "tap.h"

typedef struct read_one {
    fh_env env;
    fh_arena arena;
    fh_facts facts;
    fh_status status; /* of parsing */
} read_one;

static inline void read_one_start(read_one *self, const fh_reader *reader, const char *path,
                                  fh_text bytes)
{
    fh_env_init(&self->env);
    fh_arena_init(&self->arena, 0);
    fh_facts_init(&self->facts, 10000);
    fh_input input = {.path = fh_text_of(path),
                      .bytes = bytes,
                      .contexts = fh_path_contexts(fh_text_of(path)),
                      .language = fh_path_language(fh_text_of(path)),
                      .doc = &fh_node_empty,
                      .scratch = &self->arena};
    bool taken = false;
    for (const char *const *glob = reader->globs; *glob != NULL; glob++)
        taken |= fh_glob_match(fh_text_of(*glob), input.path, FH_GLOB_NOCASE);
    if (!CHECK(taken)) printf("# %s does not take %s\n", reader->name, path);
    self->status = FH_OK;
    if (reader->syntax != FH_SYNTAX_NONE)
        self->status = fh_doc_parse(&self->env, &self->arena, reader->syntax, bytes, &input.doc);
    if (self->status == FH_OK) reader->read(&self->env, &input, &self->facts);
}

static inline void read_one_end(read_one *self)
{
    fh_facts_done(&self->facts);
    fh_arena_done(&self->arena);
}

/* The first fact of `kind` about `subject`; a fact of zeros when there is none. */
static inline const fh_fact *read_one_find(const read_one *self, fh_fact_kind kind,
                                           const char *subject)
{
    static const fh_fact nothing;
    for (size_t i = 0; i < self->facts.list.count; i++) {
        const fh_fact *fact = &self->facts.list.items[i];
        if (fact->kind == (uint32_t)kind && fh_text_is(fact->subject, subject)) return fact;
    }
    return &nothing;
}

static inline size_t read_one_count(const read_one *self, fh_fact_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < self->facts.list.count; i++)
        count += self->facts.list.items[i].kind == (uint32_t)kind;
    return count;
}

#define READ_ONE(reader, path, text)                                                               \
    read_one self;                                                                                 \
    read_one_start(&self, &(reader), (path), FH_TEXT(text))
#define FIND(kind, subject) read_one_find(&self, FH_FACT_##kind, (subject))
#define ATTR(fact, key) fh_fact_get((fact), FH_ATTR_##key)

#endif
