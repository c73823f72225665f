package io.podwire.consumer.ledger;

/**
 * Layout of a ledger file: two entries, of which {@code active} names the valid one. A change is
 * written to the other and made valid by one word, so that a consumer killed anywhere leaves a
 * whole entry. All words little-endian.
 *
 * <pre>
 *   0        8        16       64                     320                    576
 *   +--------+--------+--pad---+----------------------+----------------------+
 *   | magic  | active |        | entry 0              | entry 1              |
 *   +--------+--------+--------+----------------------+----------------------+
 *
 *   entry:
 *   0        8        16       24       32         40           48     56      64      72      80       88
 *   +--------+--------+--------+--------+----------+------------+------+-------+-------+-------+-------+
 *   | source | next   | prev.  | prev.  | processed| redelivered| lost | dupl. | reord.| corr. | unkn. |
 *   |        |        | source | next   |          |            |      |       |       |       |       |
 *   +--------+--------+--------+--------+----------+------------+------+-------+-------+-------+-------+
 * </pre>
 */
final class LedgerDescriptor {
  /** "PWLEDG" and the layout's version; stored last when the file is made. */
  static final long MAGIC = 0x0001_4744_454C_5750L;

  static final long MAGIC_OFFSET = 0;
  static final long ACTIVE_OFFSET = MAGIC_OFFSET + Long.BYTES;
  static final long ENTRIES_OFFSET = 64;
  static final long ENTRY_BYTES = 256;
  static final long FILE_BYTES = ENTRIES_OFFSET + 2 * ENTRY_BYTES;

  private LedgerDescriptor() {}

  static long entryOffset(long active) {
    return ENTRIES_OFFSET + (active & 1) * ENTRY_BYTES;
  }
}
