/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Grammar: PEP 508, and "Requirements File Format" of pip's documentation. */

#include "parse/requirements.h"

#include "base/buf.h"

static bool is_name_byte(char c)
{
    return fh_is_word(c) || c == '-' || c == '.';
}

static fh_text from(fh_text text, size_t start)
{
    return fh_text_slice(text, start, SIZE_MAX);
}

/* ---- one requirement ---- */

/* "torch-2.1-cp310-linux.whl", "name-1.0.tar.gz": the part before the version. */
static fh_text name_of_archive(fh_text file)
{
    static const char *const ends[] = {".whl", ".tar.gz", ".zip", ".tar.bz2", ".tgz"};
    bool archive = false;
    for (size_t i = 0; i < FH_COUNT(ends); i++) archive |= fh_text_ends(file, fh_text_of(ends[i]));
    if (!archive) return FH_TEXT("");
    for (size_t i = 0; i + 1 < file.len; i++)
        if (file.ptr[i] == '-' && fh_is_digit(file.ptr[i + 1])) return fh_text_slice(file, 0, i);
    return FH_TEXT("");
}

static bool is_name(fh_text name)
{
    for (size_t i = 0; i < name.len; i++)
        if (!is_name_byte(name.ptr[i])) return false;
    return name.len > 0 && fh_is_alnum(name.ptr[0]) && fh_is_alnum(name.ptr[name.len - 1]);
}

/* What an address tells of its package: #egg=NAME, the archive's file, the repository. */
static fh_text name_of_address(fh_text address, fh_text *ret_extras)
{
    const size_t hash = fh_text_find_byte(address, '#');
    const size_t egg = fh_text_find(address, FH_TEXT("egg="));
    fh_text name = FH_TEXT("");
    if (hash != SIZE_MAX && egg != SIZE_MAX && egg > hash) {
        name = from(address, egg + 4);
        name = fh_text_slice(name, 0, fh_text_find_byte(name, '&'));
        const size_t open = fh_text_find_byte(name, '[');
        if (open != SIZE_MAX && fh_text_ends(name, FH_TEXT("]")))
            *ret_extras = fh_text_slice(name, open + 1, name.len - 1);
        name = fh_text_slice(name, 0, open);
        return is_name(name) ? name : FH_TEXT("");
    }
    address = fh_text_slice(address, 0, hash);
    address = fh_text_slice(address, 0, fh_text_find_byte(address, '?'));
    name = name_of_archive(fh_text_base_name(address));
    const size_t scheme = fh_text_find(address, FH_TEXT("://"));
    if (name.len > 0 || scheme == SIZE_MAX || !fh_text_starts(address, FH_TEXT("git+")))
        return is_name(name) ? name : FH_TEXT("");
    fh_text path = from(address, scheme + 3);
    const size_t slash = fh_text_find_byte(path, '/');
    path = slash == SIZE_MAX ? FH_TEXT("") : from(path, slash);
    path = fh_text_slice(path, 0, fh_text_find_byte(path, '@'));
    name = fh_text_base_name(path);
    if (fh_text_ends(name, FH_TEXT(".git"))) name.len -= 4;
    return is_name(name) ? name : FH_TEXT("");
}

/* Behind an address only a ';' with a blank before it starts a marker. */
static fh_text take_address(fh_text text, fh_text *ret_marker)
{
    for (size_t i = 1; i < text.len; i++) {
        if (text.ptr[i] != ';' || !fh_is_blank(text.ptr[i - 1])) continue;
        *ret_marker = fh_text_trim(from(text, i + 1));
        return fh_text_trim(fh_text_slice(text, 0, i));
    }
    return fh_text_trim(text);
}

static bool has_blank(fh_text text)
{
    for (size_t i = 0; i < text.len; i++)
        if (fh_is_blank(text.ptr[i])) return true;
    return false;
}

static bool is_specifier(fh_text text)
{
    static const char bytes[] = "<>=!~";
    if (text.len == 0) return true;
    if (fh_text_find_byte(FH_TEXT(bytes), text.ptr[0]) == SIZE_MAX) return false;
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.ptr[i];
        const bool good = is_name_byte(c) || fh_text_find_byte(FH_TEXT(bytes), c) != SIZE_MAX ||
                          c == ',' || c == '*' || c == '+' || c == ' ' || c == '\t' || c == '\n' ||
                          c == '$' || c == '{' || c == '}' || c == '/' || c == ':';
        if (!good) return false;
    }
    return true;
}

static bool parse_address(fh_text text, fh_requirement *ret_requirement)
{
    fh_requirement result = {0};
    result.address = take_address(text, &result.marker);
    const bool is_path =
        result.address.len > 0 && (result.address.ptr[0] == '.' || result.address.ptr[0] == '/');
    if (fh_text_find(result.address, FH_TEXT("://")) == SIZE_MAX && !is_path &&
        name_of_archive(fh_text_base_name(result.address)).len == 0 &&
        !fh_text_starts(result.address, FH_TEXT("file:")))
        return false;
    if (has_blank(result.address)) return false;
    if (is_path && fh_text_ends(result.address, FH_TEXT("]"))) {
        const size_t open = fh_text_rfind_byte(result.address, '[');
        if (open != SIZE_MAX) {
            result.extras = fh_text_slice(result.address, open + 1, result.address.len - 1);
            result.address = fh_text_slice(result.address, 0, open);
        }
    }
    result.name = name_of_address(result.address, &result.extras);
    *ret_requirement = result;
    return true;
}

