/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/position_parts.h"

enum { FARTHEST = 600, MOST_MEMBERS = 4000 };

static bool is_string(const fh_outline *outline, uint32_t index)
{
    return index < outline->tokens.list.count &&
           outline->tokens.list.items[index].kind == FH_TOKEN_STRING;
}

/* ---- what a segment holds before a token ---- */

static bool is_comparison(const fh_outline *outline, uint32_t index)
{
    static const char *const words[] = {"==", "!=", "===", "!==", "in", "is", "equals"};
    return fh_outline_is_any(outline, index, words, FH_COUNT(words));
}

static bool is_alternative(const fh_outline *outline, uint32_t index)
{
    static const char *const words[] = {"or", "||", "??", "?:", "||=", "?\?="};
    /* "name?: Type" is an optional property there. */
    if (outline->language == FH_LANGUAGE_JAVASCRIPT && fh_outline_is(outline, index, "?:"))
        return false;
    return fh_outline_is_any(outline, index, words, FH_COUNT(words));
}

static void take_token(const fh_outline *outline, uint32_t i, bool *question, fh_reach *reach)
{
    if (fh_outline_is(outline, i, "=") || fh_outline_is(outline, i, ":=") ||
        fh_outline_is(outline, i, "||=") || fh_outline_is(outline, i, "?\?=")) {
        reach->assign = i;
        reach->fallback = is_alternative(outline, i);
    } else if (fh_outline_is(outline, i, ":") ||
               (fh_outline_is(outline, i, "?:") && !is_alternative(outline, i))) {
        if (*question) reach->fallback = true;
        else if (reach->colon == FH_NOWHERE) reach->colon = i;
    } else if (fh_outline_is(outline, i, "->") || fh_outline_is(outline, i, "=>")) {
        reach->arrow = i;
        reach->fallback = false;
    } else if (fh_outline_is(outline, i, "?")) {
        *question |= !fh_outline_is(outline, i + 1, ":"); /* "name?: Type" is no conditional */
    } else if (is_alternative(outline, i) ||
               (fh_outline_is(outline, i, "else") && i > reach->first)) {
        reach->fallback = true;
    }
}

/* A comparison right before the dotted name that `index` is a part of, or right behind it. */
static bool is_compared(const fh_outline *outline, uint32_t first, uint32_t index)
{
    enum { PARTS = 8 };
    const uint32_t count = (uint32_t)outline->tokens.list.count;
    uint32_t start = index, end = index + 1;
    for (int i = 0; i < PARTS && start >= first + 2 && fh_outline_is(outline, start - 1, ".") &&
                    fh_outline_is_word(outline, start - 2);
         i++)
        start -= 2;
    for (int i = 0; i < PARTS && end + 1 < count && fh_outline_is(outline, end, ".") &&
                    fh_outline_is_word(outline, end + 1);
         i++)
        end += 2;
    return (start > first && is_comparison(outline, start - 1)) ||
           (end < count && is_comparison(outline, end));
}

fh_reach fh_reach_of(const fh_outline *outline, uint32_t index)
{
    static const char *const modifiers[] = {
        "export",   "pub",      "public",    "private", "protected", "static", "final",
        "readonly", "override", "async",     "let",     "var",       "const",  "val",
        "mut",      "inline",   "constexpr", "default", "internal",  "await"};
    const uint32_t count = (uint32_t)outline->tokens.list.count;
    fh_reach reach = {.first = outline->segment[index],
                      .assign = FH_NOWHERE,
                      .colon = FH_NOWHERE,
                      .arrow = FH_NOWHERE};
    bool question = false;
    if (index - reach.first > FARTHEST) {
        reach.cut = true;
        return reach;
    }
    while (reach.first + 1 < index && fh_outline_is_word(outline, reach.first + 1) &&
           fh_outline_is_any(outline, reach.first, modifiers, FH_COUNT(modifiers)))
        reach.first++;
    for (uint32_t i = reach.first; i < index;) {
        const uint32_t next = fh_outline_skip(outline, i);
        if (next > index) break;
        take_token(outline, i, &question, &reach);
        i = next;
    }
    const uint32_t behind = fh_outline_skip(outline, index);
    reach.compared = (index > 0 && is_comparison(outline, index - 1)) ||
                     is_comparison(outline, behind) || is_compared(outline, reach.first, index);
    reach.keyed = behind < count && fh_outline_is(outline, behind, ":") && !question &&
                  outline->segment[behind] == outline->segment[index];
    return reach;
}

