/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"
#include "model/purl.h"
#include "report/deps_query.h"
#include "report/json_records.h"
#include "report/page.h"

/* Why is this here: breadth first from the projects of the tree over the edges of lock files, those
 * first that decide how necessary a package is. What only manifests name is there because they name
 * it. */

enum { MOST_STEPS = 64, MOST_DECLARED = 1000, MOST_NAMED = 12 };

static const uint32_t nobody = UINT32_MAX;      /* not reached */
static const uint32_t project = UINT32_MAX - 1; /* reached from a project of the tree */

typedef struct asker {
    const fh_report *report;
    const fh_deps_output *output;
    fh_arena arena;
    uint32_t *parent;        /* edge -> edge on the way to it, project or nobody */
    bool *locked;            /* edge -> stands in a lock file */
    uint32_t *first_in, *in; /* needs that lead to edge n: in[first_in[n] .. first_in[n + 1]) */
    fh_table by_purl;        /* purl -> first declared edge */
    uint32_t *same_purl;     /* declared edge -> next one of the same package, or nobody */
    fh_json json;
    fh_page page;
} asker;

static const fh_dependency *edge_at(const asker *self, uint32_t index)
{
    return &self->report->dependencies.items[index];
}

/* ---- paths ---- */

typedef struct walk {
    uint32_t *first, *order; /* needs of edge n: order[first[n] .. first[n + 1]) */
    uint32_t *queue;
    size_t head, tail;
} walk;

static void reach(asker *self, walk *from, uint32_t to, uint32_t parent)
{
    if (self->parent[to] != nobody) return;
    self->parent[to] = parent;
    from->queue[from->tail++] = to;
}

static void spread(asker *self, walk *from, bool best_only)
{
    const fh_lock_need_vec *needs = &self->report->needs;
    for (size_t i = 0; i < needs->count; i++)
        if (needs->items[i].from == UINT32_MAX && (needs->items[i].is_best || !best_only))
            reach(self, from, needs->items[i].to, project);
    for (; from->head < from->tail; from->head++) {
        const uint32_t at = from->queue[from->head];
        for (uint32_t i = from->first[at]; i < from->first[at + 1]; i++) {
            const fh_lock_need *need = &needs->items[from->order[i]];
            if (need->is_best || !best_only) reach(self, from, need->to, at);
        }
    }
}

/* Needs between packages in the order of their end `from` or `to`: those of edge n are
 * order[first[n] .. first[n + 1]). */
static bool sort_needs(asker *self, bool by_from, uint32_t **ret_first, uint32_t **ret_order)
{
    const fh_lock_need_vec *needs = &self->report->needs;
    const size_t count = self->report->dependencies.count;
    uint32_t *first = FH_NEW_ARRAY(&self->arena, count + 2, uint32_t);
    uint32_t *order = FH_NEW_ARRAY(&self->arena, needs->count, uint32_t);
    if (self->arena.failed) return false;
    for (size_t i = 0; i < needs->count; i++) {
        const fh_lock_need *need = &needs->items[i];
        if (need->from != UINT32_MAX) first[(by_from ? need->from : need->to) + 2]++;
    }
    for (size_t i = 2; i < count + 2; i++) first[i] += first[i - 1];
    for (size_t i = 0; i < needs->count; i++) {
        const fh_lock_need *need = &needs->items[i];
        if (need->from != UINT32_MAX)
            order[first[(by_from ? need->from : need->to) + 1]++] = (uint32_t)i;
    }
    *ret_first = first;
    *ret_order = order;
    return true;
}

static void find_paths(asker *self)
{
    const fh_lock_need_vec *needs = &self->report->needs;
    const size_t count = self->report->dependencies.count;
    walk from = {.queue = FH_NEW_ARRAY(&self->arena, count, uint32_t)};
    self->parent = FH_NEW_ARRAY(&self->arena, count, uint32_t);
    self->locked = FH_NEW_ARRAY(&self->arena, count, bool);
    if (self->arena.failed || !sort_needs(self, true, &from.first, &from.order) ||
        !sort_needs(self, false, &self->first_in, &self->in))
        return;
    for (size_t i = 0; i < count; i++) self->parent[i] = nobody;
    for (size_t i = 0; i < needs->count; i++) self->locked[needs->items[i].to] = true;
    spread(self, &from, true);
    from.head = 0; /* what was reached spreads once more, over the other edges */
    spread(self, &from, false);
}

