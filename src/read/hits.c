/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/hits.h"

#include "base/cursor.h"
#include "read/guard.h"
#include "read/line_position.h"
#include "read/tools.h"

/* One pass finds every literal of every rule. A file without a hit is done; a file with hits is
 * outlined once, and each hit is placed in it. Several signals often share a place, so the placing
 * is done once for all of them. */

enum { LONGEST_VALUE = 200, QUOTE = 200, LONGEST_LINE = 3000 };

typedef struct finder {
    const fh_input *input;
    fh_facts *facts;
    fh_outline outline;
    bool lexed;
    fh_lines lines;
} finder;

/* ---- the words ---- */

typedef struct search {
    const fh_input *input;
    fh_hits *hits;
    uint32_t *counts; /* by signal */
    uint32_t limit;
    uint64_t *files; /* which path patterns take the file; NULL until a hit asks */
} search;

/* Most files hold few of the words: paths are compared when the first was found. */
static bool takes_path(search *self, uint32_t id)
{
    const fh_read_tools *tools = self->input->tools;
    const uint32_t file = tools->file_of[id];
    if (file == UINT32_MAX) return true;
    if (self->files == NULL) {
        self->files = FH_NEW_ARRAY(self->input->scratch, tools->file_count / 64 + 1, uint64_t);
        if (self->files == NULL) return false;
        fh_glob_set_match(tools->files, self->input->path, self->files);
    }
    return (self->files[file / 64] >> (file % 64) & 1u) != 0;
}

static bool take_hit(void *user, uint32_t id, size_t offset, size_t len)
{
    search *self = user;
    if (id >= self->input->tools->signals->list.count) {
        if (offset >= FH_LICENSE_HEAD) return true;
        self->hits->license = true;
        self->hits->license_last = (uint32_t)offset;
        return true;
    }
    if (self->counts[id] >= self->limit || !takes_path(self, id)) return true;
    self->counts[id]++;
    const fh_hit found = {.signal = id, .offset = (uint32_t)offset, .len = (uint32_t)len};
    return FH_VEC_ADD(self->input->scratch, &self->hits->list, found);
}

bool fh_hits_find(fh_env *env, const fh_input *input, fh_hits *ret_hits)
{
    *ret_hits = (fh_hits){0};
    if (input->tools == NULL || input->bytes.len == 0 || input->bytes.len >= UINT32_MAX)
        return false;
    const size_t count = input->tools->signals->list.count;
    search self = {.input = input,
                   .hits = ret_hits,
                   .counts = FH_NEW_ARRAY(input->scratch, count, uint32_t),
                   .limit = env->limits.hits_per_word};
    if (self.counts == NULL) return false;
    (void)fh_words_search(input->tools->words, input->bytes, take_hit, &self);
    return true;
}

/* ---- where it is ---- */

/* What is known of one place; shared by all signals that hit it. */
typedef struct place {
    uint32_t offset;
    bool known;
    fh_standing standing;
    fh_guard guard;
    uint32_t contexts; /* CODE, STRING, COMMENT, DOCSTRING */
    fh_text value;
} place;

static uint32_t token_at(const fh_token_vec *list, uint32_t offset)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (list->items[middle].end <= offset) low = middle + 1;
        else high = middle;
    }
    return low < list->count && list->items[low].start <= offset ? (uint32_t)low : FH_NOWHERE;
}

static bool is_value_byte(char c)
{
    return fh_is_word(c) || c == '-' || c == '.' || c == '/' || c == ':' || c == '@' || c == '+';
}

/* The run of bytes around [offset, offset + len) that could be one name. */
static fh_text run_around(fh_text text, size_t offset, size_t len)
{
    size_t start = offset, end = offset + len;
    while (start > 0 && offset - start < LONGEST_VALUE && is_value_byte(text.ptr[start - 1]))
        start--;
    while (end < text.len && end - offset < LONGEST_VALUE && is_value_byte(text.ptr[end])) end++;
    while (end > offset + len && (text.ptr[end - 1] == '.' || text.ptr[end - 1] == ':')) end--;
    return fh_text_slice(text, start, end);
}

