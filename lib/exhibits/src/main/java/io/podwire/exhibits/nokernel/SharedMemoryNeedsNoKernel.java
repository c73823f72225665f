package io.podwire.exhibits.nokernel;

import io.podwire.exhibits.Exhibit;
import io.podwire.exhibits.Stage;
import io.podwire.exhibits.Verdict;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.WaitStrategy;
import java.util.Locale;

/**
 * Sends single messages to a reader in another process through the ring and, so that the counting
 * is seen to count, through a socket. Both ends count the system calls that they make, and where
 * strace may look, so does the kernel.
 */
public final class SharedMemoryNeedsNoKernel implements Exhibit {
  private static final int RING_MESSAGES = 200_000;
  private static final int SOCKET_MESSAGES = 2_000;

  /** Not the messages': the JVM's threads meet now and then, and an idle end looks for its peer. */
  private static final double STRAY_CALLS_PER_MESSAGE = 0.001;

  @Override
  public String name() {
    return "shared-memory-needs-no-kernel";
  }

  @Override
  public String claim() {
    return "After the mapping, messages pass through shared memory with no system call.";
  }

  @Override
  public Verdict show(Stage stage) {
    Counted ring =
        Exchange.over(
            stage,
            "shm:" + stage.file("ring") + "?capacity=4MiB",
            WaitStrategy.SPIN,
            RING_MESSAGES);
    Counted socket =
        Exchange.over(stage, "uds:" + stage.file("x.sock"), WaitStrategy.BLOCK, SOCKET_MESSAGES);
    stage.saw("shared memory: %s", ring.own());
    stage.saw("shared memory: %s", ring.traced());
    stage.saw("socket, the same code: %s", socket.own());
    stage.saw("socket: %s", socket.traced());
    return verdict(ring, socket);
  }

  static Verdict verdict(Counted ring, Counted socket) {
    if (socket.callsPerMessage() < 1 || socket.tracedPerMessage() < 1) {
      throw new ChannelException(
          ChannelException.Kind.FAILED,
          "the counting is at fault: it saw less than one system call for a message in a socket");
    }
    if (ring.callsPerMessage() > STRAY_CALLS_PER_MESSAGE) {
      return Verdict.contradicted("The ends of the ring made system calls for their messages.");
    }
    if (ring.tracedPerMessage() > STRAY_CALLS_PER_MESSAGE) {
      return Verdict.contradicted(
          "The ends of the ring counted no system calls for their messages, but the kernel did.");
    }
    return Verdict.shown(
        String.format(
            Locale.ROOT,
            "%.4f system calls a message in shared memory, %.2f in a socket%s. Calls that do not grow with the messages remain: an idle end looks now and then whether its peer lives, and the JVM stops its threads. Both ends spin here; asleep they have to be woken by the kernel (see when-to-read).",
            ring.tracedPerMessage(),
            socket.tracedPerMessage(),
            countedBy(ring, socket)));
  }

  private static String countedBy(Counted ring, Counted socket) {
    return ring.isTraced() && socket.isTraced()
        ? ", as strace saw them"
        : ", by the channels' own counters alone: no strace looked, so that a call which they do not"
            + " count would not be seen";
  }
}
