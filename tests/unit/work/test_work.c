/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The program runs itself as its own worker, which behaves as badly as its requests ask. */
#include "work/work.h"

#include <signal.h>
#include <unistd.h>

#include "tap.h"
#include "work/frame.h"

enum { ITEMS_MAX = 20000 };

static const char *program;

/* ---- the worker ------------------------------------------------------------------------------ */

static fh_status worker_setup(void *user, fh_text setup)
{
    (void)user;
    if (fh_text_is(setup, "refuse")) return FH_NOT_FOUND;
    if (fh_text_is(setup, "die")) _exit(7);
    if (fh_text_is(setup, "babble")) (void)!write(STDOUT_FILENO, "hello, world\n", 13);
    return FH_OK;
}

static void spin(void)
{
    volatile unsigned turns = 0;
    for (;;) turns++;
}

static void send_raw(fh_frame_type type, uint32_t number, const char *bytes)
{
    fh_buf buf;
    fh_buf_init(&buf, 0);
    CHECK(fh_frame_add(&buf, type, number, fh_text_of(bytes)));
    (void)!write(STDOUT_FILENO, buf.ptr, buf.len);
    fh_buf_done(&buf);
}

static void worker_item(void *user, fh_text request, fh_buf *reply)
{
    (void)user;
    if (fh_text_is(request, "segv")) (void)raise(SIGSEGV);
    if (fh_text_is(request, "kill")) (void)raise(SIGKILL);
    if (fh_text_is(request, "exit")) _exit(3);
    if (fh_text_is(request, "spin")) spin();
    if (fh_text_is(request, "sleep")) (void)pause();
    if (fh_text_is(request, "garbage")) (void)!write(STDOUT_FILENO, "\xff\xff\xff\xff\x05zz", 7);
    if (fh_text_is(request, "other number")) send_raw(FH_FRAME_REPLY, 999999, "lie");
    if (fh_text_is(request, "ready again")) send_raw(FH_FRAME_READY, 0, "");
    if (fh_text_is(request, "too much")) {
        for (int i = 0; i < 65 && fh_buf_reserve(reply, 1 << 20) != NULL; i++)
            reply->len += 1 << 20;
        return;
    }
    if (fh_text_is(request, "much")) {
        char *room = fh_buf_reserve(reply, 3 << 20);
        if (room != NULL) memset(room, 'm', 3 << 20);
        reply->len += 3 << 20;
        return;
    }
    fh_buf_printf(reply, "did %.*s", FH_TEXT_ARGS(request));
}

static int be_worker(void)
{
    const fh_work_handler handler = {.setup = worker_setup, .item = worker_item};
    return fh_work_serve(STDIN_FILENO, STDOUT_FILENO, &handler) == FH_OK ? 0 : 1;
}

/* ---- the audit's side ------------------------------------------------------------------------ */

typedef struct outcome {
    size_t calls, replies, crashed, stalled, skipped, stop_at;
    size_t last_crashed;
    int last_signal;
    size_t wrong; /* out of order, or with another item's reply */
    size_t long_replies;
    const fh_work_item *items;
} outcome;

static bool take_result(void *user, size_t index, const fh_work_result *result)
{
    outcome *seen = user;
    const fh_text request = seen->items[index].request;

    if (index != seen->calls++) seen->wrong++;
    if (result->crashed) {
        seen->crashed++;
        seen->last_crashed = index;
        seen->last_signal = result->signal;
    } else if (result->stalled) {
        seen->stalled++;
    } else if (result->reply.len == 3 << 20) {
        seen->long_replies++;
    } else {
        seen->replies++;
        if (!fh_text_starts(result->reply, FH_TEXT("did ")) ||
            !fh_text_eq(fh_text_slice(result->reply, 4, result->reply.len), request))
            seen->wrong++;
    }
    if (result->skipped) seen->skipped++;
    return seen->stop_at == 0 || seen->calls < seen->stop_at;
}

