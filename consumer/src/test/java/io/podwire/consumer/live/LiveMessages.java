package io.podwire.consumer.live;

import io.podwire.lab.integrity.Content;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Live messages as the producer writes them. */
final class LiveMessages {
  static final int SIZE_BYTES = 64;

  private LiveMessages() {}

  static MemorySegment message(long sourceId, long n) {
    MemorySegment message = Arena.ofAuto().allocate(SIZE_BYTES, 8);
    new Content(sourceId).write(message, 0, n, SIZE_BYTES);
    return message;
  }
}
