/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/read_license.h"

#include "base/sha256.h"
#include "license/license.h"
#include "read/copyright.h"
#include "read/header_memo.h"
#include "read/lexer.h"
#include "read/license_pointer.h"
#include "read/license_scope.h"
#include "license/pairs.h"
#include "read/tools.h"

/* License facts: subject one id, value its name, and what the match says as attributes. */

enum {
    DATA_BYTES = 4 << 10,
    FACTS_MAX = 512,
    HEADER_LINE = 120,
    BEHIND_LINES = 60, /* a license text may go on so long behind its last telling word */
    QUOTE = 200,
    HOLDERS_MAX = 64
};

extern const fh_reader fh_reader_license;

typedef struct place {
    const fh_input *input;
    fh_facts *facts;
    fh_text bytes;   /* what was scanned */
    uint32_t lines;  /* of the file before it */
    uint32_t offset; /* bytes of the file before it */
    uint32_t contexts;
    fh_text target;     /* the file that a sidecar is about */
    bool deciding_only; /* names in passing are no facts */
} place;

static fh_text join_ties(fh_arena *arena, const fh_license_match *match)
{
    fh_text text = {0};
    for (uint32_t i = 0; i < match->tie_count && text.len < 400; i++)
        text = i == 0 ? match->ties[i]
                      : fh_arena_printf(arena, "%.*s %.*s", FH_TEXT_ARGS(text),
                                        FH_TEXT_ARGS(match->ties[i]));
    return text;
}

/* "2 material, 1 other: removed ... added ..." in a line. */
static fh_text describe_edits(fh_arena *arena, const fh_license_match *match)
{
    size_t material = 0;
    const fh_license_edit *first = NULL;
    for (size_t i = 0; i < match->edits.count; i++) {
        material += match->edits.items[i].material;
        if (first == NULL && match->edits.items[i].material) first = &match->edits.items[i];
    }
    if (match->edits.count == 0) return (fh_text){0};
    if (first == NULL) first = &match->edits.items[0];
    return fh_arena_printf(arena, "%zu material, %zu other; line %u: -%.*s +%.*s", material,
                           match->edits.count - material, (unsigned)first->start_line,
                           FH_TEXT_ARGS(fh_text_slice(first->removed, 0, 80)),
                           FH_TEXT_ARGS(fh_text_slice(first->added, 0, 80)));
}

/* The line of a sentence, as it tells what is licensed; the first line of everything else. */
static fh_text quote_of(const place *self, const fh_license_match *match)
{
    fh_text line, rest = fh_text_slice(self->bytes, match->name_byte, match->end_byte);
    if (rest.ptr == NULL || !fh_text_next_line(&rest, &line)) return (fh_text){0};
    if (match->kind == FH_LICENSE_NOTICE || match->kind == FH_LICENSE_REFERENCE) {
        size_t from = match->name_byte, to = from;
        while (from > 0 && to - from <= QUOTE && self->bytes.ptr[from - 1] != '\n') from--;
        while (to < self->bytes.len && to - from <= QUOTE && self->bytes.ptr[to] != '\n') to++;
        if (to - from <= QUOTE) line = fh_text_slice(self->bytes, from, to);
    }
    return fh_text_slice(fh_text_trim(line), 0, QUOTE);
}

