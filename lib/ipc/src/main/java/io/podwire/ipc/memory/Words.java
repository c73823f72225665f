package io.podwire.ipc.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Aligned little-endian longs of a mapping, with the orderings that the ring needs. No
 * compare-and-set: each word has one writer, and an interpreted one on a truncated mapping would
 * abort the JVM.
 */
final class Words {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle HANDLE = LONG.varHandle();

  private Words() {}

  static long get(MemorySegment segment, long offset) {
    return segment.get(LONG, offset);
  }

  static void set(MemorySegment segment, long offset, long value) {
    segment.set(LONG, offset, value);
  }

  /** A read that is neither torn nor left out, without order. */
  static long getOpaque(MemorySegment segment, long offset) {
    return (long) HANDLE.getOpaque(segment, offset);
  }

  static long getAcquire(MemorySegment segment, long offset) {
    return (long) HANDLE.getAcquire(segment, offset);
  }

  static void setRelease(MemorySegment segment, long offset, long value) {
    HANDLE.setRelease(segment, offset, value);
  }
}
