/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "parse/dockerfile.h"

enum { MOST_HEREDOCS = 8 };

typedef struct docker {
    fh_arena *arena;
    fh_docker_file *file;
    fh_text rest;  /* lines not yet taken */
    uint32_t line; /* of the line taken last */
    bool failed;
} docker;

static bool take_line(docker *self, fh_text *ret_line)
{
    if (self->rest.ptr == NULL || !fh_text_next_line(&self->rest, ret_line)) return false;
    self->line++;
    return true;
}

static size_t blanks_before(fh_text text)
{
    size_t i = 0;
    while (i < text.len && fh_is_blank(text.ptr[i])) i++;
    return i;
}

static bool is_comment(fh_text line)
{
    const size_t blanks = blanks_before(line);
    return blanks < line.len && line.ptr[blanks] == '#';
}

static void add_part(docker *self, fh_text text, uint32_t column, bool heredoc)
{
    const fh_docker_part part = {text, self->line, column, heredoc};
    if (!FH_VEC_ADD(self->arena, &self->file->parts, part)) self->failed = true;
    else self->file->instructions.items[self->file->instructions.count - 1].part_count++;
}

/* The text before the mark that continues it on the next line; false when it ends here. */
static bool is_continued(const docker *self, fh_text *text)
{
    size_t len = text->len;
    while (len > 0 && fh_is_blank(text->ptr[len - 1])) len--;
    if (len == 0 || text->ptr[len - 1] != self->file->escape) return false;
    text->len = len - 1;
    return true;
}

/* "<<EOF", "<<-EOF", "<<'EOF'": the word that ends the here-document that begins at `text`. */
static fh_text heredoc_word(fh_text text)
{
    size_t at = 2;
    if (at < text.len && text.ptr[at] == '-') at++;
    if (at < text.len && (text.ptr[at] == '\'' || text.ptr[at] == '"')) at++;
    const size_t start = at;
    while (at < text.len && fh_is_word(text.ptr[at])) at++;
    return fh_text_slice(text, start, at);
}

/* Take the bodies of all here-documents that `text` opens. */
static void take_heredocs(docker *self, fh_text text)
{
    for (size_t at = 0, count = 0; at + 2 < text.len && count < MOST_HEREDOCS; at++) {
        if (text.ptr[at] != '<' || text.ptr[at + 1] != '<') continue;
        const bool shift = at > 0 && (fh_is_alnum(text.ptr[at - 1]) || text.ptr[at - 1] == '<');
        const fh_text word = heredoc_word(fh_text_slice(text, at, SIZE_MAX));
        at++;
        if (shift || word.len == 0 || fh_is_digit(word.ptr[0])) continue;
        count++;
        fh_text line;
        while (!self->failed && take_line(self, &line)) {
            if (fh_text_eq(fh_text_trim(line), word)) break;
            add_part(self, line, 1, true);
        }
    }
}

static bool takes_heredocs(fh_text name)
{
    return fh_text_eq_nocase(name, FH_TEXT("RUN")) || fh_text_eq_nocase(name, FH_TEXT("COPY")) ||
           fh_text_eq_nocase(name, FH_TEXT("ADD"));
}

static void take_instruction(docker *self, fh_text line)
{
    const size_t start = blanks_before(line);
    size_t end = start;
    while (end < line.len && !fh_is_blank(line.ptr[end])) end++;
    const fh_docker_instruction instruction = {
        .name = fh_text_slice(line, start, end),
        .line = self->line,
        .column = (uint32_t)start + 1,
        .first_part = self->file->parts.count,
    };
    if (!FH_VEC_ADD(self->arena, &self->file->instructions, instruction)) {
        self->failed = true;
        return;
    }
    fh_text text = fh_text_slice(line, end, SIZE_MAX);
    uint32_t column = (uint32_t)end + 1;
    const bool heredocs = takes_heredocs(instruction.name);
    const size_t first = self->file->parts.count;
    bool more = is_continued(self, &text);
    add_part(self, text, column, false);
    /* Comments and empty lines between continued lines do not end the instruction. */
    while (more && !self->failed && take_line(self, &text)) {
        if (is_comment(text) || blanks_before(text) == text.len) continue;
        more = is_continued(self, &text);
        add_part(self, text, 1, false);
    }
    const size_t last = self->file->parts.count;
    for (size_t i = first; heredocs && i < last && !self->failed; i++)
        take_heredocs(self, self->file->parts.items[i].text);
}