static void add_match(const place *self, const fh_license_pairs *pairs, size_t index)
{
    fh_arena *scratch = self->input->scratch;
    const fh_license_match *match = &pairs->result->matches.items[index];
    const fh_text name = fh_license_pair_name(scratch, pairs, index);
    const fh_text exception = fh_license_exception_in(name);
    const bool plain = fh_text_eq(match->expression, match->license);
    fh_license_info info = {0};
    if (name.len == 0) return;
    const bool known = fh_license_info_find(&self->input->tools->corpus, match->license, &info);
    fh_fact fact = fh_read_fact(self->input, &fh_reader_license, FH_FACT_LICENSE,
                                match->name_line + self->lines, 1);
    fact.end_line = match->end_line + self->lines;
    fact.contexts |= self->contexts;
    if (match->inventory) fact.contexts |= FH_CONTEXT_LICENSE_INVENTORY;
    fact.subject = name;
    fact.value = known ? info.name : (fh_text){0};
    fact.quote = quote_of(self, match);
    if (match->kind == FH_LICENSE_CLUE || match->kind == FH_LICENSE_UNKNOWN)
        fact.certainty = FH_CERTAINTY_GUESSED;
    else if (match->kind == FH_LICENSE_REFERENCE) fact.certainty = FH_CERTAINTY_DERIVED;
    fh_fact_set(&fact, FH_ATTR_KIND, fh_text_of(fh_license_kind_name(match->kind)));
    if (!match->is_exception)
        fh_fact_set(&fact, FH_ATTR_CATEGORY,
                    fh_text_of(fh_license_category_name(
                        exception.len > 0 ? fh_license_with_category(info.category, exception)
                                          : info.category)));
    fh_fact_set(&fact, FH_ATTR_EXPRESSION, plain ? name : match->expression);
    fh_fact_set(&fact, FH_ATTR_COVERAGE, fh_arena_printf(scratch, "%u", (unsigned)match->coverage));
    fh_fact_set(&fact, FH_ATTR_SPAN,
                fh_arena_printf(scratch, "%u-%u", (unsigned)(match->start_byte + self->offset),
                                (unsigned)(match->end_byte + self->offset)));
    fh_fact_set(&fact, FH_ATTR_TIES, join_ties(scratch, match));
    fh_fact_set(&fact, FH_ATTR_GRANT, fh_text_of(fh_license_grant_name(match->grant)));
    fh_fact_set(&fact, FH_ATTR_EDITS, describe_edits(scratch, match));
    fh_fact_set(&fact, FH_ATTR_TARGET, self->target);
    fh_facts_add(self->facts, &fact);
}

/* One fact an id is enough where a list repeats it. */
static bool is_repeated(const fh_license_result *result, size_t index)
{
    const fh_license_match *match = &result->matches.items[index];
    for (size_t i = 0; i < index; i++)
        if (fh_text_eq(result->matches.items[i].license, match->license) &&
            result->matches.items[i].kind <= match->kind)
            return true;
    return false;
}

static fh_license_result scan(fh_env *env, place *self, bool texts)
{
    fh_license_result result = {0};
    const fh_license_corpus *corpus = &self->input->tools->corpus;
    const fh_status status = texts
                                 ? fh_license_scan(env, corpus, self->input->path, self->bytes,
                                                   self->input->scratch, &result)
                                 : fh_license_scan_head(env, corpus, self->input->path, self->bytes,
                                                        self->input->scratch, &result);
    if (status != FH_OK) {
        fh_facts_add_unread(self->facts, FH_UNREAD_MEMORY, 0, 0, fh_text_of(fh_reader_license.name),
                            FH_TEXT("no memory to look for licenses"));
        return result;
    }
    fh_license_pairs pairs;
    if (!fh_license_pair(self->input->scratch, &result, &pairs)) return result;
    const bool inventory = (self->contexts & FH_CONTEXT_LICENSE_INVENTORY) != 0;
    size_t added = 0;
    for (size_t i = 0; i < result.matches.count && added < FACTS_MAX; i++) {
        const fh_license_match *match = &result.matches.items[i];
        if (self->deciding_only && !fh_license_kind_decides(match->kind)) continue;
        if (self->deciding_only && match->name_line > HEADER_LINE && match->kind != FH_LICENSE_TAG)
            continue;
        if (inventory && is_repeated(&result, i)) continue;
        add_match(self, &pairs, i);
        added++;
    }
    if (result.limited)
        fh_facts_add_unread(self->facts, FH_UNREAD_TOO_LARGE, 0, 0,
                            fh_text_of(fh_reader_license.name),
                            FH_TEXT("only a part was searched for licenses"));
    return result;
}

