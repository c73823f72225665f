package io.podwire.ipc.memory;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import java.util.Locale;

/**
 * A record, 8-byte aligned. Its header is one little-endian long, so that it is stored and read at
 * once; a header of 0 means that nothing is there yet. The low half, the length, is what a sleeping
 * reader waits on.
 *
 * <pre>
 *   0            4       5                8                        8-byte aligned
 *   +------------+-------+----------------+---------------- - - ---+
 *   | length     | type  | lap            | payload                |
 *   +------------+-------+----------------+---------------- - - ---+
 * </pre>
 *
 * The length counts the header and not what aligns the next record. The lap is the position divided
 * by the capacity, modulo 2^24: a record of another lap was not written for this position.
 */
final class RecordDescriptor {
  static final long HEADER_BYTES = Long.BYTES;
  static final int TYPE_MESSAGE = 1;

  /** Fills the room at the end of a lap in which a record does not fit. */
  static final int TYPE_PADDING = 2;

  /** A producer begins here. */
  static final int TYPE_EPOCH = 3;

  private static final int LENGTH_BITS = Integer.SIZE;
  private static final int TYPE_BITS = Byte.SIZE;
  private static final long LENGTH_MASK = (1L << LENGTH_BITS) - 1;
  private static final long LAP_MASK = (1L << Long.SIZE - LENGTH_BITS - TYPE_BITS) - 1;

  private RecordDescriptor() {}

  /** The longest record, its header counted, of a ring. */
  static long maxRecordBytes(long capacityBytes) {
    return capacityBytes / 2;
  }

  /** The longest payload of a ring. */
  static long maxMessageBytes(long capacityBytes) {
    return maxRecordBytes(capacityBytes) - HEADER_BYTES;
  }

  /** The room that a payload takes, header and alignment counted. */
  static long recordBytes(long payloadBytes) {
    return align(payloadBytes + HEADER_BYTES);
  }

  static long align(long bytes) {
    return (bytes + (HEADER_BYTES - 1)) & -HEADER_BYTES;
  }

  /** Type and lap of a record at {@code position}: its header without the length. */
  static long tag(int type, long position, long capacityBytes) {
    long lap = (position >>> Long.numberOfTrailingZeros(capacityBytes)) & LAP_MASK;
    return lap << LENGTH_BITS + TYPE_BITS | (long) type << LENGTH_BITS;
  }

  static long length(long header) {
    return header & LENGTH_MASK;
  }

  static int type(long header) {
    return (int) (header >>> LENGTH_BITS) & 0xFF;
  }

  static long lap(long header) {
    return header >>> LENGTH_BITS + TYPE_BITS;
  }

  /**
   * Checks a header read at {@code position} and returns the room that its record takes.
   *
   * @throws ChannelException of kind CORRUPT with the position, what was found and what was
   *     expected
   */
  static long checkedBytes(ChannelUri uri, long position, long header, long capacityBytes) {
    long length = length(header);
    int type = type(header);
    long expectedLap = lap(tag(type, position, capacityBytes));
    if (lap(header) != expectedLap) {
      throw corrupt(uri, position, "lap " + lap(header), "lap " + expectedLap);
    }
    if (type < TYPE_MESSAGE || type > TYPE_EPOCH) {
      throw corrupt(uri, position, "type " + type, TYPE_MESSAGE + " to " + TYPE_EPOCH);
    }
    long lapBytes = capacityBytes - (position & capacityBytes - 1);
    long limit = Math.min(maxRecordBytes(capacityBytes), lapBytes);
    if (length < HEADER_BYTES || length > limit) {
      throw corrupt(uri, position, "length " + length, HEADER_BYTES + " to " + limit);
    }
    return align(length);
  }

  private static ChannelException corrupt(
      ChannelUri uri, long position, String found, String expected) {
    return new ChannelException(
        ChannelException.Kind.CORRUPT,
        String.format(
            Locale.ROOT,
            "%s: the record at position %d has %s, expected %s; remove the channel and start both ends again",
            uri,
            position,
            found,
            expected));
  }
}
