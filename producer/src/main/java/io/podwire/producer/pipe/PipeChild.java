package io.podwire.producer.pipe;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.pipe.PipePair;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running {@link PipeEcho} and the pipes to and from it. One thread at a time. */
final class PipeChild implements AutoCloseable {
  private static final Duration GRACE = Duration.ofMillis(500);

  private final Process process;
  private final Channel channel;

  private PipeChild(Process process, Channel channel) {
    this.process = process;
    this.channel = channel;
  }

  /**
   * Starts the child: a JVM as small as it gets.
   *
   * @throws ChannelException of kind FAILED if no process can be started
   */
  static PipeChild start() {
    try (PipePair to = PipePair.toChild();
        PipePair from = PipePair.fromChild()) {
      Process process =
          new ProcessBuilder(command())
              .redirectInput(to.childEnd())
              .redirectOutput(from.childEnd())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      to.closeChildEnd();
      from.closeChildEnd();
      return new PipeChild(
          process,
          Channel.of(
              to.openSender(ChannelOptions.DEFAULT), from.openReceiver(ChannelOptions.DEFAULT)));
    } catch (IOException e) {
      throw new ChannelException(
          ChannelException.Kind.FAILED, "pipe: the child cannot be started: " + e.getMessage(), e);
    }
  }

  private static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx16m",
        "-Xss256k",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:TrimNativeHeapInterval=5000", // what the start needed goes back to the kernel
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        PipeEcho.class.getName());
  }

  Channel channel() {
    return channel;
  }

  /** Ends the pipes, at which the child ends, and by force if it does not soon. */
  @Override
  public void close() {
    channel.close();
    try {
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
