/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"
#include "model/condition.h"
#include "report/deps_query.h"
#include "report/json_records.h"
#include "report/page.h"

/* What is needed on a platform with some features: every gate is decided by what is known of the
 * place. Names that nobody chose are off; what is on by default stays on. */

enum { MOST_PLATFORM = 24, MOST_FEATURES = 4096 };

/* How an edge counts there. */
typedef enum there { REQUIRED, DEFAULT, OPTIONAL, UNDECIDED, ABSENT } there;
enum { THERE_COUNT = 5 };
static const char *const there_names[THERE_COUNT] = {"required", "default", "optional", "unknown",
                                                     "absent"};

typedef struct settings {
    fh_setting *items; /* the platform first */
    size_t count;
} settings;

typedef struct locator {
    const fh_report *report;
    const fh_deps_place *place;
    const fh_deps_output *output;
    fh_arena arena;
    fh_setting platform[MOST_PLATFORM];
    size_t platform_count;
    settings *chosen; /* by component; the last one takes in all of them, for lock files */
    bool *locked;     /* edge -> stands in a lock file */
    size_t counts[THERE_COUNT];
    fh_json json;
    fh_page page;
} locator;

static const char *const sets[] = {"feature", "extra", "group", "option", "profile"};

/* ---- features ---- */

/* "dep:x" and "crate/x" turn on x; "self[x]" of Python does, too. */
static fh_text bare_name(fh_text word)
{
    const size_t slash = fh_text_rfind_byte(word, '/'), bracket = fh_text_find_byte(word, '[');
    if (slash != SIZE_MAX) return fh_text_slice(word, slash + 1, SIZE_MAX);
    if (fh_text_starts(word, FH_TEXT("dep:"))) return fh_text_slice(word, 4, SIZE_MAX);
    if (bracket == SIZE_MAX) return word;
    const fh_text rest = fh_text_slice(word, bracket + 1, SIZE_MAX);
    return fh_text_slice(rest, 0, fh_text_find_byte(rest, ']'));
}

/* Sets that a name belongs to: bits in the order of `sets`. "extra:cuda" is of one, "cuda" of all.
 */
enum { ALL_SETS = (1 << FH_COUNT(sets)) - 1 };

static void add_name(fh_table *names, fh_text name, uint32_t kinds)
{
    const uint32_t before = fh_table_intern(names, name, 0);
    if (before != UINT32_MAX) (void)fh_table_set(names, name, before | kinds);
}

static void add_chosen(fh_table *names, fh_text feature)
{
    const size_t colon = fh_text_find_byte(feature, ':');
    for (size_t i = 0; colon != SIZE_MAX && i < FH_COUNT(sets); i++) {
        if (!fh_text_is(fh_text_slice(feature, 0, colon), sets[i])) continue;
        add_name(names, fh_text_slice(feature, colon + 1, SIZE_MAX), 1u << i);
        return;
    }
    add_name(names, feature, ALL_SETS);
}

/* Names that the chosen ones turn on by `features`, `count` indexes. Each name is looked at once.
 */
static void close_names(locator *self, const uint32_t *features, size_t count, fh_table *names)
{
    uint32_t *next = FH_NEW_ARRAY(&self->arena, count, uint32_t);
    fh_table by_name;
    fh_table_init(&by_name, &self->arena);
    if (next == NULL) return;
    for (uint32_t i = 0; i < count; i++) {
        const fh_text name = self->report->features.items[features[i]].name;
        if (!fh_table_find(&by_name, name, &next[i])) next[i] = UINT32_MAX;
        if (!fh_table_set(&by_name, name, i)) return;
    }
    for (size_t i = 0; i < names->count && names->count < MOST_FEATURES; i++) {
        uint32_t at = 0;
        if (!fh_table_find(&by_name, names->items[i].key, &at)) continue;
        for (; at != UINT32_MAX; at = next[at]) {
            fh_text word, rest = self->report->features.items[features[at]].members;
            while (rest.len > 0 && fh_text_next_field(&rest, ' ', &word))
                if (word.len > 0) add_name(names, bare_name(word), ALL_SETS);
        }
    }
}

