package io.podwire.producer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server whose answers begin and do not end: they stall, or go on and on. */
public final class BadServer implements AutoCloseable {
  private final ServerSocket server;
  private final String more;
  private final AtomicInteger connections = new AtomicInteger();

  /** Answers with so many bytes again and again, and stalls if that is none. */
  public BadServer(int moreBytes) throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    more =
        moreBytes == 0
            ? ""
            : Integer.toHexString(moreBytes) + "\r\n" + "x".repeat(moreBytes) + "\r\n";
    Thread.ofPlatform().daemon().start(this::serve);
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** How many it has had so far. */
  public int connections() {
    return connections.get();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket connection = server.accept()) {
        connections.incrementAndGet();
        answer(connection);
      } catch (IOException left) {
        continue; // the next one
      }
    }
  }

  private void answer(Socket connection) throws IOException {
    String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n";
    connection.getOutputStream().write(head.getBytes(US_ASCII));
    while (!more.isEmpty()) {
      connection.getOutputStream().write(more.getBytes(US_ASCII));
    }
    while (connection.getInputStream().read() >= 0) {
      continue; // until the client leaves
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
