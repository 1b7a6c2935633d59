/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "report/sink.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { SINK_FLUSH_SIZE = 64 << 10, SINK_PIECE_SIZE = 16 };

typedef struct code_range {
    uint32_t first, last;
} code_range;

/* What must not reach a terminal as it is. General categories Cc, Cf, Zl, Zp, and the fillers and
 * selectors that print nothing (Unicode 15; UTR 36, sections 2 and 3). */
static const code_range unsafe_codes[] = {
    {0x0000, 0x001f}, {0x007f, 0x009f},   {0x00ad, 0x00ad},   {0x034f, 0x034f},    {0x0600, 0x0605},
    {0x061c, 0x061c}, {0x06dd, 0x06dd},   {0x070f, 0x070f},   {0x115f, 0x1160},    {0x17b4, 0x17b5},
    {0x180b, 0x180f}, {0x200b, 0x200f},   {0x2028, 0x202e},   {0x2060, 0x206f},    {0x3164, 0x3164},
    {0xfe00, 0xfe0f}, {0xfeff, 0xfeff},   {0xffa0, 0xffa0},   {0xfff0, 0xfffb},    {0xfffe, 0xffff},
    {0xe000, 0xf8ff}, {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a}, {0xe0000, 0x10ffff},
};

/* East Asian Width W and F (UAX 11), neighbouring blocks joined. */
static const code_range wide_codes[] = {
    {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2329, 0x232a},   {0x23e9, 0x23ec},
    {0x2614, 0x2615},   {0x2648, 0x2653},   {0x26a1, 0x26a1},   {0x26bd, 0x26be},
    {0x26d4, 0x26d4},   {0x2705, 0x2705},   {0x270a, 0x270b},   {0x2728, 0x2728},
    {0x274c, 0x274e},   {0x2753, 0x2757},   {0x2795, 0x2797},   {0x2b1b, 0x2b1c},
    {0x2b50, 0x2b50},   {0x2e80, 0x303e},   {0x3041, 0x33ff},   {0x3400, 0x4dbf},
    {0x4e00, 0xa4cf},   {0xa960, 0xa97f},   {0xac00, 0xd7a3},   {0xf900, 0xfaff},
    {0xfe30, 0xfe6f},   {0xff01, 0xff60},   {0xffe0, 0xffe6},   {0x16fe0, 0x18cff},
    {0x1b000, 0x1b2ff}, {0x1f004, 0x1f004}, {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f19a},
    {0x1f200, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f7e0, 0x1f7f0}, {0x1f90c, 0x1f9ff},
    {0x1fa70, 0x1faff}, {0x20000, 0x3fffd},
};

/* Combining marks of the common scripts: no column of their own. */
static const code_range narrow_codes[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x0610, 0x061a}, {0x064b, 0x065f},
    {0x0670, 0x0670}, {0x06d6, 0x06dc}, {0x0900, 0x0902}, {0x093c, 0x093c}, {0x0941, 0x0948},
    {0x094d, 0x094d}, {0x0e31, 0x0e31}, {0x0e34, 0x0e3a}, {0x0e47, 0x0e4e}, {0x1ab0, 0x1aff},
    {0x1dc0, 0x1dff}, {0x20d0, 0x20ff}, {0x302a, 0x302d}, {0x3099, 0x309a}, {0xfe20, 0xfe2f},
};

static bool is_within(const code_range *ranges, size_t count, uint32_t code)
{
    size_t low = 0;

    while (low < count) {
        size_t middle = low + (count - low) / 2;

        if (code < ranges[middle].first) count = middle;
        else if (code > ranges[middle].last) low = middle + 1;
        else return true;
    }
    return false;
}

bool fh_sink_is_unsafe(uint32_t code)
{
    return code > 0x10ffff || is_within(unsafe_codes, FH_COUNT(unsafe_codes), code) ||
           (code >= 0xd800 && code <= 0xdfff);
}

/* ---- bytes ----------------------------------------------------------------------------------- */

void fh_sink_init(fh_sink *sink, bool (*write)(void *user, const char *bytes, size_t count),
                  void *user)
{
    sink->write = write;
    sink->user = user;
    sink->failed = false;
    fh_buf_init(&sink->buf, 0);
}

static void flush(fh_sink *sink)
{
    if (sink->buf.failed) sink->failed = true;
    if (!sink->failed && sink->buf.len > 0 &&
        !sink->write(sink->user, sink->buf.ptr, sink->buf.len))
        sink->failed = true;
    fh_buf_clear(&sink->buf);
}

bool fh_sink_done(fh_sink *sink)
{
    flush(sink);
    fh_buf_done(&sink->buf);
    return !sink->failed;
}

void fh_sink_raw(fh_sink *sink, fh_text text)
{
    fh_buf_add(&sink->buf, text);
    if (sink->buf.len >= SINK_FLUSH_SIZE || sink->buf.failed) flush(sink);
}

void fh_sink_put(fh_sink *sink, const char *string)
{
    fh_sink_raw(sink, fh_text_of(string));
}

void fh_sink_printf(fh_sink *sink, const char *format, ...)
{
    va_list args;
    char *room;
    int len;

    va_start(args, format);
    len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    room = len < 0 ? NULL : fh_buf_reserve(&sink->buf, (size_t)len + 1);
    if (room == NULL) {
        sink->failed = true;
        return;
    }
    va_start(args, format);
    (void)vsnprintf(room, (size_t)len + 1, format, args); /* the same text as just measured */
    va_end(args);
    sink->buf.len += (size_t)len;
    if (sink->buf.len >= SINK_FLUSH_SIZE) flush(sink);
}

void fh_sink_pad(fh_sink *sink, size_t count)
{
    while (count-- > 0) fh_sink_raw(sink, FH_TEXT(" "));
}

