package io.podwire.ipc.memory;

/**
 * The producer's file: the header, then the records of one lap.
 *
 * <pre>
 *   0                384              512                                  512 + capacity
 *   +----------------+------- pad ----+-------------------------------------+
 *   | header         |                | records ...                         |
 *   +----------------+----------------+-------------------------------------+
 * </pre>
 *
 * The record at position p, counted in bytes since the file was made, starts at {@link
 * #RECORDS_OFFSET} plus p modulo the capacity. The header's {@code waiting} is the cursor at which
 * the sleeping producer wants to be woken.
 */
final class DataFileDescriptor {
  /** "PODWDATA" as the bytes of the file read. */
  static final long MAGIC = 0x4154_4144_5744_4F50L;

  static final String NAME = "data";
  static final long RECORDS_OFFSET = HeaderDescriptor.HEADER_BYTES + HeaderDescriptor.LINE_BYTES;

  private DataFileDescriptor() {}

  static long fileBytes(long capacityBytes) {
    return RECORDS_OFFSET + capacityBytes;
  }
}
