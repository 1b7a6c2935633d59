/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/cursor.h"
#include "read/model_facts.h"

/* safetensors (README of the format): eight bytes of length, then a JSON object of tensors and of
 * "__metadata__", a flat map of texts. The header of a large model has tens of megabytes, so it is
 * skipped through once and only the metadata becomes a document. */

enum { LONGEST_HEADER = 100000000, LONGEST_METADATA = 8 << 20, DEEPEST = 32, MOST_FIELDS = 64 };

extern const fh_reader fh_reader_safetensors;

typedef struct header {
    fh_text json; /* what is there of it */
    size_t at;
    bool cut; /* there is more than `json` */
    fh_text metadata;
    bool twice; /* more than one "__metadata__" */
    uint64_t tensors;
} header;

typedef enum skip_end { SKIP_GOOD, SKIP_CUT, SKIP_BROKEN } skip_end;

static void skip_blanks(header *self)
{
    while (self->at < self->json.len && fh_is_blank(self->json.ptr[self->at])) self->at++;
}

static int peek(const header *self)
{
    return self->at < self->json.len ? (unsigned char)self->json.ptr[self->at] : -1;
}

/* What running out of bytes means. */
static skip_end out(const header *self)
{
    return self->cut ? SKIP_CUT : SKIP_BROKEN;
}

/* A string; the cursor stands at its quote. */
static skip_end skip_string(header *self, fh_text *ret_content)
{
    const size_t start = ++self->at;
    for (; self->at < self->json.len; self->at++) {
        const char c = self->json.ptr[self->at];
        if (c == '\\') self->at++;
        else if (c == '"') {
            *ret_content = fh_text_slice(self->json, start, self->at);
            self->at++;
            return SKIP_GOOD;
        }
    }
    return out(self);
}

/* Any value, its brackets balanced. */
static skip_end skip_value(header *self)
{
    unsigned depth = 0;
    fh_text ignored;
    do {
        skip_blanks(self);
        const int c = peek(self);
        if (c < 0) return out(self);
        if (c == '"') {
            const skip_end end = skip_string(self, &ignored);
            if (end != SKIP_GOOD) return end;
            continue;
        }
        self->at++;
        if (c == '{' || c == '[') depth++;
        else if (c == '}' || c == ']') {
            if (depth == 0) return SKIP_BROKEN;
            depth--;
        } else if (depth == 0) {
            while (self->at < self->json.len && peek(self) != ',' && peek(self) != '}') self->at++;
        }
        if (depth > DEEPEST) return SKIP_BROKEN;
    } while (depth > 0);
    return SKIP_GOOD;
}

static skip_end skip_member(header *self)
{
    fh_text key;
    if (peek(self) != '"') return SKIP_BROKEN;
    skip_end end = skip_string(self, &key);
    skip_blanks(self);
    if (end != SKIP_GOOD) return end;
    if (peek(self) != ':') return peek(self) < 0 ? out(self) : SKIP_BROKEN;
    self->at++;
    skip_blanks(self);
    const size_t start = self->at;
    end = skip_value(self);
    if (end != SKIP_GOOD) return end;
    if (!fh_text_is(key, "__metadata__")) self->tensors++;
    else if (self->metadata.len > 0) self->twice = true;
    else self->metadata = fh_text_slice(self->json, start, self->at);
    return SKIP_GOOD;
}

static skip_end walk(header *self)
{
    self->at = 1; /* behind '{' */
    skip_blanks(self);
    if (peek(self) == '}') return SKIP_GOOD;
    for (;;) {
        const skip_end end = skip_member(self);
        if (end != SKIP_GOOD) return end;
        skip_blanks(self);
        const int c = peek(self);
        self->at++;
        if (c == '}') return SKIP_GOOD;
        if (c != ',') return c < 0 ? out(self) : SKIP_BROKEN;
        skip_blanks(self);
    }
}

/* ---- facts ---- */

static void unread(const fh_site *site, fh_unread reason, const char *message)
{
    fh_facts_add_unread(site->facts, reason, 0, 0, fh_text_of(fh_reader_safetensors.name),
                        fh_text_of(message));
}

/* Keys that trainers and the "modelspec" convention use. */
static fh_text first_of(const fh_node *map, const char *const *keys)
{
    for (; *keys != NULL; keys++) {
        const fh_text text = fh_node_text(fh_node_find(map, fh_text_of(*keys)));
        if (text.len > 0) return text;
    }
    return FH_TEXT("");
}

