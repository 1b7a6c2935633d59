/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/model_facts.h"

/* GGUF, the format of ggml (its docs/gguf.md): a header of keys and typed values in front of the
 * tensors. Versions 2 and 3; big-endian files bear no mark but a version that only makes sense when
 * its bytes are swapped. Lengths and counts are checked against the bytes that are there, so the
 * walk is linear whatever they say. */

enum {
    LONGEST_KEY = 65535,
    LONGEST_TEXT = 64 << 10, /* kept; longer ones are skipped */
    MOST_BASES = 16,
    MOST_KEYS = 100000
};

extern const fh_reader fh_reader_gguf;

typedef enum value_type {
    TYPE_BOOL = 7,
    TYPE_STRING = 8,
    TYPE_ARRAY = 9,
    TYPE_U64 = 10,
    TYPE_COUNT = 13
} value_type;

/* Bytes of a value by its type; 0: no fixed size. */
static const uint8_t sizes[TYPE_COUNT] = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

typedef enum walk_end { WALK_GOOD, WALK_CUT, WALK_BROKEN } walk_end;

typedef struct base_model {
    fh_text name, organization, repo_url;
} base_model;

typedef struct gguf {
    fh_site site;
    fh_text bytes;
    size_t at;
    bool swapped, cut;
    walk_end end;
    const char *problem;
    fh_text architecture, name, license, license_name, license_link, quantized_by, repo_url;
    base_model bases[MOST_BASES], datasets[MOST_BASES];
    uint64_t keys;
} gguf;

/* Too few bytes: an error, unless these are only the head of a file that has more. */
static void stop(gguf *self, const char *problem)
{
    if (self->end != WALK_GOOD) return;
    self->end = WALK_BROKEN;
    self->problem = problem;
}

static bool has(gguf *self, uint64_t count)
{
    if (self->end != WALK_GOOD) return false;
    if (count <= self->bytes.len - self->at) return true;
    if (self->cut) self->end = WALK_CUT;
    else stop(self, "a length reaches past the end of the file");
    return false;
}

static uint64_t take_number(gguf *self, unsigned size)
{
    uint64_t value = 0;
    if (!has(self, size)) return 0;
    for (unsigned i = 0; i < size; i++) {
        const unsigned from = self->swapped ? size - 1 - i : i;
        value |= (uint64_t)(unsigned char)self->bytes.ptr[self->at + from] << (8 * i);
    }
    self->at += size;
    return value;
}

static fh_text take_text(gguf *self, uint64_t longest, const char *problem)
{
    const uint64_t len = take_number(self, 8);
    if (self->end != WALK_GOOD) return FH_TEXT("");
    if (len > longest) {
        stop(self, problem);
        return FH_TEXT("");
    }
    if (!has(self, len)) return FH_TEXT("");
    const fh_text text = fh_text_make(self->bytes.ptr + self->at, (size_t)len);
    self->at += (size_t)len;
    return text;
}

static void skip_array(gguf *self)
{
    const uint32_t type = (uint32_t)take_number(self, 4);
    const uint64_t count = take_number(self, 8);
    if (self->end != WALK_GOOD) return;
    if (type == TYPE_STRING) {
        for (uint64_t i = 0; i < count && self->end == WALK_GOOD; i++)
            (void)take_text(self, UINT64_MAX, "");
        return;
    }
    if (type >= TYPE_COUNT || sizes[type] == 0) {
        stop(self, "an array of a type that cannot be in one");
        return;
    }
    if (count > UINT64_MAX / 8 || !has(self, count * sizes[type])) {
        if (self->end == WALK_GOOD) stop(self, "an array that is longer than any file");
        return;
    }
    self->at += (size_t)(count * sizes[type]);
}

/* ---- keys ---- */

static void keep(gguf *self, fh_text *slot, fh_text value)
{
    if (slot->ptr != NULL) stop(self, "a key stands twice");
    else *slot = value;
}

/* "general.base_model.N.FIELD" behind its prefix. */
static void keep_base(gguf *self, base_model *bases, fh_text rest, fh_text value)
{
    uint64_t index = 0;
    const size_t dot = fh_text_find_byte(rest, '.');
    if (!fh_text_to_u64(fh_text_slice(rest, 0, dot), &index) || index >= MOST_BASES ||
        dot == SIZE_MAX)
        return;
    const fh_text field = fh_text_slice(rest, dot + 1, SIZE_MAX);
    if (fh_text_is(field, "name")) keep(self, &bases[index].name, value);
    else if (fh_text_is(field, "organization")) keep(self, &bases[index].organization, value);
    else if (fh_text_is(field, "repo_url")) keep(self, &bases[index].repo_url, value);
}

static void take_string(gguf *self, fh_text key, fh_text value)
{
    const struct {
        const char *key;
        fh_text *slot;
    } slots[] = {
        {"general.architecture", &self->architecture},
        {"general.name", &self->name},
        {"general.license", &self->license},
        {"general.license.name", &self->license_name},
        {"general.license.link", &self->license_link},
        {"general.quantized_by", &self->quantized_by},
        {"general.repo_url", &self->repo_url},
    };
    static const char base[] = "general.base_model.", dataset[] = "general.dataset.";
    if (value.len > LONGEST_TEXT) return;
    for (size_t i = 0; i < FH_COUNT(slots); i++)
        if (fh_text_is(key, slots[i].key)) keep(self, slots[i].slot, value);
    if (fh_text_starts(key, fh_text_of(base)))
        keep_base(self, self->bases, fh_text_slice(key, sizeof base - 1, SIZE_MAX), value);
    if (fh_text_starts(key, fh_text_of(dataset)))
        keep_base(self, self->datasets, fh_text_slice(key, sizeof dataset - 1, SIZE_MAX), value);
}

