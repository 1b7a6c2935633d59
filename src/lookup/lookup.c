/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "lookup/lookup.h"

/* The cache first; then what is left in batches; then, where the service does not know batches, one
 * by one. What the service could not tell is not asked again at once, and never taken for a no. */

enum {
    BATCH = 1000,      /* PurlLookupBatch takes 5,000; smaller ones go side by side */
    DEFINITIONS = 400, /* ClearlyDefined takes 500 coordinates at once */
    MOST_PAGES = 20,
    MOST_SINGLES = 2000,
    FOUND_SECONDS = 90 * 86400, /* a published version does not change its license */
    UNKNOWN_SECONDS = 86400
};

static const char service_deps_dev[] = "deps.dev";
static const char service_clearly_defined[] = "ClearlyDefined";

typedef struct batch {
    fh_lookup_item **items;
    size_t count;
    fh_text page;
    fh_buf body;
    uint32_t pages;
    bool is_over, wants_singles;
} batch;

typedef struct round {
    fh_env *env;
    fh_arena *arena;
    fh_cache *cache;
    const fh_lookup_options *options;
    fh_lookup_item **left; /* not in the cache */
    size_t left_count;
} round;

void fh_lookup_quote(fh_text text, fh_buf *buf)
{
    const bool good = fh_text_is_utf8(text);
    fh_buf_add_byte(buf, '"');
    for (size_t i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.ptr[i];
        if (c == '"' || c == '\\') fh_buf_printf(buf, "\\%c", c);
        else if (c < ' ' || c == 0x7f) fh_buf_printf(buf, "\\u%04x", c);
        else fh_buf_add_byte(buf, c >= 0x80 && !good ? '?' : (char)c);
    }
    fh_buf_add_byte(buf, '"');
}

bool fh_lookup_add(fh_arena *arena, fh_lookup_item_vec *items, fh_text line)
{
    fh_lookup_item item = {.state = FH_LOOKUP_UNASKED};
    if (items->count >= FH_LOOKUP_ITEMS_MAX || line.len > FH_LOOKUP_PURL_MAX) return false;
    item.purl = fh_arena_copy(arena, line);
    return fh_purl_parse(arena, item.purl, &item.parts) == FH_OK && FH_VEC_ADD(arena, items, item);
}

void fh_lookup_write(const fh_lookup_item *item, fh_buf *buf)
{
    static const char *const states[] = {"unasked", "found", "unknown", "failed"};
    fh_buf_add(buf, FH_TEXT("{\"purl\":"));
    fh_lookup_quote(item->purl, buf);
    fh_buf_printf(buf, ",\"state\":\"%s\",\"service\":", states[item->state]);
    if (item->service != NULL) fh_lookup_quote(fh_text_of(item->service), buf);
    else fh_buf_add(buf, FH_TEXT("null"));
    fh_buf_add(buf, FH_TEXT(",\"expression\":"));
    if (item->expression.len > 0) fh_lookup_quote(item->expression, buf);
    else fh_buf_add(buf, FH_TEXT("null"));
    fh_buf_add(buf, FH_TEXT(",\"written\":"));
    if (item->written.len > 0) fh_lookup_quote(item->written, buf);
    else fh_buf_add(buf, FH_TEXT("null"));
    if (item->why != NULL) fh_buf_add(buf, FH_TEXT(",\"why\":"));
    if (item->why != NULL) fh_lookup_quote(fh_text_of(item->why), buf);
    fh_buf_printf(buf, ",\"cached\":%s}\n", item->is_cached ? "true" : "false");
}

/* ---- cache ---- */

static fh_text key_of(const round *self, const fh_lookup_item *item)
{
    const fh_text base = item->service == service_deps_dev ? self->options->deps_dev
                                                           : self->options->clearly_defined;
    return fh_arena_printf(self->arena, "1 %s %.*s %.*s", item->service, FH_TEXT_ARGS(base),
                           FH_TEXT_ARGS(item->purl));
}

