package io.podwire.exhibits.lockfree;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Tells whole messages from torn ones in a stream in which every byte is its writer's number: as
 * long as nothing is torn, each stretch of one number is a multiple of a message long.
 */
final class Runs {
  private final int messageBytes;
  private int writer;
  private long runBytes;
  private long totalBytes;
  private long torn;

  Runs(int messageBytes) {
    this.messageBytes = messageBytes;
  }

  /** Goes on with the next bytes of the stream. */
  void accept(MemorySegment bytes, long length) {
    for (long i = 0; i < length; i++) {
      int next = bytes.get(ValueLayout.JAVA_BYTE, i);
      if (next != writer) {
        end();
        writer = next;
      }
      runBytes++;
    }
    totalBytes += length;
  }

  /** Says that the stretch is over; to be called at the end of the stream. */
  void end() {
    torn += runBytes % messageBytes == 0 ? 0 : 1;
    runBytes = 0;
  }

  long totalBytes() {
    return totalBytes;
  }

  /** How many stretches were no whole number of messages. */
  long torn() {
    return torn;
  }
}
