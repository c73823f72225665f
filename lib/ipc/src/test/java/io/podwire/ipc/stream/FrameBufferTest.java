package io.podwire.ipc.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class FrameBufferTest {
  private static final long LONG_MESSAGE = 16 << 20;

  private final FrameBuffer buffer = new FrameBuffer();

  @Test
  void shouldTakeNoMemoryForAMessageThatIsOnlyAnnounced() {
    buffer.tail = Frames.HEADER_BYTES + 1;
    buffer.fitArriving(LONG_MESSAGE);
    assertThat(buffer.capacity()).isEqualTo(FrameBuffer.BASE_BYTES);
    assertThat(buffer.isGrown()).isFalse();
  }

  @Test
  void shouldGrowWithWhatHasArrivedAndKeepIt() {
    buffer.head = 100; // behind another message
    buffer.tail = 100;
    while (buffer.held() < LONG_MESSAGE) {
      long arrived = buffer.held();
      buffer.fitArriving(LONG_MESSAGE);
      assertThat(buffer.capacity())
          .isLessThanOrEqualTo(4 * Math.max(FrameBuffer.BASE_BYTES, arrived));
      assertThat(buffer.room()).isPositive();
      arrive(Math.min(buffer.room(), LONG_MESSAGE - arrived));
    }
    for (long i = 0; i < LONG_MESSAGE; i += 4093) {
      assertThat(buffer.segment().get(ValueLayout.JAVA_BYTE, buffer.head + i)).isEqualTo((byte) i);
    }
    buffer.shrink();
  }

  private void arrive(long bytes) {
    for (long i = 0; i < bytes; i++) {
      buffer.segment().set(ValueLayout.JAVA_BYTE, buffer.tail + i, (byte) (buffer.held() + i));
    }
    buffer.tail += bytes;
  }
}
