/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/glob.h"
#include "judge/judge.h"

bool fh_patterns_hold(const fh_pattern_vec *patterns, fh_text text)
{
    bool wanted = false, held = false;
    for (size_t i = 0; i < patterns->count; i++) {
        const fh_pattern *pattern = &patterns->items[i];
        bool matches;
        if (pattern->compare != 0) {
            uint64_t number = 0;
            matches =
                fh_text_to_u64(text, &number) &&
                (pattern->compare == '>' ? number >= pattern->number : number <= pattern->number);
        } else {
            matches = fh_glob_match(pattern->glob, text, FH_GLOB_NOCASE);
        }
        if (pattern->negate && matches) return false;
        wanted |= !pattern->negate;
        held |= !pattern->negate && matches;
    }
    return held || !wanted;
}

/* ---- model ids: "openrouter/deepseek/deepseek-chat" and "openai:gpt-4o" name what comes last ----
 */

static bool row_takes(const fh_table_row *row, fh_text text)
{
    for (size_t i = 0; i < row->match.count; i++)
        if (row->match.items[i].negate &&
            fh_glob_match(row->match.items[i].glob, text, FH_GLOB_NOCASE))
            return false;
    for (size_t i = 0; i < row->match.count; i++)
        if (!row->match.items[i].negate &&
            fh_glob_match(row->match.items[i].glob, text, FH_GLOB_NOCASE))
            return true;
    return false;
}

static const fh_table_row *row_of(const fh_id_table *table, fh_text text)
{
    for (size_t i = 0; i < table->rows.count; i++)
        if (row_takes(&table->rows.items[i], text)) return &table->rows.items[i];
    return NULL;
}

const fh_table_row *fh_id_table_find(const fh_id_table *table, fh_text text)
{
    text = fh_text_trim(text);
    const fh_table_row *row = row_of(table, text);
    while (row == NULL && table->model_ids) {
        const size_t slash = fh_text_find_byte(text, '/'), colon = fh_text_find_byte(text, ':');
        const size_t cut = slash < colon ? slash : colon;
        if (cut == SIZE_MAX) break;
        text = fh_text_slice(text, cut + 1, SIZE_MAX);
        row = row_of(table, text);
    }
    return row;
}

/* ---- one matcher against one fact ---- */

static bool module_takes(const fh_pattern *pattern, fh_text module)
{
    for (size_t i = 1; i <= module.len; i++) {
        const char c = i < module.len ? module.ptr[i] : '.';
        if (c != '.' && c != '/' && c != ':') continue;
        if (fh_glob_match(pattern->glob, fh_text_slice(module, 0, i), 0)) return true;
    }
    return false;
}

static bool import_holds(const fh_matcher *matcher, const fh_fact *fact)
{
    const fh_text module = fh_fact_get(fact, FH_ATTR_MODULE);
    bool held = false;
    for (size_t i = 0; i < matcher->subject.count; i++) {
        const fh_pattern *pattern = &matcher->subject.items[i];
        const bool matches = module_takes(pattern, module);
        if (pattern->negate && matches) return false;
        held |= matches && !pattern->negate;
    }
    return held;
}

static bool has_special(fh_text glob)
{
    for (size_t i = 0; i < glob.len; i++)
        if (glob.ptr[i] == '*' || glob.ptr[i] == '?' || glob.ptr[i] == '[' || glob.ptr[i] == '{')
            return true;
    return false;
}

/* A hit's words: a plain word was found by the search itself; a glob must take the whole value. */
static bool words_hold(const fh_matcher *matcher, const fh_fact *fact)
{
    if (matcher->subject.count == 0) return true;
    bool held = false;
    for (size_t i = 0; i < matcher->subject.count; i++) {
        const fh_pattern *pattern = &matcher->subject.items[i];
        const bool matches =
            fh_glob_match(pattern->glob, fact->value, FH_GLOB_NOCASE) ||
            fh_glob_match(pattern->glob, fact->subject, matcher->caseless ? FH_GLOB_NOCASE : 0) ||
            (!pattern->negate && !has_special(pattern->glob) &&
             fh_text_eq_nocase(pattern->glob, fact->subject));
        if (pattern->negate && matches) return false;
        held |= matches && !pattern->negate;
    }
    return held;
}

