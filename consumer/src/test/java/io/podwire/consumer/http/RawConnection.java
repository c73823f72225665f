package io.podwire.consumer.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;

/** A connection on which nobody keeps to the rules. For one thread. */
final class RawConnection implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Socket socket;

  RawConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.setTcpNoDelay(true);
  }

  /** The head of a POST with these fields besides the usual ones. */
  static String post(String path, String type, String... fields) {
    String more = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\n%s\r\n"
        .formatted(path, type, more);
  }

  RawConnection say(String text) throws IOException {
    return say(text.getBytes(ISO_8859_1));
  }

  RawConnection say(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** Says it again and again until the other side has had enough. */
  void sayOnAndOn(byte[] bytes) {
    try {
      while (socket.getInputStream().available() == 0) {
        say(bytes);
      }
    } catch (IOException hadEnough) {
      return;
    }
  }

  /** The next so many bytes, or less if the connection ends before. */
  String hear(int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), ISO_8859_1);
  }

  /** All that comes until the connection is closed. */
  String hearAll() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  /** Whether the other side closes the connection, in whatever way, without a word. */
  boolean isClosedSilently() {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
