package io.podwire.ipc.memory;

import static io.podwire.ipc.memory.RingForgedTest.assertKind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.WaitStrategy;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two threads, each waiting for the other. */
@Timeout(120)
class RingWaitTest {
  private static final int MESSAGES = 1_000_000;
  private static final int MAX_BYTES = 200;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void shouldCarryAMillionMessagesUnchanged(WaitStrategy wait) throws Exception {
    try (Ring ring = Ring.open(directory, "?capacity=64KiB", wait)) {
      var sending = CompletableFuture.runAsync(() -> sendAll(ring.sender));
      Verifier verifier = new Verifier();
      while (verifier.next < MESSAGES) {
        assertThat(ring.receiver.receive(verifier, 1000, Ring.deadline())).isPositive();
      }
      sending.get();
      assertThat(ring.receiver.poll(verifier, 1)).isZero();
      assertThat(ring.sender.isDrained()).isTrue();
    }
  }

  private static void sendAll(Sender sender) {
    MemorySegment message = Arena.ofAuto().allocate(MAX_BYTES);
    SplittableRandom sizes = new SplittableRandom(11);
    for (int i = 0; i < MESSAGES; i++) {
      int length = sizes.nextInt(MAX_BYTES);
      for (int at = 0; at < length; at++) {
        message.set(ValueLayout.JAVA_BYTE, at, content(i, at));
      }
      if (!sender.send(message, 0, length, Ring.deadline())) {
        throw new AssertionError("no room before the deadline");
      }
      if (i % 100 == 0) {
        sender.flush();
      }
    }
    sender.flush();
  }

  private static byte content(int message, int at) {
    return (byte) (message * 31 + at);
  }

  private static final class Verifier implements MessageHandler {
    private final SplittableRandom sizes = new SplittableRandom(11);
    private int next;

    @Override
    public void onMessage(MemorySegment buffer, long offset, long length) {
      if (length != sizes.nextInt(MAX_BYTES)) {
        throw new AssertionError("message " + next + " has " + length + " bytes");
      }
      for (int at = 0; at < length; at++) {
        if (buffer.get(ValueLayout.JAVA_BYTE, offset + at) != content(next, at)) {
          throw new AssertionError("message " + next + " differs at " + at);
        }
      }
      next++;
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldWaitNoLongerThanTheDeadline(WaitStrategy wait) {
    try (Ring ring = Ring.open(directory, "?capacity=4KiB", wait)) {
      long before = System.nanoTime();
      assertThat(ring.receiver.receive((buffer, offset, length) -> {}, 1, before + 5_000_000))
          .isZero();
      assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(5_000_000);
      while (ring.sender.offer(Ring.text("full"))) {}
      assertThat(ring.sender.send(Ring.text("full"), 0, 4, System.nanoTime() + 5_000_000))
          .isFalse();
    }
  }

  /**
   * As it is when a sender is stopped between a batch and the look for a sleeper: the reader has
   * taken that batch meanwhile and sleeps at the next. A sender that takes the sleeper for woken
   * then leaves it asleep for a whole slice.
   */
  @Test
  void shouldWakeASleeperByTheBatchThatItWaitsFor() {
    try (Ring ring = Ring.open(directory, "?capacity=4KiB", WaitStrategy.BLOCK)) {
      ring.sendNow("warm");
      long next = 2 * RecordDescriptor.recordBytes(4);
      Forgery.cursor(directory)
          .putLong(HeaderDescriptor.WAITING_OFFSET, CursorFileDescriptor.waitingAt(next));
      ring.sender.flush(); // a look after the receiver that is due comes now
      long before = ring.sender.systemCalls();
      ring.sendNow("late");
      assertThat(ring.sender.systemCalls()).isEqualTo(before);
      ring.sendNow("wake");
      assertThat(ring.sender.systemCalls()).isEqualTo(before + 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldEndAReceiversWaitByClose(WaitStrategy wait) throws Exception {
    try (Ring ring = Ring.open(directory, "?capacity=4KiB", wait)) {
      var waiting = waitInThread(() -> receive(ring.receiver));
      ring.receiver.close();
      assertEnds(waiting, Kind.CLOSED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldEndASendersWaitByClose(WaitStrategy wait) throws Exception {
    try (Ring ring = Ring.open(directory, "?capacity=4KiB", wait)) {
      var waiting = waitInThread(() -> sendUntilRefused(ring.sender));
      ring.sender.close();
      assertEnds(waiting, Kind.CLOSED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldEndEitherWaitByInterrupt(WaitStrategy wait) throws Exception {
    try (Ring ring = Ring.open(directory, "?capacity=4KiB", wait)) {
      var receiving = waitInThread(() -> receive(ring.receiver));
      receiving.thread.interrupt();
      assertEnds(receiving, Kind.INTERRUPTED);
      var sending = waitInThread(() -> sendUntilRefused(ring.sender));
      sending.thread.interrupt();
      assertEnds(sending, Kind.INTERRUPTED);
    }
  }

  @Test
  void shouldWakeASleepingReceiverWhenItsSenderCloses() throws Exception {
    try (Ring ring = Ring.open(directory, "?capacity=4KiB", WaitStrategy.BLOCK)) {
      var waiting = waitInThread(() -> receive(ring.receiver));
      ring.sender.close();
      waiting.done.get(30, TimeUnit.SECONDS);
    }
  }

  private record Waiting(Thread thread, CompletableFuture<Void> done) {}

  private static Waiting waitInThread(Runnable wait) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    CompletableFuture<Void> begun = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  begun.complete(null);
                  try {
                    wait.run();
                    done.complete(null);
                  } catch (Throwable t) {
                    done.completeExceptionally(t);
                  }
                });
    begun.join();
    await().during(20, TimeUnit.MILLISECONDS).until(() -> !done.isDone());
    return new Waiting(thread, done);
  }

  private static void receive(Receiver receiver) {
    receiver.receive((buffer, offset, length) -> {}, 1, Ring.deadline());
  }

  private static void sendUntilRefused(Sender sender) {
    while (sender.send(Ring.text("full"), 0, 4, Ring.deadline())) {}
  }

  private static void assertEnds(Waiting waiting, Kind kind) {
    assertThatThrownBy(() -> waiting.done.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .satisfies(thrown -> assertKind(thrown, kind));
  }
}
