/* Byte streams: pipe, FIFO, Unix socket, TCP. One blocking call per message and end. */
static char *buffer_claim(struct end *end, size_t size) {
  (void)size;
  return end->out_buffer + TYPE_BYTES;
}

static void nothing(struct end *end, size_t size) {
  (void)end;
  (void)size;
}

static void stream_commit(struct end *end, size_t size) {
  for (size_t done = 0; done < size;) {
    ssize_t n = write(end->out, end->out_buffer + TYPE_BYTES + done, size - done);
    if (n < 0 && errno != EINTR) fail("write");
    if (n > 0) done += n;
  }
}

/* NULL at the end of the stream, which may come between two messages only. */
static const char *stream_receive(struct end *end, size_t size) {
  for (size_t done = 0; done < size;) {
    ssize_t n = read(end->in, end->in_buffer + TYPE_BYTES + done, size - done);
    if (n < 0 && errno != EINTR) fail("read");
    if (n == 0 && done == 0) return NULL;
    if (n == 0) complain("the stream ended inside a message");
    if (n > 0) done += n;
  }
  return end->in_buffer + TYPE_BYTES;
}

static void pipe_open_ends(struct end ends[2]) {
  int there[2], back[2];
  if (pipe(there) || pipe(back)) fail("pipe");
  ends[0] = (struct end){.in = back[0], .out = there[1]};
  ends[1] = (struct end){.in = there[0], .out = back[1]};
}

/* The reader first and without blocking, since opening a FIFO waits for the other end. */
static void fifo_open(const char *path, int *in, int *out) {
  if (mkfifo(path, 0600)) fail("mkfifo");
  *in = open(path, O_RDONLY | O_NONBLOCK);
  *out = open(path, O_WRONLY);
  unlink(path);
  if (*in < 0 || *out < 0) fail("open");
  if (fcntl(*in, F_SETFL, 0)) fail("fcntl");
}

static void fifo_open_ends(struct end ends[2]) {
  char folder[] = "/tmp/pingpong-XXXXXX", path[sizeof folder + 2];
  if (!mkdtemp(folder)) fail("mkdtemp");
  snprintf(path, sizeof path, "%s/f", folder);
  fifo_open(path, &ends[1].in, &ends[0].out);
  fifo_open(path, &ends[0].in, &ends[1].out);
  rmdir(folder);
}

/* A pair has no name to tidy up; messages take the same way through the kernel. */
static void uds_open_ends(struct end ends[2]) {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair)) fail("socketpair");
  ends[0] = (struct end){.in = pair[0], .out = pair[0]};
  ends[1] = (struct end){.in = pair[1], .out = pair[1]};
}

static void no_delay(int fd) {
  int on = 1;
  if (setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on)) fail("TCP_NODELAY");
}

static int tcp_connect(struct sockaddr_in address) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address)) fail("connect");
  no_delay(fd);
  return fd;
}

static int tcp_listen(struct sockaddr_in address) {
  int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on)) fail("socket");
  if (bind(fd, (struct sockaddr *)&address, sizeof address) || listen(fd, 8)) fail("bind");
  return fd;
}

static int tcp_accept(int listener) {
  int fd = accept(listener, NULL, NULL);
  if (fd < 0) fail("accept");
  no_delay(fd);
  return fd;
}

static void tcp_open_ends(struct end ends[2]) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  int listener = tcp_listen(address);
  if (getsockname(listener, (struct sockaddr *)&address, &length)) fail("getsockname");
  ends[0].in = ends[0].out = tcp_connect(address); /* the backlog takes it before accept */
  ends[1].in = ends[1].out = tcp_accept(listener);
  close(listener);
}
