package io.podwire.ipc.memory;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.WaitStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An end in a JVM of its own, which dies without a word. */
final class RingProgram {
  private RingProgram() {}

  /**
   * Runs {@code send URI COUNT} or {@code receive URI COUNT}: so many messages, then death. The
   * sender leaves one more unpublished behind.
   */
  public static void main(String[] arguments) {
    ChannelUri uri = ChannelUri.parse(arguments[1]);
    int count = Integer.parseInt(arguments[2]);
    if (arguments[0].equals("send")) {
      send(uri, count);
    } else {
      receive(uri, count);
    }
    Runtime.getRuntime().halt(9);
  }

  private static void send(ChannelUri uri, int count) {
    Sender sender = Ring.TRANSPORT.openSender(uri, Ring.options(WaitStrategy.BLOCK));
    for (int i = 0; i < count; i++) {
      sender.offer(Ring.text("message " + i));
      sender.flush();
    }
    sender.offer(Ring.text("half"));
    sender.offer(Ring.text("visible"));
  }

  private static void receive(ChannelUri uri, int count) {
    Receiver receiver = Ring.TRANSPORT.openReceiver(uri, Ring.options(WaitStrategy.BLOCK));
    for (int i = 0; i < count; i++) {
      receiver.receive((buffer, offset, length) -> {}, 1, Ring.deadline());
    }
  }

  static Process start(String side, ChannelUri uri, int count) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                RingProgram.class.getName(),
                side,
                uri.toString(),
                Integer.toString(count)))
        .inheritIO()
        .start();
  }

  /** Runs a side to its death. */
  static void run(String side, ChannelUri uri, int count) throws IOException, InterruptedException {
    Process process = start(side, uri, count);
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 9) {
      process.destroyForcibly();
      throw new AssertionError(side + " did not get to its death");
    }
  }
}
