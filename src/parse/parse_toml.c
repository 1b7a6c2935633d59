/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"
#include "base/vec.h"
#include "parse/toml_scalar.h"

/* TOML 1.0.0 (https://toml.io/en/v1.0.0). A map that may still grow has a table beside its node,
 * which knows how it came to be and finds members by key; a node without one is closed. Lookup is
 * linear in small tables and hashed in others, so a lock file with thousands of [[package]] tables
 * is read in linear time. Nesting of any spelling counts against limits.doc_depth. */

enum { SMALL_TABLE = 8 };

typedef enum toml_origin {
    OF_PATH, /* named on the way to another header: may be defined once */
    OF_HEADER,
    OF_DOTTED_KEY,
    OF_VALUE, /* an inline table; closed with its '}' */
    OF_TABLES /* a list of tables, from [[...]] */
} toml_origin;

typedef struct toml_table toml_table;
typedef struct member {
    fh_node *node;
    toml_table *table; /* NULL: closed */
} member;
FH_VEC(member_vec, member);

struct toml_table {
    fh_node *node, *last;
    toml_table
        *parent; /* whose end_line grows with this one's; NULL for the root and inline tables */
    toml_table *current; /* OF_TABLES: the last one */
    member_vec members;
    fh_table *index; /* key -> index into members; NULL while the table is small */
    uint32_t depth;
    toml_origin origin;
};

typedef struct toml_key {
    fh_text text;
    uint32_t line, column;
} toml_key;

static bool fail_key(fh_toml *self, const toml_key *key, const char *what, const fh_node *earlier)
{
    (void)fh_fail_at(self->builder.env, FH_BAD_INPUT, key->line, key->column, "%s, see line %u",
                     what, earlier->key_line);
    return false;
}

static bool no_memory(fh_toml *self)
{
    (void)fh_fail(self->builder.env, FH_NO_MEMORY, "no memory for the document");
    return false;
}

/* ---- tables ---------------------------------------------------------------------------------- */

static member *find_member(const toml_table *table, fh_text key)
{
    uint32_t found;
    if (table->index != NULL)
        return fh_table_find(table->index, key, &found) ? &table->members.items[found] : NULL;
    for (size_t i = 0; i < table->members.count; i++)
        if (fh_text_eq(table->members.items[i].node->key, key)) return &table->members.items[i];
    return NULL;
}

static bool index_members(fh_toml *self, toml_table *table)
{
    size_t from = table->members.count - 1;
    if (table->index == NULL) {
        table->index = FH_NEW(self->builder.arena, fh_table);
        if (table->index == NULL) return no_memory(self);
        fh_table_init(table->index, self->builder.arena);
        from = 0;
    }
    for (size_t i = from; i < table->members.count; i++)
        if (!fh_table_set(table->index, table->members.items[i].node->key, (uint32_t)i))
            return no_memory(self);
    return true;
}

/* `sub` is the growing table of `node`, or NULL. */
static bool add_member(fh_toml *self, toml_table *table, const toml_key *key, fh_node *node,
                       toml_table *sub)
{
    node->key = key->text;
    node->key_line = key->line;
    node->key_column = key->column;
    fh_builder_add(table->node, &table->last, node);
    if (!FH_VEC_ADD(self->builder.arena, &table->members, ((member){node, sub})))
        return no_memory(self);
    return table->members.count <= SMALL_TABLE || index_members(self, table);
}

/* A table's last line is that of the last thing in it. Lines only grow, so this may stop early. */
static void extend(toml_table *table, uint32_t line)
{
    for (; table != NULL && table->node->end_line < line; table = table->parent)
        table->node->end_line = line;
}

static bool check_depth(fh_toml *self, uint32_t depth)
{
    if (depth <= self->builder.env->limits.doc_depth) return true;
    (void)fh_fail_at(self->builder.env, FH_LIMIT, self->line, fh_toml_column(self),
                     "nested deeper than %u", self->builder.env->limits.doc_depth);
    return false;
}

static toml_table *new_table(fh_toml *self, uint32_t depth, toml_origin origin, uint32_t line,
                             uint32_t column)
{
    if (!check_depth(self, depth)) return NULL;
    toml_table *table = FH_NEW(self->builder.arena, toml_table);
    const fh_node_kind kind = origin == OF_TABLES ? FH_NODE_LIST : FH_NODE_MAP;
    fh_node *node = fh_builder_node(&self->builder, kind, line, column);
    if (table == NULL || node == NULL) {
        if (self->builder.arena->failed) (void)no_memory(self);
        return NULL;
    }
    table->node = node;
    table->depth = depth;
    table->origin = origin;
    return table;
}

static toml_table *add_table(fh_toml *self, toml_table *parent, const toml_key *key,
                             toml_origin origin, const toml_key *place)
{
    toml_table *table = new_table(self, parent->depth + 1, origin, place->line, place->column);
    if (table == NULL || !add_member(self, parent, key, table->node, table)) return NULL;
    table->parent = parent;
    extend(parent, key->line);
    return table;
}

/* ---- blanks ---------------------------------------------------------------------------------- */

