/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/compile.h"

#include <stdlib.h>

/* Texts: those of the data packages, word by word, and those that only the overlay knows, as hashes
 * of their words. Words that the guidelines let vary are soft: 1 may be missing, 2 may be anything.
 */

enum { SOFT_OPTIONAL = 1, SOFT_VARIABLE = 2, VARIABLE_WORDS = 10 };

/* Placeholders such as <year>, [name of owner] and {yyyy}: the words between the brackets. */
static void mark_placeholders(const fh_tokens *tokens, fh_text text, uint8_t *soft)
{
    for (uint32_t i = 0; i < tokens->count; i++) {
        const uint32_t start = tokens->items[i].start;
        const char open = start > 0 ? text.ptr[start - 1] : ' ';
        if (open != '<' && open != '[' && open != '{') continue;
        const char close = open == '<' ? '>' : open == '[' ? ']' : '}';
        for (uint32_t j = i; j < tokens->count && j < i + VARIABLE_WORDS; j++) {
            const size_t end = tokens->items[j].start + tokens->items[j].len;
            if (end >= text.len || text.ptr[end] != close) continue;
            for (uint32_t k = i; k <= j; k++) soft[k] |= SOFT_OPTIONAL | SOFT_VARIABLE;
            break;
        }
    }
}

/* "2." or "b)" where a line begins and nothing before it says that a sentence ends: the reader of
 * words cannot know that it is a bullet, but it may be missing like any other. */
static void mark_bullets(const fh_tokens *tokens, fh_text text, uint8_t *soft)
{
    for (uint32_t i = 0; i < tokens->count; i++) {
        const fh_token *token = &tokens->items[i];
        const size_t end = token->start + token->len;
        if ((token->flags & FH_TOKEN_LINE) == 0 || end + 1 >= text.len) continue;
        const uint32_t longest = (token->flags & FH_TOKEN_NUMBER) != 0 ? 2 : 1;
        if (token->len <= longest && (text.ptr[end] == '.' || text.ptr[end] == ')') &&
            fh_is_blank(text.ptr[end + 1]))
            soft[i] |= SOFT_OPTIONAL;
    }
}

static fh_compile_text *add_text(fh_compiler *compiler, uint32_t count, uint32_t role)
{
    fh_compile_text text = {.count = count, .role = role};
    text.hashes = FH_NEW_ARRAY(&compiler->arena, count, uint32_t);
    text.soft = FH_NEW_ARRAY(&compiler->arena, count, uint8_t);
    text.ids = FH_NEW_ARRAY(&compiler->arena, (size_t)count * 2, unsigned char);
    if (text.ids == NULL || count == 0 || count > 0xffff)
        fh_compile_die("a text is empty or too long");
    if (!FH_VEC_ADD(&compiler->arena, &compiler->texts, text)) fh_compile_die("no memory");
    return &compiler->texts.items[compiler->texts.count - 1];
}

static void add_member(fh_compiler *compiler, fh_compile_text *text, uint32_t license)
{
    if (text->member_count == text->member_room) {
        uint32_t *members = FH_NEW_ARRAY(&compiler->arena, text->member_room + 8, uint32_t);
        if (members == NULL) fh_compile_die("no memory");
        for (uint32_t i = 0; i < text->member_count; i++) members[i] = text->members[i];
        text->members = members;
        text->member_room += 8;
    }
    text->members[text->member_count++] = license;
}

static void remember_words(fh_compiler *compiler, const fh_tokens *tokens, fh_text text)
{
    for (uint32_t i = 0; i < tokens->count; i++) {
        const fh_token *token = &tokens->items[i];
        fh_compile_word_add(compiler, fh_text_make(text.ptr + token->start, token->len),
                            token->hash);
    }
}

/* A deprecated id shares its text with the id that says the same today; of "X WITH Y" it is the
 * text of Y. */
