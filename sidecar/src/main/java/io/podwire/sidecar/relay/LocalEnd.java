package io.podwire.sidecar.relay;

import io.podwire.api.RouteSpec;
import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A run route's local channel, opened by the first of its pumps that needs it: accepted where the
 * route begins, connected where it ends. Threads may share it; opening waits for the local program.
 */
final class LocalEnd implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LocalEnd.class);

  private final RouteSpec spec;
  private final ChannelUri uri;
  private final Transport transport;
  private final ChannelOptions options;
  private @Nullable Sender sender;
  private @Nullable Receiver receiver;
  private volatile boolean closed;
  private volatile boolean opened;

  /**
   * Checks the address.
   *
   * @throws ChannelException of kind BAD_ADDRESS if it can never work
   */
  LocalEnd(RouteSpec spec) {
    this.spec = spec;
    this.uri = ChannelUri.parse(spec.channel());
    this.transport = Transports.of(uri);
    this.options = new ChannelOptions(spec.waitStrategy(), spec.timeout());
  }

  /** The end that takes from the local program. */
  synchronized Receiver receiver() {
    open();
    return present(receiver);
  }

  /** The end that hands over to the local program. */
  synchronized Sender sender() {
    open();
    return present(sender);
  }

  private <T> T present(@Nullable T end) {
    if (end == null) {
      throw new ChannelException(
          ChannelException.Kind.UNSUPPORTED, uri + ": the route is not duplex");
    }
    return end;
  }

  private void open() {
    if (closed) {
      throw new ChannelException(ChannelException.Kind.CLOSED, uri + ": the route is closed");
    }
    if (sender != null || receiver != null) {
      return;
    }
    opened = true; // also if it fails: it may have made files before
    if (spec.duplex()) {
      Channel channel = begins() ? transport.accept(uri, options) : transport.connect(uri, options);
      sender = channel.sender();
      receiver = channel.receiver();
    } else if (begins()) {
      receiver = transport.openReceiver(uri, options);
    } else {
      sender = transport.openSender(uri, options);
    }
  }

  private boolean begins() {
    return spec.peer() != null;
  }

  /** Closes what is open; a thread that still waits in {@link #open} must be interrupted. */
  @Override
  public void close() {
    closed = true;
    closeEnds();
  }

  /** Removes what this route has opened, unless the program at its other end still holds it. */
  void remove() {
    try {
      if (opened && (begins() || !transport.isConnection())) {
        transport.removeUnused(uri);
      }
    } catch (ChannelException e) {
      LOG.warnf("a route's channel stays behind: %s", e.getMessage());
    }
  }

  private synchronized void closeEnds() {
    try (Receiver ignored = receiver) {
      if (sender != null) {
        sender.close();
      }
    }
  }
}
