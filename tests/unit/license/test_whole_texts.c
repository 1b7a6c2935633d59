/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/records.h"
#include "license/tokens.h"
#include "scanned.h"

/* The words of the corpus' own text of `id` as a file, `change` at a time: texts need not be copied
 * into tests. */
static fh_text text_of(fh_arena *arena, const char *id)
{
    fh_license_corpus corpus;
    uint32_t number = 0;
    fh_text text = FH_TEXT("");
    CHECK_INT(fh_license_corpus_builtin(&corpus), FH_OK);
    CHECK(fh_license_number_find(&corpus, fh_text_of(id), &number));
    for (uint32_t i = 0; i < corpus.count[FH_SECTION_TEXTS]; i++) {
        const fh_text_record record = fh_text_record_get(&corpus, i);
        if (record.role != FH_TEXT_LICENSE ||
            fh_corpus_u16(corpus.at[FH_SECTION_MEMBERS], record.member) != number)
            continue;
        for (uint32_t k = 0; k < record.count; k++) {
            const uint16_t word = fh_corpus_u16(corpus.at[FH_SECTION_TOKENS], record.first + k);
            const fh_text spelling =
                fh_corpus_string(&corpus, fh_corpus_u32(corpus.at[FH_SECTION_SPELLING], word));
            text = fh_arena_printf(arena, "%.*s%.*s ", FH_TEXT_ARGS(text), FH_TEXT_ARGS(spelling));
        }
        return text;
    }
    return text;
}

static fh_text replaced(fh_arena *arena, fh_text text, const char *old, const char *new)
{
    const size_t at = fh_text_find(text, fh_text_of(old));
    if (!CHECK(at != SIZE_MAX)) return text;
    return fh_arena_printf(arena, "%.*s%s%.*s", (int)at, text.ptr, new,
                           FH_TEXT_ARGS(fh_text_slice(text, at + strlen(old), text.len)));
}

static void check_text(fh_text text, const char *want)
{
    scanned self = scan_text("LICENSE", text);
    CHECK_TEXT(told_by(&self), want);
    fh_arena_done(&self.arena);
}

static void whole(void)
{
    fh_arena arena;
    fh_arena_init(&arena, 0);
    check_text(text_of(&arena, "MIT"), "exact MIT");
    check_text(text_of(&arena, "Apache-2.0"), "exact Apache-2.0");
    check_text(fh_arena_printf(&arena, "%.*s\n\n%.*s", FH_TEXT_ARGS(text_of(&arena, "ISC")),
                               FH_TEXT_ARGS(text_of(&arena, "Zlib"))),
               "exact ISC; exact Zlib");
    fh_arena_done(&arena);
}

/* A word turned round is material, wherever it stands. */
static void flipped(void)
{
    fh_arena arena;
    fh_arena_init(&arena, 0);
    const fh_text text = text_of(&arena, "MIT");
    const fh_text changed[] = {
        replaced(&arena, text, "is hereby", "is not hereby"),
        replaced(&arena, text, "without restriction", "with restriction"),
        replaced(&arena, text, "in no event shall the", "in no event shall not the")};
    for (size_t i = 0; i < FH_COUNT(changed); i++) {
        scanned self = scan_text("LICENSE", changed[i]);
        CHECK_TEXT(told_by(&self), "modified MIT");
        bool material = false;
        for (size_t k = 0; k < self.result.matches.items[0].edits.count; k++)
            material = material || self.result.matches.items[0].edits.items[k].material;
        CHECK(material);
        fh_arena_done(&self.arena);
    }
    fh_arena_done(&arena);
}

/* The statements before a text are part of its span. */
static void statements(void)
{
    fh_arena arena;
    fh_arena_init(&arena, 0);
    const fh_text text = fh_arena_printf(&arena,
                                         "Copyright (c) 2019 Some One\n"
                                         "Copyright (c) 2020 Any Body\n\n%.*s",
                                         FH_TEXT_ARGS(text_of(&arena, "MIT-0")));
    scanned self = scan_text("LICENSE", text);
    if (CHECK_INT(self.result.matches.count, 1))
        CHECK_INT(self.result.matches.items[0].start_byte, 0);
    fh_arena_done(&self.arena);
    fh_arena_done(&arena);
}

int main(void)
{
    RUN(whole);
    RUN(flipped);
    RUN(statements);
    return DONE();
}
