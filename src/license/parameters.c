/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/parameters.h"

enum { VALUE = 300, LINES = 12, LOOK = 256 << 10 };

static void add_parameter(fh_scan *scan, fh_license_match *match, const char *name, fh_text value,
                          const char *at)
{
    if (fh_text_is_empty(value)) return;
    const fh_license_parameter parameter = {
        .name = fh_text_of(name), .value = value, .byte = (uint32_t)(at - scan->bytes.ptr)};
    (void)FH_VEC_ADD(scan->arena, &match->parameters, parameter);
}

/* A line without what leads comments and lists, and without the end of a comment. */
static fh_text bare_line(fh_text line)
{
    line = fh_text_trim(line);
    if (fh_text_ends(line, FH_TEXT("*/"))) line = fh_text_slice(line, 0, line.len - 2);
    while (!fh_text_is_empty(line) &&
           fh_text_find_byte(FH_TEXT(" \t*#/;>|-"), line.ptr[0]) != SIZE_MAX)
        line = fh_text_slice(line, 1, line.len);
    return fh_text_trim(line);
}

/* ---- "Change Date: 2029-01-01" ----------------------------------------------------------------
 */

static const struct {
    const char *label, *name;
} labels[] = {{"Licensor:", "licensor"},
              {"Licensed Work:", "licensed-work"},
              {"Additional Use Grant:", "additional-use-grant"},
              {"Change Date:", "change-date"},
              {"Change License:", "change-license"}};

static bool is_label(fh_text line)
{
    for (size_t i = 0; i < FH_COUNT(labels); i++)
        if (fh_text_starts_nocase(line, fh_text_of(labels[i].label))) return true;
    return false;
}

/* The value that begins with `first` and goes on to a blank line or the next label. */
static fh_text read_value(fh_scan *scan, fh_text first, fh_text rest)
{
    fh_text value = fh_text_trim(first), line;
    for (int i = 0; i < LINES && value.len < VALUE && fh_text_next_line(&rest, &line); i++) {
        const fh_text more = bare_line(line);
        if (fh_text_is_empty(more) && !fh_text_is_empty(value)) break;
        if (is_label(more)) break;
        if (fh_text_is_empty(more)) continue;
        value = fh_text_is_empty(value) ? more
                                        : fh_arena_printf(scan->arena, "%.*s %.*s",
                                                          FH_TEXT_ARGS(value), FH_TEXT_ARGS(more));
    }
    return fh_text_slice(value, 0, VALUE);
}

static void read_labels(fh_scan *scan, fh_license_match *match)
{
    bool seen[FH_COUNT(labels)] = {false};
    fh_text line, rest = fh_text_slice(scan->bytes, 0, LOOK);
    while (fh_text_next_line(&rest, &line)) {
        const fh_text bare = bare_line(line);
        for (size_t i = 0; i < FH_COUNT(labels); i++) {
            const fh_text label = fh_text_of(labels[i].label);
            if (seen[i] || !fh_text_starts_nocase(bare, label)) continue;
            seen[i] = true;
            const fh_text first = fh_text_slice(bare, label.len, bare.len);
            add_parameter(scan, match, labels[i].name, read_value(scan, first, rest), bare.ptr);
        }
    }
}

/* ---- limits that are numbers ------------------------------------------------------------------
 */

static bool is_word(const fh_scan *scan, uint32_t index, const char *word)
{
    return index < scan->tokens.count &&
           fh_text_eq_nocase(fh_scan_word(scan, index), fh_text_of(word));
}

/* The bytes of the words [first, last] with one blank for each run of them. */
static fh_text words_of(fh_scan *scan, uint32_t first, uint32_t last)
{
    const fh_token *end = &scan->tokens.items[last];
    const fh_text text =
        fh_text_slice(scan->bytes, scan->tokens.items[first].start, end->start + end->len);
    char *joined = fh_arena_alloc(scan->arena, text.len + 1);
    size_t len = 0;
    if (joined == NULL) return (fh_text){0};
    for (size_t i = 0; i < text.len; i++) {
        const bool blank = fh_is_blank(text.ptr[i]);
        if (blank && len > 0 && joined[len - 1] == ' ') continue;
        joined[len++] = blank ? ' ' : text.ptr[i];
    }
    return fh_text_slice(fh_text_make(joined, len), 0, VALUE);
}

