/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/link.h"
#include "tap.h"

/* Lock files as facts: a package a line, its number and edges in `needs`. */

typedef struct package {
    const char *name, *needs, *gate;
} package;

typedef struct linked {
    fh_env env;
    fh_store store;
    fh_linked linked;
} linked;

static fh_fact locked(const package *row, uint32_t line)
{
    fh_fact fact = {.kind = FH_FACT_DEPENDENCY,
                    .line = line,
                    .column = 1,
                    .subject = fh_text_of(row->name),
                    .value = FH_TEXT("1.0.0")};
    if (fh_text_is(fact.subject, "lock.extra")) fact.kind = FH_FACT_FIELD;
    fh_fact_set(&fact, FH_ATTR_TABLE, FH_TEXT("lock"));
    fh_fact_set(&fact, FH_ATTR_DIRECTNESS, FH_TEXT("transitive"));
    fh_fact_set(&fact, FH_ATTR_NECESSITY, FH_TEXT("unknown"));
    fh_fact_set(&fact, FH_ATTR_NEEDS, fh_text_of(row->needs));
    fh_fact_set(&fact, FH_ATTR_GATE, fh_text_of(row->gate));
    return fact;
}

static void link_rows(linked *self, const char *importer, const package *rows, size_t count)
{
    fh_facts facts;
    fh_env_init(&self->env);
    fh_store_init(&self->store, 0);
    fh_facts_init(&facts, 0);
    fh_fact project = {.kind = FH_FACT_FIELD,
                       .line = 1,
                       .column = 1,
                       .subject = FH_TEXT("lock.importer"),
                       .value = FH_TEXT(".")};
    fh_fact_set(&project, FH_ATTR_NEEDS, fh_text_of(importer));
    fh_facts_add(&facts, &project);
    for (size_t i = 0; i < count; i++) {
        const fh_fact fact = locked(&rows[i], (uint32_t)i + 2);
        fh_facts_add(&facts, &fact);
    }
    const fh_file file = {.path = FH_TEXT("package-lock.json")};
    const fh_signals signals = {.arena = &self->store.arena};
    fh_store_add(&self->store, &file, &facts);
    CHECK_INT(fh_link(&self->env, &self->store, &signals, &self->linked), FH_OK);
    fh_facts_done(&facts);
}

static void check(const linked *self, const char *name, const char *phase, const char *necessity,
                  const char *gate)
{
    for (size_t i = 0; i < self->store.facts.count; i++) {
        const fh_fact *fact = &self->store.facts.items[i];
        if (!fh_text_is(fact->subject, name)) continue;
        CHECK_TEXT(fh_fact_get(fact, FH_ATTR_PHASE), phase);
        CHECK_TEXT(fh_fact_get(fact, FH_ATTR_NECESSITY), necessity);
        if (!CHECK_TEXT(fh_fact_get(fact, FH_ATTR_GATE), gate)) printf("# %s\n", name);
        return;
    }
    CHECK(false);
}

static void the_best_path_decides(void)
{
    static const package rows[] = {
        {"a", "0 rr2 rn3", ""}, {"b", "1 rr3 rr4 br5", ""}, {"c", "2 rr0", ""}, {"d", "3 rp6", ""},
        {"e", "4 rr9 rr4", ""}, {"f", "5 rr2 rr7", ""},     {"g", "6", ""},     {"h", "7", ""},
        {"lost", "8 rr1", ""},
    };
    linked self;
    link_rows(&self, "- rn0 dr1 rr99", rows, FH_COUNT(rows));
    check(&self, "a", "runtime", "optional-default-on", "");
    check(&self, "b", "dev", "required", "");
    check(&self, "c", "runtime", "optional-default-on", "");
    check(&self, "d", "runtime", "optional-default-on", "");
    check(&self, "e", "dev", "required", "");
    check(&self, "f", "dev", "required", "");
    check(&self, "g", "runtime", "optional-default-on", "");
    check(&self, "h", "dev", "required", "");
    check(&self, "lost", "", "unknown", "");
    fh_store_done(&self.store);
}

