/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <errno.h>
#include <poll.h>

#include "audit_lookup.h"
#include "link/licenses.h"
#include "model/purl.h"
#include "parse/doc.h"
#include "work/process.h"

/* The conversation with freehold-lookup: names out, lines of JSON back, facts from them. Its
 * answers are as foreign as any file: bounded, and only believed of what was asked. */

enum {
    MOST_ASKED = 20000,
    ANSWER_MAX = 64 << 20,
    POLL_MS = 100,
    MOST_MS = 600000,
    GRACE_MS = 2000,
    MOST_ANSWERS = 2 /* services */
};

typedef struct asker {
    freehold_audit *audit;
    fh_arena arena;
    fh_table known; /* "purl@version", and purl for any version: a file tells its license */
    fh_table asked; /* package URL with version -> index of the first fact that has it */
    fh_buf questions, answers;
    fh_table heard; /* package URL with version -> answers */
    size_t told;    /* packages with an answer, be it that nobody knows */
    bool failed;    /* a service gave no usable answer */
} asker;

static fh_text with_version(asker *self, fh_text purl, fh_text version)
{
    fh_purl parts;
    if (fh_purl_parse(&self->arena, purl, &parts) != FH_OK) return (fh_text){0};
    parts.version = version;
    return fh_purl_format(&self->arena, &parts);
}

/* ---- questions ---- */

static void note_known(asker *self, const fh_fact *fact)
{
    const bool list = fact->kind == FH_FACT_PACKAGE_LICENSE;
    if (fact->kind != FH_FACT_DEPENDENCY && !list) return;
    if (fh_fact_get(fact, FH_ATTR_EXPRESSION).len == 0 ||
        fh_text_is(fh_fact_get(fact, FH_ATTR_CATEGORY), "name") ||
        fh_text_is(fh_fact_get(fact, FH_ATTR_RELATION), "void"))
        return;
    const fh_text version = list ? fh_fact_get(fact, FH_ATTR_VERSION) : fh_license_version_of(fact);
    const fh_text key =
        version.len == 0 ? fact->subject : with_version(self, fact->subject, version);
    if (key.len > 0) (void)fh_table_set(&self->known, key, 0); /* sticky */
}

static void ask(asker *self, const fh_sendable *sendable, uint32_t index)
{
    const fh_fact *fact = &self->audit->store.facts.items[index];
    const fh_text version = fh_license_version_of(fact);
    uint32_t ignored = 0;
    if (version.len == 0 || fh_table_find(&self->known, fact->subject, &ignored)) return;
    const fh_text purl = with_version(self, fact->subject, version);
    if (purl.len == 0 || fh_table_find(&self->known, purl, &ignored) ||
        fh_table_find(&self->asked, purl, &ignored))
        return;
    if (!fh_sendable_is(sendable, fact)) return;
    if (self->asked.count >= MOST_ASKED) {
        self->audit->cut_short = true;
        return;
    }
    if (!fh_table_set(&self->asked, purl, index)) return;
    fh_buf_add(&self->questions, purl);
    fh_buf_add_byte(&self->questions, '\n');
}

static void collect(asker *self, const freehold_options *options)
{
    const fh_fact_vec *facts = &self->audit->store.facts;
    fh_sendable sendable;
    fh_sendable_init(&sendable, self->audit, options);
    for (size_t i = 0; i < facts->count; i++) note_known(self, &facts->items[i]);
    for (uint32_t i = 0; i < facts->count && !self->arena.failed; i++)
        if (facts->items[i].kind == FH_FACT_DEPENDENCY) ask(self, &sendable, i);
    self->arena.failed |= sendable.arena.failed;
    fh_sendable_done(&sendable);
}

/* ---- the conversation ---- */

static bool is_cancelled(const fh_env *env, size_t asked)
{
    return fh_env_is_cancelled(env) ||
           (env->progress != NULL && env->progress(env->user, "looking up licenses", 0, asked));
}

/* Send and receive what goes; false when it is over. */
static bool step(asker *self, fh_process *process, bool *ended)
{
    struct pollfd wait = {.fd = process->fd, .events = POLLIN};
    if (process->out.len > 0) wait.events |= POLLOUT;
    if (poll(&wait, 1, POLL_MS) < 0 && errno != EINTR) return false;
    if (process->out.len > 0 && !fh_process_flush(process)) return false;
    if (process->out.len == 0 && !*ended) {
        fh_process_end_input(process);
        *ended = true;
    }
    if ((wait.revents & (POLLIN | POLLHUP | POLLERR)) == 0) return true;
    const bool more = fh_process_fill(process);
    fh_buf_add(&self->answers, fh_buf_text(&process->in));
    fh_process_consume(process, process->in.len);
    return more && !self->answers.failed;
}

