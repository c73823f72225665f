package io.podwire.ipc.libc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The content of a lock file, all of it written when the lock is taken, so that the mark of a close
 * and the signs of life need no more room. A file without it that is not empty is not Podwire's.
 *
 * <pre>
 *   0          8        16       24
 *   +----------+--------+--------+
 *   | PODWLOCK | mark   | signs  |
 *   +----------+--------+--------+
 * </pre>
 *
 * The mark, a little-endian long, tells one holder from the next, and a close in good order from a
 * death: the number of holders so far, times two, plus one if all have closed. It is counted from
 * anywhere, so that of a file made anew is another. The signs, a little-endian long, are counted by
 * a holder that lives and gets nowhere.
 */
final class SideMark {
  private static final byte[] MAGIC = "PODWLOCK".getBytes(US_ASCII);
  private static final int MARK_OFFSET = MAGIC.length;
  private static final int SIGNS_OFFSET = MARK_OFFSET + Long.BYTES;
  private static final int FILE_BYTES = SIGNS_OFFSET + Long.BYTES;
  private static final long MOST_AT_FIRST = 1L << 60;

  private SideMark() {}

  static long opened(long mark) {
    long holders = mark == 0 ? ThreadLocalRandom.current().nextLong(MOST_AT_FIRST) : mark >> 1;
    return (holders + 1) << 1;
  }

  static long closed(long mark) {
    return mark | 1;
  }

  static boolean isClosed(long mark) {
    return (mark & 1) != 0;
  }

  /**
   * Refuses a file that is no lock file. An empty one has just been made, a shorter one was cut.
   *
   * @throws io.podwire.ipc.ChannelException of kind FOREIGN
   */
  static void requireOwn(ChannelFile file) {
    if (!isOwn(file.read(0, MAGIC.length))) {
      throw file.path().foreign("is not a lock file of Podwire");
    }
  }

  private static boolean isOwn(byte[] beginning) {
    int bytes = Math.min(beginning.length, MAGIC.length);
    return Arrays.equals(beginning, 0, bytes, MAGIC, 0, bytes);
  }

  /** Writes the whole file, unless it has become another's. */
  static void write(ChannelFile file, long mark) {
    requireOwn(file);
    file.write(
        0,
        ByteBuffer.allocate(FILE_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(MAGIC)
            .putLong(mark)
            .array());
  }

  /** The mark, 0 where there is none. */
  static long read(ChannelFile file) {
    return word(file, MARK_OFFSET);
  }

  /** Counts one more sign of life, in a file that is whole; of another nothing must be made. */
  static void sign(ChannelFile file) {
    byte[] content = file.read(0, FILE_BYTES);
    if (hasWord(content, SIGNS_OFFSET)) {
      long signs = word(content, SIGNS_OFFSET) + 1;
      file.write(
          SIGNS_OFFSET,
          ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(signs).array());
    }
  }

  /** How many signs of life were given, 0 where there is none. */
  static long signs(ChannelFile file) {
    return word(file, SIGNS_OFFSET);
  }

  private static long word(ChannelFile file, int offset) {
    byte[] content = file.read(0, FILE_BYTES);
    return hasWord(content, offset) ? word(content, offset) : 0;
  }

  private static long word(byte[] content, int offset) {
    return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getLong(offset);
  }

  private static boolean hasWord(byte[] content, int offset) {
    return content.length >= offset + Long.BYTES && isOwn(content);
  }
}
