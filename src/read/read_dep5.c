/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/license_declared.h"

/* Machine-readable debian/copyright (DEP-5, copyright-format 1.0): paragraphs of "Field: value"
 * lines, where lines that begin with a blank go on. Paragraphs with "Files" say which license holds
 * for which paths; "*" takes everything, slashes too. .reuse/dep5 is the same format. */

extern const fh_reader fh_reader_dep5;

enum { PARAGRAPHS_MAX = 4096, VALUE_MAX = 4096 };

typedef struct paragraph {
    fh_text files, license, copyright;
    uint32_t license_line;
    bool format, any;
} paragraph;

/* The value of a field with its further lines, from the end of its name to the last of them. */
static fh_text *field_of(paragraph *self, fh_text line, uint32_t number, size_t colon)
{
    const fh_text name = fh_text_slice(line, 0, colon);
    if (fh_text_eq_nocase(name, FH_TEXT("Files"))) return &self->files;
    if (fh_text_eq_nocase(name, FH_TEXT("Copyright"))) return &self->copyright;
    if (fh_text_eq_nocase(name, FH_TEXT("License"))) {
        self->license_line = number;
        return &self->license;
    }
    self->format |= fh_text_eq_nocase(name, FH_TEXT("Format")) ||
                    fh_text_eq_nocase(name, FH_TEXT("Format-Specification"));
    return NULL;
}

/* The lines of a value, trimmed, with `between` (two bytes at most) between them. */
static fh_text flattened(fh_arena *arena, fh_text text, const char *between)
{
    fh_text line, rest = fh_text_slice(text, 0, VALUE_MAX);
    char *bytes = FH_NEW_ARRAY(arena, rest.len * 3 + 3, char);
    size_t len = 0;
    if (bytes == NULL) return (fh_text){0};
    while (fh_text_next_line(&rest, &line)) {
        line = fh_text_trim(line);
        if (line.len == 0) continue;
        for (const char *c = between; len > 0 && *c != '\0'; c++) bytes[len++] = *c;
        for (size_t i = 0; i < line.len; i++) bytes[len++] = line.ptr[i];
    }
    return fh_text_make(bytes, len);
}

static void finish(fh_env *env, const fh_site *site, const paragraph *self)
{
    fh_arena *arena = site->input->scratch;
    fh_text name, rest = self->license;
    if (self->files.len == 0 || !fh_text_next_line(&rest, &name)) return;
    const fh_text files = flattened(arena, self->files, " ");
    const fh_declaration declaration = {
        .expression = name,
        .targets = files,
        .holders = flattened(arena, self->copyright, "; "),
        .whole = fh_text_is(files, "*"),
    };
    fh_add_declaration(env, site, self->license_line, 1, &declaration);
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    const fh_site site = fh_site_make(input, &fh_reader_dep5, facts);
    paragraph current = {0};
    fh_text line, rest = input->bytes, *value = NULL;
    bool machine_readable = false;
    uint32_t number = 0, paragraphs = 0;
    while (fh_text_next_line(&rest, &line) && paragraphs < PARAGRAPHS_MAX) {
        number++;
        if (fh_text_is_empty(fh_text_trim(line))) {
            if (!current.any) continue;
            machine_readable |= current.format;
            if (paragraphs++ == 0 && !machine_readable) return; /* prose */
            finish(env, &site, &current);
            current = (paragraph){0};
            value = NULL;
            continue;
        }
        if (line.ptr[0] == '#') continue;
        current.any = true;
        if (fh_is_blank(line.ptr[0])) { /* the value goes on: both are views of one buffer */
            if (value != NULL) value->len = (size_t)(line.ptr + line.len - value->ptr);
            continue;
        }
        const size_t colon = fh_text_find_byte(line, ':');
        value = colon == SIZE_MAX ? NULL : field_of(&current, line, number, colon);
        if (value != NULL) *value = fh_text_slice(line, colon + 1, SIZE_MAX);
    }
    if (machine_readable) finish(env, &site, &current);
    if (paragraphs == PARAGRAPHS_MAX)
        fh_facts_add_unread(facts, FH_UNREAD_TOO_MANY, number, 1, fh_text_of(fh_reader_dep5.name),
                            FH_TEXT("more paragraphs than are read"));
}

static const char *const globs[] = {"debian/copyright", "**/debian/copyright", ".reuse/dep5",
                                    "**/.reuse/dep5", NULL};

const fh_reader fh_reader_dep5 = {
    .name = "dep5",
    .about = "debian/copyright and .reuse/dep5: licenses declared for paths",
    .globs = globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = false,
    .read = read,
};
