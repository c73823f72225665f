package io.podwire.ipc.socket;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transports;
import io.podwire.ipc.stream.KernelWait;
import io.podwire.ipc.stream.UseGuard;
import org.jspecify.annotations.Nullable;

/**
 * Accepts many connections at one address, each a channel of its own that outlives the listener.
 * One thread accepts; any thread closes, which ends its wait.
 */
public final class SocketListener implements AutoCloseable {
  private final ListeningSocket listening;
  private final ChannelOptions options;
  private final KernelWait waits;
  private final UseGuard guard;

  private SocketListener(ListeningSocket listening, ChannelOptions options) {
    this.listening = listening;
    this.options = options;
    waits = new KernelWait(listening.uri());
    guard = new UseGuard(waits, listening::close);
  }

  /**
   * Binds and listens at an address of scheme uds or tcp.
   *
   * @param options how the accepted channels wait
   * @throws io.podwire.ipc.ChannelException of kind BAD_ADDRESS, IN_USE, FOREIGN, DENIED, FAILED
   */
  public static SocketListener bind(ChannelUri uri, ChannelOptions options) {
    Transports.of(uri);
    return new SocketListener(ListeningSocket.bind(uri), options);
  }

  /** The address, with a port 0 filled in. */
  public ChannelUri uri() {
    return listening.uri();
  }

  /**
   * Waits for a connection; null at the deadline. Sender and receiver of the channel may be used by
   * two threads, one each.
   *
   * @param deadlineNanos absolute {@link System#nanoTime()}
   * @throws io.podwire.ipc.ChannelException of kind CLOSED, INTERRUPTED, EXHAUSTED
   */
  public @Nullable Channel accept(long deadlineNanos) {
    guard.enter();
    try {
      int fd = listening.await(waits, deadlineNanos);
      return fd < 0 ? null : Connection.duplex(fd, uri(), options, NameHold.NONE);
    } finally {
      guard.exit();
    }
  }

  /** Stops listening; the accepted channels live on. Idempotent. */
  @Override
  public void close() {
    guard.close();
  }
}