static void choose(locator *self, const uint32_t *features, size_t feature_count,
                   settings *ret_settings)
{
    fh_table names;
    fh_table_init(&names, &self->arena);
    for (size_t i = 0; i < self->place->features.count; i++)
        if (fh_text_find_byte(self->place->features.items[i], '=') == SIZE_MAX)
            add_chosen(&names, self->place->features.items[i]);
    close_names(self, features, feature_count, &names);
    const size_t most = self->platform_count + FH_COUNT(sets) * (names.count + 1);
    fh_setting *items = FH_NEW_ARRAY(&self->arena, most, fh_setting);
    if (items == NULL) return;
    size_t count = self->platform_count;
    for (size_t i = 0; i < count; i++) items[i] = self->platform[i];
    for (size_t k = 0; k < FH_COUNT(sets); k++) {
        /* The name of nothing closes the set. */
        items[count++] = (fh_setting){fh_text_of(sets[k]), FH_TEXT("")};
        for (size_t i = 0; i < names.count; i++)
            if ((names.items[i].value >> k & 1) != 0)
                items[count++] = (fh_setting){fh_text_of(sets[k]), names.items[i].key};
    }
    *ret_settings = (settings){items, count};
}

/* Settings of each component by its own features; of lock files, which serve several, by those of
 * all. */
static void choose_all(locator *self)
{
    const fh_feature_vec *features = &self->report->features;
    const size_t components = self->report->components.count;
    uint32_t *first = FH_NEW_ARRAY(&self->arena, components + 2, uint32_t);
    uint32_t *order = FH_NEW_ARRAY(&self->arena, features->count, uint32_t);
    if (self->arena.failed) return;
    for (size_t i = 0; i < features->count; i++) first[features->items[i].component + 2]++;
    for (size_t i = 2; i < components + 2; i++) first[i] += first[i - 1];
    for (uint32_t i = 0; i < features->count; i++)
        order[first[features->items[i].component + 1]++] = i;
    for (size_t i = 0; i < components; i++)
        choose(self, order + first[i], first[i + 1] - first[i], &self->chosen[i]);
    choose(self, order, features->count, &self->chosen[components]);
}

/* ---- edges ---- */

static const fh_condition *condition_of(fh_arena *arena, const fh_dependency *edge)
{
    const bool told = fh_text_starts(edge->gate, FH_TEXT("marker:")) ||
                      fh_text_starts(edge->gate, FH_TEXT("target:"));
    const fh_condition *gate = fh_condition_parse(arena, edge->gate);
    if (told || fh_text_is_empty(edge->marker)) return gate;
    const bool cargo = fh_text_starts(edge->purl, FH_TEXT("pkg:cargo/"));
    const fh_text marker =
        fh_arena_join(arena, cargo ? FH_TEXT("target:") : FH_TEXT("marker:"), edge->marker);
    return fh_condition_both(arena, gate, fh_condition_parse(arena, marker));
}

static there necessity_there(const fh_dependency *edge, bool chosen)
{
    static const struct {
        const char *necessity;
        there answer;
    } rows[] = {{"required", REQUIRED},      {"peer", REQUIRED},
                {"provided", REQUIRED},      {"optional-default-on", DEFAULT},
                {"peer-optional", OPTIONAL}, {"suggested", OPTIONAL}};
    for (size_t i = 0; i < FH_COUNT(rows); i++)
        if (fh_text_is(edge->necessity, rows[i].necessity)) return rows[i].answer;
    if (!fh_text_is(edge->necessity, "optional-default-off")) return UNDECIDED;
    return chosen ? REQUIRED : OPTIONAL;
}

