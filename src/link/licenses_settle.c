/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <stdlib.h>

#include "link/licenses.h"
#include "model/license_operand.h"

/* One answer a package and version: the weightiest piece of evidence that decides. The others stay
 * beside it, and where they do not agree that is a fact of its own. Nothing is merged. */

enum { MOST_PIECES = 64, MOST_COMMON = 4, MOST_IDS = 32, LONGEST_JOINED = 4000 };

typedef struct settler {
    fh_linker *linker;
    fh_arena arena;
    fh_license_piece_vec pieces;
    fh_table wanted; /* "purl@version" of edges, and purl of those without a version */
    fh_table exact;  /* "purl@version" -> index into linked.licenses */
    fh_table bare;   /* purl -> first of its entries there */
} settler;

/* ---- agreement ---- */

/* The ids of an expression, each once, in order; operators apart. */
typedef struct id_list {
    fh_text ids[MOST_IDS];
    size_t count;
    bool has_or, has_with, full;
} id_list;

/* Whether a text of a GNU license grants later versions is said elsewhere. */
static fh_text ungraded(fh_text id)
{
    static const char *const ends[] = {"-only", "-or-later", "+"};
    for (size_t i = 0; i < FH_COUNT(ends); i++)
        if (fh_text_ends(id, fh_text_of(ends[i])))
            return fh_text_slice(id, 0, id.len - fh_text_of(ends[i]).len);
    return id;
}

static void add_id(id_list *list, fh_text id)
{
    size_t at = 0;
    while (at < list->count && fh_text_compare(list->ids[at], id) < 0) at++;
    if (at < list->count && fh_text_eq(list->ids[at], id)) return;
    if (list->count == MOST_IDS) {
        list->full = true;
        return;
    }
    for (size_t i = list->count++; i > at; i--) list->ids[i] = list->ids[i - 1];
    list->ids[at] = id;
}

static id_list ids_of(fh_text expression)
{
    id_list list = {.count = 0};
    size_t start = 0;
    for (size_t i = 0; i <= expression.len; i++) {
        const char c = i < expression.len ? expression.ptr[i] : ' ';
        if (c != ' ' && c != '(' && c != ')') continue;
        const fh_text word = fh_text_slice(expression, start, i);
        start = i + 1;
        if (word.len == 0 || fh_text_is(word, "AND")) continue;
        if (fh_text_is(word, "OR")) list.has_or = true;
        else if (fh_text_is(word, "WITH")) list.has_with = true;
        else add_id(&list, ungraded(word));
    }
    return list;
}

static bool share_one(const id_list *a, const id_list *b)
{
    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        const int order = fh_text_compare(a->ids[i], b->ids[k]);
        if (order == 0) return true;
        i += order < 0;
        k += order > 0;
    }
    return false;
}

static bool holds_all(const id_list *list, const id_list *parts)
{
    for (size_t i = 0, at = 0; i < parts->count; i++) {
        while (at < list->count && fh_text_compare(list->ids[at], parts->ids[i]) < 0) at++;
        if (at == list->count || !fh_text_eq(list->ids[at], parts->ids[i])) return false;
    }
    return true;
}

/* A text, or one that stands where a name belongs. */
static bool is_text(const fh_license_piece *piece)
{
    return piece->source == FH_SOURCE_TEXT || fh_text_is(piece->evidence.kind, "text");
}

/* Declarations agree when they name the same licenses with the same operators. A text is often one
 * of several that were declared, and holds terms of parts beside; it disagrees when it shares
 * nothing with what is declared. */
static bool agree(const fh_license_piece *a, const fh_license_piece *b)
{
    const bool text = is_text(a) || is_text(b);
    if (fh_text_eq(a->evidence.expression, b->evidence.expression)) return true;
    const id_list left = ids_of(a->evidence.expression), right = ids_of(b->evidence.expression);
    if (left.full || right.full) return true; /* too long to tell, and certainly a list */
    if (a->source == FH_SOURCE_TEXT && b->source == FH_SOURCE_TEXT) return true;
    if (a->source == FH_SOURCE_TREE && b->source == FH_SOURCE_TREE)
        return true; /* told elsewhere */
    if (text) return share_one(&left, &right);
    return left.count == right.count && left.has_or == right.has_or && holds_all(&left, &right);
}

/* ---- one package ---- */

static int compare_pieces(const void *a, const void *b)
{
    const fh_license_piece *left = a, *right = b;
    int order = fh_text_compare(left->purl, right->purl);
    if (order == 0) order = fh_text_compare(left->version, right->version);
    if (order == 0) order = (int)left->source - (int)right->source;
    if (order == 0) order = left->order < right->order ? -1 : left->order > right->order;
    return order;
}

