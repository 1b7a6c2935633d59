/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/compile.h"

#include <stdlib.h>
#include <string.h>

/* The block: header, then the sections of corpus.h, each at a multiple of four bytes. */

enum { FILTER_BITS = 20 };

typedef struct posting {
    uint32_t hash;
    uint16_t text, position;
} posting;
FH_VEC(posting_vec, posting);

typedef struct writer {
    fh_compiler *compiler;
    fh_buf *buf;
    fh_buf strings;
    fh_table string_at;
    uint32_t offset[FH_SECTION_COUNT], count[FH_SECTION_COUNT];
    posting_vec postings;
} writer;

static void begin(writer *self, fh_corpus_section section, size_t count)
{
    while (self->buf->len % 4 != 0) fh_buf_add_u8(self->buf, 0);
    self->offset[section] = (uint32_t)self->buf->len;
    self->count[section] = (uint32_t)count;
}

static void add_u16(fh_buf *buf, uint32_t value)
{
    if (value > 0xffff) fh_compile_die("a number does not fit 16 bits");
    fh_buf_add_u8(buf, (uint8_t)(value & 0xff));
    fh_buf_add_u8(buf, (uint8_t)(value >> 8));
}

/* Offset of `text` in the strings section: u16 length, then the bytes. */
static uint32_t string_of(writer *self, fh_text text)
{
    uint32_t at;
    if (text.ptr == NULL) text = FH_TEXT("");
    if (fh_table_find(&self->string_at, text, &at)) return at;
    at = (uint32_t)self->strings.len;
    add_u16(&self->strings, (uint32_t)text.len);
    fh_buf_add(&self->strings, text);
    (void)fh_table_set(&self->string_at, text, at);
    return at;
}

static int by_posting(const void *a, const void *b)
{
    const posting *x = a, *y = b;
    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    if (x->text != y->text) return x->text < y->text ? -1 : 1;
    return x->position < y->position ? -1 : x->position > y->position;
}

/* Winnowing: of every FH_WINDOW fingerprints in a row the smallest, the last of equals. Short texts
 * keep all they have. */
static void winnow(writer *self, uint32_t number)
{
    fh_compile_text *text = &self->compiler->texts.items[number];
    const uint32_t grams = text->count >= FH_GRAM ? text->count - FH_GRAM + 1 : 0;
    const bool is_short = text->count <= FH_SHORT_TEXT;
    uint32_t last = UINT32_MAX;
    for (uint32_t i = 0; i < grams; i++) {
        if (!is_short && i + FH_WINDOW > grams) break;
        uint32_t best = i;
        for (uint32_t k = i; k < i + FH_WINDOW && !is_short; k++)
            if (fh_gram_hash(text->ids + (size_t)k * 2) <=
                fh_gram_hash(text->ids + (size_t)best * 2))
                best = k;
        if (best == last) continue;
        last = best;
        const posting item = {.hash = fh_gram_hash(text->ids + (size_t)best * 2),
                              .text = (uint16_t)number,
                              .position = (uint16_t)best};
        if (!FH_VEC_ADD(&self->compiler->arena, &self->postings, item)) fh_compile_die("no memory");
        text->grams++;
    }
    /* As many as a long file, which is winnowed, shares with it. */
    if (is_short && text->grams > 4) text->grams = text->grams * 2 / (FH_WINDOW + 1);
}

static void write_licenses(writer *self)
{
    fh_compiler *compiler = self->compiler;
    begin(self, FH_SECTION_LICENSES, compiler->licenses.count);
    for (size_t i = 0; i < compiler->licenses.count; i++) {
        const fh_compile_license *license = &compiler->licenses.items[i];
        const uint32_t gnu = compiler->families.items[license->family].flags & FH_RECORD_GNU;
        fh_buf_add_u32(self->buf, string_of(self, license->id));
        fh_buf_add_u32(self->buf, string_of(self, license->name));
        fh_buf_add_u32(self->buf, string_of(self, license->current));
        fh_buf_add_u32(self->buf, string_of(self, license->terms));
        fh_buf_add_u32(self->buf, license->flags | gnu);
        fh_buf_add_u32(self->buf, license->category | license->blueoak << 8);
        fh_buf_add_u32(self->buf, license->family);
        fh_buf_add_u32(self->buf, license->version);
    }
    uint16_t *order = FH_NEW_ARRAY(&compiler->arena, compiler->licenses.count, uint16_t);
    if (order == NULL) fh_compile_die("no memory");
    for (uint32_t i = 0; i < compiler->licenses.count; i++) {
        uint32_t at = i;
        for (; at > 0; at--) {
            const fh_text above = compiler->licenses.items[order[at - 1]].id;
            if (fh_corpus_compare_ids(above, compiler->licenses.items[i].id) <= 0) break;
            order[at] = order[at - 1];
        }
        order[at] = (uint16_t)i;
    }
    begin(self, FH_SECTION_IDS, compiler->licenses.count);
    for (size_t i = 0; i < compiler->licenses.count; i++) add_u16(self->buf, order[i]);
}