/* "# escape=`" counts only before anything that is no directive. */
static bool take_directive(docker *self, fh_text line)
{
    line = fh_text_trim(line);
    if (line.len == 0 || line.ptr[0] != '#') return false;
    const size_t equals = fh_text_find_byte(line, '=');
    if (equals == SIZE_MAX) return false;
    const fh_text name = fh_text_trim(fh_text_slice(line, 1, equals));
    const fh_text value = fh_text_trim(fh_text_slice(line, equals + 1, SIZE_MAX));
    for (size_t i = 0; i < name.len; i++)
        if (!fh_is_alpha(name.ptr[i])) return false;
    if (fh_text_eq_nocase(name, FH_TEXT("escape")) && fh_text_is(value, "`"))
        self->file->escape = '`';
    return true;
}

bool fh_docker_parse(fh_arena *arena, fh_text text, fh_docker_file *ret_file)
{
    *ret_file = (fh_docker_file){.escape = '\\'};
    if (fh_text_starts(text, FH_TEXT("\xef\xbb\xbf"))) text = fh_text_slice(text, 3, SIZE_MAX);
    docker self = {.arena = arena, .file = ret_file, .rest = text};
    bool directives = true;
    fh_text line;
    while (!self.failed && take_line(&self, &line)) {
        directives = directives && take_directive(&self, line);
        if (is_comment(line) || blanks_before(line) == line.len) continue;
        take_instruction(&self, line);
    }
    return !self.failed && !arena->failed;
}

/* ---- words ---- */

typedef struct splitter {
    fh_arena *arena;
    const fh_docker_part *parts;
    size_t count, part, at; /* the next byte is parts[part].text[at] */
    char escape;
    bool json;
    fh_shell_word_vec *words;
    fh_shell_word word;
    bool in_word, has_bytes;
    char *out; /* the word's bytes; room for all parts */
    size_t start, used;
    bool failed;
} splitter;

static int peek(const splitter *self, size_t ahead)
{
    const fh_text text = self->parts[self->part].text;
    return self->at + ahead < text.len ? (unsigned char)text.ptr[self->at + ahead] : -1;
}

static void begin_word(splitter *self)
{
    if (self->in_word) return;
    const fh_docker_part *part = &self->parts[self->part];
    self->word = (fh_shell_word){.line = part->line, .column = part->column + (uint32_t)self->at};
    self->in_word = true;
    self->start = self->used;
}

static void add_byte(splitter *self, char byte)
{
    begin_word(self);
    self->out[self->used++] = byte;
}

static void end_word(splitter *self)
{
    if (!self->in_word) return;
    self->in_word = false;
    self->word.text = fh_text_make(self->out + self->start, self->used - self->start);
    if (!FH_VEC_ADD(self->arena, self->words, self->word)) self->failed = true;
}

static void add_mark(splitter *self, fh_shell_kind kind)
{
    end_word(self);
    begin_word(self);
    self->word.kind = kind;
    end_word(self);
}

/* Next byte, going on to the next part; a part that ends joins without a blank, as in a shell. */
static bool step(splitter *self)
{
    self->at++;
    return self->at < self->parts[self->part].text.len;
}

