/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/license_scope.h"

#include "read/tools.h"

/* Blocks (paragraphs and list items) that speak of a folder and of licensing. Words for folders and
 * the quotes around names carry the meaning; what a block does not name stays unknown, and linking
 * settles it by the license file that the folder holds. */

enum { BLOCK_BYTES = 2000, POINTERS_MAX = 64, LOOK = 64 << 10, NAME_MAX = 200 };

static bool has(fh_text text, const char *phrase)
{
    return fh_text_find_nocase(text, fh_text_of(phrase)) != SIZE_MAX;
}

static uint32_t count_phrases(fh_text text, const char *const *phrases)
{
    uint32_t count = 0;
    for (; *phrases != NULL; phrases++) count += has(text, *phrases);
    return count;
}

/* ---- terms of the owner's own ---- */

static const char *const restrictions[] = {"enterprise license",
                                           "enterprise edition license",
                                           "commercial license",
                                           "commercial terms",
                                           "commercial agreement",
                                           "subscription",
                                           "may only be used",
                                           "not permitted",
                                           "is forbidden",
                                           "prohibited",
                                           "proprietary",
                                           "confidential",
                                           "all rights reserved",
                                           "non-commercial",
                                           "noncommercial",
                                           "no license is granted",
                                           "without permission",
                                           "prior written consent",
                                           "may not be used",
                                           "shall not",
                                           NULL};
/* What turns a named open license into less than it. */
static const char *const additions[] = {"additional condition", "additional restriction",
                                        "additional term",      "following condition",
                                        "modified version of",  "must be obtained",
                                        "must obtain",          "may only be used",
                                        "is forbidden",         NULL};
static const char *const choices[] = {"dual licens", "dual-licens",    "alternatively",
                                      "either of",   "at your option", NULL};

/* Phrases run over the ends of lines: every run of white space becomes one blank. */
static fh_text folded(fh_arena *arena, fh_text text)
{
    char *bytes = FH_NEW_ARRAY(arena, text.len + 1, char);
    size_t len = 0;
    if (bytes == NULL) return text;
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.ptr[i];
        const bool blank = fh_is_blank(c) || c == '\n' || c == '\r';
        if (blank && len > 0 && bytes[len - 1] == ' ') continue;
        bytes[len++] = blank ? ' ' : c;
    }
    return fh_text_make(bytes, len);
}

fh_license_category fh_read_license_own_terms(fh_arena *scratch, fh_text bytes,
                                              const fh_license_result *result)
{
    bool named = false;
    for (size_t i = 0; i < result->matches.count; i++) {
        const fh_license_match *match = &result->matches.items[i];
        if (match->kind == FH_LICENSE_TAG || match->kind == FH_LICENSE_EXACT ||
            match->kind == FH_LICENSE_EQUIVALENT || match->kind == FH_LICENSE_MODIFIED ||
            match->kind == FH_LICENSE_EMBEDDED)
            return FH_CATEGORY_UNKNOWN;
        named |= match->kind == FH_LICENSE_NOTICE || match->kind == FH_LICENSE_PARTIAL;
    }
    const fh_text text = folded(scratch, fh_text_slice(bytes, 0, LOOK));
    if (count_phrases(text, restrictions) < 2) return FH_CATEGORY_UNKNOWN;
    if (!named) return FH_CATEGORY_PROPRIETARY;
    if (count_phrases(text, choices) > 0 || count_phrases(text, additions) == 0)
        return FH_CATEGORY_UNKNOWN;
    return FH_CATEGORY_SOURCE_AVAILABLE;
}

/* ---- folders ---- */

typedef struct scopes {
    fh_env *env;
    const fh_input *input;
    fh_facts *facts;
    uint32_t line; /* of the block's first */
    fh_text block;
    fh_text target;     /* file with the terms that the block names */
    fh_text expression; /* license that it names */
    fh_license_category category;
    bool looked; /* for the license */
    uint32_t added;
} scopes;

static bool is_name_byte(char c)
{
    return fh_is_alnum(c) || c == '.' || c == '_' || c == '/' || c == '-' || c == '@';
}

static bool is_license_path(fh_text token)
{
    static const char *const starts[] = {"license", "licence", "copying", "eula"};
    const fh_text name = fh_text_base_name(token);
    for (size_t i = 0; i < FH_COUNT(starts); i++)
        if (fh_text_starts_nocase(name, fh_text_of(starts[i]))) return true;
    return false;
}

