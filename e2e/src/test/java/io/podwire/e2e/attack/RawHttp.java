package io.podwire.e2e.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A connection to a program's HTTP port that keeps to no rule. For one thread. */
final class RawHttp implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;

  RawHttp(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
  }

  /** The head of a POST of JSON with more fields. */
  static String post(String path, String fields) {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%s\r\n\r\n"
        .formatted(path, fields);
  }

  RawHttp say(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return this;
  }

  /** Says it so many times, or until the other side has had enough; whether it has. */
  boolean sayOnAndOn(String text, int times) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    try {
      for (int i = 0; i < times; i++) {
        socket.getOutputStream().write(bytes);
      }
      return false;
    } catch (IOException hadEnough) {
      return true;
    }
  }

  /** The first line that comes; empty if the connection ends without one. */
  String status() {
    try {
      StringBuilder line = new StringBuilder();
      for (int next = socket.getInputStream().read(); next > '\r'; next = read()) {
        line.append((char) next);
      }
      return line.toString();
    } catch (SocketTimeoutException e) {
      throw new IllegalStateException("no answer, and the connection stays", e);
    } catch (IOException reset) {
      return "";
    }
  }

  private int read() throws IOException {
    return socket.getInputStream().read();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed
    }
  }
}
