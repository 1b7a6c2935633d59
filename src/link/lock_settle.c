/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/lock_graph.h"

/* A package is as necessary as the best path to it: along a path the weakest edge counts, over all
 * paths the strongest one, in the strongest phase that reaches it. Grades only rise, so each edge
 * is looked at a bounded number of times. Gates follow in a second pass over the edges of best
 * paths: joined along a path, alternatives where paths meet, gone where one path has none. */

enum { NOT_REACHED = FH_LOCK_NECESSITIES, MOST_ALTERNATIVES = 4, LONGEST_GATE = 400 };

/* Conditions under which a package is reached. */
typedef struct gates {
    bool reached, open; /* open: a path without a gate */
    bool many;          /* more alternatives than are kept */
    uint32_t count;
    fh_text alternatives[MOST_ALTERNATIVES];
} gates;

typedef struct state {
    uint8_t best[FH_LOCK_PHASES]; /* strongest necessity a phase; NOT_REACHED */
    bool waiting, direct;
    bool member; /* a package of the tree: what it needs is needed directly */
    gates gates;
} state;

typedef struct settler {
    const fh_lock_graph *graph;
    fh_arena *arena;
    state *states;
    uint32_t *first; /* edges of package n: order[first[n] .. first[n + 1]) */
    uint32_t *order;
    uint32_t *queue; /* a ring; nobody waits in it twice */
    size_t head, waiting;
} settler;

static fh_lock_phase phase_behind(fh_lock_phase before, fh_lock_phase edge)
{
    return before > edge ? before : edge;
}

static void enqueue(settler *self, uint32_t number)
{
    if (self->states[number].waiting) return;
    self->states[number].waiting = true;
    self->queue[(self->head + self->waiting++) % self->graph->count] = number;
}

static uint32_t dequeue(settler *self)
{
    const uint32_t number = self->queue[self->head];
    self->head = (self->head + 1) % self->graph->count;
    self->waiting--;
    self->states[number].waiting = false;
    return number;
}

static bool is_package(const fh_lock_graph *graph, uint32_t number)
{
    return number < graph->count && graph->facts[number] != UINT32_MAX;
}

/* A package, or an extra of one. */
static bool is_node(const fh_lock_graph *graph, uint32_t number)
{
    return is_package(graph, number) ||
           (number < graph->count && graph->extras[number] != UINT32_MAX);
}

static bool is_member(const fh_lock_graph *graph, uint32_t number)
{
    const fh_fact *fact = &graph->linker->store->facts.items[graph->facts[number]];
    return fh_text_is(fh_fact_get(fact, FH_ATTR_DIRECTNESS), "workspace-member");
}

/* Edges by the package that they leave; those of the roots apart. */
static bool sort_edges(settler *self)
{
    const fh_lock_graph *graph = self->graph;
    self->first = FH_NEW_ARRAY(self->arena, (size_t)graph->count + 2, uint32_t);
    self->order = FH_NEW_ARRAY(self->arena, graph->edges.count, uint32_t);
    self->queue = FH_NEW_ARRAY(self->arena, graph->count, uint32_t);
    self->states = FH_NEW_ARRAY(self->arena, graph->count, state);
    if (self->arena->failed) return false;
    for (uint32_t i = 0; i < graph->count; i++) {
        for (size_t p = 0; p < FH_LOCK_PHASES; p++) self->states[i].best[p] = NOT_REACHED;
        self->states[i].member = is_package(graph, i) && is_member(graph, i);
    }
    for (size_t i = 0; i < graph->edges.count; i++)
        if (graph->edges.items[i].from < graph->count)
            self->first[graph->edges.items[i].from + 2]++;
    for (uint32_t i = 2; i <= graph->count + 1; i++) self->first[i] += self->first[i - 1];
    for (size_t i = 0; i < graph->edges.count; i++) {
        const uint32_t from = graph->edges.items[i].from;
        if (from < graph->count) self->order[self->first[from + 1]++] = (uint32_t)i;
    }
    return true;
}

/* ---- grades ---- */

static void raise(settler *self, uint32_t to, fh_lock_phase phase, fh_lock_necessity necessity)
{
    state *at = &self->states[to];
    if (at->best[phase] <= necessity) return;
    at->best[phase] = (uint8_t)necessity;
    enqueue(self, to);
}

static void follow(settler *self, const fh_graph_edge *edge)
{
    const state *from = &self->states[edge->from];
    self->states[edge->to].direct |= from->member;
    for (size_t p = 0; p < FH_LOCK_PHASES; p++) {
        if (from->best[p] == NOT_REACHED) continue;
        const uint8_t weakest =
            from->best[p] > edge->necessity ? from->best[p] : (uint8_t)edge->necessity;
        raise(self, edge->to, phase_behind((fh_lock_phase)p, edge->phase),
              (fh_lock_necessity)weakest);
    }
}

