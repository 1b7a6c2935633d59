/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* JSON out, one record at a time: the one door to cJSON. A record is built in memory, printed on
 * one line and freed, so a report of any length needs the memory of its longest record.
 *
 * Text from the tree may be any bytes. In values each byte that is no well-formed UTF-8, and NUL,
 * becomes U+FFFD. Paths have to survive: a path that is not UTF-8 gets its bad bytes, and '%', as
 * %XX, and a member "path_encoding": "percent" beside it. What could steer a terminal or hide
 * (fh_sink_is_unsafe) is written as \uNNNN, which is the same value to every reader.
 *
 * Failure is sticky and ends in the sink. */
#ifndef FH_REPORT_JSON_H
#define FH_REPORT_JSON_H

#include "report/sink.h"

typedef struct fh_json_node fh_json_node; /* an object or an array of the current record */

typedef struct fh_json {
    fh_sink *sink;
    fh_json_node *record;
    fh_buf scratch;
} fh_json;

void fh_json_init(fh_json *json, fh_sink *sink);
void fh_json_done(fh_json *json);
/* Start a record, which is an object. */
fh_json_node *fh_json_begin(fh_json *json);
/* Print the record and free it. */
void fh_json_end(fh_json *json);

/* Print a text as a record of its own. */
void fh_json_value(fh_json *json, fh_text value);

/* Members: `parent` is an object, or an array and `key` NULL. Keys are string literals. NULL as
 * parent is accepted everywhere, since it is what an earlier failure gave. */
fh_json_node *fh_json_object(fh_json *json, fh_json_node *parent, const char *key);
fh_json_node *fh_json_array(fh_json *json, fh_json_node *parent, const char *key);
void fh_json_text(fh_json *json, fh_json_node *parent, const char *key, fh_text value);
void fh_json_string(fh_json *json, fh_json_node *parent, const char *key, const char *value);
/* null when the text is empty. */
void fh_json_text_or_null(fh_json *json, fh_json_node *parent, const char *key, fh_text value);
void fh_json_path(fh_json *json, fh_json_node *parent, const char *key, fh_text path);
void fh_json_number(fh_json *json, fh_json_node *parent, const char *key, uint64_t value);
/* null when it is 0: lines and columns of whole files. */
void fh_json_number_or_null(fh_json *json, fh_json_node *parent, const char *key, uint64_t value);
void fh_json_bool(fh_json *json, fh_json_node *parent, const char *key, bool value);

#endif