static fh_status do_work(const char *setup, unsigned jobs, const fh_work_item *items, size_t count,
                         uint32_t file_ms, outcome *seen)
{
    const fh_work_options options = {.program = program, .jobs = jobs, .setup = fh_text_of(setup)};
    fh_status status;
    fh_env env;

    fh_env_init(&env);
    env.limits.file_ms = file_ms;
    seen->items = items;
    status = fh_work_run(&env, &options, items, count, take_result, seen);
    if (status != FH_OK) printf("# %s: %s\n", fh_status_name(status), env.error.message);
    return status;
}

static fh_work_item items[ITEMS_MAX];

static void fill_items(size_t count)
{
    static char names[ITEMS_MAX][32];

    for (size_t i = 0; i < count; i++) {
        (void)snprintf(names[i], sizeof(names[i]), "item %zu", i);
        items[i].request = fh_text_of(names[i]);
    }
}

static void gives_all_in_order(void)
{
    for (unsigned jobs = 1; jobs <= 8; jobs *= 2) {
        outcome seen = {0};

        fill_items(ITEMS_MAX);
        CHECK_INT(do_work("", jobs, items, ITEMS_MAX, 20000, &seen), FH_OK);
        CHECK_INT(seen.calls, ITEMS_MAX);
        CHECK_INT(seen.replies, ITEMS_MAX);
        CHECK_INT(seen.wrong, 0);
    }
}

static void does_nothing_with_nothing(void)
{
    outcome seen = {0};
    CHECK_INT(do_work("", 3, items, 0, 1000, &seen), FH_OK);
    CHECK_INT(seen.calls, 0);
}

/* Items 50, 51 and the last one misbehave in the same way; all others have to be answered. */
static void loses_only(const char *request, unsigned jobs, uint32_t file_ms, outcome *seen)
{
    const size_t count = 200;

    fill_items(count);
    items[50].request = items[51].request = items[count - 1].request = fh_text_of(request);
    CHECK_INT(do_work("", jobs, items, count, file_ms, seen), FH_OK);
    CHECK_INT(seen->calls, count);
    CHECK_INT(seen->crashed + seen->stalled, 3);
    CHECK_INT(seen->replies, count - 3);
    CHECK_INT(seen->wrong, 0);
    CHECK_INT(seen->skipped, 0);
}

static void survives_crashes(void)
{
    static const char *const ways[] = {"exit", "garbage", "other number", "ready again",
                                       "too much"};
    outcome killed = {0};

    for (size_t i = 0; i < FH_COUNT(ways); i++) {
        outcome seen = {0};

        loses_only(ways[i], 3, 20000, &seen);
        CHECK_INT(seen.crashed, 3);
        CHECK_INT(seen.last_crashed, 199);
        CHECK_INT(seen.last_signal, 0);
    }
    loses_only("segv", 2, 20000, &killed);
    CHECK_INT(killed.crashed, 3);
}

static void names_the_signal(void)
{
    outcome seen = {0};

    fill_items(1);
    items[0].request = FH_TEXT("segv");
    CHECK_INT(do_work("", 1, items, 1, 20000, &seen), FH_OK);
    CHECK_INT(seen.crashed, 1);
#if !defined(__SANITIZE_ADDRESS__) /* which handles the signal and exits */
    CHECK_INT(seen.last_signal, SIGSEGV);
#endif
}

static void survives_stalls(void)
{
    outcome spun = {0}, slept = {0};

    loses_only("spin", 2, 150, &spun);
    CHECK_INT(spun.stalled, 3);
    loses_only("sleep", 2, 150, &slept);
    CHECK_INT(slept.stalled, 3);
}

static void gives_up_on_a_trap_tree(void)
{
    const size_t count = 300;
    outcome seen = {0};

    for (size_t i = 0; i < count; i++) items[i].request = FH_TEXT("exit");
    CHECK_INT(do_work("", 4, items, count, 20000, &seen), FH_OK);
    CHECK_INT(seen.calls, count);
    CHECK_INT(seen.crashed, count);
    CHECK(seen.skipped > 150 && seen.skipped < count);
}

