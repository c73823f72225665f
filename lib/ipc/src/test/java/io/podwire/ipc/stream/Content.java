package io.podwire.ipc.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

/** Messages whose bytes are a function of their number. */
final class Content {
  private static final MemorySegment SOURCE = source();

  private Content() {}

  private static MemorySegment source() {
    MemorySegment source = Arena.ofAuto().allocate(Frames.MAX_MESSAGE_BYTES + 256L);
    byte[] bytes = new byte[(int) source.byteSize()];
    new SplittableRandom(1).nextBytes(bytes);
    return source.copyFrom(MemorySegment.ofArray(bytes));
  }

  /** The content of message {@code number}, not to be changed. */
  static MemorySegment of(long number, long length) {
    return SOURCE.asSlice(offset(number), length);
  }

  static long offset(long number) {
    return Math.floorMod(number * 31, 256);
  }

  /** Fails unless the bytes are those of message {@code number}. */
  static void check(long number, MemorySegment buffer, long offset, long length) {
    long at = offset(number);
    long mismatch =
        MemorySegment.mismatch(SOURCE, at, at + length, buffer, offset, offset + length);
    assertThat(mismatch).as("first wrong byte of message %d", number).isEqualTo(-1);
  }

  /** A framed message as it lies in the stream. */
  static byte[] frame(long number, int length) {
    byte[] frame = new byte[Integer.BYTES + length];
    MemorySegment segment = MemorySegment.ofArray(frame);
    segment.set(Frames.LENGTH, 0, length);
    MemorySegment.copy(of(number, length), 0, segment, Integer.BYTES, length);
    return frame;
  }
}
