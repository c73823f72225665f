package io.podwire.cli.copy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.UUID;

/** An address that no other test uses, for each mechanism that a file can be copied over. */
final class CopyAddresses {
  private CopyAddresses() {}

  static String of(String scheme, Path folder) throws IOException {
    return switch (scheme) {
      case "shm" -> "shm:" + folder.resolve("copy.ring");
      case "fifo" -> "fifo:" + folder.resolve("copy.fifo");
      case "mq" -> "mq:/podwire-it-" + UUID.randomUUID() + "?locks=" + folder;
      case "sysv" -> "sysv:" + folder.resolve("copy.key");
      case "uds" -> "uds:" + folder.resolve("copy.sock");
      case "tcp" -> "tcp://127.0.0.1:" + freePort();
      default -> throw new IllegalArgumentException(scheme);
    };
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return probe.getLocalPort();
    }
  }
}
