/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "policy/weigh.h"

fh_fact fh_policy_fact(const fh_policy_job *job, uint32_t from, const char *subject, fh_text value)
{
    const fh_fact *place = &job->store->facts.items[from];
    return (fh_fact){.kind = FH_FACT_FILE,
                     .certainty = FH_CERTAINTY_DERIVED,
                     .file = place->file,
                     .line = place->line,
                     .column = place->column,
                     .end_line = place->end_line,
                     .end_column = place->end_column,
                     .subject = fh_text_of(subject),
                     .value = value,
                     .quote = place->quote,
                     .reader = FH_TEXT("policy")};
}

/* ---- clarifications ---- */

/* The license file at that path, with the digest that its reader took. */
static const fh_fact *file_at(const fh_policy_job *job, fh_text path)
{
    uint32_t index;
    if (!fh_store_find(job->store, path, &index)) return NULL;
    const fh_file *file = &job->store->files.items[index];
    for (uint32_t i = 0; i < file->fact_count; i++) {
        const fh_fact *fact = &job->store->facts.items[file->fact_start + i];
        if (fact->kind == FH_FACT_FILE && fh_text_is(fact->subject, "license-file")) return fact;
    }
    return NULL;
}

static bool digest_is(const fh_fact *fact, fh_text sha256)
{
    const fh_text digest = fh_fact_get(fact, FH_ATTR_CHECKSUM);
    return fh_text_starts(digest, FH_TEXT("sha256:")) &&
           fh_text_eq_nocase(fh_text_slice(digest, 7, SIZE_MAX), sha256);
}

static void add_note(const fh_policy_job *job, const fh_policy_note *note, const char *kind,
                     fh_text what)
{
    fh_fact fact = {.kind = FH_FACT_FILE,
                    .certainty = FH_CERTAINTY_STATED,
                    .subject = FH_TEXT("license-policy-entry"),
                    .value = what,
                    .reader = FH_TEXT("policy")};
    fh_fact_set(&fact, FH_ATTR_KIND, fh_text_of(kind));
    fh_fact_set(&fact, FH_ATTR_AUTHOR, note->owner);
    fh_fact_set(&fact, FH_ATTR_VERSION, note->expires);
    fh_fact_set(&fact, FH_ATTR_SIZE,
                fh_arena_printf(&job->store->arena, "%u", (unsigned)note->line));
    if (job->store->files.count > 0) (void)fh_store_add_derived(job->store, 0, &fact);
}

/* Says `license` of every subject of the file, as long as its bytes are the ones somebody read. */
static void clarify(const fh_policy_job *job, const fh_policy_clarification *clear,
                    fh_policy_subject_vec *subjects)
{
    const fh_fact *fact = file_at(job, clear->path);
    bool used = false;
    if (fh_policy_is_expired(job, &clear->note)) {
        add_note(job, &clear->note, "expired", clear->path);
        return;
    }
    if (fact != NULL && !digest_is(fact, clear->sha256)) {
        add_note(job, &clear->note, "stale", clear->path);
        return;
    }
    for (size_t i = 0; fact != NULL && i < subjects->count; i++) {
        fh_policy_subject *subject = &subjects->items[i];
        const fh_fact *own = &job->store->facts.items[subject->fact];
        if (own->file != fact->file) continue;
        subject->expression = clear->license;
        subject->category = (fh_text){0};
        used = true;
    }
    const fh_policy_subject fresh = {
        .expression = clear->license,
        .path = clear->path,
        .use = "vendored",
        .fact = fact != NULL ? (uint32_t)(fact - job->store->facts.items) : 0};
    if (!used && fact != NULL) used = FH_VEC_ADD(&job->store->arena, subjects, fresh);
    if (!used) add_note(job, &clear->note, "unused", clear->path);
}

/* ---- the policy ---- */