/* "expression LF what was written". */
static void take_entry(const fh_cache_entry *entry, fh_lookup_item *item)
{
    fh_text rest = entry->body, line = {0};
    item->state = entry->status == 200 ? FH_LOOKUP_FOUND : FH_LOOKUP_UNKNOWN;
    item->is_cached = true;
    if (rest.len == 0 || !fh_text_next_line(&rest, &line)) return;
    item->expression = line;
    item->written = rest;
}

static void remember(const round *self, const fh_lookup_item *item, const char *etag)
{
    if (item->state != FH_LOOKUP_FOUND && item->state != FH_LOOKUP_UNKNOWN) return;
    const bool found = item->state == FH_LOOKUP_FOUND;
    const fh_cache_entry entry = {
        .status = found ? 200 : 404,
        .etag = fh_text_of(etag),
        .fetched = self->options->now,
        .expires = self->options->now + (found ? FOUND_SECONDS : UNKNOWN_SECONDS),
        .body = fh_arena_printf(self->arena, "%.*s\n%.*s", FH_TEXT_ARGS(item->expression),
                                FH_TEXT_ARGS(item->written))};
    fh_cache_put(self->cache, key_of(self, item), &entry);
}

/* True when the cache has a fresh answer. */
static bool ask_cache(const round *self, fh_lookup_item *item)
{
    fh_cache_entry entry;
    /* An entry from the future is from a clock that went wrong. */
    if (!fh_cache_find(self->cache, self->arena, key_of(self, item), &entry) ||
        entry.expires <= self->options->now || entry.fetched > self->options->now)
        return false;
    take_entry(&entry, item);
    return true;
}

/* ---- batches ---- */

static void fail(fh_lookup_item *item, const char *why)
{
    item->state = FH_LOOKUP_FAILED;
    item->expression = item->written = (fh_text){0};
    item->why = why;
}

static const char *word_for(const fh_http_job *job)
{
    if (job->end != FH_HTTP_ANSWER) return job->why != NULL ? job->why : "cannot be asked";
    if (job->status == 429) return "asks for fewer questions";
    if (job->status >= 500) return "is out of order";
    return "gives an answer that cannot be used";
}

static void end_batch(batch *group, const char *why)
{
    group->is_over = true;
    for (size_t i = 0; i < group->count; i++)
        if (group->items[i]->state == FH_LOOKUP_UNASKED) fail(group->items[i], why);
}

static void take_page(round *self, batch *group, const fh_http_job *job)
{
    fh_text page = {0};
    if (job->end != FH_HTTP_ANSWER || job->status == 429 || job->status >= 500) {
        /* 501 means that it will never know batches; other failures of a server pass. */
        group->wants_singles = job->end == FH_HTTP_ANSWER && job->status == 501;
        end_batch(group, word_for(job));
        return;
    }
    if (job->status != 200 || fh_deps_dev_read(self->env, self->arena, fh_buf_text(&job->answer),
                                               group->items, group->count, &page) != FH_OK) {
        for (size_t i = 0; i < group->count; i++) fail(group->items[i], word_for(job));
        group->is_over = group->wants_singles = true;
        return;
    }
    group->page = page;
    if (page.len == 0 || ++group->pages >= MOST_PAGES)
        end_batch(group, "leaves out what was asked");
}

/* One page of every batch that is not over; false when memory ran out. */
static bool run_page(round *self, batch *groups, size_t count, bool *ret_over)
{
    fh_http_job *jobs = FH_NEW_ARRAY(self->arena, count, fh_http_job);
    size_t *whose = FH_NEW_ARRAY(self->arena, count, size_t);
    size_t job_count = 0;
    const fh_text url = fh_arena_printf(self->arena, "%.*s/v3alpha/purlbatch",
                                        FH_TEXT_ARGS(self->options->deps_dev));
    if (self->arena->failed) return false;
    for (size_t i = 0; i < count; i++) {
        if (groups[i].is_over) continue;
        fh_buf_clear(&groups[i].body);
        fh_deps_dev_ask(groups[i].items, groups[i].count, groups[i].page, &groups[i].body);
        if (groups[i].body.failed) return false;
        jobs[job_count] = (fh_http_job){.url = url.ptr, .body = fh_buf_text(&groups[i].body)};
        whose[job_count++] = i;
    }
    *ret_over = job_count == 0;
    if (job_count > 0 && !fh_http_run(&self->options->http, jobs, job_count)) return false;
    for (size_t i = 0; i < job_count; i++) {
        take_page(self, &groups[whose[i]], &jobs[i]);
        fh_http_job_done(&jobs[i]);
    }
    return !self->arena->failed;
}

