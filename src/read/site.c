/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/site.h"

enum { LONGEST_VALUE = 1024, EXPANSION_DEPTH = 8, LONGEST_REFERENCE = 1024, LONGEST_NAME = 256 };

fh_site fh_site_make(const fh_input *input, const fh_reader *reader, fh_facts *facts)
{
    return (fh_site){.input = input,
                     .reader = reader,
                     .facts = facts,
                     .lines = fh_lines_index(input->scratch, input->bytes)};
}

fh_fact fh_site_fact(const fh_site *site, fh_fact_kind kind, uint32_t line, uint32_t column)
{
    fh_fact fact = fh_read_fact(site->input, site->reader, kind, line, column);
    fact.contexts = (fact.contexts | site->contexts) & ~site->without;
    fact.quote = fh_text_trim(fh_lines_line(&site->lines, site->input->bytes, line));
    return fact;
}

fh_fact fh_site_at(const fh_site *site, fh_fact_kind kind, const fh_node *node)
{
    return fh_site_fact(site, kind, node->line, node->column);
}

fh_fact fh_site_at_key(const fh_site *site, fh_fact_kind kind, const fh_node *node)
{
    if (node->key_line == 0) return fh_site_at(site, kind, node);
    return fh_site_fact(site, kind, node->key_line, node->key_column);
}

void fh_site_add(const fh_site *site, const fh_fact *fact)
{
    fh_facts_add(site->facts, fact);
}

static bool is_reference(fh_text text)
{
    if (text.len == 0 || text.len > LONGEST_REFERENCE || fh_text_is(text, "scratch")) return false;
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.ptr[i];
        if (fh_is_blank(c) || (unsigned char)c < 0x20 || c == '<' || c == '"') return false;
    }
    return true;
}

void fh_site_add_image(const fh_site *site, const fh_node *node, fh_text reference, fh_text written,
                       const char *via)
{
    if (!is_reference(reference)) return;
    fh_fact fact = fh_site_at(site, FH_FACT_IMAGE, node);
    fact.subject = reference;
    fact.value = written;
    fh_fact_set(&fact, FH_ATTR_VIA, fh_text_of(via));
    fh_site_add(site, &fact);
}

fh_unread fh_unread_of_status(fh_status status)
{
    if (status == FH_LIMIT) return FH_UNREAD_TOO_DEEP;
    return status == FH_NO_MEMORY ? FH_UNREAD_MEMORY : FH_UNREAD_SYNTAX;
}

bool fh_is_commit(fh_text text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!fh_is_digit(text.ptr[i]) && (text.ptr[i] < 'a' || text.ptr[i] > 'f')) return false;
    return text.len == 40 || text.len == 64;
}

void fh_edge_fill(fh_fact *fact, const fh_edge *edge)
{
    fact->subject = edge->purl;
    fact->value = edge->requirement;
    fh_fact_set(fact, FH_ATTR_NAME, edge->name);
    fh_fact_set(fact, FH_ATTR_PHASE, fh_text_of(edge->phase));
    fh_fact_set(fact, FH_ATTR_NECESSITY, fh_text_of(edge->necessity));
    fh_fact_set(fact, FH_ATTR_DIRECTNESS, FH_TEXT("direct"));
    fh_fact_set(fact, FH_ATTR_PIN, fh_text_of(edge->pin));
    fh_fact_set(fact, FH_ATTR_TABLE, fh_text_of(edge->table));
    fh_fact_set(fact, FH_ATTR_GATE, edge->gate);
    fh_fact_set(fact, FH_ATTR_SOURCE, edge->source);
}

const char *fh_pin_of_requirement(fh_text requirement)
{
    requirement = fh_text_trim(requirement);
    if (requirement.len == 0 || fh_text_is(requirement, "*") || fh_text_is(requirement, "latest"))
        return "floating";
    const char first = requirement.ptr[0];
    if (first == '<' || first == '>' || first == '~' || first == '^' || first == '!')
        return "range";
    const bool open = fh_text_find_byte(requirement, '*') != SIZE_MAX ||
                      fh_text_find_byte(requirement, ',') != SIZE_MAX;
    return open ? "range" : "exact";
}

