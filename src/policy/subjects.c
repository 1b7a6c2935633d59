/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "policy/weigh.h"

/* What in the tree is under which license, and how it is used. */

enum { SUBJECTS_MAX = 20000 };

/* Crates and Go modules become part of the program; packages of other ecosystems are loaded. */
static const char *use_of_dependency(const fh_fact *fact)
{
    static const char *const built_in[] = {"pkg:cargo/", "pkg:golang/"};
    const fh_text phase = fh_fact_get(fact, FH_ATTR_PHASE);
    const uint32_t aside = FH_CONTEXT_TEST | FH_CONTEXT_EXAMPLE | FH_CONTEXT_BENCHMARK |
                           FH_CONTEXT_DOC | FH_CONTEXT_CI | FH_CONTEXT_DEV_TOOLING;
    if (fh_text_is(phase, "build")) return "build-only";
    if ((fact->contexts & aside) != 0) return "test-only";
    if (!fh_text_is(phase, "runtime") && phase.len > 0) return "test-only";
    for (size_t i = 0; i < FH_COUNT(built_in); i++)
        if (fh_text_starts(fact->subject, fh_text_of(built_in[i]))) return "static";
    return "dynamic";
}

static bool is_license_fact(const fh_fact *fact, const char *subject)
{
    return fact->kind == FH_FACT_FILE && fh_text_is(fact->subject, subject);
}

static bool is_clue(fh_text kind)
{
    return fh_text_is(kind, "clue") || fh_text_is(kind, "reference") || fh_text_is(kind, "unknown");
}

static bool is_told(const fh_fact *fact)
{
    const fh_text relation = fh_fact_get(fact, FH_ATTR_RELATION);
    return fh_text_is(relation, "restricted") || fh_text_is(relation, "stricter") ||
           fh_text_is(relation, "unknown") || fh_text_is(relation, "alone") ||
           fh_text_is(relation, "documentation");
}

/* Fills all but the place; false when the fact is no subject. */
static bool subject_of(const fh_policy_job *job, const fh_fact *fact, fh_policy_subject *subject)
{
    const fh_text path = job->store->files.items[fact->file].path;
    const fh_text scope = fh_fact_get(fact, FH_ATTR_SCOPE);
    subject->expression = fh_fact_get(fact, FH_ATTR_EXPRESSION);
    subject->category = fh_fact_get(fact, FH_ATTR_CATEGORY);
    subject->path = path;
    if (fact->kind == FH_FACT_DEPENDENCY) {
        subject->package = fact->subject;
        subject->use = use_of_dependency(fact);
        return subject->expression.len > 0;
    }
    if (fact->kind == FH_FACT_MODEL) {
        subject->package = fact->subject;
        subject->use = "weights";
        return subject->expression.len > 0;
    }
    if (is_license_fact(fact, "license-part") || is_license_fact(fact, "license-headers") ||
        is_license_fact(fact, "license-declared")) {
        subject->use = "source";
        subject->told = is_told(fact);
        if (is_license_fact(fact, "license-part")) subject->path = fact->value;
        /* Terms without a name are terms all the same. */
        if (subject->expression.len == 0)
            subject->expression = FH_TEXT("LicenseRef-freehold-own-terms");
        return true;
    }
    if (fact->kind != FH_FACT_LICENSE || is_clue(fh_fact_get(fact, FH_ATTR_KIND))) return false;
    if (fh_text_is(scope, "root")) {
        subject->use = "source";
        subject->told = true; /* it is the tree's own */
        return true;
    }
    subject->use = "vendored";
    return fh_text_is(scope, "dependency") &&
           (fact->contexts & (FH_CONTEXT_TEST | FH_CONTEXT_EXAMPLE | FH_CONTEXT_DOC)) == 0;
}

/* One text of a vendored folder stands for its headers, too. */
static fh_text place_of(const fh_policy_subject *subject)
{
    if (subject->package.len > 0) return subject->package;
    const fh_text path = subject->path;
    const size_t slash = fh_text_find_byte(path, '/');
    if (slash == SIZE_MAX) return path;
    const size_t second = fh_text_find_byte(fh_text_slice(path, slash + 1, SIZE_MAX), '/');
    return second == SIZE_MAX ? fh_text_slice(path, 0, slash)
                              : fh_text_slice(path, 0, slash + 1 + second);
}

void fh_policy_subjects(const fh_policy_job *job, fh_policy_subject_vec *ret_subjects)
{
    fh_arena *arena = &job->store->arena;
    fh_table seen;
    fh_table_init(&seen, arena);
    *ret_subjects = (fh_policy_subject_vec){0};
    for (uint32_t i = 0; i < job->store->facts.count; i++) {
        fh_policy_subject subject = {.fact = i};
        uint32_t before;
        if (!subject_of(job, &job->store->facts.items[i], &subject)) continue;
        const fh_text key =
            fh_arena_printf(arena, "%s\n%.*s\n%.*s", subject.use, FH_TEXT_ARGS(subject.expression),
                            FH_TEXT_ARGS(subject.told ? (fh_text){0} : place_of(&subject)));
        if (fh_table_find(&seen, key, &before)) continue;
        if (!fh_table_set(&seen, key, i) || ret_subjects->count >= SUBJECTS_MAX ||
            !FH_VEC_ADD(arena, ret_subjects, subject))
            break;
    }
}