/* ---- declarations ---- */

static void index_declared(asker *self)
{
    const size_t count = self->report->dependencies.count;
    uint32_t *last = FH_NEW_ARRAY(&self->arena, count, uint32_t);
    self->same_purl = FH_NEW_ARRAY(&self->arena, count, uint32_t);
    fh_table_init(&self->by_purl, &self->arena);
    if (self->arena.failed) return;
    for (uint32_t i = 0; i < count; i++) {
        self->same_purl[i] = nobody;
        if (self->locked[i]) continue;
        const uint32_t first = fh_table_intern(&self->by_purl, edge_at(self, i)->purl, i);
        if (first == UINT32_MAX) return;
        if (first != i) self->same_purl[last[first]] = i;
        last[first] = i;
    }
}

static bool is_below(fh_text path, fh_text folder)
{
    return fh_text_is_empty(folder) ||
           (fh_text_starts(path, folder) && path.len > folder.len && path.ptr[folder.len] == '/');
}

/* The manifest entry that asked for the locked package `to`: in the folder of the lock or beneath
 * it, of the package `member` when that is known, and best of the same phase. */
static uint32_t declared_by(const asker *self, uint32_t to, const fh_dependency *member)
{
    const fh_dependency *locked = edge_at(self, to);
    const fh_text folder = fh_text_dir_name(locked->place.path);
    uint32_t at = nobody, best = nobody;
    unsigned best_score = 0;
    if (!fh_table_find(&self->by_purl, locked->purl, &at)) return nobody;
    for (size_t i = 0; at != nobody && i < MOST_DECLARED; i++, at = self->same_purl[at]) {
        const fh_dependency *edge = edge_at(self, at);
        if (!is_below(edge->place.path, folder)) continue;
        const fh_component *component = &self->report->components.items[edge->component];
        unsigned score = 1 + fh_text_eq(edge->phase, locked->phase);
        if (member != NULL && fh_text_eq(component->name, member->name)) score += 2;
        if (score <= best_score) continue;
        best = at;
        best_score = score;
    }
    return best;
}

typedef struct step {
    uint32_t edge;
    bool declared; /* a manifest's entry */
} step;

/* From the tree to an edge, in order. */
typedef struct chain {
    step steps[MOST_STEPS];
    size_t count;
    bool cut; /* it is longer, and these are the last steps */
} chain;

static void find_path(const asker *self, uint32_t edge, chain *ret_path)
{
    step back[MOST_STEPS];
    size_t count = 0;
    ret_path->cut = false;
    for (uint32_t at = edge;;) {
        const uint32_t parent = self->parent[at];
        back[count++] = (step){at, false};
        if (parent == nobody) break;
        const fh_dependency *from = parent == project ? NULL : edge_at(self, parent);
        const bool member = from != NULL && fh_text_is(from->directness, "workspace-member");
        if (from == NULL || member) {
            const uint32_t entry = declared_by(self, at, from);
            if (entry != nobody) back[count++] = (step){entry, true};
        }
        if (from == NULL || (member && back[count - 1].declared)) break;
        at = parent;
        if (count + 2 > MOST_STEPS) { /* no room for a step with its manifest's entry */
            ret_path->cut = true;
            break;
        }
    }
    for (size_t i = 0; i < count; i++) ret_path->steps[i] = back[count - 1 - i];
    ret_path->count = count;
}

/* ---- names ---- */

static bool same_name(fh_text a, fh_text b)
{
    if (a.len != b.len || a.len == 0) return false;
    for (size_t i = 0; i < a.len; i++) {
        const char left = a.ptr[i] == '_' || a.ptr[i] == '.' ? '-' : fh_lower(a.ptr[i]);
        const char right = b.ptr[i] == '_' || b.ptr[i] == '.' ? '-' : fh_lower(b.ptr[i]);
        if (left != right) return false;
    }
    return true;
}

