package io.podwire.exhibits.localonly;

import io.podwire.exhibits.Attempt;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.PosixQueues;
import io.podwire.ipc.libc.SocketAddress;
import io.podwire.ipc.libc.Sockets;
import io.podwire.ipc.libc.SystemVQueues;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that tries to reach what another has made, by address, in the pod or out of it: says
 * its namespaces, then answers every line with what became of the attempt, until its standard input
 * ends.
 */
final class Visitor {
  private static final int PATIENCE_MILLIS = 2000;

  private final CallState state = new CallState();

  private Visitor() {}

  /** Says three namespaces, and answers every line with one. */
  public static void main(String[] arguments) throws IOException {
    System.out.println(namespace("ipc") + " " + namespace("mnt") + " " + namespace("pid"));
    Visitor visitor = new Visitor();
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ", 2);
      System.out.println(visitor.attempt(words[0], words[1]).line());
    }
  }

  private static Path namespace(String kind) throws IOException {
    return Files.readSymbolicLink(Path.of("/proc/self/ns", kind));
  }

  private Attempt attempt(String call, String address) throws IOException {
    long startedNanos = System.nanoTime();
    int result =
        switch (call) {
          case "open" -> closed(open(address));
          case "mq_open" -> closed(PosixQueues.open(state, address, Descriptors.O_RDWR));
          case "msgctl" -> status(Integer.parseInt(address));
          case "connect" -> connect(socketAddress(address));
          default -> throw new IllegalArgumentException(call);
        };
    return new Attempt(result, result < 0 ? state.errno() : 0, startedNanos, System.nanoTime());
  }

  private int open(String path) {
    return Descriptors.open(state, path, Descriptors.O_RDWR | Descriptors.O_NONBLOCK, 0);
  }

  private int closed(int fd) {
    return fd < 0 ? fd : Descriptors.close(state, fd);
  }

  private int status(int id) {
    try (Arena arena = Arena.ofConfined()) {
      return SystemVQueues.status(state, id, arena.allocate(SystemVQueues.STATUS_BYTES, 8));
    }
  }

  /** A path, or a port behind the last colon. */
  private static SocketAddress socketAddress(String text) {
    int colon = text.lastIndexOf(':');
    return colon < 0
        ? SocketAddress.unix(text)
        : SocketAddress.inet(
            InetAddress.getLoopbackAddress(), Integer.parseInt(text.substring(colon + 1)));
  }

  private int connect(SocketAddress address) {
    int fd = Sockets.open(state, address);
    if (fd < 0) {
      return fd;
    }
    int result = Sockets.connect(state, fd, address);
    if (result < 0 && state.errno() == Errno.EINPROGRESS) { // the socket does not block
      boolean connected =
          Descriptors.poll(state, fd, Descriptors.POLLOUT, PATIENCE_MILLIS) > 0
              && Sockets.error(state, fd) == 0;
      result = connected ? 0 : -1;
    }
    Descriptors.close(state, fd); // succeeds, and leaves the connect's errno
    return result;
  }
}
