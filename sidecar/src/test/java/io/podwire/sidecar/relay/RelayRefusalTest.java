package io.podwire.sidecar.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RelayRefusalTest {
  @TempDir Path directory;

  @Test
  void shouldRefuseARouteThatNobodyAnnounced() throws Exception {
    try (TwoRelays relays = new TwoRelays(directory)) {
      relays.a.add(TwoRelays.spec("lost", relays.begin("shm", "lost"), relays.peerOfA(), false));

      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThat(relays.a.report("lost").orElseThrow().error())
                      .contains("route lost is unknown here", "POST /api/routes"));
    }
  }

  @Test
  void shouldRefuseASecondRouteOfTheSameId() throws Exception {
    try (TwoRelays relays = new TwoRelays(directory)) {
      var spec = TwoRelays.spec("twice", relays.end("shm", "twice"), null, false);
      relays.b.add(spec);

      assertThatThrownBy(() -> relays.b.add(spec))
          .isInstanceOf(ChannelException.class)
          .hasMessageContaining("route twice exists already");
      assertThat(relays.b.remove("twice")).isPresent();
      assertThat(relays.b.report("twice")).isEmpty();
    }
  }

  @Test
  void shouldAnswerAMalformedFirstFrameWithAReason() throws Exception {
    try (TwoRelays relays = new TwoRelays(directory);
        Channel stranger = TwoRelays.connect(ChannelUri.parse("tcp://" + relays.peerOfA()))) {
      MemorySegment frame = Arena.ofAuto().allocate(40);
      frame.fill((byte) 9);
      assertThat(stranger.sender().send(frame, 0, 40, Numbered.deadline())).isTrue();
      assertThat(stranger.sender().flush(Numbered.deadline())).isTrue();

      assertThatThrownBy(
              () ->
                  stranger
                      .receiver()
                      .receive(
                          (b, o, l) -> {
                            throw RelayLink.unexpected(b, o, l);
                          },
                          1,
                          Numbered.deadline()))
          .hasMessageContaining("type 9")
          .hasMessageContaining("only sidecars connect to this port");
    }
  }

  @Test
  void shouldCloseAConnectionThatSpeaksHttpAndServeTheNext() throws Exception {
    try (TwoRelays relays = new TwoRelays(directory)) {
      try (Socket browser = new Socket("127.0.0.1", relays.b.port())) {
        browser.setSoTimeout(10_000);
        browser
            .getOutputStream()
            .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        InputStream answer = browser.getInputStream();
        assertThat(drained(answer)).isTrue();
      }
      try (Receiver consumer = TwoRelays.receiver(relays.end("shm", "next"))) {
        relays.route("shm", "next", false);
        try (var sender = TwoRelays.sender(relays.begin("shm", "next"))) {
          Numbered.send(sender, 3);
        }
        assertThat(Numbered.receiveAll(consumer)).isEqualTo(3);
      }
    }
  }

  /** Whether the other side closes, with or without words, before the socket's timeout. */
  private static boolean drained(InputStream answer) throws java.io.IOException {
    try {
      while (answer.read() >= 0) {
        continue;
      }
      return true;
    } catch (java.net.SocketTimeoutException stillOpen) {
      return false;
    } catch (java.net.SocketException reset) {
      return true;
    }
  }
}
