/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "audit.h"

/* Records that need no judgement: what was scanned, what was read, and inventories. */

static fh_place place_of(const fh_store *store, const fh_fact *fact)
{
    return (fh_place){.path = store->files.items[fact->file].path,
                      .line = fact->line,
                      .column = fact->column,
                      .end_line = fact->end_line,
                      .end_column = fact->end_column};
}

static void add_unread(freehold_audit *audit, const fh_fact *fact)
{
    const fh_place place = place_of(&audit->store, fact);
    const fh_unread_record record = {.place = place,
                                     .reason = fact->subject,
                                     .message = fact->value,
                                     .manifest = fh_read_is_manifest(place.path)};
    (void)FH_VEC_ADD(&audit->arena, &audit->report.coverage.unread, record);
}

static void add_known_license(const freehold_audit *audit, size_t fact, fh_dependency *record)
{
    const fh_linked *linked = &audit->linked;
    const uint32_t answer = fact < linked->license_of_count ? linked->license_of[fact] : UINT32_MAX;
    if (answer == UINT32_MAX) return;
    const fh_package_license *known = &linked->licenses.items[answer];
    record->license = known->expression;
    record->license_source = known->source;
    record->license_differs = known->differs;
    record->evidence = &linked->evidence.items[known->first];
    record->evidence_count = known->count;
}

static void add_dependency(freehold_audit *audit, const fh_fact *fact)
{
    fh_dependency record = {
        .purl = fact->subject,
        .name = fh_fact_get(fact, FH_ATTR_NAME),
        .requirement = fact->value,
        .phase = fh_fact_get(fact, FH_ATTR_PHASE),
        .necessity = fh_fact_get(fact, FH_ATTR_NECESSITY),
        .gate = fh_fact_get(fact, FH_ATTR_GATE),
        .marker = fh_fact_get(fact, FH_ATTR_MARKER),
        .directness = fh_fact_get(fact, FH_ATTR_DIRECTNESS),
        .pin = fh_fact_get(fact, FH_ATTR_PIN),
        .place = place_of(&audit->store, fact),
        .quote = fact->quote,
        .component = audit->store.files.items[fact->file].component,
        .contexts = audit->store.files.items[fact->file].contexts,
    };
    add_known_license(audit, (size_t)(fact - audit->store.facts.items), &record);
    (void)FH_VEC_ADD(&audit->arena, &audit->report.dependencies, record);
}

static void add_feature(freehold_audit *audit, const fh_fact *fact)
{
    const fh_feature_record record = {.name = fact->subject,
                                      .members = fact->value,
                                      .component = audit->store.files.items[fact->file].component};
    (void)FH_VEC_ADD(&audit->arena, &audit->report.features, record);
}

/* Linking tells facts; the report has dependencies, in the same order. */
static void add_needs(freehold_audit *audit)
{
    const fh_fact_vec *facts = &audit->store.facts;
    const fh_lock_need_vec *needs = &audit->linked.needs;
    uint32_t *index =
        needs->count == 0 ? NULL : FH_NEW_ARRAY(&audit->arena, facts->count, uint32_t);
    uint32_t count = 0;
    if (index == NULL) return;
    for (size_t i = 0; i < facts->count; i++)
        if (facts->items[i].kind == FH_FACT_DEPENDENCY) index[i] = count++;
    for (size_t i = 0; i < needs->count; i++) {
        fh_lock_need need = needs->items[i];
        if (need.from != UINT32_MAX) need.from = index[need.from];
        need.to = index[need.to];
        (void)FH_VEC_ADD(&audit->arena, &audit->report.needs, need);
    }
}

static bool is_license_path(fh_text path)
{
    static const char *const names[] = {"license", "licence", "copying", "unlicense"};
    const fh_text name = fh_text_base_name(path);
    for (size_t i = 0; i < FH_COUNT(names); i++)
        if (fh_text_starts_nocase(name, fh_text_of(names[i]))) return true;
    return false;
}

static const char *license_role(const fh_fact *fact, fh_text path)
{
    if ((fact->contexts & FH_CONTEXT_LICENSE_INVENTORY) != 0) return "inventory";
    if ((fact->contexts & FH_CONTEXT_VENDORED) != 0) return "dependency";
    if (fh_text_is(fh_fact_get(fact, FH_ATTR_SCOPE), "declared")) return "declared";
    if (!is_license_path(path)) return "file";
    return fh_text_is_empty(fh_text_dir_name(path)) ? "outbound" : "component";
}