/* ---- names ---- */

/* Step back over "<T>" before a parenthesis. */
static uint32_t before_generics(const fh_outline *outline, uint32_t floor, uint32_t end)
{
    uint32_t at = end, depth = 0;
    if (end == floor || !fh_outline_is(outline, end - 1, ">")) return end;
    for (int steps = 0; at > floor && steps < 24; steps++) {
        at--;
        if (fh_outline_is(outline, at, ">")) depth++;
        else if (fh_outline_is(outline, at, "<") && --depth == 0) break;
    }
    if (depth != 0) return end;
    return at > floor && fh_outline_is(outline, at - 1, "::") ? at - 1 : at;
}

fh_text fh_dotted_before(const fh_outline *outline, uint32_t floor, uint32_t end)
{
    uint32_t at = before_generics(outline, floor, end);
    if (at > floor && fh_outline_is(outline, at - 1, "!")) at--; /* a Rust macro */
    const uint32_t stop = at;
    if (at == floor || !fh_outline_is_word(outline, at - 1)) return (fh_text){0};
    at--;
    while (at >= floor + 2) {
        static const char *const joints[] = {".", "::", "?.", "->"};
        if (!fh_outline_is_any(outline, at - 1, joints, FH_COUNT(joints))) break;
        if (fh_outline_is_word(outline, at - 2)) at -= 2;
        else break;
    }
    return fh_outline_source(outline, at, stop);
}

fh_text fh_declared_name(const fh_outline *outline, uint32_t first, uint32_t end)
{
    uint32_t name = FH_NOWHERE;
    for (uint32_t i = first; i < end; i = fh_outline_skip(outline, i)) {
        if (fh_outline_is(outline, i, ":") && name != FH_NOWHERE) break;
        if (fh_outline_is_word(outline, i) || is_string(outline, i)) name = i;
        /* x["key"] = value: the key receives it. */
        if (name != FH_NOWHERE && fh_outline_is(outline, i, "[") && i + 2 < end &&
            is_string(outline, i + 1) && fh_outline_is(outline, i + 2, "]"))
            name = i + 1;
    }
    if (name == FH_NOWHERE) return (fh_text){0};
    return is_string(outline, name) ? fh_token_inner(&outline->tokens, name)
                                    : fh_outline_text(outline, name);
}

uint32_t fh_members_of(const fh_outline *outline, uint32_t open)
{
    const uint32_t close = outline->match[open];
    uint32_t members = 0;
    if (close == FH_NOWHERE || close <= open + 1) return 0;
    if (outline->members[open] > 0) return outline->members[open] - 1;
    for (uint32_t i = open + 1, steps = 0; i < close && steps < MOST_MEMBERS * 4;
         i = fh_outline_skip(outline, i), steps++)
        members += outline->segment[i] == i &&
                   outline->tokens.list.items[i].kind != FH_TOKEN_NEWLINE &&
                   !fh_outline_is(outline, i, ",");
    outline->members[open] = members + 1;
    return members;
}

/* ---- imports ---- */

