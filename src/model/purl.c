/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/purl.h"

#include <string.h>

/* Formatting writes what it is given, so that a reader never loses a dependency; parsing is where
 * wrong is refused. Rules of types: their definitions beside the specification, as of 2025. */

enum {
    NS_LOWER = 1,
    NAME_LOWER = 2,
    VERSION_LOWER = 4,
    NAME_DASH = 8,        /* '_' is '-' */
    NAME_UNDERSCORE = 16, /* everything but letters and digits is '_' */
    NS_NONE = 32,
    NS_NEEDED = 64
};

/* How a written name falls into namespace and name. */
typedef enum split {
    SPLIT_LAST,  /* at the last '/' */
    SPLIT_FIRST, /* at the first '/', the name keeps the others */
    SPLIT_REPO,  /* owner/name/subpath */
    SPLIT_COLON, /* group:artifact */
    SPLIT_NEVER
} split;

typedef struct type_rule {
    const char *type;
    unsigned flags;
    split split;
} type_rule;

/* Types that are not here are taken as they are written. npm and golang: lower case by the text of
 * their definitions, though some old npm names are not. */
static const type_rule type_rules[] = {
    {"alpm", NS_LOWER | NAME_LOWER, SPLIT_LAST},
    {"apk", NS_LOWER | NAME_LOWER, SPLIT_LAST},
    {"bazel", NS_NONE, SPLIT_NEVER},
    {"bitbucket", NS_LOWER | NAME_LOWER | NS_NEEDED, SPLIT_REPO},
    {"bitnami", NAME_LOWER | NS_NONE, SPLIT_NEVER},
    {"brew", NS_LOWER | NAME_LOWER, SPLIT_LAST},
    {"cargo", NS_NONE, SPLIT_NEVER},
    {"chrome-extension", NAME_LOWER | NS_NONE, SPLIT_NEVER},
    {"cocoapods", NS_NONE, SPLIT_NEVER},
    {"composer", NS_LOWER | NAME_LOWER, SPLIT_LAST},
    {"conda", NS_NONE, SPLIT_NEVER},
    {"cran", NS_NONE, SPLIT_NEVER},
    {"deb", NS_LOWER | NAME_LOWER, SPLIT_LAST},
    {"gem", NS_NONE, SPLIT_NEVER},
    {"git", NS_NEEDED, SPLIT_FIRST},
    {"github", NS_LOWER | NAME_LOWER | NS_NEEDED, SPLIT_REPO},
    {"githubactions", NS_LOWER | NAME_LOWER, SPLIT_REPO},
    {"gitlab", NS_LOWER | NAME_LOWER, SPLIT_LAST},
    {"golang", NS_LOWER | NAME_LOWER, SPLIT_LAST},
    {"hackage", NS_NONE, SPLIT_NEVER},
    {"hex", NS_LOWER | NAME_LOWER, SPLIT_LAST},
    {"huggingface", VERSION_LOWER, SPLIT_LAST},
    {"julia", NS_NONE, SPLIT_NEVER},
    {"luarocks", NS_LOWER | NAME_LOWER, SPLIT_LAST},
    {"maven", 0, SPLIT_COLON},
    {"mlflow", NS_NONE, SPLIT_NEVER},
    {"npm", NS_LOWER | NAME_LOWER, SPLIT_LAST},
    {"nuget", NS_NONE, SPLIT_NEVER},
    {"oci", NAME_LOWER | VERSION_LOWER | NS_NONE, SPLIT_NEVER},
    {"opam", NS_NONE, SPLIT_NEVER},
    {"otp", NAME_LOWER | NS_NONE, SPLIT_NEVER},
    {"pub", NAME_LOWER | NAME_UNDERSCORE | NS_NONE, SPLIT_NEVER},
    {"pypi", NAME_LOWER | NAME_DASH | VERSION_LOWER | NS_NONE, SPLIT_NEVER},
    {"qpkg", NS_LOWER, SPLIT_LAST},
    {"rpm", NS_LOWER, SPLIT_LAST},
    {"swift", NS_NEEDED, SPLIT_LAST},
    {"vcpkg", NS_NONE, SPLIT_NEVER},
    {"vscode-extension", NS_LOWER | NAME_LOWER | VERSION_LOWER | NS_NEEDED, SPLIT_LAST},
    {"yocto", NS_LOWER, SPLIT_LAST},
};

static const type_rule *rule_of(fh_text type)
{
    static const type_rule plain = {"", 0, SPLIT_LAST};
    for (size_t i = 0; i < FH_COUNT(type_rules); i++)
        if (fh_text_eq_nocase(type, fh_text_of(type_rules[i].type))) return &type_rules[i];
    return &plain;
}