static void place_token(finder *self, const fh_hit *found, place *at)
{
    const fh_outline *outline = &self->outline;
    const uint32_t index = token_at(&outline->tokens.list, found->offset);
    if (index == FH_NOWHERE) {
        at->contexts = FH_CONTEXT_COMMENT;
        at->standing.position = FH_POSITION_TEXT;
        at->value = run_around(self->input->bytes, found->offset, found->len);
        return;
    }
    const fh_token *token = &outline->tokens.list.items[index];
    at->standing = fh_standing_of(outline, index);
    at->guard = fh_guard_of(outline, self->input->tools->signals, index, self->input->scratch);
    at->contexts = at->standing.contexts | at->guard.contexts;
    at->value = fh_token_text(&outline->tokens, index);
    if (token->kind == FH_TOKEN_STRING) {
        if ((at->contexts & FH_CONTEXT_DOCSTRING) == 0) at->contexts |= FH_CONTEXT_STRING;
        at->value = fh_token_inner(&outline->tokens, index);
    } else {
        at->contexts |= FH_CONTEXT_CODE;
    }
    if (at->value.len > LONGEST_VALUE || token->kind == FH_TOKEN_DIRECTIVE)
        at->value = run_around(self->input->bytes, found->offset, found->len);
    const bool import = at->standing.position == FH_POSITION_IMPORT;
    if (import && at->guard.kind == FH_GUARD_TRY_IMPORT) at->contexts |= FH_CONTEXT_GUARDED_IMPORT;
    if (at->guard.kind == FH_GUARD_CFG &&
        fh_text_find(at->guard.text, FH_TEXT("feature")) != SIZE_MAX)
        at->contexts |= FH_CONTEXT_FEATURE_GATED;
}

static void place_line(finder *self, const fh_hit *found, size_t column, place *at)
{
    const fh_input *input = self->input;
    bool comment = false;
    at->standing = fh_line_standing(input->language, input->bytes, found->offset - column,
                                    found->offset, input->scratch, &comment);
    at->value = run_around(input->bytes, found->offset, found->len);
    if (input->language == FH_LANGUAGE_MARKDOWN) at->contexts = FH_CONTEXT_DOC;
    else at->contexts = comment ? FH_CONTEXT_COMMENT : FH_CONTEXT_CODE;
}

/* ---- whether it is wanted ---- */

static bool is_wanted(const finder *self, const fh_signal *signal, const place *at)
{
    const uint32_t wanted =
        signal->contexts != 0 ? signal->contexts : FH_CONTEXT_CODE | FH_CONTEXT_STRING;
    const uint32_t here = at->contexts | (self->input->contexts & FH_CONTEXT_DOC);
    if ((wanted & here) == 0) return false;
    /* A comment is wanted only where it is asked for. */
    const uint32_t aside = FH_CONTEXT_COMMENT | FH_CONTEXT_DOCSTRING;
    if ((at->contexts & aside) != 0 && (wanted & aside) == 0) return false;
    return signal->positions == 0 || (signal->positions >> at->standing.position & 1u) != 0;
}

/* The expression must match in the line, over the literal. Of a line that nobody wrote only the
 * part around the literal is looked at: expressions may take the square of what they are given. */
static bool regex_holds(const finder *self, const fh_hit *found, fh_text line, size_t column)
{
    fh_regex *regex = self->input->tools->regexes[found->signal];
    fh_regex_span span;
    bool limited = false;
    size_t from = 0;
    if (regex == NULL) return true;
    if (line.len > LONGEST_LINE) {
        const size_t start = column > LONGEST_LINE / 2 ? column - LONGEST_LINE / 2 : 0;
        line = fh_text_slice(line, start, start + LONGEST_LINE);
        column -= start;
    }
    while (from <= line.len && fh_regex_match(regex, line, from, &span, 1, &limited)) {
        if (span.start <= column && column + found->len <= span.end) return true;
        if (span.start > column) return false;
        from = span.end > span.start ? span.start + 1 : span.end + 1;
    }
    return false;
}

/* ---- the fact ---- */

static fh_text quote_of(fh_text line, size_t column)
{
    if (line.len <= QUOTE) return fh_text_trim(line);
    const size_t start = column > QUOTE / 2 ? column - QUOTE / 2 : 0;
    return fh_text_trim(fh_text_slice(line, start, start + QUOTE));
}

