package io.podwire.ipc.stream;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Native memory with the bytes from {@code head} to {@code tail} in it. It grows for a long message
 * and gives the memory back when no other comes. For one thread at a time.
 */
final class FrameBuffer {
  /** What is kept always: a message of 64 KiB with its header, or a pipe's usual capacity. */
  static final long BASE_BYTES = (64 << 10) + 1024;

  private static final int SMALL_ROUNDS_UNTIL_SHRUNK = 64;
  private static final long MAX_KEPT_BYTES = 2 << 20;
  private static final long MAX_BYTES = Frames.HEADER_BYTES + Frames.MAX_MESSAGE_BYTES;

  private final MemorySegment base = Arena.ofAuto().allocate(BASE_BYTES, 64);
  private MemorySegment segment = base;
  private @Nullable Arena grown;
  private int smallRounds;
  long head;
  long tail;

  MemorySegment segment() {
    return segment;
  }

  long capacity() {
    return segment.byteSize();
  }

  boolean isGrown() {
    return grown != null;
  }

  long held() {
    return tail - head;
  }

  long headAddress() {
    return segment.address() + head;
  }

  long tailAddress() {
    return segment.address() + tail;
  }

  long room() {
    return segment.byteSize() - tail;
  }

  /** Moves what is held to the front, and makes the buffer at least {@code bytes} long. */
  void fit(long bytes) {
    if (bytes > BASE_BYTES) {
      smallRounds = 0;
    }
    if (bytes > capacity()) {
      grow(Math.max(bytes, Math.min(2 * capacity(), MAX_BYTES)));
    } else if (head > 0) {
      MemorySegment.copy(segment, head, segment, 0, held());
    }
    tail -= head;
    head = 0;
  }

  /**
   * As {@link #fit} for the rest of a message, but no more than twice what has arrived of it beyond
   * the usual size: a peer that only announces a long message takes no memory.
   */
  void fitArriving(long bytes) {
    fit(Math.min(bytes, Math.max(BASE_BYTES, 2 * held())));
  }

  @SuppressWarnings("MustBeClosed") // shrink() does
  private void grow(long bytes) {
    Arena arena = Arena.ofShared();
    MemorySegment longer = arena.allocate(bytes, 64);
    MemorySegment.copy(segment, head, longer, 0, held());
    if (grown != null) {
      grown.close();
    }
    grown = arena;
    segment = longer;
  }

  /** Forgets what is held; after some such rounds without a long message, shrinks. */
  void clear() {
    head = 0;
    tail = 0;
    if (grown != null && ++smallRounds > SMALL_ROUNDS_UNTIL_SHRUNK) {
      shrink();
    }
  }

  /** Forgets what is held; keeps what was grown only if that is little. */
  void clearOrShrink() {
    if (capacity() > MAX_KEPT_BYTES) {
      shrink();
    } else {
      clear();
    }
  }

  /** Forgets what is held and gives back what was grown. */
  void shrink() {
    head = 0;
    tail = 0;
    segment = base;
    if (grown != null) {
      grown.close();
      grown = null;
    }
  }
}
