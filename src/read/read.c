/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/glob.h"
#include "read/hits.h"
#include "read/pointer.h"
#include "read/read_license.h"
#include "read/reader.h"
#include "read/site.h"
#include "read/tools.h"

#define FH_READER(name) extern const fh_reader fh_reader_##name;
#include "read/readers.def"
#undef FH_READER

const fh_reader *const fh_readers[] = {
#define FH_READER(name) &fh_reader_##name,
#include "read/readers.def"
#undef FH_READER
    NULL};
_Static_assert(FH_COUNT(fh_readers) <= FH_READERS_MAX, "a reader has no bit");

fh_fact fh_read_fact(const fh_input *input, const fh_reader *reader, fh_fact_kind kind,
                     uint32_t line, uint32_t column)
{
    return (fh_fact){.kind = kind,
                     .certainty = FH_CERTAINTY_STATED,
                     .contexts = input->contexts,
                     .line = line,
                     .column = column,
                     .end_line = line,
                     .end_column = column,
                     .reader = fh_text_of(reader->name)};
}

static bool takes(const fh_reader *reader, fh_text path)
{
    for (const char *const *glob = reader->globs; *glob != NULL; glob++)
        if (fh_glob_match(fh_text_of(*glob), path, FH_GLOB_NOCASE)) return true;
    return false;
}

static bool is_taken(const fh_readers_of *readers, size_t index)
{
    return (readers->bits[index / 64] >> (index % 64) & 1u) != 0;
}

fh_readers_of fh_read_readers_of(const fh_read_tools *tools, fh_text path)
{
    fh_readers_of readers = {0};
    if (tools != NULL) fh_glob_set_match(tools->readers, path, readers.bits);
    for (size_t i = 0; fh_readers[i] != NULL; i++) {
        if (tools == NULL && takes(fh_readers[i], path)) readers.bits[i / 64] |= 1ull << (i % 64);
        if (!is_taken(&readers, i)) continue;
        readers.manifest |= fh_readers[i]->manifest;
        readers.head |= fh_readers[i]->binary;
    }
    return readers;
}

bool fh_read_is_manifest(fh_text path)
{
    for (const fh_reader *const *reader = fh_readers; *reader != NULL; reader++)
        if ((*reader)->manifest && takes(*reader, path)) return true;
    return false;
}

/* ---- what kind of file it is ---- */

bool fh_read_is_binary(fh_text bytes)
{
    return fh_text_find_byte(fh_text_slice(bytes, 0, 8000), '\0') != SIZE_MAX;
}

static uint32_t count_lines(fh_text bytes)
{
    uint32_t lines = 0;
    for (size_t i = 0; i < bytes.len; i++) lines += bytes.ptr[i] == '\n';
    return lines + (bytes.len > 0 && bytes.ptr[bytes.len - 1] != '\n');
}

/* ---- running the readers ---- */

/* One document a syntax: several readers of one file share it. */
typedef struct documents {
    const fh_node *docs[FH_SYNTAX_INI + 1];
    fh_status status[FH_SYNTAX_INI + 1];
    bool tried[FH_SYNTAX_INI + 1];
} documents;

static fh_status parse_for(fh_env *env, const fh_reader *reader, fh_input *input, documents *done,
                           fh_facts *facts)
{
    const fh_syntax syntax = reader->syntax;
    input->doc = &fh_node_empty;
    if (syntax == FH_SYNTAX_NONE) return FH_OK;
    if (!done->tried[syntax]) {
        done->tried[syntax] = true;
        done->status[syntax] =
            fh_doc_parse(env, input->scratch, syntax, input->bytes, &done->docs[syntax]);
        if (done->status[syntax] != FH_OK)
            fh_facts_add_unread(facts, fh_unread_of_status(done->status[syntax]), env->error.line,
                                env->error.column, fh_text_of(reader->name),
                                fh_text_of(env->error.message));
    }
    if (done->status[syntax] == FH_OK) input->doc = done->docs[syntax];
    return done->status[syntax];
}

static bool has_unread(const fh_facts *facts, size_t from)
{
    for (size_t i = from; i < facts->list.count; i++)
        if (facts->list.items[i].kind == FH_FACT_UNREAD) return true;
    return facts->dropped > 0;
}

