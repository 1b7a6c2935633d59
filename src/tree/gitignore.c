/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/gitignore.h"

#include <string.h>

#include "base/vec.h"

enum { RULES_MAX = 20000, RULE_BYTES_MAX = 4096 };

typedef enum rule_form {
    FORM_LITERAL, /* no special byte at all */
    FORM_SUFFIX,  /* '*' and then no special byte */
    FORM_WILD
} rule_form;

struct fh_ignore_rule {
    fh_text pattern; /* without '!', a leading and a trailing '/' */
    rule_form form;
    bool negated;
    bool folders_only;
    bool base_name; /* no slash: compared with the last part of a path */
};

FH_VEC(rule_list, fh_ignore_rule);

/* ---- wild cards ---- */

typedef struct class_result {
    size_t len; /* bytes of the class in the pattern; 0: it never ends */
    bool hit;
} class_result;

static bool in_named_class(fh_text name, char c, bool *ret_known)
{
    const bool graph = (unsigned char)c > ' ' && (unsigned char)c < 0x7f;
    const bool upper = c >= 'A' && c <= 'Z';
    if (fh_text_is(name, "alpha")) return fh_is_alpha(c);
    if (fh_text_is(name, "digit")) return fh_is_digit(c);
    if (fh_text_is(name, "alnum")) return fh_is_alnum(c);
    if (fh_text_is(name, "upper")) return upper;
    if (fh_text_is(name, "lower")) return fh_is_alpha(c) && !upper;
    if (fh_text_is(name, "space")) return fh_is_blank(c);
    if (fh_text_is(name, "blank")) return c == ' ' || c == '\t';
    if (fh_text_is(name, "punct")) return graph && !fh_is_alnum(c);
    if (fh_text_is(name, "graph")) return graph;
    if (fh_text_is(name, "print")) return graph || c == ' ';
    if (fh_text_is(name, "cntrl")) return (unsigned char)c < ' ' || c == 0x7f;
    if (fh_text_is(name, "xdigit"))
        return fh_is_digit(c) || (fh_lower(c) >= 'a' && fh_lower(c) <= 'f');
    *ret_known = false;
    return false;
}

/* One literal byte of a class, with its backslash; false at the end. */
static bool class_byte(fh_text pattern, size_t *at, char *ret_byte)
{
    if (*at < pattern.len && pattern.ptr[*at] == '\\') (*at)++;
    if (*at >= pattern.len) return false;
    *ret_byte = pattern.ptr[(*at)++];
    return true;
}

/* `pattern` begins behind '['. A ']' that comes first is a member. */
static class_result match_class(fh_text pattern, char c)
{
    const class_result broken = {0};
    size_t at = 0;
    bool hit = false;
    const bool negated = pattern.len > 0 && (pattern.ptr[0] == '!' || pattern.ptr[0] == '^');
    if (negated) at++;
    for (bool first = true; at < pattern.len && (first || pattern.ptr[at] != ']'); first = false) {
        char low, high;
        const fh_text rest = fh_text_slice(pattern, at, pattern.len);
        if (fh_text_starts(rest, FH_TEXT("[:"))) {
            const size_t end = fh_text_find_byte(rest, ']');
            if (end == SIZE_MAX) return broken;
            const bool named = end > 2 && rest.ptr[end - 1] == ':';
            bool known = true;
            if (named) hit = in_named_class(fh_text_slice(rest, 2, end - 1), c, &known) || hit;
            else hit = hit || c == '[';
            if (!known) return broken;
            at += named ? end + 1 : 1;
            continue;
        }
        if (!class_byte(pattern, &at, &low)) return broken;
        high = low;
        if (at + 1 < pattern.len && pattern.ptr[at] == '-' && pattern.ptr[at + 1] != ']') {
            at++;
            if (!class_byte(pattern, &at, &high)) return broken;
        }
        hit = hit ||
              ((unsigned char)c >= (unsigned char)low && (unsigned char)c <= (unsigned char)high);
    }
    if (at >= pattern.len) return broken;
    return (class_result){.len = at + 1, .hit = hit != negated};
}

