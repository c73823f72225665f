package io.podwire.exhibits.location;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The process that is called: for each line it binds a port on all its addresses, says it, takes
 * what one caller sends, and says how many messages were whole and in order, until its standard
 * input ends.
 */
final class Listener {
  private static final ChannelUri ANY = ChannelUri.parse("tcp://0.0.0.0:0");
  private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();

  private Listener() {}

  /** Says its network namespace, and takes calls. */
  public static void main(String[] arguments) throws IOException {
    System.out.println(Files.readSymbolicLink(Path.of("/proc/self/ns/net")));
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (commands.readLine() != null) {
      try (Receiver receiver = Transports.of(ANY).openReceiver(ANY, ChannelOptions.DEFAULT)) {
        String address = receiver.uri().address();
        System.out.println(address.substring(address.lastIndexOf(':') + 1));
        System.out.println(take(receiver));
      } catch (ChannelException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private static long take(Receiver receiver) {
    long deadlineNanos = System.nanoTime() + PATIENCE_NANOS;
    Tally tally = new Tally();
    while (receiver.receive(tally, 100, deadlineNanos) > 0) {
      // until the caller has ended the stream or the deadline is past
    }
    return tally.whole();
  }
}
