package io.podwire.ipc.socket;

import static io.podwire.ipc.stream.Faults.assertFault;
import static io.podwire.ipc.stream.StreamPair.in;
import static io.podwire.ipc.stream.StreamPair.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transports;
import io.podwire.ipc.stream.StreamPair;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ReceptionTest {
  private static final int MAX_BYTES = 20;
  private static final MessageHandler IGNORE = (buffer, offset, length) -> {};

  @TempDir Path directory;
  private final ConcurrentLinkedQueue<Departure> departed = new ConcurrentLinkedQueue<>();
  private final List<RawClient> clients = new ArrayList<>();

  private Reception open(String scheme, long patienceMillis) {
    return Reception.bind(
        StreamPair.uri(scheme, directory),
        new Introduction(MAX_BYTES, TimeUnit.MILLISECONDS.toNanos(patienceMillis)),
        (host, why) -> departed.add(why));
  }

  private RawClient client(Reception reception) {
    RawClient client = RawClient.connect(reception.uri());
    clients.add(client);
    return client;
  }

  @AfterEach
  void closeClients() {
    clients.forEach(RawClient::close);
  }

  private static Guest next(Reception reception) {
    return Objects.requireNonNull(reception.next(soon()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(strings = {"uds", "tcp"})
  void shouldHandOverAConnectionWithItsFirstMessageAndThenTheRest(String scheme) {
    try (Reception reception = open(scheme, 30_000);
        Channel peer =
            Transports.of(reception.uri()).connect(reception.uri(), ChannelOptions.DEFAULT)) {
      for (String text : List.of("I am a peer", "and more")) {
        assertThat(peer.sender().offer(MemorySegment.ofArray(bytes(text)))).isTrue();
      }
      assertThat(peer.sender().flush()).isTrue();
      Guest guest = next(reception);
      assertThat(guest.introduction().toArray(ValueLayout.JAVA_BYTE))
          .isEqualTo(bytes("I am a peer"));
      reception.close();
      try (Channel open = guest.open(ChannelOptions.DEFAULT)) {
        assertThat(open.receiver().receive(IGNORE, 1, soon())).isEqualTo(1);
        assertThat(open.sender().offer(MemorySegment.ofArray(bytes("hello")))).isTrue();
        assertThat(open.sender().flush()).isTrue();
        assertThat(peer.receiver().receive(IGNORE, 1, soon())).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {MAX_BYTES + 1, 1 << 24, -1, Integer.MIN_VALUE})
  void shouldReadNothingBeyondALengthThatIsTooLong(int length) {
    try (Reception reception = open("tcp", 30_000)) {
      client(reception).announce(length);
      try (Guest guest = next(reception)) {
        assertThat(guest.isTooLong()).isTrue();
        assertThat(guest.announcedBytes()).isEqualTo(length);
        assertThat(guest.introduction().byteSize()).isZero();
        assertThat(guest.host()).isEqualTo("127.0.0.1");
      }
    }
  }

  @Test
  void shouldTakeFirstMessagesOfEveryAllowedLengthFromAnyFragmentation() {
    try (Reception reception = open("tcp", 30_000)) {
      for (int length = 0; length <= MAX_BYTES; length++) {
        RawClient client = client(reception);
        byte[] frame = RawClient.frame(new byte[length]);
        for (byte part : frame) {
          client.send(new byte[] {part});
        }
        try (Guest guest = next(reception)) {
          assertThat(guest.isTooLong()).isFalse();
          assertThat(guest.introduction().byteSize()).isEqualTo(length);
        }
      }
    }
  }

  @Test
  void shouldCloseWhoDripsItsFirstMessage() {
    try (Reception reception = open("tcp", 200)) {
      RawClient dripping = client(reception);
      dripping.announce(MAX_BYTES);
      long begin = System.nanoTime();
      while (departed.isEmpty() && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(30)) {
        assertThat(reception.next(in(20))).isNull();
        if (System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(100)) {
          dripping.send(new byte[1]);
        }
      }
      assertThat(departed).containsExactly(Departure.SILENT);
      assertThat(dripping.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void shouldLetTheOldestMakeWayAndServeWhoSpeaks() {
    try (Reception reception = open("tcp", 60_000)) {
      for (int i = 0; i < 3 * Reception.MAX_STRANGERS; i++) {
        client(reception);
        assertThat(reception.next(in(1))).isNull();
      }
      assertThat(departed)
          .hasSize(3 * Reception.MAX_STRANGERS - Reception.MAX_STRANGERS_OF_ONE_HOST)
          .containsOnly(Departure.CROWDED_OUT);
      client(reception).send(RawClient.frame(bytes("a peer")));
      try (Guest guest = next(reception)) {
        assertThat(guest.introduction().byteSize()).isEqualTo(6);
      }
      RawClient last = clients.get(clients.size() - 2); // is borne still
      last.send(RawClient.frame(bytes("late")));
      next(reception).close();
    }
  }

  @Test
  void shouldForgetWhoClosesWithoutAWord() {
    try (Reception reception = open("tcp", 60_000)) {
      client(reception).close();
      assertThat(reception.next(in(50))).isNull();
      assertThat(departed).containsExactly(Departure.SILENT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"uds", "tcp"})
  void shouldAnswerWhomItRefuses(String scheme) {
    try (Reception reception = open(scheme, 30_000);
        Channel peer =
            Transports.of(reception.uri()).connect(reception.uri(), ChannelOptions.DEFAULT)) {
      assertThat(peer.sender().offer(MemorySegment.ofArray(bytes("I am nobody")))).isTrue();
      assertThat(peer.sender().flush()).isTrue();
      next(reception).refuse(MemorySegment.ofArray(bytes("no")));
      assertThat(peer.receiver().receive(IGNORE, 1, soon())).isEqualTo(1);
      assertThat(peer.receiver().receive(IGNORE, 1, soon())).isEqualTo(Receiver.END);
    }
  }

  @Test
  void shouldTellThatAPeerIsGoneThoughItsBytesAreUnread() {
    try (Reception reception = open("tcp", 30_000)) {
      RawClient client = client(reception);
      client.send(RawClient.frame(bytes("a peer")));
      client.send(RawClient.frame(bytes("unread")));
      try (ConnectedChannel open = next(reception).open(ChannelOptions.DEFAULT)) {
        assertThat(open.isPeerGone()).isFalse();
        client.close();
        org.awaitility.Awaitility.await().until(open::isPeerGone);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"uds", "tcp"})
  void shouldEndTheWaitAtClose(String scheme) {
    Reception reception = open(scheme, 30_000);
    CompletableFuture<?> waiting =
        CompletableFuture.runAsync(() -> assertFault(Kind.CLOSED, () -> reception.next(soon())));
    RawClient silent = client(reception);
    reception.close();
    waiting.join();
    org.awaitility.Awaitility.await().until(silent::isClosedByPeer);
  }
}