static void add_metadata(fh_env *env, const fh_site *site, fh_text bytes)
{
    static const char *const licenses[] = {"license", "modelspec.license", "general.license", NULL};
    static const char *const names[] = {"modelspec.title", "name", "ss_output_name", NULL};
    static const char *const bases[] = {"base_model", "base_model_name_or_path", "ss_sd_model_name",
                                        NULL};
    static const char *const kinds[] = {"modelspec.architecture", "format", NULL};
    const fh_node *map;
    if (bytes.len > LONGEST_METADATA) {
        unread(site, FH_UNREAD_TOO_LARGE, "over 8 MiB of metadata");
        return;
    }
    if (fh_doc_parse(env, site->input->scratch, FH_SYNTAX_JSON, bytes, &map) != FH_OK) {
        unread(site, fh_unread_of_status(env->error.status), env->error.message);
        return;
    }
    const fh_model_claim claim =
        fh_model_claim_of_text(site->input->scratch, first_of(map, licenses), FH_TEXT(""));
    const fh_text base = fh_hub_id_of(first_of(map, bases));
    const fh_text name = first_of(map, names);
    if (name.len > 0 || claim.expression.len > 0)
        fh_model_add(
            site, 0, 0,
            &(fh_model_fact){.id = name.len > 0 ? name : fh_text_base_name(site->input->path),
                             .kind = "safetensors",
                             .value = first_of(map, kinds),
                             .claim = claim,
                             .guessed = name.len == 0});
    fh_model_add_license(site, 0, 0, &claim);
    fh_model_add(site, 0, 0, &(fh_model_fact){.id = base, .kind = "base", .claim = claim});
    uint32_t budget = MOST_FIELDS;
    FH_NODE_EACH(child, map)
    {
        if (budget-- == 0) break;
        if (fh_text_find(child->key, FH_TEXT("license")) != SIZE_MAX)
            fh_model_add_field(site, 0, 0, "safetensors.license", fh_node_text(child));
    }
}

static void add_file(const fh_site *site, const header *self)
{
    fh_fact fact = fh_read_fact(site->input, site->reader, FH_FACT_FILE, 0, 0);
    fact.subject = FH_TEXT("safetensors");
    fh_fact_set(&fact, FH_ATTR_SIZE,
                fh_arena_printf(site->input->scratch, "%llu", (unsigned long long)self->tensors));
    fh_site_add(site, &fact);
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    const fh_site site = {.input = input, .reader = &fh_reader_safetensors, .facts = facts};
    fh_cursor cursor = fh_cursor_make(input->bytes);
    const uint64_t len = fh_cursor_u64(&cursor);
    const uint64_t left = input->bytes.len - cursor.at;
    if (cursor.failed || len < 2) {
        unread(&site, FH_UNREAD_SYNTAX, "too short for a safetensors file");
        return;
    }
    if (len > LONGEST_HEADER || (len > left && !input->cut)) {
        unread(&site, FH_UNREAD_SYNTAX,
               len > LONGEST_HEADER ? "a header above the 100 MB that the format allows"
                                    : "the header reaches past the end of the file");
        return;
    }
    header self = {.cut = len > left};
    self.json = fh_text_slice(input->bytes, cursor.at, cursor.at + (size_t)(self.cut ? left : len));
    if (self.json.len == 0 || self.json.ptr[0] != '{') {
        unread(&site, FH_UNREAD_SYNTAX, "the header is no JSON object");
        return;
    }
    const skip_end end = walk(&self);
    if (end == SKIP_BROKEN) unread(&site, FH_UNREAD_SYNTAX, "the header is broken JSON");
    if (self.twice) unread(&site, FH_UNREAD_SYNTAX, "the key __metadata__ stands twice");
    if (end == SKIP_CUT && self.metadata.len == 0)
        unread(&site, FH_UNREAD_TOO_LARGE, "the header goes on behind the part that is read");
    if (end != SKIP_BROKEN) add_file(&site, &self);
    if (self.metadata.len > 0) add_metadata(env, &site, self.metadata);
}

static const char *const globs[] = {"**/*.safetensors", NULL};

const fh_reader fh_reader_safetensors = {
    .name = "safetensors",
    .about = "header of safetensors weights: license, name and base model in its metadata",
    .globs = globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = false,
    .binary = true,
    .read = read,
};