/* "from a.b import c": a.b, or a.b.c when the token is among the names. */
static void from_import(const fh_outline *outline, uint32_t first, uint32_t index,
                        fh_standing *standing, fh_arena *arena)
{
    uint32_t word = first + 1;
    while (word < outline->tokens.list.count && outline->segment[word] == first &&
           !fh_outline_is(outline, word, "import"))
        word++;
    standing->module = fh_outline_source(outline, first + 1, word);
    if (index > word && fh_outline_is_word(outline, index))
        standing->module = fh_arena_printf(arena, "%.*s.%.*s", FH_TEXT_ARGS(standing->module),
                                           FH_TEXT_ARGS(fh_outline_text(outline, index)));
}

static bool python_import(const fh_outline *outline, uint32_t index, fh_standing *standing,
                          fh_arena *arena)
{
    uint32_t at = index;
    while (outline->open[at] != FH_NOWHERE) at = outline->open[at];
    const uint32_t first = outline->segment[at];
    if (fh_outline_is(outline, first, "from")) {
        from_import(outline, first, index, standing, arena);
        return true;
    }
    if (!fh_outline_is(outline, first, "import")) return false;
    uint32_t from = index, end = index + 1;
    while (from > first + 1 && !fh_outline_is(outline, from - 1, ",")) from--;
    while (end < outline->tokens.list.count && outline->segment[end] == first &&
           (fh_outline_is_word(outline, end) || fh_outline_is(outline, end, ".")) &&
           !fh_outline_is(outline, end, "as"))
        end++;
    standing->module = fh_outline_source(outline, from, end);
    return true;
}

/* A string is the module: import x from "m", require("m"), import("m"), Go's import ( "m" ). */
static bool string_import(const fh_outline *outline, uint32_t index, fh_standing *standing)
{
    static const char *const loaders[] = {"require",    "import",       "import_module",
                                          "__import__", "importActual", "loadLibrary"};
    const uint32_t open = outline->open[index], first = outline->segment[index];
    if (!is_string(outline, index)) return false;
    standing->module = fh_token_inner(&outline->tokens, index);
    if (open != FH_NOWHERE && open > 0 && fh_outline_is(outline, open, "("))
        return fh_outline_is_any(outline, open - 1, loaders, FH_COUNT(loaders));
    if (index > 0 && fh_outline_is(outline, index - 1, "from") &&
        outline->language == FH_LANGUAGE_JAVASCRIPT)
        return true;
    return fh_outline_is(outline, first, "import") &&
           (outline->language == FH_LANGUAGE_JAVASCRIPT || outline->language == FH_LANGUAGE_GO);
}

/* use a::b; import a.b.C; using A.B; import X: the path up to the end or an open brace. */
static bool path_import(const fh_outline *outline, uint32_t index, fh_standing *standing,
                        fh_arena *arena)
{
    static const char *const words[] = {"use", "import", "using", "extern"};
    uint32_t at = index;
    for (int depth = 0; depth < 6 && outline->open[at] != FH_NOWHERE; depth++) {
        if (outline->opens[outline->open[at]] != 0) break;
        at = outline->open[at];
    }
    uint32_t first = outline->segment[at], end;
    if (fh_outline_is(outline, first, "pub")) first++;
    if (!fh_outline_is_any(outline, first, words, FH_COUNT(words)) || index <= first) return false;
    if (fh_outline_is(outline, first, "extern") && !fh_outline_is(outline, first + 1, "crate"))
        return false;
    end = first + 1;
    while (end < outline->tokens.list.count && outline->segment[end] == outline->segment[at] &&
           outline->tokens.list.items[end].kind != FH_TOKEN_NEWLINE &&
           !fh_outline_is(outline, end, "{") && !fh_outline_is(outline, end, ";") &&
           !fh_outline_is(outline, end, "as") && !fh_outline_is(outline, end, "="))
        end++;
    while (end > first + 1 && fh_outline_is(outline, end - 1, "::")) end--;
    standing->module = fh_outline_source(outline, first + 1, end);
    if (index > end && fh_outline_is_word(outline, index))
        standing->module = fh_arena_printf(arena, "%.*s::%.*s", FH_TEXT_ARGS(standing->module),
                                           FH_TEXT_ARGS(fh_outline_text(outline, index)));
    return true;
}

