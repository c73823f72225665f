package io.podwire.exhibits.location;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The process that calls: each line is an address, to which it sends the same messages, and says
 * how long that took or what went wrong, until its standard input ends.
 */
final class Caller {
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private Caller() {}

  /** Says its network namespace, and calls. */
  public static void main(String[] arguments) throws IOException {
    System.out.println(Files.readSymbolicLink(Path.of("/proc/self/ns/net")));
    BufferedReader addresses =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = addresses.readLine(); line != null; line = addresses.readLine()) {
      try {
        System.out.println(Call.TOOK + call(ChannelUri.parse(line)));
      } catch (ChannelException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private static long call(ChannelUri address) {
    long startedNanos = System.nanoTime();
    long deadlineNanos = startedNanos + PATIENCE.toNanos();
    MemorySegment message = Arena.ofAuto().allocate(Tally.MESSAGE_BYTES, Integer.BYTES);
    try (Sender sender =
        Transports.of(address).openSender(address, ChannelOptions.DEFAULT.withTimeout(PATIENCE))) {
      for (int i = 0; i < Tally.MESSAGES; i++) {
        Tally.write(message, i);
        if (!sender.send(message, 0, Tally.MESSAGE_BYTES, deadlineNanos)) {
          break; // the listener's count will tell
        }
      }
      boolean ignored = sender.flush(deadlineNanos);
    }
    return System.nanoTime() - startedNanos;
  }
}
