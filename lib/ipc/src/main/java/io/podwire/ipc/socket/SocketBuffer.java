package io.podwire.ipc.socket;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.Sockets;
import io.podwire.ipc.stream.KernelWait;

/** The parameter {@code buffer}: the kernel's buffers of a socket (SO_SNDBUF, SO_RCVBUF). */
final class SocketBuffer {
  static final String PARAMETER = "buffer";

  private static final int MIN_BYTES = 4096;
  private static final int MAX_BYTES = 64 << 20;

  private SocketBuffer() {}

  /** The bytes that an address asks for, 0 if it asks for none. */
  static int of(ChannelUri uri) {
    return (int) uri.sizeParameter(PARAMETER, 0, MIN_BYTES, MAX_BYTES);
  }

  /** Must come before connect or listen, for TCP to offer a window to match. */
  static void set(KernelWait waits, int fd, int bytes) {
    if (bytes > 0 && Sockets.setBuffers(waits.state(), fd, bytes) < 0) {
      throw waits.fault("setsockopt");
    }
  }
}