/* Does a word for folders follow within the next three words? */
static bool folder_follows(fh_text rest)
{
    static const char *const words[] = {"director", "folder", "subdirector", "subfolder",
                                        "subtree"};
    unsigned count = 0;
    for (size_t i = 0; i < rest.len && count < 3;) {
        while (i < rest.len && !fh_is_alpha(rest.ptr[i])) {
            if (rest.ptr[i] == '.' || rest.ptr[i] == ';') return false;
            i++;
        }
        const fh_text word = fh_text_slice(rest, i, SIZE_MAX);
        for (size_t k = 0; k < FH_COUNT(words); k++)
            if (fh_text_starts_nocase(word, fh_text_of(words[k]))) return true;
        while (i < rest.len && fh_is_alpha(rest.ptr[i])) i++;
        count++;
    }
    return false;
}

/* Is the token put aside by "outside of", "except" and the like, so that what the sentence says
 * holds everywhere else? */
static bool is_excluded(fh_text before)
{
    static const char *const words[] = {"outside", "except",    "exclud", "other than",
                                        "not in ", "not under", "unless"};
    const size_t stop = fh_text_rfind_byte(before, ';');
    if (stop != SIZE_MAX) before = fh_text_slice(before, stop, SIZE_MAX);
    for (size_t i = 0; i < FH_COUNT(words); i++)
        if (has(before, words[i])) return true;
    return false;
}

/* A token that names a folder of the tree: "ee/", `packages/x`, the "enterprise" directory. */
static bool names_folder(fh_text block, size_t start, size_t end)
{
    static const char *const stops[] = {"and/or",    "his/her",   "he/she",
                                        "its/their", "either/or", "source/binary"};
    const fh_text token = fh_text_slice(block, start, end);
    const char before = start > 0 ? block.ptr[start - 1] : ' ';
    const char behind = end < block.len ? block.ptr[end] : ' ';
    const bool quoted =
        (before == '"' || before == '`' || before == '\'' || (unsigned char)before >= 0x80) &&
        !fh_is_blank(behind);
    size_t first = 0;
    while (first < token.len && (token.ptr[first] == '.' || token.ptr[first] == '/')) first++;
    if (token.len > NAME_MAX || first == token.len || !fh_is_word(token.ptr[first])) return false;
    if (before == ':' || behind == ':' || fh_text_find(token, FH_TEXT("//")) != SIZE_MAX ||
        fh_text_starts_nocase(token, FH_TEXT("www.")) || is_license_path(token))
        return false;
    for (size_t i = 0; i < FH_COUNT(stops); i++)
        if (fh_text_eq_nocase(token, fh_text_of(stops[i]))) return false;
    const bool follows = folder_follows(fh_text_slice(block, end, SIZE_MAX));
    if (fh_text_find_byte(token, '/') != SIZE_MAX)
        return token.ptr[token.len - 1] == '/' || quoted || follows;
    return quoted && follows;
}

/* The license that the block names, looked for once a block. */
static void look_for_license(scopes *self)
{
    static const char *const closed[] = {"enterprise license",  "enterprise edition license",
                                         "commercial license",  "commercial terms",
                                         "proprietary",         "subscription",
                                         "all rights reserved", NULL};
    fh_license_result result;
    fh_license_info info;
    const fh_error before = self->env->error;
    if (self->looked) return;
    self->looked = true;
    if (count_phrases(self->block, closed) > 0) self->category = FH_CATEGORY_PROPRIETARY;
    if (self->input->tools == NULL ||
        fh_license_scan_head(self->env, &self->input->tools->corpus, FH_TEXT("LICENSE"),
                             self->block, self->input->scratch, &result) != FH_OK) {
        self->env->error = before;
        return;
    }
    for (size_t i = 0; i < result.matches.count && self->expression.len == 0; i++) {
        const fh_license_match *match = &result.matches.items[i];
        if (match->kind > FH_LICENSE_REFERENCE ||
            !fh_license_info_find(&self->input->tools->corpus, match->license, &info))
            continue;
        self->expression = match->license;
        self->category = info.category;
    }
}

static uint32_t line_at(const scopes *self, size_t at)
{
    uint32_t line = self->line;
    for (size_t i = 0; i < at; i++) line += self->block.ptr[i] == '\n';
    return line;
}

static fh_text line_around(fh_text block, size_t at)
{
    size_t from = at, to = at;
    while (from > 0 && block.ptr[from - 1] != '\n') from--;
    while (to < block.len && block.ptr[to] != '\n') to++;
    return fh_text_trim(fh_text_slice(block, from, to));
}