static int compare_weight(const void *a, const void *b)
{
    const fh_license_piece *left = a, *right = b;
    const int order = (int)left->source - (int)right->source;
    return order != 0 ? order : left->order < right->order ? -1 : left->order > right->order;
}

/* A derived fact where the disagreement shows: at the piece that does not agree. */
static void tell(settler *self, const char *what, const fh_license_piece *piece,
                 const fh_license_piece *other)
{
    fh_arena *arena = self->linker->arena;
    fh_fact fact = {.kind = FH_FACT_PACKAGE_LICENSE,
                    .certainty = FH_CERTAINTY_DERIVED,
                    .contexts = self->linker->store->files.items[piece->file].contexts,
                    .file = piece->file,
                    .line = piece->evidence.place.line,
                    .column = piece->evidence.place.column,
                    .end_line = piece->evidence.place.end_line,
                    .end_column = piece->evidence.place.end_column,
                    .subject = piece->purl,
                    .reader = FH_TEXT("link")};
    if (other != NULL) {
        const fh_place *place = &other->evidence.place;
        fact.value = fh_arena_printf(
            arena, "%.*s says %.*s, %.*s at %.*s:%u says %.*s",
            FH_TEXT_ARGS(piece->evidence.source), FH_TEXT_ARGS(piece->evidence.expression),
            FH_TEXT_ARGS(other->evidence.source), FH_TEXT_ARGS(place->path), (unsigned)place->line,
            FH_TEXT_ARGS(other->evidence.expression));
    } else {
        fact.value =
            fh_arena_printf(arena, "nothing asks for %.*s%s%.*s", FH_TEXT_ARGS(piece->purl),
                            piece->version.len > 0 ? "@" : "", FH_TEXT_ARGS(piece->version));
    }
    fact.quote = fact.value;
    fh_fact_set(&fact, FH_ATTR_RELATION, fh_text_of(what));
    fh_fact_set(&fact, FH_ATTR_VERSION, piece->version);
    fh_fact_set(&fact, FH_ATTR_EXPRESSION, piece->evidence.expression);
    fh_fact_set(&fact, FH_ATTR_ORIGIN, piece->evidence.source);
    (void)fh_store_add_derived(self->linker->store, piece->file, &fact);
}

/* Whether a text behind `piece` agrees with `first`. */
static bool has_text(const fh_license_piece *first, const fh_license_piece *piece,
                     const fh_license_piece *end)
{
    for (; piece < end; piece++)
        if (piece->source == FH_SOURCE_TEXT && piece->evidence.decides && agree(first, piece))
            return true;
    return false;
}

/* A person's word ends the matter; a list that was agreed on must follow what it was made from. */
static bool find_disagreement(settler *self, const fh_license_piece *pieces, size_t count)
{
    const fh_license_piece *first = NULL;
    bool differs = false, backed = false;
    if (count > 0 && pieces[0].source == FH_SOURCE_OVERRIDE) return false;
    for (size_t i = 0; i < count; i++) {
        const fh_license_piece *piece = &pieces[i];
        if (!piece->evidence.decides) continue;
        if (first == NULL || agree(first, piece)) {
            backed |= first != NULL && piece->source == FH_SOURCE_TEXT;
            first = first == NULL ? piece : first;
            continue;
        }
        /* Where one text is what was declared, another one may be there for a part. */
        if (piece->source == FH_SOURCE_TEXT && (backed || has_text(first, piece, pieces + count)))
            continue;
        if (!differs && first->source == FH_SOURCE_LICENSE_LOCK) tell(self, "stale", first, piece);
        else if (!differs) tell(self, "disagreement", piece, first);
        differs = true;
    }
    return differs;
}

/* Several texts, and nobody says how they belong together: until then all of them hold. */
static fh_text all_texts(fh_arena *arena, const fh_license_piece *pieces, size_t count)
{
    fh_text all = {0};
    for (size_t i = 0; i < count; i++) {
        const fh_license_piece *piece = &pieces[i];
        if (piece->source == FH_SOURCE_TEXT && piece->evidence.decides)
            all = fh_license_with_operand(arena, all, piece->evidence.expression, LONGEST_JOINED);
    }
    return all;
}