/* ---- one by one ---- */

static void take_single(round *self, fh_lookup_item *item, const fh_cache_entry *old,
                        const fh_http_job *job)
{
    if (job->end == FH_HTTP_ANSWER && job->status == 304 && old->etag.len > 0) {
        take_entry(old, item);
        remember(self, item, old->etag.ptr);
    } else if (job->end == FH_HTTP_ANSWER && job->status == 404) {
        item->state = FH_LOOKUP_UNKNOWN;
        item->why = NULL;
        remember(self, item, "");
    } else if (job->end == FH_HTTP_ANSWER && job->status == 200 &&
               fh_deps_dev_read_version(self->env, self->arena, fh_buf_text(&job->answer), item) ==
                   FH_OK) {
        item->why = NULL;
        remember(self, item, job->etag);
    } else {
        fail(item, word_for(job));
    }
}

static bool run_singles(round *self, fh_lookup_item *const *items, size_t count)
{
    fh_http_job *jobs = FH_NEW_ARRAY(self->arena, count, fh_http_job);
    fh_cache_entry *old = FH_NEW_ARRAY(self->arena, count, fh_cache_entry);
    if (self->arena->failed) return false;
    for (size_t i = 0; i < count; i++) {
        const fh_text url = fh_deps_dev_address(self->arena, self->options->deps_dev, items[i]);
        jobs[i].url = url.ptr;
        if (fh_cache_find(self->cache, self->arena, key_of(self, items[i]), &old[i]) &&
            old[i].etag.len > 0 && old[i].etag.len < FH_HTTP_ETAG_MAX)
            memcpy(jobs[i].etag, old[i].etag.ptr, old[i].etag.len);
    }
    if (self->arena->failed || !fh_http_run(&self->options->http, jobs, count)) return false;
    for (size_t i = 0; i < count; i++) {
        take_single(self, items[i], &old[i], &jobs[i]);
        fh_http_job_done(&jobs[i]);
    }
    return !self->arena->failed;
}

/* ---- the round ---- */

static bool finish_batches(round *self, batch *groups, size_t count)
{
    fh_lookup_item **singles = FH_NEW_ARRAY(self->arena, MOST_SINGLES, fh_lookup_item *);
    size_t single_count = 0;
    if (singles == NULL) return false;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < groups[i].count; k++) {
            fh_lookup_item *item = groups[i].items[k];
            if (!groups[i].wants_singles) remember(self, item, "");
            else if (single_count < MOST_SINGLES) singles[single_count++] = item;
        }
    return single_count == 0 || run_singles(self, singles, single_count);
}

static bool run_batches(round *self)
{
    const size_t count = (self->left_count + BATCH - 1) / BATCH;
    batch *groups = FH_NEW_ARRAY(self->arena, count, batch);
    bool good = groups != NULL, over = count == 0;
    for (size_t i = 0; i < count && good; i++) {
        const size_t start = i * BATCH;
        groups[i].items = self->left + start;
        groups[i].count = self->left_count - start < BATCH ? self->left_count - start : BATCH;
        fh_buf_init(&groups[i].body, 0);
    }
    while (good && !over) good = run_page(self, groups, count, &over);
    if (good) good = finish_batches(self, groups, count);
    for (size_t i = 0; i < count && groups != NULL; i++) fh_buf_done(&groups[i].body);
    return good;
}

/* ---- ClearlyDefined ---- */