static void write_words(writer *self)
{
    const fh_compile_word_vec *words = &self->compiler->words;
    uint32_t slots = 1024;
    while (slots < words->count * 2) slots *= 2;
    const fh_compile_word **table =
        (const fh_compile_word **)fh_arena_array(&self->compiler->arena, slots, sizeof *table);
    if (table == NULL) fh_compile_die("no memory");
    for (size_t i = 0; i < words->count; i++) {
        uint32_t slot = words->items[i].hash & (slots - 1);
        while (table[slot] != NULL) slot = (slot + 1) & (slots - 1);
        table[slot] = &words->items[i];
    }
    begin(self, FH_SECTION_WORDS, slots);
    for (uint32_t i = 0; i < slots; i++) {
        fh_buf_add_u32(self->buf, table[i] == NULL ? 0 : table[i]->hash);
        add_u16(self->buf, table[i] == NULL ? 0 : table[i]->id);
        add_u16(self->buf, table[i] == NULL ? 0 : table[i]->class);
    }
    uint32_t *spelling =
        FH_NEW_ARRAY(&self->compiler->arena, self->compiler->word_count + 1, uint32_t);
    if (spelling == NULL) fh_compile_die("no memory");
    for (size_t i = 0; i < words->count; i++)
        if (words->items[i].standard == words->items[i].hash)
            spelling[words->items[i].id] = string_of(self, words->items[i].spelling);
    begin(self, FH_SECTION_SPELLING, self->compiler->word_count + 1);
    for (uint32_t i = 0; i <= self->compiler->word_count; i++)
        fh_buf_add_u32(self->buf, spelling[i]);
}

static void write_texts(writer *self)
{
    const fh_compile_text_vec *texts = &self->compiler->texts;
    uint32_t tokens = 0, members = 0;
    begin(self, FH_SECTION_TEXTS, texts->count);
    for (size_t i = 0; i < texts->count; i++) {
        const fh_compile_text *text = &texts->items[i];
        const uint32_t fields[8] = {tokens,
                                    text->count,
                                    text->required,
                                    members,
                                    text->member_count,
                                    text->role,
                                    text->grams,
                                    0};
        for (size_t k = 0; k < 8; k++) fh_buf_add_u32(self->buf, fields[k]);
        tokens += text->count;
        members += text->member_count;
    }
    begin(self, FH_SECTION_MEMBERS, members);
    for (size_t i = 0; i < texts->count; i++)
        for (uint32_t k = 0; k < texts->items[i].member_count; k++)
            add_u16(self->buf, texts->items[i].members[k]);
    begin(self, FH_SECTION_TOKENS, tokens);
    for (size_t i = 0; i < texts->count; i++)
        fh_buf_add(self->buf, fh_text_make((const char *)texts->items[i].ids,
                                           (size_t)texts->items[i].count * 2));
    begin(self, FH_SECTION_SOFT, tokens);
    for (size_t i = 0; i < texts->count; i++)
        for (uint32_t k = 0; k < texts->items[i].count; k++)
            fh_buf_add_u8(self->buf, texts->items[i].soft[k]);
}

/* Nearly all texts in use are approved by the OSI or rated by the Blue Oak Council. */
static bool is_well_known(const writer *self, uint32_t text)
{
    const uint32_t owner = self->compiler->texts.items[text].members[0];
    const fh_compile_license *license = &self->compiler->licenses.items[owner];
    return (license->flags & FH_RECORD_OSI) != 0 || license->blueoak > 0;
}

