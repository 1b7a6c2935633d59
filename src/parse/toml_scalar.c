/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "parse/toml_scalar.h"

bool fh_toml_fail(fh_toml *self, const char *what)
{
    (void)fh_fail_at(self->builder.env, FH_BAD_INPUT, self->line, fh_toml_column(self), "%s", what);
    return false;
}

static int peek_at(const fh_toml *self, size_t at)
{
    return at < self->text.len ? (unsigned char)self->text.ptr[at] : -1;
}

bool fh_toml_take_newline(fh_toml *self)
{
    const bool crlf = fh_toml_peek(self) == '\r' && peek_at(self, self->at + 1) == '\n';
    if (!crlf && fh_toml_peek(self) != '\n') return false;
    self->at += crlf ? 2 : 1;
    self->line++;
    self->line_start = self->at;
    return true;
}

/* ---- strings ------------------------------------------------------------------------------- */

typedef struct toml_string {
    size_t end;   /* offset behind the content */
    size_t quote; /* length of the mark: 1 or 3 */
    char mark;    /* '"' or '\'' */
    char *out;    /* where decoded bytes go; NULL when the content is its own text */
} toml_string;

static size_t count_quotes(const fh_toml *self, size_t at, char mark)
{
    size_t count = 0;
    while (count < 5 && peek_at(self, at + count) == mark) count++;
    return count;
}

/* Where the content that starts at `at` ends; false when it does not. A closing mark of three may
 * have up to two more quotes in front, which are content. */
static bool find_end(const fh_toml *self, size_t at, toml_string *string, bool *ret_changes)
{
    bool changes = false;
    for (; at < self->text.len; at++) {
        const char byte = self->text.ptr[at];
        if (byte == string->mark) {
            const size_t count = string->quote == 1 ? 1 : count_quotes(self, at, byte);
            if (count >= string->quote) {
                string->end = at + count - string->quote;
                *ret_changes = changes;
                return true;
            }
            at += count - 1;
        } else if (byte == '\\' && string->mark == '"') {
            changes = true;
            at++;
        } else if (byte == '\r') {
            changes = true;
        } else if (byte == '\n' && string->quote == 1) {
            return false;
        }
    }
    return false;
}

static bool read_hex(fh_toml *self, size_t digits, toml_string *string)
{
    uint32_t rune = 0;
    for (size_t i = 0; i < digits; i++, self->at++) {
        const int c = fh_toml_peek(self);
        if (c >= '0' && c <= '9') rune = rune * 16 + (uint32_t)(c - '0');
        else if (c >= 'a' && c <= 'f') rune = rune * 16 + (uint32_t)(c - 'a') + 10;
        else if (c >= 'A' && c <= 'F') rune = rune * 16 + (uint32_t)(c - 'A') + 10;
        else return fh_toml_fail(self, "\\u needs four hexadecimal digits, \\U eight");
    }
    const size_t len = fh_utf8_encode(rune, string->out);
    string->out += len;
    return len > 0 || fh_toml_fail(self, "escape of a number that is no character");
}

/* A backslash at a line's end takes all blanks and line ends that follow. */
static bool skip_line_end(fh_toml *self, const toml_string *string)
{
    size_t lines = 0;
    while (self->at < string->end) {
        const int c = fh_toml_peek(self);
        if (c == ' ' || c == '\t') self->at++;
        else if (fh_toml_take_newline(self)) lines++;
        else break;
    }
    return lines > 0 || fh_toml_fail(self, "unknown escape in a string");
}

static bool read_escape(fh_toml *self, toml_string *string)
{
    static const char from[] = "\"\\bfnrt", to[] = "\"\\\b\f\n\r\t";
    const int c = fh_toml_peek(self);
    if (c == 'u' || c == 'U') {
        self->at++;
        return read_hex(self, c == 'u' ? 4 : 8, string);
    }
    for (size_t i = 0; i < sizeof from - 1; i++) {
        if (c != from[i]) continue;
        *string->out++ = to[i];
        self->at++;
        return true;
    }
    if (string->quote == 3) return skip_line_end(self, string);
    return fh_toml_fail(self, "unknown escape in a string");
}