bool fh_requirement_parse(fh_text text, fh_requirement *ret_requirement)
{
    fh_requirement result = {0};
    text = fh_text_trim(text);
    size_t end = 0;
    while (end < text.len && is_name_byte(text.ptr[end])) end++;
    result.name = fh_text_slice(text, 0, end);
    fh_text rest = fh_text_trim(from(text, end));
    const char next = rest.len > 0 ? rest.ptr[0] : '\0';
    if (!is_name(result.name) || next == ':' || next == '/' || next == '+' ||
        (next == '\0' && name_of_archive(text).len > 0))
        return parse_address(text, ret_requirement);
    if (next == '[') {
        const size_t close = fh_text_find_byte(rest, ']');
        if (close == SIZE_MAX) return false;
        result.extras = fh_text_trim(fh_text_slice(rest, 1, close));
        rest = fh_text_trim(from(rest, close + 1));
    }
    if (rest.len > 0 && rest.ptr[0] == '@') {
        result.address = take_address(from(rest, 1), &result.marker);
        if (result.address.len == 0 || has_blank(result.address)) return false;
        *ret_requirement = result;
        return true;
    }
    const size_t mark = fh_text_find_byte(rest, ';');
    if (mark != SIZE_MAX) result.marker = fh_text_trim(from(rest, mark + 1));
    rest = fh_text_trim(fh_text_slice(rest, 0, mark));
    if (rest.len > 1 && rest.ptr[0] == '(' && rest.ptr[rest.len - 1] == ')')
        rest = fh_text_trim(fh_text_slice(rest, 1, rest.len - 1));
    if (!is_specifier(rest)) return false;
    result.specifier = rest;
    *ret_requirement = result;
    return true;
}

static bool is_hex(fh_text text)
{
    for (size_t i = 0; i < text.len; i++) {
        const char c = fh_lower(text.ptr[i]);
        if (!fh_is_digit(c) && (c < 'a' || c > 'f')) return false;
    }
    return true;
}

static const char *pin_of_address(fh_text address)
{
    address = fh_text_slice(address, 0, fh_text_find_byte(address, '#'));
    const size_t scheme = fh_text_find(address, FH_TEXT("://"));
    if (scheme == SIZE_MAX || fh_text_starts(address, FH_TEXT("file:"))) return "path";
    if (!fh_text_starts(address, FH_TEXT("git+"))) return "url";
    fh_text path = from(address, scheme + 3);
    const size_t slash = fh_text_find_byte(path, '/');
    path = slash == SIZE_MAX ? FH_TEXT("") : from(path, slash);
    const size_t at = fh_text_rfind_byte(path, '@');
    if (at == SIZE_MAX) return "floating";
    const fh_text reference = from(path, at + 1);
    return reference.len >= 40 && is_hex(reference) ? "git-commit" : "git-ref";
}

const char *fh_requirement_pin(const fh_requirement *requirement)
{
    if (requirement->address.len > 0) return pin_of_address(requirement->address);
    const fh_text specifier = requirement->specifier;
    if (specifier.len == 0) return "floating";
    if (!fh_text_starts(specifier, FH_TEXT("=="))) return "range";
    const bool open = fh_text_find_byte(specifier, '*') != SIZE_MAX ||
                      fh_text_find_byte(specifier, ',') != SIZE_MAX;
    return open ? "range" : "exact";
}

static bool is_separator(char c)
{
    return c == '-' || c == '_' || c == '.';
}

bool fh_requirement_same_name(fh_text a, fh_text b)
{
    size_t i = 0, k = 0;
    while (i < a.len && k < b.len) {
        if (is_separator(a.ptr[i]) && is_separator(b.ptr[k])) {
            while (i < a.len && is_separator(a.ptr[i])) i++;
            while (k < b.len && is_separator(b.ptr[k])) k++;
            continue;
        }
        if (fh_lower(a.ptr[i++]) != fh_lower(b.ptr[k++])) return false;
    }
    return i == a.len && k == b.len;
}

/* ---- files ---- */

/* Options of a line of its own; those of a requirement (--hash) are cut off with its end. */
static const struct {
    const char *name, *brief;
    bool valued;
} options[] = {
    {"requirement", "r", true},   {"constraint", "c", true},    {"editable", "e", true},
    {"index-url", "i", true},     {"pypi-url", "", true},       {"extra-index-url", "", true},
    {"find-links", "f", true},    {"no-index", "", false},      {"no-binary", "", true},
    {"only-binary", "", true},    {"prefer-binary", "", false}, {"require-hashes", "", false},
    {"pre", "", false},           {"trusted-host", "", true},   {"use-feature", "", true},
    {"always-unzip", "Z", false},
};

