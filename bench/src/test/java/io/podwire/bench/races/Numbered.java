package io.podwire.bench.races;

import io.podwire.ipc.MessageHandler;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Expects messages whose content is a function of their number, without a gap. No word of one is 0,
 * so that what a former lap has left in the ring is never taken for the end of a batch.
 */
final class Numbered implements MessageHandler {
  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

  private long next;
  private boolean differs;

  static void write(MemorySegment buffer, long offset, long length, long number) {
    for (long at = 0; at < length; at += Long.BYTES) {
      buffer.set(ValueLayout.JAVA_LONG, offset + at, word(number, at));
    }
  }

  private static long word(long number, long at) {
    return (number * FACTOR + at) | 1;
  }

  @Override
  public void onMessage(MemorySegment buffer, long offset, long length) {
    boolean equal = length > 0 && length % Long.BYTES == 0;
    for (long at = 0; equal && at < length; at += Long.BYTES) {
      equal = buffer.get(ValueLayout.JAVA_LONG, offset + at) == word(next, at);
    }
    differs |= !equal;
    next++;
  }

  /** How many messages have come. */
  long count() {
    return next;
  }

  /** Whether one was torn, stale or out of order. */
  boolean differs() {
    return differs;
  }
}
