package io.podwire.ipc.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.WaitStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/** One end of a queue in a JVM of its own, to be killed. */
final class QueuePeer implements AutoCloseable {
  private final Process process;

  private QueuePeer(Process process) {
    this.process = process;
  }

  /** Starts {@code send}, which sends "one" and "two", or {@code receive}; returns once it has. */
  static QueuePeer start(String role, ChannelUri uri) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                QueuePeer.class.getName(),
                role,
                uri.toString())
            .redirectError(Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader(UTF_8);
    if (!"ready".equals(output.readLine())) {
      process.destroyForcibly();
      throw new IOException("the peer did not get ready");
    }
    return new QueuePeer(process);
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Lets it close its end in good order. */
  void end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Lives until its input ends. */
  public static void main(String[] arguments) throws IOException {
    ChannelUri uri = ChannelUri.parse(arguments[1]);
    if (arguments[0].equals("send")) {
      try (Sender sender = QueueRig.sender(uri, WaitStrategy.BLOCK)) {
        QueueRig.send(sender, "one");
        QueueRig.send(sender, "two");
        awaitEnd();
      }
    } else {
      try (Receiver _ = QueueRig.receiver(uri, WaitStrategy.BLOCK)) {
        awaitEnd();
      }
    }
  }

  private static void awaitEnd() throws IOException {
    System.out.println("ready");
    new InputStreamReader(System.in, UTF_8).read();
  }
}
