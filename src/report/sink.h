/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Where all output goes: a callback behind a buffer, with sticky failure. The only place where text
 * from a scanned tree becomes output, so the escaping lives here. */
#ifndef FH_REPORT_SINK_H
#define FH_REPORT_SINK_H

#include "base/buf.h"

typedef struct fh_sink {
    bool (*write)(void *user, const char *bytes, size_t count);
    void *user;
    fh_buf buf;
    bool failed;
} fh_sink;

void fh_sink_init(fh_sink *sink, bool (*write)(void *user, const char *bytes, size_t count),
                  void *user);
/* Flush and free; false when anything was lost. */
bool fh_sink_done(fh_sink *sink);
/* Our own words, unescaped. */
void fh_sink_put(fh_sink *sink, const char *string);
void fh_sink_printf(fh_sink *sink, const char *format, ...) FH_PRINTF(2, 3);
/* Raw bytes that the caller has made safe for the format. */
void fh_sink_raw(fh_sink *sink, fh_text text);
/* `count` blanks. */
void fh_sink_pad(fh_sink *sink, size_t count);
/* Text from the tree, safe on a terminal: control, escape, bidi and invalid bytes become \xNN or
 * \u{NNNN}; tabs become one blank; cut to `max_columns` (0 = no cut) with an ellipsis of three
 * points. What a build log would take for a command ("##[", "##vso[", "::" in front) is broken by
 * an escape, too. Gives the columns used (East Asian wide characters count two). */
size_t fh_sink_terminal(fh_sink *sink, fh_text text, size_t max_columns);
/* The columns that fh_sink_terminal would use without a cut. */
size_t fh_sink_columns(fh_text text);

/* Decode the character at the start of non-empty `text` (Unicode 15, table 3-7). Gives its bytes, 1
 * to 4; *ret_code is UINT32_MAX for a byte that is no part of well-formed UTF-8. */
size_t fh_sink_decode(fh_text text, uint32_t *ret_code);
/* True for a code point that could steer a terminal, hide, or reorder what stands around it: C0,
 * C1, DEL, bidi controls, invisible formats, tags, variation selectors, line separators. */
bool fh_sink_is_unsafe(uint32_t code);

#endif
