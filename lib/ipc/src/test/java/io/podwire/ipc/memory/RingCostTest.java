package io.podwire.ipc.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.SteadyState;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a message must not cost. */
class RingCostTest {
  private static final int MESSAGES = 100_000;

  @TempDir Path directory;
  private final MemorySegment message = Arena.ofAuto().allocate(64);
  private long sum;
  private final MessageHandler adder =
      (buffer, offset, length) -> sum += buffer.get(ValueLayout.JAVA_LONG, offset);

  @Test
  void shouldAllocateNothingPerMessage() {
    try (Ring ring = Ring.open(directory, "?capacity=64KiB")) {
      SteadyState.assertAllocatesNothing(MESSAGES, () -> pass(ring));
    }
  }

  private void pass(Ring ring) {
    sum = 0;
    for (int i = 0; i < MESSAGES; i++) {
      message.set(ValueLayout.JAVA_LONG, 0, i);
      if (i % 2 == 0) {
        ring.sender.offer(message, 0, 64);
      } else {
        long offset = ring.sender.claim(64);
        ring.sender.claimBuffer().set(ValueLayout.JAVA_LONG, offset, i);
        ring.sender.commit();
      }
      if (i % 10 == 9) {
        ring.sender.flush();
        ring.receiver.receive(adder, 10, Long.MAX_VALUE);
      }
    }
    assertThat(sum).isEqualTo(MESSAGES * (MESSAGES - 1L) / 2);
  }

  @Test
  void shouldCallTheKernelForNoMessageWhenBothSpin() {
    try (Ring ring = Ring.open(directory, "?capacity=64KiB")) {
      long before = ring.sender.systemCalls() + ring.receiver.systemCalls();
      pass(ring);
      assertThat(ring.sender.systemCalls() + ring.receiver.systemCalls()).isEqualTo(before);
    }
  }

  @Test
  void shouldCallTheKernelSeldomWhenTheStreamDoesNotPause() throws Exception {
    try (Ring ring = Ring.open(directory, "?capacity=64KiB")) {
      long before = ring.sender.systemCalls() + ring.receiver.systemCalls();
      var sending = CompletableFuture.runAsync(() -> stream(ring));
      for (int received = 0; received < MESSAGES; ) {
        received += ring.receiver.receive(adder, 100, Ring.deadline());
      }
      sending.get();
      assertThat(ring.sender.systemCalls() + ring.receiver.systemCalls() - before)
          .isLessThan(MESSAGES / 1000);
    }
  }

  private void stream(Ring ring) {
    for (int i = 0; i < MESSAGES; i++) {
      ring.sender.send(message, 0, 64, Ring.deadline());
    }
    ring.sender.flush();
  }
}
