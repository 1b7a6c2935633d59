/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Requests over HTTP, several at a time, to servers that may be slow, broken or lying. Answers are
 * capped, time is bounded, certificates are verified, redirects stay on their host, and nothing but
 * what a job says is sent: no cookies, no credentials. */
#ifndef FH_LOOKUP_HTTP_H
#define FH_LOOKUP_HTTP_H

#include "base/buf.h"

enum { FH_HTTP_ETAG_MAX = 200 };

typedef enum fh_http_end {
    FH_HTTP_NONE,     /* not done */
    FH_HTTP_ANSWER,   /* `status` and `answer` hold */
    FH_HTTP_FAILED,   /* no connection, no certificate, cut short, a timeout */
    FH_HTTP_TOO_LONG, /* more bytes than allowed */
    FH_HTTP_ELSEWHERE /* a redirect to another host, or too many of them */
} fh_http_end;

typedef struct fh_http_job {
    const char *url;
    fh_text body;                /* ptr NULL: GET, else POST of JSON */
    char etag[FH_HTTP_ETAG_MAX]; /* in: of the answer that is known, or ""; out: of this one */
    fh_http_end end;
    uint32_t status; /* of HTTP */
    fh_buf answer;   /* decoded; freed by fh_http_job_done */
    const char *why; /* a word on what failed; static */
} fh_http_job;

typedef struct fh_http_options {
    uint32_t connect_ms, total_ms; /* of one request */
    uint32_t run_ms;               /* of all of one run, retries and pauses included */
    uint32_t retries;
    uint32_t pause_max_s; /* a server that asks for a longer pause is not asked again */
    uint32_t connections; /* at a time */
    size_t answer_max;    /* bytes, after decompression */
    const char *ca_file;  /* instead of the system's certificates, or NULL */
    bool (*is_cancelled)(void *user);
    void (*on_done)(void *user); /* after each job; may be NULL, as is_cancelled */
    void *user;
} fh_http_options;

void fh_http_options_init(fh_http_options *options);
/* Do all jobs. False: the library could not be started; then no job is done. */
FH_NODISCARD bool fh_http_run(const fh_http_options *options, fh_http_job *jobs, size_t count);
void fh_http_job_done(fh_http_job *job);
/* Whether `url` is http or https with a host and without credentials, query or fragment. */
bool fh_http_is_base(fh_text url);

#endif
