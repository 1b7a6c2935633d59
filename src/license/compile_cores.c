/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/compile.h"

#include <stdlib.h>
#include <string.h>

/* Cores: the first long run of words in every text that must all be there. A core that other texts
 * contain too lists all of them, so that the best of them can be told at once. */

enum { SHORTEST = 14, PLACES_MAX = 64 };

typedef struct gram {
    uint32_t hash;
    uint16_t text, position;
} gram;

typedef struct gram_list {
    gram *items;
    size_t count;
} gram_list;

static int by_hash(const void *a, const void *b)
{
    const gram *x = a, *y = b;
    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    if (x->text != y->text) return x->text < y->text ? -1 : 1;
    return x->position < y->position ? -1 : x->position > y->position;
}

/* Every place of every text. */
static gram_list list_grams(fh_compiler *compiler)
{
    gram_list list = {0};
    for (size_t i = 0; i < compiler->texts.count; i++) list.count += compiler->texts.items[i].count;
    list.items = FH_NEW_ARRAY(&compiler->arena, list.count, gram);
    if (list.items == NULL) fh_compile_die("no memory");
    list.count = 0;
    for (size_t i = 0; i < compiler->texts.count; i++) {
        const fh_compile_text *text = &compiler->texts.items[i];
        for (uint32_t k = 0; k + FH_GRAM <= text->count; k++)
            list.items[list.count++] = (gram){.hash = fh_gram_hash(text->ids + (size_t)k * 2),
                                              .text = (uint16_t)i,
                                              .position = (uint16_t)k};
    }
    qsort(list.items, list.count, sizeof(gram), by_hash);
    return list;
}

/* The first run of SHORTEST or more words that are not soft, else none. */
static fh_compile_core core_of(const fh_compile_text *text, uint32_t number)
{
    uint32_t start = 0;
    for (uint32_t i = 0; i <= text->count; i++) {
        if (i < text->count && text->soft[i] == 0) continue;
        if (i - start >= SHORTEST)
            return (fh_compile_core){.text = number, .first = start, .count = i - start};
        start = i + 1;
    }
    return (fh_compile_core){.count = 0};
}

static bool is_same_run(const fh_compiler *compiler, const fh_compile_core *core, const gram *at)
{
    const fh_compile_text *own = &compiler->texts.items[core->text];
    const fh_compile_text *other = &compiler->texts.items[at->text];
    return at->position + core->count <= other->count &&
           memcmp(own->ids + (size_t)core->first * 2, other->ids + (size_t)at->position * 2,
                  (size_t)core->count * 2) == 0;
}

/* Note all texts that have the run. False: another text has it as its core already. */
static bool find_places(fh_compiler *compiler, const gram_list *grams, fh_compile_core *core)
{
    size_t low = 0, high = grams->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (grams->items[middle].hash < core->hash) low = middle + 1;
        else high = middle;
    }
    core->first_place = (uint32_t)compiler->core_places.count;
    for (; low < grams->count && grams->items[low].hash == core->hash; low++) {
        const gram *at = &grams->items[low];
        if (!is_same_run(compiler, core, at)) continue;
        const fh_compile_core other = core_of(&compiler->texts.items[at->text], at->text);
        if (at->text < core->text && other.first == at->position && other.count == core->count) {
            compiler->core_places.count = core->first_place;
            return false;
        }
        const fh_compile_place place = {at->text, at->position};
        if (!FH_VEC_ADD(&compiler->arena, &compiler->core_places, place))
            fh_compile_die("no memory");
        core->place_count++;
    }
    return true;
}

static int by_core(const void *a, const void *b)
{
    const fh_compile_core *x = a, *y = b;
    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    if (x->count != y->count) return x->count > y->count ? -1 : 1; /* longest first */
    return x->text < y->text ? -1 : x->text > y->text;
}

void fh_compile_cores(fh_compiler *compiler)
{
    const gram_list grams = list_grams(compiler);
    for (uint32_t i = 0; i < compiler->texts.count; i++) {
        const fh_compile_text *text = &compiler->texts.items[i];
        fh_compile_core core = core_of(text, i);
        if (core.count == 0) continue;
        core.hash = fh_gram_hash(text->ids + (size_t)core.first * 2);
        if (!find_places(compiler, &grams, &core)) continue;
        if (core.place_count > PLACES_MAX) compiler->core_places.count = core.first_place;
        else if (!FH_VEC_ADD(&compiler->arena, &compiler->cores, core)) fh_compile_die("no memory");
    }
    qsort(compiler->cores.items, compiler->cores.count, sizeof(fh_compile_core), by_core);
}