static void grade(settler *self)
{
    const fh_graph_edge_vec *edges = &self->graph->edges;
    for (size_t i = 0; i < edges->count; i++) {
        const fh_graph_edge *edge = &edges->items[i];
        if (edge->from != FH_LOCK_ROOT || !is_node(self->graph, edge->to)) continue;
        self->states[edge->to].direct = true;
        raise(self, edge->to, edge->phase, edge->necessity);
    }
    while (self->waiting > 0) {
        const uint32_t number = dequeue(self);
        for (uint32_t i = self->first[number]; i < self->first[number + 1]; i++) {
            const fh_graph_edge *edge = &edges->items[self->order[i]];
            if (is_node(self->graph, edge->to)) follow(self, edge);
        }
    }
}

/* The strongest phase that reaches a package; FH_LOCK_PHASES when none does. */
static size_t phase_of(const state *at)
{
    size_t phase = 0;
    while (phase < FH_LOCK_PHASES && at->best[phase] == NOT_REACHED) phase++;
    return phase;
}

/* ---- gates ---- */

/* Whether `part` is one or several of the conditions that `text` joins by " && ". */
static bool has_part(fh_text text, fh_text part)
{
    for (size_t from = 0; from < text.len;) {
        const size_t found = fh_text_find(fh_text_slice(text, from, SIZE_MAX), part);
        if (found == SIZE_MAX) return false;
        const size_t at = from + found, end = at + part.len;
        const bool begins = at == 0 || fh_text_ends(fh_text_slice(text, 0, at), FH_TEXT(" && "));
        if (begins && (end == text.len ||
                       fh_text_starts(fh_text_slice(text, end, SIZE_MAX), FH_TEXT(" && "))))
            return true;
        from = at + 1;
    }
    return part.len == 0;
}

/* "a && b", or one of them when it says it all. A condition that grew too long loses its end: what
 * is left is still needed. */
static fh_text joined(settler *self, fh_text a, fh_text b)
{
    if (b.len == 0 || has_part(a, b)) return a;
    if (a.len == 0 || has_part(b, a)) return b;
    if (a.len + b.len > LONGEST_GATE) return a;
    return fh_arena_printf(self->arena, "%.*s && %.*s", FH_TEXT_ARGS(a), FH_TEXT_ARGS(b));
}

static bool open_up(gates *to)
{
    const bool changed = !to->open;
    to->reached = to->open = true;
    to->count = 0;
    to->many = false;
    return changed;
}

/* True when `to` changed. */
static bool add_alternative(gates *to, fh_text gate)
{
    if (to->open) return false;
    if (gate.len == 0) return open_up(to);
    to->reached = true;
    for (uint32_t i = 0; i < to->count; i++) {
        if (has_part(gate, to->alternatives[i])) return false;
        if (!has_part(to->alternatives[i], gate)) continue;
        to->alternatives[i] = gate; /* the shorter one takes in the longer */
        return true;
    }
    if (to->count < MOST_ALTERNATIVES) {
        to->alternatives[to->count++] = gate;
        return true;
    }
    const bool changed = !to->many;
    to->many = true;
    return changed;
}

static bool pass_gates(settler *self, const gates *from, fh_text edge, fh_text own, gates *to)
{
    bool changed = false;
    if (from->open || from->count == 0) changed |= add_alternative(to, joined(self, edge, own));
    for (uint32_t i = 0; i < from->count; i++)
        changed |=
            add_alternative(to, joined(self, joined(self, from->alternatives[i], edge), own));
    if (from->many && !to->open && !to->many) changed = to->many = true;
    return changed;
}

static fh_fact *fact_of(const settler *self, uint32_t number)
{
    return &self->graph->linker->store->facts.items[self->graph->facts[number]];
}

/* The gate of a package itself, whoever needs it. */
static fh_text own_gate(const settler *self, uint32_t number)
{
    if (!is_package(self->graph, number)) return FH_TEXT("");
    return fh_fact_get(fact_of(self, number), FH_ATTR_GATE);
}

/* Whether the edge lies on a best path to where it leads. */
static bool is_best(const settler *self, const fh_graph_edge *edge)
{
    const state *to = &self->states[edge->to];
    const size_t phase = phase_of(to);
    if (phase == FH_LOCK_PHASES) return false;
    if (edge->from == FH_LOCK_ROOT)
        return edge->phase == (fh_lock_phase)phase && edge->necessity == to->best[phase];
    const state *from = &self->states[edge->from];
    const size_t before = phase_of(from);
    if (before == FH_LOCK_PHASES) return false;
    const uint8_t weakest =
        from->best[before] > edge->necessity ? from->best[before] : (uint8_t)edge->necessity;
    return phase_behind((fh_lock_phase)before, edge->phase) == (fh_lock_phase)phase &&
           weakest == to->best[phase];
}

