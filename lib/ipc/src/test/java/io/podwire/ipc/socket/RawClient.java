package io.podwire.ipc.socket;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.stream.Frames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;

/** A connection that sends whatever bytes a test likes. For one thread. */
final class RawClient implements AutoCloseable {
  private final SocketChannel channel;

  private RawClient(SocketChannel channel) {
    this.channel = channel;
  }

  static RawClient connect(ChannelUri uri) {
    String address = uri.address();
    SocketAddress target =
        uri.scheme().equals("uds")
            ? UnixDomainSocketAddress.of(address)
            : new InetSocketAddress(
                "127.0.0.1", Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
    try {
      return new RawClient(SocketChannel.open(target));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A message as it lies in the stream. */
  static byte[] frame(byte[] message) {
    return ByteBuffer.allocate((int) Frames.HEADER_BYTES + message.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(message.length)
        .put(message)
        .array();
  }

  /** Sends the length of a message and one byte of it. */
  void announce(int length) {
    send(ByteBuffer.allocate(5).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());
  }

  void send(byte[] bytes) {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    try {
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the other side has closed the connection; drops what it sent. */
  boolean isClosedByPeer() {
    try {
      channel.configureBlocking(false);
      return channel.read(ByteBuffer.allocate(100)) < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  /** Closes a TCP connection by a reset. */
  void reset() {
    try (channel) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
