/*
 * Round trips of short messages over each mechanism, by plain system calls: an independent program
 * to check Podwire's figures against. It shares no code with Podwire, only the way of counting: one
 * message at a time, one reading of the monotonic clock per round trip, latency n = reading n minus
 * reading n-1, every latency kept. Both ends write and check every byte of a message.
 *
 *   gcc -O2 -std=c11 -o pingpong pingpong.c        (-static works as well)
 *
 *   pingpong MECHANISM [--count N] [--warmup N] [--size BYTES] [--cores A,B] [--deadline SECONDS]
 *       MECHANISM: pipe, fifo, mq, sysv, uds, tcp, shm, shm-ahead; forks both ends, pins them to
 *       A and B. shm publishes as Podwire does, shm-ahead also fetches the next lines as it does
 *   pingpong tcp-serve PORT [--size BYTES]              echoes to one connection after another
 *   pingpong tcp-ping HOST PORT COUNT [--size BYTES]    the other end; HOST is an IPv4 address
 *
 * Latencies count after the warm-up; tcp-ping warms up a tenth of COUNT more. The deadline is
 * the whole run's (tcp-serve: each connection's), 60 s by default.
 *
 * Says "count N min_ns A p50_ns B p90_ns C p99_ns D max_ns E", or one line on stderr and exit 1.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <mqueue.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "run.h"
#include "signals.h"
#include "end.h"
#include "ring.h"
#include "stream.h"
#include "queue.h"
#include "content.h"

struct mechanism {
  const char *name;
  void (*open)(struct end ends[2]);
  char *(*claim)(struct end *, size_t); /* where to write the next message */
  void (*commit)(struct end *, size_t); /* sends what was written there */
  const char *(*receive)(struct end *, size_t); /* blocks or spins; valid until release */
  void (*release)(struct end *, size_t);
};

static const struct mechanism SHM = {
    "shm", shm_open_ends, ring_claim, ring_commit, ring_receive, ring_release};
static const struct mechanism SHM_AHEAD = {
    "shm-ahead", shm_open_ends, ring_claim, ring_commit_ahead, ring_receive, ring_release};
static const struct mechanism TCP = {
    "tcp", tcp_open_ends, buffer_claim, stream_commit, stream_receive, nothing};
static const struct mechanism OTHERS[] = {
    {"pipe", pipe_open_ends, buffer_claim, stream_commit, stream_receive, nothing},
    {"fifo", fifo_open_ends, buffer_claim, stream_commit, stream_receive, nothing},
    {"uds", uds_open_ends, buffer_claim, stream_commit, stream_receive, nothing},
    {"mq", mq_open_ends, buffer_claim, mq_commit, mq_receive_message, nothing},
    {"sysv", sysv_open_ends, buffer_claim, sysv_commit, sysv_receive, nothing},
};

/* ---- both ends ---- */

static uint64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/* Inlined with a constant mechanism for shm, where calls through pointers would be seen. */
#define FOR_ONE_MECHANISM static inline __attribute__((always_inline))

FOR_ONE_MECHANISM void ping(const struct mechanism *by, struct end *end, uint64_t *latencies) {
  uint64_t before = now_ns();
  size_t size = run.size;
  for (long n = 0; n < run.warmup + run.count; n++) {
    write_content(by->claim(end, size), n, size);
    by->commit(end, size);
    const char *answer = by->receive(end, size);
    if (!answer) complain("the other end has ended");
    uint64_t now = now_ns();
    if (n >= run.warmup) latencies[n - run.warmup] = now - before;
    before = now;
    check_content(answer, n, size);
    by->release(end, size);
  }
}

/* Answers before it checks, so that the check is not in the latency. Ends with the stream. */
FOR_ONE_MECHANISM void echo(const struct mechanism *by, struct end *end, long count) {
  size_t size = run.size;
  for (long n = 0; n < count; n++) {
    const char *message = by->receive(end, size);
    if (!message) return;
    memcpy(by->claim(end, size), message, size);
    by->commit(end, size);
    check_content(message, n, size);
    by->release(end, size);
  }
}

static void pin(int core) {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(core, &cores);
  if (sched_setaffinity(0, sizeof cores, &cores)) fail("sched_setaffinity");
}

static int by_value(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

/* The smallest latency that so many thousandths of all do not exceed. */
static unsigned long long quantile(const uint64_t *sorted, long thousandths) {
  long rank = (run.count * thousandths + 999) / 1000;
  return sorted[rank > 0 ? rank - 1 : 0];
}

static void report(uint64_t *latencies) {
  qsort(latencies, run.count, sizeof *latencies, by_value);
  printf("count %ld min_ns %llu p50_ns %llu p90_ns %llu p99_ns %llu max_ns %llu\n", run.count,
      quantile(latencies, 0), quantile(latencies, 500), quantile(latencies, 900),
      quantile(latencies, 990), quantile(latencies, 1000));
}

static void measure(const struct mechanism *by, struct end *end) {
  uint64_t *latencies = malloc(run.count * sizeof *latencies);
  if (!latencies) fail("malloc");
  memset(latencies, 1, run.count * sizeof *latencies); /* no page faults while it measures */
  if (by == &SHM) ping(&SHM, end, latencies);
  else if (by == &SHM_AHEAD) ping(&SHM_AHEAD, end, latencies);
  else ping(by, end, latencies);
  report(latencies);
}

static void serve_echo(const struct mechanism *by, struct end *end) {
  if (by == &SHM) echo(&SHM, end, run.warmup + run.count);
  else if (by == &SHM_AHEAD) echo(&SHM_AHEAD, end, run.warmup + run.count);
  else echo(by, end, run.warmup + run.count);
  _exit(0);
}

static pid_t fork_child(void) {
  pid_t child = fork();
  if (child < 0) fail("fork");
  if (child == 0) {
    handle(SIGCHLD, SIG_DFL);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) || getppid() != owner) _exit(1);
  }
  return child;
}