static bool read_content(fh_toml *self, toml_string *string)
{
    while (self->at < string->end) {
        const int c = fh_toml_peek(self);
        if (c == '\\' && string->mark == '"') {
            self->at++;
            if (!read_escape(self, string)) return false;
        } else if (string->quote == 3 && fh_toml_take_newline(self)) {
            if (string->out != NULL) *string->out++ = '\n';
        } else if (fh_toml_is_control(c)) {
            return fh_toml_fail(self, "control character in a string");
        } else {
            if (string->out != NULL) *string->out++ = (char)c;
            self->at++;
        }
    }
    return true;
}

/* Most strings are plain ASCII on one line and end on the first look; false when a closer one is
 * needed. */
static bool read_plain(fh_toml *self, char mark, fh_text *ret_text)
{
    const char *const from = self->text.ptr + self->at + 1;
    const char *const end = self->text.ptr + self->text.len;
    const char *at = from;
    while (at < end && *at >= 0x20 && *at < 0x7f && *at != mark && *at != '\\') at++;
    if (at == end || at == from || *at != mark) return false; /* two marks may begin three */
    *ret_text = fh_text_make(from, (size_t)(at - from));
    self->at = (size_t)(at - self->text.ptr) + 1;
    return true;
}

bool fh_toml_read_string(fh_toml *self, bool may_span, fh_text *ret_text)
{
    const char mark = self->text.ptr[self->at];
    if (read_plain(self, mark, ret_text)) return true;
    toml_string string = {.mark = mark, .quote = 1};
    bool changes = false;
    if (may_span && count_quotes(self, self->at, mark) >= 3) string.quote = 3;
    if (!find_end(self, self->at + string.quote, &string, &changes))
        return fh_toml_fail(self, "string without an end");
    self->at += string.quote;
    if (string.quote == 3) (void)fh_toml_take_newline(self); /* right behind the mark: no content */
    const fh_text raw = fh_text_slice(self->text, self->at, string.end);
    char *copy = NULL;
    if (changes) {
        /* No escape is shorter than what it stands for. */
        string.out = copy = (char *)fh_arena_alloc(self->builder.arena, raw.len + 4);
        if (copy == NULL) {
            (void)fh_fail(self->builder.env, FH_NO_MEMORY, "no memory for a string");
            return false;
        }
    }
    if (!read_content(self, &string)) return false;
    self->at = string.end + string.quote;
    *ret_text = copy != NULL ? fh_text_make(copy, (size_t)(string.out - copy)) : raw;
    return true;
}

/* ---- numbers and dates ----------------------------------------------------------------------- */

static char byte_at(fh_text text, size_t at)
{
    return at < text.len ? text.ptr[at] : '\0';
}

static bool is_digit_of(char byte, uint32_t base)
{
    const char lower = fh_lower(byte);
    if (lower >= 'a') return base == 16 && lower <= 'f';
    return byte >= '0' && byte < '0' + (char)(base < 10 ? base : 10);
}

/* The end of the digits at `at`, with single underscores between them; `at` when there are none. */
static size_t skip_digits(fh_text text, size_t at, uint32_t base)
{
    if (!is_digit_of(byte_at(text, at), base)) return at;
    for (at++;; at++) {
        if (byte_at(text, at) == '_' && is_digit_of(byte_at(text, at + 1), base)) at++;
        else if (!is_digit_of(byte_at(text, at), base)) return at;
    }
}

static bool is_number(fh_text text)
{
    const bool is_signed = byte_at(text, 0) == '+' || byte_at(text, 0) == '-';
    const size_t start = is_signed ? 1 : 0;
    const fh_text rest = fh_text_slice(text, start, SIZE_MAX);
    if (fh_text_is(rest, "inf") || fh_text_is(rest, "nan")) return true;
    if (!is_signed && byte_at(text, 0) == '0' && fh_is_alpha(byte_at(text, 1))) {
        const char kind = text.ptr[1];
        const uint32_t base = kind == 'x' ? 16 : kind == 'o' ? 8 : kind == 'b' ? 2 : 10;
        if (base != 10) return text.len > 2 && skip_digits(text, 2, base) == text.len;
    }
    size_t end = skip_digits(text, start, 10);
    if (end == start || (text.ptr[start] == '0' && end > start + 1)) return false;
    if (byte_at(text, end) == '.') {
        const size_t fraction = end + 1;
        end = skip_digits(text, fraction, 10);
        if (end == fraction) return false;
    }
    if (fh_lower(byte_at(text, end)) == 'e') {
        const char sign = byte_at(text, end + 1);
        const size_t exponent = end + (sign == '+' || sign == '-' ? 2 : 1);
        end = skip_digits(text, exponent, 10);
        if (end == exponent) return false;
    }
    return end == text.len;
}

