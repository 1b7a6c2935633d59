/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/buf.h"
#include "parse/syntax.h"

/* Line by line, as Python's configparser reads with its defaults: a line that is indented deeper
 * than the key above continues that key's value. A section written [name "part"] is git's, and its
 * lines follow git-config(1) instead: quotes, escapes, comments behind values, no continuation by
 * indentation. Keys keep their case. Comment and blank lines inside a value are kept as empty
 * lines, so that line k of a text (from 0) stands on line `line` + k of the file. */

typedef struct ini {
    fh_builder builder;
    fh_text rest; /* of the input */
    fh_text line; /* the current one, without its end */
    uint32_t number;
    fh_node *root, *last_section;
    fh_node *section, *last_option;
    fh_node *option;  /* whose value the next line may continue, or NULL */
    size_t indent;    /* of that key */
    uint32_t skipped; /* blank and comment lines since its last line */
    bool is_git;      /* dialect of the current section */
    bool is_joined;   /* `value` is the option's text */
    fh_buf value;
} ini;

static bool fail(ini *self, size_t offset, const char *what)
{
    (void)fh_fail_at(self->builder.env, FH_BAD_INPUT, self->number, (uint32_t)offset + 1, "%s",
                     what);
    return false;
}

static bool no_memory(ini *self)
{
    (void)fh_fail(self->builder.env, FH_NO_MEMORY, "no memory for the document");
    return false;
}

static bool next_line(ini *self)
{
    if (!fh_text_next_line(&self->rest, &self->line)) return false;
    self->number++;
    return true;
}

static bool check_line(ini *self)
{
    const size_t nul = fh_text_find_byte(self->line, '\0');
    if (nul != SIZE_MAX) return fail(self, nul, "NUL byte");
    return fh_text_is_utf8(self->line) || fail(self, 0, "line is not UTF-8");
}

static size_t offset_of(const ini *self, fh_text part)
{
    return (size_t)(part.ptr - self->line.ptr);
}

/* The value is complete: nothing can continue it. */
static bool close_option(ini *self)
{
    if (self->option != NULL && self->is_joined) {
        if (self->value.failed) return no_memory(self);
        self->option->text = fh_arena_copy(self->builder.arena, fh_buf_text(&self->value));
    }
    self->option = NULL;
    self->is_joined = false;
    self->skipped = 0;
    return true;
}

static bool close_section(ini *self)
{
    if (!close_option(self)) return false;
    if (self->section != NULL) fh_builder_mark_duplicates(&self->builder, self->section);
    return true;
}

static bool open_section(ini *self, fh_text name, size_t offset)
{
    if (!close_section(self)) return false;
    fh_node *section =
        fh_builder_node(&self->builder, FH_NODE_MAP, self->number, (uint32_t)offset + 1);
    if (section == NULL) return false;
    section->key = name;
    section->key_line = self->number;
    section->key_column = (uint32_t)(name.len > 0 ? offset_of(self, name) : offset) + 1;
    fh_builder_add(self->root, &self->last_section, section);
    self->root->end_line = self->number;
    self->section = section;
    self->last_option = NULL;
    return true;
}

/* Length of [name "part"], or 0 when the text is no such header. */
static size_t git_header_length(fh_text text)
{
    size_t at = 1;
    while (at < text.len &&
           (fh_is_alnum(text.ptr[at]) || text.ptr[at] == '-' || text.ptr[at] == '.'))
        at++;
    const size_t name_end = at;
    while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t')) at++;
    if (name_end == 1 || at == name_end || at >= text.len || text.ptr[at] != '"') return 0;
    for (at++; at < text.len && text.ptr[at] != '"'; at++)
        if (text.ptr[at] == '\\') at++;
    return at + 1 < text.len && text.ptr[at + 1] == ']' ? at + 2 : 0;
}

static bool is_comment(fh_text text)
{
    return text.len > 0 && (text.ptr[0] == '#' || text.ptr[0] == ';');
}

static bool read_header(ini *self, fh_text text)
{
    size_t end = git_header_length(text);
    self->is_git = end > 0;
    if (end == 0) {
        /* configparser takes all up to the last ']', but a comment may hold one too. */
        const size_t first = fh_text_find_byte(text, ']');
        if (first == SIZE_MAX) return fail(self, offset_of(self, text), "section without ']'");
        const fh_text behind = fh_text_trim(fh_text_slice(text, first + 1, SIZE_MAX));
        end = (is_comment(behind) ? first : fh_text_rfind_byte(text, ']')) + 1;
    }
    if (end <= 2) return fail(self, offset_of(self, text), "section without a name");
    const fh_text behind = fh_text_trim(fh_text_slice(text, end, SIZE_MAX));
    if (behind.len > 0 && !is_comment(behind))
        return fail(self, offset_of(self, behind), "text behind a section");
    return open_section(self, fh_text_slice(text, 1, end - 1), offset_of(self, text));
}

/* The byte behind a backslash, for git; 0 when there is no such escape. */
static char git_escape(char byte)
{
    switch (byte) {
    case 'n': return '\n';
    case 't': return '\t';
    case 'b': return '\b';
    case '"':
    case '\\': return byte;
    default: return 0;
    }
}