/* The signals wait until what is made has been made and, where it has a name, lost it. */
static void open_ends(const struct mechanism *by, struct end ends[2]) {
  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &before);
  by->open(ends);
  give_buffers(&ends[0]);
  give_buffers(&ends[1]);
  sigprocmask(SIG_SETMASK, &before, NULL);
}

/* Closes what only the other process uses, so that a stream ends with its writer. */
static void leave(const struct end *other, const struct end *own) {
  if (other->in != own->in && other->in != own->out) close(other->in);
  if (other->out != other->in && other->out != own->in) close(other->out);
}

static void run_both(const struct mechanism *by) {
  struct end ends[2] = {{0}, {0}};
  handle(SIGCHLD, on_child);
  open_ends(by, ends);
  echo_process = fork_child();
  bool is_echo = echo_process == 0;
  leave(&ends[!is_echo], &ends[is_echo]);
  if (run.cores[is_echo] >= 0) pin(run.cores[is_echo]);
  if (is_echo) serve_echo(by, &ends[1]);
  measure(by, &ends[0]);
}

/* ---- over TCP, one program at each end ---- */

static struct sockaddr_in address_of(const char *host, long port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  if (port < 1 || port > 65535) complain("a port is a number from 1 to 65535");
  if (inet_pton(AF_INET, host, &address.sin_addr) != 1) complain("HOST is no IPv4 address");
  return address;
}

/* A child for each connection, so that a broken one ends nothing else; the next waits for it. */
static void tcp_serve(long port) {
  int listener = tcp_listen(address_of("0.0.0.0", port));
  for (;;) {
    struct end end = {.in = tcp_accept(listener)};
    end.out = end.in;
    if (fork_child() == 0) {
      alarm(run.deadline);
      give_buffers(&end);
      echo(&TCP, &end, LONG_MAX);
      _exit(0);
    }
    close(end.in);
    while (wait(NULL) < 0 && errno == EINTR) continue;
  }
}

static void tcp_ping(const char *host, long port) {
  struct end end = {.in = tcp_connect(address_of(host, port))};
  end.out = end.in;
  give_buffers(&end);
  measure(&TCP, &end);
}

/* ---- the command line ---- */

static long number(const char *text, long min, long max) {
  char *rest = "";
  long value = text ? strtol(text, &rest, 10) : min - 1;
  if (!text || *rest || rest == text || value < min || value > max) {
    fprintf(stderr, "pingpong: '%s' is not a number from %ld to %ld\n", text ? text : "", min, max);
    exit(1);
  }
  return value;
}

static void read_cores(char *text) {
  char *comma = text ? strchr(text, ',') : NULL;
  if (!comma) complain("--cores wants two, for instance 0,1");
  *comma = 0;
  run.cores[0] = number(text, 0, CPU_SETSIZE - 1);
  run.cores[1] = number(comma + 1, 0, CPU_SETSIZE - 1);
}

static void read_options(char **words) {
  for (; *words; words += 2) {
    if (!strcmp(*words, "--count")) run.count = number(words[1], 1, 100000000);
    else if (!strcmp(*words, "--warmup")) run.warmup = number(words[1], 0, 100000000);
    else if (!strcmp(*words, "--size")) run.size = number(words[1], 1, MAX_BYTES);
    else if (!strcmp(*words, "--deadline")) run.deadline = number(words[1], 1, 86400);
    else if (!strcmp(*words, "--cores")) read_cores(words[1]);
    else complain("unknown option; the options stand at the top of the source");
  }
}

static const struct mechanism *find(const char *name) {
  if (!strcmp(name, SHM.name)) return &SHM;
  if (!strcmp(name, SHM_AHEAD.name)) return &SHM_AHEAD;
  if (!strcmp(name, TCP.name)) return &TCP;
  for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
    if (!strcmp(name, OTHERS[i].name)) return &OTHERS[i];
  }
  complain("unknown mechanism; take pipe, fifo, mq, sysv, uds, tcp, shm, shm-ahead, tcp-serve or tcp-ping");
}

int main(int count, char **words) {
  watch_signals();
  if (count >= 3 && !strcmp(words[1], "tcp-serve")) {
    read_options(words + 3);
    tcp_serve(number(words[2], 1, 65535));
  }
  bool is_ping = count >= 5 && !strcmp(words[1], "tcp-ping");
  const struct mechanism *by = count < 2 ? NULL : is_ping ? &TCP : find(words[1]);
  if (!by) complain("give a mechanism; the commands stand at the top of the source");
  if (is_ping) {
    run.count = number(words[4], 1, 100000000);
    run.warmup = run.count / 10;
  }
  read_options(words + (is_ping ? 5 : 2));
  alarm(run.deadline);
  if (is_ping) tcp_ping(words[2], number(words[3], 1, 65535));
  else run_both(by);
  return 0;
}
