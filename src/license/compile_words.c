/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/compile.h"

#include <stdlib.h>
#include <string.h>

#include "license/tokens.h"

/* The vocabulary: every word of texts, names and grammar gets a number; spellings that the
 * guidelines hold for equal share one. */

static char fold_at(fh_text word, size_t index)
{
    if (index == 0 || (unsigned char)word.ptr[index] < 0x80) return fh_lower(word.ptr[index]);
    return (char)fh_token_fold_latin((unsigned char)word.ptr[index - 1],
                                     (unsigned char)word.ptr[index]);
}

void fh_compile_word_add(fh_compiler *compiler, fh_text spelling, uint32_t hash)
{
    uint32_t index;
    fh_text key = spelling;
    char *folded = fh_arena_alloc(&compiler->arena, spelling.len + 1);
    if (folded == NULL) fh_compile_die("no memory");
    size_t len = 0;
    for (size_t i = 0; i < spelling.len; i++) /* "non-" and "sub-" join, as in tokens */
        if (spelling.ptr[i] != '-') folded[len++] = fold_at(spelling, i);
    key = fh_text_make(folded, len);
    if (fh_table_find(&compiler->word_by_text, key, &index)) return;
    const fh_compile_word word = {.hash = hash, .standard = hash, .spelling = key};
    if (!FH_VEC_ADD(&compiler->arena, &compiler->words, word)) fh_compile_die("no memory");
    (void)fh_table_set(&compiler->word_by_text, key, (uint32_t)compiler->words.count - 1);
}

uint32_t fh_compile_words(fh_compiler *compiler, fh_text text, uint32_t *ret_hashes, uint32_t max)
{
    fh_arena scratch;
    fh_arena_init(&scratch, 0);
    const fh_tokens tokens = fh_tokens_read(NULL, text, &scratch);
    const uint32_t count = tokens.count < max ? tokens.count : max;
    for (uint32_t i = 0; i < count; i++) {
        const fh_token *token = &tokens.items[i];
        ret_hashes[i] = token->hash;
        fh_compile_word_add(compiler, fh_text_make(text.ptr + token->start, token->len),
                            token->hash);
    }
    const uint32_t all = tokens.count;
    fh_arena_done(&scratch);
    return all;
}

static int by_hash(const void *a, const void *b)
{
    const fh_compile_word *x = a, *y = b;
    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    return fh_text_compare(x->spelling, y->spelling);
}

static fh_compile_word *find_word(const fh_compiler *compiler, uint32_t hash)
{
    size_t low = 0, high = compiler->words.count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (compiler->words.items[middle].hash < hash) low = middle + 1;
        else high = middle;
    }
    return low < compiler->words.count && compiler->words.items[low].hash == hash
               ? &compiler->words.items[low]
               : NULL;
}

/* Words that only signed texts have: the hash is all we know of them. */
static void add_signed_words(fh_compiler *compiler)
{
    const size_t known = compiler->words.count;
    for (size_t i = 0; i < compiler->texts.count; i++) {
        const fh_compile_text *text = &compiler->texts.items[i];
        for (uint32_t k = 0; k < text->count; k++) {
            fh_compiler view = *compiler;
            view.words.count = known;
            if (find_word(&view, text->hashes[k]) != NULL) continue;
            const fh_compile_word word = {.hash = text->hashes[k], .standard = text->hashes[k]};
            if (!FH_VEC_ADD(&compiler->arena, &compiler->words, word)) fh_compile_die("no memory");
        }
    }
    qsort(compiler->words.items, compiler->words.count, sizeof(fh_compile_word), by_hash);
    size_t kept = 0;
    for (size_t i = 0; i < compiler->words.count; i++) {
        fh_compile_word *word = &compiler->words.items[i];
        if (kept > 0 && compiler->words.items[kept - 1].hash == word->hash) {
            fh_compile_word *last = &compiler->words.items[kept - 1];
            if (!fh_text_is_empty(last->spelling) && !fh_text_is_empty(word->spelling))
                fh_compile_die("two words with one hash: %.*s", FH_TEXT_ARGS(word->spelling));
            if (fh_text_is_empty(last->spelling)) *last = *word;
            continue;
        }
        compiler->words.items[kept++] = *word;
    }
    compiler->words.count = kept;
}

static void set_classes(fh_compiler *compiler)
{
#define LICENSE FH_CLASS_LICENSE
#define VERSION FH_CLASS_VERSION
#define UNDER FH_CLASS_UNDER
#define GRANT FH_CLASS_GRANT
#define LEGAL FH_CLASS_LEGAL
#define LATER FH_CLASS_LATER
#define OR FH_CLASS_OR
#define AND FH_CLASS_AND
#define FILL FH_CLASS_FILL
#define NEGATIVE FH_CLASS_NEGATIVE
#define SEE FH_CLASS_SEE
#define URL FH_CLASS_URL
#define STYLE FH_CLASS_STYLE
#define ONLY FH_CLASS_ONLY
#define WITH FH_CLASS_WITH
#define ANY FH_CLASS_ANY
#define FH_KEYWORD(word, classes) {word, (uint32_t)(classes)},
    static const struct {
        const char *word;
        uint32_t class;
    } rows[] = {
#include "license/keywords.def"
    };
#undef FH_KEYWORD
#undef LICENSE
#undef VERSION
#undef UNDER
#undef GRANT
#undef LEGAL
#undef LATER
#undef OR
#undef AND
#undef FILL
#undef NEGATIVE
#undef SEE
#undef URL
#undef STYLE
#undef ONLY
#undef WITH
#undef ANY
    for (size_t i = 0; i < FH_COUNT(rows); i++) {
        fh_compile_word *word = find_word(compiler, fh_token_hash(fh_text_of(rows[i].word)));
        if (word == NULL) fh_compile_die("no such word: %s", rows[i].word);
        word->class |= rows[i].class;
    }
}

