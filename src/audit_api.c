/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "audit.h"

#include "report/deps_query.h"
#include "report/reporter.h"
#include "work/work.h"

/* What others ask of a finished audit, and the life of a worker. */

const char *freehold_version(void)
{
    return FH_VERSION;
}

fh_report_style fh_audit_style(const freehold_style *style)
{
    fh_report_style own = {.width = 100};
    if (style == NULL) return own;
    own.color = style->color;
    own.links = style->links;
    own.all = style->all;
    own.source_date = style->source_date;
    if (style->width != 0) own.width = style->width;
    return own;
}

freehold_code freehold_audit_write(const freehold_audit *audit, const char *format,
                                   const freehold_style *style, freehold_write write, void *user)
{
    const fh_reporter *reporter = fh_reporter_find(fh_text_of(format));
    const fh_report_style own = fh_audit_style(style);
    fh_sink sink;
    if (reporter == NULL) return FREEHOLD_USAGE;
    fh_sink_init(&sink, write, user);
    reporter->write(&audit->report, &own, &sink);
    return fh_sink_done(&sink) ? FREEHOLD_CLEAN : FREEHOLD_INTERNAL;
}

static const fh_finding *find_finding(const fh_report *report, fh_text what)
{
    for (size_t i = 0; i < report->findings.count; i++)
        if (what.len >= 8 &&
            fh_text_starts(fh_text_of(report->findings.items[i].fingerprint), what))
            return &report->findings.items[i];
    return NULL;
}

freehold_code freehold_audit_explain(const freehold_audit *audit, const char *what,
                                     const freehold_style *style, freehold_write write, void *user)
{
    const fh_report_style own = fh_audit_style(style);
    const fh_finding *finding = find_finding(&audit->report, fh_text_of(what));
    fh_axis axis;
    fh_sink sink;
    const bool is_axis = fh_axis_find(fh_text_of(what), &axis);
    if (!is_axis && finding == NULL) return FREEHOLD_USAGE;
    fh_sink_init(&sink, write, user);
    if (is_axis) fh_explain_verdict(&audit->report, &audit->report.verdicts[axis], &own, &sink);
    else fh_explain_finding(&audit->report, finding, &own, &sink);
    return fh_sink_done(&sink) ? FREEHOLD_CLEAN : FREEHOLD_INTERNAL;
}

static bool take_features(fh_arena *arena, const char *const *features, fh_text_vec *ret_features)
{
    for (; features != NULL && *features != NULL; features++)
        if (!FH_VEC_ADD(arena, ret_features, fh_text_of(*features))) return false;
    return true;
}

freehold_code freehold_audit_ask(const freehold_audit *audit, const freehold_question *question,
                                 const char *format, const freehold_style *style,
                                 freehold_write write, void *user)
{
    const fh_report_style own = fh_audit_style(style);
    fh_deps_place place = {.platform = fh_text_of(question->platform)};
    freehold_code code = FREEHOLD_CLEAN;
    fh_sink sink;
    fh_arena arena;
    const bool as_json = fh_text_is(fh_text_of(format), "json");
    if (!as_json && !fh_text_is(fh_text_of(format), "text")) return FREEHOLD_USAGE;
    fh_sink_init(&sink, write, user);
    fh_arena_init(&arena, 0);
    const fh_deps_output output = {.style = &own, .sink = &sink, .as_json = as_json};
    if (question->why != NULL) {
        if (fh_deps_why(&audit->report, fh_text_of(question->why), &output) == 0)
            code = FREEHOLD_FINDINGS;
    } else if (!take_features(&arena, question->features, &place.features)) {
        code = FREEHOLD_INTERNAL;
    } else if (!fh_deps_where(&audit->report, &place, &output)) {
        code = FREEHOLD_USAGE;
    }
    fh_arena_done(&arena);
    return fh_sink_done(&sink) ? code : FREEHOLD_INTERNAL;
}

/* ---- workers ---- */

typedef struct bench {
    fh_desk desk;
    bool open;
} bench;

static fh_status worker_setup(void *user, fh_text setup)
{
    bench *self = user;
    self->open = true;
    return fh_desk_open(&self->desk, setup);
}

static void worker_item(void *user, fh_text request, fh_buf *reply)
{
    bench *self = user;
    fh_entry entry;
    fh_desk_result result;
    if (!fh_entry_decode(request, &entry)) return; /* an empty reply counts as broken */
    fh_desk_read(&self->desk, &entry, &result);
    fh_desk_reply(&self->desk, &result, reply);
}

freehold_code freehold_worker(int in, int out)
{
    bench self = {.open = false};
    const fh_work_handler handler = {.setup = worker_setup, .item = worker_item, .user = &self};
    const fh_status status = fh_work_serve(in, out, &handler);
    if (self.open) fh_desk_close(&self.desk);
    return status == FH_OK ? FREEHOLD_CLEAN : FREEHOLD_INTERNAL;
}