static void add_current(fh_compiler *compiler, fh_compile_text *text, fh_text current)
{
    uint32_t number;
    const size_t with = fh_text_find(current, FH_TEXT(" WITH "));
    if (with != SIZE_MAX) {
        current = fh_text_slice(current, with + 6, current.len);
        text->role = FH_TEXT_EXCEPTION;
    }
    if (!fh_table_find(&compiler->license_by_id, current, &number))
        fh_compile_die("deprecated.tsv: %.*s is unknown", FH_TEXT_ARGS(current));
    add_member(compiler, text, number);
}

static void add_listed_text(fh_compiler *compiler, uint32_t number)
{
    const fh_compile_license *license = &compiler->licenses.items[number];
    const fh_tokens tokens = fh_tokens_read(NULL, license->text, &compiler->arena);
    if (tokens.count == 0) fh_compile_die("%.*s has no text", FH_TEXT_ARGS(license->id));
    remember_words(compiler, &tokens, license->text);
    fh_compile_text *text = add_text(compiler, tokens.count, FH_TEXT_LICENSE);
    for (uint32_t i = 0; i < tokens.count; i++) {
        text->hashes[i] = tokens.items[i].hash;
        if ((tokens.items[i].flags & FH_TOKEN_SOFT) != 0) text->soft[i] = SOFT_OPTIONAL;
    }
    mark_placeholders(&tokens, license->text, text->soft);
    mark_bullets(&tokens, license->text, text->soft);
    text->owner = number;
    if (!fh_text_is_empty(license->current)) add_current(compiler, text, license->current);
    add_member(compiler, text, number);
}

