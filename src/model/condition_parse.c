/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/condition.h"
#include "model/condition_option.h"

/* Gates to trees, by recursive descent over one text. Grammars: the Rust Reference, "Conditional
 * compilation", with Cargo's target tables; PEP 508, section "Environment Markers"; the fields os,
 * cpu and libc of npm's package.json. */

enum { MOST_DEPTH = 32 };

typedef struct parse {
    fh_arena *arena;
    fh_text text;
    size_t at;
    unsigned depth;
    bool failed;
} parse;

/* ---- names that mean the same ---- */

typedef struct same_name {
    const char *native, *common;
} same_name;

static const same_name systems[] = {
    {"darwin", "macos"}, {"win32", "windows"}, {"nt", "windows"},    {"macosx", "macos"},
    {"linux2", "linux"}, {"cygwin", "cygwin"}, {"sunos", "solaris"}, {"mac os x", "macos"},
};
static const same_name processors[] = {
    {"x64", "x86_64"},
    {"amd64", "x86_64"},
    {"arm64", "aarch64"},
    {"ia32", "x86"},
    {"i386", "x86"},
    {"i586", "x86"},
    {"i686", "x86"},
    {"armv7", "arm"},
    {"armv7l", "arm"},
    {"thumbv7neon", "arm"},
    {"ppc64le", "powerpc64"},
    {"ppc64", "powerpc64"},
    {"powerpc64le", "powerpc64"},
    {"riscv64gc", "riscv64"},
};
static const same_name libraries[] = {{"glibc", "gnu"}};
static const same_name families[] = {{"nt", "windows"}, {"posix", "unix"}};

static fh_text common_name(const same_name *names, size_t count, fh_text native)
{
    for (size_t i = 0; i < count; i++)
        if (fh_text_eq_nocase(native, fh_text_of(names[i].native)))
            return fh_text_of(names[i].common);
    return native;
}

static fh_text lowered(fh_arena *arena, fh_text text)
{
    char *out = (char *)fh_arena_alloc(arena, text.len);
    if (out == NULL) return FH_TEXT("");
    for (size_t i = 0; i < text.len; i++) out[i] = fh_lower(text.ptr[i]);
    return fh_text_make(out, text.len);
}

/* Variables of all ecosystems that stand for one of ours. */
static const struct {
    const char *native, *common;
    const same_name *names;
    size_t count;
} variables[] = {
    {"os", "os", systems, FH_COUNT(systems)},
    {"target_os", "os", systems, FH_COUNT(systems)},
    {"sys_platform", "os", systems, FH_COUNT(systems)},
    {"platform_system", "os", systems, FH_COUNT(systems)},
    {"cpu", "arch", processors, FH_COUNT(processors)},
    {"target_arch", "arch", processors, FH_COUNT(processors)},
    {"platform_machine", "arch", processors, FH_COUNT(processors)},
    {"target_family", "family", families, FH_COUNT(families)},
    {"os_name", "family", families, FH_COUNT(families)},
    {"libc", "libc", libraries, FH_COUNT(libraries)},
    {"target_env", "libc", libraries, FH_COUNT(libraries)},
    {"extras", "extra", NULL, 0},
    {"dependency_groups", "group", NULL, 0},
};

/* ---- building ---- */

static fh_condition *make(parse *self, fh_condition_kind kind)
{
    fh_condition *made = FH_NEW(self->arena, fh_condition);
    if (made == NULL) self->failed = true;
    else made->kind = kind;
    return made;
}

static fh_condition *make_test(parse *self, fh_text variable, const char *compare, fh_text value)
{
    fh_condition *made = make(self, FH_CONDITION_TEST);
    if (made == NULL) return NULL;
    made->variable = variable;
    made->compare = fh_text_of(compare);
    made->value = value;
    for (size_t i = 0; i < FH_COUNT(variables); i++) {
        if (!fh_text_is(variable, variables[i].native)) continue;
        made->variable = fh_text_of(variables[i].common);
        if (variables[i].count > 0)
            made->value =
                common_name(variables[i].names, variables[i].count, lowered(self->arena, value));
        break;
    }
    return made;
}

