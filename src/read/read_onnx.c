/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/cursor.h"
#include "read/model_facts.h"

/* ONNX: the fields of the outer message (onnx.proto3: ModelProto), the graph skipped by its length.
 * Wire format: the encoding guide of Protocol Buffers. Metadata may stand behind the graph. */

enum {
    FIELD_IR_VERSION = 1,
    FIELD_PRODUCER = 2,
    FIELD_PRODUCER_VERSION = 3,
    FIELD_DOMAIN = 4,
    FIELD_GRAPH = 7,
    FIELD_OPSET = 8,
    FIELD_METADATA = 14,
    MOST_FIELDS = 10000,
    MOST_ENTRIES = 64,
    LONGEST_TEXT = 4096
};

extern const fh_reader fh_reader_onnx;

typedef struct field {
    uint32_t number, wire;
    uint64_t value; /* varint */
    fh_text bytes;  /* of a length-delimited one */
} field;

typedef struct wire {
    fh_cursor cursor;
    bool past_end; /* a length reached past the bytes */
    bool broken;
} wire;

static uint64_t take_varint(wire *self)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const uint8_t byte = fh_cursor_u8(&self->cursor);
        if (self->cursor.failed) {
            self->past_end = true;
            return 0;
        }
        value |= (uint64_t)(byte & 0x7f) << shift;
        if ((byte & 0x80) == 0) return value;
    }
    self->broken = true;
    return 0;
}

static void skip(wire *self, uint64_t count)
{
    if (count > self->cursor.text.len - self->cursor.at) self->past_end = true;
    else self->cursor.at += (size_t)count;
}

/* The next field; false at the end, and with `past_end` or `broken` set where it stops early. */
static bool next_field(wire *self, field *ret_field)
{
    if (fh_cursor_at_end(&self->cursor)) return false;
    const uint64_t tag = take_varint(self);
    *ret_field = (field){.number = (uint32_t)(tag >> 3), .wire = (uint32_t)(tag & 7)};
    if (tag >> 3 == 0 || tag >> 3 > 536870911) self->broken = true;
    if (self->past_end || self->broken) return false;
    switch (ret_field->wire) {
    case 0: ret_field->value = take_varint(self); break;
    case 1: skip(self, 8); break;
    case 5: skip(self, 4); break;
    case 2: {
        const uint64_t len = take_varint(self);
        const size_t start = self->cursor.at;
        if (self->past_end || self->broken) return false;
        skip(self, len);
        ret_field->bytes = fh_text_slice(self->cursor.text, start, self->cursor.at);
        break;
    }
    default: self->broken = true;
    }
    return !self->broken && !self->past_end;
}

/* A message of two fields by number: an opset (domain 1, version 2) or an entry (key 1, value 2).
 */
static void take_two(fh_text bytes, field *ret_first, field *ret_second)
{
    wire inner = {.cursor = fh_cursor_make(bytes)};
    field at;
    *ret_first = *ret_second = (field){0};
    for (unsigned budget = 16; budget > 0 && next_field(&inner, &at); budget--) {
        if (at.number == 1) *ret_first = at;
        if (at.number == 2) *ret_second = at;
    }
}

typedef struct onnx {
    fh_site site;
    fh_text producer, producer_version, name, license, author, base;
    bool has_version, has_graph;
    unsigned entries;
} onnx;

static void take_metadata(onnx *self, fh_text bytes)
{
    const struct {
        const char *key;
        fh_text *slot;
    } keys[] = {
        {"model_license", &self->license}, {"license", &self->license},
        {"model_name", &self->name},       {"name", &self->name},
        {"model_author", &self->author},   {"author", &self->author},
        {"base_model", &self->base},
    };
    field key, value;
    if (self->entries++ >= MOST_ENTRIES) return;
    take_two(bytes, &key, &value);
    for (size_t i = 0; i < FH_COUNT(keys); i++) {
        if (keys[i].slot->len == 0 && fh_text_eq_nocase(key.bytes, fh_text_of(keys[i].key)))
            *keys[i].slot = fh_text_slice(value.bytes, 0, LONGEST_TEXT);
    }
}