/* "group:artifact" and "group/artifact" are one name. */
static bool is_full_name(fh_text wanted, const fh_purl *parts)
{
    if (fh_text_is_empty(parts->ns)) return same_name(wanted, parts->name);
    return wanted.len == parts->ns.len + 1 + parts->name.len &&
           (wanted.ptr[parts->ns.len] == '/' || wanted.ptr[parts->ns.len] == ':') &&
           same_name(fh_text_slice(wanted, 0, parts->ns.len), parts->ns) &&
           same_name(fh_text_slice(wanted, parts->ns.len + 1, SIZE_MAX), parts->name);
}

/* The last part alone names a package where the rest only says whose it is; a scope of npm makes
 * another package. */
static bool is_name(fh_arena *scratch, fh_text wanted, const fh_dependency *edge)
{
    fh_purl parts;
    if (fh_text_eq(wanted, edge->purl) || same_name(wanted, edge->name)) return true;
    fh_arena_clear(scratch);
    if (fh_purl_parse(scratch, edge->purl, &parts) != FH_OK) return false;
    return is_full_name(wanted, &parts) ||
           (!fh_text_is(parts.type, "npm") && same_name(wanted, parts.name));
}

static bool is_wanted(fh_arena *scratch, fh_text wanted, const fh_dependency *edge)
{
    const size_t at = fh_text_rfind_byte(wanted, '@');
    if (is_name(scratch, wanted, edge)) return true;
    if (at == SIZE_MAX || at == 0) return false;
    return fh_text_eq(fh_text_slice(wanted, at + 1, SIZE_MAX), edge->requirement) &&
           is_name(scratch, fh_text_slice(wanted, 0, at), edge);
}

/* ---- answers ---- */

static fh_text name_of(const fh_dependency *edge)
{
    return fh_text_is_empty(edge->name) ? edge->purl : edge->name;
}

/* Packages of the lock that ask for `edge`, in order of the lock. */
static void find_askers(asker *self, uint32_t edge, fh_text_vec *ret_names)
{
    for (uint32_t i = self->first_in[edge]; i < self->first_in[edge + 1]; i++) {
        const fh_lock_need *need = &self->report->needs.items[self->in[i]];
        (void)FH_VEC_ADD(&self->arena, ret_names, name_of(edge_at(self, need->from)));
    }
}

static size_t place_columns(const fh_place *place)
{
    size_t digits = 2; /* ":1" */
    for (uint32_t line = place->line; line > 9; line /= 10) digits++;
    return fh_sink_columns(place->path) + (place->line > 0 ? digits : 0);
}

static void write_step_text(asker *self, const step *at, size_t depth, size_t column)
{
    const fh_dependency *edge = edge_at(self, at->edge);
    const fh_component *component = &self->report->components.items[edge->component];
    fh_page *page = &self->page;
    const fh_place place = {.path = edge->place.path, .line = edge->place.line};
    size_t used;

    fh_sink_put(page->sink, "  ");
    used = fh_page_place(page, &place);
    fh_sink_pad(page->sink, (used < column ? column - used : 0) + 2 * (depth < 12 ? depth : 12));
    fh_page_text(page, FH_PAINT_PLAIN, name_of(edge), 0);
    fh_sink_put(page->sink, " ");
    fh_page_text(page, FH_PAINT_CYAN, edge->requirement, 40);
    if (at->declared && !fh_text_is_empty(component->name)) {
        fh_page_put(page, FH_PAINT_DIM, ", asked for by ");
        fh_page_text(page, FH_PAINT_DIM, component->name, 40);
    }
    fh_page_line(page);
}

