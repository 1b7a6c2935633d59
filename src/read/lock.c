/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/lock.h"

enum {
    MOST_EDGE_BYTES = 1 << 20,
    MOST_TEXT = 2048,
    MOST_CHECKSUM = 200,
    MOST_GATE = 512,
    MOST_QUOTE = 80,
    FEW_MEMBERS = 16
};

void fh_lock_init(fh_lock *lock, const fh_input *input, const fh_reader *reader, fh_facts *facts,
                  const char *type)
{
    *lock = (fh_lock){.site = fh_site_make(input, reader, facts), .type = type};
    lock->site.contexts = FH_CONTEXT_GENERATED;
    fh_buf_init(&lock->edges, MOST_EDGE_BYTES);
}

void fh_lock_expect(fh_lock *lock, size_t packages)
{
    fh_facts_reserve(lock->site.facts, packages + 1);
}

void fh_lock_done(fh_lock *lock)
{
    fh_buf_done(&lock->edges);
}

void fh_lock_broken(const fh_lock *lock, const fh_env *env, fh_status status)
{
    /* A parser may find the fault behind the last line. */
    const uint32_t last = lock->site.lines.count;
    fh_facts_add_unread(lock->site.facts, fh_unread_of_status(status),
                        env->error.line < last ? env->error.line : last, env->error.column,
                        fh_text_of(lock->site.reader->name), fh_text_of(env->error.message));
}

void fh_lock_begin(fh_lock *lock, uint32_t number)
{
    fh_lock_edges_begin(&lock->edges, number);
}

void fh_lock_edge_to(fh_lock *lock, fh_lock_phase phase, fh_lock_necessity necessity, uint32_t to)
{
    const fh_lock_edge edge = {.phase = phase, .necessity = necessity, .to = to};
    fh_lock_edges_add(&lock->edges, &edge);
}

void fh_lock_add_edge(fh_lock *lock, const fh_lock_edge *edge)
{
    fh_lock_edge added = *edge;
    added.gate = fh_text_slice(edge->gate, 0, MOST_TEXT);
    fh_lock_edges_add(&lock->edges, &added);
}

/* Edges that were cut off would make packages look unneeded. */
static void check_edges(fh_lock *lock, uint32_t line, uint32_t column)
{
    if (lock->edges.failed)
        fh_manifest_unread(&lock->site, line, column, "too many dependencies of one package");
}

static fh_text text_or(const char *string, const char *otherwise)
{
    return fh_text_of(string != NULL ? string : otherwise);
}

void fh_lock_add_package(fh_lock *lock, uint32_t line, uint32_t column,
                         const fh_lock_package *package)
{
    fh_arena *arena = lock->site.input->scratch;
    const fh_text purl = fh_manifest_purl(arena, lock->type, package->name);
    check_edges(lock, line, column);
    if (purl.len == 0) {
        const fh_text shown = fh_text_slice(package->name, 0, 80);
        fh_manifest_unread(&lock->site, line, column, "'%.*s' is no name of a package",
                           FH_TEXT_ARGS(shown));
        return;
    }
    fh_fact fact = fh_site_fact(&lock->site, FH_FACT_DEPENDENCY, line, column);
    fact.certainty = FH_CERTAINTY_DERIVED;
    fact.quote = fh_text_slice(fact.quote, 0, MOST_QUOTE);
    fact.subject = purl;
    fact.value = fh_text_slice(package->version, 0, MOST_TEXT);
    fh_fact_set(&fact, FH_ATTR_NAME, package->name);
    fh_fact_set(&fact, FH_ATTR_PHASE, text_or(package->phase, "runtime"));
    fh_fact_set(&fact, FH_ATTR_NECESSITY, text_or(package->necessity, "unknown"));
    fh_fact_set(&fact, FH_ATTR_DIRECTNESS, text_or(package->directness, "transitive"));
    fh_fact_set(&fact, FH_ATTR_PIN, text_or(package->pin, "exact"));
    fh_fact_set(&fact, FH_ATTR_TABLE, FH_TEXT("lock"));
    fh_fact_set(&fact, FH_ATTR_GATE, fh_text_slice(package->gate, 0, MOST_TEXT));
    fh_fact_set(&fact, FH_ATTR_SOURCE, fh_manifest_public_address(arena, package->source));
    fh_fact_set(&fact, FH_ATTR_EXPRESSION, fh_text_slice(package->license, 0, MOST_TEXT));
    fh_fact_set(&fact, FH_ATTR_CHECKSUM, fh_text_slice(package->checksum, 0, MOST_CHECKSUM));
    fh_fact_set(&fact, FH_ATTR_KEYS, package->keys);
    fh_fact_set(&fact, FH_ATTR_NEEDS, fh_buf_text(&lock->edges));
    if (fh_is_secret_value(package->source)) fact.quote = package->name;
    fh_site_add(&lock->site, &fact);
}

