/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/object.h"

#include <string.h>

int fh_hex_value(char c)
{
    if (fh_is_digit(c)) return c - '0';
    c = fh_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool fh_oid_parse(fh_text hex, fh_oid *ret_oid)
{
    fh_oid oid;
    if (hex.len != 40) return false;
    for (size_t i = 0; i < 20; i++) {
        const int high = fh_hex_value(hex.ptr[2 * i]), low = fh_hex_value(hex.ptr[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        oid.bytes[i] = (uint8_t)(high << 4 | low);
    }
    *ret_oid = oid;
    return true;
}

void fh_oid_print(const fh_oid *oid, char ret_hex[40])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < 20; i++) {
        ret_hex[2 * i] = digits[oid->bytes[i] >> 4];
        ret_hex[2 * i + 1] = digits[oid->bytes[i] & 15];
    }
}

bool fh_oid_eq(const fh_oid *a, const fh_oid *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

static const char *const kind_names[] = {"none", "commit", "tree", "blob", "tag"};

fh_object_kind fh_object_kind_of(fh_text word)
{
    for (size_t i = 1; i < FH_COUNT(kind_names); i++)
        if (fh_text_is(word, kind_names[i])) return (fh_object_kind)i;
    return FH_OBJECT_NONE;
}

const char *fh_object_kind_name(fh_object_kind kind)
{
    return (size_t)kind < FH_COUNT(kind_names) ? kind_names[kind] : kind_names[0];
}

/* Take a line "WORD HEX" off the front. */
static bool take_oid_line(fh_text *rest, fh_text word, fh_oid *ret_oid)
{
    const size_t len = word.len + 1 + 40 + 1;
    if (rest->len < len || !fh_text_starts(*rest, word)) return false;
    if (rest->ptr[word.len] != ' ' || rest->ptr[len - 1] != '\n') return false;
    if (!fh_oid_parse(fh_text_slice(*rest, word.len + 1, len - 1), ret_oid)) return false;
    *rest = fh_text_slice(*rest, len, rest->len);
    return true;
}

bool fh_commit_parse(fh_text bytes, fh_commit *ret_commit)
{
    fh_commit commit = {0};
    fh_oid parent;
    fh_text rest = bytes;
    if (!take_oid_line(&rest, FH_TEXT("tree"), &commit.tree)) return false;
    commit.parents = rest;
    while (take_oid_line(&rest, FH_TEXT("parent"), &parent)) commit.parent_count++;
    commit.parents.len = (size_t)(rest.ptr - commit.parents.ptr);
    if (!fh_text_starts(rest, FH_TEXT("author "))) return false;
    *ret_commit = commit;
    return true;
}

bool fh_commit_parent(const fh_commit *commit, size_t number, fh_oid *ret_oid)
{
    fh_text rest = commit->parents;
    for (size_t i = 1; i <= number; i++)
        if (!take_oid_line(&rest, FH_TEXT("parent"), ret_oid)) return false;
    return number > 0;
}

bool fh_tag_parse(fh_text bytes, fh_oid *ret_oid, fh_object_kind *ret_kind)
{
    fh_text rest = bytes, line;
    fh_oid oid;
    if (!take_oid_line(&rest, FH_TEXT("object"), &oid)) return false;
    if (!fh_text_next_line(&rest, &line) || !fh_text_starts(line, FH_TEXT("type "))) return false;
    const fh_object_kind kind = fh_object_kind_of(fh_text_slice(line, 5, line.len));
    if (kind == FH_OBJECT_NONE || !fh_text_starts(rest, FH_TEXT("tag "))) return false;
    *ret_oid = oid;
    *ret_kind = kind;
    return true;
}

/* Modes are compared by file type, as git does: old trees hold 100664 and 40000 with a zero before.
 */
static bool take_mode(fh_cursor *cursor, fh_tree_mode *ret_mode)
{
    uint32_t mode = 0;
    unsigned digits = 0;
    for (;;) {
        const int c = fh_cursor_next(cursor);
        if (c == ' ' && digits > 0) break;
        if (c < '0' || c > '7' || ++digits > 6) return false;
        mode = mode << 3 | (uint32_t)(c - '0');
    }
    const uint32_t type = mode & 0170000;
    if (type == 0100000) *ret_mode = (mode & 0100) != 0 ? FH_MODE_EXECUTABLE : FH_MODE_FILE;
    else if (mode == 0120000) *ret_mode = FH_MODE_LINK;
    else if (mode == 0160000) *ret_mode = FH_MODE_SUBMODULE;
    else if (mode == 0040000) *ret_mode = FH_MODE_FOLDER;
    else return false;
    return true;
}

static bool is_bad_name(fh_text name)
{
    return name.len == 0 || fh_text_is(name, ".") || fh_text_is(name, "..") ||
           fh_text_eq_nocase(name, FH_TEXT(".git")) || fh_text_find_byte(name, '/') != SIZE_MAX;
}

bool fh_tree_item_next(fh_cursor *cursor, fh_tree_item *ret_item)
{
    fh_tree_item item;
    if (fh_cursor_at_end(cursor) || cursor->failed) return false;
    if (!take_mode(cursor, &item.mode)) {
        cursor->failed = true;
        return false;
    }
    const fh_text rest = fh_text_slice(cursor->text, cursor->at, cursor->text.len);
    const size_t len = fh_text_find_byte(rest, '\0');
    if (len == SIZE_MAX || rest.len - len - 1 < sizeof item.oid.bytes) {
        cursor->failed = true;
        return false;
    }
    item.name = fh_text_slice(rest, 0, len);
    item.bad_name = is_bad_name(item.name);
    memcpy(item.oid.bytes, rest.ptr + len + 1, sizeof item.oid.bytes);
    cursor->at += len + 1 + sizeof item.oid.bytes;
    *ret_item = item;
    return true;
}