static void gates_meet(void)
{
    static const package rows[] = {
        {"mac", "0 rr3 rr4 rr5", "os:darwin"},
        {"win", "1 rr3 rr5", "os:win32"},
        {"plain", "2 rr5", ""},
        {"either", "3 rr6", ""},
        {"below", "4 rr7", "cpu:arm64"},
        {"open", "5", ""},
        {"deeper", "6 rr3", ""},
        {"deepest", "7 rr0", ""},
    };
    linked self;
    link_rows(&self, "- rr0 rr1 rr2", rows, FH_COUNT(rows));
    check(&self, "mac", "runtime", "required", "os:darwin");
    check(&self, "either", "runtime", "required", "os:darwin || os:win32");
    check(&self, "deeper", "runtime", "required", "os:darwin || os:win32");
    check(&self, "below", "runtime", "required", "os:darwin && cpu:arm64");
    check(&self, "deepest", "runtime", "required", "os:darwin && cpu:arm64");
    check(&self, "open", "runtime", "required", "");
    fh_store_done(&self.store);
}

/* A name that begins like another one is not the same. */
static void conditions_are_compared_whole(void)
{
    static const package rows[] = {
        {"pkg:pypi/own", "0 rf1?9:extra:dev rf1?15:extra:dev-tools rf2?9:extra:dev", ""},
        {"pkg:pypi/a", "1", ""},
        {"pkg:pypi/b", "2 rr3?13:marker:a or b", ""},
        {"pkg:pypi/c", "3", "extra:dev && marker:a"},
    };
    linked self;
    link_rows(&self, "- rr0", rows, FH_COUNT(rows));
    check(&self, "pkg:pypi/a", "runtime", "optional-default-off", "extra:dev || extra:dev-tools");
    check(&self, "pkg:pypi/c", "runtime", "optional-default-off",
          "extra:dev && marker:a or b && extra:dev && marker:a");
    fh_store_done(&self.store);
}

/* The last row is an extra of "own": a field, not a package. */
static void edges_have_gates_and_extras_lead_on(void)
{
    static const package rows[] = {
        {"pkg:pypi/own", "0 rr1?4:m:lx rf2?7:extra:e dr3", ""},
        {"pkg:pypi/a", "1 rr4", ""},
        {"pkg:pypi/b", "2 rr6", ""},
        {"pkg:pypi/c", "3", ""},
        {"pkg:pypi/d", "4", ""},
        {"pkg:pypi/e", "5", ""},
        {"lock.extra", "6 rr0 rr5", ""},
    };
    linked self;
    link_rows(&self, "- rr0", rows, FH_COUNT(rows));
    check(&self, "pkg:pypi/d", "runtime", "required", "m:lx");
    check(&self, "pkg:pypi/b", "runtime", "optional-default-off", "extra:e");
    check(&self, "pkg:pypi/c", "dev", "required", "");
    check(&self, "pkg:pypi/e", "runtime", "optional-default-off", "extra:e");
    fh_store_done(&self.store);
}

/* Adding a required edge never makes anything less necessary. */
static void necessity_is_monotone(void)
{
    static const char *const before[] = {"0 rn1", "1 rp2", "2 rq3", "3 rf4", "4"};
    static const char *const after[] = {"0 rn1 rr3", "1 rp2", "2 rq3", "3 rf4", "4 rr0"};
    package rows[5], more[5];
    const char *const names[] = {"a", "b", "c", "d", "e"};
    linked one, two;
    for (size_t i = 0; i < 5; i++) {
        rows[i] = (package){names[i], before[i], ""};
        more[i] = (package){names[i], after[i], ""};
    }
    link_rows(&one, "- dr0", rows, 5);
    link_rows(&two, "- dr0", more, 5);
    for (size_t i = 1; i < one.store.facts.count; i++) {
        const fh_text low = fh_fact_get(&one.store.facts.items[i], FH_ATTR_NECESSITY);
        const fh_text high = fh_fact_get(&two.store.facts.items[i], FH_ATTR_NECESSITY);
        CHECK(fh_text_eq(low, high) || fh_text_is(high, "required") ||
              fh_text_is(low, "optional-default-off"));
    }
    check(&one, "e", "dev", "optional-default-off", "");
    check(&two, "d", "dev", "required", "");
    fh_store_done(&one.store);
    fh_store_done(&two.store);
}

int main(void)
{
    RUN(the_best_path_decides);
    RUN(gates_meet);
    RUN(conditions_are_compared_whole);
    RUN(edges_have_gates_and_extras_lead_on);
    RUN(necessity_is_monotone);
    return DONE();
}
