package io.podwire.sidecar.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RelayBackPressureTest {
  private static final int MESSAGE_BYTES = 1000;
  private static final int RING_BYTES = 64 << 10;

  @TempDir Path directory;

  @Test
  void shouldStopTheProducerOfAStoppedConsumerAndNoOther() throws Exception {
    try (TwoRelays relays = new TwoRelays(directory)) {
      ChannelUri slowBegin = small(relays.begin("shm", "slow"));
      ChannelUri slowEnd = small(relays.end("shm", "slow"));
      try (Receiver slow = TwoRelays.receiver(slowEnd);
          Receiver quick = TwoRelays.receiver(relays.end("shm", "quick"))) {
        relays.b.add(TwoRelays.spec("slow", slowEnd, null, false));
        relays.a.add(TwoRelays.spec("slow", slowBegin, relays.peerOfA(), false));
        relays.route("shm", "quick", false);
        try (Sender producer = TwoRelays.sender(slowBegin);
            Sender other = TwoRelays.sender(relays.begin("shm", "quick"))) {
          long accepted = offerUntilStopped(producer);

          // two rings, the window, and the batch at hand; nothing else may hold messages
          assertThat(accepted * MESSAGE_BYTES)
              .isLessThanOrEqualTo(2L * RING_BYTES + TwoRelays.WINDOW_BYTES + MESSAGE_BYTES);
          Numbered.send(other, 500);
          Numbered.receive(quick, 0, 500);

          assertThat(take(slow, accepted)).isEqualTo(accepted);
          assertThat(producer.send(message(), 0, MESSAGE_BYTES, Numbered.deadline())).isTrue();
        }
      }
    }
  }

  @Test
  void shouldCarryAMessageLongerThanTheWindow() throws Exception {
    try (TwoRelays relays = new TwoRelays(directory);
        Receiver consumer = TwoRelays.receiver(relays.end("uds", "long"))) {
      relays.route("uds", "long", false);
      long bytes = 3L * TwoRelays.WINDOW_BYTES;
      try (Sender producer = TwoRelays.sender(relays.begin("uds", "long"))) {
        MemorySegment message = Arena.ofAuto().allocate(bytes);
        long[] received = {0, 0};
        for (int i = 0; i < 3; i++) {
          // a short one first, so that the long one must ask for the credit that is held back
          assertThat(producer.send(message, 0, 10, Numbered.deadline())).isTrue();
          assertThat(producer.send(message, 0, bytes, Numbered.deadline())).isTrue();
          assertThat(producer.flush(Numbered.deadline())).isTrue();
          while (received[0] < 2L * (i + 1)) {
            assertThat(
                    consumer.receive(
                        (b, o, length) -> {
                          received[0]++;
                          received[1] += length;
                        },
                        1,
                        Numbered.deadline()))
                .isEqualTo(1);
          }
        }
        assertThat(received[1]).isEqualTo(3 * (bytes + 10));
      }
    }
  }

  private static ChannelUri small(ChannelUri uri) {
    return ChannelUri.parse(uri + "?capacity=" + RING_BYTES);
  }

  private static MemorySegment message() {
    return Arena.ofAuto().allocate(MESSAGE_BYTES);
  }

  /** Offers until nothing was accepted for a second; returns how many were. */
  private static long offerUntilStopped(Sender sender) {
    MemorySegment message = message();
    long accepted = 0;
    while (sender.send(
        message, 0, MESSAGE_BYTES, System.nanoTime() + TimeUnit.SECONDS.toNanos(1))) {
      accepted++;
    }
    return accepted;
  }

  private static long take(Receiver receiver, long count) {
    long taken = 0;
    while (taken < count) {
      int now = receiver.receive((b, o, l) -> {}, 10, Numbered.deadline());
      assertThat(now).isPositive();
      taken += now;
    }
    return taken;
  }
}
