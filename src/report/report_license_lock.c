/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The license lock: a line for every package that files of the tree's own name, by package URL,
 * with its license and where that is from. Reading it back (read_license_lock.c) makes an audit
 * independent of a network and of a cache. docs/DEPENDENCIES.md describes the format. */
#include "base/table.h"
#include "report/reporters.h"
#include "report/sbom.h"

/* What a package is licensed under; the lock itself is asked last, so that it follows what it was
 * made from. */
typedef struct answer {
    fh_text expression, source;
} answer;

static answer fresh_answer(const fh_dependency *edge)
{
    for (uint32_t i = 0; i < edge->evidence_count; i++) {
        const fh_license_evidence *evidence = &edge->evidence[i];
        if (!evidence->decides || fh_text_is(evidence->source, "license-lock")) continue;
        /* Several texts are one answer, which only the edge knows. */
        if (fh_text_eq(evidence->source, edge->license_source))
            return (answer){edge->license, edge->license_source};
        return (answer){evidence->expression, evidence->source};
    }
    if (!fh_text_is_empty(edge->license) && edge->evidence_count == 0)
        return (answer){edge->license, edge->license_source};
    return (answer){{0}, {0}};
}

static answer locked_answer(const fh_dependency *edge)
{
    for (uint32_t i = 0; i < edge->evidence_count; i++) {
        const fh_license_evidence *evidence = &edge->evidence[i];
        if (evidence->decides && fh_text_is(evidence->source, "license-lock"))
            return (answer){evidence->expression, evidence->written};
    }
    return (answer){{0}, {0}};
}

static answer answer_of(const fh_sbom *sbom, const fh_sbom_package *package)
{
    answer found = {{0}, {0}};
    for (int turn = 0; turn < 2; turn++)
        for (uint32_t i = 0; i < package->count && fh_text_is_empty(found.expression); i++) {
            const uint32_t edge = sbom->by_package[package->first + i];
            const fh_dependency *dependency = &sbom->report->dependencies.items[edge];
            found = turn == 0 ? fresh_answer(dependency) : locked_answer(dependency);
        }
    return found;
}

/* What copied packages ask for is theirs; what the tree needs of it, its own files name, too. */
static bool has_own_edge(const fh_sbom *sbom, const fh_sbom_package *package)
{
    for (uint32_t i = 0; i < package->count; i++) {
        const uint32_t edge = sbom->by_package[package->first + i];
        if ((sbom->report->dependencies.items[edge].contexts & FH_CONTEXT_VENDORED) == 0)
            return true;
    }
    return false;
}

static fh_text bare_purl(fh_arena *arena, const fh_sbom_package *package)
{
    const fh_purl bare = {
        .type = package->parts.type, .ns = package->parts.ns, .name = package->parts.name};

    return fh_purl_format(arena, &bare);
}

/* Packages that own files pin; an edge without a version means one of those. */
static void note_pinned(fh_sbom *sbom, fh_table *pinned)
{
    fh_table_init(pinned, &sbom->arena);
    for (size_t i = 0; i < sbom->packages.count; i++) {
        const fh_sbom_package *package = &sbom->packages.items[i];

        if (!fh_text_is_empty(package->parts.version) && has_own_edge(sbom, package))
            (void)fh_table_set(pinned, bare_purl(&sbom->arena, package), 0); /* sticky */
    }
}

static bool is_needed(fh_sbom *sbom, const fh_table *pinned, const fh_sbom_package *package)
{
    uint32_t ignored;

    if (!has_own_edge(sbom, package)) return false;
    return !fh_text_is_empty(package->parts.version) ||
           !fh_table_find(pinned, bare_purl(&sbom->arena, package), &ignored);
}

/* Fields end at tabs and lines. */
static bool is_one_field(fh_text text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] < ' ' || text.ptr[i] == 0x7f) return false;
    return true;
}

static bool is_word(fh_text text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!fh_is_word(text.ptr[i]) && text.ptr[i] != '-') return false;
    return text.len > 0;
}

static void write_lock(const fh_report *report, const fh_report_style *style, fh_sink *sink)
{
    fh_sbom sbom = {0};
    fh_table pinned;

    (void)style; /* a file for programs has no style */
    if (!fh_sbom_fold(&sbom, report)) sink->failed = true;
    note_pinned(&sbom, &pinned);
    fh_sink_put(sink, "# freehold license lock 1\n"
                      "# package, license, source; `freehold lock --write` makes it anew\n");
    for (size_t i = 0; i < sbom.packages.count && !sink->failed; i++) {
        const fh_sbom_package *package = &sbom.packages.items[i];
        if (!is_needed(&sbom, &pinned, package)) continue;
        const answer found = answer_of(&sbom, package);
        const bool known =
            fh_sbom_is_expression(found.expression) && is_one_field(found.expression);

        fh_sink_raw(sink, package->purl); /* percent-encoded, so that nothing steers */
        fh_sink_put(sink, "\t");
        fh_sink_raw(sink, known ? found.expression : FH_TEXT("?"));
        fh_sink_put(sink, "\t");
        fh_sink_raw(sink, known && is_word(found.source) ? found.source : FH_TEXT("unknown"));
        fh_sink_put(sink, "\n");
    }
    sink->failed |= sbom.arena.failed;
    fh_sbom_done(&sbom);
}

const fh_reporter fh_reporter_license_lock = {
    .name = "license-lock",
    .about = "licenses of all packages, one a line: freehold-licenses.lock",
    .write = write_lock,
};
