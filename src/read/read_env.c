/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/site.h"

extern const fh_reader fh_reader_env;

/* 'a b', "a b" # why, and a # why. */
static fh_text value_of(fh_text text)
{
    text = fh_text_trim(text);
    if (text.len > 0 && (text.ptr[0] == '"' || text.ptr[0] == '\'')) {
        const fh_text rest = fh_text_slice(text, 1, SIZE_MAX);
        return fh_text_slice(rest, 0, fh_text_find_byte(rest, text.ptr[0]));
    }
    if (text.len > 0 && text.ptr[0] == '#') return FH_TEXT("");
    return fh_text_trim(fh_text_slice(text, 0, fh_text_find(text, FH_TEXT(" #"))));
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_site site = fh_site_make(input, &fh_reader_env, facts);
    fh_text line, rest = input->bytes;
    uint32_t number = 0;
    while (rest.ptr != NULL && fh_text_next_line(&rest, &line)) {
        fh_fact fact;
        number++;
        fh_text text = fh_text_trim(line);
        if (fh_text_starts(text, FH_TEXT("export ")))
            text = fh_text_trim(fh_text_slice(text, 7, SIZE_MAX));
        const size_t equals = fh_text_find_byte(text, '=');
        if (equals == SIZE_MAX || text.ptr[0] == '#') continue;
        const fh_text name = fh_text_trim(fh_text_slice(text, 0, equals));
        if (name.len == 0 || fh_is_digit(name.ptr[0])) continue;
        const uint32_t column = (uint32_t)(name.ptr - line.ptr) + 1;
        if (fh_site_env(&site, number, column, name,
                        value_of(fh_text_slice(text, equals + 1, SIZE_MAX)), &fact))
            fh_site_add(&site, &fact);
    }
}

static const char *const globs[] = {
    "**/.env",          "**/.env.*",       "**/*.env",          "**/env.example",
    "**/*.env.example", "**/*.env.sample", "**/*.env.template", NULL};

const fh_reader fh_reader_env = {
    .name = "env",
    .about = ".env files: names and values, secrets left out",
    .globs = globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = false,
    .read = read,
};
