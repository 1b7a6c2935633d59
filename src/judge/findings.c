/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/digest.h"
#include "judge/judge.h"

/* Findings: evidence that says something about coupling, grouped by rule, vendor and file. */

static fh_severity effective_severity(const fh_rule *rule, fh_strength strength)
{
    if (strength >= FH_STRENGTH_NATIVE) return rule->severity;
    return rule->severity > FH_SEVERITY_LOW ? FH_SEVERITY_LOW : FH_SEVERITY_INFO;
}

static const char *weight_of(fh_strength strength)
{
    if (strength == FH_STRENGTH_REQUIRED) return "mandatory";
    return strength >= FH_STRENGTH_NATIVE ? "potential" : "optional";
}

static fh_place place_of(const fh_case *cause, const fh_evidence *evidence)
{
    const fh_fact *fact = &cause->store->facts.items[evidence->fact];
    return (fh_place){.path = cause->store->files.items[evidence->file].path,
                      .line = fact->line,
                      .column = fact->column,
                      .end_line = fact->end_line,
                      .end_column = fact->end_column};
}

/* "-" is a rule's word for none. */
static fh_text vendor_shown(const fh_evidence *evidence)
{
    return fh_text_is(evidence->vendor, "-") ? (fh_text){0} : evidence->vendor;
}

/* The subject of these says what kind of thing was seen, their value which. */
static bool names_by_value(const fh_fact *fact)
{
    return fact->kind == FH_FACT_HIT ||
           (fact->kind == FH_FACT_FILE && fh_text_starts(fact->subject, FH_TEXT("license-")));
}

static fh_finding make_finding(const fh_case *cause, const fh_evidence *evidence)
{
    const fh_rule *rule = &cause->ruleset->rules.items[evidence->rule];
    const fh_fact *fact = &cause->store->facts.items[evidence->fact];
    fh_finding finding = {
        .rule = rule->id,
        .title = rule->title,
        .axis = rule->axis,
        .vendor = vendor_shown(evidence),
        .severity = effective_severity(rule, evidence->strength),
        .confidence = rule->confidence,
        .strength = evidence->strength,
        .rule_strength = evidence->rule_strength,
        .weakened_by = evidence->weakened_by,
        .weight = fh_text_is_empty(rule->weight) ? fh_text_of(weight_of(evidence->strength))
                                                 : rule->weight,
        .subject = fh_text_is_empty(fact->value) || !names_by_value(fact) ? fact->subject
                                                                          : fact->value,
        .message = fh_message_of(cause, evidence),
        .remedy = rule->remedy,
        .component = evidence->component,
        .contexts = fact->contexts,
        .place = place_of(cause, evidence),
        .quote = fact->quote,
        .more_count = 0,
    };
    for (size_t i = 0; i < rule->alternatives.count; i++)
        finding.alternatives =
            i == 0 ? rule->alternatives.items[0]
                   : fh_arena_printf(cause->arena, "%.*s, %.*s", FH_TEXT_ARGS(finding.alternatives),
                                     FH_TEXT_ARGS(rule->alternatives.items[i]));
    const fh_text parts[] = {finding.rule, finding.vendor, finding.subject, finding.place.path};
    const fh_digest_hex digest = fh_digest128(parts, FH_COUNT(parts));
    for (size_t i = 0; i < sizeof digest.hex; i++) finding.fingerprint[i] = digest.hex[i];
    return finding;
}

enum { MOST_MORE = 20 };

static bool same_place(const fh_place *a, const fh_place *b)
{
    return a->line == b->line && a->column == b->column;
}

/* Several matchers of a rule may see one place. */
static void add_place(const fh_case *cause, const fh_evidence *evidence, fh_finding *finding)
{
    const fh_place place = place_of(cause, evidence);
    const fh_place_vec *more = &finding->more;
    if (same_place(&place, &finding->place)) return;
    if (more->count > 0 && same_place(&place, &more->items[more->count - 1])) return;
    finding->more_count++;
    if (more->count < MOST_MORE) (void)FH_VEC_ADD(cause->arena, &finding->more, place);
}

static int compare_findings(const fh_finding *a, const fh_finding *b)
{
    if (a->severity != b->severity) return a->severity > b->severity ? -1 : 1;
    if (a->strength != b->strength) return a->strength > b->strength ? -1 : 1;
    if (a->axis != b->axis) return a->axis < b->axis ? -1 : 1;
    const int by_rule = fh_text_compare(a->rule, b->rule);
    if (by_rule != 0) return by_rule;
    const int by_path = fh_text_compare(a->place.path, b->place.path);
    if (by_path != 0) return by_path;
    if (a->place.line != b->place.line) return a->place.line < b->place.line ? -1 : 1;
    return fh_text_compare(a->vendor, b->vendor);
}

/* Merge sort by links would do too; heap sort needs no memory and no recursion. */
static void sift_down(fh_finding *items, size_t from, size_t count)
{
    const fh_finding moved = items[from];
    for (;;) {
        size_t child = from * 2 + 1;
        if (child >= count) break;
        if (child + 1 < count && compare_findings(&items[child], &items[child + 1]) < 0) child++;
        if (compare_findings(&moved, &items[child]) >= 0) break;
        items[from] = items[child];
        from = child;
    }
    items[from] = moved;
}

static void sort_findings(fh_finding_vec *findings)
{
    const size_t count = findings->count;
    for (size_t i = count / 2; i-- > 0;) sift_down(findings->items, i, count);
    for (size_t end = count; end-- > 1;) {
        const fh_finding top = findings->items[0];
        findings->items[0] = findings->items[end];
        findings->items[end] = top;
        sift_down(findings->items, 0, end);
    }
}

void fh_findings(fh_case *cause, fh_report *report)
{
    for (size_t i = 0; i < cause->evidence.count; i++) {
        const fh_evidence *evidence = &cause->evidence.items[i];
        const fh_rule *rule = &cause->ruleset->rules.items[evidence->rule];
        if (!rule->finding || evidence->strength < FH_STRENGTH_HINT) continue;
        /* Evidence is in order of file: look back only over this file's findings. */
        fh_finding *same = NULL;
        const fh_text path = cause->store->files.items[evidence->file].path;
        for (size_t k = report->findings.count; k-- > 0 && same == NULL;) {
            fh_finding *finding = &report->findings.items[k];
            if (finding->place.path.ptr != path.ptr) break;
            if (fh_text_eq(finding->rule, rule->id) &&
                fh_text_eq(finding->vendor, vendor_shown(evidence)) &&
                finding->strength == evidence->strength)
                same = finding;
        }
        if (same != NULL) {
            add_place(cause, evidence, same);
            continue;
        }
        (void)FH_VEC_ADD(cause->arena, &report->findings, make_finding(cause, evidence));
    }
    sort_findings(&report->findings);
    for (size_t i = 0; i < report->findings.count; i++)
        report->severity_counts[report->findings.items[i].severity]++;
}
