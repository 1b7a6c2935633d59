/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/compile.h"

#include <string.h>

#include "base/glob.h"

/* The data packages and the license table of the overlay. */

/* ---- JSON: enough for data that a package manager has verified
 * ----------------------------------- */

typedef struct json {
    fh_compiler *compiler;
    fh_text text;
    size_t at;
    fh_compile_json_hit hit;
    void *user;
} json;

static char json_peek(json *self)
{
    while (self->at < self->text.len && fh_is_blank(self->text.ptr[self->at])) self->at++;
    if (self->at >= self->text.len) fh_compile_die("a JSON file ends too early");
    return self->text.ptr[self->at];
}

static void add_utf8(fh_buf *buf, uint32_t code)
{
    if (code < 0x80) {
        fh_buf_add_byte(buf, (char)code);
    } else if (code < 0x800) {
        fh_buf_add_byte(buf, (char)(0xc0 | code >> 6));
        fh_buf_add_byte(buf, (char)(0x80 | (code & 0x3f)));
    } else {
        fh_buf_add_byte(buf, (char)(0xe0 | code >> 12));
        fh_buf_add_byte(buf, (char)(0x80 | (code >> 6 & 0x3f)));
        fh_buf_add_byte(buf, (char)(0x80 | (code & 0x3f)));
    }
}

