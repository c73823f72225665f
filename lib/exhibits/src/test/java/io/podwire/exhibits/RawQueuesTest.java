package io.podwire.exhibits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The waits of the raw queues: a deadline is an answer, and no fault. */
@Timeout(20)
class RawQueuesTest {
  private static final Duration SHORT = Duration.ofMillis(80);

  private final String name = "/podwire-test-" + UUID.randomUUID();

  @Test
  void shouldWaitInVainForAMessageOfAPosixQueue() {
    try (RawPosixQueue queue = RawPosixQueue.create(name, 1, 16)) {
      assertThat(queue.take(soon())).isNull();
    }
  }

  @Test
  void shouldWaitInVainForRoomInAPosixQueue() {
    try (RawPosixQueue queue = RawPosixQueue.create(name, 1, 16)) {
      assertThat(queue.send("first", 0, soon())).isTrue();
      assertThat(queue.send("second", 0, soon())).isFalse();
      assertThat(queue.take(soon())).isEqualTo("first");
    }
  }

  @Test
  void shouldWaitInVainForAMessageOfASystemVQueue() {
    try (RawSystemVQueue queue = RawSystemVQueue.create()) {
      assertThat(queue.offer("of another type", 1)).isTrue();
      assertThat(queue.take(2, soon())).isNull();
      assertThat(queue.take(1, soon())).isEqualTo("of another type");
    }
  }

  private static long soon() {
    return System.nanoTime() + SHORT.toNanos();
  }
}
