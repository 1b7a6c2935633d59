/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* posix_spawn_file_actions_addclosefrom_np of glibc 2.34 */
#endif
#include "work/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "work/frame.h"

enum { PROCESS_READ_SIZE = 256 << 10, PROCESS_POLL_MS = 2 };

extern char **environ;

void fh_process_init(fh_process *process)
{
    process->pid = 0;
    process->fd = -1;
    process->sent = 0;
    /* One frame that is not whole yet, and what one read may bring behind it. */
    fh_buf_init(&process->in, FH_FRAME_HEAD + (size_t)FH_FRAME_PAYLOAD_MAX + PROCESS_READ_SIZE);
    fh_buf_init(&process->out, 0);
}

void fh_process_done(fh_process *process)
{
    (void)fh_process_stop(process, 0); /* nobody asks any more how it ended */
    fh_buf_done(&process->in);
    fh_buf_done(&process->out);
}

/* Both ends close on exec; posix_spawn makes the two copies that the child keeps. */
static bool make_pair(int ret_pair[2])
{
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ret_pair) != 0) return false;
    if (fcntl(ret_pair[0], F_SETFD, FD_CLOEXEC) == 0 &&
        fcntl(ret_pair[1], F_SETFD, FD_CLOEXEC) == 0 &&
        fcntl(ret_pair[0], F_SETFL, O_NONBLOCK) == 0)
        return true;
    close(ret_pair[0]);
    close(ret_pair[1]);
    return false;
}

static int add_actions(posix_spawn_file_actions_t *actions, int fd)
{
    int failure = posix_spawn_file_actions_adddup2(actions, fd, STDIN_FILENO);

    if (failure == 0) failure = posix_spawn_file_actions_adddup2(actions, fd, STDOUT_FILENO);
#if defined(__GLIBC__) && defined(__GLIBC_PREREQ)
#if __GLIBC_PREREQ(2, 34)
    if (failure == 0)
        failure = posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1);
#endif
#endif
    return failure;
}

static int add_attributes(posix_spawnattr_t *attributes)
{
    sigset_t none, defaults;
    int failure;

    sigemptyset(&none);
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    sigaddset(&defaults, SIGCHLD);
    sigaddset(&defaults, SIGINT);
    sigaddset(&defaults, SIGTERM);
    failure = posix_spawnattr_setsigmask(attributes, &none);
    if (failure == 0) failure = posix_spawnattr_setsigdefault(attributes, &defaults);
    if (failure == 0)
        failure =
            posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    return failure;
}

/* The spawn itself; 0 or an errno value. */
static int spawn(const char *program, const char *argument, int fd, pid_t *ret_pid)
{
    char *const arguments[] = {(char *)(uintptr_t)program, (char *)(uintptr_t)argument, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int failure = posix_spawn_file_actions_init(&actions);

    if (failure != 0) return failure;
    failure = posix_spawnattr_init(&attributes);
    if (failure == 0) {
        failure = add_actions(&actions, fd);
        if (failure == 0) failure = add_attributes(&attributes);
        if (failure == 0)
            failure = posix_spawn(ret_pid, program, &actions, &attributes, arguments, environ);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

fh_status fh_process_start(fh_env *env, fh_process *process, const char *program,
                           const char *argument)
{
    int pair[2];
    int failure;

    if (!make_pair(pair))
        return fh_fail(env, FH_IO, "no socket for a worker process: %s", strerror(errno));
    failure = spawn(program, argument, pair[1], &process->pid);
    close(pair[1]);
    if (failure != 0) {
        close(pair[0]);
        process->pid = 0;
        return fh_fail(env, FH_IO, "cannot start the program '%s': %s", program, strerror(failure));
    }
    process->fd = pair[0];
    process->sent = 0;
    fh_buf_clear(&process->in);
    fh_buf_clear(&process->out);
    return FH_OK;
}

/* Wait for the process, for ever when it has been killed; false when it still runs after that. */
static bool reap(fh_process *process, uint32_t grace_ms, int *ret_state)
{
    const struct timespec pause = {.tv_sec = 0, .tv_nsec = PROCESS_POLL_MS * 1000000L};
    bool forever = grace_ms == 0;

    for (uint32_t waited = 0; forever || waited <= grace_ms; waited += PROCESS_POLL_MS) {
        pid_t got = waitpid(process->pid, ret_state, forever ? 0 : WNOHANG);

        if (got == process->pid) return true;
        if (got < 0 && errno != EINTR) {
            *ret_state = 0; /* somebody who ignores SIGCHLD has taken it from us */
            return true;
        }
        if (got == 0) (void)nanosleep(&pause, NULL); /* waking early only means asking early */
    }
    return false;
}

int fh_process_stop(fh_process *process, uint32_t grace_ms)
{
    bool was_killed = false;
    int state = 0;
    int signal_number = 0;

    if (process->fd >= 0) close(process->fd);
    process->fd = -1;
    if (process->pid <= 0) return 0;
    if (grace_ms == 0 || !reap(process, grace_ms, &state)) {
        was_killed = true;
        (void)kill(process->pid, SIGKILL); /* it may have ended already: then its own end counts */
        (void)reap(process, 0, &state);
    }
    process->pid = 0;
    if (WIFSIGNALED(state)) signal_number = WTERMSIG(state);
    return was_killed && signal_number == SIGKILL ? 0 : signal_number;
}

/* POSIX allows two names for it, which are one on most systems. */
static bool would_block(int failure)
{
#if EAGAIN != EWOULDBLOCK
    if (failure == EWOULDBLOCK) return true;
#endif
    return failure == EAGAIN;
}

bool fh_process_flush(fh_process *process)
{
    while (process->sent < process->out.len) {
        ssize_t count = send(process->fd, process->out.ptr + process->sent,
                             process->out.len - process->sent, MSG_NOSIGNAL);

        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return would_block(errno);
        process->sent += (size_t)count;
    }
    process->sent = 0;
    fh_buf_clear(&process->out);
    return true;
}

void fh_process_end_input(fh_process *process)
{
    (void)shutdown(process->fd, SHUT_WR); /* where the other end is gone, reading tells */
}

bool fh_process_fill(fh_process *process)
{
    char *room = fh_buf_reserve(&process->in, PROCESS_READ_SIZE);
    ssize_t count;

    if (room == NULL) return false;
    do {
        count = recv(process->fd, room, PROCESS_READ_SIZE, 0);
    } while (count < 0 && errno == EINTR);
    if (count < 0) return would_block(errno);
    process->in.len += (size_t)count;
    return count > 0;
}

void fh_process_consume(fh_process *process, size_t size)
{
    if (size > 0 && size < process->in.len)
        memmove(process->in.ptr, process->in.ptr + size, process->in.len - size);
    process->in.len -= size;
}

static uint64_t clock_value(clockid_t clock)
{
    struct timespec now;

    if (clock_gettime(clock, &now) != 0) return 0;
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

uint64_t fh_process_cpu_ms(const fh_process *process)
{
    clockid_t clock;

    if (process->pid <= 0 || clock_getcpuclockid(process->pid, &clock) != 0) return 0;
    return clock_value(clock);
}

uint64_t fh_clock_ms(void)
{
    return clock_value(CLOCK_MONOTONIC);
}