/* `count` digits as a number, or UINT32_MAX. */
static uint32_t number_at(fh_text text, size_t at, size_t count)
{
    uint32_t value = 0;
    for (size_t i = at; i < at + count; i++) {
        if (!fh_is_digit(byte_at(text, i))) return UINT32_MAX;
        value = value * 10 + (uint32_t)(text.ptr[i] - '0');
    }
    return value;
}

static bool is_full_date(fh_text text)
{
    static const uint32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const uint32_t year = number_at(text, 0, 4), month = number_at(text, 5, 2);
    const uint32_t day = number_at(text, 8, 2);
    if (year == UINT32_MAX || byte_at(text, 4) != '-' || byte_at(text, 7) != '-') return false;
    if (month < 1 || month > 12 || day < 1) return false;
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day <= days[month - 1] + (leap && month == 2 ? 1 : 0);
}

/* RFC 3339, section 5.6: date, time or both; an offset only behind both. */
static bool is_date(fh_text text)
{
    const bool has_date = byte_at(text, 4) == '-';
    size_t at = 0;
    if (has_date) {
        if (!is_full_date(text)) return false;
        if (text.len == 10) return true;
        if (fh_lower(text.ptr[10]) != 't' && text.ptr[10] != ' ') return false;
        at = 11;
    }
    if (number_at(text, at, 2) > 23 || byte_at(text, at + 2) != ':') return false;
    if (number_at(text, at + 3, 2) > 59 || byte_at(text, at + 5) != ':') return false;
    if (number_at(text, at + 6, 2) > 60) return false; /* 60: a leap second */
    at += 8;
    if (byte_at(text, at) == '.') {
        const size_t fraction = ++at;
        while (fh_is_digit(byte_at(text, at))) at++;
        if (at == fraction) return false;
    }
    if (at == text.len) return true;
    if (!has_date) return false;
    if (fh_lower(text.ptr[at]) == 'z') return at + 1 == text.len;
    if (text.ptr[at] != '+' && text.ptr[at] != '-') return false;
    return number_at(text, at + 1, 2) <= 23 && byte_at(text, at + 3) == ':' &&
           number_at(text, at + 4, 2) <= 59 && at + 6 == text.len;
}

static size_t skip_word(const fh_toml *self, size_t at)
{
    for (;; at++) {
        const int c = peek_at(self, at);
        if (c < 0 || !(fh_is_word((char)c) || c == '+' || c == '-' || c == '.' || c == ':'))
            return at;
    }
}

bool fh_toml_read_word(fh_toml *self, fh_node *node)
{
    size_t end = skip_word(self, self->at);
    fh_text word = fh_text_slice(self->text, self->at, end);
    const bool is_date_like =
        (word.len > 4 && word.ptr[4] == '-') || (word.len > 2 && word.ptr[2] == ':');
    /* One blank may stand between a date and a time. */
    if (is_date_like && word.len == 10 && peek_at(self, end) == ' ') {
        const size_t time_end = skip_word(self, end + 1);
        if (time_end > end + 1) end = time_end;
        word = fh_text_slice(self->text, self->at, end);
    }
    if (word.len == 0) return fh_toml_fail(self, "a value is expected");
    if (fh_text_is(word, "true") || fh_text_is(word, "false")) node->kind = FH_NODE_BOOL;
    else if (is_number(word)) node->kind = FH_NODE_NUMBER;
    else if (is_date_like && is_date(word)) node->kind = FH_NODE_DATE;
    else return fh_toml_fail(self, is_date_like ? "no such date or time" : "not a value");
    node->text = word;
    self->at = end;
    return true;
}
