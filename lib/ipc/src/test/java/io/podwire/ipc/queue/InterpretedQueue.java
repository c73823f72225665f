package io.podwire.ipc.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.WaitStrategy;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** What a queue's messages allocate in a JVM that compiles nothing. */
final class InterpretedQueue {
  static final int MESSAGES = 1_000;

  private InterpretedQueue() {}

  /** How many bytes {@link #MESSAGES} messages allocate, with the wait that allocates the most. */
  static long allocatedBytes(ChannelUri uri) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xint",
                "-cp",
                System.getProperty("java.class.path"),
                InterpretedQueue.class.getName(),
                uri.toString())
            .redirectError(Redirect.INHERIT)
            .start();
    try {
      return Long.parseLong(new String(process.getInputStream().readAllBytes(), UTF_8).strip());
    } finally {
      process.destroyForcibly();
    }
  }

  /** Prints the bytes; its first messages, which load classes, are not counted. */
  public static void main(String[] arguments) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ChannelUri uri = ChannelUri.parse(arguments[0]);
    long most = 0;
    for (WaitStrategy wait : WaitStrategy.values()) {
      try (Receiver receiver = QueueRig.receiver(uri, wait);
          Sender sender = QueueRig.sender(uri, wait)) {
        pass(sender, receiver);
        long before = threads.getCurrentThreadAllocatedBytes();
        pass(sender, receiver);
        most = Math.max(most, threads.getCurrentThreadAllocatedBytes() - before);
      }
    }
    System.out.println(most);
  }

  private static void pass(Sender sender, Receiver receiver) {
    MemorySegment message = Arena.global().allocate(64);
    long deadlineNanos = QueueRig.late();
    for (int n = 0; n < MESSAGES; n++) {
      if (!sender.send(message, 0, 64, deadlineNanos)
          || receiver.receive((_, _, _) -> {}, 1, deadlineNanos) != 1) {
        throw new IllegalStateException("message " + n + " did not pass");
      }
    }
  }
}