static fh_status talk(asker *self, const char *program)
{
    fh_env *env = &self->audit->env;
    fh_process process;
    bool ended = false;
    fh_process_init(&process);
    fh_status status = fh_process_start(env, &process, program, NULL);
    if (status == FH_OK) {
        const uint64_t deadline = fh_clock_ms() + MOST_MS;
        fh_buf_add(&process.out, fh_buf_text(&self->questions));
        while (status == FH_OK && step(self, &process, &ended)) {
            if (is_cancelled(env, self->asked.count))
                status = fh_fail(env, FH_CANCELLED, "stopped");
            if (fh_clock_ms() >= deadline) break;
        }
        (void)fh_process_stop(&process, GRACE_MS); /* what it did not answer counts as such */
    }
    fh_process_done(&process);
    return status;
}

/* ---- answers ---- */

static void take_answer(asker *self, uint32_t index, const fh_node *line)
{
    fh_store *store = &self->audit->store;
    const fh_fact *asked = &store->facts.items[index];
    const fh_text expression = fh_node_text(fh_node_get(line, "expression"));
    const fh_text written = fh_node_text(fh_node_get(line, "written"));
    const fh_text service = fh_node_text(fh_node_get(line, "service"));
    fh_fact fact = {.kind = FH_FACT_PACKAGE_LICENSE,
                    .certainty = FH_CERTAINTY_DERIVED,
                    .contexts = asked->contexts,
                    .line = asked->line,
                    .column = asked->column,
                    .end_line = asked->end_line,
                    .end_column = asked->end_column,
                    .subject = asked->subject,
                    .quote = asked->quote,
                    .reader = FH_TEXT("lookup")};
    if (written.len == 0) return;
    fact.value =
        fh_arena_printf(&self->arena, "%.*s: %.*s", FH_TEXT_ARGS(service), FH_TEXT_ARGS(written));
    fh_fact_set(&fact, FH_ATTR_ORIGIN, FH_TEXT("online"));
    fh_fact_set(&fact, FH_ATTR_VERSION, fh_license_version_of(asked));
    fh_fact_set(&fact, FH_ATTR_EXPRESSION, expression.len > 0 ? expression : written);
    if (expression.len == 0) fh_fact_set(&fact, FH_ATTR_CATEGORY, FH_TEXT("name"));
    (void)fh_store_add_derived(store, asked->file, &fact); /* failure is sticky in the store */
}

static void take_line(asker *self, fh_text text)
{
    fh_env *env = &self->audit->env;
    const fh_error before = env->error;
    const fh_node *line = NULL;
    uint32_t index = 0;
    fh_arena scratch;
    fh_arena_init(&scratch, (size_t)env->limits.memory_bytes);
    if (fh_doc_parse(env, &scratch, FH_SYNTAX_JSON, text, &line) == FH_OK &&
        fh_table_find(&self->asked, fh_node_text(fh_node_get(line, "purl")), &index)) {
        const fh_text state = fh_node_text(fh_node_get(line, "state"));
        const fh_text purl = fh_arena_copy(&self->arena, fh_node_text(fh_node_get(line, "purl")));
        const uint32_t heard = fh_table_intern(&self->heard, purl, 0);
        self->told += heard == 0;
        if (heard < MOST_ANSWERS) (void)fh_table_set(&self->heard, purl, heard + 1);
        self->failed |= fh_text_is(state, "failed");
        if (fh_text_is(state, "found") && heard < MOST_ANSWERS) take_answer(self, index, line);
    }
    env->error = before;
    fh_arena_done(&scratch);
}

static void take_answers(asker *self)
{
    fh_text rest = fh_buf_text(&self->answers), line;
    while (rest.len > 0 && fh_text_next_line(&rest, &line))
        if (line.len > 0) take_line(self, line);
}

fh_status fh_audit_lookup(freehold_audit *audit, const freehold_options *options)
{
    asker self = {.audit = audit};
    const size_t first = audit->store.facts.count;
    fh_status status = FH_OK;
    fh_arena_init(&self.arena, (size_t)audit->env.limits.memory_bytes);
    fh_table_init(&self.known, &self.arena);
    fh_table_init(&self.asked, &self.arena);
    fh_table_init(&self.heard, &self.arena);
    fh_buf_init(&self.questions, 0);
    fh_buf_init(&self.answers, ANSWER_MAX);
    collect(&self, options);
    if (self.asked.count > 0) status = talk(&self, options->lookup);
    if (status == FH_OK) take_answers(&self);
    if (self.arena.failed || self.questions.failed)
        status = fh_fail(&audit->env, FH_NO_MEMORY, "no memory for a lookup");
    audit->cut_short |= self.failed || self.told < self.asked.count;
    fh_buf_done(&self.questions);
    fh_buf_done(&self.answers);
    fh_arena_done(&self.arena);
    if (status == FH_OK) fh_audit_name_licenses(audit, first);
    return status;
}
