package io.podwire.ipc.socket;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.Sockets;
import io.podwire.ipc.stream.Frames;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** A connection that has not sent its whole first message yet. For one thread. */
final class Stranger {
  private final int fd;
  private final String host;
  private final long deadlineNanos;
  private final int maxBytes;
  private final byte[] bytes;
  private int count;
  private boolean ended;

  Stranger(int fd, String host, Introduction introduction) {
    this.fd = fd;
    this.host = host;
    this.deadlineNanos = System.nanoTime() + introduction.patienceNanos();
    this.maxBytes = introduction.maxBytes();
    this.bytes = new byte[(int) Frames.HEADER_BYTES + maxBytes];
  }

  int descriptor() {
    return fd;
  }

  String host() {
    return host;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  /** Whether the connection was closed or reset before the message was whole. */
  boolean hasEnded() {
    return ended;
  }

  /** Whether the message is whole, or is known to be too long. */
  boolean isIntroduced() {
    return count >= Frames.HEADER_BYTES && wantedBytes() == 0;
  }

  /** Reads what is there, never beyond the first message. */
  void read(CallState state, MemorySegment scratch) {
    long read = 1;
    while (read > 0 && wantedBytes() > 0) {
      read = Sockets.receiveNow(state, fd, scratch.address(), wantedBytes());
      if (read > 0) {
        MemorySegment.copy(scratch, ValueLayout.JAVA_BYTE, 0, bytes, count, (int) read);
        count += (int) read;
      }
    }
    boolean nothingYet =
        read < 0 && (state.errno() == Errno.EAGAIN || state.errno() == Errno.EINTR);
    ended = read <= 0 && !nothingYet;
  }

  private int wantedBytes() {
    int header = (int) Frames.HEADER_BYTES;
    if (count < header) {
      return header - count;
    }
    return isTooLong() ? 0 : header + announcedBytes() - count;
  }

  private boolean isTooLong() {
    return announcedBytes() < 0 || announcedBytes() > maxBytes;
  }

  private int announcedBytes() {
    return MemorySegment.ofArray(bytes).get(Frames.LENGTH, 0);
  }

  Guest introduced(ChannelUri uri) {
    byte[] message = Arrays.copyOfRange(bytes, (int) Frames.HEADER_BYTES, count);
    return new Guest(uri, fd, host, message, announcedBytes());
  }

  void close(CallState state) {
    Descriptors.close(state, fd);
  }
}
