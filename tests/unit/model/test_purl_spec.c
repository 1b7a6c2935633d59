/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The test suite of the package-url specification (https://github.com/package-url/purl-spec), where
 * FREEHOLD_DATA names a folder that has it: purl-spec/tests/{spec,types}. */
#include <dirent.h>

#include "base/buf.h"
#include "base/cursor.h"
#include "model/purl.h"
#include "tap.h"

/* ---- just enough JSON for the suite's files ---- */

typedef struct node {
    fh_text key, text; /* text: of a string; empty for null */
    char kind;         /* { [ " or the first letter of a word */
    struct node *first, *next;
} node;

typedef struct reader {
    fh_arena *arena;
    fh_cursor at;
} reader;

static fh_text read_string(reader *self)
{
    char *out = fh_arena_alloc(self->arena, self->at.text.len - self->at.at + 1);
    size_t len = 0;
    (void)fh_cursor_next(&self->at);
    for (int c; (c = fh_cursor_next(&self->at)) != '"' && c >= 0 && out != NULL;) {
        if (c == '\\') c = fh_cursor_next(&self->at); /* the suite escapes quotes only */
        out[len++] = (char)c;
    }
    return fh_arena_copy(self->arena, fh_text_make(out, len));
}

static node *read_value(reader *self, unsigned depth);

static node *read_members(reader *self, bool has_keys, unsigned depth)
{
    node *first = NULL, **last = &first;
    (void)fh_cursor_next(&self->at);
    for (;;) {
        fh_text key = {0};
        fh_cursor_skip_blanks(&self->at);
        while (fh_cursor_take(&self->at, FH_TEXT(","))) fh_cursor_skip_blanks(&self->at);
        const int c = fh_cursor_peek(&self->at, 0);
        if (c < 0 || c == '}' || c == ']') break;
        if (has_keys) {
            key = read_string(self);
            fh_cursor_skip_blanks(&self->at);
            (void)fh_cursor_take(&self->at, FH_TEXT(":"));
        }
        *last = read_value(self, depth + 1);
        if (*last == NULL) return first;
        (*last)->key = key;
        last = &(*last)->next;
    }
    (void)fh_cursor_next(&self->at);
    return first;
}

static node *read_value(reader *self, unsigned depth)
{
    node *value = FH_NEW(self->arena, node);
    fh_cursor_skip_blanks(&self->at);
    const int c = fh_cursor_peek(&self->at, 0);
    if (value == NULL || c < 0 || depth > 16) return NULL;
    value->kind = (char)c;
    if (c == '{' || c == '[') {
        value->first = read_members(self, c == '{', depth);
    } else if (c == '"') {
        value->text = read_string(self);
    } else {
        while (fh_is_alnum((char)fh_cursor_peek(&self->at, 0))) (void)fh_cursor_next(&self->at);
    }
    return value;
}

static const node *member(const node *object, const char *key)
{
    static const node none;
    for (const node *at = object->first; at != NULL; at = at->next)
        if (fh_text_is(at->key, key)) return at;
    return &none;
}

/* ---- the suite ---- */

static const char *data_folder;
static int seen, skipped;

/* What we read otherwise, on purpose. */
static const struct {
    const char *part, *why;
    bool only_refused; /* the cases that the suite wants refused */
} deviations[] = {
    {"pkg:chrome-extension/", "the form of names is not checked", true},
    {"pkg:cpan/", "'::' in a name is not refused", true},
    {"pkg:julia/", "a missing uuid is not refused", true},
    {"?Platform=", "keys of qualifiers may be in upper case", true},
    {"?Arch=", "keys of qualifiers may be in upper case", true},
    {"pkg:git/github/", "the definition of git says that case counts", false},
    {"pkg:mlflow/CreditFraud@3?repository_url=https://adb", "case depends on the registry", false},
};

static bool deviates(fh_text input, bool fails)
{
    for (size_t i = 0; i < FH_COUNT(deviations); i++)
        if (fh_text_find(input, fh_text_of(deviations[i].part)) != SIZE_MAX &&
            (fails || !deviations[i].only_refused))
            return true;
    return false;
}

static fh_text escape(fh_arena *arena, fh_text value)
{
    fh_buf buf;
    fh_buf_init(&buf, 0);
    for (size_t i = 0; i < value.len; i++)
        fh_buf_printf(&buf, "%%%02X", (unsigned)(unsigned char)value.ptr[i]);
    const fh_text copy = fh_arena_copy(arena, fh_buf_text(&buf));
    fh_buf_done(&buf);
    return copy;
}

/* The canonical text of a set of components: formatted, parsed and formatted, since qualifiers are
 * given to format as they shall stand. The empty text when that fails. */
static fh_text build(fh_arena *arena, const node *parts)
{
    fh_text qualifiers = {0};
    for (const node *at = member(parts, "qualifiers")->first; at != NULL; at = at->next) {
        if (qualifiers.len > 0) qualifiers = fh_arena_join(arena, qualifiers, FH_TEXT("&"));
        qualifiers = fh_arena_join(arena, qualifiers, at->key);
        qualifiers = fh_arena_join(arena, qualifiers, FH_TEXT("="));
        qualifiers = fh_arena_join(arena, qualifiers, escape(arena, at->text));
    }
    fh_purl purl = {.type = member(parts, "type")->text,
                    .ns = member(parts, "namespace")->text,
                    .name = member(parts, "name")->text,
                    .version = member(parts, "version")->text,
                    .subpath = member(parts, "subpath")->text,
                    .qualifiers = qualifiers};
    const fh_text made = fh_purl_format(arena, &purl);
    if (made.len == 0 || fh_purl_parse(arena, made, &purl) != FH_OK) return FH_TEXT("");
    return fh_purl_format(arena, &purl);
}

static bool same(fh_text got, fh_text want)
{
    return CHECK(fh_text_eq(got, want));
}

static bool check_parts(fh_arena *arena, const fh_purl *purl, const node *want)
{
    return same(purl->type, member(want, "type")->text) &&
           same(purl->ns, member(want, "namespace")->text) &&
           same(purl->name, member(want, "name")->text) &&
           same(purl->version, member(want, "version")->text) &&
           same(purl->subpath, member(want, "subpath")->text) &&
           same(fh_purl_format(arena, purl), build(arena, want));
}

static void check_case(fh_arena *arena, const node *test)
{
    const node *input = member(test, "input"), *want = member(test, "expected_output");
    const bool fails = member(test, "expected_failure")->kind == 't';
    const bool builds = fh_text_is(member(test, "test_type")->text, "build");
    const fh_text given = builds ? build(arena, input) : input->text;
    fh_purl purl = {0};
    seen++;
    if (deviates(given, fails)) {
        skipped++;
        return;
    }
    const fh_status status = fh_purl_parse(arena, given, &purl);
    bool good;
    if (fails) good = CHECK(status != FH_OK);
    else if (builds) good = same(given, want->text);
    else if (!CHECK(status == FH_OK)) good = false;
    else if (want->kind == '{') good = check_parts(arena, &purl, want);
    else good = same(fh_purl_format(arena, &purl), want->text);
    if (!good) printf("#   %.*s\n", FH_TEXT_ARGS(given));
}

static void check_file(const char *path)
{
    fh_arena arena;
    fh_buf buf;
    FILE *file = fopen(path, "rb");
    if (!CHECK(file != NULL)) return;
    fh_arena_init(&arena, 0);
    fh_buf_init(&buf, 0);
    for (char *at; (at = fh_buf_reserve(&buf, 65536)) != NULL;) {
        const size_t got = fread(at, 1, 65536, file);
        buf.len += got;
        if (got == 0) break;
    }
    (void)fclose(file);
    reader input = {&arena, fh_cursor_make(fh_buf_text(&buf))};
    const node *root = read_value(&input, 0);
    if (CHECK(root != NULL))
        for (const node *at = member(root, "tests")->first; at != NULL; at = at->next)
            check_case(&arena, at);
    fh_buf_done(&buf);
    fh_arena_done(&arena);
}

static void check_folder(const char *name)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/purl-spec/tests/%s", data_folder, name);
    DIR *folder = opendir(path);
    if (!CHECK(folder != NULL)) return;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (!fh_text_ends(fh_text_of(entry->d_name), FH_TEXT(".json"))) continue;
        (void)snprintf(path, sizeof path, "%s/purl-spec/tests/%s/%.200s", data_folder, name,
                       entry->d_name);
        check_file(path);
    }
    (void)closedir(folder);
}

static void the_specification_is_kept(void)
{
    check_folder("spec");
    check_folder("types");
    CHECK(seen > 500);
    CHECK(skipped < 30);
    printf("# %d cases, %d left out on purpose:\n", seen, skipped);
    for (size_t i = 0; i < FH_COUNT(deviations); i++)
        printf("#   %s: %s\n", deviations[i].part, deviations[i].why);
}

int main(void)
{
    data_folder = getenv("FREEHOLD_DATA");
    if (data_folder == NULL) SKIP_ALL("FREEHOLD_DATA is not set: no package-url test suite");
    RUN(the_specification_is_kept);
    return DONE();
}
