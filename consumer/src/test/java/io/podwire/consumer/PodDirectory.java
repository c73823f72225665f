package io.podwire.consumer;

import io.podwire.api.PodChannels;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A channel directory on a memory file system and a free port, for one test run. */
public final class PodDirectory implements QuarkusTestResourceLifecycleManager {
  private @Nullable PodChannels channels;

  @Override
  public Map<String, String> start() {
    try {
      Path directory = Files.createTempDirectory(Path.of("/dev/shm"), "podwire-consumer-test-");
      String prefix = directory.getFileName().toString().replaceAll("[^\\w-]", "");
      channels = new PodChannels(directory, prefix);
      return Map.of(
          "podwire.channels.directory", directory.toString(),
          "podwire.channels.prefix", prefix,
          "podwire.live.tcp-port", freePort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return Integer.toString(socket.getLocalPort());
    }
  }

  @Override
  public void stop() {
    PodChannels made = channels;
    if (made == null) {
      return;
    }
    for (String scheme : List.of("shm", "fifo", "mq", "sysv", "uds")) {
      ChannelUri uri = made.uri(scheme, "live");
      Transports.of(uri).remove(uri);
    }
    try (var files = Files.walk(made.directory())) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