static void append(fh_condition *parent, fh_condition **last, fh_condition *part)
{
    if (part == NULL) return;
    if (*last == NULL) parent->first = part;
    else (*last)->next = part;
    *last = part;
}

/* A group of one is that one. */
static fh_condition *settled(fh_condition *group)
{
    if (group == NULL || group->first == NULL || group->first->next != NULL) return group;
    return group->first;
}

static const fh_condition *opaque(fh_arena *arena, fh_text text)
{
    fh_condition *made = FH_NEW(arena, fh_condition);
    if (made == NULL) return NULL;
    made->kind = FH_CONDITION_OPAQUE;
    made->value = text;
    return made;
}

/* ---- tokens ---- */

static void skip_blanks(parse *self)
{
    while (self->at < self->text.len && fh_is_blank(self->text.ptr[self->at])) self->at++;
}

static bool take(parse *self, char byte)
{
    skip_blanks(self);
    if (self->at >= self->text.len || self->text.ptr[self->at] != byte) return false;
    self->at++;
    return true;
}

static fh_text take_word(parse *self)
{
    skip_blanks(self);
    const size_t start = self->at;
    while (self->at < self->text.len &&
           (fh_is_word(self->text.ptr[self->at]) || self->text.ptr[self->at] == '.'))
        self->at++;
    return fh_text_slice(self->text, start, self->at);
}

/* A quoted text without escapes: neither grammar has them in use. */
static bool take_quoted(parse *self, fh_text *ret_text)
{
    skip_blanks(self);
    if (self->at >= self->text.len) return false;
    const char quote = self->text.ptr[self->at];
    if (quote != '"' && quote != '\'') return false;
    const fh_text rest = fh_text_slice(self->text, self->at + 1, SIZE_MAX);
    const size_t end = fh_text_find_byte(rest, quote);
    if (end == SIZE_MAX) return false;
    *ret_text = fh_text_slice(rest, 0, end);
    self->at += end + 2;
    return true;
}

static bool enter(parse *self)
{
    if (++self->depth > MOST_DEPTH) self->failed = true;
    return !self->failed;
}

static fh_condition *give_up(parse *self)
{
    self->failed = true;
    return NULL;
}

/* ---- cfg() ---- */

static fh_condition *parse_cfg(parse *self);

static fh_condition *parse_cfg_list(parse *self, fh_condition_kind kind)
{
    fh_condition *group = make(self, kind), *last = NULL;
    if (group == NULL || !enter(self)) return NULL;
    while (!take(self, ')')) {
        append(group, &last, parse_cfg(self));
        if (!self->failed && !take(self, ',')) {
            if (!take(self, ')')) return give_up(self);
            break;
        }
        if (self->failed) return NULL;
    }
    self->depth--;
    if (kind == FH_CONDITION_NOT)
        return group->first != NULL && group->first->next == NULL ? group : give_up(self);
    return settled(group);
}

static fh_condition *parse_cfg(parse *self)
{
    static const struct {
        const char *word;
        fh_condition_kind kind;
    } lists[] = {{"all", FH_CONDITION_ALL}, {"any", FH_CONDITION_ANY}, {"not", FH_CONDITION_NOT}};
    const fh_text word = take_word(self);
    fh_text value;
    if (word.len == 0) return give_up(self);
    for (size_t i = 0; i < FH_COUNT(lists); i++)
        if (fh_text_is(word, lists[i].word) && take(self, '('))
            return parse_cfg_list(self, lists[i].kind);
    if (take(self, '='))
        return take_quoted(self, &value) ? make_test(self, word, "==", value) : give_up(self);
    if (fh_text_is(word, "unix") || fh_text_is(word, "windows"))
        return make_test(self, FH_TEXT("target_family"), "==", word);
    /* An empty list is true of all and false of any. */
    if (fh_text_is(word, "true")) return make(self, FH_CONDITION_ALL);
    if (fh_text_is(word, "false")) return make(self, FH_CONDITION_ANY);
    return make_test(self, word, "set", FH_TEXT(""));
}

/* ---- target triples: architecture-vendor-system-library ---- */