/* Headers repeat in every file of a project: what the same bytes said before they say again. The
 * name of a file matters only to license files. */
static void scan_once(fh_env *env, place *self)
{
    fh_header_memo *memo = self->input->tools->memo;
    if (fh_header_memo_replay(memo, self->bytes, self->input->contexts, self->facts)) return;
    const size_t before = self->facts->list.count;
    const uint32_t dropped = self->facts->dropped;
    (void)scan(env, self, true);
    fh_read_license_pointer(self->input, self->bytes, self->facts);
    if (self->facts->dropped == dropped && !self->facts->arena.failed)
        fh_header_memo_keep(memo, self->bytes, self->facts, before);
}

/* ---- license files
 * ---------------------------------------------------------------------------------- */

/* Files that list what others hold: their licenses are not this tree's own. */
static bool is_inventory(fh_text path)
{
    static const char *const names[] = {"notice",    "third",      "3rd",         "attribution",
                                        "credits",   "acknowledg", "bundled",     "thanks",
                                        "dependenc", "vendor",     "open_source", "opensource"};
    const fh_text name = fh_text_base_name(path);
    for (size_t i = 0; i < FH_COUNT(names); i++)
        if (fh_text_find_nocase(name, fh_text_of(names[i])) != SIZE_MAX) return true;
    return fh_text_starts_nocase(name, FH_TEXT("licenses.")) ||
           fh_text_eq_nocase(name, FH_TEXT("licenses"));
}

/* license.py, licenses.json: code and data about licenses. */
static bool is_prose(const fh_input *input)
{
    return input->language == FH_LANGUAGE_NONE || input->language == FH_LANGUAGE_MARKDOWN;
}

/* Who holds the copyright: fields "copyright", with the years as their native text. */
static void add_holders(const place *self)
{
    fh_text rest = self->bytes, line, years, holder;
    size_t added = 0;
    for (uint32_t number = 1; added < HOLDERS_MAX && fh_text_next_line(&rest, &line); number++) {
        if (!fh_copyright_parse(line, &years, &holder)) continue;
        fh_fact fact = fh_read_fact(self->input, &fh_reader_license, FH_FACT_FIELD, number,
                                    (uint32_t)(holder.ptr - line.ptr) + 1);
        fact.contexts |= self->contexts;
        fact.subject = FH_TEXT("copyright");
        fact.value = holder;
        fact.quote = fh_text_slice(fh_text_trim(line), 0, QUOTE);
        fh_fact_set(&fact, FH_ATTR_VERSION, years);
        fh_facts_add(self->facts, &fact);
        added++;
    }
}

/* The file itself, whatever it says: linking asks which folders have terms of their own. */
static void add_file(const fh_input *input, const fh_license_result *result, fh_facts *facts)
{
    const fh_license_category terms =
        fh_read_license_own_terms(input->scratch, input->bytes, result);
    fh_text line, rest = input->bytes;
    fh_fact fact = fh_read_fact(input, &fh_reader_license, FH_FACT_FILE, 1, 1);
    while (fh_text_next_line(&rest, &line) && fh_text_is_empty(fh_text_trim(line)))
        fact.line = fact.end_line = fact.line + 1;
    fact.subject = FH_TEXT("license-file");
    fact.quote = fh_text_trim(line);
    fh_fact_set(&fact, FH_ATTR_EXPRESSION, result->expression);
    fh_fact_set(&fact, FH_ATTR_CHECKSUM,
                fh_arena_printf(input->scratch, "sha256:%.64s", fh_sha256(input->bytes).hex));
    if (terms != FH_CATEGORY_UNKNOWN)
        fh_fact_set(&fact, FH_ATTR_CATEGORY, fh_text_of(fh_license_category_name(terms)));
    fh_facts_add(facts, &fact);
}

