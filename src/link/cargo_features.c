/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/cargo_features.h"

typedef struct task {
    uint32_t crate;
    fh_text feature; /* empty: the crate itself is used */
    uint8_t choices;
} task;
FH_VEC(task_vec, task);

/* "x?/f": feature f of x, once something else brings x in. */
typedef struct weak {
    uint32_t need;
    fh_text feature;
    uint8_t choices;
} weak;
FH_VEC(weak_vec, weak);

typedef struct unifier {
    fh_crates *crates;
    fh_arena *arena;
    fh_table features; /* "crate/name" -> index of the fact */
    fh_table states;   /* "crate/name" -> index into masks */
    struct {
        uint8_t *items;
        size_t count, room;
    } masks;
    fh_table needs; /* "crate/name as written" -> the first need */
    task_vec tasks;
    size_t done;
    weak_vec weak;
} unifier;

static fh_text key_of(unifier *self, uint32_t crate, fh_text name)
{
    return fh_arena_printf(self->arena, "%u/%.*s", crate, (int)name.len, name.len ? name.ptr : "");
}

static void ask(unifier *self, uint32_t crate, fh_text feature, uint8_t choices)
{
    const task added = {crate, feature, choices};
    (void)FH_VEC_ADD(self->arena, &self->tasks, added);
}

/* ---- dependencies ---- */

static void ask_words(unifier *self, uint32_t crate, fh_text words, uint8_t choices)
{
    fh_text word;
    while (words.len > 0 && fh_text_next_field(&words, ' ', &word))
        if (word.len > 0) ask(self, crate, word, choices);
}

static bool wants_defaults(const fh_crate_need *need)
{
    const fh_fact *says = need->workspace != NULL ? need->workspace : need->fact;
    return !fh_text_is(fh_fact_get(says, FH_ATTR_DEFAULT), "no");
}

static bool crate_of(const fh_crates *crates, uint32_t number, uint32_t *ret_crate)
{
    char text[16];
    size_t len = 0;
    do text[len++] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    return fh_table_find(&crates->by_number, fh_text_make(text, len), ret_crate);
}

static void use(unifier *self, uint32_t index, uint8_t choices)
{
    fh_crate_need *need = &self->crates->needs.items[index];
    const uint8_t fresh = choices & (uint8_t)~need->active;
    uint32_t crate = 0;
    if (fresh == 0) return;
    need->active |= fresh;
    if (need->to == UINT32_MAX || !crate_of(self->crates, need->to, &crate)) return;
    ask(self, crate, FH_TEXT(""), fresh);
    if (wants_defaults(need)) ask(self, crate, FH_TEXT("default"), fresh);
    ask_words(self, crate, fh_fact_get(need->fact, FH_ATTR_MEMBERS), fresh);
    if (need->workspace != NULL)
        ask_words(self, crate, fh_fact_get(need->workspace, FH_ATTR_MEMBERS), fresh);
}

static uint32_t need_of(unifier *self, uint32_t crate, fh_text name)
{
    uint32_t need = UINT32_MAX;
    (void)fh_table_find(&self->needs, key_of(self, crate, name), &need);
    return need;
}

static void use_name(unifier *self, uint32_t crate, fh_text name, uint8_t choices)
{
    for (uint32_t n = need_of(self, crate, name); n != UINT32_MAX;
         n = self->crates->needs.items[n].next)
        if (self->crates->needs.items[n].optional) use(self, n, choices);
}

/* "x/f" and "x?/f" */
static void use_feature_of(unifier *self, uint32_t crate, fh_text member, size_t slash,
                           uint8_t choices)
{
    fh_text name = fh_text_slice(member, 0, slash);
    const fh_text feature = fh_text_slice(member, slash + 1, SIZE_MAX);
    const bool is_weak = fh_text_ends(name, FH_TEXT("?"));
    if (is_weak) name = fh_text_slice(name, 0, name.len - 1);
    else use_name(self, crate, name, choices);
    /* "x/f" turns a feature x on as well. */
    uint32_t ignored;
    if (!is_weak && fh_table_find(&self->features, key_of(self, crate, name), &ignored))
        ask(self, crate, name, choices);
    for (uint32_t n = need_of(self, crate, name); n != UINT32_MAX;
         n = self->crates->needs.items[n].next) {
        const weak added = {n, feature, choices};
        (void)FH_VEC_ADD(self->arena, &self->weak, added);
    }
}

/* ---- features ---- */

static void use_feature(unifier *self, uint32_t crate, fh_text feature, uint8_t choices)
{
    uint32_t fact = 0;
    fh_text member;
    if (!fh_table_find(&self->features, key_of(self, crate, feature), &fact)) {
        use_name(self, crate, feature, choices);
        return;
    }
    fh_text rest = self->crates->graph->linker->store->facts.items[fact].value;
    while (rest.len > 0 && fh_text_next_field(&rest, ' ', &member)) {
        const size_t slash = fh_text_find_byte(member, '/');
        if (member.len == 0) continue;
        if (fh_text_starts(member, FH_TEXT("dep:")))
            use_name(self, crate, fh_text_slice(member, 4, SIZE_MAX), choices);
        else if (slash != SIZE_MAX) use_feature_of(self, crate, member, slash, choices);
        else ask(self, crate, member, choices);
    }
}