bool fh_is_import(const fh_outline *outline, uint32_t index, fh_standing *standing)
{
    fh_arena *arena = outline->arena;
    if (string_import(outline, index, standing)) return true;
    standing->module = (fh_text){0};
    if (outline->language == FH_LANGUAGE_PYTHON)
        return python_import(outline, index, standing, arena);
    if (outline->language == FH_LANGUAGE_GO || outline->language == FH_LANGUAGE_C) return false;
    return path_import(outline, index, standing, arena);
}

/* ---- arguments that are defaults ---- */

typedef enum habit {
    HABIT_FALLBACK, /* the last of two or more arguments: getenv(name, default) */
    HABIT_ONLY,     /* every argument: unwrap_or(default) */
    HABIT_FIELD,    /* first argument, or keyword default: Field(default) */
    HABIT_OPTION    /* keyword default, or third argument: add_argument(..., default=) */
} habit;

static const struct {
    const char *name;
    habit habit;
} habits[] = {
    {"getenv", HABIT_FALLBACK},
    {"get", HABIT_FALLBACK},
    {"pop", HABIT_FALLBACK},
    {"getattr", HABIT_FALLBACK},
    {"setdefault", HABIT_FALLBACK},
    {"set_default", HABIT_FALLBACK},
    {"SetDefault", HABIT_FALLBACK},
    {"setDefault", HABIT_FALLBACK},
    {"getOrDefault", HABIT_FALLBACK},
    {"get_or", HABIT_FALLBACK},
    {"getEnv", HABIT_FALLBACK},
    {"get_env", HABIT_FALLBACK},
    {"getEnvOrDefault", HABIT_FALLBACK},
    {"GetEnvOrDefault", HABIT_FALLBACK},
    {"env_or", HABIT_FALLBACK},
    {"envOr", HABIT_FALLBACK},
    {"get_str", HABIT_FALLBACK},
    {"_get_str", HABIT_FALLBACK},
    {"get_string", HABIT_FALLBACK},
    {"getString", HABIT_FALLBACK},
    {"get_enum", HABIT_FALLBACK},
    {"_get_enum", HABIT_FALLBACK},
    {"get_value", HABIT_FALLBACK},
    {"get_config", HABIT_FALLBACK},
    {"getConfig", HABIT_FALLBACK},
    {"get_setting", HABIT_FALLBACK},
    {"get_option", HABIT_FALLBACK},
    {"config", HABIT_FALLBACK},
    {"env", HABIT_FALLBACK},
    {"unwrap_or", HABIT_ONLY},
    {"unwrap_or_else", HABIT_ONLY},
    {"value_or", HABIT_ONLY},
    {"orElse", HABIT_ONLY},
    {"orElseGet", HABIT_ONLY},
    {"GetValueOrDefault", HABIT_ONLY},
    {"or_else", HABIT_ONLY},
    {"default", HABIT_ONLY},
    {"default_value", HABIT_ONLY},
    {"Field", HABIT_FIELD},
    {"field", HABIT_FIELD},
    {"attrib", HABIT_FIELD},
    {"ib", HABIT_FIELD},
    {"mapped_column", HABIT_FIELD},
    {"Column", HABIT_FIELD},
    {"add_argument", HABIT_OPTION},
    {"option", HABIT_OPTION},
    {"Option", HABIT_OPTION},
    {"Argument", HABIT_OPTION},
    {"argument", HABIT_OPTION},
    {"String", HABIT_OPTION},
    {"StringVar", HABIT_OPTION},
    {"StringP", HABIT_OPTION},
    {"StringVarP", HABIT_OPTION},
};

static uint32_t arguments_before(const fh_outline *outline, uint32_t paren, uint32_t segment)
{
    uint32_t count = 0;
    for (uint32_t i = paren + 1, steps = 0; i < segment && steps < FARTHEST;
         i = fh_outline_skip(outline, i), steps++)
        count += fh_outline_is(outline, i, ",");
    return count;
}