/* Entries of one version, and those of no version that hold for all. */
static void settle_one(settler *self, const fh_license_piece *own, size_t own_count,
                       const fh_license_piece *common, size_t common_count)
{
    fh_license_piece pieces[MOST_PIECES + MOST_COMMON];
    fh_linked *linked = self->linker->linked;
    fh_arena *arena = self->linker->arena;
    size_t count = 0;
    for (size_t i = 0; i < common_count && i < MOST_COMMON; i++) pieces[count++] = common[i];
    for (size_t i = 0; i < own_count && i < MOST_PIECES; i++) pieces[count++] = own[i];
    if (count == 0) return;
    qsort(pieces, count, sizeof pieces[0], compare_weight);
    fh_package_license entry = {.purl = pieces[0].purl,
                                .version = own_count > 0 ? own[0].version : (fh_text){0},
                                .first = (uint32_t)linked->evidence.count};
    for (size_t i = 0; i < count; i++) {
        const fh_license_evidence *evidence = &pieces[i].evidence;
        if (evidence->expression.len == 0) continue; /* only tells where the package lies */
        if (evidence->decides && entry.expression.len == 0) {
            entry.expression = pieces[i].source == FH_SOURCE_TEXT
                                   ? all_texts(arena, pieces + i, count - i)
                                   : evidence->expression;
            entry.source = evidence->source;
        }
        if (!FH_VEC_ADD(arena, &linked->evidence, *evidence)) return;
        entry.count++;
    }
    if (entry.count == 0) return;
    if (entry.expression.len == 0) { /* a name that nobody knows is more than nothing */
        entry.expression = linked->evidence.items[entry.first].expression;
        entry.source = linked->evidence.items[entry.first].source;
    }
    entry.differs = find_disagreement(self, pieces, count);
    (void)FH_VEC_ADD(arena, &linked->licenses, entry);
}

static size_t run_of(const settler *self, size_t start, bool version)
{
    const fh_license_piece *pieces = self->pieces.items;
    size_t end = start;
    while (end < self->pieces.count && fh_text_eq(pieces[end].purl, pieces[start].purl) &&
           (!version || fh_text_eq(pieces[end].version, pieces[start].version)))
        end++;
    return end - start;
}

static fh_text exact_key(fh_arena *arena, fh_text purl, fh_text version)
{
    return fh_arena_printf(arena, "%.*s@%.*s", FH_TEXT_ARGS(purl), FH_TEXT_ARGS(version));
}

static void find_wanted(settler *self)
{
    const fh_store *store = self->linker->store;
    fh_table_init(&self->wanted, &self->arena);
    for (size_t i = 0; i < store->facts.count; i++) {
        const fh_fact *fact = &store->facts.items[i];
        if (fact->kind != FH_FACT_DEPENDENCY) continue;
        const fh_text version = fh_license_version_of(fact);
        const fh_text key =
            version.len == 0 ? fact->subject : exact_key(&self->arena, fact->subject, version);
        (void)fh_table_intern(&self->wanted, key, 0); /* failure is sticky in the arena */
    }
}

/* A list may be long; what it says of packages that nobody needs is worth no answer. */
static bool is_idle(settler *self, const fh_license_piece *pieces, size_t count)
{
    uint32_t index = 0;
    for (size_t i = 0; i < count; i++)
        if (pieces[i].source > FH_SOURCE_LICENSE_LOCK) return false;
    return !fh_table_find(&self->wanted, pieces->purl, &index) &&
           !fh_table_find(&self->wanted, exact_key(&self->arena, pieces->purl, pieces->version),
                          &index);
}

/* Of `count` entries without a version those that hold for every version: all but the ones of a
 * license lock, which writes the version wherever one is fixed. At most MOST_COMMON. */
static size_t take_common(const fh_license_piece *pieces, size_t count,
                          fh_license_piece *ret_common)
{
    size_t kept = 0;
    for (size_t i = 0; i < count && kept < MOST_COMMON; i++)
        if (pieces[i].source != FH_SOURCE_LICENSE_LOCK) ret_common[kept++] = pieces[i];
    return kept;
}

static void settle_all(settler *self)
{
    const fh_license_piece *pieces = self->pieces.items;
    fh_license_piece common[MOST_COMMON];
    for (size_t i = 0; i < self->pieces.count && !self->linker->arena->failed;) {
        const size_t all = run_of(self, i, false);
        const size_t bare = pieces[i].version.len == 0 ? run_of(self, i, true) : 0;
        const size_t kept = take_common(&pieces[i], bare, common);
        if (bare == all) settle_one(self, NULL, 0, &pieces[i], bare);
        for (size_t k = i + bare; k < i + all;) {
            const size_t count = run_of(self, k, true);
            if (!is_idle(self, &pieces[k], count))
                settle_one(self, &pieces[k], count, common, kept);
            k += count;
        }
        i += all;
    }
}

/* ---- dependencies ---- */

