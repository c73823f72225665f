package io.podwire.lab.integrity;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * What message n of a source holds: a pure function of (source, n, length), written and checked in
 * place. Immutable, shared by any threads; allocates nothing.
 *
 * <pre>
 *   0               6       8               16                    length
 *   +---------------+-------+---------------+----------- … -------+
 *   | n (48 bits)   | check | source        | words of a series   |
 *   +---------------+-------+---------------+----------- … -------+
 * </pre>
 *
 * <p>The check (15 bits, so that the first word is never negative) is a function of source and n:
 * one compare tells whether a message is the expected one, and a flipped bit of n is not taken for
 * another number. Messages of 8 to 15 bytes lack the source, those of 1 to 7 bytes hold as much as
 * fits of a word from which n can be told near an expected one.
 */
public final class Content {
  /** From this length on a message carries its number. */
  public static final int NUMBERED_BYTES = 8;

  /** From this length on a message carries its source. */
  public static final int SOURCED_BYTES = 16;

  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final long NUMBER_MASK = (1L << 48) - 1;
  private static final long CHECK_MASK = 0x7FFFL << 48;
  private static final long NUMBER_STEP = 0x9E37_79B9_7F4A_7C15L; // odd, thus invertible
  private static final long NUMBER_STEP_INVERSE = inverse(NUMBER_STEP);
  private static final long WORD_STEP = 0xD1B5_4A32_D192_ED03L;

  private final long sourceId;
  private final long mix;

  /**
   * The content of one source.
   *
   * @param sourceId 0 or more
   */
  public Content(long sourceId) {
    this.sourceId = sourceId;
    long mixed = (sourceId ^ (sourceId >>> 32)) * WORD_STEP;
    this.mix = (mixed ^ (mixed >>> 29)) * NUMBER_STEP;
  }

  /** The source that this is the content of. */
  public long sourceId() {
    return sourceId;
  }

  /**
   * Writes message {@code n}.
   *
   * @param n from 0 to 2^48 - 1
   */
  public void write(MemorySegment buffer, long offset, long n, long length) {
    long base = mix + n * NUMBER_STEP;
    if (length < NUMBERED_BYTES) {
      writeShort(buffer, offset, base, length);
      return;
    }
    long last = n | (base & CHECK_MASK);
    buffer.set(WORD, offset, last);
    long word = base;
    if (length >= SOURCED_BYTES) {
      last = sourceId;
      buffer.set(WORD, offset + 8, last);
      long end = offset + (length & -8);
      long at = offset + SOURCED_BYTES;
      for (; at + 8 < end; at += 16) { // two at a time: half the loop's own cost, which is most
        buffer.set(WORD, at, word + WORD_STEP);
        last = word += 2 * WORD_STEP;
        buffer.set(WORD, at + 8, last);
      }
      if (at < end) {
        last = word += WORD_STEP;
        buffer.set(WORD, at, last);
      }
    }
    int tailBits = (int) (length & 7) << 3;
    if (tailBits != 0) {
      buffer.set(WORD, offset + length - 8, tail(last, word + WORD_STEP, tailBits));
    }
  }

  /** Whether this is message {@code n}, every byte of it. */
  public boolean matches(MemorySegment buffer, long offset, long n, long length) {
    long base = mix + n * NUMBER_STEP;
    if (length < NUMBERED_BYTES) {
      return readShort(buffer, offset, length) == (base & shortMask(length));
    }
    long last = n | (base & CHECK_MASK);
    long difference = buffer.get(WORD, offset) ^ last;
    long word = base;
    if (length >= SOURCED_BYTES) {
      last = sourceId;
      difference |= buffer.get(WORD, offset + 8) ^ last;
      long end = offset + (length & -8);
      long at = offset + SOURCED_BYTES;
      for (; at + 8 < end; at += 16) {
        difference |= buffer.get(WORD, at) ^ (word + WORD_STEP);
        last = word += 2 * WORD_STEP;
        difference |= buffer.get(WORD, at + 8) ^ last;
      }
      if (at < end) {
        last = word += WORD_STEP;
        difference |= buffer.get(WORD, at) ^ last;
      }
    }
    int tailBits = (int) (length & 7) << 3;
    if (tailBits != 0) {
      difference |= buffer.get(WORD, offset + length - 8) ^ tail(last, word + WORD_STEP, tailBits);
    }
    return difference == 0;
  }

  /** Whether this carries the number {@code n} of this source; nothing else is looked at. */
  public boolean hasNumber(MemorySegment buffer, long offset, long n, long length) {
    return length < NUMBERED_BYTES
        ? matches(buffer, offset, n, length)
        : buffer.get(WORD, offset) == (n | ((mix + n * NUMBER_STEP) & CHECK_MASK));
  }

  /**
   * The number that a message carries, or -1 if it is none of this source.
   *
   * @param near the expected number; what is shorter than 8 bytes is believed only if near to it:
   *     half the bits serve as number, half as check
   */
  public long numberOf(MemorySegment buffer, long offset, long length, long near) {
    if (length == 0) {
      return near;
    }
    if (length >= NUMBERED_BYTES) {
      long n = buffer.get(WORD, offset) & NUMBER_MASK;
      return hasNumber(buffer, offset, n, length) ? n : -1;
    }
    long distance =
        ((readShort(buffer, offset, length) - mix) * NUMBER_STEP_INVERSE - near)
            << (64 - 8 * length);
    distance >>= 64 - 8 * length; // sign extended: the nearest number of this residue
    boolean believed = Math.abs(distance) < 1L << (4 * length - 1);
    return believed ? Math.max(near + distance, -1) : -1;
  }

  /**
   * The source that a message names; only {@link #numberOf} of that source tells whether it is
   * true.
   *
   * @return -1 if the message is shorter than {@value #SOURCED_BYTES} bytes
   */
  public static long sourceOf(MemorySegment buffer, long offset, long length) {
    return length < SOURCED_BYTES ? -1 : Math.max(buffer.get(WORD, offset + 8), -1);
  }

  /** The last 8 bytes: the end of the last whole word, then the beginning of the next. */
  private static long tail(long last, long next, int tailBits) {
    return (last >>> tailBits) | (next << (64 - tailBits));
  }

  private static void writeShort(MemorySegment buffer, long offset, long base, long length) {
    for (int i = 0; i < length; i++) {
      buffer.set(ValueLayout.JAVA_BYTE, offset + i, (byte) (base >>> (8 * i)));
    }
  }

  private static long readShort(MemorySegment buffer, long offset, long length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value |= (buffer.get(ValueLayout.JAVA_BYTE, offset + i) & 0xFFL) << (8 * i);
    }
    return value;
  }

  private static long shortMask(long length) {
    return (1L << (8 * length)) - 1;
  }

  private static long inverse(long odd) {
    long inverse = odd; // right to 3 bits; each step of Newton's doubles them
    for (int bits = 3; bits < 64; bits *= 2) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }
}
