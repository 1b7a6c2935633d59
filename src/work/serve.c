/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The worker's side: one setup, then one reply a request, until the other end closes. */
#include "work/work.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/prctl.h>
#endif

#include "work/frame.h"

/* A sanitizer reserves terabytes of address space for its shadow; limits would end it at once. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WORKER_IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) ||                         \
    __has_feature(thread_sanitizer)
#define WORKER_IS_SANITIZED 1
#endif
#endif
#ifndef WORKER_IS_SANITIZED
#define WORKER_IS_SANITIZED 0
#endif

enum { SERVE_READ_SIZE = 256 << 10 };

/* Heap of one worker: the largest file and its document many times over. Mapped packs do not count
 * here, only in the address space, whose limit is wide enough for several gigabyte packs. */
static const rlim_t heap_bytes = (rlim_t)2 << 30;
static const rlim_t address_bytes = (rlim_t)16 << 30;

static void lower_limit(int resource, rlim_t most)
{
    struct rlimit limit;

    if (getrlimit(resource, &limit) != 0) return;
    if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > most) limit.rlim_cur = most;
    if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max > most) limit.rlim_max = most;
    (void)setrlimit(resource, &limit); /* best effort: a worker without it still has its watchdog */
}

static void confine_self(void)
{
#if defined(__linux__)
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* an audit that dies takes its workers along */
#endif
    lower_limit(RLIMIT_CORE, 0);
    if (!WORKER_IS_SANITIZED) {
        lower_limit(RLIMIT_DATA, heap_bytes);
        lower_limit(RLIMIT_AS, address_bytes);
    }
}

static bool write_all(int fd, fh_text bytes)
{
    while (bytes.len > 0) {
        ssize_t count = send(fd, bytes.ptr, bytes.len, MSG_NOSIGNAL);

        if (count < 0 && errno == ENOTSOCK) count = write(fd, bytes.ptr, bytes.len);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        bytes = fh_text_slice(bytes, (size_t)count, bytes.len);
    }
    return true;
}

typedef struct server {
    const fh_work_handler *handler;
    int out;
    bool is_ready;
    fh_buf reply, frame;
} server;

static bool send_frame(server *self, fh_frame_type type, uint32_t number, fh_text bytes)
{
    fh_buf_clear(&self->frame);
    return fh_frame_add(&self->frame, type, number, bytes) &&
           write_all(self->out, fh_buf_text(&self->frame));
}

static fh_status do_setup(server *self, fh_text setup)
{
    fh_status status;

    if (self->is_ready) return FH_BAD_INPUT;
    status = self->handler->setup(self->handler->user, setup);
    if (status != FH_OK) {
        (void)send_frame(self, FH_FRAME_REFUSED, (uint32_t)status,
                         fh_text_of(fh_status_name(status))); /* the exit code says it again */
        return status;
    }
    self->is_ready = true;
    return send_frame(self, FH_FRAME_READY, 0, fh_text_make("", 0)) ? FH_OK : FH_IO;
}

static fh_status do_item(server *self, fh_text payload)
{
    uint32_t number;
    fh_text request;

    if (!self->is_ready || !fh_frame_number(payload, &number, &request)) return FH_BAD_INPUT;
    fh_buf_clear(&self->reply);
    self->handler->item(self->handler->user, request, &self->reply);
    if (self->reply.failed)
        return FH_LIMIT; /* dying here makes this one item unread, and says so */
    return send_frame(self, FH_FRAME_REPLY, number, fh_buf_text(&self->reply)) ? FH_OK : FH_IO;
}

/* Do all whole frames in `input` and keep the rest. */
static fh_status do_frames(server *self, fh_buf *input)
{
    fh_text rest = fh_buf_text(input);
    fh_status status = FH_OK;
    fh_frame frame;

    while (status == FH_OK && (status = fh_frame_take(rest, &frame)) == FH_OK) {
        if (frame.type == FH_FRAME_SETUP) status = do_setup(self, frame.payload);
        else if (frame.type == FH_FRAME_ITEM) status = do_item(self, frame.payload);
        else status = FH_BAD_INPUT;
        rest = fh_text_slice(rest, frame.size, rest.len);
    }
    if (status != FH_NOT_FOUND) return status;
    if (rest.len > 0 && rest.len < input->len) memmove(input->ptr, rest.ptr, rest.len);
    input->len = rest.len;
    return FH_OK;
}

fh_status fh_work_serve(int in, int out, const fh_work_handler *handler)
{
    server self = {.handler = handler, .out = out};
    fh_status status = FH_OK;
    fh_buf input;

    confine_self();
    fh_buf_init(&input, FH_FRAME_HEAD + (size_t)FH_FRAME_PAYLOAD_MAX + SERVE_READ_SIZE);
    fh_buf_init(&self.reply, (size_t)FH_FRAME_PAYLOAD_MAX - 4);
    fh_buf_init(&self.frame, 0);
    while (status == FH_OK) {
        char *room = fh_buf_reserve(&input, SERVE_READ_SIZE);
        ssize_t count = room == NULL ? -1 : read(in, room, SERVE_READ_SIZE);

        if (room != NULL && count < 0 && errno == EINTR) continue;
        if (count == 0) break;
        if (count < 0) {
            status = room == NULL ? FH_NO_MEMORY : FH_IO;
            break;
        }
        input.len += (size_t)count;
        status = do_frames(&self, &input);
    }
    fh_buf_done(&self.frame);
    fh_buf_done(&self.reply);
    fh_buf_done(&input);
    return status;
}