static void index_answers(settler *self)
{
    const fh_package_license_vec *licenses = &self->linker->linked->licenses;
    fh_table_init(&self->exact, &self->arena);
    fh_table_init(&self->bare, &self->arena);
    for (uint32_t i = 0; i < licenses->count; i++) {
        const fh_package_license *entry = &licenses->items[i];
        const fh_text key = exact_key(&self->arena, entry->purl, entry->version);
        (void)fh_table_intern(&self->exact, key, i);
        (void)fh_table_intern(&self->bare, entry->purl, i);
    }
}

/* An edge that fixes no version has the license that all known versions share. */
static uint32_t shared_answer(const settler *self, uint32_t first)
{
    const fh_package_license_vec *licenses = &self->linker->linked->licenses;
    const fh_package_license *entry = &licenses->items[first];
    for (size_t i = first + 1; i < licenses->count && i < first + MOST_PIECES &&
                               fh_text_eq(licenses->items[i].purl, entry->purl);
         i++)
        if (!fh_text_eq(licenses->items[i].expression, entry->expression)) return UINT32_MAX;
    return first;
}

static uint32_t answer_for(settler *self, const fh_fact *fact)
{
    const fh_text version = fh_license_version_of(fact);
    uint32_t found = UINT32_MAX;
    if (version.len > 0 &&
        fh_table_find(&self->exact, exact_key(&self->arena, fact->subject, version), &found))
        return found;
    if (!fh_table_find(&self->bare, fact->subject, &found)) return UINT32_MAX;
    if (version.len == 0) return shared_answer(self, found);
    /* Another version says nothing about this one, unless no version was said. */
    const fh_package_license *entry = &self->linker->linked->licenses.items[found];
    return entry->version.len == 0 && !fh_text_is(entry->source, "license-lock") ? found
                                                                                 : UINT32_MAX;
}

static void answer_all(settler *self, bool *used)
{
    fh_linked *linked = self->linker->linked;
    const fh_store *store = self->linker->store;
    linked->license_of = FH_NEW_ARRAY(self->linker->arena, store->facts.count, uint32_t);
    if (linked->license_of == NULL) return;
    linked->license_of_count = store->facts.count;
    for (size_t i = 0; i < store->facts.count; i++) {
        fh_fact *fact = &store->facts.items[i];
        linked->license_of[i] = UINT32_MAX;
        if (fact->kind != FH_FACT_DEPENDENCY) continue;
        const uint32_t answer = answer_for(self, fact);
        linked->license_of[i] = answer;
        if (answer != UINT32_MAX) used[answer] = true;
    }
}

/* Whether an edge has the answer that the piece is part of; one without a version is part of all
 * answers to its package. */
static bool is_used(settler *self, const bool *used, const fh_table *used_purls,
                    const fh_license_piece *piece)
{
    uint32_t index = 0;
    if (piece->version.len == 0) return fh_table_find(used_purls, piece->purl, &index);
    const fh_text key = exact_key(&self->arena, piece->purl, piece->version);
    return fh_table_find(&self->exact, key, &index) && used[index];
}

/* Entries of a license lock, and overrides, for what the tree no longer needs. */
static void tell_unused(settler *self, const bool *used)
{
    const fh_package_license_vec *licenses = &self->linker->linked->licenses;
    fh_table used_purls;
    fh_table_init(&used_purls, &self->arena);
    for (size_t i = 0; i < licenses->count; i++)
        if (used[i]) (void)fh_table_set(&used_purls, licenses->items[i].purl, 0);
    for (size_t i = 0; i < self->pieces.count; i++) {
        const fh_license_piece *piece = &self->pieces.items[i];
        if (piece->source <= FH_SOURCE_LICENSE_LOCK && !is_used(self, used, &used_purls, piece))
            tell(self, "unused", piece, NULL);
    }
}

void fh_link_dependency_licenses(fh_linker *linker)
{
    settler self = {.linker = linker};
    fh_arena_init(&self.arena, linker->arena->limit);
    fh_license_collect(linker, &self.arena, &self.pieces);
    if (self.pieces.count > 0)
        qsort(self.pieces.items, self.pieces.count, sizeof self.pieces.items[0], compare_pieces);
    find_wanted(&self);
    settle_all(&self);
    index_answers(&self);
    bool *used = FH_NEW_ARRAY(&self.arena, linker->linked->licenses.count, bool);
    if (used != NULL && !self.arena.failed) {
        answer_all(&self, used);
        tell_unused(&self, used);
    }
    linker->arena->failed |= self.arena.failed;
    fh_arena_done(&self.arena);
}
