/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Joining POMs with their parents, scripts of Gradle with catalogs. */
#include "link/link.h"
#include "tap.h"

static fh_facts facts;

static fh_fact make(const char *reader, fh_fact_kind kind, const char *subject, const char *value)
{
    return (fh_fact){.kind = kind,
                     .line = 1,
                     .column = 1,
                     .subject = fh_text_of(subject),
                     .value = fh_text_of(value),
                     .reader = fh_text_of(reader)};
}

static void put(const char *reader, fh_fact_kind kind, const char *subject, const char *value)
{
    const fh_fact fact = make(reader, kind, subject, value);
    fh_facts_add(&facts, &fact);
}

static void store_file(fh_store *store, const char *path)
{
    const fh_file file = {.path = fh_text_of(path)};
    fh_store_add(store, &file, &facts);
    fh_facts_clear(&facts);
}

static void parents_manage_versions(void)
{
    fh_env env;
    fh_store store;
    fh_linked linked;
    fh_signals signals = {0};
    fh_env_init(&env);
    fh_store_init(&store, 0);
    fh_facts_init(&facts, 0);
    fh_fact need = make("maven", FH_FACT_DEPENDENCY, "pkg:maven/g/a_%24%7Bs%7D", "");
    fh_fact_set(&need, FH_ATTR_NAME, FH_TEXT("g:a_${s}"));
    fh_fact_set(&need, FH_ATTR_ORIGIN, FH_TEXT("managed"));
    fh_fact_set(&need, FH_ATTR_PHASE, FH_TEXT("runtime"));
    fh_fact_set(&need, FH_ATTR_NECESSITY, FH_TEXT("required"));
    fh_facts_add(&facts, &need);
    put("maven", FH_FACT_PACKAGE, "g:part", "");
    put("maven", FH_FACT_POINTER, "pom.xml", "parent");
    store_file(&store, "part/pom.xml");
    fh_fact managed = make("maven", FH_FACT_FIELD, "maven.managed:g:a_2.13", "${v}");
    fh_fact_set(&managed, FH_ATTR_PHASE, FH_TEXT("test"));
    fh_fact top = make("maven", FH_FACT_PACKAGE, "g:top", "");
    fh_fact_set(&top, FH_ATTR_EXPRESSION, FH_TEXT("MIT"));
    fh_facts_add(&facts, &managed);
    fh_facts_add(&facts, &top);
    put("maven", FH_FACT_FIELD, "maven.property:s", "2.13");
    put("maven", FH_FACT_FIELD, "maven.property:v", "7");
    /* A parent that is its own parent ends, too. */
    put("maven", FH_FACT_POINTER, "pom.xml", "parent");
    store_file(&store, "pom.xml");
    CHECK_INT(fh_link(&env, &store, &signals, &linked), FH_OK);
    const fh_fact *got = &store.facts.items[0];
    CHECK_TEXT(got->subject, "pkg:maven/g/a_2.13");
    CHECK_TEXT(got->value, "7");
    CHECK_TEXT(fh_fact_get(got, FH_ATTR_PHASE), "test");
    CHECK_TEXT(fh_fact_get(got, FH_ATTR_PIN), "exact");
    CHECK_TEXT(fh_fact_get(&store.facts.items[1], FH_ATTR_EXPRESSION), "MIT");
    fh_facts_done(&facts);
    fh_store_done(&store);
}

static void catalogs_name_uses(void)
{
    fh_env env;
    fh_store store;
    fh_linked linked;
    fh_signals signals = {0};
    fh_env_init(&env);
    fh_store_init(&store, 0);
    fh_facts_init(&facts, 0);
    put("gradle", FH_FACT_FIELD, "gradle.use", "libs.core.ktx");
    put("gradle", FH_FACT_FIELD, "gradle.use", "libs.bundles.net");
    put("gradle", FH_FACT_FIELD, "gradle.use", "libs.nothing");
    store_file(&store, "app/build.gradle.kts");
    put("gradle-catalog", FH_FACT_FIELD, "gradle.library:core.ktx", "g:a:1.2");
    put("gradle-catalog", FH_FACT_FIELD, "gradle.library:other", "g:b");
    put("gradle-catalog", FH_FACT_FIELD, "gradle.bundle:bundles.net", "core.ktx other");
    store_file(&store, "gradle/libs.versions.toml");
    CHECK_INT(fh_link(&env, &store, &signals, &linked), FH_OK);
    CHECK_TEXT(store.facts.items[0].subject, "pkg:maven/g/a");
    CHECK_TEXT(store.facts.items[0].value, "1.2");
    CHECK_INT(store.facts.items[1].kind, FH_FACT_DEPENDENCY);
    size_t dependencies = 0, unread = 0;
    for (size_t i = 0; i < store.facts.count; i++) {
        dependencies += store.facts.items[i].kind == FH_FACT_DEPENDENCY;
        unread += store.facts.items[i].kind == FH_FACT_UNREAD;
    }
    CHECK_INT(dependencies, 3);
    CHECK_INT(unread, 1);
    fh_facts_done(&facts);
    fh_store_done(&store);
}

int main(void)
{
    RUN(parents_manage_versions);
    RUN(catalogs_name_uses);
    return DONE();
}