static bool is_type(fh_text type)
{
    if (type.len == 0 || !fh_is_alpha(type.ptr[0])) return false;
    for (size_t i = 0; i < type.len; i++)
        if (!fh_is_alnum(type.ptr[i]) && type.ptr[i] != '.' && type.ptr[i] != '-') return false;
    return true;
}

/* ---- writing ---- */

typedef struct writer {
    char *ptr; /* has room for three bytes a byte */
    size_t len;
} writer;

static void put(writer *out, char byte)
{
    out->ptr[out->len++] = byte;
}

static void put_text(writer *out, fh_text text)
{
    for (size_t i = 0; i < text.len; i++) put(out, text.ptr[i]);
}

/* Unreserved bytes of RFC 3986, and the colon, stand for themselves. */
static void put_encoded(writer *out, fh_text text)
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.ptr[i];
        if (fh_is_word(c) || c == '.' || c == '-' || c == '~' || c == ':') {
            put(out, c);
            continue;
        }
        put(out, '%');
        put(out, digits[(unsigned char)c >> 4]);
        put(out, digits[(unsigned char)c & 15]);
    }
}

/* The segments of `path`, encoded, with '/' between; empty ones are dropped, and dots where they
 * would climb. */
static void put_segments(writer *out, fh_text path, bool drop_dots)
{
    fh_text segment;
    bool first = true;
    while (fh_text_next_field(&path, '/', &segment)) {
        if (segment.len == 0) continue;
        if (drop_dots && (fh_text_is(segment, ".") || fh_text_is(segment, ".."))) continue;
        if (!first) put(out, '/');
        put_encoded(out, segment);
        first = false;
    }
}

static bool has_segment(fh_text path, bool drop_dots)
{
    fh_text segment;
    while (fh_text_next_field(&path, '/', &segment))
        if (segment.len > 0 &&
            !(drop_dots && (fh_text_is(segment, ".") || fh_text_is(segment, ".."))))
            return true;
    return false;
}

static void apply_case(fh_text text, char *out, bool lower)
{
    for (size_t i = 0; i < text.len; i++) out[i] = lower ? fh_lower(text.ptr[i]) : text.ptr[i];
}

/* A copy of `text` by the rules of one component. */
static fh_text normal(fh_arena *arena, fh_text text, bool lower, unsigned flags)
{
    char *out = fh_arena_alloc(arena, text.len + 1);
    if (out == NULL) return FH_TEXT("");
    apply_case(text, out, lower);
    for (size_t i = 0; i < text.len; i++) {
        if ((flags & NAME_DASH) != 0 && out[i] == '_') out[i] = '-';
        if ((flags & NAME_UNDERSCORE) != 0 && !fh_is_alnum(out[i])) out[i] = '_';
    }
    return fh_text_make(out, text.len);
}

static fh_purl normal_purl(fh_arena *arena, const fh_purl *purl)
{
    const unsigned flags = rule_of(purl->type)->flags;
    fh_purl out = *purl;
    out.type = normal(arena, purl->type, true, 0);
    if ((flags & NS_LOWER) != 0) out.ns = normal(arena, purl->ns, true, 0);
    if ((flags & NAME_LOWER) != 0) out.name = normal(arena, purl->name, true, flags);
    if ((flags & VERSION_LOWER) != 0) out.version = normal(arena, purl->version, true, 0);
    return out;
}

static fh_text format_normal(fh_arena *arena, const fh_purl *purl)
{
    static const char scheme[] = "pkg:";
    const size_t bytes = purl->ns.len + purl->name.len + purl->version.len + purl->subpath.len;
    char *at = fh_arena_alloc(arena, bytes * 3 + purl->type.len + purl->qualifiers.len + 16);
    if (at == NULL) return FH_TEXT("");
    writer out = {at, 0};
    put_text(&out, fh_text_of(scheme));
    put_text(&out, purl->type);
    put(&out, '/');
    if (has_segment(purl->ns, false)) {
        put_segments(&out, purl->ns, false);
        put(&out, '/');
    }
    if (rule_of(purl->type)->split == SPLIT_FIRST) put_segments(&out, purl->name, false);
    else put_encoded(&out, purl->name);
    if (purl->version.len > 0) {
        put(&out, '@');
        put_encoded(&out, purl->version);
    }
    if (purl->qualifiers.len > 0) {
        put(&out, '?');
        put_text(&out, purl->qualifiers);
    }
    if (has_segment(purl->subpath, true)) {
        put(&out, '#');
        put_segments(&out, purl->subpath, true);
    }
    return fh_text_make(out.ptr, out.len);
}

/* ---- reading ---- */