size_t fh_platform_settings(fh_arena *arena, fh_text platform, fh_setting *ret_settings,
                            size_t most)
{
    static const char *const known_systems[] = {
        "linux", "macos",   "windows", "android", "freebsd", "netbsd",     "openbsd", "ios",
        "wasi",  "solaris", "illumos", "aix",     "cygwin",  "emscripten", "none",    "fuchsia"};
    static const char *const known_processors[] = {
        "x86_64", "aarch64", "x86",      "arm",  "powerpc64", "riscv64", "s390x",
        "wasm32", "loong64", "mips64el", "mips", "sparcv9",   "powerpc"};
    static const char *const known_libraries[] = {"gnu", "musl", "msvc", "gnueabihf", "eabihf"};
    const struct {
        const char *variable;
        const char *const *known;
        size_t known_count;
        const same_name *names;
        size_t count;
    } kinds[] = {
        {"os", known_systems, FH_COUNT(known_systems), systems, FH_COUNT(systems)},
        {"arch", known_processors, FH_COUNT(known_processors), processors, FH_COUNT(processors)},
        {"libc", known_libraries, FH_COUNT(known_libraries), libraries, FH_COUNT(libraries)}};
    bool seen[FH_COUNT(kinds)] = {false};
    size_t count = 0, start = 0;
    platform = lowered(arena, platform);
    for (size_t i = 0; i <= platform.len; i++) {
        const char c = i < platform.len ? platform.ptr[i] : '-';
        if (c != '-' && c != '/' && c != ' ') continue;
        const fh_text part = fh_text_slice(platform, start, i);
        start = i + 1;
        for (size_t k = 0; k < FH_COUNT(kinds); k++) {
            const fh_text name = common_name(kinds[k].names, kinds[k].count, part);
            for (size_t n = 0; n < kinds[k].known_count && !seen[k] && count < most; n++) {
                if (!fh_text_is(name, kinds[k].known[n])) continue;
                seen[k] = true;
                ret_settings[count++] = (fh_setting){fh_text_of(kinds[k].variable), name};
            }
        }
    }
    return seen[0] ? count : 0;
}

static const fh_condition *parse_triple(parse *self)
{
    fh_setting settings[4];
    fh_condition *group = make(self, FH_CONDITION_ALL), *last = NULL;
    const size_t count =
        fh_platform_settings(self->arena, self->text, settings, FH_COUNT(settings));
    if (group == NULL || count == 0) return opaque(self->arena, self->text);
    for (size_t i = 0; i < count; i++)
        append(group, &last, make_test(self, settings[i].variable, "==", settings[i].value));
    return self->failed ? NULL : settled(group);
}

/* ---- markers ---- */

typedef struct operand {
    fh_text text;
    bool quoted;
} operand;

static bool take_operand(parse *self, operand *ret_operand)
{
    ret_operand->quoted = take_quoted(self, &ret_operand->text);
    if (!ret_operand->quoted) ret_operand->text = take_word(self);
    return ret_operand->quoted || ret_operand->text.len > 0;
}

static bool take_keyword(parse *self, const char *word)
{
    const size_t before = self->at;
    if (fh_text_is(take_word(self), word)) return true;
    self->at = before;
    return false;
}

/* Longest first; `swapped` is what it means with its sides exchanged. */
static const struct {
    const char *sign, *compare, *swapped;
} comparisons[] = {{"===", "===", "==="}, {"==", "==", "=="}, {"!=", "!=", "!="},
                   {"<=", "<=", ">="},    {">=", ">=", "<="}, {"~=", "~=", "~="},
                   {"<", "<", ">"},       {">", ">", "<"}};

static bool take_comparison(parse *self, const char **ret_compare, const char **ret_swapped)
{
    skip_blanks(self);
    const fh_text rest = fh_text_slice(self->text, self->at, SIZE_MAX);
    for (size_t i = 0; i < FH_COUNT(comparisons); i++) {
        const fh_text sign = fh_text_of(comparisons[i].sign);
        if (!fh_text_starts(rest, sign)) continue;
        self->at += sign.len;
        *ret_compare = comparisons[i].compare;
        *ret_swapped = comparisons[i].swapped;
        return true;
    }
    const bool negated = take_keyword(self, "not");
    if (!take_keyword(self, "in")) return false;
    /* "'x' in extras" and "sys_platform in 'a b'" are the same test of the variable. */
    *ret_compare = *ret_swapped = negated ? "not-in" : "in";
    return true;
}

