/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The audit's side: one loop around poll. Each worker has a short queue of items sent ahead;
 * replies come in the order of the queue, so when a worker dies its first unanswered item is the
 * culprit and the others are sent to its successor. Replies that are early wait in a ring, whose
 * length and bytes are bounded: nothing is handed out further ahead than the ring, and when it
 * holds too many bytes only the worker that has the next item in turn is read. */
#include "work/work.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

#include "work/frame.h"
#include "work/process.h"

enum {
    WORK_AHEAD = 16,              /* items sent to one worker before it answers */
    WORK_AHEAD_BYTES = 256 << 10, /* ... and bytes, of which at least one item goes */
    WORK_RING = 4096,             /* items handed out ahead of the oldest that is unanswered */
    WORK_RING_BYTES = 256 << 20,  /* early replies kept */
    WORK_POLL_MS = 200,           /* how long a cancel may go unseen */
    WORK_START_MS = 30000,        /* for a worker to open its tree */
    WORK_START_TRIES = 3,         /* of which none came to life: the program does not work */
    WORK_DEATHS_MAX = 100,        /* then nobody is replaced: a tree full of traps stays bounded */
    WORK_STALL_FACTOR = 8,        /* wall time for one item, in file_ms, whatever the load */
    WORK_GRACE_MS = 1000          /* for an idle worker to end by itself */
};

typedef enum slot_state {
    SLOT_OFF,      /* no process, and none will be started */
    SLOT_STARTING, /* runs, has not said ready */
    SLOT_READY
} slot_state;

typedef struct work_slot {
    fh_process process;
    slot_state state;
    size_t queue[WORK_AHEAD]; /* items sent and unanswered, oldest first */
    size_t queued;
    uint64_t queued_bytes;
    uint64_t since_ms, since_cpu_ms; /* when its first item began to count, on both clocks */
} work_slot;

typedef struct early {
    fh_buf reply;
    fh_work_result result; /* without its reply */
    bool is_full;
} early;

typedef struct work {
    fh_env *env;
    const fh_work_options *options;
    const fh_work_item *items;
    size_t count;
    bool (*done)(void *user, size_t index, const fh_work_result *result);
    void *user;
    work_slot *slots;
    size_t slot_count;
    early *ring;
    size_t ring_len, ring_bytes;
    size_t next_out;  /* first item that nobody has had */
    size_t next_done; /* first item that has not been given to `done` */
    unsigned deaths, failed_starts;
    bool was_ready; /* a worker came to life once, so the program works */
    fh_status status;
} work;

/* ---- answers, in order ----------------------------------------------------------------------- */

static void deliver(work *self, const fh_work_result *result)
{
    if (!self->done(self->user, self->next_done, result))
        self->status = fh_fail(self->env, FH_CANCELLED, "stopped");
    self->next_done++;
}

static void deliver_early(work *self)
{
    while (self->status == FH_OK && self->next_done < self->count) {
        early *first = &self->ring[self->next_done % self->ring_len];

        if (!first->is_full) return;
        first->result.reply = fh_buf_text(&first->reply);
        first->is_full = false;
        self->ring_bytes -= first->reply.len;
        deliver(self, &first->result);
        fh_buf_done(&first->reply);
    }
}

static void answer(work *self, size_t index, const fh_work_result *result)
{
    early *place = &self->ring[index % self->ring_len];

    if (self->status != FH_OK) return;
    if (index == self->next_done) {
        deliver(self, result);
        deliver_early(self);
        return;
    }
    fh_buf_init(&place->reply, 0);
    fh_buf_add(&place->reply, result->reply);
    if (place->reply.failed) {
        fh_buf_done(&place->reply);
        self->status = fh_fail(self->env, FH_NO_MEMORY, "no memory for the replies of workers");
        return;
    }
    place->result = *result;
    place->is_full = true;
    self->ring_bytes += place->reply.len;
}

/* ---- queues ---------------------------------------------------------------------------------- */

static void restart_timer(work_slot *slot)
{
    slot->since_ms = fh_clock_ms();
    slot->since_cpu_ms = fh_process_cpu_ms(&slot->process);
}

/* One number for what an item takes of a worker's input and of its time. */
static uint64_t cost_of(const work *self, size_t index)
{
    const fh_work_item *item = &self->items[index];

    return item->weight > item->request.len ? item->weight : item->request.len;
}

