package io.podwire.sidecar.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A way to an API server on which watches can be made half-open: what is sent there is lost, and
 * nobody closes the connection, as behind a firewall that forgot it.
 */
final class HalfOpenProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final int target;
  private final List<Connection> connections = new CopyOnWriteArrayList<>();

  private static final class Connection {
    final Socket client;
    final Socket server;
    volatile boolean watch;
    volatile boolean lost;

    Connection(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }
  }

  HalfOpenProxy(int target) throws IOException {
    this.target = target;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** Loses from now on what the server sends on the watches that there are; returns how many. */
  long loseWatches() {
    List<Connection> watches = connections.stream().filter(one -> one.watch).toList();
    watches.forEach(one -> one.lost = true);
    return watches.size();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Connection made =
            new Connection(client, new Socket(InetAddress.getLoopbackAddress(), target));
        connections.add(made);
        Thread.ofVirtual().start(() -> forward(made));
        Thread.ofVirtual().start(() -> back(made));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static void forward(Connection one) {
    copy(
        one.client,
        one.server,
        text -> {
          if (text.contains("watch=true")) {
            one.watch = true;
          }
          return true;
        });
  }

  private static void back(Connection one) {
    copy(one.server, one.client, text -> !one.lost);
  }

  private static void copy(Socket from, Socket to, java.util.function.Predicate<String> passes) {
    byte[] buffer = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (passes.test(new String(buffer, 0, length, StandardCharsets.ISO_8859_1))) {
          out.write(buffer, 0, length);
        }
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // one side has gone
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Connection one : connections) {
        one.client.close();
        one.server.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