/* The option's own name: "--model" gives "model". */
static fh_text option_name(const fh_outline *outline, uint32_t paren)
{
    for (uint32_t i = paren + 1, steps = 0; i < outline->match[paren] && steps < 12; i++, steps++) {
        if (!is_string(outline, i)) continue;
        fh_text text = fh_token_inner(&outline->tokens, i);
        const bool dashed = text.len > 0 && text.ptr[0] == '-';
        while (text.len > 0 && text.ptr[0] == '-') text = fh_text_slice(text, 1, SIZE_MAX);
        text = fh_text_slice(text, 0, fh_text_find_byte(text, ' '));
        if (text.len > 1 || (!dashed && text.len > 0)) return text;
    }
    return (fh_text){0};
}

/* What the first argument asks for: "NAME" in getenv("NAME", x), or the constant that holds it. */
static fh_text asked_name(const fh_outline *outline, uint32_t paren)
{
    fh_text name = {0};
    for (uint32_t i = paren + 1, steps = 0; i < outline->match[paren] && steps < 12; i++, steps++) {
        if (fh_outline_is(outline, i, ",")) break;
        if (is_string(outline, i)) return fh_token_inner(&outline->tokens, i);
        if (fh_outline_is_word(outline, i)) name = fh_outline_text(outline, i);
    }
    return name;
}

static bool is_default_keyword(fh_text keyword)
{
    return fh_text_is(keyword, "default") || fh_text_is(keyword, "default_factory") ||
           fh_text_is(keyword, "default_value") || fh_text_is(keyword, "defaultValue") ||
           fh_text_is(keyword, "server_default");
}

fh_position fh_argument_position(const fh_outline *outline, uint32_t paren, uint32_t segment,
                                 fh_text keyword, fh_standing *standing)
{
    const size_t dot = fh_text_rfind_byte(standing->callee, '.');
    fh_text last =
        dot == SIZE_MAX ? standing->callee : fh_text_slice(standing->callee, dot + 1, SIZE_MAX);
    const size_t colon = fh_text_rfind_byte(last, ':');
    if (colon != SIZE_MAX) last = fh_text_slice(last, colon + 1, SIZE_MAX);
    for (size_t i = 0; i < FH_COUNT(habits); i++) {
        if (!fh_text_is(last, habits[i].name)) continue;
        const uint32_t before = arguments_before(outline, paren, segment);
        const bool named = keyword.len > 0;
        switch (habits[i].habit) {
        case HABIT_FALLBACK:
            if (before < 1 || (named && !is_default_keyword(keyword))) break;
            standing->name = asked_name(outline, paren);
            return FH_POSITION_FALLBACK;
        case HABIT_ONLY:
            if (paren < 2 || (!fh_outline_is(outline, paren - 2, ".") &&
                              !fh_outline_is(outline, paren - 2, "::")))
                break;
            return fh_text_starts(last, FH_TEXT("default")) ? FH_POSITION_FIELD_DEFAULT
                                                            : FH_POSITION_FALLBACK;
        case HABIT_FIELD:
            if (named ? is_default_keyword(keyword) : before == 0) return FH_POSITION_FIELD_DEFAULT;
            break;
        case HABIT_OPTION: {
            const fh_text name = option_name(outline, paren);
            const bool second = fh_text_starts(last, FH_TEXT("String")) && !named && before > 0;
            const bool third = fh_text_is(last, "option") && before == 2 && !named;
            if (!(named && is_default_keyword(keyword)) && !second && !third) break;
            if (name.len > 0) standing->name = name;
            return FH_POSITION_PARAMETER_DEFAULT;
        }
        }
        return FH_POSITION_ARGUMENT;
    }
    return FH_POSITION_ARGUMENT;
}