static fh_condition *parse_marker_atom(parse *self)
{
    operand left, right;
    const char *compare, *swapped;
    if (!take_operand(self, &left) || !take_comparison(self, &compare, &swapped) ||
        !take_operand(self, &right) || left.quoted == right.quoted)
        return give_up(self);
    if (!left.quoted) return make_test(self, left.text, compare, right.text);
    /* Membership of a set is equality with one of its names. */
    if (fh_text_of(compare).ptr[0] == 'i') swapped = "==";
    if (fh_text_of(compare).ptr[0] == 'n') swapped = "!=";
    return make_test(self, right.text, swapped, left.text);
}

static fh_condition *parse_marker(parse *self);

static fh_condition *parse_marker_and(parse *self)
{
    fh_condition *group = make(self, FH_CONDITION_ALL), *last = NULL;
    if (group == NULL) return NULL;
    do {
        fh_condition *part;
        if (take(self, '(')) {
            if (!enter(self)) return NULL;
            part = parse_marker(self);
            self->depth--;
            if (!self->failed && !take(self, ')')) return give_up(self);
        } else part = parse_marker_atom(self);
        if (self->failed) return NULL;
        append(group, &last, part);
    } while (take_keyword(self, "and"));
    return settled(group);
}

static fh_condition *parse_marker(parse *self)
{
    fh_condition *group = make(self, FH_CONDITION_ANY), *last = NULL;
    if (group == NULL) return NULL;
    do {
        append(group, &last, parse_marker_and(self));
        if (self->failed) return NULL;
    } while (take_keyword(self, "or"));
    return settled(group);
}

/* ---- os, cpu and libc of npm ---- */

/* "a,b,!c": one of those named, and none of those refused. */
static fh_condition *parse_choice(parse *self, fh_text variable, fh_text list)
{
    fh_condition *both = make(self, FH_CONDITION_ALL), *last = NULL;
    fh_condition *any = make(self, FH_CONDITION_ANY), *last_any = NULL;
    fh_text name, rest = list;
    if (both == NULL || any == NULL) return NULL;
    while (fh_text_next_field(&rest, ',', &name)) {
        name = fh_text_trim(name);
        if (fh_text_is(name, "any") || name.len == 0) continue;
        if (name.ptr[0] == '!')
            append(both, &last, make_test(self, variable, "!=", fh_text_slice(name, 1, SIZE_MAX)));
        else append(any, &last_any, make_test(self, variable, "==", name));
    }
    if (any->first != NULL) append(both, &last, settled(any));
    return self->failed ? NULL : settled(both);
}

static const fh_condition *parse_choices(parse *self)
{
    fh_condition *group = make(self, FH_CONDITION_ALL), *last = NULL;
    fh_text word, rest = self->text;
    if (group == NULL) return NULL;
    while (fh_text_next_field(&rest, ' ', &word)) {
        const size_t colon = fh_text_find_byte(word, ':');
        if (word.len == 0) continue;
        if (colon == SIZE_MAX) return opaque(self->arena, self->text);
        append(group, &last,
               parse_choice(self, fh_text_slice(word, 0, colon),
                            fh_text_slice(word, colon + 1, SIZE_MAX)));
        if (self->failed) return NULL;
    }
    return settled(group);
}

/* ---- gates ---- */

static const fh_condition *parse_target(parse *self)
{
    const bool is_cfg = take_keyword(self, "cfg");
    if (!is_cfg) return parse_triple(self);
    const fh_condition *parsed = take(self, '(') ? parse_cfg(self) : give_up(self);
    if (!self->failed && (!take(self, ')') || self->at < self->text.len)) self->failed = true;
    return parsed;
}