static void take_definitions(round *self, fh_lookup_item *const *items, size_t count,
                             const fh_http_job *job)
{
    const bool good = job->end == FH_HTTP_ANSWER && job->status == 200 &&
                      fh_clearly_defined_read(self->env, self->arena, fh_buf_text(&job->answer),
                                              items, count) == FH_OK;
    for (size_t i = 0; i < count; i++) {
        if (!good) fail(items[i], word_for(job));
        else if (items[i]->state == FH_LOOKUP_UNASKED) fail(items[i], "leaves out what was asked");
        else remember(self, items[i], "");
    }
}

static bool run_definitions(round *self)
{
    const size_t count = (self->left_count + DEFINITIONS - 1) / DEFINITIONS;
    fh_http_job *jobs = FH_NEW_ARRAY(self->arena, count, fh_http_job);
    fh_buf *bodies = FH_NEW_ARRAY(self->arena, count, fh_buf);
    const fh_text url = fh_arena_printf(self->arena, "%.*s/definitions?expand=-files",
                                        FH_TEXT_ARGS(self->options->clearly_defined));
    bool good = !self->arena->failed;
    for (size_t i = 0; i < count && good; i++) {
        const size_t start = i * DEFINITIONS, left = self->left_count - start;
        fh_buf_init(&bodies[i], 0);
        fh_clearly_defined_ask(self->arena, self->left + start,
                               left < DEFINITIONS ? left : DEFINITIONS, &bodies[i]);
        jobs[i] = (fh_http_job){.url = url.ptr, .body = fh_buf_text(&bodies[i])};
        good = !bodies[i].failed && !self->arena->failed;
    }
    if (good) good = fh_http_run(&self->options->http, jobs, count);
    for (size_t i = 0; i < count && good; i++) {
        const size_t start = i * DEFINITIONS, left = self->left_count - start;
        take_definitions(self, self->left + start, left < DEFINITIONS ? left : DEFINITIONS,
                         &jobs[i]);
        fh_http_job_done(&jobs[i]);
    }
    for (size_t i = 0; i < count && bodies != NULL; i++) fh_buf_done(&bodies[i]);
    return good;
}

/* Items of the second service for what the first left open. */
static bool add_open(const round *self, fh_lookup_item_vec *items)
{
    const size_t count = items->count;
    for (size_t i = 0; i < count; i++) {
        const fh_lookup_item *item = &items->items[i];
        const bool open = item->state == FH_LOOKUP_UNKNOWN ||
                          (item->state == FH_LOOKUP_FOUND && item->expression.len == 0);
        const fh_lookup_item more = {
            .purl = item->purl, .parts = item->parts, .service = service_clearly_defined};
        if (open && fh_clearly_defined_takes(item) && !FH_VEC_ADD(self->arena, items, more))
            return false;
    }
    return true;
}

static bool run_second(round *self, fh_lookup_item_vec *items)
{
    const size_t first = items->count;
    if (self->options->clearly_defined.len == 0) return true;
    if (!add_open(self, items)) return false;
    self->left = FH_NEW_ARRAY(self->arena, items->count - first + 1, fh_lookup_item *);
    self->left_count = 0;
    if (self->left == NULL) return false;
    for (size_t i = first; i < items->count; i++)
        if (!ask_cache(self, &items->items[i])) self->left[self->left_count++] = &items->items[i];
    return self->left_count == 0 || run_definitions(self);
}

fh_status fh_lookup_run(fh_env *env, fh_arena *arena, fh_cache *cache,
                        const fh_lookup_options *options, fh_lookup_item_vec *items)
{
    round self = {.env = env, .arena = arena, .cache = cache, .options = options};
    self.left = FH_NEW_ARRAY(arena, items->count + 1, fh_lookup_item *);
    if (self.left == NULL) return fh_fail(env, FH_NO_MEMORY, "no memory for a lookup");
    for (size_t i = 0; i < items->count; i++) {
        fh_lookup_item *item = &items->items[i];
        if (!fh_deps_dev_takes(item)) continue;
        item->service = service_deps_dev;
        if (!ask_cache(&self, item)) self.left[self.left_count++] = item;
    }
    if ((self.left_count > 0 && !run_batches(&self)) || !run_second(&self, items) || arena->failed)
        return fh_fail(env, FH_NO_MEMORY, "no memory for a lookup");
    return FH_OK;
}
