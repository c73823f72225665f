package io.podwire.sidecar.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.sidecar.peers.PeerRelay;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LiveRouteTest {
  @TempDir Path directory;
  private TwoRelays relays;
  private final MemorySegment message = Arena.ofAuto().allocate(Long.BYTES);

  @BeforeEach
  void open() throws Exception {
    relays = new TwoRelays(directory);
    relays.a.keepLive(
        "a",
        relays.begin("shm", "relay-out"),
        () -> Optional.of(new PeerRelay("b", relays.peerOfA())));
  }

  @AfterEach
  void close() {
    relays.close();
  }

  private Sender producer() {
    return TwoRelays.sender(relays.begin("shm", "relay-out"));
  }

  private Receiver consumer() {
    return TwoRelays.receiver(relays.end("shm", "relay-in"));
  }

  private void send(Sender sender, long value) {
    message.set(ValueLayout.JAVA_LONG, 0, value);
    assertThat(sender.send(message, 0, Long.BYTES, Numbered.deadline())).isTrue();
    assertThat(sender.flush(Numbered.deadline())).isTrue();
  }

  /** The next value, within 20 s; passes over the ends of earlier senders. */
  private static long next(Receiver receiver) {
    long[] value = {-1};
    long deadline = Numbered.deadline();
    while (value[0] < 0 && deadline - System.nanoTime() > 0) {
      receiver.receive(
          (b, o, l) -> value[0] = b.get(ValueLayout.JAVA_LONG_UNALIGNED, o), 1, deadline);
    }
    return value[0];
  }

  @Test
  void shouldGoOnAfterTheProducerWasStartedAgain() {
    try (Receiver consumer = consumer()) {
      try (Sender first = producer()) {
        send(first, 1);
        assertThat(next(consumer)).isEqualTo(1);
      }
      try (Sender second = producer()) {
        send(second, 2);
        assertThat(next(consumer)).isEqualTo(2);
      }
    }
  }

  @Test
  void shouldGoOnAfterTheConsumerWasStartedAgain() {
    try (Sender producer = producer()) {
      try (Receiver first = consumer()) {
        send(producer, 1);
        assertThat(next(first)).isEqualTo(1);
      }
      send(producer, 2);
      try (Receiver second = consumer()) {
        assertThat(next(second)).isEqualTo(2);
      }
    }
  }

  @Test
  void shouldGoOnAfterTheFarSidecarWasStartedAgain() {
    try (Sender producer = producer()) {
      try (Receiver consumer = consumer()) {
        send(producer, 1);
        assertThat(next(consumer)).isEqualTo(1);
      }
      int port = relays.b.port();
      relays.b.close();
      relays.b = Relay.open(TwoRelays.options(relays.channelsB, port));
      try (Receiver consumer = consumer()) {
        // what is under way when a sidecar dies may be lost, so send until something comes through
        long[] sent = {1};
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> {
                  send(producer, ++sent[0]);
                  return consumer.receive(
                          (b, o, l) -> {}, 1, System.nanoTime() + TimeUnit.SECONDS.toNanos(1))
                      > 0;
                });
      }
      assertThat(relays.a.report("live-a").orElseThrow().error()).isNull();
    }
  }

  @Test
  void shouldTakeWhatIsLeftBeforeItStops() {
    try (Receiver consumer = consumer()) {
      try (Sender producer = producer()) {
        send(producer, 1);
        assertThat(next(consumer)).isEqualTo(1);
        send(producer, 2);
      }
      relays.a.drain(System.nanoTime() + TimeUnit.SECONDS.toNanos(2));
      assertThat(next(consumer)).isEqualTo(2);
    }
  }
}
