/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/python_lock.h"

#include "model/python_name.h"

enum { MOST_FORKS = 16, MOST_EXTRAS = 64, LONGEST_KEY = 2048 };

bool fh_python_lock_init(fh_python_lock *self, const fh_input *input, const fh_reader *reader,
                         fh_facts *facts, size_t most)
{
    *self = (fh_python_lock){.arena = input->scratch};
    fh_lock_init(&self->lock, input, reader, facts, "pypi");
    fh_table_init(&self->names, input->scratch);
    fh_table_init(&self->forks, input->scratch);
    fh_lock_expect(&self->lock, most);
    self->next = FH_NEW_ARRAY(input->scratch, most + 1, uint32_t);
    self->versions = FH_NEW_ARRAY(input->scratch, most + 1, fh_text);
    self->sources = FH_NEW_ARRAY(input->scratch, most + 1, fh_text);
    self->most = most < UINT32_MAX ? (uint32_t)most : 0;
    return !input->scratch->failed;
}

void fh_python_lock_done(fh_python_lock *self)
{
    fh_lock_done(&self->lock);
}

static fh_text key_of(const fh_python_lock *self, fh_text name, fh_text version, fh_text source)
{
    if (name.len + version.len + source.len > LONGEST_KEY) return FH_TEXT("");
    return fh_arena_printf(self->arena, "%.*s\n%.*s\n%.*s", FH_TEXT_ARGS(name),
                           FH_TEXT_ARGS(version), FH_TEXT_ARGS(source));
}

static fh_text known(fh_text text)
{
    return text.ptr != NULL ? text : FH_TEXT("");
}

static void index_fork(fh_python_lock *self, fh_text key, uint32_t number)
{
    const fh_text none = FH_TEXT("");
    const fh_text version = self->versions[number], source = self->sources[number];
    (void)fh_table_intern(&self->forks, key_of(self, key, version, none), number);
    (void)fh_table_intern(&self->forks, key_of(self, key, none, source), number);
    (void)fh_table_intern(&self->forks, key_of(self, key, version, source), number);
}

/* `key` is normal already. Most names have one package, which needs no longer keys. The chain of a
 * name is in the order of the file, and ends behind as many as a need may mean. */
static uint32_t index_key(fh_python_lock *self, fh_text key, fh_text version, fh_text source)
{
    const uint32_t number = self->count;
    if (number >= self->most || self->arena->failed) return UINT32_MAX;
    self->count++;
    self->next[number] = UINT32_MAX;
    self->versions[number] = known(version);
    self->sources[number] = known(source);
    uint32_t last = fh_table_intern(&self->names, key, number);
    if (last == number || last == UINT32_MAX) return last; /* new, or no memory */
    if (self->next[last] == UINT32_MAX) index_fork(self, key, last);
    index_fork(self, key, number);
    for (int i = 0; i < MOST_FORKS && self->next[last] != UINT32_MAX; i++) last = self->next[last];
    if (self->next[last] == UINT32_MAX) self->next[last] = number;
    return number;
}

uint32_t fh_python_lock_index(fh_python_lock *self, fh_text name, fh_text version, fh_text source)
{
    return index_key(self, fh_python_name(self->arena, name), version, source);
}

uint32_t fh_python_lock_index_extra(fh_python_lock *self, fh_text name, fh_text extra,
                                    fh_text version, fh_text source)
{
    return index_key(self, fh_python_extra_key(self->arena, name, extra), version, source);
}

static bool add_edges(fh_python_lock *self, fh_text key, const fh_python_lock_need *need)
{
    const fh_text none = FH_TEXT(""), version = known(need->version), source = known(need->source);
    uint32_t to = UINT32_MAX;
    fh_lock_edge edge = {.phase = need->phase, .necessity = need->necessity, .gate = need->gate};
    if (!fh_table_find(&self->names, key, &to)) return false;
    const bool told = self->next[to] != UINT32_MAX && (version.len > 0 || source.len > 0);
    if (told && (fh_table_find(&self->forks, key_of(self, key, version, source), &to) ||
                 fh_table_find(&self->forks, key_of(self, key, version, none), &to))) {
        edge.to = to;
        fh_lock_add_edge(&self->lock, &edge);
        return true;
    }
    for (int i = 0; i < MOST_FORKS && to != UINT32_MAX; i++, to = self->next[to]) {
        edge.to = to;
        fh_lock_add_edge(&self->lock, &edge);
    }
    return true;
}

bool fh_python_lock_add_need(fh_python_lock *self, const fh_python_lock_need *need)
{
    fh_text extra, rest = known(need->extra_list);
    int count = 0;
    if (!add_edges(self, fh_python_name(self->arena, need->name), need)) return false;
    while (rest.len > 0 && count++ < MOST_EXTRAS && fh_text_next_field(&rest, ',', &extra))
        (void)add_edges(self, fh_python_extra_key(self->arena, need->name, fh_text_trim(extra)),
                        need);
    if (need->extras == NULL) return true;
    FH_NODE_EACH(item, need->extras)
    {
        if (count++ >= MOST_EXTRAS) break;
        (void)add_edges(self, fh_python_extra_key(self->arena, need->name, fh_node_text(item)),
                        need);
    }
    return true;
}

fh_text fh_python_lock_gate(fh_python_lock *self, fh_text marker)
{
    marker = fh_text_trim(known(marker));
    return marker.len > 0 ? fh_arena_join(self->arena, FH_TEXT("marker:"), marker) : FH_TEXT("");
}

void fh_python_lock_add(fh_python_lock *self, const fh_node *node, fh_lock_package *package)
{
    const fh_node *place = fh_node_get(node, "name");
    if (place->kind == FH_NODE_NONE) place = node;
    package->keys = fh_python_name(self->arena, package->name);
    fh_lock_add_package(&self->lock, place->line, place->key_column > 0 ? place->key_column : 1,
                        package);
}
