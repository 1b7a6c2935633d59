/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/tokens.h"

#include <string.h>

/* One pass over the bytes. Words are runs of letters or of digits ("GPLv2" is gplv, 2): so versions
 * are found whatever stands around them. All other bytes separate. What comment leaders, bullets,
 * markup and escapes leave behind is dropped where it can be told from words. */

/* Lower case of letters, digits as they are, 0 for everything that separates. */
static const unsigned char fold[128] = {
    ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5', ['6'] = '6',
    ['7'] = '7', ['8'] = '8', ['9'] = '9', ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd',
    ['e'] = 'e', ['f'] = 'f', ['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k',
    ['l'] = 'l', ['m'] = 'm', ['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r',
    ['s'] = 's', ['t'] = 't', ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y',
    ['z'] = 'z', ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd', ['E'] = 'e', ['F'] = 'f',
    ['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j', ['K'] = 'k', ['L'] = 'l', ['M'] = 'm',
    ['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r', ['S'] = 's', ['T'] = 't',
    ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y', ['Z'] = 'z',
};

typedef struct reader {
    const fh_license_corpus *corpus;
    const unsigned char *bytes;
    size_t size, at;
    fh_token *items;
    uint32_t count, room;
    unsigned pending; /* flags for the next word */
    bool rtf;
    size_t line_start;  /* offset of the current line */
    size_t enumerator;  /* end of the last dropped bullet, plus one */
    uint32_t soft_left; /* words that a copyright statement may still take */
} reader;

/* FNV-1a (Fowler, Noll, Vo), finished with a multiply so that low bits are usable. */
static const uint32_t HASH_START = 0x811c9dc5u, HASH_FACTOR = 0x01000193u;
enum { HOLDER_WORDS = 12 };

static uint32_t finish_hash(uint32_t hash)
{
    hash ^= hash >> 15;
    hash *= 0x2c1b3c6du;
    hash ^= hash >> 12;
    return hash == 0 ? 1 : hash;
}

uint32_t fh_token_hash(fh_text word)
{
    uint32_t hash = HASH_START;
    for (size_t i = 0; i < word.len; i++) {
        const unsigned char byte = (unsigned char)word.ptr[i];
        const unsigned char before = i > 0 ? (unsigned char)word.ptr[i - 1] : 0;
        hash = (hash ^
                (byte < 128 && fold[byte] != 0 ? fold[byte] : fh_token_fold_latin(before, byte))) *
               HASH_FACTOR;
    }
    return finish_hash(hash);
}

/* Multilinear: independent products, so that the machine does them side by side (Lemire, Kaser:
 * "Strongly universal string hashing is fast", 2014). The factors are arbitrary odd numbers. */
uint32_t fh_gram_hash(const unsigned char *ids)
{
    static const uint64_t factors[FH_GRAM] = {0x9e3779b97f4a7c15u, 0xc2b2ae3d27d4eb4fu,
                                              0x165667b19e3779f9u, 0xd6e8feb86659fd93u,
                                              0xa0761d6478bd642fu};
    uint64_t sum = 0xe7037ed1a0b428dbu;
    for (size_t i = 0; i < FH_GRAM; i++) sum += fh_corpus_u16(ids, i) * factors[i];
    sum ^= sum >> 29;
    sum *= 0xbf58476d1ce4e5b9u;
    const uint32_t hash = (uint32_t)(sum >> 32);
    return hash == 0 ? 1 : hash;
}

bool fh_token_find(const fh_license_corpus *corpus, uint32_t hash, uint16_t *ret_id,
                   uint16_t *ret_class)
{
    const unsigned char *table = corpus->at[FH_SECTION_WORDS];
    const uint32_t mask = corpus->count[FH_SECTION_WORDS] - 1;
    for (uint32_t slot = hash & mask;; slot = (slot + 1) & mask) {
        const uint32_t have = fh_corpus_u32(table, (size_t)slot * 2);
        if (have == 0) return false;
        if (have != hash) continue;
        *ret_id = fh_corpus_u16(table, (size_t)slot * 4 + 2);
        *ret_class = fh_corpus_u16(table, (size_t)slot * 4 + 3);
        return true;
    }
}

static int peek(const reader *self, size_t at)
{
    return at < self->size ? self->bytes[at] : -1;
}

static bool is_letter(int byte)
{
    return byte >= 128 || (byte >= 0 && fold[byte] >= 'a');
}

static bool is_digit(int byte)
{
    return byte >= '0' && byte <= '9';
}

/* ---- bytes that are neither letters nor digits -------------------------------------------------
 */

/* Elements of HTML whose tags are dropped whole; <year> and <name> stay words. Those that begin a
 * paragraph set `ret_block`. */
static bool is_markup(const reader *self, size_t at, bool *ret_block)
{
    static const char *const blocks[] = {"p",  "li",  "ul",  "ol",   "td",    "tr",  "th", "dl",
                                         "dt", "dd",  "h1",  "h2",   "h3",    "h4",  "h5", "h6",
                                         "hr", "div", "pre", "body", "table", "para"};
    static const char *const names[] = {
        "a",          "b",       "i",       "p",       "u",      "tt",     "em",    "br",
        "hr",         "li",      "ul",      "ol",      "td",     "tr",     "th",    "dl",
        "dt",         "dd",      "h1",      "h2",      "h3",     "h4",     "h5",    "h6",
        "div",        "pre",     "img",     "sup",     "sub",    "big",    "span",  "code",
        "font",       "body",    "html",    "head",    "meta",   "link",   "table", "tbody",
        "thead",      "small",   "center",  "strong",  "script", "style",  "nav",   "address",
        "blockquote", "para",    "section", "article", "footer", "header", "ulink", "emphasis",
        "simpara",    "literal", "samp"};
    char name[12];
    size_t len = 0;
    if (peek(self, at) == '/') at++;
    while (len < sizeof name && at < self->size && self->bytes[at] < 128 &&
           fold[self->bytes[at]] != 0)
        name[len++] = (char)fold[self->bytes[at++]];
    const int after = peek(self, at);
    if (after != '>' && after != ' ' && after != '/' && after != '\n' && after != '\r' &&
        after != '\t')
        return false;
    for (size_t i = 0; i < FH_COUNT(blocks); i++)
        if (fh_text_is(fh_text_make(name, len), blocks[i])) *ret_block = true;
    for (size_t i = 0; i < FH_COUNT(names); i++)
        if (fh_text_is(fh_text_make(name, len), names[i])) return true;
    return false;
}

/* Past a tag of HTML, an entity, an escape or a control word; otherwise one byte. */
static size_t skip_mark(reader *self, size_t at)
{
    const int byte = self->bytes[at];
    bool block = false;
    if (byte == '<' && is_markup(self, at + 1, &block)) {
        if (block) self->pending |= FH_TOKEN_LINE | FH_TOKEN_PARAGRAPH;
        const size_t end = at + 400 < self->size ? at + 400 : self->size;
        for (size_t i = at + 1; i < end; i++)
            if (self->bytes[i] == '>') return i + 1;
    }
    if (byte == '&') {
        for (size_t i = at + 1; i < self->size && i < at + 9; i++) {
            if (self->bytes[i] == ';') return i + 1;
            if (!is_letter(self->bytes[i]) && !is_digit(self->bytes[i]) && self->bytes[i] != '#')
                break;
        }
    }
    if (byte == '\\') {
        const int next = peek(self, at + 1), after = peek(self, at + 2);
        if (self->rtf && is_letter(next)) {
            size_t i = at + 1;
            while (i < self->size &&
                   (is_letter(self->bytes[i]) || is_digit(self->bytes[i]) || self->bytes[i] == '-'))
                i++;
            return i;
        }
        if (next == 'n' || next == 't' || next == 'r') return at + 2;
        if (next == 'f' && (after == 'B' || after == 'I' || after == 'R' || after == 'P'))
            return at + 3;
    }
    return at + 1;
}

/* A separator of two or three bytes beyond ASCII (spaces, dashes, quotes, bullets, the copyright
 * sign); 0 when the bytes at `at` are letters. Unicode 15, General Punctuation and Latin-1. */
static size_t wide_mark(const reader *self, size_t at)
{
    const int a = self->bytes[at], b = peek(self, at + 1), c = peek(self, at + 2);
    if (a == 0xc2 && b >= 0x80 && b <= 0xbf) return b == 0xaa || b == 0xb5 || b == 0xba ? 0 : 2;
    if (a == 0xe2 && b >= 0x80 && b <= 0xaf && c >= 0x80) return 3;
    if (a == 0xef && b == 0xbb && c == 0xbf) return 3;
    if (a == 0xe3 && b == 0x80 && c >= 0x80) return 3;
    if (a < 0xc0) return 1; /* stray continuation: Latin-1 signs and such */
    return 0;
}

/* Bytes of one ideograph or kana at `at`, each a word of its own; 0 otherwise. */
static size_t wide_letter(const reader *self, size_t at)
{
    const int a = self->bytes[at];
    if (a >= 0xe3 && a <= 0xe9 && peek(self, at + 1) >= 0x80 && peek(self, at + 2) >= 0x80)
        return 3;
    if (a == 0xef && (peek(self, at + 1) == 0xbc || peek(self, at + 1) == 0xbd)) return 3;
    return 0;
}

/* ---- words
 * ---------------------------------------------------------------------------------------- */

static bool grow(reader *self, fh_arena *arena)
{
    /* Words of running text have five to six bytes with what parts them. */
    const uint32_t room =
        self->room == 0 ? (uint32_t)(self->size / 6) + 64 : self->room + self->room / 2;
    fh_token *items = FH_NEW_ARRAY(arena, room, fh_token);
    if (items == NULL) return false;
    if (self->count > 0) memcpy(items, self->items, self->count * sizeof *items);
    self->items = items;
    self->room = room;
    return true;
}

static bool is_roman(const unsigned char *word, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        const unsigned char c = word[i] < 128 ? fold[word[i]] : 0;
        if (c != 'i' && c != 'v' && c != 'x') return false;
    }
    return len > 0 && len <= 5;
}

/* "1." "2.3)" "(a)" "iv." before a clause. Whether a line begins here plays no part, so that
 * wrapping changes nothing: the sign must follow a stop, a bracket, "and" or "or", or a blank line.
 */
static bool is_bullet(const reader *self, size_t start, size_t end)
{
    const size_t len = end - start;
    const bool number = is_digit(self->bytes[start]);
    if (self->enumerator == start && start > 0 && self->bytes[start - 1] == '.' && number)
        return !is_letter(peek(self, end)); /* the rest of "2.1" */
    if (number ? len > 2 : !(len == 1 || is_roman(self->bytes + start, len))) return false;
    const int after = peek(self, end), next = peek(self, end + 1);
    if (start > 1 && self->bytes[start - 1] == '.' && self->enumerator != start &&
        (is_digit(self->bytes[start - 2]) || is_letter(self->bytes[start - 2])))
        return false; /* the end of "2.1.", of "U.S." */
    const bool open = start > 0 && (self->bytes[start - 1] == '(' || self->bytes[start - 1] == '[');
    if (open && (after == ')' || after == ']')) return true;
    if (after != '.' && after != ')' && !(after == ':' && number)) return false;
    if (next != -1 && next != ' ' && next != '\t' && next != '\n' && next != '\r' && next != '<')
        return number && after == '.' && is_digit(next) &&
               (self->pending & FH_TOKEN_PARAGRAPH) != 0 &&
               (peek(self, end + 2) == ' ' || peek(self, end + 2) == '.');
    if (self->count == 0 || (self->pending & (FH_TOKEN_PARAGRAPH | FH_TOKEN_STOP)) != 0)
        return true;
    const fh_token *last = &self->items[self->count - 1];
    const char *word = (const char *)self->bytes + last->start;
    const fh_text before = fh_text_make(word, last->len);
    return fh_text_eq_nocase(before, FH_TEXT("and")) || fh_text_eq_nocase(before, FH_TEXT("or"));
}

/* Words that only lead comment lines: m4, batch files, Texinfo, roff. */
static bool is_leader(const reader *self, size_t start, size_t end)
{
    static const char *const leaders[] = {"dnl", "rem", "echo"};
    if ((self->pending & FH_TOKEN_LINE) == 0) return false;
    const fh_text word = fh_text_make((const char *)self->bytes + start, end - start);
    for (size_t i = 0; i < FH_COUNT(leaders); i++)
        if (fh_text_eq_nocase(word, fh_text_of(leaders[i]))) return true;
    if (word.len == 1 && (word.ptr[0] == 'C' || word.ptr[0] == 'c') && start == self->line_start)
        return peek(self, end) == ' ' || peek(self, end) == '\n'; /* Fortran */
    return word.len == 1 && word.ptr[0] == 'c' && start > 0 && self->bytes[start - 1] == '@';
}

static bool is_year(const reader *self, const fh_token *token)
{
    const unsigned char *word = self->bytes + token->start;
    return token->len == 4 && (word[0] == '1' || word[0] == '2') && is_digit(word[1]) &&
           is_digit(word[3]);
}

static bool is_word(const reader *self, const fh_token *token, const char *word)
{
    return fh_text_eq_nocase(fh_text_make((const char *)self->bytes + token->start, token->len),
                             fh_text_of(word));
}

/* Does a statement begin with this "copyright"? "Copyright (c)", "Copyright 1999", "Copyright
 * <year>", "Copyright: 2001", "Copyright by", but not "copyright notice" or "copyright holders". */
static bool opens_statement(const reader *self, size_t end)
{
    size_t i = end;
    while (i < self->size && i < end + 6 &&
           (self->bytes[i] == ' ' || self->bytes[i] == ':' || self->bytes[i] == '\t' ||
            self->bytes[i] == ','))
        i++;
    const int byte = peek(self, i), next = peek(self, i + 1);
    if (is_digit(byte) || byte == '<' || byte == '[' || byte == '{' || byte == '@') return true;
    if (byte == '(' && (next == 'c' || next == 'C')) return peek(self, i + 2) == ')';
    if (byte == '(' && i + 2 < self->size && next == 0xc2) return true;
    if (byte == 0xc2 || byte == 0xa9 || byte == '&') return true;
    if (i > end && (byte == 'b' || byte == 'B') && (next == 'y' || next == 'Y'))
        return peek(self, i + 2) == ' ';
    return false;
}

/* Mark the words of copyright statements: from the sign over years and holder to the end of the
 * line, a full stop after a long word, or HOLDER_WORDS words. Soft words may match, but need not.
 */
static void mark_statement(reader *self, fh_token *token, size_t end)
{
    if (is_word(self, token, "copyright") && opens_statement(self, end)) {
        self->soft_left = HOLDER_WORDS + 8;
    } else if (self->soft_left > 0) {
        const bool ends =
            (token->flags & (FH_TOKEN_LINE | FH_TOKEN_PARAGRAPH)) != 0 && !is_year(self, token);
        if (ends) self->soft_left = 0;
    }
    if (self->soft_left > 0) {
        token->flags |= FH_TOKEN_SOFT;
        self->soft_left--;
        return;
    }
    if (self->count >= 2 && is_word(self, token, "reserved") &&
        is_word(self, token - 1, "rights") && is_word(self, token - 2, "all")) {
        for (int i = 0; i < 3; i++) token[-i].flags |= FH_TOKEN_SOFT;
    }
}

/* Take the word [start, end) in. False: no memory. */
static bool add_word(reader *self, fh_arena *arena, size_t start, size_t end, uint32_t hash)
{
    const bool number = is_digit(self->bytes[start]);
    if ((end - start <= 5) && (is_bullet(self, start, end) || is_leader(self, start, end))) {
        self->enumerator = end + 1;
        self->pending &= ~(unsigned)FH_TOKEN_JOINED;
        return true;
    }
    if (self->count == self->room && !grow(self, arena)) return false;
    fh_token *token = &self->items[self->count];
    *token = (fh_token){.start = (uint32_t)start,
                        .hash = hash,
                        .len = (uint16_t)(end - start > 0xffff ? 0xffff : end - start),
                        .flags = (uint16_t)self->pending};
    if (number) token->flags |= FH_TOKEN_NUMBER;
    if (peek(self, end) == '+' && !is_letter(peek(self, end + 1)) && peek(self, end + 1) != '+')
        token->flags |= FH_TOKEN_PLUS;
    if (self->corpus != NULL) {
        uint16_t id = 0, class = 0;
        if (fh_token_find(self->corpus, hash, &id, &class)) {
            token->id = id;
            token->class = class;
        }
    }
    mark_statement(self, token, end);
    self->pending = 0;
    self->enumerator = 0;
    self->count++;
    return true;
}

/* Take the separators before the next word, noting lines, blank lines and stops. */
static void skip_marks(reader *self)
{
    const size_t from = self->at;
    unsigned lines = 0;
    while (self->at < self->size) {
        const unsigned char byte = self->bytes[self->at];
        if (byte < 128) {
            if (fold[byte] != 0) break;
            if (byte == '\n' || (byte == '\r' && peek(self, self->at + 1) != '\n')) {
                lines++;
                self->line_start = self->at + 1;
                self->at++;
                continue;
            }
            /* A semicolon that begins a line leads a comment. */
            if (byte == '.' || byte == ':' || (byte == ';' && lines == 0 && from > 0) ||
                byte == '!' || byte == '?')
                self->pending |= FH_TOKEN_STOP;
            if (byte == '<' || byte == '&' || byte == '\\') self->at = skip_mark(self, self->at);
            else self->at++;
            continue;
        }
        const size_t wide = wide_mark(self, self->at);
        if (wide == 0) break;
        self->at += wide;
    }
    if (lines > 0) self->pending |= FH_TOKEN_LINE;
    if (lines > 1) self->pending |= FH_TOKEN_PARAGRAPH;
    if (self->at - from <= 1 && from > 0) {
        const int byte = self->at == from ? 0 : self->bytes[from];
        if (byte == 0 || byte == '.' || byte == '-' || byte == '/' || byte == '_')
            self->pending |= FH_TOKEN_JOINED;
    }
}

/* "non-" and "sub-" join with what follows: guidelines, varietal spelling. */
static bool joins(const reader *self, size_t start, size_t end)
{
    if (end - start != 3 || peek(self, end) != '-' || !is_letter(peek(self, end + 1))) return false;
    const fh_text word = fh_text_make((const char *)self->bytes + start, 3);
    return fh_text_eq_nocase(word, FH_TEXT("non")) || fh_text_eq_nocase(word, FH_TEXT("sub"));
}

static bool read_word(reader *self, fh_arena *arena)
{
    const size_t start = self->at;
    uint32_t hash = HASH_START;
    const bool number = is_digit(self->bytes[start]);
    const size_t wide = number || self->bytes[start] < 128 ? 0 : wide_letter(self, start);
    if (wide > 0) {
        for (size_t i = 0; i < wide; i++) hash = (hash ^ self->bytes[start + i]) * HASH_FACTOR;
        self->at += wide;
        return add_word(self, arena, start, self->at, finish_hash(hash));
    }
    while (self->at < self->size) {
        const unsigned char byte = self->bytes[self->at];
        if (byte < 128) {
            const unsigned char folded = fold[byte];
            if (folded == 0 || is_digit(folded) != number) {
                if (byte == '-' && joins(self, start, self->at)) {
                    self->at++;
                    continue;
                }
                break;
            }
            hash = (hash ^ folded) * HASH_FACTOR;
            self->at++;
        } else {
            if (number || wide_mark(self, self->at) > 0 || wide_letter(self, self->at) > 0) break;
            hash = (hash ^ byte) * HASH_FACTOR;
            self->at++;
            while (self->at < self->size && self->bytes[self->at] >= 0x80 &&
                   self->bytes[self->at] < 0xc0)
                hash = (hash ^ fh_token_fold_latin(byte, self->bytes[self->at++])) * HASH_FACTOR;
        }
    }
    return add_word(self, arena, start, self->at, finish_hash(hash));
}

fh_tokens fh_tokens_read(const fh_license_corpus *corpus, fh_text bytes, fh_arena *arena)
{
    reader self = {.corpus = corpus,
                   .bytes = (const unsigned char *)bytes.ptr,
                   .size = bytes.len < UINT32_MAX ? bytes.len : UINT32_MAX,
                   .pending = FH_TOKEN_LINE | FH_TOKEN_PARAGRAPH,
                   .rtf = fh_text_starts(bytes, FH_TEXT("{\\rtf"))};
    while (self.at < self.size) {
        skip_marks(&self);
        if (self.at < self.size && !read_word(&self, arena)) return (fh_tokens){0};
    }
    return (fh_tokens){.items = self.items, .count = self.count, .limited = self.size < bytes.len};
}
