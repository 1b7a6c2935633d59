/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* One parsed text and what it needs to live; shared by the tests of the parsers. */
#ifndef FH_TESTS_PARSED_H
#define FH_TESTS_PARSED_H

#include "parse/doc.h"
#include "tap.h"

typedef struct parsed {
    fh_env env;
    fh_arena arena;
    char *bytes; /* exactly the input, so that a sanitizer sees one byte too far */
    fh_status status;
    const fh_node *root; /* the empty node when parsing went wrong */
} parsed;

static inline void parse_bytes(parsed *doc, fh_syntax syntax, fh_text text, uint32_t depth)
{
    fh_env_init(&doc->env);
    if (depth > 0) doc->env.limits.doc_depth = depth;
    fh_arena_init(&doc->arena, 0);
    doc->bytes = (char *)malloc(text.len > 0 ? text.len : 1);
    if (doc->bytes == NULL) abort();
    if (text.len > 0) memcpy(doc->bytes, text.ptr, text.len);
    doc->root = &fh_node_empty;
    doc->status = fh_doc_parse(&doc->env, &doc->arena, syntax, fh_text_make(doc->bytes, text.len),
                               &doc->root);
}

static inline void parse_done(parsed *doc)
{
    fh_arena_done(&doc->arena);
    free(doc->bytes);
}

static inline bool parse_text(parsed *doc, fh_syntax syntax, const char *text)
{
    parse_bytes(doc, syntax, fh_text_of(text), 0);
    if (CHECK_INT(doc->status, FH_OK)) return true;
    printf("#   %u:%u: %s\n", doc->env.error.line, doc->env.error.column, doc->env.error.message);
    return false;
}

#define CHECK_PLACE(node, line, column) check_place((node), (line), (column), __FILE__, __LINE__)
static inline void check_place(const fh_node *node, uint32_t line, uint32_t column,
                               const char *file, int at)
{
    if (!tap_check(node->line == line && node->column == column, file, at, "the value's place"))
        printf("#   got  %u:%u\n", node->line, node->column);
}

#define CHECK_KEY_PLACE(node, line, column)                                                        \
    check_key_place((node), (line), (column), __FILE__, __LINE__)
static inline void check_key_place(const fh_node *node, uint32_t line, uint32_t column,
                                   const char *file, int at)
{
    if (!tap_check(node->key_line == line && node->key_column == column, file, at,
                   "the key's place"))
        printf("#   got  %u:%u\n", node->key_line, node->key_column);
}

/* That `text` is refused with `status` at a place; line 0: any. */
#define CHECK_REFUSED(syntax, text, status, line, column)                                          \
    check_refused((syntax), fh_text_of(text), (status), (line), (column), __FILE__, __LINE__)
static inline void check_refused(fh_syntax syntax, fh_text text, fh_status status, uint32_t line,
                                 uint32_t column, const char *file, int at)
{
    parsed doc;
    parse_bytes(&doc, syntax, text, 0);
    const fh_error *error = &doc.env.error;
    const bool good = tap_check_int(doc.status, status, file, at, "status") &&
                      tap_check(error->status == status && error->message[0] != '\0', file, at,
                                "the error is recorded") &&
                      tap_check(line == 0 || (error->line == line && error->column == column), file,
                                at, "the error's place");
    if (!good) printf("#   got  %u:%u: %s\n", error->line, error->column, error->message);
    parse_done(&doc);
}

/* That `open` nested 10 times and closed passes a depth of 10 and fails one of 9. */
static inline void check_depth(fh_syntax syntax, const char *open, const char *middle,
                               const char *close)
{
    char text[1024] = "";
    size_t len = 0;
    for (int i = 0; i < 10; i++) len += (size_t)snprintf(text + len, sizeof text - len, "%s", open);
    len += (size_t)snprintf(text + len, sizeof text - len, "%s", middle);
    for (int i = 0; i < 10; i++)
        len += (size_t)snprintf(text + len, sizeof text - len, "%s", close);
    for (uint32_t depth = 9; depth <= 10; depth++) {
        parsed doc;
        parse_bytes(&doc, syntax, fh_text_make(text, len), depth);
        CHECK_INT(doc.status, depth < 10 ? FH_LIMIT : FH_OK);
        parse_done(&doc);
    }
}

/* That a budget of `nodes` values is enough for `text`, and one less is not. */
static inline void check_nodes(fh_syntax syntax, const char *text, uint32_t nodes)
{
    for (uint32_t limit = nodes - 1; limit <= nodes; limit++) {
        fh_env env;
        fh_arena arena;
        const fh_node *root;
        fh_env_init(&env);
        env.limits.doc_nodes = limit;
        fh_arena_init(&arena, 0);
        CHECK_INT(fh_doc_parse(&env, &arena, syntax, fh_text_of(text), &root),
                  limit < nodes ? FH_LIMIT : FH_OK);
        fh_arena_done(&arena);
    }
}

/* That `text` is read, or refused with FH_NO_MEMORY, however little memory there is. */
static inline void check_memory(fh_syntax syntax, const char *text)
{
    bool read = false;
    for (size_t room = 16; room < 65536 && !read; room += 16) {
        fh_env env;
        fh_arena arena;
        const fh_node *root;
        fh_env_init(&env);
        fh_arena_init(&arena, room);
        const fh_status status = fh_doc_parse(&env, &arena, syntax, fh_text_of(text), &root);
        if (!CHECK(status == FH_OK || status == FH_NO_MEMORY))
            printf("#   %s with %zu bytes: %s\n", fh_status_name(status), room, env.error.message);
        read = status == FH_OK;
        fh_arena_done(&arena);
    }
    CHECK(read);
}

#endif