static int hex_digit(char c)
{
    if (fh_is_digit(c)) return c - '0';
    const char lower = fh_lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* False when a '%' is not followed by two digits, or the bytes are no UTF-8. */
static bool decode(fh_arena *arena, fh_text text, fh_text *ret_text)
{
    char *out = fh_arena_alloc(arena, text.len + 1);
    size_t len = 0;
    if (out == NULL) return true; /* the caller looks at the arena */
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '%') {
            out[len++] = text.ptr[i];
            continue;
        }
        const int high = i + 2 < text.len ? hex_digit(text.ptr[i + 1]) : -1;
        const int low = i + 2 < text.len ? hex_digit(text.ptr[i + 2]) : -1;
        if (high < 0 || low < 0) return false;
        out[len++] = (char)(unsigned char)(high << 4 | low);
        i += 2;
    }
    *ret_text = fh_text_make(out, len);
    return fh_text_is_utf8(*ret_text);
}

typedef struct qualifier {
    fh_text key, value;
} qualifier;

/* More than the types define together; a bound for the sort and the look for doubles. */
enum { QUALIFIERS = 64 };

static bool is_key(fh_text key)
{
    if (key.len == 0 || !fh_is_alpha(key.ptr[0])) return false;
    for (size_t i = 0; i < key.len; i++)
        if (!fh_is_word(key.ptr[i]) && key.ptr[i] != '.' && key.ptr[i] != '-') return false;
    return true;
}

/* Put one qualifier in its place by key; false when it is wrong or there twice. */
static bool add_qualifier(fh_arena *arena, qualifier *list, size_t *count, fh_text field)
{
    const size_t equals = fh_text_find_byte(field, '=');
    const fh_text written = fh_text_slice(field, 0, equals);
    fh_text value = {0};
    if (equals == SIZE_MAX || !is_key(written)) return false;
    if (!decode(arena, fh_text_slice(field, equals + 1, SIZE_MAX), &value)) return false;
    if (value.len == 0) return true;
    if (*count == QUALIFIERS) return false;
    const fh_text key = normal(arena, written, true, 0);
    size_t at = *count;
    for (; at > 0 && fh_text_compare(list[at - 1].key, key) >= 0; at--) {
        if (fh_text_eq(list[at - 1].key, key)) return false;
        list[at] = list[at - 1];
    }
    list[at] = (qualifier){key, value};
    ++*count;
    return true;
}

static bool parse_qualifiers(fh_arena *arena, fh_text text, fh_text *ret_text)
{
    qualifier list[QUALIFIERS];
    size_t count = 0;
    fh_text field, rest = text;
    while (fh_text_next_field(&rest, '&', &field))
        if (field.len > 0 && !add_qualifier(arena, list, &count, field)) return false;
    char *at = fh_arena_alloc(arena, text.len * 3 + 1);
    if (at == NULL) return true;
    writer out = {at, 0};
    for (size_t i = 0; i < count; i++) {
        if (i > 0) put(&out, '&');
        put_text(&out, list[i].key);
        put(&out, '=');
        put_encoded(&out, list[i].value);
    }
    *ret_text = fh_text_make(out.ptr, out.len);
    return true;
}

static fh_text trim_slashes(fh_text text)
{
    while (text.len > 0 && text.ptr[0] == '/') text = fh_text_slice(text, 1, SIZE_MAX);
    while (text.len > 0 && text.ptr[text.len - 1] == '/') text.len--;
    return text;
}

/* Decode a path segment by segment: empty ones, and dots of a subpath, are dropped. */
static bool decode_path(fh_arena *arena, fh_text path, bool drop_dots, fh_text *ret_text)
{
    fh_text whole;
    if (!decode(arena, path, &whole)) return false;
    if (arena->failed) return true;
    char *at = fh_arena_alloc(arena, whole.len + 1);
    if (at == NULL) return true;
    writer out = {at, 0};
    fh_text segment;
    while (fh_text_next_field(&whole, '/', &segment)) {
        if (segment.len == 0) continue;
        if (drop_dots && (fh_text_is(segment, ".") || fh_text_is(segment, ".."))) continue;
        if (out.len > 0) put(&out, '/');
        put_text(&out, segment);
    }
    *ret_text = fh_text_make(out.ptr, out.len);
    return true;
}

/* Cut `*text` at the last `mark` and give what stood behind it. */
static fh_text cut_behind(fh_text *text, char mark)
{
    const size_t at = fh_text_rfind_byte(*text, mark);
    if (at == SIZE_MAX) return FH_TEXT("");
    const fh_text behind = fh_text_slice(*text, at + 1, SIZE_MAX);
    *text = fh_text_slice(*text, 0, at);
    return behind;
}

