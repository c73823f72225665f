package io.podwire.e2e.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections that send what a test likes and stay open until the close. For one thread. */
final class RawConnections implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int MAGIC = 0x5752_4450;

  private final List<Socket> sockets = new ArrayList<>();

  /** Opens one on loopback and sends these bytes. */
  Socket open(int port, byte[] bytes) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    if (bytes.length > 0) {
      socket.getOutputStream().write(bytes);
    }
    return socket;
  }

  /** The length of a message of {@code length} bytes, and one byte of it. */
  static byte[] announced(int length) {
    return ByteBuffer.allocate(5).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array();
  }

  /** A whole message of zeros. */
  static byte[] message(int length) {
    return ByteBuffer.allocate(4 + length).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array();
  }

  /** The greeting of a pod's live route, as a sidecar sends it. */
  static byte[] hello(String pod) {
    byte[] id = ("live-" + pod).getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(4 + 12 + id.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(12 + id.length)
        .put((byte) 1) // HELLO
        .put((byte) 1) // version
        .put((byte) 0) // forward
        .put((byte) 0) // not moved
        .putInt(1 << 18)
        .putInt(MAGIC)
        .put(id)
        .array();
  }

  /** The first answer: its type, and what it says. */
  static String answer(Socket socket) throws IOException {
    byte[] length = socket.getInputStream().readNBytes(4);
    if (length.length < 4) {
      return "closed";
    }
    int bytes = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt();
    return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