static void gate(settler *self)
{
    static const gates root = {.reached = true, .open = true};
    const fh_graph_edge_vec *edges = &self->graph->edges;
    for (size_t i = 0; i < edges->count; i++) {
        const fh_graph_edge *edge = &edges->items[i];
        if (edge->from != FH_LOCK_ROOT || !is_node(self->graph, edge->to)) continue;
        if (!is_best(self, edge)) continue;
        const fh_text own = own_gate(self, edge->to);
        if (pass_gates(self, &root, edge->gate, own, &self->states[edge->to].gates))
            enqueue(self, edge->to);
    }
    while (self->waiting > 0 && !self->arena->failed) {
        const uint32_t number = dequeue(self);
        for (uint32_t i = self->first[number]; i < self->first[number + 1]; i++) {
            const fh_graph_edge *edge = &edges->items[self->order[i]];
            if (!is_node(self->graph, edge->to) || !is_best(self, edge)) continue;
            const fh_text own = own_gate(self, edge->to);
            if (pass_gates(self, &self->states[number].gates, edge->gate, own,
                           &self->states[edge->to].gates))
                enqueue(self, edge->to);
        }
    }
}

static fh_text gate_text(const settler *self, const gates *from)
{
    fh_arena *arena = self->graph->linker->arena;
    fh_text text = FH_TEXT("");
    if (from->many) return FH_TEXT("several:conditions");
    for (uint32_t i = 0; i < from->count; i++)
        text = fh_arena_printf(arena, "%.*s%s%.*s", FH_TEXT_ARGS(text), i > 0 ? " || " : "",
                               FH_TEXT_ARGS(from->alternatives[i]));
    return text;
}

/* ---- facts ---- */

static void write_fact(const settler *self, uint32_t number)
{
    const state *at = &self->states[number];
    const size_t phase = phase_of(at);
    fh_fact *fact = fact_of(self, number);
    if (phase == FH_LOCK_PHASES) return;
    const fh_lock_necessity necessity = (fh_lock_necessity)at->best[phase];
    fh_fact_set(fact, FH_ATTR_PHASE, fh_text_of(fh_lock_phase_name((fh_lock_phase)phase)));
    fh_fact_set(fact, FH_ATTR_NECESSITY, fh_text_of(fh_lock_necessity_name(necessity)));
    fh_fact_set(fact, FH_ATTR_GATE, gate_text(self, &at->gates));
    if (at->direct && fh_text_is(fh_fact_get(fact, FH_ATTR_DIRECTNESS), "transitive"))
        fh_fact_set(fact, FH_ATTR_DIRECTNESS, FH_TEXT("direct"));
    if (necessity == FH_LOCK_DEFAULT_ON || necessity == FH_LOCK_DEFAULT_OFF ||
        necessity == FH_LOCK_PEER_OPTIONAL)
        fact->contexts |= FH_CONTEXT_OPTIONAL_DEPENDENCY;
}

/* Who asks for whom, for those that want to know why a package is there. */
static void keep_needs(const settler *self)
{
    const fh_lock_graph *graph = self->graph;
    for (size_t i = 0; i < graph->edges.count; i++) {
        const fh_graph_edge *edge = &graph->edges.items[i];
        const bool root = edge->from == FH_LOCK_ROOT;
        const bool extra =
            !root && edge->from < graph->count && graph->extras[edge->from] != UINT32_MAX;
        const uint32_t from = extra ? graph->extras[edge->from] : edge->from;
        if (!is_package(graph, edge->to) || !(root || is_package(graph, from))) continue;
        if (extra && from == edge->to) continue;
        const fh_lock_need need = {.from = root ? UINT32_MAX : graph->facts[from],
                                   .to = graph->facts[edge->to],
                                   .is_best = is_best(self, edge)};
        if (!FH_VEC_ADD(graph->linker->arena, &graph->linker->linked->needs, need)) return;
    }
}

void fh_lock_settle(const fh_lock_graph *graph)
{
    settler self = {.graph = graph, .arena = graph->arena};
    if (graph->count == 0 || !sort_edges(&self)) return;
    grade(&self);
    gate(&self);
    for (uint32_t i = 0; i < graph->count; i++)
        if (is_package(graph, i)) write_fact(&self, i);
    keep_needs(&self);
}
