/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/line_position.h"

enum { MOST_LINES = 200, MOST_KEYS = 6 };

static bool has_hash_comments(fh_language language)
{
    return language == FH_LANGUAGE_SHELL || language == FH_LANGUAGE_CMAKE ||
           language == FH_LANGUAGE_DOCKERFILE || language == FH_LANGUAGE_YAML ||
           language == FH_LANGUAGE_TOML || language == FH_LANGUAGE_MAKE ||
           language == FH_LANGUAGE_INI || language == FH_LANGUAGE_NONE;
}

/* A '#' that begins a word outside of quotes, before `end`. */
static bool is_behind_hash(fh_text line, size_t end)
{
    char quote = '\0';
    for (size_t i = 0; i < end && i < line.len; i++) {
        const char c = line.ptr[i];
        if (quote != '\0') {
            if (c == quote) quote = '\0';
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '#' && (i == 0 || fh_is_blank(line.ptr[i - 1]))) {
            return true;
        }
    }
    return false;
}

static bool is_comment(fh_language language, fh_text line, size_t column)
{
    const fh_text start = fh_text_trim(line);
    if (has_hash_comments(language)) return is_behind_hash(line, column);
    if (language == FH_LANGUAGE_XML) {
        const size_t open = fh_text_find(line, FH_TEXT("<!--"));
        return open < column;
    }
    if (language == FH_LANGUAGE_JSON) return fh_text_starts(start, FH_TEXT("//"));
    return false;
}

static fh_text unquote(fh_text text)
{
    text = fh_text_trim(text);
    while (text.len > 0 && (text.ptr[0] == '"' || text.ptr[0] == '\'' || text.ptr[0] == '-' ||
                            fh_is_blank(text.ptr[0]) || text.ptr[0] == '{'))
        text = fh_text_slice(text, 1, SIZE_MAX);
    while (text.len > 0 && (text.ptr[text.len - 1] == '"' || text.ptr[text.len - 1] == '\'' ||
                            text.ptr[text.len - 1] == '?' || text.ptr[text.len - 1] == ':' ||
                            text.ptr[text.len - 1] == '+'))
        text.len--;
    const size_t blank = fh_text_rfind_byte(text, ' ');
    return fh_text_trim(blank == SIZE_MAX ? text : fh_text_slice(text, blank + 1, SIZE_MAX));
}

/* Offset of what parts key and value in the line, or SIZE_MAX. */
static size_t separator_of(fh_language language, fh_text line)
{
    for (size_t i = 0; i < line.len; i++) {
        const char c = line.ptr[i];
        const char next = i + 1 < line.len ? line.ptr[i + 1] : ' ';
        if (c == '=' && next != '=') return i;
        if (c == ':' && (language == FH_LANGUAGE_YAML || language == FH_LANGUAGE_JSON) &&
            (fh_is_blank(next) || language == FH_LANGUAGE_JSON))
            return i;
        if (c == '(' || c == '$') return SIZE_MAX;
    }
    return SIZE_MAX;
}

/* ${NAME:-default}: the name when the column is in the default. */
static bool in_shell_default(fh_text line, size_t column, fh_text *ret_name)
{
    for (size_t i = column; i > 1; i--) {
        const char c = line.ptr[i - 1];
        if (c == '}') return false;
        if ((c == '-' || c == '=') && (line.ptr[i - 2] == ':' || fh_is_word(line.ptr[i - 2]))) {
            size_t end = line.ptr[i - 2] == ':' ? i - 2 : i - 1, start = end;
            while (start > 0 && fh_is_word(line.ptr[start - 1])) start--;
            if (start >= 2 && line.ptr[start - 1] == '{' && line.ptr[start - 2] == '$') {
                *ret_name = fh_text_slice(line, start, end);
                return true;
            }
        }
    }
    return false;
}