static bool subject_holds(const fh_matcher *matcher, const fh_fact *fact)
{
    if (fact->kind != FH_FACT_HIT) return fh_patterns_hold(&matcher->subject, fact->subject);
    return matcher->import ? import_holds(matcher, fact) : words_hold(matcher, fact);
}

static bool filters_hold(const fh_filter_vec *filters, const fh_fact *fact)
{
    for (size_t i = 0; i < filters->count; i++)
        if (!fh_patterns_hold(&filters->items[i].patterns,
                              fh_fact_get(fact, (fh_attr_key)filters->items[i].key)))
            return false;
    return true;
}

static bool position_holds(const fh_matcher *matcher, const fh_fact *fact)
{
    uint32_t position = 0;
    if (matcher->positions == 0) return true;
    return fh_position_find(fh_fact_get(fact, FH_ATTR_POSITION), &position) &&
           (matcher->positions >> position & 1u) != 0;
}

static bool matcher_takes(const fh_case *cause, const fh_matcher *matcher, const fh_fact *fact,
                          const fh_table_row **ret_row)
{
    if (matcher->contexts_any != 0 && (matcher->contexts_any & fact->contexts) == 0) return false;
    if ((matcher->contexts_not & fact->contexts) != 0) return false;
    if (matcher->first_lines != 0 && fact->line > matcher->first_lines) return false;
    if (!position_holds(matcher, fact) || !subject_holds(matcher, fact) ||
        !fh_patterns_hold(&matcher->value, fact->value) || !filters_hold(&matcher->filters, fact))
        return false;
    if (matcher->files.count > 0 &&
        !fh_patterns_hold(&matcher->files, cause->store->files.items[fact->file].path))
        return false;
    *ret_row = NULL;
    if (matcher->table == NULL) return true;
    const fh_text named =
        fact->kind == FH_FACT_HIT && !fh_text_is_empty(fact->value) ? fact->value : fact->subject;
    *ret_row = fh_id_table_find(matcher->table, named);
    return *ret_row != NULL && fh_patterns_hold(&matcher->row_kinds, (*ret_row)->kind);
}

static fh_text vendor_of(const fh_rule *rule, const fh_matcher *matcher, const fh_table_row *row,
                         const fh_fact *fact)
{
    if (!fh_text_is_empty(matcher->vendor)) return matcher->vendor;
    if (!fh_text_is(rule->vendor, "*")) return rule->vendor;
    if (row != NULL) return row->vendor;
    return fh_fact_get(fact, FH_ATTR_VENDOR);
}

static void try_matcher(fh_case *cause, uint32_t rule_index, uint32_t matcher_index,
                        uint32_t fact_index)
{
    const fh_rule *rule = &cause->ruleset->rules.items[rule_index];
    const fh_matcher *matcher = &rule->matchers.items[matcher_index];
    const fh_fact *fact = &cause->store->facts.items[fact_index];
    const fh_table_row *row = NULL;
    if (!matcher_takes(cause, matcher, fact, &row)) return;
    fh_evidence evidence = {
        .rule = rule_index,
        .matcher = matcher_index,
        .fact = fact_index,
        .file = fact->file,
        .component = cause->store->files.items[fact->file].component,
        .axis = rule->axis,
        .vendor = vendor_of(rule, matcher, row, fact),
        .role = fh_text_is_empty(matcher->role) ? rule->role : matcher->role,
        .strength = matcher->strength,
        .rule_strength = matcher->strength,
        .points = matcher->points < 0 ? 0 : matcher->points,
        .kind = row != NULL ? row->kind : (fh_text){0},
    };
    if (fh_text_is_empty(evidence.vendor)) return;
    fh_weaken(cause, matcher, &evidence);
    if (evidence.strength < evidence.rule_strength) evidence.points = 0;
    (void)FH_VEC_ADD(cause->arena, &cause->evidence, evidence);
}

/* ---- which matchers are worth a try
 *
 * A fact of a dependency meets some two hundred matchers, and nearly all of them differ from it in
 * the first bytes. Each matcher has one bit for the hash of each beginning that it takes. */

enum { HEAD = 12 }; /* "pkg:pypi/abc" */

