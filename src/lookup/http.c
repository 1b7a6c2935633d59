/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "lookup/http.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <time.h>

enum { REDIRECTS_MAX = 3, POLL_MS = 200, FIRST_PAUSE_MS = 500 };

/* One job under way. */
typedef struct transfer {
    const fh_http_options *options;
    fh_http_job *job;
    CURL *easy; /* NULL: waits for `due` */
    struct curl_slist *headers;
    char *url;                    /* after a redirect; else NULL */
    char known[FH_HTTP_ETAG_MAX]; /* the job's ETag as it was before any answer */
    uint64_t due;
    uint32_t tries, redirects;
    bool is_over, is_busy;
} transfer;

typedef struct runner {
    const fh_http_options *options;
    CURLM *multi;
    transfer *transfers;
    size_t count, busy, over;
    uint64_t deadline;
} runner;

static uint64_t now_ms(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return 0;
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

void fh_http_options_init(fh_http_options *options)
{
    *options = (fh_http_options){.connect_ms = 10000,
                                 .total_ms = 30000,
                                 .run_ms = 300000,
                                 .retries = 3,
                                 .pause_max_s = 60,
                                 .connections = 4,
                                 .answer_max = 32u << 20};
}

bool fh_http_is_base(fh_text url)
{
    fh_text rest = url;
    if (fh_text_starts(url, FH_TEXT("https://"))) rest = fh_text_slice(url, 8, SIZE_MAX);
    else if (fh_text_starts(url, FH_TEXT("http://"))) rest = fh_text_slice(url, 7, SIZE_MAX);
    else return false;
    for (size_t i = 0; i < rest.len; i++) {
        const unsigned char c = (unsigned char)rest.ptr[i];
        if (c <= ' ' || c >= 0x7f || c == '@' || c == '?' || c == '#' || c == '\\') return false;
    }
    return rest.len > 0 && rest.ptr[0] != '/' && rest.ptr[0] != ':';
}

void fh_http_job_done(fh_http_job *job)
{
    fh_buf_done(&job->answer);
}

/* ---- one request ---- */

static size_t take_body(char *bytes, size_t size, size_t count, void *user)
{
    transfer *self = user;
    const size_t len = size * count; /* size is 1, says the library */
    if (len > self->options->answer_max - self->job->answer.len) {
        self->job->end = FH_HTTP_TOO_LONG;
        return 0;
    }
    fh_buf_add(&self->job->answer, fh_text_make(bytes, len));
    return self->job->answer.failed ? 0 : len;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *user)
{
    transfer *self = user;
    const fh_text line = fh_text_make(bytes, size * count);
    if (fh_text_starts(line, FH_TEXT("HTTP/"))) self->job->etag[0] = '\0';
    if (fh_text_starts_nocase(line, FH_TEXT("etag:"))) {
        const fh_text etag = fh_text_trim(fh_text_slice(line, 5, SIZE_MAX));
        bool good = etag.len < FH_HTTP_ETAG_MAX;
        for (size_t i = 0; good && i < etag.len; i++)
            good = etag.ptr[i] > ' ' && etag.ptr[i] < 0x7f;
        if (good) memcpy(self->job->etag, etag.ptr, etag.len);
        if (good) self->job->etag[etag.len] = '\0';
    }
    return line.len;
}

static bool add_header(transfer *self, const char *line)
{
    struct curl_slist *longer = curl_slist_append(self->headers, line);
    if (longer != NULL) self->headers = longer;
    return longer != NULL;
}

static bool add_headers(transfer *self)
{
    char known[FH_HTTP_ETAG_MAX + 20] = "If-None-Match: ";
    const size_t start = strlen(known);
    memcpy(known + start, self->known, strlen(self->known) + 1);
    return add_header(self, "Accept: application/json") &&
           (self->job->body.ptr == NULL ||
            (add_header(self, "Content-Type: application/json") && add_header(self, "Expect:"))) &&
           (self->known[0] == '\0' || add_header(self, known));
}

#define SET(option, value) (curl_easy_setopt(easy, (option), (value)) == CURLE_OK)

static bool set_limits(CURL *easy, const fh_http_options *options)
{
    /* Redirects are followed by our own hands; signals are none of a library's business. */
    return SET(CURLOPT_NOSIGNAL, 1L) && SET(CURLOPT_FOLLOWLOCATION, 0L) &&
           SET(CURLOPT_PROTOCOLS_STR, "http,https") &&
           SET(CURLOPT_CONNECTTIMEOUT_MS, (long)options->connect_ms) &&
           SET(CURLOPT_TIMEOUT_MS, (long)options->total_ms) && SET(CURLOPT_SSL_VERIFYPEER, 1L) &&
           SET(CURLOPT_SSL_VERIFYHOST, 2L) &&
           SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS) && SET(CURLOPT_PIPEWAIT, 1L) &&
           SET(CURLOPT_ACCEPT_ENCODING, "") && SET(CURLOPT_USERAGENT, "freehold/" FH_VERSION) &&
           (options->ca_file == NULL || SET(CURLOPT_CAINFO, options->ca_file));
}