static void use_crate(unifier *self, uint32_t index, uint8_t choices)
{
    fh_crate *crate = &self->crates->list.items[index];
    crate->reached |= choices;
    for (uint32_t n = crate->first_need; n < crate->first_need + crate->needs; n++) {
        const fh_crate_need *need = &self->crates->needs.items[n];
        const bool tests = fh_text_is(fh_fact_get(need->fact, FH_ATTR_PHASE), "test");
        if (!need->optional && (!tests || crate->member)) use(self, n, choices);
    }
}

static void run(unifier *self, const task *asked)
{
    const fh_text key = key_of(self, asked->crate, asked->feature);
    uint32_t state = 0;
    if (!fh_table_find(&self->states, key, &state)) {
        state = (uint32_t)self->masks.count;
        if (!FH_VEC_ADD(self->arena, &self->masks, 0)) return;
        (void)fh_table_set(&self->states, key, state);
    }
    const uint8_t fresh = asked->choices & (uint8_t)~self->masks.items[state];
    if (fresh == 0) return;
    self->masks.items[state] |= fresh;
    if (asked->feature.len == 0) use_crate(self, asked->crate, fresh);
    else use_feature(self, asked->crate, asked->feature, fresh);
}

/* Features of dependencies that are in use by now; true when one was asked for. */
static bool run_weak(unifier *self)
{
    const size_t before = self->tasks.count;
    for (size_t i = 0; i < self->weak.count; i++) {
        weak *at = &self->weak.items[i];
        const fh_crate_need *need = &self->crates->needs.items[at->need];
        const uint8_t fresh = at->choices & need->active;
        uint32_t crate = 0;
        if (fresh == 0) continue;
        at->choices &= (uint8_t)~fresh;
        if (need->to != UINT32_MAX && crate_of(self->crates, need->to, &crate))
            ask(self, crate, at->feature, fresh);
    }
    return self->tasks.count > before;
}

/* ---- set-up ---- */

static void index_crate(unifier *self, uint32_t index)
{
    const fh_crate *crate = &self->crates->list.items[index];
    const fh_store *store = self->crates->graph->linker->store;
    const fh_file *file = &store->files.items[crate->file];
    for (uint32_t i = file->fact_start; i < file->fact_start + file->fact_count; i++)
        if (store->facts.items[i].kind == FH_FACT_FEATURE)
            (void)fh_table_set(&self->features, key_of(self, index, store->facts.items[i].subject),
                               i);
    for (uint32_t n = crate->first_need; n < crate->first_need + crate->needs; n++) {
        fh_crate_need *need = &self->crates->needs.items[n];
        const fh_text key = key_of(self, index, fh_fact_get(need->fact, FH_ATTR_NAME));
        need->next = UINT32_MAX;
        (void)fh_table_find(&self->needs, key, &need->next);
        (void)fh_table_set(&self->needs, key, n);
    }
}

static void ask_all(unifier *self, uint32_t index)
{
    const fh_crate *crate = &self->crates->list.items[index];
    const fh_store *store = self->crates->graph->linker->store;
    const fh_file *file = &store->files.items[crate->file];
    for (uint32_t i = file->fact_start; i < file->fact_start + file->fact_count; i++)
        if (store->facts.items[i].kind == FH_FACT_FEATURE)
            ask(self, index, store->facts.items[i].subject, FH_CARGO_ALL);
    for (uint32_t n = crate->first_need; n < crate->first_need + crate->needs; n++)
        if (self->crates->needs.items[n].optional) use(self, n, FH_CARGO_ALL);
}

void fh_cargo_unify(fh_crates *crates)
{
    unifier self = {.crates = crates, .arena = crates->graph->arena};
    fh_table_init(&self.features, self.arena);
    fh_table_init(&self.states, self.arena);
    fh_table_init(&self.needs, self.arena);
    for (uint32_t i = 0; i < crates->list.count; i++) index_crate(&self, i);
    for (uint32_t i = 0; i < crates->list.count; i++) {
        if (!crates->list.items[i].member) continue;
        ask(&self, i, FH_TEXT(""), FH_CARGO_ANY);
        ask(&self, i, FH_TEXT("default"), FH_CARGO_DEFAULT | FH_CARGO_ALL);
        ask_all(&self, i);
    }
    do {
        while (self.done < self.tasks.count && !self.arena->failed) {
            const task asked = self.tasks.items[self.done++];
            run(&self, &asked);
        }
    } while (!self.arena->failed && run_weak(&self));
}