static size_t queue_shift(work *self, work_slot *slot)
{
    size_t index = slot->queue[0];

    slot->queued--;
    slot->queued_bytes -= cost_of(self, index);
    memmove(slot->queue, slot->queue + 1, slot->queued * sizeof(slot->queue[0]));
    return index;
}

/* Put an item at the end of the queue and into the output. */
static void queue_push(work *self, work_slot *slot, size_t index)
{
    fh_text request = self->items[index].request;

    slot->queue[slot->queued++] = index;
    slot->queued_bytes += cost_of(self, index);
    if (!fh_frame_add(&slot->process.out, FH_FRAME_ITEM, (uint32_t)index, request))
        self->status = fh_fail(self->env, FH_LIMIT, "request %zu is too long for a worker", index);
    if (slot->queued == 1) restart_timer(slot);
}

/* An item that was in the queue of a worker that will not be replaced, if there is one, else the
 * next new one that the ring has room for. */
static bool take_item(work *self, size_t *ret_index)
{
    for (size_t i = 0; i < self->slot_count; i++) {
        work_slot *other = &self->slots[i];

        if (other->state == SLOT_OFF && other->queued > 0) {
            *ret_index = queue_shift(self, other);
            return true;
        }
    }
    if (self->next_out >= self->count || self->next_out - self->next_done >= self->ring_len ||
        self->ring_bytes >= WORK_RING_BYTES)
        return false;
    *ret_index = self->next_out++;
    return true;
}

/* Fewer ahead towards the end, so that all workers finish together. */
static size_t ahead_allowed(const work *self)
{
    size_t share = (self->count - self->next_out) / (self->slot_count * 2) + 1;

    return share < WORK_AHEAD ? share : WORK_AHEAD;
}

static void hand_out(work *self)
{
    for (size_t i = 0; i < self->slot_count; i++) {
        work_slot *slot = &self->slots[i];
        size_t index;

        while (slot->state != SLOT_OFF && self->status == FH_OK &&
               slot->queued < ahead_allowed(self) &&
               (slot->queued == 0 || slot->queued_bytes < WORK_AHEAD_BYTES) &&
               take_item(self, &index))
            queue_push(self, slot, index);
    }
}

/* ---- life and death -------------------------------------------------------------------------- */

/* Start a process in the slot and give it the setup and what is in its queue. */
static void slot_start(work *self, work_slot *slot)
{
    fh_status status =
        fh_process_start(self->env, &slot->process, self->options->program, "worker");

    slot->state = SLOT_OFF;
    if (status != FH_OK) {
        if (!self->was_ready) self->status = status;
        return;
    }
    if (!fh_frame_add(&slot->process.out, FH_FRAME_SETUP, 0, self->options->setup)) {
        self->status = fh_fail(self->env, FH_LIMIT, "the setup is too long for a worker");
        return;
    }
    for (size_t i = 0; i < slot->queued; i++)
        if (!fh_frame_add(&slot->process.out, FH_FRAME_ITEM, (uint32_t)slot->queue[i],
                          self->items[slot->queue[i]].request))
            self->status = fh_fail(self->env, FH_NO_MEMORY, "no memory for a worker's queue");
    slot->state = SLOT_STARTING;
    restart_timer(slot);
}

static bool is_work_left(const work *self, const work_slot *slot)
{
    return slot->queued > 0 || self->next_out < self->count;
}

/* The worker is gone, or has to go: blame its first item, and put another in its place. */
static void slot_bury(work *self, work_slot *slot, bool is_stalled)
{
    bool was_starting = slot->state == SLOT_STARTING;
    int signal_number = fh_process_stop(&slot->process, 0);

    slot->state = SLOT_OFF;
    if (was_starting) {
        self->failed_starts++;
        if (!self->was_ready && self->failed_starts >= WORK_START_TRIES) {
            self->status =
                fh_fail(self->env, FH_IO, "the worker program '%s' %s", self->options->program,
                        is_stalled ? "does not answer" : "ends at once");
            return;
        }
    } else if (slot->queued > 0) {
        fh_work_result result = {
            .crashed = !is_stalled, .stalled = is_stalled, .signal = signal_number};

        answer(self, queue_shift(self, slot), &result);
    }
    self->deaths++;
    if (self->status == FH_OK && self->deaths < WORK_DEATHS_MAX && is_work_left(self, slot))
        slot_start(self, slot);
}