/* Word `index` with `there` where `here` stands, as another spelling of it. */
static void add_spelling(fh_compiler *compiler, size_t index, const char *here, const char *there)
{
    uint32_t number;
    const fh_compile_word word = compiler->words.items[index];
    const size_t at = fh_text_find(word.spelling, fh_text_of(here));
    const fh_text tail = fh_text_slice(word.spelling, at + strlen(here), word.spelling.len);
    const fh_text other = fh_arena_printf(&compiler->arena, "%.*s%s%.*s", (int)at,
                                          word.spelling.ptr, there, FH_TEXT_ARGS(tail));
    if (fh_table_find(&compiler->word_by_text, other, &number)) {
        if (compiler->words.items[number].standard == compiler->words.items[number].hash)
            compiler->words.items[number].standard = word.hash;
        return;
    }
    fh_compile_word_add(compiler, other, fh_token_hash(other));
    if (fh_table_find(&compiler->word_by_text, other, &number))
        compiler->words.items[number].standard = word.hash;
}

/* British spellings that follow a rule: -ise for -ize, -our for -or, licence for license. */
static void add_british(fh_compiler *compiler)
{
    static const char *const sizes[] = {"ize",   "izes",    "ized",     "izer",   "izers",
                                        "izing", "ization", "izations", "izable", "izably"};
    static const char *const colors[] = {"favor",    "honor",    "labor",   "color",
                                         "behavior", "neighbor", "endeavor"};
    enum { STEM = 4 };
    const size_t known = compiler->words.count;
    for (size_t i = 0; i < known; i++) {
        const fh_compile_word word = compiler->words.items[i];
        if (fh_text_is_empty(word.spelling) || word.standard != word.hash) continue;
        for (size_t k = 0; k < FH_COUNT(sizes); k++) {
            const size_t len = strlen(sizes[k]);
            if (word.spelling.len >= len + STEM &&
                fh_text_ends(word.spelling, fh_text_of(sizes[k])) &&
                fh_text_find(word.spelling, FH_TEXT("iz")) == word.spelling.len - len)
                add_spelling(compiler, i, "iz", "is");
        }
        for (size_t k = 0; k < FH_COUNT(colors); k++)
            if (fh_text_starts(word.spelling, fh_text_of(colors[k])))
                add_spelling(compiler, i, "or", "our");
        if (fh_text_find(word.spelling, FH_TEXT("licens")) != SIZE_MAX)
            add_spelling(compiler, i, "licens", "licenc");
    }
}

/* spelling.tsv: a word, and the word that stands for it. */
void fh_compile_spelling(fh_compiler *compiler, const char *overlay)
{
    fh_text rest = fh_compile_file(compiler, overlay, "spelling.tsv");
    fh_text field[FH_COMPILE_FIELDS];
    while (fh_compile_row(&rest, field)) {
        uint32_t index;
        const uint32_t standard = fh_token_hash(field[1]);
        fh_compile_word_add(compiler, field[1], standard);
        fh_compile_word_add(compiler, field[0], fh_token_hash(field[0]));
        if (fh_table_find(&compiler->word_by_text, field[0], &index))
            compiler->words.items[index].standard = standard;
    }
    add_british(compiler);
}

/* Every keyword is a word, whether a text has it or not. */
static void add_keywords(fh_compiler *compiler)
{
#define FH_KEYWORD(word, classes) word,
    static const char *const words[] = {
#include "license/keywords.def"
    };
#undef FH_KEYWORD
    for (size_t i = 0; i < FH_COUNT(words); i++)
        fh_compile_word_add(compiler, fh_text_of(words[i]), fh_token_hash(fh_text_of(words[i])));
}

void fh_compile_number(fh_compiler *compiler)
{
    add_keywords(compiler);
    qsort(compiler->words.items, compiler->words.count, sizeof(fh_compile_word), by_hash);
    add_signed_words(compiler);
    set_classes(compiler);
    for (size_t i = 0; i < compiler->words.count; i++) {
        fh_compile_word *word = &compiler->words.items[i];
        if (word->standard == word->hash) word->id = (uint16_t)++compiler->word_count;
    }
    if (compiler->word_count >= 0xffff) fh_compile_die("more than 65,534 words");
    for (size_t i = 0; i < compiler->words.count; i++) {
        fh_compile_word *word = &compiler->words.items[i];
        const fh_compile_word *standard = find_word(compiler, word->standard);
        if (standard == NULL) fh_compile_die("a spelling stands for no word");
        word->id = standard->id;
        word->class |= standard->class;
    }
    for (size_t i = 0; i < compiler->texts.count; i++)
        for (uint32_t k = 0; k < compiler->texts.items[i].count; k++)
            fh_corpus_put_u16(compiler->texts.items[i].ids, k,
                              fh_compile_word_id(compiler, compiler->texts.items[i].hashes[k]));
    for (size_t i = 0; i < compiler->names.count; i++)
        for (uint32_t k = 0; k < compiler->names.items[i].count; k++)
            compiler->names.items[i].ids[k] =
                fh_compile_word_id(compiler, compiler->names.items[i].hashes[k]);
}

uint16_t fh_compile_word_id(const fh_compiler *compiler, uint32_t hash)
{
    const fh_compile_word *word = find_word(compiler, hash);
    if (word == NULL) fh_compile_die("a word without number");
    return word->id;
}
