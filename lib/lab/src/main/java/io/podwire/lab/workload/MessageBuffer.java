package io.podwire.lab.workload;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Native memory for messages that arrive as arrays. The code that checks a message is compiled for
 * the kinds of segment it has met; one that has met heap segments too checks the native ones of all
 * other channels several times more slowly for the rest of the process. For one thread at a time.
 */
public final class MessageBuffer {
  private MemorySegment segment = Arena.ofAuto().allocate(1 << 10, Long.BYTES);

  /** A copy of the message from offset 0 on, valid until the next call. */
  public MemorySegment copyOf(byte[] message) {
    if (segment.byteSize() < message.length) {
      segment = Arena.ofAuto().allocate(message.length, Long.BYTES);
    }
    MemorySegment.copy(message, 0, segment, ValueLayout.JAVA_BYTE, 0, message.length);
    return segment;
  }
}
