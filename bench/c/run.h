/* What was asked for, and how a run ends that cannot give it: one line on stderr, exit 1. */
enum { MAX_BYTES = 64 << 10 };

static struct {
  long count, warmup, size, deadline;
  int cores[2]; /* of the source, of the echo; -1: not pinned */
} run = {100000, 10000, 64, 60, {-1, -1}};

static _Noreturn void fail(const char *what) {
  fprintf(stderr, "pingpong: %s%s%s\n", what, errno ? ": " : "", errno ? strerror(errno) : "");
  exit(1); /* tidies by atexit */
}

static _Noreturn void complain(const char *what) {
  errno = 0;
  fail(what);
}