static void slot_refused(work *self, fh_text payload)
{
    uint32_t number;
    fh_text message;
    bool is_known =
        fh_frame_number(payload, &number, &message) && number > FH_OK && number <= FH_INTERNAL;

    self->status = fh_fail(self->env, is_known ? (fh_status)number : FH_IO,
                           "a worker process could not be set up: %s",
                           is_known ? fh_status_name((fh_status)number) : "unknown reason");
}

/* False when the frame is out of turn. */
static bool slot_frame(work *self, work_slot *slot, const fh_frame *frame)
{
    fh_work_result result = {0};
    uint32_t number;

    if (slot->state == SLOT_STARTING) {
        if (frame->type == FH_FRAME_REFUSED) slot_refused(self, frame->payload);
        else if (frame->type != FH_FRAME_READY || frame->payload.len > 0) return false;
        slot->state = SLOT_READY;
        self->was_ready = true;
        restart_timer(slot);
        return true;
    }
    if (frame->type != FH_FRAME_REPLY || slot->queued == 0 ||
        !fh_frame_number(frame->payload, &number, &result.reply) ||
        number != (uint32_t)slot->queue[0])
        return false;
    answer(self, queue_shift(self, slot), &result);
    return true;
}

/* Read what the worker says; bury it when it said nonsense or is gone. */
static void slot_read(work *self, work_slot *slot)
{
    bool is_alive = fh_process_fill(&slot->process);
    fh_text rest = fh_buf_text(&slot->process.in);
    size_t used = 0;
    fh_status status = FH_OK;
    fh_frame frame;

    while (self->status == FH_OK && (status = fh_frame_take(rest, &frame)) == FH_OK) {
        if (!slot_frame(self, slot, &frame)) {
            status = FH_BAD_INPUT;
            break;
        }
        used += frame.size;
        rest = fh_text_slice(rest, frame.size, rest.len);
    }
    if (used > 0) {
        fh_process_consume(&slot->process, used);
        restart_timer(slot);
    }
    if (self->status == FH_OK && (!is_alive || status == FH_BAD_INPUT))
        slot_bury(self, slot, false);
}

/* ---- waiting --------------------------------------------------------------------------------- */

static bool has_next(const work *self, const work_slot *slot)
{
    for (size_t i = 0; i < slot->queued; i++)
        if (slot->queue[i] == self->next_done) return true;
    return false;
}

static bool is_read_now(const work *self, const work_slot *slot)
{
    return self->ring_bytes < WORK_RING_BYTES || slot->state == SLOT_STARTING ||
           slot->queued == 0 || has_next(self, slot);
}

/* Milliseconds until the slot has to be looked at again; 0 when it is stalled now. A busy machine
 * must not turn slow files into stalled ones, so wall time alone counts only after several times
 * file_ms; before that the worker must have used the processor for file_ms. */
static uint64_t slot_patience(const work *self, const work_slot *slot)
{
    uint64_t limit = self->env->limits.file_ms;
    uint64_t wall = fh_clock_ms() - slot->since_ms;
    uint64_t used;

    if (slot->state == SLOT_STARTING) return wall < WORK_START_MS ? WORK_START_MS - wall : 0;
    if (limit == 0 || slot->queued == 0) return WORK_POLL_MS;
    if (wall < limit) return limit - wall;
    used = fh_process_cpu_ms(&slot->process) - slot->since_cpu_ms;
    if (used >= limit || wall >= limit * WORK_STALL_FACTOR) return 0;
    return limit - used;
}

static void watch(work *self)
{
    for (size_t i = 0; i < self->slot_count && self->status == FH_OK; i++) {
        work_slot *slot = &self->slots[i];

        if (slot->state == SLOT_OFF) continue;
        if (!is_read_now(self, slot)) restart_timer(slot);
        else if (slot_patience(self, slot) == 0) slot_bury(self, slot, true);
    }
}

static int poll_timeout(const work *self)
{
    uint64_t least = WORK_POLL_MS;

    for (size_t i = 0; i < self->slot_count; i++) {
        const work_slot *slot = &self->slots[i];
        uint64_t patience = slot->state == SLOT_OFF ? least : slot_patience(self, slot);

        if (patience < least) least = patience;
    }
    return (int)least;
}

