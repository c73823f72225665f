package io.podwire.ipc.socket;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Sockets;
import io.podwire.ipc.stream.Frames;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A connection whose first message has come: to be opened, refused or closed. For one thread at a
 * time; closing is idempotent and does nothing once it was opened.
 */
public final class Guest implements AutoCloseable {
  private final ChannelUri uri;
  private final String host;
  private final byte[] introduction;
  private final int announcedBytes;
  private int fd;

  Guest(ChannelUri uri, int fd, String host, byte[] introduction, int announcedBytes) {
    this.uri = uri;
    this.fd = fd;
    this.host = host;
    this.introduction = introduction;
    this.announcedBytes = announcedBytes;
  }

  /** Where it comes from, in numbers. */
  public String host() {
    return host;
  }

  /** The first message; empty if it {@link #isTooLong}. */
  public MemorySegment introduction() {
    return MemorySegment.ofArray(introduction);
  }

  /** Whether a longer first message was announced than is allowed; nothing of it was read. */
  public boolean isTooLong() {
    return introduction.length != announcedBytes;
  }

  /** The length of the first message as it was announced, in bytes; perhaps nonsense. */
  public int announcedBytes() {
    return announcedBytes;
  }

  /** The connection as a channel, which delivers what comes after the first message. */
  public ConnectedChannel open(ChannelOptions options) {
    if (fd < 0) {
      throw new IllegalStateException(uri + ": this connection was opened or closed before");
    }
    ConnectedChannel channel = Connection.duplex(fd, uri, options, NameHold.NONE);
    fd = -1;
    return channel;
  }

  /** Sends one short message, as far as the kernel takes it at once, and closes. */
  public void refuse(MemorySegment answer) {
    try (this;
        Arena arena = Arena.ofConfined()) {
      if (fd >= 0) {
        MemorySegment frame = arena.allocate(Frames.HEADER_BYTES + answer.byteSize());
        frame.set(Frames.LENGTH, 0, (int) answer.byteSize());
        MemorySegment.copy(answer, 0, frame, Frames.HEADER_BYTES, answer.byteSize());
        long ignored = // who has gone needs no answer
            Sockets.sendNow(new CallState(), fd, frame.address(), frame.byteSize());
      }
    }
  }

  @Override
  public void close() {
    if (fd >= 0) {
      Descriptors.close(new CallState(), fd);
      fd = -1;
    }
  }
}