static void take_quoted(splitter *self, char quote)
{
    begin_word(self);
    self->word.quoted = true;
    (void)step(self);
    for (;;) {
        int c = peek(self, 0);
        while (c < 0 && self->part + 1 < self->count) {
            self->part++;
            self->at = 0;
            c = peek(self, 0);
        }
        if (c < 0) return;
        if (c == quote) {
            (void)step(self);
            return;
        }
        if (c == '\\' && quote == '"' && peek(self, 1) >= 0) (void)step(self);
        if (quote == '"' && c == '$' && peek(self, 1) == '(') self->word.computed = true;
        add_byte(self, (char)peek(self, 0));
        (void)step(self);
    }
}

/* $( ... ) up to the parenthesis that closes it, as part of a word. */
static void take_substitution(splitter *self)
{
    size_t depth = 0;
    begin_word(self);
    self->word.computed = true;
    for (int c = peek(self, 0); c >= 0; c = peek(self, 0)) {
        add_byte(self, (char)c);
        (void)step(self);
        if (c == '(') depth++;
        if (c == ')' && --depth == 0) return;
    }
}

static bool is_operator(int c)
{
    return c == ';' || c == '&' || c == '|' || c == '(' || c == ')';
}

static void take_byte(splitter *self, int c)
{
    const int next = peek(self, 1);
    if (fh_is_blank((char)c) ||
        (self->json && !self->in_word && (c == '[' || c == ']' || c == ',')) ||
        (self->json && self->in_word && c == ',')) {
        end_word(self);
        (void)step(self);
    } else if (c == '"' || c == '\'') {
        take_quoted(self, (char)c);
        if (self->json) end_word(self);
    } else if (c == '`' && self->escape != '`') {
        begin_word(self);
        self->word.computed = true;
        (void)step(self);
    } else if (c == '\\') {
        /* The last byte of a line of a here-document: the command goes on. */
        (void)step(self);
        if (next < 0) return;
        add_byte(self, (char)next);
        (void)step(self);
    } else if (c == '$' && next == '(') {
        add_byte(self, '$');
        (void)step(self);
        take_substitution(self);
    } else if (c == '#' && !self->in_word) {
        self->at = self->parts[self->part].text.len;
    } else if (is_operator(c)) {
        add_mark(self, FH_SHELL_END);
        (void)step(self);
    } else if (c == '>' || c == '<') {
        /* In "2>" the digit belongs to the redirection; "pkg>=1" unquoted is one, too. */
        add_mark(self, FH_SHELL_REDIRECT);
        while (peek(self, 0) == '>' || peek(self, 0) == '<' || peek(self, 0) == '&' ||
               peek(self, 0) == '-')
            (void)step(self);
    } else {
        add_byte(self, (char)c);
        (void)step(self);
    }
}

bool fh_docker_words(fh_arena *arena, const fh_docker_file *file,
                     const fh_docker_instruction *instruction, fh_shell_word_vec *ret_words)
{
    *ret_words = (fh_shell_word_vec){0};
    if (instruction->part_count == 0) return true;
    splitter self = {.arena = arena,
                     .parts = file->parts.items + instruction->first_part,
                     .count = instruction->part_count,
                     .escape = file->escape,
                     .words = ret_words};
    size_t room = 0;
    for (size_t i = 0; i < self.count; i++) room += self.parts[i].text.len;
    self.out = fh_arena_alloc(arena, room + 1);
    if (self.out == NULL) return false;
    const fh_text first = fh_text_trim(self.parts[0].text);
    self.json = first.len > 0 && first.ptr[0] == '[' &&
                (first.len == 1 || first.ptr[1] == '"' || fh_is_blank(first.ptr[1]));
    while (self.part < self.count && !self.failed) {
        for (int c = peek(&self, 0); c >= 0 && !self.failed; c = peek(&self, 0))
            take_byte(&self, c);
        if (self.part + 1 < self.count && self.parts[self.part + 1].heredoc &&
            !fh_text_ends(self.parts[self.part].text, FH_TEXT("\\")))
            add_mark(&self, FH_SHELL_END);
        self.part++;
        self.at = 0;
    }
    self.part = self.count - 1;
    end_word(&self);
    return !self.failed && !arena->failed;
}
