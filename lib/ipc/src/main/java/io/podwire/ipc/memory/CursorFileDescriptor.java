package io.podwire.ipc.memory;

/**
 * The consumer's file: the header, then the position up to which it has taken the records.
 *
 * <pre>
 *   0                384              512
 *   +----------------+------- pad ----+
 *   | header         | position       |
 *   +----------------+----------------+
 * </pre>
 *
 * The header's {@code waiting} says at which record the consumer sleeps, see {@link #waitingAt}, so
 * that just the batch that begins there wakes it, once.
 */
final class CursorFileDescriptor {
  /** "PODWCURS" as the bytes of the file read. */
  static final long MAGIC = 0x5352_5543_5744_4F50L;

  static final String NAME = "cursor";
  static final long POSITION_OFFSET = HeaderDescriptor.HEADER_BYTES;
  static final long FILE_BYTES = POSITION_OFFSET + HeaderDescriptor.LINE_BYTES;

  private CursorFileDescriptor() {}

  /** What {@code waiting} says of a consumer that sleeps until a record is at {@code position}. */
  static long waitingAt(long position) {
    return position + 1; // never 0, which says that nobody sleeps
  }
}