/* namespace/name@version. An '@' counts in the last segment only: scopes may be written bare. */
static bool parse_path(fh_arena *arena, fh_text path, const type_rule *rule, fh_purl *purl)
{
    const size_t last = fh_text_rfind_byte(path, '/');
    const size_t at = fh_text_rfind_byte(path, '@');
    if (at != SIZE_MAX && (last == SIZE_MAX || at > last)) {
        if (!decode(arena, fh_text_slice(path, at + 1, SIZE_MAX), &purl->version)) return false;
        path = fh_text_slice(path, 0, at);
    }
    const size_t slash =
        rule->split == SPLIT_FIRST ? fh_text_find_byte(path, '/') : fh_text_rfind_byte(path, '/');
    const fh_text name = slash == SIZE_MAX ? path : fh_text_slice(path, slash + 1, SIZE_MAX);
    if (slash != SIZE_MAX && !decode_path(arena, fh_text_slice(path, 0, slash), false, &purl->ns))
        return false;
    return rule->split == SPLIT_FIRST ? decode_path(arena, name, false, &purl->name)
                                      : decode(arena, name, &purl->name);
}

/* ---- public ---- */

fh_text fh_purl_format(fh_arena *arena, const fh_purl *purl)
{
    if (!is_type(purl->type) || purl->name.len == 0) return FH_TEXT("");
    const fh_purl canonical = normal_purl(arena, purl);
    return arena->failed ? FH_TEXT("") : format_normal(arena, &canonical);
}

static void split_at(fh_text name, size_t at, fh_purl *purl)
{
    purl->name = at == SIZE_MAX ? name : fh_text_slice(name, at + 1, SIZE_MAX);
    purl->ns = at == SIZE_MAX ? FH_TEXT("") : fh_text_slice(name, 0, at);
}

fh_text fh_purl_of(fh_arena *arena, const char *type, fh_text name)
{
    fh_purl purl = {.type = fh_text_of(type)};
    const split how = rule_of(purl.type)->split;
    if (how != SPLIT_NEVER) name = trim_slashes(name);
    size_t at = how == SPLIT_NEVER ? SIZE_MAX : fh_text_rfind_byte(name, '/');
    if (how == SPLIT_FIRST || how == SPLIT_REPO) at = fh_text_find_byte(name, '/');
    if (how == SPLIT_COLON && fh_text_find_byte(name, ':') != SIZE_MAX)
        at = fh_text_find_byte(name, ':');
    split_at(name, at, &purl);
    if (how == SPLIT_REPO && purl.ns.len > 0) {
        const size_t slash = fh_text_find_byte(purl.name, '/');
        if (slash != SIZE_MAX) purl.subpath = fh_text_slice(purl.name, slash + 1, SIZE_MAX);
        purl.name = fh_text_slice(purl.name, 0, slash);
    }
    if (how == SPLIT_COLON)
        purl.name = fh_text_slice(purl.name, 0, fh_text_find_byte(purl.name, ':'));
    return fh_purl_format(arena, &purl);
}

fh_status fh_purl_parse(fh_arena *arena, fh_text text, fh_purl *ret_purl)
{
    fh_purl purl = {0};
    const size_t colon = fh_text_find_byte(text, ':');
    if (colon == SIZE_MAX || !fh_text_eq_nocase(fh_text_slice(text, 0, colon), FH_TEXT("pkg")))
        return FH_BAD_INPUT;
    fh_text rest = fh_text_slice(text, colon + 1, SIZE_MAX);
    const fh_text subpath = cut_behind(&rest, '#');
    const fh_text qualifiers = cut_behind(&rest, '?');
    rest = trim_slashes(rest);
    const size_t slash = fh_text_find_byte(rest, '/');
    purl.type = fh_text_slice(rest, 0, slash);
    if (slash == SIZE_MAX || !is_type(purl.type)) return FH_BAD_INPUT;
    const type_rule *rule = rule_of(purl.type);
    if (!parse_path(arena, trim_slashes(fh_text_slice(rest, slash, SIZE_MAX)), rule, &purl) ||
        !parse_qualifiers(arena, qualifiers, &purl.qualifiers) ||
        !decode_path(arena, subpath, true, &purl.subpath))
        return arena->failed ? FH_NO_MEMORY : FH_BAD_INPUT;
    purl = normal_purl(arena, &purl);
    if (arena->failed) return FH_NO_MEMORY;
    if (purl.name.len == 0) return FH_BAD_INPUT;
    if ((rule->flags & NS_NONE) != 0 && purl.ns.len > 0) return FH_BAD_INPUT;
    if ((rule->flags & NS_NEEDED) != 0 && purl.ns.len == 0) return FH_BAD_INPUT;
    *ret_purl = purl;
    return FH_OK;
}
