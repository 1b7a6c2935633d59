/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"
#include "parse/yaml_lines.h"
#include "read/lock.h"

/* yarn.lock. Version 1 has a syntax of its own: "request, request:" and indented lines of a name
 * and a value. Later versions are YAML with "__metadata" in front. Neither says who asked: the
 * roots are in the manifests of the projects, and are joined when facts are linked. */

extern const fh_reader fh_reader_yarn_lock;

enum { MOST_GATE = 512 };

typedef struct record {
    const fh_node *node;
    fh_text keys; /* requests, one a line */
} record;
FH_VEC(record_vec, record);

typedef struct yarn_lock {
    fh_lock lock;
    fh_arena *arena;
    record_vec records;
    fh_table by_key;
    fh_table by_name; /* -> number; UINT32_MAX: several */
    bool berry;
} yarn_lock;

/* ---- version 1: lines to a document ---- */

/* A bare or quoted word off the front of `*rest`; JSON escapes do not occur in practice and stay as
 * they are. */
static fh_text take_word(fh_text *rest)
{
    fh_text text = fh_text_trim(*rest);
    size_t end = 0;
    if (text.len > 0 && text.ptr[0] == '"') {
        const fh_text inside = fh_text_slice(text, 1, SIZE_MAX);
        end = fh_text_find_byte(inside, '"');
        *rest = fh_text_slice(inside, end == SIZE_MAX ? inside.len : end + 1, SIZE_MAX);
        return fh_text_slice(inside, 0, end);
    }
    while (end < text.len && !fh_is_blank(text.ptr[end])) end++;
    *rest = fh_text_slice(text, end, SIZE_MAX);
    return fh_text_slice(text, 0, end);
}

typedef struct classic {
    yarn_lock *owner;
    fh_node *entry, *last_field; /* the package at hand */
    fh_node *table, *last_member;
    uint32_t line;
} classic;

static fh_node *add_node(classic *self, fh_node *parent, fh_node **last, fh_node_kind kind,
                         fh_text key, size_t indent)
{
    fh_node *node = FH_NEW(self->owner->arena, fh_node);
    if (node == NULL) return NULL;
    *node = (fh_node){.kind = kind,
                      .key = key,
                      .line = self->line,
                      .column = (uint32_t)indent + 1,
                      .key_line = self->line,
                      .key_column = (uint32_t)indent + 1};
    if (parent == NULL) return node;
    if (*last == NULL) parent->first = node;
    else (*last)->next = node;
    *last = node;
    parent->count++;
    return node;
}

/* "a@^1, \"@s/b@>= 1, < 2\":" as requests, one a line. */
static fh_text split_requests(yarn_lock *self, fh_text text)
{
    char *out = (char *)fh_arena_alloc(self->arena, text.len + 1);
    size_t len = 0;
    bool quoted = false;
    if (out == NULL) return FH_TEXT("");
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"') quoted = !quoted;
        else if (text.ptr[i] == ',' && !quoted) out[len++] = '\n';
        else if (text.ptr[i] != ' ' || quoted) out[len++] = text.ptr[i];
    }
    return fh_text_make(out, len);
}

static bool take_entry(classic *self, fh_text line)
{
    if (!fh_text_ends(line, FH_TEXT(":"))) return false;
    record added = {.keys = split_requests(self->owner, fh_text_slice(line, 0, line.len - 1))};
    self->entry = add_node(self, NULL, NULL, FH_NODE_MAP, FH_TEXT(""), 0);
    self->last_field = self->table = NULL;
    added.node = self->entry;
    return self->entry != NULL && FH_VEC_ADD(self->owner->arena, &self->owner->records, added);
}

static bool take_field(classic *self, fh_text line, size_t indent)
{
    fh_text rest = line;
    if (self->entry == NULL) return false;
    if (fh_text_ends(line, FH_TEXT(":")) && indent == 2) {
        self->last_member = NULL;
        self->table = add_node(self, self->entry, &self->last_field, FH_NODE_MAP,
                               fh_text_slice(line, 0, line.len - 1), indent);
        return self->table != NULL;
    }
    const fh_text key = take_word(&rest), value = take_word(&rest);
    fh_node *node;
    if (indent >= 4 && self->table == NULL) return false;
    node = indent < 4 ? add_node(self, self->entry, &self->last_field, FH_NODE_TEXT, key, indent)
                      : add_node(self, self->table, &self->last_member, FH_NODE_TEXT, key, indent);
    if (node == NULL) return false;
    node->text = value;
    return fh_text_trim(rest).len == 0;
}