/* LICENSE, COPYING and their like, rather than notices and lists of what others hold. */
static bool is_license_name(fh_text path)
{
    static const char *const names[] = {"license",   "licence", "copying",
                                        "unlicense", "eula",    "terms"};
    const fh_text name = fh_text_base_name(path);
    for (size_t i = 0; i < FH_COUNT(names); i++)
        if (fh_text_starts_nocase(name, fh_text_of(names[i]))) return true;
    return fh_text_find_nocase(name, FH_TEXT("licens")) != SIZE_MAX;
}

/* Files that readers of their own know; prose in place of debian/copyright is a license file. */
static bool is_declaration(const fh_input *input)
{
    const fh_text name = fh_text_base_name(input->path);
    if (fh_text_is(name, "REUSE.toml") || fh_text_is(name, "dep5")) return true;
    return fh_text_ends(input->path, FH_TEXT("debian/copyright")) &&
           fh_text_starts_nocase(fh_text_trim(input->bytes), FH_TEXT("format"));
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    place self = {.input = input, .facts = facts, .bytes = input->bytes};
    if (!is_prose(input) || is_declaration(input)) return;
    if (is_inventory(input->path)) self.contexts |= FH_CONTEXT_LICENSE_INVENTORY;
    if (fh_text_ends(input->path, FH_TEXT(".license"))) /* REUSE specification 3.3 */
        self.target = fh_text_slice(input->path, 0, input->path.len - 8);
    const fh_license_result result = scan(env, &self, true);
    add_holders(&self);
    if (self.target.len > 0 || self.contexts != 0 || !is_license_name(input->path)) return;
    add_file(input, &result, facts);
    fh_read_license_scopes(env, input, input->bytes, 0, facts);
}

static const char *const globs[] = {"**/LICENSE*",
                                    "**/LICENCE*",
                                    "**/COPYING*",
                                    "**/NOTICE*",
                                    "**/COPYRIGHT*",
                                    "**/UNLICENSE*",
                                    "**/*[-_.]LICENSE",
                                    "**/*[-_.]LICENCE",
                                    "**/*[-_]LICENSE.{txt,md,rst}",
                                    "**/MIT-LICENSE*",
                                    "**/LICENSES/*",
                                    "**/PATENTS*",
                                    "**/*ATTRIBUTION*{.md,.txt,}",
                                    "**/*THIRD*PART*{.md,.txt,.rst,}",
                                    "**/*3RD*PART*{.md,.txt,}",
                                    "**/EULA*",
                                    "**/*ACKNOWLEDG*{.md,.txt,}",
                                    "**/*-license.txt",
                                    "**/TERMS*{.md,.txt,}",
                                    NULL};

const fh_reader fh_reader_license = {
    .name = "license",
    .about = "License texts, notices and inventories",
    .globs = globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = false,
    .read = read,
};

/* ---- other files
 * ------------------------------------------------------------------------------------ */

/* A heading of Markdown, reStructuredText or AsciiDoc: its depth, or 0. `next` is the line below.
 */
static unsigned heading_depth(fh_text line, fh_text next)
{
    unsigned depth = 0;
    while (depth < line.len && (line.ptr[depth] == '#' || line.ptr[depth] == '=')) depth++;
    if (depth > 0 && depth < 7 && depth < line.len && fh_is_blank(line.ptr[depth])) return depth;
    next = fh_text_trim(next);
    if (next.len < 3 || fh_text_is_empty(fh_text_trim(line)) || fh_is_alnum(next.ptr[0])) return 0;
    for (size_t i = 1; i < next.len; i++)
        if (next.ptr[i] != next.ptr[0]) return 0;
    return next.ptr[0] == '=' ? 1 : next.ptr[0] == '-' || next.ptr[0] == '~' ? 2 : 0;
}