static bool set_request(CURL *easy, transfer *self)
{
    const fh_http_job *job = self->job;
    return SET(CURLOPT_URL, self->url != NULL ? self->url : job->url) &&
           SET(CURLOPT_HTTPHEADER, self->headers) && SET(CURLOPT_PRIVATE, self) &&
           SET(CURLOPT_WRITEFUNCTION, take_body) && SET(CURLOPT_WRITEDATA, self) &&
           SET(CURLOPT_HEADERFUNCTION, take_header) && SET(CURLOPT_HEADERDATA, self) &&
           (job->body.ptr == NULL || (SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)job->body.len) &&
                                      SET(CURLOPT_POSTFIELDS, job->body.ptr)));
}

#undef SET

static void drop_easy(runner *self, transfer *item)
{
    if (item->is_busy) {
        (void)curl_multi_remove_handle(self->multi, item->easy); /* it is in there */
        self->busy--;
    }
    item->is_busy = false;
    curl_easy_cleanup(item->easy);
    curl_slist_free_all(item->headers);
    item->easy = NULL;
    item->headers = NULL;
}

static void finish(runner *self, transfer *item, fh_http_end end, const char *why)
{
    drop_easy(self, item);
    item->job->end = end;
    item->job->why = why;
    item->is_over = true;
    self->over++;
    if (self->options->on_done != NULL) self->options->on_done(self->options->user);
}

static void start(runner *self, transfer *item)
{
    item->easy = curl_easy_init();
    fh_buf_clear(&item->job->answer);
    if (item->easy != NULL && add_headers(item) && set_limits(item->easy, self->options) &&
        set_request(item->easy, item) &&
        curl_multi_add_handle(self->multi, item->easy) == CURLM_OK) {
        item->is_busy = true;
        self->busy++;
        return;
    }
    finish(self, item, FH_HTTP_FAILED, "cannot be asked");
}

/* ---- what comes of it ---- */

/* Scheme, host and port, as far as the first slash behind them. */
static fh_text origin_of(const char *url)
{
    const fh_text text = fh_text_of(url);
    const size_t scheme = fh_text_find(text, FH_TEXT("://"));
    if (scheme == SIZE_MAX) return (fh_text){0};
    size_t end = scheme + 3;
    while (end < text.len && text.ptr[end] != '/' && text.ptr[end] != '?' && text.ptr[end] != '#')
        end++;
    return fh_text_slice(text, 0, end);
}

static bool follow(runner *self, transfer *item)
{
    char *target = NULL;
    const char *from = item->url != NULL ? item->url : item->job->url;
    if (item->redirects++ >= REDIRECTS_MAX ||
        curl_easy_getinfo(item->easy, CURLINFO_REDIRECT_URL, &target) != CURLE_OK ||
        target == NULL || !fh_text_eq_nocase(origin_of(from), origin_of(target)))
        return false;
    char *copy = strdup(target);
    if (copy == NULL) return false;
    drop_easy(self, item);
    free(item->url);
    item->url = copy;
    item->due = 0;
    return true;
}

/* A pause as the server wants it, else one that doubles; false when no further try is made. */
static bool retry(runner *self, transfer *item)
{
    curl_off_t asked = 0;
    uint64_t pause = (uint64_t)FIRST_PAUSE_MS << item->tries;
    if (item->tries >= self->options->retries) return false;
    if (curl_easy_getinfo(item->easy, CURLINFO_RETRY_AFTER, &asked) == CURLE_OK && asked > 0) {
        if (asked > (curl_off_t)self->options->pause_max_s) return false;
        pause = (uint64_t)asked * 1000;
    }
    if (now_ms() + pause >= self->deadline) return false;
    item->tries++;
    drop_easy(self, item);
    item->due = now_ms() + pause;
    return true;
}