static void read_classic(yarn_lock *owner)
{
    classic self = {.owner = owner};
    fh_text line, rest = owner->lock.site.input->bytes;
    while (rest.ptr != NULL && fh_text_next_line(&rest, &line)) {
        size_t indent = 0;
        while (indent < line.len && line.ptr[indent] == ' ') indent++;
        const fh_text body = fh_text_trim(line);
        self.line++;
        if (body.len == 0 || body.ptr[0] == '#') continue;
        const bool good = indent == 0 ? take_entry(&self, body) : take_field(&self, body, indent);
        if (owner->arena->failed) return;
        if (!good)
            fh_manifest_unread(&owner->lock.site, self.line, (uint32_t)indent + 1,
                               "no line of a yarn.lock");
        if (!good && indent == 0) self.entry = NULL; /* what is indented below it is lost, too */
    }
}

/* ---- later versions ---- */

static void read_berry(yarn_lock *self, const fh_node *root)
{
    self->berry = true;
    FH_NODE_EACH(node, root)
    {
        if (node->duplicate || fh_text_is(node->key, "__metadata")) continue;
        if (!fh_manifest_is(&self->lock.site, node, FH_NODE_MAP, "a package")) continue;
        const record added = {.node = node, .keys = split_requests(self, node->key)};
        if (!FH_VEC_ADD(self->arena, &self->records, added)) return;
    }
}

/* "os=darwin & cpu=arm64 & libc=glibc"; "(os=linux | os=darwin)" lists choices of one field. */
static fh_text gate_of(yarn_lock *self, fh_text conditions)
{
    fh_buf buf;
    fh_text part, rest = conditions;
    bool known = true;
    fh_buf_init(&buf, MOST_GATE);
    while (rest.len > 0 && fh_text_next_field(&rest, '&', &part)) {
        fh_text choice, choices = fh_text_trim(part), field = FH_TEXT("");
        if (fh_text_starts(choices, FH_TEXT("(")) && fh_text_ends(choices, FH_TEXT(")")))
            choices = fh_text_slice(choices, 1, choices.len - 1);
        if (buf.len > 0) fh_buf_add_byte(&buf, ' ');
        while (choices.len > 0 && fh_text_next_field(&choices, '|', &choice)) {
            choice = fh_text_trim(choice);
            const size_t equals = fh_text_find_byte(choice, '=');
            const fh_text name = fh_text_slice(choice, 0, equals);
            const bool first = field.len == 0;
            known &= equals != SIZE_MAX && (first || fh_text_eq(field, name));
            if (first) fh_buf_add(&buf, name);
            fh_buf_add_byte(&buf, first ? ':' : ',');
            fh_buf_add(&buf, fh_text_slice(choice, equals == SIZE_MAX ? 0 : equals + 1, SIZE_MAX));
            field = name;
        }
    }
    fh_text gate = fh_arena_copy(self->arena, fh_buf_text(&buf));
    if (!known || buf.failed) gate = fh_arena_join(self->arena, FH_TEXT("conditions:"), conditions);
    fh_buf_done(&buf);
    return conditions.len == 0 ? FH_TEXT("") : gate;
}

/* ---- edges ---- */

/* Peers are resolved by whoever is above; a name that was locked once can only be that one. */
static void add_peers(yarn_lock *self, const fh_node *node)
{
    const fh_lock_map meta =
        fh_lock_map_make(self->arena, fh_node_get(node, "peerDependenciesMeta"));
    FH_NODE_EACH(need, fh_node_get(node, "peerDependencies"))
    {
        uint32_t to = 0;
        const bool optional =
            fh_node_is_true(fh_node_get(fh_lock_map_find(&meta, need->key), "optional"));
        if (need->duplicate || !fh_table_find(&self->by_name, need->key, &to)) continue;
        if (to == UINT32_MAX) continue;
        fh_lock_edge_to(&self->lock, FH_LOCK_RUNTIME,
                        optional ? FH_LOCK_PEER_OPTIONAL : FH_LOCK_PEER, to);
    }
}