static void answer(const fh_policy_job *job, fh_policy_subject *subject, bool *used)
{
    static const char *const kinds[] = {"allow", "review", "deny"};
    const fh_policy_answer found = fh_policy_weigh(job, subject, used);
    const bool choice = fh_text_find(subject->expression, FH_TEXT(" OR ")) != SIZE_MAX;
    subject->told |= found.exception; /* who let it through has looked at what it goes with */
    if (found.verdict == FH_POLICY_ALLOW && !choice) return;
    fh_fact fact = fh_policy_fact(job, subject->fact, "license-policy", subject->expression);
    fh_fact_set(&fact, FH_ATTR_KIND,
                fh_text_of(found.verdict == FH_POLICY_ALLOW ? "choice" : kinds[found.verdict]));
    fh_fact_set(&fact, FH_ATTR_CLAIM, found.chosen);
    fh_fact_set(&fact, FH_ATTR_TABLE, fh_text_of(subject->use));
    fh_fact_set(&fact, FH_ATTR_ORIGIN, found.reason);
    fh_fact_set(&fact, FH_ATTR_NAME, subject->package.len > 0 ? subject->package : subject->path);
    (void)fh_store_add_derived(job->store, fact.file, &fact);
}

/* Packages whose license nobody knows: one finding, with how many there are. */
static void answer_unstated(const fh_policy_job *job)
{
    uint32_t count = 0, first = 0;
    if (job->policy->unstated == FH_POLICY_ALLOW) return;
    for (uint32_t i = 0; i < job->store->facts.count; i++) {
        const fh_fact *fact = &job->store->facts.items[i];
        if (fact->kind != FH_FACT_DEPENDENCY || fh_fact_get(fact, FH_ATTR_EXPRESSION).len > 0 ||
            !fh_text_is(fh_fact_get(fact, FH_ATTR_PHASE), "runtime"))
            continue;
        if (count++ == 0) first = i;
    }
    if (count == 0) return;
    fh_fact fact = fh_policy_fact(job, first, "license-policy", FH_TEXT("NOASSERTION"));
    fh_fact_set(&fact, FH_ATTR_KIND,
                job->policy->unstated == FH_POLICY_DENY ? FH_TEXT("deny") : FH_TEXT("review"));
    fh_fact_set(&fact, FH_ATTR_TABLE, FH_TEXT("dynamic"));
    fh_fact_set(&fact, FH_ATTR_NAME,
                fh_arena_printf(&job->store->arena, "%u packages", (unsigned)count));
    fh_fact_set(&fact, FH_ATTR_ORIGIN, FH_TEXT("their licenses are not stated in the tree"));
    (void)fh_store_add_derived(job->store, fact.file, &fact);
}

static void check_entries(const fh_policy_job *job, const bool *used)
{
    const fh_policy *policy = job->policy;
    for (size_t i = 0; i < policy->entries.count; i++) {
        const fh_policy_entry *entry = &policy->entries.items[i];
        const fh_pattern_vec *what = entry->package.count > 0   ? &entry->package
                                     : entry->path.count > 0    ? &entry->path
                                     : entry->license.count > 0 ? &entry->license
                                                                : &entry->category;
        const fh_text name = what->count > 0 ? what->items[0].glob : (fh_text){0};
        if (fh_policy_is_expired(job, &entry->note)) add_note(job, &entry->note, "expired", name);
        /* Only exceptions have to be of use; a rule may wait for its case. */
        else if (!used[i] && !entry->preset && (entry->package.count > 0 || entry->path.count > 0))
            add_note(job, &entry->note, "unused", name);
    }
    for (size_t i = 0; i < policy->choices.count; i++) {
        const fh_policy_choice *choice = &policy->choices.items[i];
        if (fh_policy_is_expired(job, &choice->note))
            add_note(job, &choice->note, "expired", choice->expression);
        else if (!used[policy->entries.count + i])
            add_note(job, &choice->note, "unused", choice->expression);
    }
}

fh_status fh_policy_apply(fh_policy_job *job)
{
    fh_policy_subject_vec subjects;
    const fh_policy *policy = job->policy;
    fh_policy_subjects(job, &subjects);
    if (policy != NULL) {
        bool *used = FH_NEW_ARRAY(&job->store->arena,
                                  policy->entries.count + policy->choices.count + 1, bool);
        for (size_t i = 0; i < policy->clarifications.count; i++)
            clarify(job, &policy->clarifications.items[i], &subjects);
        for (size_t i = 0; used != NULL && i < subjects.count; i++)
            answer(job, &subjects.items[i], used);
        if (used != NULL) check_entries(job, used);
        answer_unstated(job);
    }
    fh_policy_compare(job, &subjects);
    return job->store->arena.failed ? fh_fail(job->env, FH_NO_MEMORY, "no memory for the policy")
                                    : FH_OK;
}
