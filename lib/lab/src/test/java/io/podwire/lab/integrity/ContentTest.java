package io.podwire.lab.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class ContentTest {
  private static final int OFFSET = 3;
  private static final int MAX_BYTES = 200;

  private final Content content = new Content(42);
  private final byte[] bytes = new byte[MAX_BYTES + 2 * OFFSET];
  private final MemorySegment buffer = MemorySegment.ofArray(bytes);

  @Test
  void shouldRecogniseWhatItWroteAtEveryLength() {
    for (int length = 0; length <= MAX_BYTES; length++) {
      for (long n : new long[] {0, 1, 1000, (1L << 48) - 1}) {
        content.write(buffer, OFFSET, n, length);
        assertThat(content.matches(buffer, OFFSET, n, length)).isTrue();
        assertThat(content.hasNumber(buffer, OFFSET, n, length)).isTrue();
        assertThat(content.numberOf(buffer, OFFSET, length, n)).isEqualTo(n);
      }
    }
  }

  @Test
  void shouldTouchNothingOutsideOfTheMessage() {
    for (int length = 0; length <= MAX_BYTES; length++) {
      java.util.Arrays.fill(bytes, (byte) 0x5A);
      content.write(buffer, OFFSET, 7, length);
      for (int i = 0; i < bytes.length; i++) {
        if (i < OFFSET || i >= OFFSET + length) {
          assertThat(bytes[i]).as("byte %d at length %d", i, length).isEqualTo((byte) 0x5A);
        }
      }
    }
  }

  @Test
  void shouldDetectEveryFlippedBit() {
    for (int length = 1; length <= MAX_BYTES; length++) {
      content.write(buffer, OFFSET, 123_456, length);
      for (int bit = 0; bit < 8 * length; bit++) {
        flip(bit);
        assertThat(content.matches(buffer, OFFSET, 123_456, length))
            .as("bit %d of %d bytes", bit, length)
            .isFalse();
        flip(bit);
      }
    }
  }

  @Test
  void shouldNotTakeAFlippedBitOfTheNumberForAnotherNumber() {
    for (long n = 0; n < 2000; n++) {
      content.write(buffer, OFFSET, n, 64);
      for (int bit = 0; bit < 64; bit++) {
        flip(bit);
        assertThat(content.numberOf(buffer, OFFSET, 64, n)).isEqualTo(-1);
        flip(bit);
      }
    }
  }

  @Test
  void shouldDifferFromTheNextMessageAndFromAnotherSource() {
    Content other = new Content(43);
    for (int length = 1; length <= MAX_BYTES; length++) {
      content.write(buffer, OFFSET, 5, length);
      assertThat(content.matches(buffer, OFFSET, 6, length)).isFalse();
      assertThat(other.matches(buffer, OFFSET, 5, length)).isFalse();
    }
  }

  @Test
  void shouldNeverBeginWithANegativeWord() {
    for (long n = 0; n < 10_000; n++) {
      content.write(buffer, 0, n, 8);
      assertThat(buffer.get(ValueLayout.JAVA_LONG_UNALIGNED, 0)).isNotNegative();
    }
  }

  @Test
  void shouldNameItsSource() {
    content.write(buffer, OFFSET, 9, 16);
    assertThat(Content.sourceOf(buffer, OFFSET, 16)).isEqualTo(42);
    assertThat(Content.sourceOf(buffer, OFFSET, 15)).isEqualTo(-1);
  }

  private void flip(int bit) {
    bytes[OFFSET + bit / 8] ^= (byte) (1 << bit % 8);
  }
}