static void add_fact(finder *self, const fh_hit *found, const place *at, fh_text line_text,
                     uint32_t line, uint32_t column)
{
    const fh_input *input = self->input;
    fh_fact fact = {.kind = FH_FACT_HIT,
                    .certainty = FH_CERTAINTY_STATED,
                    .contexts = input->contexts | at->contexts,
                    .signal = found->signal + 1,
                    .line = line,
                    .column = column,
                    .end_line = line,
                    .end_column = column + found->len,
                    .subject =
                        fh_text_slice(input->bytes, found->offset, found->offset + found->len),
                    .value = at->value,
                    .quote = quote_of(line_text, column - 1),
                    .reader = FH_TEXT("source")};
    if (line_text.len > LONGEST_LINE) fact.contexts |= FH_CONTEXT_DATA; /* nobody wrote that line */
    fh_fact_set(&fact, FH_ATTR_POSITION, fh_text_of(fh_position_name(at->standing.position)));
    fh_fact_set(&fact, FH_ATTR_NAME, at->standing.name);
    fh_fact_set(&fact, FH_ATTR_CALLEE, at->standing.callee);
    fh_fact_set(&fact, FH_ATTR_MODULE, at->standing.module);
    fh_fact_set(&fact, FH_ATTR_OWNER, at->standing.owner);
    fh_fact_set(&fact, FH_ATTR_GUARD, at->guard.text);
    if (at->guard.has_else) fh_fact_set(&fact, FH_ATTR_ELSE, FH_TEXT("yes"));
    if (at->standing.list != FH_NOWHERE) {
        fh_fact_set(&fact, FH_ATTR_LIST, fh_arena_printf(input->scratch, "%u", at->standing.list));
        fh_fact_set(&fact, FH_ATTR_SIZE, fh_arena_printf(input->scratch, "%u", at->standing.size));
    }
    fh_facts_add(self->facts, &fact);
}

/* A hit whose expression held, and where it is. */
typedef struct candidate {
    fh_hit hit;
    uint32_t line, column;
} candidate;
FH_VEC(candidate_vec, candidate);

static void take_place(finder *self, const candidate *found, place *at)
{
    const fh_input *input = self->input;
    const fh_signal *signal = &input->tools->signals->list.items[found->hit.signal];
    if (!at->known || at->offset != found->hit.offset) {
        *at = (place){.offset = found->hit.offset, .known = true};
        at->standing.list = FH_NOWHERE;
        if (self->lexed) place_token(self, &found->hit, at);
        else place_line(self, &found->hit, found->column - 1, at);
    }
    if (!is_wanted(self, signal, at)) return;
    const fh_text text = fh_lines_line(&self->lines, input->bytes, found->line);
    add_fact(self, &found->hit, at, text, found->line, found->column);
}

/* What the expressions leave of the hits: most files with hits need no outline. */
static candidate_vec filter(finder *self, const fh_hits *hits)
{
    const fh_input *input = self->input;
    candidate_vec list = {0};
    for (size_t i = 0; i < hits->list.count; i++) {
        candidate found = {.hit = hits->list.items[i]};
        fh_lines_place(&self->lines, found.hit.offset, &found.line, &found.column);
        const fh_text text = fh_lines_line(&self->lines, input->bytes, found.line);
        if (!regex_holds(self, &found.hit, text, found.column - 1)) continue;
        if (!FH_VEC_ADD(input->scratch, &list, found)) break;
    }
    return list;
}

/* ---- all of it ---- */

void fh_read_hits(const fh_input *input, const fh_hits *hits, fh_facts *facts)
{
    finder self = {.input = input, .facts = facts};
    place at = {0};
    if (hits->list.count == 0) return;
    self.lines = fh_lines_index(input->scratch, input->bytes);
    if (self.lines.count == 0) return;
    const candidate_vec list = filter(&self, hits);
    if (list.count == 0) return;
    self.lexed = fh_outline_make(input->scratch, input->language, input->bytes, &self.outline) &&
                 self.outline.tokens.list.count > 0;
    for (size_t i = 0; i < list.count && !input->scratch->failed; i++)
        take_place(&self, &list.items[i], &at);
}