typedef struct matcher_ref {
    uint32_t rule, matcher;
    uint64_t heads; /* a bit for each beginning that the subject may have */
} matcher_ref;
FH_VEC(matcher_refs, matcher_ref);

static uint64_t head_bit(fh_text text)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < text.len && i < HEAD; i++)
        hash = (hash ^ (unsigned char)fh_lower(text.ptr[i])) * 16777619u;
    return 1ull << ((hash ^ hash >> 16) & 63);
}

/* Add the bits of all beginnings that `pattern` takes behind the `len` bytes of `head`. False when
 * a wildcard stands among them: then it takes any. */
static bool add_heads(fh_text pattern, char head[HEAD], size_t len, uint64_t *heads)
{
    size_t i = 0;
    for (; i < pattern.len && len < HEAD && !fh_glob_is_special(pattern.ptr[i]); i++)
        head[len++] = pattern.ptr[i];
    if (len == HEAD || i == pattern.len) {
        *heads |= head_bit(fh_text_make(head, len));
        return true;
    }
    const fh_text group = fh_text_slice(pattern, i + 1, SIZE_MAX);
    const size_t end = fh_text_find_byte(group, '}');
    if (pattern.ptr[i] != '{' || end == SIZE_MAX) return false;
    const fh_text rest = fh_text_slice(group, end + 1, SIZE_MAX);
    fh_text choices = fh_text_slice(group, 0, end), choice;
    if (fh_text_find_byte(choices, '{') != SIZE_MAX) return false;
    while (fh_text_next_field(&choices, ',', &choice)) {
        size_t more = len, k = 0;
        for (; k < choice.len && more < HEAD && !fh_glob_is_special(choice.ptr[k]); k++)
            head[more++] = choice.ptr[k];
        if ((k < choice.len && more < HEAD) || !add_heads(rest, head, more, heads)) return false;
    }
    return true;
}

static uint64_t heads_of(const fh_pattern_vec *patterns)
{
    uint64_t heads = 0;
    char head[HEAD];
    for (size_t i = 0; i < patterns->count; i++) {
        const fh_pattern *pattern = &patterns->items[i];
        if (pattern->negate) continue;
        if (pattern->compare != 0 || !add_heads(pattern->glob, head, 0, &heads)) return UINT64_MAX;
    }
    return heads != 0 ? heads : UINT64_MAX;
}

/* Of several matchers of one rule that take the same fact, the first one counts. */
static void match_fact(fh_case *cause, const matcher_refs *by_kind, uint32_t fact_index)
{
    const fh_fact *fact = &cause->store->facts.items[fact_index];
    if (fact->kind == FH_FACT_HIT) {
        if (fact->signal == 0 || fact->signal > cause->ruleset->signals.list.count) return;
        try_matcher(cause, cause->ruleset->signal_rules[fact->signal - 1],
                    cause->ruleset->signal_matchers[fact->signal - 1], fact_index);
        return;
    }
    const matcher_refs *refs = &by_kind[fact->kind];
    const uint64_t head = head_bit(fact->subject);
    uint32_t last_rule = UINT32_MAX;
    for (size_t i = 0; i < refs->count; i++) {
        if ((refs->items[i].heads & head) == 0 || refs->items[i].rule == last_rule) continue;
        const size_t before = cause->evidence.count;
        try_matcher(cause, refs->items[i].rule, refs->items[i].matcher, fact_index);
        if (cause->evidence.count > before) last_rule = refs->items[i].rule;
    }
}

void fh_match(fh_case *cause)
{
    matcher_refs by_kind[FH_FACT_COUNT] = {{0}};
    for (uint32_t r = 0; r < cause->ruleset->rules.count; r++) {
        const fh_matcher_vec *matchers = &cause->ruleset->rules.items[r].matchers;
        for (uint32_t m = 0; m < matchers->count; m++) {
            const matcher_ref ref = {r, m, heads_of(&matchers->items[m].subject)};
            (void)FH_VEC_ADD(cause->arena, &by_kind[matchers->items[m].kind], ref);
        }
    }
    for (uint32_t i = 0; i < cause->store->facts.count; i++) match_fact(cause, by_kind, i);
    fh_weaken_alone(cause);
}