static void skip_blanks(fh_toml *self)
{
    while (fh_toml_peek(self) == ' ' || fh_toml_peek(self) == '\t') self->at++;
}

static bool skip_comment(fh_toml *self)
{
    skip_blanks(self);
    if (fh_toml_peek(self) != '#') return true;
    for (;; self->at++) {
        const int c = fh_toml_peek(self);
        if (c < 0 || c == '\n' ||
            (c == '\r' &&
             fh_text_starts(fh_text_slice(self->text, self->at, SIZE_MAX), FH_TEXT("\r\n"))))
            return true;
        if (fh_toml_is_control(c)) return fh_toml_fail(self, "control character in a comment");
    }
}

static bool skip_lines(fh_toml *self)
{
    do {
        if (!skip_comment(self)) return false;
    } while (fh_toml_take_newline(self));
    return true;
}

static bool read_line_end(fh_toml *self)
{
    if (!skip_comment(self)) return false;
    if (fh_toml_peek(self) < 0 || fh_toml_take_newline(self)) return true;
    return fh_toml_fail(self, "the end of the line is expected");
}

/* ---- keys ------------------------------------------------------------------------------------ */

static bool read_key(fh_toml *self, toml_key *key)
{
    skip_blanks(self);
    key->line = self->line;
    key->column = fh_toml_column(self);
    const int c = fh_toml_peek(self);
    if (c == '"' || c == '\'') {
        if (!fh_toml_read_string(self, false, &key->text)) return false;
    } else {
        const size_t start = self->at;
        while (self->at < self->text.len &&
               (fh_is_word(self->text.ptr[self->at]) || self->text.ptr[self->at] == '-'))
            self->at++;
        if (self->at == start) return fh_toml_fail(self, "a key is expected");
        key->text = fh_text_slice(self->text, start, self->at);
    }
    skip_blanks(self);
    return true;
}

static bool take(fh_toml *self, char byte)
{
    if (fh_toml_peek(self) != byte) return false;
    self->at++;
    return true;
}

/* The table that a part of a dotted key names: new, or made by an earlier dotted key. */
static toml_table *enter_dotted(fh_toml *self, toml_table *table, const toml_key *key)
{
    const member *found = find_member(table, key->text);
    if (found == NULL) return add_table(self, table, key, OF_DOTTED_KEY, key);
    toml_table *sub = found->table;
    if (sub == NULL || (sub->origin != OF_DOTTED_KEY && sub->origin != OF_PATH)) {
        (void)fail_key(self, key, "a dotted key cannot add to what is defined", found->node);
        return NULL;
    }
    sub->origin = OF_DOTTED_KEY;
    return sub;
}

/* The same for a header. A list of tables stands for its last one. */
static toml_table *enter_path(fh_toml *self, toml_table *table, const toml_key *key,
                              const toml_key *header)
{
    const member *found = find_member(table, key->text);
    if (found == NULL) return add_table(self, table, key, OF_PATH, header);
    if (found->table == NULL) {
        (void)fail_key(self, key, "a header cannot add to a value", found->node);
        return NULL;
    }
    return found->table->origin == OF_TABLES ? found->table->current : found->table;
}

/* ---- values ---------------------------------------------------------------------------------- */

static bool read_value(fh_toml *self, uint32_t depth, fh_node **ret_node);

/* key = value, into `table` or the tables that the key's dots make. */
static bool read_pair(fh_toml *self, toml_table *table)
{
    toml_key key;
    for (;;) {
        if (!read_key(self, &key)) return false;
        if (!take(self, '.')) break;
        table = enter_dotted(self, table, &key);
        if (table == NULL) return false;
    }
    const member *found = find_member(table, key.text);
    if (found != NULL) return fail_key(self, &key, "the key is defined twice", found->node);
    if (!take(self, '=')) return fh_toml_fail(self, "'=' is expected behind a key");
    skip_blanks(self);
    fh_node *node;
    if (!read_value(self, table->depth, &node)) return false;
    extend(table, node->end_line);
    return add_member(self, table, &key, node, NULL);
}

static bool read_inline_table(fh_toml *self, uint32_t depth, fh_node **ret_node)
{
    toml_table *table = new_table(self, depth, OF_VALUE, self->line, fh_toml_column(self));
    if (table == NULL) return false;
    *ret_node = table->node;
    self->at++;
    skip_blanks(self);
    if (take(self, '}')) return true;
    do {
        if (!read_pair(self, table)) return false;
        skip_blanks(self);
    } while (take(self, ','));
    return take(self, '}') || fh_toml_fail(self, "',' or '}' is expected");
}

static bool read_array(fh_toml *self, uint32_t depth, fh_node *list)
{
    fh_node *last = NULL, *item;
    if (!check_depth(self, depth)) return false;
    self->at++;
    for (;;) {
        if (!skip_lines(self)) return false;
        if (take(self, ']')) return true;
        if (!read_value(self, depth, &item) || !skip_lines(self)) return false;
        fh_builder_add(list, &last, item);
        if (take(self, ']')) return true;
        if (!take(self, ',')) return fh_toml_fail(self, "',' or ']' is expected");
    }
}