/* Headers that say the same are counted on the first of them. */
static void add_license(freehold_audit *audit, const fh_fact *fact)
{
    const fh_text path = audit->store.files.items[fact->file].path;
    const fh_text role = fh_text_of(license_role(fact, path));
    const fh_text kind = fh_fact_get(fact, FH_ATTR_KIND);
    fh_license_vec *licenses = &audit->report.licenses;
    if (!fh_text_is(role, "outbound"))
        for (size_t i = 0; i < licenses->count; i++) {
            fh_license_record *record = &licenses->items[i];
            if (!fh_text_eq(record->expression, fact->subject) || !fh_text_eq(record->role, role) ||
                !fh_text_eq(record->kind, kind))
                continue;
            record->count++;
            return;
        }
    uint64_t coverage = 0;
    (void)fh_text_to_u64(fh_fact_get(fact, FH_ATTR_COVERAGE), &coverage);
    const fh_license_record record = {.expression = fact->subject,
                                      .kind = kind,
                                      .coverage = (uint32_t)coverage,
                                      .count = 1,
                                      .place = place_of(&audit->store, fact),
                                      .role = role};
    (void)FH_VEC_ADD(&audit->arena, licenses, record);
}

static bool points_to_license(const fh_fact *fact)
{
    return fact->kind == FH_FACT_POINTER && fh_text_is(fact->value, "license-file") &&
           fh_fact_get(fact, FH_ATTR_EXPRESSION).len > 0;
}

/* A header that says "see the LICENSE file" says what that file says. */
static void add_pointed(freehold_audit *audit, const fh_fact *pointer)
{
    fh_fact fact = *pointer;
    fact.subject = fh_fact_get(pointer, FH_ATTR_EXPRESSION);
    fh_fact_set(&fact, FH_ATTR_KIND, FH_TEXT("reference"));
    add_license(audit, &fact);
}

/* What a card or a header says of a model's license and of its base; the first one counts. */
static void add_lineage(fh_model_record *record, const fh_fact *fact)
{
    if (record->license.len == 0) record->license = fh_fact_get(fact, FH_ATTR_EXPRESSION);
    if (record->bases.len == 0) record->bases = fh_fact_get(fact, FH_ATTR_MEMBERS);
    if (record->derivative_license.len == 0)
        record->derivative_license = fh_fact_get(fact, FH_ATTR_CLAIM);
}

/* The architecture that a configuration names helps the rules, but names no model. */
static bool names_a_model(const fh_fact *fact)
{
    return fact->kind == FH_FACT_MODEL && !fh_text_is(fh_fact_get(fact, FH_ATTR_KIND), "config");
}

static void add_model(freehold_audit *audit, const fh_fact *fact)
{
    fh_model_vec *models = &audit->report.models;
    for (size_t i = 0; i < models->count; i++)
        if (fh_text_eq(models->items[i].id, fact->subject)) {
            add_lineage(&models->items[i], fact);
            models->items[i].count++;
            return;
        }
    fh_model_record record = {.id = fact->subject,
                              .vendor = fh_fact_get(fact, FH_ATTR_VENDOR),
                              .openness = FH_TEXT("unknown"),
                              .count = 1,
                              .place = place_of(&audit->store, fact),
                              .role = fh_fact_get(fact, FH_ATTR_KIND)};
    add_lineage(&record, fact);
    (void)FH_VEC_ADD(&audit->arena, models, record);
}

static void fill_target(freehold_audit *audit, const freehold_options *options)
{
    const fh_target *target = fh_tree_target(audit->tree);
    fh_report *report = &audit->report;
    report->target_kind = fh_text_of(target->kind);
    report->target_commit = target->commit;
    report->target_rev = fh_arena_copy(&audit->arena, fh_text_of(options->rev));
    report->target_ref = target->ref;
    report->target_path = fh_arena_copy(&audit->arena, fh_text_of(options->path));
    report->rules_hash =
        fh_arena_printf(&audit->arena, "%016llx", (unsigned long long)audit->ruleset->hash);
}

void fh_audit_fill(freehold_audit *audit, const freehold_options *options)
{
    fh_coverage *coverage = &audit->report.coverage;
    uint32_t last_unread = UINT32_MAX, last_manifest = UINT32_MAX, lost = 0;
    fill_target(audit, options);
    for (size_t i = 0; i < audit->store.facts.count; i++) {
        const fh_fact *fact = &audit->store.facts.items[i];
        if (fact->kind == FH_FACT_UNREAD) {
            add_unread(audit, fact);
            /* The machine is to blame, so another run may say more. */
            audit->cut_short |= fh_text_is(fact->subject, fh_unread_name(FH_UNREAD_MEMORY));
            /* Files that gave nothing but this are lost; others were read in part. */
            if (fact->file != last_unread && fact->line == 0) lost++;
            last_unread = fact->file;
        }
        if (fact->kind == FH_FACT_DEPENDENCY || fact->kind == FH_FACT_PACKAGE) {
            coverage->manifests += fact->file != last_manifest;
            last_manifest = fact->file;
        }
        if (fact->kind == FH_FACT_DEPENDENCY) add_dependency(audit, fact);
        if (fact->kind == FH_FACT_FEATURE) add_feature(audit, fact);
        if (fact->kind == FH_FACT_LICENSE) add_license(audit, fact);
        if (points_to_license(fact)) add_pointed(audit, fact);
        if (names_a_model(fact)) add_model(audit, fact);
    }
    add_needs(audit);
    fh_audit_fill_notices(audit);
    coverage->read = coverage->files > lost ? coverage->files - lost : 0;
    coverage->complete = !audit->manifest_unread && !audit->cut_short;
}