/* One step that is no star: how many bytes of the pattern matched `c`; 0 when it did not. */
static size_t match_one(fh_text pattern, char c, bool is_path)
{
    const char p = pattern.ptr[0];
    if (p == '?') return c != '/' || !is_path ? 1 : 0;
    if (p == '\\') return pattern.len > 1 && pattern.ptr[1] == c ? 2 : 0;
    if (p != '[') return p == c ? 1 : 0;
    if (c == '/' && is_path) return 0;
    const class_result result = match_class(fh_text_slice(pattern, 1, pattern.len), c);
    return result.len > 0 && result.hit ? result.len + 1 : 0;
}

/* Where a match may be taken up again: with the star one byte longer. */
typedef struct retry {
    size_t pattern, text; /* SIZE_MAX: nowhere */
} retry;

typedef struct star {
    size_t len;   /* bytes of the pattern: the stars, and the slash of a double star before one */
    bool folders; /* matches whole folders: a double star between slashes or the ends */
    bool last;    /* such a one at the end, which takes everything that is left */
} star;

static star star_at(fh_text pattern, size_t at, bool is_path)
{
    star self = {0};
    while (at + self.len < pattern.len && pattern.ptr[at + self.len] == '*') self.len++;
    const bool opens = at == 0 || pattern.ptr[at - 1] == '/';
    const size_t end = at + self.len;
    if (!is_path || self.len < 2 || !opens) return self;
    if (end == pattern.len) self.last = true;
    else if (pattern.ptr[end] == '/') {
        self.folders = true;
        self.len++;
    }
    return self;
}

/* Two marks are enough. The part behind the last '*' of a folder's name begins at the first place
 * where it fits, and any other place would only be further on; the same holds for whole folders
 * behind the last double star (the argument of the greedy glob matchers, here on two levels). */
bool fh_ignore_wild(fh_text pattern, fh_text text, bool is_path, fh_ignore_cost *cost)
{
    retry within = {SIZE_MAX, 0}, folders = {SIZE_MAX, 0};
    size_t p = 0, t = 0;
    uint64_t steps = 0;
    bool matched = false;
    for (;;) {
        steps++;
        if (p < pattern.len && pattern.ptr[p] == '*') {
            const star here = star_at(pattern, p, is_path);
            p += here.len;
            if (here.last) {
                matched = t < text.len;
                if (matched) break;
            } else if (here.folders) {
                folders = (retry){p, t};
                within.pattern = SIZE_MAX;
                continue;
            } else {
                within = (retry){p, t};
                continue;
            }
        } else if (p < pattern.len && t < text.len) {
            const size_t len =
                match_one(fh_text_slice(pattern, p, pattern.len), text.ptr[t], is_path);
            if (len > 0) {
                p += len;
                t++;
                continue;
            }
        } else if (p == pattern.len && t == text.len) {
            matched = true;
            break;
        }
        if (within.pattern != SIZE_MAX && within.text < text.len &&
            !(is_path && text.ptr[within.text] == '/')) {
            within.text++;
            p = within.pattern;
            t = within.text;
            continue;
        }
        if (folders.pattern == SIZE_MAX) break;
        const fh_text rest = fh_text_slice(text, folders.text, text.len);
        const size_t slash = fh_text_find_byte(rest, '/');
        if (slash == SIZE_MAX) break;
        folders.text += slash + 1;
        within.pattern = SIZE_MAX;
        p = folders.pattern;
        t = folders.text;
    }
    if (cost != NULL) cost->bytes += steps;
    return matched;
}

/* ---- rules ---- */

static bool is_special(char c)
{
    return c == '*' || c == '?' || c == '[' || c == '\\';
}

