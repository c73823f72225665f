package io.podwire.ipc.stream;

import static io.podwire.ipc.stream.StreamPair.in;
import static io.podwire.ipc.stream.StreamPair.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.WaitStrategy;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every byte stream promises. */
class EveryStreamTest {
  private static final MessageHandler IGNORE = (buffer, offset, length) -> {};

  @TempDir Path directory;

  private StreamPair open(String scheme) {
    return StreamPair.open(scheme, directory, WaitStrategy.BLOCK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "fifo", "uds", "tcp"})
  void shouldDeliverMessagesOfEverySize(String scheme) {
    int[] sizes = {0, 1, 3, 4095, 4096, 65_532, 65_536, 66_556, 66_557, 70_000, 1 << 20, 16 << 20};
    try (StreamPair pair = open(scheme)) {
      CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendAll(pair, sizes));
      AtomicInteger received = new AtomicInteger();
      while (received.get() < 2 * sizes.length) {
        int delivered =
            pair.receiver()
                .receive(
                    (buffer, offset, length) -> {
                      int number = received.getAndIncrement();
                      assertThat(length).isEqualTo(sizes[number % sizes.length]);
                      Content.check(number, buffer, offset, length);
                    },
                    100,
                    soon());
        assertThat(delivered).isPositive();
      }
      sending.join();
    }
  }

  private static void sendAll(StreamPair pair, int[] sizes) {
    for (int number = 0; number < 2 * sizes.length; number++) {
      MemorySegment message = Content.of(number, sizes[number % sizes.length]);
      if (number >= sizes.length) { // once from the heap as well
        byte[] bytes = message.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        message = MemorySegment.ofArray(bytes);
      }
      assertThat(pair.sender().send(message, 0, message.byteSize(), soon())).isTrue();
    }
    assertThat(pair.sender().flush(soon())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "fifo", "uds", "tcp"})
  void shouldRefuseMessageBeyondTheLimit(String scheme) {
    try (StreamPair pair = open(scheme)) {
      long length = Frames.MAX_MESSAGE_BYTES + 1L;
      assertThatThrownBy(() -> pair.sender().offer(Content.of(0, length)))
          .isInstanceOfSatisfying(
              ChannelException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_LONG))
          .hasMessageEndingWith("message of 16777217 bytes exceeds the limit of 16MiB; split it");
      assertThatThrownBy(() -> pair.sender().claim(length)).hasMessageContaining("16MiB");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "fifo", "uds", "tcp"})
  void shouldReturnFalseWhenTheReaderIsSlowAndLoseNothing(String scheme) {
    try (StreamPair pair = open(scheme)) {
      int accepted = 0;
      while (pair.sender().offer(Content.of(accepted, 1000))) {
        accepted++;
      }
      assertThat(accepted).isGreaterThan(100);
      assertThat(pair.sender().flush()).isFalse();
      assertThat(pair.sender().isDrained()).isFalse();
      assertThat(pair.sender().send(Content.of(0, 100_000), 0, 100_000, in(1))).isFalse();
      assertThat(receiveInOrder(pair, accepted, 1000)).isEqualTo(accepted);
      assertThat(pair.receiver().poll(IGNORE, 1)).isZero();
      org.awaitility.Awaitility.await().until(pair.sender()::isDrained);
    }
  }

  private static int receiveInOrder(StreamPair pair, int expected, int size) {
    AtomicInteger received = new AtomicInteger();
    long deadlineNanos = soon();
    while (received.get() < expected && deadlineNanos - System.nanoTime() > 0) {
      pair.sender().flush();
      int delivered =
          pair.receiver()
              .poll(
                  (buffer, offset, length) -> {
                    assertThat(length).isEqualTo(size);
                    Content.check(received.getAndIncrement(), buffer, offset, length);
                  },
                  7);
      assertThat(delivered).isBetween(0, 7);
    }
    return received.get();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "fifo", "uds", "tcp"})
  void shouldKeepTheRestOfLongMessageThatTheKernelDoesNotTake(String scheme) {
    try (StreamPair pair = open(scheme)) {
      long length = 16 << 20;
      assertThat(pair.sender().offer(Content.of(0, length))).isTrue();
      assertThat(pair.sender().offer(Content.of(1, length))).isFalse();
      assertThat(receiveInOrder(pair, 1, (int) length)).isEqualTo(1);
      assertThat(pair.sender().offer(Content.of(1, 10))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "fifo", "uds", "tcp"})
  void shouldWriteInPlace(String scheme) {
    try (StreamPair pair = open(scheme)) {
      assertThat(pair.sender().claim(5)).isNotNegative();
      pair.sender().abort();
      for (int number = 0; number < 2; number++) {
        int length = 100 + number * 100_000; // the second is longer than the buffer
        long offset = pair.sender().claim(length);
        MemorySegment.copy(
            Content.of(number, length), 0, pair.sender().claimBuffer(), offset, length);
        pair.sender().commit();
        CompletableFuture<Boolean> flushing =
            CompletableFuture.supplyAsync(() -> pair.sender().flush(soon()));
        int expected = number;
        assertThat(
                pair.receiver()
                    .receive(
                        (buffer, at, bytes) -> {
                          assertThat(bytes).isEqualTo(length);
                          Content.check(expected, buffer, at, bytes);
                        },
                        10,
                        soon()))
            .isEqualTo(1);
        assertThat(flushing.join()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "fifo", "uds", "tcp"})
  void shouldEndInGoodOrderAfterEverythingWasDelivered(String scheme) {
    try (StreamPair pair = open(scheme)) {
      pair.sender().offer(Content.of(0, 10));
      pair.sender().flush();
      pair.sender().close();
      assertThat(pair.receiver().receive(IGNORE, 10, soon())).isEqualTo(1);
      assertThat(pair.receiver().receive(IGNORE, 10, soon())).isEqualTo(Receiver.END);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "fifo", "uds", "tcp"})
  void shouldSayThatThePeerIsGoneWhenTheStreamEndsInsideMessage(String scheme) {
    try (StreamPair pair = open(scheme)) {
      pair.sender().offer(Content.of(0, 16 << 20)); // more than the kernel takes
      pair.sender().close();
      assertThatThrownBy(() -> pair.receiver().receive(IGNORE, 10, soon()))
          .isInstanceOfSatisfying(
              ChannelException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PEER_GONE));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "fifo", "uds", "tcp"})
  void shouldTellTheSenderThatTheReceiverIsGone(String scheme) {
    try (StreamPair pair = open(scheme)) {
      pair.sender().offer(Content.of(0, 10));
      pair.sender().flush();
      assertThat(pair.receiver().receive(IGNORE, 1, soon())).isEqualTo(1);
      pair.receiver().close();
      assertThatThrownBy(
              () -> {
                while (pair.sender().send(Content.of(0, 10), 0, 10, soon())) {
                  pair.sender().flush(soon());
                }
              })
          .isInstanceOfSatisfying(
              ChannelException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PEER_GONE));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "fifo", "uds", "tcp"})
  void shouldCountMessageAsDeliveredWhenItsHandlerThrows(String scheme) {
    try (StreamPair pair = open(scheme)) {
      pair.sender().offer(Content.of(0, 10));
      pair.sender().offer(Content.of(1, 20));
      pair.sender().flush();
      assertThatThrownBy(
              () ->
                  pair.receiver()
                      .receive(
                          (buffer, offset, length) -> {
                            throw new IllegalArgumentException("of the handler");
                          },
                          10,
                          soon()))
          .hasMessage("of the handler");
      assertThat(
              pair.receiver()
                  .poll((buffer, offset, length) -> assertThat(length).isEqualTo(20), 10))
          .isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "fifo", "uds", "tcp"})
  void shouldLetTheHandlerClose(String scheme) {
    try (StreamPair pair = open(scheme)) {
      pair.sender().offer(Content.of(0, 10));
      pair.sender().offer(Content.of(1, 10));
      pair.sender().flush();
      MessageHandler closing = (buffer, offset, length) -> pair.receiver().close();
      assertThat(pair.receiver().receive(closing, 10, soon())).isEqualTo(1);
      assertThatThrownBy(() -> pair.receiver().poll(IGNORE, 1))
          .isInstanceOfSatisfying(
              ChannelException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
    }
  }
}
