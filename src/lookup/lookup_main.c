/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* freehold-lookup: package URLs on standard input, one a line; licenses on standard output, one
 * JSON object a line, in the same order. The only program of the house that uses a network. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "lookup/lookup.h"

enum { READ_SIZE = 65536, INPUT_MAX = 64 << 20, MOST_MEMORY = 1 << 30 };

static const char usage[] =
    "usage: freehold-lookup [--deps-dev URL] [--clearly-defined URL|none] [--cache FILE] "
    "[--no-cache] [--ca FILE] [--timeout "
    "S]\n"
    "reads package URLs, one a line; writes what services know of their licenses as JSON lines\n"
    "environment: FREEHOLD_DEPS_DEV, FREEHOLD_CLEARLY_DEFINED, FREEHOLD_LOOKUP_CACHE, FREEHOLD_CA, "
    "FREEHOLD_LOOKUP_TIMEOUT,\n"
    "and the proxies' own: http_proxy, https_proxy, no_proxy\n";

typedef struct settings {
    const char *deps_dev, *clearly_defined, *cache, *ca, *timeout;
    bool no_cache;
} settings;

static const char *from_environment(const char *name, const char *fallback)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0' ? value : fallback;
}

static bool read_arguments(int count, char **arguments, settings *self)
{
    *self = (settings){.deps_dev = from_environment("FREEHOLD_DEPS_DEV", "https://api.deps.dev"),
                       .clearly_defined = from_environment("FREEHOLD_CLEARLY_DEFINED",
                                                           "https://api.clearlydefined.io"),
                       .cache = from_environment("FREEHOLD_LOOKUP_CACHE", NULL),
                       .ca = from_environment("FREEHOLD_CA", NULL),
                       .timeout = from_environment("FREEHOLD_LOOKUP_TIMEOUT", "30")};
    const struct {
        const char *name, **value;
    } options[] = {{"--deps-dev", &self->deps_dev},
                   {"--clearly-defined", &self->clearly_defined},
                   {"--cache", &self->cache},
                   {"--ca", &self->ca},
                   {"--timeout", &self->timeout}};
    for (int i = 1; i < count; i++) {
        size_t k = 0;
        if (strcmp(arguments[i], "--no-cache") == 0) {
            self->no_cache = true;
            continue;
        }
        while (k < FH_COUNT(options) && strcmp(arguments[i], options[k].name) != 0) k++;
        if (k == FH_COUNT(options) || i + 1 == count) return false;
        *options[k].value = arguments[++i];
    }
    return true;
}

/* XDG base directories: what is no absolute path does not count. */
static fh_text default_cache(fh_arena *arena)
{
    const char *base = from_environment("XDG_CACHE_HOME", "");
    const char *home = from_environment("HOME", "");
    if (base[0] != '/' && home[0] != '/') return (fh_text){0};
    const fh_text above = base[0] == '/' ? fh_arena_printf(arena, "%s", base)
                                         : fh_arena_printf(arena, "%s/.cache", home);
    const fh_text folder = fh_arena_printf(arena, "%.*s/freehold", FH_TEXT_ARGS(above));
    if (arena->failed) return (fh_text){0};
    if (mkdir(above.ptr, 0700) != 0 && errno != EEXIST) return (fh_text){0};
    if (mkdir(folder.ptr, 0700) != 0 && errno != EEXIST) return (fh_text){0};
    return fh_arena_printf(arena, "%.*s/lookup.sqlite", FH_TEXT_ARGS(folder));
}

static fh_cache *open_cache(fh_env *env, fh_arena *arena, const settings *self)
{
    fh_cache *cache = NULL;
    if (self->no_cache) return NULL;
    const fh_text path = self->cache != NULL ? fh_text_of(self->cache) : default_cache(arena);
    if (path.len == 0) return NULL;
    if (fh_cache_open(env, path.ptr, &cache) == FH_OK) return cache;
    fprintf(stderr, "freehold-lookup: %s; going on without it\n", env->error.message);
    return NULL;
}

static bool read_input(fh_buf *input)
{
    for (;;) {
        char *room = fh_buf_reserve(input, READ_SIZE);
        const ssize_t got = room == NULL ? -1 : read(STDIN_FILENO, room, READ_SIZE);
        if (got < 0 && room != NULL && errno == EINTR) continue;
        if (got <= 0) return got == 0;
        input->len += (size_t)got;
    }
}

