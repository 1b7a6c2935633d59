/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/license_pointer.h"

enum { HEAD = 4 << 10, BEFORE = 100, LONGEST = 120 };

static bool is_path_byte(char c)
{
    return fh_is_alnum(c) || c == '.' || c == '_' || c == '-' || c == '/';
}

/* A file name: LICENSE, COPYING.LESSER, LICENSE_1_0.txt, docs/LICENSE.md; not "License". */
static bool is_file_name(fh_text token)
{
    static const char *const names[] = {"LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "UNLICENSE"};
    static const char *const endings[] = {".txt", ".md", ".rst", ".TXT"};
    const fh_text name = fh_text_base_name(token);
    if (token.len > LONGEST || fh_text_find(token, FH_TEXT("..")) != SIZE_MAX) return false;
    for (size_t i = 0; i < FH_COUNT(names); i++) {
        const fh_text start = fh_text_of(names[i]);
        if (fh_text_starts(name, start) &&
            (name.len == start.len || !fh_is_alpha(name.ptr[start.len])))
            return true;
        if (!fh_text_starts_nocase(name, start)) continue;
        for (size_t k = 0; k < FH_COUNT(endings); k++)
            if (fh_text_ends(name, fh_text_of(endings[k]))) return true;
    }
    return false;
}

/* The words before it send the reader there. */
static bool is_sent(fh_text before)
{
    static const char *const words[] = {"see ",         "found in",     "in the",
                                        "accompanying", "terms of",     "file ",
                                        "refer to",     "according to", "subject to"};
    for (size_t i = 0; i < FH_COUNT(words); i++)
        if (fh_text_find_nocase(before, fh_text_of(words[i])) != SIZE_MAX) return true;
    return false;
}

static uint32_t line_of(fh_text text, size_t at)
{
    uint32_t line = 1;
    for (size_t i = 0; i < at; i++) line += text.ptr[i] == '\n';
    return line;
}

static fh_text line_around(fh_text text, size_t at)
{
    size_t from = at, to = at;
    while (from > 0 && text.ptr[from - 1] != '\n') from--;
    while (to < text.len && text.ptr[to] != '\n') to++;
    return fh_text_trim(fh_text_slice(text, from, to));
}

void fh_read_license_pointer(const fh_input *input, fh_text head, fh_facts *facts)
{
    head = fh_text_slice(head, 0, HEAD);
    for (size_t i = 0; i < head.len;) {
        if (!is_path_byte(head.ptr[i])) {
            i++;
            continue;
        }
        const size_t start = i;
        while (i < head.len && is_path_byte(head.ptr[i])) i++;
        size_t end = i;
        while (end > start && (head.ptr[end - 1] == '.' || head.ptr[end - 1] == '-')) end--;
        const fh_text token = fh_text_slice(head, start, end);
        const fh_text before = fh_text_slice(head, start > BEFORE ? start - BEFORE : 0, start);
        if (token.len == 0 || !is_file_name(token) || fh_text_ends(before, FH_TEXT(":")) ||
            !is_sent(before))
            continue;
        const uint32_t line = line_of(head, start);
        const fh_fact fact = {.kind = FH_FACT_POINTER,
                              .certainty = FH_CERTAINTY_DERIVED,
                              .contexts = input->contexts,
                              .line = line,
                              .column = 1,
                              .end_line = line,
                              .end_column = 1,
                              .subject = token,
                              .value = FH_TEXT("license-file"),
                              .quote = line_around(head, start),
                              .reader = FH_TEXT("license")};
        fh_facts_add(facts, &fact);
        return;
    }
}