static bool speaks_of_license(fh_text line)
{
    return fh_text_find_nocase(line, FH_TEXT("licens")) != SIZE_MAX ||
           fh_text_find_nocase(line, FH_TEXT("licenc")) != SIZE_MAX ||
           fh_text_find_nocase(line, FH_TEXT("copying")) != SIZE_MAX;
}

/* Scan every section whose heading speaks of licensing, up to the next heading of its rank. */
static void read_readme(fh_env *env, const fh_input *input, fh_facts *facts)
{
    fh_text rest = input->bytes, line, next = {0};
    uint32_t number = 0, start_line = 0;
    unsigned rank = 0;
    const char *start = NULL;
    bool more = fh_text_next_line(&rest, &next), fenced = false;
    while (more) {
        line = next;
        more = fh_text_next_line(&rest, &next);
        if (!more) next = (fh_text){0};
        number++;
        if (fh_text_starts(fh_text_trim(line), FH_TEXT("```"))) fenced = !fenced;
        const unsigned depth = fenced ? 0 : heading_depth(line, next);
        const bool last = !more;
        if (start != NULL && ((depth > 0 && depth <= rank) || last)) {
            const char *end = last ? line.ptr + line.len : line.ptr;
            place self = {.input = input,
                          .facts = facts,
                          .lines = start_line,
                          .bytes = fh_text_make(start, (size_t)(end - start)),
                          .offset = (uint32_t)(start - input->bytes.ptr)};
            (void)scan(env, &self, true);
            fh_read_license_scopes(env, input, self.bytes, start_line, facts);
            start = NULL;
        }
        if (start == NULL && depth > 0 && speaks_of_license(line)) {
            start = line.ptr;
            start_line = number - 1;
            rank = depth;
        }
    }
}

static bool is_data(fh_language language)
{
    return language == FH_LANGUAGE_JSON || language == FH_LANGUAGE_YAML ||
           language == FH_LANGUAGE_TOML || language == FH_LANGUAGE_XML ||
           language == FH_LANGUAGE_INI || language == FH_LANGUAGE_NOTEBOOK;
}

/* The part of a head that can hold what is wanted: the comment in front when it has the last word
 * on licenses, else all up to some lines behind that word. */
static fh_text wanted_part(const fh_input *input, fh_text head, size_t last)
{
    const size_t comment = fh_leading_comment(fh_lexis_of(input->language), head);
    if (last < comment) return fh_text_slice(head, 0, comment);
    fh_text line, rest = fh_text_slice(head, last, SIZE_MAX);
    for (unsigned lines = 0; lines < BEHIND_LINES && fh_text_next_line(&rest, &line);) lines++;
    return fh_text_slice(head, 0, head.len - rest.len);
}

void fh_read_license_source(fh_env *env, const fh_input *input, const fh_hits *hits,
                            fh_facts *facts)
{
    const bool data = is_data(input->language);
    place self = {.input = input,
                  .facts = facts,
                  .deciding_only = true,
                  .bytes = fh_text_slice(input->bytes, 0, data ? DATA_BYTES : FH_LICENSE_HEAD)};
    if (is_prose(input) && input->license) return; /* fh_reader_license has it */
    if (is_declaration(input)) return;
    if (input->language == FH_LANGUAGE_MARKDOWN) {
        if (fh_text_starts_nocase(fh_text_base_name(input->path), FH_TEXT("readme")))
            read_readme(env, input, facts);
        self.bytes = fh_text_slice(input->bytes, 0, DATA_BYTES);
        if (fh_text_find_nocase(self.bytes, FH_TEXT("spdx-license")) == SIZE_MAX) return;
        (void)scan(env, &self, false);
        return;
    }
    if (!hits->license) return;
    if (data && fh_text_find_nocase(self.bytes, FH_TEXT("spdx-license")) == SIZE_MAX) return;
    self.bytes = wanted_part(input, self.bytes, hits->license_last);
    if (data) (void)scan(env, &self, false);
    else scan_once(env, &self);
}