static void add_folder(scopes *self, size_t start, size_t end)
{
    fh_text folder = fh_text_slice(self->block, start, end);
    while (folder.len > 0 && folder.ptr[folder.len - 1] == '/') folder.len--;
    while (fh_text_starts(folder, FH_TEXT("./"))) folder = fh_text_slice(folder, 2, SIZE_MAX);
    if (folder.len > 0 && folder.ptr[0] == '/') folder = fh_text_slice(folder, 1, SIZE_MAX);
    if (folder.len == 0 || self->added >= POINTERS_MAX) return;
    const uint32_t line = line_at(self, start);
    fh_fact fact = {.kind = FH_FACT_POINTER,
                    .certainty = FH_CERTAINTY_DERIVED,
                    .contexts = self->input->contexts,
                    .line = line,
                    .column = 1,
                    .end_line = line,
                    .end_column = 1,
                    .subject = folder,
                    .value = FH_TEXT("license-scope"),
                    .quote = line_around(self->block, start),
                    .reader = FH_TEXT("license")};
    if (is_excluded(fh_text_slice(self->block, 0, start))) {
        fh_fact_set(&fact, FH_ATTR_RELATION, FH_TEXT("excluded"));
    } else {
        look_for_license(self);
        fh_fact_set(&fact, FH_ATTR_TARGET, self->target);
        fh_fact_set(&fact, FH_ATTR_EXPRESSION, self->expression);
        if (self->category != FH_CATEGORY_UNKNOWN)
            fh_fact_set(&fact, FH_ATTR_CATEGORY,
                        fh_text_of(fh_license_category_name(self->category)));
    }
    fh_facts_add(self->facts, &fact);
    self->added++;
}

/* Calls for every token of the block: first those that name the file with the terms. */
static void each_token(scopes *self, bool files)
{
    const fh_text block = self->block;
    for (size_t i = 0; i < block.len;) {
        if (!is_name_byte(block.ptr[i])) {
            i++;
            continue;
        }
        const size_t start = i;
        while (i < block.len && is_name_byte(block.ptr[i])) i++;
        size_t end = i;
        while (end > start && block.ptr[end - 1] == '.') end--;
        if (end == start) continue;
        const fh_text token = fh_text_slice(block, start, end);
        if (files && is_license_path(token) && fh_text_find_byte(token, '/') != SIZE_MAX &&
            self->target.len == 0)
            self->target = token;
        if (!files && names_folder(block, start, end)) add_folder(self, start, end);
    }
}

static void read_block(scopes *self)
{
    static const char *const folders[] = {"director",   "folder",      "subtree",     "reside",
                                          "content of", "files in",    "files under", "code in",
                                          "code under", "contents of", "located in",  NULL};
    static const char *const foreign[] = {"third party", "third-party", "3rd party", "3rd-party",
                                          NULL};
    if (self->block.len == 0 || self->block.len > BLOCK_BYTES || !has(self->block, "licens"))
        return;
    if (count_phrases(self->block, folders) == 0 || count_phrases(self->block, foreign) > 0) return;
    self->target = self->expression = (fh_text){0};
    self->category = FH_CATEGORY_UNKNOWN;
    self->looked = false;
    each_token(self, true);
    each_token(self, false);
}

/* An item of a list begins a block of its own. */
static bool begins_item(fh_text line)
{
    line = fh_text_trim(line);
    if (line.len < 3) return false;
    if ((line.ptr[0] == '-' || line.ptr[0] == '*' || line.ptr[0] == '+') &&
        fh_is_blank(line.ptr[1]))
        return true;
    if ((unsigned char)line.ptr[0] == 0xe2 && (unsigned char)line.ptr[1] == 0x80) return true;
    return fh_is_digit(line.ptr[0]) && (line.ptr[1] == '.' || line.ptr[1] == ')');
}

void fh_read_license_scopes(fh_env *env, const fh_input *input, fh_text bytes, uint32_t lines,
                            fh_facts *facts)
{
    scopes self = {.env = env, .input = input, .facts = facts};
    fh_text line, rest = fh_text_slice(bytes, 0, LOOK);
    const char *start = NULL;
    for (uint32_t number = lines + 1;; number++) {
        const bool more = fh_text_next_line(&rest, &line);
        const bool blank = !more || fh_text_is_empty(fh_text_trim(line));
        if (start != NULL && (blank || begins_item(line))) {
            const char *end = more ? line.ptr : bytes.ptr + (bytes.len < LOOK ? bytes.len : LOOK);
            self.block = fh_text_make(start, (size_t)(end - start));
            read_block(&self);
            start = NULL;
        }
        if (!more) break;
        if (start == NULL && !blank) {
            start = line.ptr;
            self.line = number;
        }
    }
}
