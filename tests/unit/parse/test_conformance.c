/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The public test suites for JSON and TOML, where FREEHOLD_DATA names a folder that has them:
 * json-test/test_parsing (https://github.com/nst/JSONTestSuite) and toml-test/tests
 * (https://github.com/toml-lang/toml-test). */
#include <dirent.h>

#include "base/buf.h"
#include "parse/doc.h"
#include "tap.h"

static const char *data_folder;

static fh_text read_file(fh_arena *arena, const char *path)
{
    fh_buf buf;
    fh_text text = {0};
    FILE *file = fopen(path, "rb");
    if (file == NULL) return text;
    fh_buf_init(&buf, 0);
    for (char *at; (at = fh_buf_reserve(&buf, 65536)) != NULL;) {
        const size_t got = fread(at, 1, 65536, file);
        buf.len += got;
        if (got == 0) break;
    }
    text = fh_arena_copy(arena, fh_buf_text(&buf));
    fh_buf_done(&buf);
    (void)fclose(file);
    return text;
}

/* ---- JSON ------------------------------------------------------------------------------------ */

/* y_ must parse, n_ must not, i_ may do either. */
static void check_json(const char *path, char kind)
{
    fh_env env;
    fh_arena arena;
    const fh_node *root;
    fh_env_init(&env);
    fh_arena_init(&arena, 0);
    const fh_text text = read_file(&arena, path);
    const fh_status status = fh_doc_parse(&env, &arena, FH_SYNTAX_JSON, text, &root);
    const bool good = kind == 'y'   ? status == FH_OK
                      : kind == 'n' ? status == FH_BAD_INPUT || status == FH_LIMIT
                                    : true;
    if (!CHECK(good)) printf("#   %s: %s\n", path, fh_status_name(status));
    if (status == FH_BAD_INPUT) CHECK(env.error.line >= 1 && env.error.column >= 1);
    fh_arena_done(&arena);
}

static void json_test_suite(void)
{
    char path[4096];
    int count = 0;
    (void)snprintf(path, sizeof path, "%s/json-test/test_parsing", data_folder);
    DIR *folder = opendir(path);
    if (!CHECK(folder != NULL)) return;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        const char *name = entry->d_name;
        if (name[0] == '.' || name[1] != '_') continue;
        (void)snprintf(path, sizeof path, "%s/json-test/test_parsing/%s", data_folder, name);
        check_json(path, name[0]);
        count++;
    }
    (void)closedir(folder);
    CHECK(count > 300);
}

/* ---- TOML ------------------------------------------------------------------------------------ */

static bool is_based(fh_text text)
{
    return text.len > 2 && text.ptr[0] == '0' && !fh_is_digit(text.ptr[1]) && text.ptr[1] != '.' &&
           fh_lower(text.ptr[1]) != 'e';
}

static uint64_t based_value(fh_text text)
{
    const uint64_t base = text.ptr[1] == 'x' ? 16 : text.ptr[1] == 'o' ? 8 : 2;
    uint64_t value = 0;
    for (size_t i = 2; i < text.len; i++) {
        const char c = fh_lower(text.ptr[i]);
        if (c != '_') value = value * base + (uint64_t)(fh_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    return value;
}

/* Without sign '+', underscores, and the sign of zero. */
static fh_text plain_integer(fh_arena *arena, fh_text text)
{
    char digits[64];
    size_t len = 0;
    if (is_based(text)) return fh_arena_printf(arena, "%" PRIu64, based_value(text));
    for (size_t i = 0; i < text.len && len < sizeof digits; i++)
        if (text.ptr[i] != '_' && text.ptr[i] != '+') digits[len++] = text.ptr[i];
    if (len == 2 && memcmp(digits, "-0", 2) == 0) return FH_TEXT("0");
    return fh_arena_copy(arena, fh_text_make(digits, len));
}

/* 'T' and 'Z' upper case, no zeros at the end of a fraction. */
static fh_text plain_date(fh_arena *arena, fh_text text)
{
    char *copy = (char *)fh_arena_alloc(arena, text.len + 1);
    size_t len = 0;
    bool fraction = false;
    for (size_t i = 0; i <= text.len; i++) {
        const char c = i < text.len ? text.ptr[i] : '\0';
        if (fraction && !fh_is_digit(c)) {
            while (copy[len - 1] == '0') len--;
            if (copy[len - 1] == '.') len--;
            fraction = false;
        }
        if (c == '.') fraction = true;
        if (c != '\0') copy[len++] = c == 't' || c == ' ' ? 'T' : c == 'z' ? 'Z' : c;
    }
    return fh_text_make(copy, len);
}

static bool same_scalar(fh_arena *arena, const fh_node *got, fh_text type, fh_text want)
{
    if (fh_text_is(type, "string")) return got->kind == FH_NODE_TEXT && fh_text_eq(got->text, want);
    if (fh_text_is(type, "bool")) return got->kind == FH_NODE_BOOL && fh_text_eq(got->text, want);
    if (fh_text_is(type, "float")) return got->kind == FH_NODE_NUMBER;
    if (fh_text_is(type, "integer"))
        return got->kind == FH_NODE_NUMBER &&
               fh_text_eq(plain_integer(arena, got->text), plain_integer(arena, want));
    return got->kind == FH_NODE_DATE &&
           fh_text_eq(plain_date(arena, got->text), plain_date(arena, want));
}

/* `want` is the suite's tagged JSON: scalars are {"type": ..., "value": ...}. */
static bool same(fh_arena *arena, const fh_node *got, const fh_node *want)
{
    const fh_node *type = fh_node_get(want, "type"), *value = fh_node_get(want, "value");
    if (want->kind == FH_NODE_MAP && type->kind == FH_NODE_TEXT && value->kind == FH_NODE_TEXT)
        return same_scalar(arena, got, type->text, value->text);
    if (got->kind != want->kind || got->count != want->count) return false;
    const fh_node *item = got->first;
    FH_NODE_EACH(child, want)
    {
        const fh_node *partner = want->kind == FH_NODE_MAP ? fh_node_find(got, child->key) : item;
        if (!same(arena, partner, child)) return false;
        item = item->next;
    }
    return true;
}

static bool places_are_good(const fh_node *node, const fh_node *parent)
{
    if (node->line < 1 || node->column < 1 || node->end_line < node->line) return false;
    if (parent != NULL && node->end_line > parent->end_line) return false;
    if (parent != NULL && parent->kind == FH_NODE_MAP &&
        (node->key_line < 1 || node->key_column < 1))
        return false;
    FH_NODE_EACH(child, node)
    if (!places_are_good(child, node)) return false;
    return true;
}

static void check_valid_toml(fh_text name, const char *path)
{
    fh_env env;
    fh_arena arena;
    const fh_node *root, *want;
    fh_env_init(&env);
    fh_arena_init(&arena, 0);
    const fh_text text = read_file(&arena, path);
    const fh_status status = fh_doc_parse(&env, &arena, FH_SYNTAX_TOML, text, &root);
    if (!CHECK_INT(status, FH_OK)) {
        printf("#   %.*s:%u:%u: %s\n", FH_TEXT_ARGS(name), env.error.line, env.error.column,
               env.error.message);
    } else {
        if (!CHECK(places_are_good(root, NULL))) printf("#   %s\n", path);
        const fh_text stem = fh_text_slice(fh_text_of(path), 0, strlen(path) - strlen("toml"));
        const fh_text json = read_file(&arena, fh_arena_join(&arena, stem, FH_TEXT("json")).ptr);
        if (CHECK_INT(fh_doc_parse(&env, &arena, FH_SYNTAX_JSON, json, &want), FH_OK) &&
            !CHECK(same(&arena, root, want)))
            printf("#   %s\n", path);
    }
    fh_arena_done(&arena);
}

static void check_invalid_toml(fh_text name, const char *path)
{
    fh_env env;
    fh_arena arena;
    const fh_node *root;
    fh_env_init(&env);
    fh_arena_init(&arena, 0);
    const fh_text text = read_file(&arena, path);
    if (!CHECK_INT(fh_doc_parse(&env, &arena, FH_SYNTAX_TOML, text, &root), FH_BAD_INPUT) ||
        !CHECK(env.error.line >= 1 && env.error.column >= 1 && env.error.message[0] != '\0'))
        printf("#   %.*s\n", FH_TEXT_ARGS(name));
    fh_arena_done(&arena);
}

static void toml_test_suite(void)
{
    char path[4096];
    fh_arena arena;
    fh_text name;
    int count = 0;
    fh_arena_init(&arena, 0);
    (void)snprintf(path, sizeof path, "%s/toml-test/tests/files-toml-1.0.0", data_folder);
    fh_text list = read_file(&arena, path);
    while (fh_text_next_line(&list, &name)) {
        if (!fh_text_ends(name, FH_TEXT(".toml"))) continue;
        (void)snprintf(path, sizeof path, "%s/toml-test/tests/%.*s", data_folder,
                       FH_TEXT_ARGS(name));
        if (fh_text_starts(name, FH_TEXT("valid/"))) check_valid_toml(name, path);
        else check_invalid_toml(name, path);
        count++;
    }
    CHECK(count > 600);
    fh_arena_done(&arena);
}

int main(void)
{
    data_folder = getenv("FREEHOLD_DATA");
    if (data_folder == NULL || data_folder[0] == '\0') SKIP_ALL("FREEHOLD_DATA is not set");
    RUN(json_test_suite);
    RUN(toml_test_suite);
    return DONE();
}