static bool is_passing(CURLcode result)
{
    return result == CURLE_COULDNT_CONNECT || result == CURLE_PARTIAL_FILE ||
           result == CURLE_GOT_NOTHING || result == CURLE_RECV_ERROR ||
           result == CURLE_SEND_ERROR || result == CURLE_HTTP2 || result == CURLE_HTTP2_STREAM;
}

static void settle(runner *self, transfer *item, CURLcode result)
{
    long status = 0;
    (void)curl_easy_getinfo(item->easy, CURLINFO_RESPONSE_CODE, &status); /* 0 when it fails */
    if (item->job->end == FH_HTTP_TOO_LONG) {
        finish(self, item, FH_HTTP_TOO_LONG, "answers with too much");
        return;
    }
    if (result != CURLE_OK) {
        if (!is_passing(result) || !retry(self, item))
            finish(self, item, FH_HTTP_FAILED, curl_easy_strerror(result));
        return;
    }
    item->job->status = (uint32_t)status;
    if (status == 429 || (status >= 500 && status != 501)) {
        if (!retry(self, item)) finish(self, item, FH_HTTP_ANSWER, NULL);
        return;
    }
    if (status >= 300 && status < 400 && status != 304) {
        /* What was posted is sent again only where the answer says so (RFC 9110, 15.4). */
        const bool can = item->job->body.ptr == NULL || status == 307 || status == 308;
        if (!can || !follow(self, item))
            finish(self, item, FH_HTTP_ELSEWHERE, "redirects to another place");
        return;
    }
    finish(self, item, FH_HTTP_ANSWER, NULL);
}

static void take_finished(runner *self)
{
    int left = 0;
    for (CURLMsg *message = curl_multi_info_read(self->multi, &left); message != NULL;
         message = curl_multi_info_read(self->multi, &left)) {
        transfer *item = NULL;
        const CURLcode result = message->data.result;
        if (message->msg != CURLMSG_DONE) continue;
        (void)curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&item);
        if (item != NULL) settle(self, item, result);
    }
}

static void start_due(runner *self)
{
    const uint64_t now = now_ms();
    for (size_t i = 0; i < self->count && self->busy < self->options->connections; i++) {
        transfer *item = &self->transfers[i];
        if (!item->is_over && !item->is_busy && item->due <= now) start(self, item);
    }
}

static void run_all(runner *self)
{
    while (self->over < self->count) {
        int running = 0;
        const bool stop =
            now_ms() >= self->deadline || (self->options->is_cancelled != NULL &&
                                           self->options->is_cancelled(self->options->user));
        if (stop) break;
        start_due(self);
        if (curl_multi_perform(self->multi, &running) != CURLM_OK) break;
        take_finished(self);
        if (self->over < self->count &&
            curl_multi_poll(self->multi, NULL, 0, POLL_MS, NULL) != CURLM_OK)
            break;
    }
    for (size_t i = 0; i < self->count; i++)
        if (!self->transfers[i].is_over)
            finish(self, &self->transfers[i], FH_HTTP_FAILED, "did not answer in time");
}

bool fh_http_run(const fh_http_options *options, fh_http_job *jobs, size_t count)
{
    runner self = {.options = options, .count = count, .deadline = now_ms() + options->run_ms};
    bool good = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    if (!good) return false;
    self.multi = curl_multi_init();
    self.transfers = calloc(count == 0 ? 1 : count, sizeof *self.transfers);
    good = self.multi != NULL && self.transfers != NULL;
    for (size_t i = 0; i < count && good; i++) {
        self.transfers[i].options = options;
        self.transfers[i].job = &jobs[i];
        memcpy(self.transfers[i].known, jobs[i].etag, FH_HTTP_ETAG_MAX);
        jobs[i].end = FH_HTTP_NONE;
        fh_buf_init(&jobs[i].answer, options->answer_max);
    }
    if (good) {
        (void)curl_multi_setopt(self.multi, CURLMOPT_MAX_TOTAL_CONNECTIONS,
                                (long)options->connections); /* our own count holds anyway */
        run_all(&self);
    }
    for (size_t i = 0; i < count && self.transfers != NULL; i++) free(self.transfers[i].url);
    free(self.transfers);
    (void)curl_multi_cleanup(self.multi); /* no handle is in it any more */
    curl_global_cleanup();
    return good;
}
