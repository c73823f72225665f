/* Message queues: POSIX and System V. One blocking call per message and end. */
static void mq_commit(struct end *end, size_t size) {
  while (mq_send(end->out, end->out_buffer + TYPE_BYTES, size, 0)) {
    if (errno != EINTR) fail("mq_send");
  }
}

static const char *mq_receive_message(struct end *end, size_t size) {
  ssize_t n;
  while ((n = mq_receive(end->in, end->in_buffer + TYPE_BYTES, size, NULL)) < 0) {
    if (errno != EINTR) fail("mq_receive");
  }
  if ((size_t)n != size) complain("a message of another length");
  return end->in_buffer + TYPE_BYTES;
}

static mqd_t mq_open_unnamed(int number) {
  struct mq_attr attributes = {.mq_maxmsg = 2, .mq_msgsize = run.size};
  char name[40];
  snprintf(name, sizeof name, "/pingpong-%d-%d", (int)getpid(), number);
  mqd_t queue = mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &attributes);
  if (queue < 0) fail("mq_open");
  mq_unlink(name);
  return queue;
}

static void mq_open_ends(struct end ends[2]) {
  ends[0].out = ends[1].in = mq_open_unnamed(0);
  ends[1].out = ends[0].in = mq_open_unnamed(1);
}

static void sysv_commit(struct end *end, size_t size) {
  memcpy(end->out_buffer, &end->out_type, TYPE_BYTES);
  while (msgsnd(end->out, end->out_buffer, size, 0)) {
    if (errno != EINTR) fail("msgsnd");
  }
}

static const char *sysv_receive(struct end *end, size_t size) {
  ssize_t n;
  while ((n = msgrcv(end->in, end->in_buffer, size, end->in_type, 0)) < 0) {
    if (errno != EINTR) fail("msgrcv");
  }
  if ((size_t)n != size) complain("a message of another length");
  return end->in_buffer + TYPE_BYTES;
}

static void sysv_open_ends(struct end ends[2]) {
  int queue = sysv_queue = msgget(IPC_PRIVATE, 0600);
  if (queue < 0) fail("msgget");
  ends[0] = (struct end){.in = queue, .out = queue, .in_type = 2, .out_type = 1};
  ends[1] = (struct end){.in = queue, .out = queue, .in_type = 1, .out_type = 2};
}