static size_t indent_of(fh_text line)
{
    size_t indent = 0;
    while (indent < line.len && fh_is_blank(line.ptr[indent])) indent++;
    return indent;
}

/* The keys above a line of YAML, outermost first. */
static fh_text keys_above(fh_text text, size_t line_start, fh_arena *arena)
{
    fh_text keys = {0};
    size_t end = line_start, indent, steps = 0, found = 0;
    fh_text rest = fh_text_slice(text, line_start, SIZE_MAX), line;
    if (!fh_text_next_line(&rest, &line)) return keys;
    indent = indent_of(line);
    while (end > 0 && indent > 0 && steps++ < MOST_LINES && found < MOST_KEYS) {
        const size_t last = end - 1;
        size_t start = last;
        while (start > 0 && text.ptr[start - 1] != '\n') start--;
        line = fh_text_slice(text, start, last);
        end = start;
        const size_t here = indent_of(line);
        const size_t colon = fh_text_find_byte(line, ':');
        if (fh_text_is_empty(fh_text_trim(line)) || line.ptr[here] == '#' || here >= indent ||
            colon == SIZE_MAX)
            continue;
        const fh_text key = unquote(fh_text_slice(line, here, colon));
        keys = keys.len == 0
                   ? key
                   : fh_arena_printf(arena, "%.*s.%.*s", FH_TEXT_ARGS(key), FH_TEXT_ARGS(keys));
        indent = here;
        found++;
    }
    return keys;
}

static void in_shell(fh_text line, size_t column, fh_standing *standing)
{
    fh_text name = {0};
    size_t start = indent_of(line), end = start;
    if (in_shell_default(line, column, &name)) {
        standing->position = FH_POSITION_FALLBACK;
        standing->name = name;
        return;
    }
    while (end < line.len && (fh_is_word(line.ptr[end]) || line.ptr[end] == '-' ||
                              line.ptr[end] == '/' || line.ptr[end] == '.'))
        end++;
    const bool assigns = end < line.len &&
                         (line.ptr[end] == '=' || line.ptr[end] == '?' || line.ptr[end] == ':') &&
                         end > start;
    if (assigns && column > end) {
        standing->position = FH_POSITION_ASSIGNMENT;
        standing->name = fh_text_slice(line, start, end);
    } else if (column < end) {
        standing->position = FH_POSITION_COMMAND;
    } else {
        standing->position = FH_POSITION_ARGUMENT;
        standing->callee = fh_text_slice(line, start, end);
    }
}

fh_standing fh_line_standing(fh_language language, fh_text text, size_t line_start, size_t offset,
                             fh_arena *arena, bool *ret_comment)
{
    fh_standing standing = {.position = FH_POSITION_OTHER, .list = FH_NOWHERE};
    fh_text rest = fh_text_slice(text, line_start, SIZE_MAX), line = {0};
    (void)fh_text_next_line(&rest, &line);
    const size_t column = offset - line_start;
    *ret_comment = is_comment(language, line, column);
    if (language == FH_LANGUAGE_MARKDOWN) {
        standing.position = FH_POSITION_TEXT;
        return standing;
    }
    if (language == FH_LANGUAGE_SHELL || language == FH_LANGUAGE_MAKE ||
        language == FH_LANGUAGE_DOCKERFILE) {
        in_shell(line, column, &standing);
        return standing;
    }
    const size_t separator = separator_of(language, line);
    if (language == FH_LANGUAGE_YAML) standing.owner = keys_above(text, line_start, arena);
    if (separator == SIZE_MAX) {
        if (fh_text_starts(fh_text_trim(line), FH_TEXT("-")))
            standing.position = FH_POSITION_ELEMENT;
        return standing;
    }
    standing.name = unquote(fh_text_slice(line, 0, separator));
    standing.position = column < separator ? FH_POSITION_KEY : FH_POSITION_ASSIGNMENT;
    (void)in_shell_default(line, column, &standing.name);
    return standing;
}