static bool write_output(const fh_buf *output)
{
    for (size_t sent = 0; sent < output->len;) {
        const ssize_t count = write(STDOUT_FILENO, output->ptr + sent, output->len - sent);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        sent += (size_t)count;
    }
    return !output->failed;
}

static void show_progress(void *user)
{
    unsigned *done = user;
    fprintf(stderr, "\r\x1b[Klooking up licenses: %u answers", ++*done);
}

static void report(const fh_lookup_item_vec *items, fh_buf *output)
{
    size_t failed = 0;
    const char *why = NULL, *service = "";
    for (size_t i = 0; i < items->count; i++) {
        const fh_lookup_item *item = &items->items[i];
        fh_lookup_write(item, output);
        failed += item->state == FH_LOOKUP_FAILED;
        if (item->state != FH_LOOKUP_FAILED || why != NULL) continue;
        why = item->why;
        service = item->service;
    }
    if (failed > 0)
        fprintf(stderr, "freehold-lookup: no answer for %zu of %zu packages: %s: %s\n", failed,
                items->count, service, why != NULL ? why : "unknown reason");
}

static fh_status work(fh_env *env, fh_arena *arena, const settings *self,
                      fh_lookup_options *options)
{
    fh_lookup_item_vec items = {0};
    fh_buf input, output;
    fh_text rest, line;
    size_t refused = 0;
    fh_buf_init(&input, INPUT_MAX);
    fh_buf_init(&output, 0);
    fh_status status = read_input(&input) ? FH_OK : fh_fail(env, FH_IO, "no input can be read");
    rest = fh_buf_text(&input);
    while (status == FH_OK && rest.ptr != NULL && fh_text_next_line(&rest, &line))
        if (line.len > 0 && !fh_lookup_add(arena, &items, line)) refused++;
    if (refused > 0)
        fprintf(stderr, "freehold-lookup: %zu lines are no package URL, or too many\n", refused);
    fh_cache *cache = status == FH_OK ? open_cache(env, arena, self) : NULL;
    if (status == FH_OK) status = fh_lookup_run(env, arena, cache, options, &items);
    if (options->http.on_done != NULL) fputs("\r\x1b[K", stderr);
    fh_cache_close(cache);
    if (status == FH_OK) report(&items, &output);
    if (status == FH_OK && !write_output(&output))
        status = fh_fail(env, FH_IO, "no output can be written");
    fh_buf_done(&input);
    fh_buf_done(&output);
    return status;
}

static fh_text without_slash(const char *url)
{
    fh_text text = fh_text_of(url);
    while (text.len > 0 && text.ptr[text.len - 1] == '/') text.len--;
    return text;
}

int main(int count, char **arguments)
{
    settings given;
    fh_env env;
    fh_arena arena;
    fh_lookup_options options = {.now = 0};
    unsigned done = 0;
    uint64_t seconds = 0;
    struct timespec now = {0};

    if (!read_arguments(count, arguments, &given) ||
        !fh_text_to_u64(fh_text_of(given.timeout), &seconds) || seconds < 1 || seconds > 600) {
        fputs(usage, stderr);
        return 2;
    }
    options.deps_dev = without_slash(given.deps_dev);
    if (strcmp(given.clearly_defined, "none") != 0)
        options.clearly_defined = without_slash(given.clearly_defined);
    /* An address that is refused may hold a password: it is not shown. */
    if (!fh_http_is_base(options.deps_dev) ||
        (options.clearly_defined.len > 0 && !fh_http_is_base(options.clearly_defined))) {
        fputs("freehold-lookup: the address of a service is no http or https address without "
              "credentials\n",
              stderr);
        return 2;
    }
    (void)signal(SIGPIPE, SIG_IGN);            /* cannot fail */
    (void)clock_gettime(CLOCK_REALTIME, &now); /* without a clock nothing in the cache is fresh */
    options.now = now.tv_sec;
    fh_http_options_init(&options.http);
    options.http.total_ms = (uint32_t)seconds * 1000;
    options.http.ca_file = given.ca;
    options.http.user = &done;
    if (isatty(STDERR_FILENO) == 1) options.http.on_done = show_progress;
    fh_env_init(&env);
    fh_arena_init(&arena, MOST_MEMORY);
    const fh_status status = work(&env, &arena, &given, &options);
    if (status != FH_OK) fprintf(stderr, "freehold-lookup: %s\n", env.error.message);
    fh_arena_done(&arena);
    return status == FH_OK ? 0 : 4;
}
