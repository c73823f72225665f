package io.podwire.sidecar.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwire.api.PodChannels;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LivePlaceTest {
  private static final Hello HELLO =
      new Hello("live-pod", Direction.FORWARD, TwoRelays.WINDOW_BYTES);

  @TempDir Path directory;
  private final AtomicReference<LivePlace> left = new AtomicReference<>();

  /** A close would wait for the thread that delivers; that thread closes once it is awake. */
  @Test
  void shouldLeaveTheClosingOfADeadConnectionToItsOwnThread() throws Exception {
    // nobody takes its messages
    LiveDelivery delivery = new LiveDelivery(new PodChannels(directory, "t").uri("shm", "in"));
    RouteStatus status = new RouteStatus("live-pod", new RelayTotals());
    LivePlace place = new LivePlace(HELLO, delivery, () -> status, left::set);
    CompletableFuture<RelayLink> accepted = new CompletableFuture<>();
    CountDownLatch looked = new CountDownLatch(1);
    Refusals refusals = new Refusals(line -> {}, System::nanoTime);
    ChannelUri any = ChannelUri.parse("tcp://127.0.0.1:0");
    try (ConnectionAcceptor acceptor =
        ConnectionAcceptor.bind(any, hello -> kept(place, accepted, looked), refusals)) {
      sendOneMessage("127.0.0.1:" + acceptor.port());
      await().until(() -> status.hasFailed()); // it found no consumer
      RelayLink link = accepted.get(10, TimeUnit.SECONDS);
      await().until(link::isPeerGone);
      place.abandonIfPeerGone();
      await().atMost(Duration.ofSeconds(10)).until(() -> place.equals(left.get()));
      assertThat(link.receive((buffer, offset, length) -> {}, 1)).isEqualTo(Receiver.END);
      looked.countDown();
    }
  }

  private static void sendOneMessage(String peer) {
    MemorySegment message = Arena.ofAuto().allocate(Long.BYTES);
    try (RelayLink far = Greeting.connect(peer, HELLO, TwoRelays.OPTIONS)) {
      far.sendData(message, 0, message.byteSize());
      far.flush();
    }
  }

  /** The place on a thread that keeps its connection open until the test has looked at it. */
  private static Place kept(
      LivePlace place, CompletableFuture<RelayLink> accepted, CountDownLatch looked) {
    return new Place() {
      @Override
      public void serve(RelayLink link) {
        accepted.complete(link);
        place.serve(link);
        boolean ignored = Thread.interrupted();
        try {
          looked.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }

      @Override
      public void giveBack() {
        place.giveBack();
      }
    };
  }
}
