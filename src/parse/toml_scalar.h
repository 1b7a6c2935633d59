/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The part of the TOML parser that knows no tables: strings, numbers, dates, and where we are.
 * Used by parse_toml.c only. Every function that gives false has set env->error. */
#ifndef FH_PARSE_TOML_SCALAR_H
#define FH_PARSE_TOML_SCALAR_H

#include "parse/syntax.h"

typedef struct fh_toml {
    fh_builder builder;
    fh_text text;      /* well-formed UTF-8 */
    size_t at;         /* offset of the next byte */
    size_t line_start; /* offset of the current line's first byte */
    uint32_t line;
} fh_toml;

/* The next byte (0..255), or -1. */
static inline int fh_toml_peek(const fh_toml *self)
{
    return self->at < self->text.len ? (unsigned char)self->text.ptr[self->at] : -1;
}
static inline uint32_t fh_toml_column(const fh_toml *self)
{
    return (uint32_t)(self->at - self->line_start) + 1;
}
/* A control character that TOML allows nowhere: all but the tab. Line ends are the caller's. */
static inline bool fh_toml_is_control(int byte)
{
    return (byte >= 0 && byte < 0x20 && byte != '\t') || byte == 0x7f;
}

/* FH_BAD_INPUT at the current place; always false. */
bool fh_toml_fail(fh_toml *self, const char *what);
/* Take LF or CRLF, if one is next. */
bool fh_toml_take_newline(fh_toml *self);
/* Take the string whose quote is next. Keys have no multi-line form (`may_span` false). The text is
 * a view of the input, or decoded in the arena; CRLF in it becomes LF. */
bool fh_toml_read_string(fh_toml *self, bool may_span, fh_text *ret_text);
/* Take a boolean, number or date, and set kind and text of `node`. */
bool fh_toml_read_word(fh_toml *self, fh_node *node);

#endif