static const fh_condition *parse_one(fh_arena *arena, fh_text gate)
{
    static const char *const sets[] = {"feature", "extra", "group", "option", "profile"};
    const size_t colon = fh_text_find_byte(gate, ':');
    const fh_text kind = fh_text_slice(gate, 0, colon);
    parse self = {.arena = arena};
    const fh_condition *parsed = NULL;
    if (gate.len == 0) return NULL;
    if (colon == SIZE_MAX) return opaque(arena, gate);
    self.text = fh_text_trim(fh_text_slice(gate, colon + 1, SIZE_MAX));
    if (fh_text_is(kind, "os") || fh_text_is(kind, "cpu") || fh_text_is(kind, "libc")) {
        self.text = gate;
        parsed = parse_choices(&self);
    } else if (fh_text_is(kind, "target")) {
        parsed = parse_target(&self);
    } else if (fh_text_is(kind, "option")) {
        parsed = fh_condition_of_option(arena, self.text);
        self.failed = parsed == NULL;
    } else if (fh_text_is(kind, "marker")) {
        parsed = parse_marker(&self);
        skip_blanks(&self);
        self.failed |= self.at < self.text.len;
    } else {
        self.failed = true;
        for (size_t i = 0; i < FH_COUNT(sets); i++) {
            if (!fh_text_is(kind, sets[i]) || self.text.len == 0) continue;
            self.failed = false;
            parsed = make_test(&self, fh_text_of(sets[i]), "==", self.text);
        }
    }
    if (arena->failed) return NULL;
    return self.failed ? opaque(arena, gate) : parsed;
}

/* Locked packages have the gates of a path joined by " && ", and those of several paths by " || ".
 * Every part is a gate of its own, or the signs belong to a native text. */

static fh_text take_part(fh_text *rest, const char *sign)
{
    const size_t at = fh_text_find(*rest, fh_text_of(sign));
    const fh_text part = fh_text_slice(*rest, 0, at);
    *rest = at == SIZE_MAX ? FH_TEXT("") : fh_text_slice(*rest, at + 4, SIZE_MAX);
    return part;
}

static bool are_gates(fh_text text, const char *sign)
{
    static const char *const kinds[] = {
        "os:",    "cpu:",   "libc:",   "target:",  "marker:", "feature:",
        "extra:", "group:", "option:", "profile:", "several:"};
    while (text.len > 0) {
        const fh_text part = take_part(&text, sign);
        bool known = false;
        for (size_t i = 0; i < FH_COUNT(kinds) && !known; i++)
            known = fh_text_starts(part, fh_text_of(kinds[i]));
        if (!known) return false;
    }
    return true;
}

static const fh_condition *parse_joined(fh_arena *arena, fh_text gate, bool any)
{
    const char *sign = any ? " || " : " && ";
    parse self = {.arena = arena};
    fh_condition *last = NULL;
    if (fh_text_find(gate, fh_text_of(sign)) == SIZE_MAX || !are_gates(gate, sign))
        return any ? parse_joined(arena, gate, false) : parse_one(arena, gate);
    fh_condition *group = make(&self, any ? FH_CONDITION_ANY : FH_CONDITION_ALL);
    while (group != NULL && gate.len > 0) {
        const fh_text part = take_part(&gate, sign);
        const fh_condition *parsed =
            any ? parse_joined(arena, part, false) : parse_one(arena, part);
        /* A tree of its own, so its top can hang on this parent. */
        fh_condition *copy = parsed == NULL ? NULL : make(&self, parsed->kind);
        if (copy == NULL) return NULL;
        *copy = *parsed;
        append(group, &last, copy);
    }
    return group;
}

const fh_condition *fh_condition_parse(fh_arena *arena, fh_text gate)
{
    return parse_joined(arena, gate, true);
}

const fh_condition *fh_condition_both(fh_arena *arena, const fh_condition *a, const fh_condition *b)
{
    if (a == NULL || b == NULL) return a == NULL ? b : a;
    fh_condition *both = FH_NEW(arena, fh_condition);
    fh_condition *first = FH_NEW(arena, fh_condition), *second = FH_NEW(arena, fh_condition);
    if (both == NULL || first == NULL || second == NULL) return NULL;
    /* Parts hang on their parent by `next`, so a tree that is shared is copied at its top. */
    *first = *a;
    *second = *b;
    first->next = second;
    second->next = NULL;
    both->kind = FH_CONDITION_ALL;
    both->first = first;
    return both;
}