static there decide(locator *self, size_t index, const fh_condition *condition)
{
    const fh_dependency *edge = &self->report->dependencies.items[index];
    const size_t all = self->report->components.count;
    const settings *chosen = &self->chosen[self->locked[index] ? all : edge->component];
    const fh_holds holds = fh_condition_holds(condition, chosen->items, chosen->count);
    if (holds == FH_HOLDS_UNKNOWN) return UNDECIDED;
    if (holds == FH_HOLDS_YES) return necessity_there(edge, condition != NULL);
    if (fh_condition_holds(condition, self->platform, self->platform_count) == FH_HOLDS_NO)
        return ABSENT;
    /* A name that is on by default needs no choice. */
    if (fh_text_is(edge->necessity, "optional-default-on")) return DEFAULT;
    /* A variable of a build script that no option declares may be set by the script itself. */
    const bool declared = !fh_text_starts(edge->gate, FH_TEXT("option:")) ||
                          fh_text_is(edge->necessity, "optional-default-off");
    return declared ? ABSENT : UNDECIDED;
}

static void write_edge_text(locator *self, const fh_dependency *edge, there answer)
{
    static const fh_paint paints[THERE_COUNT] = {FH_PAINT_PLAIN, FH_PAINT_PLAIN, FH_PAINT_DIM,
                                                 FH_PAINT_YELLOW, FH_PAINT_DIM};
    fh_page *page = &self->page;
    const size_t column = page->width / 2;
    size_t used;

    fh_sink_printf(page->sink, "%6u  ", (unsigned)edge->place.line);
    fh_page_cell(page, paints[answer], fh_text_of(there_names[answer]), 10);
    used = fh_page_text(page, FH_PAINT_PLAIN, edge->purl, 0);
    if (!fh_text_is_empty(edge->requirement)) {
        used += fh_page_put(page, FH_PAINT_PLAIN, " ");
        used += fh_page_text(page, FH_PAINT_CYAN, edge->requirement, 24);
    }
    fh_sink_pad(page->sink, used < column ? column - used : 1);
    fh_page_text(page, FH_PAINT_PLAIN, edge->phase, 0);
    if (!fh_text_is_empty(edge->gate)) {
        fh_sink_put(page->sink, ", ");
        fh_page_text(page, FH_PAINT_DIM, edge->gate, answer == UNDECIDED ? 0 : 40);
    }
    fh_page_line(page);
}

static void write_edge_json(locator *self, const fh_dependency *edge, there answer,
                            const fh_condition *condition)
{
    fh_json *json = &self->json;
    fh_json_node *node = fh_json_begin(json);
    fh_buf text;

    fh_buf_init(&text, 0);
    fh_condition_write(condition, &text);
    fh_json_dependency(json, node, edge);
    fh_json_string(json, node, "there", there_names[answer]);
    fh_json_text_or_null(json, node, "condition", fh_buf_text(&text));
    self->arena.failed |= text.failed;
    fh_buf_done(&text);
    fh_json_end(json);
}

static void write_edges(locator *self)
{
    fh_sink *sink = self->output->sink;
    fh_text path = fh_text_make(NULL, 0);
    fh_arena scratch;
    bool any = false;

    fh_arena_init(&scratch, 0);
    for (size_t i = 0; i < self->report->dependencies.count && !sink->failed; i++) {
        const fh_dependency *edge = &self->report->dependencies.items[i];
        fh_arena_clear(&scratch);
        const fh_condition *condition = condition_of(&scratch, edge);
        const there answer = decide(self, i, condition);

        self->arena.failed |= scratch.failed;
        self->counts[answer]++;
        if (answer == ABSENT) continue;
        if (self->output->as_json) {
            fh_sink_put(sink, any ? ",\n" : "\n");
            write_edge_json(self, edge, answer, condition);
        } else {
            if (path.ptr == NULL || !fh_text_eq(path, edge->place.path)) {
                path = edge->place.path;
                fh_sink_put(sink, any ? "\n= " : "= ");
                fh_page_text(&self->page, FH_PAINT_BOLD, path, 0);
                fh_page_line(&self->page);
            }
            write_edge_text(self, edge, answer);
        }
        any = true;
    }
    if (self->output->as_json) fh_sink_put(sink, any ? "\n]" : "]");
    else if (any) fh_page_line(&self->page);
    fh_arena_done(&scratch);
}

