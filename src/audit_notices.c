/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "audit.h"

/* What has to be passed on with the tree: its own license files, those of parts and of copies, the
 * holders that they name, notices, and what declarations say of holders. */

enum { NOTICES_MAX = 5000, HOLDERS_MAX = 100 };

static bool is_notice_file(fh_text path)
{
    const fh_text name = fh_text_base_name(path);
    return fh_text_eq_nocase(name, FH_TEXT("NOTICE")) ||
           fh_text_starts_nocase(name, FH_TEXT("NOTICE.")) ||
           fh_text_starts_nocase(name, FH_TEXT("NOTICE-"));
}

static void add_holder(freehold_audit *audit, fh_notice *notice, fh_text years, fh_text holder)
{
    const fh_text line = years.len == 0
                             ? holder
                             : fh_arena_printf(&audit->arena, "%.*s %.*s", FH_TEXT_ARGS(years),
                                               FH_TEXT_ARGS(holder));
    for (size_t i = 0; i < notice->holders.count; i++)
        if (fh_text_eq(notice->holders.items[i], line)) return;
    if (notice->holders.count < HOLDERS_MAX)
        (void)FH_VEC_ADD(&audit->arena, &notice->holders, line);
}

static const char *kind_of(const fh_file *file, fh_text scope)
{
    if (is_notice_file(file->path)) return "notice";
    if (fh_text_is(scope, "root")) return "own";
    if (fh_text_is(scope, "dependency")) return "copy";
    if (fh_text_find_nocase(file->path, FH_TEXT("header")) != SIZE_MAX) return NULL;
    if (fh_text_is(scope, "folder") || fh_text_is(scope, "part")) return "part";
    return NULL;
}

/* A license file or notice, with all holders that it names. */
static void add_file(freehold_audit *audit, const fh_file *file)
{
    const uint32_t aside = FH_CONTEXT_TEST | FH_CONTEXT_EXAMPLE | FH_CONTEXT_BENCHMARK;
    fh_notice notice = {.path = file->path};
    fh_text scope = {0};
    for (uint32_t i = 0; i < file->fact_count; i++) {
        const fh_fact *fact = &audit->store.facts.items[file->fact_start + i];
        if (fact->kind == FH_FACT_FIELD && fh_text_is(fact->subject, "copyright"))
            add_holder(audit, &notice, fh_fact_get(fact, FH_ATTR_VERSION), fact->value);
        if (fact->kind != FH_FACT_FILE || !fh_text_is(fact->subject, "license-file")) continue;
        scope = fh_fact_get(fact, FH_ATTR_SCOPE);
        if (fh_fact_get(fact, FH_ATTR_CATEGORY).len == 0) /* else what it names is no grant */
            notice.expression = fh_fact_get(fact, FH_ATTR_EXPRESSION);
    }
    const char *kind = kind_of(file, scope);
    if (kind == NULL || (file->contexts & aside) != 0) return;
    notice.kind = fh_text_of(kind);
    (void)FH_VEC_ADD(&audit->arena, &audit->report.notices, notice);
}

/* REUSE.toml and debian/copyright name holders for paths. */
static void add_declaration(freehold_audit *audit, const fh_fact *fact)
{
    const fh_text targets = fh_fact_get(fact, FH_ATTR_TARGET);
    const fh_text holders = fh_fact_get(fact, FH_ATTR_AUTHOR);
    fh_notice_vec *notices = &audit->report.notices;
    fh_text rest = holders, holder;
    if (holders.len == 0 || fh_fact_get(fact, FH_ATTR_ORIGIN).len == 0) return;
    if (notices->count > 0 && fh_text_eq(notices->items[notices->count - 1].path, targets))
        return; /* another license of the same declaration */
    fh_notice notice = {.path = targets,
                        .expression = fh_fact_get(fact, FH_ATTR_EXPRESSION),
                        .kind = FH_TEXT("declared")};
    while (fh_text_next_field(&rest, ';', &holder))
        add_holder(audit, &notice, (fh_text){0}, fh_text_trim(holder));
    (void)FH_VEC_ADD(&audit->arena, notices, notice);
}

void fh_audit_fill_notices(freehold_audit *audit)
{
    const fh_store *store = &audit->store;
    for (size_t i = 0; i < store->files.count; i++) {
        const fh_file *file = &store->files.items[i];
        if (audit->report.notices.count >= NOTICES_MAX) return;
        add_file(audit, file);
        for (uint32_t k = 0; k < file->fact_count; k++) {
            const fh_fact *fact = &store->facts.items[file->fact_start + k];
            if (fact->kind == FH_FACT_LICENSE) add_declaration(audit, fact);
        }
    }
}
