package io.podwire.lab.workload;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Reach;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Addresses that nobody else uses, one for each mechanism. */
public final class Addresses {
  private Addresses() {}

  /** All schemes that strangers can use. */
  public static Stream<String> schemes() {
    return Transports.all().values().stream()
        .filter(transport -> transport.reach() != Reach.CONTAINER)
        .map(Transport::scheme);
  }

  public static String of(String scheme, Path directory) {
    return switch (scheme) {
      case "tcp" -> "tcp://127.0.0.1:" + freePort();
      case "mq" ->
          "mq:/podwire-lab-%s?messages=10&messageSize=1KiB&locks=%s"
              .formatted(directory.getFileName(), directory);
      default -> scheme + ":" + directory.resolve("x." + scheme);
    };
  }

  /** Removes what a run has left. */
  public static void remove(String channel) {
    ChannelUri uri = ChannelUri.parse(channel);
    Transports.of(uri).remove(uri);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
