package io.podwire.cli;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.PosixQueues;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a channel was there before, so that nobody removes what another has made. */
public final class ChannelTrace {
  private ChannelTrace() {}

  /** Whether the channel's file or queue is there now; never for what has none. */
  public static boolean exists(ChannelUri uri) {
    return switch (uri.scheme()) {
      case "mq" -> queueExists(uri.address());
      case "shm", "fifo", "sysv", "uds" -> Files.exists(Path.of(uri.address()));
      default -> false;
    };
  }

  private static boolean queueExists(String name) {
    CallState state = new CallState();
    int queue = PosixQueues.open(state, name, Descriptors.O_RDONLY);
    if (queue >= 0) {
      PosixQueues.close(state, queue);
    }
    return queue >= 0;
  }
}