/* A value that has quotes, escapes or a comment, into self->value. It may run over more lines. */
static bool read_git_value(ini *self, fh_text raw)
{
    bool quoted = false;
    size_t kept = 0; /* what remains when unquoted blanks at the end are dropped */
    for (size_t i = 0; i < raw.len; i++) {
        char byte = raw.ptr[i];
        if (byte == '"') {
            quoted = !quoted;
            kept = self->value.len;
            continue;
        }
        if (!quoted && (byte == '#' || byte == ';')) break;
        const bool escaped = byte == '\\';
        if (escaped && i + 1 == raw.len) {
            if (!next_line(self)) break;
            if (!check_line(self)) return false;
            raw = self->line;
            i = SIZE_MAX; /* the loop makes it 0 */
            continue;
        }
        if (escaped) byte = git_escape(raw.ptr[++i]);
        if (byte == 0) return fail(self, offset_of(self, raw) + i, "unknown escape in a value");
        fh_buf_add_byte(&self->value, byte);
        if (quoted || escaped || !fh_is_blank(byte)) kept = self->value.len;
    }
    if (quoted) return fail(self, self->line.len, "quote without an end");
    if (kept < self->value.len) self->value.len = kept;
    return true;
}

static bool is_plain(fh_text raw)
{
    for (size_t i = 0; i < raw.len; i++)
        if (raw.ptr[i] == '"' || raw.ptr[i] == '\\' || raw.ptr[i] == '#' || raw.ptr[i] == ';')
            return false;
    return true;
}

static size_t find_delimiter(const ini *self, fh_text text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '=' || (text.ptr[i] == ':' && !self->is_git)) return i;
        if (self->is_git && (text.ptr[i] == '#' || text.ptr[i] == ';')) break;
    }
    return SIZE_MAX;
}

/* git: a key alone stands for true. */
static bool read_bare_key(ini *self, fh_text text, fh_node *option)
{
    size_t end = 0;
    while (end < text.len && (fh_is_alnum(text.ptr[end]) || text.ptr[end] == '-')) end++;
    const fh_text behind = fh_text_trim(fh_text_slice(text, end, SIZE_MAX));
    if (!self->is_git || end == 0 || (behind.len > 0 && !is_comment(behind)))
        return fail(self, offset_of(self, text), "neither a section nor a key with a value");
    option->key = fh_text_slice(text, 0, end);
    option->text = FH_TEXT("true");
    return true;
}

static bool read_value(ini *self, fh_text text, size_t delimiter, fh_node *option)
{
    option->key = fh_text_trim(fh_text_slice(text, 0, delimiter));
    if (option->key.len == 0) return fail(self, offset_of(self, text), "a key is missing");
    const fh_text value = fh_text_trim(fh_text_slice(text, delimiter + 1, SIZE_MAX));
    option->column = (uint32_t)offset_of(self, text) + (uint32_t)delimiter + 2;
    if (value.len > 0) option->column = (uint32_t)offset_of(self, value) + 1;
    option->text = value;
    if (!self->is_git || is_plain(value)) return true;
    fh_buf_clear(&self->value);
    self->is_joined = true;
    return read_git_value(self, value);
}

static bool read_option(ini *self, fh_text text)
{
    if (!close_option(self)) return false;
    if (self->section == NULL && !open_section(self, FH_TEXT(""), offset_of(self, text)))
        return false;
    const uint32_t column = (uint32_t)offset_of(self, text) + 1;
    fh_node *option = fh_builder_node(&self->builder, FH_NODE_TEXT, self->number, column);
    if (option == NULL) return false;
    option->key_line = self->number;
    option->key_column = column;
    self->option = option;
    self->indent = column - 1;
    const size_t delimiter = find_delimiter(self, text);
    const bool ok = delimiter == SIZE_MAX ? read_bare_key(self, text, option)
                                          : read_value(self, text, delimiter, option);
    if (!ok) return false;
    option->end_line = self->section->end_line = self->root->end_line = self->number;
    fh_builder_add(self->section, &self->last_option, option);
    return true;
}

static void continue_option(ini *self, fh_text text)
{
    if (!self->is_joined) {
        fh_buf_clear(&self->value);
        fh_buf_add(&self->value, self->option->text);
        self->is_joined = true;
    }
    for (; self->skipped > 0; self->skipped--) fh_buf_add_byte(&self->value, '\n');
    fh_buf_add_byte(&self->value, '\n');
    fh_buf_add(&self->value, text);
    self->option->end_line = self->section->end_line = self->root->end_line = self->number;
}

static bool read_line(ini *self)
{
    if (!check_line(self)) return false;
    const fh_text text = fh_text_trim(self->line);
    if (text.len == 0 || is_comment(text)) {
        if (self->option != NULL) self->skipped++;
        return true;
    }
    if (self->option != NULL && !self->is_git && offset_of(self, text) > self->indent) {
        continue_option(self, text);
        return true;
    }
    return text.ptr[0] == '[' ? read_header(self, text) : read_option(self, text);
}

static bool read_lines(ini *self)
{
    while (next_line(self))
        if (!read_line(self)) return false;
    if (!close_section(self)) return false;
    fh_builder_mark_duplicates(&self->builder, self->root);
    return !self->builder.arena->failed || no_memory(self);
}

fh_status fh_ini_parse(fh_env *env, fh_arena *arena, fh_text text, const fh_node **ret_root)
{
    ini self = {.builder = {.env = env, .arena = arena}, .rest = text};
    /* A byte order mark is no column, as no editor shows it. */
    if (fh_text_starts(text, FH_TEXT("\xef\xbb\xbf"))) self.rest = fh_text_slice(text, 3, SIZE_MAX);
    self.root = fh_builder_node(&self.builder, FH_NODE_MAP, 1, 1);
    if (self.root == NULL) return env->error.status;
    fh_buf_init(&self.value, 0);
    const bool ok = read_lines(&self);
    fh_buf_done(&self.value);
    if (!ok) return env->error.status;
    *ret_root = self.root;
    return FH_OK;
}
