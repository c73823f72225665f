package io.podwire.lab.integrity;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Says, before the next message of a live flow, that its stream was somewhere else meanwhile: the
 * numbers between the last one that came here and the next one went to another receiver and are not
 * lost. Its first word is negative, as that of no data message is.
 *
 * <pre>
 *   0        8        16
 *   +--------+--------+
 *   | magic  | -1     |
 *   +--------+--------+
 * </pre>
 */
public final class StreamMark {
  /** The length of every mark. */
  public static final int BYTES = 16;

  private static final long MAGIC = 0x9150_4F44_4D4F_5645L;
  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private StreamMark() {}

  /** Writes a mark to the first {@value #BYTES} bytes. */
  public static void write(MemorySegment buffer) {
    buffer.set(WORD, 0, MAGIC);
    buffer.set(WORD, Long.BYTES, -1);
  }

  /** Whether these bytes are a mark. */
  public static boolean isAt(MemorySegment buffer, long offset, long length) {
    return length == BYTES
        && buffer.get(WORD, offset) == MAGIC
        && buffer.get(WORD, offset + Long.BYTES) == -1;
  }
}