static rule_form form_of(fh_text pattern)
{
    size_t specials = 0;
    for (size_t i = 0; i < pattern.len; i++)
        if (is_special(pattern.ptr[i])) specials++;
    if (specials == 0) return FORM_LITERAL;
    return specials == 1 && pattern.ptr[0] == '*' ? FORM_SUFFIX : FORM_WILD;
}

/* Blanks at the end do not count unless a backslash stands before them. */
static fh_text trim_end(fh_text line)
{
    size_t len = 0;
    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] == '\\' && i + 1 < line.len) i++;
        else if (line.ptr[i] == ' ') continue;
        len = i + 1;
    }
    return fh_text_slice(line, 0, len);
}

static bool parse_rule(fh_text line, fh_ignore_rule *ret_rule)
{
    fh_ignore_rule rule = {0};
    fh_text pattern = trim_end(line);
    if (pattern.len == 0 || pattern.ptr[0] == '#' || pattern.len > RULE_BYTES_MAX) return false;
    if (pattern.ptr[0] == '!') {
        rule.negated = true;
        pattern = fh_text_slice(pattern, 1, pattern.len);
    }
    if (fh_text_ends(pattern, FH_TEXT("/"))) {
        rule.folders_only = true;
        pattern.len--;
    }
    rule.base_name = fh_text_find_byte(pattern, '/') == SIZE_MAX;
    if (fh_text_starts(pattern, FH_TEXT("/"))) pattern = fh_text_slice(pattern, 1, pattern.len);
    if (pattern.len == 0) return false;
    rule.pattern = pattern;
    rule.form = form_of(pattern);
    if (rule.form == FORM_SUFFIX && !rule.base_name) rule.form = FORM_WILD;
    *ret_rule = rule;
    return true;
}

const fh_ignore_scope *fh_ignore_parse(fh_arena *arena, const fh_ignore_scope *above,
                                       fh_text folder, fh_text text)
{
    rule_list rules = {0};
    fh_ignore_rule rule;
    fh_text rest = text, line;
    if (fh_text_starts(rest, FH_TEXT("\xef\xbb\xbf"))) rest = fh_text_slice(rest, 3, rest.len);
    while (rules.count < RULES_MAX && fh_text_next_line(&rest, &line))
        if (parse_rule(line, &rule) && !FH_VEC_ADD(arena, &rules, rule)) return NULL;
    if (rules.count == 0) return above;
    fh_ignore_scope *scope = FH_NEW(arena, fh_ignore_scope);
    if (scope != NULL)
        *scope = (fh_ignore_scope){
            .above = above, .folder = folder, .rules = rules.items, .count = rules.count};
    return scope;
}

static bool rule_matches(const fh_ignore_rule *rule, fh_text path, fh_text base, bool is_folder,
                         fh_ignore_cost *cost)
{
    if (rule->folders_only && !is_folder) return false;
    const fh_text subject = rule->base_name ? base : path;
    switch (rule->form) {
    case FORM_LITERAL: return fh_text_eq(rule->pattern, subject);
    case FORM_SUFFIX:
        return fh_text_ends(subject, fh_text_slice(rule->pattern, 1, rule->pattern.len));
    case FORM_WILD: return fh_ignore_wild(rule->pattern, subject, !rule->base_name, cost);
    }
    return false;
}

bool fh_ignore_match(const fh_ignore_scope *scope, fh_text path, bool is_folder,
                     fh_ignore_cost *cost)
{
    const fh_text base = fh_text_base_name(path);
    for (; scope != NULL; scope = scope->above) {
        const size_t skip = scope->folder.len > 0 ? scope->folder.len + 1 : 0;
        const fh_text below = fh_text_slice(path, skip, path.len);
        if (cost != NULL) cost->bytes += scope->count;
        for (size_t i = scope->count; i > 0; i--)
            if (rule_matches(&scope->rules[i - 1], below, base, is_folder, cost))
                return !scope->rules[i - 1].negated;
    }
    return false;
}
