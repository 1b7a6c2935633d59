/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "report/json.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdio.h>

void fh_json_init(fh_json *json, fh_sink *sink)
{
    json->sink = sink;
    json->record = NULL;
    fh_buf_init(&json->scratch, 0);
}

void fh_json_done(fh_json *json)
{
    cJSON_Delete((cJSON *)json->record);
    json->record = NULL;
    fh_buf_done(&json->scratch);
}

/* Put `item` into `parent`, or throw it away; either way it has an owner afterwards. */
static cJSON *place(fh_json *json, fh_json_node *parent, const char *key, cJSON *item)
{
    cJSON *into = (cJSON *)parent;
    bool good =
        into != NULL && item != NULL &&
        (key == NULL ? cJSON_AddItemToArray(into, item) : cJSON_AddItemToObjectCS(into, key, item));

    if (good) return item;
    cJSON_Delete(item);
    json->sink->failed = true;
    return NULL;
}

fh_json_node *fh_json_begin(fh_json *json)
{
    cJSON_Delete((cJSON *)json->record);
    json->record = (fh_json_node *)cJSON_CreateObject();
    if (json->record == NULL) json->sink->failed = true;
    return json->record;
}

/* One escape, or two for a code point beyond the first plane (RFC 8259, section 7). */
static void put_escape(fh_sink *sink, uint32_t code)
{
    if (code < 0x10000) {
        fh_sink_printf(sink, "\\u%04x", (unsigned)code);
        return;
    }
    code -= 0x10000;
    fh_sink_printf(sink, "\\u%04x\\u%04x", 0xd800u + (unsigned)(code >> 10),
                   0xdc00u + (unsigned)(code & 0x3ff));
}

/* Everything outside of strings is ASCII, so what is found here stands in a string. */
static void put_printed(fh_sink *sink, fh_text printed)
{
    size_t start = 0;

    for (size_t at = 0; at < printed.len;) {
        uint32_t code = (unsigned char)printed.ptr[at];
        size_t size = 1;

        if (code >= 0x7f) {
            size = fh_sink_decode(fh_text_slice(printed, at, printed.len), &code);
            if (fh_sink_is_unsafe(code)) {
                fh_sink_raw(sink, fh_text_slice(printed, start, at));
                put_escape(sink, code);
                start = at + size;
            }
        }
        at += size;
    }
    fh_sink_raw(sink, fh_text_slice(printed, start, printed.len));
}

void fh_json_end(fh_json *json)
{
    char *printed = json->record == NULL ? NULL : cJSON_PrintUnformatted((cJSON *)json->record);

    if (printed == NULL) json->sink->failed = true;
    else put_printed(json->sink, fh_text_of(printed));
    cJSON_free(printed);
    cJSON_Delete((cJSON *)json->record);
    json->record = NULL;
}

fh_json_node *fh_json_object(fh_json *json, fh_json_node *parent, const char *key)
{
    return (fh_json_node *)place(json, parent, key, cJSON_CreateObject());
}

fh_json_node *fh_json_array(fh_json *json, fh_json_node *parent, const char *key)
{
    return (fh_json_node *)place(json, parent, key, cJSON_CreateArray());
}

void fh_json_string(fh_json *json, fh_json_node *parent, const char *key, const char *value)
{
    (void)place(json, parent, key, cJSON_CreateString(value)); /* failure is in the sink */
}

/* A terminated copy of `text` without anything that a JSON string cannot hold. */
static const char *clean(fh_json *json, fh_text text, bool as_percent)
{
    fh_buf_clear(&json->scratch);
    for (size_t at = 0; at < text.len;) {
        fh_text rest = fh_text_slice(text, at, text.len);
        uint32_t code;
        size_t size = fh_sink_decode(rest, &code);
        bool is_bad = code == UINT32_MAX || code == 0;

        if (as_percent && (is_bad || code == '%'))
            fh_buf_printf(&json->scratch, "%%%02X", (unsigned)(unsigned char)text.ptr[at]);
        else if (is_bad) fh_buf_add(&json->scratch, FH_TEXT("\xef\xbf\xbd"));
        else fh_buf_add(&json->scratch, fh_text_slice(rest, 0, size));
        at += size;
    }
    fh_buf_add_byte(&json->scratch, '\0');
    if (!json->scratch.failed) return json->scratch.ptr;
    json->sink->failed = true;
    return "";
}

void fh_json_value(fh_json *json, fh_text value)
{
    cJSON_Delete((cJSON *)json->record);
    json->record = (fh_json_node *)cJSON_CreateString(clean(json, value, false));
    fh_json_end(json);
}

void fh_json_text(fh_json *json, fh_json_node *parent, const char *key, fh_text value)
{
    fh_json_string(json, parent, key, clean(json, value, false));
}

void fh_json_text_or_null(fh_json *json, fh_json_node *parent, const char *key, fh_text value)
{
    if (fh_text_is_empty(value))
        (void)place(json, parent, key, cJSON_CreateNull()); /* failure is in the sink */
    else fh_json_text(json, parent, key, value);
}

void fh_json_path(fh_json *json, fh_json_node *parent, const char *key, fh_text path)
{
    if (fh_text_is_utf8(path)) {
        fh_json_text(json, parent, key, path);
        return;
    }
    fh_json_string(json, parent, key, clean(json, path, true));
    fh_json_string(json, parent, "path_encoding", "percent");
}

/* As text: cJSON keeps numbers as double, and prints them through the locale. */
void fh_json_number(fh_json *json, fh_json_node *parent, const char *key, uint64_t value)
{
    char digits[24];

    (void)snprintf(digits, sizeof(digits), "%" PRIu64, value); /* at most 20 digits */
    (void)place(json, parent, key, cJSON_CreateRaw(digits));   /* failure is in the sink */
}

void fh_json_number_or_null(fh_json *json, fh_json_node *parent, const char *key, uint64_t value)
{
    if (value == 0) (void)place(json, parent, key, cJSON_CreateNull()); /* failure is in the sink */
    else fh_json_number(json, parent, key, value);
}

void fh_json_bool(fh_json *json, fh_json_node *parent, const char *key, bool value)
{
    (void)place(json, parent, key, cJSON_CreateBool(value)); /* failure is in the sink */
}