static bool find(const yarn_lock *self, fh_text name, fh_text range, uint32_t *ret_number)
{
    const fh_text plain = fh_arena_printf(self->arena, "%.*s@%.*s", FH_TEXT_ARGS(name),
                                          (int)range.len, range.len > 0 ? range.ptr : "");
    if (fh_table_find(&self->by_key, plain, ret_number)) return true;
    if (!self->berry) return false;
    return fh_table_find(&self->by_key,
                         fh_arena_printf(self->arena, "%.*s@npm:%.*s", FH_TEXT_ARGS(name),
                                         (int)range.len, range.len > 0 ? range.ptr : ""),
                         ret_number);
}

static void add_edges(yarn_lock *self, const fh_node *node)
{
    static const struct {
        const char *key;
        fh_lock_necessity necessity;
    } tables[] = {{"dependencies", FH_LOCK_REQUIRED}, {"optionalDependencies", FH_LOCK_DEFAULT_ON}};
    const fh_lock_map meta = fh_lock_map_make(self->arena, fh_node_get(node, "dependenciesMeta"));
    for (size_t i = 0; i < FH_COUNT(tables); i++)
        FH_NODE_EACH(need, fh_node_get(node, tables[i].key))
        {
            uint32_t to = 0;
            fh_lock_necessity necessity = tables[i].necessity;
            if (need->duplicate || need->key.len == 0) continue;
            if (!find(self, need->key, fh_node_text(need), &to)) continue;
            if (fh_node_is_true(fh_node_get(fh_lock_map_find(&meta, need->key), "optional")))
                necessity = FH_LOCK_DEFAULT_ON;
            fh_lock_edge_to(&self->lock, FH_LOCK_RUNTIME, necessity, to);
        }
}

/* ---- packages ---- */

/* Version 1: the name is in the request, unless that is an alias: "a@npm:real@^1". */
static void identify_classic(const record *row, fh_lock_package *package)
{
    fh_text key = fh_text_slice(row->keys, 0, fh_text_find_byte(row->keys, '\n'));
    size_t at = fh_text_find_byte(fh_text_slice(key, 1, SIZE_MAX), '@');
    if (at != SIZE_MAX && fh_text_starts(fh_text_slice(key, at + 2, SIZE_MAX), FH_TEXT("npm:"))) {
        const fh_text real = fh_text_slice(key, at + 6, SIZE_MAX);
        const size_t real_at = fh_text_find_byte(fh_text_slice(real, 1, SIZE_MAX), '@');
        if (real.len > 0) {
            key = real;
            at = real_at;
        }
    }
    package->name = fh_text_slice(key, 0, at == SIZE_MAX ? SIZE_MAX : at + 1);
    const fh_text resolved = fh_node_text(fh_node_get(row->node, "resolved"));
    const size_t hash = fh_text_rfind_byte(resolved, '#');
    package->pin = fh_lock_pin(resolved);
    package->checksum = fh_node_text(fh_node_get(row->node, "integrity"));
    if (fh_text_find(resolved, FH_TEXT("/-/")) != SIZE_MAX) {
        package->source = fh_lock_origin(resolved);
    } else if (resolved.len > 0) {
        /* Archives of a commit have its id at the end. */
        const fh_text tail = fh_text_slice(resolved, hash == SIZE_MAX ? 0 : hash + 1, SIZE_MAX);
        const fh_text base = fh_text_base_name(fh_text_slice(resolved, 0, hash));
        package->source = resolved;
        if (fh_is_commit(tail) || fh_is_commit(base)) package->pin = "git-commit";
        else package->pin = "url";
    }
}

/* Later versions: "name@protocol:rest" in `resolution`. */
static void identify_berry(const record *row, fh_lock_package *package)
{
    const fh_text resolution = fh_node_text(fh_node_get(row->node, "resolution"));
    const size_t at = fh_text_find_byte(fh_text_slice(resolution, 1, SIZE_MAX), '@');
    const fh_text spec = at == SIZE_MAX ? FH_TEXT("") : fh_text_slice(resolution, at + 2, SIZE_MAX);
    package->name = fh_text_slice(resolution, 0, at == SIZE_MAX ? 0 : at + 1);
    package->checksum = fh_node_text(fh_node_get(row->node, "checksum"));
    package->pin = fh_lock_pin(spec);
    if (fh_text_starts(spec, FH_TEXT("workspace:"))) {
        package->directness = "workspace-member";
        package->version = FH_TEXT(""); /* "0.0.0-use.local" */
    }
    if (fh_text_find(spec, FH_TEXT("commit=")) != SIZE_MAX) package->pin = "git-commit";
    else if (fh_text_starts(spec, FH_TEXT("http"))) package->pin = "url";
    if (!fh_text_starts(spec, FH_TEXT("npm:")) && !fh_text_starts(spec, FH_TEXT("patch:")) &&
        !fh_text_starts(spec, FH_TEXT("workspace:")))
        package->source = spec;
}