void fh_lock_add_extra(fh_lock *lock, uint32_t line, uint32_t column, fh_text key)
{
    fh_fact fact = fh_site_fact(&lock->site, FH_FACT_FIELD, line, column);
    check_edges(lock, line, column);
    fact.subject = FH_TEXT("lock.extra");
    fact.quote = fh_text_slice(fact.quote, 0, MOST_QUOTE);
    fh_fact_set(&fact, FH_ATTR_KEYS, key);
    fh_fact_set(&fact, FH_ATTR_NEEDS, fh_buf_text(&lock->edges));
    fh_site_add(&lock->site, &fact);
}

static void add_importer(fh_lock *lock, uint32_t line, uint32_t column, fh_text folder,
                         fh_text edges)
{
    fh_fact fact = fh_site_fact(&lock->site, FH_FACT_FIELD, line, column);
    fact.subject = FH_TEXT("lock.importer");
    fact.value =
        fh_arena_path(lock->site.input->scratch, fh_text_dir_name(lock->site.input->path), folder);
    if (fact.value.ptr == NULL) return; /* outside the tree: nothing of it can be known */
    if (fact.value.len == 0) fact.value = FH_TEXT(".");
    fh_fact_set(&fact, FH_ATTR_NEEDS, edges);
    fh_site_add(&lock->site, &fact);
}

void fh_lock_add_importer(fh_lock *lock, uint32_t line, uint32_t column, fh_text folder)
{
    check_edges(lock, line, column);
    add_importer(lock, line, column, folder, fh_buf_text(&lock->edges));
}

void fh_lock_add_manifest(fh_lock *lock, uint32_t line, uint32_t column, fh_text folder)
{
    add_importer(lock, line, column, folder, FH_TEXT(""));
}

fh_text fh_lock_origin(fh_text address)
{
    const size_t scheme = fh_text_find(address, FH_TEXT("://"));
    if (scheme == SIZE_MAX) return FH_TEXT("");
    const size_t slash = fh_text_find_byte(fh_text_slice(address, scheme + 3, SIZE_MAX), '/');
    return slash == SIZE_MAX ? address : fh_text_slice(address, 0, scheme + 3 + slash);
}

const char *fh_lock_pin(fh_text source)
{
    static const struct {
        const char *start, *pin;
    } forms[] = {{"git", "git-commit"}, {"github:", "git-commit"}, {"file:", "path"},
                 {"link:", "path"},     {"workspace:", "path"},    {"portal:", "path"}};
    for (size_t i = 0; i < FH_COUNT(forms); i++)
        if (fh_text_starts(source, fh_text_of(forms[i].start))) return forms[i].pin;
    return "exact";
}

static void add_choice(fh_buf *buf, const fh_node *node, const char *key)
{
    const fh_node *list = fh_node_get(node, key);
    if (list->kind != FH_NODE_LIST && list->kind != FH_NODE_TEXT) return;
    if (buf->len > 0) fh_buf_add_byte(buf, ' ');
    fh_buf_add(buf, fh_text_of(key));
    fh_buf_add_byte(buf, ':');
    fh_buf_add(buf, fh_node_text(list));
    FH_NODE_EACH(item, list)
    {
        if (item != list->first) fh_buf_add_byte(buf, ',');
        fh_buf_add(buf, fh_node_text(item));
    }
}

fh_text fh_lock_gate(fh_arena *arena, const fh_node *node)
{
    fh_buf buf;
    fh_buf_init(&buf, MOST_GATE);
    add_choice(&buf, node, "os");
    add_choice(&buf, node, "cpu");
    add_choice(&buf, node, "libc");
    const fh_text gate =
        buf.len > 0 && !buf.failed ? fh_arena_copy(arena, fh_buf_text(&buf)) : FH_TEXT("");
    fh_buf_done(&buf);
    return gate;
}

fh_lock_map fh_lock_map_make(fh_arena *arena, const fh_node *map)
{
    fh_lock_map made = {.map = map};
    uint32_t index = 0;
    if (map->kind != FH_NODE_MAP || map->count <= FEW_MEMBERS) return made;
    made.nodes = FH_NEW_ARRAY(arena, map->count, const fh_node *);
    if (made.nodes == NULL) return made;
    fh_table_init(&made.table, arena);
    FH_NODE_EACH(member, map)
    {
        made.nodes[index] = member;
        (void)fh_table_set(&made.table, member->key, index++);
    }
    return made;
}

const fh_node *fh_lock_map_find(const fh_lock_map *map, fh_text key)
{
    uint32_t index = 0;
    if (map->nodes == NULL) return fh_node_find(map->map, key);
    return fh_table_find(&map->table, key, &index) ? map->nodes[index] : &fh_node_empty;
}
