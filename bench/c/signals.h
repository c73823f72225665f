/* Signals: whatever ends a run, nothing stays behind, and nothing is waited for in vain. */

/* The one thing here that outlives its processes; all others lose their names once opened. */
static volatile int sysv_queue = -1;
static volatile pid_t owner; /* the echo must not remove what the source still uses */
static volatile pid_t echo_process; /* ended first, or it would complain of a queue removed */

static void tidy(void) {
  if (getpid() != owner) return;
  if (echo_process > 0) kill(echo_process, SIGKILL);
  if (sysv_queue >= 0) msgctl(sysv_queue, IPC_RMID, NULL);
}

/* Only what is safe in a signal handler: stdio is not. */
static void on_end(int signal_number) {
  static const char late[] = "pingpong: not done within the deadline\n";
  if (signal_number == SIGALRM && write(STDERR_FILENO, late, sizeof late - 1) < 0) _exit(1);
  tidy();
  _exit(1);
}

/* An echo that failed would be waited for in vain; one that has done its part may go first. */
static void on_child(int signal_number) {
  int status;
  (void)signal_number;
  while (waitpid(-1, &status, WNOHANG) > 0) {
    echo_process = 0; /* the number may become another's */
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) on_end(SIGCHLD);
  }
}

static void handle(int signal_number, void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
  if (sigaction(signal_number, &action, NULL)) fail("sigaction");
}

static void watch_signals(void) {
  owner = getpid();
  atexit(tidy);
  handle(SIGTERM, on_end);
  handle(SIGINT, on_end);
  handle(SIGALRM, on_end);
  handle(SIGPIPE, SIG_IGN); /* a write that fails says more */
}