/* A word of the name ends like one of these: API_KEY, apiKey and HF_TOKEN, but not MAX_TOKENS. */
static bool is_secret_word(fh_text word)
{
    static const char *const ends[] = {"KEY",     "TOKEN",      "SECRET",      "PASSWORD",
                                       "PASSWD",  "CREDENTIAL", "CREDENTIALS", "PASSPHRASE",
                                       "SECRETS", "PASS"};
    for (size_t i = 0; i < FH_COUNT(ends); i++) {
        const fh_text end = fh_text_of(ends[i]);
        if (word.len >= end.len &&
            fh_text_eq_nocase(fh_text_slice(word, word.len - end.len, SIZE_MAX), end))
            return true;
    }
    return false;
}

bool fh_is_secret_name(fh_text name)
{
    size_t start = 0;
    for (size_t i = 0; i <= name.len; i++) {
        if (i < name.len && fh_is_alnum(name.ptr[i])) continue;
        if (is_secret_word(fh_text_slice(name, start, i))) return true;
        start = i + 1;
    }
    return false;
}

bool fh_is_secret_value(fh_text value)
{
    static const char *const starts[] = {"sk-", "ghp_",  "gho_", "github_pat_",
                                         "hf_", "xoxb-", "AKIA", "glpat-"};
    for (size_t i = 0; i < FH_COUNT(starts); i++)
        if (fh_text_starts(value, fh_text_of(starts[i])) && value.len >= 16) return true;
    /* scheme://user:password@host */
    const size_t scheme = fh_text_find(value, FH_TEXT("://"));
    if (scheme == SIZE_MAX) return false;
    fh_text host = fh_text_slice(value, scheme + 3, SIZE_MAX);
    host = fh_text_slice(host, 0, fh_text_find_byte(host, '/'));
    const size_t at = fh_text_rfind_byte(host, '@');
    return at != SIZE_MAX && fh_text_find_byte(fh_text_slice(host, 0, at), ':') != SIZE_MAX;
}

bool fh_is_env_name(fh_text name)
{
    for (size_t i = 0; i < name.len; i++)
        if (!fh_is_digit(name.ptr[i]) && name.ptr[i] != '_' &&
            (name.ptr[i] < 'A' || name.ptr[i] > 'Z'))
            return false;
    return name.len > 1;
}

bool fh_site_env(const fh_site *site, uint32_t line, uint32_t column, fh_text name, fh_text value,
                 fh_fact *ret_fact)
{
    if (name.len == 0 || name.len > LONGEST_NAME) return false;
    for (size_t i = 0; i < name.len; i++)
        if (!fh_is_word(name.ptr[i]) && name.ptr[i] != '.' && name.ptr[i] != '-') return false;
    *ret_fact = fh_site_fact(site, FH_FACT_ENV, line, column);
    ret_fact->subject = name;
    ret_fact->value = fh_text_slice(value, 0, LONGEST_VALUE);
    if (fh_is_secret_name(name) || fh_is_secret_value(value)) {
        ret_fact->value = FH_TEXT("");
        ret_fact->quote = name;
    }
    return true;
}

/* ---- variables ---- */

typedef struct expansion {
    fh_lookup lookup;
    void *user;
    bool dollars;
    char *out; /* room for LONGEST_VALUE bytes */
    size_t len;
    bool overflow;
} expansion;

static void put(expansion *self, fh_text text)
{
    if (text.len > LONGEST_VALUE - self->len) {
        self->overflow = true;
        return;
    }
    for (size_t i = 0; i < text.len; i++) self->out[self->len++] = text.ptr[i];
}

static size_t name_length(fh_text text)
{
    size_t len = 0;
    while (len < text.len && fh_is_word(text.ptr[len])) len++;
    return len > 0 && fh_is_digit(text.ptr[0]) ? 0 : len;
}