/* What a crowd of texts shares tells little and costs most: such fingerprints are kept of
 * well-known texts alone, those that a great part of all texts have not at all. */
static void thin_out(writer *self)
{
    enum { CROWD = 150, COMMON = 600 };
    posting *items = self->postings.items;
    size_t kept = 0, end = 0;
    for (size_t i = 0; i < self->postings.count; i = end) {
        while (end < self->postings.count && items[end].hash == items[i].hash) end++;
        for (size_t k = i; k < end && end - i <= COMMON; k++)
            if (end - i <= CROWD || is_well_known(self, items[k].text)) items[kept++] = items[k];
    }
    self->postings.count = kept;
}

static void write_grams(writer *self)
{
    const posting_vec *postings = &self->postings;
    uint32_t slots = 1024, unique = 0;
    for (size_t i = 0; i < postings->count; i++)
        unique += i == 0 || postings->items[i].hash != postings->items[i - 1].hash;
    while (slots < unique * 2) slots *= 2;
    uint32_t *table = FH_NEW_ARRAY(&self->compiler->arena, (size_t)slots * 2, uint32_t);
    uint8_t *filter = FH_NEW_ARRAY(&self->compiler->arena, (1u << FILTER_BITS) / 8, uint8_t);
    if (table == NULL || filter == NULL) fh_compile_die("no memory");
    for (size_t i = 0; i < postings->count; i++) {
        const uint32_t hash = postings->items[i].hash;
        if (i > 0 && hash == postings->items[i - 1].hash) continue;
        uint32_t slot = hash & (slots - 1);
        while (table[slot * 2] != 0) slot = (slot + 1) & (slots - 1);
        size_t end = i;
        while (end < postings->count && postings->items[end].hash == hash) end++;
        table[slot * 2] = hash;
        table[slot * 2 + 1] = (uint32_t)i << 12 | (uint32_t)(end - i > 0xfff ? 0xfff : end - i);
        const uint32_t bit = hash >> (32 - FILTER_BITS);
        filter[bit / 8] |= (uint8_t)(1u << bit % 8);
    }
    begin(self, FH_SECTION_GRAMS, slots);
    for (uint32_t i = 0; i < slots * 2; i++) fh_buf_add_u32(self->buf, table[i]);
    begin(self, FH_SECTION_POSTINGS, postings->count);
    for (size_t i = 0; i < postings->count; i++) {
        add_u16(self->buf, postings->items[i].text);
        add_u16(self->buf, postings->items[i].position);
    }
    if (postings->count >= 1u << 20) fh_compile_die("too many fingerprints");
    begin(self, FH_SECTION_FILTER, 1u << FILTER_BITS);
    fh_buf_add(self->buf, fh_text_make((const char *)filter, (1u << FILTER_BITS) / 8));
}

static void write_cores(writer *self)
{
    const fh_compiler *compiler = self->compiler;
    uint8_t filter[(1u << FH_CORE_FILTER_BITS) / 8] = {0};
    begin(self, FH_SECTION_CORES, compiler->cores.count);
    for (size_t i = 0; i < compiler->cores.count; i++) {
        const fh_compile_core *core = &compiler->cores.items[i];
        uint32_t words = core->first;
        for (uint32_t k = 0; k < core->text; k++) words += compiler->texts.items[k].count;
        fh_buf_add_u32(self->buf, core->hash);
        add_u16(self->buf, core->count);
        add_u16(self->buf, core->place_count);
        fh_buf_add_u32(self->buf, core->first_place);
        fh_buf_add_u32(self->buf, words);
        const uint32_t bit = core->hash >> (32 - FH_CORE_FILTER_BITS);
        filter[bit / 8] |= (uint8_t)(1u << bit % 8);
    }
    begin(self, FH_SECTION_CORE_PLACES, compiler->core_places.count);
    for (size_t i = 0; i < compiler->core_places.count; i++) {
        add_u16(self->buf, compiler->core_places.items[i].text);
        add_u16(self->buf, compiler->core_places.items[i].position);
    }
    begin(self, FH_SECTION_CORE_FILTER, sizeof filter);
    fh_buf_add(self->buf, fh_text_make((const char *)filter, sizeof filter));
}

