package io.podwire.ipc.socket;

import static io.podwire.ipc.stream.Faults.assertFault;
import static io.podwire.ipc.stream.StreamPair.in;
import static io.podwire.ipc.stream.StreamPair.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transports;
import io.podwire.ipc.WaitStrategy;
import io.podwire.ipc.stream.StreamPair;
import io.podwire.ipc.stream.StreamReceiver;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that are there before, or beside, the one that sends. */
@Timeout(60)
class CandidatesTest {
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long AMPLE_NANOS = TimeUnit.SECONDS.toNanos(30);

  @TempDir Path directory;
  private final List<RawClient> strangers = new ArrayList<>();
  private final List<Long> taken = new ArrayList<>();
  private final MessageHandler take =
      (buffer, offset, length) ->
          taken.add(buffer.get(ValueLayout.JAVA_LONG_UNALIGNED, offset) + length - Long.BYTES);

  private Receiver receiver(String scheme, WaitStrategy wait) {
    return receiver(scheme, wait, AMPLE_NANOS);
  }

  private Receiver receiver(String scheme, WaitStrategy wait, long messageNanos) {
    ListeningSocket listening = ListeningSocket.bind(StreamPair.uri(scheme, directory));
    return new StreamReceiver(
        listening.uri(),
        new AcceptingInlet(listening, QUIET_NANOS, messageNanos),
        ChannelOptions.DEFAULT.withWait(wait));
  }

  private static Sender sender(Receiver receiver) {
    return Transports.of(receiver.uri()).openSender(receiver.uri(), ChannelOptions.DEFAULT);
  }

  private RawClient stranger(Receiver receiver) {
    RawClient stranger = RawClient.connect(receiver.uri());
    strangers.add(stranger);
    return stranger;
  }

  @AfterEach
  void closeStrangers() {
    strangers.forEach(RawClient::close);
  }

  private static void send(Sender sender, long value) {
    MemorySegment message = MemorySegment.ofArray(new byte[Long.BYTES]);
    message.set(ValueLayout.JAVA_LONG_UNALIGNED, 0, value);
    assertThat(sender.offer(message)).isTrue();
    assertThat(sender.flush()).isTrue();
  }

  private void assertTakes(Receiver receiver, long value) {
    taken.clear();
    assertThat(receiver.receive(take, 1, soon())).isEqualTo(1);
    assertThat(taken).containsExactly(value);
  }