/* `text` begins behind "${"; the offset of the brace that closes it, or SIZE_MAX. */
static size_t closing_brace(fh_text text)
{
    size_t depth = 1;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '{') depth++;
        if (text.ptr[i] == '}' && --depth == 0) return i;
    }
    return SIZE_MAX;
}

static void expand_into(expansion *self, fh_text text, unsigned depth);

/* The inside of "${...}"; false when it is of a form that is not known, or its name is not. */
static bool expand_braced(expansion *self, fh_text inside, unsigned depth)
{
    fh_text value = FH_TEXT("");
    const size_t len = name_length(inside);
    if (len == 0) return false;
    const bool known = self->lookup(self->user, fh_text_slice(inside, 0, len), &value);
    fh_text rest = fh_text_slice(inside, len, SIZE_MAX);
    if (rest.len == 0) {
        if (known) put(self, value);
        return known;
    }
    const bool colon = rest.ptr[0] == ':';
    if (colon) rest = fh_text_slice(rest, 1, SIZE_MAX);
    if (rest.len == 0 || (rest.ptr[0] != '-' && rest.ptr[0] != '+' && rest.ptr[0] != '?'))
        return false;
    const bool is_set = known && !(colon && value.len == 0);
    const fh_text word = fh_text_slice(rest, 1, SIZE_MAX);
    if (rest.ptr[0] == '+') {
        if (is_set) expand_into(self, word, depth + 1);
        return true;
    }
    if (is_set) put(self, value);
    else if (rest.ptr[0] == '-') expand_into(self, word, depth + 1);
    else return false;
    return true;
}

/* One variable at text[at] == '$'; gives the offset behind it. */
static size_t expand_one(expansion *self, fh_text text, size_t at, unsigned depth)
{
    const fh_text rest = fh_text_slice(text, at + 1, SIZE_MAX);
    const char next = rest.len > 0 ? rest.ptr[0] : '\0';
    size_t end = at + 1;
    bool good = false;
    if (next == '$' && self->dollars) {
        put(self, FH_TEXT("$"));
        return at + 2;
    }
    if (next == '{') {
        const fh_text inside = fh_text_slice(rest, 1, SIZE_MAX);
        const size_t close = closing_brace(inside);
        /* Never closed: nothing behind it is looked at again, which keeps this linear. */
        end = close == SIZE_MAX ? text.len : at + 2 + close + 1;
        if (close != SIZE_MAX) good = expand_braced(self, fh_text_slice(inside, 0, close), depth);
    } else {
        fh_text value;
        const size_t len = name_length(rest);
        end = at + 1 + len;
        good = len > 0 && self->lookup(self->user, fh_text_slice(rest, 0, len), &value);
        if (good) put(self, value);
    }
    if (!good) put(self, fh_text_slice(text, at, end));
    return end;
}

static void expand_into(expansion *self, fh_text text, unsigned depth)
{
    if (depth > EXPANSION_DEPTH) {
        put(self, text);
        return;
    }
    for (size_t at = 0; at < text.len && !self->overflow;) {
        const size_t dollar = fh_text_find_byte(fh_text_slice(text, at, SIZE_MAX), '$');
        const size_t stop = dollar == SIZE_MAX ? text.len : at + dollar;
        put(self, fh_text_slice(text, at, stop));
        at = stop < text.len ? expand_one(self, text, stop, depth) : stop;
    }
}

fh_text fh_expand(fh_arena *arena, fh_text text, bool dollars, fh_lookup lookup, void *user)
{
    if (fh_text_find_byte(text, '$') == SIZE_MAX || text.len > LONGEST_VALUE) return text;
    char out[LONGEST_VALUE];
    expansion self = {.lookup = lookup, .user = user, .dollars = dollars, .out = out};
    expand_into(&self, text, 0);
    return self.overflow ? text : fh_arena_copy(arena, fh_text_make(out, self.len));
}
