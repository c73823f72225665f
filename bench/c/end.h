/* One end of a channel: what any of the mechanisms needs of it. */
enum { TYPE_BYTES = sizeof(long) }; /* what System V puts before a message */

struct ring;

struct end {
  int in, out; /* descriptors; the queue twice for sysv */
  long in_type, out_type; /* of sysv: one queue, both directions */
  struct ring *in_ring, *out_ring;
  uint64_t in_position, out_position, seen_cursor; /* of the rings */
  char *in_buffer, *out_buffer; /* TYPE_BYTES, then the payload */
};

static void give_buffers(struct end *end) {
  end->in_buffer = aligned_alloc(64, MAX_BYTES + 64);
  end->out_buffer = aligned_alloc(64, MAX_BYTES + 64);
  if (!end->in_buffer || !end->out_buffer) fail("aligned_alloc");
}
