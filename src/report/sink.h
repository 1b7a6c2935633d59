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
/* Text from the tree, safe on a terminal: control, escape, bidi and invalid bytes become \xNN or
 * \u{NNNN}; tabs become one blank; cut to `max_columns` (0 = no cut) with an ellipsis. Gives the
 * columns used (East Asian wide characters count two). */
size_t fh_sink_terminal(fh_sink *sink, fh_text text, size_t max_columns);

#endif
