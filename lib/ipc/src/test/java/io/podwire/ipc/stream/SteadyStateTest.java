package io.podwire.ipc.stream;

import static io.podwire.ipc.stream.StreamPair.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.SteadyState;
import io.podwire.ipc.WaitStrategy;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many messages: nothing lost, nothing allocated, no call too many. */
@Timeout(120)
class SteadyStateTest {
  private static final int MESSAGES = 200_000;
  private static final int EXCHANGES = 10_000;
  private static final long SEED = 3;

  @TempDir Path directory;
  private int received;

  @ParameterizedTest
  @MethodSource("io.podwire.ipc.stream.WaitingTest#streams")
  void shouldMoveManyMessagesOfRandomSizes(String scheme, WaitStrategy wait) {
    try (StreamPair pair = StreamPair.open(scheme, directory, wait)) {
      CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendRandom(pair));
      SplittableRandom sizes = new SplittableRandom(SEED);
      MessageHandler handler =
          (buffer, offset, length) -> {
            assertThat((int) length).isEqualTo(sizes.nextInt(300));
            Content.check(received++, buffer, offset, length);
          };
      while (received < MESSAGES) {
        assertThat(pair.receiver().receive(handler, 256, soon())).isPositive();
      }
      sending.join();
      if (wait.needsWakeUp()) { // the others look, each time with a call
        assertThat(pair.sender().systemCalls()).isLessThan(MESSAGES / 10);
      }
    }
  }

  private static void sendRandom(StreamPair pair) {
    SplittableRandom sizes = new SplittableRandom(SEED);
    for (int number = 0; number < MESSAGES; number++) {
      assertThat(send(pair, Content.of(number, sizes.nextInt(300)))).isTrue();
    }
    assertThat(pair.sender().flush(soon())).isTrue();
  }

  private static boolean send(StreamPair pair, MemorySegment message) {
    return pair.sender().send(message, 0, message.byteSize(), soon());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "fifo", "uds", "tcp"})
  void shouldMakeOneCallPerFlushAndOnePerReceive(String scheme) {
    MessageHandler ignore = (buffer, offset, length) -> {};
    for (WaitStrategy wait : WaitStrategy.values()) {
      try (StreamPair pair = StreamPair.open(scheme, directory, wait)) {
        roundTrips(pair, ignore, 10);
        long sent = pair.sender().systemCalls();
        long taken = pair.receiver().systemCalls();
        roundTrips(pair, ignore, 1000);
        assertThat(pair.sender().systemCalls() - sent).isEqualTo(1000);
        assertThat(pair.receiver().systemCalls() - taken).isEqualTo(1000);
      }
    }
  }

  private static void roundTrips(StreamPair pair, MessageHandler handler, int count) {
    MemorySegment message = Content.of(1, 64);
    for (int i = 0; i < count; i++) {
      for (int batch = 0; batch < 3; batch++) {
        assertThat(pair.sender().offer(message, 0, 64)).isTrue();
      }
      assertThat(pair.sender().flush()).isTrue();
      assertThat(pair.receiver().receive(handler, 10, Long.MAX_VALUE / 2)).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @MethodSource("io.podwire.ipc.stream.WaitingTest#streams")
  void shouldNotAllocatePerMessage(String scheme, WaitStrategy wait) {
    MessageHandler ignore = (buffer, offset, length) -> {};
    MemorySegment message = Content.of(1, 64);
    try (StreamPair pair = StreamPair.open(scheme, directory, wait)) {
      SteadyState.assertAllocatesNothing(
          2 * EXCHANGES, () -> exchange(pair, message, ignore, EXCHANGES));
    }
  }

  private static void exchange(
      StreamPair pair, MemorySegment message, MessageHandler handler, int count) {
    long deadlineNanos = soon();
    for (int i = 0; i < count; i++) {
      pair.sender().offer(message, 0, 64);
      pair.sender().flush();
      pair.receiver().poll(handler, 1);
      pair.sender().send(message, 0, 64, deadlineNanos);
      pair.sender().flush(deadlineNanos);
      pair.receiver().receive(handler, 1, deadlineNanos);
    }
  }
}