static uint32_t hex_of(fh_text text)
{
    uint32_t value = 0;
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.ptr[i];
        value = value << 4 | (uint32_t)(fh_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    return value;
}

/* "3-7,12-12": ranges of words, both ends inside. */
static void mark_ranges(fh_compile_text *text, fh_text ranges, uint8_t mark)
{
    fh_text range, low;
    while (!fh_text_is_empty(ranges) && fh_text_next_field(&ranges, ',', &range)) {
        uint64_t from = 0, to = 0;
        (void)fh_text_next_field(&range, '-', &low);
        if (!fh_text_to_u64(low, &from) || !fh_text_to_u64(range, &to) || to >= text->count)
            fh_compile_die("the overlay has a range outside its text");
        for (uint64_t i = from; i <= to; i++) text->soft[i] |= mark;
    }
}

/* soft.tsv: id, words of its text, optional ranges, replaceable ranges. */
static void load_soft(fh_compiler *compiler, fh_text rest)
{
    fh_text field[FH_COMPILE_FIELDS];
    while (fh_compile_row(&rest, field)) {
        uint32_t number;
        uint64_t count = 0;
        fh_compile_text *text = NULL;
        if (!fh_table_find(&compiler->license_by_id, field[0], &number))
            fh_compile_die("soft.tsv: no license %.*s", FH_TEXT_ARGS(field[0]));
        for (size_t i = 0; i < compiler->texts.count; i++)
            if (compiler->texts.items[i].owner == number) text = &compiler->texts.items[i];
        if (text == NULL || !fh_text_to_u64(field[1], &count) || count != text->count)
            fh_compile_die("soft.tsv: %.*s is about another text; sign it again",
                           FH_TEXT_ARGS(field[0]));
        mark_ranges(text, field[2], SOFT_OPTIONAL);
        mark_ranges(text, field[3], SOFT_OPTIONAL | SOFT_VARIABLE);
    }
}

/* texts.tsv: id, role, hashes of the words in a row (8 digits each), optional ranges, replaceable
 * ranges. */
static void load_signed(fh_compiler *compiler, fh_text rest)
{
    static const char *const roles[] = {"license", "exception", "header", "header-later"};
    fh_text field[FH_COMPILE_FIELDS];
    while (fh_compile_row(&rest, field)) {
        uint32_t number, role = 0;
        if (!fh_table_find(&compiler->license_by_id, field[0], &number))
            fh_compile_die("texts.tsv: no license %.*s", FH_TEXT_ARGS(field[0]));
        while (role < FH_COUNT(roles) && !fh_text_is(field[1], roles[role])) role++;
        if (role == FH_COUNT(roles) || field[2].len % 8 != 0)
            fh_compile_die("texts.tsv: %.*s has an odd row", FH_TEXT_ARGS(field[0]));
        fh_compile_text *text = add_text(compiler, (uint32_t)(field[2].len / 8), role);
        for (uint32_t i = 0; i < text->count; i++)
            text->hashes[i] = hex_of(fh_text_slice(field[2], (size_t)i * 8, (size_t)i * 8 + 8));
        mark_ranges(text, field[3], SOFT_OPTIONAL);
        mark_ranges(text, field[4], SOFT_OPTIONAL | SOFT_VARIABLE);
        add_member(compiler, text, number);
    }
}

static bool is_same(const fh_compile_text *a, const fh_compile_text *b)
{
    if (a->count != b->count || (a->role == FH_TEXT_LICENSE) != (b->role == FH_TEXT_LICENSE))
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (a->hashes[i] != b->hashes[i]) return false;
    return true;
}

/* Which of two ids names a shared text: current before deprecated, "-only" and plain before the
 * rest, then the shorter, then the order of bytes. */
static bool is_better(const fh_compile_license *a, const fh_compile_license *b)
{
    const bool old_a = (a->flags & FH_RECORD_DEPRECATED) != 0;
    const bool old_b = (b->flags & FH_RECORD_DEPRECATED) != 0;
    if (old_a != old_b) return old_b;
    const bool only_a = fh_text_ends(a->id, FH_TEXT("-only"));
    const bool only_b = fh_text_ends(b->id, FH_TEXT("-only"));
    if (only_a != only_b && fh_text_starts(a->id, fh_text_slice(b->id, 0, 4))) return only_a;
    if (a->id.len != b->id.len) return a->id.len < b->id.len;
    return fh_text_compare(a->id, b->id) < 0;
}

static void merge_same(fh_compiler *compiler)
{
    size_t kept = 0;
    for (size_t i = 0; i < compiler->texts.count; i++) {
        fh_compile_text *text = &compiler->texts.items[i];
        fh_compile_text *same = NULL;
        for (size_t j = 0; j < kept && same == NULL; j++)
            if (is_same(&compiler->texts.items[j], text)) same = &compiler->texts.items[j];
        if (same == NULL) {
            compiler->texts.items[kept++] = *text;
            continue;
        }
        for (uint32_t k = 0; k < text->member_count; k++)
            add_member(compiler, same, text->members[k]);
        for (uint32_t k = 0; k < text->count; k++) same->soft[k] |= text->soft[k];
        if (text->role > same->role) same->role = text->role;
    }
    compiler->texts.count = kept;
    for (size_t i = 0; i < kept; i++) {
        fh_compile_text *text = &compiler->texts.items[i];
        for (uint32_t k = 1; k < text->member_count; k++) {
            for (uint32_t m = k; m > 0; m--) {
                const uint32_t a = text->members[m - 1], b = text->members[m];
                if (!is_better(&compiler->licenses.items[b], &compiler->licenses.items[a])) break;
                text->members[m - 1] = b;
                text->members[m] = a;
            }
        }
        for (uint32_t k = 0; k < text->count; k++) text->required += text->soft[k] == 0;
    }
}

void fh_compile_texts(fh_compiler *compiler, const char *overlay)
{
    for (uint32_t i = 0; i < compiler->licenses.count; i++)
        if (!fh_text_is_empty(compiler->licenses.items[i].text)) add_listed_text(compiler, i);
    load_soft(compiler, fh_compile_file(compiler, overlay, "soft.tsv"));
    load_signed(compiler, fh_compile_file(compiler, overlay, "texts.tsv"));
    merge_same(compiler);
}