/* `depth` is that of the table or array around. */
static bool read_value(fh_toml *self, uint32_t depth, fh_node **ret_node)
{
    const int c = fh_toml_peek(self);
    fh_node *node = NULL;
    bool ok;
    if (c == '{') {
        ok = read_inline_table(self, depth + 1, &node);
    } else {
        const fh_node_kind kind = c == '[' ? FH_NODE_LIST : FH_NODE_TEXT;
        node = fh_builder_node(&self->builder, kind, self->line, fh_toml_column(self));
        if (node == NULL) return false;
        if (c == '[') ok = read_array(self, depth + 1, node);
        else if (c == '"' || c == '\'') ok = fh_toml_read_string(self, true, &node->text);
        else ok = fh_toml_read_word(self, node);
    }
    if (!ok) return false;
    node->end_line = self->line;
    *ret_node = node;
    return true;
}

/* ---- headers --------------------------------------------------------------------------------- */

static toml_table *define_table(fh_toml *self, toml_table *parent, const toml_key *key,
                                const toml_key *header)
{
    const member *found = find_member(parent, key->text);
    if (found == NULL) return add_table(self, parent, key, OF_HEADER, header);
    toml_table *table = found->table;
    if (table == NULL || table->origin != OF_PATH) {
        (void)fail_key(self, key, "the table is defined twice", found->node);
        return NULL;
    }
    /* Its place is where it is defined, not where it was first passed through. */
    table->origin = OF_HEADER;
    table->node->line = header->line;
    table->node->column = header->column;
    table->node->key_line = key->line;
    table->node->key_column = key->column;
    extend(table, header->line);
    return table;
}

static toml_table *define_tables(fh_toml *self, toml_table *parent, const toml_key *key,
                                 const toml_key *header)
{
    const member *found = find_member(parent, key->text);
    toml_table *list =
        found == NULL ? add_table(self, parent, key, OF_TABLES, header) : found->table;
    if (found != NULL && (list == NULL || list->origin != OF_TABLES)) {
        (void)fail_key(self, key, "the key is defined as something else", found->node);
        return NULL;
    }
    if (list == NULL) return NULL;
    toml_table *item = new_table(self, list->depth + 1, OF_HEADER, header->line, header->column);
    if (item == NULL) return NULL;
    fh_builder_add(list->node, &list->last, item->node);
    item->parent = list;
    list->current = item;
    extend(list, header->line);
    return item;
}

static toml_table *read_header(fh_toml *self, toml_table *root)
{
    const toml_key header = {.line = self->line, .column = fh_toml_column(self)};
    toml_table *at = root;
    toml_key key;
    self->at++;
    const bool is_list = take(self, '[');
    for (;;) {
        if (!read_key(self, &key)) return NULL;
        if (!take(self, '.')) break;
        at = enter_path(self, at, &key, &header);
        if (at == NULL) return NULL;
    }
    if (!take(self, ']') || (is_list && !take(self, ']'))) {
        (void)fh_toml_fail(self, is_list ? "']]' is expected" : "']' is expected");
        return NULL;
    }
    return is_list ? define_tables(self, at, &key, &header) : define_table(self, at, &key, &header);
}

/* ---- document -------------------------------------------------------------------------------- */

static bool read_document(fh_toml *self, toml_table *root)
{
    toml_table *at = root;
    for (;;) {
        if (!skip_lines(self)) return false;
        const int c = fh_toml_peek(self);
        if (c < 0) return true;
        if (c == '[') {
            at = read_header(self, root);
            if (at == NULL) return false;
        } else if (!read_pair(self, at)) {
            return false;
        }
        if (!read_line_end(self)) return false;
    }
}

/* Move to the first byte that is not part of well-formed UTF-8. */
static void seek_bad_byte(fh_toml *self)
{
    while (self->at < self->text.len) {
        const unsigned char byte = (unsigned char)self->text.ptr[self->at];
        const size_t len = byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
        const fh_text one = fh_text_slice(self->text, self->at, self->at + len);
        if (one.len < len || !fh_text_is_utf8(one)) return;
        if (!fh_toml_take_newline(self)) self->at += len;
    }
}

fh_status fh_toml_parse(fh_env *env, fh_arena *arena, fh_text text, const fh_node **ret_root)
{
    fh_toml self = {.builder = {.env = env, .arena = arena}, .text = text, .line = 1};
    if (fh_text_starts(text, FH_TEXT("\xef\xbb\xbf"))) self.at = self.line_start = 3;
    if (!fh_text_is_utf8(text)) {
        seek_bad_byte(&self);
        (void)fh_toml_fail(&self, "not UTF-8");
        return FH_BAD_INPUT;
    }
    toml_table *root = new_table(&self, 1, OF_HEADER, 1, 1);
    if (root == NULL || !read_document(&self, root)) return env->error.status;
    if (arena->failed) return fh_fail(env, FH_NO_MEMORY, "no memory for the document");
    *ret_root = root->node;
    return FH_OK;
}
