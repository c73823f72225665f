package io.podwire.producer.pipe;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.pipe.PipedProcess;
import io.podwire.lab.workload.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running {@link PipeEcho} and the pipes to and from it. One thread at a time. */
public final class PipeChild implements AutoCloseable {
  private static final Duration GRACE = Duration.ofMillis(500);

  private static final ChannelUri PIPE = ChannelUri.parse("pipe:");

  private final Process process;
  private final Channel channel;

  private PipeChild(PipedProcess child) {
    this.process = child.process();
    this.channel = child.channel();
  }

  /**
   * Starts the child: a JVM as small as it gets.
   *
   * @throws io.podwire.ipc.ChannelException of kind FAILED if no process can be started
   */
  public static PipeChild start() {
    ProcessBuilder child = ChildJvm.withOwnFlags(new ProcessBuilder(command(PipeEcho.class)));
    return new PipeChild(PipedProcess.start(PIPE, child, ChannelOptions.DEFAULT));
  }

  /** The words that start {@code main} as the child is started. */
  static List<String> command(Class<?> main) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx16m",
        "-Xss256k",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:TieredStopAtLevel=1",
        "-XX:TrimNativeHeapInterval=5000", // what the start needed goes back to the kernel
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        main.getName());
  }

  public Channel channel() {
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