/* Projects of the tree are their own: their manifests are read, not this entry. */
static bool add_project(yarn_lock *self, const record *row)
{
    const fh_text resolution = fh_node_text(fh_node_get(row->node, "resolution"));
    const size_t at = fh_text_find(resolution, FH_TEXT("@workspace:"));
    if (!self->berry || at == SIZE_MAX) return false;
    const fh_text folder = fh_text_slice(resolution, at + 11, SIZE_MAX);
    fh_lock_add_manifest(&self->lock, row->node->key_line, row->node->key_column, folder);
    return true;
}

static void add_package(yarn_lock *self, uint32_t number)
{
    const record *row = &self->records.items[number];
    const fh_text conditions = fh_node_text(fh_node_get(row->node, "conditions"));
    fh_lock_package package = {.number = number,
                               .version = fh_node_text(fh_node_get(row->node, "version")),
                               .gate = gate_of(self, conditions),
                               .keys = row->keys};
    const bool project = add_project(self, row);
    /* The project that the lock lies in is no package of its own. */
    if (project &&
        fh_text_ends(fh_node_text(fh_node_get(row->node, "resolution")), FH_TEXT("@workspace:.")))
        return;
    if (self->berry) identify_berry(row, &package);
    else identify_classic(row, &package);
    fh_lock_begin(&self->lock, number);
    if (!project) {
        add_edges(self, row->node);
        add_peers(self, row->node);
    }
    fh_lock_add_package(&self->lock, row->node->key_line, row->node->key_column, &package);
}

static void index_name(yarn_lock *self, uint32_t number)
{
    const fh_text keys = self->records.items[number].keys;
    const size_t at = fh_text_find_byte(fh_text_slice(keys, 1, SIZE_MAX), '@');
    const fh_text name = fh_text_slice(keys, 0, at == SIZE_MAX ? 0 : at + 1);
    uint32_t other = 0;
    if (name.len == 0) return;
    if (fh_table_find(&self->by_name, name, &other)) number = UINT32_MAX;
    (void)fh_table_set(&self->by_name, name, number);
}

static void index_keys(yarn_lock *self)
{
    for (uint32_t i = 0; i < self->records.count; i++) {
        fh_text key, rest = self->records.items[i].keys;
        while (rest.len > 0 && fh_text_next_field(&rest, '\n', &key))
            (void)fh_table_set(&self->by_key, key, i);
        index_name(self, i);
    }
}

static bool is_berry(fh_text bytes)
{
    return fh_text_starts(bytes, FH_TEXT("__metadata:")) ||
           fh_text_find(fh_text_slice(bytes, 0, 4096), FH_TEXT("\n__metadata:")) != SIZE_MAX;
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    yarn_lock self = {.arena = input->scratch};
    fh_lock_init(&self.lock, input, &fh_reader_yarn_lock, facts, "npm");
    fh_table_init(&self.by_key, input->scratch);
    fh_table_init(&self.by_name, input->scratch);
    if (is_berry(input->bytes)) {
        const fh_node *root = &fh_node_empty;
        const fh_status status = fh_yaml_lock_parse(env, input->scratch, input->bytes, &root);
        if (status == FH_OK) read_berry(&self, root);
        else fh_lock_broken(&self.lock, env, status);
    } else {
        read_classic(&self);
        fh_lock_add_manifest(&self.lock, 1, 1, FH_TEXT(""));
    }
    index_keys(&self);
    fh_lock_expect(&self.lock, self.records.count);
    for (uint32_t i = 0; i < self.records.count && !input->scratch->failed; i++)
        add_package(&self, i);
    fh_lock_done(&self.lock);
}

static const char *const globs[] = {"**/yarn.lock", NULL};

const fh_reader fh_reader_yarn_lock = {
    .name = "yarn-lock",
    .about = "yarn.lock, classic and later: every installed package and who needs it",
    .globs = globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = true,
    .lock = true,
    .read = read,
};