static void write_text(asker *self, uint32_t index, const chain *way, const fh_text_vec *names)
{
    const fh_dependency *edge = edge_at(self, index);
    fh_page *page = &self->page;
    size_t column = 0;

    fh_page_put(page, FH_PAINT_BOLD, "= ");
    fh_page_text(page, FH_PAINT_BOLD, edge->purl, 0);
    fh_sink_put(page->sink, " ");
    fh_page_text(page, FH_PAINT_CYAN, edge->requirement, 40);
    fh_sink_put(page->sink, "  ");
    fh_page_text(page, FH_PAINT_PLAIN, edge->phase, 0);
    fh_sink_put(page->sink, ", ");
    fh_page_text(page, FH_PAINT_PLAIN, edge->necessity, 0);
    if (!fh_text_is_empty(edge->gate)) {
        fh_sink_put(page->sink, ", when ");
        fh_page_text(page, FH_PAINT_YELLOW, edge->gate, 0);
    }
    fh_page_line(page);
    for (size_t i = 0; i < way->count; i++) {
        const size_t columns = place_columns(&edge_at(self, way->steps[i].edge)->place) + 2;
        column = columns > column ? columns : column;
    }
    if (way->cut) {
        fh_page_put(page, FH_PAINT_DIM, "  the path is longer: these are its last steps");
        fh_page_line(page);
    }
    for (size_t i = 0; i < way->count; i++) write_step_text(self, &way->steps[i], i, column);
    if (names->count > 1) {
        fh_sink_put(page->sink, "  needed by ");
        fh_page_counted(page, names->count, "package");
        fh_sink_put(page->sink, ": ");
        fh_page_names(page, FH_PAINT_DIM, names, (size_t)MOST_NAMED * 20);
        fh_page_line(page);
    }
    fh_page_line(page);
}

static void write_json(asker *self, uint32_t index, const chain *way, const fh_text_vec *names)
{
    fh_json *json = &self->json;
    fh_json_node *node = fh_json_begin(json), *path, *askers;

    fh_json_dependency(json, node, edge_at(self, index));
    path = fh_json_array(json, node, "because");
    for (size_t i = 0; i < way->count; i++) {
        const fh_dependency *edge = edge_at(self, way->steps[i].edge);
        fh_json_node *at = fh_json_object(json, path, NULL);

        fh_json_text(json, at, "purl", edge->purl);
        fh_json_text_or_null(json, at, "requirement", edge->requirement);
        fh_json_bool(json, at, "locked",
                     !way->steps[i].declared && self->locked[way->steps[i].edge]);
        fh_json_path(json, at, "path", edge->place.path);
        fh_json_number_or_null(json, at, "line", edge->place.line);
    }
    fh_json_bool(json, node, "because_cut", way->cut);
    askers = fh_json_array(json, node, "needed_by");
    for (size_t i = 0; i < names->count; i++) fh_json_text(json, askers, NULL, names->items[i]);
    fh_json_end(json);
}

static void answer(asker *self, uint32_t index, size_t found)
{
    chain way;
    fh_text_vec names = {0};

    find_path(self, index, &way);
    find_askers(self, index, &names);
    if (!self->output->as_json) {
        write_text(self, index, &way, &names);
        return;
    }
    fh_sink_put(self->output->sink, found == 0 ? "\n" : ",\n");
    write_json(self, index, &way, &names);
}

static size_t answer_all(asker *self, fh_text name)
{
    fh_arena scratch;
    size_t found = 0;

    fh_arena_init(&scratch, 0);
    for (uint32_t i = 0; i < self->report->dependencies.count; i++) {
        if (!is_wanted(&scratch, name, edge_at(self, i))) continue;
        answer(self, i, found++);
        if (self->arena.failed || self->output->sink->failed) break;
    }
    fh_arena_done(&scratch);
    return found;
}

size_t fh_deps_why(const fh_report *report, fh_text name, const fh_deps_output *output)
{
    asker self = {.report = report, .output = output};
    fh_sink *sink = output->sink;
    size_t found = 0;

    fh_arena_init(&self.arena, 0);
    fh_json_init(&self.json, sink);
    self.page = fh_page_make(sink, output->style);
    find_paths(&self);
    if (!self.arena.failed) index_declared(&self);
    if (output->as_json) {
        fh_sink_put(sink, "{\n\"why\":");
        fh_json_value(&self.json, name);
        fh_sink_put(sink, ",\n\"dependencies\":[");
    }
    if (!self.arena.failed) found = answer_all(&self, name);
    if (output->as_json) fh_sink_put(sink, found == 0 ? "]\n}\n" : "\n]\n}\n");
    if (!output->as_json && found == 0) {
        fh_sink_put(sink, "no dependency is named ");
        (void)fh_sink_terminal(sink, name, 0); /* nothing stands in a column behind it */
        fh_sink_put(sink, "\n");
    }
    sink->failed |= self.arena.failed;
    fh_json_done(&self.json);
    fh_arena_done(&self.arena);
    return found;
}