/* The default set of operators has an empty domain; others may need one vendor's runtime. */
static void take_opset(onnx *self, fh_text bytes)
{
    field domain, version;
    if (self->entries++ >= MOST_ENTRIES) return;
    take_two(bytes, &domain, &version);
    if (domain.bytes.len == 0 || !fh_text_is_utf8(domain.bytes)) return;
    fh_model_add_field(&self->site, 0, 0, "onnx.domain", fh_text_slice(domain.bytes, 0, 256));
}

static void take_field(onnx *self, const field *at)
{
    if (at->number == FIELD_IR_VERSION && at->wire == 0 && at->value > 0 && at->value < 1000)
        self->has_version = true;
    if (at->number == FIELD_GRAPH) self->has_graph = true;
    if (at->wire != 2) return;
    if (at->number == FIELD_PRODUCER) self->producer = at->bytes;
    if (at->number == FIELD_PRODUCER_VERSION) self->producer_version = at->bytes;
    if (at->number == FIELD_OPSET) take_opset(self, at->bytes);
    if (at->number == FIELD_METADATA) take_metadata(self, at->bytes);
}

static void add_facts(const onnx *self)
{
    fh_arena *arena = self->site.input->scratch;
    const fh_model_claim claim = fh_model_claim_of_text(arena, self->license, FH_TEXT(""));
    fh_fact fact = fh_read_fact(self->site.input, self->site.reader, FH_FACT_FILE, 0, 0);
    fact.subject = FH_TEXT("onnx-model");
    fact.value =
        fh_text_is_utf8(self->producer) ? fh_text_slice(self->producer, 0, 256) : FH_TEXT("");
    if (fh_text_is_utf8(self->producer_version))
        fh_fact_set(&fact, FH_ATTR_VERSION, fh_text_slice(self->producer_version, 0, 64));
    fh_site_add(&self->site, &fact);
    if (self->name.len > 0 || claim.expression.len > 0)
        fh_model_add(&self->site, 0, 0,
                     &(fh_model_fact){.id = self->name.len > 0
                                                ? self->name
                                                : fh_text_base_name(self->site.input->path),
                                      .kind = "onnx",
                                      .value = self->author,
                                      .claim = claim,
                                      .guessed = self->name.len == 0});
    fh_model_add_license(&self->site, 0, 0, &claim);
    fh_model_add(&self->site, 0, 0,
                 &(fh_model_fact){.id = fh_hub_id_of(self->base), .kind = "base", .claim = claim});
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    onnx self = {.site = {.input = input, .reader = &fh_reader_onnx, .facts = facts}};
    wire outer = {.cursor = fh_cursor_make(input->bytes)};
    field at;
    unsigned budget = MOST_FIELDS;
    while (budget > 0 && next_field(&outer, &at)) {
        take_field(&self, &at);
        budget--;
    }
    /* The head of a large file ends within the graph. */
    if (outer.past_end && input->cut && self.has_version) {
        fh_facts_add_unread(
            facts, FH_UNREAD_TOO_LARGE, 0, 0, fh_text_of(fh_reader_onnx.name),
            FH_TEXT("what stands behind the graph is beyond the part that is read"));
        self.has_graph = true;
    } else if (outer.past_end || outer.broken || budget == 0 || !self.has_version ||
               !self.has_graph) {
        fh_facts_add_unread(facts, FH_UNREAD_SYNTAX, 0, 0, fh_text_of(fh_reader_onnx.name),
                            FH_TEXT("not an ONNX model, or a broken one"));
        return;
    }
    add_facts(&self);
}

static const char *const globs[] = {"**/*.onnx", NULL};

const fh_reader fh_reader_onnx = {
    .name = "onnx",
    .about = "ONNX models: producer, operator domains, license and name in their metadata",
    .globs = globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = false,
    .binary = true,
    .read = read,
};