/* ---- the document ---- */

static void write_json_head(locator *self)
{
    fh_json *json = &self->json;
    fh_json_node *node, *list;

    fh_sink_put(json->sink, "{\n\"where\":");
    node = fh_json_begin(json);
    fh_json_text_or_null(json, node, "platform", self->place->platform);
    list = fh_json_array(json, node, "features");
    for (size_t i = 0; i < self->place->features.count; i++)
        fh_json_text(json, list, NULL, self->place->features.items[i]);
    list = fh_json_array(json, node, "known");
    for (size_t i = 0; i < self->platform_count; i++) {
        fh_json_node *setting = fh_json_object(json, list, NULL);
        fh_json_text(json, setting, "variable", self->platform[i].variable);
        fh_json_text(json, setting, "value", self->platform[i].value);
    }
    fh_json_end(json);
    fh_sink_put(json->sink, ",\n\"dependencies\":[");
}

static void write_tail(locator *self)
{
    fh_sink *sink = self->output->sink;

    if (self->output->as_json) {
        fh_sink_put(sink, ",\n\"counts\":");
        fh_json_node *node = fh_json_begin(&self->json);
        for (size_t i = 0; i < THERE_COUNT; i++)
            fh_json_number(&self->json, node, there_names[i], self->counts[i]);
        fh_json_end(&self->json);
        fh_sink_put(sink, "\n}\n");
        return;
    }
    for (size_t i = 0; i < THERE_COUNT; i++) {
        fh_sink_put(sink, i > 0 ? ", " : "");
        fh_page_count(&self->page, self->counts[i]);
        fh_sink_printf(sink, " %s", there_names[i]);
    }
    fh_sink_put(sink, self->report->coverage.complete ? "\n" : ", and the scan is incomplete\n");
}

/* "python_version=3.11" is known of the place, too. */
static void add_variables(locator *self)
{
    const fh_text_vec *features = &self->place->features;
    for (size_t i = 0; i < features->count && self->platform_count < MOST_PLATFORM; i++) {
        const size_t equals = fh_text_find_byte(features->items[i], '=');
        if (equals == SIZE_MAX) continue;
        self->platform[self->platform_count++] =
            (fh_setting){fh_text_slice(features->items[i], 0, equals),
                         fh_text_slice(features->items[i], equals + 1, SIZE_MAX)};
    }
}

static void prepare(locator *self)
{
    const size_t components = self->report->components.count;
    self->chosen = FH_NEW_ARRAY(&self->arena, components + 1, settings);
    self->locked = FH_NEW_ARRAY(&self->arena, self->report->dependencies.count, bool);
    if (self->arena.failed) return;
    for (size_t i = 0; i < self->report->needs.count; i++)
        self->locked[self->report->needs.items[i].to] = true;
    choose_all(self);
}

bool fh_deps_where(const fh_report *report, const fh_deps_place *place,
                   const fh_deps_output *output)
{
    locator self = {.report = report, .place = place, .output = output};

    fh_arena_init(&self.arena, 0);
    if (!fh_text_is_empty(place->platform))
        self.platform_count =
            fh_platform_settings(&self.arena, place->platform, self.platform, MOST_PLATFORM);
    if (!fh_text_is_empty(place->platform) && self.platform_count == 0) {
        fh_arena_done(&self.arena);
        return false;
    }
    fh_json_init(&self.json, output->sink);
    self.page = fh_page_make(output->sink, output->style);
    add_variables(&self);
    prepare(&self);
    if (output->as_json) write_json_head(&self);
    if (!self.arena.failed) write_edges(&self);
    write_tail(&self);
    output->sink->failed |= self.arena.failed;
    fh_json_done(&self.json);
    fh_arena_done(&self.arena);
    return true;
}