static size_t fill_polls(const work *self, struct pollfd *polls, size_t *slots)
{
    size_t count = 0;

    for (size_t i = 0; i < self->slot_count; i++) {
        const work_slot *slot = &self->slots[i];

        if (slot->state == SLOT_OFF) continue;
        polls[count] = (struct pollfd){.fd = slot->process.fd};
        if (is_read_now(self, slot)) polls[count].events |= POLLIN;
        if (slot->process.out.len > 0) polls[count].events |= POLLOUT;
        slots[count++] = i;
    }
    return count;
}

static void converse(work *self)
{
    struct pollfd polls[FH_WORK_JOBS_MAX];
    size_t slots[FH_WORK_JOBS_MAX];
    size_t count = fill_polls(self, polls, slots);
    int ready = poll(polls, (nfds_t)count, poll_timeout(self));

    if (ready < 0 && errno != EINTR) {
        self->status = fh_fail(self->env, FH_IO, "poll: %s", strerror(errno));
        return;
    }
    for (size_t i = 0; ready > 0 && i < count && self->status == FH_OK; i++) {
        work_slot *slot = &self->slots[slots[i]];

        if ((polls[i].revents & POLLOUT) != 0 && !fh_process_flush(&slot->process))
            polls[i].revents |= POLLIN; /* its last words come first, then the end */
        if ((polls[i].revents & (POLLIN | POLLHUP | POLLERR)) != 0) slot_read(self, slot);
    }
}

/* Nobody is left to do the rest: say so for every item. */
static void give_up(work *self)
{
    const fh_work_result result = {.crashed = true, .skipped = true};
    size_t index;

    while (self->status == FH_OK && take_item(self, &index)) answer(self, index, &result);
}

static bool is_anybody_there(const work *self)
{
    for (size_t i = 0; i < self->slot_count; i++)
        if (self->slots[i].state != SLOT_OFF) return true;
    return false;
}

static void run(work *self)
{
    for (size_t i = 0; i < self->slot_count && self->status == FH_OK; i++)
        slot_start(self, &self->slots[i]);
    while (self->status == FH_OK && self->next_done < self->count) {
        if (fh_env_is_cancelled(self->env)) {
            self->status = fh_fail(self->env, FH_CANCELLED, "stopped");
            return;
        }
        if (!is_anybody_there(self)) {
            give_up(self);
            continue;
        }
        hand_out(self);
        converse(self);
        watch(self);
    }
}

static void clean_up(work *self)
{
    for (size_t i = 0; i < self->slot_count; i++) {
        work_slot *slot = &self->slots[i];

        if (self->status == FH_OK && slot->state == SLOT_READY)
            (void)fh_process_stop(&slot->process, WORK_GRACE_MS); /* all is answered */
        fh_process_done(&slot->process);
    }
    for (size_t i = 0; i < self->ring_len; i++)
        if (self->ring[i].is_full) fh_buf_done(&self->ring[i].reply);
}

fh_status fh_work_run(fh_env *env, const fh_work_options *options, const fh_work_item *items,
                      size_t count,
                      bool (*done)(void *user, size_t index, const fh_work_result *result),
                      void *user)
{
    work self = {
        .env = env, .options = options, .items = items, .count = count, .done = done, .user = user};
    size_t jobs = options->jobs < 1 ? 1 : options->jobs;
    fh_arena arena;

    if (count == 0) return FH_OK;
    if (jobs > FH_WORK_JOBS_MAX) jobs = FH_WORK_JOBS_MAX;
    fh_arena_init(&arena, 0);
    self.slots = FH_NEW_ARRAY(&arena, jobs, work_slot);
    self.ring_len = count < WORK_RING ? count : WORK_RING;
    self.ring = FH_NEW_ARRAY(&arena, self.ring_len, early);
    if (arena.failed) {
        fh_arena_done(&arena);
        return fh_fail(env, FH_NO_MEMORY, "no memory for worker processes");
    }
    self.slot_count = jobs < count ? jobs : count;
    for (size_t i = 0; i < self.slot_count; i++) fh_process_init(&self.slots[i].process);
    run(&self);
    clean_up(&self);
    fh_arena_done(&arena);
    return self.status;
}