static fh_text unquoted(fh_text text)
{
    const bool quoted = text.len >= 2 && (text.ptr[0] == '"' || text.ptr[0] == '\'') &&
                        text.ptr[text.len - 1] == text.ptr[0];
    return quoted ? fh_text_slice(text, 1, text.len - 1) : text;
}

/* "--name=value", "--name value", "-n value", "-nvalue". */
static bool take_option(fh_text text, fh_requirements_line *line)
{
    const bool is_long = fh_text_starts(text, FH_TEXT("--"));
    const fh_text body = from(text, is_long ? 2 : 1);
    for (size_t i = 0; i < FH_COUNT(options); i++) {
        const fh_text name = fh_text_of(is_long ? options[i].name : options[i].brief);
        if (name.len == 0 || !fh_text_starts(body, name)) continue;
        fh_text value = from(body, name.len);
        const bool separate = value.len == 0 || value.ptr[0] == '=' || fh_is_blank(value.ptr[0]);
        if (is_long && !separate) continue;
        value = fh_text_trim(value);
        if (value.len > 0 && value.ptr[0] == '=') value = fh_text_trim(from(value, 1));
        if (options[i].valued && value.len == 0) return false;
        line->option = fh_text_of(options[i].name);
        line->value = unquoted(value);
        return true;
    }
    return false;
}

/* Without the options of one requirement: " --hash=...", " -C ..." and what follows. */
static fh_text cut_options(fh_text text)
{
    for (size_t i = 1; i + 2 < text.len; i++)
        if (fh_is_blank(text.ptr[i - 1]) && text.ptr[i] == '-' &&
            (text.ptr[i + 1] == '-' || fh_is_alpha(text.ptr[i + 1])))
            return fh_text_trim(fh_text_slice(text, 0, i));
    return text;
}

static fh_text cut_comment(fh_text text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '#' && (i == 0 || fh_is_blank(text.ptr[i - 1])))
            return fh_text_trim(fh_text_slice(text, 0, i));
    return fh_text_trim(text);
}

static bool add_line(fh_arena *arena, fh_text text, uint32_t number, uint32_t column,
                     fh_requirements_lines *lines)
{
    fh_requirements_line line = {.line = number, .column = column};
    line.text = text = cut_comment(text);
    if (text.len == 0) return true;
    line.kind = FH_REQUIREMENTS_BAD;
    if (text.ptr[0] != '-') {
        if (fh_requirement_parse(cut_options(text), &line.requirement))
            line.kind = FH_REQUIREMENTS_PACKAGE;
    } else if (take_option(text, &line)) {
        line.kind = FH_REQUIREMENTS_OPTION;
        if (fh_text_is(line.option, "editable")) {
            line.editable = true;
            line.kind = FH_REQUIREMENTS_PACKAGE;
            line.value = cut_options(line.value);
            if (!fh_requirement_parse(line.value, &line.requirement) ||
                (line.requirement.address.len == 0 && line.requirement.specifier.len == 0)) {
                /* A folder need not look like a path. */
                line.requirement = (fh_requirement){.address = line.value};
            }
        }
    }
    return FH_VEC_ADD(arena, lines, line);
}

static uint32_t indent_of(fh_text line)
{
    uint32_t indent = 0;
    while (indent < line.len && fh_is_blank(line.ptr[indent])) indent++;
    return indent;
}

static bool is_comment(fh_text line)
{
    line = fh_text_trim(line);
    return line.len > 0 && line.ptr[0] == '#';
}

bool fh_requirements_parse(fh_arena *arena, fh_text text, fh_requirements_lines *ret_lines)
{
    fh_requirements_lines lines = {0};
    fh_text rest = text, line;
    fh_buf joined;
    uint32_t number = 0, start = 0, column = 0;
    bool good = true;
    if (fh_text_starts(text, FH_TEXT("\xef\xbb\xbf"))) rest = from(text, 3);
    fh_buf_init(&joined, 0);
    while (good && fh_text_next_line(&rest, &line)) {
        number++;
        const bool comment = is_comment(line);
        if (start == 0) column = indent_of(line) + 1;
        const bool continued = !comment && fh_text_ends(line, FH_TEXT("\\"));
        if (!continued && start == 0) {
            good = add_line(arena, line, number, column, &lines);
            continue;
        }
        if (start == 0) start = number;
        if (continued) line.len--;
        /* A comment ends what was continued, and must not swallow it. */
        if (comment) fh_buf_add_byte(&joined, ' ');
        fh_buf_add(&joined, line);
        if (continued) continue;
        good = add_line(arena, fh_arena_copy(arena, fh_buf_text(&joined)), start, column, &lines);
        fh_buf_clear(&joined);
        start = 0;
    }
    if (good && start != 0)
        good = add_line(arena, fh_arena_copy(arena, fh_buf_text(&joined)), start, column, &lines);
    good = good && !joined.failed && !arena->failed;
    fh_buf_done(&joined);
    if (good) *ret_lines = lines;
    return good;
}
