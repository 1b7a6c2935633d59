/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/link.h"
#include "tap.h"

/* One package, what is said of it, and what comes of that. */

typedef struct saying {
    const char *origin, *version, *expression, *category;
} saying;

typedef struct linked {
    fh_env env;
    fh_store store;
    fh_linked linked;
} linked;

static void add_saying(fh_facts *facts, const saying *row, uint32_t line)
{
    fh_fact fact = {.kind = FH_FACT_PACKAGE_LICENSE,
                    .line = line,
                    .column = 1,
                    .subject = FH_TEXT("pkg:npm/a")};
    fh_fact_set(&fact, FH_ATTR_ORIGIN, fh_text_of(row->origin));
    fh_fact_set(&fact, FH_ATTR_VERSION, fh_text_of(row->version));
    fh_fact_set(&fact, FH_ATTR_EXPRESSION, fh_text_of(row->expression));
    fh_fact_set(&fact, FH_ATTR_CATEGORY, fh_text_of(row->category));
    fh_facts_add(facts, &fact);
}

/* An edge to a@1.0.0 (or what `requirement` says), and the sayings. */
static void link_sayings(linked *self, const char *requirement, const saying *rows, size_t count)
{
    fh_facts facts;
    fh_env_init(&self->env);
    fh_store_init(&self->store, 0);
    fh_facts_init(&facts, 0);
    fh_fact edge = {.kind = FH_FACT_DEPENDENCY,
                    .line = 1,
                    .column = 1,
                    .subject = FH_TEXT("pkg:npm/a"),
                    .value = fh_text_of(requirement)};
    fh_fact_set(&edge, FH_ATTR_PIN,
                fh_is_digit(requirement[0]) || requirement[0] == '=' ? FH_TEXT("exact")
                                                                     : FH_TEXT("range"));
    fh_facts_add(&facts, &edge);
    for (size_t i = 0; i < count; i++) add_saying(&facts, &rows[i], (uint32_t)i + 2);
    const fh_file file = {.path = FH_TEXT("list")};
    const fh_signals signals = {.arena = &self->store.arena};
    fh_store_add(&self->store, &file, &facts);
    CHECK_INT(fh_link(&self->env, &self->store, &signals, &self->linked), FH_OK);
    fh_facts_done(&facts);
}

static const fh_package_license *answer(const linked *self)
{
    const uint32_t index = self->linked.license_of[0];
    return index == UINT32_MAX ? NULL : &self->linked.licenses.items[index];
}

static void check(const char *requirement, const saying *rows, size_t count, const char *expression,
                  const char *source, bool differs)
{
    linked self = {.linked = {.license_of = NULL}};
    link_sayings(&self, requirement, rows, count);
    const fh_package_license *found = answer(&self);
    CHECK_TEXT(found == NULL ? FH_TEXT("none") : found->expression, expression);
    CHECK_TEXT(found == NULL ? FH_TEXT("none") : found->source, source);
    CHECK_INT(found != NULL && found->differs, differs);
    fh_store_done(&self.store);
}

static void the_weightiest_decides(void)
{
    static const saying rows[] = {{"text", "1.0.0", "ISC", ""},
                                  {"installed", "1.0.0", "MIT", ""},
                                  {"lock-file", "1.0.0", "MIT", ""}};
    static const saying vouched[] = {{"installed", "1.0.0", "MIT", ""},
                                     {"override", "", "Zlib", ""}};
    static const saying named[] = {{"lock-file", "1.0.0", "terms of ours", "name"},
                                   {"text", "1.0.0", "ISC", ""}};
    check("1.0.0", rows, 3, "MIT", "lock-file", true);
    check("1.0.0", rows, 1, "ISC", "text", false);
    check("1.0.0", vouched, 2, "Zlib", "override", false);
    check("1.0.0", named, 2, "ISC", "text", false);
    check("1.0.0", named, 1, "terms of ours", "lock-file", false);
    check("1.0.0", NULL, 0, "none", "none", false);
}

static void versions_are_kept_apart(void)
{
    static const saying rows[] = {{"installed", "1.0.0", "MIT", ""},
                                  {"installed", "2.0.0", "ISC", ""}};
    static const saying same[] = {{"installed", "1.0.0", "MIT", ""},
                                  {"installed", "2.0.0", "MIT", ""}};
    static const saying any[] = {{"installed", "", "MIT", ""}};
    static const saying listed[] = {{"license-lock", "", "ISC", ""},
                                    {"installed", "1.0.0", "MIT", ""}};
    check("^1", listed, 1, "ISC", "license-lock", false);
    check("1.0.0", listed, 1, "none", "none", false);
    check("1.0.0", listed, 2, "MIT", "installed", false);
    check("=1.0.0", rows, 2, "MIT", "installed", false);
    check("3.0.0", rows, 2, "none", "none", false);
    check("^1", rows, 2, "none", "none", false);
    check("^1", rows, 1, "MIT", "installed", false);
    check("^1", same, 2, "MIT", "installed", false);
    check("3.0.0", any, 1, "MIT", "installed", false);
}