  @ParameterizedTest
  @CsvSource({"uds,BLOCK", "uds,SPIN", "tcp,BLOCK", "tcp,PARK"})
  void shouldServeWhoSpeaksBesideSilentConnections(String scheme, WaitStrategy wait) {
    try (Receiver receiver = receiver(scheme, wait)) {
      for (int i = 0; i < 3; i++) {
        stranger(receiver);
        assertThat(receiver.receive(take, 1, in(5))).isZero();
      }
      try (Sender sender = sender(receiver)) {
        stranger(receiver);
        send(sender, 1);
        assertTakes(receiver, 1);
        send(sender, 2);
        assertTakes(receiver, 2);
      }
      assertThat(receiver.receive(take, 1, soon())).isEqualTo(Receiver.END);
      try (Sender next = sender(receiver)) {
        send(next, 3);
        assertTakes(receiver, 3);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"uds", "tcp"})
  void shouldLetTheOldestOfManySilentOnesMakeWay(String scheme) {
    try (Receiver receiver = receiver(scheme, WaitStrategy.BLOCK)) {
      for (int i = 0; i < 3 * Candidates.MAX; i++) {
        stranger(receiver);
        assertThat(receiver.receive(take, 1, in(2))).isZero();
      }
      await().until(strangers.getFirst()::isClosedByPeer);
      assertThat(strangers.getLast().isClosedByPeer()).isFalse();
      try (Sender sender = sender(receiver)) {
        send(sender, 1);
        assertTakes(receiver, 1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"uds", "tcp"})
  void shouldNotCutOffASenderThatWaitsForItsFirstMessage(String scheme) {
    try (Receiver receiver = receiver(scheme, WaitStrategy.BLOCK);
        Sender patient = sender(receiver)) {
      assertThat(receiver.receive(take, 1, in(5))).isZero();
      try (Sender other = sender(receiver)) {
        send(other, 1);
        assertTakes(receiver, 1);
      }
      assertThat(receiver.receive(take, 1, soon())).isEqualTo(Receiver.END);
      send(patient, 2);
      assertTakes(receiver, 2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 1 << 24})
  void shouldNotTakeTheBeginningOfAMessageForOne(int length) {
    try (Receiver receiver = receiver("tcp", WaitStrategy.BLOCK)) {
      RawClient stranger = stranger(receiver);
      if (length == 0) {
        stranger.send(new byte[3]);
      } else {
        stranger.announce(Math.max(2, length));
      }
      assertThat(receiver.receive(take, 1, in(20))).isZero();
      try (Sender sender = sender(receiver)) {
        send(sender, 1);
        assertTakes(receiver, 1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4091, 4092, 4093, 1 << 20})
  void shouldTakeALongFirstMessage(int length) {
    try (Receiver receiver = receiver("tcp", WaitStrategy.BLOCK);
        Sender sender = sender(receiver)) {
      CompletableFuture<Boolean> sent =
          CompletableFuture.supplyAsync(
              () ->
                  sender.send(MemorySegment.ofArray(new byte[length]), 0, length, soon())
                      && sender.flush(soon()));
      assertTakes(receiver, length - Long.BYTES);
      assertThat(sent.join()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"uds,BLOCK", "uds,SPIN", "tcp,BLOCK", "tcp,SPIN"})
  void shouldLetAQuietSenderMakeWayAndTakeItBackWhenItSpeaks(String scheme, WaitStrategy wait) {
    try (Receiver receiver = receiver(scheme, wait);
        Sender quiet = sender(receiver)) {
      send(quiet, 1);
      assertTakes(receiver, 1);
      try (Sender other = sender(receiver)) {
        send(other, 2);
        assertThat(receiver.receive(take, 1, soon())).isEqualTo(Receiver.END);
        assertTakes(receiver, 2);
        send(quiet, 3);
        assertThat(receiver.receive(take, 1, soon())).isEqualTo(Receiver.END);
        assertTakes(receiver, 3);
        send(quiet, 4);
        assertTakes(receiver, 4);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"uds", "tcp"})
  void shouldCloseWhoStopsInsideAMessageWhenAnotherSpeaks(String scheme) {
    try (Receiver receiver = receiver(scheme, WaitStrategy.BLOCK)) {
      RawClient stranger = stranger(receiver);
      stranger.send(RawClient.frame(new byte[Long.BYTES]));
      assertTakes(receiver, 0);
      stranger.announce(1 << 24);
      assertThat(receiver.receive(take, 1, in(250))).isZero(); // alone it may take its time
      try (Sender sender = sender(receiver)) {
        send(sender, 1);
        assertFault(Kind.PEER_GONE, () -> receiver.receive(take, 1, soon()));
        assertTakes(receiver, 1);
      }
      await().until(stranger::isClosedByPeer);
    }
  }

  /** Sends the bytes one by one, ten in a time of silence after which a sender makes way. */
  private static CompletableFuture<Void> drip(RawClient stranger, byte[] bytes) {
    return CompletableFuture.runAsync(
        () -> {
          for (byte each : bytes) {
            stranger.send(new byte[] {each});
            LockSupport.parkNanos(QUIET_NANOS / 10);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"uds,BLOCK", "uds,SPIN", "tcp,BLOCK", "tcp,SPIN"})
  void shouldNotKeepThePlaceForWhoDripsBytesOfAMessage(String scheme, WaitStrategy wait) {
    try (Receiver receiver = receiver(scheme, wait, 3 * QUIET_NANOS)) {
      RawClient stranger = stranger(receiver);
      stranger.send(RawClient.frame(new byte[Long.BYTES]));
      assertTakes(receiver, 0);
      CompletableFuture<Void> dripping = drip(stranger, RawClient.frame(new byte[1000]));
      try (Sender sender = sender(receiver)) {
        send(sender, 1);
        assertFault(Kind.PEER_GONE, () -> receiver.receive(take, 1, in(5000)));
        assertTakes(receiver, 1);
      }
      assertThat(dripping).failsWithin(Duration.ofSeconds(10)); // its connection was closed
    }
  }

  @ParameterizedTest
  @CsvSource({"uds,BLOCK", "tcp,SPIN"})
  void shouldLetASlowMessageBecomeWholeWhileAnotherSpeaks(String scheme, WaitStrategy wait) {
    try (Receiver receiver = receiver(scheme, wait)) {
      RawClient stranger = stranger(receiver);
      stranger.send(RawClient.frame(new byte[Long.BYTES]));
      assertTakes(receiver, 0);
      try (Sender sender = sender(receiver)) {
        send(sender, 1);
        CompletableFuture<Void> dripping = drip(stranger, RawClient.frame(new byte[60]));
        assertTakes(receiver, 60 - Long.BYTES);
        dripping.join();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"uds", "tcp"})
  void shouldLoseNoMessageOfManyThatSpeakWhenASenderMakesWay(String scheme) {
    try (Receiver receiver = receiver(scheme, WaitStrategy.BLOCK);
        Sender quiet = sender(receiver)) {
      send(quiet, 0);
      assertTakes(receiver, 0);
      for (long value = 1; value <= Candidates.MAX; value++) {
        try (RawClient speaker = RawClient.connect(receiver.uri())) {
          speaker.send(RawClient.frame(new byte[Long.BYTES + (int) value]));
        }
      }
      int result = Receiver.END;
      while (result != 0) {
        result = receiver.receive(take, 1, in(1000));
      }
      assertThat(taken).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
      send(quiet, 9);
      assertTakes(receiver, 9);
    }
  }

  @Test
  void shouldSayThatAConnectionWasResetBeforeItsFirstMessage() {
    try (Receiver receiver = receiver("tcp", WaitStrategy.BLOCK)) {
      RawClient stranger = stranger(receiver);
      assertThat(receiver.receive(take, 1, in(20))).isZero();
      stranger.reset();
      assertFault(Kind.PEER_GONE, () -> receiver.receive(take, 1, soon()))
          .hasMessageContaining("connection reset");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"uds", "tcp"})
  void shouldNotEndAQuietStreamForNonsenseOrAnEnd(String scheme) {
    try (Receiver receiver = receiver(scheme, WaitStrategy.BLOCK);
        Sender quiet = sender(receiver)) {
      send(quiet, 1);
      assertTakes(receiver, 1);
      stranger(receiver).announce(-1);
      stranger(receiver).close();
      assertThat(receiver.receive(take, 1, in(500))).isZero();
      send(quiet, 2);
      assertTakes(receiver, 2);
    }
  }
}