/* "700 million monthly active users": the first that has a number right before it. */
static void read_users(fh_scan *scan, fh_license_match *match)
{
    enum { BEFORE = 4 };
    for (uint32_t k = 1; k + 2 < scan->tokens.count; k++) {
        if (!is_word(scan, k, "monthly") || !is_word(scan, k + 1, "active") ||
            !is_word(scan, k + 2, "users"))
            continue;
        uint32_t number = UINT32_MAX;
        for (uint32_t i = k; i > 0 && i + BEFORE > k; i--)
            if ((scan->tokens.items[i - 1].flags & FH_TOKEN_NUMBER) != 0) number = i - 1;
        if (number == UINT32_MAX) continue;
        add_parameter(scan, match, "user-threshold", words_of(scan, number, k + 2),
                      scan->bytes.ptr + scan->tokens.items[number].start);
        return;
    }
}

/* "annual revenue of more than USD $1,000,000": the first amount of money behind the word. */
static void read_revenue(fh_scan *scan, fh_license_match *match)
{
    enum { BEHIND = 30 };
    for (uint32_t k = 0; k < scan->tokens.count; k++) {
        if (!is_word(scan, k, "revenue") && !is_word(scan, k, "revenues")) continue;
        for (uint32_t i = k + 1; i < scan->tokens.count && i <= k + BEHIND; i++) {
            const fh_token *token = &scan->tokens.items[i];
            const bool money = (token->flags & FH_TOKEN_NUMBER) != 0 && token->start > 0 &&
                               (scan->bytes.ptr[token->start - 1] == '$' ||
                                is_word(scan, i - 1, "usd") || is_word(scan, i - 1, "us"));
            if (!money) continue;
            uint32_t last = i;
            while (last + 1 < scan->tokens.count && last < i + 4 &&
                   ((scan->tokens.items[last + 1].flags & FH_TOKEN_NUMBER) != 0 ||
                    is_word(scan, last + 1, "million") || is_word(scan, last + 1, "billion")))
                last++;
            add_parameter(scan, match, "revenue-threshold", words_of(scan, i, last),
                          scan->bytes.ptr + token->start);
            return;
        }
    }
}

/* ---- terms that nobody knows ------------------------------------------------------------------
 */

static void read_restrictions(fh_scan *scan, fh_license_match *match)
{
    static const char *const phrases[] = {"commercial",        "may not",        "shall not",
                                          "must not",          "prohibited",     "forbidden",
                                          "internal",          "evaluation",     "reverse",
                                          "redistribut",       "confidential",   "subscription",
                                          "research purposes", "military",       "competing",
                                          "not permitted",     "not authorized", "consent"};
    for (size_t i = 0; i < FH_COUNT(phrases); i++) {
        fh_text line, rest = fh_text_slice(scan->bytes, 0, LOOK);
        const size_t at = fh_text_find_nocase(rest, fh_text_of(phrases[i]));
        if (at == SIZE_MAX) continue;
        size_t start = at;
        while (start > 0 && rest.ptr[start - 1] != '\n') start--;
        rest = fh_text_slice(rest, start, rest.len);
        (void)fh_text_next_line(&rest, &line);
        bool known = false;
        for (size_t k = 0; k < match->parameters.count; k++)
            known = known || match->parameters.items[k].byte == (uint32_t)start;
        if (known) continue;
        add_parameter(scan, match, "restriction", fh_text_slice(bare_line(line), 0, VALUE),
                      scan->bytes.ptr + start);
    }
}

static bool has_term(const fh_license_record *record, const char *term)
{
    return fh_text_find(record->terms, fh_text_of(term)) != SIZE_MAX;
}

void fh_scan_parameters(fh_scan *scan)
{
    for (size_t i = 0; i < scan->matches.count; i++) {
        fh_license_match *match = &scan->matches.items[i];
        uint32_t number;
        if (match->kind == FH_LICENSE_UNKNOWN) {
            read_restrictions(scan, match);
            read_users(scan, match);
            continue;
        }
        if (match->kind > FH_LICENSE_NOTICE || match->kind == FH_LICENSE_TAG ||
            !fh_license_number_find(scan->corpus, match->license, &number))
            continue;
        const fh_license_record record = fh_license_record_get(scan->corpus, number);
        if (has_term(&record, "change-date")) read_labels(scan, match);
        if (has_term(&record, "user-threshold")) read_users(scan, match);
        if (has_term(&record, "revenue-threshold")) read_revenue(scan, match);
    }
}