static int by_first_word(const void *a, const void *b)
{
    const fh_compile_name *x = a, *y = b;
    if (x->ids[0] != y->ids[0]) return x->ids[0] < y->ids[0] ? -1 : 1;
    if (x->count != y->count) return x->count > y->count ? -1 : 1; /* longest first */
    return memcmp(x->ids, y->ids, sizeof x->ids);
}

static void write_names(writer *self)
{
    fh_compile_name_vec *names = &self->compiler->names;
    uint32_t words = 0, next = 0;
    qsort(names->items, names->count, sizeof *names->items, by_first_word);
    begin(self, FH_SECTION_NAMES, names->count);
    for (size_t i = 0; i < names->count; i++) {
        const fh_compile_name *name = &names->items[i];
        fh_buf_add_u32(self->buf, words);
        fh_buf_add_u32(self->buf, name->count | name->flags << 16);
        fh_buf_add_u32(self->buf, name->family);
        fh_buf_add_u32(self->buf, name->license);
        words += name->count;
    }
    begin(self, FH_SECTION_NAME_WORDS, words);
    for (size_t i = 0; i < names->count; i++)
        for (uint32_t k = 0; k < names->items[i].count; k++)
            add_u16(self->buf, names->items[i].ids[k]);
    begin(self, FH_SECTION_NAME_STARTS, self->compiler->word_count + 2);
    for (uint32_t id = 0; id <= self->compiler->word_count + 1; id++) {
        while (next < names->count && names->items[next].ids[0] < id) next++;
        add_u16(self->buf, next);
    }
}

static void write_families(writer *self)
{
    const fh_compile_family_vec *families = &self->compiler->families;
    uint32_t first = 0;
    begin(self, FH_SECTION_FAMILIES, families->count);
    for (size_t i = 0; i < families->count; i++) {
        const fh_compile_family *family = &families->items[i];
        fh_buf_add_u32(self->buf, string_of(self, family->key));
        fh_buf_add_u32(self->buf, family->fallback);
        fh_buf_add_u32(self->buf, first);
        fh_buf_add_u32(self->buf, (uint32_t)family->versions.count | family->flags << 16);
        first += (uint32_t)family->versions.count;
    }
    begin(self, FH_SECTION_VERSIONS, first);
    for (size_t i = 0; i < families->count; i++) {
        for (size_t k = 0; k < families->items[i].versions.count; k++) {
            const fh_compile_version *version = &families->items[i].versions.items[k];
            fh_buf_add_u32(self->buf, version->version);
            add_u16(self->buf, version->only);
            add_u16(self->buf, version->later);
        }
    }
}

static void patch_u32(fh_buf *buf, size_t at, uint32_t value)
{
    for (int i = 0; i < 4; i++) buf->ptr[at + (size_t)i] = (char)(value >> 8 * i & 0xff);
}

void fh_compile_write(fh_compiler *compiler, fh_buf *buf)
{
    writer self = {.compiler = compiler, .buf = buf};
    fh_buf_init(&self.strings, 0);
    fh_table_init(&self.string_at, &compiler->arena);
    fh_buf_add(buf, FH_TEXT("freeholc"));
    for (size_t i = 8; i < FH_CORPUS_HEADER; i++) fh_buf_add_u8(buf, 0);
    for (uint32_t i = 0; i < compiler->texts.count; i++) winnow(&self, i);
    qsort(self.postings.items, self.postings.count, sizeof(posting), by_posting);
    thin_out(&self);
    write_licenses(&self);
    write_words(&self);
    write_texts(&self);
    write_grams(&self);
    write_cores(&self);
    write_names(&self);
    write_families(&self);
    begin(&self, FH_SECTION_STRINGS, self.strings.len);
    fh_buf_add(buf, fh_buf_text(&self.strings));
    if (self.strings.failed || buf->failed) fh_compile_die("no memory");
    patch_u32(buf, 8, FH_CORPUS_VERSION);
    patch_u32(buf, 12, (uint32_t)buf->len);
    for (size_t i = 0; i < FH_SECTION_COUNT; i++) {
        patch_u32(buf, 16 + 8 * i, self.offset[i]);
        patch_u32(buf, 20 + 8 * i, self.count[i]);
    }
    fh_buf_done(&self.strings);
}
