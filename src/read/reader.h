/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* A reader turns the bytes of one file into facts. It is a const struct without state, called from
 * any worker; it sees bytes (and the finished document), never a path to open. Syntax errors never
 * reach it: they became an unread fact. What it cannot understand it reports with
 * fh_facts_add_unread and goes on. Adding one: a file and a row in readers.def. */
#ifndef FH_READ_READER_H
#define FH_READ_READER_H

#include "base/env.h"
#include "model/fact.h"
#include "model/path_class.h"
#include "model/signal.h"
#include "parse/doc.h"

typedef struct fh_read_tools fh_read_tools; /* what a worker builds once: words, regexes, corpus */

typedef struct fh_input {
    fh_text path; /* relative, for names and globs only */
    fh_text bytes;
    bool license;      /* the reader of license files has it */
    bool cut;          /* `bytes` is the head of a larger file; only for readers with `binary` */
    uint32_t contexts; /* of the path; a reader adds what the content says */
    fh_language language;
    const fh_node *doc; /* root, when the reader has a syntax */
    const fh_read_tools *tools;
    fh_arena *scratch; /* cleared after the file */
} fh_input;

typedef struct fh_reader {
    const char *name;         /* "pyproject": in facts and in `freehold list readers` */
    const char *about;        /* one line for people */
    const char *const *globs; /* over the whole path, case-insensitive; NULL-ended */
    fh_syntax syntax;
    bool manifest; /* an unread manifest makes the scan incomplete (exit 3) */
    bool lock;     /* a list that a program wrote: nothing else looks for words in it */
    bool binary;   /* takes files with NUL bytes too; of large ones it gets the head */
    void (*read)(fh_env *env, const fh_input *input, fh_facts *facts);
} fh_reader;

/* Start a fact of `kind` at a node's value, with the file's contexts and this reader's name. */
fh_fact fh_read_fact(const fh_input *input, const fh_reader *reader, fh_fact_kind kind,
                     uint32_t line, uint32_t column);

/* Build what reading needs from the rules' signals; free with fh_read_tools_free. */
FH_NODISCARD fh_status fh_read_tools_new(fh_env *env, const fh_signals *signals,
                                         fh_read_tools **ret_tools);
void fh_read_tools_free(fh_read_tools *tools);

/* What reading one file gave beside facts. */
typedef struct fh_read_result {
    uint32_t lines;
    bool binary;
    bool incomplete; /* a manifest could not be read */
    bool lock;       /* a lock file: only its reader looks at it */
} fh_read_result;

/* Run every reader whose globs take `path`, then the readers for all files. */
void fh_read_file(fh_env *env, const fh_read_tools *tools, fh_text path, fh_text bytes,
                  fh_facts *facts, fh_read_result *ret_result);
/* Run the readers with `binary` over the head of a file that is too large to be read whole. */
void fh_read_head(fh_env *env, const fh_read_tools *tools, fh_text path, fh_text head,
                  fh_facts *facts, fh_read_result *ret_result);
/* Which readers take a path. */
enum { FH_READERS_MAX = 256 };
typedef struct fh_readers_of {
    uint64_t bits[FH_READERS_MAX / 64]; /* by index into fh_readers */
    bool manifest;                      /* one of them reads manifests */
    bool head;                          /* one of them has `binary` */
} fh_readers_of;
/* `tools` may be NULL: then it is slower. */
fh_readers_of fh_read_readers_of(const fh_read_tools *tools, fh_text path);
/* All readers, for lists and tests; NULL-ended. */
extern const fh_reader *const fh_readers[];
/* As git does it: a NUL among the first 8,000 bytes. */
bool fh_read_is_binary(fh_text bytes);
/* True when a reader that reads manifests takes this path; slower than fh_read_readers_of. */
bool fh_read_is_manifest(fh_text path);

#endif