/* ---- characters ------------------------------------------------------------------------------ */

static bool is_tail(fh_text text, size_t at, unsigned char low, unsigned char high)
{
    return at < text.len && (unsigned char)text.ptr[at] >= low &&
           (unsigned char)text.ptr[at] <= high;
}

static uint32_t tail_bits(fh_text text, size_t at)
{
    return (uint32_t)(unsigned char)text.ptr[at] & 0x3f;
}

size_t fh_sink_decode(fh_text text, uint32_t *ret_code)
{
    uint32_t lead = (unsigned char)text.ptr[0];

    *ret_code = lead < 0x80 ? lead : UINT32_MAX;
    if (lead >= 0xc2 && lead <= 0xdf && is_tail(text, 1, 0x80, 0xbf)) {
        *ret_code = (lead & 0x1f) << 6 | tail_bits(text, 1);
        return 2;
    }
    if (lead >= 0xe0 && lead <= 0xef &&
        is_tail(text, 1, lead == 0xe0 ? 0xa0 : 0x80, lead == 0xed ? 0x9f : 0xbf) &&
        is_tail(text, 2, 0x80, 0xbf)) {
        *ret_code = (lead & 0x0f) << 12 | tail_bits(text, 1) << 6 | tail_bits(text, 2);
        return 3;
    }
    if (lead >= 0xf0 && lead <= 0xf4 &&
        is_tail(text, 1, lead == 0xf0 ? 0x90 : 0x80, lead == 0xf4 ? 0x8f : 0xbf) &&
        is_tail(text, 2, 0x80, 0xbf) && is_tail(text, 3, 0x80, 0xbf)) {
        *ret_code = (lead & 0x07) << 18 | tail_bits(text, 1) << 12 | tail_bits(text, 2) << 6 |
                    tail_bits(text, 3);
        return 4;
    }
    return 1;
}

/* A printable piece of output: the character itself or its escape. */
typedef struct sink_piece {
    char bytes[SINK_PIECE_SIZE];
    size_t len, columns;
} sink_piece;

static void escape_byte(sink_piece *piece, unsigned char byte)
{
    piece->len = piece->columns = 4;
    (void)snprintf(piece->bytes, sizeof(piece->bytes), "\\x%02x", byte); /* 4 of 16 bytes */
}

static void escape_code(sink_piece *piece, uint32_t code)
{
    int len = snprintf(piece->bytes, sizeof(piece->bytes), "\\u{%04x}", (unsigned)code);

    piece->len = piece->columns = len > 0 ? (size_t)len : 0;
}

/* GitHub and Azure take "##[...]" and "##vso[...]" for commands anywhere in a line of a build log,
 * TeamCity "##teamcity[...]": is the '#' at `at` the second one of such a word? */
static bool is_log_command(fh_text text, size_t at)
{
    size_t next = at + 1;

    if (at == 0 || text.ptr[at] != '#' || text.ptr[at - 1] != '#') return false;
    while (next < text.len && fh_is_alpha(text.ptr[next])) next++;
    return next < text.len && text.ptr[next] == '[';
}

/* GitHub takes a line for a command that has "::" behind its blanks. The text may stand at the
 * start of a line, so it must not start like that. */
static bool is_line_command(fh_text text, size_t at)
{
    size_t first = 0;

    if (text.ptr[at] != ':') return false;
    while (first < at && fh_is_blank(text.ptr[first])) first++;
    return first == at && at + 1 < text.len && text.ptr[at + 1] == ':';
}

/* Make the piece for the character at `at`; gives the bytes of `text` that it stands for. */
static size_t take_piece(fh_text text, size_t at, sink_piece *ret_piece)
{
    uint32_t code;
    size_t size = fh_sink_decode(fh_text_slice(text, at, text.len), &code);

    if (code == UINT32_MAX) {
        escape_byte(ret_piece, (unsigned char)text.ptr[at]);
    } else if (code == '\t') {
        *ret_piece = (sink_piece){.bytes = " ", .len = 1, .columns = 1};
    } else if (fh_sink_is_unsafe(code) && code >= 0x80) {
        escape_code(ret_piece, code);
    } else if (fh_sink_is_unsafe(code) || is_log_command(text, at) || is_line_command(text, at)) {
        escape_byte(ret_piece, (unsigned char)code);
    } else {
        memcpy(ret_piece->bytes, text.ptr + at, size);
        ret_piece->len = size;
        ret_piece->columns = is_within(wide_codes, FH_COUNT(wide_codes), code)       ? 2
                             : is_within(narrow_codes, FH_COUNT(narrow_codes), code) ? 0
                                                                                     : 1;
    }
    return size;
}

size_t fh_sink_columns(fh_text text)
{
    size_t columns = 0;
    sink_piece piece;

    for (size_t at = 0; at < text.len;) {
        at += take_piece(text, at, &piece);
        columns += piece.columns;
    }
    return columns;
}

size_t fh_sink_terminal(fh_sink *sink, fh_text text, size_t max_columns)
{
    const fh_text points = FH_TEXT("...");
    bool is_cut = max_columns > 0 && fh_sink_columns(text) > max_columns;
    size_t room = !is_cut ? SIZE_MAX : max_columns > points.len ? max_columns - points.len : 0;
    size_t columns = 0;
    sink_piece piece;

    for (size_t at = 0; at < text.len;) {
        at += take_piece(text, at, &piece);
        if (columns + piece.columns > room) break;
        fh_sink_raw(sink, fh_text_make(piece.bytes, piece.len));
        columns += piece.columns;
    }
    if (!is_cut) return columns;
    fh_sink_raw(sink, fh_text_slice(points, 0, max_columns - columns));
    return max_columns - columns < points.len ? max_columns : columns + points.len;
}
