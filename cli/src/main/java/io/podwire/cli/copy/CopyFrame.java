package io.podwire.cli.copy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The messages of a copy. Each begins with a header: what it is, the last 16 bits of the copy's id
 * and its number within the copy, so that a gap or a chunk of another copy is known at once.
 *
 * <pre>
 *         0                 8            16           24
 *         +--------+--------+------------+------------+
 *   begin | kind tag 0      | magic      | id of the copy (16 bytes)
 *   data  | kind tag number | bytes ...
 *   end   | kind tag number | length     | CRC-32C    |
 *         +-----------------+------------+------------+
 *   alive | kind tag number |   while the input is silent; the number is the next one's
 *         +-----------------+
 *   whole | kind tag number |   back to the sender: the copy of that end is complete
 *         +-----------------+
 *   alive | kind 0    0     |   back to the sender: while the output is slow
 *         +-----------------+
 * </pre>
 */
final class CopyFrame {
  static final int HEADER_BYTES = 8;
  static final int BEGIN_BYTES = CopyReceiver.BEGIN_BYTES;
  static final int END_BYTES = 24;
  static final int BEGIN = 0xB1;
  static final int DATA = 0xB2;
  static final int END = 0xB3;
  static final int ALIVE = 0xB4;
  static final int WHOLE = 0xB5;

  private static final long MAGIC = 0x3159_504F_4344_5750L;
  private static final int KIND_SHIFT = 56;
  private static final long TAG_MASK = 0xFFFFL << 40;
  private static final long NUMBER_MASK = (1L << 40) - 1;
  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private CopyFrame() {}

  /** The header of a message of copy {@code id}. */
  static long header(int kind, long id, long number) {
    return (long) kind << KIND_SHIFT | (id << 40 & TAG_MASK) | (number & NUMBER_MASK);
  }

  static void putHeader(MemorySegment buffer, long offset, long header) {
    buffer.set(WORD, offset, header);
  }

  static void putBegin(MemorySegment buffer, long idHigh, long id) {
    putHeader(buffer, 0, header(BEGIN, id, 0));
    buffer.set(WORD, 8, MAGIC);
    buffer.set(WORD, 16, id);
    buffer.set(WORD, 24, idHigh);
  }

  static void putEnd(MemorySegment buffer, long id, long number, long length, long checksum) {
    putHeader(buffer, 0, header(END, id, number));
    buffer.set(WORD, 8, length);
    buffer.set(WORD, 16, checksum);
  }

  static boolean isBegin(MemorySegment buffer, long offset, long length) {
    return length == BEGIN_BYTES
        && kind(buffer.get(WORD, offset)) == BEGIN
        && buffer.get(WORD, offset + 8) == MAGIC;
  }

  static long beginId(MemorySegment buffer, long offset) {
    return buffer.get(WORD, offset + 16);
  }

  static long getHeader(MemorySegment buffer, long offset) {
    return buffer.get(WORD, offset);
  }

  static int kind(long header) {
    return (int) (header >>> KIND_SHIFT);
  }

  static long endLength(MemorySegment buffer, long offset) {
    return buffer.get(WORD, offset + 8);
  }

  static long endChecksum(MemorySegment buffer, long offset) {
    return buffer.get(WORD, offset + 16);
  }
}
