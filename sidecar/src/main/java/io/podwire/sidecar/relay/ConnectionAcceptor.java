package io.podwire.sidecar.relay;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.socket.SocketListener;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Listens and gives every connection a thread of its own, up to a limit, beyond which connections
 * are closed at once. Has a thread of its own; any thread may close.
 */
final class ConnectionAcceptor implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ConnectionAcceptor.class);
  private static final int MAX_CONNECTIONS = 128;

  private final SocketListener listener;
  private final Consumer<RelayLink> server;
  private final Semaphore room = new Semaphore(MAX_CONNECTIONS);
  private final Thread thread;
  private volatile boolean closed;

  private ConnectionAcceptor(SocketListener listener, Consumer<RelayLink> server) {
    this.listener = listener;
    this.server = server;
    this.thread = Thread.ofPlatform().name("relay-accept").daemon().unstarted(this::acceptAll);
  }

  /**
   * Binds, and serves each connection on a thread of its own.
   *
   * @throws ChannelException of kind IN_USE, DENIED, BAD_ADDRESS
   */
  static ConnectionAcceptor bind(ChannelUri uri, Consumer<RelayLink> server) {
    ConnectionAcceptor acceptor =
        new ConnectionAcceptor(SocketListener.bind(uri, ChannelOptions.DEFAULT), server);
    acceptor.thread.start();
    return acceptor;
  }

  /** The port that was bound. */
  int port() {
    String address = listener.uri().address();
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  private void acceptAll() {
    while (!closed) {
      try {
        Channel channel = listener.accept(System.nanoTime() + TimeUnit.MINUTES.toNanos(1));
        if (channel != null) {
          take(new RelayLink(channel));
        }
      } catch (ChannelException e) {
        if (closed || e.kind() == ChannelException.Kind.CLOSED) {
          return;
        }
        LOG.warnf("relay: accepting failed: %s", e.getMessage());
      } catch (RuntimeException | Error e) { // no memory for one connection: the next may have it
        LOG.warnf("relay: a connection is lost: %s", e);
      }
    }
  }

  private void take(RelayLink link) {
    if (!room.tryAcquire()) {
      LOG.warnf("relay: more than %d connections; a further one is closed", MAX_CONNECTIONS);
      link.close();
      return;
    }
    try {
      Thread.ofPlatform().name("relay-connection").daemon().start(() -> serve(link));
    } catch (Error noThread) {
      room.release();
      link.close();
      throw noThread;
    }
  }

  private void serve(RelayLink link) {
    try (link) {
      server.accept(link);
    } finally {
      room.release();
    }
  }

  @Override
  public void close() {
    closed = true;
    listener.close();
  }
}