static uint32_t json_hex(json *self)
{
    uint32_t code = 0;
    for (int i = 0; i < 4 && self->at < self->text.len; i++) {
        const char c = fh_lower(self->text.ptr[self->at++]);
        code = code << 4 | (uint32_t)(fh_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    return code;
}

static fh_text json_string(json *self)
{
    static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
    fh_buf buf;
    fh_buf_init(&buf, 0);
    self->at++;
    while (self->at < self->text.len && self->text.ptr[self->at] != '"') {
        char c = self->text.ptr[self->at++];
        if (c == '\\' && self->at < self->text.len) {
            c = self->text.ptr[self->at++];
            const char *escape = strchr(from, c);
            if (c == 'u') {
                add_utf8(&buf, json_hex(self));
                continue;
            }
            if (escape != NULL && c != 0) c = to[escape - from];
        }
        fh_buf_add_byte(&buf, c);
    }
    self->at++;
    const fh_text text = fh_arena_copy(&self->compiler->arena, fh_buf_text(&buf));
    fh_buf_done(&buf);
    return text;
}

static void json_value(json *self, fh_text path, int depth);

static void json_members(json *self, fh_text path, char close, int depth)
{
    self->at++;
    while (json_peek(self) != close) {
        fh_text key = FH_TEXT("");
        if (close == '}') {
            key = json_string(self);
            if (json_peek(self) != ':') fh_compile_die("a JSON file lacks a colon");
            self->at++;
        }
        const fh_text below = fh_arena_printf(&self->compiler->arena, "%.*s\t%.*s",
                                              FH_TEXT_ARGS(path), FH_TEXT_ARGS(key));
        json_value(self, below, depth + 1);
        if (json_peek(self) == ',') self->at++;
    }
    self->at++;
}

static void json_value(json *self, fh_text path, int depth)
{
    const char c = json_peek(self);
    if (depth > 16) fh_compile_die("a JSON file is nested too deep");
    if (c == '{' || c == '[') {
        json_members(self, path, c == '{' ? '}' : ']', depth);
        return;
    }
    if (c == '"') {
        self->hit(self->user, path, json_string(self));
        return;
    }
    const size_t start = self->at;
    while (self->at < self->text.len &&
           (fh_is_word(self->text.ptr[self->at]) || self->text.ptr[self->at] == '.' ||
            self->text.ptr[self->at] == '-'))
        self->at++;
    if (self->at == start) fh_compile_die("a JSON file has an odd value");
    self->hit(self->user, path, fh_text_slice(self->text, start, self->at));
}

void fh_compile_json(fh_compiler *compiler, fh_text text, fh_compile_json_hit hit, void *user)
{
    json self = {.compiler = compiler, .text = text, .hit = hit, .user = user};
    json_value(&self, FH_TEXT(""), 0);
}

/* ---- licenses
 * --------------------------------------------------------------------------------------- */

uint32_t fh_compile_license_add(fh_compiler *compiler, fh_text id)
{
    uint32_t number;
    if (fh_table_find(&compiler->license_by_id, id, &number)) return number;
    const fh_compile_license license = {.id = fh_arena_copy(&compiler->arena, id),
                                        .family = UINT32_MAX};
    if (!FH_VEC_ADD(&compiler->arena, &compiler->licenses, license)) fh_compile_die("no memory");
    number = (uint32_t)compiler->licenses.count - 1;
    (void)fh_table_set(&compiler->license_by_id, license.id, number);
    return number;
}

typedef struct listing {
    fh_compiler *compiler;
    uint32_t flags;
    uint32_t rating; /* Blue Oak: number of the level read last */
} listing;

static void take_id(void *user, fh_text path, fh_text value)
{
    listing *self = user;
    (void)path;
    const uint32_t number = fh_compile_license_add(self->compiler, value);
    self->compiler->licenses.items[number].flags |= self->flags;
}

/* Path: TAB id TAB field. */
static void take_license(void *user, fh_text path, fh_text value)
{
    listing *self = user;
    fh_text id, field = {0};
    (void)fh_text_next_field(&path, '\t', &id);
    (void)fh_text_next_field(&path, '\t', &id);
    if (!fh_text_next_field(&path, '\t', &field)) return;
    const uint32_t number = fh_compile_license_add(self->compiler, id);
    fh_compile_license *license = &self->compiler->licenses.items[number];
    if (fh_text_is(field, "name")) license->name = value;
    else if (fh_text_is(field, "url")) license->url = value;
    else if (fh_text_is(field, "licenseText")) license->text = value;
    else if (fh_text_is(field, "osiApproved") && fh_text_is(value, "true"))
        license->flags |= FH_RECORD_OSI;
}

static void take_rating(void *user, fh_text path, fh_text value)
{
    static const char *const levels[] = {"Lead", "Bronze", "Silver", "Gold", "Model"};
    listing *self = user;
    uint32_t number;
    if (fh_text_is(path, "\t\tname")) {
        for (uint32_t i = 0; i < FH_COUNT(levels); i++)
            if (fh_text_is(value, levels[i])) self->rating = i + 1;
    }
    if (fh_text_ends(path, FH_TEXT("\tid")) &&
        fh_table_find(&self->compiler->license_by_id, value, &number))
        self->compiler->licenses.items[number].blueoak = self->rating;
}

static uint32_t category_of(fh_text name)
{
    for (uint32_t i = 0; i <= FH_CATEGORY_PROPRIETARY; i++)
        if (fh_text_is(name, fh_license_category_name((fh_license_category)i))) return i;
    fh_compile_die("no such license category: %.*s", FH_TEXT_ARGS(name));
}

/* licenses.tsv: id or glob, category, name, terms. A row without star may add an id; first row
 * wins. */
static void load_overlay(fh_compiler *compiler, fh_text rest)
{
    fh_text field[FH_COMPILE_FIELDS];
    while (fh_compile_row(&rest, field)) {
        const bool glob = fh_text_find_byte(field[0], '*') != SIZE_MAX;
        const bool exception = fh_text_is(field[1], "exception");
        const uint32_t category = exception ? FH_CATEGORY_UNKNOWN : category_of(field[1]);
        if (!glob) (void)fh_compile_license_add(compiler, field[0]);
        bool used = false;
        for (size_t i = 0; i < compiler->licenses.count; i++) {
            fh_compile_license *license = &compiler->licenses.items[i];
            if (glob && (license->flags & FH_RECORD_EXCEPTION) != 0) continue;
            if (!fh_glob_match(field[0], license->id, 0)) continue;
            used = true;
            if (exception) license->flags |= FH_RECORD_EXCEPTION | FH_RECORD_LISTED;
            if (license->category == 0) license->category = category;
            if (fh_text_is_empty(license->name)) license->name = field[2];
            if (fh_text_is_empty(license->terms)) license->terms = field[3];
        }
        if (!used) fh_compile_die("licenses.tsv: no license is like %.*s", FH_TEXT_ARGS(field[0]));
    }
}

/* deprecated.tsv: id, expression that says the same today, whether its text is left out. */
static void load_current(fh_compiler *compiler, fh_text rest)
{
    fh_text field[FH_COMPILE_FIELDS];
    while (fh_compile_row(&rest, field)) {
        uint32_t number;
        if (!fh_table_find(&compiler->license_by_id, field[0], &number))
            fh_compile_die("deprecated.tsv: no license %.*s", FH_TEXT_ARGS(field[0]));
        compiler->licenses.items[number].current = field[1];
        if (fh_text_is(field[2], "notice")) compiler->licenses.items[number].text = FH_TEXT("");
        compiler->licenses.items[number].flags |= FH_RECORD_DEPRECATED | FH_RECORD_LISTED;
    }
}

void fh_compile_load(fh_compiler *compiler, const char *data, const char *overlay)
{
    listing self = {.compiler = compiler, .flags = FH_RECORD_LISTED};
    fh_compile_json(compiler, fh_compile_file(compiler, data, "spdx-license-ids/index.json"),
                    take_id, &self);
    self.flags = FH_RECORD_LISTED | FH_RECORD_DEPRECATED;
    fh_compile_json(compiler, fh_compile_file(compiler, data, "spdx-license-ids/deprecated.json"),
                    take_id, &self);
    self.flags = FH_RECORD_LISTED | FH_RECORD_EXCEPTION;
    fh_compile_json(compiler, fh_compile_file(compiler, data, "spdx-exceptions/index.json"),
                    take_id, &self);
    self.flags |= FH_RECORD_DEPRECATED;
    fh_compile_json(compiler, fh_compile_file(compiler, data, "spdx-exceptions/deprecated.json"),
                    take_id, &self);
    fh_compile_json(compiler, fh_compile_file(compiler, data, "spdx-license-list/spdx-full.json"),
                    take_license, &self);
    fh_compile_json(compiler, fh_compile_file(compiler, data, "@blueoak/list/index.json"),
                    take_rating, &self);
    load_overlay(compiler, fh_compile_file(compiler, overlay, "licenses.tsv"));
    load_current(compiler, fh_compile_file(compiler, overlay, "deprecated.tsv"));
}
