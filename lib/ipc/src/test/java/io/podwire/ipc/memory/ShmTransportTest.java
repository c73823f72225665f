package io.podwire.ipc.memory;

import static io.podwire.ipc.memory.RingForgedTest.assertKind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transports;
import io.podwire.ipc.WaitStrategy;
import io.podwire.ipc.libc.PeerWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The addresses, and duplex by two rings. */
class ShmTransportTest {
  @TempDir Path directory;

  @Test
  void shouldBeFoundByItsScheme() {
    assertThat(Transports.of(ChannelUri.parse("shm:/x"))).isInstanceOf(ShmTransport.class);
    assertThat(Ring.TRANSPORT.maxMessageBytes(Ring.uri(directory, ""))).isEqualTo((2 << 20) - 8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shm: | no directory; write shm:/path",
        "shm:/ | no directory; write shm:/path",
        "shm:/x?capacity=5000 | is not a power of two; give 4KiB or 8KiB",
        "shm:/x?capacity=2KiB | give 4KiB to 1GiB",
        "shm:/x?capacity=2GiB | give 4KiB to 1GiB",
        "shm:/x?capacity=much | give 4KiB to 1GiB",
        "shm:/x?size=1 | unknown parameter 'size'; shm takes capacity"
      })
  void shouldRefuseAnAddressThatCannotWork(String address, String words) {
    assertThatThrownBy(() -> Ring.TRANSPORT.validate(ChannelUri.parse(address)))
        .hasMessageContaining(words)
        .satisfies(thrown -> assertKind(thrown, Kind.BAD_ADDRESS));
  }

  @Test
  void shouldTalkBothWays() throws Exception {
    ChannelUri uri = Ring.uri(directory, "");
    var options = Ring.options(WaitStrategy.BLOCK);
    var accepting = CompletableFuture.supplyAsync(() -> Ring.TRANSPORT.accept(uri, options));
    try (Channel client = Ring.TRANSPORT.connect(uri, options);
        Channel server = accepting.get()) {
      client.sender().offer(Ring.text("there"));
      client.sender().flush();
      server.sender().offer(Ring.text("back"));
      server.sender().flush();
      assertThat(receive(server)).containsExactly("there");
      assertThat(receive(client)).containsExactly("back");
    }
  }

  @Test
  void shouldLetGoOfItsSideWhenSomethingForeignComesInThePeersPlace() throws Exception {
    ChannelUri uri = Ring.uri(directory, "");
    var options = Ring.options(WaitStrategy.BLOCK);
    Path ring = directory.resolve("ring");
    var waiting = CompletableFuture.supplyAsync(() -> Ring.TRANSPORT.openSender(uri, options));
    await().until(() -> PeerWatch.isHeld(ring.resolve("data.lock")));
    Files.writeString(ring.resolve("cursor.lock"), "somebody's");
    assertThatThrownBy(waiting::join).cause().satisfies(thrown -> assertKind(thrown, Kind.FOREIGN));
    assertThat(PeerWatch.isHeld(ring.resolve("data.lock"))).isFalse();
  }

  private static List<String> receive(Channel channel) {
    List<String> texts = new ArrayList<>();
    channel.receiver().receive(Ring.collectInto(texts), 1, Ring.deadline());
    return texts;
  }
}