/* The readers of `binary` bytes only, or all. */
static void run_readers(fh_env *env, fh_input *input, bool binary, fh_facts *facts,
                        fh_read_result *result)
{
    documents done = {0};
    const fh_readers_of readers = fh_read_readers_of(input->tools, input->path);
    for (size_t i = 0; fh_readers[i] != NULL; i++) {
        const fh_reader *reader = fh_readers[i];
        const size_t before = facts->list.count;
        if (!is_taken(&readers, i) || (binary && !reader->binary)) continue;
        input->license |= reader == &fh_reader_license;
        if (parse_for(env, reader, input, &done, facts) == FH_OK) reader->read(env, input, facts);
        result->lock |= reader->lock;
        result->incomplete |= reader->manifest && has_unread(facts, before);
    }
    input->doc = &fh_node_empty;
}

/* Rule packs name what they look for: data about vendors, not coupling to them. */
static bool is_rule_pack(fh_language language, fh_text bytes)
{
    return language == FH_LANGUAGE_YAML &&
           fh_text_find(fh_text_slice(bytes, 0, 2048), FH_TEXT("schema: freehold-")) != SIZE_MAX;
}

/* Files that say themselves that a program wrote them, or that are packed for machines. */
static bool is_generated(fh_text bytes)
{
    static const char *const marks[] = {"@generated", "DO NOT EDIT", "Code generated by",
                                        "automatically generated by"};
    const fh_text head = fh_text_slice(bytes, 0, 1024);
    for (size_t i = 0; i < FH_COUNT(marks); i++)
        if (fh_text_find(head, fh_text_of(marks[i])) != SIZE_MAX) return true;
    return false;
}

static fh_input start(const fh_env *env, const fh_read_tools *tools, fh_text path, fh_text bytes,
                      fh_arena *scratch)
{
    fh_arena_init(scratch, (size_t)env->limits.memory_bytes);
    return (fh_input){.path = path,
                      .bytes = bytes,
                      .contexts = fh_path_contexts(path),
                      .language = fh_path_language(path),
                      .doc = &fh_node_empty,
                      .tools = tools,
                      .scratch = scratch};
}

static void finish(fh_arena *scratch, fh_facts *facts)
{
    if (facts->dropped > 0 || scratch->failed || facts->arena.failed) {
        const bool memory = scratch->failed || facts->arena.failed;
        fh_facts_add_unread(facts, memory ? FH_UNREAD_MEMORY : FH_UNREAD_TOO_MANY, 0, 0,
                            FH_TEXT("read"),
                            memory ? FH_TEXT("not enough memory for this file")
                                   : FH_TEXT("more facts than the limit for one file"));
    }
    fh_arena_done(scratch);
}

void fh_read_head(fh_env *env, const fh_read_tools *tools, fh_text path, fh_text head,
                  fh_facts *facts, fh_read_result *ret_result)
{
    fh_arena scratch;
    fh_input input = start(env, tools, path, head, &scratch);
    input.cut = true;
    *ret_result = (fh_read_result){.binary = fh_read_is_binary(head)};
    run_readers(env, &input, true, facts, ret_result);
    finish(&scratch, facts);
}

void fh_read_file(fh_env *env, const fh_read_tools *tools, fh_text path, fh_text bytes,
                  fh_facts *facts, fh_read_result *ret_result)
{
    fh_arena scratch;
    fh_input input = start(env, tools, path, bytes, &scratch);
    *ret_result = (fh_read_result){.binary = fh_read_is_binary(bytes)};
    if (is_rule_pack(input.language, bytes)) input.contexts |= FH_CONTEXT_DATA;
    if (fh_language_is_source(input.language) && is_generated(bytes))
        input.contexts |= FH_CONTEXT_GENERATED;
    if (fh_read_pointer(&input, facts)) {
        fh_arena_done(&scratch);
        return;
    }
    run_readers(env, &input, ret_result->binary, facts, ret_result);
    if (!ret_result->binary) {
        ret_result->lines = count_lines(bytes);
        fh_hits hits;
        /* A lock file names packages in thousands: its reader has all that it says. */
        const bool searched = !ret_result->lock && fh_hits_find(env, &input, &hits);
        if (searched) fh_read_license_source(env, &input, &hits, facts);
        /* The reader of notebooks looks into their cells. */
        if (searched && input.language != FH_LANGUAGE_NOTEBOOK) fh_read_hits(&input, &hits, facts);
    }
    finish(&scratch, facts);
}