static void what_agrees(void)
{
    static const struct {
        saying rows[2];
        bool differs;
    } pairs[] = {
        {{{"lock-file", "1.0.0", "MIT OR Apache-2.0", ""},
          {"installed", "1.0.0", "Apache-2.0 OR MIT", ""}},
         false},
        {{{"lock-file", "1.0.0", "MIT OR Apache-2.0", ""},
          {"installed", "1.0.0", "MIT AND Apache-2.0", ""}},
         true},
        {{{"lock-file", "1.0.0", "MIT OR Apache-2.0", ""}, {"text", "1.0.0", "MIT", ""}}, false},
        {{{"lock-file", "1.0.0", "MIT", ""}, {"text", "1.0.0", "MIT AND BSD-2-Clause", ""}}, false},
        {{{"lock-file", "1.0.0", "GPL-2.0-or-later", ""}, {"text", "1.0.0", "GPL-2.0-only", ""}},
         false},
        {{{"lock-file", "1.0.0", "GPL-2.0-or-later", ""}, {"text", "1.0.0", "MIT", ""}}, true},
        {{{"lock-file", "1.0.0", "MIT", ""}, {"installed", "1.0.0", "BSD", "name"}}, false},
    };
    for (size_t i = 0; i < FH_COUNT(pairs); i++)
        check("1.0.0", pairs[i].rows, 2, pairs[i].rows[0].expression, "lock-file",
              pairs[i].differs);
}

/* Several texts without a word on how they belong together all hold. */
static void texts_are_joined(void)
{
    static const saying rows[] = {{"text", "1.0.0", "MIT OR ISC", ""},
                                  {"text", "1.0.0", "Zlib", ""}};
    static const saying backed[] = {{"installed", "1.0.0", "Zlib", ""},
                                    {"text", "1.0.0", "MIT", ""},
                                    {"text", "1.0.0", "Zlib", ""}};
    check("1.0.0", rows, 2, "(MIT OR ISC) AND Zlib", "text", false);
    check("1.0.0", backed, 3, "Zlib", "installed", false);
}

static const fh_fact *derived(const linked *self, const char *relation)
{
    for (size_t i = 0; i < self->store.facts.count; i++)
        if (fh_text_is(fh_fact_get(&self->store.facts.items[i], FH_ATTR_RELATION), relation))
            return &self->store.facts.items[i];
    return NULL;
}

static void locks_go_stale(void)
{
    static const saying rows[] = {{"license-lock", "1.0.0", "ISC", ""},
                                  {"installed", "1.0.0", "MIT", ""},
                                  {"license-lock", "0.9.0", "ISC", ""}};
    linked self = {.linked = {.license_of = NULL}};
    link_sayings(&self, "1.0.0", rows, 3);
    const fh_fact *stale = derived(&self, "stale"), *unused = derived(&self, "unused");
    if (CHECK(stale != NULL)) {
        CHECK_INT(stale->line, 2);
        CHECK_TEXT(stale->value, "license-lock says ISC, installed at list:3 says MIT");
    }
    if (CHECK(unused != NULL)) {
        CHECK_INT(unused->line, 4);
        CHECK_TEXT(unused->value, "nothing asks for pkg:npm/a@0.9.0");
    }
    CHECK(derived(&self, "disagreement") == NULL);
    fh_store_done(&self.store);
}

static void bounds_hold(void)
{
    saying rows[200];
    linked self = {.linked = {.license_of = NULL}};
    for (size_t i = 0; i < FH_COUNT(rows); i++)
        rows[i] = (saying){"installed", i % 2 == 0 ? "" : "1.0.0", "MIT", ""};
    link_sayings(&self, "1.0.0", rows, FH_COUNT(rows));
    const fh_package_license *found = answer(&self);
    if (CHECK(found != NULL)) CHECK_INT(found->count, 68);
    fh_store_done(&self.store);
}

int main(void)
{
    RUN(the_weightiest_decides);
    RUN(versions_are_kept_apart);
    RUN(what_agrees);
    RUN(texts_are_joined);
    RUN(locks_go_stale);
    RUN(bounds_hold);
    return DONE();
}