static void carries_long_replies(void)
{
    const size_t count = 120; /* 360 MiB together: more than the ring may hold */
    outcome seen = {0};

    for (size_t i = 0; i < count; i++) items[i].request = FH_TEXT("much");
    CHECK_INT(do_work("", 2, items, count, 60000, &seen), FH_OK);
    CHECK_INT(seen.long_replies, count);
    CHECK_INT(seen.wrong, 0);
}

static void reports_what_cannot_start(void)
{
    const char *own = program;
    outcome seen = {0};

    fill_items(10);
    CHECK_INT(do_work("refuse", 2, items, 10, 1000, &seen), FH_NOT_FOUND);
    CHECK_INT(do_work("die", 2, items, 10, 1000, &seen), FH_IO);
    CHECK_INT(do_work("babble", 2, items, 10, 1000, &seen), FH_IO);
    program = "/nonexistent/freehold";
    CHECK_INT(do_work("", 2, items, 10, 1000, &seen), FH_IO);
    program = "/bin/false";
    CHECK_INT(do_work("", 2, items, 10, 1000, &seen), FH_IO);
    program = own;
    CHECK_INT(seen.calls, 0);
}

static void stops_when_told(void)
{
    outcome seen = {.stop_at = 5};

    fill_items(1000);
    CHECK_INT(do_work("", 2, items, 1000, 1000, &seen), FH_CANCELLED);
    CHECK_INT(seen.calls, 5);
}

static void frames_are_checked(void)
{
    fh_frame frame;
    fh_text bytes;
    uint32_t number;
    fh_buf buf;

    fh_buf_init(&buf, 0);
    CHECK(fh_frame_add(&buf, FH_FRAME_ITEM, 7, FH_TEXT("abc")));
    for (size_t cut = 0; cut < buf.len; cut++)
        CHECK_INT(fh_frame_take(fh_text_make(buf.ptr, cut), &frame), FH_NOT_FOUND);
    CHECK_INT(fh_frame_take(fh_buf_text(&buf), &frame), FH_OK);
    CHECK_INT(frame.size, buf.len);
    CHECK(fh_frame_number(frame.payload, &number, &bytes));
    CHECK_INT(number, 7);
    CHECK_TEXT(bytes, "abc");
    CHECK(!fh_frame_number(FH_TEXT("abc"), &number, &bytes));
    CHECK(!fh_frame_add(&buf, FH_FRAME_SETUP, 0, fh_text_make("", (64 << 20) + 1)));
    CHECK_INT(fh_frame_take(FH_TEXT("\x01\x00\x00\x04\x01"), &frame), FH_BAD_INPUT);
    CHECK_INT(fh_frame_take(FH_TEXT("\x01\x00\x00\x00\x00"), &frame), FH_BAD_INPUT);
    CHECK_INT(fh_frame_take(FH_TEXT("\x01\x00\x00\x00\x06"), &frame), FH_BAD_INPUT);
    fh_buf_done(&buf);
}

/* Nobody has to ask for the processors that are there. */
static void counts_workers(void)
{
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    const unsigned all = processors > FH_WORK_JOBS_MAX ? FH_WORK_JOBS_MAX : (unsigned)processors;
    CHECK_INT(fh_work_jobs(0, 1000000), all);
    CHECK_INT(fh_work_jobs(0, 10), 1);
    CHECK_INT(fh_work_jobs(8, 250), 3);
    CHECK_INT(fh_work_jobs(3, 1000000), 3);
    CHECK_INT(fh_work_jobs(1000, 1000000), FH_WORK_JOBS_MAX);
    CHECK_INT(fh_work_jobs(5, 0), 1);
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "worker") == 0) return be_worker();
    program = argv[0];
    RUN(frames_are_checked);
    RUN(does_nothing_with_nothing);
    RUN(gives_all_in_order);
    RUN(survives_crashes);
    RUN(names_the_signal);
    RUN(survives_stalls);
    RUN(gives_up_on_a_trap_tree);
    RUN(carries_long_replies);
    RUN(reports_what_cannot_start);
    RUN(stops_when_told);
    RUN(counts_workers);
    return DONE();
}
