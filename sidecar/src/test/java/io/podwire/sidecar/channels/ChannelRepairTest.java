package io.podwire.sidecar.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import io.podwire.quarkus.health.Pulse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ChannelRepairTest {
  private final Pulse pulse = new Pulse();
  @TempDir private Path directory;
  private ChannelUri uri;
  private Transport transport;

  @BeforeEach
  void prepare() {
    uri = ChannelUri.parse("shm:" + directory.resolve("live.ring"));
    transport = Transports.of(uri);
    transport.prepare(uri, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"data", "cursor"})
  void shouldMakeARingAnewThatWasTruncated(String file) throws Exception {
    truncate(file);
    try (ChannelRepair repair = repair()) {
      repair.start();
      await().until(this::works);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"data", "cursor"})
  void shouldMakeARingAnewThatIsMissing(String file) throws Exception {
    Files.delete(directory.resolve("live.ring").resolve(file));
    assertThat(transport.repair(uri)).isTrue();
    assertThat(works()).isTrue();
    assertThat(transport.repair(uri)).isFalse();
  }

  @Test
  void shouldLeaveARingToTheEndThatHoldsItAndRepairItThen() throws Exception {
    try (Receiver _ = transport.openReceiver(uri, ChannelOptions.DEFAULT)) {
      truncate("data");
      assertThat(transport.repair(uri)).isFalse();
    }
    assertThat(transport.repair(uri)).isTrue();
    assertThat(works()).isTrue();
  }

  @Test
  void shouldMakeARingAnewWhoseRecordsAreForged() throws Exception {
    Path data = directory.resolve("live.ring/data");
    try (FileChannel channel = FileChannel.open(data, StandardOpenOption.WRITE)) {
      int ignored = channel.write(ByteBuffer.wrap(new byte[] {-1, -1, -1, -1}), 512);
    }
    assertThat(transport.repair(uri)).isTrue();
    assertThat(works()).isTrue();
  }

  @Test
  void shouldLeaveAForeignFileAlone() throws Exception {
    Path data = directory.resolve("live.ring/data");
    Files.writeString(data, "somebody's measurements");
    assertThatExceptionOfType(ChannelException.class)
        .isThrownBy(() -> transport.repair(uri))
        .matches(e -> e.kind() == ChannelException.Kind.FOREIGN);
    assertThat(data).hasContent("somebody's measurements");
  }

  @Test
  void shouldOutliveAnErrorAndBeat() {
    AtomicInteger turns = new AtomicInteger();
    try (ChannelRepair repair =
        new ChannelRepair(
            List.of(uri),
            channel -> {
              turns.incrementAndGet();
              throw new InternalError("a fault occurred in an unsafe memory access operation");
            },
            pulse)) {
      repair.start();
      await().until(() -> turns.get() > 1);
      assertThat(pulse.stuck()).isEmpty();
    }
    assertThat(pulse.stuck()).isEmpty();
  }

  private ChannelRepair repair() {
    return new ChannelRepair(List.of(uri), transport::repair, pulse);
  }

  private void truncate(String file) throws IOException {
    Path path = directory.resolve("live.ring").resolve(file);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
  }

  private boolean works() {
    try (Receiver _ = transport.openReceiver(uri, ChannelOptions.DEFAULT);
        Sender _ = transport.openSender(uri, ChannelOptions.DEFAULT)) {
      return true;
    } catch (ChannelException e) {
      return false;
    }
  }
}
