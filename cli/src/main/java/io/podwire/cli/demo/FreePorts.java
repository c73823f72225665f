package io.podwire.cli.demo;

import io.podwire.cli.console.FailureException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Hands out ports of loopback that nobody listens on, each once. For one thread. */
final class FreePorts {
  private static final int MAX_TRIES = 1000;
  private final Set<Integer> taken = new HashSet<>();

  /** The wanted port or the next free one above it. */
  int take(int wanted) {
    for (int port = wanted; port < wanted + MAX_TRIES; port++) {
      if (!taken.contains(port) && isFree(port)) {
        taken.add(port);
        return port;
      }
    }
    throw FailureException.failed(
        String.format(
            Locale.ROOT,
            "ports %d to %d of 127.0.0.1 are all in use; end some of what listens there",
            wanted,
            wanted + MAX_TRIES - 1));
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
