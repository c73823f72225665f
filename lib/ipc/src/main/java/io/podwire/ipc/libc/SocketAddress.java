package io.podwire.ipc.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A {@code struct sockaddr} in native memory (unix(7), ip(7), ipv6(7)). Not changed by any call but
 * {@link Sockets#localAddress} and {@link Sockets#peerAddress}.
 */
public final class SocketAddress {
  /** The longest path of a Unix socket, in bytes. */
  public static final int MAX_PATH_BYTES = 107;

  private static final short AF_UNIX = 1;
  private static final short AF_INET = 2;
  private static final short AF_INET6 = 10;
  private static final int INET_BYTES = 16; // family, port, address, padding
  private static final int INET6_BYTES = 28; // family, port, flow, address, scope
  private static final long PATH_OFFSET = 2;
  private static final long PORT_OFFSET = 2;
  private static final long INET_HOST_OFFSET = 4;
  private static final long INET6_HOST_OFFSET = 8;
  private static final long INET6_SCOPE_OFFSET = 24;
  private static final ValueLayout.OfShort NETWORK_SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final MemorySegment memory;

  private SocketAddress(short family, long bytes) {
    memory = Arena.ofAuto().allocate(bytes, 8);
    memory.set(ValueLayout.JAVA_SHORT, 0, family);
  }

  /** The address of a Unix socket: a path of at most {@value #MAX_PATH_BYTES} bytes. */
  public static SocketAddress unix(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_PATH_BYTES) {
      throw new IllegalArgumentException(path + " is longer than " + MAX_PATH_BYTES + " bytes");
    }
    SocketAddress address = new SocketAddress(AF_UNIX, PATH_OFFSET + bytes.length + 1);
    MemorySegment.copy(bytes, 0, address.memory, ValueLayout.JAVA_BYTE, PATH_OFFSET, bytes.length);
    return address;
  }

  /** The address of a TCP socket, of the host's family. */
  public static SocketAddress inet(InetAddress host, int port) {
    byte[] bytes = host.getAddress();
    boolean six = host instanceof Inet6Address;
    SocketAddress address =
        six ? new SocketAddress(AF_INET6, INET6_BYTES) : new SocketAddress(AF_INET, INET_BYTES);
    address.memory.set(NETWORK_SHORT, PORT_OFFSET, (short) port);
    long at = six ? INET6_HOST_OFFSET : INET_HOST_OFFSET;
    MemorySegment.copy(bytes, 0, address.memory, ValueLayout.JAVA_BYTE, at, bytes.length);
    if (host instanceof Inet6Address scoped) {
      address.memory.set(ValueLayout.JAVA_INT, INET6_SCOPE_OFFSET, scoped.getScopeId());
    }
    return address;
  }

  /** The port of a TCP socket. */
  public int port() {
    return Short.toUnsignedInt(memory.get(NETWORK_SHORT, PORT_OFFSET));
  }

  /** The host of a TCP socket in numbers; a Unix socket's peer is on this machine. */
  public String host() {
    if (family() == AF_UNIX) {
      return "this machine";
    }
    boolean six = family() == AF_INET6;
    byte[] bytes =
        memory
            .asSlice(six ? INET6_HOST_OFFSET : INET_HOST_OFFSET, six ? 16 : 4)
            .toArray(ValueLayout.JAVA_BYTE);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // of another length only
    }
  }

  /** Whether both stand for the same host and port, or the same path. */
  public boolean isSameAs(SocketAddress other) {
    return memory.mismatch(other.memory) < 0;
  }

  /** A copy, for a call to overwrite. */
  public SocketAddress copy() {
    SocketAddress copy = new SocketAddress((short) family(), memory.byteSize());
    copy.memory.copyFrom(memory);
    return copy;
  }

  int family() {
    return memory.get(ValueLayout.JAVA_SHORT, 0);
  }

  MemorySegment memory() {
    return memory;
  }

  int length() {
    return (int) memory.byteSize();
  }
}