static void take_pair(gguf *self)
{
    const fh_text key = take_text(self, LONGEST_KEY, "a key of over 65535 bytes");
    const uint32_t type = (uint32_t)take_number(self, 4);
    if (self->end != WALK_GOOD) return;
    if (key.len == 0) stop(self, "a key without a name");
    else if (type == TYPE_STRING) {
        const fh_text value = take_text(self, UINT64_MAX, "");
        if (self->end == WALK_GOOD) take_string(self, key, value);
    } else if (type == TYPE_ARRAY) skip_array(self);
    else if (type >= TYPE_COUNT) stop(self, "a value of an unknown type");
    else if (has(self, sizes[type])) self->at += sizes[type];
    self->keys++;
}

static void walk(gguf *self)
{
    self->at = 4;
    uint32_t version = (uint32_t)take_number(self, 4);
    if (self->end == WALK_GOOD && (version & 0xffff) == 0) {
        self->swapped = true;
        self->at = 4;
        version = (uint32_t)take_number(self, 4);
    }
    if (self->end == WALK_GOOD && (version < 2 || version > 3)) {
        stop(self, "a version of GGUF that is not known");
        return;
    }
    (void)take_number(self, 8); /* tensors */
    const uint64_t count = take_number(self, 8);
    for (uint64_t i = 0; i < count && self->end == WALK_GOOD; i++) {
        if (i >= MOST_KEYS) stop(self, "more keys than any model has");
        take_pair(self);
    }
}

/* ---- facts ---- */

static fh_text id_of(const gguf *self, const base_model *base)
{
    fh_arena *arena = self->site.input->scratch;
    const fh_text id = fh_hub_id_of(base->repo_url);
    if (id.len > 0) return id;
    if (base->organization.len > 0 && base->name.len > 0)
        return fh_arena_printf(arena, "%.*s/%.*s", FH_TEXT_ARGS(base->organization),
                               FH_TEXT_ARGS(base->name));
    return base->name;
}

static void add_facts(const gguf *self)
{
    const fh_model_claim claim =
        fh_model_claim_of_text(self->site.input->scratch, self->license, self->license_name);
    const fh_text own = self->name.len > 0 ? self->name : fh_text_base_name(self->site.input->path);
    fh_model_add(&self->site, 0, 0,
                 &(fh_model_fact){.id = own,
                                  .kind = "gguf",
                                  .value = self->architecture,
                                  .claim = claim,
                                  .guessed = self->name.len == 0});
    fh_model_add_license(&self->site, 0, 0, &claim);
    fh_model_add_field(&self->site, 0, 0, "gguf.license", self->license);
    fh_model_add_field(&self->site, 0, 0, "gguf.license_link", self->license_link);
    fh_model_add_field(&self->site, 0, 0, "gguf.quantized_by", self->quantized_by);
    fh_model_add_field(&self->site, 0, 0, "gguf.repo_url", self->repo_url);
    for (size_t i = 0; i < MOST_BASES; i++) {
        fh_model_add(&self->site, 0, 0,
                     &(fh_model_fact){.id = id_of(self, &self->bases[i]),
                                      .kind = "base",
                                      .relation = self->quantized_by.len > 0 ? FH_TEXT("quantized")
                                                                             : FH_TEXT(""),
                                      .claim = claim});
        fh_model_add_field(&self->site, 0, 0, "gguf.dataset", id_of(self, &self->datasets[i]));
    }
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    gguf self = {.site = fh_site_make(input, &fh_reader_gguf, facts),
                 .bytes = input->bytes,
                 .cut = input->cut};
    if (!fh_text_starts(input->bytes, FH_TEXT("GGUF"))) {
        fh_facts_add_unread(facts, FH_UNREAD_SYNTAX, 0, 0, fh_text_of(fh_reader_gguf.name),
                            FH_TEXT("not a GGUF file, though its name says so"));
        return;
    }
    walk(&self);
    if (self.end == WALK_BROKEN)
        fh_facts_add_unread(facts, FH_UNREAD_SYNTAX, 0, 0, fh_text_of(fh_reader_gguf.name),
                            fh_text_of(self.problem));
    if (self.end == WALK_CUT && self.license.len == 0)
        fh_facts_add_unread(facts, FH_UNREAD_TOO_LARGE, 0, 0, fh_text_of(fh_reader_gguf.name),
                            FH_TEXT("the header goes on behind the part that is read"));
    add_facts(&self);
}

static const char *const globs[] = {"**/*.gguf", NULL};

const fh_reader fh_reader_gguf = {
    .name = "gguf",
    .about = "header of GGUF weights: architecture, license, base models, data sets",
    .globs = globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = false,
    .binary = true,
    .read = read,
};
