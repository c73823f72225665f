/* Shared memory: a ring with the publication of Podwire's. */
enum { RING_BYTES = 4 << 20, HEADER_BYTES = 8 };

/* Each side writes one of the two; the pads keep their lines, fetched in pairs, apart. */
struct ring {
  _Alignas(128) _Atomic uint64_t cursor; /* bytes taken, by the reader */
  _Alignas(128) char records[RING_BYTES]; /* header (length with itself), payload; 8-byte aligned */
};

static void relax(void) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("isb"); /* what Java's onSpinWait is there as well */
#endif
}

static uint64_t record_bytes(size_t size) { return (size + HEADER_BYTES + 7) & ~(uint64_t)7; }

static _Atomic uint64_t *header_at(struct ring *ring, uint64_t position) {
  return (_Atomic uint64_t *)(ring->records + (position & (RING_BYTES - 1)));
}

/* A record may not be split at the end of a lap: the rest of the lap becomes one of no message. */
static const uint64_t PADDING = 1ULL << 32;

static void await_room(struct end *end, uint64_t bytes) {
  while (end->out_position + bytes + HEADER_BYTES > end->seen_cursor + RING_BYTES) {
    end->seen_cursor = atomic_load_explicit(&end->out_ring->cursor, memory_order_acquire);
  }
}

/* Zeroes the header behind the record, then stores its own: with it the record is there. */
static void publish(struct end *end, uint64_t header, uint64_t bytes) {
  uint64_t next = end->out_position + bytes;
  atomic_store_explicit(header_at(end->out_ring, next), 0, memory_order_relaxed);
  atomic_store_explicit(
      header_at(end->out_ring, end->out_position), header, memory_order_release);
  end->out_position = next;
}

static char *ring_claim(struct end *end, size_t size) {
  uint64_t bytes = record_bytes(size);
  uint64_t left = RING_BYTES - (end->out_position & (RING_BYTES - 1));
  if (bytes > left) {
    await_room(end, left);
    publish(end, PADDING | left, left);
  }
  await_room(end, bytes);
  return (char *)header_at(end->out_ring, end->out_position) + HEADER_BYTES;
}

static void ring_commit(struct end *end, size_t size) {
  publish(end, size + HEADER_BYTES, record_bytes(size));
}

/* And takes the line where the next record will end, while there is time, as Podwire does. */
static void ring_commit_ahead(struct end *end, size_t size) {
  ring_commit(end, size);
  uint64_t ahead = end->out_position + record_bytes(size);
  if (ahead + HEADER_BYTES <= end->seen_cursor + RING_BYTES) {
    atomic_store_explicit(header_at(end->out_ring, ahead), 0, memory_order_relaxed);
  }
}

static const char *ring_receive(struct end *end, size_t size) {
  for (;;) {
    _Atomic uint64_t *word = header_at(end->in_ring, end->in_position);
    uint64_t header = atomic_load_explicit(word, memory_order_acquire);
    if (header == size + HEADER_BYTES) return (const char *)word + HEADER_BYTES;
    if (header & PADDING) {
      end->in_position += header & (PADDING - 1);
    } else if (header != 0) {
      complain("a record of another length");
    } else {
      relax();
    }
  }
}

static void ring_release(struct end *end, size_t size) {
  end->in_position += record_bytes(size);
  atomic_store_explicit(&end->in_ring->cursor, end->in_position, memory_order_release);
}

static void shm_open_ends(struct end ends[2]) {
  size_t bytes = 2 * sizeof(struct ring);
  struct ring *rings = mmap(
      NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  if (rings == MAP_FAILED) fail("mmap");
  ends[0].out_ring = ends[1].in_ring = &rings[0];
  ends[0].in_ring = ends[1].out_ring = &rings[1];
}
